"""Put people in the order of their households on disk, where their file has another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import evolve, frozen

from dibao.batch.files.alignment import as_keys, chunks, keys
from dibao.batch.files.identity import hashes
from dibao.batch.files.intake import ROW
from dibao.batch.files.rejects import Reject
from dibao.batch.files.sources import Source

POSITION = "_position"
MOST_PARTITIONS = 64
ORPHAN = "belongs to a household that is not in the list of households; correct the id, or add the household."


@frozen(eq=False)
class Arranged:
    """People in the order of their households, and who belongs to none."""

    source: Source
    ends: np.ndarray


@frozen(eq=False)
class _Index:
    """Where each household stands, found by 64 bits of its key."""

    bits: np.ndarray
    positions: np.ndarray

    def positions_of(self, wanted: pa.Array) -> np.ndarray:
        """Give where the households of keys may stand; -1 where they surely do not."""
        bits = hashes(wanted)
        if not len(self.bits):
            return np.full(len(bits), -1, dtype=np.int64)
        found = np.searchsorted(self.bits, bits)
        found[found == len(self.bits)] = 0
        known = (self.bits[found] == bits) & wanted.is_valid().to_numpy(zero_copy_only=False)
        return np.where(known, self.positions[found], -1)


def _index(households: Source, kind: pa.DataType) -> _Index:
    bits = np.concatenate([np.zeros(0, dtype=np.uint64), *(hashes(each) for each in keys(households, kind))])
    order = np.argsort(bits, kind="stable")
    return _Index(bits[order], order)


def arranged(
    households: Source, people: Source, kind: pa.DataType, work: Path, size: int, rejects: list[Reject]
) -> Arranged:
    """Write people in the order of their households; who belongs to none is rejected.

    The people of at most a 64th of all households are in memory at once, and eight
    bytes for each household.
    """
    count = -(-households.rows // size)
    chunks_each = max(1, -(-count // MOST_PARTITIONS))
    folder = work / f"{people.role}-partitions"
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.arrow" for number in range(-(-count // chunks_each))]
    schema = _distribute(households, people, kind, paths, chunks_each * size, rejects)
    target = work / f"{people.role}.arranged.parquet"
    ends = np.zeros(count, dtype=np.int64)
    written = 0
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        for path, ids in zip(paths, chunks(households, kind, chunks_each * size), strict=True):
            base = paths.index(path) * chunks_each * size
            table = _checked(_sorted(path, schema), ids, people, kind, base, rejects)
            writer.write_table(table)
            places = table.column(POSITION).to_numpy() // size
            first = base // size
            last = min(first + chunks_each, count)
            ends[first:last] = written + np.searchsorted(places, np.arange(first, last), side="right")
            written += table.num_rows
            path.unlink()
    folder.rmdir()
    extra = tuple(dict.fromkeys((*people.extra, ROW, POSITION)))
    return Arranged(evolve(people, path=target, rows=written, extra=extra), ends)


def _distribute(
    households: Source, people: Source, kind: pa.DataType, paths: list[Path], span: int, rejects: list[Reject]
) -> pa.Schema:
    """Send every row to the partition of its household."""
    index = _index(households, kind)
    schema = _schema(people)
    writers = [pa.ipc.new_stream(str(path), schema) for path in paths]
    start = 0
    try:
        for batch in people.batches(people.every_name()):
            table = pa.Table.from_batches([batch])
            rows = people.numbers(table, start)
            start += batch.num_rows
            positions = index.positions_of(as_keys(table.column(people.key), kind))
            rejects.extend(_orphans(table, np.flatnonzero(positions < 0), rows, people))
            order = np.argsort(positions, kind="stable")[int((positions < 0).sum()) :]
            sent = _plain(table, rows, positions, schema).take(pa.array(order))
            bounds = np.searchsorted(positions[order], np.arange(len(paths) + 1) * span)
            for writer, low, high in zip(writers, bounds[:-1], bounds[1:], strict=True):
                if high > low:
                    writer.write_table(sent.slice(low, high - low))
    finally:
        for writer in writers:
            writer.close()
    return schema


def _schema(people: Source) -> pa.Schema:
    fields = []
    for name in people.every_name():
        field = people.file.schema_arrow.field(name)
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        fields.append(pa.field(name, kind, metadata=field.metadata))
    fields += [] if ROW in people.extra else [pa.field(ROW, pa.int64())]
    return pa.schema([*fields, pa.field(POSITION, pa.int64())])


def _plain(table: pa.Table, rows: np.ndarray, positions: np.ndarray, schema: pa.Schema) -> pa.Table:
    columns = {name: table.column(name) for name in table.column_names}
    columns |= {ROW: pa.array(rows), POSITION: pa.array(positions)}
    return pa.table([columns[each.name].cast(each.type) for each in schema], schema=schema)


def _sorted(path: Path, schema: pa.Schema) -> pa.Table:
    with pa.ipc.open_stream(str(path)) as stream:
        table = stream.read_all()
    order = np.argsort(table.column(POSITION).to_numpy(), kind="stable")
    return table.take(pa.array(order)).combine_chunks() if table.num_rows else schema.empty_table()


def _checked(
    table: pa.Table, ids: pa.Array, people: Source, kind: pa.DataType, base: int, rejects: list[Reject]
) -> pa.Table:
    """Compare the keys themselves: 64 bits may be equal by chance."""
    positions = table.column(POSITION).to_numpy() - base
    same = pc.equal(as_keys(table.column(people.key), kind), ids.take(pa.array(positions)))
    if pc.all(same, min_count=0).as_py():
        return table
    wrong = np.flatnonzero(~same.to_numpy(zero_copy_only=False))
    rejects.extend(_orphans(table, wrong, table.column(ROW).to_numpy(), people))
    return table.filter(same)


def _orphans(table: pa.Table, where: np.ndarray, rows: np.ndarray, people: Source) -> Iterator[Reject]:
    title = dict(zip((name for _, name in people.columns), people.headers, strict=True))[people.key]
    found = table.column(people.key).take(pa.array(where)).to_pylist()
    for place, key in zip(where, found, strict=True):
        yield Reject(
            people.name, int(rows[place]), title, key, ORPHAN if key is not None else "is empty; expected an id."
        )
