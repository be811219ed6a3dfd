"""Give each table of households as a Parquet file with known columns, whatever it came as."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import asdict, field, frozen

from dibao.batch.files.cells import quoted
from dibao.batch.files.columns import KEY, Column, Form, Role, form, heading
from dibao.batch.files.conform import Conformed, conform, is_text, type_problem
from dibao.batch.files.csv_files import CsvFile, open_csv
from dibao.batch.files.excel_files import ExcelFile, open_excel
from dibao.batch.files.intake import BAD, ROW, Taken, take_in
from dibao.batch.files.limits import check_parquet
from dibao.errors import InputError, Problem
from dibao.household.facts import Catalogue

ENDINGS = {".parquet": "Parquet", ".csv": "CSV", ".tsv": "CSV", ".txt": "CSV", ".xlsx": "Excel", ".xlsm": "Excel"}
ROWS_AT_ONCE = 1 << 17


@frozen(eq=False)
class Source:
    """One table, ready to be read in any part.

    `path` is the user's own Parquet file, or what a CSV or Excel file was turned into.
    `columns` are those that are read, each with its name in `path`.
    """

    role: Role
    name: str
    path: Path
    columns: tuple[tuple[Column, str], ...]
    headers: tuple[str, ...]
    rows: int
    taken: Taken | None = None
    left_aside: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    file: pq.ParquetFile = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Open the file."""
        texts = [name for column, name in self.columns if column.kind != "text"]
        schema = pq.read_schema(self.path)
        # Words stand often: one copy of each is enough.
        words = [name for name in texts if is_text(schema.field(name).type)]
        object.__setattr__(self, "file", pq.ParquetFile(self.path, read_dictionary=words, pre_buffer=False))

    @property
    def key(self) -> str:
        """Give the name, in the file, of the column that names the household."""
        return next(name for column, name in self.columns if column.name == KEY[self.role])

    def field(self, name: str) -> pa.Field:
        """Give the type of a column in the file, and what is said of its unit."""
        return self.file.schema_arrow.field(name)

    def named(self, column: str) -> str | None:
        """Give the name, in the file, of a column of the kernel, if there is one."""
        return next((name for each, name in self.columns if each.name == column), None)

    def batches(self, names: Sequence[str], start: int = 0) -> Iterator[pa.RecordBatch]:
        """Give some columns from a row on, in batches."""
        groups, before = self._groups_from(start)
        skip = start - before
        for batch in self.file.iter_batches(ROWS_AT_ONCE, row_groups=groups, columns=list(names)):
            if skip >= batch.num_rows:
                skip -= batch.num_rows
                continue
            yield batch.slice(skip)
            skip = 0

    def _groups_from(self, start: int) -> tuple[list[int], int]:
        metadata, before = self.file.metadata, 0
        for group in range(metadata.num_row_groups):
            rows = metadata.row_group(group).num_rows
            if before + rows > start:
                return list(range(group, metadata.num_row_groups)), before
            before += rows
        return [], before

    def every_name(self) -> list[str]:
        """Give the names of all columns that are read, the bookkeeping ones too."""
        return [name for _, name in self.columns] + list(self.extra)

    def numbers(self, table: pa.Table, start: int) -> np.ndarray:
        """Give the number that each row has for the user."""
        if ROW in table.column_names:
            noted: np.ndarray = table.column(ROW).to_numpy()
            return noted
        return np.arange(start + 1, start + 1 + table.num_rows, dtype=np.int64)

    def conformed(self, table: pa.Table, rows: np.ndarray) -> Conformed:
        """Give the columns of a part as the kernel reads them."""
        titles = dict(zip((name for _, name in self.columns), self.headers, strict=True))
        parts = [(column, titles[name], _whole(table.column(name))) for column, name in self.columns]
        made = conform(parts, rows, self.name, exact_texts=True)
        if BAD in table.column_names:
            made.bad[table.column(BAD).to_numpy()] = True
        return made


def _whole(column: pa.ChunkedArray) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    if column.num_chunks == 1:
        return column.chunk(0)
    whole = column.combine_chunks()
    return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole


def ending(path: Path) -> str:
    """Give what kind of file a name promises.

    Raises:
        InputError: none that is read or written here.
    """
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        sentence = f"has the ending {quoted(path.suffix)}; expected .parquet, .csv or .xlsx. Save it as one of these."
        raise InputError([Problem("", sentence)], str(path))
    return kind


def open_source(path: Path, role: Role, catalogue: Catalogue, ignore: Sequence[str], work: Path) -> Source:
    """Give a table as a source; CSV and Excel are first taken in whole, into the folder of the work.

    Raises:
        InputError: everything that keeps the file from being read at all.
        OSError: it cannot be read, or the folder cannot be written to.
    """
    kind, wanted, name = ending(path), form(role, catalogue), path.name
    try:
        if not path.is_file():
            raise InputError([Problem("", f"does not exist as a file; expected the {role}. Check the name.")])
        if kind == "Parquet":
            return _parquet(path, role, wanted, ignore)
        opened = open_csv(path, wanted, ignore, name) if kind == "CSV" else open_excel(path, role, wanted, ignore, name)
        return _taken(opened, role, name, work)
    except InputError as error:
        raise InputError(error.problems, str(path)) from error


def _parquet(path: Path, role: Role, wanted: Form, ignore: Sequence[str]) -> Source:
    try:
        metadata = pq.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        sentence = f"is no whole Parquet file ({str(error).splitlines()[0]}). It may have been cut off; copy it again."
        raise InputError([Problem("", sentence)]) from error
    check_parquet(metadata)
    schema = metadata.schema.to_arrow_schema()
    head = heading(wanted, schema.names, ignore, path.name)
    problems = [
        Problem("", text)
        for column, kind in zip(head.columns, schema.types, strict=True)
        if column is not None and (text := type_problem(column, kind))
    ]
    if problems:
        raise InputError(problems)
    columns = tuple((each, name) for each, name in zip(head.columns, schema.names, strict=True) if each is not None)
    headers = tuple(name for _, name in columns)
    return Source(role, path.name, path, columns, headers, metadata.num_rows, left_aside=head.left_aside)


def _taken(opened: CsvFile | ExcelFile, role: Role, name: str, work: Path) -> Source:
    target, notes = work / f"{role}.parquet", work / f"{role}.json"
    if isinstance(opened, ExcelFile):
        name = f"{name}[{opened.sheet}]"
    if not notes.exists():
        taken = take_in(opened, role, name, target)
        part = notes.with_suffix(".part")
        part.write_text(json.dumps(asdict(taken), ensure_ascii=False), encoding="utf-8")
        part.replace(notes)
    taken = Taken(**json.loads(notes.read_text(encoding="utf-8")))
    columns = tuple((each, each.name) for each in opened.heading.columns if each is not None)
    headers = tuple(each.title for each in opened.heading.columns if each is not None)
    return Source(role, name, target, columns, headers, taken.kept, taken, opened.heading.left_aside, (ROW, BAD))


def without_empty_sheet(sources: Mapping[Role, Source]) -> dict[Role, Source]:
    """Leave out a sheet of obligors that nobody filled in: then nobody asked for them.

    A file of obligors of its own that is empty says that no household has any.
    """
    obligors, homes = sources.get("obligors"), sources.get("households")
    is_sheet = obligors is not None and homes is not None and "[" in obligors.name
    is_unfilled = is_sheet and obligors is not None and not obligors.rows
    return {role: each for role, each in sources.items() if not (is_unfilled and role == "obligors")}
