"""The compiled loop and whole columns give the same table."""

from datetime import date

import pyarrow as pa
import pytest
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON

from dibao import Engine
from dibao.batch import assess_tables
from dibao.batch.synth import Place, national_population, shili_population


@pytest.fixture(scope="module")
def shili():
    return Engine(plugins=[plugin]).policy("990000", ON)


@pytest.fixture(scope="module")
def tables():
    return shili_population(30_000, seed=3).tables()


def decided(law, tables, on=ON, **options):
    return assess_tables(law, *tables, on=on, **options).decisions


def some(tables, count):
    households, members = tables
    owners = members["household"].to_numpy()
    return households.slice(0, count), members.slice(0, int((owners < count).sum()))


@pytest.fixture(scope="module")
def by_columns(shili, tables):
    return decided(shili, tables, backend="numpy")


def test_the_loop_gives_what_whole_columns_give(shili, tables, by_columns):
    assert decided(shili, tables, backend="compiled").equals(by_columns, check_metadata=True)


def test_no_number_of_threads_changes_the_table(shili, tables, by_columns):
    assert decided(shili, tables, backend="compiled", threads=3).equals(by_columns, check_metadata=True)


@pytest.mark.parametrize("count", [1, 2, 7])
def test_few_households_are_decided_alike(shili, tables, by_columns, count):
    assert decided(shili, some(tables, count), backend="compiled").equals(by_columns.slice(0, count))


def test_members_in_any_order_give_the_same_table(shili, tables, by_columns):
    households, members = some(tables, 500)
    turned = members.take(pa.array(range(members.num_rows))[::-1])
    assert decided(shili, (households, turned), backend="compiled").equals(by_columns.slice(0, 500))


def test_awards_to_persons_are_the_same(shili, tables):
    given = some(tables, 2000)
    answers = [assess_tables(shili, *given, on=ON, people=True, backend=each) for each in ("numpy", "compiled")]
    by_columns, by_loop = (each.people for each in answers)
    assert by_columns is not None
    assert by_columns.num_rows > 100
    assert by_columns.equals(by_loop)


def test_places_with_figures_of_their_own_are_one_run():
    on = date(2024, 3, 1)
    places = [Place("431281", 70000, 45000), Place("431202", 70000, 45000)]
    tables = national_population(16, 1, on, places).tables()
    by_loop, by_columns = (decided(Engine(), tables, on, backend=each) for each in ("compiled", "numpy"))
    assert set(by_loop["jurisdiction"].to_pylist()) == {"431281", "431202"}
    assert by_loop.equals(by_columns, check_metadata=True)
