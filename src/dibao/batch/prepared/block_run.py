"""Work a plan out on a prepared population with compiled loops over blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define

from dibao.batch.memory import always_zero
from dibao.batch.plan import Plan
from dibao.batch.prepared.blocks import BlockText, BlockWriter
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.prepared.column_run import spans
from dibao.batch.prepared.layers import Blocks
from dibao.batch.prepared.lying import array_of, lying
from dibao.batch.threads import PARTS_A_THREAD, shared_out, threads_for


@define(eq=False)
class BlockRun:
    """A plan as compiled loops, with what they read."""

    text: BlockText

    @classmethod
    def of(
        cls, plan: Plan, words: Mapping[Any, Any], bounds: StatedBounds, columns: Mapping[Any, Any], *, people: bool
    ) -> BlockRun:  # fmt: skip
        """Write the loops of a plan; those of the same plan, bounds and types of columns are written once."""
        lies = {name: lying(columns, name) for name, each in columns.items() if not each.is_constant}
        key = ("layers", people, *map(frozenset, (bounds.facts.items(), bounds.most.items(), lies.items())))
        if key not in plan.texts:
            persons = plan.persons if people else ()
            writer = BlockWriter(plan.household, persons, words, bounds, lambda data: lying(columns, data))
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

    def work(
        self, columns: Mapping[Any, Any], tables: Sequence[Any], blocks: Blocks, outputs: Sequence[Any], threads: int
    ) -> None:  # fmt: skip
        """Fill the outputs for the households of blocks."""
        from dibao.batch.compiled.machine import compiled

        facts, largest = self.read(columns), int(blocks.count.max(initial=0))
        figures = [np.ascontiguousarray(each, np.int64) for each in tables]
        empty = [columns[data[:2]].empty for data in self.text.empty]
        arrays = [*blocks.columns, always_zero(np.int64, largest), *facts, *empty, *figures, *outputs]
        addresses = _addresses(arrays)
        decide = compiled(self.text.text, 2 + len(addresses) + len(self.text.rooms))

        def decided(span: tuple[int, int]) -> None:
            # Each thread has its own room for what passes between loops.
            rooms = [np.empty(largest, each) for each in self.text.rooms]
            decide(*span, *addresses, *_addresses(rooms))

        threads = threads_for(blocks.households, threads)
        shared_out(decided, spans(len(blocks.count), threads * PARTS_A_THREAD if threads > 1 else 1), threads)


def _addresses(arrays: Iterable[Any]) -> list[int]:
    return [each.__array_interface__["data"][0] for each in arrays]
