"""Zhuzhou's old-age allowance: from 80, whatever the household's means.

Worked by hand from the report of early January 2020. It tells no amount: 100 stands for what an office enters.
"""

from datetime import date

import pytest

from dibao import Engine, Money
from dibao.testing.office import OfficeFigure, office_engine

YANLING, LILING, CHANGSHA = "430225", "430281", "430100"
ON = "2020-06-01"
RATE = (
    OfficeFigure("elderly.old_age_allowance", "100 a month", "430200", 2019),
    OfficeFigure("dibao.standard.rural", "400 a month", "430200", 2018),
)


@pytest.fixture(scope="module")
def rated():
    """Give Hunan's law with a rate of the office."""
    return office_engine(["hunan"], RATE)


@pytest.fixture
def rated_at(rated, at):
    """Give a place on a day, with the office's rate."""

    def place(code, on):
        found = at(code, on)
        found.engine = rated
        return found

    return place


def drawn(decision):
    """Give who draws how much of it."""
    return {each.to: each.monthly for each in decision.awards if each.programme == "old_age_allowance"}


def grandmother(person, born):
    return person("b", "parent", born, flags={"declines_tekun": True})


@pytest.mark.parametrize("wage", ["0", "5000"])
@pytest.mark.parametrize(("born", "paid"), [("1940-06-02", False), ("1940-06-01", True), ("1940-05-31", True)])
def test_from_the_eightieth_birthday_on_it_is_paid_with_dibao_or_without(rated_at, person, wage, born, paid):
    decision = rated_at(YANLING, ON).decide(grandmother(person, born), wage=wage)
    assert drawn(decision) == ({"b": Money.monthly(100)} if paid else {})


@pytest.mark.parametrize(("on", "paid"), [("2018-12-31", set()), ("2019-01-01", {"b"})])
def test_nothing_is_claimed_before_2019(rated_at, person, on, paid):
    assert set(drawn(rated_at(YANLING, on).decide(grandmother(person, "1930-01-01"), wage="5000"))) == paid


def test_elsewhere_in_hunan_no_source_tells_of_one(rated_at, person):
    assert drawn(rated_at(CHANGSHA, "2021-06-01").decide(grandmother(person, "1930-01-01"), wage="5000")) == {}


@pytest.mark.parametrize(("born", "asked"), [("1939-06-02", []), ("1939-06-01", ["elderly.old_age_allowance"])])
def test_before_an_office_enters_the_amount_it_is_asked_for(at, person, born, asked):
    place = at(LILING, "2019-06-01")
    place.engine = Engine(plugins=["hunan"])
    decision = place.decide(grandmother(person, born), wage="5000")
    assert [each.path for each in decision.questions] == asked


def test_the_age_holds_from_2019_and_its_first_day_is_assumed_until_the_report(rated):
    found = {year: rated.policy(YANLING, date(year, 6, 1)).figures["elderly.old_age"] for year in (2019, 2020)}
    stated = {year: (each.record.stated, each.grade) for year, each in found.items()}
    assert stated == {2019: ("80", "assumed"), 2020: ("80", "reported")}
