"""Follow the amounts of figures that nobody stated to where an outcome gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import define, frozen

from dibao.batch.compared_figures import ComparedFigures
from dibao.batch.demand import Demand, leaves_of, parents_first
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import FLAG


@frozen
class GivenAmount:
    """Where the programme at some position gives the amount of a figure, for each person or the household."""

    position: int
    figure: str
    where: Node


@frozen(eq=False)
class Beside:
    """Where an award takes in the amount of such a figure and asks for a flag, too.

    `steering` is whatever else settles what becomes of the amounts: conditions, limits, counts.
    While all of it is the same, the award is one and the same function of them. It is None where
    amounts themselves have a say in it.
    """

    where: Node
    steering: Sequence[Node] | None


@frozen
class AbsentAmounts:
    """Tells which values take in the amount of such a figure, so that they never fall where it rises."""

    put: ComparedFigures

    def beside(self, awards: Sequence[Node], asked: Callable[[Demand], Sequence[Node]]) -> Iterator[Beside]:
        """Give where each award takes in such an amount and asks for a flag, too, as `asked` says of a demand."""
        for node in awards:
            if self._leaning([node]):
                demand = Demand(self.put, lenient=True)
                demand.ask(node, self.put.graph.true)
                demand.settle()
                amounts = [demand.when(leaf) for leaf in leaves_of(list(demand.settled)) if self.put.is_amount(leaf)]
                where = self.put.graph.both([self._anybody(amounts), self._anybody(asked(demand))])
                yield Beside(where, self._steering(node))

    def _steering(self, award: Node) -> Sequence[Node] | None:
        leaning = self._leaning([award])
        found = dict.fromkeys(self.put(arg) for node in leaning for arg in node.args if arg not in leaning)
        return (
            None if self.put.amounts in leaves_of(list(found)) else tuple(each for each in found if each.op != "const")
        )

    def _anybody(self, flags: Sequence[Node]) -> Node:
        """Tell whether one of some flags holds for the household or for anybody of it."""
        return self.put.graph.either(
            [each if each.scope == HOUSEHOLD else self.put.any(each.scope, each) for each in flags]
        )

    def reckoned(self, demand: Demand) -> Demand:
        """Ask for the figures once more, where they are taken away or otherwise turned round."""
        leaning = self._leaning(list(demand.settled))
        found = Demand(self.put, lenient=demand.lenient)
        for node, when in demand.settled.items():
            if not _passes_on(node, leaning):
                for arg in self.put.asked_below(node):
                    if arg in leaning:
                        found.ask(arg, when)
        found.settle()
        return found

    def _leaning(self, roots: Sequence[Node]) -> set[Node]:
        """Give the numbers below some values, and themselves, that are reckoned with such a figure."""
        found: set[Node] = set()
        for node in reversed(parents_first(roots)):
            if self.put.is_amount(node) or (node.unit != FLAG and not found.isdisjoint(node.args)):
                found.add(node)
        return found

    def given(self, awards: Sequence[Node]) -> Iterator[GivenAmount]:
        """Give where each programme gives the amount of such a figure; for all members if for any, where it adds up."""
        for position, node in enumerate(awards):
            is_added_up = any(each.op == "total" for each in self._leaning([node]))
            demand = (Demand if is_added_up else _OfMembers)(self.put, lenient=True)
            demand.ask(node, self.put.graph.true)
            demand.settle()
            for leaf in leaves_of(list(demand.settled)):
                if self.put.is_amount(leaf):
                    yield GivenAmount(position, leaf.data[0], demand.when(leaf))


@define
class _OfMembers(Demand):
    """Asks for amounts member by member, where nothing is added up over people on the way."""

    def _in_scope(self, node: Node, when: Node) -> Node:
        return when if when.scope == "member" and node.unit != FLAG else super()._in_scope(node, when)


def _passes_on(node: Node, leaning: set[Node]) -> bool:
    """Tell whether a value is never less where a number is more that it is reckoned with."""
    if node.op == "linear":
        return all(factor > 0 for arg, factor in zip(node.args, node.data[0], strict=True) if arg in leaning)
    if node.op == "mul":
        others = [arg.low for arg in node.args if arg not in leaning]
        return len(others) == 1 and others[0] is not None and others[0] >= 0
    return node.op in ("named", "ite", "total", "round", "min", "max", "share")
