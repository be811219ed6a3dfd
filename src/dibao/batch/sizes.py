"""Tell within which bounds the numbers of rows lie, so that a plan can be worked out in few bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from dibao.batch.column_kinds import SMALL, widened
from dibao.batch.columns import extent_of
from dibao.batch.grouping import Grouping
from dibao.batch.prepared.bounds import Bounds
from dibao.batch.rows import Rows
from dibao.batch.substitution import UNKNOWN_OF
from dibao.household.checks import MOST_PEOPLE
from dibao.household.facts import Entity
from dibao.symbols.units import CHOICE, FLAG

FEW = 8
"""Most households have no more people."""
Name = tuple[Entity, str]


@frozen
class Stated:
    """Says of each number that is read its bounds and the bits of its column, and how many people there are at most.

    `words` has those of the choices that are read, in the order of the column's numbers.
    """

    facts: tuple[tuple[Name, Bounds, int], ...]
    most: tuple[tuple[Entity, int], ...]
    words: tuple[tuple[Name, tuple[str, ...]], ...]


@frozen(eq=False)
class Sizes:
    """The bounds of all rows; of columns with large numbers somewhere those of the rows at hand are looked for."""

    rows: Rows
    bits: Mapping[Name, int]
    bounds: Mapping[Name, Bounds]
    most: tuple[tuple[Entity, int], ...]
    words: tuple[tuple[Name, tuple[str, ...]], ...]

    @classmethod
    def of(cls, rows: Rows, facts: Sequence[tuple[Any, ...]]) -> Sizes:
        """Look at the numbers that are read, and at how many people the households have."""
        read = dict.fromkeys(data[:2] for data in facts if data[-1] != UNKNOWN_OF)
        columns = {name: rows.stated[name] for name in read if rows.stated[name].fact.unit not in (FLAG, CHOICE)}
        bits = {name: 8 * each.values.dtype.itemsize for name, each in columns.items()}
        bounds = {name: widened(each.extent) for name, each in columns.items()}
        most = ((entity, _most(each)) for entity, each in rows.people.items())
        choices = (name for name in read if rows.columns[name].fact.unit == CHOICE)
        words = ((name, rows.columns[name].words) for name in choices)
        return cls(rows, bits, bounds, tuple(most), tuple(words))

    def within(self, first: int, last: int) -> Stated:
        """Give the bounds of some households and their people."""
        facts = ((name, self._within(name, first, last), self.bits[name]) for name in self.bounds)
        return Stated(tuple(facts), self.most, self.words)

    def _within(self, name: Name, first: int, last: int) -> Bounds:
        low, high = self.bounds[name]
        if max(-low, high) <= SMALL:
            return low, high
        return widened(extent_of(self.rows.columns[name].values[self.rows.span(name[0], first, last)]))


def _most(people: Grouping) -> int:
    """Give a bound of how many people each household has, the same for most tables."""
    return FEW if people.extent[1] <= FEW else MOST_PEOPLE
