"""Decide rows with something unknown together, by columns; leave those in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.between import Between, Span, known
from dibao.batch.columns import Column
from dibao.batch.columnwise import in_order
from dibao.batch.completions import MOST_UNKNOWN, Completions, OpenRows
from dibao.batch.grouping import Grouping
from dibao.batch.groups import Group
from dibao.batch.open_plan import OpenPlan
from dibao.batch.paths import Paths
from dibao.batch.people import Household, People
from dibao.batch.placing import Placing, in_pieces
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.batch.reading import Population
from dibao.batch.results import Results
from dibao.batch.run import figures_of
from dibao.batch.sandwich import Sandwich
from dibao.batch.substitution import UNKNOWN_OF, Shape
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

FEWEST_TOGETHER = 24
"""Fewer rows are decided one by one sooner than their plan is made."""
FEWEST_BETWEEN = 320
"""The same of rows that are bounded from both sides, which costs more and leaves some of them."""
ROWS_AT_ONCE = 2048


@define(eq=False)
class Together:
    """Decides the open rows of a group; `decide` gives the positions that are left."""

    plan: OpenPlan
    shape: Shape
    population: Population
    group: Group
    results: Results
    people_rows: list[Any] | None
    paths: Paths = field(init=False)
    _facts: list[Node] = field(init=False)
    _figures: dict[str, Any] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Find the facts and figures that the plan reads."""
        self.paths = Paths(self.population)
        leaves = [node for node in in_order(list(self.plan.outputs)) if node.op in ("fact", "figure")]
        self._facts = [n for n in leaves if n.op == "fact" and not (n.data[-1] == PEOPLE_OF and len(n.data) == 3)]
        names = [n.data[0] for n in leaves if n.op == "figure" and n.data[0] in self.shape.figures]
        tables = figures_of(names, self.shape, self.group.policies)
        self._figures = dict(zip(names, tables, strict=True))

    def decide(self, positions: Any, places: Any) -> Any:
        """Decide the rows at some positions of the group; give those that are in doubt."""
        return in_pieces(self._decide, positions, places, ROWS_AT_ONCE)

    def _decide(self, positions: Any, places: Any) -> Any:
        rows = self._open_rows(positions)
        policies = self.group.of_row[positions]
        outer = self._worked(rows.span, rows.unknown, policies, rows, None)
        touched = [
            (each.fact, np.broadcast_to(outer[each.where].high, rows.size(each.fact.entity)))
            for each in self.plan.touched
        ]
        completions = Completions.of(rows, touched)
        raw = self._worked(
            completions.span,
            lambda name: _ordered(completions, name[0], rows.unknown(name)),
            policies[completions.row_of],
            rows,
            completions,
        )
        inner = {node: completions.reduced(span.low, node.scope) for node, span in raw.items()}
        found = Sandwich(self.plan, rows, outer, inner, completions.all_ends_are_all)
        missing = _Missing(self, rows, completions, raw, found)
        placing = Placing(self.plan, self.group, self.results, self.people_rows, found)
        return placing.put(positions, places, missing.of)

    def _open_rows(self, positions: Any) -> OpenRows:
        chosen = positions if self.group.rows is None else self.group.rows[positions]
        orders: dict[Entity, Any] = {"household": chosen}
        people: dict[Entity, Grouping] = {}
        for entity, grouping in self.population.people.items():
            orders[entity], starts = grouping.of(chosen).parts
            people[entity] = Grouping(starts)
        if self.shape.one_obligor:
            # Nobody asked: one relative of whom nothing is known stands for all.
            people["obligor"] = Grouping(np.arange(len(chosen) + 1))
        columns: dict[tuple[Entity, str], Column] = {}
        for entity, name in {node.data[:2] for node in self._facts}:
            if entity in orders:
                columns[entity, name] = self.population.facts[entity][name].taken(orders[entity])
            else:
                form = self.shape.forms[entity, name]
                columns[entity, name] = Column(form.fact, 0, form.factor, True)
        return OpenRows(columns, people, orders, len(chosen))

    def _worked(
        self, span: Any, unknown: Any, policies: Any, rows: OpenRows, completions: Completions | None
    ) -> Mapping[Node, Span]:  # fmt: skip
        def fact(node: Node) -> Span:
            name = node.data[:2]
            return known(unknown(name)) if node.data[-1] == UNKNOWN_OF else span(name)

        def figure(node: Node) -> Span:
            values = self._figures.get(node.data[0])
            if values is None:
                # Any value that it may have makes a completion.
                one = np.int64(node.low or 0)
                return known(one) if completions is not None else Span(one, one, np.bool_(True))
            return known(values[0] if len(values) == 1 else values.take(policies))

        people = {
            name: People((grouping if completions is None else completions.people(name)).starts)
            for name, grouping in rows.people.items()
        }
        household = Household(people["member"], people.get("obligor"))
        work = Between(fact, figure, household, lambda node: self.shape.forms[node.data[:2]].fact.values)
        return work.work(self.plan.outputs)


@define(eq=False)
class _Missing:
    """Tells what can change the outcome of open rows."""

    run: Together
    rows: OpenRows
    completions: Completions
    raw: Mapping[Node, Span]
    found: Sandwich

    def of(self, is_open: Any) -> dict[int, list[str]]:
        """Give what can change the outcome, the weightiest first; one unknown, or several flags, can be told."""
        done, found = self.completions, self.found
        figures = found.may_hold(self.run.plan.asks_for_figure)
        alone = (done.counts == 1) & ~figures
        told = alone | (found.all_ends_are_all & (done.counts > 1))
        found.doubt |= is_open & ~told
        several = is_open & told & ~alone & ~found.doubt
        weights = self._weights(several)
        missing: dict[int, list[str]] = {}
        for row in np.flatnonzero(is_open & ~found.doubt).tolist():
            if alone[row]:
                missing[row] = [self._path(row, 0)]
                continue
            own = weights[row]
            kept = sorted((slot for slot in range(int(done.counts[row])) if own[slot]), key=lambda slot: -own[slot])
            if len({int(own[slot]) for slot in kept}) < len(kept):
                # Which of two equal ones comes first only the path that decides one household says.
                found.doubt[row] = True
                continue
            missing[row] = list(dict.fromkeys(self._path(row, slot) for slot in kept))
        return missing

    def _weights(self, wanted: Any) -> Any:
        """Count for each unknown of each row in how many completions it changes the outcome."""
        done = self.completions
        weights = np.zeros((self.rows.count, MOST_UNKNOWN), np.int64)
        if not wanted.any():
            return weights
        for slot in range(MOST_UNKNOWN):
            other = done.turned(slot)
            differs = np.zeros(len(other), bool)
            for node in self.run.plan.outcome:
                differs |= self._differ(node, other)
            weights[:, slot] = np.bincount(done.row_of[differs], minlength=self.rows.count)
        return weights

    def _differ(self, node: Node, other: Any) -> Any:
        """Tell in which completions a value differs from that of another of the same household."""
        values = self.raw[node].low
        if not isinstance(values, np.ndarray):
            return np.zeros(len(other), bool)
        if node.scope == HOUSEHOLD:
            return values != values[other]
        people = self.completions.people(node.scope)
        turned = Grouping(people.starts).of(other).order
        owners = np.repeat(np.arange(len(other)), people.sizes)
        return np.bincount(owners[values != values[turned]], minlength=len(other)) > 0

    def _path(self, row: int, slot: int) -> str:
        """Give the place of an unknown in the household's JSON."""
        done = self.completions
        fact, person = done.facts[int(done.asked[row, slot])], int(done.persons[row, slot])
        order = self.rows.orders.get(fact.entity)
        first = int(self.rows.starts(fact.entity)[row])
        # Of relatives nobody asked for there is no row.
        at = None if order is None else order[first if fact.entity == HOUSEHOLD else first + person]
        people = 1 if fact.entity == HOUSEHOLD else int(self.rows.people[fact.entity].sizes[row])
        return self.run.paths.path(fact, person, at, people)


def _ordered(completions: Completions, entity: str, values: Any) -> Any:
    return values[completions.row_of if entity == HOUSEHOLD else completions.people(entity).order]
