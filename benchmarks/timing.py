"""Measure one action: many calls here, or a few in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter_ns
from typing import Any, NamedTuple

WARM_UP_CALLS = 50


class Timing(NamedTuple):
    """One in twenty stays below p5, one in two below p50, all but one in twenty below p95.

    Microseconds where calls are timed; far apart, they tell of a busy machine.
    """

    p5: float
    p50: float
    p95: float

    def scaled(self, factor: float) -> "Timing":
        """Give the same in another unit."""
        return Timing(*(factor * each for each in self))


def timing_of(values: Sequence[float]) -> Timing:
    """Give where a twentieth, half and all but a twentieth of the values lie."""
    twentieths = quantiles(values, n=20, method="inclusive")
    return Timing(twentieths[0], median(values), twentieths[-1])


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
    return timing_of(nanoseconds).scaled(1 / 1000)


def in_fresh_processes(code: str, processes: int) -> Mapping[str, Timing]:
    """Give the numbers that a program prints as one JSON object, over several runs.

    One more run comes first and is left out: it writes the bytecode, as
    installing a package does, even where the environment would forbid it.
    """
    with TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        runs = [_run(code, environment) for _ in range(processes + 1)][1:]
    return {name: timing_of([run[name] for run in runs]) for name in runs[0]}


def _run(code: str, environment: Mapping[str, str]) -> Mapping[str, float]:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    numbers: Mapping[str, float] = json.loads(done.stdout)
    return numbers
