"""Settle what an expression can be where some of its facts are unknown.

The unknown facts span a space. It is cut, at the expression's own conditions,
into regions in which nothing is left to decide; there the values are plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, gcd
from typing import Any

from attrs import evolve, field, frozen

from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Bound, Node
from dibao.symbols.reduction import Reduction, Value, support
from dibao.symbols.units import Unit

Leaf = tuple[str, tuple[Any, ...]]
"""An unknown fact or figure: the operation and its data."""

Span = tuple[int, int]
SumKey = tuple[tuple[bytes, ...], tuple[int, ...]]
MOST_REGIONS = 96
MANY_LEAVES = 10
FEW_REGIONS = 16
"""With many unknowns a cut more settles little, and each costs more."""


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


@frozen
class Cell:
    """A region with the values of the expressions in it.

    `settled` is false where a condition in it is still open.
    """

    region: Region
    values: tuple[Value, ...]
    settled: bool


class _Assuming(Graph):
    """A graph in which a region's bounds on sums are taken to hold."""

    def __init__(self, region: Region) -> None:
        self._sums = region.sums
        super().__init__()

    def linear(self, terms: dict[Node, Fraction], constant: Fraction, unit: Unit) -> Node:
        node = super().linear(terms, constant, unit)
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
        node.low = _tighter(max, ceil(low * node.den), node.low)
        node.high = _tighter(min, floor(high * node.den), node.high)

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


class _Refinement(Reduction):
    """Evaluates what is left of expressions inside one region."""

    def __init__(self, region: Region) -> None:
        super().__init__(lambda *_: None, {}, {}, _Assuming(region))
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


def explore(nodes: Sequence[Node], most: int = MOST_REGIONS) -> list[Cell]:
    """Cut the space of unknowns until nothing in these expressions is open.

    Args:
        nodes: what is left of the expressions after a reduction.
        most: how many regions may be looked at; what is then still open is
            given as it is, which is sound but may be loose.
    """
    cells: list[Cell] = []
    waiting = [Region()]
    looked_at = 0
    while waiting:
        region = waiting.pop()
        looked_at += 1
        refinement = _Refinement(region)
        values = tuple(refinement.value(node) for node in nodes)
        children = _cut(values, region, refinement.graph) if looked_at + len(waiting) < most else None
        if children:
            waiting.extend(reversed(children))
        else:
            cells.append(Cell(region, values, next(_open_nodes(values), None) is None))
    return cells


def reopened(nodes: Sequence[Node], region: Region) -> Cell:
    """Give the values of expressions in a region, without cutting it."""
    refinement = _Refinement(region)
    values = tuple(refinement.value(node) for node in nodes)
    return Cell(region, values, next(_open_nodes(values), None) is None)


def halves(region: Region, leaf: Node) -> list[Region]:
    """Cut the span of one number in two."""
    low, high = _or(leaf.low, 0), _or(leaf.high, 0)
    middle = (low + high) // 2
    parts = (_with_span(region, (leaf.op, leaf.data), *span) for span in ((low, middle), (middle + 1, high)))
    return [part for part in parts if part is not None]


def _cut(values: Sequence[Value], region: Region, graph: Graph) -> list[Region]:
    """Give the parts into which the first open condition cuts a region.

    Conditions on facts come before those on what is still open inside, which
    they often settle.
    """
    opaque: list[Node] = []
    for node in _open_nodes(values):
        atom = _atom(node, graph)
        if atom is None:
            continue
        if not all(each.op in ("fact", "figure") for each in atom.args):
            opaque.append(atom)
            continue
        parts = list(_parts(atom, region))
        if len(parts) > 1:
            return [part for part in parts if part is not None]
    for atom in opaque:
        if turned := list(_turning_parts(atom, region)):
            return turned
    for atom in opaque:
        if atom.op in ("lt", "eq"):
            return [part for part in _parts(atom, region) if part is not None]
    return []


def _turning_parts(atom: Node, region: Region) -> Iterator[Region]:
    """Cut one fact where a nested condition turns, the others being at their least."""
    numbers = [leaf for leaf in support([atom]) if leaf.unit.is_number]
    for leaf in numbers:
        others = {(each.op, each.data): (_or(each.low, 0), _or(each.low, 0)) for each in numbers if each is not leaf}
        turn = _turn(atom, leaf, others)
        if turn is not None:
            for low, high in ((_or(leaf.low, 0), turn - 1), (turn, _or(leaf.high, 0))):
                part = _with_span(region, (leaf.op, leaf.data), low, high)
                if part is not None:
                    yield part
            return


def _turn(atom: Node, leaf: Node, others: Mapping[Leaf, Span]) -> int | None:
    """Find by bisection the first value of a fact from which a condition differs."""

    def holds(value: int) -> Value:
        return _Refinement(Region(spans={**others, (leaf.op, leaf.data): (value, value)})).value(atom)

    low, high = _or(leaf.low, 0), _or(leaf.high, 0)
    first, last = holds(low), holds(high)
    if isinstance(first, Node) or isinstance(last, Node) or first == last:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) == first else (low, middle)
    return high


def _atom(node: Node, graph: Graph) -> Node | None:
    """Give the condition that an open node hangs on."""
    if node.op not in ("min", "max"):
        return node
    smaller = graph.compare("<=", node.args[0], node.args[1])
    atom = smaller.args[0] if smaller.op == "not" else smaller
    return atom if atom.op == "lt" else None


def _open_nodes(values: Sequence[Value]) -> Iterator[Node]:
    """Give what is open in order: single flags and words, comparisons, then choices of extremes."""
    seen: dict[Node, None] = {}
    stack = [each for each in reversed(values) if isinstance(each, Node)]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen[node] = None
            stack.extend(reversed(node.args))
    for ops in (("fact", "figure", "is"), ("lt", "eq"), ("min", "max")):
        for node in seen:
            is_leaf = node.op in ("fact", "figure")
            if node.op in ops and (not is_leaf or node.unit.kind == "flag"):
                yield node


def _parts(node: Node, region: Region) -> Iterator[Region | None]:
    if node.op in ("fact", "figure"):
        yield from (_with_span(region, (node.op, node.data), each, each) for each in (1, 0))
    elif node.op == "is":
        yield from _word_parts(node, region)
    else:
        yield from _comparison_parts(node, region)


def _word_parts(node: Node, region: Region) -> Iterator[Region | None]:
    leaf = (node.args[0].op, node.args[0].data)
    if node.args[0].op not in ("fact", "figure"):
        return
    yield evolve(region, words={**region.words, leaf: node.data[0]})
    out = region.not_words.get(leaf, frozenset()) | {node.data[0]}
    yield evolve(region, not_words={**region.not_words, leaf: out})


def _comparison_parts(node: Node, region: Region) -> Iterator[Region | None]:
    factors, bound = node.data
    below, above = (None, bound - 1), (bound, None)
    spans = (below, above) if node.op == "lt" else (below, (bound, bound), (bound + 1, None))
    if len(node.args) == 1 and node.args[0].op in ("fact", "figure"):
        [leaf] = node.args
        for low, high in spans:
            yield _with_span(region, (leaf.op, leaf.data), _or(low, leaf.low), _or(high, leaf.high))
        return
    key = (tuple(each.digest for each in node.args), factors)
    old_low, old_high = region.sums.get(key, (None, None))
    leaves = tuple(((each.op, each.data), factor) for each, factor in zip(node.args, factors, strict=True))
    plain = all(each.op in ("fact", "figure") for each in node.args)
    for low, high in spans:
        sums = {**region.sums, key: (_tighter(max, low, old_low), _tighter(min, high, old_high))}
        parts = {**region.parts, key: leaves} if plain else region.parts
        known = {(each.op, each.data): (each.low, each.high) for each in node.args}
        yield _propagated(evolve(region, sums=sums, parts=parts), key, known) if plain else evolve(region, sums=sums)


def _with_span(region: Region, leaf: Leaf, low: int, high: int) -> Region | None:
    return evolve(region, spans={**region.spans, leaf: (low, high)}) if low <= high else None


def _propagated(region: Region, key: SumKey, known: Mapping[Leaf, tuple[Bound, Bound]]) -> Region | None:
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


def _or(value: Bound, otherwise: Bound) -> int:
    chosen = otherwise if value is None else value
    assert chosen is not None
    return chosen


def _tighter(pick: Any, new: Bound, old: Bound) -> Bound:
    known = [each for each in (new, old) if each is not None]
    return pick(known) if known else None
