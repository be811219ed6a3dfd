"""Count and add up two tables of decisions on the same households."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

from dibao.assess.ladder import Award
from dibao.batch.compare.comparison import COUNTED, Comparison, Counts, Programme

LARGEST_SIZE = 7
"""From this size on, sizes are one group."""
AWARD = "award_"


@frozen(eq=False)
class Households:
    """What households are grouped by: words, and the position of each household's word."""

    area: tuple[Sequence[str], Any]
    jurisdiction: tuple[Sequence[str], Any]
    size: tuple[Sequence[str], Any]


def tally(
    before: pa.Table, after: pa.Table, households: Households, awards: Mapping[str, Award], on: date, *, same_law: bool
) -> Comparison:
    """Compare two tables of decisions that have the same households in the same order.

    Sums are of whole fen in 64 bits, and those of several tables of any size.
    """
    paid_before, paid_after = fen(before["total_monthly"]), fen(after["total_monthly"])
    is_open = null(before["total_monthly"]) | null(after["total_monthly"])
    columns = _columns(paid_before, paid_after, is_open)
    groups = {by: _grouped(columns, *getattr(households, by)) for by in ("area", "jurisdiction", "size")}
    return Comparison(
        on,
        same_law,
        Counts(*(int(each.sum()) for each in columns)),
        groups,
        _statuses(before["status"], after["status"]),
        dict(_programmes(before, after, awards)),
    )


def _columns(before: Any, after: Any, is_open: Any) -> list[Any]:
    """Give what `Counts` counts, as columns in its order."""
    known = ~is_open
    difference = np.where(known, after - before, 0)
    had, has = known & (before > 0), known & (after > 0)
    named = {
        "households": np.ones(len(before), dtype=np.int64),
        "open": is_open,
        "winners": difference > 0,
        "losers": difference < 0,
        "unchanged": known & (difference == 0),
        "newly_covered": has & ~had,
        "dropped": had & ~has,
        "covered_before": had,
        "covered_after": has,
        "gained": np.maximum(difference, 0),
        "lost": np.maximum(-difference, 0),
        "paid_before": np.where(known, before, 0),
        "paid_after": np.where(known, after, 0),
    }
    return [named[name].astype(np.int64) for name in COUNTED]


def _grouped(columns: Sequence[Any], words: Sequence[str], codes: Any) -> dict[str, Counts]:
    """Add up columns by group; `bincount` would add floats, and `reduceat` is slow."""
    order = np.argsort(codes, kind="stable")
    present, starts = np.unique(codes[order], return_index=True)
    if not len(present):
        return {}
    ends = np.append(starts[1:], len(codes)) - 1
    sums = [np.diff(np.cumsum(each[order])[ends], prepend=0).tolist() for each in columns]
    found = {words[code]: Counts(*each) for code, each in zip(present.tolist(), zip(*sums, strict=True), strict=True)}
    return dict(sorted(found.items()))


def _statuses(before: Any, after: Any) -> dict[tuple[str, str], int]:
    old_words, old = words_of(before)
    new_words, new = words_of(after)
    pairs = np.bincount(old * len(new_words) + new, minlength=len(old_words) * len(new_words))
    moved = {divmod(pair, len(new_words)): int(pairs[pair]) for pair in np.flatnonzero(pairs).tolist()}
    return {(old_words[was], new_words[now]): count for (was, now), count in moved.items()}


def _programmes(before: pa.Table, after: pa.Table, awards: Mapping[str, Award]) -> Iterable[tuple[str, Programme]]:
    rows = before.num_rows
    for name, award in awards.items():
        column = f"{AWARD}{name}"
        tables = [table[column] if column in table.column_names else None for table in (before, after)]
        told = [np.zeros(rows, np.int64) if each is None else _amounts(each) for each in tables]
        unknown = [np.zeros(rows, bool) if each is None else null(each) for each in tables]
        known = ~(unknown[0] | unknown[1])
        old, new = (np.where(known, each, 0) for each in told)
        if not (old.any() or new.any()):
            continue
        flags = (old > 0, new > 0, (new > 0) & (old == 0), (old > 0) & (new == 0))
        was, now, newly, dropped = (int(np.count_nonzero(each)) for each in flags)
        paid = (0, 0) if award.kind == "service" else (int(old.sum()), int(new.sum()))
        yield name, Programme(award.title, award.english, award.kind, was, now, newly, dropped, *paid)


def _amounts(column: Any) -> Any:
    if pa.types.is_decimal(column.type):
        return fen(column)
    return one(column).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)


def one(column: Any) -> Any:
    """Give a column as one array."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.ChunkedArray):
        return whole.chunk(0) if whole.num_chunks else pa.array([], whole.type)
    return whole


def null(column: Any) -> Any:
    """Tell of each row whether it is unknown."""
    found = one(column)
    if not found.null_count:
        return np.zeros(len(found), dtype=bool)
    return found.is_null().to_numpy(zero_copy_only=False)


def fen(column: Any) -> Any:
    """Give yuan with two places as whole fen, exactly; 0 where unknown."""
    array = one(column)
    if not len(array):
        return np.zeros(0, dtype=np.int64)
    # A decimal of 18 digits is a whole number of fen in two words, and fits the lower one.
    words = np.frombuffer(array.buffers()[1], dtype=np.int64)[2 * array.offset :][: 2 * len(array) : 2]
    return np.where(null(array), 0, words)


def words_of(column: Any) -> tuple[list[str], Any]:
    """Give the words of a column and each row's position among them; unknown is a word, too."""
    array = one(column)
    if not pa.types.is_dictionary(array.type):
        array = array.cast(pa.string()).dictionary_encode()
    words = [str(each) for each in array.dictionary.to_pylist()]
    codes = array.indices.fill_null(len(words)).to_numpy(zero_copy_only=False).astype(np.int64)
    return [*words, "unknown"], codes


def sizes_of(counts: Any) -> tuple[list[str], Any]:
    """Give the words for sizes, and each household's."""
    words = [str(each) for each in range(LARGEST_SIZE)] + [f"{LARGEST_SIZE}+"]
    return words, np.minimum(counts, LARGEST_SIZE).astype(np.int64)
