"""Settle the household as it stands on each day, from what was stated and what happened since."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from dibao.household.models import Household, Member
from dibao.household.stated import UNKNOWN, ReadOnlyMap
from dibao.timeline.events import (
    Change,
    Died,
    DisabilityAssessed,
    Event,
    FactsChanged,
    FindingMade,
    IncomeChanged,
    JobLost,
    JobStarted,
    Joined,
    Left,
    Moved,
    PropertyFound,
)

WAGE = "wage"
EMPLOYED = "employed"


@frozen(eq=False)
class Course:
    """The household between any two events; None once nobody is left of it."""

    days: list[date]
    households: list[Household | None]

    def at(self, day: date) -> Household | None:
        """Give the household as it stands at the end of a day."""
        return self.households[bisect_right(self.days, day) - 1]


def course_of(household: Household, events: tuple[Event, ...]) -> Course:
    """Follow a household through the events that change its facts."""
    days: list[date] = [date.min]
    households: list[Household | None] = [household]
    current: Household | None = household
    for event in events:
        if not isinstance(event, Change) or current is None:
            continue
        current = changed(current, event)
        if event.on == days[-1]:
            households[-1] = current
        else:
            days.append(event.on)
            households.append(current)
    return Course(days, households)


def changed(household: Household, event: Change) -> Household | None:
    """Give the household after an event; None when nobody is left."""
    if isinstance(event, Joined):
        others = (each for each in household.members if each.id != event.person.id)
        return evolve(household, members=(*others, event.person))
    if isinstance(event, Left | Died):
        return _without(household, event.member, event.relations)
    if isinstance(event, Moved):
        area = household.area if event.area is None else event.area
        return evolve(household, jurisdiction=event.jurisdiction, area=area)
    if isinstance(event, PropertyFound):
        return evolve(
            household,
            property=merged(household.property, event.property),
            findings={**household.findings, **event.findings},
        )
    if isinstance(event, FindingMade) and event.member is None:
        return evolve(household, findings={**household.findings, **event.findings})
    if isinstance(event, FactsChanged) and event.member is None:
        return evolve(household, facts=merged(household.facts, event.facts))
    return _with_member(household, event)


def merged(stated: Any, changes: Mapping[str, Any]) -> Any:
    """Lay entries over a map; of a wholly unknown map the others stay unknown."""
    if not changes:
        return stated
    return changes if stated is UNKNOWN else {**stated, **changes}


def _with_member(household: Household, event: Change) -> Household:
    members = tuple(changed_member(each, event) if each.id == event.subject else each for each in household.members)
    return evolve(household, members=members)


def changed_member(member: Member, event: Change) -> Member:
    """Give a member after an event that happened to them."""
    if isinstance(event, IncomeChanged):
        return evolve(member, incomes=merged(member.incomes, event.incomes))
    if isinstance(event, JobStarted | JobLost):
        works = isinstance(event, JobStarted)
        before = member.incomes if works or member.incomes is UNKNOWN else _without_wage(member.incomes)
        return evolve(
            member,
            incomes=merged(before, event.incomes),
            flags=merged(member.flags, {EMPLOYED: works}),
        )
    if isinstance(event, DisabilityAssessed):
        return evolve(member, disability=event.disability)
    if isinstance(event, FindingMade):
        return evolve(member, findings={**member.findings, **event.findings})
    assert isinstance(event, FactsChanged)
    maps = {key: merged(getattr(member, key), getattr(event, key)) for key in ("flags", "expenses", "transfers_paid")}
    education = member.education if event.education is None else event.education
    return evolve(member, **maps, facts=merged(member.facts, event.facts), education=education)


def _without_wage(incomes: ReadOnlyMap) -> ReadOnlyMap:
    return ReadOnlyMap({key: amount for key, amount in incomes.items() if key != WAGE})


def _without(household: Household, member: str, relations: Mapping[str, str]) -> Household | None:
    staying = [each for each in household.members if each.id != member]
    if not staying:
        return None
    placed = (evolve(each, relation=relations[each.id]) if each.id in relations else each for each in staying)
    return evolve(household, members=tuple(placed))
