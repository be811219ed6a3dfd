"""Show what is in force for one place on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import CodeType, FunctionType
from typing import Any

from attrs import frozen

from dibao.assess.decision import Lang
from dibao.assess.law_parts import (
    ChangeView,
    CoverageView,
    ExclusionView,
    FigureView,
    Provision,
    QuestionView,
    RuleView,
    finding_data,
    place_data,
)
from dibao.assess.policy import Policy
from dibao.law.coverage import TREATMENTS, Coverage
from dibao.law.figures import FigureInForce
from dibao.law.jurisdictions import Jurisdiction
from dibao.law.layers import HookAnswer
from dibao.law.regulation import Regulation
from dibao.law.rules import LeftToOfficer, Repeal, Rule


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
        exclusions: who may not have which programmes, with the article.
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
    exclusions: tuple[ExclusionView, ...] = ()

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
            "exclusions": [each.to_json() for each in self.exclusions],
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
    tables = tuple(coverages)
    return PolicyView(
        jurisdictions=tuple(policy.jurisdictions),
        on=policy.on,
        fingerprint=policy.fingerprint,
        questions=tuple(QuestionView(each.question, _rules(each, layers, read)) for each in law.answers.values()),
        changes=tuple(_changes(policy)),
        figures=tuple(_figure(policy, name, read) for name in sorted(policy.figures)),
        findings=law.findings,
        coverage=tuple(_covered(each, tables) for each in law.regulations),
        cautions=tuple((each.text, each.english) for each in law.cautions),
        exclusions=tuple(_exclusions(policy)),
    )


# -- rules -------------------------------------------------------------------------------------------
def _figures_read(policy: Policy) -> dict[Rule, tuple[str, ...]]:
    """Give the figures that each rule, or what it calls, names."""
    return {rule: tuple(sorted(set(texts_in(rule.function)) & policy.figures.keys())) for rule in policy.rules}


def texts_in(function: Any) -> Iterator[str]:
    """Give every text that is written in a function or in those that it calls."""
    waiting, seen = [(function.__code__, function.__globals__)], set[CodeType]()
    while waiting:
        code, names = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        for each in (*code.co_consts, *(names.get(name) for name in code.co_names)):
            if isinstance(each, str):
                yield each
            elif isinstance(each, CodeType):
                waiting.append((each, names))
            elif isinstance(each, FunctionType):
                waiting.append((each.__code__, each.__globals__))


def _rules(
    answer: HookAnswer, layers: Mapping[str, Jurisdiction], read: Mapping[Rule, tuple[str, ...]]
) -> tuple[RuleView, ...]:
    return tuple(
        RuleView(rule, layers[rule.jurisdiction], read[rule], _behind(answer, chain, position))
        for chain in answer.names
        for position, rule in enumerate(chain)
    )


def _behind(answer: HookAnswer, chain: Sequence[Rule], position: int) -> str | None:
    rule, before = chain[position], chain[:position]
    if answer.question.is_chained:
        before = [each for each in before if each.regulation is not rule.regulation]
    return before[-1].id if before else None


# -- what changes what -------------------------------------------------------------------------------
def _changes(policy: Policy) -> Iterator[ChangeView]:
    law, in_force = policy.law, {each.id: each for each in policy.rules}
    for rule in policy.rules:
        if rule.replaces in in_force:
            yield ChangeView("replaces", _provision(rule), _provision(in_force[rule.replaces]))
    known = {each.id: each for each in law.regulations}
    for regulation in law.regulations:
        for id in regulation.amends:
            if id in known:
                yield ChangeView("amends", Provision(regulation.document), Provision(known[id].document))
    for rule, repeal in law.repealed:
        yield ChangeView("repeals", _provision(repeal), _provision(rule))
    for rule, later in law.yielded:
        yield ChangeView("yields", _provision(later), _provision(rule))


def _provision(said: Rule | Repeal) -> Provision:
    id = said.id if isinstance(said, Rule) else ""
    return Provision(said.regulation.document, id, said.article, said.title, said.english)


def _exclusions(policy: Policy) -> Iterator[ExclusionView]:
    in_force = {each.id: each for each in policy.law.regulations}
    awards = {each.programme: each for each in policy.composed.awards}
    for row in policy.ladder.exclusions:
        shut_out = tuple(awards[name] for name in row.programmes if name in awards)
        cited = next((each for each in row.cited if each.document in in_force), None)
        if shut_out and (cited is not None or not row.by_order):
            document = None if cited is None else in_force[cited.document].document
            yield ExclusionView(row, shut_out, document, "" if cited is None else cited.article)


# -- figures and articles ----------------------------------------------------------------------------
def _figure(policy: Policy, name: str, read: Mapping[Rule, tuple[str, ...]]) -> FigureView:
    found = policy.figures[name]
    document = layer = None
    if isinstance(found, FigureInForce):
        document = policy.documents.get(found.record.document)
        layer = next(each for each in policy.jurisdictions if each.code == found.record.code)
    readers = tuple(rule.id for rule in policy.rules if name in read[rule])
    return FigureView(policy.declarations[name], found, document, layer, readers)


def _covered(regulation: Regulation, tables: Sequence[Coverage]) -> CoverageView:
    articles = [each for table in tables for each in table.of(regulation.id)]
    counts = {way: sum(each.treatment == way for each in articles) for way in TREATMENTS}
    return CoverageView(regulation.document, counts if articles else None)
