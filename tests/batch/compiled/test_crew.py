"""Tasks are done once each, in whatever threads, and what comes of them is told in their order."""

import ctypes
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao.batch.compiled import crew
from dibao.batch.compiled.crew import begun, done
from dibao.batch.compiled.machine import task_of
from dibao.batch.compiled.tasks import ARGUMENTS, FUNCTION, GIVEN, spread, tasks_of, together
from dibao.batch.memory import LINE, address, own_room

ADD = """\
define i64 @decide(i64 %first, i64 %last, ptr %counts) nounwind {
  %at = getelementptr i64, ptr %counts, i64 %first
  %count = atomicrmw add ptr %at, i64 1 seq_cst
  %sum = add i64 %first, %last
  ret i64 %sum
}
"""
"""Counts how often a task is done, and gives the sum of two numbers."""
ROOM = """\
define i64 @decide(i64 %value, ptr %one, ptr %other) nounwind {
  store volatile i64 %value, ptr %one
  store volatile i64 1, ptr %other
  %first = load volatile i64, ptr %one
  %second = load volatile i64, ptr %other
  %sum = add i64 %first, %second
  ret i64 %sum
}
"""
"""Leaves two numbers in the room of its thread and takes them up again."""


@pytest.fixture(params=["without Python", "with Python"])
def worked_by(request, monkeypatch):
    """Let threads wait for work as they do where they can, and as they do elsewhere."""
    if request.param == "with Python":
        monkeypatch.setattr(sys, "platform", "elsewhere")


def counting(tasks):
    """Give tasks that count, where they do, and what must come of them."""
    counts = np.zeros(tasks, np.int64)
    calls = [(number, 10 * number, address(counts)) for number in range(tasks)]
    return tasks_of(task_of(ADD), calls), counts, [11 * number for number in range(tasks)]


@pytest.mark.parametrize("threads", [1, 2, 3, 7])
@pytest.mark.parametrize("number", [0, 1, 2, 50])
def test_each_task_is_done_once(worked_by, number, threads):
    tasks, counts, expected = counting(number)
    assert done(tasks, threads) == expected
    assert counts.tolist() == [1] * number


@given(numbers=st.lists(st.integers(0, 300), min_size=1, max_size=6), threads=st.integers(1, 5))
def test_work_after_work_is_done_by_the_same_threads(numbers, threads):
    for number in numbers:
        tasks, counts, expected = counting(number)
        assert (done(tasks, threads), counts.tolist()) == (expected, [1] * number)


def test_threads_are_kept():
    done(counting(20)[0], 3)
    before = threading.active_count()
    for _ in range(20):
        done(counting(20)[0], 3)
    assert threading.active_count() == before


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads wait otherwise here")
def test_nobody_is_woken_who_does_not_sleep():
    for _ in range(500):
        done(counting(5)[0], 3)
    [*crews] = crew._idle[3]
    for each in crews:
        woken = ctypes.c_int()
        ctypes.CDLL(None).sem_getvalue(ctypes.c_void_p(each.place), ctypes.byref(woken))
        assert woken.value <= each.others


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_something_else_can_be_done_meanwhile(worked_by, threads):
    tasks, counts, expected = counting(100)
    begin = begun(tasks, threads, counts)
    others, other_counts, other_expected = counting(30)
    assert done(others, threads) == other_expected
    assert begin.finish() == expected
    assert (counts.tolist(), other_counts.tolist()) == ([1] * 100, [1] * 30)
    assert done(counting(30)[0], threads) == other_expected


def test_work_within_work_asks_for_no_more_threads():
    done(counting(20)[0], 2)
    begin = begun(counting(20)[0], 2, None)
    before = threading.active_count()
    done(counting(20)[0], 2)
    assert threading.active_count() == before
    begin.finish()


def test_each_thread_has_its_own_room(worked_by):
    places, size, threads = (0, LINE), 2 * LINE, 3
    tasks = tasks_of(task_of(ROOM, 2), [(value, *places) for value in range(500)])
    assert done(tasks, threads, size) == [value + 1 for value in range(500)]


def test_work_within_work_has_other_room():
    tasks = tasks_of(task_of(ROOM, 2), [(value, 0, LINE) for value in range(500)])
    begin = begun(tasks, 2, None, 2 * LINE)
    own = own_room(4 * LINE)[: 4 * LINE].copy()
    within = tasks_of(task_of(ROOM, 2), [(-1, 3 * LINE, 3 * LINE)])
    assert done(within, 2, 4 * LINE) == [2]
    assert begin.finish() == [value + 1 for value in range(500)]
    assert -1 not in own.view(np.int64)


def test_several_callers_have_threads_of_their_own(worked_by):
    tasks = [counting(200) for _ in range(8)]
    with ThreadPoolExecutor(4) as callers:
        found = list(callers.map(lambda each: done(each[0], 2), tasks))
    assert found == [expected for _, _, expected in tasks]
    assert all(counts.tolist() == [1] * 200 for _, counts, _ in tasks)


def test_without_more_threads_the_own_one_does_all(monkeypatch):
    def refuse(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    monkeypatch.setattr(crew, "_idle", {})
    tasks, counts, expected = counting(20)
    assert done(tasks, 4) == expected
    assert counts.tolist() == [1] * 20


@pytest.mark.parametrize("function", ["begin", "finish"])
def test_an_interrupt_leaves_nothing_undone(monkeypatch, function):
    native = crew._native()

    def interrupted(*arguments):
        native[function](*arguments)
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(crew, "_native", lambda: {**native, function: interrupted})
    tasks, counts, expected = counting(100)
    with pytest.raises(KeyboardInterrupt):
        begun(tasks, 2, counts).finish()
    assert counts.tolist() == [1] * 100
    assert crew._own.crew is None
    assert done(counting(100)[0], 2) == expected


def test_what_is_begun_and_forgotten_is_finished_before_anything_else():
    tasks, counts, expected = counting(100)
    begun(tasks, 2, counts)
    assert done(counting(100)[0], 2) == expected
    assert counts.tolist() == [1] * 100
    assert crew._own.crew is None


def test_an_interrupt_while_threads_start_frees_nothing(monkeypatch):
    start, started = threading.Thread.start, []

    def interrupted(self):
        start(self)
        started.append(self)
        if len(started) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    monkeypatch.setattr(crew, "_idle", {})
    before = len(crew._crews)
    with pytest.raises(KeyboardInterrupt):
        done(counting(100)[0], 5)
    assert len(crew._crews) == before + 1
    monkeypatch.undo()
    tasks, _, expected = counting(100)
    assert done(tasks, 5) == expected
    crew._native()["dismiss"](crew._crews[before].place, 2)
    for each in started[:2]:
        each.join(timeout=30)
        assert not each.is_alive()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_has_threads_of_its_own():
    done(counting(20)[0], 2)
    child = os.fork()
    if not child:
        tasks, counts, expected = counting(200)
        os._exit(0 if done(tasks, 2) == expected and counts.tolist() == [1] * 200 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_process_ends_with_threads_that_wait():
    script = """
import numpy as np
from dibao.batch.compiled.crew import begun, done
from dibao.batch.compiled.machine import task_of
from dibao.batch.compiled.tasks import tasks_of
task = task_of("define i64 @decide(i64 %n) nounwind { ret i64 %n }")
print(sum(done(tasks_of(task, [(n,) for n in range(100)]), 4)))
left = begun(tasks_of(task, [(n,) for n in range(100)]), 4, None)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "4950\n", "")


class TestTasks:
    def test_spans_share_what_else_is_told(self):
        tasks = spread(7, [range(2, 5), range(5, 9)], [1, 2])
        assert tasks.tolist() == [[7, 0, 2, 5, 1, 2], [7, 0, 5, 9, 1, 2]]

    def test_tasks_of_several_functions_stand_one_after_another(self):
        found = together([tasks_of(1, [(5,)]), tasks_of(2, []), tasks_of(3, [(6, 7), (8, 9)])])
        assert found.tolist() == [[1, 0, 5, 0], [3, 0, 6, 7], [3, 0, 8, 9]]

    def test_nothing_together_is_nothing(self):
        assert together([]).shape == (0, ARGUMENTS)
        assert done(together([]), 3) == []

    def test_a_task_tells_what_its_function_gave(self):
        tasks, _, expected = counting(3)
        done(tasks, 1)
        assert (tasks[:, GIVEN].tolist(), set(tasks[:, FUNCTION])) == (expected, {task_of(ADD)})
