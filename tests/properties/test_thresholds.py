"""Every threshold below, on and above, read from the policies' own figures."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from attrs import evolve
from tests.properties.places import COUNTY, ENGINE, HONGJIANG, SHILI, days_of_change, records

from dibao import Decision, Disability, Household, Member, Money
from dibao.household.facts import BUILT_IN
from dibao.law.figures import FigureInForce, FigureRecord
from dibao.symbols.units import FLOW

MEASURES = date(2021, 7, 1)
NOTICE = date(2022, 10, 20)
YONGZHOU, NANCHANG, GANZHOU, TANGSHAN = "431100", "360100", "360700", "130200"
ADULT, APART = "dibao.adult_age", "dibao.clergy_years"


EMPTY: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}, "facts": {}}


def person(id: str, relation: str, **entries: Any) -> Member:
    """Make a grown member without income and flags."""
    return Member(id=id, relation=relation, **{"born": date(1970, 1, 1), **EMPTY, **entries})


def household(code: str, *others: Member, area: str = "rural", wage: int = 0, **entries: Any) -> Household:
    """Make a household of an applicant with a wage in fen a year, and others."""
    applicant = person("a", "applicant", incomes={"wage": Money(wage, FLOW)})
    entries = {"findings": {"property_within_limits": True}, "property": {}, "prior": None, **entries}
    return Household("h", code, area, members=[applicant, *others], obligors=[], **entries)


def assess(stated: Household, on: date) -> Decision:
    """Decide with everything installed and the fixtures."""
    return ENGINE.assess(stated, on)


def lines() -> Iterator[tuple[str, date, str, int]]:
    """Give every law of a place, an area with a standard, and the standard in fen a year."""
    seen = set()
    starts = {each.since for each in records() if each.name.startswith("dibao.standard.")}
    for code in (HONGJIANG, SHILI, COUNTY, YONGZHOU, NANCHANG, GANZHOU, TANGSHAN):
        near = code in (HONGJIANG, SHILI, COUNTY)
        for on in (day for day in days_of_change(code) if day >= MEASURES and (near or day in starts)):
            policy = ENGINE.policy(code, on)
            for area in ("urban", "rural"):
                found = policy.figures.get(f"dibao.standard.{area}")
                if isinstance(found, FigureInForce) and (policy.fingerprint, area) not in seen:
                    seen.add((policy.fingerprint, area))
                    yield code, on, area, whole(found)


def whole(found: FigureInForce) -> int:
    """Give the value of a figure that is a whole number."""
    assert isinstance(found.value, int)
    return found.value


LINES = list(lines())
SHIFTS = (-12, -1, 0, 1, 12)
"""A fen a month and a fen a year to either side."""


def test_standards_of_hongjiang_shili_and_the_county_are_tried():
    assert {HONGJIANG, SHILI, COUNTY} <= {code for code, *_ in LINES}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("code", "on", "area", "standard"), LINES, ids=lambda each: str(each))
def test_dibao_ends_at_the_standards_and_marginal_at_their_multiple(code, on, area, standard, size):
    others = [person(f"m{n}", "spouse") for n in range(size - 1)]
    factor = marginal_factor(code, on)
    for multiple in (Fraction(1), factor):
        line = standard * size * multiple if multiple is not None else Fraction(0)
        for shift in SHIFTS if multiple is not None else ():
            wage = floor(line) + shift
            decision = assess(household(code, *others, area=area, wage=wage), on)
            assert decision.quantity("household.income_below_need") == (wage < standard * size)
            assert (decision.status == "dibao") == (wage < standard * size)
            if factor is not None:
                assert (decision.status == "marginal") == (standard * size <= wage < standard * size * factor)


def marginal_factor(code: str, on: date) -> Fraction | None:
    """Give the factor in force, None where nobody has set one."""
    figures = ENGINE.policy(code, on).figures
    found = figures["shili.marginal_factor" if "shili.marginal_factor" in figures else "dibao.marginal_factor"]
    if not isinstance(found, FigureInForce):
        return None
    assert isinstance(found.value, int | Fraction)
    return Fraction(found.value)


def count(code: str, on: date, name: str) -> int:
    """Give a count in force."""
    found = ENGINE.policy(code, on).figures[name]
    assert isinstance(found, FigureInForce)
    return whole(found)


def years_before(on: date, years: int) -> date:
    """Give the last day from which so many full years have passed."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 2, 28)


DAYS = [(code, on) for code in (HONGJIANG, COUNTY) for on in days_of_change(code) if on >= MEASURES]
LEAP_DAY = [(HONGJIANG, date(2024, 2, 29)), (COUNTY, date(2023, 2, 28)), (COUNTY, date(2023, 3, 1))]
each_day = pytest.mark.parametrize(("code", "on"), DAYS + LEAP_DAY)


@each_day
@pytest.mark.parametrize(("days", "is_minor"), [(1, True), (0, False), (-1, False)])
def test_a_child_is_a_minor_until_the_birthday(code, on, days, is_minor):
    birthday = years_before(on, count(code, on, ADULT)) + timedelta(days)
    child = person("c", "child", born=birthday, findings={"cannot_live_independently": False})
    assert assess(household(code, child), on).quantity("member.belongs", 1) == is_minor


@pytest.mark.parametrize(("on", "is_minor"), [(date(2022, 2, 28), True), (date(2022, 3, 1), False)])
def test_who_was_born_on_29_february_comes_of_age_on_1_march(on, is_minor):
    child = person("c", "child", born=date(2004, 2, 29), findings={"cannot_live_independently": False})
    assert assess(household(COUNTY, child), on).quantity("member.belongs", 1) == is_minor


@each_day
@pytest.mark.parametrize(("days", "counts"), [(1, True), (0, False), (-1, False)])
def test_clergy_leave_the_household_on_the_anniversary(code, on, days, counts):
    since = years_before(on, count(code, on, APART)) + timedelta(days)
    clergy = person("m", "spouse", clergy_apart_since=since, findings={"clergy_in_hardship": True})
    decision = assess(household(code, clergy), on)
    assert decision.quantity("member.counts", 1) == counts
    assert decision.quantity("member.may_apply_alone", 1) != counts


@pytest.mark.parametrize(("days", "alone"), [(1, False), (0, True), (-1, True)])
def test_a_disabled_child_applies_alone_from_the_birthday_on(days, alone):
    birthday = years_before(NOTICE, count(COUNTY, NOTICE, ADULT)) + timedelta(days)
    child = person("c", "child", born=birthday, disability=Disability("limb", 2))
    child = evolve(child, findings={"cannot_live_independently": True})
    decision = assess(household(COUNTY, child, wage=10**8), NOTICE)
    assert decision.quantity("member.may_apply_alone", 1) == alone


@pytest.mark.parametrize(("days", "alone"), [(-1, False), (0, True), (1, True)])
def test_the_unemployed_disabled_apply_alone_from_the_notice_on(days, alone):
    spouse = person("b", "spouse", disability=Disability("limb", 2))
    decision = assess(household(COUNTY, spouse, wage=10**8), NOTICE + timedelta(days))
    assert decision.quantity("member.may_apply_alone", 1) == alone


KINDS = [kind for kind in BUILT_IN.fact("member", "disability.kind").values if kind != "none"]
COVERED = {*((kind, grade) for kind in KINDS for grade in (1, 2)), ("intellectual", 3), ("mental", 3)}


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("code", "on"), [(COUNTY, MEASURES), (HONGJIANG, date(2024, 1, 1)), (SHILI, date(2024, 1, 1))])
def test_kind_and_grade_decide_who_applies_alone_in_a_marginal_family(code, on, kind, grade):
    spouse = person("b", "spouse", disability=Disability(kind, grade))
    [standard] = {each for place, day, area, each in LINES if (place, day, area) == (code, on, "rural")}
    decision = assess(household(code, spouse, wage=2 * standard), on)
    assert decision.status == "marginal"
    assert decision.may_apply_alone == {"a": False, "b": (kind, grade) in COVERED}


@pytest.mark.parametrize("code", [COUNTY, HONGJIANG])
@pytest.mark.parametrize(("on", "counted"), [(date(2025, 12, 31), 0), (date(2026, 1, 1), 1200)])
def test_the_basic_pension_counts_from_2026_on(code, on, counted):
    old = person("b", "spouse", born=date(1950, 1, 1), incomes={"basic_pension": Money(1200, FLOW)})
    assert assess(household(code, old), on).quantity("household.household_income") == Money(counted, FLOW)


def applied() -> list[FigureRecord]:
    """Give every dated value on which a decision can rest."""
    return [each for each in records() if ENGINE.figures.declaration(each.name).applied and each.since >= MEASURES]


@pytest.mark.parametrize("record", applied(), ids=lambda each: f"{each.name}-{each.code}-{each.since}")
def test_a_figure_holds_from_its_first_to_its_last_day(record):
    code = next(each for each in (record.code, COUNTY) if each != "000000")
    days = {record.since: True, record.since - timedelta(1): False}
    if record.until is not None:
        days |= {record.until: True, record.until + timedelta(1): False}
    chain = [each.code for each in ENGINE.jurisdictions.chain(code)]
    for on, holds in days.items():
        found = ENGINE.figures.at(record.name, chain, on)
        assert (isinstance(found, FigureInForce) and same(found.record, record)) == holds


def same(one: FigureRecord, other: FigureRecord) -> bool:
    """Tell whether two records are the same value of the same document."""
    return all(getattr(one, each) == getattr(other, each) for each in ("name", "code", "value", "since", "document"))


@pytest.mark.parametrize(
    ("on", "paid"),
    [
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), "417.00"),
        (date(2023, 12, 31), "417.00"),
        (date(2024, 1, 1), "450.00"),
        (date(2024, 12, 31), "450.00"),
        (date(2025, 1, 1), None),
    ],
)
def test_hongjiang_pays_the_standard_of_its_year(on, paid):
    decision = assess(household(HONGJIANG), on)
    assert decision.to_json()["dibao_monthly"] == paid
