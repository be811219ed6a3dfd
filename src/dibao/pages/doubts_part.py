"""Write at the top of a page what rests on weak evidence, all of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from dibao.law.documents import GRADES, Grade
from dibao.law.figures import FigureRecord
from dibao.pages.markdown import MARKS, anchor, bullets, graded, heading, is_weak, plain, table
from dibao.pages.region import Region
from dibao.pages.rules_part import rule_link


def doubts_part(region: Region) -> Iterator[str]:
    """Give the section that counts all evidence and names all that is weak."""
    yield heading(2, "What rests on weak evidence 依据较弱的内容")
    yield (
        f"{MARKS['secondary']}: a page that posts it again, not the issuer. {MARKS['assumed']}: a choice of the "
        "engine, derived from a source that does not say it. Whatever has neither mark is `official`, the text was "
        "read, or `reported`, by the press or the office itself."
    )
    yield table(("", *(graded(grade) for grade in GRADES)), _counts(region))
    lines = [*_documents(region), *_rules(region), *_values(region)]
    yield bullets(lines) if lines else "Nothing: all of it is official or reported."


def _counts(region: Region) -> Iterator[tuple[str, ...]]:
    starts = [record.since_grade for record in region.records if record.since_grade is not None]
    ends = [rule.validity.end_grade for rule in region.rules if rule.validity.end_grade is not None]
    yield ("rules", *_counted([rule.grade for rule in region.rules]))
    yield ("values of figures", *_counted([record.grade for record in region.records]))
    yield ("first days of values that no source names", *_counted(starts))
    yield ("last days of rules that no source names", *_counted(ends))


def _counted(grades: list[Grade]) -> Iterator[str]:
    return (str(grades.count(grade)) for grade in GRADES)


def _documents(region: Region) -> Iterator[str]:
    for each in region.documents:
        if is_weak(each.grade):
            yield f"document [`{each.id}`](#documents-文件): {graded(each.grade or 'assumed')}"


def _rules(region: Region) -> Iterator[str]:
    for rule in region.rules:
        said = [graded(rule.grade)] if is_weak(rule.grade) else []
        if rule.validity.end_unknown:
            said.append("**end unknown**")
        elif rule.validity.end_grade is not None and is_weak(rule.validity.end_grade):
            said.append(f"last day {rule.validity.until} {graded(rule.validity.end_grade)}")
        if rule.practice is not None:
            said.append("**⚠** beyond its level's competence")
        if said:
            yield f"rule {rule_link(region, rule.id)}, {plain(rule.title)}: {', '.join(said)}"


def _values(region: Region) -> Iterator[str]:
    weak = [record for record in region.records if is_weak(record.grade, record.since_grade)]
    for name, several in groupby(weak, key=lambda each: each.name):
        alike: dict[str, list[FigureRecord]] = {}
        for record in several:
            alike.setdefault(_doubt(record), []).append(record)
        said = "; ".join(f"{doubt}: {_places(region, records)}" for doubt, records in sorted(alike.items()))
        yield f"figure [`{name}`](#{anchor(name)}): {said}"


def _doubt(record: FigureRecord) -> str:
    said = [f"value {graded(record.grade)}"] if is_weak(record.grade) else []
    if record.since_grade is not None and is_weak(record.since_grade):
        said.append(f"first day {graded(record.since_grade)}")
    return ", ".join(said)


def _places(region: Region, records: list[FigureRecord]) -> str:
    """Name the places, and of each the first days of the values that are doubtful."""
    named = []
    for code, several in groupby(records, key=lambda each: each.code):
        place = region.jurisdiction(code)
        days = " and ".join(str(each.since) for each in several)
        named.append(f"{place.title} {place.english} {days}")
    return ", ".join(named)
