"""Hearing before a cut (社会救助法 第四十八条), from 2026-07-01."""

import pytest
from attrs import evolve
from tests.timeline.families import PROPERTY, admitted, codes, day, household, paid, person, rows, states, wage, yuan

from dibao import UNKNOWN
from dibao.timeline.events import Died, FactsChanged, Heard, IncomeChanged, JobLost, JobStarted, Joined, Reviewed

RICHER = JobStarted(on=day("2026-09-02"), member="a", incomes=wage(100))


def case(*events, **findings):
    return admitted(*events, stated="2026-01-01", family=household(findings={**PROPERTY, **findings}))


@pytest.mark.parametrize(("on", "cut"), [("2026-06-30", "380.00"), ("2026-07-01", "480.00")])
def test_a_cut_waits_for_the_hearing_since_the_law(on, cut):
    following = "2026-07" if on < "2026-07" else "2026-08"
    assert paid(case(evolve(RICHER, on=day(on))), following, following) == {following: cut}


def test_the_cut_follows_the_hearing():
    told = rows(case(RICHER, Heard(on=day("2026-10-15"))), "2026-09", "2026-11")
    assert codes(told["2026-09"]) == ["job_started", "awaits_hearing"]
    assert codes(told["2026-10"]) == ["hearing", "amount_changed"]
    assert [row.total.text() for row in told.values()] == ["480.00", "480.00", "380.00"]
    awaited = next(each for each in told["2026-09"].reasons if each.code == "awaits_hearing")
    assert awaited.article == "中华人民共和国社会救助法 第四十八条"


def test_a_hearing_on_the_day_of_the_change_suffices():
    assert paid(case(RICHER, Heard(on=RICHER.on)), "2026-10", "2026-10") == {"2026-10": "380.00"}


def test_a_hearing_before_the_change_is_none():
    assert paid(case(RICHER, Heard(on=day("2026-09-01"))), "2026-10", "2026-10") == {"2026-10": "480.00"}


def test_a_rise_needs_no_hearing():
    birth = Joined(on=day("2026-09-02"), person=person("b", "child", "2026-09-02"))
    assert paid(case(birth), "2026-10", "2026-10") == {"2026-10": "960.00"}


def test_an_exit_with_grace_needs_one_too():
    exits = evolve(RICHER, incomes=wage(2000))
    assert states(case(exits, grace_months_granted=3), "2026-09", "2026-10") == ["awarded", "awarded"]
    heard = case(exits, Heard(on=day("2026-09-20")), grace_months_granted=3)
    assert states(heard, "2026-09", "2027-01") == ["awarded", "grace", "grace", "grace", "ended"]


def test_a_cut_by_a_review_waits_as_well():
    drift = evolve(RICHER, on=day("2026-03-01"))
    quiet = case(evolve(drift, decided=day("2027-12-01")), Reviewed(on=day("2026-09-02")))
    assert codes(rows(quiet, "2026-09", "2026-09")["2026-09"]) == ["review", "awaits_hearing"]
    assert paid(quiet, "2026-10", "2026-10") == {"2026-10": "480.00"}


def test_what_is_mended_before_the_hearing_is_no_cut():
    mended = JobLost(on=day("2026-09-10"), member="a")
    told = rows(case(RICHER, mended, Heard(on=day("2026-10-15"))), "2026-09", "2026-11")
    assert {row.total.text() for row in told.values()} == {"480.00"}


# -- a hearing is about what has happened by then ------------------------------------------------------
@pytest.mark.parametrize(
    ("heard", "amount"), [("2026-09-14", "960.00"), ("2026-09-15", "310.00"), ("2026-10-20", "310.00")]
)
def test_a_cut_waits_until_the_family_is_heard_of_all_of_it(heard, amount):
    first = evolve(RICHER, incomes=wage(50), decided=day("2026-12-20"))
    second = JobStarted(on=day("2026-09-15"), member="b", incomes=wage(600))
    couple = household(person(), person("b", "spouse"))
    told = admitted(first, second, Heard(on=day(heard)), stated="2026-01-01", family=couple)
    assert paid(told, "2026-11", "2026-11") == {"2026-11": amount}


@pytest.mark.parametrize(
    ("heard", "amount"), [("2027-01-02", "480.00"), ("2027-01-03", "380.00"), ("2027-01-25", "380.00")]
)
def test_a_review_cuts_only_after_a_hearing_since_the_change(heard, amount):
    drift = IncomeChanged(on=day("2027-01-03"), member="a", incomes=wage(100))
    told = case(drift, Reviewed(on=day("2027-01-20")), Heard(on=day(heard)))
    assert paid(told, "2027-02", "2027-02") == {"2027-02": amount}


@pytest.mark.parametrize(
    ("heard", "amount"), [("2026-10-08", "480.00"), ("2026-10-09", "440.00"), ("2026-10-20", "440.00")]
)
def test_income_below_again_in_grace_cuts_after_a_hearing(heard, amount):
    works = evolve(RICHER, on=day("2026-08-10"), incomes=wage(500))
    below = IncomeChanged(on=day("2026-10-09"), member="a", incomes=wage(40))
    events = (works, Heard(on=works.on), below, Heard(on=day(heard)))
    assert paid(case(*events, grace_months_granted=6), "2026-11", "2026-11") == {"2026-11": amount}


def test_what_is_above_again_before_the_hearing_leaves_grace_as_it_is():
    works = evolve(RICHER, on=day("2026-08-10"), incomes=wage(500))
    below = IncomeChanged(on=day("2026-10-09"), member="a", incomes=wage(40))
    above = evolve(below, on=day("2026-10-12"), incomes=wage(600))
    events = (works, Heard(on=works.on), below, above, Heard(on=day("2026-10-20")))
    assert states(case(*events, grace_months_granted=3), "2026-09", "2026-12") == ["grace"] * 3 + ["ended"]


def test_something_unknown_meanwhile_leaves_the_hearing_to_come():
    gone = Died(on=day("2026-09-03"), member="b")
    unknown = FactsChanged(on=day("2026-09-20"), member="a", flags={"in_prison": UNKNOWN}, clear=True)
    found = evolve(unknown, on=day("2026-10-01"), flags={"in_prison": False})
    couple = household(person(), person("b", "spouse"))
    told = admitted(gone, unknown, found, Heard(on=day("2026-10-05")), stated="2026-01-01", family=couple)
    assert paid(told, "2026-10", "2026-11") == {"2026-10": "960.00", "2026-11": "480.00"}


# -- who is heard ----------------------------------------------------------------------------------------
PATIENT = person(
    "b",
    "spouse",
    flags={"recognised_major_illness": True, "applies_alone": True},
    findings={"single_person_amount": yuan(300)},
)


@pytest.mark.parametrize(
    ("on", "member", "after"),
    [
        ("2026-06-30", "b", "0.00"),
        ("2026-07-01", "b", "0.00"),
        ("2026-09-03", "b", "0.00"),
        ("2026-09-03", "a", "300.00"),
    ],
)
def test_nobody_waits_to_hear_the_dead(on, member, after):
    family = household(person(incomes=wage(1000)), PATIENT)
    relations = {"b": "applicant"} if member == "a" else {}
    dies = Died(on=day(on), member=member, relations=relations)
    told = rows(admitted(dies, stated="2026-01-01", family=family), "2026-06", "2026-10")
    assert told[on[:7]].total.text() == "300.00"
    assert told["2026-10"].total.text() == after
