"""Settle what a compiled loop reads, and in which pass over the people each value is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from attrs import define, field

from dibao.batch.columnwise import args_of, in_order
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

PERSONS: tuple[Entity, ...] = ("member", "obligor")
OVER_PEOPLE = ("total", "any")
IN_TURN = ("earlier", "later")
"""What depends on who of a household stands before."""
CHEAP = 4
"""How many steps are sooner taken again for each person than handed down."""


@define(eq=False, slots=False)
class Outline:
    """A plan's values in order; `phases` says how many sums over people lie below each."""

    outputs: Sequence[Node]
    persons: Sequence[Node]
    figures_vary: bool
    order: list[Node] = field(init=False)
    facts: list[tuple[Any, ...]] = field(init=False)
    figures: list[str] = field(init=False)
    phases: dict[Node, int] = field(factory=dict)
    varying: set[Node] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        """Go through the values once, arguments first."""
        self.order = in_order([*self.outputs, *self.persons])
        self.facts = [each.data for each in self.order if each.op == "fact" and each.data[-1] != PEOPLE_OF]
        self.figures = [each.data[0] for each in self.order if each.op == "figure"]
        for node in self.order:
            below = max((self.phases[arg] for arg in args_of(node)), default=0)
            self.phases[node] = below + (node.op in OVER_PEOPLE)
            if self._differs(node):
                self.varying.add(node)

    def _differs(self, node: Node) -> bool:
        if node.op in ("fact", *OVER_PEOPLE, *IN_TURN) or (node.op == "figure" and self.figures_vary):
            return True
        return any(arg in self.varying for arg in args_of(node))

    @property
    def last_phase(self) -> int:
        """Give in which pass the last sums over people are taken."""
        return max(self.phases.values(), default=0)

    @property
    def entities(self) -> list[Entity]:
        """Give whose rows are read: those over whom something is summed up or counted."""
        over = {node.data[0] for node in self.order if node.op in OVER_PEOPLE}
        over |= {node.data[1] for node in self.order if node.op == "fact" and node.data[-1] == PEOPLE_OF}
        return [each for each in PERSONS if each in over or (each == "member" and self.persons)]

    @cached_property
    def asked_for_words(self) -> Collection[tuple[Any, ...]]:
        """Give the facts of which it is only asked whether they are a certain word."""
        otherwise = {arg for node in self.order if node.op != "is" for arg in args_of(node)} | {*self.outputs}
        asked = {arg for node in self.order if node.op == "is" for arg in node.args}
        return {node.data[:2] for node in asked - otherwise - {*self.persons}}

    def sums(self, entity: Entity, phase: int) -> list[Node]:
        """Give what is summed up over one kind of people in one pass."""
        return [
            node
            for node in self.order
            if node.op in OVER_PEOPLE and node.data[0] == entity and self.phases[node] == phase + 1
        ]

    def given(self, entity: Entity, phase: int) -> Iterator[tuple[int, Node]]:
        """Give the values of single persons that are known in one pass, with their number."""
        if entity == "member":
            for number, node in enumerate(self.persons):
                if node.op != "const" and self.phases[node] == phase:
                    yield number, node

    def roots(self, entity: Entity, phase: int) -> list[Node]:
        """Give what one pass works out of each person: what is summed up, and what is told."""
        own = [args_of(node)[0] for node in self.sums(entity, phase)]
        return [*own, *(node for _, node in self.given(entity, phase))]

    def left(self, entity: Entity) -> dict[Node, int]:
        """Give what a pass leaves of each person for later ones to read again, with the number of that pass.

        A pass in which it matters who stands before does all by itself.
        """
        done: dict[Node, int] = {}
        found: dict[Node, int] = {}
        for phase in range(self.last_phase + 1):
            own = [each for each in self.needed(self.roots(entity, phase)) if each.scope == entity]
            if any(each.op in IN_TURN for each in own):
                continue
            wanted = {arg for each in own if each not in done for arg in args_of(each)}
            wanted |= {*self.roots(entity, phase)}
            found |= {each: done[each] for each in own if each in done and each in wanted and each.op != "fact"}
            done = dict.fromkeys(own, phase) | done
        return found

    def needed(self, roots: Iterable[Node], leaves: Collection[Node] = ()) -> list[Node]:
        """Give what is to be worked out for some values, arguments first; nothing below the leaves."""
        found: set[Node] = set()
        stack = [*roots]
        while stack:
            node = stack.pop()
            if node.op != "const" and node not in found:
                found.add(node)
                if node not in leaves:
                    stack.extend(args_of(node))
        return [node for node in self.order if node in found]

    def of_the_household(self, roots: Iterable[Node], leaves: Collection[Node] = ()) -> list[Node]:
        """Give what single persons' values take from their household, different from one to the next."""
        shared = {*leaves, *(each for each in self.varying if each.scope == HOUSEHOLD)}
        taken = [node for node in self.needed(roots, shared) if node in shared and node not in leaves]
        for node in [*taken]:
            others = {each for each in taken if each is not node}
            again = [each for each in self.needed([node], others) if each not in others]
            if len(again) <= CHEAP and not any(self._is_read(each) for each in again):
                taken.remove(node)
        return taken

    def _is_read(self, node: Node) -> bool:
        """Tell whether a value differs by household without being worked out from others."""
        return node in self.varying and node.op in ("fact", "figure", *OVER_PEOPLE)
