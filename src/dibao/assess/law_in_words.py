"""Print what is in force for one place on one day."""

from __future__ import annotations

from collections.abc import Iterator

from dibao.assess.decision import Lang
from dibao.assess.law_parts import (
    ChangeView,
    CoverageView,
    ExclusionView,
    FigureView,
    Provision,
    QuestionView,
    RuleView,
)
from dibao.assess.law_view import PolicyView
from dibao.assess.law_words import INDENT, LawWords, paragraphs
from dibao.assess.words import COMMA, LIST, STOP
from dibao.law.figures import MissingFigure
from dibao.law.rules import LeftToOfficer


def view_text(view: PolicyView, lang: Lang = "zh") -> str:
    """Print a view, its rules in the order of the test."""
    words = LawWords(lang)
    sections = [
        ("rules", [line for each in view.questions for line in _question_lines(words, each)]),
        ("changes", [change_line(words, each) for each in view.changes]),
        ("exclusions", [exclusion_line(words, each) for each in view.exclusions]),
        ("figures", [figure_line(words, each) for each in view.figures]),
        ("findings", list(dict.fromkeys(finding_line(words, each) for each in view.findings))),
        ("documents", [_coverage_line(words, each) for each in view.coverage]),
        ("cautions", [each[words.index] for each in view.cautions]),
    ]
    return paragraphs(words, _heading(words, view), [(words(title), lines) for title, lines in sections])


def _heading(words: LawWords, view: PolicyView) -> Iterator[str]:
    yield words("view", place=words.place(view.jurisdictions[0]), day=words.day(view.on))
    yield words("layers", places=words.listed([words.place(each) for each in view.jurisdictions], LIST))
    yield words("fingerprint", fingerprint=view.fingerprint)


def _question_lines(words: LawWords, view: QuestionView) -> Iterator[str]:
    question = view.question
    asked = words("question", number=question.number, question=words.question(question), hook=question.name)
    yield asked if view.rules else f"{asked} {words('nobody')}"
    for rule in view.rules:
        yield INDENT + rule_line(words, rule)
        yield INDENT * 2 + words.listed([_details(words, rule), *_notes(words, rule)], STOP)


def rule_line(words: LawWords, view: RuleView) -> str:
    """Name a rule by what it settles, with document and article."""
    cite = words.article(view.document, view.rule.article)
    return words("provision", title=words.title(view.rule), cite=cite)


def _details(words: LawWords, view: RuleView) -> str:
    rule, validity = view.rule, view.rule.validity
    dates = words.dates(rule.since, rule.until)
    return words(
        "rule_details",
        id=rule.id,
        layer=words.place(view.layer),
        grade=words.stated(rule.grade),
        dates=words("end_unknown", since=words.day(rule.since)) if validity.end_unknown else dates,
        place=rule.place,
    )


def _notes(words: LawWords, view: RuleView) -> Iterator[str]:
    if view.behind is not None:
        yield words("behind", id=view.behind)
    if view.rule.may:
        yield words("may")
    if view.rule.practice is not None:
        yield words("practice", why=view.rule.practice)


def change_line(words: LawWords, change: ChangeView) -> str:
    """Say what one provision does to another."""
    return words(change.kind, by=_provision(words, change.by), what=_provision(words, change.what))


def _provision(words: LawWords, said: Provision) -> str:
    if not said.article:
        return words("document", title=words.title(said.document), details="")
    cite = words.listed([words.article(said.document, said.article), *filter(None, [said.id])], COMMA)
    return words("provision", title=words.title(said), cite=cite)


def figure_line(words: LawWords, view: FigureView) -> str:
    """Say a figure with its value, or that it is missing and where to add it."""
    if isinstance(view.found, MissingFigure):
        return view.found.sentence(words.lang)
    value = words.found_value(view.found, view.document, view.layer)
    where = words("where_written", name=view.name, place=view.found.record.place)
    return words("value", title=words.title(view.declaration), value=f"{value}{words.cited(where)}")


def exclusion_line(words: LawWords, view: ExclusionView) -> str:
    """Say who may not have which programmes, and by which article."""
    cite = words("no_document") if view.document is None else words.cited(words.article(view.document, view.article))
    return words(
        "exclusion",
        who=words.title(view.exclusion),
        programmes=words.listed([words.title(each) for each in view.awards], LIST),
        cite=cite,
        grade=words.stated(view.exclusion.grade),
    )


def finding_line(words: LawWords, left: LeftToOfficer) -> str:
    """Name what an article leaves to officers."""
    cite = words.article(left.regulation.document, left.article)
    return words("provision", title=words.title(left), cite=cite)


def _coverage_line(words: LawWords, view: CoverageView) -> str:
    document = words.document(view.document)
    if view.articles is None:
        return words("no_table", document=document)
    counts = {str(way): count for way, count in view.articles.items()}
    return words("articles", document=document, total=sum(counts.values()), **counts)
