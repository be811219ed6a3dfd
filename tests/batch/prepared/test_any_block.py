"""Whatever a plan works out, loops over blocks of a prepared population give what whole columns give."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.batch.any_plan import World, decided, rows_of, worlds

from dibao.batch.columns import Column
from dibao.batch.prepared import layers
from dibao.batch.prepared.block_run import BlockRun
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.prepared.kept import Kept
from dibao.batch.prepared.layers import Classes, blocks_of
from dibao.batch.run import ColumnRun
from dibao.symbols.units import CHOICE, COUNT


@pytest.fixture(autouse=True, scope="module")
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def in_blocks(world, rows, sizes, piece):
    """Give the household's values by loops over blocks; households stand in the order of their sizes."""
    numbers, counts = np.unique(sizes, return_counts=True)
    alone = world.entity == "obligor"
    of_classes: Any = {world.entity: numbers, **({"member": np.ones(len(numbers), np.int64)} if alone else {})}
    first = np.cumsum(counts) - counts
    classes = Classes(first, counts, np.zeros(len(numbers), np.int64), of_classes, piece)
    order = np.argsort(classes.order(world.entity))
    columns: Any = {}
    for key, column in rows.columns.items():
        values = column.values.astype(np.int8) if column.fact.unit == CHOICE else column.values
        kept = Kept.of(Column(column.fact, values), order).sparse(classes, world.entity)
        columns[key] = kept.column(column.fact)
    facts = {key: fact.bounds for key, fact in world.facts.items()}
    plan: Any = SimpleNamespace(household=tuple(world.whole), persons=(), texts={}, reasons=None)
    words = {key: fact.values for key, fact in world.facts.items() if fact.unit == CHOICE}
    bounds = StatedBounds(facts, {"member": 8, "obligor": 8})
    run = BlockRun.of(plan, words, bounds, columns, people=False, piece=piece)
    blocks = blocks_of(classes, range(len(numbers)), [0] * len(numbers), classes.households_a_block)
    outputs = [np.empty(len(sizes), each) for each in run.kinds]
    run.on(columns, [world.tables[name] for name in run.figures], blocks)(outputs, 1)
    return [each.tolist() for each in outputs]


def varying(world):
    """Give the world without values that are the same for all."""
    return evolve(world, whole=[each for each in world.whole if each.op != "const"])


@settings(max_examples=40)
@given(
    worlds(), st.integers(1, 4), st.sampled_from([1, 15, 16, 17, 40]), st.sampled_from([1, 5, 16, 64]),
    st.integers(0, 2**32),
)  # fmt: skip
def test_blocks_give_what_whole_columns_give(world, most, count, piece, seed):
    least = 0 if world.entity == "obligor" else 1
    sizes = sorted(np.random.default_rng(seed).integers(least, most + 1, count).tolist())
    world = varying(world)
    rows = rows_of(world, sizes, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "HOUSEHOLDS_A_BLOCK", 20)
        assert in_blocks(world, rows, sizes, piece) == decided(ColumnRun, world, rows)


@pytest.mark.parametrize("count", [1, 63, 64, 65, 2047, 2048, 2049, 5000])
def test_every_byte_of_an_output_is_written_and_none_beside_it(count):
    world = World("member")
    graph = world.graph
    found = [graph.total("member", each) for each in world.numbers]
    world.whole = [*found, *(graph.any("member", each) for each in world.flags[:2]), graph.compare("<", *found[:2])]
    rows = rows_of(world, [1] * count, 4)
    assert in_blocks(world, rows, [1] * count, 512) == decided(ColumnRun, world, rows)


@pytest.mark.parametrize("bound", ["low", "high"])
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_sums_at_the_bounds_of_their_bits_do_not_wrap(bound, beyond):
    world = World("member")
    graph = world.graph
    for node in list(world.numbers):
        limit = graph.constant(getattr(node, bound) + beyond, COUNT)
        several = [graph.add(node, limit), graph.add(node, limit, -1), graph.scale(node, Fraction(-1))]
        chosen = [graph.choose(graph.compare("<", node, limit), each, node) for each in several]
        world.whole += [graph.total("member", each) for each in (*several, *chosen)]
        world.whole += [graph.count("member", graph.compare(op, node, limit)) for op in ("<", "<=", "==")]
    world = varying(world)
    rows = rows_of(world, [8] * 40, 9)
    assert in_blocks(world, rows, [8] * 40, 16) == decided(ColumnRun, world, rows)
