"""What is kept of a population under a law is never that of another one, and is let go of."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from tests.batch.changed_shili import HIGHER_STANDARD
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON

from dibao import DibaoError, Engine
from dibao.batch import TableError, assess_prepared, prepare
from dibao.batch.compare.reform import reformed
from dibao.batch.prepared.under_law import MOST_KEPT, MOST_LAWS, under_law
from dibao.batch.synth import shili_population

BACKENDS = ("numpy", "compiled")
LATER = ON.replace(year=ON.year + 20)
WANTED = (None, ("status",), ("dibao_monthly", "reasons"), ("reasons", "dibao_monthly"), ("id", "total_monthly"))


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def law():
    return Engine(plugins=[plugin])


@pytest.fixture(scope="module")
def tables():
    return shili_population(150, seed=4).tables()


@pytest.fixture
def population(shili, tables):
    return prepare(shili, *tables)


@pytest.fixture(scope="module")
def reforms(law, tmp_path_factory):
    """Give policies that differ in one figure alone."""
    path = tmp_path_factory.mktemp("reforms") / "reform.toml"
    found = []
    for amount in range(505, 505 + 2 * MOST_LAWS):
        path.write_text(HIGHER_STANDARD.format(amount=amount), encoding="utf-8")
        found.append(reformed(law, path).policy("990000", ON))
    return found


def decided(law, population, on=ON, **options):
    return assess_prepared(law, population, on=on, **{"order": "population", **options}).decisions


@pytest.mark.parametrize("backend", BACKENDS)
def test_laws_that_differ_in_figures_alone_take_turns(shili, tables, population, reforms, backend):
    laws = [shili, *reforms[:3]]
    fresh = [decided(each, prepare(shili, *tables), backend=backend) for each in laws]
    assert len({str(each["dibao_monthly"]) for each in fresh}) == len(laws)
    assert [decided(each, population, backend=backend) for each in [*laws, *laws]] == fresh * 2


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("order", ["population", "table"])
def test_days_take_turns(law, shili, tables, population, backend, order):
    policies = [law.policy("990000", day) for day in (ON, LATER)]
    fresh = [
        decided(each, prepare(shili, *tables), each.on, backend=backend, order=order, columns=("grade", "status"))
        for each in policies
    ]
    assert fresh[0] != fresh[1]
    again = [
        decided(each, population, each.on, backend=backend, order=order, columns=("grade", "status"))
        for each in policies * 2
    ]
    assert again == fresh * 2


def test_one_law_decides_populations_in_turn(shili, tables, population):
    other = prepare(shili, *shili_population(200, seed=5).tables())
    first, second = decided(shili, population), decided(shili, other)
    assert (first.num_rows, second.num_rows) == (150, 200)
    assert [decided(shili, each) for each in (population, other)] == [first, second]


def test_an_engine_says_the_same_as_its_policy(shili, homes, people):
    households = homes(*"abc", jurisdiction=["990000"] * 3)
    population = prepare(shili, households, people([*"abc"], [0, 45000, 10**7]), money_unit="fen")
    found = [decided(each, population) for each in (shili, Engine(plugins=[plugin])) for _ in range(2)]
    assert found == [found[0]] * 4


def test_an_engine_decides_days_in_turn(law, homes, people):
    households, members = homes(*"abc", jurisdiction=["990000"] * 3), people([*"abc"], [0, 45000, 10**7])
    population = prepare(law, households, members, money_unit="fen")
    fresh = [decided(law, prepare(law, households, members, money_unit="fen"), day) for day in (ON, LATER)]
    assert fresh[0].schema.metadata != fresh[1].schema.metadata
    found = [decided(law, population, day) for day in (ON, LATER, ON)]
    assert found == [fresh[0], fresh[1], fresh[0]]
    assert [each.schema.metadata for each in found[:2]] == [each.schema.metadata for each in fresh]


@pytest.mark.parametrize("backend", BACKENDS)
def test_wishes_take_turns(shili, population, backend):
    every = decided(shili, population, backend=backend)
    for wanted in (*WANTED, *WANTED):
        found = decided(shili, population, backend=backend, columns=wanted)
        assert found == (every if wanted is None else every.select(wanted))


@pytest.mark.parametrize("backend", BACKENDS)
def test_quantities_and_people_take_turns(shili, tables, population, backend):
    options: list[dict[str, Any]] = [
        {},
        {"quantities": ("household.need",)},
        {"quantities": ("household.gap", "household.need")},
        {"people": True},
    ]
    fresh = [assess_prepared(shili, prepare(shili, *tables), on=ON, backend=backend, **each) for each in options]
    for expected, each in zip(fresh * 2, options * 2, strict=True):
        found = assess_prepared(shili, population, on=ON, backend=backend, **each)
        assert (found.decisions, found.people) == (expected.decisions, expected.people)


def test_an_answer_keeps_its_numbers_when_the_next_one_comes(shili, population, reforms):
    first = decided(shili, population, backend="compiled")
    told = first.to_pylist()
    decided(reforms[0], population, backend="compiled")
    decided(shili, population, backend="compiled")
    assert first.to_pylist() == told


def test_wrong_wishes_are_refused_every_time(shili, population):
    for _ in range(2):
        decided(shili, population)
        with pytest.raises(DibaoError, match="'stati' is no column of the answer; did you mean 'status'"):
            decided(shili, population, columns=["stati"])


def test_what_is_wrong_on_a_day_is_said_every_time(law, shili, homes, people):
    members = people([*"ab"], [0, 0], born=[ON, ON.replace(day=ON.day + 1)])
    population = prepare(shili, homes(*"ab"), members, money_unit="fen")
    sentence = r"members, row 1, born is .*; expected a day on or before"
    for _ in range(2):
        with pytest.raises(TableError, match=sentence):
            decided(shili, population)
        assert decided(shili, population, on_problem="reject").num_rows == 1
        assert decided(law.policy("990000", LATER), population, LATER).num_rows == 2


def test_many_threads_may_ask_for_different_things_at_once(shili, tables, population, reforms):
    laws = [shili, *reforms[: MOST_LAWS + 1]]
    asked = [(each, wanted) for each in laws for wanted in WANTED[:3]]
    expected = [decided(each, prepare(shili, *tables), columns=wanted) for each, wanted in asked]
    with ThreadPoolExecutor(8) as pool:
        found = [*pool.map(lambda each: decided(each[0], population, columns=each[1]), asked * 4)]
    assert found == expected * 4


# -- what is let go of ----------------------------------------------------------------------------------


def test_a_population_keeps_few_laws_and_wishes(shili, population, reforms):
    for each in reforms:
        decided(each, population)
    names = decided(shili, population).column_names
    for number in range(2 * MOST_KEPT):
        decided(shili, population, columns=[names[number % len(names)], *names[:number]][: 1 + number % 2])
    assert len(population.last) == MOST_LAWS
    assert len(under_law(shili, population, ON)._kept) == MOST_KEPT


def test_a_baseline_is_kept_beside_any_number_of_reforms(shili, population, reforms):
    first = under_law(shili, population, ON)
    for each in reforms:
        under_law(each, population, ON)
        assert under_law(shili, population, ON) is first


def test_a_law_is_forgotten_once_others_have_decided(population, shili):
    policy = Engine(plugins=[plugin]).policy("990000", ON)
    decided(policy, population)
    gone = weakref.ref(policy)
    del policy
    decided(
        Engine(plugins=[plugin]).policy("990000", date(ON.year, ON.month, ON.day + 1)),
        population,
        ON.replace(day=ON.day + 1),
    )
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("backend", BACKENDS)
def test_deciding_keeps_no_population_alive(shili, tables, backend):
    population = prepare(shili, *tables)
    found = decided(shili, population, backend=backend, people=True)
    gone = weakref.ref(population)
    del population
    gc.collect()
    assert gone() is None
    assert found.num_rows == 150
