"""Keep what a run has finished in a folder beside its result, so that it can go on."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import frozen

from dibao.batch.files.rejects import Reject, csv_lines, read_rejects
from dibao.errors import InputError, Problem

JOB = "job.json"
OWNER_ONLY, OWNER_FOLDER = 0o600, 0o700
BLOCK = 1 << 22


@frozen
class Work:
    """The folder of one run; whatever stands in it under its final name is whole."""

    folder: Path

    def part(self, number: int) -> Path:
        """Give the file of a part."""
        return self.folder / f"part-{number:05d}.arrow"

    def rejects(self, number: int) -> Path:
        """Give the file of what a part rejected."""
        return self.folder / f"part-{number:05d}.rejects.csv"

    def keep(self, number: int, decisions: pa.Table, rejects: Iterable[Reject]) -> None:
        """Keep a finished part; it is there whole or not at all."""
        lines = csv_lines(rejects)
        if lines:
            write_whole(self.rejects(number), lines.encode())
        part = self.part(number).with_suffix(".writing")
        with part.open("wb") as file:
            with pa.ipc.new_file(file, decisions.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
                writer.write_table(decisions)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.part(number))

    def kept(self, number: int) -> tuple[pa.Table, list[Reject]] | None:
        """Give a part that an earlier run finished; None if there is none."""
        path = self.part(number)
        if not path.exists():
            return None
        try:
            with pa.ipc.open_file(str(path)) as file:
                decisions = file.read_all()
        except (pa.ArrowException, OSError):
            return None
        beside = self.rejects(number)
        return decisions, list(read_rejects(beside)) if beside.exists() else []

    def finished(self) -> int:
        """Count the parts that are kept."""
        return len(list(self.folder.glob("part-*.arrow")))

    def discard(self) -> None:
        """Remove the folder with everything in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no second run work in the folder at the same time.

        Raises:
            InputError: another run does.
        """
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            _lock(handle)
            yield
        except BlockingIOError as error:
            sentence = "another run is writing this result now; wait for it, or name another file."
            raise InputError([Problem("", sentence)], str(self.folder)) from error
        finally:
            os.close(handle)


def _lock(handle: int) -> None:
    # Where there is no such lock two runs at once are the user's own care.
    with suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def work_beside(target: Path) -> Work:
    """Give the folder in which the run of a result keeps its parts."""
    return Work(target.with_name(f".{target.name}.unfinished"))


def begin(work: Work, job: Mapping[str, Any], *, resume: bool) -> None:
    """Open the folder for a job; what was done for the same job is kept.

    Raises:
        InputError: there is an unfinished run and it is not to go on, or it is of another job.
    """
    if (work.folder / JOB).exists() and not resume:
        sentence = "an earlier run did not come to its end; add --resume to go on, or --restart to forget it."
        raise InputError([Problem("", sentence)], str(work.folder))
    work.folder.mkdir(mode=OWNER_FOLDER, exist_ok=True)
    agree(work, JOB, job)


def agree(work: Work, name: str, now: Mapping[str, Any]) -> None:
    """Note what the parts rest on, or compare it with what an earlier run noted.

    Raises:
        InputError: naming what is other than it was.
    """
    path = work.folder / name
    if path.exists():
        _compare(json.loads(path.read_text(encoding="utf-8")), now, work)
    else:
        write_whole(path, json.dumps(now, ensure_ascii=False, indent=2, sort_keys=True).encode())


def _compare(before: Mapping[str, Any], now: Mapping[str, Any], work: Work) -> None:
    differing = sorted(key for key in {*before, *now} if before.get(key) != now.get(key))
    if differing:
        sentence = (
            f"the unfinished run had other {', '.join(differing)}; its parts would not fit. "
            "Run it again as it was, or add --restart to forget what it finished."
        )
        raise InputError([Problem("", sentence)], str(work.folder))


def fingerprints(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    """Give size and sha256 of files by their names as they were handed in."""
    wanted = list(dict.fromkeys(paths))
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(map(str, wanted), pool.map(_fingerprint, wanted), strict=True))


def _fingerprint(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while block := file.read(BLOCK):
            digest.update(block)
        return {"bytes": file.tell(), "sha256": digest.hexdigest()}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    part = path.with_name(f".{path.name}.writing")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def put_in_place(made: Path, target: Path) -> None:
    """Give a finished file its final name, and make sure that the disk knows it."""
    made.chmod(OWNER_ONLY)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(target)
    with suppress(OSError):
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def sentence_of(error: OSError) -> str:
    """Say in words what keeps a file from being written or read."""
    name = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{name}the disk is full or the file may not grow ({error.strerror}). Make room and go on with --resume."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{name}cannot be written ({error.strerror}). Name a file in a folder that you may write to."
    return f"{name}{error.strerror or error}."
