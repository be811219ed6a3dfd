"""Show what is in force for one place on one day: rules, figures, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Literal

from attrs import frozen

from dibao.assess.decision import Lang
from dibao.assess.policy import Policy
from dibao.law.coverage import TREATMENTS, Coverage, Treatment
from dibao.law.documents import Document, Grade
from dibao.law.figures import FigureDeclaration, FigureInForce, MissingFigure
from dibao.law.jurisdictions import Jurisdiction
from dibao.law.layers import HookAnswer
from dibao.law.questions import NoAnswer, Question
from dibao.law.regulation import Regulation
from dibao.law.rules import LeftToOfficer, Repeal, Rule
from dibao.symbols.nodes import Node

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
    """One question of the test, with the rules that answer it, in asking order."""

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
    """What one provision does to another: replace, amend, repeal or make it yield."""

    kind: Change
    by: Provision
    what: Provision

    def to_json(self) -> dict[str, Any]:
        """Give the change as JSON data."""
        return {"kind": self.kind, "by": self.by.to_json(), "what": self.what.to_json()}


@frozen
class FigureView:
    """One figure that the rules read: its value in force, or that it is missing.

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
        """Give the figure as JSON data; a missing one has a sentence instead of a value."""
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
            **value_data(self.found, self.document, self.layer),
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
class PolicyView:
    """What is in force for one place on one day, for a person to read.

    Attributes:
        jurisdictions: the place, then those it lies in.
        on: the day.
        fingerprint: that of the policy.
        questions: every question in the order of the test.
        changes: what replaces, amends, repeals or outlasts what.
        figures: those that the rules read, by name.
        findings: what the documents leave to officers.
        coverage: the documents in force, nearest first, with their articles.
        cautions: what is applied beyond a level's competence, Chinese and English.
    """

    jurisdictions: tuple[Jurisdiction, ...]
    on: date
    fingerprint: str
    questions: tuple[QuestionView, ...]
    changes: tuple[ChangeView, ...]
    figures: tuple[FigureView, ...]
    findings: tuple[LeftToOfficer, ...]
    coverage: tuple[CoverageView, ...]
    cautions: tuple[tuple[str, str], ...]

    @property
    def rules(self) -> tuple[RuleView, ...]:
        """Give all rules that are asked, question by question."""
        return tuple(rule for question in self.questions for rule in question.rules)

    def text(self, lang: Lang = "zh") -> str:
        """Print the view in words."""
        from dibao.assess.law_in_words import view_text

        return view_text(self, lang)

    def to_json(self) -> dict[str, Any]:
        """Give the view as JSON data."""
        return {
            "jurisdiction": self.jurisdictions[0].code,
            "on": self.on.isoformat(),
            "fingerprint": self.fingerprint,
            "layers": [place_data(each) for each in self.jurisdictions],
            "questions": [each.to_json() for each in self.questions],
            "changes": [each.to_json() for each in self.changes],
            "figures": [each.to_json() for each in self.figures],
            "findings": [finding_data(each) for each in self.findings],
            "coverage": [each.to_json() for each in self.coverage],
            "cautions": [english for _, english in self.cautions],
        }


def policy_view(policy: Policy, coverages: Iterable[Coverage] = ()) -> PolicyView:
    """Show what a policy is made of.

    Args:
        policy: of any place and day.
        coverages: the tables that say where each article went, as
            `dibao.law.data_files.coverages` reads them.
    """
    law = policy.law
    read = _figures_read(policy)
    layers = {each.code: each for each in policy.jurisdictions}
    return PolicyView(
        jurisdictions=tuple(policy.jurisdictions),
        on=policy.on,
        fingerprint=policy.fingerprint,
        questions=tuple(QuestionView(each.question, _rules(each, layers, read)) for each in law.answers.values()),
        changes=tuple(_changes(policy)),
        figures=tuple(map(partial(_figure, policy, layers, read), sorted(policy.figures))),
        findings=law.findings,
        coverage=tuple(_covered(each, tuple(coverages)) for each in law.regulations),
        cautions=tuple((each.text, each.english) for each in law.cautions),
    )
