"""Work a plan out with one compiled loop over all rows, in as many threads as may work."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.compiled.loops import LoopText, LoopWriter
from dibao.batch.plan import Plan
from dibao.batch.run import FEWEST_FOR_THREADS, Rows
from dibao.batch.substitution import UNKNOWN_OF

PARTS_A_THREAD = 4
_NOBODY = np.zeros(0, np.int64)


@define(eq=False)
class LoopRun:
    """A plan as a compiled loop, with what it reads."""

    plan: Plan
    text: LoopText
    facts: Sequence[tuple[Any, ...]] = field(init=False)
    figures: Sequence[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Tell what the loop reads."""
        self.facts, self.figures = self.text.facts, self.text.figures

    @classmethod
    def of(cls, plan: Plan, words: Mapping[Any, Any], *, figures_vary: bool, people: bool) -> LoopRun:
        """Write the loop of a plan; the same plan is written once."""
        key = (figures_vary, people)
        if key not in plan.texts:
            persons = plan.persons if people else ()
            plan.texts[key] = LoopWriter(plan.household, persons, words, figures_vary).write()
        return cls(plan, plan.texts[key])

    def work(
        self, rows: Rows, tables: Sequence[Any], place_of: Any, outputs: Sequence[Any], chunk: int, threads: int
    ) -> None:  # fmt: skip
        """Fill the outputs for all rows, with the figures of the policy that each row has."""
        filled = [output for output, node in zip(outputs, self.text.outputs, strict=True) if node is None]
        for output, constant in zip(outputs, self.text.outputs, strict=True):
            if constant:
                output[:] = constant
        columns = [
            place_of,
            rows.starts["member"],
            rows.starts.get("obligor", _NOBODY),
            *(_column(rows, data) for data in self.facts),
            *tables,
            *filled,
        ]
        decide = _loop(self.text.text, columns, len(filled))
        if threads > 1 and rows.households >= FEWEST_FOR_THREADS:
            bounds = np.linspace(0, rows.households, threads * PARTS_A_THREAD + 1).astype(np.int64).tolist()
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(lambda span: decide(*span, *columns), itertools.pairwise(bounds)))
        else:
            decide(0, rows.households, *columns)


def _column(rows: Rows, data: tuple[Any, ...]) -> Any:
    column = rows.columns[data[:2]]
    return np.ascontiguousarray(column.unknown if data[-1] == UNKNOWN_OF else column.values)


def _loop(text: str, columns: Sequence[Any], outputs: int) -> Callable[..., None]:
    from dibao.batch.compiled.compiling import compiled_loop

    return compiled_loop(text, columns, outputs)
