"""Columns of the answer can be chosen: they say the same, and nothing else is worked out."""

from typing import Any

import pyarrow as pa
import pytest
from tests.batch.test_shili import HOMES, OF_ALL_SIZES, UNKNOWN_WAGES
from tests.fixtures.shili.households import ON

from dibao import DibaoError
from dibao.batch import Tables, assess_prepared, assess_tables, plans, prepare, tables_of
from dibao.batch.plan import plan
from dibao.batch.synth import shili_population

QUANTITIES = ("household.need", "household.gap")
CHOICES = [
    ("id", "status"),
    ("status", "dibao_monthly", "reasons"),
    ("grade",),
    ("missing", "id"),
    ("total_monthly", "award_single_person", "household.gap"),
    ("jurisdiction", "household.need", "award_dibao", "award_supplement"),
]

# Every choice has compiled loops of its own, which take their time.
WAYS = [*((each, "numpy") for each in CHOICES), (CHOICES[1], "compiled"), (CHOICES[4], "compiled")]


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module", params=["of all sizes, some unknown", "nothing unknown"])
def tables(shili, request):
    if request.param == "nothing unknown":
        return Tables(*shili_population(300, seed=3).tables(), None)
    return tables_of([*HOMES, *UNKNOWN_WAGES, *OF_ALL_SIZES], ON, shili.catalogue)


@pytest.fixture(scope="module")
def population(shili, tables):
    return prepare(shili, tables.households, tables.members, tables.obligors)


@pytest.fixture(scope="module")
def whole(shili, tables):
    return of_tables(shili, tables, backend="numpy").decisions


def of_tables(law, tables, **options):
    options = {"on": ON, "quantities": QUANTITIES, **options}
    return assess_tables(law, tables.households, tables.members, tables.obligors, **options)


@pytest.mark.parametrize(("columns", "backend"), WAYS)
def test_chosen_columns_say_the_same_in_the_order_in_which_they_are_asked_for(
    shili, tables, population, whole, columns, backend
):
    expected = whole.select(columns)
    options = {"columns": columns, "backend": backend}
    assert of_tables(shili, tables, **options).decisions.equals(expected, check_metadata=True)
    found = assess_prepared(shili, population, on=ON, quantities=QUANTITIES, **options).decisions
    assert found.equals(expected, check_metadata=True)


def test_what_nobody_wants_is_no_value_of_the_plan(shili, tables, monkeypatch):
    made = []

    def noted(*arguments):
        made.append(plan(*arguments))
        return made[-1]

    monkeypatch.setattr("dibao.batch.plans.plan", noted)
    monkeypatch.setattr("dibao.batch.plans._kept", type(plans._kept)())
    of_tables(shili, tables, columns=("id", "total_monthly"), quantities=(), backend="numpy")
    [found] = made
    assert [found.status.constant, found.dibao.constant, found.reasons.constant, found.grade.constant] == [0] * 4
    assert {each.constant for each in found.awards} == {0}
    assert found.total.constant is None


def test_people_are_given_though_no_id_of_a_household_is_wanted(shili, tables, population):
    expected = of_tables(shili, tables, people=True).people
    assert of_tables(shili, tables, people=True, columns=["status"]).people == expected
    assert assess_prepared(shili, population, on=ON, people=True, columns=["status"]).people == expected


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (["dibao_montly"], r"'dibao_montly' is no column of the answer; did you mean 'dibao_monthly'\?"),
        (["x"], "'x' is no column of the answer; expected some of id, jurisdiction, status"),
        (["id", "status", "id"], "columns: 'id' stands twice."),
        (["zzz", "status", "status"], r"'zzz' is no column of the answer; expected .*; 'status' stands twice\."),
        ([], "no column is named; leave it out to get all"),
    ],
)
def test_columns_that_no_answer_has_are_refused(shili, tables, population, columns, sentence):
    with pytest.raises(DibaoError, match=sentence):
        of_tables(shili, tables, columns=columns)
    with pytest.raises(DibaoError, match=sentence):
        assess_prepared(shili, population, on=ON, quantities=QUANTITIES, columns=columns)


# -- the population's own order --------------------------------------------------------------------------


def in_table_order(found, population):
    return found.take(pa.array(population.ranks))


@pytest.mark.parametrize(("columns", "backend"), [(None, "numpy"), (None, "compiled"), *WAYS])
def test_in_its_own_order_a_population_says_the_same_in_whole_fen(shili, population, whole, columns, backend):
    options = {"on": ON, "quantities": QUANTITIES, "columns": columns, "backend": backend}
    found = assess_prepared(shili, population, order="population", **options).decisions
    assert found.schema.metadata == whole.schema.metadata
    expected = whole.select(columns or whole.column_names)
    assert found.column_names == expected.column_names
    for name in expected.column_names:
        own = in_table_order(found, population)[name].to_pylist()
        said = expected[name].to_pylist()
        if name.endswith("_monthly") or (name.startswith("award_") and pa.types.is_decimal(expected[name].type)):
            assert pa.types.is_integer(found[name].type)
            assert found.schema.field(name).metadata == {b"unit": b"fen"}
            said = [None if each is None else int(each * 100) for each in said]
        else:
            assert found.schema.field(name).metadata is None
        assert own == said, name


def test_people_of_a_population_in_its_own_order_are_the_same_people(shili, population):
    expected: Any = assess_prepared(shili, population, on=ON, people=True).people
    found: Any = assess_prepared(shili, population, on=ON, people=True, order="population").people
    assert sorted(map(str, found.to_pylist())) == sorted(map(str, expected.to_pylist()))


def test_an_answer_does_not_change_when_the_population_is_decided_again(shili, population):
    first = assess_prepared(shili, population, on=ON, order="population").decisions
    before = first.to_pylist()
    assess_prepared(shili, population, on=ON, order="population")
    assert first.to_pylist() == before


def test_an_order_that_there_is_not_is_refused(shili, population):
    with pytest.raises(DibaoError, match=r"order is 'size'; expected 'table' or 'population'"):
        assess_prepared(shili, population, on=ON, order="size")
