"""Settle in which form the columns of a run lie in memory."""

from __future__ import annotations

import sys
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
    kind = array.dtype
    bits, is_signed = 8 * kind.itemsize, kind.kind == "i"
    if bounds is not None and kind.kind in "iu":
        limits = np.iinfo(kind)
        low, high = max(bounds[0], int(limits.min)), min(bounds[1], int(limits.max))
        if low <= high and (low, high) != (limits.min, limits.max):
            return FactKind(bits, is_signed, bounds=(low, high))
    return FactKind(bits, is_signed)


def fill_of(output: Any) -> str:
    """Give the kind of a column that is filled."""
    return AMOUNT if output.strides == (16,) and output.itemsize == 8 else f"i{8 * output.itemsize}"


def can_be_packed() -> bool:
    """Tell whether eight flags of a byte become eight bytes in their order, first one first."""
    return sys.byteorder == "little"
