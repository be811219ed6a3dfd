"""Let threads do tasks that lie in memory; to begin with one, none of them waits for another one's Python."""

from __future__ import annotations

import atexit
import ctypes
import os
import sys
from collections import deque
from collections.abc import Sequence
from functools import cache
from threading import Thread, local
from typing import Any
from weakref import ref

import numpy as np
from attrs import define, field

from dibao.batch.compiled.crew_text import BED, CALL_NAMES, CALLS, CONTROL_WORDS, WORK, WORK_WORDS, crew_text
from dibao.batch.compiled.tasks import GIVEN
from dibao.batch.memory import address, own_room, room_at_line
from dibao.batch.threads import shared_out

_FUNCTIONS = ("take", "serve", "begin", "finish", "share", "dismiss")


def done(tasks: Any, threads: int, room: int = 0) -> list[int]:
    """Do tasks in so many threads, of which the caller's is one; give what came of each.

    Every thread has room for so many bytes. Tasks are begun in their order.
    """
    threads, native = _threads_for(tasks, threads), _native()
    work, rooms = _work_of(tasks, threads, room)
    crew = _crew_of(threads)
    if crew is None:
        _take((work, rooms, tasks), threads)
    else:
        try:
            # One call, which nothing interrupts: nobody works on behind a caller who has left.
            native["share"](crew.place, address(work))
        finally:
            crew.release()
    return _given(tasks)


def begun(tasks: Any, threads: int, kept: Any, room: int = 0) -> Begun:
    """Begin tasks in other threads, so that the caller can do something else, and then must let them finish.

    Whatever happens meanwhile, what lies where the tasks read and write is `kept` until then. All other tasks of the
    caller are done by its own thread alone.
    """
    threads = _threads_for(tasks, threads)
    work, rooms = _work_of(tasks, threads, room)
    begin = Begun(tasks, work, rooms, threads, kept)
    crew = _crew_of(threads)
    if crew is not None:
        native, place = _native()["begin"], address(work)
        crew.kept = work, rooms, tasks, kept
        _own.begun, _own.crew, begin.crew = ref(begin), crew, crew
        try:
            native(crew.place, place)
        except BaseException:
            # Interrupted as soon as the others had begun.
            begin.finish()
            raise
    return begin


@define(eq=False)
class Begun:
    """Tasks that others do already."""

    tasks: Any
    work: Any
    rooms: Any
    threads: int
    kept: Any
    crew: Crew | None = None

    def finish(self) -> list[int]:
        """Do what is left, wait for the others, and give what came of each task."""
        if self.crew is None:
            _take((self.work, self.rooms, self.tasks, self.kept), self.threads)
            return _given(self.tasks)
        try:
            self._end()
        except BaseException:
            # Interrupted before or after: to finish once more does no harm, and else nobody gets the threads again.
            self._end()
            raise
        return _given(self.tasks)

    def _end(self) -> None:
        crew = self.crew
        if crew is not None:
            _native()["finish"](crew.place, address(self.work))
            # Never finish it again from here on: the threads may work for somebody else by then.
            self.crew = _own.begun = _own.crew = None
            crew.release()


@define(eq=False)
class Crew:
    """Threads that look for work and sleep without Python; one caller at a time has them.

    `kept` is what they may work on, even if their caller should be interrupted and never finish it.
    """

    asked: int
    control: Any = field(init=False)
    place: int = field(init=False)
    threads: list[Thread] = field(init=False, factory=list)
    kept: Any = None

    def __attrs_post_init__(self) -> None:
        """Start as many threads as are asked for and can be had."""
        # Threads look at the control as long as they live, even if an interrupted caller forgets them.
        _crews.append(self)
        self.control = np.zeros(CONTROL_WORDS, np.int64)
        self.place = address(self.control)
        system, calls = ctypes.CDLL(None), slice(CALLS, CALLS + len(CALL_NAMES))
        system.sem_init(ctypes.c_void_p(self.place + 8 * BED), 0, 0)
        self.control[calls] = [ctypes.cast(getattr(system, each), ctypes.c_void_p).value for each in CALL_NAMES]
        for number in range(1, self.asked):
            thread = Thread(target=_native()["serve"], args=(self.place, number), name=f"dibao-{number}", daemon=True)
            try:
                thread.start()
            except RuntimeError:
                # There can be no more threads; the caller's own does their part.
                return
            self.threads.append(thread)

    @property
    def others(self) -> int:
        """Give how many threads there are beside the caller's."""
        return len(self.threads)

    def release(self) -> None:
        """Let another caller have the threads."""
        self.kept = None
        _idle[self.asked].append(self)

    def dismiss(self) -> None:
        """Let the threads end."""
        _native()["dismiss"](self.place, self.others)
        for thread in self.threads:
            thread.join()


class _Own(local):
    """Who works for a thread just now."""

    begun: ref[Begun] | None = None
    crew: Crew | None = None


_own = _Own()
_crews: list[Crew] = []
_idle: dict[int, deque[Crew]] = {}


@atexit.register
def _dismiss() -> None:
    for crews in [*_idle.values()]:
        while crews:
            crews.pop().dismiss()


def _forget() -> None:
    """Forget the threads of a parent, of which a child has none."""
    _crews.clear()
    _idle.clear()
    _own.begun = _own.crew = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _take(kept: Sequence[Any], threads: int) -> None:
    """Do work, which is the first of what is kept meanwhile, in threads that begin and end in Python."""

    def take(who: int) -> None:
        _native()["take"](address(kept[0]), who)

    shared_out(take, range(threads), threads)


def _threads_for(tasks: Any, threads: int) -> int:
    return 1 if _is_within() or len(tasks) < 2 else max(threads, 1)


def _is_within() -> bool:
    """Tell whether this thread has begun something else; what an interrupted caller has left is finished."""
    crew, begun = _own.crew, _own.begun
    if crew is not None and (begun is None or begun() is None):
        _native()["finish"](crew.place, address(crew.kept[0]))
        _own.begun = _own.crew = None
        crew.release()
    return _own.crew is not None


def _work_of(tasks: Any, threads: int, size: int) -> tuple[Any, Any]:
    """Give tasks as work, as `take` reads it, and the rooms of all threads."""
    # Others may have the thread's own room, while it does something else.
    rooms = own_room(size * threads) if _own.crew is None else room_at_line(size)
    work = np.zeros(WORK + len(WORK_WORDS), np.int64)
    work[WORK:] = len(tasks), tasks.strides[0], address(tasks), address(rooms), size
    return work, rooms


def _given(tasks: Any) -> list[int]:
    given: list[int] = tasks[:, GIVEN].tolist()
    return given


def _crew_of(threads: int) -> Crew | None:
    """Give threads that nobody has; None where one is enough, or where they would have to wait in Python."""
    if threads <= 1 or not sys.platform.startswith("linux"):
        return None
    try:
        return _idle.setdefault(threads, deque()).pop()
    except IndexError:
        return Crew(threads)


@cache
def _native() -> dict[str, Any]:
    """Give the compiled functions by name."""
    from dibao.batch.compiled.machine import functions_of

    kind = ctypes.CFUNCTYPE(None, ctypes.c_int64, ctypes.c_int64)
    return dict(zip(_FUNCTIONS, map(kind, functions_of(crew_text(), _FUNCTIONS)), strict=True))
