"""Let households that have zeros in the same columns lie together, so that whole pieces of columns need not be read.

Most amounts of most people are zero. Where all of a piece are, loops read the same few
zeros again and again, which stay in the nearest cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from attrs import frozen

from dibao.batch.prepared.layers import Classes
from dibao.batch.reading import Population
from dibao.household.facts import Entity

ROWS_NEAR = 2**20
"""A column of the answer of so many rows lies in caches, so that it is soon put in the order of the table."""
MOST_FLAGS = 64
"""So many flags of a household make one number by which it is sorted."""


@frozen(eq=False)
class _Stated:
    """Where a column of a table is not zero."""

    entity: Entity
    rows: Any


def ordered_by_zeros(population: Population, good: Any, order: Any, classes: Classes) -> Any:
    """Give households in another order within their classes, those with zeros in the same columns together.

    `good` are the rows of the table that are laid out, `order` says which of them lies where. Households
    stay near those that stand near them in the table, so that answers are soon put in its order.
    """
    found = order.copy()
    columns = [*_rarely_stated(population)]
    for number in np.flatnonzero((classes.count > classes.piece) & classes.are_small):
        part = slice(classes.first[number], classes.first[number] + classes.count[number])
        sizes = {entity: int(each[number]) for entity, each in classes.sizes.items()}
        key = _key(population, columns, good[order[part]], sizes)
        found[part] = order[part][np.lexsort((key, order[part] // ROWS_NEAR))]
    return found


def _rarely_stated(population: Population) -> Iterator[_Stated]:
    """Find the amounts that at most half of the rows have."""
    for entity, columns in population.facts.items():
        for column in columns.values():
            if not column.is_constant and column.fact.unit.is_money:
                stated = column.values != 0
                share = np.count_nonzero(stated) / max(len(stated), 1)
                if share <= 1 / 2:
                    yield _Stated(entity, stated)


def _key(population: Population, columns: Sequence[_Stated], households: Any, sizes: dict[Entity, int]) -> Any:
    """Give a number for each household of a class: a bit for each column and person, the rarest in front.

    Numbers are such that of two that follow one another few bits differ, as in a code of Gray.
    """
    stated = [column.rows[rows] for column in columns for rows in _layers(population, column.entity, households, sizes)]
    key, before = np.zeros(len(households), np.uint64), np.zeros(len(households), bool)
    for each in sorted(stated, key=np.count_nonzero)[:MOST_FLAGS]:
        before ^= each
        key = key << np.uint64(1) | before
    return key


def _layers(population: Population, entity: Entity, households: Any, sizes: dict[Entity, int]) -> Iterator[Any]:
    """Give the rows of all households, or of all first people of them, then of all second ones."""
    if entity == "household":
        yield households
        return
    grouping = population.people[entity]
    starts = grouping.starts[:-1][households]
    for layer in range(sizes[entity]):
        yield starts + layer if grouping.order is None else grouping.order[starts + layer]


def empty_pieces(values: Any, classes: Classes, sizes: Any) -> Any:
    """Tell of each piece of a laid out column whether every number in it is zero.

    A piece has a number of each of some households, or of each first person of theirs, of each second one.
    Those of the same households follow one another, then those of the next ones.
    """
    found, base = [np.zeros(0, bool)], 0
    for count, size in zip(classes.count.tolist(), sizes.tolist(), strict=True):
        stated = values[base : base + count * size].reshape(size, count) != 0
        base += count * size
        begins = np.arange(0, count, classes.piece)
        found.append(~np.logical_or.reduceat(stated, begins, axis=1).T.reshape(-1) if size else found[0])
    return np.concatenate(found)
