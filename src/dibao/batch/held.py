"""Hold the values of columns as they lie in tables and files, until somebody asks for each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from attrs import define, frozen


@define(eq=False, slots=False)
class Bits:
    """Flags as Arrow holds them: eight in a byte, the first one in the lowest bit, from a bit on."""

    buffer: Any
    start: int
    length: int

    @cached_property
    def unpacked(self) -> Any:
        """Give the flags, one in a byte."""
        unpacked = np.unpackbits(self.buffer, bitorder="little", count=self.start + self.length)
        return unpacked[self.start :].view(np.bool_)

    def taken(self, rows: Any) -> Any:
        """Give the flags of some rows in their order, one in a byte."""
        bits = rows + self.start
        return (self.buffer.take(bits >> 3) >> (bits & 7).astype(np.uint8) & 1).view(np.bool_)

    def part(self, rows: slice) -> Any:
        """Give the flags of some rows that stand together, one in a byte."""
        first, last = self.start + rows.start, self.start + rows.stop
        unpacked = np.unpackbits(self.buffer[first >> 3 : (last + 7) >> 3], bitorder="little")
        return unpacked[first & 7 : (first & 7) + last - first].view(np.bool_)


@define(eq=False, slots=False)
class Coded:
    """Words as a table's dictionary numbers them; `codes` has for each number the position among the fact's words."""

    numbers: Any
    codes: Any

    @cached_property
    def unpacked(self) -> Any:
        """Give the positions among the fact's words."""
        return self.codes[self.numbers]


@frozen(eq=False, slots=False)
class Shared:
    """Flags and small numbers of which several facts share a byte a row; those of this fact are some of its bits.

    `number` tells the bytes of one kind of rows apart; `position` is the lowest of so many `bits`, one of a flag.
    """

    bytes: Any
    number: int
    position: int
    bits: int

    @property
    def most(self) -> int:
        """Give the largest number that the bits can say."""
        return (1 << self.bits) - 1

    @cached_property
    def unpacked(self) -> Any:
        """Give the flags or numbers, one in a byte."""
        found = self.bytes >> np.uint8(self.position) & np.uint8(self.most)
        return found.view(np.bool_ if self.bits == 1 else np.int8)


@frozen(eq=False, slots=False)
class Sparse:
    """Numbers most of which are zero; `empty` tells the pieces of them in which every one is.

    Pieces are those that `dibao.batch.prepared.layers.Classes.pieces` counts.
    """

    unpacked: Any
    empty: Any


@define(eq=False, slots=False)
class Later:
    """Flags of rows that are worked out when somebody asks for them."""

    work: Callable[[], Any]

    @cached_property
    def flags(self) -> Any:
        """Give the flags."""
        return self.work()
