"""Work a plan out on a prepared population with compiled loops over blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from attrs import define

from dibao.batch.compiled.run import PARTS_A_THREAD
from dibao.batch.plan import Plan
from dibao.batch.prepared.blocks import BlockText, BlockWriter
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.prepared.column_run import spans
from dibao.batch.prepared.layers import HOUSEHOLDS_A_BLOCK, Blocks
from dibao.batch.run import FEWEST_FOR_THREADS
from dibao.batch.substitution import UNKNOWN_OF


@define(eq=False)
class BlockRun:
    """A plan as compiled loops, with what they read."""

    text: BlockText

    @classmethod
    def of(cls, plan: Plan, words: Mapping[Any, Any], bounds: StatedBounds, *, people: bool) -> BlockRun:
        """Write the loops of a plan; those of the same plan and bounds are written once."""
        key = ("blocks", people, tuple(bounds.facts.items()), tuple(bounds.most.items()))
        if key not in plan.texts:
            plan.texts[key] = BlockWriter(plan.household, plan.persons if people else (), words, bounds).write()
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
    def kinds(self) -> list[Any]:
        """Give the types of the columns that are filled, of the values that are not always the same."""
        return [np.dtype(each) for each in self.text.kinds]

    @property
    def households_a_block(self) -> int:
        """Give how many households are worked on at once."""
        return HOUSEHOLDS_A_BLOCK

    def work(
        self, columns: Mapping[Any, Any], tables: Sequence[Any], blocks: Blocks, outputs: Sequence[Any], threads: int
    ) -> None:  # fmt: skip
        """Fill the outputs for the households of blocks."""
        from dibao.batch.compiled.compiling import compiled_loop

        facts = [
            columns[data[:2]].unknown if data[-1] == UNKNOWN_OF else columns[data[:2]].values for data in self.facts
        ]
        read = [*blocks.columns, *(np.ascontiguousarray(each) for each in facts), *tables]
        decide = compiled_loop(self.text.text, [*read, *outputs, *self._rooms()], len(outputs) + len(self.text.rooms))
        count = len(blocks.count)
        if threads > 1 and int(blocks.count.sum()) >= FEWEST_FOR_THREADS:
            with ThreadPoolExecutor(threads) as pool:
                parts = spans(count, threads * PARTS_A_THREAD)
                list(pool.map(lambda span: decide(*span, *read, *outputs, *self._rooms()), parts))
        else:
            decide(0, count, *read, *outputs, *self._rooms())

    def _rooms(self) -> list[Any]:
        """Give what passes between the loops of a block; each thread has its own."""
        return [np.empty(HOUSEHOLDS_A_BLOCK, np.dtype(each)) for each in self.text.rooms]
