"""Settle what the table of installed plug-ins says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from dibao import Engine, Plugin, __version__
from dibao.law.figure_file import load_law_data
from dibao.law.figures import LawData
from dibao.law.plugins import installed

HEADINGS = ("plug-in", "speaks for", "place", "documents", "figures", "version")


def plugin_rows(engine: Engine) -> Iterator[Sequence[str]]:
    """Give a row for each loaded plug-in, the farthest-reaching first."""
    for plugin in sorted(engine.plugins.plugins, key=lambda each: (each.speaks_for, each.name)):
        place = engine.jurisdictions.get(plugin.speaks_for)
        path = plugin.data_file("figures.toml")
        data = load_law_data(path) if path else LawData()
        owners = engine.plugins.owners
        documents = {*data.documents, *(name for name, owner in owners.items() if owner is plugin)}
        counts = (str(len(documents)), str(len(data.records)))
        yield (plugin.name, plugin.speaks_for, f"{place.title} {place.english}", *counts, _version(plugin))


def _version(plugin: Plugin) -> str:
    owner = next((each.distribution for each in installed() if each.plugin is plugin), "")
    try:
        return version(owner) if owner else __version__
    except PackageNotFoundError:
        return __version__
