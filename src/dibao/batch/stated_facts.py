"""Settle what a table says of every fact: the columns that it has, and those that it leaves out.

What is left out means what it means in a household's JSON: beside another column of
its map it is none, and without any it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import evolve

from dibao.batch.ages import dates_of, years_at_once, years_on
from dibao.batch.column_types import ColumnError, reading_of
from dibao.batch.columns import NEAR, Column, constant, reason_of, wrong_rows
from dibao.batch.compiled.kinds import can_be_packed
from dibao.batch.headings import Heading, headings_of
from dibao.batch.held import Later
from dibao.batch.naming import MAY_BE_NEVER, STATUS, TABLES
from dibao.batch.problems import Problems
from dibao.household.checks import OLDEST_YEARS, STATUSES
from dibao.household.facts import Catalogue, Entity, Fact
from dibao.household.models import ON_DIBAO
from dibao.household.problems import shown, wrong_choice

BESIDE_FLAGS = ("disability", "father", "mother")
_NO_ROWS = np.zeros(0, np.int64)
CERTIFICATE = ("disability.kind", "disability.grade")


class Statements:
    """Reads the facts of one table, and what is wrong with them."""

    def __init__(
        self, entity: Entity, table: pa.Table, catalogue: Catalogue, money_unit: str | None, problems: Problems, *,
        checked: bool = True, threads: int = 1,
    ) -> None:  # fmt: skip
        """Take a table; `facts` gives what it says, `unchecked` whose bounds nobody has looked at."""
        self.entity, self.table, self.catalogue = entity, table, catalogue
        self.money_unit, self.problems = money_unit, problems
        self.name = TABLES[entity]
        self.dates: dict[str, Any] = {}
        self.checked, self.threads = checked, threads
        self.unchecked: set[str] = set()

    def facts(self, on: date | None) -> dict[str, Column]:
        """Give every fact of the catalogue, stated or left out.

        Without a day what follows from days stays unknown; `dates` has them.
        """
        headings = headings_of(self.entity, self.table.schema, self.catalogue, self.money_unit)
        for name, sentence in headings.problems:
            self.problems.column(self.name, name, sentence)
        stated: dict[str, Column] = {}
        columns = self.table.columns
        for heading in headings.stated:
            try:
                stated[heading.fact.name] = self._read(heading, columns[heading.position], on)
            except ColumnError as error:
                self.problems.column(self.name, heading.name, str(error))
        return self._certified(self._completed(stated))

    def _read(self, heading: Heading, data: Any, on: date | None) -> Column:
        name, fact = heading.name, heading.fact
        if heading.read is None:
            return self._on_dibao(name, fact) if name == STATUS else self._years(name, fact, on)
        column = heading.reading().column(data)
        if not self.checked and column.is_known:
            self.unchecked.add(fact.name)
            return column
        rows = wrong_rows(column)
        self.problems.rows(self.name, name, rows, lambda row: reason_of(column, row, data))
        return _usable(column, rows)

    def _years(self, name: str, fact: Fact, on: date | None) -> Column:
        days = self.dates[name] = dates_of(self.table.column(name))
        if on is None:
            return constant(fact, None)
        found = None if self.checked else years_at_once(fact, days, on, self.threads)
        if found is not None:
            return found
        column, rows, said = years_of(name, fact, days, on)
        self.problems.rows(self.name, name, rows, said)
        return column

    def _on_dibao(self, name: str, fact: Fact) -> Column:
        data = self.table.column(name)
        words = evolve(fact, unit=self.catalogue.fact("household", "area").unit, values=STATUSES)
        column = reading_of(words, data.type, None).column(data)
        rows = wrong_rows(column)
        self.problems.rows(
            self.name, name, rows, lambda row: (str(data[row].as_py()), wrong_choice(data[row].as_py(), STATUSES))
        )
        draws = np.array([each in ON_DIBAO for each in (*STATUSES, "")])
        values = bool(draws[column.values]) if column.is_constant else draws[column.values]
        return Column(fact, values, 1, column.unknown)

    # -- what is left out --------------------------------------------------------------------------------
    def _completed(self, stated: dict[str, Column]) -> dict[str, Column]:
        self.present = {column.fact.place for column in stated.values()}
        if self.entity == "member" and "help_items" not in stated:
            stated |= self._help_items(stated)
        absent, leaning = _without_columns(self.catalogue, self.entity, frozenset(self.present))
        found = {**absent, **stated}
        for name in leaning:
            if name not in stated:
                found[name] = self._leaning(absent[name], found)
        return found

    def _leaning(self, column: Column, found: Mapping[str, Column]) -> Column:
        """Give a fact without a column that leans on another of its map, row by row."""
        fact = column.fact
        prefix = fact.name.removesuffix(fact.key)
        if fact.name in CERTIFICATE:
            other = found[CERTIFICATE[fact.name == CERTIFICATE[0]]]
            return column.unknown_where(_says_something(other))
        if fact.beside:
            return column.unknown_where(_says_something(found[prefix + fact.beside]))
        return _none_of(fact).unknown_where(_says_something(found[prefix + str(fact.without)]))

    def _help_items(self, stated: Mapping[str, Column]) -> dict[str, Column]:
        """Count what a person needs help with, from the columns of the single things."""
        things = [column for column in stated.values() if column.fact.place == "needs_help"]
        if not things:
            return {}
        fact = self.catalogue.fact("member", "help_items")
        counted = self._counted([each for each in things if each.unknown is False])
        open_somewhere = [each for each in things if each.unknown is not False]
        if not open_somewhere:
            return {"help_items": Column(fact, counted, 1, False)}
        unknown = np.zeros(len(counted), bool)
        for each in open_somewhere:
            counted += np.asarray(each.values, np.int8)
            unknown |= each.unknown
        counted[unknown] = 0
        return {"help_items": Column(fact, counted, 1, unknown)}

    def _counted(self, things: Sequence[Column]) -> Any:
        """Count for each row which of some flags hold that are all known."""
        flags = [each.bits for each in things if not each.is_constant]
        starts = [-1 if each is None else each.start for each in flags]
        if self.checked or not can_be_packed() or any(each % 8 for each in starts):
            return _counted(things, self.table.num_rows)
        from dibao.batch.compiled.passes import how_many_hold

        packed = [each.buffer[each.start // 8 :] for each in flags if each is not None]
        counted = how_many_hold(packed, self.table.num_rows, self.threads)
        always = sum(int(each.values) for each in things if each.is_constant)
        return counted + np.int8(always) if always else counted

    def _certified(self, found: dict[str, Column]) -> dict[str, Column]:
        """Let kind and grade of a certificate agree: without one of them there is neither."""
        if self.entity != "member":
            return found
        kind, grade = (found[name] for name in CERTIFICATE)
        none = kind.fact.values.index("none")
        if _agree(kind, none, grade, None if self.checked else self.threads):
            return found
        no_kind, no_grade = _is(kind, none), _is(grade, 0)
        length = self.table.num_rows
        one_half = [no_kind & ~_open(grade) & ~no_grade, no_grade & ~_open(kind) & ~no_kind]
        clash = [row for each in one_half for row in np.flatnonzero(np.broadcast_to(each, length))]
        self.problems.rows(
            self.name,
            CERTIFICATE[1],
            clash,
            lambda row: (str(grade.stored(row)), f"is {grade.stored(row)} beside another kind; expected both or none."),
        )
        return found | {
            CERTIFICATE[0]: _none_where(kind, no_grade, none),
            CERTIFICATE[1]: _none_where(grade, no_kind, 0),
        }


def years_of(name: str, fact: Fact, days: Any, on: date) -> tuple[Column, Any, Callable[[int], tuple[str, str]]]:
    """Give the full years since days, the rows whose day cannot be, and what to say of such a row."""
    column = years_on(fact, days, on, may_be_never=name == MAY_BE_NEVER)
    rows = np.flatnonzero(column.values < 0) if column.values.min(initial=0) < 0 else _NO_ROWS
    column = _usable(column, rows)
    sentence = f"expected a day on or before {on}, at most {OLDEST_YEARS} years before."
    return column, rows, lambda row: (str(days[row].as_py()), f"is {shown(days[row].as_py())}; {sentence}")


def _usable(column: Column, wrong: Any) -> Column:
    """Give harmless numbers where a value is wrong; those rows are not decided."""
    if not len(wrong):
        return column
    values = column.values.copy()
    values[wrong] = 0
    return evolve(column, values=values)


def _agree(kind: Column, none: int, grade: Column, threads: int | None) -> bool:
    """Tell whether both halves of a certificate are stated and none in the same rows, as nearly always.

    In so many `threads` it may be told by a compiled pass.
    """
    if any(each.is_constant or each.unknown is not False for each in (kind, grade)):
        return False
    (kinds, none), (grades, no_grade) = kind.numbered(none), grade.numbered(0)
    if threads and kinds.dtype.kind == grades.dtype.kind == "i":
        return _agree_at_once(kinds, none, grades, no_grade, threads)
    spans = (slice(first, first + NEAR) for first in range(0, len(kinds), NEAR))
    return all(((kinds[each] == none) == (grades[each] == no_grade)).all() for each in spans)


def _agree_at_once(*given: Any) -> bool:
    """Tell the same by a compiled pass."""
    from dibao.batch.compiled.certificates import agree

    return agree(*given)


def _is(column: Column, value: int) -> Any:
    return (np.asarray(column.values) == value) & ~_open(column)


def _open(column: Column) -> Any:
    return np.asarray(column.unknown, bool)


def _none_where(column: Column, none: Any, value: int) -> Column:
    """Give a fact that is none where its other half is, even if it is unknown there."""
    settled = _open(column) & none
    if not settled.any():
        return column
    values = np.where(settled, value, column.values)
    return evolve(column, values=values, unknown=_open(column) & ~settled)


def _counted(flags: Sequence[Column], length: int) -> Any:
    """Count for each row which of some flags hold; so many rows at once that they stay near at hand."""
    counted = np.zeros(length, np.int8)
    for rows in (slice(first, min(first + NEAR, length)) for first in range(0, length, NEAR)):
        for each in flags:
            counted[rows] += np.int8(each.values) if each.is_constant else each.part(rows).view(np.int8)
    return counted


def _says_something(column: Column) -> Any:
    """Tell where a fact is unknown, or known and not none."""
    stands_for = _number_of_none(column.fact)
    if column.varies:
        return Later(lambda: (np.asarray(column.values) != stands_for) | _open(column))
    return bool(column.unknown or column.values != stands_for)


@lru_cache(maxsize=512)
def _number_of_none(fact: Fact) -> int:
    none = fact.none_value
    return fact.values.index(none) if isinstance(none, str) else int(none or 0)


@lru_cache(maxsize=512)
def _none_of(fact: Fact) -> Column:
    return constant(fact, fact.none_value)


def _leans(fact: Fact) -> bool:
    """Tell whether a fact without a column rests on what another of its map says."""
    return fact.name in CERTIFICATE or bool(fact.beside or fact.without)


@lru_cache(maxsize=256)
def _without_columns(
    catalogue: Catalogue, entity: Entity, present: frozenset[str]
) -> tuple[Mapping[str, Column], Sequence[str]]:
    """Give every fact as it is where it has no column, beside columns of certain maps; and which lean on another."""
    facts = catalogue.of(entity)
    absent = {fact.name: constant(fact, fact.none_value if _is_none(fact, present) else None) for fact in facts}
    return absent, [fact.name for fact in facts if fact.place in present and _leans(fact)]


def _is_none(fact: Fact, present: Set[str]) -> bool:
    if fact.name in ("age_years", "help_items"):
        return False
    if fact.name == "clergy_apart_years":
        return "flags" in present
    if fact.place in present and fact.place:
        return fact.absent == "none" or fact.place == "prior"
    if fact.place in BESIDE_FLAGS:
        return "flags" in present and (fact.absent == "none" or fact.without is not None)
    if fact.place == "transfers_paid":
        return "incomes" in present
    return fact.place == "request"
