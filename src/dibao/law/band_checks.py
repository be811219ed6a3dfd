"""Check a band against its declaration, and store what its rows start from."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from dibao.law.figure_bands import Band, BandRow
from dibao.law.figure_file import DEFAULT_BOUNDS, PERIODS
from dibao.law.figures import FigureDeclaration
from dibao.symbols.amounts import HUNDREDTHS, Money
from dibao.symbols.units import AREA, COUNT, FLOW, MONTHS, SHARE, Unit

_WRITTEN = {
    FLOW.name: "yuan with at most 2 decimal places",
    MONTHS.name: "a whole number of months",
    AREA.name: "square metres with at most 2 decimal places",
    COUNT.name: "a whole number",
}


def settled_band(band: Band, declaration: FigureDeclaration) -> Band:
    """Give a band with its starts stored in the unit that it is declared to go by."""
    by = declaration.by or COUNT
    scale = _scale(band, by)
    rows = (evolve(row, start=_stored(row.start * scale, by)) for row in band.rows)
    return evolve(band, rows=tuple(rows), by=by)


def _stored(start: Fraction | int, by: Unit) -> Fraction | int:
    return Fraction(start) if by.name == SHARE.name or start.denominator != 1 else int(start)


def _scale(band: Band, by: Unit) -> int:
    """Give what a start that is stated as 1 is stored as."""
    return PERIODS[band.per] if by == FLOW else HUNDREDTHS if by == AREA else 1


def _parts(by: Unit, declaration: FigureDeclaration) -> int:
    """Give the smallest part of a unit in which a start can be stated."""
    return 10**declaration.places if by.name == SHARE.name else HUNDREDTHS if by in (FLOW, AREA) else 1


def band_faults(band: Band, declaration: FigureDeclaration) -> Iterator[str]:
    """Find rows that do not fit what is declared; each sentence names its row."""
    by = declaration.by or COUNT
    for number, row in enumerate(band.rows, start=1):
        yield from (f"row {number}: {fault}" for fault in _faults_of(row, number == 1, by, declaration))


def _faults_of(row: BandRow, is_first: bool, by: Unit, declaration: FigureDeclaration) -> Iterator[str]:
    stated, most = row.start_text, DEFAULT_BOUNDS[by.name][1]
    if is_first and not (row.start == 0 or (by.name == COUNT.name and row.start == 1)):
        least = "0 or 1" if by.name == COUNT.name else "0"
        yield f"from is {stated}; expected {least} in the first row, so that no value lies below the table"
    elif (row.start * _parts(by, declaration)).denominator != 1:
        yield f"from is {stated}; expected {_WRITTEN.get(by.name, f'at most {declaration.places} decimal places')}"
    elif not is_first and row.start > most:
        yield f"from is {stated}; expected at most {most}"
    if not declaration.min <= row.amount <= declaration.max:
        least, highest = (Money(bound, FLOW).text() for bound in (declaration.min, declaration.max))
        yield f"amount is {row.amount_text}; expected {least} to {highest} yuan a month"
