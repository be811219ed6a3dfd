"""Work a plan out with one compiled loop over all rows, in as many threads as may work."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, field, frozen

from dibao.batch.compiled.blocks import BLOCK, SLACK, BlockText, BlockWriter
from dibao.batch.compiled.crew import begun
from dibao.batch.compiled.kinds import FactKind, can_be_packed, fact_kind, fill_of, kinds_of
from dibao.batch.compiled.outline import PERSONS, Outline
from dibao.batch.compiled.tasks import spread, together
from dibao.batch.held import Coded
from dibao.batch.memory import address, at_line
from dibao.batch.plan import Plan
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.reading import BeyondBounds
from dibao.batch.rows import Rows
from dibao.batch.run import Figures
from dibao.batch.substitution import UNKNOWN_OF
from dibao.batch.threads import nothing, spans_for, threads_for
from dibao.household.checks import MOST_PEOPLE
from dibao.household.facts import Entity

PART = 2**16
CROWDS = (8, 16, 32, MOST_PEOPLE)
"""To these the largest household of a part is rounded up, so that few functions are compiled."""
_NOBODY = np.zeros(0, np.int64)
_PACKED = (fact_kind(8, is_signed=False, is_packed=True),) * 2


@frozen(eq=False, slots=False)
class LoopRun:
    """A plan as a compiled loop, with what it reads."""

    plan: Plan
    outline: Outline
    words: Mapping[Any, Any]

    @property
    def facts(self) -> Sequence[tuple[Any, ...]]:
        """Give the facts that are read."""
        return self.outline.facts

    @property
    def figures(self) -> Sequence[str]:
        """Give the names of the figures that are read."""
        return self.outline.figures

    @classmethod
    def of(cls, plan: Plan, words: Mapping[Any, Any], *, figures_vary: bool, people: bool) -> LoopRun:
        """Settle what the loop of a plan is; the same plan is settled once."""
        key = ("outline", figures_vary, people)
        if key not in plan.texts:
            plan.texts[key] = cls(plan, Outline(plan.household, plan.persons if people else (), figures_vary), words)
        found: LoopRun = plan.texts[key]
        return found

    @cached_property
    def filled(self) -> Sequence[bool]:
        """Tell of each output whether it is filled, since not every row has the same there."""
        return [node.op != "const" for node in [*self.outline.outputs, *self.outline.persons]]

    @cached_property
    def names(self) -> frozenset[tuple[Any, ...]]:
        """Give the names of the facts that are read."""
        return frozenset(data[:2] for data in self.facts)

    def work(
        self, rows: Rows, tables: Figures, place_of: Any, outputs: Sequence[Any], chunk: int, threads: int,
        meanwhile: Callable[[], None] = nothing,
    ) -> None:  # fmt: skip
        """Fill the outputs for all rows, with the figures of the policy that each row has.

        Something else is done `meanwhile` by the caller's thread, at the begin of its part.

        Raises:
            BeyondBounds: an unchecked number lies beyond its bounds, and the outputs mean nothing.
        """
        nodes = [*self.outline.outputs, *self.outline.persons]
        for output, node in zip(outputs, nodes, strict=True):
            if node.constant:
                output[:] = node.constant
        job = self.job(rows, tables, place_of, outputs)
        threads = threads_for(rows.households, threads)
        if not job.decided(spans_for(rows.households, threads, BLOCK), threads, meanwhile):
            raise BeyondBounds

    def job(self, rows: Rows, tables: Figures, place_of: Any, outputs: Sequence[Any]) -> Job:
        """Settle what is read and filled, and from where."""
        columns = [_column(rows, *each) for each in self._reads]
        words = tuple([(each.name, each.words) for each in columns if each.words is not None])
        first = [place_of, rows.starts["member"], rows.starts.get("obligor", _NOBODY)]
        filled = [*itertools.compress(outputs, self.filled)]
        begins = [each.address for each in columns]
        starting = [each.start for each in columns if each.start is not None]
        numbers = [*map(address, first), *begins, *starting, *tables.begins, *map(address, filled)]
        # What has the same in every row, the text does not fill.
        kinds = map(fill_of, filled)
        fills = tuple([next(kinds) if is_filled else "" for is_filled in self.filled])
        return Job(self, rows, columns, fills, words, numbers, [*first, tables, *filled])

    @cached_property
    def _reads(self) -> Sequence[tuple[tuple[Any, ...], bool, bool]]:
        """Give of each fact its name, whether it is read where it is unknown, and whether only words are asked for."""
        as_words = self.outline.asked_for_words
        return [(data[:2], data[-1] == UNKNOWN_OF, data[:2] in as_words) for data in self.facts]

    def text(
        self, kinds: Sequence[FactKind], fills: Sequence[str], words: tuple[Any, ...], crowds: tuple[Any, ...]
    ) -> BlockText:
        """Give the text for columns of certain kinds, written once."""
        outline = self.outline
        key = ("blocks", outline.figures_vary, len(outline.persons), kinds, fills, words, crowds)
        found: BlockText | None = self.plan.texts.get(key)
        if found is None:
            known = {**self.words, **dict(words)}
            found = BlockWriter(outline, known, kinds, fills, self._bounds(kinds, crowds)).write()
            self.plan.texts[key] = found
        return found

    def _bounds(self, kinds: Sequence[FactKind], crowds: tuple[Any, ...]) -> StatedBounds:
        """Give how large values become where the numbers of columns lie within what the loop checks."""
        facts = {}
        for data, kind in zip(self.facts, kinds, strict=True):
            if data[-1] != UNKNOWN_OF:
                facts[data[:2]] = kind.bounds or (-(2**63), 2**63)
        return StatedBounds(facts, {**dict.fromkeys(PERSONS, MOST_PEOPLE), **dict(crowds)})


@frozen(eq=False)
class _Loop:
    """A compiled loop, and where in its room, of a `size`, each thing lies that passes between its parts."""

    task: int
    places: Sequence[int]
    size: int


@frozen(eq=False, slots=False)
class Job:
    """One table as a loop reads and fills it; `kept` is what must live meanwhile.

    Its `loops` are for households of certain sizes, and for numbers that are small or not.
    """

    run: LoopRun
    rows: Rows
    columns: Sequence[_Raw]
    fills: tuple[str, ...]
    words: tuple[Any, ...]
    numbers: Sequence[int]
    kept: Sequence[Any]
    loops: dict[Any, _Loop] = field(factory=dict)

    def decided(
        self, spans: Sequence[range], threads: int = 1, meanwhile: Callable[[], None] = nothing
    ) -> bool:  # fmt: skip
        """Decide the households of spans; give whether every number lies within its bounds.

        Nearly always all amounts of a part are small, and half a word each is enough.
        """
        spans = [part for span in spans for part in _parts(span)]
        again = self._wrong(True, spans, threads, meanwhile)
        return not (again and self._wrong(False, again, threads, nothing))

    def _wrong(
        self, is_small: bool, spans: Sequence[range], threads: int, meanwhile: Callable[[], None]
    ) -> list[range]:  # fmt: skip
        """Decide spans, with half words or whole ones; give those in which a number lies beyond what they hold."""
        tasks, room = self.tasks(is_small, spans)
        begin = begun(tasks, threads, self, room)
        try:
            meanwhile()
        finally:
            given = begin.finish()
        return [span for span, wrong in zip(spans, given, strict=True) if wrong]

    def tasks(self, is_small: bool, spans: Sequence[range]) -> tuple[Any, int]:
        """Give a task for each span, and how much room a thread needs; what comes is zero if no number lies beyond."""
        # Nearly always no family is large.
        crowds = self._crowds(None) if is_small else ()
        is_same = all(each == CROWDS[0] for _, each in crowds)
        alike = [(crowds, spans)] if is_same else itertools.groupby(spans, self._crowds)
        pieces = [(self._loop(is_small, crowds), [*each]) for crowds, each in alike]
        tasks = [spread(loop.task, each, [*self.numbers, *loop.places]) for loop, each in pieces]
        return together(tasks), max((loop.size for loop, _ in pieces), default=0)

    def _loop(self, is_small: bool, crowds: tuple[Any, ...]) -> _Loop:
        from dibao.batch.compiled.machine import task_of

        key = is_small, crowds
        loop = self.loops.get(key)
        if loop is None:
            kinds = tuple([each.kinds[is_small] for each in self.columns])
            text = self.run.text(kinds, self.fills, self.words, crowds)
            *places, size = _places(text, self._most)
            loop = self.loops[key] = _Loop(task_of(text.text, len(places)), places, size)
        return loop

    @cached_property
    def _most(self) -> tuple[tuple[str, int], ...]:
        """Give how many rows the largest block has."""
        most = {"household": BLOCK}
        for entity, starts in self.rows.starts.items():
            edges = starts[::BLOCK]
            most[entity] = max(int((edges[1:] - edges[:-1]).max(initial=0)), int(starts[-1] - edges[-1]))
        return tuple(most.items())

    def _crowds(self, span: range | None) -> tuple[tuple[Entity, int], ...]:
        """Give how many people the households of a part, or of all, have at most, rounded up."""
        largest = [
            (entity, people.most_of_all if span is None else people.largest(span.start, span.stop))
            for entity, people in self.rows.people.items()
        ]
        return tuple([(entity, CROWDS[bisect_left(CROWDS, each)]) for entity, each in largest])


def _parts(span: range) -> list[range]:
    """Divide a span where the largest household and the largest amount are looked for anew."""
    return [span[first : first + PART] for first in range(0, len(span), PART)]


@lru_cache(maxsize=256)
def _places(text: BlockText, most: tuple[tuple[str, int], ...]) -> list[int]:
    """Give where each part of the room begins, and where the last one ends; each has whole lines of the cache."""
    rows = dict(most)
    sizes = (at_line(each.bytes * (rows[each.whose] + SLACK)) for each in text.scratch)
    return [*itertools.accumulate(sizes, initial=0)]


@define(eq=False)
class _Raw:
    """A column as the loop reads it, from an address in what is `kept`.

    Packed flags `start` at a bit, words may be numbered as in the table. Of its `kinds` the
    second one holds where all amounts are small.
    """

    name: tuple[Any, ...]
    address: int
    kept: Any
    kinds: tuple[FactKind, FactKind]
    start: int | None = None
    words: tuple[str, ...] | None = None


def _column(rows: Rows, name: tuple[Any, ...], is_unknown: bool, as_words: bool, /) -> _Raw:
    column = rows.columns[name]
    if is_unknown:
        return _plain(name, column.unknown, None)
    held = column.held
    if isinstance(held, pa.Array):
        values = held.buffers()[1]
        # Of no rows there may be nothing.
        begin = values.address if values is not None else 0
        if isinstance(held, pa.BooleanArray) and can_be_packed():
            return _Raw(name, begin, held, _PACKED, held.offset)
        if name in rows.unchecked:
            return _Raw(name, begin + held.offset * column.kind.itemsize, held, column.kinds)
    if as_words and isinstance(held, Coded):
        # The rules ask only which word it is: then it does not matter how the table numbers them.
        return _plain(name, held.numbers, None, words=column.words)
    values = held if isinstance(held, np.ndarray) else column.values
    return _plain(name, values, column.bounds, is_checked=name in rows.unchecked)


def _plain(
    name: tuple[Any, ...], numbers: Any, bounds: tuple[int, int] | None, *,
    is_checked: bool = False, words: tuple[str, ...] | None = None,
) -> _Raw:  # fmt: skip
    array = np.ascontiguousarray(numbers)
    kinds = kinds_of(array.dtype, bounds, name[0], is_checked=is_checked)
    return _Raw(name, address(array), array, kinds, words=words)
