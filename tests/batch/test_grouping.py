"""Whose people stand where, however the owners are stated."""

import itertools

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dibao.batch.columns import NEAR
from dibao.batch.grouping import check_unique, grouped
from dibao.batch.people import People
from dibao.batch.problems import Problems

KINDS = st.sampled_from([pa.int8(), pa.uint8(), pa.int32(), pa.int64(), pa.uint64()])


def assert_everybody_is_found(ids, sizes, kind):
    """Group people who stand in the order of their households, and who all belong to one."""
    owners = [each for each, size in zip(ids, sizes, strict=True) for _ in range(size)]
    problems = Problems()
    found = grouped(pa.array(ids, kind), pa.array(owners, kind), "members", problems)
    check_unique(pa.array(ids, kind), "households", problems)
    assert not problems.found
    assert found.sizes.tolist() == sizes
    assert People(found.starts, found.whose, found.first).owners.tolist() == People(found.starts).owners.tolist()


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        (pa.int8(), [126, 127]),
        (pa.int8(), [126, 127, -128]),
        (pa.uint8(), [254, 255]),
        (pa.uint8(), [254, 255, 0]),
        (pa.uint64(), [2**63 - 2, 2**63 - 1]),
        (pa.uint64(), [2**63 - 1, 2**63]),
        (pa.uint64(), [2**63, 2**63 + 1]),
        (pa.uint64(), [2**64 - 1, 0]),
    ],
)
def test_ids_up_to_the_largest_of_their_bits_and_beyond_it_keep_their_people(kind, ids):
    assert_everybody_is_found(ids, [2] * len(ids), kind)


@pytest.mark.parametrize("first", [-101, -100, -1, 0, 1])
def test_somebody_without_people_among_ids_below_zero_is_no_trouble(first):
    assert_everybody_is_found([*range(first, first + 129)], [1] * 60 + [0] + [1] * 68, pa.int16())
    assert_everybody_is_found([*range(first, 28)], [1, 0] + [1] * (26 - first), pa.int8())
    assert_everybody_is_found([*range(first, 128)], [1, 0] + [1] * (126 - first), pa.int8())


@given(KINDS, st.integers(0, 27), st.lists(st.integers(0, 3), min_size=1, max_size=100), st.randoms())
@example(pa.int8(), 27, [1] * 100, None)
@example(pa.int64(), 0, [1, 0, 2], None)
@example(pa.int64(), 5, [0, 1], None)
@example(pa.int64(), 5, [1, 0], None)
def test_people_are_found_of_every_household(kind, first, sizes, random):
    ids = list(range(first, first + len(sizes)))
    owners = [each for each, size in zip(ids, sizes, strict=True) for _ in range(size)]
    if random is not None and random.random() < 0.5:
        random.shuffle(owners)
    problems = Problems()
    found = grouped(pa.array(ids, kind), pa.array(owners, kind), "members", problems)
    assert not problems.found
    assert [[owners[row] for row in found.rows(place)] for place in range(len(ids))] == [
        [each] * size for each, size in zip(ids, sizes, strict=True)
    ]
    assert found.extent == (min(sizes), max(sizes))
    known = People(found.starts, found.whose, found.first)
    assert known.owners.tolist() == People(found.starts).owners.tolist()


@pytest.mark.parametrize("wrong", [1, 2, NEAR - 1, NEAR, NEAR + 1, 2 * NEAR])
def test_one_step_that_is_no_step_to_the_next_household_is_seen(wrong):
    ids = np.arange(2 * NEAR + 2)
    owners = ids.copy()
    owners[wrong] = owners[wrong - 1]
    problems = Problems()
    sizes = grouped(pa.array(ids), pa.array(owners), "members", problems).sizes
    assert not problems.found
    assert (sizes[wrong - 1], sizes[wrong], sizes.sum()) == (2, 0, len(ids))


@pytest.mark.parametrize("often", [0, 1, 6, 7, 8, 112])
def test_few_and_many_are_counted_alike(often):
    starts = np.array([0, 3, 3, 50, 112])
    holds = np.zeros(112, bool)
    holds[:often] = True
    people, wanted = People(starts), [int(holds[a:b].sum()) for a, b in itertools.pairwise(starts)]
    assert people.count(holds, np.int32).tolist() == wanted
    assert people.any(holds).tolist() == [each > 0 for each in wanted]
    assert people.total(holds.astype(np.int16), np.int32).tolist() == wanted


@pytest.mark.parametrize("households", [0, 1, 3])
def test_nobody_is_counted_where_nobody_is(households):
    people, nobody = People(np.zeros(households + 1, np.int64)), np.zeros(0, bool)
    assert people.count(nobody, np.int32).tolist() == [0] * households
    assert people.any(nobody).tolist() == [False] * households
    assert people.total(np.zeros(0, np.int16), np.int32).tolist() == [0] * households


@pytest.mark.parametrize("ids", [[7, 8, 9], [9, 7, 8], []])
def test_nobody_belongs_to_any_household_of_a_table_without_people(ids):
    problems = Problems()
    found = grouped(pa.array(ids, pa.int64()), pa.array([], pa.int64()), "obligors", problems)
    assert not problems.found
    assert found.starts.tolist() == [0] * (len(ids) + 1)
    assert found.extent == (0, 0)
    assert found.largest(0, len(ids)) == 0
    assert [[*found.rows(place)] for place in range(len(ids))] == [[]] * len(ids)
