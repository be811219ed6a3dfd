"""Hold the numbers that rules read of one fact, row by row, and what is unknown of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen

from dibao.batch.compiled.kinds import FactKind, kinds_of
from dibao.batch.held import Bits, Coded, Later, Shared, Sparse
from dibao.batch.substitution import Form, form_of
from dibao.household.facts import Fact
from dibao.household.problems import shown, value_problem, wrong_choice
from dibao.symbols.amounts import Area, Money
from dibao.symbols.units import AREA, CHOICE, FLAG

NEAR = 65_536
"""So many rows at once stay in the nearer caches."""
_HELD = (Bits, Coded, Shared, Sparse)
_BY_ROW = (np.ndarray, pa.Array, *_HELD)


@frozen(eq=False, slots=False)
class Column:
    """The values of one fact, row by row or the same for all.

    What rules read is a value times `factor`: fen a year for flows, fen for stocks,
    hundredths of a square metre, the position among the fact's words for choices.
    Where a value is `unknown`, the number there means nothing. Flags and whole numbers
    stay an array of Arrow, without nulls, until somebody asks for each of them.
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

    @cached_property
    def is_known(self) -> bool:
        """Tell whether it is known in every row."""
        return self.unknown is False

    @cached_property
    def values(self) -> Any:
        """Give the number of each row, or the one of all."""
        held = self._values
        if isinstance(held, pa.Array):
            return held.to_numpy(zero_copy_only=False) if self.bits is None else self.bits.unpacked
        return held.unpacked if isinstance(held, _HELD) else held

    @cached_property
    def kind(self) -> Any:
        """Give the type of the numbers of rows."""
        return self.values.dtype

    def part(self, rows: slice) -> Any:
        """Give the numbers of some rows that stand together; of words those that `words` are numbered by."""
        if self.bits is not None:
            return self.bits.part(rows)
        return self.values[rows] if self.coded is None else self.coded.numbers[rows]

    @property
    def words(self) -> tuple[str, ...]:
        """Give the words of a choice in the order in which the column numbers them."""
        coded = self.coded
        return self.fact.values if coded is None else _words_of(self.fact, tuple(coded.codes.tolist()))

    @property
    def held(self) -> Any:
        """Give the values as they lie in the table or file."""
        return self._values

    @cached_property
    def bits(self) -> Bits | None:
        """Give flags as the table holds them, eight in a byte, where they are still packed."""
        held = self._values
        if isinstance(held, pa.BooleanArray):
            return Bits(np.frombuffer(held.buffers()[1], np.uint8), held.offset, len(held))
        return held if isinstance(held, Bits) else None

    @property
    def shared(self) -> Shared | None:
        """Give flags or small numbers whose bytes are shared with other facts."""
        return self._values if isinstance(self._values, Shared) else None

    @property
    def empty(self) -> Any:
        """Give which pieces of a prepared column are nothing but zeros; None if that is not known of any."""
        return self._values.empty if isinstance(self._values, Sparse) else None

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
        codes = coded.codes.tolist()
        # A number of Python, beside which NumPy keeps to the column's few bits.
        return coded.numbers, codes.index(number) if number in codes else -1

    @cached_property
    def bounds(self) -> tuple[int, int] | None:
        """Give within which bounds the numbers must lie; None if any will do."""
        return bounds_of(self.fact, self.factor)

    @cached_property
    def form(self) -> Form:
        """Give what is the same for all rows."""
        value = int(self.values) * self.factor if self.is_constant else None
        return column_form(self.fact, value, self.factor, unknown=self.is_unknown)

    @cached_property
    def kinds(self) -> tuple[FactKind, FactKind]:
        """Give in which form a compiled loop reads it that checks its bounds, too."""
        return kinds_of(self.kind, self.bounds, self.fact.entity, is_checked=True)

    @cached_property
    def extent(self) -> tuple[int, int]:
        """Give bounds of the numbers of all rows, as near as they come; the lower one is never above zero."""
        return extent_of(self.values)

    @property
    def is_constant(self) -> bool:
        """Tell whether every row has the same value."""
        return not isinstance(self._values, _BY_ROW)

    @property
    def varies(self) -> bool:
        """Tell whether rows differ in this fact, or in whether it is known."""
        return not self.is_constant or self.is_unknown is None

    def unknown_where(self, unknown: Any) -> Column:
        """Give the same values, unknown elsewhere."""
        found = Column(self.fact, self._values, self.factor, unknown)
        if self.is_constant and not isinstance(unknown, bool):
            found.__dict__["form"] = self._form_by_row
        return found

    @cached_property
    def _form_by_row(self) -> Form:
        """Give the form of a constant that is unknown in some rows."""
        return column_form(self.fact, int(self.values) * self.factor, self.factor, unknown=None)

    def taken(self, rows: Any) -> Column:
        """Give the column of some rows, in their order."""
        unknown = self.unknown.take(rows) if isinstance(self.unknown, np.ndarray) else self.unknown
        if not self.is_constant:
            return evolve(self, values=self._taken(rows), unknown=unknown)
        return evolve(self, unknown=unknown) if isinstance(unknown, np.ndarray) else self

    def _taken(self, rows: Any) -> Any:
        """Give the numbers of some rows, without those of all where few are taken."""
        held = self._values
        if isinstance(held, Coded):
            return held.codes[held.numbers.take(rows)]
        return self.values.take(rows) if self.bits is None else self.bits.taken(rows)

    def stored(self, row: int) -> int | None:
        """Give what rules read in a row; None is unknown."""
        unknown = self.unknown[row] if isinstance(self.unknown, np.ndarray) else self.unknown
        if unknown:
            return None
        return int(self.values if self.is_constant else self.values[row]) * self.factor


@lru_cache(maxsize=512)
def _words_of(fact: Fact, codes: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(fact.values[each] for each in codes)


def settled_of(fact: Fact, factor: int, kind: Any = None) -> Mapping[str, Any]:
    """Give what is the same for all columns of a fact that are known in every row and hold numbers of a type, if any.

    It is by attribute, for `settled_column`.
    """
    none = Column(fact, np.zeros(0, kind), factor)
    same = {"fact": fact, "factor": factor, "_unknown": False}
    same |= {"form": none.form, "bounds": none.bounds, "is_known": none.is_known}
    return same if kind is None else {**same, "bits": None, "kind": none.kind, "kinds": none.kinds}


def settled_column(same: Mapping[str, Any], values: Any) -> Column:
    """Give a column, of which all but the values is settled already."""
    # A table has dozens of them, and to set attribute by attribute takes twice as long.
    found = object.__new__(Column)
    found.__dict__.update(same, _values=values)
    return found


def column_form(fact: Fact, value: int | None, factor: int, *, unknown: bool | None) -> Form:
    """Give the form of a column that has a value in every row, or None if rows differ."""
    bounds = bounds_of(fact, factor) or (0, 1)
    return form_of(fact, value, factor, (0, max(bounds[1], 1)) if fact.unit == CHOICE else bounds, unknown)


@lru_cache(maxsize=4096)
def bounds_of(fact: Fact, factor: int) -> tuple[int, int] | None:
    """Give within which bounds the numbers of a fact's column must lie; None if any will do."""
    if fact.unit == FLAG:
        return None
    if fact.unit == CHOICE:
        return 0, len(fact.values) - 1
    low, high = fact.stored_bounds
    return -(-low // factor), high // factor


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
        return Column(fact, fact.values.index("none") if "none" in fact.values else placeholder(fact), unknown=True)
    return Column(fact, fact.values.index(value) if fact.unit == CHOICE else int(value))


def placeholder(fact: Fact) -> int:
    """Give a number that stands where a fact is unknown, and means nothing."""
    low, high = fact.stored_bounds
    return 0 if low <= 0 <= high else low


def one_array(data: Any) -> Any:
    """Give one array of all chunks, without a copy where there is one chunk."""
    if isinstance(data, pa.ChunkedArray):
        if data.num_chunks == 1:
            return data.chunk(0)
        data = data.combine_chunks()
    return data.chunk(0) if isinstance(data, pa.ChunkedArray) else data


def unknown_of(array: Any) -> Any:
    """Give where an array is null, as flags; False where it is nowhere."""
    return array.is_null().to_numpy(zero_copy_only=False) if array.null_count else False


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
