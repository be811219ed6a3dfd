"""The gradual exit of the plan of 2019, month by month, beside what national rules would give.

The standard of 450 a month and the family are the test's own.
"""

from datetime import date

import pytest

from dibao import BenefitState, Case, Household, Money
from dibao.timeline.events import IncomeChanged, JobStarted

FACTS = {"hebei.registered_poor": True, "hebei.low_income": False, "hebei.high_living_standard": False}
STANDARDS = (("dibao.standard.urban", "450 a month"), ("dibao.standard.rural", "450 a month"))
RISEN = {"wage": Money.monthly(500)}


@pytest.fixture(name="months_of_grace")
def fixture_months_of_grace(engine_with, person):
    """Give a function that counts the months in which a family fades out, and says what is paid in the first."""

    def told(event, granted, last="2020-12", **facts):
        household = Household(
            id="case",
            jurisdiction="130300",
            area="rural",
            members=[person("a")],
            obligors=[],
            property={},
            facts={**FACTS, **facts},
            findings={"property_within_limits": True, "grace_months_granted": granted},
            prior=BenefitState("dibao", Money.monthly(450)),
        )
        case = Case(household, date(2019, 1, 1), [event])
        rows = engine_with(*STANDARDS).timeline(case, "2019-04", last).rows
        fading = [row for row in rows if row.state == "grace"]
        assert [row.grace.month for row in fading] == list(range(1, len(fading) + 1))
        return len(fading), [row.month for row in fading][:1], {row.total.text() for row in fading}

    return told


@pytest.mark.parametrize(("granted", "given"), [(6, 12), (11, 12), (12, 12), (13, 13)])
def test_a_registered_poor_family_fades_out_for_a_year_at_least(months_of_grace, granted, given):
    richer = IncomeChanged(on=date(2019, 4, 10), member="a", incomes=RISEN, clear=True)
    assert months_of_grace(richer, granted) == (given, ["2019-05"], {"450.00"})


def test_other_families_have_no_grace_before_the_reform_of_2020(months_of_grace):
    works = JobStarted(on=date(2019, 4, 10), member="a", incomes=RISEN)
    assert months_of_grace(works, 6, **{"hebei.registered_poor": False}) == (0, [], set())


@pytest.mark.parametrize(("granted", "given"), [(20, 20), (21, 21), (22, 22)], ids=["before", "on", "after"])
def test_what_was_granted_outlives_the_scheme_that_ended_in_2020(months_of_grace, granted, given):
    """The twentieth month is December 2020, the last of the scheme; national rules give nothing for this cause."""
    richer = IncomeChanged(on=date(2019, 4, 10), member="a", incomes=RISEN, clear=True)
    assert months_of_grace(richer, granted, "2021-06") == (given, ["2019-05"], {"450.00"})


@pytest.fixture(name="exit_of")
def fixture_exit_of(engine_with, person):
    """Give a function that gives the row of the month in which an exit is decided."""

    def told(**granted):
        household = Household(
            id="case",
            jurisdiction="130300",
            area="rural",
            members=[person("a")],
            obligors=[],
            property={},
            facts=FACTS,
            findings={"property_within_limits": True, **granted},
            prior=BenefitState("dibao", Money.monthly(450)),
        )
        richer = IncomeChanged(on=date(2019, 4, 10), member="a", incomes=RISEN, clear=True)
        case = Case(household, date(2019, 1, 1), [richer])
        return engine_with(*STANDARDS).timeline(case, "2019-04", "2019-05").rows

    return told


def test_where_no_officer_granted_months_they_are_asked_for_though_the_floor_settles_the_status(exit_of):
    decided, following = exit_of()
    assert [each.code for each in decided.reasons] == ["income", "undetermined"]
    assert [each.path for each in decided.questions] == ["$.findings.grace_months_granted"]
    assert (following.state, following.total.text()) == ("awarded", "450.00")


@pytest.mark.parametrize(("granted", "is_raised"), [(11, True), (12, False), (13, False)])
def test_a_grant_raised_to_the_floor_is_told(exit_of, granted, is_raised):
    decided, _ = exit_of(grace_months_granted=granted)
    assert ("grace_months_raised" in [each.code for each in decided.reasons]) is is_raised
