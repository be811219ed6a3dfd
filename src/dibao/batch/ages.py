"""Turn columns of days into full years, as rules read them on the day of a decision."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from dibao.batch.column_types import ColumnError
from dibao.batch.columns import Column, one_array, unknown_of
from dibao.batch.compiled.passes import FOUR_YEARS
from dibao.household.checks import OLDEST_YEARS
from dibao.household.facts import Fact
from dibao.household.values import age_years

NEVER = date(9999, 12, 31)
"""The day that says "never" in a column where an empty cell says that nobody knows."""
DAYS_AT_ONCE = 16_384
_EPOCH = date(1970, 1, 1)
_COMMON = date(1900, 3, 1)
"""Before it stands the only year within reach that is divisible by four and no leap year."""


def dates_of(data: pa.ChunkedArray) -> Any:
    """Give a column of dates as days since 1970; null stays null.

    Raises:
        ColumnError: the column holds no dates.
    """
    array = one_array(data)
    if pa.types.is_date64(array.type):
        array = array.cast(pa.date32())
    if not (pa.types.is_date32(array.type) or pa.types.is_null(array.type)):
        raise ColumnError(f"is of the type {array.type}; expected dates (date32). Cast texts such as 1970-05-01.")
    return array.cast(pa.date32())


@lru_cache(maxsize=8)
def _years_passed(on: date) -> Any:
    """Give the full years since each day up to `on`, the oldest first; -1 where nobody was born, at both ends."""
    oldest = on.replace(year=max(on.year - OLDEST_YEARS - 1, 1), day=min(on.day, 28))
    years = (age_years(oldest + timedelta(later), on) for later in range((on - oldest).days + 1))
    return np.array([-1, *(-1 if each is None or each > OLDEST_YEARS else each for each in years), -1], np.int16)


@lru_cache(maxsize=8)
def _by_fours(on: date) -> tuple[int, int, int, int] | None:
    """Give how full years follow from four years having equally many days; None if they do not for every day.

    These are the last day and how many days before it somebody can be born, the day before which one day is to
    be added, and where among the four years the leap year stands.
    """
    years = _years_passed(on)
    years = years[np.flatnonzero(years >= 0)].astype(np.int64)[::-1]
    last, cut = (on - _EPOCH).days, (_COMMON - _EPOCH).days
    lived = np.arange(len(years))
    quarters = 4 * (lived + (last - lived < cut))
    leap = int((FOUR_YEARS * years - quarters).max())
    return (last, len(years) - 1, cut, leap) if ((quarters + leap) // FOUR_YEARS == years).all() else None


def years_at_once(fact: Fact, days: Any, on: date, threads: int) -> Column | None:
    """Give the same as `years_on` by a compiled pass, if every day is stated and can be; else None."""
    from dibao.batch.compiled.passes import years_lived

    told = _by_fours(on)
    if told is None or days.null_count:
        return None
    years = years_lived(days.view(pa.int32()).to_numpy(zero_copy_only=False), *told, threads)
    return None if years is None else Column(fact, years)


def years_on(fact: Fact, days: Any, on: date, *, may_be_never: bool = False) -> Column:
    """Give the full years that have passed since each date on a day; -1 is no date that can be, 0 is never."""
    unknown = unknown_of(days)
    numbers = (days.fill_null(0) if days.null_count else days).view(pa.int32()).to_numpy(zero_copy_only=False)
    passed = _years_passed(on)
    after = (on - _EPOCH).days + 1
    before = after - len(passed) + 1
    years = np.empty(len(numbers), passed.dtype)
    for first in range(0, len(numbers), DAYS_AT_ONCE):
        part = slice(first, first + DAYS_AT_ONCE)
        # As wide as positions are, and none lies beyond the table: it begins and ends with days that cannot be.
        passed.take(np.subtract(numbers[part], before, dtype=np.intp), out=years[part], mode="clip")
    if may_be_never:
        years[numbers == (NEVER - _EPOCH).days] = 0
    if isinstance(unknown, np.ndarray):
        years[unknown] = 0
    return Column(fact, years, 1, unknown)
