"""Settle what of the law could be known on a day: the figures and the documents.

What became known later does not exist in that view, whatever day it is in force from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve, frozen

from dibao.law.documents import Document
from dibao.law.figures import FigureRecord, LawData
from dibao.law.registry import LoadedPlugins
from dibao.law.regulation import Regulation


@frozen
class Novelty:
    """A value or a document that became known on a day."""

    known: date
    what: FigureRecord | Regulation

    @property
    def order(self) -> tuple[date, str, str]:
        """Sort by day, then by name."""
        what = self.what
        name = (what.name, what.code) if isinstance(what, FigureRecord) else (what.id, "")
        return (self.known, *name)


def known_day(record: FigureRecord, documents: Mapping[str, Document]) -> date:
    """Give the day on which a value could be known.

    It is the stated `known`; without one the date of the document that set the value,
    if that came after the first day, or else the first day. A report only tells of a
    value that somebody set before, so that its date says nothing.
    """
    if record.known is not None:
        return record.known
    document = documents.get(record.document)
    issued = document.date if document is not None and document.level != "report" else None
    return record.since if issued is None else max(issued, record.since)


def known_data(data: LawData, documents: Mapping[str, Document], on: date) -> LawData:
    """Leave out the values that could not be known on a day."""
    return evolve(data, records=tuple(each for each in data.records if known_day(each, documents) <= on))


def known_rules(plugins: LoadedPlugins, on: date) -> LoadedPlugins:
    """Set aside the documents that could not be known on a day."""
    unknown = (name for name, each in plugins.regulations.items() if known_since(each) > on)
    return evolve(plugins, not_known=frozenset(unknown))


def known_since(regulation: Regulation) -> date:
    """Give the day on which a document could be known: the stated one, or its first day."""
    return regulation.known or regulation.validity.since


def late_novelties(
    records: Iterable[FigureRecord], documents: Mapping[str, Document], plugins: LoadedPlugins
) -> tuple[Novelty, ...]:
    """Give what became known only after it was in force, in order of that day."""
    values = (Novelty(known_day(each, documents), each) for each in records)
    rules = (Novelty(known_since(each), each) for each in plugins.regulations.values())
    late = (each for each in (*values, *rules) if each.known > _first_day(each.what))
    return tuple(sorted(late, key=lambda each: each.order))


def _first_day(what: FigureRecord | Regulation) -> date:
    return what.since if isinstance(what, FigureRecord) else what.validity.since
