"""Print which value of a figure applies when."""

from __future__ import annotations

from dibao.assess.decision import Lang
from dibao.assess.law_history import DatedValue, FigureHistory, Span
from dibao.assess.law_words import LawWords, paragraphs
from dibao.assess.words import COMMA, STOP


def history_text(history: FigureHistory, lang: Lang = "zh") -> str:
    """Print all spans, gaps among them, then what never applies."""
    words = LawWords(lang)
    declared = history.declaration
    place = words.place(history.jurisdictions[0])
    heading = [words("history", place=place, title=words.title(declared), name=declared.name)]
    if not declared.applied:
        heading.append(words("informs"))
    sections = [
        (words("periods"), [_span_line(words, each) for each in history.spans]),
        (words("unused"), [_unused_line(words, each) for each in history.unused]),
    ]
    return paragraphs(words, heading, sections)


def _span_line(words: LawWords, span: Span) -> str:
    dates = words.dates(span.since, span.until)
    if span.value is None:
        return words("gap", dates=dates)
    notes = [words(each) for each in ("carried", "overlaid") if getattr(span, each)]
    value = words.listed([_value(words, span.value), *notes], STOP)
    return words("period", dates=dates, value=value)


def _unused_line(words: LawWords, value: DatedValue) -> str:
    dates = words.dates(value.record.since, value.record.until)
    return words("period", dates=dates, value=_value(words, value))


def _value(words: LawWords, value: DatedValue) -> str:
    record = value.record
    document = words.document(value.document) if value.document else record.document
    where = words("dated", layer=words.place(value.layer), document=document, grade=_grade(words, value))
    return words.listed([words.stated_value(record), where], COMMA) + words.cited(record.place)


def _grade(words: LawWords, value: DatedValue) -> str:
    """Say how well a value is known, and whether its first day is."""
    record = value.record
    grade = words.stated(record.grade)
    if record.since_grade is None:
        return grade
    start = words.stated(record.since_grade)
    if record.known is None:
        return words("doubtful_start", grade=grade, start=start)
    return words("doubtful_until", grade=grade, start=start, known=words.day(record.known))
