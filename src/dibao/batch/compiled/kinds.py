"""Settle in which form the columns of a run lie in memory."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from attrs import frozen

from dibao.household.facts import Entity

AMOUNT = "amount"
"""An output of two words a row, as Arrow's decimals have them; any other kind names its type."""


@frozen(eq=False)
class FactKind:
    """How the numbers of a fact lie in memory; `fact_kind` gives the same one for the same.

    `bounds` are those that the loop must check; None if nothing is to be checked.
    """

    bits: int
    is_signed: bool = True
    is_packed: bool = False
    bounds: tuple[int, int] | None = None


@cache
def fact_kind(
    bits: int, *, is_signed: bool, is_packed: bool = False, bounds: tuple[int, int] | None = None
) -> FactKind:  # fmt: skip
    """Give a kind, one object for all that are alike, so that texts are told apart at once."""
    return FactKind(bits, is_signed, is_packed, bounds)


@cache
def _kind_of(kind: Any, clipped: tuple[int, int] | None) -> FactKind:
    limits = () if clipped is None else limits_of(kind)
    return fact_kind(8 * kind.itemsize, is_signed=kind.kind == "i", bounds=None if clipped == limits else clipped)


@cache
def limits_of(kind: Any) -> tuple[int, int]:
    """Give the least and the most of a kind of whole numbers."""
    limits = np.iinfo(kind)
    return int(limits.min), int(limits.max)


def _clipped(kind: Any, bounds: tuple[int, int]) -> tuple[int, int]:
    least, most = limits_of(kind)
    return max(bounds[0], least), min(bounds[1], most)


SMALL: Mapping[Entity, int] = {"household": 2**26, "member": 2**22, "obligor": 2**22}
"""Beyond so many fen, 40,000 yuan of a person, 670,000 of a household, a part is decided with whole words."""


@cache
def kinds_of(
    kind: Any, bounds: tuple[int, int] | None, entity: Entity, *, is_checked: bool
) -> tuple[FactKind, FactKind]:
    """Give the kind of a column of numbers or flags within bounds; and of one of small amounts, as nearly all are."""
    most = SMALL[entity]
    clipped = None if bounds is None or kind.kind not in "iu" else _clipped(kind, bounds)
    whole = _kind_of(kind, clipped if is_checked else None)
    if whole.bits < 32 or clipped is None:
        return whole, whole
    small = max(clipped[0], -most), min(clipped[1], most)
    return whole, fact_kind(whole.bits, is_signed=whole.is_signed, bounds=small)


def fill_of(output: Any) -> str:
    """Give the kind of a column that is filled."""
    return AMOUNT if output.strides == (16,) and output.itemsize == 8 else f"i{8 * output.itemsize}"


def can_be_packed() -> bool:
    """Tell whether eight flags of a byte become eight bytes in their order, first one first."""
    return sys.byteorder == "little"
