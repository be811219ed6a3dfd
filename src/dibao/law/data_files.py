"""Read the data files of all plug-ins, so that one bad file hides no other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from dibao.errors import InputError, PluginError, Problem, finds, found_by
from dibao.household.facts import BUILT_IN, Catalogue, Fact, load_facts, nearest
from dibao.law.coverage import Coverage, load_coverage
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureRecord, LawData
from dibao.law.jurisdictions import Jurisdictions, load_jurisdictions
from dibao.law.plugins import Plugin
from dibao.law.time_limits import TimeLimit, load_time_limits

_Read = TypeVar("_Read")
CHECKS = {
    "jurisdictions.toml": "places",
    "figures.toml": "figures",
    "coverage.toml": "articles",
    "facts.toml": "facts",
    "time_limits.toml": "time-limits",
}
"""The check that finds what is wrong with each data file."""


def label(path: Path) -> str:
    """Name a data file as messages print it, without the machine's folders."""
    return f"{path.parent.name}/{path.name}"


def jurisdictions(plugins: Iterable[Plugin]) -> Jurisdictions:
    """Give all places that plug-ins declare.

    Raises:
        PluginError: everything that is wrong with their files.
    """
    files = _read(plugins, "jurisdictions.toml", load_jurisdictions)
    with finds("places"):
        return Jurisdictions(place for _, places in files for place in places)


def law_data(plugins: Iterable[Plugin]) -> list[tuple[Plugin, LawData]]:
    """Give the figures of each plug-in that has some.

    Raises:
        PluginError: everything that is wrong with their files.
    """
    return _read(plugins, "figures.toml", load_law_data)


def coverages(plugins: Iterable[Plugin]) -> list[Coverage]:
    """Give the coverage tables of plug-ins that have one.

    Raises:
        PluginError: everything that is wrong with their files.
    """
    return [coverage for _, coverage in _read(plugins, "coverage.toml", load_coverage)]


def time_limits(plugins: Iterable[Plugin], places: Jurisdictions, documents: Collection[str]) -> tuple[TimeLimit, ...]:
    """Give the time limits that the nation and the plug-ins state.

    Raises:
        PluginError: everything that is wrong with their files.
    """
    read = _read(plugins, "time_limits.toml", load_time_limits)
    problems = [
        Problem(each.place, f"limit {each.name} {wrong}")
        for plugin, limits in read
        for each in limits
        if (wrong := _stray_limit(plugin, each, places, documents))
    ]
    if problems:
        raise PluginError(found_by("time-limits", problems))
    return tuple(each for _, limits in read for each in limits)


def _stray_limit(plugin: Plugin, limit: TimeLimit, places: Jurisdictions, documents: Collection[str]) -> str:
    if limit.document not in documents:
        near = nearest(limit.document, documents)
        hint = f"did you mean {near!r}?" if near else "state it as a regulation or as a [document.ID] of figures.toml."
        return f"cites the document {limit.document!r}, which nobody states; {hint}"
    if limit.code not in places:
        return f"is for {limit.code}, which nobody declares; add it to jurisdictions.toml."
    if plugin.speaks_for in places and not places.contains(plugin.speaks_for, limit.code):
        return f"is for {limit.code}, but {plugin.name} speaks for {plugin.speaks_for} and what is below it. Move it."
    return ""


def catalogue(plugins: Iterable[Plugin]) -> Catalogue:
    """Give the built-in facts and those that plug-ins declare.

    Raises:
        PluginError: everything that is wrong with their files, and names taken twice.
    """
    known, problems = BUILT_IN, list[Problem]()
    homes: dict[str, str] = {}
    for plugin, facts in _read(plugins, "facts.toml", _load_facts):
        try:
            known = known.extended(facts)
        except PluginError as error:
            path = plugin.data_file("facts.toml")
            for each in error.problems:
                first = homes.get(each.where, "among the built-in facts")
                sentence = f"{each.where} {each.message} The first is {first}."
                problems.append(Problem(_fact_place(path, each.where), sentence))
        homes |= {each.name: _fact_place(plugin.data_file("facts.toml"), each.name) for each in facts}
    if problems:
        raise PluginError(found_by("facts", problems))
    return known


def stray_figures(read: Iterable[tuple[Plugin, LawData]], places: Jurisdictions) -> Iterator[Problem]:
    """Find figures for places that are unknown or not their plug-in's."""
    for plugin, data in read:
        yield from stray_records(data.records, places)
        for record in data.records:
            is_known = record.code in places and plugin.speaks_for in places
            if is_known and not places.contains(plugin.speaks_for, record.code):
                scope = f"{plugin.name} speaks for {plugin.speaks_for} and what is below it"
                yield Problem(record.place, f"gives {record.name} for {record.code}, but {scope}. Move it.")


def stray_records(records: Iterable[FigureRecord], places: Jurisdictions) -> Iterator[Problem]:
    """Find figures for places that nobody declares."""
    for record in records:
        try:
            places.get(record.code)
        except InputError as error:
            yield Problem(record.place, f"gives {record.name} for a place that is not there: {error}")


def _load_facts(path: Path, name: str) -> tuple[Fact, ...]:
    try:
        return load_facts(path)
    except PluginError as error:
        problems = [
            Problem(_fact_place(path, each.where), f"{each.where} {each.message}".strip()) for each in error.problems
        ]
        raise PluginError(problems, name) from error


def _fact_place(path: Path | None, name: str) -> str:
    """Find the line on which a fact's own part of its name is written."""
    if path is None:
        return ""
    key = name.rpartition(".")[2]
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if key and f'"{key}"' in line]
    return f"{label(path)}:{found[0]}" if found else label(path)


def _read(plugins: Iterable[Plugin], name: str, load: Callable[[Path, str], _Read]) -> list[tuple[Plugin, _Read]]:
    read, problems = [], list[Problem]()
    for plugin in plugins:
        path = plugin.data_file(name)
        if path is None:
            continue
        try:
            read.append((plugin, load(path, label(path))))
        except PluginError as error:
            problems += error.problems
    if problems:
        raise PluginError(found_by(CHECKS[name], problems))
    return read
