"""The own share of somebody who refuses jobs (649号 第四十五条, 57号 第三十四条)."""

import pytest
from attrs import evolve
from tests.timeline.families import admitted, codes, day, household, paid, person, rows, wage, yuan

from dibao.household.models import Award
from dibao.household.progress import Refusing
from dibao.timeline.events import Heard, JobRefused, JobStarted, ShareRestored
from dibao.timeline.shares import split

FAMILY = household(person(), person("b", "child", "2013-01-01"))


def refusals(*days, member="a", **stated):
    return tuple(JobRefused(on=day(each), member=member, **stated) for each in days)


THREE = refusals("2023-03-02", "2023-04-02", "2023-05-02")


@pytest.mark.parametrize(("times", "amount"), [(2, "900.00"), (3, "450.00"), (4, "450.00")])
def test_the_third_refusal_in_a_row_costs_the_own_share_only(times, amount):
    events = refusals("2023-03-02", "2023-03-03", "2023-03-04", "2023-03-05")[:times]
    assert paid(admitted(*events, family=FAMILY), "2023-03", "2023-04") == {"2023-03": "900.00", "2023-04": amount}


def test_the_row_says_whose_share_and_how_much():
    row = rows(admitted(*THREE, family=FAMILY), "2023-06", "2023-06")["2023-06"]
    assert (row.state, row.suspended) == ("awarded", ("a",))
    assert row.awards == (Award("dibao", "household", yuan(450)),)
    assert row.withheld == (Award("dibao", "a", yuan(450)),)
    third = rows(admitted(*THREE, family=FAMILY), "2023-05", "2023-05")["2023-05"]
    assert [(each.code, each.article) for each in third.reasons if each.code != "job_refused"] == [
        ("share_suspended", "民发〔2021〕57号 第三十四条")
    ]


def test_a_good_reason_breaks_the_row():
    excused = (THREE[0], evolve(THREE[1], good_reason=True), THREE[2], *refusals("2023-06-02"))
    assert set(paid(admitted(*excused, family=FAMILY), "2023-06", "2023-07").values()) == {"900.00"}


def test_work_taken_up_gives_the_share_back():
    works = JobStarted(on=day("2023-08-02"), member="a", incomes=wage(10))
    told = paid(admitted(*THREE, works, family=FAMILY), "2023-08", "2023-09")
    assert told == {"2023-08": "450.00", "2023-09": "890.00"}


def test_the_county_may_give_it_back():
    told = paid(admitted(*THREE, ShareRestored(on=day("2023-08-02"), member="a"), family=FAMILY), "2023-08", "2023-09")
    assert told == {"2023-08": "450.00", "2023-09": "900.00"}


def test_the_county_may_cut_less_than_the_share():
    events = (*THREE[:2], evolve(THREE[2], withheld=yuan(100)))
    assert paid(admitted(*events, family=FAMILY), "2023-06", "2023-06") == {"2023-06": "800.00"}


@pytest.mark.parametrize(("first", "amount"), [("2014-04-01", "900.00"), ("2014-05-01", "450.00")])
def test_refusals_cost_nothing_before_the_measures_of_2014(first, amount):
    month = first[:7]
    events = refusals(first, f"{month}-02", f"{month}-03")
    following = f"2014-{int(month[5:]) + 1:02d}"
    told = paid(admitted(*events, family=FAMILY, stated="2014-01-01"), following, following)
    assert told == {following: amount}


def test_since_2026_the_family_is_heard_first():
    events = refusals("2026-09-02", "2026-09-03", "2026-09-04")
    told = admitted(*events, Heard(on=day("2026-10-10")), family=FAMILY, stated="2026-01-01")
    assert codes(rows(told, "2026-09", "2026-09")["2026-09"])[-1] == "awaits_hearing"
    assert paid(told, "2026-09", "2026-11") == {"2026-09": "960.00", "2026-10": "960.00", "2026-11": "480.00"}


def test_a_supplement_goes_with_the_share_and_the_rest_of_a_fen_stays():
    awards = (Award("dibao", "household", yuan("100.00")), Award("supplement", "a", yuan(104)))
    paid_out, withheld = split(awards, (Refusing("a", 3, suspended=True),), ("a", "b", "c"))
    assert paid_out == (Award("dibao", "household", yuan("66.67")),)
    assert withheld == (Award("dibao", "a", yuan("33.33")), Award("supplement", "a", yuan(104)))


def test_who_does_not_count_has_no_share():
    awards = (Award("dibao", "household", yuan(100)),)
    assert split(awards, (Refusing("z", 3, suspended=True),), ("a",)) == (awards, ())
