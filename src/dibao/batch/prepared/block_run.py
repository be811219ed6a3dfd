"""Work a plan out on a prepared population with compiled loops over blocks."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from attrs import define, frozen

from dibao.batch.compiled.crew import done
from dibao.batch.compiled.tasks import spread
from dibao.batch.memory import address, always_zero, at_line
from dibao.batch.plan import Plan
from dibao.batch.prepared.blocks import BlockText, BlockWriter
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.prepared.layers import HOUSEHOLDS_A_BLOCK, Blocks
from dibao.batch.prepared.lying import array_of, lying
from dibao.batch.results import REASONS
from dibao.batch.threads import FEWEST_A_SPAN, spans_for, threads_for


@define(eq=False)
class BlockRun:
    """A plan as compiled loops, with what they read."""

    text: BlockText

    @classmethod
    def of(
        cls, plan: Plan, words: Mapping[Any, Any], bounds: StatedBounds, columns: Mapping[Any, Any], *, people: bool,
        piece: int,
    ) -> BlockRun:  # fmt: skip
        """Write the loops of a plan; those of the same plan, bounds and types of columns are written once."""
        lies = {name: lying(columns, name) for name, each in columns.items() if not each.is_constant}
        key = ("layers", people, piece, *map(frozenset, (bounds.facts.items(), bounds.most.items(), lies.items())))
        if key not in plan.texts:
            persons = plan.persons if people else ()
            kinds, lie = {plan.reasons: REASONS}, partial(lying, columns)
            writer = BlockWriter(plan.household, persons, words, bounds, lie, piece, kinds)
            plan.texts[key] = writer.write()
        return cls(plan.texts[key])

    @property
    def facts(self) -> Sequence[tuple[Any, ...]]:
        """Give the facts that the loops read."""
        return self.text.facts

    @property
    def figures(self) -> Sequence[str]:
        """Give the figures that the loops read."""
        return self.text.figures

    @property
    def kinds(self) -> Sequence[Any]:
        """Give the types of the columns that are filled, of the values that are not always the same."""
        return self.text.kinds

    def read(self, columns: Mapping[Any, Any]) -> list[Any]:
        """Give the arrays that the loops read."""
        return [np.ascontiguousarray(array_of(columns, data)) for data in self.facts]

    def on(self, columns: Mapping[Any, Any], tables: Sequence[Any], blocks: Blocks) -> BlockLoop:
        """Give what fills outputs for the households of blocks."""
        from dibao.batch.compiled.machine import task_of

        facts, largest = self.read(columns), int(blocks.count.max(initial=0))
        figures = [np.ascontiguousarray(each, np.int64) for each in tables]
        empty = [columns[data[:2]].empty for data in self.text.empty]
        arrays = [*blocks.columns, always_zero(np.int64, largest), *facts, *empty, *figures]
        sizes = (at_line(largest * each.itemsize) for each in self.text.rooms)
        *rooms, size = itertools.accumulate(sizes, initial=0)
        task = task_of(self.text.text, len(rooms))
        return BlockLoop(task, [*map(address, arrays)], rooms, size, len(blocks.count), blocks.households, arrays)


@frozen(eq=False)
class BlockLoop:
    """Compiled loops over blocks, with the addresses of what they read; `arrays` are what lies there.

    `rooms` tell where each thing that passes between loops lies in room of a `size`.
    """

    task: int
    addresses: Sequence[int]
    rooms: Sequence[int]
    size: int
    blocks: int
    households: int
    arrays: Sequence[Any]

    def __call__(self, outputs: Sequence[Any], threads: int) -> None:
        """Fill the outputs."""
        threads = threads_for(self.households, threads)
        spans = spans_for(self.blocks, threads, least=FEWEST_A_SPAN // HOUSEHOLDS_A_BLOCK)
        others = [*self.addresses, *map(address, outputs), *self.rooms]
        done(spread(self.task, spans, others), threads, self.size)
