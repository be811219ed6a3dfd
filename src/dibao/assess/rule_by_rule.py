"""Trace every rule of a policy, though some of them fail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import define, field, frozen

from dibao.assess.ladder import Step
from dibao.assess.symbolic import Composition, owner_of, subject_of
from dibao.errors import Problem, RuleError
from dibao.law.figures import FigureDeclaration, FigureInForce, MissingFigure
from dibao.law.questions import Question
from dibao.law.rules import Rule
from dibao.symbols.nodes import Node
from dibao.symbols.symbol import Symbol
from dibao.symbols.tracing import Trace, current_trace

_LOCATED = re.compile(r"(?P<label>.*?)(?: \((?P<place>[^()]+:\d+)\))?: (?P<sentence>.*)", re.DOTALL)


@frozen
class TracedAlone:
    """One rule as traced by itself, with the arguments it was given.

    `value` is what it answers where `answered` holds; `above` stands there
    for whatever the rules behind it answer.
    """

    rule: Rule
    question: Question
    arguments: Mapping[str, Any]
    above: Symbol | None
    value: Node
    answered: Node


@define
class RuleByRule(Composition):
    """A composition that goes on where a rule fails, and keeps each rule alone."""

    declarations: Mapping[str, FigureDeclaration] = field(factory=dict)
    failed: dict[Rule | str, Problem] = field(factory=dict)
    alone: dict[tuple[Rule, str], TracedAlone] = field(factory=dict)

    def settle(self, step: Step) -> None:
        """Trace one step; one that fails is noted, and counts as nothing."""
        try:
            super().settle(step)
        except RuleError as error:
            path = step.quantity.path
            self.failed.setdefault(path, Problem("", str(error)))
            self.quantities[path] = (self.graph.constant(0, step.quantity.unit), step.quantity.unit)

    def rule_alone(
        self, question: Question, rule: Rule, arguments: dict[str, Any], above: Symbol | None
    ) -> tuple[Symbol, Node]:
        """Trace one rule; one that fails is noted, and leaves the question open."""
        behind = None
        if above is not None:
            behind = Symbol(self.graph.named(f"above {rule.id}", above.node), above.frame)
        if rule not in self.failed:
            errors = [(trace, len(trace.errors)) for trace in _traces()]
            try:
                answer, answered = super().rule_alone(question, rule, arguments, behind)
            except RuleError as error:
                self.failed[rule] = rule_problem(rule, error)
                for trace, count in errors:
                    del trace.errors[count:]
            else:
                alone = TracedAlone(rule, question, arguments, behind, answer.node, answered)
                self.alone.setdefault((rule, subject_of(arguments)), alone)
                return answer, answered
        nothing = Symbol(self.graph.constant(0, question.answer), owner_of(arguments))
        return nothing if above is None else above, self.graph.false

    def read_figure(self, name: str, kind: str) -> FigureInForce | MissingFigure:
        """Look a figure up; one that may not be read so is refused with its place."""
        declared = self.declarations.get(name)
        if declared is None:
            near = get_close_matches(name, self.declarations, n=1)
            hint = (
                f"did you mean {near[0]!r} ({self.declarations[near[0]].place})?"
                if near
                else f'declare it with [figure."{name}"] in a figures.toml'
            )
            self.fail(f"reads {name!r}, a figure that nobody declares; {hint}")
        if not declared.applied:
            self.fail(
                f"reads {name!r}, which only informs (applied = false at {declared.place}); "
                "read the standard in force instead"
            )
        wanted = "money" if declared.unit.is_money else declared.unit.name
        if kind != wanted:
            self.fail(
                f"reads {name!r} as {kind}; it is declared as {declared.unit} at {declared.place}; "
                f"write standards.{wanted}({name!r})"
            )
        return super().read_figure(name, kind)


def rule_problem(rule: Rule, error: RuleError) -> Problem:
    """Say what is wrong with a rule, with its document, where the error arose."""
    found = _LOCATED.fullmatch(str(error))
    place, sentence = (found["place"], found["sentence"]) if found else (None, str(error))
    message = f"{rule.cited} {sentence.rstrip('.')}."
    return Problem(place or str(rule.place), message.replace("?.", "?"))


def _traces() -> Iterator[Trace]:
    trace: Trace | None = current_trace()
    while trace is not None:
        yield trace
        trace = trace.outer
