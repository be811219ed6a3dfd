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
        households = np.arange(self.rows.households)
        return households if entity == HOUSEHOLD else np.repeat(households, self.rows.people[entity].sizes)

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


@define(eq=False)
class BothWays:
    """What is certain of rows: all of them worked out once, those that turn on a flag with it turned, too.

    Rows in `doubt` ask for more.
    """

    first: Worked
    second: Worked
    turning: Any
    doubt: Any

    def _turned(self, node: Node, entity: str | None, values: Any) -> Any:
        """Give values with those of the second time where a row was worked out twice."""
        if not len(self.turning):
            return values
        found = values.copy()
        found[self.first.places_of(self.turning, entity or node.scope)] = self.second.value(node, entity)
        return found

    def is_open(self, node: Node, entity: str | None = None, *, outcome: bool = False) -> Any:
        """Tell where a value can be one or another."""
        values = self.first.value(node, entity)
        return values != self._turned(node, entity, values)

    def value(self, node: Node, entity: str | None = None) -> Any:
        """Give a value where it is not open."""
        return self.first.value(node, entity)

    def holds(self, node: Node, matters: Any) -> Any:
        """Tell where a condition holds both ways."""
        values = self.first.value(node)
        return values & self._turned(node, None, values)

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
