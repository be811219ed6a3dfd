"""Settle which rows of a table of people belong to which household."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from dibao.batch.columns import NEAR, one_array
from dibao.batch.memory import always_zero
from dibao.batch.problems import Problems
from dibao.household.checks import MOST_PEOPLE, too_many
from dibao.household.problems import shown

if TYPE_CHECKING:
    from dibao.batch.compiled.starts import Starting

SIZES_AT_ONCE = 8192
FEW = 8
"""Of tables whose households are no larger, it does not matter where the larger ones stand."""


@frozen(eq=False, slots=False)
class Grouping:
    """The people of each household, one household after another.

    `starts` has one entry more than there are households. `order` are the rows of
    the table in that order; None if the table has it already. `whose` is the household
    of each person in that order, counted from `first` on; None if it is not at hand.
    `most` are bounds of the sizes of every so many households that are `NEAR` each other, if known.
    """

    starts: Any
    order: Any = None
    whose: Any = None
    first: int = 0
    most: Sequence[int] | None = None

    @property
    def sizes(self) -> Any:
        """Give how many people each household has."""
        return np.diff(self.starts)

    @cached_property
    def extent(self) -> tuple[int, int]:
        """Give how many people the smallest and the largest household have, both zero without households."""
        if not self.starts[-1]:
            return 0, 0
        spans = (self.starts[first : first + NEAR + 1] for first in range(0, len(self.starts) - 1, NEAR))
        found = [(int(each.min()), int(each.max())) for each in map(np.diff, spans)]
        return min((low for low, _ in found), default=0), max((high for _, high in found), default=0)

    @property
    def has_somebody_in_each(self) -> bool:
        """Tell whether no household is without people; of those whose `most` is known none is."""
        return self.most is not None or self.extent[0] > 0

    @property
    def most_of_all(self) -> int:
        """Give how many people the largest of all households has."""
        return self.extent[1] if self.most is None else max(self.most, default=0)

    def largest(self, first: int, last: int) -> int:
        """Give how many people the largest household has, from one to below another, or a little more."""
        if self.most is not None:
            return max(self.most[first // NEAR : (last - 1) // NEAR + 1], default=0)
        if self.extent[1] <= FEW:
            return self.extent[1]
        sizes, most = np.empty(SIZES_AT_ONCE, self.starts.dtype), 0
        for begin in range(first, last, SIZES_AT_ONCE):
            end = min(begin + SIZES_AT_ONCE, last)
            few = np.subtract(self.starts[begin + 1 : end + 1], self.starts[begin:end], out=sizes[: end - begin])
            most = max(most, int(few.max()))
        return most

    @property
    def parts(self) -> tuple[Any, Any]:
        """Give order and starts."""
        return self.order, self.starts

    def of(self, households: Any) -> Grouping:
        """Give the people of some households, in that order."""
        sizes = self.starts[households + 1] - self.starts[households]
        starts = np.concatenate(([0], np.cumsum(sizes)))
        places = np.arange(starts[-1]) + np.repeat(self.starts[households] - starts[:-1], sizes)
        return Grouping(starts, places if self.order is None else self.order[places])

    def rows(self, household: int) -> Any:
        """Give the table's rows of one household."""
        span = range(int(self.starts[household]), int(self.starts[household + 1]))
        return span if self.order is None else self.order[span.start : span.stop]


def has_column(table: pa.Table, name: str) -> bool:
    """Tell whether a table has a column of a name, which is quicker than to ask for all names."""
    return bool(table.schema.get_all_field_indices(name))


def id_array(table: pa.Table, column: str, name: str, problems: Problems) -> Any:
    """Give a column of ids, integers or texts; None if there is none to use."""
    if not has_column(table, column):
        problems.column(name, column, "is missing; expected a column of integers or texts.")
        return None
    data = table.column(column)
    if pa.types.is_dictionary(data.type):
        data = data.cast(data.type.value_type)
    kind = data.type
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        data, kind = data.cast(pa.string()), pa.string()
    if not (pa.types.is_integer(kind) or pa.types.is_string(kind)):
        problems.column(name, column, f"is of the type {kind}; expected integers or texts.")
        return None
    array = one_array(data)
    if array.null_count:
        rows = np.flatnonzero(array.is_null().to_numpy(zero_copy_only=False))
        problems.rows(name, column, rows, lambda row: ("", "is empty; expected an id."))
    return array


def check_unique(ids: Any, name: str, problems: Problems) -> None:
    """Report every id that an earlier row has already."""
    if _is_counting(ids):
        return
    positions = pc.index_in(ids, ids.drop_null().unique()).fill_null(-1).to_numpy(zero_copy_only=False)
    _, first = np.unique(positions, return_index=True)
    again = np.ones(len(ids), bool)
    again[first] = False
    again[positions < 0] = False
    rows = np.flatnonzero(again)
    problems.rows(
        name, "id", rows, lambda row: (str(ids[row]), f"is {shown(ids[row].as_py())}, as is the id of an earlier row.")
    )


def _is_counting(ids: Any) -> bool:
    """Tell whether ids count up by one, as those of a generated table do."""
    if not pa.types.is_integer(ids.type) or ids.null_count or not len(ids):
        return False
    numbers = ids.to_numpy(zero_copy_only=False)
    first, last = int(numbers[0]), int(numbers[-1])
    # In few bits the number after the largest one is the least; rows are counted in 64 bits with a sign.
    if last - first != len(numbers) - 1 or last > np.iinfo(np.int64).max:
        return False
    return all((each == 1).all() for _, each in _steps(numbers))


def _steps(numbers: Any) -> Iterator[tuple[int, Any]]:
    """Give by how much each number exceeds the one before, for some of them after another, and where they begin."""
    for first in range(1, len(numbers), NEAR):
        part = numbers[first - 1 : first + NEAR]
        yield first, part[1:] - part[:-1]


def grouped(ids: Any, owners: Any, name: str, problems: Problems) -> Grouping:
    """Give the people of each household; report who belongs to none."""
    if pa.types.is_integer(ids.type) != pa.types.is_integer(owners.type):
        kinds = f"is of the type {owners.type}, the households' id of {ids.type}; expected the same."
        problems.column(name, "household", kinds)
        return Grouping(np.zeros(len(ids) + 1, np.int64), np.zeros(0, np.int64))
    if not len(owners):
        return Grouping(always_zero(np.int64, len(ids) + 1), whose=np.zeros(0, np.int64))
    if _is_counting(ids):
        in_order = _already_grouped(ids, owners)
        if in_order is not None:
            return in_order
        numbers = owners.fill_null(0) if owners.null_count else owners
        positions = numbers.to_numpy(zero_copy_only=False).astype(np.int64) - ids[0].as_py()
        inside = (positions >= 0) & (positions < len(ids))
        if owners.null_count:
            inside &= owners.is_valid().to_numpy(zero_copy_only=False)
    else:
        found = pc.index_in(owners, ids)
        positions = found.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        inside = positions >= 0
    return _sorted(positions, inside, len(ids), owners, name, problems)


def grouping_at_once(ids: Any, owners: Any, threads: int = 1) -> Starting | None:
    """Begin a compiled pass that groups the members by household, if nothing about them is unusual; else None."""
    from dibao.batch.compiled.starts import starting_of

    if not (pa.types.is_int64(ids.type) and pa.types.is_int64(owners.type)) or ids.null_count or owners.null_count:
        return None
    return starting_of(ids.to_numpy(zero_copy_only=False), owners.to_numpy(zero_copy_only=False), threads)


def grouped_at_once(starting: Starting | None) -> Grouping | None:
    """Give the members of each household as a compiled pass found them, if nothing was unusual; else None."""
    found = None if starting is None else starting.found()
    return None if found is None else Grouping(found[0], most=found[1])


def _already_grouped(ids: Any, owners: Any) -> Grouping | None:
    """Give the people of households that count up by one, if they stand in that order and none is lost."""
    if owners.null_count or not len(owners):
        return None
    numbers, first = owners.to_numpy(zero_copy_only=False), ids[0].as_py()
    starts = _one_after_another(numbers, first, len(ids))
    if starts is None:
        if numbers[0] < first or numbers[-1] >= first + len(ids) or (numbers[1:] < numbers[:-1]).any():
            return None
        positions = numbers.astype(np.int64, copy=False) - first if first else numbers
        starts = np.zeros(len(ids) + 1, np.int64)
        np.cumsum(np.bincount(positions, minlength=len(ids)), out=starts[1:])
    return Grouping(starts, whose=numbers, first=first)


def _one_after_another(numbers: Any, first: int, households: int) -> Any:
    """Give where households begin that all have people, one household after another; else None."""
    if int(numbers[0]) != first or int(numbers[-1]) != first + households - 1:
        return None
    starts = np.empty(households + 1, np.int64)
    starts[0], found = 0, 1
    for begin, steps in _steps(numbers):
        # Without its sign a step back is the largest.
        if steps.view(f"u{steps.itemsize}").max() > 1:
            return None
        rows = np.flatnonzero(steps.astype(bool))
        if found + len(rows) > households:
            return None
        np.add(rows, begin, out=starts[found : found + len(rows)])
        found += len(rows)
    if found != households:
        return None
    starts[households] = len(numbers)
    return starts


def _sorted(positions: Any, inside: Any, households: int, owners: Any, name: str, problems: Problems) -> Grouping:
    order = None
    if not inside.all():
        lost = np.flatnonzero(~inside & owners.is_valid().to_numpy(zero_copy_only=False))
        problems.rows(
            name,
            "household",
            lost,
            lambda row: (str(owners[row]), f"is {shown(owners[row].as_py())}, no household's id."),
        )
        order = np.flatnonzero(inside)
        positions = positions[order]
    if len(positions) and (positions[1:] < positions[:-1]).any():
        by_household = np.argsort(positions, kind="stable")
        order = by_household if order is None else order[by_household]
        positions = positions[by_household]
    starts = np.searchsorted(positions, np.arange(households + 1)) if households < len(positions) // 64 else None
    if starts is None:
        starts = np.zeros(households + 1, np.int64)
        np.cumsum(np.bincount(positions, minlength=households), out=starts[1:])
    return Grouping(starts, order, positions)


def check_sizes(grouping: Grouping, ids: Any, name: str, *, least: int, problems: Problems) -> None:
    """Report households without people, and with more than a family has."""
    smallest, largest = grouping.extent
    if smallest >= least and largest <= MOST_PEOPLE:
        return
    sizes = grouping.sizes
    if least:
        empty = np.flatnonzero(sizes == 0)
        sentence = "has no member; expected at least one, the applicant."
        problems.rows("households", "id", empty, lambda row: (str(ids[row]), sentence))
    crowded = np.flatnonzero(sizes > MOST_PEOPLE)
    problems.rows(
        "households",
        "id",
        crowded,
        lambda row: (str(ids[row]), f"has too many {name}: it {too_many(range(sizes[row]))}"),
    )
