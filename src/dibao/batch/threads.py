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
LARGEST, SMALLEST = 2, 16
"""A span has such a part of what falls to a thread of all that is left, but not much less than such a one of all."""
FEWEST_A_SPAN = 8192
"""So few households take hardly longer than to begin another span of them."""
_Part = TypeVar("_Part")
_Found = TypeVar("_Found")
_kept: dict[int, ThreadPoolExecutor] = {}

if hasattr(os, "register_at_fork"):
    # A child has none of its parent's threads, and would wait for them forever.
    os.register_at_fork(after_in_child=_kept.clear)


def nothing() -> None:
    """Do nothing while others work."""


def threads_for(households: int, threads: int) -> int:
    """Give how many threads are worth their while for so many households."""
    return threads if households >= FEWEST_FOR_THREADS else 1


def spans_for(count: int, threads: int, whole: int = 1, least: int | None = None) -> list[range]:
    """Divide so many into spans for threads, each of whole pieces and but for the last one no less than the least.

    The later, the smaller they are, so that no thread waits long for another one.
    """
    if threads <= 1:
        return [range(count)] if count else []
    least = max(count // (threads * SMALLEST), FEWEST_A_SPAN if least is None else least, 1)
    edges = [0]
    while edges[-1] < count:
        size = max((count - edges[-1]) // (threads * LARGEST), least)
        edges.append(min(edges[-1] + -(-size // whole) * whole, count))
    return [range(*each) for each in itertools.pairwise(edges)]


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
