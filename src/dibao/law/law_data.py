"""Check that the figures of all plug-ins, and an overlay, make one law."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from attrs import evolve

from dibao.errors import PluginError, Problem
from dibao.law.band_checks import band_faults, settled_band
from dibao.law.figure_bands import Band
from dibao.law.figures import (
    FigureDeclaration,
    FigureRecord,
    FigureTable,
    LawData,
    Number,
    OwnUnknown,
    Value,
    undeclared,
)
from dibao.law.least_checks import least_faults
from dibao.symbols.amounts import Area, Money
from dibao.symbols.units import AREA, BAND, COUNT, FLAG, FLOW, MONTHS, SHARE, STOCK

_HOW_WRITTEN = {
    FLOW.name: 'amount with per = "month" or per = "year"',
    STOCK.name: "amount without per",
    MONTHS.name: "value, a whole number of months",
    AREA.name: "amount in square metres, without per",
    COUNT.name: "value, a whole number",
    SHARE.name: "value, a decimal number",
    FLAG.name: "value, true or false",
    BAND.name: 'rows, a list of { from = ..., amount = ... }, with per = "month" or per = "year"',
}
_FITTING = {MONTHS.name: (COUNT.name,), SHARE.name: (SHARE.name, COUNT.name)}


def merge(parts: Iterable[LawData]) -> LawData:
    """Join the data of the nation and all plug-ins, checked as a whole.

    Raises:
        PluginError: every contradiction, with both places.
    """
    return _checked(tuple(parts), LawData())


def figure_table(data: LawData, overlay: LawData | None = None, carry_forward: bool = False) -> FigureTable:
    """Build the table of merged data, with an office's overlay over it.

    Raises:
        PluginError: everything in the overlay that does not fit the data.
    """
    return FigureTable(data, _checked((overlay,), data) if overlay else None, carry_forward)


def _checked(parts: Sequence[LawData], base: LawData) -> LawData:
    problems: list[Problem] = []
    documents = _union("document", [base.documents, *(part.documents for part in parts)], problems)
    declarations = _union("figure", [base.declarations, *(part.declarations for part in parts)], problems)
    stated_twice = {name for part in parts for name, each in part.declarations.items() if declarations[name] != each}
    records = []
    for record in (record for part in parts for record in part.records):
        if record.document not in documents:
            problems.append(Problem(record.place, _unknown_document(record, documents)))
        # What fits one of two declarations does not fit the other.
        if record.name not in stated_twice and (settled := _settled(record, declarations, problems)):
            records.append(settled)
    own_unknown = tuple(each for part in parts for each in part.own_unknown)
    problems += _strangers(own_unknown, documents, declarations)
    for part in parts:
        problems += least_faults(part.declarations, declarations, documents)
    problems.extend(_overlaps([*records, *own_unknown]))
    if problems:
        raise PluginError(problems)
    return LawData(documents, declarations, tuple(records), own_unknown)


def _strangers(
    stated: Iterable[OwnUnknown], documents: Iterable[str], declarations: Mapping[str, FigureDeclaration]
) -> Iterator[Problem]:
    """Find what is said to be unknown of figures or by documents that nobody states."""
    for each in stated:
        if each.name not in declarations:
            yield Problem(each.place, undeclared(each.name, declarations))
        if each.document not in documents:
            yield Problem(each.place, _unknown_document(each, documents))


class _Placed(Protocol):
    @property
    def place(self) -> str: ...


_Item = TypeVar("_Item", bound=_Placed)


def _union(kind: str, parts: Iterable[Mapping[str, _Item]], problems: list[Problem]) -> dict[str, _Item]:
    """Join named things; two may share a name only where they say the same."""
    union: dict[str, _Item] = {}
    for name, item in (pair for part in parts for pair in part.items()):
        first = union.setdefault(name, item)
        if first != item:
            message = f"{kind} {name} is written differently at {first.place}; keep one of the two"
            problems.append(Problem(item.place, message))
    return union


def _unknown_document(record: FigureRecord | OwnUnknown, documents: Iterable[str]) -> str:
    close = difflib.get_close_matches(record.document, list(documents), n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"add [document.{record.document}]"
    return f"{record.name}: document {record.document!r} is not known; {hint}"


def _settled(
    record: FigureRecord, declarations: Mapping[str, FigureDeclaration], problems: list[Problem]
) -> FigureRecord | None:
    """Give a record the unit that its figure is declared with."""
    declaration = declarations.get(record.name)
    if declaration is not None and declaration.unit == AREA and record.unit == STOCK:
        record = evolve(record, unit=AREA)  # an amount without a period, in hundredths as fen are
    if declaration is None:
        problems.append(Problem(record.place, undeclared(record.name, declarations)))
        return None
    faults = [Problem(record.place, each) for each in _faults(record, declaration)]
    problems += faults
    return None if faults else evolve(record, value=_stored(record, declaration), unit=declaration.unit)


def _faults(record: FigureRecord, declaration: FigureDeclaration) -> Iterator[str]:
    if declaration.unit == BAND and isinstance(record.value, Band):
        yield from (f"{record.name}: {each}" for each in band_faults(record.value, declaration))
    elif message := _misfit(record, declaration):
        yield f"{record.name} is {record.text()}; {message}"


def _stored(record: FigureRecord, declaration: FigureDeclaration) -> Value:
    if isinstance(record.value, Band):
        return settled_band(record.value, declaration)
    return Fraction(record.value) if declaration.unit.name == SHARE.name else record.value


def _misfit(record: FigureRecord, declaration: FigureDeclaration) -> str:
    unit = declaration.unit.name
    if isinstance(record.value, Band) or record.unit.name not in _FITTING.get(unit, (unit,)):
        return f"expected {_HOW_WRITTEN[unit]}, as declared at {declaration.place}"
    if unit == SHARE.name and (Fraction(record.value) * 10**declaration.places).denominator != 1:
        return f"expected at most {declaration.places} decimal places"
    if declaration.min <= record.value <= declaration.max:
        return ""
    return f"expected {_bound(declaration.min, declaration)} to {_bound(declaration.max, declaration)}"


def _bound(value: Number, declaration: FigureDeclaration) -> Any:
    unit = declaration.unit
    if unit.is_money:
        return f"{Money(value, unit).text()} yuan" + (" a month" if unit.name == FLOW.name else "")
    if unit == AREA:
        return f"{Area(value).text()} square metres"
    return float(value) if isinstance(value, Fraction) else value


def _way_out(before: FigureRecord | OwnUnknown, record: FigureRecord | OwnUnknown) -> str:
    files = [each.place.rpartition(":")[0] for each in (before, record)]
    if files[0] == files[1]:
        return "end one before the other starts"
    return (
        "two plug-ins state it: end one before the other starts, leave it out of one, or load only one of them. "
        "An office's own file of figures may state it anew"
    )


def _overlaps(records: Iterable[FigureRecord | OwnUnknown]) -> Iterator[Problem]:
    """Find values of one figure and place that hold on the same day."""
    last: dict[tuple[str, str], FigureRecord | OwnUnknown] = {}
    for record in sorted(records, key=lambda record: (record.since, record.place)):
        before = last.get((record.name, record.code))
        if before is not None and not before.ended_before(record.since):
            dates = f"{before.since} to {before.until or 'open'}"
            message = f"overlaps the value in force {dates} at {before.place}; {_way_out(before, record)}"
            yield Problem(record.place, f"{record.name} for {record.code} from {record.since} {message}")
        if before is None or (before.until is not None and (record.until is None or record.until > before.until)):
            last[record.name, record.code] = record
