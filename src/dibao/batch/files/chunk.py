"""Decide one part of a run: some households, with everybody in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import field, frozen

from dibao.assess.engine import Engine
from dibao.batch.assess import assess_tables
from dibao.batch.files.alignment import as_keys, places_of
from dibao.batch.files.arrangement import POSITION
from dibao.batch.files.columns import HOUSEHOLD, ID, JURISDICTION, PERSON, Role
from dibao.batch.files.conform import Conformed
from dibao.batch.files.layout import Layout
from dibao.batch.files.rejects import Reject
from dibao.batch.files.sources import Source
from dibao.batch.files.survey import not_decided
from dibao.household.checks import LONGEST_TEXT

NO_MEMBERS = "has no member in {file}; expected at least one, the applicant."
NO_ID = "is empty; expected an id."
LONG_ID = f"is longer than {LONGEST_TEXT} signs or holds some that cannot be printed; expected a short id."


@frozen(eq=False)
class Part:
    """Some rows of one table as they stand in its file; `start` is the position of the first."""

    source: Source
    table: pa.Table
    start: int


@frozen(eq=False)
class Decided:
    """What came of a chunk: a row for each household that could be decided."""

    decisions: pa.Table
    rejects: list[Reject]


@frozen(eq=False)
class Rules:
    """Everything that is the same for every chunk."""

    engine: Engine
    on: date
    layout: Layout
    kind: pa.DataType
    money_unit: str | None
    quantities: tuple[str, ...]
    jurisdiction: str | None = None
    backend: str | None = None


def decide(rules: Rules, households: Part, people: Mapping[Role, Part], excluded: np.ndarray) -> Decided:
    """Decide the households of a chunk; whatever is wrong with some stops none of the others.

    Args:
        rules: what decides.
        households: the chunk's households.
        people: their members, and their obligors if there is a table of them.
        excluded: positions in the chunk of households that were rejected before.
    """
    work = Chunk(rules, households, people)
    work.alive[excluded] = False
    work.take_in()
    return work.decided()


def chunk_of(rules: Rules, households: Part, people: Mapping[Role, Part]) -> Chunk:
    """Give a chunk whose tables are read and whose problems are known."""
    work = Chunk(rules, households, people)
    work.take_in()
    return work


@frozen(eq=False)
class _Table:
    """The rows of one table of a chunk, read."""

    part: Part
    rows: np.ndarray
    made: Conformed
    places: np.ndarray

    def header(self, column: str) -> str:
        for (each, _), header in zip(self.part.source.columns, self.part.source.headers, strict=True):
            if column in (each.name, *each.names):
                return header
        return column

    def arrow(self, leave_out: frozenset[str]) -> pa.Table:
        """Give the columns with what their fields say of units."""
        said = {column.name: self.part.source.field(name) for column, name in self.part.source.columns}
        kept = {name: array for name, array in self.made.columns.items() if name not in leave_out}
        fields = [pa.field(name, array.type, metadata=said[name].metadata) for name, array in kept.items()]
        return pa.table(list(kept.values()), schema=pa.schema(fields))


@frozen(eq=False)
class Chunk:
    """Some households with everybody in them; `alive` are those still to be decided."""

    rules: Rules
    part: Part
    people: Mapping[Role, Part]
    alive: np.ndarray = field(init=False)
    rejects: list[Reject] = field(factory=list)
    tables: dict[Role, _Table] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Begin with every household."""
        object.__setattr__(self, "alive", np.ones(self.part.table.num_rows, dtype=bool))

    # -- what is stated ------------------------------------------------------------------------------------
    def take_in(self) -> None:
        """Read all tables, and leave out the households that cannot be decided."""
        count = self.part.table.num_rows
        self.tables["households"] = _read(self.part, np.arange(count, dtype=np.int64))
        ids = self.ids()
        self._leave_out(~ids.is_valid().to_numpy(zero_copy_only=False), NO_ID)
        if pa.types.is_string(ids.type):
            fine = pc.and_(pc.less_equal(pc.utf8_length(ids), LONGEST_TEXT), pc.utf8_is_printable(ids))
            self._leave_out(~pc.fill_null(fine, True).to_numpy(zero_copy_only=False), LONG_ID)
        self.rejects.extend(self.tables["households"].made.rejects)
        self._leave_out(self.tables["households"].made.bad, not_decided(self.part.source.name))
        for role, part in self.people.items():
            self._take_in_people(role, part, ids)

    def _take_in_people(self, role: Role, part: Part, ids: pa.Array) -> None:
        table = self.tables[role] = _read(part, _places(part, ids, self.rules.kind, self.part.start))
        self.rejects.extend(table.made.rejects)
        self._leave_out(self._of_rows(table, table.made.bad), not_decided(part.source.name))
        if role == "members":
            counts = np.bincount(table.places[table.places >= 0], minlength=len(ids))
            self._leave_out(counts == 0, NO_MEMBERS.format(file=part.source.name))

    def ids(self) -> pa.Array:
        """Give the id of every household, as ids are compared."""
        return as_keys(self.part.table.column(self.part.source.key), self.rules.kind)

    def _of_rows(self, table: _Table, rows: np.ndarray) -> np.ndarray:
        """Give the households that some rows belong to, as flags."""
        found = np.zeros(len(self.alive), dtype=bool)
        places = table.places[rows]
        found[places[places >= 0]] = True
        return found

    def _leave_out(self, flags: np.ndarray, reason: str) -> None:
        """Reject households that were still to be decided."""
        hit = np.flatnonzero(flags & self.alive)
        if not len(hit):
            return
        homes = self.tables["households"]
        ids = self.ids().take(pa.array(hit)).to_pylist()
        title = homes.header(ID)
        for place, key in zip(hit, ids, strict=True):
            self.rejects.append(Reject(homes.part.source.name, int(homes.rows[place]), title, key, reason))
        self.alive[hit] = False

    # -- what is decided -----------------------------------------------------------------------------------
    def decided(self) -> Decided:
        """Decide the households that are left."""
        kept = np.flatnonzero(self.alive)
        rules = self.rules
        if not len(kept):
            return Decided(rules.layout.schema.empty_table(), self.rejects)
        tables, taken = self.handed_in(kept)
        answer = assess_tables(
            rules.engine,
            tables["households"],
            tables["members"],
            tables.get("obligors"),
            on=rules.on,
            money_unit=rules.money_unit,
            quantities=rules.quantities,
            on_problem="reject",
            backend=rules.backend,
        )
        ids = self.ids()
        if answer.rejects.num_rows:
            self._take_over(answer.rejects, taken, ids)
        decided = answer.decisions.column("id").to_numpy()
        if len(decided) < len(kept):
            self._say_who_is_left(kept, decided)
        where = kept[decided]
        real = ids if len(where) == len(ids) else ids.take(pa.array(where))
        return Decided(rules.layout.adapted(answer.decisions, real), self.rejects)

    def handed_in(self, kept: np.ndarray) -> tuple[dict[Role, pa.Table], dict[Role, np.ndarray]]:
        """Give the tables with counted ids, and which rows of each they are."""
        number = np.full(len(self.alive) + 1, -1, dtype=np.int64)
        number[kept] = np.arange(len(kept))
        made: dict[Role, pa.Table] = {}
        taken: dict[Role, np.ndarray] = {}
        for role, table in self.tables.items():
            own = frozenset((ID,)) if role == "households" else frozenset((HOUSEHOLD, PERSON))
            whole = table.arrow(own)
            numbers = number[table.places]
            rows = np.flatnonzero(numbers >= 0)
            if len(rows) < len(numbers):
                whole, numbers = whole.take(pa.array(rows)), numbers[rows]
            made[role] = whole.add_column(0, ID if role == "households" else HOUSEHOLD, pa.array(numbers))
            taken[role] = rows
        if self.rules.jurisdiction is not None:
            code = pa.array([self.rules.jurisdiction])
            codes = pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(kept), dtype=np.int32)), code)
            made["households"] = made["households"].append_column(JURISDICTION, codes)
        return made, taken

    def _take_over(self, found: pa.Table, taken: Mapping[Role, np.ndarray], ids: pa.Array) -> None:
        """Name the kernel's rejects by the rows and headers of the user's files."""
        for each in found.to_pylist():
            table = self.tables[each["table"]]
            place = int(taken[each["table"]][each["row"]])
            value = each["value"]
            if each["table"] == "households" and each["column"] == ID:
                value = ids[place].as_py()
            header = table.header(each["column"])
            self.rejects.append(Reject(table.part.source.name, int(table.rows[place]), header, value, each["reason"]))

    def _say_who_is_left(self, kept: np.ndarray, decided: np.ndarray) -> None:
        """Name the households that the kernel left out for a row of somebody in them."""
        left = np.ones(len(kept), dtype=bool)
        left[decided] = False
        homes = self.tables["households"]
        named = {each.row for each in self.rejects if each.file == homes.part.source.name}
        hit = [place for place in kept[left] if int(homes.rows[place]) not in named]
        ids = self.ids().take(pa.array(hit, pa.int64())).to_pylist()
        for place, key in zip(hit, ids, strict=True):
            reason = not_decided(self.tables["members"].part.source.name)
            self.rejects.append(Reject(homes.part.source.name, int(homes.rows[place]), homes.header(ID), key, reason))


def _read(part: Part, places: np.ndarray) -> _Table:
    rows = part.source.numbers(part.table, part.start)
    return _Table(part, rows, part.source.conformed(part.table, rows), places)


def _places(part: Part, ids: pa.Array, kind: pa.DataType, base: int) -> np.ndarray:
    if POSITION in part.table.column_names:
        places: np.ndarray = part.table.column(POSITION).to_numpy() - base
        return places
    return places_of(as_keys(part.table.column(part.source.key), kind), ids)
