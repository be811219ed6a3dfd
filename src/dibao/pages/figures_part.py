"""Write a region's figures: a chart of each group, and every value in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from dibao.assess.law_words import LawWords
from dibao.law.figures import FigureDeclaration, FigureRecord
from dibao.pages.charts import Chart, chart_of, groups
from dibao.pages.markdown import both, graded, heading, plain, table
from dibao.pages.region import Region

ONE_DAY = timedelta(1)
Drawn = Callable[[Chart], str]
"""Draws a chart somewhere and gives its address for a link."""
_ENGLISH = LawWords("en")
_COLUMNS = ("place", "value", "days", "evidence", "document", "note")


def figures_part(region: Region, drawn: Drawn | None = None) -> Iterator[str]:
    """Give the section on figures, group by group.

    Args:
        region: the plug-in.
        drawn: how a chart is drawn; there are only tables without it.
    """
    yield heading(2, "Figures 数值")
    if not region.declarations:
        yield "It has no figures."
        return
    yield (
        "Values as their documents state them. A gap says that no value of that place itself is known: none is assumed."
    )
    for name, declarations in groups(region.declarations):
        alone = [each.name for each in declarations] == [name]
        if not alone:
            yield heading(3, f"`{name}`")
        chart = chart_of(region, name, declarations)
        picture = _picture(chart, drawn) if chart is not None and drawn is not None else ""
        if picture and not alone:
            yield picture
        for declared in declarations:
            yield heading(3 if alone else 4, f"`{declared.name}`")
            yield from _figure(region, declared)
            if picture and alone:
                yield picture


def _picture(chart: Chart, drawn: Drawn) -> str:
    titles = ", ".join(panel.declaration.english for panel in chart.panels)
    return f"![{plain(titles)}, by place and date; tables give every value]({drawn(chart)})"


def _figure(region: Region, declared: FigureDeclaration) -> Iterator[str]:
    notes = [both(declared), f"unit: {declared.unit}"]
    if not declared.applied:
        notes.append("only informs, no rule decides on it")
    if declared.reaches == "own":
        notes.append("a place's value says nothing of the places below it")
    readers = [f"`{rule.id}`" for rule in region.rules if declared.name in region.read_by(rule)]
    if readers:
        notes.append(f"read by {', '.join(readers)}")
    yield "; ".join(notes) + "."
    records = region.values(declared.name)
    if records:
        yield table(_COLUMNS, list(_rows(region, records)))
    else:
        yield "**This plug-in knows no value:** another plug-in or the office supplies it." + (
            "" if declared.applied else " No decision waits for it."
        )


def _rows(region: Region, records: Sequence[FigureRecord]) -> Iterator[tuple[str, ...]]:
    for code, several in groupby(records, key=lambda each: each.code):
        place = region.jurisdiction(code)
        named, known_to = f"`{code}` {place.title} {place.english}", None
        for record in several:
            if known_to is not None and known_to + ONE_DAY < record.since:
                yield _gap(region, record, named, (known_to + ONE_DAY, record.since - ONE_DAY))
            yield _row(region, named, record)
            known_to = record.until
        if known_to is not None:
            yield _gap(region, record, named, (known_to + ONE_DAY, None))


def _gap(region: Region, like: FigureRecord, place: str, days: tuple[date, date | None]) -> tuple[str, ...]:
    """Say that a place's own value is not known on some days, and whether another stands in."""
    own = region.engine.figures.own_unknown(like.name, (like.code,))
    text = "gap: no value of its own is known"
    if any(each.covers(days[0]) for each in own):
        text = "gap: it has a value of its own, which nobody found; no other stands in"
    return (place, f"*{text}*", _ENGLISH.dates(*days), "", "", "")


def _row(region: Region, place: str, record: FigureRecord) -> tuple[str, ...]:
    return (
        place,
        _ENGLISH.stated_value(record),
        _ENGLISH.dates(record.since, record.until),
        "\n".join(_evidence(record)),
        f"[`{record.document}`](#documents-文件)",
        plain(record.note),
    )


def _evidence(record: FigureRecord) -> Iterator[str]:
    yield graded(record.grade)
    if record.since_grade is not None:
        until = f", of no matter from {record.known} on" if record.known else ""
        yield f"first day: {graded(record.since_grade)}{until}"
    if record.until_grade is not None:
        yield f"last day: {graded(record.until_grade)}"
