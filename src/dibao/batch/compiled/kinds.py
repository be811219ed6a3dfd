"""Settle in which form the columns of a run lie in memory."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import numpy as np
from attrs import frozen

AMOUNT = "amount"
"""An output of two words a row, as Arrow's decimals have them; any other kind names its type."""


@frozen
class FactKind:
    """How the numbers of a fact lie in memory.

    `bounds` are those that the loop must check; None if nothing is to be checked.
    """

    bits: int
    is_signed: bool = True
    is_packed: bool = False
    bounds: tuple[int, int] | None = None


def kind_of_array(array: Any, bounds: tuple[int, int] | None = None) -> FactKind:
    """Give the kind of an array of whole numbers or flags."""
    return _kind_of(array.dtype, within(array, bounds))


@cache
def _kind_of(kind: Any, clipped: tuple[int, int] | None) -> FactKind:
    limits = () if clipped is None else limits_of(kind)
    return FactKind(8 * kind.itemsize, kind.kind == "i", bounds=None if clipped == limits else clipped)


@cache
def limits_of(kind: Any) -> tuple[int, int]:
    """Give the least and the most of a kind of whole numbers."""
    limits = np.iinfo(kind)
    return int(limits.min), int(limits.max)


def within(array: Any, bounds: tuple[int, int] | None) -> tuple[int, int] | None:
    """Give the part of bounds that numbers of an array's kind can reach; None of flags."""
    if bounds is None or array.dtype.kind not in "iu":
        return None
    least, most = limits_of(array.dtype)
    return max(bounds[0], least), min(bounds[1], most)


def fill_of(output: Any) -> str:
    """Give the kind of a column that is filled."""
    return AMOUNT if output.strides == (16,) and output.itemsize == 8 else f"i{8 * output.itemsize}"


def can_be_packed() -> bool:
    """Tell whether eight flags of a byte become eight bytes in their order, first one first."""
    return sys.byteorder == "little"
