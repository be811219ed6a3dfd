"""Check what a plug-in declares: titles in both languages, documents, grades, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dibao.assess.engine import Engine
from dibao.errors import PluginError
from dibao.household.facts import BUILT_IN
from dibao.law import data_files
from dibao.law.documents import GRADES
from dibao.testing.company import Subject
from dibao.testing.trials import owns

if TYPE_CHECKING:
    from dibao.law.regulation import Regulation
    from dibao.testing.conformance import Suite

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def titles(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    """Find what has no Chinese or no English title."""
    for place, what, chinese, english in _named(engine, subject):
        if not _CHINESE.search(chinese):
            yield f'{place} {what} has no Chinese title (title = "{chinese}"). Write it as notices print it.'
        if not _LATIN.search(english) or _CHINESE.search(english):
            yield f'{place} {what} has no English title (english = "{english}"). Add english.'


def _named(engine: Engine, subject: Subject) -> Iterable[tuple[str, str, str, str]]:
    for each in _regulations(engine, subject):
        yield str(each.place), f"the document {each.id}", each.title, each.english or ""
        for rule in each.rules:
            yield str(rule.place), f"the rule {rule.id}", rule.title, rule.english
    if subject.plugin is None:
        return
    for _, data in data_files.law_data([subject.plugin]):
        for document in data.documents.values():
            yield document.place, f"the document {document.id}", document.title, document.english
        for declaration in data.declarations.values():
            yield declaration.place, f"the figure {declaration.name}", declaration.title, declaration.english
    for fact in data_files.catalogue([subject.plugin]).facts:
        if fact not in BUILT_IN.facts:
            yield "facts.toml", f"the fact {fact.name}", fact.title, fact.english
    for code in engine.jurisdictions.codes():
        place = engine.jurisdictions.get(code)
        if engine.jurisdictions.contains(subject.plugin.speaks_for, code):
            yield "jurisdictions.toml", f"the place {code}", place.title, place.english


def _regulations(engine: Engine, subject: Subject) -> Iterator[Regulation]:
    for each in engine.plugins.regulations.values():
        if subject.plugin is not None and owns(engine, subject.plugin, each.id):
            yield each


def citations(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    """Find figures and rules that claim more than the document they cite."""
    for record in suite.records(subject):
        document = engine.figures.documents[record.document]
        if document.grade and GRADES.index(record.grade) < GRADES.index(document.grade):
            yield (
                f"{record.place} {record.name} for {record.code} is graded {record.grade}, but its document "
                f"{document.id} only {document.grade} ({document.place}). Grade it no better than its source."
            )
    for each in _regulations(engine, subject):
        for rule in each.rules:
            if GRADES.index(rule.grade) < GRADES.index(each.grade):
                yield (
                    f"{rule.place} {rule.id} is graded {rule.grade}, but its document only {each.grade}. "
                    "Grade it no better than its source."
                )


def coverage(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    """Find documents with rules of which no table says where their articles went."""
    if subject.plugin is None:
        return
    try:
        tables = data_files.coverages([subject.plugin])
    except PluginError:
        return
    covered = {article.document for table in tables for article in table.articles}
    for each in _regulations(engine, subject):
        if each.id not in covered:
            yield (
                f"{each.place} {each.id} has no entry in coverage.toml. "
                f"Say of each of its articles where it went: [[{each.id}]] with article, treatment, english, chinese."
            )
