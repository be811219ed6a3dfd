"""Hold all that one law needs to decide classes of a population in blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen

from dibao.batch.plan import Plan
from dibao.batch.prepared.block_run import BlockRun
from dibao.batch.prepared.column_run import LayerRun
from dibao.batch.prepared.layers import Blocks, Fill


@frozen(eq=False, slots=False)
class Job:
    """A plan with the columns, figures and blocks that it is worked out on, every time it is asked for.

    `households` and `people` are how many the population has; the columns that come out have
    its order, those of classes that are not in the blocks hold anything.
    """

    plan: Plan
    work: BlockRun | LayerRun
    columns: Mapping[Any, Any]
    figures: Sequence[Any]
    blocks: Blocks
    households: int
    people: int

    def decided(self, threads: int) -> tuple[list[Any], list[Any]]:
        """Give columns of the household's values that are not always the same, and of the members'."""
        outputs = [np.empty(self.households, each) for each in self._kinds[0]]
        persons = [np.zeros(self.people, each) for each in self._kinds[1]]
        self._fill([*outputs, *persons], threads)
        return outputs, persons

    @cached_property
    def _kinds(self) -> tuple[Sequence[Any], Sequence[Any]]:
        """Give the types of the columns that are filled, those of households and those of members."""
        kinds, own = self.work.kinds, sum(node.op != "const" for node in self.plan.household)
        return kinds[:own], kinds[own:]

    @cached_property
    def _fill(self) -> Fill:
        """Give what fills columns."""
        return self.work.on(self.columns, self.figures, self.blocks)

    @property
    def read(self) -> list[Any]:
        """Give the columns that are read."""
        return self.work.read(self.columns)
