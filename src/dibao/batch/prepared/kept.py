"""Keep the columns of a prepared population in the narrowest types that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from attrs import evolve, frozen

from dibao.batch.columns import Column
from dibao.batch.held import Shared, Sparse
from dibao.batch.prepared.bounds import Bounds
from dibao.batch.prepared.layers import Classes
from dibao.batch.prepared.sparse import empty_pieces
from dibao.household.facts import Entity, Fact
from dibao.symbols.units import CHOICE, FLAG

_STEPS = (3, 7, 11, 15, 20, 24, 28, 31, 40, 52, 63)
"""Bits to which bounds are widened, so that next month's table has the same compiled loop."""
BITS_A_BYTE, MOST_BITS = 8, 4
"""Numbers of so many bits share a byte with others; one bit is that of a flag."""
_TYPES = (np.int8, np.int16, np.int32, np.int64)


@frozen(eq=False)
class Kept:
    """One fact of all rows: its values or the one that all have, and what it was when it was prepared.

    What rules read is a value times `factor`. `bounds` hold for every value; `about` says
    what the fact was, since a law that means something else by it cannot use the column.
    """

    values: Any
    factor: int
    unknown: Any
    bounds: Bounds
    about: Mapping[str, Any]

    @classmethod
    def of(cls, column: Column, rows: Any) -> Kept:
        """Keep a column of a table in the order of its rows."""
        placed = column.taken(rows)
        about = about_of(column.fact)
        if placed.is_constant:
            return cls(int(placed.values), placed.factor, placed.unknown, (int(placed.values),) * 2, about)
        bounds = _bounds(placed)
        values = placed.values if column.fact.unit == FLAG else placed.values.astype(_narrowest(bounds), copy=False)
        return cls(np.ascontiguousarray(values), placed.factor, placed.unknown, bounds, about)

    def sparse(self, classes: Classes, entity: Entity) -> Kept:
        """Give the same with the pieces told that are nothing but zeros, if there are any."""
        if not isinstance(self.values, np.ndarray) or self.values.itemsize == 1:
            return self
        empty = empty_pieces(self.values, classes, classes.layers(entity))
        return evolve(self, values=Sparse(self.values, empty)) if empty.any() else self

    def column(self, fact: Fact) -> Column:
        """Give it as a column of the fact."""
        return Column(fact, self.values, self.factor, self.unknown)

    @property
    def is_stated(self) -> bool:
        """Tell whether rows differ in it."""
        return isinstance(self.values, np.ndarray | Shared | Sparse) or isinstance(self.unknown, np.ndarray)


def sharing(kept: Mapping[str, Kept]) -> dict[str, Kept]:
    """Let flags and small numbers of one entity share bytes, so that less is read."""
    found, joined, number, position = dict(kept), None, -1, BITS_A_BYTE
    for name, each in kept.items():
        bits = _bits(each)
        if bits is None:
            continue
        if position + bits > BITS_A_BYTE:
            joined, number, position = np.zeros(len(each.values), np.uint8), number + 1, 0
        joined |= each.values.view(np.uint8) << np.uint8(position)
        found[name] = evolve(each, values=Shared(joined, number, position, bits))
        position += bits
    return found


def _bits(kept: Kept) -> int | None:
    """Give in how many bits every value lies; None if they do not share a byte."""
    if not isinstance(kept.values, np.ndarray) or kept.values.itemsize > 1:
        return None
    if kept.values.dtype == np.bool_:
        return 1
    low, high = kept.bounds
    bits = max(high.bit_length(), 2)
    return bits if low >= 0 and bits <= MOST_BITS else None


def about_of(fact: Fact) -> dict[str, Any]:
    """Say everything of a fact that a column of it rests on; titles and articles are no part of it."""
    return {
        "unit": str(fact.unit),
        "words": list(fact.values),
        "bounds": list(fact.stored_bounds),
        "place": fact.place,
        "key": fact.key,
        "absent": fact.absent,
        "without": fact.without,
        "beside": fact.beside,
    }


def _bounds(column: Column) -> Bounds:
    """Give bounds of the numbers in a column, widened within what the fact allows."""
    if column.fact.unit in (FLAG, CHOICE):
        return 0, max(len(column.fact.values) - 1, 1)
    allowed_low, allowed_high = (each // column.factor for each in column.fact.stored_bounds)
    low, high = (int(column.values.min()), int(column.values.max())) if len(column.values) else (0, 0)
    wide = next(bits for bits in _STEPS if -(2**bits) <= low and high < 2**bits)
    return max(-(2**wide), min(allowed_low, low)) if low < 0 else 0, min(2**wide - 1, max(allowed_high, high))


def _narrowest(bounds: Bounds) -> Any:
    low, high = bounds
    return next(each for each in _TYPES if np.iinfo(each).min <= low and high <= np.iinfo(each).max)


def strangers(facts: Mapping[Entity, Mapping[str, Kept]], known: Iterable[Fact]) -> list[str]:
    """Name the facts that a law and a population do not mean alike."""
    by_name = {(fact.entity, fact.name): about_of(fact) for fact in known}
    kept = {(entity, name): each for entity, columns in facts.items() for name, each in columns.items()}
    other = [
        name for name, about in by_name.items() if name[0] in facts and (name not in kept or kept[name].about != about)
    ]
    unread = [name for name, each in kept.items() if name not in by_name and each.is_stated]
    return sorted(".".join(name) for name in (*other, *unread))
