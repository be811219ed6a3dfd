"""Read the rows of a file one stretch after another, never more than asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from dibao.batch.files.chunk import Part
from dibao.batch.files.sources import Source


class Rows:
    """Gives a source's rows in order, from any row on."""

    def __init__(self, source: Source) -> None:
        """Start before the first row."""
        self.source = source
        self._names = source.every_name()
        self._at = 0
        self._batches: Iterator[pa.RecordBatch] | None = None
        self._left: pa.RecordBatch | None = None

    def part(self, start: int, end: int) -> Part:
        """Give the rows from one position up to another."""
        if self._batches is None or start != self._at:
            self._batches, self._left, self._at = self.source.batches(self._names, start), None, start
        taken: list[pa.RecordBatch] = []
        while self._at < end:
            batch = self._left if self._left is not None else next(self._batches)
            count = min(batch.num_rows, end - self._at)
            taken.append(batch.slice(0, count))
            self._left = batch.slice(count) if count < batch.num_rows else None
            self._at += count
        schema = taken[0].schema if taken else self._schema()
        return Part(self.source, pa.Table.from_batches(taken, schema), start)

    def _schema(self) -> pa.Schema:
        return pa.schema([self.source.file.schema_arrow.field(name) for name in self._names])
