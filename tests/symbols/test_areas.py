"""Areas: exact to the hundredth, scaled by counts and shares, never mixed with anything else."""

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.symbols.worlds import compiled_outputs, households, plainly, reduced, trace

from dibao import Area, Money, UnitError, months
from dibao.errors import RuleError
from dibao.symbols.amounts import make
from dibao.symbols.expressions import Graph
from dibao.symbols.units import AREA, BY_NAME, COUNT, FLAG, SHARE, STOCK, product_unit

hundredths = st.integers(0, 10**7)


@pytest.mark.parametrize(("stated", "text"), [
    ("38.6", "38.60"), (Decimal("38.60"), "38.60"), (90, "90.00"), ("0", "0.00"), (Fraction(1, 3), "1/3"),
])  # fmt: skip
def test_an_area_is_exact_square_metres(stated: Any, text: str) -> None:
    area = Area.square_metres(stated)
    assert (area.text(), area.to_json(), repr(area)) == (text, text, f"Area({text})")


def test_an_area_is_stored_in_hundredths() -> None:
    assert Area.square_metres("38.6").amount == 3860
    assert make(3860, AREA) == Area.square_metres("38.6")
    assert BY_NAME["area"] is AREA


@given(hundredths, hundredths)
def test_areas_add_and_compare_like_their_numbers(a: int, b: int) -> None:
    left, right = Area(a), Area(b)
    assert (left + right, left - right) == (Area(a + b), Area(a - b))
    assert (left < right, left <= right, left == right) == (a < b, a <= b, a == b)


@given(hundredths, st.integers(0, 20), st.fractions(0, 5, max_denominator=100))
def test_counts_and_shares_scale_an_area(amount: int, people: int, share: Fraction) -> None:
    assert Area(amount) * people * share == Area(amount * people * share)
    assert (product_unit(AREA, COUNT), product_unit(SHARE, AREA)) == ((AREA, 1), (AREA, 1))


@pytest.mark.parametrize(("held", "fits"), [("115.79", True), ("115.80", True), ("115.81", False)])
def test_a_limit_a_head_ends_on_its_hundredth(held: str, fits: bool) -> None:
    assert (Area.square_metres(held) <= Area.square_metres("38.6") * 3) is fits


@pytest.mark.parametrize(("wrong", "why"), [
    (lambda a: a + 5, "area cannot be added to the bare number 5; only 0 fits every unit"),
    (lambda a: a < 90, "area cannot be compared with the bare number 90"),
    (lambda a: a + Money.stock(5), "area cannot be added to money; only 0"),
    (lambda a: a <= Money.monthly(5), "area cannot be compared with money a month; only 0"),
    (lambda a: a - months(1), "area cannot be subtracted from months; only 0"),
    (lambda a: a * a, "area times area has no meaning in a means test"),
    (lambda a: a * Money.stock(1), "area times money has no meaning"),
    (lambda a: a * months(1), "area times months has no meaning"),
    (lambda a: Money.monthly(1) * a, "money a month times area has no meaning"),
    (lambda a: a * 0.5, "area cannot be multiplied by 0.5"),
    (lambda a: Area.square_metres(a.amount / 7), "an area is a text, a Decimal or a whole number, not 14.28"),
    (lambda a: Area.square_metres("38,6"), "an area is written like 1250.40, with digits and one point"),
    (lambda a: Money(5, AREA), "money is a flow or a stock, not area"),
    (bool, "area is not a condition"),
])  # fmt: skip
def test_an_area_is_never_mixed(wrong: Any, why: str) -> None:
    with pytest.raises(UnitError, match=why):
        wrong(Area.square_metres(1))


def test_an_area_is_no_amount_of_another_unit_and_never_changes() -> None:
    area = Area.square_metres(5)
    assert area != Money.stock(5) and area != 5 and Area(0) == 0
    assert pickle.loads(pickle.dumps(area)) == copy.deepcopy(area) == area  # noqa: S301 - our own bytes
    with pytest.raises(AttributeError, match="Area is read-only"):
        area.amount = 1


def test_leaves_of_two_units_are_two_leaves() -> None:
    graph = Graph()
    assert len({graph.leaf("figure", ("x",), unit).digest for unit in (AREA, COUNT, STOCK)}) == 3


# -- on symbols ------------------------------------------------------------------------------------------
def larger_than_a_count(household: Any) -> bool:
    """Compare an area with a count."""
    return bool(household.property.house_area > household.property.houses)


def larger_than_a_number(household: Any) -> bool:
    """Compare an area with a bare number."""
    return bool(household.property.house_area > 90)


def rounded(household: Any) -> bool:
    """Round an area."""
    return bool(household.property.house_area.round_up(to=1) > 0)


@pytest.mark.parametrize(("rule", "why"), [
    (larger_than_a_count, "area cannot be compared with count; only values of one unit go together"),
    (larger_than_a_number, "area cannot be compared with the bare value 90; only 0 fits every unit"),
    (rounded, "only money is rounded or shared, not area"),
])  # fmt: skip
def test_a_rule_that_mixes_an_area_is_refused(rule: Any, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        trace(rule, FLAG, default=False)


def within_a_head(household: Any, standards: Any) -> bool:
    """Compare with so much a head, and a little more for a large household."""
    limit = standards.area("floor") * household.size
    if household.size > 2:
        limit = limit + standards.area("floor") * standards.share("cap")
    return bool(max(household.property.house_area, limit) <= limit * 2 and household.property.house_area >= limit / 3)


def test_areas_are_the_same_in_plain_python_on_symbols_and_compiled() -> None:
    _, node = trace(within_a_head, FLAG, default=False)
    run = compiled_outputs([node])
    answers = set()
    for values in households(60):
        plain = bool(plainly(within_a_head, values, 0, FLAG))
        assert (bool(reduced(node, values, 0)), bool(run(values)[0])) == (plain, plain)
        answers.add(plain)
    assert answers == {True, False}
