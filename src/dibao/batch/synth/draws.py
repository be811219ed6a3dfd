"""Draw whole numbers that depend on the seed, a name and a place in the row alone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
PER_MILLE = 1000
_BITS = np.uint64(32)
_WORD = 2**32


@frozen
class Draws:
    """The random numbers of one block of rows.

    A counter-based generator gives each name its own stream, so that a column
    neither shifts another nor depends on how many rows are asked for at once.
    No float is drawn: integer arithmetic is the same on every machine.
    """

    seed: int
    block: int

    def words(self, name: str, rows: int) -> Integers:
        """Give numbers from 0 to 2³² - 1, evenly spread."""
        column = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")
        key = np.array([self.seed, column], dtype=np.uint64)
        generator = np.random.Philox(key=key, counter=np.array([0, 0, self.block, 0], dtype=np.uint64))
        return (generator.random_raw(rows) >> _BITS).astype(np.int64)

    def below(self, name: str, rows: int, limit: int | Integers) -> Integers:
        """Give numbers from 0 to below a limit."""
        return self.words(name, rows) * limit >> 32

    def chance(self, name: str, rows: int, per_mille: int) -> Flags:
        """Give flags of which so many in a thousand hold."""
        return self.words(name, rows) < per_mille * _WORD // PER_MILLE

    def choice(self, name: str, rows: int, per_mille: Sequence[int]) -> Integers:
        """Give positions in a list of shares that add up to a thousand."""
        ends = np.cumsum(np.array(per_mille, dtype=np.int64))[:-1] * _WORD // PER_MILLE
        return np.searchsorted(ends, self.words(name, rows), side="right").astype(np.int64)

    def quantile(self, name: str, rows: int, values: Sequence[int], scale: int = 1) -> Integers:
        """Give numbers spread as quantiles at equal steps of probability say."""
        knots = np.array(values, dtype=np.int64) * scale
        position = self.words(name, rows) * (len(knots) - 1)
        step, part = position >> 32, position & (_WORD - 1)
        low = knots[step]
        found: Any = low + ((knots[step + 1] - low) * part >> 32)
        return np.asarray(found, dtype=np.int64)
