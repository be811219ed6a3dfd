"""Find which value of a figure applies when, and where nobody knows one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from attrs import evolve, frozen

from dibao.assess.decision import Lang
from dibao.assess.engine import Engine
from dibao.assess.law_parts import day_data, place_data, record_data
from dibao.law.documents import Document
from dibao.law.figures import FigureDeclaration, FigureInForce, FigureRecord, MissingFigure, OwnUnknown
from dibao.law.jurisdictions import Jurisdiction

ONE_DAY = timedelta(1)


@frozen
class DatedValue:
    """One value as it is written, whether it ever applies or not."""

    record: FigureRecord
    document: Document | None
    layer: Jurisdiction

    def to_json(self) -> dict[str, Any]:
        """Give the value as JSON data."""
        return {**record_data(self.record, self.document, self.layer), "grade": self.record.grade}


@frozen
class Span:
    """Days on which one value applies, or on which none is known.

    None as an end is open: all earlier days, or all later ones.
    """

    since: date | None
    until: date | None
    value: DatedValue | None
    carried: bool = False
    overlaid: bool = False

    def to_json(self) -> dict[str, Any]:
        """Give the days and their value as JSON data; no value is a gap."""
        days = {"since": day_data(self.since), "until": day_data(self.until)}
        if self.value is None:
            return {**days, "value": None}
        return {**days, "value": self.value.to_json(), "carried": self.carried, "overlaid": self.overlaid}


@frozen
class FigureHistory:
    """Every known value of a figure for one place, and when each applies.

    Attributes:
        declaration: what the figure is.
        jurisdictions: the place, then those it lies in.
        spans: all days in order, without overlap; gaps are among them.
        unused: values of the place or those above it that never apply.
    """

    declaration: FigureDeclaration
    jurisdictions: tuple[Jurisdiction, ...]
    spans: tuple[Span, ...]
    unused: tuple[DatedValue, ...]

    def text(self, lang: Lang = "zh") -> str:
        """Print the history in words."""
        from dibao.assess.law_history_in_words import history_text

        return history_text(self, lang)

    def to_json(self) -> dict[str, Any]:
        """Give the history as JSON data."""
        declared = self.declaration
        return {
            "name": declared.name,
            "title": declared.title,
            "english": declared.english,
            "unit": str(declared.unit),
            "applied": declared.applied,
            "jurisdiction": self.jurisdictions[0].code,
            "layers": [place_data(each) for each in self.jurisdictions],
            "spans": [each.to_json() for each in self.spans],
            "unused": [each.to_json() for each in self.unused],
        }


def figure_history(engine: Engine, code: str, name: str) -> FigureHistory:
    """Give all dated values of a figure for a place, and when each applies.

    Args:
        engine: with its plug-ins and an office's own figures.
        code: the place.
        name: the figure's full name, such as "dibao.standard.rural".

    Raises:
        InputError: nobody knows the place.
        RuleError: nobody declares the figure; the text suggests a near name.
    """
    chain = engine.jurisdictions.chain(code)
    declaration = engine.figures.declaration(name)
    layers = {each.code: each for each in chain}
    records = [each for each in engine.figures.records if each.name == name and each.code in layers]
    known = {each: DatedValue(each, engine.figures.documents.get(each.document), layers[each.code]) for each in records}
    spans = tuple(_joined(_spans(engine, name, tuple(layers), records, known)))
    used = {span.value for span in spans}
    nearest_first = sorted(known.values(), key=lambda each: (chain.index(each.layer), each.record.since))
    return FigureHistory(declaration, chain, spans, tuple(each for each in nearest_first if each not in used))


def _spans(
    engine: Engine,
    name: str,
    chain: Sequence[str],
    records: Iterable[FigureRecord],
    known: dict[FigureRecord, DatedValue],
) -> Iterator[Span]:
    """Give the days between every two on which some value starts or has ended."""
    dated: list[FigureRecord | OwnUnknown] = [*records, *engine.figures.own_unknown(name, chain)]
    days = sorted({each.since for each in dated} | {each.until + ONE_DAY for each in dated if each.until})
    yield Span(None, days[0] - ONE_DAY if days else None, None)
    for since, following in zip_longest(days, days[1:]):
        found = engine.figures.at(name, chain, since)
        until = following and following - ONE_DAY
        if isinstance(found, MissingFigure):
            yield Span(since, until, None)
        else:
            yield _in_force(since, until, found, known)


def _in_force(since: date, until: date | None, found: FigureInForce, known: dict[FigureRecord, DatedValue]) -> Span:
    return Span(since, until, known[found.record], found.carried, found.overlaid)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Join spans that follow one another with the same value."""
    last: Span | None = None
    for each in spans:
        if last is not None and evolve(each, since=last.since, until=last.until) == last:
            last = evolve(last, until=each.until)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last
