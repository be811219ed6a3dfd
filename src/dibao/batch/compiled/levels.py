"""Settle which values of people are worked out in which loop: flags and small numbers many at once, others apart.

A vector holds four times as many bytes as amounts. So flags are not worked out beside the
amounts: loops over bytes and loops over whole numbers take turns, as few as will do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import define, evolve, field, frozen

from dibao.batch.columnwise import args_of
from dibao.batch.compiled.outline import Outline
from dibao.batch.compiled.writing import Bits
from dibao.batch.prepared.bounds import StatedBounds, fewest_bits
from dibao.batch.widths import on_the_way
from dibao.symbols.nodes import Node

FEWEST = 8
"""So many flags and small numbers must be worked out, else one loop does all."""
SMALL_BITS = 16
Places = dict[Node, int]


@frozen(eq=False)
class Level:
    """What one loop works out or reads; `passed_on` is what others read again of it."""

    nodes: Sequence[Node]
    is_small: bool
    passed_on: Sequence[Node] = ()


@define
class Levels:
    """Divides what is worked out of people among loops."""

    outline: Outline
    words: Mapping[tuple[str, str], Sequence[str]]
    bounds: StatedBounds
    _small: dict[Node, bool] = field(factory=dict)

    def of(self, roots: Iterable[Node], known: Collection[Node], left: Collection[Node]) -> list[Level]:
        """Give the loops for some values, in their order.

        `known` are left by loops before, and `left` is what passes after this one read again.
        """
        roots = [*roots]
        needed = [node for node in self.outline.needed(roots, known) if node not in known]
        # Whichever comes first, the fewest loops are the best.
        found = [self._places(needed, small_first=each) for each in (True, False)]
        places = min(found, key=lambda each: len({*each.values()}))
        is_divided = sum(self.is_small(node) for node in places) >= FEWEST
        if not is_divided:
            places = dict.fromkeys(places, 0)
        levels = self._levels(places, {*left} | _passed_on(needed, places), is_divided=is_divided)
        return self._with_read([each for each in roots if each not in places and each.op != "const"], levels)

    def _places(self, needed: Iterable[Node], *, small_first: bool) -> Places:
        """Give each value the number of its loop; what is read or the same for everybody needs none."""
        places: Places = {}
        for node in needed:
            if node.op not in ("fact", "figure") and node in self.outline.varying:
                below = max((places[arg] for arg in args_of(node) if arg in places), default=0)
                is_even = self.is_small(node) == small_first
                places[node] = below + (below % 2 == is_even)
        return places

    def _levels(self, places: Places, passed_on: Collection[Node], *, is_divided: bool) -> list[Level]:
        levels = []
        for place in sorted({*places.values()}):
            nodes = [node for node in places if places[node] == place]
            is_small = is_divided and self.is_small(nodes[0])
            levels.append(Level(nodes, is_small, [node for node in nodes if node in passed_on]))
        return levels

    def _with_read(self, read: Sequence[Node], levels: Sequence[Level]) -> list[Level]:
        """Give what is only read to the first loop over values as large."""
        if not levels:
            return [Level(read, is_small=False)]
        nodes = {level: [*level.nodes] for level in levels}
        for node in read:
            alike = (level for level in levels if level.is_small == self.is_small(node))
            nodes[next(alike, levels[0])].append(node)
        return [evolve(level, nodes=nodes[level]) for level in levels]

    # -- how large ---------------------------------------------------------------------------------------
    def is_small(self, node: Node) -> bool:
        """Tell whether a value is worked out among bytes: from flags, words and small numbers alone."""
        if node not in self._small:
            self._small[node] = (
                node.op != "share"
                and self._worked(node) <= SMALL_BITS
                and all(self._held(each) <= SMALL_BITS for each in args_of(node))
            )
        return self._small[node]

    def few_bits(self, known: Collection[Node]) -> Bits:
        """Give in how few bits a value is worked out from its arguments, or held if it is read."""
        return lambda node: self._held(node) if node in known or node.op == "fact" else self._worked(node)

    def _worked(self, node: Node) -> int:
        return fewest_bits(on_the_way(node, self.bounds.size))

    def _held(self, node: Node) -> int:
        most = self.bounds.size(node)
        if node.op == "fact":
            # A table may number more words than there are.
            most = max(most, len(self.words.get(node.data[:2], ())))
        return fewest_bits(most)


def _passed_on(needed: Iterable[Node], places: Places) -> set[Node]:
    """Give what is used in another loop than where it is worked out."""
    return {arg for node in needed for arg in args_of(node) if places.get(arg) != places.get(node)}
