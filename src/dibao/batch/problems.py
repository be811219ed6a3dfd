"""Collect what is wrong with tables: every row at once, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, field, frozen

from dibao.errors import InputError, Problem

MOST_SHOWN = 20
WHOLE_COLUMN = -1


@frozen
class TableProblem:
    """One thing that is wrong in a table: where, which value, and why.

    `row` is the position in the table that was handed in; -1 stands for the whole column.
    """

    table: str
    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        """Give the place and the sentence on one line."""
        place = self.column if self.row == WHOLE_COLUMN else f"row {self.row}, {self.column}"
        return f"{self.table}, {place} {self.reason}"


class TableError(InputError):
    """Tables that cannot be taken in; `rows` holds every problem, the text the first ones."""

    def __init__(self, rows: Sequence[TableProblem]) -> None:
        """Keep every problem."""
        self.rows = rows
        shown = [Problem("", str(each)) for each in rows[:MOST_SHOWN]]
        if len(rows) > MOST_SHOWN:
            shown.append(Problem("", f"and {len(rows) - MOST_SHOWN} more; see the error's `rows`."))
        super().__init__(shown, "tables")

    def __reduce__(self) -> tuple[Any, ...]:
        """Let worker processes hand it over."""
        return type(self), (self.rows,)


@define
class Problems:
    """What has been found so far."""

    found: list[TableProblem] = field(factory=list)

    def column(self, table: str, column: str, reason: str) -> None:
        """Keep that a whole column cannot be used."""
        self.found.append(TableProblem(table, WHOLE_COLUMN, column, "", reason))

    def rows(self, table: str, column: str, rows: Iterable[Any], reason: Callable[[int], tuple[str, str]]) -> None:
        """Keep what is wrong with rows; `reason` gives the value as text and the sentence."""
        self.found += [TableProblem(table, int(row), column, *reason(int(row))) for row in rows]

    @property
    def of_columns(self) -> bool:
        """Tell whether a whole column is wrong, so that no row can be decided."""
        return any(each.row == WHOLE_COLUMN for each in self.found)

    def rows_of(self, table: str, length: int) -> Any:
        """Give which rows of a table have a problem, as flags."""
        wrong = np.zeros(length, bool)
        if not self.found:
            return wrong
        wrong[[each.row for each in self.found if each.table == table and each.row != WHOLE_COLUMN]] = True
        return wrong


def rejects_table(problems: Sequence[TableProblem]) -> pa.Table:
    """Give problems as a table of table, row, column, value and reason."""
    return _told(problems) if problems else _nothing()


@cache
def _nothing() -> pa.Table:
    return _told(())


def _told(problems: Sequence[TableProblem]) -> pa.Table:
    return pa.table(
        {
            "table": pa.array([each.table for each in problems], pa.string()),
            "row": pa.array([each.row for each in problems], pa.int64()),
            "column": pa.array([each.column for each in problems], pa.string()),
            "value": pa.array([each.value for each in problems], pa.string()),
            "reason": pa.array([each.reason for each in problems], pa.string()),
        }
    )
