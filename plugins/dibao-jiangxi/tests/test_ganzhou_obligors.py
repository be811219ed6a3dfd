"""Ganzhou: property of relatives who owe support, each limit below, on and above.

Worked by hand from the page of October 2022; local income (24,000 a year) and house area (30 a head) are the test's
own, so that two people may hold 2 × 1.5 × 24,000 = 72,000 yuan and live on 60 square metres.
"""

import pytest

from dibao import Area, Money, Obligor

GANZHOU, YICHUN = "360700", "360900"
NOTHING = {
    "jiangxi.financial_assets": Money.stock(0),
    "jiangxi.registered_capital": Money.stock(0),
    "jiangxi.houses": 1,
    "jiangxi.house_area": Area.square_metres(60),
    "jiangxi.costly_vehicle": False,
}


def son(**facts):
    stated = {**NOTHING, **{f"jiangxi.{name}": value for name, value in facts.items()}}
    return Obligor(id="o", relation="child", household_size=2, facts=stated)


def status(at, *obligors, code=GANZHOU, finding=True):
    decision = at(code, "2022-12-01").decide(obligors=obligors, findings={"property_within_limits": finding})
    return decision.status


@pytest.mark.parametrize(("amount", "passes"), [("71999.99", True), ("72000", True), ("72000.01", False)])
def test_assets_on_their_limit_pass(at, amount, passes):
    assert status(at, son(financial_assets=Money.stock(amount))) == ("dibao" if passes else "not_eligible")


@pytest.mark.parametrize(("amount", "passes"), [("99999.99", True), ("100000", False), ("100000.01", False)])
def test_capital_on_its_limit_does_not_pass(at, amount, passes):
    assert status(at, son(registered_capital=Money.stock(amount))) == ("dibao" if passes else "not_eligible")


@pytest.mark.parametrize(
    ("houses", "area", "passes"),
    [(1, "300", True), (2, "59.99", True), (2, "60", True), (2, "60.01", False), (3, "60.01", False)],
)
def test_several_houses_matter_beyond_the_average_area(at, houses, area, passes):
    obligor = son(houses=houses, house_area=Area.square_metres(area))
    assert status(at, obligor) == ("dibao" if passes else "not_eligible")


def test_a_costly_vehicle_is_found_by_officers(at):
    assert status(at, son(costly_vehicle=True)) == "not_eligible"


def test_one_relative_beyond_a_limit_suffices(at):
    rich = Obligor(id="p", relation="child", household_size=2, facts={**NOTHING, "jiangxi.costly_vehicle": True})
    assert status(at, son(), rich) == "not_eligible"


def test_without_relatives_only_the_familys_property_counts(at):
    assert (status(at), status(at, finding=False)) == ("dibao", "not_eligible")


def test_relatives_within_the_limits_do_not_heal_the_familys_property(at):
    assert status(at, son(), finding=False) == "not_eligible"


def test_elsewhere_relatives_property_does_not_matter(at):
    assert status(at, son(costly_vehicle=True), code=YICHUN) == "dibao"


def test_what_is_not_stated_of_a_relative_is_asked_for(at):
    facts = {name: value for name, value in NOTHING.items() if name != "jiangxi.costly_vehicle"}
    obligor = Obligor(id="o", relation="child", household_size=2, facts=facts)
    decision = at(GANZHOU, "2022-12-01").decide(obligors=[obligor])
    assert [each.path for each in decision.questions] == ["$.obligors[0].facts.jiangxi.costly_vehicle"]


@pytest.mark.parametrize(("vehicle", "warned"), [(True, 1), (False, 0)])
def test_a_refusal_for_relatives_property_asks_an_officer_to_look(at, vehicle, warned):
    decision = at(GANZHOU, "2022-12-01").decide(obligors=[son(costly_vehicle=vehicle)])
    in_words = [(lang, "民发〔2022〕83号", each) for lang in ("zh", "en") for each in decision.warnings(lang)]
    found = [each for lang, notice, each in in_words if notice in each and ("原则上" in each or "in principle" in each)]
    assert len(found) == 2 * warned
