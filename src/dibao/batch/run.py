"""Work a plan out for many rows: chunk by chunk, each small enough to stay in cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen

from dibao.assess.policy import Policy
from dibao.batch.column_kinds import ColumnKinds, bits_for
from dibao.batch.columnwise import ColumnWriter, compiled
from dibao.batch.memory import address
from dibao.batch.once import once_a_policy
from dibao.batch.plan import Plan
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.rows import Rows
from dibao.batch.sizes import Sizes, Stated
from dibao.batch.substitution import Shape
from dibao.batch.threads import nothing, shared_out, threads_for
from dibao.law.figures import FigureInForce
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import FLAG

CHUNK = 24_576
MOST_KEPT = 64


@frozen(eq=False)
class _Function:
    """A plan written for numbers of certain sizes; `bits` are those in which each fact is read."""

    decide: Callable[..., tuple[Any, ...]]
    bits: Sequence[int]


@frozen(eq=False, slots=False)
class ColumnRun:
    """A plan as a function over columns, with what it reads."""

    plan: Plan
    words: Any
    figures_vary: bool
    outputs: Sequence[Node]
    facts: Sequence[tuple[Any, ...]]
    figure_nodes: Sequence[Node]
    numbered: frozenset[tuple[Any, ...]]

    @property
    def figures(self) -> Sequence[str]:
        """Give the names of the figures that are read."""
        return [node.data[0] for node in self.figure_nodes]

    @cached_property
    def names(self) -> frozenset[tuple[Any, ...]]:
        """Give the names of the facts that are read."""
        return frozenset(data[:2] for data in self.facts)

    @classmethod
    def of(cls, plan: Plan, words: Any, *, figures_vary: bool, people: bool) -> ColumnRun:
        """Settle what the function of a plan is; the same plan is settled once."""
        key = ("columns", figures_vary, people)
        if key not in plan.texts:
            outputs = (*plan.household, *(plan.persons if people else ()))
            writer = ColumnWriter(outputs, words, figures_vary)
            read = writer.facts, writer.figures, writer.numbered
            plan.texts[key] = cls(plan, words, figures_vary, outputs, *read)
        found: ColumnRun = plan.texts[key]
        return found

    def work(
        self, rows: Rows, tables: Sequence[Any], place_of: Any, outputs: Sequence[Any], chunk: int, threads: int,
        meanwhile: Callable[[], None] = nothing,
    ) -> None:  # fmt: skip
        """Fill the outputs for all rows, with the figures of the policy that each row has.

        Where threads share the interpreter, something else is done after it.
        """
        figures = [_figure(*each, place_of) for each in zip(self.figure_nodes, tables, strict=True)]
        rows = rows.with_numbers(self.numbered)
        sizes = Sizes.of(rows, self.facts)
        threads = threads_for(rows.households, threads)
        # No thread is without work because another one has all of it in one chunk.
        spans = _spans(rows.households, min(chunk, max(-(-rows.households // threads), 1)))

        def work(span: tuple[int, int]) -> None:
            self._chunk(self._function(sizes.within(*span)), rows, figures, outputs, *span)

        shared_out(work, spans, threads)
        meanwhile()

    def _function(self, stated: Stated) -> _Function:
        """Give the function for numbers of certain sizes, written once."""
        key = ("columns", self.figures_vary, len(self.outputs), stated)
        if key not in self.plan.texts:
            bounds = StatedBounds({name: each for name, each, _ in stated.facts}, dict(stated.most))
            kinds = ColumnKinds(bounds, {name: bits for name, _, bits in stated.facts})
            writer = ColumnWriter(self.outputs, {**self.words, **dict(stated.words)}, self.figures_vary, kinds)
            decide = compiled(writer.write())
            self.plan.texts[key] = _Function(decide, [kinds.read(data[:2]) for data in self.facts])
        found: _Function = self.plan.texts[key]
        return found

    def _chunk(
        self, function: _Function, rows: Rows, figures: Sequence[Any], outputs: Sequence[Any], first: int, last: int
    ) -> None:  # fmt: skip
        def fact(position: int) -> Any:
            data = self.facts[position]
            return rows.part(data, rows.span(data[0], first, last), function.bits[position])

        def figure(position: int) -> Any:
            value = figures[position]
            return value[first:last] if isinstance(value, np.ndarray) else value

        found = function.decide(fact, figure, rows.household(first, last))
        own = len(self.plan.household)
        for output, value, node in zip(outputs[:own], found, self.plan.household, strict=False):
            if output.strides == (16,) and node.op != "const":
                # Both words while they are near; the sign of amounts below zero is put there later.
                words = output.base.reshape(-1, 2)[first:last]
                words[:, 0], words[:, 1] = value, 0
            elif node.constant != 0:
                output[first:last] = value
        members = rows.span("member", first, last)
        for output, value, node in zip(outputs[own:], found[own:], self.outputs[own:], strict=True):
            is_shared = node.scope == HOUSEHOLD and isinstance(value, np.ndarray)
            output[members] = np.repeat(value, np.diff(rows.starts["member"][first : last + 1])) if is_shared else value


def _figure(node: Node, values: Any, place_of: Any) -> Any:
    """Give a figure in as few bits as hold it: of the one place, or a column of each row's."""
    if node.unit.is_number:
        assert node.low is not None
        assert node.high is not None
        values = values.astype(f"i{bits_for(max(-node.low, node.high)) // 8}")
    return values[0] if len(values) == 1 else values.take(place_of)


def _spans(count: int, chunk: int) -> Iterator[tuple[int, int]]:
    for first in range(0, count, chunk):
        yield first, min(first + chunk, count)


class Figures(list[Any]):
    """Figures, each as a column with one number for each policy."""

    @cached_property
    def words(self) -> Sequence[Any]:
        """Give all of them as whole words."""
        return [np.ascontiguousarray(each, np.int64) for each in self]

    @cached_property
    def begins(self) -> Sequence[int]:
        """Give where the words of each begin."""
        return [*map(address, self.words)]


def figures_of(names: Sequence[str], shape: Shape, policies: Sequence[Policy]) -> Figures:
    """Give each figure as a column with one number for each policy."""
    factors = [shape.figures[name][2] for name in names]
    kept = _kept_figures(policies[0]) if len(policies) == 1 else {}
    key = tuple(names), tuple(factors)
    found = kept.get(key)
    if found is None:
        found = Figures(_figure_of(*each, policies) for each in zip(names, factors, strict=True))
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = found
    return found


@once_a_policy
def _kept_figures(_: Policy) -> dict[tuple[tuple[str, ...], tuple[int, ...]], Figures]:
    return {}


def _figure_of(name: str, factor: int, policies: Sequence[Policy]) -> Any:
    first = policies[0].composed.figures[name.partition("[")[0]]
    is_flag = isinstance(first, FigureInForce) and first.record.unit == FLAG
    stored = [(policy.stored_figures[name] or 0) // factor for policy in policies]
    # Numbers of NumPy, since `~` of a flag of Python is no flag.
    values = np.array(stored, np.bool_ if is_flag else np.int64)
    values.flags.writeable = False
    return values
