"""Look at what tables say across rows: ids that can be printed, persons who stand once, one applicant a household."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dibao.batch.columns import Column
from dibao.batch.grouping import Grouping, has_column, id_array
from dibao.batch.problems import Problems
from dibao.household.checks import text_problem
from dibao.household.problems import shown


def check_texts(ids: Any, problems: Problems) -> None:
    """Refuse ids that nobody could print."""
    if not pa.types.is_string(ids.type):
        return
    short = pc.fill_null(pc.and_(pc.greater(pc.utf8_length(ids), 0), pc.less_equal(pc.utf8_length(ids), 100)), True)
    printable = pc.or_(pc.fill_null(pc.utf8_is_printable(ids), True), pc.equal(pc.utf8_length(ids), 0))
    rows = np.flatnonzero(~pc.fill_null(pc.and_(short, printable), True).to_numpy(zero_copy_only=False))
    problems.rows(
        "households", "id", rows, lambda row: (shown(ids[row].as_py()), text_problem(ids[row].as_py()) or "is no id.")
    )


def check_persons(table: pa.Table, problems: Problems) -> None:
    """Report a person who stands in two households, or twice in one."""
    if not has_column(table, "person"):
        return
    persons = id_array(table, "person", "members", Problems())
    if persons is None:
        problems.column("members", "person", "is neither a column of texts nor of integers; expected identities.")
        return
    codes = persons.dictionary_encode().indices.fill_null(-1).to_numpy(zero_copy_only=False)
    counts = np.bincount(codes[codes >= 0], minlength=1)
    rows = np.flatnonzero((codes >= 0) & (counts[np.maximum(codes, 0)] > 1))
    owners = table.column("household")
    sentence = "stands in more than one row; a person belongs to one household."
    problems.rows(
        "members", "person", rows, lambda row: (str(persons[row]), f"of household {owners[row].as_py()} {sentence}")
    )


def check_applicants(column: Column, grouping: Grouping, ids: Any, problems: Problems, threads: int | None) -> None:
    """Report households in which not exactly one member applies, where the relations are stated.

    In so many `threads` it may be looked by compiled passes first whether nothing is unusual.
    """
    if column.is_constant or (threads and _is_usual(column, grouping, threads)):
        return
    applies = np.asarray(column.equal(column.fact.values.index("applicant"), slice(None)))
    if column.unknown is not False:
        applies = applies & ~np.asarray(column.unknown, bool)
    placed = applies if grouping.order is None else applies[grouping.order]
    if _is_first_in_each(placed, grouping) or _one_in_each(placed, grouping.starts):
        return
    before = np.concatenate(([0], np.cumsum(placed)))
    counts = before[grouping.starts[1:]] - before[grouping.starts[:-1]]
    rows = np.flatnonzero((counts != 1) & (grouping.sizes > 0))
    sentence = 'expected exactly one member whose relation is "applicant".'
    problems.rows("households", "id", rows, lambda row: (str(ids[row]), f"has {counts[row]} applicants; {sentence}"))


def _is_usual(column: Column, grouping: Grouping, threads: int) -> bool:
    """Tell whether the first person of each household applies, and nobody else; False where others must look."""
    from dibao.batch.compiled.passes import is_first_in_each

    if column.unknown is not False or grouping.order is not None or not grouping.has_somebody_in_each:
        return False
    numbers, applicant = column.numbered(column.fact.values.index("applicant"))
    return is_first_in_each(numbers, applicant, grouping.starts, threads)


def _is_first_in_each(chosen: Any, grouping: Grouping) -> bool:
    """Tell whether the first person of each household is chosen, and nobody else, as in nearly all tables."""
    households = len(grouping.starts) - 1
    if np.count_nonzero(chosen) != households or not grouping.has_somebody_in_each:
        return False
    return bool(chosen.take(grouping.starts[:-1]).all())


def _one_in_each(chosen: Any, starts: Any) -> bool:
    """Tell whether exactly one person of each household is chosen, and nobody else."""
    places = np.flatnonzero(chosen)
    return len(places) == len(starts) - 1 and bool((places >= starts[:-1]).all() and (places < starts[1:]).all())
