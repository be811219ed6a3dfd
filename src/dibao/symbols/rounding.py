"""Settle how an exact amount is rounded, always because a rule says so."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

from attrs import Attribute, field, frozen

from dibao.errors import UnitError
from dibao.symbols.units import FLOW, MONTHS_A_YEAR, Unit

Number = int | Fraction
Period = Literal["month", "year"]
Direction = Literal["up", "down", "half_up"]
FEN_A_YUAN = 100


@frozen
class Step:
    """The smallest step that a rounding leaves, in fen."""

    fen: int = field()

    @fen.validator
    def _whole(self, _: Attribute[int], value: int) -> None:
        if type(value) is not int or value < 1:
            raise UnitError(f"a rounding step is a whole number of fen, at least fen(1), not {value!r} fen")


def fen(count: int) -> Step:
    """Give a rounding step of so many fen."""
    return Step(count)


def yuan(count: int) -> Step:
    """Give a rounding step of so many yuan."""
    return Step(count * FEN_A_YUAN)


def step_in_storage(step: Step, unit: Unit, per: Period) -> int:
    """Give a rounding step in stored fen: a flow's step is per month unless said."""
    if not isinstance(step, Step):
        raise UnitError(f"a rounding step is fen(n) or yuan(n), not {step!r}")
    if per not in get_args(Period):
        raise UnitError(f"a rounding is per='month' or per='year', not {per!r}")
    return step.fen * (MONTHS_A_YEAR if unit == FLOW and per == "month" else 1)


def step_of_sharing(step: Step | None, unit: Unit, per: Period, direction: Direction, article: str) -> int:
    """Give the stored step of a sharing, which must say how it rounds and why."""
    if direction not in get_args(Direction) or not (isinstance(article, str) and article):
        raise UnitError("shared_by rounds: it needs round='up', 'down' or 'half_up' and the article that says so")
    return step_in_storage(fen(1) if step is None else step, unit, per)


def rounded(value: Number, step: int, direction: Direction) -> int:
    """Round a number to a whole multiple of a step; half goes up.

    Up is towards more, down towards less, for amounts below zero as well.
    """
    return rounded_ratio(value.numerator, value.denominator, step, direction)


def rounded_ratio(numerator: int, denominator: int, step: int, direction: Direction) -> int:
    """Round a ratio, which need not be in lowest terms, to a whole multiple of a step."""
    size = denominator * step
    if direction == "up":
        return -(-numerator // size) * step
    if direction == "half_up":
        return (2 * numerator + size) // (2 * size) * step
    return numerator // size * step


def shared(value: Number, count: int, step: int, direction: Direction) -> int:
    """Share a number among a count and round it; among nobody it is 0."""
    return rounded(Fraction(value) / count, step, direction) if count > 0 else 0
