"""Households at random, known in everything that any region reads, often on or beside a line."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from .means_test import measured
from .national import NECESSARY, Home, Nation

RELATIONS = ("spouse",) * 5 + ("child",) * 9 + ("parent",) * 3 + ("sibling", "grandparent", "grandchild", "other")
KINDS = ("visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple")
SCHOOLS = ("none", "primary", "junior", "senior", "vocational", "associate", "bachelor", "master", "doctorate")
EARNED = ("wage", "business", "property", "other")
RECEIVED = (
    "support_received", "retirement_pension", "basic_pension", "unemployment_benefit", "survivor_benefit",
    "compensation", "gift", "preferential_pension", "family_planning_award", "scholarship", "bravery_award",
    "social_assistance", "disability_allowance", "old_age_allowance", "other_transfer",
    "child_allowance", "orphan_allowance",
)  # fmt: skip
SPENDING = ("medical", "education", "disability", "rent", "living", "other_necessary")
FLAGS = (
    ("full_time_student", 0.12), ("part_time_student", 0.05), ("in_prison", 0.02), ("in_labour_camp", 0.02),
    ("in_compulsory_rehabilitation", 0.02), ("declared_missing", 0.02), ("active_conscript", 0.04),
    ("employed", 0.3), ("recognised_major_illness", 0.12), ("long_term_coresident", 0.6), ("separate_hukou", 0.3),
    ("applies_alone", 0.6),
    ("on_tekun", 0.1), ("declines_tekun", 0.05), ("chooses_child_support", 0.2), ("in_institution", 0.15),
    ("contracted_land", 0.3), ("resettled_to_town", 0.1), ("no_civil_capacity", 0.05), ("work_injury_nursing", 0.1),
    ("elderly_service_recognised", 0.15), ("resident_without_hukou", 0.1),
)  # fmt: skip
DAILY_THINGS = ("eating", "dressing", "bed", "toilet", "walking", "bathing")
MATTERS = (
    "dead", "dead", "declared_missing", "untraceable", "untraceable", "seriously_ill", "in_prison", "in_rehabilitation",
    "restricted", "out_of_contact", "out_of_contact",
)  # fmt: skip
SITUATIONS = ("tekun", "dibao", "severely_disabled", "no_civil_capacity", "declared_missing", "in_prison", "none")
MONEY = ("savings", "securities", "funds", "insurance", "claims", "online_assets")
PRIORS = ("dibao", "dibao", "dibao", "gradual_exit", "gradual_exit", "marginal", "not_eligible")
SHIFTS = (-1, 0, 0, 1, -12, 12, -1200, 1200)


def household(draw: Random, code: str, region: str, law: Nation) -> dict[str, Any]:
    """Give a household of a place, near one of its lines two times in three."""
    size = draw.choice((1, 1, 2, 2, 3, 3, 4, 5, 6))
    members = [member(draw, f"m{n}", n == 0, law.on) for n in range(size)]
    home = {
        "id": "home",
        "jurisdiction": code,
        "area": draw.choice(("urban", "rural")),
        "members": members,
        "obligors": [obligor(draw, f"o{n}", law.on) for n in range(draw.choice((0, 0, 1, 2)))],
        "property": {},
        "findings": {
            "property_within_limits": draw.random() < 0.9,
            "hardship_family": draw.random() < 0.7,
            "grace_months_granted": draw.choice((0, 3, 5, 6, 7, 11, 12, 13, 24)),
            "grace_amount": yuan(draw, 600),
            "urgent_need": draw.random() < 0.7,
            "beyond_means": draw.random() < 0.7,
            "temporary_amount": draw.choice(("0", "500", "1999.99")),
        },
        "request": request(draw),
        "prior": prior(draw),
        "facts": {},
    }
    REGIONAL.get("hunan" if region == "hongjiang" else region, nothing)(draw, home)
    moved_to_a_line(draw, home, law)
    return home


def member(draw: Random, name: str, applies: bool, on: date) -> dict[str, Any]:
    """Give a person."""
    chance = draw.random
    relation = "applicant" if applies else draw.choice(RELATIONS)
    flags = {"chooses_child_support": False, **{key: True for key, often in FLAGS if chance() < often}}
    found: dict[str, Any] = {"id": name, "relation": relation, "born": birth(draw, relation, on), "flags": flags}
    found["education"] = draw.choice(SCHOOLS)
    found["incomes"] = {key: yuan(draw, 900) for key in EARNED if chance() < 0.25}
    if chance() < 0.5:
        found["incomes"][draw.choice(RECEIVED)] = yuan(draw, 300)
    if "business" in found["incomes"] and chance() < 0.2:
        found["incomes"]["business"] = f"-{draw.randint(0, 900)}.{draw.randint(0, 99):02}"
    found["transfers_paid"] = {key: yuan(draw, 120) for key in ("tax", "social_insurance", "support") if chance() < 0.1}
    found["expenses"] = {key: yuan(draw, draw.choice((300, 600, 600, 6000))) for key in SPENDING if chance() < 0.2}
    found["disability"] = {"kind": draw.choice(KINDS), "grade": draw.randint(1, 4)} if chance() < 0.35 else None
    if chance() < 0.06:
        apart = min(years_before(on, draw.randint(0, 4)) + timedelta(draw.randint(-1, 1)), on)
        found["clergy_apart_since"] = apart.isoformat()
    found["findings"] = {
        "cannot_live_independently": chance() < 0.5,
        "legal_support_duty": chance() < 0.8,
        "incapable_of_work": chance() < 0.7,
        "special_hardship": chance() < 0.3,
        "clergy_in_hardship": chance() < 0.6,
        "single_person_amount": yuan(draw, 500),
        "tekun_property_within_limits": chance() < 0.85,
        "tekun_counts": chance() < 0.4,
    }
    found["facts"] = {}
    found["needs_help"] = dict.fromkeys(draw.sample(DAILY_THINGS, draw.choice((0, 0, 1, 3, 4, 6))), True)
    found |= {each: parent(draw) for each in ("father", "mother") if chance() < 0.6}
    return found


def parent(draw: Random) -> dict[str, Any]:
    """Give what is the matter with a parent, often on either side of six months."""
    matter: dict[str, Any] = dict.fromkeys(draw.sample(MATTERS, draw.choice((0, 1, 1, 1, 2))), True)
    months = {"term_months": draw.choice((2, 5, 6, 24)), "out_of_contact_months": draw.choice((1, 5, 6, 7, 60))}
    if draw.random() < 0.2:
        matter |= {"disability_kind": draw.choice(KINDS), "disability_grade": draw.randint(1, 4)}
    return matter | months


def request(draw: Random) -> dict[str, Any]:
    """Give what is asked for besides a classification."""
    asked: dict[str, Any] = {"temporary_assistance": draw.choice(("none", "urgent", "expenditure", "expenditure"))}
    return asked | ({"price_subsidy": True} if draw.random() < 0.5 else {})


def birth(draw: Random, relation: str, on: date) -> str:
    """Give a day of birth, for children often near eighteen years ago."""
    if relation in ("child", "grandchild", "sibling"):
        years = draw.choice((0, 6, 12, 17, 18, 18, 18, 20, 25))
    else:
        years = draw.choice((18, 24, 30, 40, 50, 60, 70, 80))
    return min(years_before(on, years) + timedelta(draw.randint(-1, 1)), on).isoformat()


def years_before(on: date, years: int) -> date:
    """Give the same day so many years ago, for 29 February the day before where there is none."""
    leap = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - years, day=28 if leap and years % 4 else on.day)


def yuan(draw: Random, most: int) -> Any:
    """Give an amount a month, or now and then a year."""
    if draw.random() < 0.15:
        return {"amount": str(draw.randint(0, 12 * most)), "per": "year"}
    return f"{draw.randint(0, most)}.{draw.randint(0, 99):02}"


def prior(draw: Random) -> dict[str, Any] | None:
    """Give what the family received before."""
    if draw.random() < 0.25:
        return None
    return {
        "status": draw.choice(PRIORS),
        "dibao_monthly": f"{draw.randint(0, 600)}.50",
        "cause": draw.choice(("employment", "employment", "income", "other", None)),
        "grace_months_used": draw.choice((0, 5, 6, 6, 11, 11, 12, 23, 24, 35, 36)),
    }


def nothing(draw: Random, home: dict[str, Any]) -> None:
    """Add nothing."""


def facts_of_hunan(draw: Random, home: dict[str, Any]) -> None:
    """Add what Hunan asks: costs often stand on either side of twice last year's income."""
    heavy = draw.choice(("medical", "education"))
    spent = sum(fen_a_year(each["expenses"].get(heavy, 0)) for each in home["members"])
    last_year = spent // 2 + draw.choice((-1, 0, 1)) if spent and draw.random() < 0.6 else draw.randint(0, 6000000)
    home["facts"] = {
        "hunan.registered_poor": draw.random() < 0.5,
        "hunan.last_year_income": a_year(max(last_year, 0)),
        "hunan.deduction_granted": draw.random() < 0.7,
        "hunan.band": draw.randint(1, 3),
    }
    for each in home["members"]:
        each["facts"] = {"hunan.dependent": draw.random() < 0.6}
        each["findings"]["hunan.resident_in_need"] = draw.random() < 0.4
        if draw.random() < 0.3:
            each["facts"]["hunan.employment_cost"] = yuan(draw, 500)


def obligor(draw: Random, name: str, on: date) -> dict[str, Any]:
    """Give a relative outside the household, mostly one who can hardly give support."""
    years = draw.choice((40, 59, 60, 60, 69, 70, 70))
    said = {"id": name, "relation": "child", "income": "3000", "supports": 1, "pays": "0", "on_assistance": False}
    return {
        **said,
        "household_size": draw.randint(1, 4),
        "born": (years_before(on, years) + timedelta(draw.randint(-1, 1))).isoformat(),
        "own_income": draw.choice(("0", "800", {"amount": "25999.99", "per": "year"}, "3000")),
        "situation": draw.choice(SITUATIONS),
        "property_within_limits": draw.random() < 0.85,
        "facts": {},
    }


CARE_CLASSES = ("none", "able", "half", "full")


def facts_of_jiangxi(draw: Random, home: dict[str, Any]) -> None:
    """Add what Jiangxi asks."""
    causes = ("none", "none", "pension", "graduate", "placed_hard_to_employ", "placed_disabled", "other")
    home["facts"] = {"jiangxi.benefit_grade": draw.randint(1, 5), "jiangxi.exit_cause": draw.choice(causes)}
    for each in home["members"]:
        # No draw of its own: what is drawn after it stays as it was.
        care = CARE_CLASSES[int(each["born"][-2:]) % len(CARE_CLASSES)]
        each["facts"] = {"jiangxi.regular_recipient": draw.random() < 0.3, "jiangxi.care_class": care}
    for each in home["obligors"]:
        each["facts"] = facts_of_relatives(draw, each["household_size"])


def facts_of_relatives(draw: Random, size: int) -> dict[str, Any]:
    """Add what Ganzhou asks of relatives, now and then rich or just rich enough."""
    return {
        "jiangxi.financial_assets": draw.choice(("0", "12000", f"{36000 * size}", f"{36000 * size}.01")),
        "jiangxi.registered_capital": draw.choice(("0", "0", "0", "99999.99", "100000")),
        "jiangxi.houses": draw.choice((0, 1, 1, 2)),
        "jiangxi.house_area": draw.choice((f"{45 * size}", f"{45 * size}.01", "90")),
        "jiangxi.costly_vehicle": draw.random() < 0.05,
    }


def facts_of_hebei(draw: Random, home: dict[str, Any]) -> None:
    """Add what Hebei asks: registers, and property near its limits."""
    chance = draw.random
    home["facts"] = {
        "hebei.registered_poor": chance() < 0.5,
        "hebei.low_income": chance() < 0.5,
        "hebei.high_living_standard": chance() < 0.04,
        "hebei.village_vote_passed": chance() < 0.7,
    }
    size = len(home["members"])
    limit = 24000 * draw.choice((1, size)) if chance() < 0.3 else draw.randint(0, 12000)
    rest = draw.randint(0, limit)
    assets = draw.sample(MONEY, 2)
    home["property"] = {assets[0]: str(rest), assets[1]: f"{limit - rest}.{draw.choice(('00', '00', '01'))}"}
    home["property"]["houses"] = 2 if chance() < 0.04 else draw.randint(0, 1)
    home["property"]["house_area"] = str(73 * size) if chance() < 0.3 else str(draw.randint(10, 60) * size)
    if chance() < 0.15:
        cars = draw.randint(1, 2)
        home["property"] |= {"vehicles": cars, draw.choice(("disability_vehicles", "working_vehicles")): 1}
    for each in home["members"]:
        each["facts"] = {"hebei.elderly_in_hardship": chance() < 0.2, "hebei.heavy_costs": chance() < 0.2}
        if chance() < 0.08:
            each["facts"]["hebei.missing_years"] = draw.randint(0, 2)
        if chance() < 0.3:
            each["facts"]["hebei.employment_cost"] = yuan(draw, 500)


REGIONAL = {"hunan": facts_of_hunan, "jiangxi": facts_of_jiangxi, "hebei": facts_of_hebei}


def moved_to_a_line(draw: Random, home: dict[str, Any], law: Nation) -> None:
    """Give somebody the business income that puts the family on or beside a line."""
    line = draw.randrange(12)
    if line < 2:
        return
    for _ in range(2):  # what comes off may grow with income, so the first step may fall short
        found = measured(home, law)
        if not found.counted:
            return
        aim, income = lines(draw, law, found)[line - 2]
        incomes: Any = found.counted[0]["incomes"]
        before = fen_a_year(incomes.get("business", 0))
        incomes["business"] = a_year(before + math.ceil(aim - income) + draw.choice(SHIFTS))


def lines(draw: Random, law: Nation, found: Home) -> Sequence[tuple[Any, Any]]:
    """Give each line, and the income that is held against it."""
    marginal = found.need * (law.marginal_factor() or Fraction(3, 2))
    net = (
        found.need,
        found.need,
        marginal,
        marginal + found.spent("medical", "education", "disability"),
        2 * found.need,
        found.size * law.figures["rigid.disposable_income"],
        found.need // 2,
        draw.randint(0, 2 * int(found.need)),
    )
    gross = (found.spent(*NECESSARY) / law.figures["rigid.ratio"], found.spent("education") // 2)
    return (*((each, found.after_rigid) for each in net), *((each, found.gross) for each in gross))


def fen_a_year(stated: Any) -> int:
    """Read an amount of this module's own making."""
    if isinstance(stated, dict):
        return round(Fraction(stated["amount"]) * 100)
    return round(Fraction(stated) * 1200)


def a_year(fen: int) -> dict[str, str]:
    """State fen a year."""
    sign, whole = "-" * (fen < 0), abs(fen)
    return {"amount": f"{sign}{whole // 100}.{whole % 100:02}", "per": "year"}
