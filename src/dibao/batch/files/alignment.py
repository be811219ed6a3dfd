"""Settle which rows of people belong to which households, reading their keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field

from dibao.batch.files.sources import Source

PART_SIZE = 1 << 17
"""Households that are decided and kept at once."""


def key_type(*sources: Source) -> pa.DataType:
    """Give the type in which the keys of all tables can be compared."""
    kinds = [each.file.schema_arrow.field(each.key).type for each in sources]
    return pa.int64() if all(pa.types.is_integer(kind) for kind in kinds) else pa.string()


def keys(source: Source, kind: pa.DataType) -> Iterator[pa.Array]:
    """Give the key of every row, in batches."""
    for batch in source.batches([source.key]):
        yield as_keys(batch.column(0), kind)


def as_keys(values: pa.Array | pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    """Give keys in the type in which they are compared."""
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if isinstance(values, pa.ChunkedArray):
        values = pa.concat_arrays(values.chunks) if values.num_chunks else pa.nulls(0, values.type)
    return values if values.type == kind else values.cast(kind)


def chunks(source: Source, kind: pa.DataType, size: int) -> Iterator[pa.Array]:
    """Give the keys of the households chunk by chunk."""
    kept: list[pa.Array] = []
    count = 0
    for batch in keys(source, kind):
        while count + len(batch) >= size:
            rest = size - count
            yield pa.concat_arrays([*kept, batch.slice(0, rest)])
            batch, kept, count = batch.slice(rest), [], 0
        if len(batch):
            kept.append(batch)
            count += len(batch)
    if kept:
        yield pa.concat_arrays(kept)


def changes(values: pa.Array) -> np.ndarray:
    """Give where each run of equal keys starts."""
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    differs = pc.fill_null(pc.not_equal(values.slice(1), values.slice(0, len(values) - 1)), True)
    return np.concatenate([[0], np.flatnonzero(differs.to_numpy(zero_copy_only=False)) + 1])


@define
class _Runs:
    """People's keys as runs, each with the row behind its last one."""

    batches: Iterator[pa.Array]
    keys: pa.Array
    ends: np.ndarray = field(factory=lambda: np.zeros(0, dtype=np.int64))
    rows: int = 0
    is_over: bool = False

    def more(self) -> bool:
        """Read on; False when there is nothing left."""
        batch = next(self.batches, None)
        if batch is None:
            self.is_over = True
            return False
        if not len(batch):
            return True
        starts = changes(batch)
        runs = batch.take(pa.array(starts))
        ends = np.append(starts[1:], len(batch)) + self.rows
        self.rows += len(batch)
        if len(self.keys) and self.keys[-1].is_valid and self.keys[-1].equals(runs[0]):
            self.keys, self.ends = self.keys.slice(0, len(self.keys) - 1), self.ends[:-1]
        self.keys, self.ends = pa.concat_arrays([self.keys, runs]), np.concatenate([self.ends, ends])
        return True

    def drop(self, count: int) -> int:
        """Take runs off the front; gives the row behind them."""
        end = int(self.ends[count - 1])
        self.keys, self.ends = self.keys.slice(count), self.ends[count:]
        return end


def aligned(households: Source, people: Source, kind: pa.DataType, size: int) -> np.ndarray | None:
    """Give, for each chunk of households, the row behind the last of its people.

    None where people are not in the order of their households, or one belongs to
    no household.
    """
    runs = _Runs(keys(people, kind), pa.nulls(0, kind))
    ends: list[int] = []
    end = 0
    for chunk in chunks(households, kind, size):
        while len(runs.keys) <= len(chunk) and runs.more():
            pass
        count = _matched(runs, chunk)
        while count == len(runs.keys) and count and runs.more():
            count = _matched(runs, chunk)
        end = runs.drop(count) if count else end
        ends.append(end)
    return np.array(ends, dtype=np.int64) if not len(runs.keys) and not runs.more() else None


def _matched(runs: _Runs, chunk: pa.Array) -> int:
    """Count the runs at the front that are households of a chunk, in its order."""
    if len(runs.keys) >= len(chunk) and runs.keys.slice(0, len(chunk)).equals(chunk):
        return len(chunk)
    places = pc.index_in(runs.keys, value_set=chunk).fill_null(-1).to_numpy(zero_copy_only=False)
    ascending = np.concatenate([[True], places[1:] > places[:-1]]) & (places >= 0)
    stops = np.flatnonzero(~ascending[: len(places)])
    return int(stops[0]) if len(stops) else len(places)


def places_of(people: pa.Array, households: pa.Array) -> np.ndarray:
    """Give the position of each person's household in a chunk; -1 where there is none."""
    starts = changes(people)
    runs = people.take(pa.array(starts))
    lengths = np.diff(np.append(starts, len(people)))
    if runs.equals(households):
        places = np.arange(len(households), dtype=np.int64)
    else:
        places = pc.index_in(runs, value_set=households).fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return np.repeat(places, lengths)
