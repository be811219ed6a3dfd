"""What is granted on the day of the exit holds while grace runs (57号 第三十三条, 83号 一（三）), worked by hand."""

import pytest
from attrs import evolve
from tests.timeline.families import (
    PROPERTY,
    admitted,
    codes,
    day,
    household,
    paid,
    person,
    rows,
    states,
    wage,
    yuan,
)

from dibao import UNKNOWN, BenefitState, Case
from dibao.timeline.events import Died, FactsChanged, FindingMade, Heard, IncomeChanged, JobStarted, Reviewed
from dibao.timeline.rows import Grace

WORK = JobStarted(on=day("2023-04-10"), member="a", incomes=wage(500))
EARLY = evolve(WORK, on=day("2022-03-10"))


def granted(months, *members, **findings):
    return household(*members, findings={**PROPERTY, "grace_months_granted": months, **findings})


def case(*events, months=6, **more):
    return admitted(*events, family=granted(months), **more)


def months_of(told):
    """Give the months of grace as (month, of)."""
    return [(row.grace.month, row.grace.of) for row in told.values() if row.grace is not None]


def anew(on, months):
    return FindingMade(on=day(on), findings={"grace_months_granted": months})


# -- later law ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("months", [6, 7, 8, 12])
def test_a_ceiling_that_comes_in_grace_takes_no_month_away(months):
    """The seventh month is October 2022, that of the ceiling; November is the first that looks at new law."""
    told = rows(case(EARLY, months=months, stated="2022-01-01"), "2022-04", "2023-06")
    assert months_of(told) == [(each, months) for each in range(1, months + 1)]
    assert [row.state for row in told.values()][months] == "ended"
    assert {row.total.text() for row in told.values() if row.grace} == {"450.00"}


def test_a_review_after_the_ceiling_takes_no_month_away():
    work, review = evolve(WORK, on=day("2022-05-10")), Reviewed(on=day("2022-12-20"))
    told = rows(case(work, review, months=9, stated="2022-01-01"), "2022-11", "2023-03")
    assert months_of(told) == [(6, 9), (7, 9), (8, 9), (9, 9)]
    assert codes(told["2022-12"]) == ["review", "amount_unchanged", "amount_kept_in_grace"]
    assert told["2023-03"].state == "ended"


def test_property_beyond_the_limits_ends_a_grace_that_outlived_its_law():
    rich = FindingMade(on=day("2022-12-20"), findings={"property_within_limits": False})
    told = rows(case(EARLY, rich, months=12, stated="2022-01-01"), "2022-12", "2023-01")
    assert [(row.state, row.grace) for row in told.values()] == [("grace", Grace(9, 12)), ("ended", None)]


def test_income_below_again_ends_a_grace_that_outlived_its_law():
    lower = IncomeChanged(on=day("2022-12-20"), member="a", incomes=wage(449))
    told = paid(case(EARLY, lower, months=12, stated="2022-01-01"), "2022-12", "2023-01")
    assert told == {"2022-12": "450.00", "2023-01": "1.00"}


# -- an officer grants other months ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("months", "last"),
    [(1, "2023-06"), (2, "2023-06"), (3, "2023-07"), (5, "2023-09"), (6, "2023-10"), (7, "2023-10")],
)
def test_an_officer_may_grant_other_months_while_grace_runs(months, last):
    """Three were granted; by the finding in June two are paid, and the ceiling is six."""
    told = rows(case(WORK, anew("2023-06-03", months), months=3), "2023-05", "2023-12")
    assert [month for month, row in told.items() if row.state == "grace"][-1] == last
    is_other = months != 3
    assert ("grace_granted_anew" in codes(told["2023-06"])) is is_other


def test_the_same_months_stated_again_are_no_new_grant():
    found = FindingMade(on=day("2022-11-03"), findings={"grace_months_granted": 12})
    told = rows(case(EARLY, found, months=12, stated="2022-01-01"), "2022-04", "2023-04")
    assert months_of(told) == [(each, 12) for each in range(1, 13)]


def test_fewer_months_wait_for_the_hearing_since_2026():
    work = evolve(WORK, on=day("2026-08-10"))
    events = (work, Heard(on=work.on), anew("2026-10-03", 3))
    told = rows(case(*events, stated="2026-01-01"), "2026-10", "2027-03")
    assert "awaits_hearing" in codes(told["2026-10"])
    assert len(months_of(told)) == 5
    heard = rows(case(*events, Heard(on=day("2026-10-20")), stated="2026-01-01"), "2026-10", "2027-03")
    assert months_of(heard) == [(2, 6), (3, 3)]


@pytest.mark.parametrize(("months", "told"), [(5, False), (6, False), (7, True)])
def test_a_grant_cut_to_the_ceiling_is_told(months, told):
    row = rows(case(WORK, months=months), "2023-04", "2023-04")["2023-04"]
    assert ("grace_months_cut" in codes(row)) is told


# -- what is not known -------------------------------------------------------------------------------
def test_a_need_that_is_open_in_grace_is_asked_for():
    family = granted(6, person("a"), person("b", "spouse"), person("c", "child", "2005-07-15"))
    told = rows(admitted(evolve(WORK, incomes=wage(3000)), family=family), "2023-06", "2023-11")
    assert codes(told["2023-07"]) == ["came_of_age", "undetermined"]
    assert [each.path for each in told["2023-07"].questions] == ["$.members[2].findings.cannot_live_independently"]
    assert [row.total.text() for row in told.values()] == ["1350.00"] * 5 + ["0.00"]


@pytest.mark.parametrize(("cannot", "amount"), [(True, "1350.00"), (False, "900.00")])
def test_an_answer_settles_the_amount_in_grace(cannot, amount):
    family = granted(6, person("a"), person("b", "spouse"), person("c", "child", "2005-07-15"))
    found = FindingMade(on=day("2023-08-03"), member="c", findings={"cannot_live_independently": cannot})
    told = paid(admitted(evolve(WORK, incomes=wage(3000)), found, family=family), "2023-08", "2023-09")
    assert told == {"2023-08": "1350.00", "2023-09": amount}


FADING = BenefitState("gradual_exit", yuan(450), cause="employment", exit_decided="2022-10", grace_months_used=2)


def test_a_grace_that_came_without_its_months_goes_on_until_they_are_known():
    family = household(person(incomes=wage(500)), prior=FADING)
    open_ = Case(family, day("2023-01-10"), ())
    told = rows(open_, "2023-01", "2023-03")
    assert [(row.state, row.total.text()) for row in told.values()] == [("grace", "450.00")] * 3
    assert codes(told["2023-01"]) == ["undetermined"]
    assert [each.path for each in told["2023-01"].questions] == ["$.findings.grace_months_granted"]


@pytest.mark.parametrize(("months", "last"), [(3, "2023-02"), (4, "2023-02"), (5, "2023-03"), (6, "2023-04")])
def test_the_months_supplied_later_settle_where_it_ends(months, last):
    family = household(person(incomes=wage(500)), prior=FADING)
    told = rows(Case(family, day("2023-01-10"), (anew("2023-02-03", months),)), "2023-01", "2023-06")
    assert [month for month, row in told.items() if row.state == "grace"][-1] == last


def test_an_income_that_is_unknown_in_grace_is_asked_for():
    unknown = IncomeChanged(on=day("2023-06-09"), member="a", incomes={"wage": UNKNOWN})
    told = rows(case(WORK, unknown), "2023-06", "2023-07")
    assert [each.path for each in told["2023-06"].questions] == ["$.members[0].incomes.wage"]
    assert "undetermined" in codes(told["2023-06"])
    assert told["2023-07"].grace == Grace(3, 6)


# -- how grace ends ----------------------------------------------------------------------------------
@pytest.mark.parametrize("decided", ["2023-06-30", "2023-07-01", "2023-12-15"])
def test_the_death_of_the_last_member_prolongs_no_grace(decided):
    death = Died(on=day("2023-05-20"), member="a", decided=day(decided))
    told = rows(case(WORK, death, months=2), "2023-05", "2024-01")
    assert [row.state for row in told.values()] == ["grace", "grace", *["ended"] * 7]
    assert [row.total.text() for row in told.values()][:3] == ["450.00", "450.00", "0.00"]


def test_a_death_decided_in_grace_ends_it():
    death = Died(on=day("2023-05-20"), member="a", decided=day("2023-06-15"))
    assert states(case(WORK, death), "2023-05", "2023-07") == ["grace", "grace", "ended"]


def test_work_again_before_dibao_was_paid_lets_the_grace_go_on():
    lower = IncomeChanged(on=day("2023-06-09"), member="a", incomes=wage(40))
    again = JobStarted(on=day("2023-06-20"), member="a", incomes=wage(800))
    told = rows(case(WORK, lower, again), "2023-05", "2023-11")
    assert months_of(told) == [(each, 6) for each in range(1, 7)]
    assert {row.total.text() for row in told.values() if row.grace} == {"450.00"}
    assert [each for each in codes(told["2023-06"]) if each.startswith("grace")] == ["grace_ended", "grace_goes_on"]


def test_work_again_after_dibao_was_paid_has_a_grace_of_its_own():
    lower = IncomeChanged(on=day("2023-06-09"), member="a", incomes=wage(40))
    again = JobStarted(on=day("2023-07-01"), member="a", incomes=wage(800))
    told = rows(case(WORK, lower, again), "2023-05", "2024-02")
    assert months_of(told) == [(1, 6), (2, 6), *((each, 6) for each in range(1, 7))]


@pytest.mark.parametrize(("spent", "state"), [("49.99", "grace"), ("50", "grace"), ("50.01", "awarded")])
def test_taxes_that_bring_income_below_again_ends_grace(spent, state):
    """500 of wages less the taxes on it, against 450."""
    costs = FactsChanged(on=day("2023-06-09"), member="a", transfers_paid={"tax": yuan(spent)})
    told = rows(case(WORK, costs), "2023-06", "2023-07")
    assert told["2023-07"].state == state
