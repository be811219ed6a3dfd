"""Settle how Arrow columns of one type become the numbers that rules read, and what is unknown of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from dibao.batch.columns import Column, constant, one_array, placeholder, settled_column, settled_of, unknown_of
from dibao.batch.held import Coded
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
    """How columns of one type are read; `numbers` makes numbers of an array, None has nothing to say.

    Where it is known before, `kind` is their type.
    """

    fact: Fact
    factor: int
    numbers: Numbers | None
    kind: Any = None

    def column(self, data: Any) -> Column:
        """Give the numbers of a fact's column.

        Raises:
            ColumnError: the column holds what no value of this fact comes near.
        """
        if self.numbers is None:
            return constant(self.fact, None)
        array = data.chunk(0) if data.num_chunks == 1 else one_array(data)
        values = self.numbers(array)
        if not array.null_count:
            return settled_column(self._same, values)
        unknown, values = unknown_of(array), Column(self.fact, values).values
        values = np.where(unknown, values.dtype.type(placeholder(self.fact) // self.factor), values)
        return Column(self.fact, values, self.factor, unknown)

    @cached_property
    def _same(self) -> Mapping[str, Any]:
        return settled_of(self.fact, self.factor, self.kind)


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
    return Reading(fact, 1, *_integers(kind))


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
    return _as_held


def _words(fact: Fact, kind: pa.DataType) -> Numbers:
    places = {word: place for place, word in enumerate(fact.values)}
    if not pa.types.is_dictionary(kind):
        if not _is_text(kind):
            raise ColumnError(f"is of the type {kind}; expected words, {one_of(fact.values)}.")
        return lambda array: _positions(places, pc.dictionary_encode(array))
    if not _is_text(kind.value_type):
        raise ColumnError(f"has a dictionary of the type {kind.value_type}; expected words.")
    return partial(_positions, places)


def _is_text(kind: pa.DataType) -> bool:
    return any(test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _positions(known: Mapping[str, int], array: Any) -> Any:
    """Give the positions of words among those of a fact, which are known, or the table's own numbers of them."""
    places = tuple([known.get(word, -1) for word in array.dictionary.to_pylist()])
    codes, is_own, is_clear = (_codes if len(places) <= FEW_WORDS else _codes.__wrapped__)(places)
    indices = array.indices.fill_null(0) if array.null_count else array.indices
    if is_own:
        return indices
    positions = indices.to_numpy(zero_copy_only=False)
    return Coded(positions, codes) if is_clear else codes[positions]


@lru_cache(maxsize=512)
def _codes(places: tuple[int, ...]) -> tuple[Any, bool, bool]:
    """Give places of a dictionary's words as an array; whether they are their own, and whether each has another."""
    codes = np.array(places or [-1], np.int8)
    codes.flags.writeable = False
    is_own = bool((codes == np.arange(len(codes))).all())
    return codes, is_own, len(set(codes.tolist())) == len(codes) and not (codes < 0).any()


def _amounts(fact: Fact, kind: pa.DataType, unit: str | None, a_year: int) -> tuple[int, Numbers, Any]:
    """Give the factor from what people write to what rules read, and how that comes out in whole numbers."""
    if pa.types.is_decimal(kind):
        return a_year, _decimals, _WORD
    if pa.types.is_floating(kind):
        raise ColumnError(
            f"is of the type {kind}, which can be inexact; expected a decimal with two places. "
            "Cast it from the text of the amounts, not from the floats."
        )
    if not pa.types.is_integer(kind):
        raise ColumnError(f"is of the type {kind}; expected a decimal with two places, or whole numbers.")
    if fact.unit == AREA:
        return HUNDREDTHS, *_integers(kind)
    if unit is None:
        raise ColumnError(
            'holds whole numbers without saying of what; pass money_unit="yuan" or money_unit="fen", '
            "or put it in the field's metadata as unit."
        )
    return a_year * (FEN_A_YUAN if unit == "yuan" else 1), *_integers(kind)


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


def _integers(kind: pa.DataType) -> tuple[Numbers, Any]:
    """Give how whole numbers are read, and of which type they are then."""
    return (_unsigned, _WORD) if pa.types.is_uint64(kind) else (_filled, np.dtype(kind.to_pandas_dtype()))


def _filled(array: Any) -> Any:
    return array.fill_null(0) if array.null_count else array


def _unsigned(array: Any) -> Any:
    values = _filled(array).to_numpy(zero_copy_only=False)
    if len(values) and values.max() > np.iinfo(np.int64).max:
        raise ColumnError("holds a number that no amount comes near.")
    return values.astype(np.int64)


def _as_held(array: Any) -> Any:
    return array
