"""The oracle agrees with cases worked out by hand from the law."""

import copy
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from . import means_test
from .hebei import Hebei, Zhangjiakou
from .hunan import HONGJIANG_FEN_A_YEAR, Anhua, Hengyang, Hunan
from .jiangxi import Ganzhou, Jiangxi, Nanchang
from .national import Nation
from .result import Award, OracleResult, month_after
from .stated import OracleNeeds, full_years

IN_2023 = date(2023, 6, 1)
IN_2024 = date(2024, 3, 1)
FIXTURE: dict[str, Any] = {"figures": {"dibao.standard.rural": 430000}, "law": Nation}


def decide(
    household: dict[str, Any], on: date, *, figures: dict[str, Any] | None = None, law: type[Nation] = Hunan
) -> OracleResult:
    """Decide under the figures that Hongjiang published, or others."""
    published: dict[str, Any] = dict(HONGJIANG_FEN_A_YEAR.get(on.year, {}))
    return means_test.decide(household, law(on, published if figures is None else figures))


def person(name: str, relation: str = "child", *, born: str = "2015-01-01", **entries: Any) -> dict[str, Any]:
    """Make a member without income and flags."""
    return {"id": name, "relation": relation, "born": born, "incomes": {}, "expenses": {}, "flags": {}, **entries}


def family(
    *others: dict[str, Any], wage: Any = "0", area: str = "rural", prior: Any = None, **findings: Any
) -> dict[str, Any]:
    """Make a household of an applicant with this wage, and others."""
    applicant = person("a", "applicant", born="1980-05-01", incomes={"wage": wage})
    return {
        "id": "case",
        "jurisdiction": "431281",
        "area": area,
        "members": [applicant, *others],
        "findings": {"property_within_limits": True, **findings},
        "prior": prior,
    }


def three(wage: Any = "0", **entries: Any) -> dict[str, Any]:
    """Make a household of applicant, spouse and small child."""
    return family(person("b", "spouse", born="1982-01-01"), person("c"), wage=wage, **entries)


def a_year(yuan: str) -> dict[str, str]:
    """State an amount per year."""
    return {"amount": yuan, "per": "year"}


@pytest.mark.parametrize(
    ("wage", "status", "fen"),
    [
        ("600", "dibao", 75000),  # T1
        ("1350", "marginal", 0),  # T2
        ("1349.99", "dibao", 1),
        ("2024.99", "marginal", 0),
        ("2025", "not_eligible", 0),  # T3
    ],
)
def test_three_in_rural_hongjiang_2024(wage: str, status: str, fen: int) -> None:
    """Below the standard, at it, and at one and a half times."""
    result = decide(three(wage), IN_2024)
    assert (result.status, result.dibao_monthly_fen, result.size) == (status, fen, 3)
    assert result.awards == ([Award("dibao", "household", fen, "2024-04")] if fen else [])
    assert result.need == 135000
    assert result.household_income == Fraction(wage) * 100


@pytest.mark.parametrize(("on", "fen"), [(IN_2024, 70000), (IN_2023, 65000)])
def test_one_in_urban_hongjiang(on: date, fen: int) -> None:
    """Nobody earns: the whole standard is paid."""
    assert decide(family(area="urban"), on).dibao_monthly_fen == fen  # T4


@pytest.mark.parametrize(("wage", "status", "fen"), [("15012", "marginal", 0), ("15011.99", "dibao", 1)])
def test_yearly_standard_of_2023(wage: str, status: str, fen: int) -> None:
    """A twelfth of a fen rounds up to the next fen."""
    result = decide(three(a_year(wage)), IN_2023)  # T5
    assert (result.status, result.dibao_monthly_fen) == (status, fen)


@pytest.mark.parametrize(("wage", "status", "fen"), [("358.33", "dibao", 1), ("358.34", "marginal", 0)])
def test_standard_that_is_no_whole_fen_a_month(wage: str, status: str, fen: int) -> None:
    """A monthly standard is never rounded before it is compared."""
    result = decide(family(wage=wage), IN_2024, **FIXTURE)  # T13
    assert (result.status, result.dibao_monthly_fen, result.need) == (status, fen, Fraction(430000, 12))


@pytest.mark.parametrize(
    "entries",
    [
        {"flags": {"in_prison": True}},
        {"flags": {"in_compulsory_rehabilitation": True}},
        {"flags": {"declared_missing": True}},
        {"flags": {"active_conscript": True}},
        {"clergy_apart_since": "2021-03-01", "findings": {"clergy_in_hardship": False}},
    ],
)
def test_left_out_of_size_and_income(entries: dict[str, Any]) -> None:
    """Who is left out takes size and income along."""
    son = person("c", born="2000-01-01", incomes={"wage": "3000"}, **entries)
    result = decide(family(son, wage="100"), IN_2024)
    assert result.counted == ("a",)
    assert result.household_income == 10000
    assert result.dibao_monthly_fen == 35000


def test_clergy_one_day_short_of_three_years_stay_in() -> None:
    """Three years are three full years."""
    son = person("c", clergy_apart_since="2021-03-02")
    assert decide(family(son), IN_2024).size == 2


def test_conscript_stays_in_without_the_rule_of_hunan() -> None:
    """Only Hunan leaves conscripts out."""
    son = person("c", born="2005-01-01", flags={"active_conscript": True}, findings={"cannot_live_independently": True})
    assert decide(family(son), IN_2024).size == 1  # T19
    assert decide(family(son), IN_2024, **FIXTURE).size == 2


def test_students() -> None:
    """A bachelor student belongs; for a master student an officer is asked."""
    studies = {"full_time_student": True}
    bachelor = person("c", born="2004-01-01", education="bachelor", flags=studies)
    master = person("c", born="1999-01-01", education="master", flags=studies)
    assert decide(family(bachelor), IN_2024).size == 2
    with pytest.raises(OracleNeeds, match=r"c\.findings\.cannot_live_independently"):
        decide(family(master), IN_2024)
    assert decide(family({**master, "findings": {"cannot_live_independently": False}}), IN_2024).size == 1


def test_others_need_co_residence_and_a_duty_of_support() -> None:
    """Both conditions must hold for other relatives."""
    mother = person("m", "parent", born="1950-01-01")
    assert decide(family(mother), IN_2024).size == 1
    mother["flags"] = {"long_term_coresident": True}
    with pytest.raises(OracleNeeds, match="legal_support_duty"):
        decide(family(mother), IN_2024)
    mother["findings"] = {"legal_support_duty": True}
    assert decide(family(mother), IN_2024).size == 2


@pytest.mark.parametrize(
    ("kind", "grade", "alone"),
    [("intellectual", 3, True), ("mental", 3, True), ("limb", 3, False), ("limb", 2, True), ("mental", 4, False)],
)
def test_alone_in_a_marginal_family(kind: str, grade: int, alone: bool) -> None:
    """Kind and grade decide, and only in a marginal family."""
    spouse = person("b", "spouse", born="1982-01-01", disability={"kind": kind, "grade": grade})
    spouse |= {"flags": {"applies_alone": True}, "findings": {"single_person_amount": a_year("100")}}
    result = decide(family(spouse, wage="900"), IN_2024)
    assert result.status == "marginal"
    assert result.may_apply_alone == ({"b"} if alone else set())
    covered = [each for each in result.awards if each.programme == "single_person"]
    assert covered == ([Award("single_person", "b", 834, "2024-04")] if alone else [])
    assert decide(family(spouse, wage="899.99"), IN_2024).may_apply_alone == set()


def test_alone_with_a_recognised_major_illness() -> None:
    """It counts in a marginal family, and only for who is counted."""
    ill = person("b", "spouse", born="1982-01-01", flags={"recognised_major_illness": True})
    assert decide(family(ill, wage="900"), IN_2024).may_apply_alone == {"b"}
    assert decide(family(ill, wage="1350"), IN_2024).may_apply_alone == set()
    assert decide(family({**ill, "relation": "sibling"}, wage="500"), IN_2024).may_apply_alone == set()


def test_a_child_of_eighteen_is_no_minor() -> None:
    """The birthday is the first day of age."""
    child = person("c", born="2006-03-01", findings={"cannot_live_independently": False})
    assert decide(family(child), IN_2024).size == 1
    assert decide(family({**child, "born": "2006-03-02"}), IN_2024).size == 2


def test_severely_disabled_adult_out_of_work() -> None:
    """From the notice of 2022 on, whatever the family earns."""
    spouse = person("b", "spouse", born="1982-01-01", disability={"kind": "limb", "grade": 2})
    rich = family(spouse, wage="9000")
    of_places = {**FIXTURE, "figures": {**FIXTURE["figures"], "disability.nursing_allowance": 108000}}
    assert decide(rich, date(2022, 10, 20), **of_places).may_apply_alone == {"b"}
    assert decide(rich, date(2022, 10, 19), **of_places).may_apply_alone == set()
    spouse["flags"] = {"employed": True}
    assert decide(rich, IN_2024).may_apply_alone == set()
    child = person("c", disability={"kind": "limb", "grade": 1})
    assert decide(family(child, wage="9000"), IN_2024).may_apply_alone == set()


@pytest.mark.parametrize("wage", ["0", "500", "9000"])
def test_clergy_apply_alone_whatever_the_household(wage: str) -> None:
    """They are no part of the household any more."""
    monk = person("m", "sibling", born="1970-01-01", clergy_apart_since="2010-01-01")
    monk["findings"] = {"clergy_in_hardship": True}
    assert decide(family(monk, wage=wage), IN_2024).may_apply_alone == {"m"}


@pytest.mark.parametrize(("on", "income"), [(date(2025, 12, 31), 0), (date(2026, 1, 1), 10000)])
def test_basic_pension_counts_after_the_plan(on: date, income: int) -> None:
    """The last day that it does not count is the end of 2025."""
    mother = person("b", "spouse", born="1955-01-01", incomes={"basic_pension": "100"})
    assert decide(family(mother), on, **FIXTURE).household_income == income


def test_net_transfers_may_be_negative_but_the_household_is_not() -> None:
    """The floor is on the household, once."""
    spouse = person("b", "spouse", born="1982-01-01", incomes={"gift": "50", "scholarship": "999"})
    spouse["transfers_paid"] = {"support": "150"}
    assert decide(family(spouse, wage="300"), IN_2024).household_income == 20000
    assert decide(family(spouse, wage="99"), IN_2024).household_income == 0


@pytest.mark.parametrize(
    ("on", "granted", "used", "status"),
    [
        (IN_2024, 6, 5, "gradual_exit"),
        (IN_2024, 6, 6, "marginal"),
        (IN_2024, 12, 6, "marginal"),
        (date(2022, 10, 19), 12, 11, "gradual_exit"),
        (date(2022, 10, 20), 12, 11, "marginal"),
    ],
)
def test_grace(on: date, granted: int, used: int, status: str) -> None:
    """Taking up work allows it, for six months at most from the notice of 2022 on."""
    prior = {"status": "dibao", "cause": "employment", "grace_months_used": used}
    case = family(wage="500", prior=prior, grace_months_granted=granted, grace_amount="210.50")
    result = decide(case, on, figures={"dibao.standard.rural": 540000})
    assert (result.status, result.dibao_monthly_fen) == (status, 21050 if status == "gradual_exit" else 0)
    case["prior"]["status"] = "gradual_exit"
    assert decide(case, on, figures={"dibao.standard.rural": 540000}).status == status
    case["prior"]["cause"] = "income"
    assert decide(case, on, figures={"dibao.standard.rural": 540000}).status == "marginal"


@pytest.mark.parametrize("wage", ["0", "500"])
def test_property_beyond_limits_ends_it(wage: str) -> None:
    """Neither dibao nor marginal without the finding."""
    assert decide(family(wage=wage, property_within_limits=False), IN_2024).status == "not_eligible"


def test_nobody_left_is_not_eligible() -> None:
    """A household of which nobody counts receives nothing."""
    case = family()
    case["members"][0]["flags"] = {"in_prison": True}
    result = decide(case, IN_2024)
    assert (result.status, result.size) == ("not_eligible", 0)
    assert result.need == 0


def test_asks_for_what_matters_only() -> None:
    """A finding that changes nothing is not asked for."""
    without = {**three("600"), "findings": {}}
    with pytest.raises(OracleNeeds, match="property_within_limits"):
        decide(without, IN_2024)
    assert decide({**three("2025"), "findings": {}}, IN_2024).status == "not_eligible"


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2012, 12, 11), "law"),
        (date(2021, 12, 31), "dibao.standard.rural"),
        (date(2025, 3, 1), "dibao.standard.rural"),
    ],
)
def test_asks_for_law_and_figures(on: date, name: str) -> None:
    """A date outside what is known is never guessed."""
    with pytest.raises(OracleNeeds) as caught:
        decide(three("600"), on)
    assert caught.value.name == name


@pytest.mark.parametrize("entry", ["incomes", "flags"])
@pytest.mark.parametrize("absent", [True, False])
def test_an_unknown_map_is_not_an_empty_one(entry: str, absent: bool) -> None:
    """An absent map and an unknown one are asked for."""
    case = copy.deepcopy(three("600"))
    case["members"][1][entry] = "unknown"
    if absent:
        del case["members"][1][entry]
    with pytest.raises(OracleNeeds, match=rf"b\.{entry}"):
        decide(case, IN_2024)


def test_local_overlay_of_480_a_month() -> None:
    """A given standard replaces the published one."""
    result = decide(three("600"), IN_2024, figures={"dibao.standard.rural": 48000 * 12})
    assert result.dibao_monthly_fen == 84000


def test_birthdays() -> None:
    """Years are full on the day; payment starts the month after."""
    assert full_years("2004-02-29", date(2022, 2, 28)) == 17
    assert full_years("2004-02-29", date(2022, 3, 1)) == 18
    assert month_after(date(2024, 12, 31)) == "2025-01"


FIGURES: dict[str, Any] = {
    "dibao.standard.urban": 60000 * 12,
    "dibao.standard.rural": 450 * 100 * 12,
    "rigid.disposable_income": 200000 * 12,
    "rigid.ratio": Fraction(8, 10),
    "dibao.marginal_factor": Fraction(2),
    "disability.living_allowance": 5500 * 12,
    "disability.nursing_allowance": 5500 * 12,
    "hunan.bands.rural": [(1, 41700 * 12), (2, 24500 * 12), (3, 14500 * 12)],
    "hebei.assets_a_head": False,
    "hebei.house_area_a_head": Fraction(3000),
    "hebei.rigid_expenditure_cap": Fraction(1, 2),
}


def test_the_li_family_of_yanling() -> None:
    """Four allowances of 55: both parents are severely disabled and on dibao, the son is neither."""
    wife = person("b", "spouse", born="1970-01-01", disability={"kind": "intellectual", "grade": 2})
    case = family(wife, person("c"))
    case["members"][0]["disability"] = {"kind": "multiple", "grade": 1}
    result = decide(case, date(2019, 12, 1), figures=FIGURES)
    assert result.total_monthly_fen - result.dibao_monthly_fen == 22000  # T6
    case["facts"] = {"hebei.low_income": False, "hebei.high_living_standard": False}
    case |= {"property": {}}
    case["members"][0]["disability"] = {"kind": "hearing", "grade": 1}
    result = decide(case, date(2016, 1, 1), figures=FIGURES, law=Hebei)
    assert result.total_monthly_fen - result.dibao_monthly_fen == 16500


@pytest.mark.parametrize(
    ("cost", "granted", "income"),
    [("40000", True, 200000), ("39999.99", True, 200000), ("40000.01", True, 0), ("40000.01", False, 200000)],
)
def test_costs_above_twice_last_years_income(cost: str, granted: bool, income: int) -> None:
    """Exactly twice is not more; what is more comes off whole where the office granted it."""
    case = family(wage=a_year("24000"))
    case |= {"facts": {"hunan.last_year_income": a_year("20000"), "hunan.deduction_granted": granted}}
    case["members"][0]["expenses"] = {"medical": a_year(cost)}
    assert decide(case, date(2019, 12, 1), figures=FIGURES).household_income == income  # T7


def test_schooling_in_hengyang() -> None:
    """The part of the cost above the household's income comes off."""
    case = family(wage=a_year("10000"))
    case["members"][0]["expenses"] = {"education": a_year("25000")}
    result = decide(case, date(2026, 1, 1), figures=FIGURES, law=Hengyang)
    assert result.deducted == Fraction(1500000, 12)  # T8


def test_cost_of_working_in_ganzhou() -> None:
    """It is 30 % of the standard, up to the wage."""
    case = {**family(wage="500", area="urban"), "obligors": [], "facts": {"jiangxi.exit_cause": "none"}}
    case["members"][0]["flags"] = {"employed": True}
    assert decide(case, date(2022, 10, 1), figures=FIGURES, law=Ganzhou).household_income == 50000 - 18000  # T15
    case["members"][0]["incomes"] = {"wage": "100", "gift": "50"}
    assert decide(case, date(2022, 10, 1), figures=FIGURES, law=Ganzhou).household_income == 5000


@pytest.mark.parametrize(
    ("law", "facts", "on", "granted", "longest"),
    [
        (Hunan, {"hunan.registered_poor": True}, date(2019, 1, 1), 24, 12),
        (Hunan, {"hunan.registered_poor": True}, date(2019, 1, 1), 8, 8),
        (Hunan, {"hunan.registered_poor": True}, date(2018, 9, 30), 24, 0),
        (Hunan, {"hunan.registered_poor": True}, date(2021, 1, 1), 24, 24),
        (Hebei, {"hebei.registered_poor": True}, date(2019, 1, 1), 3, 12),
        (Hebei, {"hebei.registered_poor": True}, date(2020, 12, 31), 24, 24),
        (Hebei, {"hebei.registered_poor": True}, date(2018, 12, 31), 24, 0),
        (Ganzhou, {"jiangxi.exit_cause": "pension"}, date(2022, 10, 1), 24, 6),
        (Ganzhou, {"jiangxi.exit_cause": "graduate"}, date(2022, 10, 1), 3, 6),
        (Ganzhou, {"jiangxi.exit_cause": "graduate"}, date(2022, 10, 1), 24, 12),
        (Ganzhou, {"jiangxi.exit_cause": "placed_hard_to_employ"}, date(2022, 10, 20), 1, 24),
        (Ganzhou, {"jiangxi.exit_cause": "placed_disabled"}, date(2022, 10, 20), 1, 36),
        (Ganzhou, {"jiangxi.exit_cause": "none"}, date(2022, 10, 20), 24, 6),
    ],
)
def test_grace_of_the_regions(law: Any, facts: dict[str, Any], on: date, granted: int, longest: int) -> None:
    """The last month is one before as many as the longest were used."""
    named = {"hebei.low_income": False, "hebei.high_living_standard": False, **facts}
    case = {**family(wage="500", grace_months_granted=granted, grace_amount="10"), "facts": named, "obligors": []}
    case["property"] = {}
    case["members"][0]["facts"] = {"hebei.elderly_in_hardship": False}
    statuses = []
    for used in (longest - 1, longest):
        prior = {"status": "dibao", "cause": "employment", "grace_months_used": used}
        statuses.append(decide({**case, "prior": prior}, on, figures=FIGURES, law=law).status == "gradual_exit")
    assert statuses == [longest > 0, False]


@pytest.mark.parametrize(
    ("flags", "entries", "before", "after"),
    [
        ({}, {"relation": "parent", "born": "1950-01-01"}, 2, 1),
        ({"part_time_student": True}, {"born": "2000-01-01", "education": "associate"}, 2, 1),
        ({"in_labour_camp": True}, {}, 1, 2),
        ({"in_compulsory_rehabilitation": True}, {}, 2, 1),
        ({"declared_missing": True}, {}, 2, 1),
    ],
)
def test_who_counts_before_and_after_2021(flags: dict[str, bool], entries: Any, before: int, after: int) -> None:
    """The measures of 2012 and those of 2021 name other people."""
    other = person("b", **{"relation": "child", "findings": {"cannot_live_independently": False}, **entries})
    case = family(other | {"flags": flags})
    sizes = [decide(case, on, figures=FIGURES, law=Nation).size for on in (date(2021, 6, 30), date(2021, 7, 1))]
    assert sizes == [before, after]


@pytest.mark.parametrize(("years", "size"), [(0, 2), (1, 1), (3, 1)])
def test_clergy_in_hebei(years: int, size: int) -> None:
    """One year was enough there, until 57号."""
    son = person("c", clergy_apart_since=f"{2020 - years}-06-01", findings={"clergy_in_hardship": True})
    case = {**family(son), "facts": {"hebei.low_income": False, "hebei.high_living_standard": False}, "property": {}}
    result = decide(case, date(2020, 6, 1), figures=FIGURES, law=Hebei)
    assert (result.size, len(result.may_apply_alone)) == (size, int(years == 3))


@pytest.mark.parametrize(
    ("on", "status"), [(date(2024, 12, 31), "not_eligible"), (date(2025, 1, 1), "rigid_expenditure")]
)
def test_rigid_expenditure_families(on: date, status: str) -> None:
    """Four fifths of the income is not more than four fifths."""
    case = family(wage="1000")
    case["members"][0]["expenses"] = {"rent": "400", "living": "400.01"}
    assert decide(case, on, figures=FIGURES, law=Nation).status == status
    case["members"][0]["expenses"] = {"rent": "400", "living": "400"}
    assert decide(case, on, figures=FIGURES, law=Nation).status == "not_eligible"


@pytest.mark.parametrize(("cost", "status"), [("324.99", "not_eligible"), ("325", "rigid_expenditure")])
def test_families_of_high_spending_in_nanchang(cost: str, status: str) -> None:
    """What is left may be one and a half times the standard."""
    case = {**family(wage="1000"), "obligors": []}
    case["members"][0]["expenses"] = {"medical": cost}
    assert decide(case, date(2024, 6, 1), figures=FIGURES, law=Nanchang).status == status


def test_regular_recipients_bands_and_a_weak_minor() -> None:
    """What regions pay instead of the gap, and whom they cover besides."""
    child = person("c", facts={"jiangxi.regular_recipient": True})
    case = {**family(child, wage="800"), "facts": {"jiangxi.benefit_grade": 4, "hunan.band": 2}, "obligors": []}
    on_days = (date(2019, 1, 1), date(2021, 7, 1), date(2023, 6, 1))
    paid = [decide(case, on, figures=FIGURES, law=Jiangxi).dibao_monthly_fen for on in on_days]
    assert paid == [45000, 10000, 66000]
    assert decide(case, date(2023, 8, 1), figures=FIGURES, law=Anhua).dibao_monthly_fen == 49000
    facts = {"hebei.registered_poor": True, "hebei.low_income": True, "hebei.high_living_standard": False}
    child["facts"] = {"hebei.elderly_in_hardship": False, "hebei.heavy_costs": False}
    poor = {**family(child, wage="3000"), "facts": facts, "property": {}}
    poor["members"][0]["facts"] = child["facts"]
    for law in (Hebei, Zhangjiakou):
        vote = {**poor, "facts": {**facts, "hebei.village_vote_passed": False}}
        assert decide(vote, date(2023, 1, 1), figures=FIGURES, law=law).may_apply_alone == {"c"}
