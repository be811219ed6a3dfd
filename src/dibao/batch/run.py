"""Work a plan out for many rows: chunk by chunk, each small enough to stay in cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from attrs import define, field, frozen

from dibao.assess.policy import Policy
from dibao.batch.columns import Column
from dibao.batch.columnwise import ColumnWriter, compiled
from dibao.batch.people import Household, People
from dibao.batch.plan import Plan
from dibao.batch.reading import Population
from dibao.batch.substitution import UNKNOWN_OF, Shape
from dibao.household.facts import Entity
from dibao.law.figures import FigureInForce
from dibao.symbols.nodes import Node
from dibao.symbols.units import CHOICE, FLAG

CHUNK = 8192
FEWEST_FOR_THREADS = 20_000


@frozen(eq=False)
class Rows:
    """The columns of a population in the order of its households, for the facts that a plan reads.

    Those that are `unchecked` may hold numbers beyond their bounds.
    """

    columns: dict[tuple[Any, ...], Column]
    starts: dict[Entity, Any]
    households: int
    unchecked: Set[tuple[Entity, str]] = frozenset()

    def part(self, data: tuple[Any, ...], first: int, last: int) -> Any:
        """Give a fact, or where it is unknown, for some households or their people."""
        entity: Entity = data[0]
        column = self.columns[data[:2]]
        if entity != "household":
            starts = self.starts[entity]
            first, last = starts[first], starts[last]
        if data[-1] == UNKNOWN_OF:
            return column.unknown[first:last]
        values = column.values[first:last]
        return values if column.fact.unit in (FLAG, CHOICE) else values.astype(np.int64, copy=False)

    def people(self, first: int, last: int) -> Household:
        """Give who belongs to some households."""
        found = {name: People(starts[first : last + 1] - starts[first]) for name, starts in self.starts.items()}
        return Household(found["member"], found.get("obligor"))


def rows_of(population: Population, data: Sequence[tuple[Any, ...]], chosen: Any = None) -> Rows:
    """Put the columns that a plan reads into the order of the households, all of them or those chosen."""
    orders: dict[Entity, Any] = {}
    starts: dict[Entity, Any] = {}
    for entity, grouping in population.people.items():
        orders[entity], starts[entity] = (grouping if chosen is None else grouping.of(chosen)).parts
    if chosen is not None:
        orders["household"] = chosen
    columns = {}
    for entity, name in {each[:2] for each in data}:
        column, order = population.facts[entity][name], orders.get(entity)
        columns[entity, name] = column if order is None else column.taken(order)
    return Rows(columns, starts, len(population) if chosen is None else len(chosen), population.unchecked)


@define(eq=False)
class ColumnRun:
    """A plan as a function over columns, with what it reads."""

    plan: Plan
    decide: Callable[..., tuple[Any, ...]] = field(init=False)
    facts: Sequence[tuple[Any, ...]] = field(init=False)
    figures: Sequence[str] = field(init=False)

    def outputs(self, *, people: bool) -> Sequence[Node]:
        """Give the values that the function gives, those of single persons last."""
        return (*self.plan.household, *(self.plan.persons if people else ()))

    @classmethod
    def of(cls, plan: Plan, words: Any, *, figures_vary: bool, people: bool) -> ColumnRun:
        """Write and compile the function of a plan."""
        run = cls(plan)
        writer = ColumnWriter(run.outputs(people=people), words, figures_vary)
        run.decide = compiled(writer.write())
        run.facts, run.figures = writer.facts, writer.figures
        return run

    def work(
        self, rows: Rows, tables: Sequence[Any], place_of: Any, outputs: Sequence[Any], chunk: int, threads: int
    ) -> None:  # fmt: skip
        """Fill the outputs for all rows, with the figures of the policy that each row has."""
        figures = [values[0] if len(values) == 1 else values.take(place_of) for values in tables]
        spans = list(_spans(rows.households, chunk))
        if threads > 1 and rows.households >= FEWEST_FOR_THREADS:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(lambda span: self._chunk(rows, figures, outputs, *span), spans))
        else:
            for span in spans:
                self._chunk(rows, figures, outputs, *span)

    def _chunk(self, rows: Rows, figures: Sequence[Any], outputs: Sequence[Any], first: int, last: int) -> None:
        def fact(position: int) -> Any:
            return rows.part(self.facts[position], first, last)

        def figure(position: int) -> Any:
            value = figures[position]
            return value[first:last] if isinstance(value, np.ndarray) else value

        found = self.decide(fact, figure, rows.people(first, last))
        own = len(self.plan.household)
        for output, value, node in zip(outputs[:own], found, self.plan.household, strict=False):
            if output.strides == (16,) and node.op != "const":
                # Both words while they are near; the sign of amounts below zero is put there later.
                words = output.base.reshape(-1, 2)[first:last]
                words[:, 0], words[:, 1] = value, 0
            elif node.constant != 0:
                output[first:last] = value
        starts = rows.starts["member"]
        for output, value in zip(outputs[own:], found[own:], strict=True):
            output[starts[first] : starts[last]] = value


def _spans(count: int, chunk: int) -> Iterator[tuple[int, int]]:
    for first in range(0, count, chunk):
        yield first, min(first + chunk, count)


def figures_of(names: Sequence[str], shape: Shape, policies: Sequence[Policy]) -> list[Any]:
    """Give each figure as a column with one number for each policy."""
    found: list[Any] = []
    for name in names:
        factor = shape.figures[name][2]
        found_first = policies[0].composed.figures[name.partition("[")[0]]
        is_flag = isinstance(found_first, FigureInForce) and found_first.record.unit == FLAG
        stored = [(policy.stored_figures[name] or 0) // factor for policy in policies]
        # Numbers of NumPy, since `~` of a flag of Python is no flag.
        found.append(np.array(stored, np.bool_ if is_flag else np.int64))
    return found
