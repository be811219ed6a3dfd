"""Run every engine on every size in processes of their own, one after the other, round by round."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from attrs import define, field, frozen
from benchmarks.many.engines import ENTRIES, Entry
from benchmarks.many.oracle import expected, stated
from benchmarks.many.worker import EXPECTED, tables_in

from dibao.batch.synth import shili_population
from dibao.batch.synth.files import write_population

CHECKED = 100_000
ROOT = Path(__file__).parents[2]
LIMITS = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
"""How the engines with threads of their own are told how many they may use."""


@frozen
class Case:
    """One engine on so many households with so many threads."""

    entry: Entry
    rows: int
    threads: int


@define
class Measured:
    """What all rounds of a case gave; times are nanoseconds a household."""

    case: Case
    wall: list[float] = field(factory=list)
    cpu: list[float] = field(factory=list)
    peak_mb: float = 0.0
    first_seconds: float = 0.0
    bytes: int | None = None
    failed: str = ""

    def add(self, run: Mapping[str, Any]) -> None:
        """Take one process's numbers: the middle of its runs."""
        self.wall.append(median(run["wall"]))
        self.cpu.append(median(run["cpu"]))
        self.peak_mb = max(self.peak_mb, run["peak_mb"])
        self.first_seconds = run["first_seconds"]
        self.bytes = run["bytes"]


def populations(folder: Path, sizes: Sequence[int]) -> Mapping[int, Path]:
    """Write a population of each size."""
    found = {}
    for rows in sizes:
        found[rows] = folder / str(rows)
        for _ in write_population(shili_population(rows), found[rows]):
            pass
    return found


def cases(sizes: Sequence[int], entries: Sequence[Entry], threads: Sequence[int]) -> list[Case]:
    """Give every case that an engine takes part in; few households are left to one thread."""
    return [
        Case(entry, rows, count)
        for rows in sizes
        for entry in entries
        for count in entry.threads
        if rows <= entry.most and count in threads and (count == 1 or rows >= CHECKED)
    ]


def absent(entries: Sequence[Entry]) -> Mapping[str, str]:
    """Say which engines cannot be imported here."""
    modules = {"OpenFisca-Core": "openfisca_core"}
    told = {}
    for entry in entries:
        module = modules.get(entry.package, entry.package)
        if module and find_spec(module) is None:
            told[entry.name] = f"{entry.package} is not installed; `make bench` installs it"
    return told


def agreement(folder: Path, entries: Sequence[Entry], rows: int = CHECKED) -> dict[str, str]:
    """Say of each engine on how many households it decides otherwise than plain Python."""
    for _ in write_population(shili_population(rows, seed=2), folder):
        pass
    np.savez(folder / EXPECTED, **expected(stated(*tables_in(folder))))  # type: ignore[arg-type]
    said = {}
    for entry in entries:
        run = one_process(Case(entry, rows, 1), folder, seconds=0.0)
        if "failed" in run:
            said[entry.name] = f"failed: {run['failed']}"
        elif "wrong" in run:
            which = f", not on rows {run['wrong_rows']} and the like" if run["wrong"] else ""
            said[entry.name] = f"on {rows - run['wrong']:,} of {rows:,} households{which}"
    return said


def all_rounds(cases: Sequence[Case], folders: Mapping[int, Path], rounds: int, seconds: float) -> list[Measured]:
    """Measure every case once a round, so that a busy minute strikes all of them alike."""
    found = [Measured(case) for case in cases]
    for number in range(rounds):
        for position, each in enumerate(found):
            _say(f"round {number + 1} of {rounds}, {position + 1} of {len(found)}: {each.case.entry.name}")
            if each.failed:
                continue
            run = one_process(each.case, folders[each.case.rows], seconds)
            if "failed" in run:
                each.failed = run["failed"]
            else:
                each.add(run)
    _say("")
    return found


def one_process(case: Case, folder: Path, seconds: float) -> dict[str, Any]:
    """Run a worker; what it printed last on the error stream if it fails."""
    named = [case.entry.name, str(folder), str(case.threads), str(seconds)]
    command = [sys.executable, "-m", "benchmarks.many.worker", *named]
    environment = {**os.environ, **dict.fromkeys(LIMITS, str(case.threads))}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        return {"failed": _last_line(done.stderr) or f"ended with {done.returncode}"}
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""


def _say(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def entries_named(names: Sequence[str] | None) -> Iterator[Entry]:
    """Give the engines that are asked for, all of them by default."""
    for name, entry in ENTRIES.items():
        if not names or any(each.lower() in name.lower() for each in names):
            yield entry
