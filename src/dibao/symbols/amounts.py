"""Hold money, months and areas exactly, with the unit beside the number."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, cast

from dibao.errors import UnitError
from dibao.symbols.rounding import (
    FEN_A_YUAN,
    Direction,
    Number,
    Period,
    Step,
    fen,
    rounded,
    shared,
    step_in_storage,
    step_of_sharing,
    yuan,
)
from dibao.symbols.units import AREA, COUNT, FLOW, MONTHS, MONTHS_A_YEAR, STOCK, Unit, product_unit

__all__ = ["FEN_A_YUAN", "HUNDREDTHS", "Area", "Direction", "Money", "Months", "Period", "Quantity", "Step",
           "Unsettled", "exact", "fen", "make", "months", "yuan"]  # fmt: skip

HUNDREDTHS = 100
"""In a square metre; areas are stored in them."""

_PLAIN_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Unsettled:
    """A value that is not known yet; amounts leave operators with it to it."""

    __slots__ = ()


_Operator = TypeVar("_Operator", bound=Callable[..., Any])


def _settled_only(operate: _Operator) -> _Operator:
    """Leave an operator to the other operand if that one is not settled yet."""

    @wraps(operate)
    def method(self: Any, other: Any) -> Any:
        return NotImplemented if isinstance(other, Unsettled) else operate(self, other)

    return cast(_Operator, method)


def exact(value: int | Fraction | Decimal) -> Fraction:
    """Give a number as an exact fraction; NaN and infinity are no numbers."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise UnitError(f"{value} is no exact number")
    return Fraction(value)


def _plain(value: Number) -> Number:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


class Quantity:
    """An exact number with a unit: the base of `Money`, `Months` and `Area`."""

    __slots__ = ("amount", "unit")
    amount: Number
    unit: Unit

    def __init__(self, amount: Number, unit: Unit) -> None:
        """Keep stored fen (a year for flows), months or hundredths; never a float."""
        if isinstance(amount, bool) or not isinstance(amount, int | Fraction):
            raise UnitError(f"an exact amount is a whole number or a fraction, not {amount!r}")
        object.__setattr__(self, "amount", _plain(amount))
        object.__setattr__(self, "unit", unit)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: amounts never change."""
        raise AttributeError(f"{type(self).__name__} is read-only; {name} cannot be set")

    def __reduce__(self) -> tuple[Any, ...]:
        """Let amounts be copied and pickled."""
        return (type(self), (self.amount, self.unit))

    def _same_unit(self, other: object, action: str) -> Number:
        if isinstance(other, Quantity) and other.unit == self.unit:
            return other.amount
        if type(other) is int and other == 0:
            return 0
        theirs = other.unit if isinstance(other, Quantity) else f"the bare number {other!r}"
        raise UnitError(f"{self.unit} cannot be {action} {theirs}; only 0 fits every unit")

    def _like(self, amount: Number) -> Self:
        return cast(Self, make(amount, self.unit))

    @_settled_only
    def __add__(self, other: Self | Literal[0]) -> Self:
        """Add a value of the same unit."""
        return self._like(self.amount + self._same_unit(other, "added to"))

    # Python's own sum starts with a plain int.
    @_settled_only
    def __radd__(self, other: int) -> Self:
        """Be added to 0."""
        return self._like(self.amount + self._same_unit(other, "added to"))

    @_settled_only
    def __sub__(self, other: Self | Literal[0]) -> Self:
        """Take away a value of the same unit."""
        return self._like(self.amount - self._same_unit(other, "subtracted from"))

    @_settled_only
    def __rsub__(self, other: Literal[0]) -> Self:
        """Be taken away from 0."""
        return self._like(self._same_unit(other, "subtracted from") - self.amount)

    def __neg__(self) -> Self:
        """Turn the sign."""
        return self._like(-self.amount)

    def __abs__(self) -> Self:
        """Give the size without the sign."""
        return self._like(max(self.amount, -self.amount))

    @_settled_only
    def __mul__(self, other: Any) -> Any:
        """Scale by a count or a share, or turn a flow into a stock by months."""
        if isinstance(other, bool | float) or not isinstance(other, int | Fraction | Decimal | Quantity):
            raise UnitError(f"{self.unit} cannot be multiplied by {other!r}; use a count, a share or months")
        amount, unit = (other.amount, other.unit) if isinstance(other, Quantity) else (exact(other), COUNT)
        result, divisor = product_unit(self.unit, unit)
        return make(Fraction(self.amount * amount, divisor), result)

    __rmul__ = __mul__

    def __truediv__(self, other: int) -> Self:
        """Divide by a whole number; by a count use `shared_by`, which rounds."""
        if type(other) is not int or other == 0:
            raise UnitError(f"{self.unit} cannot be divided by {other!r}; use shared_by(count, round=..., article=...)")
        return self._like(Fraction(self.amount, other))

    @_settled_only
    def __lt__(self, other: Self | Literal[0]) -> bool:
        """Compare with a value of the same unit."""
        return self.amount < self._same_unit(other, "compared with")

    @_settled_only
    def __le__(self, other: Self | Literal[0]) -> bool:
        """Compare with a value of the same unit."""
        return self.amount <= self._same_unit(other, "compared with")

    @_settled_only
    def __gt__(self, other: Self | Literal[0]) -> bool:
        """Compare with a value of the same unit."""
        return self.amount > self._same_unit(other, "compared with")

    @_settled_only
    def __ge__(self, other: Self | Literal[0]) -> bool:
        """Compare with a value of the same unit."""
        return self.amount >= self._same_unit(other, "compared with")

    @_settled_only
    def __eq__(self, other: object) -> bool:
        """Compare with a value of the same unit or with 0."""
        if isinstance(other, Quantity):
            return self.unit == other.unit and self.amount == other.amount
        return type(other) is int and other == 0 and self.amount == 0

    def __hash__(self) -> int:
        """Hash by value; zero hashes like 0, which it equals."""
        return hash((self.amount, self.unit)) if self.amount else hash(0)

    def __bool__(self) -> bool:
        """Refuse: an amount is not a condition."""
        raise UnitError(f"{self.unit} is not a condition; compare it, for instance with > 0")


class Months(Quantity):
    """A span counted in months."""

    __slots__ = ()

    def __init__(self, amount: Number, unit: Unit = MONTHS) -> None:
        """Keep a number of months."""
        super().__init__(amount, unit)

    def __repr__(self) -> str:
        """Show the number of months."""
        return f"Months({self.amount})"


class Area(Quantity):
    """An exact area; build one with `square_metres`."""

    __slots__ = ()

    def __init__(self, amount: Number, unit: Unit = AREA) -> None:
        """Keep hundredths of a square metre."""
        super().__init__(amount, unit)

    @classmethod
    def square_metres(cls, amount: int | str | Decimal | Fraction) -> Area:
        """Give an area of so many square metres."""
        return cls(_decimal(amount, "an area") * HUNDREDTHS)

    def __repr__(self) -> str:
        """Show the square metres."""
        return f"Area({self.text()})"

    def text(self) -> str:
        """Print the exact square metres."""
        return _decimal_text(Fraction(self.amount, HUNDREDTHS))

    def to_json(self) -> str:
        """Give the JSON form: a decimal string in square metres."""
        return self.text()


class Money(Quantity):
    """An exact amount of money: a flow (fen a year inside) or a stock (fen).

    Build one with `monthly`, `yearly` or `stock`; nothing is ever rounded
    except by the rounding methods, which a rule calls with its article.
    """

    __slots__ = ()

    def __init__(self, amount: Number, unit: Unit) -> None:
        """Keep stored fen: a year for flows."""
        if not unit.is_money:
            raise UnitError(f"money is a flow or a stock, not {unit}")
        super().__init__(amount, unit)

    if TYPE_CHECKING:

        def __mul__(self, other: int | Fraction | Decimal | Months) -> Money:
            """Scale by a count or a share, or turn a flow into a stock by months."""

        __rmul__ = __mul__

    @classmethod
    def monthly(cls, amount: int | str | Decimal | Fraction) -> Money:
        """Give a flow of so many yuan a month."""
        return cls(_yuan(amount) * FEN_A_YUAN * MONTHS_A_YEAR, FLOW)

    @classmethod
    def yearly(cls, amount: int | str | Decimal | Fraction) -> Money:
        """Give a flow of so many yuan a year."""
        return cls(_yuan(amount) * FEN_A_YUAN, FLOW)

    @classmethod
    def stock(cls, amount: int | str | Decimal | Fraction) -> Money:
        """Give a stock of so many yuan."""
        return cls(_yuan(amount) * FEN_A_YUAN, STOCK)

    @property
    def per_month(self) -> Fraction:
        """Give the exact yuan a month of a flow, the exact yuan of a stock."""
        return Fraction(self.amount, FEN_A_YUAN * (MONTHS_A_YEAR if self.unit == FLOW else 1))

    @property
    def per_year(self) -> Fraction:
        """Give the exact yuan a year of a flow, the exact yuan of a stock."""
        return Fraction(self.amount, FEN_A_YUAN)

    @property
    def is_whole_fen(self) -> bool:
        """Tell whether the amount (a month, for a flow) is whole fen."""
        return (self.per_month * FEN_A_YUAN).denominator == 1

    def round_up(self, *, to: Step, per: Period = "month") -> Money:
        """Round up to a whole multiple of a step, per month unless said."""
        return Money(rounded(self.amount, step_in_storage(to, self.unit, per), "up"), self.unit)

    def round_down(self, *, to: Step, per: Period = "month") -> Money:
        """Round down to a whole multiple of a step, per month unless said."""
        return Money(rounded(self.amount, step_in_storage(to, self.unit, per), "down"), self.unit)

    def round_half_up(self, *, to: Step, per: Period = "month") -> Money:
        """Round to the nearest multiple of a step, half going up."""
        return Money(rounded(self.amount, step_in_storage(to, self.unit, per), "half_up"), self.unit)

    def shared_by(
        self, count: int, *, round: Direction, article: str, to: Step | None = None, per: Period = "month"
    ) -> Money:
        """Share among a count, rounded with its article; among nobody it is 0."""
        if isinstance(count, bool) or not isinstance(count, int | Fraction) or count.denominator != 1:
            raise UnitError(f"money is shared by a whole count, not by {count!r}")
        step = step_of_sharing(to, self.unit, per, round, article)
        return Money(shared(self.amount, int(count), step, round), self.unit)

    def __repr__(self) -> str:
        """Show the amount as notices print it, with its period."""
        return f"Money({self.text()})"

    def text(self) -> str:
        """Print exact yuan: per month, or per year where a month is not whole fen."""
        if self.unit != FLOW:
            return _decimal_text(self.per_month)
        return _decimal_text(self.per_month) if self.is_whole_fen else f"{_decimal_text(self.per_year)} a year"

    def to_json(self, per: Period = "month") -> str | dict[str, str]:
        """Give the JSON form: a decimal string a month, or an object that says `per`.

        An amount that is not whole fen a month is given per year all the same.
        """
        if per == "month" and self.is_whole_fen:
            return _decimal_text(self.per_month)
        return {"amount": _decimal_text(self.per_year), "per": "year"}


def make(amount: Number, unit: Unit) -> Any:
    """Give the Python value of a number in a unit: Money, Months, Area or the number."""
    if unit.is_money:
        return Money(amount, unit)
    if unit == AREA:
        return Area(amount)
    return Months(amount, unit) if unit == MONTHS else _plain(amount)


def months(count: int) -> Months:
    """Give a span of so many months."""
    return Months(count)


def _yuan(amount: int | str | Decimal | Fraction) -> Fraction:
    return _decimal(amount, "an amount of money")


def _decimal(amount: int | str | Decimal | Fraction, what: str) -> Fraction:
    if isinstance(amount, str) and not _PLAIN_DECIMAL.fullmatch(amount):
        raise UnitError(f"{what} is written like 1250.40, with digits and one point, not {amount!r}")
    if isinstance(amount, bool | float):
        raise UnitError(f"{what} is a text, a Decimal or a whole number, not {amount!r}")
    return Fraction(amount) if isinstance(amount, str) else exact(amount)


def _decimal_text(value: Fraction) -> str:
    fen_value = value * FEN_A_YUAN
    if fen_value.denominator != 1:
        return str(value)
    sign = "-" if fen_value < 0 else ""
    whole, rest = divmod(abs(fen_value.numerator), FEN_A_YUAN)
    return f"{sign}{whole}.{rest:02d}"
