"""Put what is certain of open rows into the results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

import numpy as np
from attrs import define

from dibao.batch.groups import Group
from dibao.batch.open_plan import Failing
from dibao.batch.results import Results
from dibao.symbols.nodes import HOUSEHOLD, Node


class OutcomePlan(Protocol):
    """Which values of a plan are the outcome."""

    @property
    def status(self) -> Node:
        """Give the position of the status."""

    @property
    def slots(self) -> Sequence[Node]:
        """Give what each programme gives, per person where it is given to persons."""

    @property
    def sums(self) -> Sequence[Node]:
        """Give the same of the household together."""

    @property
    def dibao(self) -> Node:
        """Give what dibao gives."""

    @property
    def total(self) -> Node:
        """Give what is paid every month together."""

    @property
    def all_destitute(self) -> Node:
        """Tell whether nobody is left to be tested."""

    @property
    def reasons(self) -> Sequence[Failing | None]:
        """Give the tests."""

    @property
    def quantities(self) -> Sequence[Node]:
        """Give the quantities that are wanted."""


class Certain(Protocol):
    """Says what is certain of some rows, and which of them are in doubt."""

    @property
    def doubt(self) -> Any:
        """Tell which rows must be decided otherwise."""

    def is_open(self, node: Node, entity: str | None = None, *, outcome: bool = False) -> Any:
        """Tell where a value can be one or another."""

    def value(self, node: Node, entity: str | None = None) -> Any:
        """Give a value where it is not open."""

    def holds(self, node: Node, matters: Any) -> Any:
        """Tell where a condition is known to hold."""

    def for_household(self, flags: Any, entity: str) -> Any:
        """Tell whether something holds for anybody of each household."""

    def grade(self) -> Any:
        """Give the position of the weakest grade that each row rests on."""

    def owners(self, entity: str) -> Any:
        """Give the household of each person."""

    def starts(self, entity: str) -> Any:
        """Give where the people of each household begin."""


@define(eq=False)
class Placing:
    """Puts rows that are not in doubt into the results."""

    plan: OutcomePlan
    group: Group
    results: Results
    people_rows: list[Any] | None
    found: Certain

    def put(self, positions: Any, places: Any, missing_of: Callable[[Any], Mapping[int, list[str]]]) -> Any:
        """Put them, with what each open one misses; give the positions of the others."""
        plan, found, results = self.plan, self.found, self.results
        undetermined = found.is_open(plan.status, outcome=True)
        status = found.value(plan.status).astype(np.int64)
        slots = [found.is_open(node, self._of(position), outcome=True) for position, node in enumerate(plan.slots)]
        opened = [found.for_household(each, self._of(position)) for position, each in enumerate(slots)]
        dibao, total = (found.is_open(node, outcome=True) for node in (plan.dibao, plan.total))
        is_open = np.any([undetermined, dibao, total, *opened], axis=0)
        reasons = self._reasons(status, undetermined)
        grade = found.grade()
        quantities = [found.is_open(node) for node in plan.quantities]
        missing = missing_of(is_open)
        settled = np.flatnonzero(~found.doubt)
        at = positions[settled] if places is None else places[positions[settled]]
        rungs = len(self.group.policies[0].ladder.statuses)
        results.status[at] = np.where(undetermined, rungs + 1, status)[settled]
        results.grade[at], results.reasons[at] = grade[settled], reasons[settled]
        self._put_amounts(at, settled, dibao, total, opened, quantities)
        for row, paths in missing.items():
            if not found.doubt[row]:
                results.missing[int(positions[row] if places is None else places[positions[row]])] = paths
        if self.people_rows is not None:
            self._put_persons(positions, places, slots)
        return positions[found.doubt]

    def _of(self, position: int) -> str:
        return "member" if self.group.policies[0].composed.awards[position].to == "member" else HOUSEHOLD

    def _reasons(self, status: Any, undetermined: Any) -> Any:
        """Give the bits of the tests that the ladder reached and that are known to fail."""
        every = np.ones(len(status), bool)
        tested = ~self.found.holds(self.plan.all_destitute, every)
        found = np.zeros(len(status), np.uint64)
        for position, each in enumerate(self.plan.reasons):
            if each is not None:
                reached = tested & (undetermined | (status >= each.position))
                fails = reached & self.found.holds(each.fails, reached)
                found |= fails.astype(np.uint64) << np.uint64(position)
        return found

    def _put_amounts(
        self, at: Any, settled: Any, dibao: Any, total: Any, opened: Sequence[Any], quantities: Sequence[Any]
    ) -> None:  # fmt: skip
        plan, results = self.plan, self.results
        awards = self.group.policies[0].composed.awards
        # What is nothing in every row stands there already.
        pairs: list[tuple[Node, Any, Any, Callable[[], Any]]] = [
            (plan.dibao, dibao, results.dibao, lambda: results.open_dibao),
            (plan.total, total, results.total, lambda: results.open_total),
            *(
                (node, each, results.awards[award.programme], partial(results.open_awards.__getitem__, award.programme))
                for node, each, award in zip(plan.sums, opened, awards, strict=True)
                if node.constant != 0
            ),
        ]
        for node, open_there, values, flags in pairs:
            values[at] = np.where(open_there, 0, self.found.value(node))[settled]
            if open_there.any():
                flags()[at] = open_there[settled]
        for node, open_there, column in zip(plan.quantities, quantities, results.quantities.values(), strict=True):
            amount = np.where(open_there, 0, self.found.value(node))[settled]
            column.values[at], column.open[at] = amount * column.factor(node), open_there[settled]

    def _put_persons(self, positions: Any, places: Any, slots: Sequence[Any]) -> None:
        """Keep the awards to persons that are certain."""
        group, rows, starts = self.group, self.people_rows, self.found.starts("member")
        owners = self.found.owners("member")
        assert rows is not None
        for position, (award, node) in enumerate(zip(group.policies[0].composed.awards, self.plan.slots, strict=True)):
            if award.to != "member":
                continue
            amounts = self.found.value(node, "member")
            for person in np.flatnonzero((amounts != 0) & ~slots[position] & ~self.found.doubt[owners]).tolist():
                owner = int(owners[person])
                where = int(positions[owner])
                place = where if places is None else int(places[where])
                row = where if group.rows is None else int(group.rows[where])
                number = person - int(starts[owner])
                rows.append((place, row, number, award.programme, int(amounts[person]), award.kind))


def in_pieces(decide: Callable[[Any, Any], Any], positions: Any, places: Any, rows_at_once: int) -> Any:
    """Decide so many rows at once; give the positions of those that are left."""
    left = [decide(positions[first : first + rows_at_once], places) for first in range(0, len(positions), rows_at_once)]
    return np.concatenate(left) if left else positions
