"""Share work out to threads, which are kept: to start them takes longer than to decide a small table."""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, TypeVar

FEWEST_FOR_THREADS = 20_000
FEWEST_ROWS = 1_000_000
"""A pass over fewer rows of a column takes no longer than to hand it out."""
ROWS_TOGETHER = 2**16
PARTS_A_THREAD = 4
_Part = TypeVar("_Part")
_Found = TypeVar("_Found")
_kept: dict[int, ThreadPoolExecutor] = {}

if hasattr(os, "register_at_fork"):
    # A child has none of its parent's threads, and would wait for them forever.
    os.register_at_fork(after_in_child=_kept.clear)


def threads_for(households: int, threads: int) -> int:
    """Give how many threads are worth their while for so many households."""
    return threads if households >= FEWEST_FOR_THREADS else 1


def parts_for(households: int, threads: int) -> int:
    """Give into how many parts work on so many households is divided, so that no thread waits long for another."""
    threads = threads_for(households, threads)
    return threads * PARTS_A_THREAD if threads > 1 else 1


def row_spans(rows: int, threads: int) -> list[slice]:
    """Divide the rows of a column among threads; each span begins at whole `ROWS_TOGETHER`."""
    if threads <= 1 or rows < FEWEST_ROWS:
        return [slice(0, rows)] if rows else []
    parts = threads * PARTS_A_THREAD
    edges = {rows * part // parts // ROWS_TOGETHER * ROWS_TOGETHER for part in range(parts)}
    return [slice(*each) for each in itertools.pairwise([*sorted(edges), rows])]


def shared_out(work: Callable[[_Part], _Found], parts: Iterable[_Part], threads: int) -> list[_Found]:
    """Do the work of all parts in so many threads, of which the caller's is one; give what came out, in their order."""
    parts = list(parts)
    others = min(threads, len(parts)) - 1
    if others <= 0:
        return [work(part) for part in parts]
    waiting = deque(enumerate(parts))
    found: list[Any] = [None] * len(parts)

    def take() -> None:
        while waiting:
            try:
                number, part = waiting.popleft()
            except IndexError:
                return
            try:
                found[number] = work(part)
            except BaseException:
                waiting.clear()
                raise

    pool = _pool(threads - 1)
    asked = [pool.submit(take) for _ in range(others)]
    try:
        take()
    finally:
        # Whoever has not begun by now finds nothing left to do, and nobody waits for it.
        begun = [each for each in asked if not each.cancel()]
        wait(begun)
    for each in begun:
        each.result()
    return found


def _pool(threads: int) -> ThreadPoolExecutor:
    pool = _kept.get(threads)
    if pool is None:
        pool = _kept.setdefault(threads, ThreadPoolExecutor(threads, thread_name_prefix="dibao"))
    return pool
