"""Settle which values a decision asks for, as conditions on the household.

The path that decides one household works values out in a fixed order and leaves out
what no longer matters. Here the same order gives, for every value, when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from dibao.batch.substitution import Substitution
from dibao.symbols.nodes import HOUSEHOLD, Node


@define
class Demand:
    """Collects when nodes of a policy are asked for; `settle` works down from the roots."""

    put: Substitution
    lenient: bool = False
    needs: dict[Node, list[Node]] = field(factory=dict)
    settled: dict[Node, Node] = field(factory=dict)
    _ranks: dict[Node, int] = field(factory=dict)

    def ask(self, node: Node, when: Node) -> None:
        """Ask for a value on a condition."""
        if when is not self.put.graph.false:
            self.needs.setdefault(node, []).append(self._in_scope(node, when))

    def _in_scope(self, node: Node, when: Node) -> Node:
        """Give the condition for the household where the value is the household's."""
        if node.scope == HOUSEHOLD and when.scope != HOUSEHOLD:
            return self.put.any(when.scope, when)
        return when

    def settle(self) -> None:
        """Work from what was asked for down to facts and figures."""
        for node in parents_first(list(self.needs)):
            asked = self.needs.get(node)
            if not asked:
                continue
            when = self.settled[node] = self.put.graph.either(asked)
            for arg, condition in self._passed_on(node, when):
                self.ask(arg, condition)

    def when(self, node: Node) -> Node:
        """Give when a value is asked for."""
        return self.settled.get(node, self.put.graph.false)

    def _passed_on(self, node: Node, when: Node) -> Iterator[tuple[Node, Node]]:
        put, graph = self.put, self.put.graph
        if node.op == "ite":
            condition, yes, no = node.args
            holds = put(condition)
            yield condition, when
            yield yes, graph.both([when, holds])
            yield no, graph.both([when, graph.negate(holds)])
        elif node.op in ("and", "or"):
            yield from self._one_after_another(node, when)
        elif node.op == "any":
            [body] = node.args
            if body.scope == HOUSEHOLD:
                yield body, graph.both([when, put.any(node.data[0], graph.true)])
            else:
                yield body, graph.both([when, graph.negate(put.earlier(node.data[0], put(body)))])
        elif node.op == "total":
            [body] = node.args
            present = graph.true if body.scope != HOUSEHOLD else put.any(node.data[0], graph.true)
            yield body, graph.both([when, present])
        else:
            yield from ((arg, when) for arg in put.asked_below(node))

    def _one_after_another(self, node: Node, when: Node) -> Iterator[tuple[Node, Node]]:
        """Pass on to each condition that the ones before have not settled."""
        graph = self.put.graph
        before: list[Node] = [when]
        for arg in self._ordered(node.args):
            yield arg, graph.both(before)
            value = self.put(arg)
            before.append(value if node.op == "and" else graph.negate(value))

    def _ordered(self, args: Sequence[Node]) -> Sequence[Node]:
        """Ask what is surely known first and what is unknown in every row last, where the order does not matter."""
        return sorted(args, key=self._how_unknown) if self.lenient else args

    def _how_unknown(self, node: Node) -> int:
        known = self._ranks.get(node)
        if known is None:
            graph = self.put.graph
            unknown = [self.put.unknown(leaf) for leaf in leaves_of([node])]
            known = self._ranks[node] = 2 if graph.true in unknown else int(any(x is not graph.false for x in unknown))
        return known


def parents_first(roots: Sequence[Node]) -> list[Node]:
    """Give all nodes below some roots, each before its arguments."""
    order: list[Node] = []
    seen: set[Node] = set()
    stack = [(root, False) for root in roots]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((arg, False) for arg in node.args)
    return order[::-1]


def leaves_of(nodes: Sequence[Node]) -> list[Node]:
    """Give the facts and figures below some nodes."""
    return [node for node in parents_first(nodes) if node.op in ("fact", "figure")]
