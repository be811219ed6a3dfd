"""Settle what is wrong with plug-ins and figures before any household is seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from types import CodeType
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from dibao.assess.compose import settled
from dibao.assess.compositions import turning_days
from dibao.assess.conflicts import bill_problems, conflict_problems
from dibao.assess.corners import Corners, corners_of, difference
from dibao.assess.retraced import LOCK, Ground, Retraced, ground_of
from dibao.assess.rule_by_rule import RuleByRule, TracedAlone, rule_problem
from dibao.assess.sign_checks import sign_problems
from dibao.errors import PluginError, Problem, RuleError, found_by
from dibao.law import data_files
from dibao.law.coverage import check as check_coverage
from dibao.law.figure_checks import Reading, figure_problems
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.law.jurisdictions import NATION
from dibao.law.layers import ResolvedLaw, examine
from dibao.law.rules import Rule
from dibao.law.stated import suggestion
from dibao.symbols.expressions import Graph

if TYPE_CHECKING:
    from dibao.assess.engine import Engine

CORNERS_A_RULE = 300
FEWEST_CORNERS = 20


def check(engine: Engine) -> tuple[Problem, ...]:
    """Find everything that is wrong with an engine's plug-ins and figures.

    Every place is composed on every day on which its rules change; a rule or a
    place that fails hides no other.
    """
    with LOCK:
        return _Check(engine, ground_of(engine.catalogue, engine.plugins.questions, engine.ladder)).run()


@define
class _Check:
    """One run of `check`: what has been met so far."""

    engine: Engine
    ground: Ground
    problems: dict[Problem, None] = field(factory=dict)
    readings: list[Reading] = field(factory=list)
    failed: dict[Rule | str, Problem] = field(factory=dict)
    conflicts: dict[tuple[Rule, Rule], list[str]] = field(factory=dict)
    in_force: set[Rule] = field(factory=set)
    heard: set[Rule] = field(factory=set)
    before: dict[Rule, tuple[Rule, ...]] = field(factory=dict)
    compared: set[tuple[Rule, str]] = field(factory=set)
    _days: dict[tuple[str, ...], Sequence[date]] = field(factory=dict)
    _laws: dict[Any, ResolvedLaw] = field(factory=dict)
    _names_read: dict[Any, frozenset[str]] = field(factory=dict)

    def run(self) -> tuple[Problem, ...]:
        """Go through documents, places and days, then through what they left unused."""
        aside = (problem for each in self.engine.plugins.set_aside for problem in each.problems)
        self._note(aside, "loads")
        self._note(_coverage_problems(self.engine), "articles")
        self._note(sign_problems(self.engine.plugins.rules, self.engine.ladder), "signs")
        self._note(_limit_problems(self.engine), "time-limits")
        for code in self.engine.jurisdictions.codes():
            self._check_place(code)
        self._note(self.failed.values(), "traced")
        self._note(conflict_problems(self.conflicts), "conflicts")
        self._note(self._unheard(), "reachable")
        exempt = frozenset(name for rule in self.failed if isinstance(rule, Rule) for name in _texts(rule))
        fitting = figure_problems(self.engine.figures, self.readings, exempt, self._left_to_regions())
        self._note(fitting, "guides")
        return tuple(sorted(self.problems, key=_by_place))

    def _left_to_regions(self) -> frozenset[str]:
        """Give the figures that the nation declares without a value of its own."""
        national = [plugin for plugin in self.engine.plugins.plugins if plugin.speaks_for == NATION]
        files = [data for _, data in data_files.law_data(national)]
        given = {record.name for data in files for record in data.records}
        return frozenset(name for data in files for name in data.declarations if name not in given)

    def _note(self, problems: Iterable[Problem], check: str) -> None:
        self.problems.update(dict.fromkeys(found_by(check, problems)))

    # -- places and days ------------------------------------------------------------------------------
    def _check_place(self, code: str) -> None:
        chain = tuple(each.code for each in self.engine.jurisdictions.chain(code))
        days = self.engine.days_of_change(code)
        for on, following in zip(days, (*days[1:], None), strict=True):
            law = self._law(chain, on)
            silent = [hook for hook in self.engine.required() if not law.answers[hook].rules]
            self._note((self._silence(hook, chain, on) for hook in silent), "answered")
            if not silent:
                until = None if following is None else following - timedelta(1)
                names = self._read_under(law) | self._clocks_under(law)
                self.readings.append(Reading(chain, on, until, names))

    def _clocks_under(self, law: ResolvedLaw) -> frozenset[str]:
        """Give the figures of the clocks that run under a law; timelines read them, no rule does."""
        in_force = {each.id for each in law.regulations}
        clocks = self.engine.ladder.clocks.values()
        running = (clock for clock in clocks if any(each.document in in_force for each in clock.cited))
        return frozenset(clock.figure for clock in running if clock.figure)

    def _law(self, chain: Sequence[str], on: date) -> ResolvedLaw:
        """Settle the law of a place and day, once for all places with the same documents."""
        plugins = self.engine.plugins
        speaking = {each.jurisdiction for each in plugins.regulations.values()}
        codes = tuple(code for code in chain if code in speaking)
        if codes not in self._days:
            self._days[codes] = turning_days(plugins, codes)
        key = (codes, bisect_right(self._days[codes], on))
        if key not in self._laws:
            self._laws[key], problems = examine(plugins, chain, on)
            self._note(problems, "amendments")
        known = self._laws[key]
        return known if known.on == on else evolve(known, on=on)

    def _silence(self, hook: str, chain: Sequence[str], on: date) -> Problem:
        rules = [each for each in self.engine.plugins.rules if each.hook == hook and each.jurisdiction in chain]
        last = max((each for each in rules if each.since < on), key=lambda each: each.until or date.max)
        sentence = (
            f"{last.cited} ends on {last.until}, and from {on} on nobody answers {hook!r}, which every decision needs. "
            "Write the rule that follows, or move the last day."
        )
        return Problem(str(last.place), sentence)

    def _read_under(self, law: ResolvedLaw) -> frozenset[str]:
        """Trace every rule of a law, once for all places and days with the same rules."""
        key = tuple(answer.names for answer in law.answers.values())
        if key not in self._names_read:
            self._names_read[key] = self._traced(law)
        return self._names_read[key]

    def _traced(self, law: ResolvedLaw) -> frozenset[str]:
        failed = dict(self.failed)
        composition: RuleByRule = Retraced(self.ground.graph, *self._means(law), **self._noted(), ground=self.ground)
        self._settle(composition, law)
        if len(self.failed) > len(failed):
            # What is said of a mistake must not turn on what else was traced before.
            self.failed = failed
            composition = RuleByRule(Graph(), *self._means(law), **self._noted())
            self._settle(composition, law)
        for pair, details in composition.conflicts.items():
            known = self.conflicts.setdefault(pair, [])
            known += [each for each in details if each not in known]
        self._note(bill_problems(composition), "counted-once")
        self._keep_heard(law, composition)
        self._compare(composition)
        return frozenset(composition.figures)

    def _means(self, law: ResolvedLaw) -> tuple[Any, ...]:
        engine = self.engine

        def look_up(name: str) -> FigureInForce | MissingFigure:
            return engine.figures.at(name, law.chain, law.on)

        return engine.catalogue, engine.plugins.questions, law.answers, cache(look_up), engine.ladder

    def _noted(self) -> dict[str, Any]:
        return {"declarations": self.engine.figures.declarations, "failed": self.failed}

    def _settle(self, composition: RuleByRule, law: ResolvedLaw) -> None:
        try:
            settled(composition, law)
        except PluginError as error:
            self._note(error.problems, "conflicts")

    def _keep_heard(self, law: ResolvedLaw, composition: RuleByRule) -> None:
        for answer in law.answers.values():
            for chain in answer.names:
                self.in_force.update(chain)
                self.before.update({rule: chain[:position] for position, rule in enumerate(chain)})
        heard = (each for each in composition.answers.values() if each.answered is not composition.graph.false)
        self.heard.update(each.rule for each in heard)

    def _compare(self, composition: RuleByRule) -> None:
        """Compare rules not met before with their plain functions."""
        fresh = {key: alone for key, alone in composition.alone.items() if key not in self.compared}
        self.compared.update(fresh)
        for (rule, _), alone in fresh.items():
            asked = sum(1 for other, _ in fresh if other is rule)
            rounds = max(CORNERS_A_RULE // asked, FEWEST_CORNERS)
            if rule not in self.failed and (sentence := self._difference(composition, alone, rounds)):
                found = rule_problem(rule, RuleError(f"{rule.id}: {sentence}"))
                self.failed[rule] = evolve(found, check="plain-python")

    def _difference(self, composition: RuleByRule, alone: TracedAlone, rounds: int) -> str | None:
        if isinstance(composition, Retraced):
            return self.ground.difference(composition, alone, rounds)
        return difference(Corners(composition, corners_of(composition, alone)), alone, rounds)

    # -- what nobody uses -------------------------------------------------------------------------------
    def _unheard(self) -> Iterator[Problem]:
        rivals = {rule for pair in self.conflicts for rule in pair}
        for rule in self.engine.plugins.rules:
            if rule not in self.heard and rule not in self.failed and rule not in rivals:
                yield Problem(str(rule.place), f"{rule.cited} {self._why_unheard(rule)}")

    def _why_unheard(self, rule: Rule) -> str:
        if before := self.before.get(rule):
            nearer = ", ".join(map(str, before))
            return f"is never heard: {nearer} always answers first. Remove it, or repeal it in writing."
        if rule in self.in_force:
            return "answers on no path, whatever the facts are. Correct its conditions, or remove it."
        ended = [str(each) for each in self.engine.plugins.repeals if each.target == rule.id]
        why = f"it is repealed by {', '.join(ended)}" if ended else "no place has a means test on any of its days"
        return f"is in force from {rule.validity}, but never asked: {why}. Correct the days, or remove it."


def _by_place(problem: Problem) -> tuple[str, str, int, str]:
    file, _, line = problem.where.rpartition(":")
    return problem.severity, file, int(line) if line.isdigit() else 0, str(problem)


def _limit_problems(engine: Engine) -> Sequence[Problem]:
    try:
        _ = engine.time_limits
    except PluginError as error:
        return error.problems
    return ()


def _coverage_problems(engine: Engine) -> Iterator[Problem]:
    findings = _findings(engine)
    try:
        coverages = data_files.coverages(engine.plugins.plugins)
    except PluginError as error:
        yield from error.problems
        return
    for coverage in coverages:
        yield from check_coverage(coverage, engine.plugins.rules)
        for article in coverage.articles:
            for name in article.findings:
                if name not in findings:
                    hint = suggestion(name, findings, "State it in facts.toml.")
                    sentence = (
                        f"{article.document} {article.article} names the finding {name!r}, which is no fact. {hint}"
                    )
                    yield Problem(article.place, sentence)


def _findings(engine: Engine) -> dict[str, None]:
    return {fact.key: None for fact in engine.catalogue.facts if fact.place == "findings"}


def _texts(rule: Rule) -> Iterator[str]:
    """Give every text in a rule's code: the names of figures that it may read."""
    waiting: list[object] = [rule.function.__code__]
    while waiting:
        each = waiting.pop()
        if isinstance(each, CodeType):
            waiting += each.co_consts
        elif isinstance(each, str):
            yield each
