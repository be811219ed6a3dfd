"""Decide files of households: read, decide and write at the same time, and go on after a stop."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define, frozen

from dibao.assess.engine import Engine
from dibao.batch.files.chunk import Decided, Part, Rules, decide
from dibao.batch.files.columns import JURISDICTION, Role
from dibao.batch.files.intake import rejects_beside
from dibao.batch.files.layout import Layout, layout_of
from dibao.batch.files.outputs import check_output, output
from dibao.batch.files.presented import presented_in
from dibao.batch.files.rejects import Reject, csv_lines, header, read_rejects
from dibao.batch.files.request import Request, job_of
from dibao.batch.files.rows import Rows
from dibao.batch.files.sources import Source, ending, open_source, without_empty_sheet
from dibao.batch.files.summary import Summary
from dibao.batch.files.survey import Survey, survey
from dibao.batch.files.work import Work, agree, begin, put_in_place, work_beside, write_whole
from dibao.errors import DibaoError, InputError, Problem, ProblemsError

AHEAD = 2
"""Chunks that may be read before somebody decides them."""
MOST_SHOWN = 20
Counted = tuple[Decided, Summary]
Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


class Stopped(ProblemsError):
    """A run that was to stop at the first problem, and did; what it finished is kept."""


@frozen(eq=False)
class Finished:
    """A run that came to its end, and the files that it left."""

    summary: Summary
    target: Path
    manifest: Path
    rejects: Path | None
    notices: tuple[str, ...]


def beside(target: Path, what: str) -> Path:
    """Give the name of a file that belongs to a result."""
    return target.with_name(f"{target.name}.{what}")


def run_batch(engine: Engine, request: Request, progress: Progress = lambda *_: None) -> Finished:
    """Decide every household of files, and write the result under its name when it is whole.

    Raises:
        InputError: a file cannot be read at all, or an unfinished run stands in the way.
        Stopped: there was a problem and the request said to stop at one.
        OSError: the disk is full, or a file cannot be read or written; what was finished is kept.
    """
    work = work_beside(request.target)
    if request.restart:
        work.discard()
    progress("inputs", 0, 0)
    begin(work, job_of(engine, request), resume=request.resume)
    with work.alone():
        try:
            return _Run(engine, request, work, progress).finished()
        except DibaoError:
            # Nothing is lost with a folder that holds no part, and a corrected file may be run as it is.
            if not work.finished():
                work.discard()
            raise


@define(eq=False)
class _Run:
    engine: Engine
    request: Request
    work: Work
    progress: Progress

    def finished(self) -> Finished:
        """Do all of it."""
        sources = self._sources()
        self.progress("survey", 0, 0)
        surveyed = survey(sources["households"], _people(sources), self.work.folder, self.request.part_size)
        check_output(self.request.target, surveyed.households.rows)
        layout = self._layout(surveyed)
        early = [*self._intake_rejects(sources), *surveyed.rejects]
        self._stop_on(early)
        summary = Summary(layout, surveyed.households.rows)
        made = self.work.folder / f"result{self.request.target.suffix.lower()}"
        rejected = self.work.folder / "rejects.csv"
        with ExitStack() as open_files:
            lines = open_files.enter_context(rejected.open("w", encoding="utf-8", newline=""))
            lines.write(header(self.request.lang) + csv_lines(early))
            presented = presented_in(self.request.lang, layout, self.engine)
            write = open_files.enter_context(output(ending(self.request.target), made, presented))
            summary.add(layout.schema.empty_table(), early)
            for number, (each, counted) in enumerate(self._decided(surveyed, layout)):
                self._stop_on(each.rejects)
                if each.decisions.num_rows:
                    write(each.decisions)
                lines.write(csv_lines(each.rejects))
                summary.merge(counted)
                self.progress("decide", min((number + 1) * surveyed.size, summary.read), summary.read)
        return self._in_place(summary, made, rejected, _notices(sources, surveyed))

    # -- before anything is decided ------------------------------------------------------------------------
    def _sources(self) -> dict[Role, Source]:
        """Open every table; what is wrong with one is said beside what is wrong with the others."""
        found: dict[Role, Source] = {}
        problems: list[Problem] = []
        for role, path in self.request.tables().items():
            try:
                found[role] = open_source(path, role, self.engine.catalogue, self.request.ignore, self.work.folder)
            except InputError as error:
                problems += [Problem(error.source or "", str(each)) for each in error.problems]
        found = without_empty_sheet(found)
        if not problems:
            problems += self._place_problems(found["households"])
        if problems:
            raise InputError(problems)
        return found

    def _place_problems(self, households: Source) -> Iterator[Problem]:
        named, given = households.named(JURISDICTION), self.request.jurisdiction
        if named is None and given is None:
            sentence = 'has no column "行政区划代码" (jurisdiction). Add it, or say --jurisdiction CODE for all rows.'
            yield Problem(households.name, sentence)
        if named is not None and given is not None:
            yield Problem(households.name, f"says the jurisdiction of each row; leave out --jurisdiction {given}.")

    def _layout(self, surveyed: Survey) -> Layout:
        given = self.request.jurisdiction
        places = surveyed.places if given is None else (given,)
        layout = layout_of(self.engine, places, self.request.on, self.request.quantities, surveyed.kind)
        policies = json.loads(layout.schema.metadata[b"dibao.policies"])
        agree(self.work, "law.json", {"law in force": policies})
        return layout

    def _intake_rejects(self, sources: Mapping[Role, Source]) -> Iterator[Reject]:
        for role, source in sources.items():
            if source.taken is not None:
                yield from read_rejects(rejects_beside(self.work.folder / f"{role}.parquet"))

    def _stop_on(self, rejects: list[Reject]) -> None:
        if self.request.stop_on_problem and rejects:
            raise Stopped(each.problem() for each in rejects[:MOST_SHOWN])

    # -- deciding ------------------------------------------------------------------------------------------
    def _decided(self, surveyed: Survey, layout: Layout) -> Iterator[Counted]:
        """Give every chunk in order; others are read and decided meanwhile."""
        request = self.request
        rules = Rules(
            self.engine, request.on, layout, surveyed.kind, request.money_unit, request.quantities,
            request.jurisdiction, request.backend,
        )  # fmt: skip
        chunks = _Chunks(surveyed, rules, self.work)
        with _pool(1) as reading, _pool(request.threads) as deciding:
            window: deque[Future[Counted]] = deque()
            for number in range(surveyed.chunks):
                if len(window) >= request.threads + AHEAD:
                    yield window.popleft().result()
                if self.work.part(number).exists():
                    window.append(deciding.submit(chunks.kept_or_decided, number))
                else:
                    parts = reading.submit(chunks.read, number)
                    window.append(deciding.submit(chunks.decided, number, parts))
            while window:
                yield window.popleft().result()

    # -- when all is decided -------------------------------------------------------------------------------
    def _in_place(self, summary: Summary, made: Path, rejected: Path, notices: tuple[str, ...]) -> Finished:
        """Give the files their names, the result last, and forget the parts."""
        target = self.request.target
        self.progress("finish", 0, 0)
        rejects, manifest = beside(target, "rejects.csv"), beside(target, "manifest.json")
        if summary.rejects:
            put_in_place(rejected, rejects)
        else:
            rejects.unlink(missing_ok=True)
        job = json.loads((self.work.folder / "job.json").read_text(encoding="utf-8"))
        law = json.loads((self.work.folder / "law.json").read_text(encoding="utf-8"))
        said = {"form": "batch-1", "job": job, **law, "notices": notices, "summary": summary.to_json()}
        write_whole(manifest, (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode())
        put_in_place(made, target)
        self.work.discard()
        return Finished(summary, target, manifest, rejects if summary.rejects else None, notices)


def _people(sources: Mapping[Role, Source]) -> dict[Role, Source]:
    return {role: source for role, source in sources.items() if role != "households"}


@contextmanager
def _pool(threads: int) -> Iterator[ThreadPoolExecutor]:
    """Give threads that begin nothing new once something has gone wrong."""
    pool = ThreadPoolExecutor(threads)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Chunks:
    """Reads and decides single chunks of a run."""

    def __init__(self, surveyed: Survey, rules: Rules, work: Work) -> None:
        self.surveyed, self.rules, self.work = surveyed, rules, work
        self.households = Rows(surveyed.households)
        self.people = {role: Rows(each.source) for role, each in surveyed.people.items()}

    def read(self, number: int) -> tuple[Part, dict[Role, Part]]:
        """Read a chunk; only one thread does."""
        start = number * self.surveyed.size
        households = self.households.part(start, min(start + self.surveyed.size, self.surveyed.households.rows))
        people = {}
        for role, rows in self.people.items():
            ends = self.surveyed.people[role].ends
            people[role] = rows.part(int(ends[number - 1]) if number else 0, int(ends[number]))
        return households, people

    def decided(self, number: int, reading: Future[tuple[Part, dict[Role, Part]]]) -> Counted:
        """Decide a chunk, keep it and count it."""
        households, people = reading.result()
        start = number * self.surveyed.size
        low, high = np.searchsorted(self.surveyed.excluded, [start, start + self.surveyed.size])
        made = decide(self.rules, households, people, self.surveyed.excluded[low:high] - start)
        self.work.keep(number, made.decisions, made.rejects)
        return self._counted(made)

    def _counted(self, made: Decided) -> Counted:
        return made, Summary(self.rules.layout).add(made.decisions, made.rejects)

    def kept_or_decided(self, number: int) -> Counted:
        """Give a chunk that an earlier run finished; decide it again if it cannot be read."""
        kept = self.work.kept(number)
        if kept is not None:
            return self._counted(Decided(*kept))
        own = _Chunks(self.surveyed, self.rules, self.work)
        future: Future[tuple[Part, dict[Role, Part]]] = Future()
        future.set_result(own.read(number))
        return own.decided(number, future)


def _notices(sources: Mapping[Role, Source], surveyed: Survey) -> tuple[str, ...]:
    """Say what a user should know beside the rejects."""
    said: list[str] = []
    for source in sources.values():
        if source.left_aside:
            said.append(f"{source.name}: columns left aside: {', '.join(source.left_aside)}.")
        taken = source.taken
        if taken is None:
            continue
        if taken.mixed:
            lines = ", ".join(f"{count} lines in {name}" for name, count in taken.mixed.items())
            said.append(f"{source.name}: is in two encodings; {lines}, each was read in its own.")
        if taken.examples:
            said.append(f"{source.name}: {taken.examples} example rows (示例) were left out.")
        if taken.without_key:
            said.append(
                f"{source.name}: {taken.without_key} rows name no household; the others are decided without them."
            )
    for people in surveyed.people.values():
        if people.was_arranged:
            said.append(f"{people.source.name}: was not in the order of the households and was put into it first.")
    return tuple(said)


def threads_of_machine() -> int:
    """Give how many threads may decide at once on this machine."""
    affinity: Any = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
