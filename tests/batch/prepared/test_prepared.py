"""A prepared population says what its tables say, on any day, under any law."""

from datetime import date
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from attrs import evolve
from tests.batch.agreement import households_of
from tests.batch.changed_shili import HIGHER_STANDARD
from tests.batch.test_shili import HOMES, OF_ALL_SIZES, UNKNOWN_WAGES, thinned
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON
from tests.oracle.agreement import engine
from tests.oracle.places import PLACES

from dibao import DibaoError, Engine
from dibao.batch import TableError, Tables, assess_prepared, assess_tables, plans, prepare, tables_of, threads
from dibao.batch.compare.reform import reformed
from dibao.batch.prepared import column_run, layers
from dibao.batch.synth import shili_population

BY_NAME = {each.name: each for each in PLACES}
ASKED: dict[str, Any] = {
    "quantities": ("household.size", "household.household_income", "household.need", "household.gap"),
    "people": True,
}
BACKENDS = ("numpy", "compiled")


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def tables(shili):
    return tables_of([*HOMES, *UNKNOWN_WAGES, *OF_ALL_SIZES], ON, shili.catalogue)


@pytest.fixture(scope="module")
def expected(shili, tables):
    return of_tables(shili, tables, ON)


@pytest.fixture(scope="module")
def population(shili, tables):
    return prepare(shili, tables.households, tables.members, tables.obligors)


@pytest.fixture(scope="module")
def few(shili):
    return tables_of([*HOMES[::8], *UNKNOWN_WAGES[:1]], ON, shili.catalogue)


def of_tables(law, tables, on, **options):
    """Give everything that a caller sees of tables."""
    options = {**ASKED, "backend": "numpy", **options}
    return seen(assess_tables(law, tables.households, tables.members, tables.obligors, on=on, **options))


def of_prepared(law, population, on, **options):
    return seen(assess_prepared(law, population, on=on, **{**ASKED, **options}))


def seen(answer):
    return answer.decisions.schema.metadata, answer.decisions, answer.people, answer.rejects


def prepared(law, tables, **options):
    return prepare(law, tables.households, tables.members, tables.obligors, **options)


@pytest.mark.parametrize("backend", BACKENDS)
def test_families_of_any_size_are_decided_as_their_tables_are(shili, population, expected, backend):
    assert of_prepared(shili, population, ON, backend=backend) == expected


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("block", "piece"), [(3, 3), (3, 1), (8, 3), (2, 5)])
def test_no_result_depends_on_blocks_pieces_and_threads(shili, tables, expected, backend, block, piece, monkeypatch):
    monkeypatch.setattr(threads, "FEWEST_FOR_THREADS", 1)
    monkeypatch.setattr(layers, "HOUSEHOLDS_A_PIECE", piece)
    for module in (column_run, layers):
        monkeypatch.setattr(module, "HOUSEHOLDS_A_BLOCK", block)
    population = prepared(shili, tables)
    assert of_prepared(shili, population, ON, backend=backend, threads=3) == expected


def test_numbers_too_large_for_64_bits_are_decided_one_by_one(shili, few, monkeypatch):
    made, said = prepared(shili, few), of_tables(shili, few, ON)
    monkeypatch.setattr(plans, "_kept", type(plans._kept)())
    monkeypatch.setattr(plans, "fits", lambda nodes: False)
    assert of_prepared(shili, made, ON) == said


@pytest.mark.parametrize("backend", BACKENDS)
def test_amounts_beyond_32_bits_are_exact(shili, homes, people, backend):
    households = homes(*"abc", property__savings=pa.array([10**13, 0, 10**12], pa.int64()))
    members = people(["a", "b", "b", "c"], [10**9, 10**9, 10**9, 0])
    tables = Tables(households, members, None)
    made = prepared(shili, tables, money_unit="fen")
    assert of_prepared(shili, made, ON, backend=backend) == of_tables(shili, tables, ON, money_unit="fen")


def test_many_households_are_decided_as_their_tables_are(shili):
    tables = Tables(*shili_population(1000, seed=5).tables(), None)
    made, said = prepared(shili, tables), of_tables(shili, tables, ON)
    assert [of_prepared(shili, made, ON, backend=backend) == said for backend in BACKENDS] == [True, True]


@pytest.mark.parametrize("backend", BACKENDS)
def test_places_of_different_real_law_lie_in_one_population(backend):
    on = date(2013, 5, 1)
    placed = [households_of(BY_NAME[name], on, 5, "prepared") for name in ("Hongjiang", "Handan")]
    mixed = [home for both in zip(*placed, strict=True) for home in both]
    tables = tables_of([evolve(home, id=f"home {n}") for n, home in enumerate(mixed)], on, engine().catalogue)
    found = of_prepared(engine(), prepared(engine(), tables), on, backend=backend)
    assert found == of_tables(engine(), tables, on)


def test_columns_left_out_or_unknown_say_the_same(shili):
    draw = Random(1)
    stated = tables_of(HOMES[1::40], ON, shili.catalogue)
    thin = Tables(thinned(draw, stated.households), thinned(draw, stated.members), None)
    assert of_prepared(shili, prepared(shili, thin), ON) == of_tables(shili, thin, ON)


# -- days, reforms and order -----------------------------------------------------------------------------


@pytest.mark.parametrize("day", [ON.replace(year=ON.year + 1), ON.replace(year=ON.year + 40)])
def test_people_are_as_old_as_they_are_on_the_day(few, day):
    policy = Engine(plugins=[plugin]).policy("990000", day)
    assert of_prepared(policy, prepared(policy, few), day) == of_tables(policy, few, day)


@pytest.mark.parametrize(("day", "years"), [(date(2024, 2, 29), 17), (date(2024, 3, 1), 18), (date(2024, 3, 2), 18)])
def test_somebody_is_a_year_older_on_the_birthday(shili, homes, people, day, years):
    members = people(["a"], [0]).set_column(1, "born", pa.array([date(2006, 3, 1)], pa.date32()))
    made = prepare(shili, homes("a"), members, money_unit="fen")
    bound, problems = made.bound(shili.catalogue, day)
    assert (bound.facts["member"]["age_years"].stored(0), problems.found) == (years, [])


def test_a_reform_decides_the_same_population(few, tmp_path):
    (tmp_path / "reform.toml").write_text(HIGHER_STANDARD.format(amount=510), encoding="utf-8")
    law = Engine(plugins=[plugin])
    reform = reformed(law, tmp_path / "reform.toml")
    population = prepared(law, few)
    assert of_prepared(reform, population, ON) == of_tables(reform, few, ON)
    assert of_prepared(reform, population, ON) != of_prepared(law, population, ON)


def test_the_rows_keep_the_order_of_the_table(shili, few):
    turned = pa.array(np.random.default_rng(3).permutation(few.households.num_rows))
    members = pa.concat_tables([few.members.slice(7), few.members.slice(0, 7)])
    mixed = Tables(few.households.take(turned), members, None)
    assert of_prepared(shili, prepared(shili, mixed), ON) == of_tables(shili, mixed, ON)


def test_no_household_gives_an_empty_table(shili, homes, people):
    none = Tables(homes("a").slice(1), people(["a"], [0]).slice(1), None)
    made = prepared(shili, none, money_unit="fen")
    assert len(made) == 0
    assert of_prepared(shili, made, ON)[1].num_rows == 0


# -- what is wrong ---------------------------------------------------------------------------------------


def wrong_tables(homes, people):
    born = pa.array([date(1980, 1, 1), ON.replace(year=ON.year + 1), date(1990, 1, 1), date(1970, 1, 1)], pa.date32())
    members = people(["a", "b", "c", "d"], [0, 0, -1, 45000]).set_column(1, "born", born)
    return Tables(homes(*"abcd"), members, None)


def test_wrong_rows_are_said_when_they_are_prepared(shili, homes, people):
    tables = wrong_tables(homes, people)
    with pytest.raises(TableError, match=r"members, row 2, incomes.wage is -0.01 yuan a month; expected 0 or more"):
        prepared(shili, tables, money_unit="fen")


def test_who_is_not_born_yet_is_said_on_the_day(shili, homes, people):
    made = prepared(shili, wrong_tables(homes, people), money_unit="fen", on_problem="reject")
    with pytest.raises(TableError, match=r"members, row 1, born is .*; expected a day on or before 20"):
        of_prepared(shili, made, ON)


def test_rejected_households_leave_the_rest_decided(shili, homes, people):
    tables = wrong_tables(homes, people)
    made = prepared(shili, tables, money_unit="fen", on_problem="reject")
    found = of_prepared(shili, made, ON, on_problem="reject")
    expected = of_tables(shili, tables, ON, money_unit="fen", on_problem="reject")
    assert found[:3] == expected[:3]
    assert sorted(map(str, found[3].to_pylist())) == sorted(map(str, expected[3].to_pylist()))


def test_a_household_of_another_place_is_said(shili, homes, people):
    households = homes("a", "b", jurisdiction=["990000", "431281"])
    made = prepare(shili, households, people(["a", "b"], [0, 0]), money_unit="fen")
    with pytest.raises(
        TableError, match=r"households, row 1, jurisdiction is elsewhere; this policy decides for 990000"
    ):
        of_prepared(shili, made, ON)


def test_a_law_with_other_facts_is_refused(population):
    sentence = r"^the population was prepared for other facts than this law has: .*Prepare it again with this law\.$"
    with pytest.raises(DibaoError, match=sentence):
        of_prepared(Engine().policy("431281", ON), population, ON)


def test_nobody_is_named_where_a_population_is_shown(population):
    assert (
        repr(population)
        == f"<PreparedPopulation: {len(population)} households, {len(population.orders['member'])} members>"
    )
