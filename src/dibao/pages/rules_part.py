"""Write what each rule of a region says, in the order of the means test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import getdoc

from dibao.assess.law_words import LawWords
from dibao.law.rules import LeftToOfficer, Repeal, Rule, Validity
from dibao.pages.markdown import anchor, both, bullets, graded, heading, plain, table
from dibao.pages.region import Region

_CHINESE, _ENGLISH = LawWords("zh"), LawWords("en")
_NOT_MODELLED = re.compile(r"^Not modelled:\s*(.*?)(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


def rules_part(region: Region) -> Iterator[str]:
    """Give the section on rules, question by question."""
    yield heading(2, "Rules 规则")
    if not region.rules:
        yield "This plug-in has no rules of its own: those of the places above it apply."
        return
    yield "In the order in which the means test asks its questions; of each, the rule of the wider place first."
    for question, rules in region.answers():
        yield heading(3, f"{question.number}. `{question.name}`: {question.summary} {_CHINESE.question(question)}")
        for rule in rules:
            yield from _rule(region, rule)


def repeals_part(region: Region) -> Iterator[str]:
    """Give the section on rules of others that the region's documents end."""
    if not region.repeals:
        return
    yield heading(2, "What its documents end 废止")
    rows = [_repeal_row(region, each) for each in region.repeals]
    yield table(("what ends", "rule", "by", "days"), rows)


def findings_part(region: Region) -> Iterator[str]:
    """Give the section on what the region's documents leave to officers."""
    if not region.findings:
        return
    yield heading(2, "Left to officers 由工作人员认定")
    rows = [
        (
            both(each),
            f"`findings.{each.finding}`",
            f"`{each.regulation.id}` {plain(each.article)}",
            dates(each.validity),
        )
        for each in region.findings
    ]
    yield table(("what", "finding", "document and article", "days"), rows)


def dates(validity: Validity) -> str:
    """Say from when to when something holds, and mark an end that nobody published."""
    if validity.end_unknown:
        return f"from {validity.since} on, **end unknown**"
    end = f" ({graded(validity.end_grade)} end)" if validity.end_grade else ""
    return _ENGLISH.dates(validity.since, validity.until) + end


def rule_link(region: Region, id: str) -> str:
    """Link to a rule on its own plug-in's page."""
    owner = region.engine.plugins.owners.get(id.partition(":")[0])
    page = "" if owner is None or owner is region.plugin else f"{owner.name}.md"
    return f"[`{id}`]({page}#{anchor(id)})" if owner else f"`{id}`"


def _rule(region: Region, rule: Rule) -> Iterator[str]:
    yield heading(4, f"`{rule.id}`")
    yield f"**{both(rule)}**"
    said, missing = _docstring(rule)
    if said:
        yield said
    if missing:
        yield f"> **Not modelled:** {missing}"
    yield bullets(_details(region, rule))


def _docstring(rule: Rule) -> tuple[str, str]:
    """Give what a rule says beside its title, and what it says that it does not model."""
    text = (getdoc(rule.function) or "").removeprefix(rule.english)
    missing = " ".join(" ".join(found.split()) for found in _NOT_MODELLED.findall(text))
    return plain(_NOT_MODELLED.sub("", text)), plain(missing)


def _details(region: Region, rule: Rule) -> Iterator[str]:
    yield f"Rests on: {plain(rule.article)}, [`{rule.regulation.id}`](#documents-文件) {both(rule.regulation.document)}"
    yield f"Evidence: {graded(rule.grade)}"
    yield f"In force: {dates(rule.validity)}{_known(rule)}"
    if rule.jurisdiction != region.place.code:
        yield f"Only in: {_ENGLISH.place(region.jurisdiction(rule.jurisdiction))}"
    if rule.replaces:
        yield f"Replaces: {rule_link(region, rule.replaces)}, which answers what this one leaves open"
    if "above" in rule.arguments:
        yield "Goes on from what the rule above it answers"
    if figures := region.read_by(rule):
        yield f"Reads: {', '.join(f'`{each}`' for each in figures)}"
    if rule.may:
        yield "An officer decides whether it is granted"
    yield from _cautions(rule)


def _known(rule: Rule) -> str:
    known = rule.regulation.known
    return f"; could be known by {known}" if known and known > rule.since else ""


def _cautions(rule: Rule) -> Iterator[str]:
    if rule.warning:
        yield f"Decisions warn: {plain(rule.warning[0])} · {plain(rule.warning[1])}"
    if rule.practice:
        yield f"**⚠** Beyond its level's competence, applied as practice: {plain(rule.practice)}"
    if rule.counts_again:
        yield f"Counts an expense that another rule counts, too: {plain(rule.counts_again)}"


def _repeal_row(region: Region, repeal: Repeal) -> tuple[str, ...]:
    return (both(repeal), rule_link(region, repeal.target), _cited(repeal), dates(repeal.validity))


def _cited(said: Repeal | LeftToOfficer) -> str:
    return f"`{said.regulation.id}` {plain(said.article)}"
