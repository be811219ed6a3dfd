"""Settle how Arrow columns of one type become the numbers that rules read, and what is unknown of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from dibao.batch.columns import Column, bounds_of, column_form, constant, one_array, placeholder, unknown_of
from dibao.batch.held import Bits, Coded
from dibao.batch.substitution import Form
from dibao.household.facts import Fact
from dibao.household.problems import one_of
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, MONTHS_A_YEAR

MONEY_UNITS = ("yuan", "fen")
DECIMALS = 2
FEW_WORDS = 64
"""Of dictionaries no longer than that it is kept where their words stand."""
_WORD = np.dtype(np.int64)
Metadata = Mapping[bytes, bytes] | None
Numbers = Callable[[Any], Any]


class ColumnError(Exception):
    """A whole column is of the wrong kind; the text is the sentence about it."""


@frozen(eq=False, slots=False)
class Reading:
    """How columns of one type are read; `numbers` makes numbers of an array, None has nothing to say."""

    fact: Fact
    factor: int
    numbers: Numbers | None

    def column(self, data: Any) -> Column:
        """Give the numbers of a fact's column.

        Raises:
            ColumnError: the column holds what no value of this fact comes near.
        """
        if self.numbers is None:
            return constant(self.fact, None)
        array = one_array(data)
        values = self.numbers(array)
        if array.null_count:
            unknown = unknown_of(array)
            values = values.unpacked if isinstance(values, (Bits, Coded)) else values
            values = np.where(unknown, values.dtype.type(placeholder(self.fact) // self.factor), values)
            return Column(self.fact, values, self.factor, unknown)
        column = Column(self.fact, values, self.factor)
        # It is the same for every such column, so that none has to find it out.
        column.__dict__.update(self.known)
        return column

    @cached_property
    def known(self) -> Mapping[str, Form | tuple[int, int] | None]:
        """Give form and bounds of a column that is known in every row."""
        return {
            "form": column_form(self.fact, None, self.factor, unknown=False),
            "bounds": bounds_of(self.fact, self.factor),
        }


def reading_of(fact: Fact, kind: pa.DataType, money_unit: str | None, metadata: Metadata = None) -> Reading:
    """Settle how a fact is read from columns of a type.

    Raises:
        ColumnError: the type is not one of this fact.
    """
    if pa.types.is_null(kind):
        return Reading(fact, 1, None)
    if fact.unit == FLAG:
        return Reading(fact, 1, _flags(kind))
    if fact.unit == CHOICE:
        return Reading(fact, 1, _words(fact, kind))
    if fact.unit.is_money or fact.unit == AREA:
        return Reading(fact, *_amounts(fact, kind, _unit_said(money_unit, metadata), _months_said(fact, metadata)))
    if not pa.types.is_integer(kind):
        raise ColumnError(f"is of the type {kind}; expected whole numbers.")
    return Reading(fact, 1, _integers)


def _unit_said(money_unit: str | None, metadata: Metadata) -> str | None:
    said = (metadata or {}).get(b"unit")
    unit = said.decode() if said is not None else money_unit
    if unit is not None and unit not in MONEY_UNITS:
        raise ColumnError(f"has the money unit {unit!r}; expected {one_of(MONEY_UNITS)}.")
    return unit


def _months_said(fact: Fact, metadata: Metadata) -> int:
    """Give by what an amount is multiplied to be one of a year, or held."""
    said = (metadata or {}).get(b"per")
    if said is None:
        return MONTHS_A_YEAR if fact.unit == FLOW else 1
    if fact.unit != FLOW or said not in (b"month", b"year"):
        raise ColumnError(f"is per {said.decode()!r} by its metadata; expected 'month' or 'year', of flows only.")
    return MONTHS_A_YEAR if said == b"month" else 1


def _flags(kind: pa.DataType) -> Numbers:
    if not pa.types.is_boolean(kind):
        raise ColumnError(f"is of the type {kind}; expected true and false (bool).")
    return lambda array: Bits(np.frombuffer(array.buffers()[1], np.uint8), array.offset, len(array))


def _words(fact: Fact, kind: pa.DataType) -> Numbers:
    if not pa.types.is_dictionary(kind):
        if not _is_text(kind):
            raise ColumnError(f"is of the type {kind}; expected words, {one_of(fact.values)}.")
        return lambda array: _positions(fact, pc.dictionary_encode(array))
    if not _is_text(kind.value_type):
        raise ColumnError(f"has a dictionary of the type {kind.value_type}; expected words.")
    return partial(_positions, fact)


def _is_text(kind: pa.DataType) -> bool:
    return any(test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _positions(fact: Fact, array: Any) -> Any:
    """Give the positions of words among those of a fact, or the table's own numbers of them."""
    known = _places_of(fact)
    places = tuple(known.get(word, -1) for word in array.dictionary.to_pylist())
    codes, is_own, is_clear = (_codes if len(places) <= FEW_WORDS else _codes.__wrapped__)(places)
    indices = array.indices.fill_null(0) if array.null_count else array.indices
    positions = indices.to_numpy(zero_copy_only=False)
    if is_own:
        return positions
    return Coded(positions, codes) if is_clear else codes[positions]


@lru_cache(maxsize=512)
def _places_of(fact: Fact) -> dict[Any, int]:
    return {word: place for place, word in enumerate(fact.values)}


@lru_cache(maxsize=512)
def _codes(places: tuple[int, ...]) -> tuple[Any, bool, bool]:
    """Give places of a dictionary's words as an array; whether they are their own, and whether each has another."""
    codes = np.array(places or [-1], np.int8)
    codes.flags.writeable = False
    is_own = bool((codes == np.arange(len(codes))).all())
    return codes, is_own, len(set(codes.tolist())) == len(codes) and not (codes < 0).any()


def _amounts(fact: Fact, kind: pa.DataType, unit: str | None, a_year: int) -> tuple[int, Numbers]:
    """Give the factor from what people write to what rules read, and how that comes out in whole numbers."""
    if pa.types.is_decimal(kind):
        return a_year, _decimals
    if pa.types.is_floating(kind):
        raise ColumnError(
            f"is of the type {kind}, which can be inexact; expected a decimal with two places. "
            "Cast it from the text of the amounts, not from the floats."
        )
    if not pa.types.is_integer(kind):
        raise ColumnError(f"is of the type {kind}; expected a decimal with two places, or whole numbers.")
    if fact.unit == AREA:
        return HUNDREDTHS, _integers
    if unit is None:
        raise ColumnError(
            'holds whole numbers without saying of what; pass money_unit="yuan" or money_unit="fen", '
            "or put it in the field's metadata as unit."
        )
    return a_year * (FEN_A_YUAN if unit == "yuan" else 1), _integers


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
