"""Keep the plans that were made, by policy and shape of the tables."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Sequence
from threading import Lock
from typing import Any

from attrs import frozen

from dibao.assess.policy import Policy
from dibao.batch.groups import grades_of
from dibao.batch.legend import ReasonBit
from dibao.batch.one_flag_plan import OneFlagPlan, absent_figures, one_flag_plan
from dibao.batch.open_plan import OpenPlan, open_plan, settled_values
from dibao.batch.plan import Plan, plan
from dibao.batch.results import EXACT_PLACES
from dibao.batch.substitution import Shape
from dibao.batch.widths import INT64, fits, size
from dibao.symbols.nodes import Node

MOST_KEPT = 64
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def _columns_fit(quantities: Sequence[Node]) -> bool:
    """Tell whether 64 bits hold the quantities of money at the denominator that their columns have."""
    return all(size(each) * 10**EXACT_PLACES < INT64 for each in quantities if each.unit.is_money)


@frozen(eq=False)
class Made:
    """A plan, and whether 64 bits are proven to hold all its numbers.

    `outcome` keeps the policy's graph, by whose identity the plan is found, alive.
    """

    plan: Plan
    fits: bool
    outcome: Any


@frozen(eq=False)
class MadeForOpenRows:
    """A plan for some open rows; None where 64 bits may not hold its numbers. It keeps the graph alive, too."""

    plan: Any
    outcome: Any


def planned(
    policies: Sequence[Policy], shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str],
    wanted: Collection[str] | None = None,
) -> Made:  # fmt: skip
    """Give the plan of policies that share graph, rules and grades, made when it is first asked for."""
    key = ("all", None if wanted is None else frozenset(wanted), *_key(policies, shape, bits, quantities))

    def made() -> Made:
        found = plan(policies[0], shape, bits, quantities, wanted)
        fitting = fits([*found.household, *found.persons]) and _columns_fit(found.quantities)
        return Made(found, fitting, policies[0].composed.outcome)

    known: Made = _remembered(key, made)
    return known


def planned_for_open_rows(
    policies: Sequence[Policy], shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str]
) -> OpenPlan | None:
    """Give the same for rows with something unknown."""

    def made() -> MadeForOpenRows:
        found = open_plan(policies[0], shape, bits, quantities)
        values = settled_values(policies[0], shape, quantities)
        fitting = fits(values) and _columns_fit(values[len(values) - len(quantities) :])
        return MadeForOpenRows(found if fitting else None, policies[0].composed.outcome)

    known: MadeForOpenRows = _remembered(("open", *_key(policies, shape, bits, quantities)), made)
    found: OpenPlan | None = known.plan
    return found


def planned_for_one_flag(
    policies: Sequence[Policy], shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str]
) -> OneFlagPlan | None:
    """Give the same for rows that turn on one flag at most."""
    key = ("one flag", absent_figures(policies), *_key(policies, shape, bits, quantities))

    def made() -> MadeForOpenRows:
        found = one_flag_plan(policies, shape, bits, quantities)
        fitting = fits(found.outputs) and _columns_fit(found.quantities)
        return MadeForOpenRows(found if fitting else None, policies[0].composed.outcome)

    known: MadeForOpenRows = _remembered(key, made)
    found: OneFlagPlan | None = known.plan
    return found


def _key(
    policies: Sequence[Policy], shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str]
) -> tuple[Hashable, ...]:  # fmt: skip
    composed = policies[0].composed
    names = tuple(each and each.name for each in bits)
    return id(composed.outcome), grades_of(policies[0]), shape, names, tuple(quantities)


def _remembered(key: Hashable, make: Callable[[], Any]) -> Any:
    with _lock:
        known = _kept.get(key)
        if known is not None:
            _kept.move_to_end(key)
            return known
    known = make()
    with _lock:
        _kept[key] = known
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return known
