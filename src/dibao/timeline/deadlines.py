"""Say by when the law wants something done, in working days and on the calendar.

A limit counts by the law in force on the day from which it runs. That day itself does
not count, and a month ends on the same day of a later month: so periods are counted in
civil law (民法典 第二百零一条, 第二百零二条), and no document here says otherwise. A due
date is not put off because it is a holiday: civil periods are (民法典 第二百零三条), but
whether an office's own limits are is said nowhere here. The last working day before it
stands beside it, which is in time either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from attrs import field, frozen

from dibao.assess.engine import Engine
from dibao.errors import InputError, Problem
from dibao.household.facts import nearest
from dibao.law.documents import Document
from dibao.law.figures import Lang
from dibao.law.time_limits import (
    CIRCUMSTANCE_TITLES,
    CIRCUMSTANCES,
    START_TITLES,
    STARTS,
    Start,
    TimeLimit,
    limits_in_force,
)
from dibao.timeline.workdays import (
    CalendarUnknown,
    WorkCalendar,
    china,
    last_workday,
    months_after,
    workdays_after,
)


@frozen
class Deadline:
    """By when one limit of the law wants something done.

    `due` is the last day, None while the calendar cannot tell; `why_open` then says
    why. `last_workday` is the last working day not after `due`, None as well where the
    calendar does not reach. A limit that lasts ends on `due` and cannot be shortened.
    """

    limit: TimeLimit
    document: Document
    start: date
    due: date | None
    last_workday: date | None
    open_because: CalendarUnknown | None = field(default=None, eq=False)

    @property
    def name(self) -> str:
        """Give the limit's name, such as "decision"."""
        return self.limit.name

    def why_open(self, lang: Lang = "en") -> str:
        """Say why there is no due date; empty where there is one."""
        return self.open_because.sentence(lang) if self.open_because and self.due is None else ""

    def is_late(self, done: date) -> bool | None:
        """Tell whether something done on a day came too late; None while that is open."""
        return None if self.due is None else done > self.due

    def sentence(self, lang: Lang = "zh") -> str:
        """Say in one line what is due when, and by which article."""
        limit, zh = self.limit, lang == "zh"
        article = f"{self.document.number or self.document.title} {limit.article}"
        start = START_TITLES[limit.starts][0 if zh else 1]
        length = f"{limit.length}{_UNITS_ZH[limit.unit]}" if zh else _english_length(limit)
        if self.due is None:
            when = self.why_open(lang)
        elif limit.kind == "lasts":
            when = f"至{self.due}届满" if zh else f"over on {self.due}"
        else:
            when = f"{self.due}前完成（含当日）" if zh else f"due on {self.due}"
        if self.last_workday is not None and self.last_workday != self.due and limit.kind == "within":
            when += f"，最后工作日{self.last_workday}" if zh else f", last working day {self.last_workday}"
        if zh:
            return f"{limit.title}：{when}；自{start}（{self.start}）起{length}，{article}"
        return f"{limit.english}: {when}; {length} from {self.start} ({start}), {article}"

    def to_json(self) -> dict[str, Any]:
        """Give the deadline as JSON data."""
        limit = self.limit
        return {
            "name": limit.name,
            "programme": limit.programme,
            "title": limit.title,
            "english": limit.english,
            "kind": limit.kind,
            "starts": limit.starts,
            "start": self.start.isoformat(),
            "length": limit.length,
            "unit": limit.unit,
            "when": limit.when or None,
            "due": None if self.due is None else self.due.isoformat(),
            "last_workday": None if self.last_workday is None else self.last_workday.isoformat(),
            "open_because": self.why_open("en") or None,
            "document": limit.document,
            "article": limit.article,
            "grade": limit.grade,
        }


_UNITS_ZH: Mapping[str, str] = {"workdays": "个工作日", "days": "日", "months": "个月"}
_UNITS_EN: Mapping[str, str] = {"workdays": "working day", "days": "day", "months": "month"}


def deadlines(
    engine: Engine,
    code: str,
    starts: str,
    on: date,
    *,
    when: Iterable[str] = (),
    programme: str = "dibao",
    calendar: WorkCalendar | None = None,
) -> tuple[Deadline, ...]:
    """Give what is due after something happened, the first due first.

    Args:
        engine: whose plug-ins say what the law is.
        code: the place.
        starts: what happened, one of `STARTS`: "accepted", "died", ...
        on: the day on which it happened; its law counts.
        when: the circumstances, of `CIRCUMSTANCES`: "delegated", "special", ...
        programme: whose limits are asked for.
        calendar: tells working days; China's by default.

    Raises:
        InputError: an unknown place, event, circumstance or programme; all are named.
        NoCalendar: a limit counts working days and no library knows them.
    """
    circumstances = tuple(when)
    programmes = sorted({each.programme for each in engine.time_limits})
    if problems := [
        *_unknown("starts", (starts,), STARTS),
        *_unknown("when", circumstances, CIRCUMSTANCES),
        *_unknown("programme", (programme,), programmes),
    ]:
        raise InputError(problems)
    chain = [each.code for each in engine.jurisdictions.chain(code)]
    limits = [each for each in engine.time_limits if each.programme == programme]
    chosen = limits_in_force(limits, chain, on, cast(Start, starts), circumstances)
    documents = engine.documents
    found = [deadline(each, documents[each.document], on, calendar) for each in chosen]
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.limit.length, each.name)))


def deadline(limit: TimeLimit, document: Document, start: date, calendar: WorkCalendar | None = None) -> Deadline:
    """Count one limit from a day.

    Raises:
        NoCalendar: it counts working days and no library knows them.
    """
    due: date | None = None
    try:
        if limit.unit == "workdays":
            due = workdays_after(start, limit.length, calendar or china())
            return Deadline(limit, document, start, due, due)
        due = start + timedelta(limit.length) if limit.unit == "days" else months_after(start, limit.length)
        return Deadline(limit, document, start, due, last_workday(due, calendar or china()))
    except CalendarUnknown as error:
        return Deadline(limit, document, start, due, None, error)


def _unknown(word: str, given: Iterable[str], known: Sequence[str]) -> Iterable[Problem]:
    for each in given:
        if each not in known:
            near = nearest(each, known)
            hint = f"did you mean {near!r}?" if near else f"there are {', '.join(known)}."
            yield Problem(word, f"is {each!r}, which no time limit knows; {hint}")


def _english_length(limit: TimeLimit) -> str:
    unit = _UNITS_EN[limit.unit] + ("" if limit.length == 1 else "s")
    circumstance = f" ({CIRCUMSTANCE_TITLES[limit.when][1]})" if limit.when else ""
    return f"{limit.length} {unit}{circumstance}"
