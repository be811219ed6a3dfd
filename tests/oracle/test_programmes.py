"""The oracle agrees with cases of the programmes beside dibao, worked out by hand from the texts."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from . import means_test
from .hunan import Changsha, Hongjiang, Hunan, Liling, Zhuzhou
from .jiangxi import Jiangxi, Nanchang
from .national import Nation
from .places import PLACES
from .result import OracleResult
from .stated import OracleNeeds

ON = date(2024, 3, 1)
VALUES = next(each for each in PLACES if each.name == "Yueyang").under(ON).figures
MONTH = 1200
"""Fen a year of one yuan a month."""
SAME = {"dibao.standard.urban": 500 * MONTH, "dibao.standard.rural": 500 * MONTH}


def decide(
    *members: dict[str, Any],
    on: date = ON,
    law: type[Nation] = Hunan,
    figures: dict[str, Any] | None = None,
    **more: Any,
) -> OracleResult:
    """Decide a household in town of which an officer found nothing against."""
    household = {
        "id": "case", "area": "urban", "members": list(members), "obligors": [], "prior": None,
        "findings": {"property_within_limits": True}, **more,
    }  # fmt: skip
    return means_test.decide(household, law(on, {**VALUES, **SAME, **(figures or {})}))


def person(name: str, relation: str, born: str, **entries: Any) -> dict[str, Any]:
    """Make somebody without income whose property is small."""
    findings = {"tekun_property_within_limits": True, "tekun_counts": False, **entries.pop("findings", {})}
    said = {
        "id": name,
        "relation": relation,
        "born": born,
        "incomes": {},
        "expenses": {},
        "flags": {},
        "needs_help": {},
    }
    return {**said, "findings": findings, **entries}


def old(**entries: Any) -> dict[str, Any]:
    """Make an applicant of sixty years and a day."""
    return person("a", "applicant", "1964-02-29", **entries)


def child(**entries: Any) -> dict[str, Any]:
    """Make a ten-year-old grandchild who lives with the old applicant."""
    findings = {"legal_support_duty": True, **entries.pop("findings", {})}
    flags = {"long_term_coresident": True, "chooses_child_support": True, **entries.pop("flags", {})}
    return person("c", "grandchild", "2014-01-01", findings=findings, flags=flags, **entries)


def earner(wage: str, **entries: Any) -> dict[str, Any]:
    """Make an applicant who is able to give support."""
    return person("a", "applicant", "1980-05-01", incomes={"wage": wage}, **entries)


def relative(situation: str, born: str = "1964-03-01", **entries: Any) -> dict[str, Any]:
    """Make a relative who lives apart and owns little."""
    said = {"id": "o", "situation": situation, "born": born, "own_income": "0", "property_within_limits": True}
    return {**said, **entries}


def given(result: OracleResult) -> dict[tuple[str, str], int]:
    """Give what is paid each month, by programme and person."""
    return {(each.programme, each.to): each.monthly_fen for each in result.awards}


# destitute people


@pytest.mark.parametrize(
    ("entries", "is_one"),
    [
        ({}, True),
        ({"born": "1964-03-02"}, False),
        ({"born": "1964-03-01"}, True),
        ({"born": "1980-01-01", "disability": {"kind": "limb", "grade": 2}}, True),
        ({"born": "1980-01-01", "disability": {"kind": "limb", "grade": 3}}, False),
        ({"born": "1980-01-01", "disability": {"kind": "visual", "grade": 2}}, False),
        ({"born": "1980-01-01", "disability": {"kind": "mental", "grade": 3}}, True),
        ({"incomes": {"wage": "499.99"}}, True),
        ({"incomes": {"wage": "500"}}, False),
        ({"incomes": {"wage": "499.99", "basic_pension": "200", "old_age_allowance": "100"}}, True),
        ({"incomes": {"wage": "400", "retirement_pension": "100"}}, False),
        ({"findings": {"tekun_property_within_limits": False}}, False),
        ({"flags": {"declines_tekun": True}}, False),
        ({"flags": {"in_prison": True}}, False),
        ({"flags": {"chooses_child_support": True}}, True),
    ],
)
def test_the_three_conditions_and_their_edges(entries: dict[str, Any], is_one: bool) -> None:
    """Unable to work, without means, and of no minor's choice."""
    assert decide(person("a", "applicant", "1964-02-29") | entries).destitute == ({"a"} if is_one else set())


@pytest.mark.parametrize(
    ("obligor", "is_one"),
    [
        (relative("none"), False),
        (relative("tekun"), True),
        (relative("dibao"), True),
        (relative("dibao", born="1964-03-02"), False),
        (relative("none", born="1954-03-01"), True),
        (relative("none", born="1954-03-02"), False),
        (relative("none", born="1954-03-01", own_income={"amount": "26000", "per": "year"}), False),
        (relative("none", born="1954-03-01", own_income={"amount": "25999.99", "per": "year"}), True),
        (relative("severely_disabled"), True),
        (relative("severely_disabled", property_within_limits=False), False),
        (relative("in_prison", own_income="9000"), True),
        (relative("in_prison", property_within_limits=False), False),
    ],
)
def test_relatives_who_cannot_support(obligor: dict[str, Any], is_one: bool) -> None:
    """Article 8, with 26,000 yuan of disposable income last year."""
    assert decide(old(), obligors=[obligor]).destitute == ({"a"} if is_one else set())


@pytest.mark.parametrize(("on", "is_one"), [(date(2014, 4, 30), False), (date(2014, 5, 1), True), (ON, False)])
def test_before_2021_whoever_was_recognised(on: date, is_one: bool) -> None:
    """The decree takes the recognition; the measures ask for themselves."""
    young = person("a", "applicant", "1980-01-01", flags={"on_tekun": True})
    assert decide(young, on=on).destitute == ({"a"} if is_one else set())


@pytest.mark.parametrize(
    ("born", "on", "flags", "education", "is_one"),
    [
        ("2008-03-02", ON, {}, "none", True),
        ("2008-03-01", ON, {}, "none", False),
        ("2008-03-01", ON, {"on_tekun": True}, "none", True),
        ("2006-03-01", ON, {"on_tekun": True}, "none", False),
        ("2006-03-01", ON, {"on_tekun": True, "full_time_student": True}, "senior", False),
        ("2006-03-01", date(2026, 7, 1), {"on_tekun": True, "full_time_student": True}, "senior", True),
        ("2006-03-01", date(2026, 7, 1), {"on_tekun": True, "full_time_student": True}, "bachelor", False),
        ("2006-03-01", date(2026, 7, 1), {"full_time_student": True}, "senior", False),
    ],
)
def test_minors_and_pupils(born: str, on: date, flags: dict[str, bool], education: str, is_one: bool) -> None:
    """Sixteen for who asks, eighteen for who is in, longer at school under the law."""
    applicant = person("a", "applicant", born, flags=flags, education=education)
    assert decide(applicant, on=on).destitute == ({"a"} if is_one else set())


@pytest.mark.parametrize(("failed", "care"), [(0, 8000), (1, 37000), (3, 37000), (4, 148000), (6, 148000)])
def test_care_by_six_things(failed: int, care: int) -> None:
    """None, up to three, four and more."""
    things = ("eating", "dressing", "bed", "toilet", "walking", "bathing")
    result = decide(old(needs_help=dict.fromkeys(things[:failed], True)))
    assert given(result) == {("tekun_living", "a"): 91001, ("tekun_care", "a"): care}
    assert (result.status, result.size) == ("not_eligible", 0)


@pytest.mark.parametrize(
    ("area", "flags", "living"),
    [
        ("urban", {}, 91001),
        ("rural", {}, 54175),
        ("urban", {"contracted_land": True}, 54175),
        ("rural", {"resettled_to_town": True}, 91001),
        ("rural", {"resettled_to_town": True, "contracted_land": True}, 91001),
    ],
)
def test_living_by_town_or_country(area: str, flags: dict[str, bool], living: int) -> None:
    """Land draws to the country, resettling to town."""
    assert given(decide(old(flags=flags), area=area))["tekun_living", "a"] == living


def test_rural_institutions_in_2019_and_no_care_before_2021() -> None:
    """Liling had two standards for two years."""
    tekun = old(flags={"on_tekun": True, "in_institution": True})
    for on, living in ((date(2019, 12, 31), 53000), (date(2020, 1, 1), 54175)):
        assert given(decide(tekun, on=on, law=Liling, area="rural")) == {("tekun_living", "a"): living}


def test_dibao_pays_what_support_does_not_meet() -> None:
    """Two count, one destitute: of 1000 less 100 one half."""
    adult = person("b", "child", "1990-01-01", flags={"no_civil_capacity": True}, incomes={"wage": "100"})
    adult["findings"] |= {"cannot_live_independently": True}
    destitute = old(findings={"tekun_counts": True})
    result = decide(destitute, adult)
    assert result.destitute == {"a"}
    assert (result.counted, result.status) == (("a", "b"), "dibao")
    assert given(result) == {("dibao", "household"): 45000, ("tekun_living", "a"): 91001, ("tekun_care", "a"): 8000}
    apart = decide(old(), adult)
    assert (apart.counted, given(apart)["dibao", "household"]) == (("b",), 40000)


def test_destitute_people_draw_neither_allowance_nor_dibao_alone() -> None:
    """A certificate of the first grade changes nothing."""
    blind = old(disability={"kind": "visual", "grade": 1}, flags={"applies_alone": True})
    result = decide(blind)
    assert set(given(result)) == {("tekun_living", "a"), ("tekun_care", "a")}
    assert result.may_apply_alone == set()


# children

HELD = {"in_prison": True, "term_months": 6}
AWAY = {"out_of_contact": True, "out_of_contact_months": 6}


@pytest.mark.parametrize(
    ("father", "mother", "programme"),
    [
        ({"dead": True}, {"dead": True}, "orphan_allowance"),
        ({"dead": True}, {"untraceable": True}, "orphan_allowance"),
        ({"dead": True}, {"declared_missing": True}, "unattended_child_allowance"),
        ({"dead": True}, {}, None),
        ({"untraceable": True, "out_of_contact_months": 5}, HELD, None),
        ({"untraceable": True, "out_of_contact_months": 6}, HELD, "unattended_child_allowance"),
        (HELD, AWAY, "unattended_child_allowance"),
        ({**HELD, "term_months": 5}, AWAY, None),
        (HELD, {**AWAY, "out_of_contact_months": 5}, None),
        ({"dead": True}, {"seriously_ill": True}, "unattended_child_allowance"),
        ({"dead": True}, {"disability_kind": "mental", "disability_grade": 4}, "unattended_child_allowance"),
        ({"dead": True}, {"disability_kind": "limb", "disability_grade": 3}, None),
        ({"dead": True}, {"disability_kind": "limb", "disability_grade": 2}, "unattended_child_allowance"),
    ],
)
def test_orphans_and_unattended_children(father: dict[str, Any], mother: dict[str, Any], programme: str | None) -> None:
    """The family earns too much for dibao, so the child's support is paid in full."""
    result = decide(earner("9000"), child(father=father, mother=mother))
    assert given(result) == ({(programme, "c"): 115000} if programme else {})


@pytest.mark.parametrize(("on", "paid"), [(date(2019, 6, 17), {}), (date(2019, 6, 18), 115000)])
def test_unattended_children_only_since_2019(on: date, paid: Any) -> None:
    """And at eighteen no more; an institution pays its own standard."""
    kid = child(father=HELD, mother=AWAY)
    assert given(decide(earner("9000"), kid, on=on)).get(("unattended_child_allowance", "c"), {}) == paid
    if paid:
        kid["flags"] |= {"in_institution": True}
        assert given(decide(earner("9000"), kid, on=on)) == {("unattended_child_allowance", "c"): 160000}
        assert given(decide(earner("9000"), {**kid, "born": "2001-06-18"}, on=on)) == {}


@pytest.mark.parametrize(("on", "top_up"), [(date(2019, 6, 17), 115000), (date(2019, 6, 18), 65000), (ON, 65000)])
def test_the_difference_to_the_family_dibao(on: date, top_up: int) -> None:
    """Nobody earns: 500 a head come off; a certificate takes 85 more off an unattended child."""
    orphan = child(father={"dead": True}, mother={"dead": True})
    assert given(decide(earner("0"), orphan, on=on)) == {
        ("dibao", "household"): 100000,
        ("orphan_allowance", "c"): top_up,
    }
    if on == ON:
        unattended = child(father=HELD, mother=HELD, disability={"kind": "hearing", "grade": 3})
        assert given(decide(earner("0"), unattended)) == {
            ("dibao", "household"): 100000,
            ("disability_living_allowance", "c"): 8500,
            ("unattended_child_allowance", "c"): 56500,
        }


def test_a_share_of_a_third_is_rounded_for_the_child() -> None:
    """Three draw 1000.01 together: 1150 less a third of it."""
    spouse = person("b", "spouse", "1982-01-01")
    orphan = child(father={"dead": True}, mother={"dead": True})
    result = decide(earner("499.99"), spouse, orphan)
    assert given(result)["dibao", "household"] == 100001
    assert given(result)["orphan_allowance", "c"] == 81667  # 1150 - 333.33666... = 816.66333..., up to the fen


def test_full_support_excludes_the_living_allowance_and_allows_nursing() -> None:
    """In Zhuzhou the first grade draws for living without dibao, but not this child."""
    kid = child(father=HELD, mother=AWAY, disability={"kind": "limb", "grade": 1})
    result = decide(earner("9000"), kid, law=Zhuzhou)
    assert given(result) == {("unattended_child_allowance", "c"): 115000, ("disability_nursing_allowance", "c"): 9550}
    injured = child(disability={"kind": "limb", "grade": 1}, flags={"work_injury_nursing": True})
    assert given(decide(earner("9000"), injured, law=Zhuzhou)) == {("disability_living_allowance", "c"): 8500}


def test_a_minor_may_choose() -> None:
    """Alone and orphaned: support as destitute, or as an orphan."""
    lost = {"father": {"dead": True}, "mother": {"dead": True}}
    alone = person("a", "applicant", "2014-01-01", **lost)
    assert set(given(decide(alone))) == {("tekun_living", "a"), ("tekun_care", "a")}
    alone["flags"] = {"chooses_child_support": True}
    assert given(decide(alone)) == {("dibao", "household"): 50000, ("orphan_allowance", "a"): 65000}


def test_nanchang_had_a_standard_of_its_own_in_2021() -> None:
    """For unattended children, wherever they live."""
    kid, own = child(father=HELD, mother=AWAY), {"unattended_child.living": Fraction(128000 * 12)}
    for on, fen in ((date(2021, 12, 31), 128000), (date(2022, 1, 1), 115000)):
        result = decide(earner("9000"), kid, on=on, law=Nanchang, figures=own)
        assert given(result) == {("unattended_child_allowance", "c"): fen}


# aid for a time


def once(result: OracleResult) -> dict[str, int]:
    """Give what is paid once."""
    return {each.programme: each.fen for each in result.once}


FOUND = {"property_within_limits": True, "urgent_need": True, "beyond_means": True, "temporary_amount": "1999.99"}


def test_urgent_need_asks_for_no_means() -> None:
    """Since the decree; the officer fixes the amount."""
    asked: dict[str, Any] = {
        "request": {"temporary_assistance": "urgent"},
        "findings": {**FOUND, "property_within_limits": False},
    }
    assert once(decide(earner("90000"), **asked)) == {"temporary_assistance_urgent": 199999}
    assert once(decide(earner("90000"), on=date(2014, 4, 30), **asked)) == {}
    assert once(decide(earner("90000"), request={}, findings=FOUND)) == {}
    with pytest.raises(OracleNeeds, match="urgent_need"):
        decide(earner("90000"), request={"temporary_assistance": "urgent"})


@pytest.mark.parametrize(
    ("on", "wage", "within", "paid"),
    [
        (date(2018, 1, 22), "0", True, True),
        (date(2018, 1, 22), "500", True, False),
        (date(2018, 1, 23), "500", True, True),
        (date(2018, 1, 23), {"amount": "25999.99", "per": "year"}, True, True),
        (date(2018, 1, 23), {"amount": "26000", "per": "year"}, True, False),
        (date(2018, 1, 23), "500", False, False),
    ],
)
def test_spending_beyond_means(on: date, wage: Any, within: bool, paid: bool) -> None:
    """Dibao families first; since 2018 below the average and within limits."""
    asked: dict[str, Any] = {
        "request": {"temporary_assistance": "expenditure"},
        "findings": {**FOUND, "property_within_limits": within},
    }
    expected = {"temporary_assistance_expenditure": 199999} if paid else {}
    assert once(decide(earner(wage), on=on, **asked)) == expected


RISES = {
    "price.cpi_rise": Fraction(3, 100),
    "price.food_rise": Fraction(0),
    "price.low_income_index_rise": Fraction(2, 100),
}


@pytest.mark.parametrize(
    ("on", "rises", "fen"),
    [
        (date(2016, 7, 31), {"price.cpi_rise": Fraction(35, 1000)}, 0),
        (date(2016, 8, 1), {"price.cpi_rise": Fraction(35, 1000)}, 2000),
        (date(2022, 8, 31), {}, 0),
        (date(2022, 9, 1), {}, 2000),
        (date(2023, 3, 31), {}, 2000),
        (date(2023, 4, 1), {}, 0),
        (ON, {"price.food_rise": Fraction(6, 100)}, 2000),
        (ON, {"price.food_rise": Fraction(599, 10000)}, 0),
        (ON, {"price.food_rise": Fraction(6, 100), "price.low_income_index_rise": Fraction(5, 100)}, 3500),
    ],
)
def test_prices_that_start_the_subsidy(on: date, rises: dict[str, Any], fen: int) -> None:
    """A standard of 700: two percent are 14, but 20 is the least; five percent are 35."""
    values = {**RISES, "dibao.standard.urban": 700 * MONTH, **rises}
    result = decide(earner("0"), on=on, figures=values, request={"price_subsidy": True})
    assert given(result).get(("price_subsidy", "a"), 0) == fen
    unasked = decide(earner("0"), on=on, figures=values)
    assert ("price_subsidy", "a") not in given(unasked)


@pytest.mark.parametrize(
    ("on", "people"),
    [
        (date(2021, 10, 31), set()),
        (date(2021, 11, 1), {"c"}),
        (date(2022, 9, 1), {"a", "c"}),
        (date(2023, 3, 31), {"a", "c"}),
        (date(2023, 4, 1), {"c"}),
    ],
)
def test_who_belongs_in_a_marginal_family(on: date, people: set[str]) -> None:
    """Children for good, all for seven months; one subsidy a person."""
    orphan = child(father={"dead": True}, mother={"dead": True})
    result = decide(
        earner("1200"), orphan, on=on, figures={"price.food_rise": Fraction(1)}, request={"price_subsidy": True}
    )
    assert result.status == "marginal"
    assert {to for programme, to in given(result) if programme == "price_subsidy"} == people


# what places add


def test_old_age_and_elderly_service() -> None:
    """Eighty years, whatever the means; recognised people in Hongjiang."""
    rich = earner("9000")
    values = {"elderly.old_age_allowance": 100 * MONTH, "elderly.service_subsidy": 60 * MONTH}
    for born, paid in (("1944-03-02", {}), ("1944-03-01", {("old_age_allowance", "a"): 10000})):
        assert given(decide({**rich, "born": born}, law=Zhuzhou, figures=values)) == paid
    assert given(decide({**rich, "born": "1930-01-01"}, on=date(2018, 12, 31), law=Zhuzhou, figures=values)) == {}
    recognised = {**rich, "flags": {"elderly_service_recognised": True}}
    for on, subsidy in ((date(2023, 12, 31), {}), (date(2024, 1, 1), {("elderly_service_subsidy", "a"): 6000})):
        assert given(decide(recognised, on=on, law=Hongjiang, figures=values)) == subsidy


@pytest.mark.parametrize(
    ("on", "wage", "area", "flags", "reached"),
    [
        (date(2019, 9, 15), "0", "urban", {}, False),
        (date(2019, 9, 16), "0", "urban", {}, True),
        (ON, "749.99", "urban", {}, True),
        (ON, "750", "urban", {}, False),
        (ON, "0", "rural", {}, False),
        (ON, "9000", "urban", {"resident_without_hukou": True}, True),
    ],
)
def test_five_supports_of_changsha(on: date, wage: str, area: str, flags: dict[str, bool], reached: bool) -> None:
    """Low-income families in town, and residents without hukou who are in need."""
    applicant = earner(wage, flags=flags, findings={"hunan.resident_in_need": True})
    assert len(decide(applicant, on=on, law=Changsha, area=area).services) == (5 if reached else 0)


def test_funerals_in_jiangxi_are_free_for_all() -> None:
    """From the day of the report."""
    rich = earner("9000")
    assert len(decide(rich, on=date(2019, 12, 25), law=Jiangxi).services) == 5
    assert len(decide(rich, on=date(2019, 12, 24), law=Jiangxi).services) == 0
