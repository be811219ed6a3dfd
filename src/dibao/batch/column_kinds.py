"""Settle in how many bits a plan over columns works each value out, as few as are proven to hold it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from dibao.batch.prepared.bounds import Bounds, StatedBounds
from dibao.batch.widths import on_the_way
from dibao.household.facts import Entity
from dibao.symbols.nodes import Node

BITS = (8, 16, 32, 64)
SUMMED = 32
"""NumPy adds up narrower numbers more slowly."""
SIZES = (3, 7, 15, 24, 27, 31)
"""Bounds are widened to so many bits, so that most tables share one text."""
SMALL = 2**27 - 1
"""More than a million yuan in fen, which hardly any amount reaches."""


def bits_for(size: int) -> int:
    """Give how many bits hold all numbers up to a size on either side of zero."""
    return next(bits for bits in BITS if bits == BITS[-1] or size < 1 << (bits - 1))


def widened(extent: Bounds) -> Bounds:
    """Give bounds around the least and the most of a column, few different ones for many tables."""
    low, high = extent
    return -_widened(-low), _widened(high)


def _widened(most: int) -> int:
    return next((2**bits - 1 for bits in SIZES if most < 2**bits), 2**63 - 1) if most > 0 else 0


@define
class ColumnKinds:
    """Gives the bits of each number; `stored` has those of the columns as tables hold them.

    Bounds of the facts hold for all rows that are worked on at once.
    """

    bounds: StatedBounds
    stored: Mapping[tuple[Entity, str], int]
    _known: dict[Node, int] = field(factory=dict)

    def __call__(self, node: Node) -> int:
        """Give in how many bits a number is held once it is worked out; arguments first, so ask in that order."""
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._held(node)
        return known

    def worked(self, node: Node) -> int:
        """Give in how many bits a value is worked out: what is met on the way fits, and every argument."""
        most = max(on_the_way(node, self.bounds.size), _largest_literal(node))
        if node.op == "ite":
            # Chosen by adding a difference, which is larger than either of the two.
            most = sum(self.bounds.size(each) * (node.den // each.den) for each in node.args[1:])
        least = SUMMED if node.op == "total" else bits_for(most)
        return max([least, bits_for(most), *(self(arg) for arg in node.args if is_number(arg))])

    def read(self, name: tuple[Entity, str]) -> int:
        """Give in how many bits a fact is read; those that are no numbers are read as they are."""
        stored = self.stored.get(name)
        if stored is None:
            return 0
        low, high = self.bounds.facts[name]
        needed = bits_for(max(-low, high))
        # Whole words are made narrower while they are read; a narrower column is read as it is.
        return needed if stored == BITS[-1] else max(stored, needed)

    def _held(self, node: Node) -> int:
        self.bounds.of(node)
        if node.op == "fact" and node.data[:2] in self.stored:
            return self.read(node.data[:2])
        if not node.args:
            return bits_for(self.bounds.size(node))
        worked = self.worked(node)
        return min(worked, max(bits_for(self.bounds.size(node)), SUMMED))


def is_number(node: Node) -> bool:
    """Tell whether a value is a number that is worked out, not a flag, a word or a constant."""
    return node.unit.is_number and node.op != "const"


def _largest_literal(node: Node) -> int:
    """Give the largest number that stands in the text of a value."""
    numbers = [abs(each) for each in node.data[0]] if node.op in ("linear", "lt", "eq") else []
    scales = [node.den // arg.den for arg in node.args] if node.op in ("min", "max", "ite") else []
    return max([*numbers, *scales], default=0)
