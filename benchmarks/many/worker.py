"""Measure one engine on one population in a process of its own, and print the numbers as JSON.

python -m benchmarks.many.worker ENGINE FOLDER THREADS SECONDS
"""

import json
import resource
import sys
from pathlib import Path
from time import perf_counter_ns, process_time_ns
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.many.engines import ENTRIES, Contender, results_of
from benchmarks.many.oracle import RESULTS, wrong_rows

from dibao.batch.synth.files import HOUSEHOLDS, MEMBERS

EXPECTED = "expected.npz"
LEAST_RUNS, MOST_RUNS = 3, 200
MOST_NAMED = 5


def tables_in(folder: Path) -> tuple[pa.Table, pa.Table]:
    """Read a population as ordinary Arrow tables, every column in one piece."""
    households, members = (pq.read_table(folder / name).combine_chunks() for name in (HOUSEHOLDS, MEMBERS))
    return households, members


def main() -> None:
    """Measure what the command line names."""
    name, folder, threads, seconds = sys.argv[1:]
    pa.set_cpu_count(int(threads))
    households, members = tables_in(Path(folder))
    engine = ENTRIES[name].load()
    engine.prepare(households, members, int(threads))
    print(json.dumps(measured(engine, households.num_rows, float(seconds)) | agreement(engine, Path(folder))))


def measured(engine: Contender, rows: int, seconds: float) -> dict[str, Any]:
    """Run again and again, at least three times; the first run is told apart."""
    before = _reset_peak()
    first, _ = _run(engine)
    runs: list[tuple[int, int]] = []
    while len(runs) < LEAST_RUNS or (sum(wall for wall, _ in runs) < seconds * 1e9 and len(runs) < MOST_RUNS):
        runs.append(_run(engine))
    return {
        "rows": rows,
        "wall": [wall / rows for wall, _ in runs],
        "cpu": [cpu / rows for _, cpu in runs],
        "first_seconds": first / 1e9,
        "peak_mb": (_memory("VmHWM") or 0) - before,
        "bytes": getattr(engine, "bytes", None),
    }


def _run(engine: Contender) -> tuple[int, int]:
    """Give the nanoseconds of one run, on the wall and of all processors."""
    renew = getattr(engine, "renew", None)
    if renew is not None:
        renew()
    busy, start = process_time_ns(), perf_counter_ns()
    found = engine.run()
    end, used = perf_counter_ns(), process_time_ns()
    del found
    return end - start, used - busy


def agreement(engine: Contender, folder: Path) -> dict[str, Any]:
    """Compare with what plain Python decided, where that is known."""
    known = folder / EXPECTED
    if not known.exists():
        return {}
    renew = getattr(engine, "renew", None)
    if renew is not None:
        renew()
    found = engine.run()
    if not hasattr(engine, "results") and not isinstance(found, dict):
        return {}
    expected = dict(np.load(known))
    wrong = wrong_rows(results_of(engine, found), {name: expected[name] for name in RESULTS})
    return {"wrong": len(wrong), "wrong_rows": wrong[:MOST_NAMED].tolist()}


def _reset_peak() -> float:
    """Forget the highest use of memory so far, where the system can; give the present one."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return _memory("VmHWM") or 0
    return _memory("VmRSS") or 0


def _memory(name: str) -> float | None:
    """Give a use of memory in megabytes."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


if __name__ == "__main__":
    main()
