"""Add up over the people of households whose columns stand one after another."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from attrs import define, frozen

FEW = 16
"""If fewer than one in so many people have something, their households are found one by one."""


@define(eq=False, slots=False)
class People:
    """The people of some households; `starts` has one entry more than there are households.

    `whose` are the households of the people where they are known, counted from `first` on.
    """

    starts: Any
    whose: Any = None
    first: int = 0

    @cached_property
    def sizes(self) -> Any:
        """Give how many people each household has."""
        return np.diff(self.starts)

    @cached_property
    def owners(self) -> Any:
        """Give the household of each person."""
        if self.whose is not None:
            return np.subtract(self.whose, self.first, dtype=np.intp)
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    @cached_property
    def later(self) -> Any:
        """Tell for each person whether somebody stands before in the household."""
        found = np.ones(int(self.starts[-1]), bool)
        found[self.starts[:-1][self.sizes > 0]] = False
        return found

    def spread(self, values: Any) -> Any:
        """Give each household's value once for each of its people."""
        return values.take(self.owners)

    def total(self, values: Any, kind: Any = np.int64) -> Any:
        """Add up a number over the people of each household, in a type that holds each sum."""
        # Sums may wrap around on the way; their differences are exact all the same.
        running = np.empty(len(values) + 1, kind)
        running[0] = 0
        np.cumsum(values, dtype=kind, out=running[1:])
        at = running.take(self.starts)
        return at[1:] - at[:-1]

    def count(self, holds: Any, kind: Any = np.int64) -> Any:
        """Count the people for whom a condition holds."""
        if FEW * np.count_nonzero(holds) < len(holds):
            whose = self.owners.take(np.flatnonzero(holds))
            return np.bincount(whose, minlength=len(self.starts) - 1).astype(kind)
        return self.total(holds, kind)

    def any(self, holds: Any) -> Any:
        """Tell whether a condition holds for somebody."""
        if FEW * np.count_nonzero(holds) < len(holds):
            found = np.zeros(len(self.starts) - 1, bool)
            found[self.owners.take(np.flatnonzero(holds))] = True
            return found
        return self.total(holds, np.int32) > 0

    def earlier(self, holds: Any) -> Any:
        """Tell for each person whether a condition holds for somebody before in the household."""
        before = np.cumsum(holds, dtype=np.int32) - holds
        first = np.minimum(self.starts[:-1], max(len(before) - 1, 0))
        return before != self.spread(before[first]) if len(before) else holds


@frozen(eq=False)
class Household:
    """Who belongs to the households of a chunk, by entity."""

    member: People
    obligor: People | None = None
