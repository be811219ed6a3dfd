"""Settle in which loop of a block each value of a plan is worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field, frozen

from dibao.batch.columnwise import args_of
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

_OVER_PEOPLE = ("total", "any")


@define
class Turns:
    """The loop of each value; even ones are over households, odd ones over their people.

    A value has the last loop that comes before all that need it, so that few loops have
    something to do and few values wait. `uniform` values are the same for a block.
    """

    order: Sequence[Node]
    last: int
    uniform: set[Node] = field(factory=set)
    household: dict[Node, int] = field(factory=dict)
    _sums: dict[Node, int] = field(factory=dict)
    _people: dict[Node, set[int]] = field(factory=dict)
    _wanted: dict[Node, set[int]] = field(factory=dict)

    @classmethod
    def of(cls, order: Sequence[Node], outputs: Sequence[Node], persons: Sequence[Node]) -> Turns:
        """Settle the loops of all values, which come with arguments first."""
        turns = cls(order, 2 * _phases(order))
        for node in order:
            if node.scope == HOUSEHOLD and is_uniform(node) and all(arg in turns.uniform for arg in node.args):
                turns.uniform.add(node)
        for node in outputs:
            turns._need(node, turns.last)
        for node in persons:
            turns._need(node, turns.last + 1)
        for node in reversed(order):
            turns._pass_on(node)
        return turns

    @property
    def count(self) -> int:
        """Give how many loops there may be."""
        return self.last + 2

    def sums(self, turn: int) -> Iterator[Node]:
        """Give what is added up in a loop over people."""
        return (node for node in self.order if self._sums.get(node) == turn)

    @property
    def passed_on(self) -> list[Node]:
        """Give the values that other loops than their own read, and those that people add to."""
        found = []
        for node in self.order:
            own = self.household.get(node)
            if node in self._sums or node.op == "earlier" or (own is not None and self._wanted[node] - {own}):
                found.append(node)
        return found

    def _need(self, node: Node, turn: int) -> None:
        """Ask for a value in a loop."""
        if node.op == "const" or node in self.uniform:
            return
        self._wanted.setdefault(node, set()).add(turn)
        if node.scope != HOUSEHOLD:
            self._people.setdefault(node, set()).add(turn)
        elif node.op in _OVER_PEOPLE:
            self._sums[node] = min(self._sums.get(node, turn), turn - 1 if turn % 2 == 0 else turn - 2)
        elif node.op != "fact":
            self.household[node] = min(self.household.get(node, turn), turn if turn % 2 == 0 else turn - 1)

    def _pass_on(self, node: Node) -> None:
        """Ask for the arguments where the value is worked out."""
        own = self.household.get(node, self._sums.get(node))
        for turn in self._people.get(node, () if own is None else (own,)):
            for arg in args_of(node):
                self._need(arg, turn)


def is_uniform(node: Node) -> bool:
    """Tell whether a value is the same for a block, if its arguments are."""
    if node.op in _OVER_PEOPLE:
        return False
    return node.op != "fact" or (node.data[-1] == PEOPLE_OF and len(node.data) == 3)


def _phases(order: Sequence[Node]) -> int:
    """Give how often values of people are added up for what is asked of people again."""
    phases: dict[Node, int] = {}
    for node in order:
        phases[node] = max((phases[arg] for arg in args_of(node)), default=0) + (node.op in _OVER_PEOPLE)
    return max(phases.values(), default=0)


@frozen
class PeopleInTurn:
    """What is worked out of people in a turn: their sums, and what is given of each; `inside` is all on the way.

    `base`, `stride` and `piece` are where those of the block begin.
    """

    entity: Entity
    sums: Sequence[Node]
    given: Sequence[tuple[str, Node]]
    roots: Sequence[Node]
    inside: Sequence[Node]
    base: str
    stride: str
    piece: str

    @property
    def before(self) -> Sequence[Node]:
        """Give the values that tell of earlier people."""
        return [node for node in self.inside if node.op == "earlier"]


def of_one_person(order: Iterable[Node], roots: Iterable[Node], entity: Entity) -> list[Node]:
    """Give what one person has on the way to some values, arguments first."""
    found: set[Node] = set()
    stack = [*roots]
    while stack:
        node = stack.pop()
        if node.scope == entity and node.op != "const" and node not in found:
            found.add(node)
            stack.extend(args_of(node))
    return [node for node in order if node in found]
