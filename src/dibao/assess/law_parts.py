"""Hold the parts that a view of the law shows: rules, changes, figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from attrs import frozen

from dibao.assess.ladder import Award, Exclusion
from dibao.law.coverage import Treatment
from dibao.law.documents import Document, Grade
from dibao.law.figure_bands import Band, BandRow
from dibao.law.figures import FigureDeclaration, FigureInForce, FigureRecord, MissingFigure
from dibao.law.jurisdictions import Jurisdiction
from dibao.law.questions import NoAnswer, Question
from dibao.law.rules import LeftToOfficer, Rule
from dibao.symbols.amounts import Money

Change = Literal["replaces", "amends", "repeals", "yields"]


@frozen
class RuleView:
    """One rule that is asked, with what it rests on.

    `figures` are the names of those it reads. `behind` is the id of the rule
    that is asked before it and leaves it only what it does not settle; rules of
    one document that answer side by side do not count.
    """

    rule: Rule
    layer: Jurisdiction
    figures: tuple[str, ...] = ()
    behind: str | None = None

    @property
    def id(self) -> str:
        """Give the rule's id, "cn-2021-57:gap"."""
        return self.rule.id

    @property
    def document(self) -> Document:
        """Give the document that states the rule."""
        return self.rule.regulation.document

    def to_json(self) -> dict[str, Any]:
        """Give the rule as JSON data."""
        rule = self.rule
        return {
            "id": rule.id,
            "title": rule.title,
            "english": rule.english,
            "article": rule.article,
            "document": document_data(self.document),
            "layer": place_data(self.layer),
            "grade": rule.grade,
            "since": rule.since.isoformat(),
            "until": day_data(rule.until),
            "until_unknown": rule.validity.end_unknown,
            "place": str(rule.place),
            "behind": self.behind,
            "replaces": rule.replaces,
            "may": rule.may,
            "practice": rule.practice,
            "figures": list(self.figures),
        }


@frozen
class QuestionView:
    """One question of the test, with its rules in asking order."""

    question: Question
    rules: tuple[RuleView, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the question as JSON data; `default` holds where no rule answers."""
        question = self.question
        default = question.default.name.lower() if isinstance(question.default, NoAnswer) else question.default
        return {
            "number": question.number,
            "hook": question.name,
            "question": question.summary,
            "combined": question.combined,
            "default": default,
            "rules": [each.to_json() for each in self.rules],
        }


@frozen
class Provision:
    """Where something is said: a rule, a repeal or a whole document.

    `id` is empty for a repeal, and `article` for a whole document.
    """

    document: Document
    id: str = ""
    article: str = ""
    title: str = ""
    english: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON data."""
        about = {"id": self.id, "article": self.article, "title": self.title, "english": self.english}
        return {"document": document_data(self.document)} | {key: value for key, value in about.items() if value}


@frozen
class ChangeView:
    """What one provision does to another: replaces, amends, ends it."""

    kind: Change
    by: Provision
    what: Provision

    def to_json(self) -> dict[str, Any]:
        """Give the change as JSON data."""
        return {"kind": self.kind, "by": self.by.to_json(), "what": self.what.to_json()}


@frozen
class FigureView:
    """One figure that the rules read, with its value or without.

    `document` and `layer` are None where it is missing.
    """

    declaration: FigureDeclaration
    found: FigureInForce | MissingFigure
    document: Document | None = None
    layer: Jurisdiction | None = None
    read_by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Give the figure's name."""
        return self.declaration.name

    @property
    def grade(self) -> Grade | None:
        """Give the evidence for it on this day; None where it is missing."""
        return self.found.grade if isinstance(self.found, FigureInForce) else None

    def to_json(self) -> dict[str, Any]:
        """Give the figure as JSON data; a missing one has a sentence."""
        named = {
            "name": self.name,
            "title": self.declaration.title,
            "english": self.declaration.english,
            "unit": str(self.declaration.unit),
        }
        if isinstance(self.found, MissingFigure):
            return named | {"missing": self.found.sentence(), "read_by": list(self.read_by)}
        return {
            **named,
            **record_data(self.found.record, self.document, self.layer),
            "grade": self.found.grade,
            "carried": self.found.carried,
            "overlaid": self.found.overlaid,
            "read_by": list(self.read_by),
        }


@frozen
class CoverageView:
    """How many articles of a document went where; None without a table."""

    document: Document
    articles: Mapping[Treatment, int] | None

    def to_json(self) -> dict[str, Any]:
        """Give the counts as JSON data."""
        return {"document": document_data(self.document), "articles": self.articles and dict(self.articles)}


@frozen
class ExclusionView:
    """A row of the exclusion table: who may not have which programmes, and who says so.

    The document is None on days on which none of those that say so is in force.
    """

    exclusion: Exclusion
    awards: tuple[Award, ...]
    document: Document | None
    article: str

    def to_json(self) -> dict[str, Any]:
        """Give the row as JSON data."""
        row = self.exclusion
        return {
            "who": row.holds,
            "title": row.title,
            "english": row.english,
            "programmes": [each.programme for each in self.awards],
            "document": None if self.document is None else document_data(self.document),
            "article": self.article,
            "grade": row.grade,
        }


def day_data(day: date | None) -> str | None:
    """Give a day as JSON data."""
    return None if day is None else day.isoformat()


def document_data(document: Document) -> dict[str, str]:
    """Give what names a document as JSON data."""
    return {
        "id": document.id,
        "title": document.title,
        "english": document.english,
        "number": document.number,
        "issuer": document.issuer,
    }


def place_data(place: Jurisdiction) -> dict[str, str]:
    """Give what names a place as JSON data."""
    return {"code": place.code, "title": place.title, "english": place.english}


def finding_data(left: LeftToOfficer) -> dict[str, Any]:
    """Give what is left to officers as JSON data."""
    return {
        "finding": left.finding,
        "title": left.title,
        "english": left.english,
        "article": left.article,
        "document": document_data(left.regulation.document),
    }


def row_data(row: BandRow) -> dict[str, Any]:
    """Give one row of a band as JSON data; both numbers are as stated."""
    return {"from": row.start_text, "amount": row.amount_text}


def record_data(record: FigureRecord, document: Document | None, layer: Jurisdiction | None) -> dict[str, Any]:
    """Give one dated value as JSON data; `monthly` only where it is whole fen."""
    amount = record.quantity
    whole = isinstance(amount, Money) and record.per is not None and amount.is_whole_fen
    rows = {"by": amount.by.name, "rows": [row_data(row) for row in amount.rows]} if isinstance(amount, Band) else {}
    return {
        "stated": record.stated,
        **rows,
        "per": record.per,
        "monthly": amount.text() if whole else None,
        "layer": {"code": record.code} if layer is None else place_data(layer),
        "document": {"id": record.document} if document is None else document_data(document),
        "since": record.since.isoformat(),
        "since_grade": record.since_grade,
        "until": day_data(record.until),
        **({} if record.until_grade is None else {"until_grade": record.until_grade}),
        "known": day_data(record.known),
        "place": record.place,
    }
