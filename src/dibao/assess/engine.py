"""Load plug-ins and figures, and decide households with the policy in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dibao.assess.compose import compose
from dibao.assess.decision import Decision
from dibao.assess.ladder import Ladder
from dibao.assess.policy import Policy
from dibao.errors import DibaoError, InputError, NoFigureInForce, NoPolicyInForce, PluginError, Problem, RuleError
from dibao.household.checks import check_household
from dibao.household.facts import BUILT_IN, load_facts
from dibao.household.intake import read_household
from dibao.household.models import Household
from dibao.law.coverage import check as check_coverage
from dibao.law.coverage import load_coverage
from dibao.law.documents import Grade
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce, LawData, MissingFigure
from dibao.law.jurisdictions import Jurisdictions, load_jurisdictions
from dibao.law.law_data import figure_table, merge
from dibao.law.layers import ResolvedLaw, resolve, scope_problems
from dibao.law.plugins import Plugin
from dibao.law.questions import REFUSED
from dibao.law.registry import LoadedPlugins, load_plugins
from dibao.symbols.guard import check_rule_source

MOST_POLICIES_KEPT = 512


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
        problems = [
            *scope_problems(self.plugins, self.jurisdictions),
            *_stray_figures(self.plugins, self.jurisdictions),
            *_guard_problems(self.plugins),
        ]
        if problems:
            raise PluginError(problems)
        self._policies: dict[tuple[str, date], Policy] = {}

    def policy(self, code: str, on: date) -> Policy:
        """Give what is in force for a jurisdiction on a day.

        Raises:
            InputError: nobody knows the jurisdiction.
            NoPolicyInForce: no means test is known there on that day.
            PluginError: the rules in force there contradict one another.
            RuleError: a rule cannot be turned into numbers.
        """
        known = self._policies.get((code, on))
        if known is None:
            if len(self._policies) >= MOST_POLICIES_KEPT:
                del self._policies[next(iter(self._policies))]
            known = self._policies[(code, on)] = self._composed(code, on)
        return known

    def _composed(self, code: str, on: date) -> Policy:
        chain = self.jurisdictions.chain(code)
        codes = tuple(each.code for each in chain)
        law = resolve(self.plugins, codes, on)
        self._check_in_force(code, law)

        def look_up(name: str) -> FigureInForce | MissingFigure:
            if not self.figures.declaration(name).applied:
                raise RuleError(f"reads {name}, which only informs (applied = false); decide on the standard instead")
            return self.figures.at(name, codes, on)

        composed = compose(law, self.plugins.questions, self.catalogue, look_up, self.ladder)
        documents = {**self.figures.documents, **{each.id: each.document for each in law.regulations}}
        questions, catalogue, declarations = self.plugins.questions, self.catalogue, self.figures.declarations
        return Policy(
            chain, on, law, questions, catalogue, self.ladder, composed, documents, declarations, look_up
        )

    def _check_in_force(self, code: str, law: ResolvedLaw) -> None:
        """Refuse a day on which nobody answers what must be answered."""
        silent = [hook for hook in self._required() if not law.answers[hook].rules]
        if silent:
            starts = [self._first_day(hook, set(law.chain)) for hook in silent]
            known = f"the first rules start on {max(starts)}" if date.max not in starts else "no document answers them"
            raise NoPolicyInForce(
                f"no means test is known for {code} on {law.on}: nobody answers {', '.join(silent)}; {known}. "
                "Choose another day, or install a plug-in with the earlier document."
            )

    def _required(self) -> list[str]:
        return [name for name, question in self.plugins.questions.items() if question.default is REFUSED]

    def _first_day(self, hook: str, codes: set[str]) -> date:
        rules = (rule for rule in self.plugins.rules if rule.hook == hook and rule.jurisdiction in codes)
        return min((rule.since for rule in rules), default=date.max)

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
        elif problems := check_household(household, self.catalogue):
            raise InputError(problems, f"household {household.id}")
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
        problems: dict[Problem, None] = dict.fromkeys(_coverage_problems(self.plugins))
        for code in self.jurisdictions.codes():
            for on in self.days_of_change(code):
                try:
                    self._composed(code, on)
                except (PluginError, InputError) as error:
                    problems.update(dict.fromkeys(error.problems))
                except DibaoError as error:
                    problems[Problem(f"{code} on {on}", str(error))] = None
        return tuple(problems)

    def days_of_change(self, code: str) -> tuple[date, ...]:
        """Give the days on which the rules change, from the first means test on."""
        codes = {each.code for each in self.jurisdictions.chain(code)}
        rules = [rule for rule in self.plugins.rules if rule.jurisdiction in codes]
        days = {rule.since for rule in rules} | {rule.until + timedelta(1) for rule in rules if rule.until}
        first = max((self._first_day(hook, codes) for hook in self._required()), default=date.min)
        return tuple(sorted(day for day in days if day >= first))


def _ladder(plugins: LoadedPlugins) -> Ladder:
    ladders: list[Ladder] = [plugin.ladder for plugin in plugins.plugins if plugin.ladder is not None]
    if len(ladders) != 1:
        names = ", ".join(plugin.name for plugin in plugins.plugins if plugin.ladder is not None)
        sentence = f"declare a ladder of statuses: {names or 'no plug-in'}; expected the nation's plug-in and no other."
        raise PluginError([Problem("", sentence)])
    return ladders[0]


def _jurisdictions(plugins: LoadedPlugins) -> Iterable[Any]:
    for plugin in plugins.plugins:
        path = plugin.data_file("jurisdictions.toml")
        if path is not None:
            yield from load_jurisdictions(path, _label(path))


def _facts(plugins: LoadedPlugins) -> Iterable[Any]:
    for plugin in plugins.plugins:
        path = plugin.data_file("facts.toml")
        if path is not None:
            yield from load_facts(path)


def _law_data(plugins: LoadedPlugins) -> Sequence[LawData]:
    paths = [path for plugin in plugins.plugins if (path := plugin.data_file("figures.toml")) is not None]
    return [load_law_data(path, _label(path)) for path in paths]


def _label(path: Path) -> str:
    """Name a data file as messages print it, without the machine's folders."""
    return f"{path.parent.name}/{path.name}"


def _stray_figures(plugins: LoadedPlugins, jurisdictions: Jurisdictions) -> Iterable[Problem]:
    """Find figures for places that are unknown or not their plug-in's."""
    for plugin in plugins.plugins:
        path = plugin.data_file("figures.toml")
        for record in () if path is None else load_law_data(path, _label(path)).records:
            if record.code not in jurisdictions:
                yield Problem(
                    record.place, f"gives {record.name} for {record.code}, which nobody declares. Correct it."
                )
            elif not jurisdictions.contains(plugin.speaks_for, record.code):
                scope = f"{plugin.name} speaks for {plugin.speaks_for} and what is below it"
                yield Problem(record.place, f"gives {record.name} for {record.code}, but {scope}. Move it.")


def _overlay(figures: str | Path | None) -> LawData | None:
    if figures is None:
        return None
    try:
        return load_law_data(Path(figures))
    except PluginError as error:
        raise InputError(error.problems, error.source) from error


def _coverage_problems(plugins: LoadedPlugins) -> Iterable[Problem]:
    for plugin in plugins.plugins:
        path = plugin.data_file("coverage.toml")
        if path is not None:
            yield from check_coverage(load_coverage(path), plugins.rules)


def _guard_problems(plugins: LoadedPlugins) -> Iterable[Problem]:
    for rule in plugins.rules:
        yield from check_rule_source(rule.function, name=rule.id)
