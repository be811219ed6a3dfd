"""Hold the values of rows that were worked out with every unknown at some value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import define, field, frozen

from dibao.batch.grouping import Grouping
from dibao.batch.one_flag_plan import Asked, OneFlagPlan
from dibao.batch.rows import Rows
from dibao.symbols.nodes import HOUSEHOLD, Node


@frozen(eq=False)
class Worked:
    """The values of some rows; `chosen` says which of the table of households they are."""

    plan: OneFlagPlan
    rows: Rows
    chosen: Any
    values: dict[Node, Any] = field(factory=dict)

    def size(self, entity: Any) -> int:
        """Give how many households there are, or people of one kind."""
        return self.rows.households if entity == HOUSEHOLD else int(self.rows.people[entity].starts[-1])

    def owners(self, entity: Any) -> Any:
        """Give the household of each person."""
        return np.repeat(np.arange(self.rows.households), self._sizes(entity))

    def _sizes(self, entity: Any) -> Any:
        """Count the people of each household; of the household itself there is one."""
        return np.ones(self.rows.households, np.int64) if entity == HOUSEHOLD else self.rows.people[entity].sizes

    def starts(self, entity: Any) -> Any:
        """Give where the people of each household begin."""
        return np.arange(self.rows.households) if entity == HOUSEHOLD else self.rows.people[entity].starts[:-1]

    def order(self, entity: Any) -> Any:
        """Give the row of the table in which each household or person stands."""
        if entity == HOUSEHOLD:
            return self.chosen
        order = self.rows.people[entity].order
        return np.arange(self.size(entity)) if order is None else order

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
        return np.bincount(self.owners(entity)[flags], minlength=self.rows.households)

    def where(self, position: int, asked: Asked | None = None) -> Any:
        """Give where one of the flags is unknown and asked for."""
        node = (asked or self.plan.asked).flags[position]
        return self.value(node, self.plan.flags[position].entity)

    @property
    def asked(self) -> Any:
        """Count the unknown flags that each household asks for."""
        found = np.zeros(self.rows.households, np.int64)
        for position, each in enumerate(self.plan.flags):
            found += self._count(self.where(position), each.entity)
        return found

    def flags_asked_by(self, households: Any) -> list[Any]:
        """Give for each flag where some households alone ask for it."""
        return [
            self.where(position)[self.places_of(households, each.entity)]
            for position, each in enumerate(self.plan.flags)
        ]

    def one_and_others(self, households: Any) -> tuple[list[Any], list[Any]]:
        """Give the flags that some households ask for: the last one of each household, and the others."""
        taken = np.zeros(len(households), bool)
        one, others = [], []
        for each, asked in zip(reversed(self.plan.flags), reversed(self.flags_asked_by(households)), strict=True):
            owners = np.repeat(np.arange(len(taken)), self._sizes(each.entity)[households])
            at = np.flatnonzero(asked & ~taken[owners])
            last = np.zeros(len(asked), bool)
            last[at[np.diff(owners[at], append=-1) != 0]] = True
            taken[owners[last]] = True
            one.append(last)
            others.append(asked & ~last)
        return one[::-1], others[::-1]

    def differs_from(self, other: Worked) -> Any:
        """Tell which households have another outcome than the same ones worked out otherwise."""
        found = np.zeros(self.rows.households, bool)
        for node in self.plan.outcome:
            found |= self.for_household(self.value(node) != other.value(node), node.scope)
        return found

    def asks_only_for(self, flags: Sequence[Any], asked: Asked) -> Any:
        """Tell which households ask for nothing unknown but these flags."""
        found = ~self.value(asked.beyond)
        for position, (each, where) in enumerate(zip(self.plan.flags, flags, strict=True)):
            others = self.where(position, asked) & ~where
            found &= ~self.for_household(others, each.entity)
        return found

    def places_of(self, households: Any, entity: Any) -> Any:
        """Give where some households, or their people, stand among all."""
        return households if entity == HOUSEHOLD else Grouping(self.rows.people[entity].starts).of(households).order


@frozen(eq=False)
class Way:
    """Some rows worked out once more with flags turned; `rows` says which of all they are."""

    rows: Any
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

    def __attrs_post_init__(self) -> None:
        """Take whatever is asked for."""
        self.flags = [each.copy() for each in self.first.flags_asked_by(np.arange(self.first.rows.households))]

    def add(self, way: Way, asked: Asked) -> None:
        """Take rows that were worked out once more; those that ask for more now are in doubt."""
        self.ways.append(way)
        self.doubt[way.rows] |= ~way.worked.asks_only_for(self.first.flags_asked_by(way.rows), asked)

    def forget(self, way: Way, flags: Sequence[Any], idle: Any) -> None:
        """Take flags back of those rows of a way in which they change nothing."""
        for each, own, asked in zip(self.first.plan.flags, self.flags, flags, strict=True):
            at = self.first.places_of(way.rows, each.entity)
            own[at] &= ~(asked & idle[way.worked.owners(each.entity)])

    def ask_more(self, asked: Asked) -> Any:
        """Tell which rows ask for something unknown beside their flags, this way or that."""
        first = self.first
        found = ~first.asks_only_for(first.flags_asked_by(np.arange(first.rows.households)), asked)
        for way in self.ways:
            found[way.rows] |= ~way.worked.asks_only_for(first.flags_asked_by(way.rows), asked)
        return found

    def is_open(self, node: Node, entity: str | None = None, *, outcome: bool = False) -> Any:
        """Tell where a value can be one or another."""
        values = self.first.value(node, entity)
        found = np.zeros(len(values), bool)
        for way in self.ways:
            at = self.first.places_of(way.rows, entity or node.scope)
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
