"""Check what plug-ins bring before an engine takes it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from dibao.assess.ladder import Ladder
from dibao.errors import PluginError, Problem, SetAsideWarning
from dibao.household.facts import Catalogue, nearest
from dibao.law.plugins import Installed
from dibao.law.registry import LoadedPlugins
from dibao.symbols.guard import check_rule_source


def warn_of(set_aside: Iterable[Installed]) -> None:
    """Warn of plug-ins that are set aside and whose places cannot be refused, as nobody knows them."""
    for each in set_aside:
        if not each.places:
            warnings.warn("\n".join(map(str, each.problems)), SetAsideWarning, stacklevel=3)


def ladder_of(plugins: LoadedPlugins) -> Ladder:
    """Give the one ladder of statuses that plug-ins declare.

    Raises:
        PluginError: none does, or several do.
    """
    owners = [plugin for plugin in plugins.plugins if plugin.ladder is not None]
    if len(owners) != 1:
        who = " and ".join(f"{each.name} (for {each.speaks_for})" for each in owners) or "no plug-in"
        many = "declare a ladder of statuses each" if owners else "declares a ladder of statuses"
        sentence = f"{who} {many}; expected the nation's plug-in and no other. Leave out ladder=... elsewhere."
        raise PluginError([Problem("", sentence, check="loads")])
    ladder: Ladder = owners[0].ladder
    return ladder


def unknown_findings(plugins: LoadedPlugins, catalogue: Catalogue) -> Iterable[Problem]:
    """Report what regulations leave to officers that is no finding."""
    known = {fact.key: fact for fact in catalogue.facts if fact.place == "findings"}
    for left in plugins.findings:
        if left.finding not in known:
            near = nearest(left.finding, known)
            hint = f"Did you mean {near!r}?" if near else "Declare it in the plug-in's facts.toml."
            sentence = f"{left.regulation.id} leaves {left.finding!r} to officers, which is not a finding. {hint}"
            yield Problem(str(left.place), sentence)


def guard_problems(plugins: LoadedPlugins) -> Iterable[Problem]:
    """Report rules that are more than plain conditions."""
    for rule in plugins.rules:
        yield from check_rule_source(rule.function, name=rule.cited)
