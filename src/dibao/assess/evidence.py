"""Settle what a decision rests on: the rules and figures that were needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from dibao.assess.bases import Basis
from dibao.assess.compose import Composed
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
    search = _Search(reduction, hooks, needed)
    rules = [Used(each.answer, people) for each in composed.bases if (people := tuple(search.people_needed(each)))]
    leaves = sorted((node for node, _ in needed if node.op == "figure"), key=lambda each: each.data[0])
    found = (composed.figures[name] for name in dict.fromkeys(leaf.data[-1] for leaf in leaves))
    rows: dict[str, tuple[int, ...]] = {}
    for leaf in leaves:
        if (row := row_of(leaf)) is not None:
            rows[leaf.data[-1]] = tuple(sorted((*rows.get(leaf.data[-1], ()), row)))
    figures = tuple(each for each in found if isinstance(each, FigureInForce))
    return Evidence(tuple(rules), figures, rows, composed.services)


def grade_of(
    composed: Composed, reduction: Reduction, hooks: Mapping[str, str], needed: frozenset[tuple[Node, int]]
) -> Grade:
    """Give the weakest grade of the same evidence, looking for no more than that."""
    figures = (composed.figures[node.data[-1]] for node, _ in needed if node.op == "figure")
    found = weakest(each.grade for each in figures if isinstance(each, FigureInForce))
    search, services = _Search(reduction, hooks, needed), composed.services
    for each in composed.bases_by_grade:
        grade = each.answer.rule.grade
        if weakest((found, grade)) == found:
            return found
        if each.answer.step not in services and next(search.people_needed(each), None) is not None:
            return grade
    return found


@frozen
class _Search:
    """Looks for the people for whom an answer was needed."""

    reduction: Reduction
    hooks: Mapping[str, str]
    visited: frozenset[tuple[Node, int]]

    def people_needed(self, basis: Basis) -> Iterator[int]:
        """Give the people, or 0 for the household, for whom a rule had the word."""
        step, visited = basis.step, self.visited
        for person in range(self.reduction.people.get(basis.entity, 1)):
            needed = basis.is_same_for_all or (step, 0 if step.scope == HOUSEHOLD else person) in visited
            if needed and self._is_due(basis, person):
                combined = self.hooks[basis.answer.rule.hook]
                if _has_the_word(basis.answer, self.reduction, combined, person):
                    yield person

    def _is_due(self, basis: Basis, person: int) -> bool:
        """Tell whether the award is due, and the person in a household's sum counts."""
        if any(self.reduction.value(node, person) == 1 for node in basis.shut_out):
            return False
        return basis.due is None or self.reduction.value(basis.due, person) != 0


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
