"""Work a plan out with one compiled loop over all rows, in as many threads as may work."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from attrs import define, evolve, frozen

from dibao.batch.compiled.blocks import BLOCK, SLACK, BlockText, BlockWriter
from dibao.batch.compiled.kinds import FactKind, can_be_packed, fill_of, kind_of_array, within
from dibao.batch.compiled.outline import PERSONS, Outline
from dibao.batch.plan import Plan
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.reading import BeyondBounds
from dibao.batch.rows import Rows
from dibao.batch.run import FEWEST_FOR_THREADS
from dibao.batch.substitution import UNKNOWN_OF
from dibao.household.checks import MOST_PEOPLE

PARTS_A_THREAD = 4
SMALL = 2**27
"""Beyond so many fen a month, more than a million yuan, a part of the table is decided with whole words."""
_NOBODY = np.zeros(0, np.int64)


@define(eq=False)
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
            plan.texts[key] = Outline(plan.household, plan.persons if people else (), figures_vary)
        return cls(plan, plan.texts[key], words)

    def work(
        self, rows: Rows, tables: Sequence[Any], place_of: Any, outputs: Sequence[Any], chunk: int, threads: int
    ) -> None:  # fmt: skip
        """Fill the outputs for all rows, with the figures of the policy that each row has.

        Raises:
            BeyondBounds: an unchecked number lies beyond its bounds, and the outputs mean nothing.
        """
        nodes = [*self.outline.outputs, *self.outline.persons]
        filled = [output for output, node in zip(outputs, nodes, strict=True) if node.op != "const"]
        for output, node in zip(outputs, nodes, strict=True):
            if node.constant:
                output[:] = node.constant
        as_words = self.outline.asked_for_words
        columns = [_column(rows, data, as_words) for data in self.facts]
        words = tuple((data[:2], each.words) for data, each in zip(self.facts, columns, strict=True) if each.words)
        fills = tuple(fill_of(each) for each in outputs)
        read = [
            place_of, rows.starts["member"], rows.starts.get("obligor", _NOBODY), *(each.array for each in columns),
        ]  # fmt: skip
        tables = [np.ascontiguousarray(each, np.int64) for each in tables]
        numbers = [
            *_addresses(read), *(each.start for each in columns if each.kind.is_packed), *_addresses(tables),
            *_addresses(filled),
        ]  # fmt: skip

        def span(first: int, last: int) -> int:
            # Nearly always all amounts are small, and half a word each is enough.
            return attempt(first, last, is_small=True) and attempt(first, last, is_small=False)

        def attempt(first: int, last: int, *, is_small: bool) -> int:
            kinds = tuple(_kind(*each, is_small=is_small) for each in zip(columns, self.facts, strict=True))
            text = self._text(kinds, fills, words)
            room, places = _scratch(text, rows, first, last)
            wrong: int = _function(text, 2 + len(numbers) + len(places))(first, last, *numbers, *places)
            del room
            return wrong

        if threads > 1 and rows.households >= FEWEST_FOR_THREADS:
            bounds = np.linspace(0, rows.households, threads * PARTS_A_THREAD + 1).astype(np.int64).tolist()
            with ThreadPoolExecutor(threads) as pool:
                found = list(pool.map(lambda each: span(*each), itertools.pairwise(bounds)))
        else:
            found = [span(0, rows.households)]
        if any(found):
            raise BeyondBounds

    def _text(self, kinds: Sequence[FactKind], fills: Sequence[str], words: tuple[Any, ...]) -> BlockText:
        """Give the text for columns of certain kinds, written once."""
        outline = self.outline
        key = ("blocks", outline.figures_vary, len(outline.persons), kinds, fills, words)
        if key not in self.plan.texts:
            self.plan.texts[key] = BlockWriter(
                outline, {**self.words, **dict(words)}, kinds, fills, self._bounds(kinds)
            ).write()
        found: BlockText = self.plan.texts[key]
        return found

    def _bounds(self, kinds: Sequence[FactKind]) -> StatedBounds:
        """Give how large values become where the numbers of columns lie within what the loop checks."""
        facts = {}
        for data, kind in zip(self.facts, kinds, strict=True):
            if data[-1] != UNKNOWN_OF:
                facts[data[:2]] = kind.bounds or (-(2**63), 2**63)
        return StatedBounds(facts, dict.fromkeys(PERSONS, MOST_PEOPLE))


def _kind(column: _Raw, data: tuple[Any, ...], *, is_small: bool) -> FactKind:
    """Give the kind of a column, with what the loop checks; small numbers if so much is hoped for."""
    kind = column.kind
    if not is_small or data[0] == "household" or kind.bits < 32 or column.bounds is None:
        return kind
    low, high = column.bounds
    return evolve(kind, bounds=(max(low, -SMALL), min(high, SMALL)))


@frozen(eq=False)
class _Raw:
    """A column as the loop reads it; packed flags begin at a bit, words may be numbered as in the table."""

    array: Any
    kind: FactKind
    start: int = 0
    words: tuple[str, ...] | None = None
    bounds: tuple[int, int] | None = None


def _column(rows: Rows, data: tuple[Any, ...], as_words: Collection[tuple[Any, ...]]) -> _Raw:
    column = rows.columns[data[:2]]
    if data[-1] == UNKNOWN_OF:
        array = np.ascontiguousarray(column.unknown)
        return _Raw(array, kind_of_array(array))
    bits = column.bits
    if bits is not None and can_be_packed():
        return _Raw(bits.buffer, FactKind(8, is_signed=False, is_packed=True), bits.start)
    coded = column.coded
    if coded is not None and data[:2] in as_words:
        # The rules ask only which word it is: then it does not matter how the table numbers them.
        array = np.ascontiguousarray(coded.numbers)
        words = [column.fact.values[code] for code in coded.codes]
        return _Raw(array, kind_of_array(array), words=tuple(words))
    array = np.ascontiguousarray(column.values)
    bounds = column.bounds
    return _Raw(
        array, kind_of_array(array, bounds if data[:2] in rows.unchecked else None), bounds=within(array, bounds)
    )


def _addresses(arrays: Iterable[Any]) -> list[int]:
    return [each.__array_interface__["data"][0] for each in arrays]


def _scratch(text: BlockText, rows: Rows, first: int, last: int) -> tuple[Any, list[int]]:
    """Give room for one block at a time, and where each part of it begins."""
    most = {"household": BLOCK}
    for entity, starts in rows.starts.items():
        at = starts[[*range(first, last, BLOCK), last]]
        most[entity] = int(np.diff(at).max(initial=0))
    sizes = [8 * (most[each.whose] + SLACK) for each in text.scratch]
    room = np.empty(sum(sizes) + SLACK, np.uint8)
    begin = room.__array_interface__["data"][0]
    return room, [begin + place for place in itertools.accumulate(sizes, initial=0)][: len(sizes)]


def _function(text: BlockText, arguments: int) -> Any:
    from dibao.batch.compiled.machine import compiled

    return compiled(text.text, arguments)
