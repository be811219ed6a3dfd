"""Give room for columns of numbers, and say where it lies."""

from __future__ import annotations

import mmap
import sys
import threading
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

LINE = 64
"""So many bytes are a line of the cache."""
FEWEST_PAGES = 2**16
"""So many bytes of zeros are worth pages of their own."""


def room(kind: Any, count: int) -> Any:
    """Give room for numbers, which holds anything."""
    # Arrow's pool gives pages that an earlier run has touched already; new ones cost more than the work.
    return np.frombuffer(pa.allocate_buffer(np.dtype(kind).itemsize * count), kind)


class _Own(threading.local):
    """The room of one thread, which has none at first."""

    array = np.zeros(0, np.uint8)


_own = _Own()


def own_room(size: int) -> Any:
    """Give room for so many bytes, which begins at a line of the cache and is this thread's until it asks again.

    To allocate it anew takes about as long as to decide a thousand households.
    """
    if len(_own.array) < size:
        _own.array = room_at_line(size)
    return _own.array


def room_at_line(size: int) -> Any:
    """Give room for so many bytes, or a few more, which begins at a line of the cache."""
    found = room(np.uint8, size + LINE)
    return found[-address(found) % LINE :]


def at_line(size: int) -> int:
    """Give the next number of bytes at which a line begins."""
    return -(-size // LINE) * LINE


_pages: list[Any] = []


def _untouched(size: int) -> mmap.mmap:
    """Give pages that nobody shares; one that is only read takes no memory."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


@lru_cache(maxsize=64)
def always_zero(kind: Any, count: int) -> Any:
    """Give zeros that nobody can write to: all of them are the same pages, which no run pays for."""
    size = np.dtype(kind).itemsize * count
    pages = _pages[0] if _pages else None
    if pages is None or len(pages) < size:
        pages = _untouched(1 << max(size, FEWEST_PAGES).bit_length())
        _pages[:] = [pages]
    found = np.frombuffer(pages, kind, count)
    found.flags.writeable = False
    return found


def zeros(kind: Any, count: int) -> Any:
    """Give numbers that stay zero: pages of their own that nobody touches cost nothing."""
    size = np.dtype(kind).itemsize * count
    return np.frombuffer(_untouched(size), kind) if size >= FEWEST_PAGES else np.zeros(count, kind)


def address(array: Any) -> int:
    """Give where the first number of an array lies."""
    # Amounts are every other word, the first one included. Arrow's way is several times faster than NumPy's.
    place: int = pa.py_buffer(array if array.flags.c_contiguous else array.base).address
    return place
