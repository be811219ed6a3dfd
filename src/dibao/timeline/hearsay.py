"""Tell a case in the order in which the office heard of things.

What was heard of late stands on the day on which it was heard of, as far as it still
matters by then. What came later, but was known by that day, holds: income of July that
is heard of in October changes nothing if the income of August is known already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from dibao.household.models import Household, Member
from dibao.timeline.case import Case, in_order
from dibao.timeline.course import WAGE, changed_member
from dibao.timeline.events import (
    Change,
    Died,
    DisabilityAssessed,
    Event,
    FactsChanged,
    IncomeChanged,
    JobLost,
    JobStarted,
    Joined,
    Left,
    Moved,
)
from dibao.timeline.touching import MAPS, touched

APPLICANT = "applicant"
Heard = tuple[Event, Event]
"""An event as it happened, and as it was heard of."""


def case_as_heard(case: Case, since: date) -> Case:
    """Move what was heard of later than a day to the day on which it was heard of.

    What was heard of late, but by that day, stands on its true day as if it had been
    told at once; the day on which it was then decided no longer matters. What a later
    thing had made void by the day on which it was heard of is left out: the office
    hears of work that was taken up when it hears that the person has died.
    """
    heard: list[Heard] = []
    for true in sorted(case.events, key=lambda event: event.on):
        at = _as_heard(true, since)
        heard = [*_after(heard, true, at), (true, at)]
    family = _Family.of(case.household)
    events = in_order([at for _, at in heard])
    return case.told_as([each for event in events for each in family.meets(event)])


def _as_heard(event: Event, since: date) -> Event:
    if event.known_on <= event.on:
        return event
    if event.known_on <= since:
        return evolve(event, decided=None) if isinstance(event, Change) else event
    if isinstance(event, Change) and event.decided is not None:
        return evolve(event, on=event.known_on, decided=max(event.decided, event.known_on))
    return evolve(event, on=event.known_on)


# -- what no longer matters --------------------------------------------------------------------------
def _after(heard: Iterable[Heard], true: Event, at: Event) -> Iterator[Heard]:
    """Give what was heard of so far, as far as it matters once something later is known, too."""
    for earlier, then in heard:
        if earlier.on < true.on and at.on <= then.on and at.changes_facts and then.changes_facts:
            rest = _rest(then, at)
            if rest is not None:
                yield earlier, rest
        else:
            yield earlier, then


def _rest(earlier: Event, later: Event) -> Event | None:
    """Give what an event heard of late still says when a later one is known; None for nothing."""
    written = set(touched(later))
    owner = earlier.subject or ""
    if isinstance(earlier, Joined) and isinstance(later, Change) and not isinstance(later, Joined | Left | Died):
        same = later.subject == earlier.subject
        return evolve(earlier, person=changed_member(earlier.person, later)) if same else earlier
    if (owner,) in written:
        return None
    if isinstance(earlier, JobStarted | JobLost):
        return _rest_of_work(earlier, later)
    if isinstance(earlier, Moved | DisabilityAssessed):
        return earlier if written.isdisjoint(touched(earlier)) else None
    return _without(earlier, written)


def _rest_of_work(earlier: JobStarted | JobLost, later: Event) -> Event | None:
    """Give what is left of work taken up or lost: a later wage is another, later work is all that counts."""
    if later.subject != earlier.subject or not isinstance(later, JobStarted | JobLost | IncomeChanged):
        return earlier
    incomes = {key: amount for key, amount in earlier.incomes.items() if key not in later.incomes}
    if isinstance(later, IncomeChanged):
        if isinstance(earlier, JobLost) and WAGE in later.incomes:
            incomes[WAGE] = later.incomes[WAGE]
        return evolve(earlier, incomes=incomes)
    incomes.pop(WAGE, None)
    if not incomes:
        return None
    return IncomeChanged(
        on=earlier.on, known=earlier.known, decided=earlier.decided, member=earlier.member, incomes=incomes,
        clear=True, because=earlier.cause,
    )  # fmt: skip


def _without(event: Event, written: set[tuple[str, ...]]) -> Event | None:
    """Leave out the entries of an event that a later one writes as well."""
    owner, kept = event.subject or "", dict[str, Any]()
    names = [name for name in MAPS if getattr(event, name, None)]
    for name in names:
        entries: Mapping[str, Any] = getattr(event, name)
        place = "" if name == "property" else owner
        kept[name] = {key: value for key, value in entries.items() if (place, name, key) not in written}
    if isinstance(event, FactsChanged) and event.education is not None:
        names.append("education")
        kept["education"] = None if (owner, "education") in written else event.education
    if all(kept[name] == getattr(event, name) for name in names):
        return event
    return evolve(event, **kept) if any(kept.values()) else None


# -- who is of the family, as the office believes ----------------------------------------------------
@frozen
class _Family:
    """Who is of the family, and where it lives, as far as was heard."""

    relations: dict[str, str]
    dead: set[str] = field(factory=set)
    place: list[Any] = field(factory=list)

    @classmethod
    def of(cls, household: Household) -> _Family:
        """Start from a household as it was stated."""
        relations = {each.id: str(each.relation) for each in household.members}
        return cls(relations, place=[household.jurisdiction, household.area])

    def meets(self, event: Event) -> Sequence[Event]:
        """Give an event as it can be for this family; nothing where it cannot be."""
        if isinstance(event, Joined):
            return self._joins(event)
        if event.subject is not None and event.subject not in self.relations:
            return []
        if isinstance(event, Left | Died):
            return [self._goes(event)]
        if isinstance(event, Moved):
            goal = [event.jurisdiction, self.place[1] if event.area is None else event.area]
            if goal == self.place:
                return []
            self.place[:] = goal
        return [event]

    def _joins(self, event: Joined) -> Sequence[Event]:
        """Take a person in; one who never left as far as was heard is stated anew."""
        person: Member = event.person
        if person.id in self.dead:
            return []
        before = self.relations.get(person.id)
        others = [each for each, relation in self.relations.items() if relation == APPLICANT and each != person.id]
        if before is not None and not others:
            person = evolve(person, relation=APPLICANT)
        elif others and person.relation == APPLICANT:
            person = evolve(person, relation="other" if before is None else before)
        self.relations[person.id] = str(person.relation)
        return [evolve(event, person=person)]

    def _goes(self, event: Left | Died) -> Event:
        """Let a person go, and see that an applicant remains."""
        del self.relations[event.member]
        if isinstance(event, Died):
            self.dead.add(event.member)
        told = {each: relation for each, relation in event.relations.items() if each in self.relations}
        self.relations.update(told)
        if self.relations and APPLICANT not in self.relations.values():
            first = next(iter(self.relations))
            told[first] = self.relations[first] = APPLICANT
        return event if told == event.relations else evolve(event, relations=told)
