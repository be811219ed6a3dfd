"""Count in months, written 2024-03."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dibao.errors import InputError, Problem
from dibao.household.problems import shown
from dibao.symbols.units import MONTHS_A_YEAR

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def month_of(day: date) -> int:
    """Give the month of a day as a number; the next month is one more."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def first_day(month: int) -> date:
    """Give the first day of a month."""
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)


def last_day(month: int) -> date:
    """Give the last day of a month."""
    return first_day(month + 1) - timedelta(1)


def month_text(month: int) -> str:
    """Give a month as it is written: 2024-03."""
    return f"{month // MONTHS_A_YEAR:04d}-{month % MONTHS_A_YEAR + 1:02d}"


def month_number(text: str) -> int:
    """Give the number of a month written 2024-03."""
    return int(text[:4]) * MONTHS_A_YEAR + int(text[5:]) - 1


def read_month(name: str, value: date | str) -> int:
    """Give the number of a month that a caller named, by its text or one of its days.

    Raises:
        InputError: the value names no month.
    """
    if type(value) is date:
        return month_of(value)
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return month_number(value)
    sentence = f'is {shown(value)}; expected a month such as "2024-03", or one of its days as a date.'
    raise InputError([Problem(name, sentence)])


def months_later(day: date, months: int) -> date:
    """Give the same day some months later; the month's last day where it is shorter."""
    month = month_of(day) + months
    return first_day(month).replace(day=min(day.day, last_day(month).day))
