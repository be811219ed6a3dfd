"""Print how long files of households take from Parquet to Parquet, and whether time grows with the number of rows.

An analyst decides the whole roll of a country once a month: `dibao batch` on the command line, everything included.
Run it with `make bench`, or `python -m benchmarks.bench_files [--full] [--json] [--sizes N ...]`.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.table import machine

QUICK, FULL = (20_000, 200_000), (1_000_000, 24_000_000)
MOST_SECONDS, MOST_MB, MOST_GROWTH = 60, 1536, 1.15
ROOT = Path(__file__).parents[1]
ENTRY = "[dibao]\nshili = tests.fixtures.shili:plugin\n"
"""The invented county as if it were installed, for the processes of this benchmark alone."""
ABOUT = "Metadata-Version: 2.1\nName: shili\nVersion: 0\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size in a process of its own, and print what was used."""
    given = _parser().parse_args(arguments)
    sizes = given.sizes or (FULL if given.full else QUICK)
    with TemporaryDirectory(dir=given.folder) as folder:
        runs = [measured(rows, Path(folder), given.threads) for rows in sizes]
    told = {"machine": dict(machine()), "runs": runs, "growth": growth(runs)}
    print(json.dumps(told, indent=2) if given.json else "\n".join(lines(runs)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="1 and 24 million households; needs 5 GB of disk")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--sizes", nargs="+", type=int, metavar="N", help="how many households")
    parser.add_argument("--threads", type=int, default=2, help="threads of dibao batch (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where the files are written for a while")
    return parser


def measured(rows: int, folder: Path, threads: int) -> dict[str, Any]:
    """Make up so many households of the reference policy, and decide them from file to file."""
    environment = _with_shili(folder)
    made = folder / f"{rows}"
    synth = ["synth", "--policy", "shili", "--households", str(rows), "-o", str(made)]
    _dibao(synth, environment)
    files = [str(made / f"synthetic-{what}.parquet") for what in ("households", "members")]
    target = str(folder / f"{rows}-decided.parquet")
    options = ["-o", target, "--on", "2024-03-01", "--threads", str(threads), "--lang", "en"]
    used = _dibao(["batch", *files, *options], environment)
    for path in (*map(Path, files), Path(target)):
        path.unlink()
    return {"rows": rows, **used}


def _with_shili(folder: Path) -> dict[str, str]:
    """Give an environment in which the invented county's plug-in is found."""
    installed = folder / "shili-0.dist-info"
    installed.mkdir(exist_ok=True)
    (installed / "METADATA").write_text(ABOUT, encoding="utf-8")
    (installed / "entry_points.txt").write_text(ENTRY, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def _dibao(arguments: Sequence[str], environment: dict[str, str]) -> dict[str, float]:
    """Run the command; give seconds, seconds of all processors, and the highest memory in MB."""
    start = perf_counter()
    command = [sys.executable, "-c", "from dibao.cli import main; main()", *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"dibao {arguments[0]} ended with {process.returncode}")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    seconds = perf_counter() - start
    return {"seconds": seconds, "cpu_seconds": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / scale}


def growth(runs: Sequence[dict[str, Any]]) -> float | None:
    """Give how much longer a household takes among many than among few, the cost of starting included."""
    if len(runs) < 2:
        return None
    first, last = runs[0], runs[-1]
    return float((last["seconds"] / last["rows"]) / (first["seconds"] / first["rows"]))


def lines(runs: Sequence[dict[str, Any]]) -> list[str]:
    """Print a line for each size, and the growth between the first and the last."""
    said = [
        f"{each['rows']:>12,} households: {each['seconds']:7.1f} s, "
        f"{1e9 * each['seconds'] / each['rows']:7,.0f} ns each, "
        f"processor {each['cpu_seconds']:.1f} s, at most {each['peak_mb']:,.0f} MB"
        for each in runs
    ]
    grown = growth(runs)
    if grown is not None:
        said.append(f"a household among the most takes {grown:.2f} of one among the fewest (at most {MOST_GROWTH})")
    said.append(f"targets for 24,000,000 on two processors: {MOST_SECONDS} s, {MOST_MB:,} MB")
    return said


if __name__ == "__main__":
    sys.exit(main())
