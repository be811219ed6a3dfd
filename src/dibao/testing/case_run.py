"""Decide the cases of a file, and tell what came out otherwise."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from attrs import field, frozen

from dibao.assess.decision import Decision
from dibao.assess.engine import Engine
from dibao.errors import DibaoError, ProblemsError
from dibao.household.intake import read_household
from dibao.household.models import Household
from dibao.law.figures import Lang
from dibao.testing.case_file import Case
from dibao.testing.case_household import none_of_rest
from dibao.testing.expectations import Mismatch, mismatches
from dibao.testing.office import OfficeFigure, office_figures


@frozen
class CaseResult:
    """What became of one case: a decision or a refusal, and what is not as expected."""

    case: Case
    decision: Decision | None
    refusal: str
    wrong: tuple[Mismatch, ...]

    @property
    def passes(self) -> bool:
        """Tell whether everything that the case expects came out."""
        return not self.wrong

    def report(self, lang: Lang = "en") -> str:
        """Say where the case stands, what differs, and how the decision came about."""
        lines = [f'{self.case.place} "{self.case.name}" (source: {self.case.source})']
        lines += [f"  {each}" for each in self.wrong]
        if self.decision is not None:
            lines += ["", *(f"  {line}".rstrip() for line in self.decision.explain(lang).splitlines())]
        return "\n".join(lines)


@frozen(eq=False)
class CaseRunner:
    """Decides cases with one engine, and with an office's figures over it where a case has some."""

    engine: Engine
    _offices: dict[Hashable, Engine] = field(factory=dict)
    _results: dict[int, tuple[Case, CaseResult]] = field(factory=dict)
    _households: dict[int, tuple[Case, Household]] = field(factory=dict)

    def run(self, case: Case) -> CaseResult:
        """Decide a case and compare, once."""
        known = self._results.get(id(case))
        if known is None:
            result = self._with_office(case) if case.figures else self.run_with(case, self.engine)
            known = self._results[id(case)] = (case, result)
        return known[1]

    def run_with(self, case: Case, engine: Engine) -> CaseResult:
        """Decide a case with an engine of the same plug-ins, such as one whose figures were moved."""
        try:
            household = self.household(case)
            decision = engine.policy(household.jurisdiction, case.on).assess(household)
            wrong = mismatches(decision, {key: each for key, each in case.expected.items() if key != "error"})
        except DibaoError as error:
            return _refused(case, error)
        if "error" in case.expected:
            wrong = (Mismatch("error", str(case.expected["error"]), "a decision"), *wrong)
        return CaseResult(case, decision, "", wrong)

    def _with_office(self, case: Case) -> CaseResult:
        try:
            engine = self.engine_for(case)
        except DibaoError as error:
            return _refused(case, error)
        return self.run_with(case, engine)

    def household(self, case: Case) -> Household:
        """Give a case's household.

        Raises:
            InputError: everything that is wrong with it.
        """
        known = self._households.get(id(case))
        if known is None:
            catalogue = self.engine.catalogue
            data = none_of_rest(case.household, catalogue) if case.rest_is_none else case.household
            read = read_household(data, catalogue=catalogue, on=case.on)
            known = self._households[id(case)] = (case, read)
        return known[1]

    def engine_for(self, case: Case) -> Engine:
        """Give the engine that decides a case.

        Raises:
            PluginError: the office's figures do not fit.
        """
        if not case.figures:
            return self.engine
        code = case.household.get("jurisdiction")
        key = (code, _frozen(case.figures))
        if key not in self._offices:
            stated = [OfficeFigure(name, value, str(code)) for name, value in case.figures.items()]
            self._offices[key] = self.engine.with_figures(office_figures(stated, case.place))
        return self._offices[key]


def _refused(case: Case, error: DibaoError) -> CaseResult:
    text = "; ".join(map(str, error.problems)) if isinstance(error, ProblemsError) else str(error)
    expected = case.expected.get("error")
    if expected is not None and str(expected) in text:
        return CaseResult(case, None, text, ())
    return CaseResult(case, None, text, (Mismatch("error", str(expected or "a decision"), text),))


def _frozen(value: Any) -> Hashable:
    if isinstance(value, Mapping):
        return tuple((key, _frozen(each)) for key, each in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, list) else str(value)
