"""Households with zeros in the same columns lie together, and what is nothing but zeros is not read."""

from itertools import pairwise

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures.shili.households import ON

from dibao import DibaoError
from dibao.batch import assess_prepared, assess_tables, open_population, prepare, read_tables, results
from dibao.batch.held import Sparse
from dibao.batch.prepared import layers, sparse, storage
from dibao.batch.prepared.contents import contents_of
from dibao.batch.prepared.layers import Classes
from dibao.batch.prepared.sparse import empty_pieces
from dibao.batch.synth import shili_population

BLOCK = 3


@pytest.fixture(scope="module")
def population(shili):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layers, "HOUSEHOLDS_A_PIECE", BLOCK)
        return prepare(shili, *shili_population(400, seed=11).tables())


def classes_of(count, sizes):
    first = np.cumsum([0, *count[:-1]])
    return Classes(first, np.array(count), np.zeros(len(count), np.int64), {"member": np.array(sizes)}, BLOCK)


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(0, 3)), min_size=1, max_size=4), st.data())
def test_a_piece_is_empty_where_every_number_of_a_layer_and_block_is_zero(shapes, data):
    classes = classes_of(*map(list, zip(*shapes, strict=True)))
    total = sum(count * size for count, size in shapes)
    values = np.array(data.draw(st.lists(st.sampled_from([0, 0, 0, 5]), min_size=total, max_size=total)), np.int32)
    expected, base = [], 0
    for count, size in shapes:
        layer = [values[base + number * count : base + (number + 1) * count] for number in range(size)]
        starts = range(0, count, BLOCK)
        expected += [not part[start : start + BLOCK].any() for start in starts for part in layer]
        base += count * size
    assert empty_pieces(values, classes, classes.layers("member")).tolist() == expected
    assert len(expected) == classes.pieces("member").sum()


def test_households_stay_in_their_class_and_each_is_there_once(population):
    classes, sizes = population.classes, population.people["member"].sizes
    assert sorted(population.places.tolist()) == list(range(len(population)))
    ends = [*classes.first.tolist(), len(population)]
    for (first, last), size in zip(pairwise(ends), classes.sizes["member"], strict=True):
        assert set(sizes[first:last].tolist()) == {size}


def test_most_pieces_of_rare_amounts_are_empty_and_were_not_without_order(shili, population):
    unordered = prepare(shili, *shili_population(400, seed=11).tables())
    assert unordered.classes.piece > len(unordered)
    rare = population.facts["member"]["income.property"].values
    share = np.count_nonzero(rare.unpacked) / len(rare.unpacked)
    assert 0 < share < 0.1
    as_in_table = unordered.facts["member"]["income.property"].column(shili.catalogue.fact("member", "income.property"))
    without = empty_pieces(as_in_table.values, population.classes, population.classes.layers("member"))
    assert rare.empty.mean() > max(0.85, without.mean())


def test_loops_do_not_read_an_empty_piece_and_read_every_other_one(shili, population):
    kept = population.facts["member"]["income.wage"]
    said = assess_prepared(shili, population, on=ON, backend="compiled").decisions

    def with_wages(values):
        facts = {**population.facts["member"], "income.wage": evolve(kept, values=Sparse(values, kept.values.empty))}
        changed = evolve(population, facts={**population.facts, "member": facts})
        return assess_prepared(shili, changed, on=ON, backend="compiled").decisions

    wages, empty = kept.values.unpacked, kept.values.empty
    assert 0 < empty.mean() < 1
    in_empty = _rows_of_pieces(population.classes, empty)
    assert with_wages(np.where(in_empty, wages + 12345, wages).astype(wages.dtype)) == said
    assert with_wages(np.where(in_empty, wages, wages * 3).astype(wages.dtype)) != said


def _rows_of_pieces(classes, empty):
    """Tell of each number of a column whether its piece is one of those."""
    found, piece = [], 0
    for count, size in zip(classes.count, classes.sizes["member"], strict=True):
        of_class = np.zeros((size, count), bool)
        for start in range(0, count, classes.piece):
            for number in range(size):
                of_class[number, start : start + classes.piece] = empty[piece]
                piece += 1
        found.append(of_class.reshape(-1))
    return np.concatenate(found)


@pytest.mark.parametrize("change", [{"block": 0}, {"block": "3"}, {"empty": -1}, {"empty": 1}])
def test_pieces_that_do_not_fit_the_columns_are_refused(population, tmp_path, monkeypatch, change):
    told, columns = contents_of(population)
    if "block" in change:
        told["block"] = change["block"]
    else:
        empty = told["facts"]["member"]["income.wage"]["values"]["empty"]
        empty["length"] += change["empty"]
        columns[empty["column"]] = np.zeros(empty["length"], bool)
    monkeypatch.setattr(storage, "contents_of", lambda _: (told, columns))
    population.save(tmp_path / "county")
    with pytest.raises(DibaoError, match="is damaged: its columns do not fit together"):
        open_population(tmp_path / "county")


def test_households_stay_near_those_that_stand_near_them_in_the_table(shili, monkeypatch):
    near = 50
    monkeypatch.setattr(results, "ROWS_A_PART", near)
    monkeypatch.setattr(sparse, "ROWS_NEAR", near)
    monkeypatch.setattr(layers, "HOUSEHOLDS_A_PIECE", BLOCK)
    tables = shili_population(400, seed=11).tables()
    population = prepare(shili, *tables)
    for first, count in zip(population.classes.first, population.classes.count, strict=True):
        windows = population.places[first : first + count] // near
        assert windows.tolist() == sorted(windows.tolist())
    expected = assess_tables(shili, *tables, on=ON).decisions
    for backend in ("numpy", "compiled"):
        assert assess_prepared(shili, population, on=ON, backend=backend).decisions == expected


@pytest.mark.parametrize(("wages", "counts"), [([5, 0, 0, 0], True), ([5, 5, 0, 0], True), ([5, 5, 5, 0], False)])
def test_amounts_that_at_most_half_of_the_people_have_settle_the_order(shili, homes, people, wages, counts):
    tables = homes("a"), people(["a"] * 4, wages)
    found, _ = read_tables(*tables, on=None, catalogue=shili.catalogue, money_unit="fen")
    stated = [each.rows.tolist() for each in sparse._rarely_stated(found) if each.entity == "member"]
    assert ([each > 0 for each in wages] in stated) is counts


@pytest.mark.parametrize("most", [1, 2, 64])
def test_flags_that_no_number_holds_any_more_change_no_result(shili, monkeypatch, most):
    monkeypatch.setattr(sparse, "MOST_FLAGS", most)
    monkeypatch.setattr(layers, "HOUSEHOLDS_A_PIECE", BLOCK)
    tables = shili_population(200, seed=12).tables()
    population = prepare(shili, *tables)
    assert sorted(population.places.tolist()) == list(range(200))
    expected = assess_tables(shili, *tables, on=ON).decisions
    assert assess_prepared(shili, population, on=ON, backend="compiled").decisions == expected
