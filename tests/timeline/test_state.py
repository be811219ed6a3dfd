"""The state goes out at a month's end and comes in again, as an object or as JSON."""

import json
import subprocess
import sys
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from tests.timeline.families import ENGINE, admitted, day, household, person, rows, wage
from tests.timeline.test_grace import WORK, case
from tests.timeline.test_shares import FAMILY, THREE

import dibao
from dibao import UNKNOWN, BenefitState, Case, InputError, Money, read_household, to_json_data
from dibao.timeline.events import Died, Heard, IncomeChanged, JobStarted

CUT = JobStarted(on=day("2026-09-02"), member="a", incomes=wage(100))
CASES = {
    "grace": case(WORK),
    "refused jobs": admitted(*THREE, family=FAMILY),
    "hearing": admitted(CUT, Heard(on=day("2026-11-02")), stated="2026-05-01"),
    "put off": admitted(
        Died(on=day("2023-05-05"), member="b", decided=day("2023-07-10")),
        family=household(person(), person("b", "spouse")),
    ),
    "reviews": admitted(IncomeChanged(on=day("2023-03-03"), member="a", incomes=wage(7)), reviews="when_due"),
}


@pytest.mark.parametrize("name", CASES)
def test_splitting_at_any_month_changes_nothing(name):
    told = CASES[name]
    first = told.stated.year * 12 + told.stated.month - 1
    months = [f"{month // 12}-{month % 12 + 1:02d}" for month in range(first, first + 16)]
    whole = ENGINE.timeline(told, months[0], months[-1])
    for stop, go_on in pairwise(months):
        before = ENGINE.timeline(told, months[0], stop)
        after = ENGINE.timeline(told, go_on, months[-1], before.state)
        assert before.rows + after.rows == whole.rows
        assert after.state == whole.state


@pytest.mark.parametrize("name", CASES)
def test_the_state_survives_json_as_what_was_received_before(name):
    told = CASES[name]
    state = ENGINE.timeline(told, told.stated, told.stated.replace(year=told.stated.year, month=12)).state
    data = json.loads(json.dumps(to_json_data(evolve(told.household, prior=state))))
    assert read_household(data).prior == state


def test_a_case_goes_on_from_the_state_in_its_household():
    state = ENGINE.timeline(case(WORK), "2023-01", "2023-06").state
    going_on = Case(evolve(case().household, prior=state), day("2023-01-01"), (WORK,))
    told = rows(case(WORK), "2023-07", "2023-12").values()
    again = ENGINE.timeline(going_on, "2023-07", "2023-12").rows
    assert [(row.month, row.state, row.grace, row.awards, row.reasons) for row in again] == [
        (row.month, row.state, row.grace, row.awards, row.reasons) for row in told
    ]


def test_the_function_and_the_method_tell_the_same():
    assert (
        dibao.timeline(case(WORK), "2023-01", "2023-12", ENGINE).rows
        == ENGINE.timeline(case(WORK), day("2023-01-31"), day("2023-12-01")).rows
    )


def refused(told, start, end, state=None):
    with pytest.raises(InputError) as raised:
        ENGINE.timeline(told, start, end, state)
    return str(raised.value)


def test_an_end_before_the_start_is_refused():
    assert refused(case(), "2023-05", "2023-04") == (
        "case case: end is 2023-04, before 2023-05, the start; expected that month or a later one."
    )


def test_a_start_before_the_case_is_refused():
    assert refused(case(), "2022-12", "2023-04") == (
        "case case: start is 2022-12; the household is stated on 2023-01-01, so that the first month is 2023-01."
    )


def test_no_month_is_told_twice():
    state = ENGINE.timeline(case(), "2023-01", "2023-03").state
    assert refused(case(), "2023-03", "2023-04", state) == (
        "case case: start is 2023-03; the state runs through 2023-03, so that the first month is 2023-04."
    )


def test_all_that_is_wrong_is_said_at_once():
    unknown = evolve(case(), household=evolve(case().household, prior=UNKNOWN))
    text = refused(unknown, "2023-05", "2023-04")
    assert "end is 2023-04" in text
    assert "$.household.prior is unknown; a timeline starts from what was received before" in text


@pytest.mark.parametrize("value", ["2023-13", "2023", 202301])
def test_a_month_is_written_as_one(value):
    with pytest.raises(
        InputError, match=r'start is .*; expected a month such as "2024-03", or one of its days as a date'
    ):
        ENGINE.timeline(case(), value, "2023-04")


def test_a_grace_without_its_months_asks_for_them():
    prior = BenefitState(
        "gradual_exit", Money.monthly(450), cause="employment", exit_decided="2022-11", grace_months_used=1
    )
    fading = Case(evolve(case().household, prior=prior), day("2023-01-01"))
    richer = evolve(fading, household=evolve(fading.household, members=(person(incomes=wage(900)),)))
    told = ENGINE.timeline(richer, "2023-01", "2023-07").rows
    assert [row.grace and (row.grace.month, row.grace.of) for row in told] == [(k, 6) for k in range(2, 7)] + [None] * 2


def test_the_function_keeps_its_name_whatever_of_its_package_was_imported_first():
    code = "import dibao.timeline.rows, dibao; from dibao.timeline.case import Case; print(callable(dibao.timeline))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


@pytest.mark.parametrize("key", ["status", "dibao_monthly", "grace_months_used"])
def test_nothing_of_what_was_received_may_be_unknown(key):
    unknown: Any = {key: UNKNOWN}
    prior = evolve(BenefitState("dibao", Money.monthly(450)), **unknown)
    told = Case(evolve(case().household, prior=prior), day("2023-01-01"))
    assert refused(told, "2023-01", "2023-02") == (
        f"case case: $.household.prior.{key} is unknown; a timeline goes on from what was received. Find it out first."
    )
