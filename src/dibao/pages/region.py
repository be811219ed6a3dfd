"""Gather what one plug-in says: documents, rules, facts, figures, articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from dibao.assess.engine import Engine
from dibao.assess.law_view import texts_in
from dibao.errors import InputError, Problem
from dibao.household.facts import Fact, load_facts
from dibao.law import data_files
from dibao.law.coverage import Coverage, load_coverage
from dibao.law.documents import Document
from dibao.law.figures import FigureDeclaration, FigureRecord, LawData
from dibao.law.jurisdictions import Jurisdiction, load_jurisdictions
from dibao.law.plugins import Plugin
from dibao.law.questions import Question
from dibao.law.regulation import Regulation
from dibao.law.rules import LeftToOfficer, Repeal, Rule

_Read = TypeVar("_Read")


@frozen
class Region:
    """One plug-in with all that it says, whatever the day.

    Attributes:
        plugin: the plug-in.
        engine: where it is loaded.
        place: the jurisdiction for which it speaks.
        places: those that it declares, by code.
        documents: those that its figures or rules rest on, by id.
        rules: in the order of the test, the wider place first, then by date.
        facts: those that it adds to the catalogue.
        declarations: the figures that it declares or gives values for.
        records: its values, by figure, place and date.
        coverage: where the articles of its documents went.
    """

    plugin: Plugin
    engine: Engine
    place: Jurisdiction
    places: tuple[Jurisdiction, ...]
    documents: tuple[Document, ...]
    rules: tuple[Rule, ...]
    facts: tuple[Fact, ...]
    declarations: tuple[FigureDeclaration, ...]
    records: tuple[FigureRecord, ...]
    coverage: Coverage

    @property
    def name(self) -> str:
        """Give the plug-in's name, which is that of the page, too."""
        return self.plugin.name

    @property
    def regulations(self) -> tuple[Regulation, ...]:
        """Give the documents that are turned into rules, by id."""
        loaded = self.engine.plugins
        return tuple(each for id, each in loaded.regulations.items() if loaded.owners[id] is self.plugin)

    @property
    def repeals(self) -> tuple[Repeal, ...]:
        """Give what its documents end."""
        return tuple(repeal for each in self.regulations for repeal in each.repeals)

    @property
    def findings(self) -> tuple[LeftToOfficer, ...]:
        """Give what its documents leave to officers."""
        return tuple(finding for each in self.regulations for finding in each.findings)

    def answers(self) -> Iterator[tuple[Question, tuple[Rule, ...]]]:
        """Give each question that it answers, with its rules, in the order of the test."""
        questions = self.engine.plugins.questions
        for question in sorted(questions.values(), key=lambda each: each.number):
            rules = tuple(rule for rule in self.rules if rule.hook == question.name)
            if rules:
                yield question, rules

    def jurisdiction(self, code: str) -> Jurisdiction:
        """Give a place by its code."""
        return self.engine.jurisdictions.get(code)

    def values(self, name: str) -> tuple[FigureRecord, ...]:
        """Give the plug-in's values of one figure, by place and date."""
        return tuple(record for record in self.records if record.name == name)

    def read_by(self, rule: Rule) -> tuple[str, ...]:
        """Give the figures that a rule names."""
        return tuple(sorted(set(texts_in(rule.function)) & self.engine.figures.declarations.keys()))


def regions_of(engine: Engine, names: Iterable[str] = ()) -> tuple[Region, ...]:
    """Give the loaded plug-ins as regions, wider places first.

    Args:
        engine: with the plug-ins.
        names: those that are wanted; all when there is none.

    Raises:
        PluginError: one of their files cannot be read.
        InputError: a name is none of a loaded plug-in.
    """
    plugins = sorted(engine.plugins.plugins, key=lambda each: (each.speaks_for, each.name))
    known, wanted = {each.name for each in plugins}, set(names)
    if unknown := sorted(wanted - known):
        raise InputError(
            [
                Problem("", f"{each!r} is not a loaded plug-in. Name one of: {', '.join(sorted(known))}.")
                for each in unknown
            ]
        )
    return tuple(_region(engine, each) for each in plugins if not wanted or each.name in wanted)


def _region(engine: Engine, plugin: Plugin) -> Region:
    loaded = engine.plugins
    data = next((each for owner, each in data_files.law_data([plugin]) if owner is plugin), LawData())
    path = plugin.data_file("facts.toml")
    places = _read(plugin.data_file("jurisdictions.toml"), load_jurisdictions) or ()
    return Region(
        plugin=plugin,
        engine=engine,
        place=engine.jurisdictions.get(plugin.speaks_for),
        places=tuple(sorted(places, key=lambda each: each.code)),
        documents=tuple(_documents(engine, plugin, data)),
        rules=tuple(sorted((each for each in loaded.rules if loaded.owner(each) is plugin), key=_law_order)),
        facts=load_facts(path) if path else (),
        declarations=_declarations(engine, data),
        records=_settled(engine, data.records),
        coverage=_read(plugin.data_file("coverage.toml"), load_coverage) or Coverage("", ()),
    )


def _read(path: Path | None, load: Callable[[Path, str], _Read]) -> _Read | None:
    return load(path, data_files.label(path)) if path else None


def _law_order(rule: Rule) -> tuple[object, ...]:
    return (rule.jurisdiction, rule.since, rule.regulation.id, rule.line)


def _documents(engine: Engine, plugin: Plugin, data: LawData) -> Iterator[Document]:
    """Give each document once; of one that is both cited and turned into rules, all that is known."""
    regulations = engine.plugins.regulations
    own = {id for id, owner in engine.plugins.owners.items() if owner is plugin}
    for id in sorted(own | data.documents.keys() | {each.document for each in data.records}):
        cited = engine.figures.documents.get(id)
        if id not in regulations:
            if cited is not None:
                yield cited
            continue
        document = regulations[id].document
        if cited is not None:
            document = evolve(document, date=cited.date, url=cited.url, number=document.number or cited.number)
        yield document


def _declarations(engine: Engine, data: LawData) -> tuple[FigureDeclaration, ...]:
    wanted = data.declarations.keys() | {record.name for record in data.records}
    return tuple(each for name, each in engine.figures.declarations.items() if name in wanted)


def _settled(engine: Engine, records: Sequence[FigureRecord]) -> tuple[FigureRecord, ...]:
    """Give the records with the units that their figures are declared with."""
    places = {(each.name, each.code, each.since): each for each in engine.figures.records}
    found = (places[each.name, each.code, each.since] for each in records)
    return tuple(sorted(found, key=lambda each: (each.name, each.code, each.since)))
