"""The national means test with Hunan's and Hongjiang's answers, in fractions.

A second reading of 民发〔2021〕57号 and 民发〔2022〕83号, in the order of their articles. It takes the JSON form of a
household and shares no code with the library, so that two mistakes have to agree before a test overlooks one.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from .stated import (
    OracleNeeds,
    Person,
    beside_flags,
    disability,
    finding,
    flag,
    full_years,
    known,
    monthly_fen,
    present,
)

MEASURES_IN_FORCE = date(2021, 7, 1)  # 57号 art. 42
NOTICE_IN_FORCE = date(2022, 10, 20)  # 83号
BASIC_PENSION_COUNTS_FROM = date(2026, 1, 1)  # 57号 art. 13: only while the 14th five-year plan runs
LONGEST_GRACE_MONTHS = 6  # 83号 1(3)

HONGJIANG_YUAN_A_YEAR = {
    (2023, "urban"): Fraction(650 * 12),
    (2023, "rural"): Fraction(5004),
    (2024, "urban"): Fraction(700 * 12),
    (2024, "rural"): Fraction(5400),
}

UP_TO_BACHELOR = frozenset({"primary", "junior", "senior", "vocational", "associate", "bachelor"})

TRANSFERS = frozenset({
    "support_received", "retirement_pension", "basic_pension", "unemployment_benefit", "survivor_benefit",
    "compensation", "gift", "preferential_pension", "family_planning_award", "scholarship", "bravery_award",
    "social_assistance", "disability_allowance", "old_age_allowance", "other_transfer",
})  # fmt: skip
EARNINGS = frozenset({"wage", "business", "property", "other"})
NEVER_COUNTED = frozenset({
    "preferential_pension", "family_planning_award", "scholarship", "bravery_award",  # 57号 art. 13, item 1
    "social_assistance",  # 57号 art. 13, item 2
    "disability_allowance",  # 国发〔2015〕52号
})  # fmt: skip
PAID_OUT = ("tax", "social_insurance", "support")


class Award(NamedTuple):
    """What one programme pays each month, to the household or to a member."""

    programme: str
    to: str
    monthly_fen: int
    start: str


@dataclass(frozen=True)
class OracleResult:
    """Status, payments and the steps that led to them; flows in fen a month."""

    status: str
    dibao_monthly_fen: int
    awards: list[Award]
    size: int
    household_income: Fraction
    need: Fraction
    may_apply_alone: frozenset[str]
    counted: tuple[str, ...]

    @property
    def total_monthly_fen(self) -> int:
        """All awards together."""
        return sum(award.monthly_fen for award in self.awards)


def decide(
    household: Person,
    on: date,
    *,
    standard_per_year: Mapping[str, Fraction] | None = None,
    conscripts_left_out: bool = True,
) -> OracleResult:
    """Decide one household on one day.

    Args:
        household: in JSON form; what the outcome needs must be known.
        on: the day of the decision.
        standard_per_year: yuan a person and year by area, instead of what Hongjiang published.
        conscripts_left_out: whether Hunan's rule on conscripts holds.

    Raises:
        OracleNeeds: a fact, finding or figure is missing, or the law of that day.
    """
    if on < MEASURES_IN_FORCE:
        raise OracleNeeds("law")
    counted = [
        member
        for member in household["members"]
        if not left_out(member, on, conscripts_left_out) and belongs(member, on)
    ]
    # Art. 13: the income of those who count, floored once and for the household as a whole.
    income = max(sum((counted_income(member, on) for member in counted), Fraction(0)), Fraction(0))
    need = len(counted) * monthly_standard(household, on, standard_per_year) if counted else Fraction(0)
    status = ladder(household, on, len(counted), income, need)
    awards = household_award(household, status, need - income, on)
    alone = [member for member in household["members"] if may_apply_alone(member, on, status, member in counted)]
    awards += [single_person_award(member, on) for member in alone if flag(member, "applies_alone")]
    return OracleResult(
        status=status,
        dibao_monthly_fen=sum(award.monthly_fen for award in awards if award.programme == "dibao"),
        awards=[award for award in awards if award.monthly_fen > 0],
        size=len(counted),
        household_income=income,
        need=need,
        may_apply_alone=frozenset(member["id"] for member in alone),
        counted=tuple(member["id"] for member in counted),
    )


# 57号 art. 7: who lives as one family


def belongs(member: Person, on: date) -> bool:
    """Say whether the first paragraph of art. 7 names this person."""
    relation = known(member, "relation", member["id"])
    if relation in ("applicant", "spouse"):  # art. 4; art. 7 item 1
        return True
    if relation == "child":
        if full_years(known(member, "born", member["id"]), on) < 18:  # item 2
            return True
        if flag(member, "full_time_student") and known(member, "education", member["id"]) in UP_TO_BACHELOR:
            return True  # item 3, its second half
        return finding(member, "cannot_live_independently") is True  # item 3
    return flag(member, "long_term_coresident") and finding(member, "legal_support_duty") is True  # item 4


def left_out(member: Person, on: date, conscripts_left_out: bool) -> bool:
    """Say whether the second paragraph of art. 7 leaves this person out."""
    return (
        clergy_living_apart(member, on)  # item 1
        or flag(member, "in_prison")  # item 2
        or flag(member, "in_compulsory_rehabilitation")
        or flag(member, "declared_missing")
        or (conscripts_left_out and flag(member, "active_conscript"))  # item 3, as Hunan fills it
    )


def clergy_living_apart(member: Person, on: date) -> bool:
    """Say whether three full years have passed; the third anniversary is enough."""
    since = beside_flags(member, "clergy_apart_since")
    return since is not None and full_years(since, on) >= 3


# 57号 art. 13: income


def counted_income(member: Person, on: date) -> Fraction:
    """Add up what counts of one member's income, which may be negative.

    Employment cost and rigid expenditure may be deducted under the article's last paragraph, but the nation names no
    amount: nothing comes off here.
    """
    own = transfers = Fraction(0)
    for kind, stated in present(member, "incomes").items():
        if kind not in EARNINGS | TRANSFERS:
            raise ValueError(f"{kind} is no kind of income")
        if kind in NEVER_COUNTED or (kind == "basic_pension" and on < BASIC_PENSION_COUNTS_FROM):
            continue
        amount = monthly_fen(stated, f"{member['id']}.incomes.{kind}")
        if kind in EARNINGS:
            own += amount
        else:
            transfers += amount
    # Item 4: transfers are net of what the member pays out.
    paid = member.get("transfers_paid", {})
    if paid == "unknown":
        raise OracleNeeds(f"{member['id']}.transfers_paid")
    spent = [monthly_fen(paid.get(kind, 0), f"{member['id']}.transfers_paid.{kind}") for kind in PAID_OUT]
    return own + transfers - sum(spent, Fraction(0))


# 57号 art. 8 and 23, 83号: standard, status, amount


def monthly_standard(household: Person, on: date, per_year: Mapping[str, Fraction] | None) -> Fraction:
    """Look up the standard for one person, in fen a month."""
    area = known(household, "area", "household")
    if per_year is not None:
        yuan = per_year.get(area)
    elif known(household, "jurisdiction", "household") == "431281":
        yuan = HONGJIANG_YUAN_A_YEAR.get((on.year, area))
    else:
        yuan = None
    if yuan is None:
        raise OracleNeeds(f"dibao.standard.{area}")
    return yuan * 100 / 12


def ladder(household: Person, on: date, size: int, income: Fraction, need: Fraction) -> str:
    """Take the first status that holds; art. 14 leaves property to an officer."""
    if size == 0:
        return "not_eligible"
    if income < need:
        return "dibao" if property_within_limits(household) else "not_eligible"
    if in_grace(household, on):
        return "gradual_exit"
    # Art. 8: below one and a half times the standard; equal to it is not below it.
    if 2 * income < 3 * need and property_within_limits(household):
        return "marginal"
    return "not_eligible"


def property_within_limits(household: Person) -> bool:
    """Read the officer's finding under art. 14."""
    return finding(household, "property_within_limits") is True


def in_grace(household: Person, on: date) -> bool:
    """Say whether a family now at or above the standard is still fading out.

    Art. 33 allows it after someone took up work; 83号 1(3) limits how long.
    """
    prior = known(household, "prior", "household")
    if prior is None or known(prior, "status", "prior") not in ("dibao", "gradual_exit"):
        return False
    prior = {"cause": None, "grace_months_used": 0, **prior}  # what a present map does not name is none
    if known(prior, "cause", "prior") != "employment" or not property_within_limits(household):
        return False
    months = finding(household, "grace_months_granted")
    if on >= NOTICE_IN_FORCE:
        months = min(months, LONGEST_GRACE_MONTHS)
    return bool(known(prior, "grace_months_used", "prior") < months)


def household_award(household: Person, status: str, gap: Fraction, on: date) -> list[Award]:
    """Pay the gap (art. 23), or in grace what an officer set (art. 33)."""
    if status == "dibao":
        amount = gap
    elif status == "gradual_exit":
        amount = monthly_fen(finding(household, "grace_amount"), "grace_amount")
    else:
        return []
    return [Award("dibao", "household", math.ceil(amount), month_after(on))]


# 57号 art. 8, first paragraph, and 83号 1(1), 1(4): who may apply alone


def may_apply_alone(member: Person, on: date, status: str, counts: bool) -> bool:
    """Say whether this person may apply alone.

    Never under a family that receives dibao as a whole, except clergy, who are no part of it any more.
    """
    if clergy_living_apart(member, on):
        return finding(member, "clergy_in_hardship") is True  # art. 8 item 3
    if not counts or status in ("dibao", "gradual_exit"):
        return False
    kind, grade = disability(member)
    severe = grade in (1, 2)
    if status == "marginal":
        if severe or (grade == 3 and kind in ("intellectual", "mental")):  # item 1
            return True
        if flag(member, "recognised_major_illness"):  # item 2
            return True
    adult = full_years(known(member, "born", member["id"]), on) >= 18
    return on >= NOTICE_IN_FORCE and severe and adult and not flag(member, "employed")  # 83号 1(1)


def single_person_award(member: Person, on: date) -> Award:
    """Pay what an officer set, since the nation names no amount."""
    amount = monthly_fen(finding(member, "single_person_amount"), f"{member['id']}.single_person_amount")
    return Award("single_person", member["id"], math.ceil(amount), month_after(on))


def month_after(on: date) -> str:
    """Name the month after the decision, from which art. 21 pays."""
    return f"{on.year + on.month // 12}-{on.month % 12 + 1:02}"
