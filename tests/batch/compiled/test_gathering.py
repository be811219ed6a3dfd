"""Columns are put in another order by compiled loops as NumPy puts them."""

from typing import Any

import numpy as np
import pytest

from dibao.batch import results
from dibao.batch.compiled import gathering

ROWS = 70
KINDS = {
    "a flag": (np.bool_, np.bool_, 1),
    "words": (np.int8, np.int8, 1),
    "narrow amounts": (np.int16, np.int64, 2),
    "amounts": (np.int32, np.int64, 2),
    "wide amounts": (np.int64, np.int64, 2),
    "a quantity": (np.int32, np.int64, 1),
    "reasons": (np.int16, np.uint32, 1),
    "32 reasons": (np.int64, np.uint32, 1),
}


def column_of(kind, words):
    """Give a column of which every word holds something else already."""
    whole = np.full((ROWS, words), 77).astype(kind)
    return whole[:, 0] if words > 1 else whole.reshape(-1)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("part", [slice(0, ROWS), slice(13, 14), slice(13, ROWS - 1)])
def test_a_part_of_a_column_is_filled_and_nothing_else(monkeypatch, name, part):
    monkeypatch.setattr(results, "ROWS_AT_ONCE", 16)
    own_kind, kind, words = KINDS[name]
    draw = np.random.default_rng(4)
    most = 1 if own_kind is np.bool_ else 2**32 - 1 if name == "32 reasons" else np.iinfo(own_kind).max
    own: Any = draw.integers(0, most, ROWS, np.int64, endpoint=True).astype(own_kind)
    own[:2] = most
    order = draw.permutation(ROWS)
    compiled, plain = column_of(kind, words), column_of(kind, words)
    gathering.gather(compiled, own, order, part)
    results.gather(plain, own, order, part)
    every = [each if words == 1 else each.base for each in (compiled, plain)]
    assert np.array_equal(*every)
    assert plain[part].tolist() == own[order[part]].tolist()
    outside = np.delete(every[0], np.r_[part], axis=0)
    assert (outside == np.array(77).astype(kind)).all()


def test_numbers_below_zero_keep_their_sign():
    compiled = np.zeros(3, np.int64)
    gathering.gather(compiled, np.array([-5, 7, -(2**31)], np.int32), np.array([2, 0, 1]), slice(0, 3))
    assert compiled.tolist() == [-(2**31), -5, 7]
