"""Take tables in: households, their members and the relatives who owe support."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import evolve, field, frozen

from dibao.batch.columns import Column, one_array
from dibao.batch.grouping import (
    Grouping,
    check_sizes,
    check_unique,
    grouped,
    grouped_at_once,
    grouping_at_once,
    has_column,
    id_array,
)
from dibao.batch.naming import TABLES
from dibao.batch.problems import Problems, TableError
from dibao.batch.row_checks import check_applicants, check_persons, check_texts
from dibao.batch.stated_facts import Statements
from dibao.errors import DibaoError
from dibao.household.checks import jurisdiction_problem
from dibao.household.facts import Catalogue, Entity
from dibao.household.problems import shown


class BeyondBounds(Exception):
    """A number of tables whose bounds were not checked lies beyond them; only a full reading says which."""


@frozen(eq=False)
class Population:
    """Households as columns, ready to be decided on a day.

    `facts` holds every fact of the catalogue by entity and name, in the order of the
    tables; `people` says which rows of them are whose. Rows in `wrong` are not decided.
    Of `unchecked` facts nobody has looked yet whether they keep to their bounds.
    """

    ids: Any
    jurisdictions: Any
    facts: dict[Entity, dict[str, Column]]
    people: dict[Entity, Grouping]
    present: dict[Entity, set[str]]
    person_ids: dict[Entity, Any]
    dates: dict[Entity, dict[str, Any]] = field(repr=False)
    wrong: Any = field(repr=False)
    unchecked: Set[tuple[Entity, str]] = frozenset()

    def __len__(self) -> int:
        """Give how many households there are."""
        return len(self.ids)

    @property
    def knows_obligors(self) -> bool:
        """Tell whether there is a table of relatives."""
        return "obligor" in self.people

    def is_stand_in(self, row: int) -> bool:
        """Tell whether nothing is known of a relative; alone, such a one stands for those that nobody asked for."""
        return all(each.stored(row) is None for each in self.facts["obligor"].values())

    def prove_bounds(self, read: Set[tuple[Entity, str]] = frozenset(), threads: int = 1) -> None:
        """Look at the unchecked facts but those that are checked while they are read.

        Raises:
            BeyondBounds: one of them lies beyond its bounds.
        """
        left = self.unchecked - read
        if left and not keep_to_bounds([self.facts[entity][name] for entity, name in left], threads):
            raise BeyondBounds


def keep_to_bounds(columns: Sequence[Column], threads: int) -> bool:
    """Tell by compiled passes whether numbers lie within their bounds; words as a table numbers them always do."""
    told = [(each, each.bounds) for each in columns if each.coded is None]
    bounded = [(each.values, *bounds) for each, bounds in told if bounds is not None]
    if not bounded:
        return True
    from dibao.batch.compiled.passes import keeps_within

    return keeps_within(bounded, threads)


def as_table(data: Any, name: str) -> pa.Table:
    """Give anything with the Arrow PyCapsule interface as a table.

    Raises:
        DibaoError: it has no such interface.
    """
    if isinstance(data, pa.Table):
        return data
    if not (hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")):
        raise DibaoError(
            f"{name} is a {type(data).__name__}, which has no Arrow interface; hand in a table of pyarrow, Polars, "
            "DuckDB or pandas"
        )
    return pa.table(data)


def read_tables(
    households: Any, members: Any, obligors: Any = None, *,
    on: date | None, catalogue: Catalogue, money_unit: str | None = None, checked: bool = True, threads: int = 1,
) -> tuple[Population, Problems]:  # fmt: skip
    """Give the households of tables, and everything that is wrong with them.

    Without a day, days are kept and what follows from them stays unknown. What is not
    `checked` is left to whom reads the numbers: whether they keep to their bounds.

    Raises:
        TableError: a whole column cannot be used; the error names every problem found.
    """
    given: dict[Entity, Any] = {"household": households, "member": members, "obligor": obligors}
    tables = {entity: as_table(data, TABLES[entity]) for entity, data in given.items() if data is not None}
    problems = Problems()
    reading = {
        entity: Statements(entity, each, catalogue, money_unit, problems, checked=checked, threads=threads)
        for entity, each in tables.items()
    }
    facts, ids, people = _facts_and_people(tables, reading, on, problems, checked=checked, threads=threads)
    population = Population(
        ids,
        _jurisdictions(tables["household"], problems),
        facts,
        people,
        {entity: each.present for entity, each in reading.items()},
        {entity: _person_ids(tables[entity], TABLES[entity], people[entity], problems) for entity in people},
        {entity: each.dates for entity, each in reading.items()},
        np.zeros(len(ids), bool),
        frozenset((entity, name) for entity, each in reading.items() for name in each.unchecked),
    )
    check_texts(ids, problems)
    check_persons(tables["member"], problems)
    check_applicants(facts["member"]["relation"], people["member"], ids, problems, None if checked else threads)
    if problems.of_columns:
        raise TableError(problems.found)
    return _without_wrong(population, tables, problems), problems


def _facts_and_people(
    tables: Mapping[Entity, pa.Table], reading: Mapping[Entity, Statements], on: date | None, problems: Problems, *,
    checked: bool, threads: int,
) -> tuple[dict[Entity, dict[str, Column]], Any, dict[Entity, Grouping]]:  # fmt: skip
    """Give the facts of all tables, the ids of households and whose people stand where.

    Raises:
        TableError: there are no ids to use.
    """
    # Where all is read again if there is any problem, it does not matter which is found first.
    numbered = None if checked else _identities(tables, problems)
    starting = None if numbered is None else grouping_at_once(numbered[0], numbered[1]["member"], threads)
    try:
        facts = {entity: each.facts(on) for entity, each in reading.items()}
    finally:
        at_once = grouped_at_once(starting)
    numbered = _identities(tables, problems) if checked else numbered
    if numbered is None:
        raise TableError(problems.found)
    return facts, numbered[0], _people(*numbered, at_once, problems)


def _identities(tables: Mapping[Entity, pa.Table], problems: Problems) -> tuple[Any, dict[Entity, Any]] | None:
    """Give the ids of households, and whose people stand in the other tables; None if one of them is of no use."""
    ids = id_array(tables["household"], "id", "households", problems)
    owners: dict[Entity, Any] = {
        entity: id_array(table, "household", TABLES[entity], problems)
        for entity, table in tables.items()
        if entity != "household"
    }
    return None if ids is None or any(each is None for each in owners.values()) else (ids, owners)


def _people(
    ids: Any, owners: Mapping[Entity, Any], at_once: Grouping | None, problems: Problems
) -> dict[Entity, Grouping]:  # fmt: skip
    """Give whose people stand where, and report who belongs to nobody; members may be grouped already."""
    people: dict[Entity, Grouping] = {} if at_once is None else {"member": at_once}
    if at_once is None:
        check_unique(ids, "households", problems)
    for entity, each in owners.items():
        if entity not in people:
            people[entity] = grouped(ids, each, TABLES[entity], problems)
            check_sizes(people[entity], ids, TABLES[entity], least=int(entity == "member"), problems=problems)
    return people


def _without_wrong(population: Population, tables: dict[Any, pa.Table], problems: Problems) -> Population:
    """Mark the households that have a problem themselves or in a row of their people."""
    if not problems.found:
        return population
    wrong = problems.rows_of("households", len(population))
    for entity, grouping in population.people.items():
        rows = problems.rows_of(TABLES[entity], tables[entity].num_rows)
        owners = np.repeat(np.arange(len(population)), grouping.sizes)
        wrong[owners[rows if grouping.order is None else rows[grouping.order]]] = True
    return evolve(population, wrong=wrong)


def _jurisdictions(table: pa.Table, problems: Problems) -> Any:
    """Give the codes as a dictionary column; None if the table has none."""
    if not has_column(table, "jurisdiction"):
        return None
    array = one_array(table.column("jurisdiction"))
    if not pa.types.is_dictionary(array.type):
        if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
            problems.column("households", "jurisdiction", f'is of the type {array.type}; expected texts as "431281".')
            return None
        array = array.dictionary_encode()
    words = array.dictionary.to_pylist()
    sentences = {code: jurisdiction_problem(words[code]) for code in range(len(words))}
    sentences = {code: sentence for code, sentence in sentences.items() if sentence}
    rows = [] if not sentences and not array.null_count else range(len(array))
    codes = array.indices.to_pylist() if rows else []
    wrong = [row for row in rows if codes[row] is None or codes[row] in sentences]
    problems.rows(
        "households", "jurisdiction", wrong,
        lambda row: ("", 'is empty; expected a text of six digits such as "431281".')
        if codes[row] is None else (str(words[codes[row]]), str(sentences[codes[row]])),
    )  # fmt: skip
    return array


def _person_ids(table: pa.Table, name: str, grouping: Grouping, problems: Problems) -> Any:
    """Give the ids within households; None if there are none."""
    if not has_column(table, "id"):
        return None
    ids = id_array(table, "id", name, problems)
    if ids is None:
        return None
    owners = np.repeat(np.arange(len(grouping.starts) - 1), grouping.sizes)
    placed = ids if grouping.order is None else ids.take(pa.array(grouping.order))
    codes = placed.dictionary_encode().indices.fill_null(0).to_numpy(zero_copy_only=False)
    keys = owners * (int(codes.max()) + 1 if len(codes) else 1) + codes
    _, first = np.unique(keys, return_index=True)
    again = np.ones(len(keys), bool)
    again[first] = False
    rows = np.flatnonzero(again)
    rows = rows if grouping.order is None else grouping.order[rows]
    sentence = "as is the id of another person of the household; give each person another id."
    problems.rows(name, "id", rows, lambda row: (str(ids[row]), f"is {shown(ids[row].as_py())}, {sentence}"))
    return ids
