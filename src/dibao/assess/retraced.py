"""Trace a step once for all laws in which it reads the same.

`dibao check` goes through every law of every place. Most laws differ in a rule or
two, and a rule sees an earlier quantity as one value of which it knows the
bounds: what the rest was traced to is kept here, for all engines of a process.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from threading import RLock
from typing import Any

from attrs import astuple, define, field, frozen, has

from dibao.assess.corners import Corners, corners_of, difference, value_of
from dibao.assess.figure_leaves import form_of
from dibao.assess.ladder import Ladder, Step
from dibao.assess.rule_by_rule import RuleByRule, TracedAlone
from dibao.assess.shared_beginnings import Watched, identity_of
from dibao.assess.symbolic import Answer
from dibao.household.facts import Catalogue, Fact
from dibao.law.figures import FigureDeclaration, FigureInForce, MissingFigure
from dibao.law.layers import HookAnswer
from dibao.law.questions import Question
from dibao.law.rules import Rule
from dibao.symbols.expressions import Graph
from dibao.symbols.facades import Facade
from dibao.symbols.nodes import HOUSEHOLD, NAMED_BY_ITSELF, Bound, Node, digest_of, unit_key
from dibao.symbols.symbol import Symbol
from dibao.symbols.units import Unit

MOST_GROUNDS = 4
MOST_STEPS_KEPT = 20_000
LOCK = RLock()
"""Held while laws are traced: a graph belongs to one thread at a time."""

Met = tuple[Mapping[str, Node | None], Mapping[str, Any]]
"""The quantities and the values of figures that plain Python met while it was compared."""


class SharedGraph(Graph):
    """A graph for many laws, in which leaves of other bounds are other leaves."""

    def leaf(
        self, op: str, data: tuple[Any, ...], unit: Unit, *, scope: str = HOUSEHOLD, den: int = 1,
        low: Bound = None, high: Bound = None,
    ) -> Node:  # fmt: skip
        """Give a value from outside, told from others by its bounds, too."""
        if unit.kind == "flag":
            low, high = 0, 1
        made = (op, data, unit, den, scope, low, high)
        known = self._made.get(made)
        if known is None:
            key = digest_of(op, data, den, unit_key(unit), scope, low, high)
            known = self._node(op, (), data, unit, den=den, scope=scope, low=low, high=high, key=key)
            self._made[made] = known
        return known

    def quantity(self, path: str, node: Node) -> Node:
        """Give a quantity its name, and keep from later steps how it came about.

        Nothing looks inside a named value but for its bounds.
        """
        if node.op in NAMED_BY_ITSELF:
            return node
        known = {"den": node.den, "scope": node.scope, "low": node.low, "high": node.high}
        key = digest_of("named", path, unit_key(node.unit), *known.values())
        return self._node("named", (), (path,), node.unit, key=key, **known)  # type: ignore[arg-type]


@frozen
class _Kept:
    """What came of a step, and everything that it read on the way."""

    quantities: Mapping[str, tuple[Node, Unit]]
    law: Mapping[str, HookAnswer | None]
    figures: Mapping[tuple[str, str], tuple[FigureDeclaration, Hashable]]
    result: tuple[Node, Unit]
    answers: Mapping[tuple[str, str, str], Answer]
    conflicts: Mapping[tuple[Rule, Rule], tuple[str, ...]]
    facts_read: Mapping[Rule, frozenset[Fact]]
    alone: Mapping[tuple[Rule, str], TracedAlone]


@define
class Ground:
    """What was traced of the rules that share facts, questions and a ladder."""

    facts: tuple[Fact, ...]
    questions: Mapping[str, Question]
    ladder: Ladder
    graph: SharedGraph = field(factory=SharedGraph)
    compared: dict[Hashable, list[Met]] = field(factory=dict)
    steps: dict[Hashable, list[_Kept]] = field(factory=dict)
    count: int = 0

    def difference(self, composition: Retraced, alone: TracedAlone, rounds: int) -> str | None:
        """Compare a rule with its plain function, unless both have met the same before."""
        near = corners_of(composition, alone)
        behind = None if alone.above is None else alone.above.node
        key = (alone.rule, rounds, alone.value, alone.answered, behind, *map(_argument, alone.arguments.values()))
        key = (*key, *((unit, tuple(numbers)) for unit, numbers in near.items()))
        known = self.compared.setdefault(key, [])
        if any(_meets_the_same(composition, *each) for each in known):
            return None
        corners = Corners(composition, near)
        found = difference(corners, alone, rounds)
        if found is None:
            known.append((corners.quantities_met, corners.figures_met))
            self.count += 1
        return found

    def keep(self, key: Hashable, kept: _Kept) -> None:
        """Keep what came of a step."""
        self.steps.setdefault(key, []).append(kept)
        self.count += 1


def _argument(value: Any) -> Hashable:
    """Give what of an argument a comparison turns on: a node, or whose facts are read."""
    if isinstance(value, Symbol):
        return value.node
    if isinstance(value, Facade):
        return value._entity
    return (*map(_argument, astuple(value, recurse=False)),) if has(type(value)) else value


def _meets_the_same(composition: Retraced, quantities: Mapping[str, Node | None], figures: Mapping[str, Any]) -> bool:
    known = composition.figures
    if any(name not in known or value_of(known[name]) != each for name, each in figures.items()):
        return False
    settled: Any = composition.quantities
    return all(dict.get(settled, path, (None,))[0] is node for path, node in quantities.items())


_grounds: list[Ground] = []


def ground_of(catalogue: Catalogue, questions: Mapping[str, Question], ladder: Ladder) -> Ground:
    """Give what this process has traced with these facts, questions and steps."""
    for position, each in enumerate(_grounds):
        if each.ladder is ladder and each.facts == catalogue.facts and each.questions == questions:
            found = _grounds.pop(position)
            break
    else:
        found = Ground(catalogue.facts, questions, ladder)
    if found.count > MOST_STEPS_KEPT:
        found = Ground(catalogue.facts, questions, ladder)
    _grounds[MOST_GROUNDS - 1 :] = []
    _grounds.insert(0, found)
    return found


@define
class Retraced(RuleByRule):
    """A composition that takes over what another traced from the same."""

    ground: Ground = field(kw_only=True)
    _figures_asked: dict[tuple[str, str], tuple[FigureDeclaration, Hashable]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Watch what the steps read."""
        self.quantities, self.law = Watched(self.quantities), Watched(self.law)

    def settle(self, step: Step) -> None:
        """Take a step over, or trace it and keep what came of it."""
        key = identity_of(step)
        kept = next((each for each in self.ground.steps.get(key, ()) if self._reads_the_same(each)), None)
        if kept is None:
            kept = self._traced(step)
            if kept is None:
                return
            self.ground.keep(key, kept)
        self._take(step, kept)

    def _reads_the_same(self, kept: _Kept) -> bool:
        # The plain methods: what is only compared is not read.
        quantities: dict[str, tuple[Node, Unit]] = self.quantities
        law: Any = self.law
        if any(dict.get(quantities, path) != each for path, each in kept.quantities.items()):
            return False
        if any(dict.get(law, hook) != each for hook, each in kept.law.items()):
            return False
        return not self._has_failed(kept) and all(self._still(name, *each) for (name, _), each in kept.figures.items())

    def _has_failed(self, kept: _Kept) -> bool:
        """Tell whether a rule that the step asks failed earlier, and so counts as nothing."""
        asked = (rule for answer in kept.law.values() if answer for rule in answer.rules)
        return bool(self.failed) and any(rule in self.failed for rule in asked)

    def _still(self, name: str, declared: FigureDeclaration, form: Hashable) -> bool:
        if self.declarations.get(name) != declared:
            return False
        known = self.figures.get(name)
        return form_of(self.look_up(name) if known is None else known) == form

    def _traced(self, step: Step) -> _Kept | None:
        """Trace a step by itself; None where something in it fails."""
        before = (self.answers, self.conflicts, self.facts_read, self.alone)
        failures = len(self.failed)
        self.answers, self.conflicts, self.facts_read, self.alone = {}, {}, {}, {}
        watched: tuple[Any, Any] = (self.quantities, self.law)
        watched[0].asked, watched[1].asked, self._figures_asked = {}, {}, {}
        super().settle(step)
        path = step.quantity.path
        kept = _Kept(
            quantities=watched[0].asked,
            law=watched[1].asked,
            figures=self._figures_asked,
            result=dict.__getitem__(self.quantities, path),
            answers=self.answers,
            conflicts={pair: tuple(details) for pair, details in self.conflicts.items()},
            facts_read={rule: frozenset(facts) for rule, facts in self.facts_read.items()},
            alone=self.alone,
        )
        self.answers, self.conflicts, self.facts_read, self.alone = before
        if path in self.failed or len(self.failed) > failures or self._has_failed(kept):
            self._take(step, kept)
            return None
        return kept

    def _take(self, step: Step, kept: _Kept) -> None:
        self.quantities[step.quantity.path] = kept.result
        self.answers.update(kept.answers)
        for pair, details in kept.conflicts.items():
            known = self.conflicts.setdefault(pair, [])
            known += [each for each in details if each not in known]
        for rule, facts in kept.facts_read.items():
            self.facts_read.setdefault(rule, set()).update(facts)
        for name, _ in kept.figures:
            if name not in self.figures:
                self.figures[name] = self.look_up(name)
        for key, alone in kept.alone.items():
            self.alone.setdefault(key, alone)

    def read_figure(self, name: str, kind: str) -> FigureInForce | MissingFigure:
        """Look a figure up, and keep in which form it was found."""
        found = super().read_figure(name, kind)
        self._figures_asked[(name, kind)] = (self.declarations[name], form_of(found))
        return found

    def named(self, path: str, node: Node) -> Node:
        """Give a quantity its name, as later steps see it."""
        return self.ground.graph.quantity(path, node)
