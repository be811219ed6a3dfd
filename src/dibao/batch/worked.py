"""Hold the values of rows that were worked out with every unknown at some value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, field, frozen

from dibao.batch.grouping import Grouping
from dibao.batch.one_flag_plan import Asked, OneFlagPlan
from dibao.symbols.nodes import HOUSEHOLD, Node


@frozen(eq=False)
class Worked:
    """The values of some rows; `chosen` says which households of the table they are, `people` who is theirs."""

    plan: OneFlagPlan
    people: Mapping[Any, Grouping]
    chosen: Any
    values: dict[Node, Any] = field(factory=dict)
    _owners: dict[Any, Any] = field(factory=dict)

    @property
    def households(self) -> int:
        """Count them."""
        return len(self.chosen)

    def size(self, entity: Any) -> int:
        """Give how many households there are, or people of one kind."""
        return self.households if entity == HOUSEHOLD else int(self.people[entity].starts[-1])

    def owners(self, entity: Any) -> Any:
        """Give the household of each person."""
        known = self._owners.get(entity)
        if known is None:
            rows = np.arange(self.households)
            known = rows if entity == HOUSEHOLD else np.repeat(rows, self.people[entity].sizes)
            self._owners[entity] = known
        return known

    def starts(self, entity: Any) -> Any:
        """Give where the people of each household begin."""
        return np.arange(self.households) if entity == HOUSEHOLD else self.people[entity].starts[:-1]

    def order(self, entity: Any) -> Any:
        """Give the row of the table in which each household or person stands."""
        if entity == HOUSEHOLD:
            return self.chosen
        order = self.people[entity].order
        return np.arange(self.size(entity)) if order is None else order

    def part(self, first: int, last: int) -> Worked:
        """Give those of them that stand together, from one to below another."""
        spans: dict[Any, slice] = {HOUSEHOLD: slice(first, last)}
        people = {}
        for entity, each in self.people.items():
            starts = each.starts[first : last + 1]
            span = spans[entity] = slice(starts[0], starts[-1])
            people[entity] = Grouping(starts - starts[0], None if each.order is None else each.order[span])
        values = {
            node: each[spans[node.scope]] if isinstance(each, np.ndarray) and each.ndim else each
            for node, each in self.values.items()
        }
        return Worked(self.plan, people, self.chosen[first:last], values)

    def value(self, node: Node, entity: Any = None) -> Any:
        """Give a value of each household, or of each person of some kind."""
        over, values = entity or node.scope, self.values[node]
        if over != HOUSEHOLD and node.scope == HOUSEHOLD and isinstance(values, np.ndarray):
            values = values[self.owners(over)]
        return np.broadcast_to(values, self.size(over))

    def for_household(self, flags: Any, entity: Any) -> Any:
        """Tell whether something holds for anybody of each household."""
        return flags if entity == HOUSEHOLD else self._count(flags, entity) > 0

    def _count(self, flags: Any, entity: Any) -> Any:
        if entity == HOUSEHOLD:
            return flags.astype(np.int64)
        return np.bincount(self.owners(entity)[flags], minlength=self.households)

    def where(self, position: int, asked: Asked | None = None) -> Any:
        """Give where one of the flags is unknown and asked for."""
        node = (asked or self.plan.asked).flags[position]
        return self.value(node, self.plan.flags[position].entity)

    @property
    def asked(self) -> Any:
        """Count the unknown flags that each household asks for."""
        found = np.zeros(self.households, np.int64)
        for position, each in enumerate(self.plan.flags):
            found += self._count(self.where(position), each.entity)
        return found

    def differs_in(self, nodes: Sequence[Node], other: Worked) -> Any:
        """Tell which households have another value of some node than the same ones worked out otherwise."""
        found = np.zeros(self.households, bool)
        for node in nodes:
            found |= self.for_household(self.value(node) != other.value(node), node.scope)
        return found

    def asks_only_for(self, flags: Sequence[Any], asked: Asked) -> Any:
        """Tell which households ask for nothing unknown but these flags."""
        found = ~self.value(asked.beyond)
        for position, (each, where) in enumerate(zip(self.plan.flags, flags, strict=True)):
            others = self.where(position, asked) & ~where
            found &= ~self.for_household(others, each.entity)
        return found


@frozen(eq=False)
class Some:
    """Some of all rows: which, where they and their people stand among all, and the flags that each asks for."""

    rows: Any
    places: Mapping[Any, Any]
    before: Worked
    asked: Sequence[Any]

    @classmethod
    def of(cls, first: Worked, rows: Any) -> Some:
        """Take rows of all that were worked out first."""
        places: dict[Any, Any] = {HOUSEHOLD: rows}
        people = {}
        for entity, each in first.people.items():
            taken = Grouping(each.starts).of(rows)
            people[entity], places[entity] = each.of(rows), taken.order
        values = {
            node: each[places[node.scope]] if isinstance(each, np.ndarray) and each.ndim else each
            for node, each in first.values.items()
        }
        before = Worked(first.plan, people, first.chosen[rows], values)
        return cls(rows, places, before, [before.where(position) for position in range(len(first.plan.flags))])

    def one_and_others(self) -> tuple[list[Any], list[Any]]:
        """Give the flags that the rows ask for: the last one of each household, and the others."""
        taken = np.zeros(len(self.rows), bool)
        one, others = [], []
        for each, asked in zip(reversed(self.before.plan.flags), reversed(self.asked), strict=True):
            owners = self.before.owners(each.entity)
            at = np.flatnonzero(asked & ~taken[owners])
            last = np.zeros(len(asked), bool)
            last[at[np.diff(owners[at], append=-1) != 0]] = True
            taken[owners[last]] = True
            one.append(last)
            others.append(asked & ~last)
        return one[::-1], others[::-1]


@frozen(eq=False)
class Way:
    """Some rows worked out once more with flags turned."""

    some: Some
    worked: Worked


@define(eq=False)
class AllWays:
    """What is certain of rows: all of them worked out once, those that turn on flags with these turned, too.

    Rows in `doubt` ask for more. `flags` says where each flag may change the outcome.
    """

    first: Worked
    doubt: Any
    ways: list[Way] = field(factory=list)
    flags: list[Any] = field(init=False)
    _asked: list[Any] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Take whatever is asked for."""
        self._asked = [self.first.where(position) for position in range(len(self.first.plan.flags))]
        self.flags = [each.copy() for each in self._asked]

    def add(self, way: Way, asked: Asked) -> None:
        """Take rows that were worked out once more; those that ask for more now are in doubt."""
        self.ways.append(way)
        self.doubt[way.some.rows] |= ~way.worked.asks_only_for(way.some.asked, asked)

    def forget(self, some: Some, flags: Sequence[Any], idle: Any) -> None:
        """Take flags back of those rows in which they change nothing."""
        for each, own, asked in zip(self.first.plan.flags, self.flags, flags, strict=True):
            own[some.places[each.entity]] &= ~(asked & idle[some.before.owners(each.entity)])

    def ask_more(self, asked: Asked) -> Any:
        """Tell which rows ask for something unknown beside their flags, this way or that."""
        found = ~self.first.asks_only_for(self._asked, asked)
        for way in self.ways:
            found[way.some.rows] |= ~way.worked.asks_only_for(way.some.asked, asked)
        return found

    def is_open(self, node: Node, entity: str | None = None, *, outcome: bool = False) -> Any:
        """Tell where a value can be one or another."""
        values = self.first.value(node, entity)
        found = np.zeros(len(values), bool)
        if node.op != "const":
            for way in self.ways:
                at = way.some.places[entity or node.scope]
                found[at] |= values[at] != way.worked.value(node, entity)
        return found

    def value(self, node: Node, entity: str | None = None) -> Any:
        """Give a value where it is not open."""
        return self.first.value(node, entity)

    def holds(self, node: Node, matters: Any) -> Any:
        """Tell where a condition holds every way."""
        return self.first.value(node) & ~self.is_open(node)

    def for_household(self, flags: Any, entity: str) -> Any:
        """Tell whether something holds for anybody of each household."""
        return self.first.for_household(flags, entity)

    def grade(self) -> Any:
        """Give the weakest grade that the rows rest on for sure."""
        return self.first.value(self.first.plan.grade)

    def owners(self, entity: str) -> Any:
        """Give the household of each person."""
        return self.first.owners(entity)

    def starts(self, entity: str) -> Any:
        """Give where the people of each household begin."""
        return self.first.starts(entity)
