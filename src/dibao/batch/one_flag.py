"""Decide rows with something unknown that turn on one flag at most: both ways, by columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.groups import Group
from dibao.batch.one_flag_plan import OneFlagPlan, Text
from dibao.batch.paths import Paths
from dibao.batch.placing import Placing
from dibao.batch.reading import Population
from dibao.batch.results import Results
from dibao.batch.rows import rows_of
from dibao.batch.run import figures_of
from dibao.batch.substitution import UNKNOWN_OF, Shape
from dibao.batch.worked import BothWays, Name, Worked
from dibao.symbols.nodes import HOUSEHOLD
from dibao.symbols.units import FLAG

ROWS_AT_ONCE = 16_384


@define(eq=False)
class OneFlag:
    """Decides open rows of a group that ask for one unknown flag or none; `decide` gives the others.

    Each row is worked out with every unknown at some value. Where that asks for nothing
    unknown the outcome is settled. Where it asks for one flag, it is worked out with that
    flag turned; if this asks for nothing more, the two are all that can come of it.
    """

    plan: OneFlagPlan
    shape: Shape
    population: Population
    group: Group
    results: Results
    people_rows: list[Any] | None
    text: Text = field(init=False)
    paths: Paths = field(init=False)
    _figures: list[Any] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Take the function and the figures that it reads."""
        catalogue = self.group.policies[0].catalogue
        words = {(fact.entity, fact.name): fact.values for fact in catalogue.facts}
        self.text = self.plan.text(words, figures_vary=len(self.group.policies) > 1)
        self.paths = Paths(self.population)
        names = [node.data[0] for node in self.text.figures]
        self._figures = figures_of(names, self.shape, self.group.policies)

    def decide(self, positions: Any, places: Any) -> Any:
        """Decide the rows at some positions of the group; give those that are left."""
        left = [
            self._decide(positions[first : first + ROWS_AT_ONCE], places)
            for first in range(0, len(positions), ROWS_AT_ONCE)
        ]
        return np.concatenate(left) if left else positions

    def _decide(self, positions: Any, places: Any) -> Any:
        first = self._worked(positions, {})
        asked = first.asked
        settled = ~first.value(self.plan.beyond) & (asked <= 1)
        turning = np.flatnonzero(settled & (asked == 1))
        second = first
        if len(turning):
            turned = first.flags_asked_by(turning)
            second = self._worked(positions[turning], turned)
            settled[turning] = ~second.value(self.plan.beyond) & second.asks_only_for(turned)
        ends = BothWays(first, second, turning, ~settled)
        # What the outcome rests on where a flag is open is known from below only.
        ends.doubt |= ends.grade() != self.plan.weakest
        placing = Placing(self.plan, self.group, self.results, self.people_rows, ends)
        return placing.put(positions, places, lambda is_open: self._missing(ends, is_open))

    def _worked(self, positions: Any, turned: Mapping[Name, Any]) -> Worked:
        """Work rows out with some flags turned."""
        chosen = positions if self.group.rows is None else self.group.rows[positions]
        policies = self.group.of_row[positions]
        rows = rows_of(self.population, self.text.facts, chosen)
        found = Worked(self.plan, rows, chosen)

        def fact(number: int) -> Any:
            data = self.text.facts[number]
            column, size = rows.columns[data[:2]], found.size(data[0])
            if data[-1] == UNKNOWN_OF:
                return np.broadcast_to(column.unknown, size)
            values = np.broadcast_to(column.values, size)
            if column.fact.unit != FLAG:
                return values.astype(np.int64, copy=False)
            flags = values.astype(bool, copy=False)
            return flags ^ turned[data[:2]] if data[:2] in turned else flags

        def figure(number: int) -> Any:
            values = self._figures[number]
            return values[0] if len(values) == 1 else values.take(policies)

        values = self.text.decide(fact, figure, rows.household(0, rows.households))
        found.values.update(zip(self.text.outputs, values, strict=True))
        return found

    def _missing(self, ends: BothWays, is_open: Any) -> dict[int, list[str]]:
        """Give the one flag on which each open row turns."""
        first, found = ends.first, {}
        wanted = is_open & ~ends.doubt
        for position, each in enumerate(self.plan.flags):
            entity, where = each.fact.entity, first.where(position)
            owners, starts, order = first.owners(entity), first.starts(entity), first.order(entity)
            for place in np.flatnonzero(where & wanted[owners]).tolist():
                row = int(owners[place])
                person = 0 if entity == HOUSEHOLD else place - int(starts[row])
                found[row] = [self.paths.path(each.fact, person, order[place])]
        return found
