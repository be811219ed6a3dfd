"""Decide rows with something unknown that turn on one flag at most: both ways, by columns."""

from __future__ import annotations

from collections.abc import Sequence
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
from dibao.batch.worked import BothWays, Worked
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
        first = self._worked(positions, [])
        asked = first.asked
        doubt = first.value(self.plan.asked.beyond) | (asked > 1)
        turning = np.flatnonzero(~doubt & (asked == 1))
        second = first
        if len(turning):
            turned = first.flags_asked_by(turning)
            second = self._worked(positions[turning], turned)
            doubt[turning] = ~second.asks_only_for(turned, self.plan.asked)
        ends = BothWays(first, second, turning, doubt)
        doubt |= self._may_fail_other_tests(ends)
        # What the outcome rests on where a flag is open is known from below only.
        doubt |= ends.grade() != self.plan.weakest
        placing = Placing(self.plan, self.group, self.results, self.people_rows, ends)
        return placing.put(positions, places, lambda is_open: self._missing(ends, is_open))

    def _may_fail_other_tests(self, ends: BothWays) -> Any:
        """Tell where tests count that one way leaves out, and ask for something else that is unknown."""
        plan, first, turning = self.plan, ends.first, ends.turning
        found = np.zeros(first.rows.households, bool)
        if len(turning):
            flags = first.flags_asked_by(np.arange(len(found)))
            found = ends.is_open(plan.status) | ends.is_open(plan.all_destitute)
            others = ~first.asks_only_for(flags, plan.asked_of_tests)
            turned = first.flags_asked_by(turning)
            others[turning] |= ~ends.second.asks_only_for(turned, plan.asked_of_tests)
            found &= others
        return found

    def _worked(self, positions: Any, turned: Sequence[Any]) -> Worked:
        """Work rows out, with some of the flags turned."""
        chosen = positions if self.group.rows is None else self.group.rows[positions]
        policies = self.group.of_row[positions]
        columns = self.population.facts
        rows = rows_of(self.population, [each for each in self.text.facts if each[1] in columns[each[0]]], chosen)
        found = Worked(self.plan, rows, chosen)
        names = [(each.entity, each.name) for each in self.plan.flags]
        turns = dict(zip(names, turned, strict=False))

        def fact(number: int) -> Any:
            data = self.text.facts[number]
            if data[:2] not in rows.columns:
                return turns.get(data[:2], np.zeros(found.size(data[0]), bool))
            column, size = rows.columns[data[:2]], found.size(data[0])
            if data[-1] == UNKNOWN_OF:
                return np.broadcast_to(column.unknown, size)
            values = np.broadcast_to(column.values, size)
            if column.fact.unit != FLAG:
                return values.astype(np.int64, copy=False)
            flags = values.astype(bool, copy=False)
            return flags ^ turns[data[:2]] if data[:2] in turns else flags

        def figure(number: int) -> Any:
            values = self._figures[number]
            return values[0] if len(values) == 1 else values.take(policies)

        values = self.text.decide(fact, figure, rows.household(0, rows.households))
        found.values.update(zip(self.text.outputs, values, strict=True))
        return found

    def _missing(self, ends: BothWays, is_open: Any) -> dict[int, list[str]]:
        """Give the one flag on which each open row turns."""
        first = ends.first
        found: dict[int, list[str]] = {}
        wanted = is_open & ~ends.doubt
        for position, each in enumerate(self.plan.flags):
            entity, where = each.entity, first.where(position)
            if each.fact is None:
                # What else is asked for beside a figure only the path that decides one household says.
                ends.doubt |= is_open & first.for_household(where, entity)
                continue
            owners, starts, order = first.owners(entity), first.starts(entity), first.order(entity)
            for place in np.flatnonzero(where & wanted[owners]).tolist():
                row = int(owners[place])
                person = 0 if entity == HOUSEHOLD else place - int(starts[row])
                found[row] = [self.paths.path(each.fact, person, order[place])]
        return found
