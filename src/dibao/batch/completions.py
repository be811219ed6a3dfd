"""Complete rows in which something is unknown: each unknown fact at both its ends, in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, field, frozen

from dibao.batch.between import Span, known
from dibao.batch.columns import Column
from dibao.batch.grouping import Grouping
from dibao.household.facts import Fact
from dibao.symbols.nodes import HOUSEHOLD
from dibao.symbols.units import CHOICE, FLAG

MOST_UNKNOWN = 4
Name = tuple[str, str]


@frozen(eq=False)
class OpenRows:
    """Some rows with something unknown: their columns, and which people are whose.

    `orders` are the rows of the tables that they come from.
    """

    columns: Mapping[Any, Column]
    people: Mapping[Any, Grouping]
    orders: Mapping[Any, Any]
    count: int

    def size(self, entity: str) -> int:
        """Give how many rows there are of households or of one kind of people."""
        return self.count if entity == HOUSEHOLD else int(self.people[entity].starts[-1])

    def owners(self, entity: str) -> Any:
        """Give the household of each."""
        rows = np.arange(self.count)
        return rows if entity == HOUSEHOLD else np.repeat(rows, self.people[entity].sizes)

    def starts(self, entity: str) -> Any:
        """Give where the people of each household begin."""
        return np.arange(self.count) if entity == HOUSEHOLD else self.people[entity].starts[:-1]

    def values(self, name: Name) -> Any:
        """Give the numbers of a fact."""
        column = self.columns[name]
        values = column.values if isinstance(column.values, np.ndarray) else np.full(
            self.size(name[0]), column.values
        )  # fmt: skip
        return values.astype(np.bool_ if column.fact.unit == FLAG else np.int64, copy=False)

    def unknown(self, name: Name) -> Any:
        """Give where a fact is unknown."""
        return np.broadcast_to(np.asarray(self.columns[name].unknown, bool), self.size(name[0]))

    def span(self, name: Name) -> Span:
        """Give between what a fact lies in each row."""
        values, unknown, fact = self.values(name), self.unknown(name), self.columns[name].fact
        if not unknown.any():
            return known(values)
        if fact.unit == CHOICE:
            return Span(values, values, unknown)
        low, high = ends(self.columns[name])
        return Span(np.where(unknown, low, values), np.where(unknown, high, values))


def ends(column: Column) -> tuple[Any, Any]:
    """Give the least and the most that a fact can be, as its column holds it."""
    fact = column.fact
    if fact.unit == FLAG:
        return np.bool_(False), np.bool_(True)
    low, high = (0, len(fact.values) - 1) if fact.unit == CHOICE else fact.stored_bounds
    return -(-low // column.factor), high // column.factor


@define(eq=False)
class Completions:
    """Completions of open rows, one after another for each row.

    `asked` lists what each row may ask for, at most so many; `counts` how many that are.
    Few unknowns are completed in every way in which each is at an end, one choice alone in
    all its words; many only as all at their least and all at their most.
    """

    rows: OpenRows
    counts: Any
    asked: Any
    persons: Any
    facts: Sequence[Fact]
    all_ends_are_all: Any
    per_row: Any = field(init=False)
    first: Any = field(init=False)
    number: Any = field(init=False)
    _slots: dict[Name, Any] = field(factory=dict)
    _groupings: dict[str, Grouping] = field(factory=dict)
    _orders: dict[str, Any] = field(factory=dict)

    @classmethod
    def of(cls, rows: OpenRows, touched: Sequence[tuple[Fact, Any]]) -> Completions:
        """Take where each fact may be asked for, as flags for each person or household."""
        counts = np.zeros(rows.count, np.int64)
        asked = np.full((rows.count, MOST_UNKNOWN), -1)
        persons = np.zeros((rows.count, MOST_UNKNOWN), np.int64)
        plain = np.ones(rows.count, bool)
        slots: dict[Name, Any] = {}
        for number, (fact, where) in enumerate(touched):
            owners, starts = rows.owners(fact.entity), rows.starts(fact.entity)
            before = np.cumsum(where) - where
            first = np.minimum(starts, max(len(before) - 1, 0))
            rank = before - before[first][owners] if len(before) else before
            slot = slots[fact.entity, fact.name] = np.where(where, counts[owners] + rank, -1)
            kept = np.flatnonzero(where & (slot < MOST_UNKNOWN))
            asked[owners[kept], slot[kept]] = number
            persons[owners[kept], slot[kept]] = kept - starts[owners[kept]]
            counts += np.bincount(owners[where], minlength=rows.count)
            if fact.unit != FLAG:
                plain[owners[where]] = False
        facts = [fact for fact, _ in touched]
        words = np.array([len(fact.values) if fact.unit == CHOICE else 0 for fact in facts] or [0])
        one_choice = np.where(counts == 1, words[asked[:, 0]], 0)
        found = cls(rows, counts, asked, persons, facts, (plain & (counts <= MOST_UNKNOWN)) | (one_choice > 0))
        found._slots = slots
        few = np.where(counts <= MOST_UNKNOWN, 2 ** np.clip(counts, 1, MOST_UNKNOWN), 2)
        found.per_row = np.where(one_choice > 0, one_choice, few)
        found.first = np.concatenate(([0], np.cumsum(found.per_row)))
        found.number = np.arange(found.first[-1]) - np.repeat(found.first[:-1], found.per_row)
        return found

    @property
    def row_of(self) -> Any:
        """Give the row that each completion is one of."""
        return np.repeat(np.arange(self.rows.count), self.per_row)

    def people(self, entity: str) -> Grouping:
        """Give which people each completed household has, as rows of the open ones."""
        if entity not in self._groupings:
            plain = Grouping(self.rows.people[entity].starts)
            self._groupings[entity] = plain.of(self.row_of)
        return self._groupings[entity]

    def span(self, name: Name) -> Span:
        """Give the values of a fact in all completions."""
        entity, column = name[0], self.rows.columns[name]
        order, number = self.row_of, self.number
        if entity != HOUSEHOLD:
            grouping = self.people(entity)
            order, number = grouping.order, np.repeat(number, grouping.sizes)
        values, unknown = self.rows.values(name)[order], self.rows.unknown(name)[order]
        if not unknown.any():
            return known(values)
        owners = self.rows.owners(entity)[order]
        slot = self._slots[name][order] if name in self._slots else np.full(len(order), -1)
        # What no decision can ask for differs between completions all the same, so that nothing rests on it.
        slot = np.where((slot < 0) | (self.counts[owners] > MOST_UNKNOWN), 0, slot)
        bit = (number >> slot) & 1
        low, high = ends(column)
        filled = np.where(bit.astype(bool), high, low)
        if column.fact.unit == CHOICE:
            alone = (self.counts[owners] == 1) & (self.per_row[owners] == len(column.fact.values))
            filled = np.where(alone & (self._is_asked(name)[order]), number, filled)
        return known(np.where(unknown, filled, values))

    def _is_asked(self, name: Name) -> Any:
        slots = self._slots.get(name)
        return np.zeros(self.rows.size(name[0]), bool) if slots is None else slots >= 0

    # -- over the completions of each row ------------------------------------------------------------------
    def reduced(self, values: Any, entity: str) -> Span:
        """Give the least and the most of a value over the completions of each row."""
        if not isinstance(values, np.ndarray):
            return known(values)
        at = self.first[:-1]
        if entity != HOUSEHOLD:
            order = self._order(entity)
            values, per_person = values[order], self.per_row[self.rows.owners(entity)]
            at = np.concatenate(([0], np.cumsum(per_person)))[:-1]
        if not len(values):
            return known(values)
        least, most = (np.logical_and, np.logical_or) if values.dtype == np.bool_ else (np.minimum, np.maximum)
        return Span(least.reduceat(values, at), most.reduceat(values, at))

    def _order(self, entity: str) -> Any:
        if entity not in self._orders:
            self._orders[entity] = np.argsort(self.people(entity).order, kind="stable")
        return self._orders[entity]

    def turned(self, slot: int) -> Any:
        """Give for each completion the one in which only this unknown is at its other end."""
        other = self.number ^ (1 << slot)
        inside = other < np.repeat(self.per_row, self.per_row)
        return np.repeat(self.first[:-1], self.per_row) + np.where(inside, other, self.number)
