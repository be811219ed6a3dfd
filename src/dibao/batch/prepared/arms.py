"""Settle for a whole block what is one of two values for each household.

A standard differs between town and country; what is reckoned from it alone has two values
in a place. Both are worked out once for the block, and each household chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from dibao.batch.columnwise import in_order
from dibao.batch.plain_graph import PlainGraph
from dibao.batch.prepared.turns import is_uniform
from dibao.symbols.nodes import HOUSEHOLD, Node


@define
class Arms:
    """Makes nodes again, such that they choose between two values where they were reckoned from a choice."""

    _graph: PlainGraph = field(factory=PlainGraph)
    _uniform: set[Node] = field(factory=set)
    _arms: dict[Node, tuple[Node, Node, Node]] = field(factory=dict)
    _made: dict[Node, Node] = field(factory=dict)

    def settled(self, nodes: Sequence[Node]) -> list[Node]:
        """Give the same values."""
        for node in in_order(nodes, lambda each: each.args):
            if node not in self._made:
                self._made[node] = self._again(node)
        return [self._made[node] for node in nodes]

    def _again(self, node: Node) -> Node:
        if is_uniform(node) and all(arg in self._uniform for arg in node.args):
            self._uniform.add(node)
            return node
        arms = self._chosen(node)
        if arms is None:
            return self._graph.made_of(node, [self._made[arg] for arg in node.args])
        self._arms[node] = arms
        condition, yes, no = arms
        return self._graph.choice(condition, yes, no, node)

    def _chosen(self, node: Node) -> tuple[Node, Node, Node] | None:
        """Give the condition and both values of what is reckoned from one choice alone."""
        if node.scope != HOUSEHOLD or not node.unit.is_number:
            return None
        if node.op == "ite" and {*node.args[1:]} <= self._uniform:
            yes, no = (self._graph.as_fine(each, node) for each in node.args[1:])
            return self._made[node.args[0]], yes, no
        varying = [arg for arg in node.args if arg not in self._uniform]
        if not varying or any(arg not in self._arms for arg in varying):
            return None
        conditions = {self._arms[arg][0] for arg in varying}
        if len(conditions) != 1:
            return None
        yes, no = (
            self._graph.made_of(node, [self._arms[arg][arm] if arg in self._arms else arg for arg in node.args])
            for arm in (1, 2)
        )
        self._uniform |= {yes, no}
        return conditions.pop(), yes, no
