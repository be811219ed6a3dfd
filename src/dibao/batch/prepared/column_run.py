"""Work a plan out on a prepared population without compilation: people are rows that are added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, frozen

from dibao.batch.columnwise import ColumnWriter, compiled, in_order
from dibao.batch.notation import Whole
from dibao.batch.plan import Plan
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.prepared.layers import Blocks, Fill
from dibao.batch.results import REASONS
from dibao.batch.substitution import UNKNOWN_OF
from dibao.batch.threads import shared_out, threads_for
from dibao.household.facts import Entity
from dibao.symbols.nodes import Node

HOUSEHOLDS_A_BLOCK = 16384
_PEOPLE: tuple[Entity, ...] = ("member", "obligor")


@frozen(eq=False)
class People:
    """The people of households that have equally many: first all first ones, then all second ones."""

    number: int
    households: int
    kind: Any

    @property
    def sizes(self) -> Any:
        """Give how many people each household has."""
        return self.kind(self.number)

    @property
    def later(self) -> Any:
        """Tell for each person whether somebody stands before in the household."""
        return (np.arange(self.number) > 0)[:, None]

    def _layers(self, values: Any) -> Any:
        return np.broadcast_to(values, (self.number, self.households))

    def spread(self, values: Any) -> Any:
        """Give each household's value once for each of its people."""
        return values

    def total(self, values: Any, kind: Any) -> Any:
        """Add up a number over the people of each household."""
        return self._layers(values).sum(axis=0, dtype=kind)

    count = total

    def any(self, holds: Any) -> Any:
        """Tell whether a condition holds for somebody."""
        return self._layers(holds).any(axis=0)

    def earlier(self, holds: Any) -> Any:
        """Tell for each person whether a condition holds for somebody before in the household."""
        found = np.zeros((self.number, self.households), bool)
        np.logical_or.accumulate(self._layers(holds)[:-1], axis=0, out=found[1:])
        return found


@frozen(eq=False)
class _Household:
    member: People
    obligor: People


@define(eq=False)
class LayerRun:
    """A plan as a function over the columns of one block after another."""

    plan: Plan
    decide: Callable[..., tuple[Any, ...]]
    facts: Sequence[tuple[Any, ...]]
    figures: Sequence[str]
    outputs: Sequence[Node]
    kind: Any

    @classmethod
    def of(
        cls, plan: Plan, words: Mapping[Any, Any], bounds: StatedBounds, columns: Mapping[Any, Any], *, people: bool
    ) -> LayerRun:  # fmt: skip
        """Write and compile the function of a plan; 32 bits are taken where they hold all its numbers."""
        outputs = (*plan.household, *(plan.persons if people else ()))
        order = in_order(outputs)
        for node in order:
            bounds.of(node)
        narrow = all(bounds.is_narrow(node) for node in order if node.unit.is_number or node.op in ("lt", "eq"))
        # Figures are those of a block's one place, so that none is a column.
        writer = ColumnWriter(outputs, words, figures_vary=False, kinds=Whole(32 if narrow else 64))
        figures = [node.data[0] for node in writer.figures]
        return cls(plan, compiled(writer.write()), writer.facts, figures, outputs, np.int32 if narrow else np.int64)

    @property
    def kinds(self) -> list[Any]:
        """Give the types of the columns that are filled, of the values that are not always the same."""
        return [self._kind(node) for node in self.outputs if node.op != "const"]

    def _kind(self, node: Node) -> Any:
        return REASONS if node is self.plan.reasons else np.bool_ if node.unit.kind == "flag" else self.kind

    def read(self, columns: Mapping[Any, Any]) -> list[Any]:
        """Give the arrays that the function reads."""
        return [column_read(columns, data) for data in self.facts]

    def on(self, columns: Mapping[Any, Any], tables: Sequence[Any], blocks: Blocks) -> Fill:
        """Give what fills outputs for the households of blocks."""
        facts = self.read(columns)

        def fill(outputs: Sequence[Any], threads: int) -> None:
            threads = threads_for(blocks.households, threads)
            shared_out(
                lambda number: self._block(facts, tables, blocks, number, outputs), range(len(blocks.count)), threads
            )

        return fill

    def _block(
        self, facts: Sequence[Any], tables: Sequence[Any], blocks: Blocks, number: int, outputs: Sequence[Any]
    ) -> None:  # fmt: skip
        first, count = int(blocks.household[number]), int(blocks.count[number])
        sizes = {entity: int(blocks.people[entity][0][number]) if entity in blocks.people else 0 for entity in _PEOPLE}

        def fact(position: int) -> Any:
            part = self._part(facts[position], self.facts[position][0], blocks, number)
            return part if part.dtype == np.bool_ else part.astype(self.kind)

        def figure(position: int) -> Any:
            value = tables[position][blocks.policy[number]]
            return value if value.dtype == np.bool_ else self.kind(value)

        people = _Household(*(People(sizes[entity], count, self.kind) for entity in _PEOPLE))
        found = self.decide(fact, figure, people)
        filled = iter(outputs)
        for position, (value, node) in enumerate(zip(found, self.outputs, strict=True)):
            if node.op != "const":
                output = next(filled)
                household = position < len(self.plan.household)
                part = output[first : first + count] if household else self._part(output, "member", blocks, number)
                part[...] = value

    @staticmethod
    def _part(column: Any, entity: Any, blocks: Blocks, number: int) -> Any:
        """Give the part of a column that belongs to a block, a row for all first people and so on."""
        first, count = int(blocks.household[number]), int(blocks.count[number])
        if entity == "household":
            return column[first : first + count]
        size, base, stride, _ = (int(each[number]) for each in blocks.people[entity])
        step = column.itemsize
        return np.lib.stride_tricks.as_strided(column[base:], (size, count), (stride * step, step))


def column_read(columns: Mapping[Any, Any], data: tuple[Any, ...]) -> Any:
    """Give the numbers of a fact, or where it is unknown."""
    column = columns[data[:2]]
    return column.unknown if data[-1] == UNKNOWN_OF else column.values
