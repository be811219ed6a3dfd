"""Turn households into tables, as an office would hand them in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from attrs import frozen

from dibao.household.facts import BUILT_IN, Catalogue, Entity, Fact
from dibao.household.models import Household
from dibao.household.stated import UNKNOWN
from dibao.household.values import getters
from dibao.symbols.amounts import HUNDREDTHS
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, MONTHS_A_YEAR

_AMOUNT = pa.decimal128(18, 2)


@frozen(eq=False)
class Tables:
    """Households, members and obligors as Arrow tables; no obligors means nobody asked."""

    households: pa.Table
    members: pa.Table
    obligors: pa.Table | None


def tables_of(households: Sequence[Household], on: date, catalogue: Catalogue = BUILT_IN) -> Tables:
    """Give tables that say what these households say, every fact in a column of its own.

    What is unknown is null. Money is a decimal of yuan a month, or a year where some
    amount is not whole fen a month; the field's metadata then says so. Where only some
    households know their obligors, one without any fact stands for the unknown ones.

    Args:
        households: what is turned into rows, in their order; their ids become those of the tables.
        on: the day on which full years are counted.
        catalogue: the facts that get a column.
    """
    homes = _table("household", list(households), on, catalogue)
    homes = homes.add_column(1, "jurisdiction", pa.array([each.jurisdiction for each in households], pa.string()))
    members = _people("member", [(home.id, each) for home in households for each in home.members], on, catalogue)
    known = any(each.obligors is not UNKNOWN for each in households)
    relatives = [(home.id, each) for home in households for each in home.relatives]
    return Tables(homes, members, _people("obligor", relatives, on, catalogue) if known else None)


def _people(entity: Entity, owned: Sequence[tuple[str, Any]], on: date, catalogue: Catalogue) -> pa.Table:
    table = _table(entity, [each for _, each in owned], on, catalogue)
    return table.add_column(0, "household", pa.array([owner for owner, _ in owned], pa.string()))


def _table(entity: Entity, owners: Sequence[Any], on: date, catalogue: Catalogue) -> pa.Table:
    # What only serves to count another fact has no column of its own.
    facts = [fact for fact in catalogue.of(entity) if fact.name != "age_years" and fact.place != "needs_help"]
    read = getters(entity, [fact.name for fact in facts], catalogue)
    rows = [read(owner, on) for owner in owners]
    fields: list[Any] = [pa.field("id", pa.string())]
    arrays: list[Any] = [pa.array([each.id for each in owners], pa.string())]
    for position, fact in enumerate(facts):
        array, metadata = _array(fact, [row[position] for row in rows])
        fields.append(pa.field(fact.name, array.type, metadata=metadata))
        arrays.append(array)
    if entity != "household":
        fields.append(pa.field("born", pa.date32()))
        arrays.append(pa.array([None if each.born is UNKNOWN else each.born for each in owners], pa.date32()))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _array(fact: Fact, values: Sequence[Any]) -> tuple[Any, Any]:
    """Give a fact's column and what its metadata says."""
    if fact.unit == FLAG:
        return pa.array(values, pa.bool_()), None
    if fact.unit == CHOICE:
        return pa.array(values, pa.string()).dictionary_encode(), None
    if not (fact.unit.is_money or fact.unit == AREA):
        return pa.array(values, pa.int32()), None
    flow = fact.unit == FLOW
    yearly = flow and any(each is not None and each % MONTHS_A_YEAR for each in values)
    divisor = MONTHS_A_YEAR if flow and not yearly else 1
    yuan = [None if each is None else Decimal(each // divisor) / HUNDREDTHS for each in values]
    return pa.array(yuan, _AMOUNT), {"per": "year"} if yearly else None
