"""Money and months: exact, with their unit, rounded only where a rule says so."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao.errors import UnitError
from dibao.symbols.amounts import Money, Months, Step, fen, make, months, yuan
from dibao.symbols.rounding import Direction, rounded, shared
from dibao.symbols.units import COUNT, FLOW, MONTHS, SHARE, STOCK

numbers = st.fractions(-10_000, 10_000, max_denominator=60)
directions = st.sampled_from(("up", "down", "half_up"))


# -- rounding --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("value", "direction", "expected"), [
    (Fraction(11, 2), "up", 10), (5, "up", 5), (Fraction(26, 5), "up", 10), (-5, "up", -5),
    (Fraction(-26, 5), "up", -5),
    (Fraction(49, 5), "down", 5), (10, "down", 10), (Fraction(-1, 5), "down", -5), (-5, "down", -5),
    (Fraction(12, 5), "half_up", 0), (Fraction(5, 2), "half_up", 5), (Fraction(13, 5), "half_up", 5),
    (Fraction(-12, 5), "half_up", 0), (Fraction(-5, 2), "half_up", 0), (Fraction(-13, 5), "half_up", -5),
])  # fmt: skip
def test_a_number_is_rounded_to_fives(value: Fraction, direction: Direction, expected: int) -> None:
    assert rounded(value, 5, direction) == expected


@given(numbers, st.integers(1, 100), directions)
def test_rounding_moves_less_than_a_step_and_in_its_direction(value: Fraction, step: int, direction: Direction) -> None:
    result = rounded(value, step, direction)
    assert result % step == 0
    moved = {"up": result - value, "down": value - result, "half_up": result - value + Fraction(step, 2)}[direction]
    assert (0 <= moved < step) if direction != "half_up" else (0 < moved <= step)


@given(numbers, numbers, st.integers(1, 100), directions)
def test_rounding_never_turns_two_numbers_around(a: Fraction, b: Fraction, step: int, direction: Direction) -> None:
    low, high = sorted((a, b))
    assert rounded(low, step, direction) <= rounded(high, step, direction)


@given(numbers, st.integers(-3, 7), st.integers(1, 20), directions)
def test_shares_are_rounded_and_nobody_gets_nothing(
    value: Fraction, count: int, step: int, direction: Direction
) -> None:
    expected = rounded(value / count, step, direction) if count > 0 else 0
    assert shared(value, count, step, direction) == expected


@pytest.mark.parametrize(("money", "expected"), [
    ("358.33", "359.00"), ("359", "359.00"), ("359.01", "360.00"), ("-358.33", "-358.00"), ("0", "0.00"),
])  # fmt: skip
def test_a_flow_is_rounded_per_month(money: str, expected: str) -> None:
    assert Money.monthly(money).round_up(to=yuan(1)).text() == expected


def test_a_flow_is_rounded_per_year_where_a_rule_says_so() -> None:
    assert Money.yearly("4300.50").round_up(to=yuan(1), per="year") == Money.yearly(4301)


def test_a_stock_has_no_period() -> None:
    assert Money.stock("8000.50").round_down(to=yuan(1)) == Money.stock(8000)
    assert Money.stock("8000.50").round_down(to=yuan(1), per="year") == Money.stock(8000)


def test_half_a_fen_goes_up() -> None:
    assert Money(6, FLOW).round_half_up(to=fen(1)) == Money.monthly("0.01")
    assert Money(5, FLOW).round_half_up(to=fen(1)) == Money.monthly(0)


@pytest.mark.parametrize(("count", "expected"), [(0, "0.00"), (1, "100.00"), (3, "33.34"), (-1, "0.00")])
def test_money_is_shared_with_its_article(count: int, expected: str) -> None:
    assert Money.monthly(100).shared_by(count, round="up", article="第五条").text() == expected


@pytest.mark.parametrize("step", [0, -1, True, 1.5, Fraction(1)])
def test_a_step_is_a_whole_number_of_fen(step: Any) -> None:
    with pytest.raises(UnitError, match=r"a rounding step is a whole number of fen, at least fen\(1\), not"):
        Step(step)


@pytest.mark.parametrize(("options", "why"), [
    ({"to": 100}, r"a rounding step is fen\(n\) or yuan\(n\), not 100"),
    ({"to": fen(1), "per": "week"}, "a rounding is per='month' or per='year', not 'week'"),
])  # fmt: skip
def test_a_rounding_says_step_and_period(options: Any, why: str) -> None:
    with pytest.raises(UnitError, match=why):
        Money.monthly(1).round_up(**options)


@pytest.mark.parametrize(("count", "options", "why"), [
    (2, {"round": "up", "article": ""}, "shared_by rounds: it needs round='up', 'down' or 'half_up' and the article"),
    (2, {"round": "off", "article": "x"}, "shared_by rounds"),
    (0, {"round": "off", "article": "x"}, "shared_by rounds"),
    (True, {"round": "up", "article": "x"}, "money is shared by a whole count, not by True"),
    (Fraction(1, 2), {"round": "up", "article": "x"}, "money is shared by a whole count"),
    (1.0, {"round": "up", "article": "x"}, "money is shared by a whole count, not by 1.0"),
])  # fmt: skip
def test_a_sharing_says_how_it_rounds_and_why(count: Any, options: Any, why: str) -> None:
    with pytest.raises(UnitError, match=why):
        Money.monthly(1).shared_by(count, **options)


# -- arithmetic ------------------------------------------------------------------------------------------
@given(numbers, numbers, st.sampled_from((FLOW, STOCK)))
def test_money_adds_and_compares_like_its_number(a: Fraction, b: Fraction, unit: Any) -> None:
    left, right = Money(a, unit), Money(b, unit)
    assert (left + right, left - right, -left) == (Money(a + b, unit), Money(a - b, unit), Money(-a, unit))
    assert (left < right, left <= right, left > right, left >= right) == (a < b, a <= b, a > b, a >= b)
    assert ((left == right), hash(left) == hash(Money(a, unit)), abs(left)) == (a == b, True, Money(abs(a), unit))


def test_nothing_fits_every_unit() -> None:
    wage = Money.monthly(600)
    assert (sum([wage, wage]), 0 - wage, max(wage - wage, 0), wage > 0) == (Money.monthly(1200), -wage, 0, True)


def test_a_flow_over_months_is_a_stock() -> None:
    assert Money.monthly(450) * months(24) == months(24) * Money.monthly(450) == Money.stock(10800)
    assert Money.yearly(4300) * months(1) == Money(Fraction(430000, 12), STOCK)


def test_shares_and_counts_scale() -> None:
    assert Money.monthly(450) * Fraction(3, 10) == Money.monthly(135) == Decimal("0.3") * Money.monthly(450)
    assert Money.yearly(4300) / 12 == Money(Fraction(430000, 12), FLOW)


@pytest.mark.parametrize(("wrong", "why"), [
    (lambda m: m + 5, "money a month cannot be added to the bare number 5; only 0 fits every unit"),
    (lambda m: m - Money.stock(5), "money a month cannot be subtracted from money; only 0"),
    (lambda m: m < 5, "money a month cannot be compared with the bare number 5"),
    (lambda m: m < False, "the bare number False"),
    (lambda m: m * m, "money a month times money a month has no meaning"),
    (lambda m: m * 0.3, "money a month cannot be multiplied by 0.3; use a count, a share or months"),
    (lambda m: m * True, "cannot be multiplied by True"),
    (lambda m: m * Decimal("NaN"), "NaN is no exact number"),
    (lambda m: m / 0, "cannot be divided by 0"),
    (lambda m: m / 2.0, "cannot be divided by 2.0"),
    (lambda m: m / True, "cannot be divided by True"),
    (bool, "money a month is not a condition; compare it, for instance with > 0"),
])  # fmt: skip
def test_what_has_no_meaning_is_refused(wrong: Any, why: str) -> None:
    with pytest.raises(UnitError, match=why):
        wrong(Money.monthly(1))


def test_amounts_of_two_units_are_never_equal() -> None:
    assert Money(5, FLOW) != Money(5, STOCK)
    assert Months(5) != 5
    assert Money.monthly(0) == 0 and hash(Money.monthly(0)) == hash(0)


def test_amounts_never_change() -> None:
    wage = Money.monthly(1)
    with pytest.raises(AttributeError, match="Money is read-only; amount cannot be set"):
        wage.amount = 5
    assert pickle.loads(pickle.dumps(wage)) == copy.deepcopy(wage) == wage  # noqa: S301 - our own bytes


# -- in and out ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "amount", ["1e3", "1_000", "1,000", " 5", "5 ", "５", "1/3", ".5", "5.", "+5", "", "nan", "元"]
)
def test_a_text_is_digits_and_one_point(amount: str) -> None:
    with pytest.raises(UnitError, match=r"an amount of money is written like 1250\.40, with digits and one point"):
        Money.monthly(amount)


@pytest.mark.parametrize("amount", [1.5, True, float("nan")])
def test_money_is_no_float_and_no_flag(amount: Any) -> None:
    with pytest.raises(UnitError, match="an amount of money is a text, a Decimal or a whole number, not"):
        Money.monthly(amount)


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity")])
def test_money_is_finite(amount: Decimal) -> None:
    with pytest.raises(UnitError, match="is no exact number"):
        Money.stock(amount)


def test_a_flow_in_stored_form_is_fen_a_year() -> None:
    assert (Money.monthly("1250.40").amount, Money.yearly("15011.99").amount, Money.stock("8.05").amount) == (
        1_500_480, 1_501_199, 805,
    )  # fmt: skip


@pytest.mark.parametrize("unit", [COUNT, SHARE, MONTHS])
def test_money_is_a_flow_or_a_stock(unit: Any) -> None:
    with pytest.raises(UnitError, match="money is a flow or a stock, not"):
        Money(5, unit)


@pytest.mark.parametrize(("money", "text", "json"), [
    (Money.monthly("750"), "750.00", "750.00"),
    (Money.monthly("-0.05"), "-0.05", "-0.05"),
    (Money.yearly("15011.99"), "15011.99 a year", {"amount": "15011.99", "per": "year"}),
    (Money.stock("8000.5"), "8000.50", "8000.50"),
    (Money.yearly(4300) / 7, "4300/7 a year", {"amount": "4300/7", "per": "year"}),
])  # fmt: skip
def test_a_decisive_difference_is_never_hidden(money: Money, text: str, json: Any) -> None:
    assert (money.text(), money.to_json()) == (text, json)


@pytest.mark.parametrize(("unit", "kind"), [(FLOW, Money), (STOCK, Money), (MONTHS, Months), (COUNT, int)])
def test_a_number_becomes_the_value_of_its_unit(unit: Any, kind: type) -> None:
    assert type(make(Fraction(6), unit)) is kind
