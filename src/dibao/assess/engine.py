"""Load plug-ins and figures, and decide households with the policy in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dibao.assess.compositions import Compositions
from dibao.assess.decision import Decision
from dibao.assess.loading import guard_problems, ladder_of, unknown_findings, warn_of
from dibao.assess.many import batch
from dibao.assess.overlay import laid_over, own_figures
from dibao.assess.policy import Policy
from dibao.errors import (
    InputError,
    NoFigureInForce,
    NoPolicyInForce,
    PluginError,
    Problem,
    RuleError,
    finds,
    found_by,
)
from dibao.household.checks import check_household
from dibao.household.intake import read_household
from dibao.household.models import BenefitState, Household
from dibao.law import data_files
from dibao.law.as_known import known_data, known_rules
from dibao.law.documents import GRADES, Document, Grade
from dibao.law.figures import FigureInForce, FigureTable, LawData, MissingFigure
from dibao.law.law_data import figure_table, merge
from dibao.law.layers import ResolvedLaw, scope_problems
from dibao.law.plugins import Plugin
from dibao.law.questions import REFUSED
from dibao.law.registry import LoadedPlugins, load_plugins
from dibao.law.time_limits import TimeLimit

if TYPE_CHECKING:
    from dibao.timeline.case import Case
    from dibao.timeline.rows import Timeline

MOST_POLICIES_KEPT = 4096
"""Enough for every county of the country on one day; they share their graphs."""


class Engine:
    """Decides households under the plug-ins and figures it was given.

    Policies are composed when they are first asked for, and kept.
    """

    def __init__(
        self,
        plugins: str | Plugin | Iterable[str | Plugin] | None = None,
        figures: str | Path | None = None,
        *,
        grade: Grade | None = None,
        strict: bool = False,
        carry_forward: bool = False,
        known_on: date | None = None,
    ) -> None:
        """Load plug-ins and figures.

        Args:
            plugins: names of installed plug-ins, or plug-ins themselves; all
                installed ones when None.
            figures: a TOML file of an office's own figures, the nearest layer.
            grade: refuse decisions that rest on weaker evidence than this.
            strict: raise where a figure that is needed has no value.
            carry_forward: extend the last value of a figure, with a warning.
            known_on: decide by what could be known on that day, as `as_known_on` does.

        Raises:
            PluginError: everything that is wrong with the plug-ins.
            InputError: everything that is wrong with the figures file.
        """
        if grade is not None and grade not in GRADES:
            sentence = f"is {grade!r}; expected one of {', '.join(GRADES)}. Name one of them, or leave it out."
            raise InputError([Problem("grade", sentence)])
        self.plugins: LoadedPlugins = load_plugins([plugins] if isinstance(plugins, str | Plugin) else plugins)
        warn_of(self.plugins.set_aside)
        self.grade, self.strict = grade, strict
        self.ladder = ladder_of(self.plugins)
        self.jurisdictions = data_files.jurisdictions(self.plugins.plugins)
        self.catalogue = data_files.catalogue(self.plugins.plugins)
        read = data_files.law_data(self.plugins.plugins)
        with finds("figures"):
            self._law_data = merge(data for _, data in read)
        self._overlay = own_figures(figures)
        self.figures = figure_table(self._law_data, self._overlay, carry_forward)
        problems = [
            *found_by("places", scope_problems(self.plugins, self.jurisdictions)),
            *found_by("places", data_files.stray_figures(read, self.jurisdictions)),
            *found_by("plain-rules", guard_problems(self.plugins)),
            *found_by("facts", unknown_findings(self.plugins, self.catalogue)),
        ]
        if problems:
            raise PluginError(problems)
        stray = () if self._overlay is None else data_files.stray_records(self._overlay.records, self.jurisdictions)
        if wrong := tuple(stray):
            raise InputError(wrong, str(figures))
        self._compositions = Compositions(self.plugins, self.catalogue, self.ladder)
        self._policies: dict[tuple[str, date], Policy] = {}
        self.known_on: date | None = None
        if known_on is not None:
            self._forget_after(known_on)

    def as_known_on(self, day: date) -> Engine:
        """Give an engine that decides by what could be known on a day, of any month.

        Figures and documents that became known later do not exist for it. A value
        that has ended goes on until a later one is known, with a warning and graded
        assumed: an office goes by the last standard until it hears of another.

        Raises:
            InputError: the day is none, or lies after the one that this engine knows.
        """
        other = copy(self)
        other._forget_after(day)
        return other

    def _forget_after(self, day: date) -> None:
        if type(day) is not date:
            sentence = f"is {day!r}; expected a date such as date(2024, 3, 1). Use date.fromisoformat for a text."
            raise InputError([Problem("known_on", sentence)])
        if self.known_on is not None and day > self.known_on:
            sentence = (
                f"is {day}; this engine has forgotten what became known after {self.known_on}. Start from another."
            )
            raise InputError([Problem("known_on", sentence)])
        documents = self.documents
        self._law_data = known_data(self._law_data, documents, day)
        self._overlay = None if self._overlay is None else known_data(self._overlay, documents, day)
        self.figures = figure_table(self._law_data, self._overlay, carry_forward=True)
        self.plugins = known_rules(self.plugins, day)
        self._compositions = self._compositions.with_plugins(self.plugins)
        self._policies, self.known_on = {}, day

    def with_figures(self, more: LawData) -> Engine:
        """Give an engine that knows more figures, as a nearer layer than all others.

        Raises:
            PluginError: the figures contradict what is declared.
        """
        overlay = more if self._overlay is None else laid_over(self._overlay, more)
        other = self.with_table(figure_table(self._law_data, overlay, self.figures.carry_forward))
        other._overlay = overlay
        return other

    def with_table(self, figures: FigureTable) -> Engine:
        """Give an engine that looks every figure up in another table.

        The rules stay, and so does what was composed of them.
        """
        other = copy(self)
        other.figures, other._policies = figures, {}
        other.__dict__.pop("time_limits", None)
        return other

    def with_plugin(self, more: Plugin) -> Engine:
        """Give an engine that has one more plug-in, such as a reform; this one stays as it is.

        Raises:
            PluginError: everything that is wrong with it beside the others.
        """
        plugins = (*self.plugins.plugins, more)
        carry_forward = self.figures.carry_forward
        other = Engine(plugins, grade=self.grade, strict=self.strict, carry_forward=carry_forward)
        other = other if self._overlay is None else other.with_figures(self._overlay)
        return other if self.known_on is None else other.as_known_on(self.known_on)

    def policy(self, code: str, on: date) -> Policy:
        """Give what is in force for a jurisdiction on a day.

        Raises:
            InputError: nobody knows the jurisdiction.
            NoPolicyInForce: no means test is known there on that day.
            PluginError: the rules in force there contradict one another, or a
                plug-in that speaks for the place is set aside.
            RuleError: a rule cannot be turned into numbers.
        """
        if type(on) is not date:
            sentence = f"is {on!r}; expected a date such as date(2024, 3, 1). Use date.fromisoformat for a text."
            raise InputError([Problem("on", sentence)])
        known = self._policies.get((code, on))
        if known is None:
            if len(self._policies) >= MOST_POLICIES_KEPT:
                # Several threads may ask at once; whichever comes first makes room.
                self._policies.pop(next(iter(self._policies)), None)
            known = self._policies[(code, on)] = self._composed(code, on)
        return known

    def _composed(self, code: str, on: date) -> Policy:
        self._refuse_half_the_law(code)
        chain = self.jurisdictions.chain(code)
        codes = tuple(each.code for each in chain)
        law = self._compositions.law(codes, on)
        self._check_in_force(code, law)

        @cache
        def look_up(name: str) -> FigureInForce | MissingFigure:
            if not self.figures.declaration(name).applied:
                raise RuleError(f"reads {name}, which only informs (applied = false); decide on the standard instead")
            return self.figures.at(name, codes, on)

        composed = self._compositions.composed(law, look_up)
        documents = {**self.figures.documents, **{each.id: each.document for each in law.regulations}}
        questions, catalogue, declarations = self.plugins.questions, self.catalogue, self.figures.declarations
        return Policy(chain, on, law, questions, catalogue, self.ladder, composed, documents, declarations, look_up)

    def _refuse_half_the_law(self, code: str) -> None:
        """Refuse a place for which a plug-in speaks that is set aside."""
        speaking = (each for each in self.plugins.set_aside if each.speaks_for(code))
        if problems := [problem for each in speaking for problem in each.problems]:
            raise PluginError(problems)

    def _check_in_force(self, code: str, law: ResolvedLaw) -> None:
        """Refuse a day on which nobody answers what must be answered."""
        silent = [hook for hook in self.required() if not law.answers[hook].rules]
        if silent:
            starts = [self._first_day(hook, set(law.chain)) for hook in silent]
            known = f"the first rules start on {max(starts)}" if date.max not in starts else "no document answers them"
            raise NoPolicyInForce(
                f"no means test is known for {code} on {law.on}: nobody answers {', '.join(silent)}; {known}. "
                "Choose another day, or install a plug-in with the earlier document."
            )

    def required(self) -> list[str]:
        """Give the questions that somebody must answer before anything is decided."""
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
            day = on if type(on) is date else None
            household = read_household(household, catalogue=self.catalogue, on=day)
        elif problems := check_household(household, self.catalogue):
            raise InputError(problems, f"household {household.id}")
        decision = self.policy(household.jurisdiction, on).assess(household)
        if self.strict and decision.missing_figures:
            raise NoFigureInForce(" ".join(each.sentence() for each in decision.missing_figures))
        if self.grade is not None:
            decision.require(self.grade)
        return decision

    @property
    def documents(self) -> Mapping[str, Document]:
        """Give every document that a figure or a rule may cite, by its id."""
        return {**self.figures.documents, **{each.id: each.document for each in self.plugins.regulations.values()}}

    @cached_property
    def time_limits(self) -> tuple[TimeLimit, ...]:
        """Give within which time the documents of all plug-ins want something done.

        Raises:
            PluginError: everything that is wrong with their files.
        """
        return data_files.time_limits(self.plugins.plugins, self.jurisdictions, self.documents)

    def assess_table(
        self, households: Any, members: Any, obligors: Any = None, *, on: date, **options: Any
    ) -> Any:  # fmt: skip
        """Decide every household of Arrow tables, each under the policy of its jurisdiction.

        It takes what `dibao.batch.assess_tables` takes, and gives the table of decisions.

        Raises:
            InputError: everything that is wrong with the tables.
        """
        return batch().assess_tables(self, households, members, obligors, on=on, **options).decisions

    def assess_prepared(self, population: Any, *, on: date, **options: Any) -> Any:
        """Decide every household of a prepared population, each under the policy of its jurisdiction.

        It takes what `dibao.batch.assess_prepared` takes, and gives the table of decisions.

        Raises:
            InputError: households that cannot be decided on this day.
        """
        return batch().assess_prepared(self, population, on=on, **options).decisions

    def timeline(self, case: Case, start: date | str, end: date | str, state: BenefitState | None = None) -> Timeline:
        """Tell a case month by month, from `start` to `end`; see `dibao.timeline`."""
        from dibao.timeline.run import run

        return run(case, start, end, self, state)

    def check(self) -> Sequence[Problem]:
        """Find what is wrong with the plug-ins and figures before any household is seen.

        Every place is composed on every day on which its rules change.

        Returns:
            Each problem once, with its places; a notice may be right as it stands.
        """
        from dibao.assess.check import check

        return check(self)

    def days_of_change(self, code: str) -> tuple[date, ...]:
        """Give the days on which the rules change, from the first means test on."""
        codes = {each.code for each in self.jurisdictions.chain(code)}
        rules = [rule for rule in self.plugins.rules if rule.jurisdiction in codes]
        repeals = [each for each in self.plugins.repeals if each.regulation.jurisdiction in codes]
        validities = [*(each.validity for each in rules), *(each.validity for each in repeals)]
        days = {each.since for each in validities} | {each.until + timedelta(1) for each in validities if each.until}
        first = max((self._first_day(hook, codes) for hook in self.required()), default=date.min)
        return tuple(sorted(day for day in days if day >= first))
