"""Keep a prepared population in one file that is mapped into memory, not read.

It is an Arrow file of one row: a cell for the bytes of each column, so that Arrow's own
format says where each lies, and whether the file is whole. What the columns are stands in
the file's metadata, with a checksum of each and one of its own.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from dibao.batch.prepared.contents import contents_of, population_of
from dibao.batch.prepared.population import PreparedPopulation
from dibao.errors import DibaoError

FORMAT = "dibao prepared population"
VERSION = 3
_HEADER, _SUM = b"dibao.population", b"dibao.population.sum"


def save(population: PreparedPopulation, path: Path) -> None:
    """Write a population to a file that only its owner can read; it is there whole or not at all.

    Raises:
        DibaoError: the file cannot be written.
    """
    header, columns = contents_of(population)
    sums = {name: zlib.crc32(memoryview(each).cast("B")) for name, each in columns.items()}
    header |= {"format": FORMAT, "version": VERSION, "sums": sums}
    cells = [_cell(each) for each in columns.values()]
    told = json.dumps(header, ensure_ascii=False).encode()
    metadata = {_HEADER: told, _SUM: str(zlib.crc32(told)).encode()}
    schema = pa.schema([pa.field(name, pa.large_binary()) for name in columns], metadata)
    try:
        # What mkstemp makes is its owner's alone.
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".writing")
    except OSError as error:
        raise DibaoError(f"{path} cannot be written: {error.strerror or error}. Choose another place.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            with pa.ipc.new_file(file, schema) as writer:
                writer.write_batch(pa.RecordBatch.from_arrays(cells, schema=schema))
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except OSError as error:
        raise DibaoError(
            f"{path} cannot be written: {error.strerror or error}. Make room, or choose another place."
        ) from error
    finally:
        with suppress(OSError):
            Path(draft).unlink()


def _cell(column: Any) -> Any:
    """Give a column's bytes as the one value of an Arrow column, without a copy."""
    data = pa.py_buffer(column)
    return pa.Array.from_buffers(
        pa.large_binary(), 1, [None, pa.py_buffer(np.array([0, data.size], np.int64)), data]
    )  # fmt: skip


def open_population(path: str | Path, *, verify: bool = True) -> PreparedPopulation:
    """Open a population that was saved; its columns stay in the file until they are needed.

    Args:
        path: the file.
        verify: whether every column is read once and held against its checksum.

    Raises:
        DibaoError: there is no such file, it is another one, or it is damaged.
    """
    path = Path(path)
    try:
        batch, header = _opened(path)
    except OSError as error:
        raise DibaoError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (pa.ArrowException, ValueError) as error:
        raise DibaoError(
            f"{path} is no prepared population, or not a whole one. Prepare it again, or name another file."
        ) from error
    if header.get("version") != VERSION:
        raise DibaoError(
            f"{path} was written in version {header.get('version')!r} of its form; this dibao reads {VERSION}. "
            "Prepare it again from its tables."
        )
    columns = {name: batch.column(number)[0].as_buffer() for number, name in enumerate(batch.schema.names)}
    damaged = [*_damaged(columns, header["sums"])] if verify else []
    if damaged:
        raise DibaoError(f"{path} is damaged in {', '.join(damaged[:5])}. Prepare it again from its tables.")
    try:
        return population_of(header, columns)
    except (KeyError, TypeError, ValueError, pa.ArrowException) as error:
        raise DibaoError(f"{path} is damaged: its columns do not fit together. Prepare it again.") from error


def _opened(path: Path) -> tuple[pa.RecordBatch, Mapping[str, Any]]:
    """Map a file; a file of another kind has no header.

    Raises:
        ValueError: it is no population.
    """
    with path.open("rb"):
        # Arrow's own error for a file that is not there has no reason of its own.
        pass
    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    metadata = reader.schema.metadata or {}
    told = metadata.get(_HEADER, b"{}")
    header = json.loads(told)
    if header.get("format") != FORMAT or reader.num_record_batches != 1:
        raise ValueError("another kind of file")
    if header.get("version") == VERSION and metadata.get(_SUM) != str(zlib.crc32(told)).encode():
        raise ValueError("what is told of the columns is not what was written")
    batch = reader.get_batch(0)
    batch.validate()
    return batch, header


def _damaged(columns: Mapping[str, Any], sums: Mapping[str, int]) -> Iterator[str]:
    """Name the columns whose bytes are not those that were written."""
    for name, column in columns.items():
        if zlib.crc32(memoryview(column)) != sums.get(name):
            yield name
