"""Settle how much a compressed file may unpack to before it is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pyarrow.parquet as pq

from dibao.errors import InputError, Problem

MEGABYTE = 1 << 20
MOST_UNPACKED_MEGABYTES = 4096
"""A sheet of a million rows with forty columns takes less."""
MOST_TEXTS_MEGABYTES = 512
"""The texts of a workbook are held in memory at once."""
MOST_TIMES = 200
"""Spreadsheets shrink by ten or twenty times."""
SMALL_MEGABYTES = 64
"""What is no danger, however much smaller its file is."""
MOST_CHUNK_MEGABYTES = 1024
"""One column of one row group is unpacked at once."""


def check_workbook(path: Path) -> None:
    """Refuse a workbook that would unpack to far more than a list of people needs.

    Raises:
        InputError: it is no workbook, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        sentence = f"is no Excel workbook ({error}). Save it as .xlsx again; an old .xls is not read."
        raise InputError([Problem("", sentence)]) from error
    size = sum(each.file_size for each in members)
    texts = sum(each.file_size for each in members if each.filename.lower().endswith("sharedstrings.xml"))
    times = size / max(path.stat().st_size, 1)
    if size > MOST_UNPACKED_MEGABYTES * MEGABYTE or (size > SMALL_MEGABYTES * MEGABYTE and times > MOST_TIMES):
        raise _bomb(size, f"{times:.0f} times its own size", MOST_UNPACKED_MEGABYTES)
    if texts > MOST_TEXTS_MEGABYTES * MEGABYTE:
        raise _bomb(texts, "of texts alone", MOST_TEXTS_MEGABYTES)


def check_parquet(metadata: pq.FileMetaData) -> None:
    """Refuse a Parquet file one of whose columns would unpack to too much at once.

    Raises:
        InputError: naming the column and the row group.
    """
    for group in range(metadata.num_row_groups):
        row_group = metadata.row_group(group)
        for index in range(row_group.num_columns):
            column = row_group.column(index)
            if column.total_uncompressed_size > MOST_CHUNK_MEGABYTES * MEGABYTE:
                size = column.total_uncompressed_size // MEGABYTE
                sentence = (
                    f"unpacks {size} MB of the column {column.path_in_schema} in row group {group} at once; at most "
                    f"{MOST_CHUNK_MEGABYTES} MB are read. Write it with smaller row groups."
                )
                raise InputError([Problem("", sentence)])


def _bomb(size: int, how: str, most: int) -> InputError:
    sentence = f"would unpack to {size // MEGABYTE} MB, {how}; at most {most} MB are read. Save it as CSV or Parquet."
    return InputError([Problem("", sentence)])
