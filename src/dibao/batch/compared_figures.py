"""Take figures that nobody stated as flags: comparisons can be either way, amounts one or another."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import define, field, frozen

from dibao.batch.substitution import Substitution
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import FLAG, FLOW, MONTHS_A_YEAR

AMOUNTS = "amounts of figures that nobody stated"
APART = 10_000_000 * MONTHS_A_YEAR
"""So far apart, in fen a year, that hardly any rounding or limit makes one of two amounts."""


@frozen
class Comparison:
    """A comparison of the policy with a figure: the flag that turns it, and where it can be either way."""

    figure: str
    turn: Node
    is_open: Node


@define
class ComparedFigures(Substitution):
    """Puts each such comparison as it is with the least figure; a flag of its own turns it.

    `absent` are the figures that no policy of the group states. Where one is anything else
    than a side of a comparison it is some amount, or another where `amounts` holds.
    """

    absent: frozenset[str] = field(kw_only=True)
    comparisons: dict[Node, Comparison] = field(factory=dict)
    amounts: Node = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Make the flag that turns all amounts at once."""
        self.amounts = self.graph.leaf("fact", (HOUSEHOLD, AMOUNTS), FLAG)

    def asked_below(self, node: Node) -> Sequence[Node]:
        """Give what a value asks for; what turns a comparison stands for its figure."""
        if node not in self.comparisons:
            return super().asked_below(node)
        return [each for each in node.args if not self.is_absent(each)]

    def is_absent(self, node: Node) -> bool:
        """Tell whether a node of the policy is a figure that nobody stated, between known ends."""
        return node.op == "figure" and node.data[0] in self.absent and node.low is not None and node.high is not None

    def is_amount(self, node: Node) -> bool:
        """Tell whether it is an amount of money, of which two are tried that lie `APART`."""
        return self.is_absent(node) and node.unit == FLOW and node.den == 1 and _amounts(node)[1] <= (node.high or 0)

    def _figure(self, node: Node) -> Node:
        if not self.is_amount(node):
            return super()._figure(node)
        amounts = [self.graph.constant(each, node.unit) for each in _amounts(node)]
        return self.graph.choose(self.amounts, *reversed(amounts))

    def _lt(self, node: Node, *args: Node) -> Node:
        figures = [position for position, each in enumerate(node.args) if self.is_absent(each)]
        if len(figures) != 1 or (node.scope == "obligor" and self.shape.one_obligor):
            return super()._lt(node, *args)
        [position], graph = figures, self.graph
        figure = node.args[position]
        ends = []
        for end in (figure.low, figure.high):
            assert end is not None
            at_end = graph.constant(Fraction(end, figure.den), figure.unit)
            ends.append(super()._lt(node, *args[:position], at_end, *args[position + 1 :]))
        least, most = ends
        data = (node.scope, f"comparison {len(self.comparisons)} with {figure.data[0]}")
        turn = graph.leaf("fact", data, FLAG, scope=node.scope)
        is_open = graph.choose(least, graph.negate(most), most)
        self.comparisons[node] = Comparison(figure.data[0], turn, is_open)
        return graph.choose(turn, graph.negate(least), least)


def _amounts(node: Node) -> tuple[int, int]:
    """Give two amounts that a figure may have: whole fen a month, and more than nothing, so that they weigh."""
    least = (max(node.low or 0, 0) // MONTHS_A_YEAR + 1) * MONTHS_A_YEAR
    return least, least + APART
