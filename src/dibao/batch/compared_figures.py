"""Take comparisons with a figure that nobody stated as flags that can be either way."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import define, field, frozen

from dibao.batch.substitution import Substitution
from dibao.symbols.nodes import Node
from dibao.symbols.units import FLAG


@frozen
class Comparison:
    """A comparison of the policy: the flag that turns it, and where it can be either way."""

    turn: Node
    is_open: Node


@define
class ComparedFigures(Substitution):
    """Puts each such comparison as it is with the least figure; a flag of its own turns it.

    `absent` are the figures that no policy of the group states.
    """

    absent: frozenset[str] = field(kw_only=True)
    comparisons: dict[Node, Comparison] = field(factory=dict)

    def asked_below(self, node: Node) -> Sequence[Node]:
        """Give what a value asks for; what turns a comparison stands for its figure."""
        if node not in self.comparisons:
            return super().asked_below(node)
        return [each for each in node.args if not self._is_absent(each)]

    def _is_absent(self, node: Node) -> bool:
        return node.op == "figure" and node.data[0] in self.absent and node.low is not None and node.high is not None

    def _lt(self, node: Node, *args: Node) -> Node:
        figures = [position for position, each in enumerate(node.args) if self._is_absent(each)]
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
        self.comparisons[node] = Comparison(turn, is_open)
        return graph.choose(turn, graph.negate(least), least)
