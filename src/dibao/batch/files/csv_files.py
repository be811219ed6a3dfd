"""Read a CSV file as texts, row by row with the number of each."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from attrs import define, field, frozen
from pyarrow import csv as arrow_csv

from dibao.batch.files.columns import Form, Heading, heading
from dibao.batch.files.encodings import TextFile, text_file
from dibao.errors import InputError, Problem

MOST_TITLES = 20
"""How many rows may stand above the header."""
BLOCK = 4 << 20
DELIMITERS = (",", "\t", ";")


@frozen
class Texts:
    """Some rows of a file as texts, and the number of each row in it."""

    columns: tuple[pa.Array, ...]
    rows: np.ndarray


@frozen
class Structural:
    """A row that has not the cells of the header; `key` is its household where that can be told."""

    row: int
    text: str
    reason: str
    key: str | None


@define
class CsvFile:
    """A CSV file whose header is settled."""

    path: Path
    text: TextFile
    delimiter: str
    heading: Heading
    key: str
    titles: int
    structural: list[Structural] = field(factory=list)

    def texts(self) -> Iterator[Texts]:
        """Give all rows below the header; rows of another length go to `structural`."""
        self.structural = []
        names = [str(index) for index in range(len(self.heading.columns))]
        stream = self.text.open()
        records = _records(stream, self.delimiter)
        for _ in range(self.titles + 1):
            next(records)
        skipped: list[int] = []
        try:
            yield from _numbered(self._reader(stream, names, skipped), skipped, self.titles + 1)
        except pa.ArrowInvalid as error:
            raise self._broken(error) from error
        finally:
            stream.close()

    def _reader(self, stream: BinaryIO, names: list[str], skipped: list[int]) -> Iterator[pa.RecordBatch]:
        parse = arrow_csv.ParseOptions(
            delimiter=self.delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=self._handler(skipped),
        )
        read = arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=names)
        convert = arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
        try:
            reader = arrow_csv.open_csv(stream, read, parse, convert)
        except pa.ArrowInvalid as error:
            if "Empty CSV" in str(error):
                return
            raise
        yield from reader

    def _handler(self, skipped: list[int]) -> Callable[[arrow_csv.InvalidRow], str]:
        position = self.heading.index(self.key)

        def handle(row: arrow_csv.InvalidRow) -> str:
            skipped.append(row.number)
            number = row.number + self.titles + 1
            if row.text.strip():
                cells = next(csv.reader([row.text], delimiter=self.delimiter), [])
                key = cells[position].strip() if position is not None and position < len(cells) else None
                reason = f"has {row.actual_columns} cells; expected {row.expected_columns} as in the header"
                self.structural.append(Structural(number, row.text, reason, key or None))
            return "skip"

        return handle

    def _broken(self, error: Exception) -> InputError:
        sentence = "cannot be read to its end; a quotation mark is opened and never closed, or a row is endless."
        return InputError([Problem("", f"{sentence} Save it again from its source. ({str(error).splitlines()[0]})")])


def open_csv(path: Path, form: Form, ignore: Sequence[str], source: str) -> CsvFile:
    """Settle the encoding, the sign between cells and the header of a CSV file.

    Raises:
        InputError: no header is found, or one means nothing.
    """
    text = text_file(path)
    found = max(
        (_header(text, delimiter, form) for delimiter in DELIMITERS),
        key=lambda each: each[0],
    )
    count, titles, headers, delimiter = found
    if not count:
        first = _first(text)
        if not first:
            raise InputError([Problem("", "is empty; expected a header and a row for each entry.")], source)
        heading(form, first, ignore, source)  # says what is wrong with the first row as a header
    return CsvFile(path, text, delimiter, heading(form, headers, ignore, source), form.key.name, titles)


def _header(text: TextFile, delimiter: str, form: Form) -> tuple[int, int, list[str], str]:
    """Find the row with the most headers among the first ones."""
    best: tuple[int, int, list[str], str] = (0, 0, [], delimiter)
    with text.open() as stream:
        for index, cells in enumerate(_records(stream, delimiter)):
            count = form.recognised(cells)
            if count > best[0]:
                best = (count, index, cells, delimiter)
            if index == MOST_TITLES:
                break
    return best


def _first(text: TextFile) -> list[str]:
    with text.open() as stream:
        return next((cells for cells in _records(stream, ",") if any(cells)), [])


def _records(stream: BinaryIO, delimiter: str) -> Iterator[list[str]]:
    """Read single records off the front of a stream, and nothing behind them."""
    lines = (line.decode("utf-8", "replace") for line in iter(stream.readline, b""))
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error as error:
        raise InputError([Problem("", f"is no CSV file: {error}. Save it as CSV again.")]) from error


def _numbered(batches: Iterator[pa.RecordBatch], skipped: list[int], above: int) -> Iterator[Texts]:
    """Number the rows that were kept, counted as they stand in the file."""
    start = 1
    for batch in batches:
        numbers = _kept(start, batch.num_rows, skipped)
        yield Texts(tuple(batch.columns), numbers + above)
        start = int(numbers[-1]) + 1 if len(numbers) else start


def _kept(start: int, count: int, skipped: list[int]) -> np.ndarray:
    """Give the next numbers that were not skipped."""
    near = np.array(skipped[bisect_left(skipped, start) :], dtype=np.int64)
    numbers = np.arange(start, start + count + len(near), dtype=np.int64)
    return numbers[~np.isin(numbers, near)][:count]
