"""Settle which reason each bit of the column `reasons` stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from dibao.assess.decision import Decision
from dibao.assess.policy import Policy
from dibao.batch.once import once_a_policy
from dibao.errors import DibaoError
from dibao.symbols.nodes import Node

ALL_OF = "all"
MOST_BITS = 32
"""As many as the column of reasons has room for."""


@frozen
class ReasonBit:
    """One bit: a test of the ladder, or one rule of a test that all rules must pass.

    The bit is set where the ladder came as far as this test and it does not hold.
    """

    name: str
    title: str
    english: str
    reason: int
    holds: tuple[Node, ...]


@once_a_policy
def reason_bits(policy: Policy) -> tuple[ReasonBit, ...]:
    """Give the bits of a policy, the tests of the ladder first."""
    ladder, quantities = policy.ladder, policy.composed.quantities
    tests = tuple(
        ReasonBit(each.test, each.title, each.english, position, (quantities[each.holds][0],))
        for position, each in enumerate(ladder.reasons)
    )
    return (*tests, *(bit for position in range(len(tests)) for bit in _rules_of(policy, position)))


def _rules_of(policy: Policy, position: int) -> tuple[ReasonBit, ...]:
    """Give one bit for each rule of a test that several rules must pass."""
    reason = policy.ladder.reasons[position]
    if policy.questions[reason.hook].combined != ALL_OF:
        return ()
    by_name: dict[str, Any] = {}
    for answer in policy.composed.answers:
        if answer.step == reason.holds and answer.rule.hook == reason.hook:
            by_name.setdefault(answer.rule.name, answer)
    if len(by_name) < 2:
        return ()
    return tuple(
        ReasonBit(
            f"{reason.test}.{name}", each.rule.title, each.rule.english, position, (each.answered, each.value)
        )
        for name, each in by_name.items()
    )  # fmt: skip


def legend_of(policies: Iterable[Policy]) -> dict[str, ReasonBit]:
    """Give the bits of several policies together, by name and in the order of their numbers.

    Raises:
        DibaoError: there are more than the column holds.
    """
    found = {bit.name: bit for policy in policies for bit in reason_bits(policy)}
    if len(found) > MOST_BITS:
        raise DibaoError(
            f"the rules of these places have {len(found)} reasons, the column of reasons holds {MOST_BITS}; "
            "decide the places apart"
        )
    return found


def reasons_of(decision: Decision, bits: tuple[ReasonBit, ...]) -> int:
    """Give the bits of one decision."""
    reached = {each.test for each in decision.reached}
    ladder = decision.policy.ladder
    found = 0
    for position, bit in enumerate(bits):
        if ladder.reasons[bit.reason].test in reached:
            values = [decision.value(node) for node in bit.holds]
            # A rule fails only where it answers, and only where that is known.
            fails = values[-1] == 0 and all(each == 1 for each in values[:-1])
            found |= fails << position
    return found
