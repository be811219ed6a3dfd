"""64 bits tell keys apart, and keys that stand twice are found wherever they stand."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from dibao.batch.files.identity import hashes
from dibao.batch.files.uniqueness import ascend, standing_twice

KEYS = st.lists(st.text(max_size=20), max_size=30) | st.lists(st.integers(-(2**62), 2**62), max_size=30)


@given(KEYS)
def test_equal_keys_have_equal_bits_and_others_have_not(keys):
    bits = hashes(pa.array(keys)).tolist() if keys else []
    assert [bits.index(bit) for bit in bits] == [keys.index(key) for key in keys]


@given(KEYS, st.integers(1, 5))
def test_every_key_that_stands_twice_is_found_with_all_its_places(keys, step):
    def batches():
        for start in range(0, len(keys), step):
            yield pa.array(keys[start : start + step])

    expected = {key: [at for at, each in enumerate(keys) if each == key] for key in keys if keys.count(key) > 1}
    assert dict(standing_twice(batches, len(keys))) == expected


@given(KEYS, st.integers(1, 5))
def test_keys_ascend_when_each_is_above_the_one_before(keys, step):
    batches = (pa.array(keys[start : start + step]) for start in range(0, len(keys), step))
    ordered = sorted(set(keys), key=lambda each: each.encode() if isinstance(each, str) else each)
    assert ascend(batches) == (keys == ordered)


def test_a_slice_of_keys_has_the_bits_of_the_whole():
    keys = pa.array(["a", "bb", "ccc", "汉字", "", None])
    assert hashes(keys.slice(2)).tolist() == hashes(keys).tolist()[2:]
