"""Find values that fall short of the multiple of another figure that a document asks for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from dibao.errors import Problem
from dibao.law.figure_bands import Band
from dibao.law.figure_least import Least
from dibao.law.figures import FigureDeclaration, FigureInForce, FigureRecord, FigureTable, OwnUnknown, undeclared
from dibao.symbols.units import BAND, FLAG

_A_DAY = timedelta(1)
_Span = tuple[FigureRecord, date, date | None]


def least_faults(
    declarations: Mapping[str, FigureDeclaration], known: Mapping[str, FigureDeclaration], documents: Iterable[str]
) -> Iterator[Problem]:
    """Find declarations that ask for a multiple of what is not there or not alike.

    Args:
        declarations: the declarations that are looked at.
        known: all declarations, among which the other figure must be.
        documents: the ids of all documents.
    """
    for name, declaration in declarations.items():
        if declaration.least is not None:
            for sentence in _faults(declaration, declaration.least, known, list(documents)):
                yield Problem(declaration.place, f"figure {name}: least: {sentence}")


def _faults(
    declaration: FigureDeclaration, least: Least, known: Mapping[str, FigureDeclaration], documents: Sequence[str]
) -> Iterator[str]:
    other = known.get(least.of)
    if declaration.unit in (BAND, FLAG):
        yield f"a {declaration.unit.name} has no multiple; leave it out"
    elif other is None:
        yield undeclared(least.of, known)
    elif other.unit != declaration.unit:
        yield f"{least.of} is in {other.unit.name}, this in {declaration.unit.name}; name a figure of the same unit"
    if least.document not in documents:
        close = difflib.get_close_matches(least.document, documents, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"add [document.{least.document}]"
        yield f"document {least.document!r} is not known; {hint}"


def least_problems(
    table: FigureTable, records: Mapping[str, Sequence[FigureRecord]], chains: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Mention values that fall short; each is held against what is in force at its own place.

    Args:
        table: every figure of all plug-ins, and an office's own.
        records: the values by figure.
        chains: for each place the codes from it upwards.
    """
    for name, several in records.items():
        least = table.declaration(name).least
        for record in several if least else ():
            if least and record.code in chains:
                for other, first, last in _beside(table, record, least.of, chains[record.code]):
                    if _falls_short(record, other, least):
                        yield _shortfall(record, other, least, first, last)


def _falls_short(record: FigureRecord, other: FigureRecord, least: Least) -> bool:
    if isinstance(record.value, Band) or isinstance(other.value, Band):
        return False
    return record.value < other.value * least.allowed


def _beside(table: FigureTable, record: FigureRecord, name: str, chain: Sequence[str]) -> Iterator[_Span]:
    """Give the values of another figure in force at the place of a value, while it holds."""
    for other, spans in groupby(_spans(table, record, name, chain), key=lambda span: span[0]):
        found = list(spans)
        if other is not None:
            yield other, found[0][1], found[-1][2]


def _spans(
    table: FigureTable, record: FigureRecord, name: str, chain: Sequence[str]
) -> Iterator[tuple[FigureRecord | None, date, date | None]]:
    values = [each for each in table.records if each.name == name and each.code in chain]
    dated: list[FigureRecord | OwnUnknown] = [*values, *table.own_unknown(name, chain)]
    starts = {each.since for each in dated} | {each.until + _A_DAY for each in dated if each.until}
    days = sorted({record.since, *(day for day in starts if record.covers(day))})
    for first, following in zip(days, (*days[1:], None), strict=True):
        found = table.at(name, chain, first)
        in_force = found.record if isinstance(found, FigureInForce) and not found.carried else None
        yield in_force, first, following - _A_DAY if following else record.until


def _shortfall(record: FigureRecord, other: FigureRecord, least: Least, first: date, last: date | None) -> Problem:
    margin = f" by more than {float(least.tolerance):g} of it" if least.tolerance else ""
    sentence = (
        f"{record.name} for {record.code}, {record.text()} by {record.document}, falls short of {least.text} times "
        f"{other.name} for {other.code}, {other.text()} by {other.document} ({other.place}){margin}, from {first} "
        f"until {last or 'further notice'}; {least.document} asks for that much. Correct the wrong one; if both are "
        "right, the place gives less."
    )
    return Problem(record.place, sentence, "notice")
