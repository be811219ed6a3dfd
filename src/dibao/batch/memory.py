"""Give room for columns of numbers, and say where it lies."""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from typing import Any

import numpy as np
import pyarrow as pa

FEWEST_PAGES = 2**16
"""So many bytes of zeros are worth pages of their own."""


def room(kind: Any, count: int) -> Any:
    """Give room for numbers, which holds anything."""
    # Arrow's pool gives pages that an earlier run has touched already; new ones cost more than the work.
    return np.frombuffer(pa.allocate_buffer(np.dtype(kind).itemsize * count), kind)


_pages: list[Any] = []


def always_zero(kind: Any, count: int) -> Any:
    """Give zeros that nobody can write to: all of them are the same pages, which no run pays for."""
    size = np.dtype(kind).itemsize * count
    pages = _pages[-1] if _pages else b""
    if len(pages) < size:
        # Another thread may keep smaller ones meanwhile.
        pages = mmap(-1, 1 << max(size, FEWEST_PAGES).bit_length(), access=ACCESS_READ)
        _pages[:] = [pages]
    return np.frombuffer(pages, kind, count)


def zeros(kind: Any, count: int) -> Any:
    """Give numbers that stay zero: pages of their own that nobody touches cost nothing."""
    size = np.dtype(kind).itemsize * count
    return np.frombuffer(mmap(-1, size), kind) if size >= FEWEST_PAGES else np.zeros(count, kind)


def address(array: Any) -> int:
    """Give where the first number of an array lies."""
    # Amounts are every other word, the first one included. Arrow's way is several times faster than NumPy's.
    place: int = pa.py_buffer(array if array.flags.c_contiguous else array.base).address
    return place
