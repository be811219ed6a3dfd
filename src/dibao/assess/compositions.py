"""Compose each law once, for all the days and places that share it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from datetime import date, timedelta

from attrs import evolve, field, frozen

from dibao.assess.compose import Composed, compose
from dibao.assess.figure_leaves import Found, forms_of
from dibao.assess.ladder import Ladder
from dibao.household.facts import Catalogue
from dibao.law.layers import ResolvedLaw, resolve
from dibao.law.registry import LoadedPlugins

MOST_KEPT = 256


@frozen(eq=False)
class Compositions:
    """What was composed, by the rules in force and the form of the figures they read.

    The law of a place is settled once between two days on which a document or a
    rule starts or ends. A graph holds figures as leaves: places and days whose
    figures differ in their values alone share it.
    """

    plugins: LoadedPlugins
    catalogue: Catalogue
    ladder: Ladder
    _days: dict[tuple[str, ...], Sequence[date]] = field(factory=dict)
    _laws: dict[tuple[tuple[str, ...], int], ResolvedLaw] = field(factory=dict)
    _composed: dict[Hashable, list[Composed]] = field(factory=dict)
    _views: dict[frozenset[str], Compositions] = field(factory=dict)

    def with_plugins(self, plugins: LoadedPlugins) -> Compositions:
        """Give those of a view in which some documents are not known; graphs are shared."""
        if plugins.not_known == self.plugins.not_known:
            return self
        view = self._views.get(plugins.not_known)
        if view is None:
            view = evolve(self, plugins=plugins, days={}, laws={})
            self._views[plugins.not_known] = view
        return view

    def law(self, codes: tuple[str, ...], on: date) -> ResolvedLaw:
        """Give who answers what for a chain of places on a day.

        Raises:
            PluginError: the rules in force there contradict one another.
        """
        days = self._days.get(codes)
        if days is None:
            days = self._days[codes] = turning_days(self.plugins, codes)
        key = (codes, bisect_right(days, on))
        known = self._laws.get(key)
        if known is None:
            known = self._laws[key] = resolve(self.plugins, codes, on)
        return known if known.on == on else evolve(known, on=on)

    def composed(self, law: ResolvedLaw, look_up: Callable[[str], Found]) -> Composed:
        """Give the graph of a law with these figures.

        Raises:
            RuleError: a rule cannot be turned into numbers.
            PluginError: rules of one layer could both answer.
        """
        key = tuple((answer.names, answer.rivals) for answer in law.answers.values())
        kept = self._composed.get(key, ())
        for position, known in enumerate(kept):
            figures = {name: look_up(name) for name in known.figures}
            if forms_of(figures.values()) == forms_of(known.figures.values()):
                self._composed[key] = [known, *kept[:position], *kept[position + 1 :]]
                return evolve(known, figures=figures)
        made = compose(law, self.plugins.questions, self.catalogue, look_up, self.ladder)
        if key not in self._composed and len(self._composed) >= MOST_KEPT:
            del self._composed[next(iter(self._composed))]
        self._composed[key] = [made, *kept][:MOST_KEPT]
        return made


def turning_days(plugins: LoadedPlugins, codes: Sequence[str]) -> Sequence[date]:
    """Give the days from which a document, a rule or a repeal of these places is in force or ended."""
    by_place = [*((each.jurisdiction, each.validity) for each in plugins.regulations.values())]
    by_place += [(each.jurisdiction, each.validity) for each in plugins.rules]
    by_place += [(each.regulation.jurisdiction, each.validity) for each in plugins.repeals]
    spans = [validity for code, validity in by_place if code in codes]
    ends = (each.until for each in spans if each.until not in (None, date.max))
    return sorted({each.since for each in spans} | {end + timedelta(1) for end in ends if end is not None})
