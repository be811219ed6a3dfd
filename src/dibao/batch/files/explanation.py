"""Decide one row of a result again from the recorded files, and compare."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import evolve, frozen

from dibao.assess.decision import Decision
from dibao.assess.engine import Engine
from dibao.batch.files.alignment import key_type, keys
from dibao.batch.files.cells import quoted
from dibao.batch.files.chunk import Part, Rules, chunk_of
from dibao.batch.files.columns import Role
from dibao.batch.files.comparison import Comparison
from dibao.batch.files.layout import layout_of
from dibao.batch.files.missing_in_words import BETWEEN
from dibao.batch.files.rejects import Reject, read_rejects
from dibao.batch.files.sources import Source, ending, open_source, without_empty_sheet
from dibao.batch.files.work import fingerprints
from dibao.batch.one_by_one import household_of
from dibao.batch.reading import read_tables
from dibao.errors import InputError, Problem
from dibao.export.cells import neutral
from dibao.household.models import Household


@frozen(eq=False)
class Explained:
    """One row decided again.

    `differences` name each recorded value that is not what the row is decided now;
    `changed` the files that are not what they were.
    """

    decision: Decision
    differences: tuple[str, ...]
    changed: tuple[str, ...]


@frozen(eq=False)
class Record:
    """What a run noted of itself beside its result."""

    target: Path
    job: Mapping[str, Any]
    policies: Mapping[str, str]

    @property
    def on(self) -> date:
        """Give the day of the decisions."""
        return date.fromisoformat(self.job["on"])

    @property
    def figures(self) -> Path | None:
        """Give the office's own figures that the run used."""
        given = self.job["figures"]
        return None if given is None else self.target.parent / given["file"]

    def inputs(self) -> dict[Role, Path]:
        """Give the files of the run as they are named from the result."""
        return {role: self.target.parent / each["file"] for role, each in self.job["inputs"].items()}

    def changed(self) -> Iterator[str]:
        """Name each file whose content is other than it was."""
        noted = [*self.job["inputs"].values(), *([self.job["figures"]] if self.job["figures"] else [])]
        for each in noted:
            path = self.target.parent / each["file"]
            if not path.is_file():
                sentence = "was read for this result and is not there any more. Put it back where it was."
                raise InputError([Problem(str(path), sentence)])
            if fingerprints([path])[str(path)]["sha256"] != each["sha256"]:
                yield each["file"]


def record_of(target: Path) -> Record:
    """Read what a run noted of itself.

    Raises:
        InputError: the result or the note is not there.
    """
    path = target.with_name(f"{target.name}.manifest.json")
    if not target.is_file():
        raise InputError([Problem(str(target), "does not exist as a file. Name a result of dibao batch.")])
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
        return Record(target, noted["job"], noted["law in force"])
    except (OSError, ValueError, KeyError) as error:
        sentence = "cannot be read; dibao batch writes it beside its result, and both belong together."
        raise InputError([Problem(str(path), sentence)]) from error


def explain_row(engine: Engine, record: Record, row_id: str) -> Explained:
    """Decide the household of a row again, one by one, and compare it with what was recorded.

    Args:
        engine: with the figures and the options of the run.
        record: what the run noted.
        row_id: the household's id.

    Raises:
        InputError: no such row, or what it was decided from is gone.
    """
    changed = tuple(record.changed())
    recorded = recorded_row(record, row_id)
    on = record.on
    with tempfile.TemporaryDirectory(prefix="dibao-") as folder:
        household = _household(engine, record, row_id, Path(folder))
    decision = engine.policy(household.jurisdiction, on).assess(household)
    if decision.policy.fingerprint != record.policies.get(decision.policy.code):
        changed = (*changed, f"the law in force in {decision.policy.code}, or the program")
    comparison = Comparison(engine, decision, record.job["quantities"])
    return Explained(decision, tuple(comparison.differences(recorded)), changed)


# -- the household as it was stated ----------------------------------------------------------------------------
def _household(engine: Engine, record: Record, row_id: str, folder: Path) -> Household:
    job, catalogue = record.job, engine.catalogue
    aside = job["columns left aside"]
    opened = {role: open_source(path, role, catalogue, aside, folder) for role, path in record.inputs().items()}
    sources = without_empty_sheet(opened)
    kind = key_type(*sources.values())
    parts = {role: _rows_of(source, row_id, kind) for role, source in sources.items()}
    if not parts["households"].table.num_rows:
        raise _no_row(record, row_id)
    on, place = record.on, job["jurisdiction"]
    layout = layout_of(engine, (), on, (), kind)
    rules = Rules(engine, on, layout, kind, job["money unit"], (), place)
    people: dict[Role, Part] = {role: part for role, part in parts.items() if role != "households"}
    chunk = chunk_of(rules, parts["households"], people)
    if chunk.rejects:
        raise InputError(
            [Problem(f"{each.file}, row {each.row}", f"{each.column} {each.reason}") for each in chunk.rejects]
        )
    tables, _ = chunk.handed_in(np.array([0]))
    population, problems = read_tables(
        tables["households"], tables["members"], tables.get("obligors"),
        on=on, catalogue=catalogue, money_unit=job["money unit"],
    )  # fmt: skip
    if problems.found:
        raise InputError([Problem("", str(each)) for each in problems.found])
    code = place if place is not None else str(tables["households"].column("jurisdiction")[0].as_py())
    return evolve(household_of(population, 0, code, on), id=row_id)


def _rows_of(source: Source, row_id: str, kind: pa.DataType) -> Part:
    """Give the rows of one household, wherever they stand."""
    try:
        wanted = pa.array([int(row_id)], kind) if pa.types.is_integer(kind) else pa.array([row_id], kind)
    except ValueError:
        wanted = pa.array([], kind)
    found: list[int] = []
    start = 0
    for batch in keys(source, kind):
        hits = np.flatnonzero(pc.is_in(batch, value_set=wanted).to_numpy(zero_copy_only=False))
        found += (hits + start).tolist()
        start += len(batch)
    tables = []
    for position in found:
        batch = next(source.batches(source.every_name(), position))
        tables.append(pa.Table.from_batches([batch.slice(0, 1)]))
    schema = pa.schema([source.field(name) for name in source.every_name()])
    table = pa.concat_tables(tables) if tables else schema.empty_table()
    return Part(source, table, found[0] if found else 0)


def _no_row(record: Record, row_id: str) -> InputError:
    return InputError([Problem(str(record.target), f"has no row {quoted(row_id)}. Check the id.")])


# -- what was recorded -----------------------------------------------------------------------------------------
def recorded_row(record: Record, row_id: str) -> dict[str, str]:
    """Give the cells of a row by column, as texts.

    Raises:
        InputError: there is none; if it was rejected, with the reasons.
    """
    target = record.target
    reader = {"Parquet": _parquet_row, "CSV": _csv_row, "Excel": _excel_row}[ending(target)]
    found = reader(target, row_id)
    if found is None:
        reasons = list(_rejected(target, row_id))
        if not reasons:
            raise _no_row(record, row_id)
        raise InputError([Problem(f"{each.file}, row {each.row}", f"{each.column} {each.reason}") for each in reasons])
    return found


def _rejected(target: Path, row_id: str) -> Iterator[Reject]:
    path = target.with_name(f"{target.name}.rejects.csv")
    if path.exists():
        for each in read_rejects(path, has_header=True):
            if each.value == neutral(row_id):
                yield each


def _parquet_row(target: Path, row_id: str) -> dict[str, str] | None:
    file = pq.ParquetFile(target)
    for group in range(file.metadata.num_row_groups):
        ids = file.read_row_group(group, columns=["id"]).column("id").cast(pa.string())
        place = pc.index(ids, row_id).as_py()
        if place >= 0:
            row = file.read_row_group(group).slice(place, 1).to_pylist()[0]
            legend = json.loads(file.schema_arrow.metadata[b"dibao.reasons"])
            told = {
                "reasons": BETWEEN[1].join(each["test"] for each in legend if row["reasons"] >> each["bit"] & 1),
                "missing": BETWEEN[1].join(row["missing"] or ()),
            }
            return {name: _text(value) for name, value in (row | told).items()}
    return None


def _csv_row(target: Path, row_id: str) -> dict[str, str] | None:
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        titles = next(lines, [])
        for cells in lines:
            if cells and cells[0] == neutral(row_id):
                return dict(zip(titles, cells, strict=True))
    return None


def _excel_row(target: Path, row_id: str) -> dict[str, str] | None:
    book = openpyxl.load_workbook(target, read_only=True)
    try:
        lines = book.worksheets[0].iter_rows(values_only=True)
        titles = next(lines, ())
        for cells in lines:
            if _text(cells[0]) == neutral(row_id):
                return dict(zip_longest(map(str, titles), map(_text, cells), fillvalue=""))
    finally:
        book.close()
    return None


def _text(value: object) -> str:
    return "" if value is None else str(value)
