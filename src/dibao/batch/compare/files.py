"""Compare two laws on files of households, chunk by chunk in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from dibao.assess.engine import Engine
from dibao.assess.ladder import Award
from dibao.batch.compare.comparison import Comparison
from dibao.batch.compare.tables import awards_of, check_reform, is_same_law
from dibao.batch.compare.tally import Households, sizes_of, tally, words_of
from dibao.batch.files.chunk import Part, Rules, decide
from dibao.batch.files.columns import JURISDICTION, Role
from dibao.batch.files.layout import layout_of
from dibao.batch.files.rows import Rows
from dibao.batch.files.sources import Source, open_source
from dibao.batch.files.survey import Survey, survey
from dibao.errors import InputError, Problem

HOUSEHOLDS_A_CHUNK = 1 << 17
Progress = Callable[[int, int], None]


@frozen(eq=False)
class _Two:
    """Two laws, as they decide the chunks of one file."""

    surveyed: Survey
    rules: tuple[Rules, Rules]
    awards: Mapping[str, Award]
    same_law: bool


def compare_files(
    baseline: Engine,
    reform: Engine,
    files: Mapping[Role, Path],
    on: date,
    *,
    money_unit: str | None = None,
    progress: Progress = lambda *_: None,
) -> Comparison:
    """Decide the households of files under two laws.

    Rows that cannot be decided under one of them are counted as rejected, and are in no sum.

    Raises:
        InputError: everything that keeps a file from being read.
        OSError: a file cannot be read.
    """
    with TemporaryDirectory() as folder:
        sources = _sources(baseline, files, Path(folder))
        people: dict[Role, Source] = {role: source for role, source in sources.items() if role != "households"}
        surveyed = survey(sources["households"], people, Path(folder), HOUSEHOLDS_A_CHUNK)
        two = _two(baseline, reform, surveyed, on, money_unit)
        found = Comparison(on, two.same_law)
        for number, (households, others) in enumerate(_chunks(surveyed)):
            found += _compared(two, households, others, on)
            rows = surveyed.households.rows
            progress(min((number + 1) * HOUSEHOLDS_A_CHUNK, rows), rows)
    return found


def _sources(engine: Engine, files: Mapping[Role, Path], folder: Path) -> dict[Role, Source]:
    found: dict[Role, Source] = {}
    problems: list[Problem] = []
    for role, path in files.items():
        try:
            found[role] = open_source(path, role, engine.catalogue, (), folder)
        except InputError as error:
            problems += [Problem(error.source or "", str(each)) for each in error.problems]
    if not problems and found["households"].named(JURISDICTION) is None:
        sentence = 'has no column "行政区划代码" (jurisdiction). Add it, so that each household has its place.'
        problems.append(Problem(found["households"].name, sentence))
    if problems:
        raise InputError(problems)
    return found


def _two(baseline: Engine, reform: Engine, surveyed: Survey, on: date, money_unit: str | None) -> _Two:
    places = surveyed.places
    check_reform(baseline, reform, places, on)
    old, new = (
        Rules(law, on, layout_of(law, places, on, (), surveyed.kind), surveyed.kind, money_unit, ())
        for law in (baseline, reform)
    )
    awards = awards_of((baseline, reform), places, on)
    return _Two(surveyed, (old, new), awards, is_same_law(baseline, reform, places, on))


def _chunks(surveyed: Survey) -> Iterator[tuple[Part, dict[Role, Part]]]:
    households = Rows(surveyed.households)
    people = {role: Rows(each.source) for role, each in surveyed.people.items()}
    for number in range(surveyed.chunks):
        start = number * surveyed.size
        others = {}
        for role, rows in people.items():
            ends = surveyed.people[role].ends
            others[role] = rows.part(int(ends[number - 1]) if number else 0, int(ends[number]))
        yield households.part(start, min(start + surveyed.size, surveyed.households.rows)), others


def _compared(two: _Two, households: Part, people: Mapping[Role, Part], on: date) -> Comparison:
    low, high = np.searchsorted(two.surveyed.excluded, [households.start, households.start + two.surveyed.size])
    excluded = two.surveyed.excluded[low:high] - households.start
    before, after = (decide(rules, households, people, excluded).decisions for rules in two.rules)
    ids = households.table.column(households.source.key).cast(two.surveyed.kind)
    old, new = (_rows(each["id"], ids) for each in (before, after))
    both = np.intersect1d(old, new, assume_unique=True)
    before, after = (_only(table, rows, both) for table, rows in ((before, old), (after, new)))
    grouped = Households(
        area=_area(households, both),
        jurisdiction=words_of(before["jurisdiction"]),
        size=sizes_of(_sizes(people["members"], ids, two.surveyed.kind)[both]),
    )
    found = tally(before, after, grouped, two.awards, on, same_law=two.same_law)
    return found + Comparison(on, two.same_law, rejected=households.table.num_rows - len(both))


def _rows(ids: Any, among: Any) -> Any:
    """Give the row of each id in the chunk."""
    return pc.index_in(ids, value_set=_one(among)).to_numpy().astype(np.int64)


def _only(table: pa.Table, rows: Any, both: Any) -> pa.Table:
    if len(rows) == len(both):
        return table
    return table.filter(pa.array(np.isin(rows, both)))


def _area(households: Part, rows: Any) -> tuple[list[str], Any]:
    name = households.source.named("area")
    if name is None:
        return ["unknown"], np.zeros(len(rows), dtype=np.int64)
    numbers = households.source.numbers(households.table, households.start)
    words, codes = words_of(households.source.conformed(households.table, numbers).columns["area"])
    return words, codes[rows]


def _sizes(members: Part, ids: Any, kind: pa.DataType) -> Any:
    owners = members.table.column(members.source.key).cast(kind)
    rows = pc.index_in(owners, value_set=_one(ids)).drop_null().to_numpy()
    return np.bincount(rows, minlength=len(ids))


def _one(column: Any) -> Any:
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) and whole.num_chunks else whole
