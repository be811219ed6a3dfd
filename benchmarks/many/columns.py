"""The reference policy's facts as NumPy columns, taken from the Arrow tables."""

from typing import Any

import numpy as np
import pyarrow as pa
from attrs import frozen

Column = np.ndarray
KIND_CODES = {"intellectual": 5, "mental": 6}
"""Positions among the words that the synthetic population writes."""


@frozen
class Facts:
    """Columns of households and of members, the members in the order of the households."""

    starts: Column
    owner: Column
    household: dict[str, Column]
    member: dict[str, Column]

    @property
    def rows(self) -> int:
        """Give how many households there are."""
        return len(self.starts)


def facts_of(households: pa.Table, members: pa.Table) -> Facts:
    """Take every fact that the policy reads; whole columns of numbers are not copied."""
    home = {name: plain(households[name]) for name in households.column_names if name not in ("id", "jurisdiction")}
    home["urban"] = home.pop("area") == households["area"].chunk(0).dictionary.to_pylist().index("urban")
    people = {name: plain(members[name]) for name in members.column_names if name != "full_time_student"}
    owner = people.pop("household")
    starts = np.searchsorted(owner, np.arange(households.num_rows, dtype=owner.dtype))
    return Facts(starts, owner, home, people)


def part(facts: Facts, first: int, last: int) -> Facts:
    """Give the households from one row to another, without copying them."""
    begin = int(facts.starts[first])
    end = int(facts.starts[last]) if last < facts.rows else len(facts.owner)
    return Facts(
        facts.starts[first:last] - begin,
        facts.owner[begin:end] - first,
        {name: column[first:last] for name, column in facts.household.items()},
        {name: column[begin:end] for name, column in facts.member.items()},
    )


def plain(column: pa.ChunkedArray) -> Column:
    """Give one NumPy array; a choice as the positions of its words."""
    array: Any = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0)
    if pa.types.is_dictionary(array.type):
        array = array.indices
    found: Column = array.to_numpy(zero_copy_only=False)
    return found
