"""Limits on property that a region states, alone and in a policy."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from tests.strategies.people import BING, DING, JIA, YI, family, monthly, person, quantity, stocks

from dibao import Area, Money, Months
from dibao.strategies import (
    assets_within_amount,
    assets_within_months,
    fewer_houses_than,
    financial_assets,
    house_area_within,
    no_vehicle_that_counts,
    vehicles_that_count,
)

MULTIPLE = Fraction(3, 2)
KINDS = ("savings", "securities", "funds", "insurance", "claims", "online_assets")
COUPLE = (person(), person("spouse"))


def owner(size: int = 2, **held: Any) -> Any:
    nothing = dict.fromkeys(KINDS, Money.stock(0))
    counts = {"houses": 1, "vehicles": 0, "disability_vehicles": 0, "working_vehicles": 0}
    return SimpleNamespace(size=size, property=SimpleNamespace(**{**nothing, **counts, **held}))


def passes(code: str, **held: Any) -> bool:
    passed: bool = quantity(family(code, *COUPLE, property=held), "household.passes_property")
    return passed


def test_six_kinds_of_assets_are_financial():
    held: dict[str, Any] = {kind: Money.stock(10**place) for place, kind in enumerate(KINDS)}
    assert financial_assets(owner(**held)) == Money.stock(111_111)


# twice 24 months of 450 yuan: 21600
@pytest.mark.parametrize(("savings", "within"), [("21599.99", True), ("21600", True), ("21600.01", False)])
def test_assets_a_head_are_held_against_months_of_the_standard(savings, within):
    held = owner(savings=Money.stock(savings))
    assert assets_within_months(held, monthly("450"), Months(24)) == within


@pytest.mark.parametrize(("funds", "within"), [("39999.99", True), ("40000", True), ("40000.01", False)])
def test_assets_a_head_are_held_against_an_amount(funds, within):
    assert assets_within_amount(owner(funds=Money.stock(funds)), Money.stock(20000)) == within


def test_where_nobody_counts_nothing_may_be_held():
    assert not assets_within_amount(owner(0, savings=Money.stock("0.01")), Money.stock(20000))


@pytest.mark.parametrize(("houses", "within"), [(0, True), (1, True), (2, False), (3, False)])
def test_there_must_be_fewer_houses_than_the_count(houses, within):
    assert fewer_houses_than(owner(houses=houses), 2) == within


# 38.6 square metres a head, one and a half times, for two: 115.8
@pytest.mark.parametrize(("area", "within"), [("115.79", True), ("115.8", True), ("115.81", False)])
def test_house_area_a_head_is_held_against_a_multiple(area, within):
    held = owner(house_area=Area.square_metres(area))
    assert house_area_within(held, Area.square_metres("38.6"), MULTIPLE) == within


@pytest.mark.parametrize(
    ("vehicles", "disability", "working", "counted", "without_working"),
    [(0, 0, 0, 0, 0), (1, 0, 0, 1, 1), (1, 1, 0, 0, 0), (1, 0, 1, 1, 0), (3, 1, 1, 2, 1), (1, 1, 1, 0, -1)],
)
def test_vehicles_for_a_disability_do_not_count(vehicles, disability, working, counted, without_working):
    held = owner(vehicles=vehicles, disability_vehicles=disability, working_vehicles=working)
    assert vehicles_that_count(held) == counted
    assert vehicles_that_count(held, working=False) == without_working
    assert no_vehicle_that_counts(held) == (counted <= 0)
    assert no_vehicle_that_counts(held, working=False) == (without_working <= 0)


# twice 24 months of 632 yuan: 30336
@pytest.mark.parametrize(("savings", "within"), [("30335.99", True), ("30336", True), ("30336.01", False)])
def test_a_county_holds_assets_against_months(savings, within):
    assert passes(JIA, **stocks(savings=savings)) == within


@pytest.mark.parametrize(("claims", "within"), [("19999.99", True), ("20000", True), ("20000.01", False)])
def test_a_county_holds_assets_against_an_amount(claims, within):
    assert passes(YI, **stocks(claims=claims, savings="20000")) == within


@pytest.mark.parametrize(
    ("houses", "area", "within"),
    [(1, "500", True), (2, "115.79", True), (2, "115.8", True), (2, "115.81", False), (3, "115.81", False)],
)
def test_a_county_looks_at_area_from_the_second_house_on(houses, area, within):
    assert passes(BING, houses=houses, house_area=Area.square_metres(area)) == within


@pytest.mark.parametrize(
    ("vehicles", "disability", "working", "within"),
    [(0, 0, 0, True), (1, 0, 0, False), (1, 1, 0, True), (1, 0, 1, True), (2, 1, 0, False), (2, 1, 1, True)],
)
def test_a_county_lets_cars_for_a_disability_and_for_working_pass(vehicles, disability, working, within):
    held = {"vehicles": vehicles, "disability_vehicles": disability, "working_vehicles": working}
    assert passes(DING, **held) == within
