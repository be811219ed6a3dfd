"""Settle the columns of the result before anything is decided, the same for every part."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

from dibao.assess.engine import Engine
from dibao.assess.policy import SEMANTICS, Policy
from dibao.batch.answer import MONEY, money_array
from dibao.batch.legend import legend_of
from dibao.batch.results import EXACT_PLACES
from dibao.errors import DibaoError
from dibao.law.documents import GRADES
from dibao.symbols.units import FLAG

WORD = pa.dictionary(pa.int32(), pa.string())
QUANTITY_MONEY = pa.decimal128(24, 2 + EXACT_PLACES)
"""Yuan of a quantity, a year for flows: twelfths of a fen stay exact there."""


@frozen(eq=False)
class Layout:
    """The columns of the result, what its bits mean, and the words of its dictionaries."""

    schema: pa.Schema
    programmes: tuple[tuple[str, str, str, str], ...]
    legend: tuple[dict[str, Any], ...]
    words: dict[str, tuple[str, ...]]

    def adapted(self, decisions: pa.Table, ids: pa.Array) -> pa.Table:
        """Give decisions in this layout.

        Args:
            decisions: what the kernel gave.
            ids: the real id of each of its rows.
        """
        columns = []
        for each in self.schema:
            name = each.name
            if name == "id":
                columns.append(ids)
            elif name in self.words:
                columns.append(_recoded(one(decisions.column(name)), self.words[name]))
            elif name == "reasons":
                columns.append(self._reasons(decisions).cast(each.type))
            elif name not in decisions.column_names:
                # A programme that no place of this part has pays nobody here.
                zeros = np.zeros(decisions.num_rows, dtype=np.int64)
                columns.append(money_array(zeros) if each.type == MONEY else pa.array(zeros, each.type))
            else:
                columns.append(one(decisions.column(name)).cast(each.type))
        return pa.table(columns, schema=self.schema)

    def _reasons(self, decisions: pa.Table) -> pa.Array:
        found = one(decisions.column("reasons"))
        own = [each["test"] for each in json.loads(decisions.schema.metadata[b"dibao.reasons"])]
        ours = [each["test"] for each in self.legend]
        if own == ours[: len(own)]:
            return found
        bits = found.to_numpy(zero_copy_only=False).astype(np.uint64)
        moved = np.zeros(len(bits), dtype=np.uint64)
        for bit, test in enumerate(own):
            moved |= ((bits >> np.uint64(bit)) & np.uint64(1)) << np.uint64(ours.index(test))
        return pa.array(moved)


def one(column: pa.ChunkedArray) -> pa.Array:
    """Give a column as one array."""
    if isinstance(column, pa.ChunkedArray) and column.num_chunks == 1:
        return column.chunk(0)
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        return whole.chunk(0) if whole.num_chunks else pa.array([], whole.type)
    return whole


def _recoded(column: pa.Array, words: tuple[str, ...]) -> pa.Array:
    """Give a column of words with one dictionary for all parts."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    own = column.dictionary.to_pylist()
    codes = np.array([words.index(each) for each in own] or [0], dtype=np.int32)
    indices = codes[column.indices.fill_null(0).to_numpy(zero_copy_only=False)]
    empty = column.is_null().to_numpy(zero_copy_only=False) if column.null_count else None
    return pa.DictionaryArray.from_arrays(pa.array(indices, mask=empty), pa.array(words, pa.string()))


def layout_of(
    engine: Engine, places: Sequence[str], on: date, quantities: Sequence[str], id_type: pa.DataType
) -> Layout:
    """Give the layout for all places of a file on a day."""
    policies = list(_policies(engine, places, on))
    awards = {each.programme: each for policy in policies for each in policy.composed.awards}
    bits = legend_of(policies)
    legend = tuple(
        {"bit": position, "test": each.name, "title": each.title, "english": each.english}
        for position, each in enumerate(bits.values())
    )
    ladder = engine.ladder
    words = {
        "jurisdiction": tuple(places),
        "status": (*(each.name for each in ladder.statuses), ladder.otherwise.name, ladder.undetermined.name),
        "grade": tuple(GRADES),
    }
    fields = [pa.field("id", id_type), pa.field("jurisdiction", WORD), pa.field("status", WORD)]
    fields += [pa.field("dibao_monthly", MONEY), pa.field("total_monthly", MONEY)]
    fields += [
        pa.field(f"award_{name}", pa.int16() if each.kind == "service" else MONEY) for name, each in awards.items()
    ]
    fields += [pa.field("reasons", pa.uint32()), pa.field("grade", WORD)]
    fields += [pa.field("missing", pa.list_(pa.string()))]
    fields += [pa.field(path, _quantity_type(policies, path)) for path in quantities]
    programmes = tuple((name, each.kind, each.title, each.english) for name, each in awards.items())
    metadata = {
        "dibao.on": json.dumps(on.isoformat()),
        "dibao.semantics": json.dumps(SEMANTICS),
        "dibao.policies": json.dumps({each.code: each.fingerprint for each in policies}),
        "dibao.reasons": json.dumps(legend, ensure_ascii=False),
    }
    return Layout(pa.schema(fields, metadata), programmes, legend, words)


def _policies(engine: Engine, places: Sequence[str], on: date) -> Iterator[Policy]:
    for code in places:
        try:
            yield engine.policy(code, on)
        except DibaoError:
            # The rows of such a place are rejected with the sentence when they are met.
            continue


def _quantity_type(policies: Sequence[Policy], path: str) -> pa.DataType:
    for policy in policies:
        _, unit = policy.quantity_node(path)
        return pa.bool_() if unit == FLAG else QUANTITY_MONEY if unit.is_money else pa.int64()
    return pa.int64()
