"""Write what a plug-in is: places, documents, their articles, and facts of its own."""

from __future__ import annotations

from collections.abc import Iterator

from dibao.assess.law_words import LawWords
from dibao.household.facts import Fact
from dibao.law.coverage import TREATMENTS, CoveredArticle
from dibao.law.documents import Document
from dibao.law.regulation import Regulation
from dibao.pages.markdown import both, counted, graded, heading, plain, table
from dibao.pages.region import Region
from dibao.pages.rules_part import dates, rule_link
from dibao.symbols.units import CHOICE, FLAG, FLOW, STOCK

_ENGLISH = LawWords("en")
_UNKNOWN = "not known"
_WHOSE = {"household": "the household", "member": "a member", "obligor": "an obligor"}
_WAYS = {
    "rules": "computed by rules",
    "officers": "left to officers",
    "procedure": "procedural",
    "outside": "out of scope",
}


def places_part(region: Region) -> Iterator[str]:
    """Give the section on the places that the plug-in declares."""
    yield heading(2, "Places 地区")
    if not region.places:
        yield "It declares no place; the places above it do."
        return
    rows = [
        (f"`{each.code}`", each.title, each.english, _ENGLISH.place(region.jurisdiction(each.parent)))
        if each.parent
        else (f"`{each.code}`", each.title, each.english, "")
        for each in region.places
    ]
    yield table(("code", "中文", "English", "lies in"), rows)


def documents_part(region: Region) -> Iterator[str]:
    """Give the section on the documents that rules and figures rest on."""
    yield heading(2, "Documents 文件")
    if not region.documents:
        yield "It rests on no document."
        return
    rows = [_document_row(region, each) for each in region.documents]
    yield table(("document", "issuer, number, date", "level", "evidence", "in force", "used by"), rows)


def _document_row(region: Region, document: Document) -> tuple[str, ...]:
    regulation = next((each for each in region.regulations if each.id == document.id), None)
    rules = sum(rule.regulation.id == document.id for rule in region.rules)
    values = sum(record.document == document.id for record in region.records)
    used = [counted(number, name) for number, name in ((rules, "rule"), (values, "value")) if number]
    issued = (
        plain(document.issuer),
        f"number: {plain(document.number) or _UNKNOWN}",
        f"date: {document.date or _UNKNOWN}",
    )
    return (
        f"`{document.id}`\n{both(document, chr(10))}" + (f"\n<{document.url}>" if document.url else ""),
        "\n".join(issued),
        document.level,
        graded(document.grade) if document.grade else "",
        "\n".join(_force(regulation)) if regulation else "",
        ", ".join(used),
    )


def _force(regulation: Regulation) -> Iterator[str]:
    yield dates(regulation.validity)
    if regulation.amends:
        yield f"amends {', '.join(f'`{each}`' for each in regulation.amends)}"


def facts_part(region: Region) -> Iterator[str]:
    """Give the section on the facts that the plug-in adds."""
    yield heading(2, "Facts of its own 自有事实")
    if not region.facts:
        yield "It adds no fact to the catalogue."
        return
    yield "A household states them under `facts`, a finding under `findings`, of the one whom they are about."
    rows = [
        (f"`{each.key}`", f"`{each.place}` of {_WHOSE[each.entity]}", each.title, each.english, *_values(each))
        for each in region.facts
    ]
    yield table(("fact", "where", "中文", "English", "values", "left out"), rows)


def _values(fact: Fact) -> tuple[str, str]:
    absent = _UNKNOWN if fact.absent == "unknown" else "false" if fact.unit == FLAG else "none"
    if fact.unit == FLAG:
        return "true, false", absent
    if fact.unit == CHOICE:
        return ", ".join(fact.values), absent
    unit = {FLOW: "yuan a month", STOCK: "yuan"}.get(fact.unit, fact.unit.name)
    low, high = (f"{bound:,}".replace(",", " ") for bound in fact.bounds)
    return f"{low} to {high}, {unit}", absent


def coverage_part(region: Region) -> Iterator[str]:
    """Give the section that says where the articles of each document went."""
    yield heading(2, "Articles of its documents 条文")
    without = [each for each in region.regulations if each.id not in region.coverage.documents]
    rows = [_counts_row(region, id) for id in region.coverage.documents]
    rows += [(f"`{each.id}`", both(each.document), *("",) * len(TREATMENTS), "no table") for each in without]
    if not rows:
        yield "None of its documents is turned into rules."
        return
    yield table(("document", "title", *(_WAYS[way] for way in TREATMENTS), "articles"), rows)
    if without:
        yield "Of a document without a table, the articles that are known here are those that its rules cite."
    for id in region.coverage.documents:
        yield heading(3, f"Articles of `{id}`")
        rows = [_article_row(region, each) for each in region.coverage.of(id)]
        yield table(("article", "where it went", "中文", "English", "rules and findings"), rows)


def _counts_row(region: Region, id: str) -> tuple[str, ...]:
    articles = region.coverage.of(id)
    counts = [str(sum(each.treatment == way for each in articles)) for way in TREATMENTS]
    document = next((each for each in region.documents if each.id == id), None)
    return (f"`{id}`", both(document) if document else "", *counts, str(len(articles)))


def _article_row(region: Region, article: CoveredArticle) -> tuple[str, ...]:
    named = [rule_link(region, each) for each in article.rules] + [f"`findings.{each}`" for each in article.findings]
    texts = (plain(" ".join(each.split())) for each in (article.chinese, article.english))
    return (plain(article.article), _WAYS[article.treatment], *texts, "\n".join(named))
