"""Compare the batch engine with plain Python on as many made-up households of Shili as are asked for.

python -m benchmarks.many.agreement --households 10000000 [--seed 1] [--backend numpy] [--threads 2]
"""

import argparse
import sys
import time
from collections.abc import Sequence

import pyarrow as pa
from benchmarks.many.oracle import expected, stated, wrong_rows
from benchmarks.many.with_dibao import Dibao

from dibao.batch.synth import shili_population

TOLD_EVERY = 2**18


def compared(households: int, seed: int, backend: str | None, threads: int = 1) -> tuple[int, int]:
    """Give how many households were compared, and how many differ; says the first."""
    engine: Dibao | None = None
    done = wrong = 0
    began, busy = time.perf_counter(), time.process_time()
    for piece in shili_population(households, seed).pieces():
        tables = [pa.Table.from_batches([each]) for each in piece]
        if engine is None:
            engine = Dibao()
            engine.backend = backend
            engine.prepare(tables[0], tables[1], threads)
        engine.tables = (tables[0], tables[1])
        differ = wrong_rows(engine.results(engine.run()), expected(stated(*tables)))
        if len(differ) and not wrong:
            print(f"the first to differ: row {done + int(differ[0])}")
        done, wrong = done + tables[0].num_rows, wrong + len(differ)
        if done % TOLD_EVERY == 0 or done == households:
            seconds, processor = time.perf_counter() - began, time.process_time() - busy
            print(f"{done:,} compared, {wrong:,} differ, {seconds:.0f} s, processor {processor:.0f} s", flush=True)
    return done, wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how many were compared and how many differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--backend")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(arguments)
    _, wrong = compared(given.households, given.seed, given.backend, given.threads)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
