"""Leave out sums over people that follow from others: nothing costs as much as adding people up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import define, field

from dibao.batch.columnwise import Counted, condition_counted, flipped, in_order
from dibao.batch.node_forms import zero_unless
from dibao.batch.plain_graph import PlainGraph
from dibao.symbols.nodes import Node
from dibao.symbols.units import COUNT, Unit

Part = tuple[Node, Fraction]


def with_fewer_sums(graph: PlainGraph, nodes: Sequence[Node]) -> list[Node]:
    """Give the same values, whose amounts are added up over people together where only their sum is asked for."""
    every = in_order(nodes, _args)
    uses = Counter([*nodes, *(arg for node in every for arg in node.args)])
    sums = {node: counted for node in every if node.op == "total" and (counted := condition_counted(node))}
    return [*map(_FewerSums(graph, uses, {counted: node for node, counted in sums.items()}), nodes)]


def _args(node: Node) -> tuple[Node, ...]:
    return node.args


@define
class _FewerSums:
    """Makes nodes again, each once; `uses` says how often each is asked for, `counts` what is counted anyway."""

    graph: PlainGraph
    uses: Counter[Node]
    counts: dict[Counted, Node]
    _made: dict[Node, Node] = field(factory=dict)

    def __call__(self, root: Node) -> Node:
        """Give what stands for a value."""
        made, stack = self._made, [root]
        while stack:
            node = stack[-1]
            waiting = [arg for arg in self._args(node) if arg not in made] if node not in made else []
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            if node not in made:
                made[node] = self._again(node)
        return made[root]

    def _args(self, node: Node) -> tuple[Node, ...]:
        """Give what a value is made from: whether somebody is there follows from how many there are, if known."""
        count = self.counts.get((node.data[0], *flipped(node.args[0]))) if node.op == "any" else None
        return node.args if count is None else (count,)

    def _again(self, node: Node) -> Node:
        args = self._args(node)
        if args != node.args:
            return self.graph.compare(">", self._made[args[0]], self.graph.constant(0, COUNT))
        added = [*self._added_once(node)] if node.op == "linear" else []
        return self._together(node, added) if added else self.graph.made_of(node, [self._made[arg] for arg in args])

    def _added_once(self, node: Node) -> Iterator[list[Node]]:
        """Give the sums over the same people, several of them, for which nothing but one value asks."""
        found: dict[str, list[Node]] = {}
        for arg in node.args:
            if arg.op == "total" and self.uses[arg] == 1 and condition_counted(arg) is None:
                found.setdefault(arg.data[0], []).append(arg)
        return (alike for alike in found.values() if len(alike) > 1)

    def _together(self, node: Node, added: Sequence[Sequence[Node]]) -> Node:
        """Add up amounts of each person to one, and that over the people."""
        graph, (terms, constant) = self.graph, self.graph.terms(node)
        merged = {arg for alike in added for arg in alike}
        found = self._sum([(arg, factor) for arg, factor in terms.items() if arg not in merged], constant, node.unit)
        for alike in added:
            one = self._of_each([(self._made[arg.args[0]], terms[arg]) for arg in alike], node.unit)
            found = graph.add(found, graph.total(alike[0].data[0], one))
        # Whoever is made of it counts in the parts that it had: halves may have become wholes.
        return graph.as_fine(found, node)

    def _of_each(self, parts: Sequence[Part], unit: Unit) -> Node:
        """Give the sum of one person's amounts; what holds for all of them is asked once."""
        graph = self.graph
        asked = {(body.args[0], body.args[1].constant == 0) for body, _ in parts if zero_unless(body)}
        if len(asked) != 1 or not all(zero_unless(body) for body, _ in parts):
            return self._sum(parts, Fraction(0), unit)
        [(condition, is_zero_if)] = asked
        amount = self._sum([(body.args[2 if is_zero_if else 1], factor) for body, factor in parts], Fraction(0), unit)
        return graph.choose(graph.negate(condition) if is_zero_if else condition, amount, graph.constant(0, unit))

    def _sum(self, parts: Iterable[Part], constant: Fraction, unit: Unit) -> Node:
        terms: dict[Node, Fraction] = {}
        for arg, factor in parts:
            each = self._made.get(arg, arg)
            terms[each] = terms.get(each, Fraction(0)) + factor
        return self.graph.linear(terms, constant, unit)
