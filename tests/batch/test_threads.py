"""Work is shared out to threads that are kept, and a forked process has threads of its own."""

import os
import threading

import pytest

from dibao.batch.threads import FEWEST_FOR_THREADS, shared_out, spans_for, threads_for


@pytest.mark.parametrize(
    ("households", "threads"), [(FEWEST_FOR_THREADS - 1, 1), (FEWEST_FOR_THREADS, 3), (FEWEST_FOR_THREADS + 1, 3)]
)
def test_few_households_are_decided_by_one_thread(households, threads):
    assert threads_for(households, 3) == threads


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_what_comes_out_keeps_the_order_of_the_parts(threads):
    assert shared_out(lambda part: part * part, range(20), threads) == [part * part for part in range(20)]


def test_one_thread_is_the_own_one():
    assert {*shared_out(lambda _: threading.get_ident(), range(5), 1)} == {threading.get_ident()}


def test_threads_are_kept():
    def names():
        return {*shared_out(lambda _: threading.current_thread().name, range(20), 2)}

    assert len(names() | names()) <= 2


def test_a_fault_of_a_part_is_told():
    with pytest.raises(ZeroDivisionError):
        shared_out(lambda part: 1 // part, [1, 0], 2)
    assert shared_out(lambda part: 1 // part, [1, 1], 2) == [1, 1]


def test_a_fault_of_another_thread_is_told():
    both = threading.Barrier(2, timeout=10)

    def work(part):
        both.wait()
        if threading.current_thread() is not threading.main_thread():
            raise ZeroDivisionError
        return part

    with pytest.raises(ZeroDivisionError):
        shared_out(work, [1, 2], 2)


def test_after_a_fault_nobody_begins_another_part():
    begun = []

    def work(part):
        begun.append(part)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shared_out(work, range(1000), 2)
    assert len(begun) <= 2


def test_a_fault_of_the_work_is_not_taken_for_its_end():
    with pytest.raises(IndexError):
        shared_out(lambda part: [][part], range(20), 2)


def test_work_may_be_shared_out_within_work():
    found = shared_out(lambda part: sum(shared_out(lambda each: each * part, range(10), 2)), range(10), 2)
    assert found == [45 * part for part in range(10)]


def test_the_caller_works_too():
    both = threading.Barrier(2, timeout=10)

    def work(_):
        both.wait()
        return threading.get_ident()

    assert threading.get_ident() in shared_out(work, range(2), 2)


@pytest.mark.parametrize("threads", [1, 2, 3, 64])
@pytest.mark.parametrize(("whole", "least"), [(1, 1), (1, 4), (512, 1), (512, 8192), (512, 8193)])
@pytest.mark.parametrize("count", [0, 1, 511, 512, 513, 49, 100_000, 1_000_003])
def test_spans_are_all_of_the_work_in_whole_pieces(count, threads, whole, least):
    spans = spans_for(count, threads, whole, least)
    assert [row for span in spans for row in (span.start, span.stop)] == sorted(
        [0, count, *(each.start for each in spans[1:]), *(each.start for each in spans[1:])] if spans else []
    )
    assert all(len(span) and span.start % whole == 0 for span in spans)
    assert all(len(span) >= least for span in spans[:-1])


def test_one_thread_does_all_at_once():
    assert spans_for(1_000_000, 1, 512) == [range(1_000_000)]


@pytest.mark.parametrize("threads", [2, 3, 8])
def test_the_last_spans_are_small_and_the_first_ones_large(threads):
    sizes = [*map(len, spans_for(1_000_000, threads, least=1))]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 1_000_000 // (2 * threads)
    assert len(sizes) <= 16 * threads
    assert sum(sizes[-threads:]) <= 1_000_000 // 16


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own():
    shared_out(str, range(4), 2)
    child = os.fork()
    if not child:
        os._exit(0 if shared_out(str, range(4), 2) == ["0", "1", "2", "3"] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
