"""Settle where each answer of a policy is needed: what holds of it for every household."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from dibao.assess.symbolic import Answer
from dibao.symbols.nodes import HOUSEHOLD, Node


@frozen(eq=False)
class Basis:
    """An answer that an outcome may rest on: for whose sake, and under which conditions.

    `step` is what asked for it and `entity` of whom; nobody rests on it where something
    of `shut_out` holds, or `due` does not.
    """

    answer: Answer
    step: Node
    is_same_for_all: bool
    entity: str
    due: Node | None
    shut_out: Sequence[Node]


def bases_of(
    answers: Sequence[Answer],
    quantities: Mapping[str, Node],
    signs: Mapping[str, Node],
    due: Mapping[str, str],
    shut_out: Mapping[str, Sequence[Node]],
) -> Iterator[Basis]:
    """Give the bases of answers, without those that never have the word.

    Args:
        answers: those of a policy.
        quantities: its values, by path.
        signs: those of monitoring.
        due: the path of the condition of a step or an award, by its own path.
        shut_out: the conditions that shut somebody out of an award, by its path.
    """
    for answer in answers:
        if answer.answered.constant == 0:
            continue
        is_sign = answer.step in signs
        step = signs[answer.step] if is_sign else quantities[answer.step]
        entity, condition = _asked_of(answer), due.get(answer.step)
        if condition is None and entity == "member" and answer.step.startswith("household."):
            condition = "member.counts"
        # What is the same for every household leaves no trace in the graph, and yet the outcome rests on it.
        same_for_all = step.op == "const" and not is_sign
        yield Basis(
            answer, step, same_for_all, entity, quantities[condition] if condition else None,
            shut_out.get(answer.step, ()),
        )  # fmt: skip


def _asked_of(answer: Answer) -> str:
    """Tell of whom a rule was asked: a household's step may ask of each person."""
    scopes = {answer.answered.scope, answer.value.scope} - {HOUSEHOLD}
    return scopes.pop() if scopes else answer.step.partition(".")[0]
