"""Keep the plans that were made, by policy and shape of the tables."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from threading import Lock
from typing import Any

from attrs import frozen

from dibao.assess.policy import Policy
from dibao.batch.legend import ReasonBit
from dibao.batch.plan import Plan, plan
from dibao.batch.results import EXACT_PLACES
from dibao.batch.substitution import Shape
from dibao.batch.widths import INT64, fits, size

MOST_KEPT = 64
_kept: OrderedDict[Hashable, Made] = OrderedDict()
_lock = Lock()


def _columns_fit(made: Plan) -> bool:
    """Tell whether 64 bits hold the quantities of money at the denominator that their columns have."""
    return all(size(each) * 10**EXACT_PLACES < INT64 for each in made.quantities if each.unit.is_money)


@frozen(eq=False)
class Made:
    """A plan, and whether 64 bits are proven to hold all its numbers.

    `outcome` keeps the policy's graph, by whose identity the plan is found, alive.
    """

    plan: Plan
    fits: bool
    outcome: Any


def planned(
    policies: Sequence[Policy], shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str]
) -> Made:
    """Give the plan of policies that share graph, rules and grades, made when it is first asked for."""
    outcome = policies[0].composed.outcome
    names = tuple(each and each.name for each in bits)
    grades = tuple(getattr(each, "grade", None) for each in policies[0].composed.figures.values())
    key = (id(outcome), grades, shape.key, names, tuple(quantities))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = plan(policies[0], shape, bits, quantities)
    known = Made(made, fits([*made.household, *made.persons]) and _columns_fit(made), outcome)
    with _lock:
        _kept[key] = known
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return known
