"""Check tables once and lay their households out, so that they can be decided many times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.batch.assess import ON_PROBLEM
from dibao.batch.prepared.kept import Kept, sharing
from dibao.batch.prepared.layers import classes_of, people_in_layers, place_type
from dibao.batch.prepared.population import PreparedPopulation
from dibao.batch.prepared.sparse import ordered_by_zeros
from dibao.batch.problems import TableError, rejects_table
from dibao.batch.reading import Population, read_tables
from dibao.errors import DibaoError
from dibao.household.facts import Entity


def prepare(
    law: Engine | Policy, households: Any, members: Any, obligors: Any = None, *,
    money_unit: str | None = None, on_problem: str = "raise",
) -> PreparedPopulation:  # fmt: skip
    """Check tables once, and lay their households out for many days, laws and reforms.

    Args:
        law: whose facts the columns are; any law with the same facts can decide afterwards.
        households: a table with one row a household; anything with the Arrow interface.
        members: a table with one row a member, whose `household` is an id of the first table.
        obligors: a table with one row a relative who lives apart; None if nobody asked.
        money_unit: what whole numbers of money count, "yuan" or "fen"; decimals are yuan.
        on_problem: "raise" refuses the tables, "reject" leaves the wrong households out.

    Raises:
        TableError: everything that is wrong with the tables.
    """
    if on_problem not in ON_PROBLEM:
        raise DibaoError(f"on_problem is {on_problem!r}; expected 'raise' or 'reject'")
    population, problems = read_tables(
        households, members, obligors, on=None, catalogue=law.catalogue, money_unit=money_unit
    )  # fmt: skip
    if problems.found and (on_problem == "raise" or problems.of_columns):
        raise TableError(problems.found)
    return laid_out(population, rejects_table(problems.found))


def laid_out(population: Population, rejects: pa.Table) -> PreparedPopulation:
    """Sort the households without a problem into classes, and every column with them."""
    good = np.flatnonzero(~population.wrong)
    order, classes = classes_of(_places(population, good), _sizes(population, good))
    order = ordered_by_zeros(population, good, order, classes)
    rows: dict[Entity, Any] = {"household": good[order]}
    for entity, grouping in population.people.items():
        rows[entity] = people_in_layers(classes, rows["household"], grouping, entity)
    rows = {entity: each.astype(place_type(len(each))) for entity, each in rows.items()}
    complete = len(good) == len(population)
    taken = pa.array(good)
    jurisdictions = population.jurisdictions
    facts = {
        entity: {name: Kept.of(column, rows[entity]).sparse(classes, entity) for name, column in columns.items()}
        for entity, columns in population.facts.items()
    }
    return PreparedPopulation(
        ids=population.ids if complete else population.ids.take(taken),
        jurisdictions=jurisdictions if complete or jurisdictions is None else jurisdictions.take(taken),
        classes=classes,
        facts={entity: sharing(columns) for entity, columns in facts.items()},
        days={entity: _taken(columns, rows[entity]) for entity, columns in population.dates.items()},
        present={entity: frozenset(places) for entity, places in population.present.items()},
        person_ids=population.person_ids,
        rows=rows,
        orders={entity: classes.order(entity) for entity in population.people},
        places=order.astype(place_type(len(order))),
        rejects=rejects,
    )


def _places(population: Population, good: Any) -> Any:
    """Give the position of each household's place among the words of its column."""
    given = population.jurisdictions
    if given is None:
        return np.zeros(len(good), np.int64)
    codes = given.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return codes[good].astype(np.int64)


def _sizes(population: Population, good: Any) -> Mapping[Entity, Any]:
    return {entity: grouping.sizes[good] for entity, grouping in population.people.items()}


def _taken(columns: Mapping[str, Any], rows: Any) -> dict[str, Any]:
    return {name: days.take(pa.array(rows)) for name, days in columns.items()}
