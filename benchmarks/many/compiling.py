"""How long the first table of a process takes: with an empty cache of compiled code, and with a filled one."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import Row
from benchmarks.timing import timing_of

ROOT = Path(__file__).parents[2]
START = """
import json, time
from benchmarks.many.with_dibao import DibaoCompiled
from dibao.batch.synth import shili_population
engine = DibaoCompiled()
engine.prepare(*shili_population(2000).tables(), 1)
times = []
for _ in range(2):
    start = time.perf_counter()
    engine.run()
    times.append(time.perf_counter() - start)
print(json.dumps({"first": times[0], "again": times[1]}))
"""


def starting(processes: int) -> list[Row]:
    """Time the first run of a shape never seen, and of one whose compiled code is kept."""
    if not processes:
        return []
    cold, cached = [], []
    for _ in range(processes):
        with TemporaryDirectory() as cache:
            environment = {**os.environ, "XDG_CACHE_HOME": cache}
            cold.append(_run(environment))
            cached.append(_run(environment))
    rows = []
    for what, runs, target in (("a shape never seen", cold, 3.0), ("a shape whose code is kept", cached, 0.5)):
        beyond = [each["first"] - each["again"] for each in runs]
        timing = timing_of(beyond * 2)
        note = "first run of 2,000 households, less what the second one takes"
        rows.append(Row(f"dibao[fast], {what}", timing, "s", target, note=note))
    return rows


def _run(environment: Mapping[str, str]) -> Mapping[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True, env=environment, cwd=ROOT
    )
    numbers: Mapping[str, float] = json.loads(done.stdout)
    return numbers
