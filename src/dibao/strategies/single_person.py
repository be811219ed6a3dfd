"""Settle with how much a person is covered alone (单人保).

For rules that answer `single_person_benefit`. The nation names no amount.
A flat amount without a limit needs no strategy: the rule gives its figure.
"""

from typing import Any

from dibao.law.arguments import Member
from dibao.strategies.extremes import at_least_nothing, smaller


def whole_standard(member: Member) -> Any:
    """Pay the standard that the person would have alone."""
    return member.own_standard


def standard_less_income(member: Member) -> Any:
    """Pay what the person's own income lacks to the standard, never below zero."""
    return at_least_nothing(member.own_standard - member.counted_income)


def share_of_standard(member: Member, share: Any) -> Any:
    """Pay a share of the standard, whatever the person's own income."""
    return member.own_standard * share


def flat_up_to_standard(member: Member, amount: Any) -> Any:
    """Pay a flat amount, but no more than the person's standard."""
    return smaller(amount, member.own_standard)
