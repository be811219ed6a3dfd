"""Write results as Parquet, CSV or Excel, part after part."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv as arrow_csv

from dibao.batch.files.presented import Presented
from dibao.batch.files.sources import ending
from dibao.errors import InputError, Problem

Write = Callable[[pa.Table], None]
MOST_EXCEL_ROWS = 1_048_575
"""What a sheet holds below its header."""
COMPRESSION = "zstd"
BYTE_ORDER_MARK = "\ufeff"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*<")


def check_output(target: Path, households: int) -> None:
    """Refuse a result that its kind of file cannot hold.

    Raises:
        InputError: saying which kind can.
    """
    if ending(target) == "Excel" and households > MOST_EXCEL_ROWS:
        sentence = (
            f"would need {households} rows; a sheet holds {MOST_EXCEL_ROWS}. Name a .parquet or .csv file instead."
        )
        raise InputError([Problem("", sentence)], str(target))


@contextmanager
def output(kind: str, path: Path, presented: Presented) -> Iterator[Write]:
    """Open a file for results; the file is whole when the context ends without an error."""
    opened = {"Parquet": _parquet, "CSV": _csv, "Excel": _excel}[kind]
    with opened(path, presented) as write:
        yield write


@contextmanager
def _parquet(path: Path, presented: Presented) -> Iterator[Write]:
    schema = presented.layout.schema
    words = [each.name for each in schema if pa.types.is_dictionary(each.type)]
    with pq.ParquetWriter(
        path,
        schema,
        compression=COMPRESSION,
        compression_level=1,
        use_dictionary=[*words, "missing.list.element"],
        store_decimal_as_integer=True,
    ) as writer:

        def write(decisions: pa.Table) -> None:
            writer.write_table(decisions, row_group_size=max(decisions.num_rows, 1))

        yield write


@contextmanager
def _csv(path: Path, presented: Presented) -> Iterator[Write]:
    with path.open("wb") as file:
        file.write(BYTE_ORDER_MARK.encode())
        schema: pa.Schema | None = None
        file.write((",".join(f'"{each}"' for each in presented.titles) + "\r\n").encode())
        options = arrow_csv.WriteOptions(include_header=False, eol="\r\n", quoting_style="needed")

        def write(decisions: pa.Table) -> None:
            nonlocal schema
            columns = presented.columns(decisions)
            schema = schema or pa.schema([pa.field(str(at), each.type) for at, each in enumerate(columns)])
            arrow_csv.write_csv(pa.table(columns, schema=schema), file, options)

        yield write


@contextmanager
def _excel(path: Path, presented: Presented) -> Iterator[Write]:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("结果" if presented.lang == "zh" else "results")
    sheet.freeze_panes = "B2"
    sheet.append(presented.titles)

    def write(decisions: pa.Table) -> None:
        columns = [each.to_pylist() for each in presented.columns(decisions)]
        for row in zip(*columns, strict=True):
            sheet.append(row)

    yield write
    loose = path.with_suffix(".loose")
    book.save(loose)
    without_clock(loose, path)
    loose.unlink()


def without_clock(source: Path, target: Path) -> None:
    """Write a workbook again without the time of writing, so that equal results are equal files."""
    with zipfile.ZipFile(source) as found, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in found.namelist():
            with found.open(name) as content, made.open(zipfile.ZipInfo(name, _NO_TIME), "w", force_zip64=True) as into:
                if name == "docProps/core.xml":
                    into.write(_TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z<", content.read()))
                else:
                    shutil.copyfileobj(content, into, 1 << 20)
