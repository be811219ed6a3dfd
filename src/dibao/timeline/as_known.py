"""Tell a case as an office could have known it, on one day or from month to month."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from copy import copy
from datetime import date
from weakref import WeakKeyDictionary

from attrs import evolve

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.law.as_known import known_day, known_since
from dibao.timeline.case import Case
from dibao.timeline.hearsay import case_as_heard
from dibao.timeline.months import last_day, month_of
from dibao.timeline.rows import Timeline
from dibao.timeline.run import run

_VIEWS: WeakKeyDictionary[Engine, dict[int, Engine]] = WeakKeyDictionary()
"""What each engine could have known, by how many of its days had come."""


def case_known_on(case: Case, day: date) -> Case:
    """Leave out the events that the office had not heard of on a day.

    Raises:
        InputError: what is left does not make a case.
    """
    return evolve(case, events=tuple(each for each in case.events if each.known_on <= day))


class OfficeOfItsTime(Engine):
    """An engine that decides each month by what could be known at that month's end.

    What could be known on the day `since` is known for every month.
    """

    def __init__(self, engine: Engine, since: date = date.min) -> None:
        """See the law through an office that keeps up with it, and has caught up once."""
        self.__dict__.update(copy(engine).__dict__)
        self.since = since
        self._engine = engine
        self._days = sorted(set(_known_days(engine)))
        self._views = _VIEWS.setdefault(engine, {})

    def caught_up(self, since: date) -> OfficeOfItsTime:
        """Give the same office once it has caught up; what it looked up is shared."""
        other = copy(self)
        other.since = since
        return other

    def policy(self, code: str, on: date) -> Policy:
        """Give what was in force for a place on a day, as far as it was known in that month.

        Raises:
            InputError: nobody knows the jurisdiction.
            NoPolicyInForce: no means test was known there on that day.
        """
        return self._view(max(last_day(month_of(on)), self.since)).policy(code, on)

    def _view(self, day: date) -> Engine:
        """Give the engine of a day; nothing becomes known between two of `_days`."""
        turn = bisect_right(self._days, day)
        view = self._views.get(turn)
        if view is None:
            known = self._days[turn - 1] if turn else date.min
            view = self._views[turn] = self._engine.as_known_on(known)
        return view


def _known_days(engine: Engine) -> Iterator[date]:
    documents = engine.documents
    yield from (known_day(each, documents) for each in engine.figures.records)
    yield from (known_since(each) for each in engine.plugins.regulations.values() if engine.plugins.knows(each))


def timeline_as_known_on(case: Case, start: date | str, end: date | str, engine: Engine, day: date) -> Timeline:
    """Tell all months by what an office could have known on one day.

    Raises:
        InputError: the months do not fit the case, or the day is none.
        NoPolicyInForce: no means test was known in one of the months.
    """
    known = engine.as_known_on(day)
    return run(case_known_on(case, day), start, end, known)


def timeline_as_decided(case: Case, start: date | str, end: date | str, engine: Engine) -> Timeline:
    """Tell each month by what an office could have known at that month's end.

    It is what was paid if every payment followed its decision.

    Raises:
        InputError: the months do not fit the case.
        NoPolicyInForce: no means test was known in one of the months.
    """
    return run(case_as_heard(case, date.min), start, end, OfficeOfItsTime(engine))
