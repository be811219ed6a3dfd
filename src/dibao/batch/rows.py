"""Put the columns of a population into the order of its households."""

from __future__ import annotations

from collections.abc import Collection, Set
from typing import Any

from attrs import evolve, field, frozen

from dibao.batch.columns import Column
from dibao.batch.grouping import Grouping
from dibao.batch.people import Household, People
from dibao.batch.reading import Population
from dibao.batch.substitution import UNKNOWN_OF
from dibao.household.facts import Entity
from dibao.symbols.units import CHOICE, FLAG


@frozen(eq=False)
class Rows:
    """The columns of a population in the order of its households, for the facts that a plan reads.

    Those that are `unchecked` may hold numbers beyond their bounds. No number lies beyond the
    extent of what is `stated`.
    """

    columns: dict[tuple[Any, ...], Column]
    people: dict[Entity, Grouping]
    households: int
    unchecked: Set[tuple[Entity, str]] = frozenset()
    stated: dict[tuple[Any, ...], Column] = field(factory=dict)

    @property
    def starts(self) -> dict[Entity, Any]:
        """Give where the people of each household begin."""
        return {entity: each.starts for entity, each in self.people.items()}

    def with_numbers(self, names: Set[tuple[Any, ...]]) -> Rows:
        """Give the same with the positions among the fact's words in some columns."""
        coded = {name: each for name, each in self.columns.items() if name in names and each.coded is not None}
        columns = {name: evolve(each, values=each.values) for name, each in coded.items()}
        return evolve(self, columns={**self.columns, **columns}) if columns else self

    def span(self, entity: Entity, first: int, last: int) -> slice:
        """Give the rows of some households, or of their people."""
        if entity == "household":
            return slice(first, last)
        starts = self.people[entity].starts
        return slice(starts[first], starts[last])

    def part(self, data: tuple[Any, ...], span: slice, bits: int) -> Any:
        """Give a fact of some rows, numbers in so many bits, or where it is unknown."""
        column = self.columns[data[:2]]
        if data[-1] == UNKNOWN_OF:
            return column.unknown[span]
        values = column.part(span)
        return values if column.fact.unit in (FLAG, CHOICE) else values.astype(f"i{bits // 8}", copy=False)

    def household(self, first: int, last: int) -> Household:
        """Give who belongs to some households."""
        found = {entity: self._people(each, first, last) for entity, each in self.people.items()}
        return Household(found["member"], found.get("obligor"))

    @staticmethod
    def _people(grouping: Grouping, first: int, last: int) -> People:
        starts = grouping.starts[first : last + 1]
        whose = None if grouping.whose is None else grouping.whose[starts[0] : starts[-1]]
        return People(starts - starts[0], whose, grouping.first + first)


def rows_of(population: Population, names: Collection[tuple[Any, ...]], chosen: Any = None) -> Rows:
    """Put the columns of facts into the order of the households, all of them or those chosen."""
    people = {
        entity: grouping if chosen is None else grouping.of(chosen) for entity, grouping in population.people.items()
    }
    orders: dict[Entity, Any] = {entity: each.order for entity, each in people.items()}
    if chosen is not None:
        orders["household"] = chosen
    count = len(population) if chosen is None else len(chosen)
    if all(each is None for each in orders.values()):
        facts = population.facts
        as_given = {name: facts[name[0]][name[1]] for name in names}
        return Rows(as_given, people, count, population.unchecked, as_given)
    columns, stated = {}, {}
    for entity, name in names:
        column, order = population.facts[entity][name], orders.get(entity)
        columns[entity, name] = column if order is None else column.taken(order)
        # Of the whole table it is known already.
        stated[entity, name] = column if chosen is None else columns[entity, name]
    return Rows(columns, people, count, population.unchecked, stated)
