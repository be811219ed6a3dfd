"""Load plug-ins and figures, and decide households with the policy in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dibao.assess.compose import compose
from dibao.assess.decision import Decision
from dibao.assess.ladder import Ladder
from dibao.assess.policy import Policy
from dibao.errors import DibaoError, InputError, NoFigureInForce, PluginError, Problem
from dibao.household.facts import BUILT_IN, load_facts
from dibao.household.intake import read_household
from dibao.household.models import Household
from dibao.law.documents import Grade
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce, LawData, MissingFigure
from dibao.law.jurisdictions import Jurisdictions, load_jurisdictions
from dibao.law.law_data import figure_table, merge
from dibao.law.layers import resolve, scope_problems
from dibao.law.plugins import Plugin
from dibao.law.registry import LoadedPlugins, load_plugins
from dibao.symbols.guard import check_rule_source


class Engine:
    """Decides households under the plug-ins and figures it was given.

    Policies are composed when they are first asked for, and kept.
    """

    def __init__(
        self,
        plugins: Iterable[str | Plugin] | None = None,
        figures: str | Path | None = None,
        *,
        grade: Grade | None = None,
        strict: bool = False,
        carry_forward: bool = False,
    ) -> None:
        """Load plug-ins and figures.

        Args:
            plugins: names of installed plug-ins, or plug-ins themselves; all
                installed ones when None.
            figures: a TOML file of an office's own figures, the nearest layer.
            grade: refuse decisions that rest on weaker evidence than this.
            strict: raise where a figure that is needed has no value.
            carry_forward: extend the last value of a figure, with a warning.

        Raises:
            PluginError: everything that is wrong with the plug-ins.
            InputError: everything that is wrong with the figures file.
        """
        self.plugins: LoadedPlugins = load_plugins(plugins)
        self.grade, self.strict = grade, strict
        self.ladder = _ladder(self.plugins)
        self.jurisdictions = Jurisdictions(_jurisdictions(self.plugins))
        self.catalogue = BUILT_IN.extended(_facts(self.plugins))
        overlay = _overlay(figures)
        self.figures = figure_table(merge(_law_data(self.plugins)), overlay, carry_forward)
        problems = [*scope_problems(self.plugins, self.jurisdictions), *_guard_problems(self.plugins)]
        if problems:
            raise PluginError(problems)
        self._policies: dict[tuple[str, date], Policy] = {}

    def policy(self, code: str, on: date) -> Policy:
        """Give what is in force for a jurisdiction on a day.

        Raises:
            InputError: nobody knows the jurisdiction.
            PluginError: the rules in force there contradict one another.
            RuleError: a rule cannot be turned into numbers.
        """
        known = self._policies.get((code, on))
        if known is None:
            known = self._policies[(code, on)] = self._composed(code, on)
        return known

    def _composed(self, code: str, on: date) -> Policy:
        chain = self.jurisdictions.chain(code)
        codes = tuple(each.code for each in chain)
        law = resolve(self.plugins, codes, on)

        def look_up(name: str) -> FigureInForce | MissingFigure:
            return self.figures.at(name, codes, on)

        composed = compose(law, self.plugins.questions, self.catalogue, look_up, self.ladder)
        documents = {**self.figures.documents, **{each.id: each.document for each in law.regulations}}
        return Policy(
            chain, on, law, self.plugins.questions, self.catalogue, self.ladder, composed, documents, look_up
        )

    def assess(self, household: Household | Mapping[str, Any], on: date) -> Decision:
        """Decide a household on a day.

        Args:
            household: a household, or its JSON form as a mapping.
            on: the day of the decision; it picks the law and the ages.

        Raises:
            InputError: everything that is wrong with the household.
            NoFigureInForce: the engine is strict and a figure is missing.
            GradeTooLow: the decision rests on weaker evidence than asked for.
        """
        if not isinstance(household, Household):
            household = read_household(household, catalogue=self.catalogue, on=on)
        decision = self.policy(household.jurisdiction, on).assess(household)
        if self.strict and decision.missing_figures:
            raise NoFigureInForce(" ".join(each.sentence() for each in decision.missing_figures))
        if self.grade is not None:
            decision.require(self.grade)
        return decision

    def check(self) -> Sequence[Problem]:
        """Compose every jurisdiction on every day on which something changes.

        Returns:
            What stands in the way of deciding, each with file and line.
        """
        problems: dict[Problem, None] = {}
        for code in self.jurisdictions.codes:
            for on in self.days_of_change(code):
                try:
                    self._composed(code, on)
                except (PluginError, InputError) as error:
                    problems.update(dict.fromkeys(error.problems))
                except DibaoError as error:
                    problems[Problem(f"{code} on {on}", str(error))] = None
        return tuple(problems)

    def days_of_change(self, code: str) -> tuple[date, ...]:
        """Give the days on which rules or figures change for a jurisdiction."""
        codes = {each.code for each in self.jurisdictions.chain(code)}
        regulations = [each for each in self.plugins.regulations.values() if each.jurisdiction in codes]
        days = {rule.since for each in regulations for rule in each.rules}
        first = min((each.validity.since for each in regulations if each.jurisdiction == "000000"), default=date.min)
        return tuple(sorted(day for day in days if day >= first))


def _ladder(plugins: LoadedPlugins) -> Ladder:
    ladders = [ladder for plugin in plugins.plugins if (ladder := _ladder_of(plugin)) is not None]
    if len(ladders) != 1:
        raise PluginError([Problem("", f"{len(ladders)} plug-ins declare a ladder of statuses; expected the nation's one")])
    return ladders[0]


def _ladder_of(plugin: Plugin) -> Ladder | None:
    from dibao.national.ladder import LADDER

    return LADDER if plugin.speaks_for == "000000" else None


def _jurisdictions(plugins: LoadedPlugins) -> Iterable[Any]:
    for plugin in plugins.plugins:
        path = plugin.data_file("jurisdictions.toml")
        if path is not None:
            yield from load_jurisdictions(path)


def _facts(plugins: LoadedPlugins) -> Iterable[Any]:
    for plugin in plugins.plugins:
        path = plugin.data_file("facts.toml")
        if path is not None:
            yield from load_facts(path)


def _law_data(plugins: LoadedPlugins) -> Sequence[LawData]:
    paths = [path for plugin in plugins.plugins if (path := plugin.data_file("figures.toml")) is not None]
    return [load_law_data(path) for path in paths]


def _overlay(figures: str | Path | None) -> LawData | None:
    if figures is None:
        return None
    try:
        return load_law_data(Path(figures))
    except PluginError as error:
        raise InputError(error.problems, error.source) from error


def _guard_problems(plugins: LoadedPlugins) -> Iterable[Problem]:
    for rule in plugins.rules:
        yield from check_rule_source(rule.function, name=rule.id)
