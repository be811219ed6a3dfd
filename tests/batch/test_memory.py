"""Room for columns, zeros that cost nothing, and where they lie."""

import ctypes
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from dibao.batch import memory
from dibao.batch.memory import FEWEST_PAGES, LINE, address, always_zero, own_room, room, zeros


@pytest.mark.parametrize("count", [0, 1, FEWEST_PAGES // 8 - 1, FEWEST_PAGES // 8, FEWEST_PAGES // 8 + 1])
def test_zeros_are_the_callers_own(count):
    first, second = (zeros(np.int64, count) for _ in range(2))
    first[:] = 7
    assert second.tolist() == [0] * count


@pytest.mark.parametrize("count", [0, 1, FEWEST_PAGES, 8 * FEWEST_PAGES])
@pytest.mark.parametrize("kind", [np.bool_, np.int32, np.int64])
def test_what_is_always_zero_cannot_be_written(kind, count):
    found = always_zero(kind, count)
    assert (len(found), found.dtype, bool(found.any())) == (count, kind, False)
    with pytest.raises(ValueError, match="read-only"):
        found[:] = 1


def test_zeros_of_an_earlier_run_stay_when_a_larger_one_follows():
    small = always_zero(np.int8, 10)
    large = always_zero(np.int8, 64 * FEWEST_PAGES)
    assert (small.any(), large.any()) == (False, False)


def test_room_can_be_written():
    found = room(np.int32, 5)
    found[:] = 3
    assert found.tolist() == [3] * 5


def test_a_thread_keeps_its_room_until_it_needs_more():
    def asked(*sizes):
        return [address(own_room(size)) for size in sizes]

    with ThreadPoolExecutor(1) as another:
        _, small, same, smaller, larger = another.submit(asked, 0, 5 * LINE, 5 * LINE, 0, 2**20).result()
        own = address(own_room(5 * LINE))
        assert small == same == smaller
        assert {small % LINE, larger % LINE, own % LINE} == {0}
        ctypes.memset(larger, 7, 2**20)
        assert another.submit(asked, 2**20).result() == [larger]
        assert not larger <= own < larger + 2**20


@pytest.mark.parametrize("first", [0, 3])
def test_an_address_is_that_of_the_first_number(first):
    numbers = np.arange(10, 20, dtype=np.int64)[first:]
    assert ctypes.c_int64.from_address(address(numbers)).value == 10 + first


def test_the_address_of_every_other_word_is_that_of_all_words():
    words = np.arange(10, 20, dtype=np.int64)
    assert ctypes.c_int64.from_address(address(words.reshape(-1, 2)[:, 0])).value == 10


def test_zeros_are_large_enough_though_another_thread_keeps_smaller_ones_meanwhile(monkeypatch):
    class Replaced(list):
        """Keeps smaller pages as soon as others are put there."""

        def __setitem__(self, key, pages):
            super().__setitem__(key, [bytes(FEWEST_PAGES)])

    monkeypatch.setattr(memory, "_pages", Replaced())
    assert len(always_zero(np.int8, 4 * FEWEST_PAGES)) == 4 * FEWEST_PAGES
