"""Lay the figures that an office gives itself over those of plug-ins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from attrs import evolve

from dibao.errors import InputError, PluginError
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureRecord, LawData


def own_figures(figures: str | Path | None) -> LawData | None:
    """Read the figures that an office gives itself, if it does.

    Raises:
        InputError: everything that is wrong with the file.
    """
    if figures is None:
        return None
    try:
        return load_law_data(Path(figures))
    except PluginError as error:
        raise InputError(error.problems, error.source) from error


def laid_over(below: LawData, above: LawData) -> LawData:
    """Lay figures over an office's own; where both have a value, the upper one holds."""
    kept = list(below.records)
    for upper in above.records:
        kept = [part for record in kept for part in _outside(record, upper)]
    return LawData(
        documents={**below.documents, **above.documents},
        declarations={**below.declarations, **above.declarations},
        records=(*kept, *above.records),
        own_unknown=(*below.own_unknown, *above.own_unknown),
    )


def _outside(record: FigureRecord, upper: FigureRecord) -> Iterable[FigureRecord]:
    """Give what is left of a value's days beside another value's."""
    apart = upper.since > (record.until or date.max) or record.since > (upper.until or date.max)
    if (record.name, record.code) != (upper.name, upper.code) or apart:
        yield record
        return
    if record.since < upper.since:
        yield evolve(record, until=upper.since - timedelta(1))
    if upper.until is not None and (record.until is None or record.until > upper.until):
        yield evolve(record, since=upper.until + timedelta(1))
