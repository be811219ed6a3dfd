"""Read a sheet of an Excel workbook as texts, with the number of each row."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyarrow as pa
from attrs import define, field
from openpyxl.utils.exceptions import InvalidFileException

from dibao.batch.files.columns import Form, Heading, Role, heading
from dibao.batch.files.csv_files import MOST_TITLES, Structural, Texts
from dibao.batch.files.limits import check_workbook
from dibao.errors import InputError, Problem

SHEETS: dict[Role, tuple[str, ...]] = {
    "households": ("家庭", "households", "家庭信息", "家庭表"),
    "members": ("家庭成员", "members", "成员", "成员信息", "成员表"),
    "obligors": ("义务人", "obligors", "赡养抚养扶养义务人"),
}
"""What a sheet of each table is called; the first is written into forms."""
ROWS_AT_ONCE = 20_000
WIDEST = 1024
UNCALCULATED = "=?"
"""What a formula reads as that no spreadsheet has calculated: nothing that any column takes."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


@define
class ExcelFile:
    """A sheet whose header is settled."""

    path: Path
    sheet: str
    heading: Heading
    titles: int
    structural: list[Structural] = field(factory=list)

    def texts(self) -> Iterator[Texts]:
        """Give all rows below the header as texts."""
        width = len(self.heading.columns)
        rows: list[tuple[str, ...]] = []
        start = self.titles + 2
        for cells in _rows(self.path, self.sheet, self.titles + 2, width):
            rows.append(cells)
            if len(rows) == ROWS_AT_ONCE:
                yield _texts(rows, start, width)
                start, rows = start + len(rows), []
        if rows:
            yield _texts(rows, start, width)


def _texts(rows: list[tuple[str, ...]], start: int, width: int) -> Texts:
    columns = zip(*rows, strict=True) if rows else [()] * width
    arrays = tuple(pa.array(column, pa.string()) for column in columns)
    return Texts(arrays, np.arange(start, start + len(rows), dtype=np.int64))


def open_excel(path: Path, role: Role, form: Form, ignore: Sequence[str], source: str) -> ExcelFile:
    """Find the sheet of a table in a workbook, and settle its header.

    Raises:
        InputError: it is no workbook, no sheet has the table, or a header means nothing.
    """
    check_workbook(path)
    names = sheet_names(path)
    named = [each for each in names if each.strip().lower() in SHEETS[role]]
    others = [each for each in names if not any(each.strip().lower() in known for known in SHEETS.values())]
    best: tuple[int, int, list[str], str] = (0, 0, [], "")
    for name in named or others:
        best = max(best, _header(path, name, form), key=lambda found: found[0])
    count, titles, headers, sheet = best
    if not count:
        expected = f'a sheet "{SHEETS[role][0]}" with a column "{form.key.title}" among its first {MOST_TITLES} rows'
        raise InputError([Problem("", f"has no sheet of {role}; expected {expected}.")], source)
    while headers and not headers[-1].strip():
        headers.pop()
    return ExcelFile(path, sheet, heading(form, headers, ignore, f"{source}[{sheet}]"), titles)


def sheet_names(path: Path) -> list[str]:
    """Give the names of the sheets that hold cells."""
    book = _opened(path)
    try:
        return [each.title for each in book.worksheets]
    finally:
        book.close()


def _header(path: Path, sheet: str, form: Form) -> tuple[int, int, list[str], str]:
    best: tuple[int, int, list[str], str] = (0, 0, [], sheet)
    for index, cells in enumerate(_rows(path, sheet, 1, WIDEST, MOST_TITLES)):
        count = form.recognised(cells)
        if count > best[0]:
            best = (count, index, list(cells), sheet)
    return best


def _opened(path: Path, *, formulas: bool = False) -> Any:
    with warnings.catch_warnings():
        # About styles and validations that no cell depends on.
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(path, read_only=True, data_only=not formulas, keep_links=False)
        except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
            sentence = f"is no Excel workbook ({error}). Save it as .xlsx again."
            raise InputError([Problem("", sentence)]) from error


def _rows(path: Path, sheet: str, first: int, width: int, last: int | None = None) -> Iterator[tuple[str, ...]]:
    """Give rows as texts; a formula without a result is no empty cell."""
    book = _opened(path)
    asked = {"min_row": first, "max_row": last, "max_col": width, "min_col": 1, "values_only": True}
    try:
        rows = book[sheet].iter_rows(**asked)
        if not _has_formulas(path):
            yield from (tuple(map(text_of, row)) for row in rows)
            return
        written = _opened(path, formulas=True)
        try:
            for row, raw in zip(rows, written[sheet].iter_rows(**asked), strict=False):
                yield tuple(map(_calculated, row, raw))
        finally:
            written.close()
    except (SyntaxError, zipfile.BadZipFile, EOFError, KeyError, ValueError) as error:
        sentence = f"cannot be read to its end: {error}. Save it as .xlsx again."
        raise InputError([Problem("", sentence)]) from error
    finally:
        book.close()


def _calculated(value: Any, raw: Any) -> str:
    is_formula = value is None and raw is not None
    return UNCALCULATED if is_formula else text_of(value)


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as sheet:
                    kept = b""
                    while block := sheet.read(1 << 20):
                        if _FORMULA.search(kept + block):
                            return True
                        kept = block[-32:]
    return False


def text_of(value: Any) -> str:
    """Give a cell as the text that its user sees.

    A workbook holds numbers in binary: the shortest text that gives the same
    number is what somebody typed, and a sum that is not exact stays visible.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
