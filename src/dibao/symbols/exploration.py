"""Settle what an expression can be where some of its facts are unknown.

The unknown facts span a space. It is cut, at the expression's own conditions,
into regions in which nothing is left to decide; there the values are plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Value, support
from dibao.symbols.regions import Leaf, Refinement, Region, Span, least_known, propagated, tighter, with_span

MOST_REGIONS = 96
MANY_LEAVES = 10
FEW_REGIONS = 16
"""With many unknowns a cut more settles little, and each costs more."""


@frozen
class Cell:
    """A region with the values of the expressions in it.

    `settled` is false where a condition in it is still open.
    """

    region: Region
    values: tuple[Value, ...]
    settled: bool

    def mentions(self, leaf: Node) -> bool:
        """Tell whether the region, or what is left in it, turns on an unknown."""
        key, region = (leaf.op, leaf.data), self.region
        summed = any(key == part for parts in region.parts.values() for part, _ in parts)
        if summed or any(key in each for each in (region.spans, region.words, region.not_words)):
            return True
        return any((each.op, each.data) == key for each in support([v for v in self.values if isinstance(v, Node)]))


def explore(nodes: Sequence[Node], most: int = MOST_REGIONS) -> list[Cell]:
    """Cut the space of unknowns until nothing in these expressions is open.

    Args:
        nodes: what is left of the expressions after a reduction.
        most: how many regions may be looked at; what is then still open is
            given as it is, which is sound but may be loose.
    """
    if all(node.op == "const" for node in nodes):
        return [Cell(Region(), tuple(node.data[0] for node in nodes), True)]
    return list(_cells(nodes, most))


def _cells(nodes: Sequence[Node], most: int) -> Iterator[Cell]:
    waiting = [Region()]
    looked_at = 0
    while waiting:
        region = waiting.pop()
        looked_at += 1
        refinement = Refinement(region)
        values = tuple(refinement.value(node) for node in nodes)
        children = _cut(values, region, refinement.graph) if looked_at + len(waiting) < most else None
        if children:
            waiting.extend(reversed(children))
        else:
            yield Cell(region, values, next(_open_nodes(values), None) is None)


def certain(node: Node) -> Value:
    """Give the one value that an open expression has whatever the unknowns are; itself if there are several.

    With many unknowns it is not looked for. What is given counts in parts of the node's `den`.
    """
    if len(support([node])) > MANY_LEAVES:
        return node
    found: Value | None = None
    for cell in _cells([node], MOST_REGIONS):
        [value] = cell.values
        if isinstance(value, Node) or value != (value if found is None else found):
            return node
        found = value
    return node if found is None else found


def reopened(nodes: Sequence[Node], region: Region) -> Cell:
    """Give the values of expressions in a region, without cutting it."""
    refinement = Refinement(region)
    values = tuple(refinement.value(node) for node in nodes)
    return Cell(region, values, next(_open_nodes(values), None) is None)


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
        others = {
            (each.op, each.data): (least_known(each.low, 0), least_known(each.low, 0))
            for each in numbers
            if each is not leaf
        }
        turn = _turn(atom, leaf, others)
        if turn is not None:
            for low, high in ((least_known(leaf.low, 0), turn - 1), (turn, least_known(leaf.high, 0))):
                part = with_span(region, (leaf.op, leaf.data), low, high)
                if part is not None:
                    yield part
            return


def _turn(atom: Node, leaf: Node, others: Mapping[Leaf, Span]) -> int | None:
    """Find by bisection the first value of a fact from which a condition differs."""

    def holds(value: int) -> Value:
        return Refinement(Region(spans={**others, (leaf.op, leaf.data): (value, value)})).value(atom)

    low, high = least_known(leaf.low, 0), least_known(leaf.high, 0)
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
        yield from (with_span(region, (node.op, node.data), each, each) for each in (1, 0))
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
        if leaf.low is None or leaf.high is None:
            # A figure may have no ends, and a part without ends is no span.
            return
        for low, high in spans:
            yield with_span(region, (leaf.op, leaf.data), least_known(low, leaf.low), least_known(high, leaf.high))
        return
    key = (tuple(each.digest for each in node.args), factors)
    old_low, old_high = region.sums.get(key, (None, None))
    leaves = tuple(((each.op, each.data), factor) for each, factor in zip(node.args, factors, strict=True))
    plain = all(each.op in ("fact", "figure") for each in node.args)
    for low, high in spans:
        sums = {**region.sums, key: (tighter(max, low, old_low), tighter(min, high, old_high))}
        parts = {**region.parts, key: leaves} if plain else region.parts
        known = {(each.op, each.data): (each.low, each.high) for each in node.args}
        yield propagated(evolve(region, sums=sums, parts=parts), key, known) if plain else evolve(region, sums=sums)
