"""Tell keys apart by 64 bits each, so that those of a whole country fit in memory."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)


def hashes(keys: pa.Array) -> np.ndarray:
    """Give 64 bits for each key; equal keys have equal ones, and others hardly ever.

    Whoever relies on it compares the keys themselves where bits are equal.
    A key that is null has 0.
    """
    if pa.types.is_integer(keys.type):
        numbers = keys.cast(pa.int64(), safe=False).fill_null(0).to_numpy(zero_copy_only=False)
        return _mixed(numbers.astype(np.uint64))
    texts = keys.cast(pa.large_string())
    _, offsets_buffer, data_buffer = texts.buffers()
    count = len(texts)
    offsets = np.frombuffer(offsets_buffer, dtype=np.int64)[texts.offset : texts.offset + count + 1]
    data = np.frombuffer(data_buffer, dtype=np.uint8) if data_buffer is not None else np.zeros(0, dtype=np.uint8)
    lengths = np.diff(offsets)
    made = np.zeros(count, dtype=np.uint64)
    for length in np.unique(lengths):
        where = np.flatnonzero(lengths == length)
        made[where] = _of_length(data, offsets[where], int(length))
    if texts.null_count:
        made[texts.is_null().to_numpy(zero_copy_only=False)] = 0
    return made


def _of_length(data: np.ndarray, starts: np.ndarray, length: int) -> np.ndarray:
    """Mix texts of one length, eight bytes at a time."""
    mixed = np.full(len(starts), np.uint64(length + 1))
    for begin in range(0, length, 8):
        word = np.zeros(len(starts), dtype=np.uint64)
        for offset in range(begin, min(begin + 8, length)):
            word = (word << np.uint64(8)) | data[starts + offset].astype(np.uint64)
        mixed = _mixed(mixed ^ word)
    return _mixed(mixed)


def _mixed(numbers: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        mixed = (numbers + _MIX) * _SPREAD
        return (mixed ^ (mixed >> _SHIFT)) * _MIX


def repeated(bits: np.ndarray) -> np.ndarray:
    """Give the bits that stand more than once, in order; the array is sorted in place."""
    bits.sort()
    return np.unique(bits[1:][bits[1:] == bits[:-1]])
