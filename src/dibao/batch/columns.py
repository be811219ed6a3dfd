"""Turn one Arrow column into the numbers that rules read, and what is unknown of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen

from dibao.batch.held import Bits, Coded, Later, Shared
from dibao.batch.substitution import Form
from dibao.household.facts import Fact
from dibao.household.problems import one_of, shown, value_problem, wrong_choice
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS, Area, Money
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, MONTHS_A_YEAR

MONEY_UNITS = ("yuan", "fen")
DECIMALS = 2
_WORD = np.dtype(np.int64)
NEAR = 65_536
"""So many rows at once stay in the nearer caches."""


class ColumnError(Exception):
    """A whole column is of the wrong kind; the text is the sentence about it."""


@frozen(eq=False)
class Column:
    """The values of one fact, row by row or the same for all.

    What rules read is a value times `factor`: fen a year for flows, fen for stocks,
    hundredths of a square metre, the position among the fact's words for choices.
    Where a value is `unknown`, the number there means nothing.
    """

    fact: Fact
    _values: Any
    factor: int = 1
    _unknown: Any = False

    @property
    def unknown(self) -> Any:
        """Give where it is unknown, row by row or the same for all."""
        return self._unknown.flags if isinstance(self._unknown, Later) else self._unknown

    @property
    def is_unknown(self) -> bool | None:
        """Tell whether it is unknown in every row, or in none; None where rows differ."""
        return self._unknown if isinstance(self._unknown, bool) else None

    @property
    def values(self) -> Any:
        """Give the number of each row, or the one of all."""
        return self._values.unpacked if isinstance(self._values, Bits | Coded | Shared) else self._values

    def part(self, rows: slice) -> Any:
        """Give the numbers of some rows that stand together; of words those that `words` are numbered by."""
        if isinstance(self._values, Bits):
            return self._values.part(rows)
        return self.values[rows] if self.coded is None else self.coded.numbers[rows]

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words of a choice in the order in which the column numbers them."""
        return self.fact.values if self.coded is None else tuple(self.fact.values[each] for each in self.coded.codes)

    @property
    def bits(self) -> Bits | None:
        """Give flags as the table holds them, eight in a byte, where they are still packed."""
        return self._values if isinstance(self._values, Bits) else None

    @property
    def shared(self) -> Shared | None:
        """Give flags or small numbers whose bytes are shared with other facts."""
        return self._values if isinstance(self._values, Shared) else None

    @property
    def coded(self) -> Coded | None:
        """Give words as the table numbers them, where they are not translated yet."""
        return self._values if isinstance(self._values, Coded) else None

    def equal(self, number: int, rows: slice) -> Any:
        """Tell in which of some rows a number stands."""
        numbers, own = self.numbered(number)
        return numbers[rows] == own

    def numbered(self, number: int) -> tuple[Any, int]:
        """Give the numbers of all rows as they lie there, and what stands there for a number; -1 if nothing does."""
        coded = self.coded
        if coded is None:
            return self.values, number
        found = np.flatnonzero(coded.codes == number)
        # A number of Python, beside which NumPy keeps to the column's few bits.
        return coded.numbers, int(found[0]) if len(found) else -1

    @cached_property
    def bounds(self) -> tuple[int, int] | None:
        """Give within which bounds the numbers must lie; None if any will do."""
        if self.fact.unit == FLAG:
            return None
        if self.fact.unit == CHOICE:
            return 0, len(self.fact.values) - 1
        low, high = self.fact.stored_bounds
        return -(-low // self.factor), high // self.factor

    @cached_property
    def form(self) -> Form:
        """Give what is the same for all rows."""
        value = int(self.values) * self.factor if self.is_constant else None
        bounds = (0, 1) if self.bounds is None else self.bounds
        if self.fact.unit == CHOICE:
            bounds = 0, max(bounds[1], 1)
        return Form(self.fact, value, self.factor, bounds, self.is_unknown)

    @cached_property
    def extent(self) -> tuple[int, int]:
        """Give bounds of the numbers of all rows, as near as they come; the lower one is never above zero."""
        return extent_of(self.values)

    @property
    def is_constant(self) -> bool:
        """Tell whether every row has the same value."""
        return not isinstance(self._values, np.ndarray | Bits | Coded | Shared)

    @property
    def varies(self) -> bool:
        """Tell whether rows differ in this fact, or in whether it is known."""
        return not self.is_constant or self.is_unknown is None

    def taken(self, rows: Any) -> Column:
        """Give the column of some rows, in their order."""
        unknown = self.unknown[rows] if isinstance(self.unknown, np.ndarray) else self.unknown
        return self if self.is_constant and unknown is self.unknown and not isinstance(unknown, np.ndarray) else evolve(
            self, values=self.values if self.is_constant else self.values[rows], unknown=unknown
        )  # fmt: skip

    def stored(self, row: int) -> int | None:
        """Give what rules read in a row; None is unknown."""
        unknown = self.unknown[row] if isinstance(self.unknown, np.ndarray) else self.unknown
        if unknown:
            return None
        return int(self.values if self.is_constant else self.values[row]) * self.factor


def extent_of(values: Any) -> tuple[int, int]:
    """Give the least and the most of a column of numbers, and of zero."""
    low = high = 0
    limit = np.iinfo(values.dtype).max
    unsigned = values.view(f"u{values.dtype.itemsize}")
    for first in range(0, len(values), NEAR):
        # Most columns have no number below zero; without its sign such a number is the largest.
        most = int(unsigned[first : first + NEAR].max())
        if most > limit:
            part = values[first : first + NEAR]
            low, most = min(low, int(part.min())), int(part.max())
        high = max(high, most)
    return low, high


def constant(fact: Fact, value: Any) -> Column:
    """Give a fact that is the same for everybody; None is unknown."""
    if value is None:
        return Column(fact, fact.values.index("none") if "none" in fact.values else _placeholder(fact), unknown=True)
    return Column(fact, fact.values.index(value) if fact.unit == CHOICE else int(value))


def _placeholder(fact: Fact) -> int:
    low, high = fact.stored_bounds
    return 0 if low <= 0 <= high else low


def column_of(fact: Fact, data: pa.ChunkedArray, money_unit: str | None, metadata: Any = None) -> Column:
    """Give the numbers of a fact's column.

    Raises:
        ColumnError: the column's type is not one of this fact.
    """
    array = one_array(data)
    if pa.types.is_null(array.type):
        return constant(fact, None)
    if fact.unit == FLAG:
        values, factor = _flags(array), 1
    elif fact.unit == CHOICE:
        values, factor = _words(fact, array), 1
    elif fact.unit.is_money or fact.unit == AREA:
        values, factor = _amounts(fact, array, _unit_said(money_unit, metadata), _months_said(fact, metadata))
    else:
        values, factor = _whole(fact, array), 1
    unknown = unknown_of(array)
    if isinstance(unknown, np.ndarray):
        values = values.unpacked if isinstance(values, Bits | Coded) else values
        values = np.where(unknown, values.dtype.type(_placeholder(fact) // factor), values)
    return Column(fact, values, factor, unknown)


def one_array(data: Any) -> Any:
    """Give one array of all chunks, without a copy where there is one chunk."""
    if isinstance(data, pa.ChunkedArray):
        data = data.chunk(0) if data.num_chunks == 1 else data.combine_chunks()
    return data.chunk(0) if isinstance(data, pa.ChunkedArray) else data


def unknown_of(array: Any) -> Any:
    """Give where an array is null, as flags; False where it is nowhere."""
    return array.is_null().to_numpy(zero_copy_only=False) if array.null_count else False


def _unit_said(money_unit: str | None, metadata: Any) -> str | None:
    said = (metadata or {}).get(b"unit")
    unit = said.decode() if said is not None else money_unit
    if unit is not None and unit not in MONEY_UNITS:
        raise ColumnError(f"has the money unit {unit!r}; expected {one_of(MONEY_UNITS)}.")
    return unit


def _months_said(fact: Fact, metadata: Any) -> int:
    """Give by what an amount is multiplied to be one of a year, or held."""
    said = (metadata or {}).get(b"per")
    if said is None:
        return MONTHS_A_YEAR if fact.unit == FLOW else 1
    if fact.unit != FLOW or said not in (b"month", b"year"):
        raise ColumnError(f"is per {said.decode()!r} by its metadata; expected 'month' or 'year', of flows only.")
    return MONTHS_A_YEAR if said == b"month" else 1


def _flags(array: Any) -> Any:
    if not pa.types.is_boolean(array.type):
        raise ColumnError(f"is of the type {array.type}; expected true and false (bool).")
    return Bits(np.frombuffer(array.buffers()[1], np.uint8), array.offset, len(array))


def _words(fact: Fact, array: Any) -> Any:
    if not pa.types.is_dictionary(array.type):
        if not _is_text(array.type):
            raise ColumnError(f"is of the type {array.type}; expected words, {one_of(fact.values)}.")
        array = pc.dictionary_encode(array)
    if not _is_text(array.type.value_type):
        raise ColumnError(f"has a dictionary of the type {array.type.value_type}; expected words.")
    known = {word: position for position, word in enumerate(fact.values)}
    codes = np.array([known.get(word, -1) for word in array.dictionary.to_pylist()] or [-1], np.int8)
    indices = array.indices.fill_null(0) if array.null_count else array.indices
    positions = indices.to_numpy(zero_copy_only=False)
    if (codes == np.arange(len(codes))).all():
        return positions
    is_clear = len(set(codes.tolist())) == len(codes) and not (codes < 0).any()
    return Coded(positions, codes) if is_clear else codes[positions]


def _is_text(kind: Any) -> bool:
    return any(test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _amounts(fact: Fact, array: Any, unit: str | None, a_year: int) -> tuple[Any, int]:
    """Give hundredths of the unit that people write, and the factor to what rules read."""
    if pa.types.is_decimal(array.type):
        return _decimals(array), a_year
    if pa.types.is_floating(array.type):
        raise ColumnError(
            f"is of the type {array.type}, which can be inexact; expected a decimal with two places. "
            "Cast it from the text of the amounts, not from the floats."
        )
    if not pa.types.is_integer(array.type):
        raise ColumnError(f"is of the type {array.type}; expected a decimal with two places, or whole numbers.")
    if fact.unit == AREA:
        return _integers(array), HUNDREDTHS
    if unit is None:
        raise ColumnError(
            'holds whole numbers without saying of what; pass money_unit="yuan" or money_unit="fen", '
            "or put it in the field's metadata as unit."
        )
    return _integers(array), a_year * (FEN_A_YUAN if unit == "yuan" else 1)


def _decimals(array: Any) -> Any:
    """Give hundredths of a decimal column as whole numbers."""
    if array.type.scale != DECIMALS or array.type.bit_width != 128:
        try:
            array = array.cast(pa.decimal128(38, DECIMALS))
        except pa.ArrowInvalid as error:
            raise ColumnError("holds amounts finer than two decimals; expected whole fen.") from error
    words = np.frombuffer(array.buffers()[1], _WORD)[2 * array.offset : 2 * (array.offset + len(array))]
    low, high = words[::2], words[1::2]
    beyond = high != low >> 63
    if array.null_count:
        beyond &= ~unknown_of(array)
    if beyond.any():
        raise ColumnError(f"holds {array[int(beyond.argmax())]}, a number that no amount comes near.")
    return np.ascontiguousarray(low)


def _integers(array: Any) -> Any:
    filled = array.fill_null(0) if array.null_count else array
    values = filled.to_numpy(zero_copy_only=False)
    if values.dtype == np.uint64:
        if len(values) and values.max() > np.iinfo(np.int64).max:
            raise ColumnError("holds a number that no amount comes near.")
        values = values.astype(np.int64)
    return values


def _whole(fact: Fact, array: Any) -> Any:
    if not pa.types.is_integer(array.type):
        raise ColumnError(f"is of the type {array.type}; expected whole numbers.")
    return _integers(array)


def wrong_rows(column: Column) -> Any:
    """Give the rows whose value is none that the fact may have."""
    # Words are numbered as the table's dictionary has them only where each is one of the fact's.
    if column.is_constant or column.fact.unit == FLAG or column.coded is not None:
        return np.zeros(0, np.int64)
    bounds, values = column.bounds, column.values
    assert bounds is not None
    low, high = bounds
    if not len(values) or (column.extent[0] >= low and column.extent[1] <= high):
        return np.zeros(0, np.int64)
    wrong = (values < low) | (values > high)
    if isinstance(column.unknown, np.ndarray):
        wrong &= ~column.unknown
    return np.flatnonzero(wrong)


def reason_of(column: Column, row: int, data: Any) -> tuple[str, str]:
    """Give the wrong value of a row as text, and the sentence about it."""
    fact, told = column.fact, data[row].as_py()
    if fact.unit == CHOICE:
        return str(told), wrong_choice(told, fact.values)
    value: Any = int(column.values[row]) * column.factor
    if fact.unit.is_money:
        value = Money(value, fact.unit)
    elif fact.unit == AREA:
        value = Area(value)
    return str(told), value_problem(fact, value) or f"is {shown(told)}, which cannot be."
