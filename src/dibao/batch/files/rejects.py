"""Settle how rows that cannot be used are named, and the file that keeps them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import astuple, field, frozen

from dibao.errors import Problem
from dibao.export.cells import neutral
from dibao.household.problems import shown

TITLES = {"zh": ("文件", "行", "列", "内容", "原因"), "en": ("file", "row", "column", "value", "reason")}


def _short(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) and len(value) <= 100 else shown(value).strip('"')


@frozen
class Reject:
    """One cell or row that kept a household from being decided.

    `row` counts as a spreadsheet does, the header included; in Parquet, which has
    none, the first row is 1. 0 is said of a file as a whole.
    """

    file: str
    row: int
    column: str
    value: str = field(converter=_short)
    reason: str

    def problem(self) -> Problem:
        """Give it as a problem among others."""
        return Problem(f"{self.file}, row {self.row}", f"{self.column} {self.reason}".strip())


def csv_lines(rejects: Iterable[Reject]) -> str:
    """Give rejects as lines of CSV in which no cell is a formula."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    for each in rejects:
        lines.writerow([neutral(str(cell)) for cell in astuple(each)])
    return text.getvalue()


def header(lang: str) -> str:
    """Give the first line of a file of rejects, with the mark that a spreadsheet needs."""
    return "\ufeff" + ",".join(TITLES[lang]) + "\r\n"


def read_rejects(path: Path, *, has_header: bool = False) -> Iterator[Reject]:
    """Give the rejects in a file; those of a part have no header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        if has_header:
            next(lines, None)
        for cells in lines:
            yield Reject(cells[0], int(cells[1]), *cells[2:])
