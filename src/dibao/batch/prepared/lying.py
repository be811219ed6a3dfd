"""Say how the columns of a prepared population lie in memory, for the loops that read them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from attrs import frozen

from dibao.batch.prepared.column_run import column_read
from dibao.batch.substitution import UNKNOWN_OF


@frozen
class Lying:
    """How the numbers of a fact lie: in an array of some type, of which they may be a few bits.

    Facts that share an array are told by the same `array`; their bits begin at a position and say `most` at most.
    """

    array: Hashable
    kind: str
    position: int | None = None
    most: int = 0
    is_sparse: bool = False


def array_of(columns: Mapping[Any, Any], data: tuple[Any, ...]) -> Any:
    """Give the array that has the numbers of a fact, or where it is unknown."""
    shared = None if data[-1] == UNKNOWN_OF else columns[data[:2]].shared
    return column_read(columns, data) if shared is None else shared.bytes


def lying(columns: Mapping[Any, Any], data: tuple[Any, ...]) -> Lying:
    """Say how the numbers of a fact lie, or where it is unknown."""
    shared = None if data[-1] == UNKNOWN_OF else columns[data[:2]].shared
    if shared is not None:
        return Lying((data[0], shared.number), "i8", shared.position, shared.most)
    is_sparse = data[-1] != UNKNOWN_OF and columns[data[:2]].empty is not None
    return Lying(data, f"i{8 * column_read(columns, data).dtype.itemsize}", is_sparse=is_sparse)
