"""Measure one action: many calls here, or a few in processes of their own."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median, quantiles
from time import perf_counter_ns
from typing import Any, NamedTuple

WARM_UP_CALLS = 50


class Timing(NamedTuple):
    """Microseconds a call: the middle one, and what all but one in twenty stay below."""

    p50: float
    p95: float


def timed(action: Callable[[Any], object], prepare: Callable[[], Any], calls: int) -> Timing:
    """Time single calls; what `prepare` makes for each call is not timed."""
    for _ in range(WARM_UP_CALLS):
        action(prepare())
    nanoseconds = []
    for _ in range(calls):
        subject = prepare()
        start = perf_counter_ns()
        action(subject)
        nanoseconds.append(perf_counter_ns() - start)
    return Timing(median(nanoseconds) / 1000, quantiles(nanoseconds, n=20)[-1] / 1000)


def in_fresh_processes(code: str, processes: int) -> Mapping[str, Timing]:
    """Give the numbers that a program prints as one JSON object, over several runs.

    One more run comes first and is left out: it may still write bytecode.
    """
    runs = [_run(code) for _ in range(processes + 1)][1:]
    return {name: Timing(median(values), max(values)) for name, values in _by_name(runs).items()}


def _run(code: str) -> Mapping[str, float]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    numbers: Mapping[str, float] = json.loads(done.stdout)
    return numbers


def _by_name(runs: Sequence[Mapping[str, float]]) -> Mapping[str, list[float]]:
    return {name: [run[name] for run in runs] for name in runs[0]}
