"""Give synthetic households and members as Arrow tables, a piece at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

import pyarrow as pa
from attrs import frozen

from dibao.batch.synth import national, shili
from dibao.batch.synth.arrow import Column, number, schema_of
from dibao.batch.synth.block import HOUSEHOLDS_A_BLOCK, Block, Columns, Place, empty_block
from dibao.batch.synth.draws import Flags
from dibao.errors import InputError, Problem

Policy = Literal["shili", "national"]
SEEDS = 2**63


class Piece(NamedTuple):
    """Some households and all their members, in the same order."""

    households: pa.RecordBatch
    members: pa.RecordBatch


@frozen
class Population:
    """So many made-up households; the same seed gives the same ones.

    The first rows of a larger population are those of a smaller one.
    """

    policy: Policy
    households: int
    seed: int
    places: tuple[Place, ...]
    on: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        problems = []
        if self.households < 1:
            problems.append(Problem("households", f"is {self.households}; expected 1 or more. Ask for some."))
        if not 0 <= self.seed < SEEDS:
            problems.append(Problem("seed", f"is {self.seed}; expected 0 to {SEEDS - 1}. Choose another number."))
        if problems:
            raise InputError(problems)

    @property
    def about(self) -> Mapping[str, str]:
        """Say how the population was made up."""
        told = {"policy": self.policy, "seed": str(self.seed), "places": " ".join(each.code for each in self.places)}
        return told | ({"on": self.on.isoformat()} if self.on else {})

    @property
    def household_schema(self) -> pa.Schema:
        """Give the schema of the households."""
        return schema_of(self._columns[0].values(), self.about)

    @property
    def member_schema(self) -> pa.Schema:
        """Give the schema of the members."""
        return schema_of(self._columns[1].values(), self.about)

    def pieces(self) -> Iterator[Piece]:
        """Give the population piece by piece, in bounded memory."""
        of_household, of_member = self._columns
        for place in range(-(-self.households // HOUSEHOLDS_A_BLOCK)):
            block = empty_block(self.seed, place, self.places)
            self._fill(block)
            rows = min(HOUSEHOLDS_A_BLOCK, self.households - place * HOUSEHOLDS_A_BLOCK)
            people = int(block.sizes[:rows].sum())
            yield Piece(
                _batch(of_household, block.households, block.missing, rows, self.household_schema),
                _batch(of_member, block.members, {}, people, self.member_schema),
            )

    @property
    def obligors(self) -> pa.Table:
        """Give the empty table of relatives who owe support: there are none."""
        return schema_of([number("household")], self.about).empty_table()

    def tables(self) -> tuple[pa.Table, pa.Table]:
        """Give all households and all members, in memory."""
        households, members = zip(*self.pieces(), strict=True)
        return pa.Table.from_batches(households), pa.Table.from_batches(members)

    @property
    def _columns(self) -> tuple[Mapping[str, Column], Mapping[str, Column]]:
        kind = shili if self.policy == "shili" else national
        return kind.household_columns(self.places), kind.MEMBERS

    @property
    def _fill(self) -> Callable[[Block], None]:
        on = self.on
        return shili.fill if on is None else lambda block: national.fill(block, on)


def _batch(
    columns: Mapping[str, Column], values: Columns, missing: Mapping[str, Flags], rows: int, schema: pa.Schema
) -> pa.RecordBatch:
    arrays = [
        each.array(values[name][:rows], missing[name][:rows] if name in missing else None)
        for name, each in columns.items()
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def shili_population(households: int, seed: int = 1) -> Population:
    """Give households of the reference policy; Shili and its standards are invented."""
    return Population("shili", households, seed, (shili.SHILI_PLACE,))


def national_population(households: int, seed: int, on: date, places: Sequence[Place]) -> Population:
    """Give households of real places, to be decided on a day.

    Raises:
        InputError: no place is given.
    """
    if not places:
        raise InputError([Problem("places", "are none; expected one or more with standards. Name a place.")])
    return Population("national", households, seed, tuple(places), on)
