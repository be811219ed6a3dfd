"""Settle what is certain of open rows: bounds from outside, completions from inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.basis import Word
from dibao.batch.between import Span
from dibao.batch.completions import OpenRows
from dibao.batch.open_plan import OpenPlan
from dibao.law.documents import GRADES
from dibao.symbols.nodes import HOUSEHOLD, Node

Values = Mapping[Node, Span]


@define(eq=False)
class Sandwich:
    """Values of open rows between bounds that surely hold and values that are surely reached.

    What the bounds leave open and no completion shows to be open is in `doubt`: only the
    path that decides one household can tell. `all_ends_are_all` says of which rows the
    completions are all there are.
    """

    plan: OpenPlan
    rows: OpenRows
    outer: Values
    inner: Values
    all_ends_are_all: Any
    doubt: Any = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with the rows whose awards need not be whole fen."""
        self.doubt = self.may_hold(self.plan.not_whole).copy()
        self.all_ends_are_all = self.all_ends_are_all & ~self.may_hold(self.plan.asks_for_figure)

    def _flat(self, node: Node, values: Any, entity: str | None = None) -> Any:
        """Give a value for each household, or each person of the value's own kind."""
        over = entity or node.scope
        if over != HOUSEHOLD and node.scope == HOUSEHOLD and isinstance(values, np.ndarray):
            values = values[self.rows.owners(over)]
        return np.broadcast_to(values, self.rows.size(over))

    def for_household(self, flags: Any, entity: str) -> Any:
        """Tell whether something holds for anybody of each household."""
        if entity == HOUSEHOLD:
            return flags
        return np.bincount(self.rows.owners(entity)[flags], minlength=self.rows.count) > 0

    def owners(self, entity: str) -> Any:
        """Give the household of each person."""
        return self.rows.owners(entity)

    def starts(self, entity: str) -> Any:
        """Give where the people of each household begin."""
        return self.rows.starts(entity)

    def is_open(self, node: Node, entity: str | None = None, *, outcome: bool = False) -> Any:
        """Tell where a value can be one or another, and keep in mind where that is in doubt."""
        over = entity or node.scope
        outer, inner = self.outer[node], self.inner[node]
        opened = self._flat(node, inner.low != inner.high, over)
        unsure = self._flat(node, outer.low != outer.high, over) & ~opened
        if outcome:
            unsure = unsure & ~self.all_ends_are_all[self.rows.owners(over)]
        self.doubt |= self.for_household(unsure, over)
        return opened

    def value(self, node: Node, entity: str | None = None) -> Any:
        """Give a value where it is not open."""
        return self._flat(node, self.inner[node].low, entity)

    def holds(self, node: Node, matters: Any) -> Any:
        """Tell where a condition of the household is known to hold; it is in doubt where that matters only."""
        sure = self._flat(node, self.outer[node].low)
        self.doubt |= self._flat(node, self.inner[node].low) & ~sure & matters
        return sure

    def may_hold(self, node: Node) -> Any:
        """Tell where a condition of the household may hold."""
        return self._flat(node, self.outer[node].high)

    # -- evidence ----------------------------------------------------------------------------------------
    def grade(self) -> Any:
        """Give the position of the weakest grade that each row rests on."""
        sure, possible = (np.zeros(self.rows.count, np.int64) for _ in range(2))
        for graded, when in self.plan.figures:
            for found, values in ((sure, self.inner), (possible, self.outer)):
                self._weaken(found, graded, self._flat(when, values[when].high), when.scope)
        for word in self.plan.words:
            position = GRADES.index(word.grade)
            for found, has in ((sure, self._has_word), (possible, self._may_have_word)):
                flags, entity = self._all_of(word, has(word))
                self._weaken(found, position, flags, entity)
        self.doubt |= sure != possible
        return sure

    def _weaken(self, found: Any, graded: int, flags: Any, entity: str) -> None:
        np.maximum(found, np.where(self.for_household(flags, entity), graded, 0), out=found)

    def _has_word(self, word: Word) -> list[tuple[Node, Any]]:
        shown = [(each, self.inner[each].high) for each in word.conditions]
        weighs = self._weighs(word, self.inner)
        return [*shown, (word.answered, self.outer[word.answered].low), *weighs]

    def _may_have_word(self, word: Word) -> list[tuple[Node, Any]]:
        shown = [(each, self.outer[each].high) for each in word.conditions]
        weighs = self._weighs(word, self.outer)
        return [*shown, (word.answered, self.inner[word.answered].low), *weighs]

    def _weighs(self, word: Word, values: Values) -> list[tuple[Node, Any]]:
        """Tell whether it weighs: what is not known does."""
        if not word.amounts:
            return [(word.weighs, values[word.weighs].high)]
        flags = [(word.weighs, values[word.weighs].high)]
        flags += [(each, values[each].low != values[each].high) for each in word.amounts]
        over = next((each.scope for each, _ in flags if each.scope != HOUSEHOLD), HOUSEHOLD)
        joined: Any = np.zeros(self.rows.size(over), bool)
        for node, flag in flags:
            joined = joined | self._flat(node, flag, over)
        return [(next((each for each, _ in flags if each.scope == over), word.weighs), joined)]

    def _all_of(self, word: Word, flags: Sequence[tuple[Node, Any]]) -> tuple[Any, str]:
        """Join conditions, of one person where one of them is, of anybody where relatives were asked."""
        over = next((node.scope for node, _ in flags if node.scope != HOUSEHOLD), HOUSEHOLD)
        if over == HOUSEHOLD and word.entity == "obligor":
            over = "obligor"
        joined: Any = np.ones(self.rows.size(over), bool)
        for node, flag in flags:
            joined = joined & self._flat(node, flag, over)
        return joined, over
