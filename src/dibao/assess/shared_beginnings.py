"""Trace each law onward from where another law has come that begins the same.

The steps of a means test are traced in one order. As long as two laws read the same
on the way, their graphs are the same node by node: the second takes over what the
first one's steps have made, and traces only what comes after. A law that is composed
so is the law that is composed alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from types import FunctionType
from typing import Any, TypeVar

from attrs import define, field, frozen

from dibao.assess.figure_leaves import form_of
from dibao.assess.ladder import Ladder, Step
from dibao.assess.symbolic import Answer, Composition
from dibao.household.facts import Catalogue, Fact
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.law.layers import HookAnswer
from dibao.law.questions import Question
from dibao.law.rules import Rule
from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.units import Unit

MOST_BEGINNINGS = 4
MOST_STEPS_KEPT = 20_000

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Watched(dict[_Key, _Value]):
    """A mapping that keeps what was asked of it."""

    def __init__(self, known: Mapping[_Key, _Value]) -> None:
        """Start with nothing asked."""
        super().__init__(known)
        self.asked: dict[_Key, _Value | None] = {}

    def __getitem__(self, key: _Key) -> _Value:
        """Give a value, and keep that it was asked for."""
        found = self.asked[key] = super().__getitem__(key)
        return found

    def get(self, key: _Key, default: Any = None) -> Any:
        """Give a value or nothing, and keep that it was asked for."""
        found = self.asked[key] = super().get(key)
        return default if found is None else found


def identity_of(step: Step) -> Hashable:
    """Give what tells a step from others of its name, though it is written anew for each law.

    A step that rests on what can change, such as a list, is like no other.
    """
    identity = (step.quantity, *_of_function(step.compute))
    try:
        hash(identity)
    except TypeError:
        return object()
    return identity


def _of_function(function: Any) -> Iterator[Hashable]:
    if not isinstance(function, FunctionType):
        yield function
        return
    yield from (function.__module__, function.__code__, function.__defaults__)
    yield from sorted((function.__kwdefaults__ or {}).items())
    for cell in function.__closure__ or ():
        yield from _of_function(cell.cell_contents)


@frozen(eq=False)
class _Made:
    """What one traced step has added to its composition."""

    nodes: Sequence[tuple[bytes, Node]]
    made: Sequence[tuple[tuple[Any, ...], Node]]
    result: tuple[Node, Unit]
    answers: Mapping[tuple[str, str, str], Answer]
    conflicts: Mapping[tuple[Rule, Rule], list[str]]
    facts_read: Mapping[Rule, set[Fact]]


@frozen(eq=False)
class Traced:
    """The steps that were traced up to here, as one law reads them, and what follows them."""

    law: Mapping[str, HookAnswer | None] = field(factory=dict)
    figures: Mapping[str, Hashable] = field(factory=dict)
    added: _Made | None = None
    following: dict[Hashable, list[Traced]] = field(factory=dict)


@frozen(eq=False)
class _Beginning:
    """The first steps of all laws that share facts, questions and a ladder."""

    facts: tuple[Fact, ...]
    questions: Mapping[str, Question]
    ladder: Ladder
    graph: Graph = field(factory=Graph)
    first: Traced = field(factory=Traced)
    kept: list[Traced] = field(factory=list)

    def fits(self, catalogue: Catalogue, questions: Mapping[str, Question], ladder: Ladder) -> bool:
        return self.ladder is ladder and self.facts == catalogue.facts and self.questions == questions


_beginnings: list[_Beginning] = []


def beginning_of(catalogue: Catalogue, questions: Mapping[str, Question], ladder: Ladder) -> _Beginning:
    """Give what this process has traced with these facts, questions and steps."""
    known = next((each for each in _beginnings if each.fits(catalogue, questions, ladder)), None)
    if known is None or len(known.kept) > MOST_STEPS_KEPT:
        known = _Beginning(catalogue.facts, questions, ladder)
    # Set anew as a whole: several threads may compose at once.
    _beginnings[:] = [known, *(each for each in _beginnings if not each.fits(catalogue, questions, ladder))][
        :MOST_BEGINNINGS
    ]
    return known


@define
class Continued(Composition):
    """A composition that takes over the first steps of others, and leaves its own for others."""

    beginning: _Beginning = field(kw_only=True)
    _reached: Traced = field(init=False)
    _figures_asked: dict[str, Hashable] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Start where every law starts, and watch what the steps read of this one."""
        self._reached = self.beginning.first
        self.law = Watched(self.law)

    def settle(self, step: Step) -> None:
        """Take a step over, or trace it and leave it for others."""
        following = self._reached.following.setdefault(identity_of(step), [])
        known = next((each for each in following if self._reads_the_same(each)), None)
        if known is None:
            known = self._traced(step)
            following.append(known)
            self.beginning.kept.append(known)
        else:
            self._take(step, known)
        self._reached = known

    def _reads_the_same(self, known: Traced) -> bool:
        # The plain method: what is only compared is not read.
        law: Any = self.law
        if any(dict.get(law, hook) != each for hook, each in known.law.items()):
            return False
        return all(form_of(self._looked_up(name)) == form for name, form in known.figures.items())

    def _looked_up(self, name: str) -> FigureInForce | MissingFigure:
        known = self.figures.get(name)
        return self.look_up(name) if known is None else known

    def _traced(self, step: Step) -> Traced:
        before = (self.answers, self.conflicts, self.facts_read)
        sizes = self.graph.sizes
        watched: Any = self.law
        self.answers, self.conflicts, self.facts_read, watched.asked, self._figures_asked = {}, {}, {}, {}, {}
        super().settle(step)
        nodes, made = self.graph.since(sizes)
        result = self.quantities[step.quantity.path]
        added = _Made(nodes, made, result, self.answers, self.conflicts, self.facts_read)
        self.answers, self.conflicts, self.facts_read = before
        self._merge(added)
        return Traced(watched.asked, self._figures_asked, added)

    def _take(self, step: Step, known: Traced) -> None:
        assert known.added is not None
        self.graph.take(known.added.nodes, known.added.made)
        self.quantities[step.quantity.path] = known.added.result
        for name in known.figures:
            self.figures[name] = self._looked_up(name)
        self._merge(known.added)

    def _merge(self, added: _Made) -> None:
        self.answers.update(added.answers)
        for pair, details in added.conflicts.items():
            known = self.conflicts.setdefault(pair, [])
            known += [each for each in details if each not in known]
        for rule, facts in added.facts_read.items():
            self.facts_read.setdefault(rule, set()).update(facts)

    def read_figure(self, name: str, kind: str) -> FigureInForce | MissingFigure:
        """Look a figure up, and keep in which form it was found."""
        found = super().read_figure(name, kind)
        self._figures_asked[name] = form_of(found)
        return found
