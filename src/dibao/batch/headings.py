"""Settle what the heads of a table's columns say: which fact each is of, and how its numbers are read."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import pyarrow as pa
from attrs import frozen

from dibao.batch.column_types import ColumnError, Reading, reading_of
from dibao.batch.naming import DATES, KEYS, STATUS, facts_by_column, twice, unknown_column
from dibao.household.facts import Catalogue, Entity, Fact

MOST_KEPT = 128
LAST = 6


@frozen(eq=False)
class Heading:
    """One column: its position and name, the fact behind it, and how it is read or why it cannot be.

    Columns of which more than one fact follows are read by whoever knows the day.
    """

    position: int
    name: str
    fact: Fact
    read: Reading | str | None

    def reading(self) -> Reading:
        """Give how the column is read.

        Raises:
            ColumnError: its type is not one of the fact.
        """
        if not isinstance(self.read, Reading):
            raise ColumnError(self.read)
        return self.read


@frozen(eq=False)
class Headings:
    """All columns that state facts, and what is wrong with others: name and sentence."""

    stated: tuple[Heading, ...]
    problems: tuple[tuple[str, str], ...]


_last: list[tuple[Entity, Catalogue, str | None, pa.Schema, Headings]] = []
"""Tables come one after another whose columns are the same, and schemas are sooner compared than written."""


def headings_of(entity: Entity, schema: pa.Schema, catalogue: Catalogue, money_unit: str | None) -> Headings:
    """Settle what the columns of a table state; the same for tables whose columns are the same."""
    for whose, of, unit, known, found in [*_last]:
        if whose == entity and of is catalogue and unit == money_unit and known.equals(schema, check_metadata=True):
            return found
    found = _of_its_bytes(entity, schema, catalogue, money_unit)
    _last[:] = [(entity, catalogue, money_unit, schema, found), *_last[: LAST - 1]]
    return found


def _of_its_bytes(entity: Entity, schema: pa.Schema, catalogue: Catalogue, money_unit: str | None) -> Headings:
    try:
        # Comparing schemas leaves metadata out, which says the unit of money; their bytes have everything.
        told = schema.remove_metadata().serialize().to_pybytes()
    except pa.ArrowException:
        return _settled(entity, schema, catalogue, money_unit)
    return _kept(entity, told, catalogue, money_unit)


@lru_cache(maxsize=MOST_KEPT)
def _kept(entity: Entity, told: bytes, catalogue: Catalogue, money_unit: str | None) -> Headings:
    return _settled(entity, pa.ipc.read_schema(pa.py_buffer(told)), catalogue, money_unit)


def _settled(entity: Entity, schema: pa.Schema, catalogue: Catalogue, money_unit: str | None) -> Headings:
    known = facts_by_column(catalogue, entity)
    names = [each for each in schema.names if each not in KEYS[entity]]
    problems = [(name, unknown_column(name, catalogue, entity)) for name in names if name not in known]
    counts = Counter(names)
    problems += [
        (name, f"stands {count} times in the table. Drop all but one.")
        for name, count in counts.items()
        if name in known and count > 1
    ]
    chosen = {name: known[name] for name in names if name in known}
    problems += [(name, f"says the same as the column {other!r}. Drop one of them.") for name, other in twice(chosen)]
    stated = [_heading(schema, name, fact, money_unit) for name, fact in chosen.items() if counts[name] == 1]
    return Headings(tuple(stated), tuple(problems))


def _heading(schema: pa.Schema, name: str, fact: Fact, money_unit: str | None) -> Heading:
    position = schema.get_field_index(name)
    field = schema.field(position)
    if name in DATES or name == STATUS:
        return Heading(position, name, fact, None)
    try:
        return Heading(position, name, fact, reading_of(fact, field.type, money_unit, field.metadata))
    except ColumnError as error:
        return Heading(position, name, fact, str(error))
