"""Working days: weekends, holidays, make-up workdays, and what nobody has announced."""

import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao.timeline.workdays import (
    CalendarUnknown,
    ChinaCalendar,
    NoCalendar,
    china,
    last_workday,
    months_after,
    workdays_after,
    workdays_between,
)

DAYS = st.dates(china().first, china().last)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 9), True),  # the eve was a working day in 2024
        (date(2024, 2, 10), False),
        (date(2024, 2, 17), False),
        (date(2024, 2, 18), True),  # a Sunday made up for
        (date(2020, 1, 31), False),  # the break that was prolonged
        (date(2025, 1, 26), True),
        (date(2025, 10, 8), False),
        (date(2025, 10, 9), True),
    ],
)
def test_holidays_and_make_up_workdays_are_china_s(day, works):
    assert china().is_workday(day) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2024, 1, 25), 30, date(2024, 3, 12)),  # counted by hand across the Spring Festival
        (date(2024, 2, 8), 1, date(2024, 2, 9)),
        (date(2024, 2, 9), 1, date(2024, 2, 18)),
        (date(2024, 9, 30), 3, date(2024, 10, 10)),
        (date(2024, 4, 7), 1, date(2024, 4, 8)),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, count, end):
    assert workdays_after(start, count, china()) == end


@given(DAYS, st.integers(1, 45))
def test_counting_forth_and_back_agrees(start, count):
    try:
        end = workdays_after(start, count, china())
    except CalendarUnknown as error:
        assert error.day > china().last
        return
    assert workdays_between(start, end, china()) == count
    assert last_workday(end, china()) == end
    assert workdays_between(start, end - timedelta(1), china()) == count - 1


def test_a_year_not_announced_is_refused_and_never_guessed():
    first_unknown = china().last + timedelta(1)
    with pytest.raises(CalendarUnknown, match=f"whether {first_unknown} is a working day: holidays are known up to"):
        china().is_workday(first_unknown)
    with pytest.raises(CalendarUnknown, match="the first day known is 2004-01-01"):
        china().is_workday(date(2003, 12, 31))


def test_the_last_days_of_the_last_year_wait_for_the_next_announcement():
    assert (china().last.month, china().last.day) == (12, 28)


def test_the_sentence_is_chinese_too():
    error = CalendarUnknown(date(2031, 1, 1), date(2004, 1, 1), date(2026, 12, 28))
    assert error.sentence("zh").startswith("2031-01-01是否工作日未知：放假安排已知至2026-12-28")
    early = CalendarUnknown(date(2003, 1, 1), date(2004, 1, 1), date(2026, 12, 28))
    assert early.sentence("zh") == "2003-01-01是否工作日未知：最早可查2004-01-01"


def test_without_the_library_the_way_to_install_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    with pytest.raises(NoCalendar, match=r"not installed; run: pip install 'dibao\[timeline\]'"):
        ChinaCalendar()


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 5, 15), 1, date(2024, 6, 15)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(start, count, end):
    assert months_after(start, count) == end
