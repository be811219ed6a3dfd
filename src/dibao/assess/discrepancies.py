"""Settle what a decision would be with what was declared (家庭经济状况核对)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dibao.errors import DibaoError
from dibao.household.facts import Fact
from dibao.household.models import Household
from dibao.household.sources import Spot, as_declared, chosen, spots
from dibao.household.verified import Source, Verified

if TYPE_CHECKING:
    from dibao.assess.decision import Decision
    from dibao.symbols.amounts import Money

_LISTS = {"member": "members", "obligor": "obligors"}


@frozen
class Discrepancy:
    """One fact of which two sources say different things.

    `path` is its place in the household's JSON, `person` the id of the member
    or obligor it is about. What a source says is None where it says nothing,
    `UNKNOWN` where it does not know. `used` is the source that the decision
    goes by. `changes_outcome` tells whether another outcome, in status or in
    what is given, would follow from what was declared of this fact alone; it is
    None where nothing known was declared, or where something else that is
    unknown leaves it open.
    """

    path: str
    person: str | None
    title: str
    english: str
    declared: Any
    register: Any
    officer: Any
    used: Source
    changes_outcome: bool | None

    @property
    def value(self) -> Any:
        """Give the value that the decision uses."""
        return getattr(self, self.used)


def discrepancies(decision: Decision) -> tuple[Discrepancy, ...]:
    """Give the facts whose sources differ, in the order of people and catalogue."""
    return tuple(_discrepancy(decision, spot, fact, verified) for spot, fact, verified in _differing(decision))


def outcome_as_declared(decision: Decision) -> Decision | None:
    """Give the decision on what was declared; None where the policy cannot pay it."""
    return _decided(decision, as_declared(decision.household))


def is_other_outcome(one: Decision, other: Decision) -> bool | None:
    """Tell whether two decisions differ in status or in what is given.

    Returns:
        None where at least one is open and what is possible overlaps.
    """
    if one.is_decided and other.is_decided:
        return _outcome(one) != _outcome(other)
    apart = set(_statuses(one)).isdisjoint(_statuses(other)) or _lie_apart(_span(one), _span(other))
    return True if apart else None


def _differing(decision: Decision) -> Iterator[tuple[Spot, Fact, Verified]]:
    found = {spot: verified for spot, verified in spots(decision.household).items() if verified.differs}
    if not found:
        return
    order = {(fact.entity, fact.place, fact.key): (at, fact) for at, fact in enumerate(decision.policy.catalogue.facts)}
    entities = ("household", *_LISTS)

    def sorted_by(spot: Spot) -> tuple[int, int, int]:
        return entities.index(spot.entity), spot.position, order[spot.entity, spot.place, spot.key][0]

    known = (spot for spot in found if (spot.entity, spot.place, spot.key) in order)
    for spot in sorted(known, key=sorted_by):
        yield spot, order[spot.entity, spot.place, spot.key][1], found[spot]


def _discrepancy(decision: Decision, spot: Spot, fact: Fact, verified: Verified) -> Discrepancy:
    start, person = "$", None
    if spot.entity in _LISTS:
        name = _LISTS[spot.entity]
        start, person = f"$.{name}[{spot.position}]", getattr(decision.household, name)[spot.position].id
    used = verified.source
    assert used is not None  # sources that differ know something
    return Discrepancy(
        f"{start}.{fact.path}",
        person,
        fact.title,
        fact.english,
        verified.declared,
        verified.register,
        verified.officer,
        used,
        _changes_outcome(decision, spot, fact, verified),
    )


def _changes_outcome(decision: Decision, spot: Spot, fact: Fact, verified: Verified) -> bool | None:
    """Tell whether what was declared of one fact would lead to another outcome."""
    if not verified.is_declared:
        return None
    if verified.declared == verified.used or fact.name not in getattr(decision.policy.composed.layout, fact.entity):
        return False
    declared = chosen(decision.household, lambda at, each: each.declared if at == spot else each)
    other = _decided(decision, declared)
    return None if other is None else is_other_outcome(decision, other)


def _decided(decision: Decision, household: Household) -> Decision | None:
    if household is decision.household:
        return decision
    try:
        return decision.policy.assess(household)
    except DibaoError:  # what would be due is not whole fen
        return None


def _outcome(decision: Decision) -> tuple[Any, ...]:
    return decision.status, decision.awards, decision.entitlements


def _statuses(decision: Decision) -> tuple[str, ...]:
    return (decision.status,) if decision.bounds is None else tuple(decision.bounds.statuses)


def _span(decision: Decision) -> tuple[Money, Money]:
    """Give the least and the most that everything can pay a month."""
    if decision.bounds is not None:
        low, high = decision.bounds.total
        return low, high
    assert decision.total_monthly is not None
    return decision.total_monthly, decision.total_monthly


def _lie_apart(one: tuple[Money, Money], other: tuple[Money, Money]) -> bool:
    return one[1].amount < other[0].amount or other[1].amount < one[0].amount
