"""Take a file of texts in once, so that any part of it can be read again fast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import define, field

from dibao.batch.files.columns import KEY, Column, Role
from dibao.batch.files.conform import TYPES, conform
from dibao.batch.files.csv_files import CsvFile, Texts
from dibao.batch.files.encodings import Counts
from dibao.batch.files.excel_files import ExcelFile
from dibao.batch.files.rejects import Reject, csv_lines

ROW, BAD = "_row", "_bad"
EXAMPLES = ("示例", "example")
"""The household of the example row of a form; it is nobody's."""
NO_KEY = "names no household, so that nobody knows whose row it is; every other row is decided without it."


@define
class Taken:
    """What came of taking a file in.

    `keys` are households with a row that could not be read as one.
    """

    kept: int = 0
    empty: int = 0
    examples: int = 0
    keys: list[str] = field(factory=list)
    without_key: int = 0
    mixed: dict[str, int] | None = None


def rejects_beside(target: Path) -> Path:
    """Give the file of what could not be read of a table."""
    return target.with_suffix(".rejects.csv")


def take_in(opened: CsvFile | ExcelFile, role: Role, name: str, target: Path) -> Taken:
    """Write a table as Parquet, with the number of each row, and what cannot be read beside it."""
    taken = Taken()
    columns = [(index, each) for index, each in enumerate(opened.heading.columns) if each is not None]
    per_year = {"per": "year"}
    yearly = opened.heading.yearly
    fields = [
        pa.field(each.name, TYPES[each.kind], metadata=per_year if each.name in yearly else None) for _, each in columns
    ]
    schema = pa.schema([*fields, pa.field(ROW, pa.int64()), pa.field(BAD, pa.bool_())])
    part = target.with_suffix(".part")
    with (
        rejects_beside(target).open("w", encoding="utf-8", newline="") as rejected,
        pq.ParquetWriter(part, schema, compression="snappy") as writer,
    ):
        for texts in opened.texts():
            batch, rejects = _conformed(texts, columns, role, name, taken)
            rejected.write(csv_lines(rejects))
            writer.write_batch(pa.record_batch(batch, schema=schema))
            taken.kept += len(batch[-1])
        rejected.write(csv_lines(_structural(opened, name, taken)))
    taken.mixed = _mixed(opened)
    part.replace(target)
    return taken


def _conformed(
    texts: Texts, columns: list[tuple[int, Column]], role: Role, name: str, taken: Taken
) -> tuple[list[pa.Array], list[Reject]]:
    cells = [(column, column.title, texts.columns[index]) for index, column in columns]
    key = next(each for column, _, each in cells if column.name == KEY[role])
    keep = _rows_kept([each for _, _, each in cells], key, taken)
    rows = texts.rows[keep]
    kept = pa.array(np.flatnonzero(keep))
    made = conform([(column, header, each.take(kept)) for column, header, each in cells], rows, name, exact_texts=False)
    keyless = made.columns[KEY[role]].is_null().to_numpy(zero_copy_only=False)
    title = next(column.title for _, column in columns if column.name == KEY[role])
    rejects = made.rejects + [Reject(name, int(row), title, "", NO_KEY) for row in rows[keyless]]
    taken.without_key += int(keyless.sum())
    known = pa.array(np.flatnonzero(~keyless))
    arrays = [*(made.columns[column.name] for _, column in columns), pa.array(rows), pa.array(made.bad)]
    return [each.take(known) for each in arrays], rejects


def _rows_kept(cells: list[pa.Array], key: pa.Array, taken: Taken) -> np.ndarray:
    """Tell which rows hold anything, the example of a form apart."""
    filled = np.zeros(len(key), dtype=bool)
    for each in cells:
        filled |= pc.not_equal(pc.utf8_trim_whitespace(each), "").to_numpy(zero_copy_only=False)
    example: np.ndarray = pc.is_in(pc.utf8_trim_whitespace(key), pa.array(EXAMPLES)).to_numpy(zero_copy_only=False)
    taken.empty += int((~filled).sum())
    taken.examples += int(example.sum())
    kept: np.ndarray = filled & ~example
    return kept


def _structural(opened: CsvFile | ExcelFile, name: str, taken: Taken) -> Iterator[Reject]:
    for each in opened.structural:
        if each.key is None:
            taken.without_key += 1
        else:
            taken.keys.append(each.key)
        yield Reject(name, each.row, "", each.text, f"{each.reason}." if each.key else f"{each.reason}; {NO_KEY}")


def _mixed(opened: CsvFile | ExcelFile) -> dict[str, int] | None:
    counts: Counts | None = opened.text.counts if isinstance(opened, CsvFile) else None
    return {"UTF-8": counts.utf8, "GB18030": counts.gb18030} if counts is not None and counts.is_mixed else None
