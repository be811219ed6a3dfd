"""Check a plug-in by everything that it declares itself, each check under a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from attrs import define, field, frozen

from dibao.assess.engine import Engine
from dibao.assess.policy import Policy
from dibao.errors import PluginError, Problem
from dibao.household.intake import to_json_data
from dibao.law.figures import FigureRecord
from dibao.law.plugins import Plugin
from dibao.testing import declared, edges
from dibao.testing.case_file import Case, CaseFile, Exemption
from dibao.testing.case_run import CaseRunner
from dibao.testing.check_names import KERNEL, LAWS
from dibao.testing.company import Company, Subject
from dibao.testing.mutation import Score, score
from dibao.testing.trials import Trial, counterexample, drawn_trials, owns, policies_of

EXAMPLES = 25


@frozen
class Finding:
    """What one check found of one plug-in; a notice may be right as it stands."""

    check: str
    subject: str
    message: str
    is_notice: bool = False

    def __str__(self) -> str:
        """Give the sentence with the names of plug-in and check."""
        return f"{self.subject}: {self.check}: {self.message}"


@frozen
class Check:
    """One named check: what it makes sure of, and how.

    `title` and `chinese` say what holds where it finds nothing.
    """

    name: str
    title: str
    chinese: str
    find: Callable[[Suite, Subject], Iterable[Finding]] = field(repr=False)


@define(eq=False)
class Suite:
    """Runs the named checks on some plug-ins; what several of them need is worked out once."""

    company: Company
    examples: int = EXAMPLES
    _checked: dict[int, Sequence[Problem]] = field(factory=dict)
    _policies: dict[str, Sequence[Policy]] = field(factory=dict)
    _trials: dict[str, Sequence[Trial]] = field(factory=dict)
    _runners: dict[int, CaseRunner] = field(factory=dict)
    _scores: dict[str, Score] = field(factory=dict)
    _records: dict[str, tuple[FigureRecord, ...]] = field(factory=dict)

    @classmethod
    def of(cls, plugins: Iterable[str | Plugin] | None = None, *, examples: int = EXAMPLES) -> Suite:
        """Build a suite for installed plug-ins by name, plug-ins themselves, or all installed ones."""
        return cls(Company.of(plugins), examples)

    def findings(self, name: str, subject: Subject) -> tuple[Finding, ...]:
        """Give what one check finds of one plug-in.

        A plug-in that cannot be loaded is told so by the check that found out, and
        by no other.
        """
        return tuple(CHECKS[name].find(self, subject))

    def report(self) -> tuple[Finding, ...]:
        """Run every check on every tested plug-in."""
        return tuple(
            each for subject in self.company.tested for name in CHECKS for each in self.findings(name, subject)
        )

    # -- what several checks need ----------------------------------------------------------------------
    def engine(self, subject: Subject) -> Engine | None:
        """Give an engine with the plug-in; None where it cannot be loaded."""
        try:
            return self.company.engine(subject)
        except PluginError:
            return None

    def loading_problems(self, subject: Subject) -> Sequence[Problem]:
        """Give what keeps a plug-in from being loaded, by itself or beside the others."""
        try:
            self.company.engine(subject)
        except PluginError as error:
            return error.problems
        return self.company.clashes(subject)

    def problems(self, subject: Subject) -> Sequence[Problem]:
        """Give what loading and `dibao check` find in a plug-in."""
        found = self.loading_problems(subject)
        engine = self.engine(subject)
        if engine is None:
            return found
        if id(engine) not in self._checked:
            self._checked[id(engine)] = tuple(engine.check())
        strangers = [each for each in self.company.everybody if each is not subject]
        of_it = (each for each in self._checked[id(engine)] if not any(one.owns(each) for one in strangers))
        return (*found, *of_it)

    def policies(self, subject: Subject) -> Sequence[Policy]:
        """Give policies of the plug-in's places and days."""
        engine = self.engine(subject)
        if engine is None or subject.plugin is None:
            return ()
        if subject.name not in self._policies:
            self._policies[subject.name] = policies_of(engine, subject.plugin)
        return self._policies[subject.name]

    def trials(self, subject: Subject) -> Sequence[Trial]:
        """Give households under those policies; every law is tried on the same ones."""
        if subject.name not in self._trials:
            policies = self.policies(subject)
            self._trials[subject.name] = drawn_trials(policies, self.examples) if policies else ()
        return self._trials[subject.name]

    def runner(self, engine: Engine) -> CaseRunner:
        """Give what decides cases with an engine."""
        return self._runners.setdefault(id(engine), CaseRunner(engine))

    def case_files(self, subject: Subject) -> tuple[CaseFile, ...]:
        """Give the plug-in's files of cases; none where they cannot be read."""
        try:
            return self.company.case_files(subject)
        except PluginError:
            return ()

    def cases(self, subject: Subject) -> tuple[Case, ...]:
        """Give the plug-in's official cases."""
        return tuple(case for each in self.case_files(subject) for case in each.cases)

    def records(self, subject: Subject) -> tuple[FigureRecord, ...]:
        """Give the dated values of the plug-in's own files on which rules decide."""
        engine = self.engine(subject)
        if engine is None:
            return ()
        if subject.name not in self._records:
            own = (each for each in engine.figures.records if each.file.partition("/")[0] in subject.folders)
            applied = (each for each in own if engine.figures.declaration(each.name).applied)
            self._records[subject.name] = tuple(applied)
        return self._records[subject.name]

    def score(self, subject: Subject) -> Score:
        """Give the figure mutation score of the plug-in's cases."""
        if subject.name not in self._scores:
            engine, exempt = self.engine(subject), self._exempt(subject)
            empty = Score((), ())
            self._scores[subject.name] = (
                empty
                if engine is None
                else score(self.runner(engine), self.cases(subject), self.records(subject), exempt)
            )
        return self._scores[subject.name]

    def _exempt(self, subject: Subject) -> tuple[Exemption, ...]:
        return tuple(each for file in self.case_files(subject) for each in file.unnoticed)

    def exception(self, subject: Subject, check: str) -> Exemption | None:
        """Give what a plug-in declares about a law that it breaks."""
        declared_ones = (each for file in self.case_files(subject) for each in file.exceptions)
        return next((each for each in declared_ones if each.subject == check), None)


def run(plugins: Iterable[str | Plugin] | None = None, *, examples: int = EXAMPLES) -> tuple[Finding, ...]:
    """Run every check on plug-ins, all installed ones by default; empty is good."""
    return Suite.of(plugins, examples=examples).report()


# -- how each kind of check finds ---------------------------------------------------------------------------
def _kernel(name: str) -> Callable[[Suite, Subject], Iterator[Finding]]:
    def find(suite: Suite, subject: Subject) -> Iterator[Finding]:
        for each in suite.problems(subject):
            if (each.check or "loads") == name:
                yield Finding(name, subject.name, str(each), each.severity == "notice")

    return find


def _law(name: str, broken: Callable[[Trial], str]) -> Callable[..., Iterator[Finding]]:
    def find(suite: Suite, subject: Subject) -> Iterator[Finding]:
        failing = next((each for each in suite.trials(subject) if broken(each)), None)
        if failing is None:
            return
        exception = suite.exception(subject, name)
        trial, sentence = counterexample(suite.policies(subject), broken, suite.examples) or (failing, broken(failing))
        where = f"in {trial.policy.code} on {trial.policy.on}: {sentence}"
        if exception is not None:
            yield Finding(name, subject.name, f"{where}; {exception.document} {exception.article} says so.", True)
            return
        title = CHECKS[name].title
        yield Finding(
            name,
            subject.name,
            f"{title}; but {where}. Correct the rule, or declare an [[exception]] with its article in cases.toml. "
            f"The household: {to_json_data(trial.household)}",
        )

    return find


def _listed(
    name: str, sentences: Callable[[Engine, Subject, Suite], Iterable[str]]
) -> Callable[[Suite, Subject], Iterator[Finding]]:
    def find(suite: Suite, subject: Subject) -> Iterator[Finding]:
        engine = suite.engine(subject)
        for each in sentences(engine, subject, suite) if engine is not None else ():
            yield Finding(name, subject.name, each)

    return find


def case_file_findings(suite: Suite, subject: Subject) -> Iterator[Finding]:
    """Give what is wrong with a plug-in's files of cases, none of them decided."""
    note = partial(Finding, "cases", subject.name)
    if suite.engine(subject) is None:
        return
    try:
        files = suite.company.case_files(subject)
    except PluginError as error:
        yield from (note(str(each)) for each in error.problems)
        return
    known = {each.id for each in suite.company.engine(subject).plugins.regulations.values()}
    for exception in (each for file in files for each in file.exceptions):
        if exception.subject not in CHECKS:
            yield note(f"{exception.place} names the check '{exception.subject}', which is none. See --dibao-checks.")
        if exception.document not in known | set(suite.company.engine(subject).figures.documents):
            yield note(f"{exception.place} cites the document '{exception.document}', which nobody declares.")
    if not any(file.cases for file in files):
        yield note(
            "has no case. Write an example with its source into cases.toml beside its figures.toml, "
            "such as a family from a published table and what it gets."
        )


def _cases(suite: Suite, subject: Subject) -> Iterator[Finding]:
    yield from case_file_findings(suite, subject)
    if suite.engine(subject) is None:
        return
    runner = suite.runner(suite.company.engine(subject))
    for result in map(runner.run, suite.cases(subject)):
        if not result.passes:
            sentence = f'{result.case.place} "{result.case.name}": {"; ".join(map(str, result.wrong))}'
            yield Finding("cases", subject.name, sentence)


def _figures_noticed(suite: Suite, subject: Subject) -> Iterator[Finding]:
    found = suite.score(subject)
    for each in found.unnoticed:
        sentence = (
            f"{each}: no case notices. Add one with the value on its line or day, or say why none can under "
            f'[[unnoticed]] with moved = ["{each.how}"].'
        )
        yield Finding("figures-noticed", subject.name, sentence, not each.is_required)
    for entry, how in found.idle:
        sentence = (
            f'{entry.place} says that no case notices "{how}" of {entry.subject} for {entry.code}; one does, or there '
            "is no such move. Take it out."
        )
        yield Finding("figures-noticed", subject.name, sentence)


def _is_empty(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    has_rules = any(
        owns(engine, subject.plugin, each.id) for each in engine.plugins.regulations.values() if subject.plugin
    )
    has_figures = any(each.file.partition("/")[0] in subject.folders for each in engine.figures.records)
    if not has_rules and not has_figures:
        yield "has no rule and no figure, so it changes nothing. List its modules in Plugin(...), or add figures.toml."


def _thresholds(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    yield from edges.thresholds(suite.policies(subject), suite.records(subject))


def _dates(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    yield from edges.dates(engine, suite.records(subject))


def _bands(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    yield from edges.band_edges(suite.policies(subject), suite.records(subject))


def _batch(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    yield from edges.batch(suite.policies(subject), suite.trials(subject), suite.examples)


def _order_of_plugins(engine: Engine, subject: Subject, suite: Suite) -> Iterator[str]:
    yield from edges.order_of_plugins(engine, suite.policies(subject))


_OWN: Sequence[tuple[str, str, str, Callable[[Engine, Subject, Suite], Iterable[str]]]] = (
    ("has-content", "It has rules or figures", "有规则或数值", _is_empty),
    ("titles", "Everything has a Chinese and an English title", "名称有中英文", declared.titles),
    ("citations", "Nothing claims a better grade than its source", "依据的等级无误", declared.citations),
    ("coverage", "Each of its documents says where its articles went", "每份文件都有条款对照", declared.coverage),
    ("thresholds", "Below, on and above each line all ways of deciding agree", "临界值上下结果一致", _thresholds),
    ("dates", "Each figure holds from its first to its last day only", "数值只在起止日之间有效", _dates),
    ("table-edges", "Beyond the ends of a table there is an answer", "表格两端之外也有结果", _bands),
    ("order-of-plugins", "The order of plug-ins changes nothing", "插件加载顺序不影响结果", _order_of_plugins),
    ("batch", "Many households at once get what each gets alone", "批量与单户结果一致", _batch),
)
CHECKS: Mapping[str, Check] = {
    each.name: each
    for each in (
        *(Check(name, title, chinese, _kernel(name)) for name, title, chinese in KERNEL),
        *(Check(name, title, chinese, _law(name, broken)) for name, title, chinese, broken in LAWS),
        *(Check(name, title, chinese, _listed(name, sentences)) for name, title, chinese, sentences in _OWN),
        Check("cases", "Its official cases come out as their sources say", "官方案例全部通过", _cases),
        Check("figures-noticed", "Some case notices each figure that is moved", "数值变动有案例发现", _figures_noticed),
    )
}
"""Every check by its name, in the order in which they are run."""

__all__ = ("CHECKS", "Check", "Finding", "Suite", "case_file_findings", "run")
