"""Hold the columns of one block of synthetic households and of their members."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define, field, frozen

from dibao.batch.synth.draws import Draws, Flags, Integers
from dibao.symbols.amounts import FEN_A_YUAN

HOUSEHOLDS_A_BLOCK = 2**15
"""How many households are drawn at once; another number would give other households."""
Columns = dict[str, Integers | Flags]


@frozen
class Place:
    """A place with its standards in fen a month; a part of a fen is rounded up."""

    code: str
    urban: int
    rural: int


@cache
def marginals() -> Mapping[str, Mapping[str, Any]]:
    """Give the shares and amounts that the populations are drawn by."""
    text = Path(__file__).with_name("marginals.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@define
class Block:
    """Households as columns, and their members in the same order.

    Amounts are fen, a month for flows. `missing` says of a column which rows are unknown.
    """

    draws: Draws
    sizes: Integers
    places: Sequence[Place]
    households: Columns = field(factory=dict)
    members: Columns = field(factory=dict)
    missing: dict[str, Flags] = field(factory=dict)

    @property
    def starts(self) -> Integers:
        """Give the row of each household's first member."""
        return np.cumsum(self.sizes) - self.sizes

    @property
    def owners(self) -> Integers:
        """Give the row of each member's household."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    @property
    def positions(self) -> Integers:
        """Give each member's place in the household, from 0."""
        return np.arange(int(self.sizes.sum())) - np.repeat(self.starts, self.sizes)

    @property
    def standard(self) -> Integers:
        """Give the standard of each household's place and area, in fen a month."""
        table = np.array([[each.rural, each.urban] for each in self.places], dtype=np.int64)
        found: Integers = table[self.households["place"], self.households["urban"].astype(np.int64)]
        return found

    def amounts(self, name: str, kind: str, holders: Flags) -> Integers:
        """Draw an amount in fen for those who have one, nothing for the others."""
        values = marginals()["amounts"][kind]
        return np.where(holders, self.draws.quantile(name, len(holders), values, FEN_A_YUAN), 0)


def empty_block(seed: int, number: int, places: Sequence[Place]) -> Block:
    """Draw how many members each household of a block has, where it lives and what it owns."""
    shares = marginals()["household"]
    draws, rows = Draws(seed, number), HOUSEHOLDS_A_BLOCK
    block = Block(draws, draws.choice("size", rows, shares["sizes"]) + 1, places)
    on_dibao = draws.chance("on_dibao", rows, shares["on_dibao"])
    block.households |= {
        "id": np.arange(number * rows, (number + 1) * rows),
        "place": draws.below("place", rows, len(places)),
        "urban": draws.chance("urban", rows, shares["urban"]),
        "savings": block.amounts("savings", "savings", np.ones(rows, dtype=bool)),
        "vehicles": draws.choice("vehicles", rows, shares["vehicles"]),
        "houses": draws.choice("houses", rows, shares["houses"]),
        "on_dibao": on_dibao,
        "last_amount": block.amounts("last_amount", "last_amount", on_dibao) // FEN_A_YUAN * FEN_A_YUAN,
        "grace_months": np.where(on_dibao, draws.below("grace_months", rows, shares["grace_months"]), 0),
    }
    return block
