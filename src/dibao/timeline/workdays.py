"""Settle which days are working days in China; counting needs `dibao[timeline]`.

The holidays and make-up workdays of a year are announced towards the end of the year
before. They come from a library that refuses a year it does not know, and so does this.
"""

from __future__ import annotations

import importlib
from datetime import date, timedelta
from functools import cache
from typing import Protocol

from dibao.errors import DibaoError

ONE_DAY = timedelta(1)
LIBRARY = "chinesecalendar"


class CalendarUnknown(DibaoError):
    """Whether a day is a working day is not known."""

    def __init__(self, day: date, first: date, last: date) -> None:
        """Keep the day, and the first and last day that are known."""
        self.day, self.first, self.last = day, first, last
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str = "en") -> str:
        """Say which day is not known, which are, and what to do."""
        if self.day < self.first:
            zh, en = f"最早可查{self.first}", f"the first day known is {self.first}"
        else:
            zh = f"放假安排已知至{self.last}，此后尚未公布或未收录；公布后请更新{LIBRARY}"
            en = (
                f"holidays are known up to {self.last} and those after are not announced, or not in {LIBRARY}, yet. "
                f"Update {LIBRARY} once they are"
            )
        return f"{self.day}是否工作日未知：{zh}" if lang == "zh" else f"whether {self.day} is a working day: {en}"


class NoCalendar(DibaoError):
    """The library that knows China's holidays is not installed."""


class WorkCalendar(Protocol):
    """What tells working days from others."""

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on a day.

        Raises:
            CalendarUnknown: nobody has said so yet.
        """


class ChinaCalendar:
    """China's working days with its holidays and make-up workdays."""

    def __init__(self) -> None:
        """Find the library, and the days that it knows for sure.

        Raises:
            NoCalendar: it is not installed.
        """
        try:
            self._library = importlib.import_module("chinese_calendar")
            constants = importlib.import_module("chinese_calendar.constants")
        except ModuleNotFoundError as error:
            sentence = "working days need the library chinesecalendar, which is not installed; run: "
            raise NoCalendar(f"{sentence}pip install 'dibao[timeline]'") from error
        days = (*constants.holidays, *constants.workdays)
        self.first = date(min(days).year, 1, 1)
        self.last = _last_sure_day(days)

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on a day.

        Raises:
            CalendarUnknown: the day's holidays are not announced, or lie too far back.
        """
        if not self.first <= day <= self.last:
            raise CalendarUnknown(day, self.first, self.last)
        return bool(self._library.is_workday(day))


def _last_sure_day(moved: tuple[date, ...]) -> date:
    """Give the last day that no later announcement can move.

    The break at New Year reaches back into December and comes with the next year's
    announcement: in the last year, days from the earliest ever moved are in doubt.
    """
    last = max(moved).year
    decembers = [day.day for day in moved if day.month == 12 and day.year < last]
    return date(last, 12, min(decembers, default=32) - 1)


@cache
def china() -> ChinaCalendar:
    """Give China's calendar, looked for once.

    Raises:
        NoCalendar: the library is not installed.
    """
    return ChinaCalendar()


def workdays_after(start: date, count: int, calendar: WorkCalendar) -> date:
    """Give the last of so many working days; the day of the start does not count.

    Raises:
        CalendarUnknown: a day on the way is not known.
    """
    day = start
    while count:
        day += ONE_DAY
        count -= calendar.is_workday(day)
    return day


def workdays_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Count the working days after a day up to and with another.

    Raises:
        CalendarUnknown: a day on the way is not known.
    """
    days = (start + timedelta(each) for each in range(1, (end - start).days + 1))
    return sum(calendar.is_workday(day) for day in days)


def last_workday(day: date, calendar: WorkCalendar) -> date:
    """Give a day itself if people work on it, else the last working day before.

    Raises:
        CalendarUnknown: a day on the way is not known.
    """
    while not calendar.is_workday(day):
        day -= ONE_DAY
    return day


def months_after(start: date, count: int) -> date:
    """Give the same day so many months on, or that month's last if it has none."""
    month = start.year * 12 + start.month - 1 + count
    first = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(start.day, (following - ONE_DAY).day))
