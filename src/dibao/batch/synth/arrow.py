"""Turn a block into Arrow columns that say their unit, and that they are made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
from attrs import frozen

from dibao.batch.synth.draws import Flags, Integers

IN_FEN = {b"unit": b"fen"}
MADE_UP = "synthetic: made up at random for benchmarks and demonstrations; describes no household and no place"


@frozen
class Column:
    """One column: its name in the table, its type, and the words for a choice."""

    name: str
    type: pa.DataType
    words: tuple[str, ...] = ()
    in_fen: bool = False

    @property
    def field(self) -> pa.Field:
        """Give the column's field."""
        return pa.field(self.name, self.type, metadata=IN_FEN if self.in_fen else None)

    def array(self, values: Integers | Flags, missing: Flags | None) -> pa.Array:
        """Give values as an Arrow array; what is missing is null."""
        if not self.words:
            return pa.array(values.astype(self.type.to_pandas_dtype()), type=self.type, mask=missing)
        codes = pa.array(values.astype(np.int8), mask=missing)
        return pa.DictionaryArray.from_arrays(codes, pa.array(self.words))


def flow(name: str) -> Column:
    """Give a column of whole fen a month; the widest allowed amount fits."""
    return Column(name, pa.int32(), in_fen=True)


def stock(name: str) -> Column:
    """Give a column of whole fen."""
    return Column(name, pa.int64(), in_fen=True)


def flag(name: str) -> Column:
    """Give a column of yes and no."""
    return Column(name, pa.bool_())


def count(name: str) -> Column:
    """Give a column of small numbers."""
    return Column(name, pa.int8())


def number(name: str) -> Column:
    """Give a column of row numbers."""
    return Column(name, pa.int64())


def day(name: str) -> Column:
    """Give a column of days."""
    return Column(name, pa.date32())


def choice(name: str, words: Sequence[str]) -> Column:
    """Give a column of words."""
    return Column(name, pa.dictionary(pa.int8(), pa.string()), tuple(words))


def schema_of(columns: Iterable[Column], about: Mapping[str, str]) -> pa.Schema:
    """Give the schema of a table, with how it was made up in its metadata."""
    metadata = {"dibao.synthetic": MADE_UP, **{f"dibao.synthetic.{name}": value for name, value in about.items()}}
    return pa.schema([each.field for each in columns], metadata=metadata)
