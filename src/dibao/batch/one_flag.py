"""Decide rows with something unknown that turn on one flag at most: both ways, by columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.absent_amounts import GivenAmount
from dibao.batch.groups import Group
from dibao.batch.one_flag_plan import OneFlagPlan, Text
from dibao.batch.paths import Paths
from dibao.batch.placing import Placing, in_pieces
from dibao.batch.reading import Population
from dibao.batch.results import Results
from dibao.batch.rows import rows_of
from dibao.batch.run import figures_of
from dibao.batch.substitution import UNKNOWN_OF, Shape
from dibao.batch.worked import AllWays, Some, Way, Worked
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD
from dibao.symbols.units import FLAG

ROWS_AT_ONCE = 32_768
MOST_FLAGS = 2


@define(eq=False)
class OneFlag:
    """Decides open rows of a group that ask for one unknown flag or none; `decide` gives the others.

    Each row is worked out with every unknown at some value. Where that asks for nothing
    unknown the outcome is settled. Where it asks for one flag, it is worked out with that
    flag turned; if this asks for nothing more, the two are all that can come of it. Two flags
    are turned in every way, of which one at least must change nothing. All amounts that are
    missing are one flag.
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
        return in_pieces(self._decide, positions, places, ROWS_AT_ONCE)

    def _decide(self, positions: Any, places: Any) -> Any:
        first, plan = self._worked(positions, []), self.plan
        asked = first.asked
        ends = AllWays(first, first.value(plan.asked.beyond) | (asked > MOST_FLAGS))
        one, two = (Some.of(first, np.flatnonzero(~ends.doubt & (asked == count))) for count in (1, MOST_FLAGS))
        self._add(ends, positions, one, two)
        # Tests count that one way leaves out, and may ask for something else that is unknown.
        other_tests = ends.is_open(plan.status) | ends.is_open(plan.all_destitute)
        ends.doubt |= other_tests & ends.ask_more(plan.asked_of_tests)
        ends.doubt |= self._may_hide_amounts(ends)
        # What the outcome rests on where a flag is open is known from below only.
        ends.doubt |= ends.grade() != plan.weakest
        placing = Placing(plan, self.group, self.results, self.people_rows, ends)
        return placing.put(positions, places, lambda is_open: self._missing(ends, is_open))

    def _add(self, ends: AllWays, positions: Any, one: Some, two: Some) -> None:
        """Work rows out that ask for one flag, and those that ask for two; those that turn on both are in doubt."""
        last, others = two.one_and_others()
        both = [each | other for each, other in zip(last, others, strict=True)]
        for way in self._ways(positions, [(one, one.asked), (two, last), (two, others), (two, both)]):
            ends.add(way, self.plan.asked)
        if not len(two.rows):
            return
        by_last, by_others, by_both = (way.worked for way in ends.ways[-3:])
        is_idle = [
            ~(two.before.differs_in(self.plan.outcome, way) | other.differs_in(self.plan.outcome, by_both))
            for way, other in ((by_last, by_others), (by_others, by_last))
        ]
        for flags, idle in zip((last, others), is_idle, strict=True):
            ends.forget(two, flags, idle)
        # Which of both is asked for first only the path that decides one household says.
        ends.doubt[two.rows] |= ~is_idle[0] & ~is_idle[1]
        # Amounts, the last flag of all, may change something although the two that were tried do not.
        ends.doubt[two.rows] |= last[-1] & (is_idle[0] | self._may_matter_beside_amounts(two, others, by_others))

    def _may_matter_beside_amounts(self, two: Some, others: Sequence[Any], turned: Worked) -> Any:
        """Tell where flags may change what becomes of amounts, though nothing of the two that were tried."""
        before, plan = two.before, self.plan
        found = np.zeros(len(two.rows), bool)
        for each in plan.beside_amounts:
            found |= before.value(each.where) & (each.steering is None or before.differs_in(each.steering, turned))
        for flag, asked in zip(plan.flags, others, strict=True):
            for given in (*plan.amounts, *plan.told_amounts):
                # What is compared in vain would be named before what is given.
                if given.figure == flag.figure:
                    where = before.for_household(before.value(given.where, "member"), "member")
                    found |= where & before.for_household(asked, flag.entity)
        return found

    def _ways(self, positions: Any, tried: Sequence[tuple[Some, Sequence[Any]]]) -> list[Way]:
        """Work rows out with flags turned, all at once, since columns have their price however short they are."""
        rows = np.concatenate([some.rows for some, _ in tried])
        if not len(rows):
            return []
        turned = [np.concatenate(flags) for flags in zip(*(flags for _, flags in tried), strict=True)]
        worked = self._worked(positions[rows], turned)
        ends = np.cumsum([0, *(len(some.rows) for some, _ in tried)]).tolist()
        return [Way(some, worked.part(*span)) for (some, _), span in zip(tried, pairwise(ends), strict=True)]

    def _may_hide_amounts(self, ends: AllWays) -> Any:
        """Tell where something takes in a missing amount that is the same with both that were tried."""
        first, plan = ends.first, self.plan
        found = np.zeros(first.households, bool)
        for each in plan.amounts:
            entity, where = self._given_to(first, each)
            found |= first.for_household(where & ~ends.is_open(plan.slots[each.position], entity), entity)
        for each in plan.told_amounts:
            where = first.for_household(first.value(each.where, "member"), "member")
            found |= where & ~ends.is_open(plan.quantities[each.position])
        return found

    def _given_to(self, worked: Worked, each: GivenAmount) -> tuple[Entity, Any]:
        """Give to whom a programme gives a missing amount, and where."""
        where = worked.value(each.where, "member")
        if self.group.policies[0].composed.awards[each.position].to == "member":
            return "member", where
        return "household", worked.for_household(where, "member")

    def _worked(self, positions: Any, turned: Sequence[Any]) -> Worked:
        """Work rows out, with some of the flags turned."""
        chosen = positions if self.group.rows is None else self.group.rows[positions]
        policies = self.group.of_row[positions]
        columns = self.population.facts
        rows = rows_of(self.population, {each[:2] for each in self.text.facts if each[1] in columns[each[0]]}, chosen)
        found = Worked(self.plan, rows.people, chosen)
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

    def _missing(self, ends: AllWays, is_open: Any) -> dict[int, list[str]]:
        """Give the one flag on which each open row turns, or the figures whose amounts it is to be given."""
        first = ends.first
        found: dict[int, list[str]] = {}
        wanted = is_open & ~ends.doubt
        *flags, amounts = zip(self.plan.flags, ends.flags, strict=True)
        for each, where in flags:
            if each.fact is None:
                # What else is asked for beside a figure only the path that decides one household says.
                ends.doubt |= is_open & first.for_household(where, each.entity)
                continue
            owners, starts, order = (of(each.entity) for of in (first.owners, first.starts, first.order))
            people = np.bincount(owners, minlength=len(wanted))
            for place in np.flatnonzero(where & wanted[owners]).tolist():
                row = int(owners[place])
                person = 0 if each.entity == HOUSEHOLD else place - int(starts[row])
                found[row] = [self.paths.path(each.fact, person, order[place], int(people[row]))]
        return found | self._missing_figures(ends, amounts[1] & wanted)

    def _missing_figures(self, ends: AllWays, wanted: Any) -> dict[int, list[str]]:
        """Give the figures that are to be given, in the order of programmes and people."""
        first = ends.first
        given: dict[int, dict[tuple[int, int], str]] = {row: {} for row in np.flatnonzero(wanted).tolist()}
        for each in self.plan.amounts:
            entity, where = self._given_to(first, each)
            owners, starts = first.owners(entity), first.starts(entity)
            for place in np.flatnonzero(where & wanted[owners]).tolist():
                row = int(owners[place])
                slot = (each.position, place - int(starts[row]))
                # In which order one award asks for several figures only the path that decides one household says.
                ends.doubt[row] |= slot in given[row]
                given[row][slot] = each.figure
        return {row: list(dict.fromkeys(slots[slot] for slot in sorted(slots))) for row, slots in given.items()}
