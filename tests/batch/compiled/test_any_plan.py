"""Whatever a plan works out of people, the compiled loops give what whole columns give."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.any_plan import World, decided, rows_of, worlds

from dibao.batch.columns import Column
from dibao.batch.compiled.block_columns import MANY
from dibao.batch.compiled.blocks import BLOCK
from dibao.batch.compiled.run import LoopRun
from dibao.batch.fewer_sums import with_fewer_sums
from dibao.batch.reading import BeyondBounds
from dibao.batch.run import ColumnRun
from dibao.symbols.units import COUNT


@pytest.fixture(autouse=True, scope="module")
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@settings(max_examples=8)
@given(
    worlds(),
    st.one_of(
        st.lists(st.integers(0, 9), min_size=1, max_size=40),
        st.sampled_from([[1] * (MANY - 1), [1] * MANY, [MANY + 1], [100, 0, 3], [2, 0, 3] * BLOCK]),
    ),
    st.integers(0, 2**32),
)
def test_loops_give_what_whole_columns_give(world, sizes, seed):
    rows = rows_of(world, sizes, seed)
    assert decided(LoopRun, world, rows) == decided(ColumnRun, world, rows)


@settings(max_examples=40)
@given(worlds(), st.lists(st.integers(1, 4), min_size=1, max_size=9), st.integers(0, 2**32))
def test_fewer_sums_give_the_same(world, sizes, seed):
    graph, rows = world.graph, rows_of(world, sizes, seed)
    numbers = [each for each in world.whole if each.unit == COUNT]
    sums = [graph.total(world.entity, each) for each in world.numbers[-9:]]
    every = [*numbers, *sums]
    world.whole = [*world.whole[::2], *(_mixed(graph, every[first : first + 5]) for first in range(0, len(every), 5))]
    expected = decided(ColumnRun, world, rows)
    fewer = with_fewer_sums(graph, world.whole)
    # A constant is nobody's column.
    world.whole = [old if new.op == "const" else new for old, new in zip(world.whole, fewer, strict=True)]
    assert decided(ColumnRun, world, rows) == expected


def _mixed(graph, several):
    """Add up some numbers, each in another number."""
    found = graph.constant(7, COUNT)
    for factor, each in zip((1, -1, 3, -2, 1), several, strict=False):
        found = graph.add(found, graph.scale(each, Fraction(factor)))
    return found


@pytest.mark.parametrize("dictionary", [3, 127, 128, 129, 255, 256, 257, 300])
def test_a_table_may_number_more_words_than_there_are(dictionary):
    world = World("member")
    *words, flags = *world.flags[-2:], world.flags[:-2]
    world.whole = [world.graph.count("member", world.graph.both([word, each])) for word in words for each in flags]
    rows = rows_of(world, [3] * 500, 1, dictionary=dictionary)
    found = decided(LoopRun, world, rows)
    assert found == decided(ColumnRun, world, rows)
    assert all(map(sum, found))


@pytest.mark.parametrize("beyond", [-1, 0, 1])
@pytest.mark.parametrize("bound", ["low", "high"])
def test_numbers_at_their_bounds_are_compared_alike(bound, beyond):
    world = World("member")
    graph = world.graph
    found = []
    for node in world.numbers:
        limit = graph.constant(getattr(node, bound) + beyond, COUNT)
        found += [graph.compare(op, node, limit) for op in ("<", "<=", "==", "!=")]
        found.append(graph.compare("<", graph.add(node, world.numbers[0]), limit))
    world.whole = [graph.count("member", graph.both([each, world.flags[0]])) for each in found if each.op != "const"]
    rows = rows_of(world, [2] * 300, 7)
    assert decided(LoopRun, world, rows) == decided(ColumnRun, world, rows)


@pytest.mark.parametrize("people", [1, MANY - 1, MANY, MANY + 1, 3 * MANY])
@pytest.mark.parametrize("nobody", [0, 1, BLOCK - 1, BLOCK])
def test_what_lies_behind_a_column_is_nobodys(people, nobody):
    world = World("obligor")
    graph = world.graph
    poor = [graph.compare("<", node, graph.constant(9, COUNT)) for node in world.numbers]
    world.whole = [graph.count("obligor", graph.both([each, flag])) for each in poor for flag in world.flags[:2]]
    rows = rows_of(world, [0] * nobody + [1] * people + [0] * nobody, 5)
    expected = decided(ColumnRun, world, rows)
    for key, column in rows.columns.items():
        if column.fact.unit == COUNT:
            beyond = np.full(MANY, np.iinfo(column.values.dtype).min, column.values.dtype)
            whole = np.concatenate([column.values, beyond])
            rows.columns[key] = Column(column.fact, whole[: len(column.values)])
    assert decided(LoopRun, world, rows) == expected


@pytest.mark.parametrize("count", [2**30, 2**31 - 1, -(2**31), -1])
@pytest.mark.parametrize("step", [1, 2, 4])
def test_a_count_beyond_its_bounds_divides_nothing_and_is_told(count, step):
    world = World("member")
    amount, several = world.numbers[-1], world.numbers[-4]
    world.whole = [world.graph.total("member", world.graph.share(amount, several, "down", step))]
    rows = rows_of(world, [1] * 300, 3)
    column = rows.columns[several.data]
    numbers = column.values.copy()
    numbers[17] = count
    rows.columns[several.data] = Column(column.fact, numbers)
    with pytest.raises(BeyondBounds):
        decided(LoopRun, world, rows)
