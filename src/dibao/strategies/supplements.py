"""Settle what is added for the old, minors, the severely disabled and the ill (分类施保).

For rules that answer `supplement`, which is asked once a member who counts.
The nation names these groups and no amount; ages, shares and amounts are figures.
"""

from typing import Any

from dibao.law.arguments import Member
from dibao.strategies.extremes import larger, nothing_of


def supplement_by_share(member: Member, share: Any, *, when: Any) -> Any:
    """Add a share of the person's standard where a condition holds."""
    return member.standard * share if when else nothing_of(member.standard)


def flat_supplement(amount: Any, *, when: Any) -> Any:
    """Add a flat amount where a condition holds."""
    return amount if when else nothing_of(amount)


def once_only(*supplements: Any) -> Any:
    """Add the highest supplement only, however many groups a person is in."""
    return larger(*supplements)


def added_up(*supplements: Any) -> Any:
    """Add the supplements of all groups that a person is in."""
    return sum(supplements)


def disabled_up_to(member: Member, grade: Any) -> Any:
    """Tell whether the disability is of this grade or a graver one.

    The first grade is the gravest; who has no certificate has no grade.
    """
    return member.disability.grade >= 1 and member.disability.grade <= grade
