"""Settle what a region of the space of unknown facts is, and values in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, gcd
from typing import Any

from attrs import evolve, field, frozen

from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Bound, Node
from dibao.symbols.reduction import Reduction, Value
from dibao.symbols.units import Unit

Leaf = tuple[str, tuple[Any, ...]]
"""An unknown fact or figure: the operation and its data."""

Span = tuple[int, int]
SumKey = tuple[tuple[bytes, ...], tuple[int, ...]]


@frozen
class Region:
    """A part of the space of unknowns.

    `spans` bound single facts, `sums` bound weighted sums of several,
    `words` are choices that are settled and `not_words` those that are ruled out.
    """

    spans: Mapping[Leaf, Span] = field(factory=dict)
    words: Mapping[Leaf, str] = field(factory=dict)
    not_words: Mapping[Leaf, frozenset[str]] = field(factory=dict)
    sums: Mapping[SumKey, tuple[Bound, Bound]] = field(factory=dict)
    parts: Mapping[SumKey, tuple[tuple[Leaf, int], ...]] = field(factory=dict)


class Assuming(Graph):
    """A graph in which a region's bounds on sums are taken to hold."""

    def __init__(self, region: Region) -> None:
        """Take the region's bounds on sums."""
        self._sums = region.sums
        super().__init__()

    def summed(self, factors: dict[Node, int], offset: int, den: int, unit: Unit) -> Node:
        """Give a sum of stored numbers, bounded as the region bounds it."""
        node = super().summed(factors, offset, den, unit)
        if node.op == "linear" and len(node.args) > 1:
            if self._sums:
                self._narrow(node)
            if any(each.op == "round" for each in node.args):
                self._see_through_rounding(node)
        return node

    def _see_through_rounding(self, node: Node) -> None:
        """Bound `x - rounded(x / 2)` as `x / 2` and what rounding can add or take."""
        terms, constant = self.terms(node)
        plain: dict[Node, Fraction] = {}
        low = high = constant
        for each, factor in terms.items():
            inner, offset = self.terms(each.args[0]) if each.op == "round" else ({each: Fraction(1)}, Fraction(0))
            for part, inside in inner.items():
                plain[part] = plain.get(part, Fraction(0)) + factor * inside
            slack = sorted(factor * end for end in _slack(each)) if each.op == "round" else (0, 0)
            low, high = low + factor * offset + slack[0], high + factor * offset + slack[1]
        for part, factor in plain.items():
            if part.low is None or part.high is None:
                return
            ends = sorted((factor * Fraction(part.low, part.den), factor * Fraction(part.high, part.den)))
            low, high = low + ends[0], high + ends[1]
        node.low = tighter(max, ceil(low * node.den), node.low)
        node.high = tighter(min, floor(high * node.den), node.high)

    def _narrow(self, node: Node) -> None:
        factors, offset = node.data
        order, whole, scale = _canonical(node.args, factors)
        low, high = self._sums.get((order, whole), (None, None))
        ends = (low, high) if scale > 0 else (high, low)
        lows = [node.low] if ends[0] is None else [node.low, scale * ends[0] + offset]
        highs = [node.high] if ends[1] is None else [node.high, scale * ends[1] + offset]
        node.low = max((each for each in lows if each is not None), default=None)
        node.high = min((each for each in highs if each is not None), default=None)

    def _comparison(self, op: str, whole: dict[Node, int], bound: int, shown: tuple[str, Node, Node]) -> Node:
        node = super()._comparison(op, whole, bound, shown)
        key = (tuple(each.digest for each in node.args), node.data[0])
        low, high = self._sums.get(key, (None, None))
        if op == "lt" and high is not None and high < bound:
            return self.true
        if op == "lt" and low is not None and low >= bound:
            return self.false
        return node


class Refinement(Reduction):
    """Evaluates what is left of expressions inside one region."""

    def __init__(self, region: Region) -> None:
        """Take the region's spans and words."""
        super().__init__(lambda *_: None, {}, {}, Assuming(region))
        self._region = region

    def _fact(self, node: Node, person: int) -> Value:
        return self._within(node)

    def _figure(self, node: Node, person: int) -> Value:
        return self._within(node)

    def _within(self, node: Node) -> Value:
        leaf = (node.op, node.data)
        word = self._region.words.get(leaf)
        if word is not None:
            return word
        span = self._region.spans.get(leaf)
        if span is not None and span[0] == span[1]:
            return span[0]
        low, high = span or (node.low, node.high)
        copy = self.graph.leaf(node.op, node.data, node.unit, den=node.den, low=low, high=high)
        if node.unit.kind != "flag":
            copy.low, copy.high = low, high
        return copy

    def _is(self, node: Node, person: int) -> Value:
        value = self.value(node.args[0], person)
        if isinstance(value, Node) and node.data[0] in self._region.not_words.get((value.op, value.data), ()):
            return 0
        return super()._is(node, person)


def with_span(region: Region, leaf: Leaf, low: int, high: int) -> Region | None:
    """Give the region with one fact between two values; None if there are none."""
    return evolve(region, spans={**region.spans, leaf: (low, high)}) if low <= high else None


def halves(region: Region, leaf: Node) -> list[Region]:
    """Cut the span of one number in two."""
    low, high = least_known(leaf.low, 0), least_known(leaf.high, 0)
    middle = (low + high) // 2
    parts = (with_span(region, (leaf.op, leaf.data), *span) for span in ((low, middle), (middle + 1, high)))
    return [part for part in parts if part is not None]


def propagated(region: Region, key: SumKey, known: Mapping[Leaf, tuple[Bound, Bound]]) -> Region | None:
    """Narrow each fact of a bounded sum by what the others can be at most and least."""
    low, high = region.sums[key]
    spans = dict(region.spans)
    ends = {}
    for leaf, factor in region.parts[key]:
        span = spans.get(leaf) or known[leaf]
        if span[0] is None or span[1] is None:
            return region
        ends[leaf] = sorted((factor * span[0], factor * span[1]))
    least, most = (sum(each[end] for each in ends.values()) for end in (0, 1))
    for leaf, factor in region.parts[key]:
        lowest, highest = ends[leaf]
        if high is not None:
            highest = min(highest, high - (least - lowest))
        if low is not None:
            lowest = max(lowest, low - (most - ends[leaf][1]))
        if lowest > highest:
            return None
        least_own, most_own = sorted((Fraction(lowest, factor), Fraction(highest, factor)))
        if ceil(least_own) > floor(most_own):
            return None
        spans[leaf] = (ceil(least_own), floor(most_own))
    return evolve(region, spans=spans)


def _slack(node: Node) -> tuple[Fraction, Fraction]:
    """Give what a rounding can take from a value and add to it."""
    direction, step = node.data
    down, up = {"down": (-step, 0), "up": (0, step), "half_up": (Fraction(-step, 2), Fraction(step, 2))}[direction]
    return Fraction(down), Fraction(up)


def _canonical(args: Sequence[Node], factors: Sequence[int]) -> tuple[tuple[bytes, ...], tuple[int, ...], int]:
    """Give a sum's key as comparisons have it, and the factor that leads back."""
    pairs = sorted(zip(args, factors, strict=True), key=lambda pair: pair[0].digest)
    scale = gcd(*(factor for _, factor in pairs)) * (1 if pairs[0][1] > 0 else -1)
    return tuple(node.digest for node, _ in pairs), tuple(factor // scale for _, factor in pairs), scale


def least_known(value: Bound, otherwise: Bound) -> int:
    """Give the first of two bounds that is known; every fact has one."""
    chosen = otherwise if value is None else value
    assert chosen is not None
    return chosen


def tighter(pick: Any, new: Bound, old: Bound) -> Bound:
    """Give the tighter of two bounds, by `max` for lower ones and `min` for upper."""
    known = [each for each in (new, old) if each is not None]
    return pick(known) if known else None
