"""Hold households that are checked and laid out once, to be decided many times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
from attrs import frozen

from dibao.batch.columns import Column
from dibao.batch.grouping import Grouping
from dibao.batch.naming import DATES, TABLES
from dibao.batch.prepared.bounds import Bounds
from dibao.batch.prepared.kept import Kept, strangers
from dibao.batch.prepared.layers import Classes
from dibao.batch.problems import Problems
from dibao.batch.reading import Population
from dibao.batch.stated_facts import years_of
from dibao.errors import DibaoError
from dibao.household.checks import OLDEST_YEARS
from dibao.household.facts import Catalogue, Entity, Fact

NOWHERE = -1
Lived = tuple[Column, Any, Callable[[int], tuple[str, str]]]
"""Years since days, the rows whose day cannot be, and what to say of such a row."""


@frozen(eq=False)
class InTableOrder:
    """Ids as the tables have them, asked for by prepared rows."""

    ids: Any
    rows: Any

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.rows)

    def __getitem__(self, row: int) -> Any:
        """Give the id of one prepared row."""
        return self.ids[int(self.rows[row])]


@frozen(eq=False, slots=False)
class PreparedPopulation:
    """Households of tables, checked, sorted by place and size, their people in layers.

    Make one with `prepare`, open a kept one with `open_population`. Nothing in it depends on a
    day, a law or its figures: ages are worked out for the day of each decision.

    Attributes:
        ids: of the households, in the order of the table; the rejected ones are left out.
        jurisdictions: their places as a dictionary column; None if the table has none.
        classes: how the households lie.
        facts: every fact, in the order of the classes.
        days: the columns of days, likewise.
        present: the maps of which the tables have a column.
        person_ids: ids of persons in the order of their table.
        rows: the row of its table at which each household or person stood.
        orders: where each household's people lie.
        places: the row of the answer in which each household stands.
        rejects: what was wrong with the households that were left out.
    """

    ids: Any
    jurisdictions: Any
    classes: Classes
    facts: Mapping[Entity, Mapping[str, Kept]]
    days: Mapping[Entity, Mapping[str, Any]]
    present: Mapping[Entity, frozenset[str]]
    person_ids: Mapping[Entity, Any]
    rows: Mapping[Entity, Any]
    orders: Mapping[Entity, Any]
    places: Any
    rejects: pa.Table

    def __len__(self) -> int:
        """Give how many households can be decided."""
        return len(self.ids)

    def __repr__(self) -> str:
        """Say what is in it without naming anybody."""
        people = ", ".join(
            f"{len(self.orders[entity])} {TABLES[entity]}" for entity in self.orders if len(self.orders[entity])
        )
        return f"<PreparedPopulation: {len(self)} households, {people}>"

    def save(self, path: str | Path) -> None:
        """Write it to a file that only its owner can read, whole or not at all.

        Raises:
            DibaoError: the file cannot be written.
        """
        from dibao.batch.prepared.storage import save

        save(self, Path(path))

    @cached_property
    def people(self) -> dict[Entity, Grouping]:
        """Give which rows are whose."""
        return {entity: Grouping(self.classes.starts(entity), order) for entity, order in self.orders.items()}

    @cached_property
    def ranks(self) -> Any:
        """Give the prepared row of each row of the answer.

        Raises:
            DibaoError: rows of a file stand nowhere, which loops that trust them must not meet.
        """
        found = np.full(len(self), NOWHERE, np.int64)
        if np.max(self.places, initial=NOWHERE) < len(self):
            found[self.places] = np.arange(len(self))
        if np.min(found, initial=0) == NOWHERE:
            raise DibaoError("the population is damaged: its households stand in no order. Prepare it again.")
        return found

    @cached_property
    def own_ids(self) -> Any:
        """Give the ids in the population's own order."""
        return self.ids.take(pa.array(self.places))

    @cached_property
    def member_bases(self) -> Any:
        """Give where the members of each class begin."""
        return self.classes.bases("member")

    @cached_property
    def bounds(self) -> dict[tuple[Entity, str], Bounds]:
        """Give bounds of the numbers in every column."""
        found = {(entity, name): each.bounds for entity, kept in self.facts.items() for name, each in kept.items()}
        return found | {(entity, DATES[name]): (0, OLDEST_YEARS) for entity, days in self.days.items() for name in days}

    def bound(self, catalogue: Catalogue, on: date) -> tuple[Population, Problems]:
        """Give it as the population of one day, for the facts of one law.

        Raises:
            DibaoError: the law means something else by a fact.
        """
        facts = {entity: dict(columns) for entity, columns in self._columns(catalogue).items()}
        problems = Problems()
        wrong = np.zeros(len(self), bool)
        for entity, columns in self.days.items():
            for name in columns:
                fact = DATES[name]
                facts[entity][fact] = self._years(catalogue, entity, name, on, problems, wrong)
        population = Population(
            InTableOrder(self.ids, self.places),
            self.jurisdictions,
            facts,
            self.people,
            {entity: {*places} for entity, places in self.present.items()},
            {entity: self._ids_of_persons(entity) for entity in self.orders},
            {entity: dict(columns) for entity, columns in self.days.items()},
            wrong,
        )
        return population, problems

    def _columns(self, catalogue: Catalogue) -> Mapping[Entity, Mapping[str, Column]]:
        """Give the facts of a law as columns, the same ones for the same law.

        Raises:
            DibaoError: the law means something else by a fact.
        """
        known = self._of_laws.get(catalogue)
        if known is not None:
            return known
        other = strangers(self.facts, catalogue.facts)
        if other:
            raise DibaoError(
                f"the population was prepared for other facts than this law has: {', '.join(other[:5])}"
                f"{' and others' if len(other) > 5 else ''}. Prepare it again with this law."
            )
        found = self._of_laws[catalogue] = {
            entity: {
                name: columns[name].column(catalogue.fact(entity, name)) for name in _known(columns, catalogue, entity)
            }
            for entity, columns in self.facts.items()
        }
        return found

    @cached_property
    def _of_laws(self) -> WeakKeyDictionary[Catalogue, Mapping[Entity, Mapping[str, Column]]]:
        return WeakKeyDictionary()

    @cached_property
    def _lived(self) -> dict[tuple[Entity, str], tuple[Fact, date, Lived]]:
        """Keep the ages on the last day that was asked for."""
        return {}

    @cached_property
    def last(self) -> list[Any]:
        """Keep what the laws made of it that decided it last; see `under_law`."""
        return []

    def _ids_of_persons(self, entity: Entity) -> Any:
        ids = self.person_ids[entity]
        return None if ids is None else InTableOrder(ids, self.rows[entity])

    def _years(
        self, catalogue: Catalogue, entity: Entity, name: str, on: date, problems: Problems, wrong: Any
    ) -> Column:  # fmt: skip
        """Work out the years since days, and whose cannot be on this day."""
        fact = catalogue.fact(entity, DATES[name])
        last = self._lived.get((entity, name))
        if last is None or last[:2] != (fact, on):
            last = self._lived[entity, name] = (fact, on, years_of(name, fact, self.days[entity][name], on))
        column, rows, said = last[2]
        by_row = {int(self.rows[entity][row]): int(row) for row in rows}
        problems.rows(TABLES[entity], name, sorted(by_row), lambda row: said(by_row[row]))
        if by_row:
            owners = np.repeat(np.arange(len(self)), self.people[entity].sizes)
            lies = np.isin(self.orders[entity], rows)
            wrong[owners[lies]] = True
        return column


def _known(columns: Mapping[str, Kept], catalogue: Catalogue, entity: Entity) -> list[str]:
    return [name for name in columns if catalogue.knows(entity, name)]
