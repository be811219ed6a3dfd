"""Hearing before a cut (社会救助法 第四十八条), from 2026-07-01."""

import pytest
from attrs import evolve
from tests.timeline.families import PROPERTY, admitted, codes, day, household, paid, person, rows, states, wage

from dibao.timeline.events import Heard, JobLost, JobStarted, Joined, Reviewed

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
