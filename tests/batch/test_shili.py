"""Shili's reference cases as a table, however it is cut, ordered and worked out."""

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from attrs import evolve
from tests.batch.agreement import differences, households_of
from tests.fixtures.shili.households import ON, shili_household
from tests.oracle.agreement import engine
from tests.oracle.places import PLACES
from tests.oracle.test_reference_policy import shili as stated

from dibao import UNKNOWN, DibaoError
from dibao.batch import Tables, assess, assess_tables, backends, plans, tables_of, threads
from dibao.batch.answer import decisions_table
from dibao.batch.wanted import award_column

CASES = json.loads((Path(__file__).parents[1] / "data" / "reference_cases.json").read_text("utf-8"))
HOMES = [shili_household(case["household"], case["id"]) for case in CASES]
QUANTITIES = ("household.size", "household.household_income", "household.need", "household.gap")
MEMBER = stated(1000)["members"][0]
OF_ALL_SIZES = [
    shili_household({**stated(0), "members": [{**MEMBER, "wage": 700 * n} for n in range(size)]}, f"of {size}")
    for size in (1, 2, 3, 9, 10, 11, 64, 99, 100)
]
UNKNOWN_WAGES = [
    evolve(
        home,
        id=f"{home.id} open",
        members=[evolve(first, incomes={**cast("Any", first.incomes), "wage": UNKNOWN}), *others],
    )
    for home in HOMES[::12]
    for first, *others in [home.members]
]
OPTIONS: dict[str, Any] = {"quantities": QUANTITIES, "people": True}


@pytest.fixture(scope="module")
def tables(shili):
    return tables_of(HOMES, ON, shili.catalogue)


def decided(shili, tables, **options):
    """Decide tables and give everything that a caller sees."""
    found = assess_tables(shili, tables.households, tables.members, tables.obligors, on=ON, **OPTIONS, **options)
    return found.decisions.schema.metadata, found.decisions, found.people


def test_every_reference_case_is_decided_as_alone(shili):
    assert len(HOMES) == 79
    assert differences(shili, HOMES, ON, backend="numpy", **OPTIONS) == []


def test_what_is_unknown_leaves_open_what_it_leaves_open_alone(shili):
    assert differences(shili, UNKNOWN_WAGES, ON, backend="numpy", **OPTIONS) == []


def test_families_of_any_size_up_to_a_hundred_go_through(shili):
    assert differences(shili, OF_ALL_SIZES, ON, backend="numpy", **OPTIONS) == []


def test_the_compiled_loop_says_the_same_of_all_of_them(shili):
    assert differences(shili, [*HOMES, *UNKNOWN_WAGES, *OF_ALL_SIZES], ON, backend="compiled", **OPTIONS) == []


@pytest.mark.parametrize("chunk", [1, 7, 78, 79, 80])
def test_no_result_depends_on_the_chunk(shili, tables, chunk):
    assert decided(shili, tables, backend="numpy", chunk=chunk) == decided(shili, tables, backend="numpy")


@pytest.mark.parametrize("backend", ["numpy", "compiled"])
def test_no_result_depends_on_the_threads(shili, backend, monkeypatch):
    monkeypatch.setattr(threads, "FEWEST_FOR_THREADS", 1)
    monkeypatch.setattr(threads, "FEWEST_A_SPAN", 1)
    tables = tables_of([*HOMES, *UNKNOWN_WAGES], ON, shili.catalogue)
    alone = decided(shili, tables, backend=backend)
    assert decided(shili, tables, backend=backend, threads=3, chunk=5) == alone


@pytest.mark.parametrize("columns", [None, ["total_monthly", "id", "status", "missing"]])
@pytest.mark.parametrize(("homes", "made"), [(HOMES, 1), ([*HOMES, *UNKNOWN_WAGES], 2)])
def test_a_table_made_while_others_decide_is_the_same(shili, monkeypatch, homes, made, columns):
    tables = tables_of(homes, ON, shili.catalogue)
    options = {"on": ON, "backend": "compiled", "columns": columns}
    alone = assess_tables(shili, tables.households, tables.members, tables.obligors, **options)
    monkeypatch.setattr(threads, "FEWEST_FOR_THREADS", 1)
    monkeypatch.setattr(threads, "FEWEST_A_SPAN", 1)
    counted = []

    def counting(*given):
        counted.append(given)
        return decisions_table(*given)

    monkeypatch.setattr(assess, "decisions_table", counting)
    found = assess_tables(shili, tables.households, tables.members, tables.obligors, threads=3, **options)
    assert found.decisions.equals(alone.decisions, check_metadata=True)
    assert len(counted) == made


def test_services_are_counted_when_they_are_known(monkeypatch):
    place = next(each for each in PLACES if each.name == "Changsha")
    on = date(2024, 3, 1)
    law = engine().policy(place.code, on)
    tables = tables_of(households_of(place, on, 60, "services"), on, law.catalogue)
    given = (law, tables.households, tables.members, tables.obligors)
    alone = assess_tables(*given, on=on, backend="compiled").decisions
    monkeypatch.setattr(threads, "FEWEST_FOR_THREADS", 1)
    services = [award_column(each.programme) for each in law.composed.awards if each.kind == "service"]
    assert any(alone[each].to_numpy().any() for each in services)
    assert assess_tables(*given, on=on, backend="compiled", threads=2).decisions == alone


def test_numbers_too_large_for_64_bits_are_decided_one_by_one(shili, tables, monkeypatch):
    by_columns = decided(shili, tables)
    monkeypatch.setattr(plans, "_kept", type(plans._kept)())
    monkeypatch.setattr(plans, "fits", lambda nodes: False)
    assert decided(shili, tables) == by_columns


def test_the_order_of_the_members_table_is_the_households_own_matter(shili, tables):
    turned = np.random.default_rng(3).permutation(tables.members.num_rows)
    shuffled = assess_tables(shili, tables.households, tables.members.take(pa.array(turned)), on=ON, **OPTIONS)
    plain = assess_tables(shili, tables.households, tables.members, on=ON, **OPTIONS)
    assert shuffled.decisions == plain.decisions


def test_the_rows_keep_the_order_of_the_households(shili, tables):
    backwards = tables.households.take(pa.array(range(len(HOMES))[::-1]))
    turned = assess_tables(shili, backwards, tables.members, on=ON, **OPTIONS).decisions
    plain = assess_tables(shili, tables.households, tables.members, on=ON, **OPTIONS).decisions
    assert turned.to_pylist() == plain.to_pylist()[::-1]


@pytest.mark.parametrize(("households", "backend"), [(99_999, "numpy"), (100_000, "compiled"), (100_001, "compiled")])
def test_large_work_is_compiled(households, backend):
    assert backends.chosen(None, households) == backend


def test_what_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    needed = "llvmlite and platformdirs"
    sentence = rf"^backend is 'compiled', which needs {needed}, not installed; run: pip install 'dibao\[fast\]'$"
    with pytest.raises(DibaoError, match=sentence):
        backends.check_backend("compiled")
    assert backends.chosen(None, 10**9) == "numpy"


def thinned(draw, table):
    """Leave some columns out, make some unknown in all rows or in some."""
    keys = ("id", "household", "jurisdiction", "relation")
    for name in [each for each in table.column_names if each not in keys]:
        how, place = draw.choice(["keep", "keep", "drop", "null", "some"]), table.column_names.index(name)
        column = table.column(name).combine_chunks()
        if how == "drop":
            table = table.remove_column(place)
        elif how == "null":
            table = table.set_column(place, name, pa.nulls(len(table)))
        elif how == "some":
            known = pa.array([draw.random() > 0.1 for _ in range(len(table))])
            kept = pc.if_else(known, column, pa.scalar(None, column.type))
            table = table.set_column(place, table.schema.field(name), kept)
    return table


@pytest.mark.parametrize("seed", range(4))
def test_columns_left_out_or_unknown_say_the_same_by_columns_as_one_by_one(shili, tables, seed, monkeypatch):
    draw = Random(seed)
    few = HOMES[seed::16]
    stated = tables_of(few, ON, shili.catalogue)
    thin = Tables(thinned(draw, stated.households), thinned(draw, stated.members), None)
    by_columns = decided(shili, thin)
    monkeypatch.setattr(plans, "_kept", type(plans._kept)())
    monkeypatch.setattr(plans, "fits", lambda nodes: False)
    assert decided(shili, thin) == by_columns
