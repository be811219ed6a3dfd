"""Kill a run at random moments, go on with it, and compare its bytes with an uninterrupted run.

`python -m tests.batch.files.kills --kills 20` does it as often as one likes.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.batch.files.conftest import HOMES, ON, PEOPLE, homes, people, table_text

HOUSEHOLDS, PART_SIZE = 36, 4
RUN = """
import sys
from datetime import date
from pathlib import Path
from dibao import Engine
from dibao.batch.files.request import Request
from dibao.batch.files.run import run_batch
folder, target, on, size, resume = sys.argv[1:]
request = Request(households=Path(folder, "homes.csv"), members=Path(folder, "people.csv"), target=Path(target),
                  on=date.fromisoformat(on), part_size=int(size), resume=resume == "resume", threads=2)
run_batch(Engine(), request)
"""


def started(folder: Path, target: Path, *, resume: bool) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own."""
    arguments = [str(folder), str(target), ON.isoformat(), str(PART_SIZE), "resume" if resume else "begin"]
    return subprocess.Popen([sys.executable, "-c", RUN, *arguments], stderr=subprocess.PIPE)


def write_files(folder: Path) -> None:
    """Write households and, in another order, their people; every ninth of them has a wrong wage."""
    ids = [f"h{number:04d}" for number in range(HOUSEHOLDS)]
    staff = [row for number, each in enumerate(ids) for row in people(each, wage="x" if number % 9 == 4 else "100")]
    random.Random(5).shuffle(staff)
    (folder / "homes.csv").write_text(table_text(HOMES, homes(*ids)), encoding="utf-8")
    (folder / "people.csv").write_text(table_text(PEOPLE, staff), encoding="utf-8")


def results(target: Path) -> Iterator[bytes]:
    """Give the content of everything that a run leaves."""
    for path in (target, target.with_name(f"{target.name}.rejects.csv")):
        yield path.read_bytes()


def kill_and_go_on(folder: Path, target: Path, kills: int, seed: int) -> int:
    """Run to the end through so many kills; gives how many hit a run at work."""
    chance = random.Random(seed)
    hits = 0
    work = target.with_name(f".{target.name}.unfinished")
    for _ in range(kills):
        with started(folder, target, resume=work.exists()) as process:
            _wait_for(process, work, chance)
            process.send_signal(signal.SIGKILL)
            process.wait()
        hits += process.returncode == -signal.SIGKILL
        if target.exists() and not work.exists():
            return hits
    with started(folder, target, resume=work.exists()) as process:
        _, error = process.communicate()
    assert process.returncode == 0, error.decode()
    return hits


def _wait_for(process: subprocess.Popen[bytes], work: Path, chance: random.Random) -> None:
    """Wait until some more parts are there, or for a moment of the beginning or the end."""
    parts = len(list(work.glob("part-*.arrow")))
    wanted = parts + chance.randint(0, 5)
    while process.poll() is None and len(list(work.glob("part-*.arrow"))) < wanted:
        time.sleep(0.002)
    with suppress(subprocess.TimeoutExpired):
        process.wait(chance.random() * (0.05 if wanted > parts else 1.5))


def main() -> None:
    """Kill, go on, compare and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder)
        whole, killed = folder / "whole.parquet", folder / "killed.parquet"
        assert kill_and_go_on(folder, whole, 0, 0) == 0
        done = rounds = 0
        while done < asked.kills:
            for path in folder.glob("killed.parquet*"):
                path.unlink()
            done += kill_and_go_on(folder, killed, min(5, asked.kills - done), asked.seed + rounds)
            rounds += 1
            assert list(results(killed)) == list(results(whole)), f"other bytes with seed {asked.seed + rounds - 1}"
            print(f"{done} kills in {rounds} runs: the same bytes")


if __name__ == "__main__":
    main()
