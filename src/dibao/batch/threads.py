"""Share work out to threads, which are kept: to start them takes longer than to decide a small table."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

FEWEST_FOR_THREADS = 20_000
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


def shared_out(work: Callable[[_Part], _Found], parts: Iterable[_Part], threads: int) -> list[_Found]:
    """Do the work of all parts in so many threads; give what came out, in their order."""
    if threads <= 1:
        return [work(part) for part in parts]
    pool = _kept.get(threads)
    if pool is None:
        pool = _kept.setdefault(threads, ThreadPoolExecutor(threads, thread_name_prefix="dibao"))
    return list(pool.map(work, parts))
