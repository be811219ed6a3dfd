"""Turn the columns of a file into those that the kernel reads, and name every cell that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from dibao.batch.files.cells import GARBLED, NotReadable, Read, reader
from dibao.batch.files.columns import Column
from dibao.batch.files.rejects import Reject
from dibao.household.problems import shown

MONEY = pa.decimal128(18, 2)
TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "money": MONEY,
    "area": MONEY,
    "number": pa.int64(),
    "flag": pa.bool_(),
    "choice": pa.string(),
    "date": pa.date32(),
}
_FITS: dict[str, Callable[[pa.DataType], bool]] = {
    "text": pa.types.is_integer,
    "money": lambda kind: pa.types.is_decimal(kind) or pa.types.is_integer(kind),
    "area": lambda kind: pa.types.is_decimal(kind) or pa.types.is_integer(kind),
    "number": pa.types.is_integer,
    "flag": pa.types.is_boolean,
    "choice": lambda kind: False,
    "date": lambda kind: pa.types.is_date(kind) or pa.types.is_timestamp(kind),
}
_EXPECTED = {
    "text": "texts or whole numbers",
    "money": "decimals, whole numbers or texts, for amounts are exact",
    "area": "decimals, whole numbers or texts",
    "number": "whole numbers or texts",
    "flag": "true and false, or texts",
    "choice": "texts",
    "date": "dates or texts",
}


@frozen
class Conformed:
    """Columns as the kernel reads them; a row of `bad` has a cell that means nothing."""

    columns: dict[str, pa.Array]
    bad: np.ndarray
    rejects: list[Reject]


def is_text(kind: pa.DataType) -> bool:
    """Tell whether a column holds texts, once each or by a dictionary."""
    if pa.types.is_dictionary(kind):
        return is_text(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def type_problem(column: Column, kind: pa.DataType) -> str | None:
    """Say why a column of this type cannot be read at all; None if it can."""
    if pa.types.is_null(kind) or is_text(kind) or _FITS[column.kind](kind):
        return None
    what = "binary fractions" if pa.types.is_floating(kind) else str(kind)
    return f"has the column {shown(column.name)} of {what}; expected {_EXPECTED[column.kind]}. Write it as such."


def conform(
    columns: Sequence[tuple[Column, str, pa.Array]], rows: np.ndarray, file: str, *, exact_texts: bool
) -> Conformed:
    """Turn columns of a file into those of the kernel.

    Args:
        columns: each column with its header in the file and its cells.
        rows: the number of each row in the file.
        file: what to call the file.
        exact_texts: ids stand as they should and keep every sign.
    """
    bad = np.zeros(len(rows), dtype=bool)
    made: dict[str, pa.Array] = {}
    rejects: list[Reject] = []
    for column, header, cells in columns:
        if exact_texts and column.kind == "text" and is_text(cells.type):
            made[column.name] = cells.cast(pa.string())
        elif is_text(cells.type):
            made[column.name] = _read(column, header, cells, rows, file, bad, rejects)
        else:
            made[column.name] = _passed(column, cells)
    return Conformed(made, bad, rejects)


def _passed(column: Column, cells: pa.Array) -> pa.Array:
    if pa.types.is_null(cells.type):
        return pa.nulls(len(cells), TYPES[column.kind])
    if column.kind == "date" and not pa.types.is_date32(cells.type):
        return cells.cast(pa.date32(), safe=False)
    return cells


def _read(
    column: Column,
    header: str,
    cells: pa.Array,
    rows: np.ndarray,
    file: str,
    bad: np.ndarray,
    rejects: list[Reject],
) -> pa.Array:
    """Read each different text once, and put what it means wherever it stands."""
    encoded = cells if pa.types.is_dictionary(cells.type) else pc.dictionary_encode(cells)
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    texts = _texts(encoded.dictionary)
    values, wrong = _meanings(reader(column), texts)
    if wrong:
        codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        hit = np.flatnonzero(np.isin(codes, np.fromiter(wrong, dtype=np.int64)))
        bad[hit] = True
        for index in hit:
            code = int(codes[index])
            rejects.append(Reject(file, int(rows[index]), header, texts[code], wrong[code]))
    meanings = pa.array(values, TYPES[column.kind])
    if column.kind == "choice" and not meanings.null_count:
        return pa.DictionaryArray.from_arrays(encoded.indices, meanings)
    return meanings.take(encoded.indices)


def _texts(dictionary: pa.Array) -> list[str | None]:
    try:
        texts: list[str | None] = dictionary.to_pylist()
    except UnicodeDecodeError:
        raw = dictionary.cast(pa.large_binary()).to_pylist()
        texts = [None if each is None else each.decode("utf-8", "replace") for each in raw]
    return texts


def _meanings(read: Read, texts: Sequence[str | None]) -> tuple[list[Any], dict[int, str]]:
    values: list[Any] = []
    wrong: dict[int, str] = {}
    for index, text in enumerate(texts):
        value = None
        if text is not None:
            try:
                value = read(text)
            except NotReadable as error:
                wrong[index] = _garbled(text) or f"{error}."
        values.append(value)
    return values, wrong


def _garbled(text: str) -> str | None:
    return "holds bytes that are neither UTF-8 nor GB18030; save the file again." if GARBLED in text else None
