"""People are matched to households by their order alone where that is possible."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao.batch.files.alignment import aligned, places_of
from dibao.batch.files.columns import Role, form
from dibao.batch.files.sources import Source
from dibao.household.facts import BUILT_IN


def source(folder: Path, role: Role, keys: list[int]) -> Source:
    column = form(role, BUILT_IN).key
    path = folder / f"{role}.parquet"
    pq.write_table(pa.table({column.name: pa.array(keys, pa.int64())}), path, row_group_size=4)
    return Source(role, path.name, path, ((column, column.name),), (column.title,), len(keys))


@pytest.mark.parametrize(
    ("homes", "people", "ends"),
    [
        ([1, 2, 3, 4, 5], [1, 1, 2, 3, 3, 3, 4, 5], [3, 7, 8]),
        ([5, 3, 9, 1], [5, 3, 3, 9, 1], [3, 5]),
        ([1, 2, 3, 4], [1, 1, 4], [2, 3]),
        ([1, 2, 3, 4], [], [0, 0]),
        ([], [], []),
        ([1, 2, 3, 4], [1, 2, 1, 3], None),
        ([1, 2, 3, 4], [1, 3, 2, 4], None),
        ([1, 2, 3, 4], [1, 2, 7], None),
        ([], [1], None),
        ([1, 2, 1], [1, 2, 1], [2, 3]),
    ],
)
def test_the_row_behind_each_part_is_known_where_people_follow_their_households(homes, people, ends, tmp_path):
    found = aligned(source(tmp_path, "households", homes), source(tmp_path, "members", people), pa.int64(), 2)
    assert (None if found is None else found.tolist()) == ends


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_each_person_is_placed_in_the_household_of_its_key(sizes):
    homes = pa.array([f"h{number}" for number in range(len(sizes))])
    expected = np.repeat(np.arange(len(sizes)), sizes)
    assert places_of(homes.take(pa.array(expected)), homes).tolist() == expected.tolist()
