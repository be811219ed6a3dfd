"""Keep what follows from a policy alone: policies never change, and tables come one after another."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from dibao.assess.policy import Policy

_Found = TypeVar("_Found")


def once_a_policy(work: Callable[[Policy], _Found]) -> Callable[[Policy], _Found]:
    """Let a function work once for every policy, and forget what it gave with the policy.

    What it gives must not hold the policy itself, or it would never be forgotten.
    """
    kept: WeakKeyDictionary[Policy, _Found] = WeakKeyDictionary()

    @wraps(work)
    def found(policy: Policy) -> _Found:
        known = kept.get(policy)
        if known is None:
            known = kept[policy] = work(policy)
        return known

    return found
