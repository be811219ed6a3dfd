"""Settle what a decision rests on: the rules and figures that were needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from dibao.assess.compose import Composed, award_path
from dibao.assess.figure_leaves import row_of
from dibao.assess.symbolic import Answer
from dibao.law.documents import Grade, weakest
from dibao.law.figures import FigureInForce
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.reduction import Reduction, Value

NEUTRAL_COUNTS = ("nearest", "all")
"""Combinations in which a rule that answers 0 or no has the word all the same."""


@frozen
class Used:
    """A rule that had the word, for the household or for some of its people."""

    answer: Answer
    people: tuple[int, ...]


@frozen
class Evidence:
    """The rules and figures that an outcome rests on.

    `rows` are the positions of the rows whose amounts were needed, by band. What only
    settles `services`, without an amount, lends the decision no grade.
    """

    rules: Sequence[Used]
    figures: Sequence[FigureInForce]
    rows: Mapping[str, Sequence[int]] = field(factory=dict)
    services: frozenset[str] = frozenset()

    @property
    def weighing(self) -> Sequence[Used]:
        """Give the rules whose grade counts."""
        return [used for used in self.rules if used.answer.step not in self.services]

    @property
    def grade(self) -> Grade:
        """Give the weakest grade that the outcome rests on."""
        return weakest((*(used.answer.rule.grade for used in self.weighing), *(each.grade for each in self.figures)))


def evidence_of(
    composed: Composed, reduction: Reduction, hooks: Mapping[str, str], needed: frozenset[tuple[Node, int]]
) -> Evidence:
    """Collect what the outcome rests on.

    Args:
        composed: the policy.
        reduction: one that has already evaluated the outcome.
        hooks: how each question combines its answers.
        needed: the nodes that it visited for the outcome, with the person's position.
    """
    search = _Search(composed, reduction, hooks, reduction.people, needed)
    rules = [Used(answer, people) for answer in composed.answers if (people := tuple(search.people_needed(answer)))]
    leaves = sorted((node for node, _ in search.visited if node.op == "figure"), key=lambda each: each.data[0])
    found = (composed.figures[name] for name in dict.fromkeys(leaf.data[-1] for leaf in leaves))
    rows: dict[str, tuple[int, ...]] = {}
    for leaf in leaves:
        if (row := row_of(leaf)) is not None:
            rows[leaf.data[-1]] = tuple(sorted((*rows.get(leaf.data[-1], ()), row)))
    services = frozenset(award_path(award) for award in composed.awards if award.kind == "service")
    figures = tuple(each for each in found if isinstance(each, FigureInForce))
    return Evidence(tuple(rules), figures, rows, services)


@frozen
class _Search:
    """Looks for the people for whom an answer was needed."""

    composed: Composed
    reduction: Reduction
    hooks: Mapping[str, str]
    people: Mapping[str, int]
    visited: frozenset[tuple[Node, int]]
    due: Mapping[str, Node] = field(init=False)

    @due.default
    def _conditions_of_awards(self) -> Mapping[str, Node]:
        quantities = self.composed.quantities
        awards = {award_path(award): award.due for award in self.composed.awards}
        due = awards | {path: step.due for path, step in self.composed.steps.items() if step.due}
        return {path: quantities[condition][0] for path, condition in due.items() if condition}

    def people_needed(self, answer: Answer) -> Iterator[int]:
        """Give the people, or 0 for the household, for whom a rule had the word."""
        if answer.answered.constant == 0:
            return
        sign = self.composed.signs.get(answer.step)
        step = self.composed.quantities[answer.step][0] if sign is None else sign[0]
        entity = self._asked_of(answer)
        # What is the same for every household leaves no trace in the graph, and yet the outcome rests on it.
        same_for_all = step.op == "const" and sign is None
        for person in range(self.people.get(entity, 1)):
            needed = same_for_all or (step, 0 if step.scope == HOUSEHOLD else person) in self.visited
            if needed and self._is_due(answer, entity, person):
                combined = self.hooks[answer.rule.hook]
                if _has_the_word(answer, self.reduction, combined, person):
                    yield person

    def _asked_of(self, answer: Answer) -> str:
        """Tell of whom a rule was asked: a household's step may ask of each person."""
        scopes = {answer.answered.scope, answer.value.scope} - {HOUSEHOLD}
        return scopes.pop() if scopes else answer.step.partition(".")[0]

    def _is_due(self, answer: Answer, entity: str, person: int) -> bool:
        """Tell whether the award is due, and the person in a household's sum counts."""
        due = self.due.get(answer.step)
        if due is None and entity == "member" and answer.step.startswith("household."):
            due = self.composed.quantities["member.counts"][0]
        shut_out = self.composed.shut_out.get(answer.step, ())
        if any(self.reduction.value(node, person) == 1 for node in shut_out):
            return False
        return due is None or self.reduction.value(due, person) != 0


def _has_the_word(answer: Answer, reduction: Reduction, combined: str, person: int) -> bool:
    if reduction.value(answer.answered, person) != 1:
        return False
    value = reduction.value(answer.value, person)
    if answer.asked is not None:
        asked = reduction.value(answer.asked, person)
        # A rounding that changes nothing, and an income that nobody has, lend no grade.
        return bool(asked != 0) if answer.rule.hook == "counted_income" else _scaled(answer, value, asked)
    return combined in NEUTRAL_COUNTS or value != 0


def _scaled(answer: Answer, value: Value, asked: Value) -> bool:
    if not isinstance(value, int) or not isinstance(asked, int) or answer.asked is None:
        return True
    return value * answer.asked.den != asked * answer.value.den
