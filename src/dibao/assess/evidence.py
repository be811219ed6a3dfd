"""Settle what a decision rests on: the rules and figures that were needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from dibao.assess.compose import Composed
from dibao.assess.symbolic import Answer
from dibao.law.documents import Grade, weakest
from dibao.law.figures import FigureInForce
from dibao.symbols.nodes import Node
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
    """The rules and figures that an outcome rests on."""

    rules: Sequence[Used]
    figures: Sequence[FigureInForce]

    @property
    def grade(self) -> Grade:
        """Give the weakest grade that the outcome rests on."""
        return weakest((*(used.answer.rule.grade for used in self.rules), *(each.grade for each in self.figures)))


def evidence_of(composed: Composed, reduction: Reduction, hooks: Mapping[str, str], people: int) -> Evidence:
    """Collect what was needed, from the nodes that the reduction visited.

    Args:
        composed: the policy.
        reduction: one that has already evaluated the outcome.
        hooks: how each question combines its answers.
        people: the number of members.
    """
    visited = frozenset(reduction.visited)
    rules = []
    for answer in composed.answers:
        needed = tuple(_people_needed(answer, composed, reduction, hooks, visited, people))
        if needed:
            rules.append(Used(answer, needed))
    leaves = (node for node, _ in visited if node.op == "figure")
    found = (composed.figures[node.data[0]] for node in sorted(leaves, key=lambda each: each.data[0]))
    return Evidence(tuple(rules), tuple(each for each in found if isinstance(each, FigureInForce)))


def _people_needed(
    answer: Answer,
    composed: Composed,
    reduction: Reduction,
    hooks: Mapping[str, str],
    visited: frozenset[tuple[Node, int]],
    people: int,
) -> Iterator[int]:
    step = composed.quantities[answer.step][0]
    for person in range(people if answer.step.startswith("member.") else 1):
        needed = (step, person) in visited or (step, 0) in visited
        if needed and _has_the_word(answer, reduction, hooks[answer.rule.hook], person):
            yield person


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
