"""Find the facts of a household that name their sources, and choose among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from dibao.household.checks import HOUSEHOLD_PLACES, MEMBER_PLACES, OBLIGOR_PLACES
from dibao.household.facts import BUILT_IN, Entity
from dibao.household.models import Household
from dibao.household.stated import UNKNOWN
from dibao.household.verified import Verified

_PLACES: Mapping[Entity, tuple[str, ...]] = {
    "household": HOUSEHOLD_PLACES,
    "member": MEMBER_PLACES,
    "obligor": OBLIGOR_PLACES,
}
_LISTS: Mapping[str, Entity] = {"members": "member", "obligors": "obligor"}


@frozen
class Spot:
    """Where a fact stands: whose it is, by position, its JSON map and its key."""

    entity: Entity
    position: int
    place: str
    key: str


Choice = Callable[[Spot, Verified], Any]


def spots(household: Household) -> Mapping[Spot, Verified]:
    """Give every fact that names its sources."""
    found: dict[Spot, Verified] = {}
    for entity, position, owner in _owners(household):
        found |= {Spot(entity, position, place, key): value for place, key, value in _sourced(owner, entity)}
    return found


def settled(household: Household) -> Household:
    """Give the household with the used value alone of every fact."""
    return chosen(household, lambda _, verified: verified.used)


def as_declared(household: Household) -> Household:
    """Give the household with what was declared; the used value where nothing was."""

    def declared(_: Spot, verified: Verified) -> Any:
        return verified.declared if verified.is_declared else verified.used

    return chosen(household, declared)


def chosen(household: Household, choose: Choice) -> Household:
    """Give the household with another value for every fact that names its sources.

    A household without such facts is given back itself.
    """
    changes = _changes(household, "household", 0, choose)
    for name, entity in _LISTS.items():
        before = _people(household, name)
        after = [_changed(person, entity, position, choose) for position, person in enumerate(before)]
        if any(new is not old for new, old in zip(after, before, strict=True)):
            changes[name] = tuple(after)
    return evolve(household, **changes) if changes else household


def _changed(person: Any, entity: Entity, position: int, choose: Choice) -> Any:
    changes = _changes(person, entity, position, choose)
    return evolve(person, **changes) if changes else person


def _changes(owner: Any, entity: Entity, position: int, choose: Choice) -> dict[str, Any]:
    """Give the maps and single facts of one owner that name sources, rewritten."""
    changes: dict[str, Any] = {}
    for place, key, verified in _sourced(owner, entity):
        value = choose(Spot(entity, position, place, key), verified)
        if place:
            changes.setdefault(place, dict(getattr(owner, place)))[key] = value
        else:
            changes[key] = value
    return changes


def _owners(household: Household) -> Iterator[tuple[Entity, int, Any]]:
    yield "household", 0, household
    for name, entity in _LISTS.items():
        for position, person in enumerate(_people(household, name)):
            yield entity, position, person


def _people(household: Household, name: str) -> tuple[Any, ...]:
    people = getattr(household, name)
    return () if people is UNKNOWN else people


def _sourced(owner: Any, entity: Entity) -> Iterator[tuple[str, str, Verified]]:
    """Give place, key and sources of one owner's facts that name them."""
    for place in _PLACES[entity]:
        stated = getattr(owner, place)
        for key, value in () if stated is UNKNOWN else stated.items():
            if isinstance(value, Verified):
                yield place, key, value
    for key in BUILT_IN.at("obligor", "") if entity == "obligor" else ():
        value = getattr(owner, key)
        if isinstance(value, Verified):
            yield "", key, value
