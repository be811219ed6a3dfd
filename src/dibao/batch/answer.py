"""Put what was decided into Arrow tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, frozen

from dibao.assess.ladder import Award
from dibao.law.documents import GRADES

MONEY = pa.decimal128(18, 2)
WORD = pa.dictionary(pa.int8(), pa.string())


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


@define
class Results:
    """The columns of results while they are filled: amounts in whole fen, -1 codes for open.

    `awards` are sums over the household by programme; `open_awards` says where they are open.
    """

    status: Any
    dibao: Any
    total: Any
    open_dibao: Any
    open_total: Any
    awards: dict[str, Any]
    open_awards: dict[str, Any]
    reasons: Any
    grade: Any
    missing: dict[int, list[str]]
    quantities: dict[str, list[Any]]


def empty_results(count: int, programmes: Sequence[str], quantities: Sequence[str]) -> Results:
    """Give room for the results of so many households."""

    def zeros(kind: Any) -> Any:
        return np.zeros(count, kind)

    return Results(
        zeros(np.int8), zeros(np.int64), zeros(np.int64), zeros(bool), zeros(bool),
        {each: zeros(np.int64) for each in programmes}, {each: zeros(bool) for each in programmes},
        zeros(np.uint16), zeros(np.int8), {}, {each: [None] * count for each in quantities},
    )  # fmt: skip


def money_array(fen: Any, unknown: Any = None) -> Any:
    """Give whole fen as a column of yuan with two places, null where unknown."""
    words = np.empty((len(fen), 2), np.int64)
    words[:, 0] = fen
    np.right_shift(words[:, 0], 63, out=words[:, 1])
    return pa.Array.from_buffers(MONEY, len(fen), [_validity(unknown), pa.py_buffer(words)])


def count_array(values: Any, unknown: Any = None) -> Any:
    """Give counts, null where unknown."""
    return pa.array(values, pa.int16(), mask=unknown if unknown is not None and unknown.any() else None)


def _validity(unknown: Any) -> Any:
    if unknown is None or not unknown.any():
        return None
    return pa.py_buffer(np.packbits(~unknown, bitorder="little"))


def word_array(codes: Any, words: Sequence[str]) -> Any:
    """Give a dictionary column of few words."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(words, pa.string()))


def missing_array(missing: Mapping[int, list[str]], count: int) -> Any:
    """Give the lists of what is missing, empty for most rows."""
    lengths = np.zeros(count + 1, np.int32)
    for row, paths in missing.items():
        lengths[row + 1] = len(paths)
    offsets = pa.array(np.cumsum(lengths, dtype=np.int32), pa.int32())
    return pa.ListArray.from_arrays(
        offsets, pa.array([p for row in sorted(missing) for p in missing[row]], pa.string())
    )


def decisions_table(
    ids: Any, jurisdictions: Any, results: Results, statuses: Sequence[str], awards: Sequence[Award],
    quantities: Mapping[str, Any], metadata: Mapping[str, Any],
) -> pa.Table:  # fmt: skip
    """Give the table of decisions."""
    columns: dict[str, Any] = {
        "id": ids,
        "jurisdiction": jurisdictions,
        "status": word_array(results.status, statuses),
        "dibao_monthly": money_array(results.dibao, results.open_dibao),
        "total_monthly": money_array(results.total, results.open_total),
    }
    for award in awards:
        if award.programme not in columns:
            make = count_array if award.kind == "service" else money_array
            columns[f"award_{award.programme}"] = make(
                results.awards[award.programme], results.open_awards[award.programme]
            )
    columns["reasons"] = pa.array(results.reasons)
    columns["grade"] = word_array(results.grade, GRADES)
    columns["missing"] = missing_array(results.missing, len(ids))
    columns |= quantities
    texts = {f"dibao.{key}": json.dumps(value, ensure_ascii=False) for key, value in metadata.items()}
    return pa.table(columns).replace_schema_metadata(texts)


def people_table(rows: Sequence[tuple[Any, int, str, str, int, str]]) -> pa.Table:
    """Give awards to persons: household, row of the members' table, id, programme, fen, kind."""
    household, member, person, programme, fen, kind = zip(*rows, strict=True) if rows else ((),) * 6
    return pa.table(
        {
            "household": pa.array(household),
            "row": pa.array(member, pa.int64()),
            "member": pa.array(person, pa.string()),
            "programme": pa.array(programme, pa.string()),
            "amount": money_array(np.array(fen, np.int64)),
            "kind": pa.array(kind, pa.string()),
        }
    )
