"""A table says of every household what it is told by itself, however the table is worked on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.agreement import differences
from tests.fixtures.shili.households import ON
from tests.properties.places import CODES, ENGINE, SHILI, days_of_change

from dibao import UNKNOWN, Household
from dibao.batch import assess, assess_tables, one_flag, singly, tables_of, threads, together
from dibao.batch.reading import read_tables
from dibao.batch.row_facts import RowFacts
from dibao.batch.synth import shili_population
from dibao.household.facts import Entity
from dibao.household.values import getters
from dibao.testing.strategies import households, unknowns

QUANTITIES = ("household.size", "household.household_income", "household.gap")
SHAPES = settings(max_examples=3)
"""Every table here is of another shape, and making the plan of a shape takes a second."""
POPULATIONS = settings(max_examples=4)


@contextmanager
def few_together() -> Iterator[None]:
    """Let even one row with something unknown be decided by columns, and few at once."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("FEWEST_TOGETHER", "FEWEST_BETWEEN"):
            patch.setattr(assess, name, 1)
        for way in (one_flag, together, singly):
            patch.setattr(way, "ROWS_AT_ONCE", 3)
        patch.setattr(threads, "FEWEST_FOR_THREADS", 1)
        patch.setattr(threads, "FEWEST_A_SPAN", 1)
        yield


@st.composite
def tables(draw: st.DrawFn, /, most: int = 5) -> tuple[list[Household], date]:
    """Give households of one place on one day, some with facts or all relatives hidden."""
    code = draw(st.sampled_from(CODES))
    on = draw(st.sampled_from(days_of_change(code)))
    families = households((code,), on=on, catalogue=ENGINE.catalogue, most_members=3)
    told = draw(st.lists(families | unknowns(families, most=2), min_size=1, max_size=most))
    # In a table one relative of whom nothing is known stands for those that nobody asked for.
    told = [evolve(home, obligors=UNKNOWN) if len(home.relatives) == 1 and is_blank(home) else home for home in told]
    return [evolve(home, id=f"h{number}") for number, home in enumerate(told)], on


def is_blank(home: Household) -> bool:
    """Tell whether nothing is known of the first relative."""
    names = [fact.name for fact in ENGINE.catalogue.of("obligor")]
    return not any(each is not None for each in getters("obligor", names, ENGINE.catalogue)(home.relatives[0], ON))


@SHAPES
@given(tables())
def test_a_table_says_what_single_decisions_say(case):
    homes, on = case
    with few_together():
        assert differences(ENGINE, homes, on, quantities=QUANTITIES, people=True) == []


@POPULATIONS
@given(tables())
def test_a_row_says_of_every_fact_what_its_household_says(case):
    homes, on = case
    made = tables_of(homes, on, ENGINE.catalogue)
    population, _ = read_tables(made.households, made.members, made.obligors, on=on, catalogue=ENGINE.catalogue)
    facts = RowFacts(population, np.arange(len(homes)))
    for row, home in enumerate(homes):
        people: dict[Entity, Sequence[Any]] = {"household": [home], "member": home.members, "obligor": home.relatives}
        read = facts.read(row)
        for entity, each in people.items():
            # Of the things that somebody needs help with a table counts how many there are.
            names = [fact.name for fact in ENGINE.catalogue.of(entity) if fact.place != "needs_help"]
            said = [tuple(read(entity, name, person) for name in names) for person in range(len(each))]
            assert said == [getters(entity, names, ENGINE.catalogue)(one, on) for one in each]


def policy():
    return ENGINE.policy(SHILI, ON)


@st.composite
def populations(draw: st.DrawFn, /) -> tuple[pa.Table, pa.Table]:
    """Give made-up households of Shili, with nulls in some rows of some columns."""
    homes, people = shili_population(draw(st.integers(2, 40)), draw(st.integers(0, 2**16))).tables()
    for name in ("income.wage", "employed"):
        hidden = draw(st.lists(st.integers(0, people.num_rows - 1), min_size=1, max_size=3))
        people = with_nulls(people, name, hidden)
    return homes, people


def with_nulls(table: pa.Table, name: str, rows: Sequence[int]) -> pa.Table:
    """Give a table with nulls in some rows of a column."""
    place = table.column_names.index(name)
    mask = pa.array([row in set(rows) for row in range(table.num_rows)])
    hidden = pc.if_else(mask, pa.scalar(None, table.schema.field(name).type), table.column(name))
    return table.set_column(place, table.schema.field(name), hidden)


def decided(tables: Sequence[pa.Table], **options: Any) -> pa.Table:
    with few_together():
        return assess_tables(policy(), *tables, on=ON, backend="numpy", **options).decisions


def bytes_of(table: pa.Table) -> Any:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()


@POPULATIONS
@given(populations(), st.integers(1, 50), st.integers(1, 3))
def test_no_chunk_and_no_number_of_threads_changes_a_byte(tables, chunk, threads):
    assert bytes_of(decided(tables, chunk=chunk, threads=threads)) == bytes_of(decided(tables))


@POPULATIONS
@given(populations(), st.randoms(use_true_random=False))
def test_rows_in_another_order_give_the_same_rows_in_that_order(tables, random):
    homes, people = tables
    order = random.sample(range(homes.num_rows), homes.num_rows)
    turned = decided((homes.take(order), people))
    assert turned.to_pylist() == decided(tables).take(order).to_pylist()


@POPULATIONS
@given(populations(), st.data())
def test_a_table_in_two_parts_gives_what_the_whole_gives(tables, data):
    homes, people = tables
    cut = data.draw(st.integers(1, homes.num_rows - 1))
    parts = [homes.slice(0, cut), homes.slice(cut)]
    first, rest = (
        decided((part, people.filter(pc.is_in(people["household"], part["id"].combine_chunks())))) for part in parts
    )
    assert [*first.to_pylist(), *rest.to_pylist()] == decided(tables).to_pylist()
