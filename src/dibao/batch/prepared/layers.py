"""Settle how a prepared population lies: classes of equal households, their people in layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from attrs import frozen

from dibao.batch.grouping import Grouping
from dibao.household.checks import MOST_PEOPLE
from dibao.household.facts import Entity

HOUSEHOLDS_A_BLOCK = 2048
HOUSEHOLDS_A_PIECE = 512
LARGEST_CLASS = 16
"""Households of more people are decided by the general way: few, and their sums need wider numbers."""


@frozen(eq=False)
class Classes:
    """Households that have the same place and equally many members and relatives.

    Each array has one entry a class, in the order in which they lie: `first` and `count`
    of its households, `place` among the population's places, and by entity the `sizes`.
    Of every `piece` of so many households it is known which columns are nothing but zeros.
    """

    first: Any
    count: Any
    place: Any
    sizes: Mapping[Entity, Any]
    piece: int

    def bases(self, entity: Entity) -> Any:
        """Give where the people of each class begin."""
        lengths = self.count * self.sizes[entity]
        return np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64) if len(lengths) else lengths

    def starts(self, entity: Entity) -> Any:
        """Give where the people of each household begin, counted household by household."""
        sizes = np.repeat(self.sizes[entity], self.count)
        return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)

    def order(self, entity: Entity) -> Any:
        """Give the place of each person, counted household by household."""
        parts = []
        for base, count, size in zip(self.bases(entity), self.count, self.sizes[entity], strict=True):
            parts.append((base + np.arange(count)[:, None] + np.arange(size) * count).reshape(-1))
        return np.concatenate([*parts, np.zeros(0, np.int64)]).astype(place_type(sum(map(len, parts))))

    def layers(self, entity: Entity) -> Any:
        """Give how many rows of an entity stand one after another for each household of a class."""
        return np.ones(len(self.count), np.int64) if entity == "household" else self.sizes[entity]

    def pieces(self, entity: Entity) -> Any:
        """Give how many pieces each class of a column has, in all its layers."""
        return -(-self.count // self.piece) * self.layers(entity)

    @property
    def households_a_block(self) -> int:
        """Give how many households are worked on at once: pieces as a whole, one at least."""
        return max(HOUSEHOLDS_A_BLOCK // self.piece, 1) * self.piece

    @property
    def are_small(self) -> Any:
        """Tell which classes are decided in blocks."""
        largest = np.maximum.reduce([np.zeros(len(self.first), np.int64), *self.sizes.values()])
        return largest <= LARGEST_CLASS


def place_type(count: int) -> Any:
    """Give the type of positions among so many."""
    return np.int32 if count < 2**31 else np.int64


def classes_of(places: Any, sizes: Mapping[Entity, Any]) -> tuple[Any, Classes]:
    """Sort households into classes; give their order, too, which keeps that of the table within a class."""
    keys = places.astype(np.int64)
    for each in sizes.values():
        keys = keys * (MOST_PEOPLE + 1) + each
    kinds, codes = np.unique(keys, return_inverse=True)
    # Few kinds are sorted by counting, which is linear.
    order = np.argsort(codes.astype(np.uint16) if len(kinds) < 2**16 else codes, kind="stable")
    count = np.bincount(codes, minlength=len(kinds)).astype(np.int64)
    first = np.concatenate(([0], np.cumsum(count)[:-1])).astype(np.int64) if len(kinds) else count
    one = order[first]
    own = {entity: each[one].astype(np.int64) for entity, each in sizes.items()}
    return order, Classes(first, count, places[one].astype(np.int64), own, HOUSEHOLDS_A_PIECE)


def people_in_layers(classes: Classes, order: Any, grouping: Grouping, entity: Entity) -> Any:
    """Give the table's row of each person, all first ones of a class before all second ones."""
    parts = [np.zeros(0, np.int64)]
    starts = grouping.starts[:-1][order]
    for first, count, size in zip(classes.first, classes.count, classes.sizes[entity], strict=True):
        parts.append((starts[first : first + count] + np.arange(size)[:, None]).reshape(-1))
    placed = np.concatenate(parts)
    return placed if grouping.order is None else grouping.order[placed]


@frozen(eq=False)
class Blocks:
    """Pieces of classes, each small enough that what is worked out of it stays in cache.

    Of each: its first household, how many they are, which policy decides them, its number among all
    pieces of a column, and by entity how many people each household has, where the first of them
    stands, how far the next one, and the number of the first one's piece.
    """

    household: Any
    count: Any
    policy: Any
    piece: Any
    people: Mapping[Entity, tuple[Any, Any, Any, Any]]

    @property
    def households(self) -> int:
        """Give how many households there are in all blocks."""
        return int(self.count.sum())

    @property
    def columns(self) -> list[Any]:
        """Give everything as columns, nobody for an entity without a table."""
        nobody = (np.zeros(len(self.count), np.int64),) * 4
        people = [column for entity in ("member", "obligor") for column in self.people.get(entity, nobody)]
        return [self.household, self.count, self.policy, self.piece, *people]


class Fill(Protocol):
    """Fills outputs for the households of blocks, in so many threads."""

    def __call__(self, outputs: Sequence[Any], threads: int) -> None:
        """Do it."""


def blocks_of(classes: Classes, chosen: Any, policies: Any, households: int) -> Blocks:
    """Cut some classes into blocks of at most so many households; `policies` has one entry a chosen class.

    Without loops over pieces blocks may be of any size; otherwise it is whole pieces.
    """
    chosen = np.asarray(chosen, np.int64)
    pieces = -(-classes.count[chosen] // households)
    of_class = np.repeat(chosen, pieces)
    number = np.arange(len(of_class)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    offset = number * households
    count = np.minimum(classes.count[of_class] - offset, households)
    people = {
        entity: (
            sizes[of_class],
            classes.bases(entity)[of_class] + offset,
            classes.count[of_class],
            _before(classes.pieces(entity))[of_class] + offset // classes.piece * sizes[of_class],
        )
        for entity, sizes in classes.sizes.items()
    }
    policy = np.repeat(np.asarray(policies, np.int64), pieces)
    piece = _before(classes.pieces("household"))[of_class] + offset // classes.piece
    return Blocks(classes.first[of_class] + offset, count, policy, piece, people)


def _before(lengths: Any) -> Any:
    """Give how much comes before each of some lengths."""
    return np.cumsum(lengths) - lengths
