"""Find everything that is wrong with a case: what does not fit the people, the days, or one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import define, field, frozen

from dibao.errors import Problem
from dibao.household.checks import CAUSES, check_on, choice_problem, jurisdiction_problem
from dibao.household.facts import nearest
from dibao.household.models import Household, Member
from dibao.household.problems import shown
from dibao.household.progress import CIRCUMSTANCES
from dibao.household.stated import UNKNOWN
from dibao.timeline.events import (
    Applied,
    Change,
    Decided,
    Died,
    Event,
    IncomeChanged,
    Joined,
    Left,
    Moved,
    Procedure,
    Reviewed,
)
from dibao.timeline.touching import clash

Placed = tuple[int, Event]
REVIEWS = ("stated", "when_due")
MOST_EVENTS = 10_000


@define
class _Person:
    """Where a person of the case is on the day at hand."""

    born: object
    is_applicant: bool
    is_here: bool = True
    left: date | None = None
    died: date | None = None


@frozen
class _People:
    """Everybody who was ever of the family, by id."""

    known: dict[str, _Person] = field(factory=dict)

    def here(self) -> list[str]:
        """Give the ids of those who are of the family on the day at hand."""
        return [each for each, person in self.known.items() if person.is_here]


def case_problems(
    household: Household, stated: date, events: Sequence[Placed], reviews: str = "stated"
) -> list[Problem]:
    """Find what does not fit; events come with their positions in the list."""
    if len(events) > MOST_EVENTS:
        return [Problem("$.events", f"has {len(events)} entries; expected at most {MOST_EVENTS}. Is it several cases?")]
    placed = sorted(events, key=lambda each: (each[1].on, each[1].rank, each[0]))
    born_later = check_on(household, stated)
    return [
        *(Problem(f"$.household{each.where.removeprefix('$')}", each.message) for each in born_later),
        *_day_problems(stated, placed),
        *_people_problems(household, placed),
        *_procedure_problems(household, placed, reviews),
        *_clashes(placed),
    ]


# -- days --------------------------------------------------------------------------------------------
def _day_problems(stated: date, events: Sequence[Placed]) -> Iterator[Problem]:
    for position, event in events:
        where = f"$.events[{position}]"
        if event.on < stated:
            sentence = (
                f"is {event.on}, before {stated}, the day on which the household is stated; expected a later day."
            )
            yield Problem(
                f"{where}.on", f"{sentence} State the household as of an earlier day, or leave the event out."
            )
        if event.known is not None and event.known < event.on:
            yield Problem(
                f"{where}.known",
                f"is {event.known}, before {event.on}, the day of the event; expected that day or later.",
            )
        decided = event.decided if isinstance(event, Change) else None
        if decided is not None and decided < event.on:
            yield Problem(
                f"{where}.decided",
                f"is {decided}, before {event.on}, the day of the event; expected that day or later.",
            )


# -- people ------------------------------------------------------------------------------------------
def _people_problems(household: Household, events: Sequence[Placed]) -> Iterator[Problem]:
    people = _People({each.id: _Person(each.born, each.relation == "applicant") for each in household.members})
    place = (household.jurisdiction, household.area)
    for position, event in events:
        where = f"$.events[{position}]"
        if isinstance(event, Joined | Applied) and people.known and not people.here():
            what = "joins" if isinstance(event, Joined) else "applies"
            sentence = f"{what} on {event.on}, when nobody is left of the family; expected no such event."
            yield Problem(where, f"{sentence} State a family that starts anew as a case of its own.")
        elif isinstance(event, Joined):
            yield from _joining(people, event, where)
        elif event.subject is not None:
            yield from _about(people, event, event.subject, where)
        if isinstance(event, Left | Died):
            yield from _leaving(people, event, where)
        if isinstance(event, Moved):
            goal = (event.jurisdiction, place[1] if event.area is None else event.area)
            if problem := jurisdiction_problem(event.jurisdiction):
                yield Problem(f"{where}.jurisdiction", problem)
            elif goal == place:
                yield Problem(where, f"moves the family to {goal[0]}, where it lives already; leave it out.")
            place = goal


def _joining(people: _People, event: Joined, where: str) -> Iterator[Problem]:
    person: Member = event.person
    path = f"{where}.person"
    before = people.known.get(person.id)
    if before is not None and before.is_here:
        yield Problem(
            f"{path}.id",
            f"is {shown(person.id)}, who is of the family on {event.on} already; state first when they left.",
        )
    elif before is not None and before.died is not None:
        yield Problem(
            f"{path}.id", f"is {shown(person.id)}, who died on {before.died}; give another person another id."
        )
    if isinstance(person.born, date) and person.born > event.on:
        yield Problem(
            f"{path}.born", f"is {person.born}, after {event.on}, the day of joining; expected a birth on or before it."
        )
    if person.relation == "applicant" and any(people.known[each].is_applicant for each in people.here()):
        yield Problem(f"{path}.relation", 'is "applicant"; expected another relation, the family has an applicant.')
    people.known[person.id] = _Person(person.born, person.relation == "applicant")


def _about(people: _People, event: Event, member: str, where: str) -> Iterator[Problem]:
    """Check that an event's member is there, alive and born."""
    person = people.known.get(member)
    path = f"{where}.member"
    if person is None:
        near = nearest(member, people.known)
        hint = f'did you mean "{near}"?' if near else f"the members are {', '.join(people.known)}."
        yield Problem(path, f"is {shown(member)}, whom nobody stated by {event.on}; {hint}")
    elif person.died is not None:
        again = "a person dies once" if isinstance(event, Died) else "nothing happens to them after that"
        yield Problem(path, f"is {shown(member)}, who died on {person.died}; {again}.")
    elif not person.is_here:
        yield Problem(path, f"is {shown(member)}, who left on {person.left}; state first when they joined again.")
    elif isinstance(person.born, date) and event.on < person.born:
        yield Problem(
            f"{where}.on", f"is {event.on}, before {person.born}, the birth of {shown(member)}; expected a later day."
        )


def _leaving(people: _People, event: Left | Died, where: str) -> Iterator[Problem]:
    """Take a person out of the family, and see that an applicant remains."""
    person = people.known.get(event.member)
    if person is None or not person.is_here:
        return
    person.is_here = False
    person.left = event.on
    if isinstance(event, Died):
        person.died = event.on
    staying = people.here()
    for each in event.relations:
        if each not in staying:
            yield Problem(
                f"{where}.relations",
                f"names {shown(each)}, who does not stay; those who stay are {', '.join(staying) or 'none'}.",
            )
    for each in staying:
        relation = event.relations.get(each)
        people.known[each].is_applicant = relation == "applicant" if relation else people.known[each].is_applicant
    applicants = [each for each in staying if people.known[each].is_applicant]
    if staying and len(applicants) != 1:
        found = f"{len(applicants)} applicants" if applicants else "no applicant"
        named = ", ".join(f'"{each}"' for each in staying)
        yield Problem(
            f"{where}.relations",
            f'leaves {found}; expected one of {named} to be "applicant", and the others by their relation to them.',
        )


# -- procedure ---------------------------------------------------------------------------------------
def _procedure_problems(household: Household, events: Sequence[Placed], reviews: str) -> Iterator[Problem]:
    if reviews not in REVIEWS:
        yield Problem("$.reviews", f'is {shown(reviews)}; expected "stated" or "when_due".')
    prior = household.prior
    has_applied, may_decide = False, prior is not None and prior is not UNKNOWN
    for position, event in events:
        where = f"$.events[{position}]"
        if isinstance(event, Applied):
            if has_applied:
                yield Problem(
                    where,
                    f"applies again on {event.on} before the last application was decided on; expected one of them.",
                )
            has_applied = may_decide = True
        if isinstance(event, Decided):
            if not may_decide:
                yield Problem(where, f"decides on {event.on}, before anybody has applied; state the application first.")
            if has_applied and reviews == "when_due" and event.circumstances is None:
                yield Problem(
                    where, 'has no "circumstances"; reviews fall due by them: "special", "stable" or "unsettled".'
                )
            has_applied = False
        yield from _choices(event, where)


def _choices(event: Event, where: str) -> Iterator[Problem]:
    """Check the words of an event that no model checks."""
    circumstances = event.circumstances if isinstance(event, Decided | Reviewed) else None
    if circumstances is not None and (problem := choice_problem(circumstances, CIRCUMSTANCES)):
        yield Problem(f"{where}.circumstances", problem)
    if isinstance(event, IncomeChanged) and (problem := choice_problem(event.because, CAUSES)):
        yield Problem(f"{where}.because", problem)


# -- one day -----------------------------------------------------------------------------------------
def _clashes(events: Sequence[Placed]) -> Iterator[Problem]:
    """Find events of one day whose order would matter, and events stated twice."""
    by_day: dict[date, list[Placed]] = {}
    for each in events:
        by_day.setdefault(each[1].on, []).append(each)
    for day, found in by_day.items():
        for index, (position, event) in enumerate(found):
            for other_position, other in found[:index]:
                where = f"$.events[{max(position, other_position)}]"
                first = f"$.events[{min(position, other_position)}]"
                if isinstance(event, Procedure) and (event.kind, event.subject) == (other.kind, other.subject):
                    yield Problem(
                        where, f'states "{event.kind}" of {day} a second time, after {first}; keep one of them.'
                    )
                elif what := clash(event, other):
                    yield Problem(
                        where,
                        f"changes {what} on {day}, as does {first}; which comes first would matter. "
                        "Keep one, or give another day.",
                    )
