"""Say which entries an event writes, so that two events of one day can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from dibao.timeline.course import EMPLOYED, WAGE
from dibao.timeline.events import Died, DisabilityAssessed, Event, JobLost, JobRefused, JobStarted, Joined, Left, Moved

MAPS = ("incomes", "flags", "expenses", "transfers_paid", "facts", "findings", "property")
Entry = tuple[str, ...]


def touched(event: Event) -> Iterator[Entry]:
    """Give the entries that an event writes: owner, place, key; an owner alone is all of them."""
    owner = event.subject or ""
    if isinstance(event, Joined | Left | Died):
        yield (owner,)
    for member in getattr(event, "relations", ()):
        yield (member, "relation")
    for place in MAPS:
        for key in getattr(event, place, ()):
            yield ("" if place == "property" else owner, place, key)
    if isinstance(event, JobStarted | JobLost):
        yield (owner, "flags", EMPLOYED)
        yield (owner, "incomes", WAGE)
    if isinstance(event, DisabilityAssessed):
        yield (owner, "disability")
    if isinstance(event, Moved):
        yield ("", "jurisdiction")
    if getattr(event, "education", None) is not None:
        yield (owner, "education")


def clash(one: Event, other: Event) -> str | None:
    """Name an entry that both events write; None where their order does not matter."""
    if {one.kind, other.kind} == {JobRefused.kind, JobStarted.kind} and one.subject == other.subject:
        return f"{one.subject}.refusals of jobs"
    if not (one.changes_facts and other.changes_facts):
        return None
    for mine in touched(one):
        for theirs in touched(other):
            shorter = min(len(mine), len(theirs))
            if mine[:shorter] == theirs[:shorter]:
                return ".".join(part for part in max(mine, theirs, key=len) if part)
    return None
