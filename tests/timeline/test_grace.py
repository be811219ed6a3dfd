"""Gradual exit from the decision to the last month, worked by hand from 57号 第三十三条 and 83号 一（三）."""

import pytest
from attrs import evolve
from tests.timeline.families import PROPERTY, admitted, codes, day, household, paid, person, rows, states, wage, yuan

from dibao.timeline.events import (
    Applied,
    Decided,
    Died,
    FindingMade,
    IncomeChanged,
    JobLost,
    JobStarted,
    Left,
    PropertyFound,
    Reviewed,
)
from dibao.timeline.rows import Grace

WORK = JobStarted(on=day("2023-04-10"), member="a", incomes=wage(500))


def granted(months, *members, **findings):
    return household(*members, findings={**PROPERTY, "grace_months_granted": months, **findings})


def case(*events, months=6, **more):
    return admitted(*events, family=granted(months), **more)


def test_grace_runs_from_the_month_after_the_exit_decision_for_the_months_granted():
    told = rows(case(WORK), "2023-04", "2023-11")
    assert [(row.state, row.grace, row.total.text()) for row in told.values()] == [
        ("awarded", None, "450.00"),
        *(("grace", Grace(month, 6), "450.00") for month in range(1, 7)),
        ("ended", None, "0.00"),
    ]
    assert codes(told["2023-04"]) == ["job_started", "exit_with_grace", "amount_kept_in_grace"]
    assert codes(told["2023-11"]) == ["grace_over", "ended"]


@pytest.mark.parametrize(("months", "of"), [(0, 0), (1, 1), (5, 5), (6, 6), (7, 6), (12, 6)])
def test_what_is_granted_ends_at_the_ceiling_of_2022(months, of):
    assert states(case(WORK, months=months), "2023-05", "2024-06").count("grace") == of


@pytest.mark.parametrize(("on", "of"), [("2022-10-19", 12), ("2022-10-20", 6)])
def test_the_ceiling_holds_from_its_day_on(on, of):
    told = case(evolve(WORK, on=day(on)), months=12, stated="2022-01-01")
    assert states(told, "2022-11", "2023-12").count("grace") == of


def test_the_day_of_the_decision_settles_the_grant_not_a_later_ceiling():
    told = rows(case(evolve(WORK, on=day("2022-05-10")), months=9, stated="2022-01-01"), "2022-06", "2023-03")
    assert [row.grace and row.grace.of for row in told.values()] == [9] * 9 + [None]


def test_income_on_the_standard_exits_and_below_it_does_not():
    assert states(case(evolve(WORK, incomes=wage("449.99"))), "2023-05", "2023-05") == ["awarded"]
    assert states(case(evolve(WORK, incomes=wage("450"))), "2023-05", "2023-05") == ["grace"]


def test_only_work_opens_grace_under_national_rules():
    richer = IncomeChanged(on=WORK.on, member="a", incomes={"gift": yuan(500)}, clear=True)
    assert states(case(richer), "2023-05", "2023-05") == ["ended"]
    assert states(case(evolve(richer, because="employment")), "2023-05", "2023-05") == ["grace"]


def test_income_below_again_ends_grace_and_ordinary_dibao_follows():
    lower = IncomeChanged(on=day("2023-07-09"), member="a", incomes=wage(40))
    told = rows(case(WORK, lower), "2023-07", "2023-12")
    assert [row.state for row in told.values()] == ["grace"] + ["awarded"] * 5
    assert {row.total.text() for month, row in told.items() if month > "2023-07"} == {"410.00"}
    assert codes(told["2023-07"]) == ["income", "kept_between_reviews", "grace_ended"]


def test_income_that_moves_above_the_standard_leaves_grace_as_it_is():
    moved = IncomeChanged(on=day("2023-07-09"), member="a", incomes=wage(600))
    assert states(case(WORK, moved), "2023-05", "2023-11") == ["grace"] * 6 + ["ended"]


def test_a_second_exit_has_a_grace_of_its_own_only_after_ordinary_dibao():
    lost, found = JobLost(on=day("2023-07-09"), member="a"), evolve(WORK, on=day("2023-12-10"))
    assert states(case(WORK, lost, found), "2023-07", "2024-07") == ["grace"] + ["awarded"] * 5 + ["grace"] * 6 + [
        "ended"
    ]
    again = IncomeChanged(on=day("2023-07-09"), member="a", incomes=wage(700), clear=True, because="employment")
    assert states(case(WORK, again), "2023-05", "2023-11") == ["grace"] * 6 + ["ended"]


def test_grace_is_none_after_the_end():
    lost = (JobLost(on=day("2023-12-01"), member="a"), evolve(WORK, on=day("2023-12-20")))
    assert states(case(WORK, *lost), "2023-11", "2024-02") == ["ended"] * 4


def test_whoever_is_below_again_after_the_end_applies_anew():
    anew = (JobLost(on=day("2023-12-01"), member="a"), Applied(on=day("2023-12-02")), Decided(on=day("2023-12-20")))
    assert states(case(WORK, *anew), "2023-11", "2024-01") == ["ended", "applied", "awarded"]


def test_without_an_officers_months_the_exit_is_open():
    told = admitted(WORK)
    row = rows(told, "2023-04", "2023-04")["2023-04"]
    assert codes(row) == ["job_started", "undetermined"]
    assert [each.path for each in row.questions] == ["$.findings.grace_months_granted"]
    settled = admitted(WORK, FindingMade(on=day("2023-06-02"), findings={"grace_months_granted": 2}))
    assert states(settled, "2023-05", "2023-10") == ["awarded", "awarded", "grace", "grace", "ended", "ended"]


def test_an_officer_may_fix_the_amount():
    told = admitted(WORK, family=granted(2, grace_amount=yuan(200)))
    assert paid(told, "2023-05", "2023-07") == {"2023-05": "200.00", "2023-06": "200.00", "2023-07": "0.00"}
    assert "amount_kept_in_grace" not in codes(rows(told, "2023-04", "2023-04")["2023-04"])


def test_property_beyond_the_limits_ends_grace():
    rich = PropertyFound(on=day("2023-06-02"), findings={"property_within_limits": False})
    assert states(case(WORK, rich), "2023-06", "2023-07") == ["grace", "ended"]


TWO_OLD = (
    person("a", born="1967-03-01", incomes=wage(587)),
    person("b", "spouse", "1966-12-01"),
)
TWO_WORK = evolve(WORK, member="b", incomes=wage(2000))


def test_a_death_stops_that_persons_supplement():
    death = Died(on=day("2023-06-10"), member="b")
    told = rows(admitted(TWO_WORK, death, family=granted(6, *TWO_OLD)), "2023-04", "2023-11")
    assert [row.total.text() for row in told.values()] == ["521.00"] * 3 + ["417.00"] * 4 + ["0.00"]


def test_the_amount_in_grace_is_at_most_the_standards_of_those_left():
    family = granted(6, person("a"), person("b", "spouse"), person("c", "child", "2015-01-01"))
    works = evolve(WORK, member="b", incomes=wage(2000))
    leaves = Left(on=day("2023-06-10"), member="c")
    told = paid(admitted(works, leaves, family=family), "2023-06", "2023-07")
    assert told == {"2023-06": "1350.00", "2023-07": "900.00"}


def test_a_review_in_grace_keeps_what_was_granted():
    assert states(case(WORK, Reviewed(on=day("2023-06-20"))), "2023-05", "2023-11") == ["grace"] * 6 + ["ended"]


@pytest.mark.parametrize(("on", "last"), [("2023-04-30", "2023-10"), ("2023-05-01", "2023-11")])
def test_the_last_day_of_a_month_is_of_that_month(on, last):
    told = rows(case(evolve(WORK, on=day(on))), "2023-04", "2023-12")
    assert [month for month, row in told.items() if row.state == "grace"][-1] == last


def test_a_county_that_pays_at_once_counts_from_the_month_of_the_decision():
    at_once = evolve(case(WORK, months=2), household=evolve(granted(2), jurisdiction="960102"))
    assert states(at_once, "2023-03", "2023-07") == ["awarded", "grace", "grace", "ended", "ended"]


def test_a_decision_put_off_counts_from_its_own_day():
    told = case(evolve(WORK, decided=day("2023-06-15")), months=2)
    assert states(told, "2023-05", "2023-09") == ["awarded", "awarded", "grace", "grace", "ended"]


def test_a_raised_standard_above_the_income_ends_grace():
    works = evolve(WORK, on=day("2024-05-10"), incomes=wage(470))
    told = rows(case(works), "2024-06", "2024-07")
    assert [(row.state, row.total.text()) for row in told.values()] == [("grace", "450.00"), ("awarded", "10.00")]
    assert codes(told["2024-07"]) == ["standard_changed", "grace_ended"]


@pytest.mark.parametrize("clear", [True, False])
@pytest.mark.parametrize(
    ("decided", "last"), [("2023-06-09", "2023-06"), ("2023-06-10", "2023-06"), ("2023-08-15", "2023-08")]
)
def test_income_below_again_ends_grace_on_the_day_that_was_stated(decided, last, clear):
    below = IncomeChanged(on=day("2023-06-09"), member="a", incomes=wage(40), clear=clear, decided=day(decided))
    told = rows(case(WORK, below), "2023-05", "2023-10")
    assert [month for month, row in told.items() if row.state == "grace"][-1] == last
    assert ("awaits_decision" in codes(told["2023-06"])) == (decided > "2023-06-09")
    assert "grace_ended" in codes(told[last])
