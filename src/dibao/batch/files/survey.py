"""Look through the keys of all tables once: order, people, ids that stand twice, places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from dibao.batch.files.alignment import aligned, key_type, keys
from dibao.batch.files.arrangement import arranged
from dibao.batch.files.columns import JURISDICTION, PERSON, Role
from dibao.batch.files.rejects import Reject
from dibao.batch.files.sources import Source
from dibao.batch.files.uniqueness import ascend, standing_twice


@frozen(eq=False)
class People:
    """A table of people in the order of households; `ends` is the row behind each chunk."""

    source: Source
    ends: np.ndarray
    was_arranged: bool


@frozen(eq=False)
class Survey:
    """What is known before anything is decided.

    `excluded` are positions of households that cannot be decided, for reasons that
    `rejects` names.
    """

    households: Source
    people: Mapping[Role, People]
    kind: pa.DataType
    excluded: np.ndarray
    rejects: list[Reject]
    places: tuple[str, ...]
    size: int

    @property
    def chunks(self) -> int:
        """Give how many parts the run has."""
        return -(-self.households.rows // self.size)


def survey(households: Source, people: Mapping[Role, Source], work: Path, size: int) -> Survey:
    """Settle who belongs to whom, and which households cannot be decided at all."""
    kind = key_type(households, *people.values())
    rejects: list[Reject] = []
    found: dict[Role, People] = {}
    for role, source in people.items():
        ends = aligned(households, source, kind, size)
        if ends is None:
            made = arranged(households, source, kind, work, size, rejects)
            found[role] = People(made.source, made.ends, was_arranged=True)
        else:
            found[role] = People(source, ends, was_arranged=False)
    excluded = [
        *_ids_standing_twice(households, kind, rejects),
        *_persons_standing_twice(households, people["members"], kind, rejects),
        *_with_unread_rows(households, people, kind, rejects),
    ]
    return Survey(
        households, found, kind, np.unique(np.array(excluded, dtype=np.int64)), rejects, _places(households), size
    )


def _ids_standing_twice(households: Source, kind: pa.DataType, rejects: list[Reject]) -> Iterator[int]:
    if ascend(keys(households, kind)):
        return
    for key, positions in standing_twice(lambda: keys(households, kind), households.rows).items():
        rows = _numbers(households, positions)
        for position, row in zip(positions, rows, strict=True):
            others = ", ".join(str(each) for each in rows if each != row)
            reason = f"stands in row {others} too, so that nobody knows whose people are whose; give each its own."
            rejects.append(Reject(households.name, row, _title(households), key, reason))
            yield position


def _persons_standing_twice(
    households: Source, members: Source, kind: pa.DataType, rejects: list[Reject]
) -> Iterator[int]:
    name = members.named(PERSON)
    if name is None:
        return

    def identities() -> Iterator[pa.Array]:
        for batch in members.batches([name]):
            column = batch.column(0)
            yield column if pa.types.is_integer(column.type) else column.cast(pa.string())

    twice = standing_twice(identities, members.rows)
    if not twice:
        return
    wanted = sorted({position for positions in twice.values() for position in positions})
    owner = dict(zip(wanted, _picked(members, members.key, wanted), strict=True))
    title = dict(zip((each for _, each in members.columns), members.headers, strict=True))[name]
    for identity, positions in twice.items():
        rows = _numbers(members, positions)
        for row in rows:
            others = ", ".join(f"{r} ({owner[p]})" for p, r in zip(positions, rows, strict=True) if r != row)
            reason = f"is also in row {others}; a person belongs to one household. Neither is decided."
            rejects.append(Reject(members.name, row, title, identity, reason))
    concerned = {each for each in owner.values() if each is not None}
    yield from _waiting(households, kind, concerned, members.name, rejects)


def _with_unread_rows(
    households: Source, people: Mapping[Role, Source], kind: pa.DataType, rejects: list[Reject]
) -> Iterator[int]:
    """Find the households a row of which was no row at all; that row is named already."""
    for source in people.values():
        if source.taken is None or not source.taken.keys:
            continue
        yield from _waiting(households, kind, set(source.taken.keys), source.name, rejects)


def _waiting(
    households: Source, kind: pa.DataType, concerned: set[object], file: str, rejects: list[Reject]
) -> Iterator[int]:
    """Give the households of some keys, each with the word that another file's row keeps it waiting."""
    positions = list(_positions(households, kind, concerned))
    found = _picked(households, households.key, positions)
    for position, row, key in zip(positions, _numbers(households, positions), found, strict=True):
        rejects.append(Reject(households.name, row, _title(households), key, not_decided(file)))
        yield position


def not_decided(file: str) -> str:
    """Say that a household waits for a row of another file."""
    return f"is not decided: a row of it in {file} cannot be used."


def _positions(households: Source, kind: pa.DataType, wanted: set[object]) -> Iterator[int]:
    values = pa.array(sorted(map(str, wanted)), pa.string()).cast(kind)
    start = 0
    for batch in keys(households, kind):
        for index in np.flatnonzero(pc.is_in(batch, value_set=values).to_numpy(zero_copy_only=False)):
            yield start + int(index)
        start += len(batch)


def _picked(source: Source, name: str, positions: list[int]) -> list[object]:
    """Give the values of a column in some rows, which ascend."""
    found: list[object] = []
    wanted = np.array(positions, dtype=np.int64)
    start = 0
    for batch in source.batches([name]):
        low, high = np.searchsorted(wanted, [start, start + batch.num_rows])
        found += batch.column(0).take(pa.array(wanted[low:high] - start)).to_pylist()
        start += batch.num_rows
    return found


def _numbers(source: Source, positions: list[int]) -> list[int]:
    """Give the numbers that rows have for the user."""
    if source.extra:
        return [int(str(each)) for each in _picked(source, source.extra[0], positions)]
    return [position + 1 for position in positions]


def _title(source: Source) -> str:
    return dict(zip((name for _, name in source.columns), source.headers, strict=True))[source.key]


def _places(households: Source) -> tuple[str, ...]:
    name = households.named(JURISDICTION)
    found: set[str] = set()
    if name is not None:
        for batch in households.batches([name]):
            found |= {str(each) for each in pc.unique(batch.column(0)).to_pylist() if each is not None}
    return tuple(sorted(found))
