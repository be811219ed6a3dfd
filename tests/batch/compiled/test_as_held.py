"""What is read as Arrow holds it is read where it begins, and nothing of one table is taken for that of the next."""

import numpy as np
import pyarrow as pa
import pytest
from tests.batch.compiled.test_unusual_tables import alike
from tests.fixtures.shili.households import ON

from dibao.batch import assess_tables
from dibao.batch.synth import shili_population

COLUMNS = ("income.wage", "age_years", "employed", "disability.grade")


@pytest.fixture(scope="module")
def tables():
    return tuple(each.combine_chunks() for each in shili_population(300, seed=5).tables())


def people_of(members, first):
    """Give from which row on the people of a household and of all later ones stand."""
    return int(np.searchsorted(members["household"].to_numpy(), first))


def put(table, name, values):
    return table.set_column(table.column_names.index(name), name, values)


@pytest.mark.parametrize("first", [1, 8, 37])
def test_tables_cut_out_of_larger_ones(shili, tables, first):
    households, members = tables
    whole, _ = alike(shili, households, members, money_unit="fen")
    owners = people_of(members, households["id"][first].as_py())
    part, _ = alike(shili, households.slice(first), members.slice(owners), money_unit="fen")
    assert part == {name: values[first:] for name, values in whole.items()}


def test_tables_of_several_chunks(shili, tables):
    households, members = tables
    whole = alike(shili, households, members, money_unit="fen")
    cut = [pa.concat_tables([each.slice(0, 13), each.slice(13, 50), each.slice(63)]) for each in tables]
    assert alike(shili, *cut, money_unit="fen") == whole


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_that_is_known_now_and_partly_unknown_then(shili, tables, name):
    households, members = tables
    whole = alike(shili, households, members, money_unit="fen")
    column = members[name].combine_chunks()
    known = pa.array(np.arange(len(column)) % 7 != 3)
    gaps = pa.compute.if_else(known, column, pa.scalar(None, column.type))
    for values, is_same in ((column, True), (gaps, False), (column, True)):
        assert (alike(shili, households, put(members, name, values), money_unit="fen") == whole) == is_same


@pytest.mark.parametrize("name", ["area", "disability.kind"])
def test_words_that_every_table_numbers_otherwise(shili, tables, name):
    place = int(name not in tables[0].column_names)
    whole = alike(shili, *tables, money_unit="fen")
    column = tables[place][name].combine_chunks()
    words, texts = column.dictionary.to_pylist(), column.cast(pa.string()).to_pylist()
    for turned in (0, 1, len(words) - 1, 0):
        order = [*words[turned:], *words[:turned]]
        numbers = pa.array([order.index(each) for each in texts], pa.int16())
        given = list(tables)
        given[place] = put(given[place], name, pa.DictionaryArray.from_arrays(numbers, order))
        assert alike(shili, *given, money_unit="fen") == whole


@pytest.mark.parametrize("backend", ["numpy", "compiled"])
def test_ids_are_of_the_type_that_the_table_gives_them(shili, tables, backend):
    for kind in (pa.int64(), pa.string(), pa.int32(), pa.int64()):
        households = put(tables[0], "id", tables[0]["id"].cast(kind))
        members = put(tables[1], "household", tables[1]["household"].cast(kind))
        found = assess_tables(shili, households, members, on=ON, money_unit="fen", backend=backend).decisions
        assert found["id"].combine_chunks() == households["id"].combine_chunks()
