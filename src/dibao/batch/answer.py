"""Put what was decided into Arrow tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, field, frozen

from dibao.assess.ladder import Award
from dibao.batch.memory import always_zero
from dibao.batch.reading import Population
from dibao.batch.results import AMOUNT, Results
from dibao.batch.wanted import award_column, columns_of, is_amount
from dibao.law.documents import GRADES

MONEY = pa.decimal128(18, 2)
WORD = pa.dictionary(pa.int8(), pa.string())
_TEXTS = pa.list_(pa.string())
_BITS = pa.uint32()
MOST_KEPT = 6


@frozen(eq=False)
class Answer:
    """What came of tables.

    `decisions` has one row a household, in the order of the table handed in, without
    those that were rejected; `people` one row an award to a person, if asked for;
    `rejects` what was wrong.
    """

    decisions: pa.Table
    people: pa.Table | None
    rejects: pa.Table


def money_array(fen: Any, unknown: Any = None) -> Any:
    """Give whole fen, never negative, as a column of yuan with two places, null where unknown."""
    words = fen.base
    if words is None or fen.strides != (16,) or words.nbytes != 16 * len(fen):
        words = np.zeros((len(fen), 2), np.int64)
        words[:, 0] = fen
    return pa.Array.from_buffers(MONEY, len(fen), [_validity(unknown), _buffer_of(words)])


def _buffer_of(numbers: Any) -> Any:
    """Give what numbers lie in; Arrow's own room is handed back as it came."""
    own = numbers.base
    return own if isinstance(own, pa.Buffer) and own.size == numbers.nbytes else pa.py_buffer(numbers)


def fen_array(fen: Any, unknown: Any = None) -> Any:
    """Give whole fen as a column of whole numbers, null where unknown."""
    return pa.array(fen, mask=unknown if unknown is not None and unknown.any() else None)


def count_array(values: Any, unknown: Any = None) -> Any:
    """Give counts, null where unknown."""
    return pa.array(values, pa.int16(), mask=unknown if unknown is not None and unknown.any() else None)


def _validity(unknown: Any) -> Any:
    if unknown is None or not unknown.any():
        return None
    return pa.py_buffer(np.packbits(~unknown, bitorder="little"))


def bits_array(bits: Any) -> Any:
    """Give a set of bits in each row as the column that holds them already."""
    return pa.Array.from_buffers(_BITS, len(bits), [None, _buffer_of(np.ascontiguousarray(bits, np.uint32))])


def word_array(codes: Any, words: Sequence[str]) -> Any:
    """Give a dictionary column of few words."""
    return pa.DictionaryArray.from_buffers(WORD, len(codes), [None, _buffer_of(codes)], texts(tuple(words)))


@lru_cache(maxsize=64)
def texts(words: tuple[str, ...]) -> Any:
    """Give words as a column, the same for the same."""
    return pa.array(words, pa.string())


def missing_array(missing: Mapping[int, list[str]], count: int) -> Any:
    """Give the lists of what is missing, empty for most rows."""
    if not missing:
        return _nothing_missing(count)
    lengths = np.zeros(count + 1, np.int32)
    for row, paths in missing.items():
        lengths[row + 1] = len(paths)
    offsets = pa.array(np.cumsum(lengths, dtype=np.int32), pa.int32())
    return pa.ListArray.from_arrays(
        offsets, pa.array([p for row in sorted(missing) for p in missing[row]], pa.string())
    )


@lru_cache(maxsize=16)
def _nothing_missing(count: int) -> Any:
    nowhere = pa.py_buffer(always_zero(np.int32, count + 1))
    return pa.Array.from_buffers(_TEXTS, count, [None, nowhere], children=[texts(())])


@define
class _Columns:
    """Makes the columns of decisions, each when it is asked for."""

    ids: Callable[[], Any]
    jurisdictions: Callable[[], Any]
    results: Results
    statuses: Sequence[str]
    awards: Mapping[str, Award]
    _same: dict[Any, Any] = field(factory=dict)

    def made(self, name: str) -> Any:
        """Make the column of a name."""
        make = _OWN.get(name)
        if make is not None:
            return make(self)
        award = self.awards.get(name)
        return self.results.quantities[name].array() if award is None else self._award(award)

    def money(self, amounts: Any, opened: Any = None) -> Any:
        """Make a column of amounts, in yuan or as they are held."""
        return money_array(amounts, opened) if self.results.amounts is AMOUNT else fen_array(amounts, opened)

    def known(self, amounts: Any, name: str) -> Any:
        """Make a column of sums, null where those of a name are open."""
        return self.money(amounts, getattr(self.results, name) if self.results.any_open else None)

    def _award(self, award: Award) -> Any:
        make, amounts = count_array if award.kind == "service" else self.money, self.results.awards[award.programme]
        if self.results.any_open:
            return make(amounts, self.results.open_awards[award.programme])
        # What a table gives to nobody is often the same zeros.
        key = award.kind == "service", id(amounts)
        if key not in self._same:
            self._same[key] = make(amounts)
        return self._same[key]


_OWN: Mapping[str, Callable[[_Columns], Any]] = {
    "id": lambda its: its.ids(),
    "jurisdiction": lambda its: its.jurisdictions(),
    "status": lambda its: word_array(its.results.status, its.statuses),
    "dibao_monthly": lambda its: its.known(its.results.dibao, "open_dibao"),
    "total_monthly": lambda its: its.known(its.results.total, "open_total"),
    "reasons": lambda its: bits_array(its.results.reasons),
    "grade": lambda its: word_array(its.results.grade, GRADES),
    "missing": lambda its: missing_array(its.results.missing, its.results.count),
}


def decisions_table(
    ids: Callable[[], Any], jurisdictions: Callable[[], Any], results: Results, statuses: Sequence[str],
    awards: Sequence[Award], metadata: Mapping[str, str], wanted: Sequence[str] | None = None,
) -> pa.Table:  # fmt: skip
    """Give the table of decisions: all of it, or the columns that are wanted."""
    programmes = tuple([award.programme for award in awards])
    by_column = dict(zip(_award_columns(programmes), awards, strict=True))
    columns = _Columns(ids, jurisdictions, results, statuses, by_column)
    names = tuple(wanted) if wanted else _all_columns(programmes, tuple(results.quantities))
    arrays = [columns.made(name) for name in names]
    in_fen: list[str] = []
    if results.amounts is not AMOUNT:
        services = [name for name, award in by_column.items() if award.kind == "service"]
        in_fen = [name for name in names if is_amount(name) and name not in services]
    schema = _schema(names, [each.type for each in arrays], in_fen, metadata)
    # A table of one batch comes in half the time of one of arrays.
    return pa.Table.from_batches([pa.RecordBatch.from_arrays(arrays, schema=schema)])


_all_columns = lru_cache(maxsize=64)(columns_of)


@lru_cache(maxsize=64)
def _award_columns(programmes: tuple[str, ...]) -> Sequence[str]:
    return tuple(map(award_column, programmes))


_last: list[tuple[Any, pa.Schema]] = []
"""Answers come one after another whose columns are the same, and types are sooner compared than hashed."""


def _schema(
    names: tuple[str, ...], types: list[pa.DataType], in_fen: list[str], metadata: Mapping[str, str]
) -> pa.Schema:
    """Give a schema that says of which columns the numbers are whole fen, as tables that come in do."""
    said = names, types, in_fen, metadata
    for known, schema in [*_last]:
        if known == said:
            return schema
    fields = [
        pa.field(name, kind, metadata={"unit": "fen"} if name in in_fen else None)
        for name, kind in zip(names, types, strict=True)
    ]
    schema = pa.schema(fields, dict(metadata))
    _last[:] = [(said, schema), *_last[: MOST_KEPT - 1]]
    return schema


def people_table(
    rows: Sequence[tuple[int, int, int, str, int, str]], population: Population, households: Any
) -> pa.Table:
    """Give awards to persons: household, row of the members' table, id, programme, amount.

    `rows` are the row of the decisions, the household's position, the person's among its
    members, programme, whole fen and kind; `households` are the ids of the decisions.
    """
    ordered = sorted(rows)
    members = [int(population.people["member"].rows(row)[number]) for _, row, number, *_ in ordered]
    ids = population.person_ids["member"]
    names = (
        [f"m{each[2]}" for each in ordered]
        if ids is None
        else ids.take(pa.array(members, pa.int64())).cast(pa.string())
    )
    return pa.table(
        {
            "household": households.take(pa.array([each[0] for each in ordered], pa.int64())),
            "row": pa.array(members, pa.int64()),
            "member": pa.array(names, pa.string()) if ids is None else names,
            "programme": pa.array([each[3] for each in ordered], pa.string()),
            "amount": money_array(np.array([each[4] for each in ordered], np.int64)),
            "kind": pa.array([each[5] for each in ordered], pa.string()),
        }
    )
