"""Read the facts of single rows out of columns, as rules read them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.columns import Column
from dibao.batch.grouping import Grouping
from dibao.batch.reading import Population
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD
from dibao.symbols.reduction import Read
from dibao.symbols.units import CHOICE

NOT_KNOWN = np.iinfo(np.int64).min
"""Stands for what is unknown; no fact is so small."""
Name = tuple[str, str]


@define(eq=False)
class RowFacts:
    """The facts of some rows of a population, taken out of its columns once."""

    population: Population
    rows: Any
    _numbers: dict[Entity, Any] = field(factory=dict)
    _starts: dict[Entity, Any] = field(factory=dict)
    _varying: dict[Name, tuple[int, Sequence[str] | None, int]] = field(factory=dict)
    _same: dict[Name, int | str | None] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Take the numbers of all facts in which rows differ, people one after another."""
        for entity, columns in self.population.facts.items():
            order = self.rows
            if entity == HOUSEHOLD:
                self._starts[entity] = np.arange(len(self.rows) + 1)
            else:
                taken: Grouping = self.population.people[entity].of(self.rows)
                self._starts[entity] = taken.starts
                order = taken.order
            varying = [(name, each) for name, each in columns.items() if each.varies]
            self._numbers[entity] = np.empty((len(order), len(varying)), np.int64)
            for place, (name, column) in enumerate(varying):
                words = column.fact.values if column.fact.unit == CHOICE else None
                self._varying[entity, name] = place, words, column.factor
                _put(self._numbers[entity][:, place], column.taken(order))
            for name, column in columns.items():
                if not column.varies:
                    self._same[entity, name] = _read(column, NOT_KNOWN if column.is_unknown else int(column.values))

    def key(self, position: int) -> Hashable:
        """Give all that the columns say of a row; rows with the same key are decided alike."""
        # How many people there are is said even where no column says anything of them.
        found = (self._of(entity, position) for entity in self._numbers)
        return tuple((len(each), each.tobytes()) for each in found)

    def _of(self, entity: Entity, position: int) -> Any:
        starts = self._starts[entity]
        return self._numbers[entity][starts[position] : starts[position + 1]]

    def people(self, position: int) -> Mapping[str, int]:
        """Count the members and the relatives; one of whom nothing is known stands for those nobody asked for."""
        return {entity: len(self._of(entity, position)) if entity in self._starts else 1 for entity in _PEOPLE}

    def read(self, position: int) -> Read:
        """Give what reads the facts of a row."""
        numbers = {entity: self._of(entity, position).tolist() for entity in self._numbers}
        varying, same = self._varying, self._same

        def read(entity: str, name: str, person: int) -> int | str | None:
            found = varying.get((entity, name))
            if found is None:
                # Of relatives whom nobody asked for nothing is known.
                return same[entity, name] if entity in numbers else None
            place, words, factor = found
            number: int = numbers[entity][person][place]  # type: ignore[index]
            if number == NOT_KNOWN:
                return None
            return number * factor if words is None else words[number]

        return read


_PEOPLE: tuple[Entity, ...] = ("member", "obligor")


def _put(numbers: Any, column: Column) -> None:
    """Put the numbers of a column, and what stands for the unknown, into one of 64 bits."""
    numbers[:] = column.values
    if column.unknown is not False:
        numbers[np.broadcast_to(column.unknown, len(numbers))] = NOT_KNOWN


def _read(column: Column, number: int) -> int | str | None:
    if number == NOT_KNOWN:
        return None
    fact = column.fact
    return fact.values[number] if fact.unit == CHOICE else number * column.factor
