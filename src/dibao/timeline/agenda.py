"""Settle what is to be done on which day of a case: events, and decisions that were put off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from dibao.timeline.case import Case
from dibao.timeline.events import Change, Event
from dibao.timeline.months import month_of


@frozen
class Day:
    """What was stated of one day; `decides` says that a decision put off is made on it."""

    on: date
    events: tuple[Event, ...] = field(default=())
    decides: bool = False

    @property
    def changes(self) -> tuple[Change, ...]:
        """Give the events that change facts."""
        return tuple(each for each in self.events if isinstance(each, Change))


Agenda = Mapping[int, tuple[Day, ...]]
"""The days of each month on which there is something to do, by the month's number."""


def agenda_of(case: Case) -> Agenda:
    """Sort a case's events by month and day."""
    events: dict[date, list[Event]] = {}
    decided: set[date] = set()
    for event in case.events:
        events.setdefault(event.on, []).append(event)
        if isinstance(event, Change) and event.decided is not None and event.is_put_off:
            decided.add(event.decided)
    months: dict[int, list[Day]] = {}
    for day in sorted({*events, *decided}):
        months.setdefault(month_of(day), []).append(Day(day, tuple(events.get(day, ())), day in decided))
    return {month: tuple(days) for month, days in months.items()}
