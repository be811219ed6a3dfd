"""Who came onto dibao and who went off it, month by month, and what led to it."""

from itertools import pairwise

import pytest
from tests.timeline.families import ENGINE, PROPERTY, admitted, day, household, person, wage

from dibao.timeline.counts import counts
from dibao.timeline.events import Died, IncomeChanged, JobStarted, Reviewed

WORK = JobStarted(on=day("2023-04-10"), member="a", incomes=wage(3000))


def couple(months=0):
    return household(
        person("a"), person("b", "spouse", "1982-03-03"), findings={**PROPERTY, "grace_months_granted": months}
    )


def counted(*cases, end="2023-12"):
    return counts(ENGINE.timeline(each, "2023-01", end) for each in cases)


def moves(*cases):
    return {each.month: dict(each.why) for each in counted(*cases) if each.why}


def test_an_award_counts_in_the_month_from_which_it_is_paid():
    assert moves(admitted(family=couple())) == {"2023-02": {("admitted", ("admitted",)): 1}}


@pytest.mark.parametrize(("months", "left"), [(0, "2023-05"), (1, "2023-06"), (3, "2023-08")])
def test_a_family_that_fades_out_leaves_after_its_last_month_for_what_led_to_it(months, left):
    found = moves(admitted(WORK, family=couple(months)))
    assert found[left] == {("ended", ("job_started",)): 1}
    assert [*found] == ["2023-02", left]


def test_income_that_waited_for_the_review_led_to_the_exit():
    events = IncomeChanged(on=day("2023-03-03"), member="a", incomes=wage(3000)), Reviewed(on=day("2023-06-20"))
    assert moves(admitted(*events, family=couple()))["2023-07"] == {("ended", ("income",)): 1}


def test_a_standard_that_rises_meanwhile_led_to_no_exit():
    drift = IncomeChanged(on=day("2024-04-03"), member="a", incomes=wage(3000))
    told = ENGINE.timeline(admitted(drift, Reviewed(on=day("2024-09-20")), family=couple()), "2024-03", "2024-12")
    assert {each.month: dict(each.why) for each in counts([told]) if each.why} == {
        "2024-10": {("ended", ("income",)): 1}
    }


def test_two_causes_count_one_exit():
    events = IncomeChanged(on=day("2023-03-03"), member="b", incomes=wage(50)), WORK
    assert moves(admitted(*events, family=couple()))["2023-05"] == {("ended", ("income", "job_started")): 1}


def test_the_death_of_the_last_one_led_to_the_end():
    alone = admitted(Died(on=day("2023-06-05"), member="a"), family=household(person("a")))
    assert moves(alone)["2023-07"] == {("ended", ("died",)): 1}


def test_moves_explain_the_change_of_households_and_every_move_has_its_reasons():
    cases = [
        admitted(WORK, family=couple(2)),
        admitted(family=couple()),
        admitted(Died(on=day("2023-06-05"), member="a"), family=household(person("a"))),
    ]
    found = counted(*cases)
    assert [each.households for each in found][:3] == [0, 3, 3]
    for before, each in pairwise(found):
        assert each.households - before.households == each.admitted - each.ended
        assert sum(each.why.values()) == each.admitted + each.ended
    assert (found[-1].households, found[-1].people) == (1, 2)


def test_who_is_left_out_of_the_family_is_not_counted():
    prisoner = person("c", "child", "2012-05-05", flags={"in_prison": True})
    family = household(person("a"), person("b", "spouse", "1982-03-03"), prisoner)
    assert counted(admitted(family=family))[-1].people == 2
