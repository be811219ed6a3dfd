"""Cut regions further where the bounds of an amount are wider than what is reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field

from dibao.symbols.exploration import Cell, reopened
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Value, support
from dibao.symbols.regions import halves

Span = tuple[int, int]
Row = Sequence[int]
MOST_CUTS = 120
MOST_LEAVES = 6


@define
class Tightening:
    """Branch and bound: only the region that gives a loose end is cut in two.

    `rows` gives, for a region, the amounts that some of its completions reach;
    an end is tight when one of them is reached.
    """

    nodes: Sequence[Node]
    first: int
    rows: Callable[[Cell], Sequence[Row]]
    cells: list[Cell]
    reached: list[Span] = field(factory=list)

    def run(self) -> list[Cell]:
        """Cut until every end is reached, or the budget is spent."""
        for cell in self.cells:
            self._reach(cell)
        for _ in range(MOST_CUTS):
            loose = self._loosest()
            if loose is None:
                break
            self.cells.remove(loose)
            self.cells += (children := self._children(loose))
            for cell in children:
                self._reach(cell)
        return self.cells

    def _reach(self, cell: Cell) -> None:
        for row in self.rows(cell):
            if not self.reached:
                self.reached = [(value, value) for value in row]
            pairs = zip(self.reached, row, strict=True)
            self.reached = [(min(low, value), max(high, value)) for (low, high), value in pairs]

    def _loosest(self) -> Cell | None:
        """Give a region that can be cut and gives an end that nothing reaches."""
        for position, (low, high) in enumerate(self.reached):
            spans = [span_of(cell.values[self.first + position]) for cell in self.cells]
            for side, reached, pick in ((0, low, min), (1, high, max)):
                end = pick(span[side] for span in spans)
                if end != reached:
                    cell = next(c for c, span in zip(self.cells, spans, strict=True) if span[side] == end)
                    if self._leaf(cell) is not None:
                        return cell
        return None

    def _leaf(self, cell: Cell) -> Node | None:
        """Give the widest number on which the region's amounts still depend."""
        leaves = support([value for value in cell.values[self.first :] if isinstance(value, Node)])
        wide = [each for each in leaves if each.unit.is_number and (each.high or 0) > (each.low or 0)]
        return max(wide, key=lambda each: (each.high or 0) - (each.low or 0), default=None)

    def _children(self, cell: Cell) -> list[Cell]:
        leaf = self._leaf(cell)
        regions = () if leaf is None else halves(cell.region, leaf)
        return [reopened(self.nodes, region) for region in regions]


def span_of(value: Value) -> Span:
    """Give the least and most of an amount in whole fen a year."""
    if not isinstance(value, Node):
        return int(value), int(value)
    low, high = value.low or 0, value.high or 0
    return -(-low // value.den), high // value.den
