"""Collect cases and checks of plug-ins with `pytest --dibao`; without it, do nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from dibao.testing.case_file import Case
    from dibao.testing.conformance import Finding, Suite

_SUITE: pytest.StashKey[Any] = pytest.StashKey()
_NOTICES: pytest.StashKey[list[str]] = pytest.StashKey()
GROUP = "dibao-conformance"
_SELDOM = (50_000, 20, 20)
"""After how many new objects Python looks for garbage, and after how many looks for older garbage."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the kit."""
    group = parser.getgroup("dibao", "plug-ins of dibao")
    group.addoption("--dibao", action="store_true", help="collect cases.toml and check the installed plug-ins")
    group.addoption("--dibao-plugin", action="append", metavar="NAME", help="check this plug-in only; repeatable")
    group.addoption("--dibao-lang", choices=("en", "zh"), default="en", help="language of explanations")
    group.addoption("--dibao-checks", action="store_true", help="list the names of the checks, and stop")


def pytest_configure(config: pytest.Config) -> None:
    """Say that the group of tests which shares one engine has a mark."""
    config.addinivalue_line("markers", "xdist_group(name): tests that run in one process")
    config.stash[_NOTICES] = []
    if config.getoption("--dibao"):
        known = gc.get_threshold()
        config.add_cleanup(lambda: gc.set_threshold(*known))
        # What was traced of a law lives as long as the run; going through it again and again took a seventh of it.
        gc.unfreeze()
        gc.set_threshold(*_SELDOM)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let nobody go through all that was traced once more as the run ends; a next run in the process may."""
    if config.getoption("--dibao"):
        gc.freeze()


def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """List the checks where they are asked for."""
    if not config.getoption("--dibao-checks"):
        return None
    from dibao.testing.conformance import CHECKS

    for each in CHECKS.values():
        print(f"{each.name:24}{each.title}  {each.chinese}")
    return 0


def suite_of(config: pytest.Config) -> Suite:
    """Give the suite of this run, built when it is first asked for."""
    if _SUITE not in config.stash:
        from dibao.testing.conformance import Suite

        config.stash[_SUITE] = Suite.of(config.getoption("--dibao-plugin"))
    suite: Suite = config.stash[_SUITE]
    return suite


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of cases."""
    is_cases = file_path.name == "cases.toml" or file_path.match("cases_*.toml")
    if not parent.config.getoption("--dibao") or not is_cases:
        return None
    return CasesFile.from_parent(parent, path=file_path)


class CasesFile(pytest.File):
    """One file of cases; each case is a test."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give the file's cases, or say what is wrong with it."""
        from dibao.errors import PluginError

        try:
            cases = suite_of(self.config).company.case_file(self.path).cases
        except PluginError as error:
            raise self.CollectError("\n".join(map(str, error.problems))) from error
        for each in cases:
            yield CaseItem.from_parent(self, name=each.name, case=each)


class Failed(Exception):
    """A test of the kit that did not hold, told in sentences."""


class _Item(pytest.Item):
    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Give the sentences alone; a user's mistake needs no stack."""
        if isinstance(excinfo.value, Failed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class CaseItem(_Item):
    """One case of a file."""

    def __init__(self, *, case: Case, **options: Any) -> None:
        """Keep the case."""
        super().__init__(**options)
        self.case = case

    def runtest(self) -> None:
        """Decide the case and compare."""
        from dibao.errors import PluginError

        suite = suite_of(self.config)
        tested = self.owner(suite)
        if tested is None:
            raise Failed("no plug-in can be loaded, so no case can be decided.")
        try:
            engine = suite.company.engine(tested)
        except PluginError as error:
            raise Failed("\n".join(map(str, error.problems))) from error
        result = suite.runner(engine).run(self.case)
        if not result.passes:
            raise Failed(result.report(self.config.getoption("--dibao-lang")))

    def owner(self, suite: Suite) -> Any:
        """Give the plug-in in whose folder the file stands, or else any that can be loaded."""
        owner = next((each for each in suite.company.everybody if self.path.parent in each.paths), None)
        return owner or next((each for each in suite.company.everybody if suite.engine(each) is not None), None)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Give the place as pytest prints it."""
        line = self.case.place.rpartition(":")[2]
        return self.path, int(line) - 1 if line.isdigit() else None, self.name


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the checks of plug-ins, and cases that their packages carry and pytest did not meet."""
    if not config.getoption("--dibao"):
        return
    items.extend(_of_plugins(session, {Path(item.path).resolve() for item in items if isinstance(item, CaseItem)}))


def _of_plugins(session: pytest.Session, met: set[Path]) -> Iterator[pytest.Item]:
    from dibao.testing.conformance import CHECKS

    suite = suite_of(session.config)
    if not suite.company.tested:
        yield CheckItem.from_parent(session, name="dibao::no plug-in", subject=None, check="")
    for subject in suite.company.tested:
        for check in CHECKS:
            item: pytest.Item = CheckItem.from_parent(
                session, name=f"dibao::{subject.name}::{check}", subject=subject, check=check
            )
            item.add_marker(pytest.mark.xdist_group(GROUP))
            yield item
        for each in _unmet_cases(suite, subject, met):
            item = PackagedCaseItem.from_parent(
                session, name=f"dibao::{subject.name}::case::{each.name}", case=each, subject=subject
            )
            item.add_marker(pytest.mark.xdist_group(GROUP))
            yield item


def _unmet_cases(suite: Suite, subject: Any, met: set[Path]) -> Iterator[Case]:
    """Give the cases of a package's files that pytest did not collect by themselves."""
    if subject.plugin is not None:
        files = (file for file in suite.case_files(subject) if file.path.resolve() not in met)
        yield from (each for file in files for each in file.cases)


class PackagedCaseItem(CaseItem):
    """One case that a package carries, met through its plug-in and not as a file."""

    def __init__(self, *, subject: Any, **options: Any) -> None:
        """Keep the plug-in that carries it."""
        super().__init__(**options)
        self.subject = subject
        self._nodeid = self.name

    def runtest(self) -> None:
        """Decide it, unless the plug-in cannot be loaded, of which the check `loads` tells."""
        if suite_of(self.config).engine(self.subject) is not None:
            super().runtest()

    def owner(self, suite: Suite) -> Any:
        """Give the plug-in that carries it."""
        return self.subject

    def reportinfo(self) -> tuple[Path, None, str]:
        """Give the name as pytest prints it."""
        return self.path, None, self.name


class CheckItem(_Item):
    """One named check of one plug-in."""

    def __init__(self, *, subject: Any, check: str, **options: Any) -> None:
        """Keep the plug-in and the check."""
        super().__init__(**options)
        self.subject, self.check = subject, check
        self._nodeid = self.name

    def runtest(self) -> None:
        """Run the check; notices are printed at the end."""
        if self.subject is None:
            raise Failed("no plug-in is installed. Install one, or name it with --dibao-plugin.")
        found = tuple(self._findings(suite_of(self.config)))
        errors = [each for each in found if not each.is_notice]
        for each in found:
            if each.is_notice:
                self.user_properties.append(("dibao-notice", str(each)))
        if errors:
            raise Failed("\n".join(_sentences(errors)))

    def _findings(self, suite: Suite) -> Iterable[Finding]:
        from dibao.testing.conformance import case_file_findings

        # Each case is a test of its own, with the explanation of what came out.
        return (
            case_file_findings(suite, self.subject)
            if self.check == "cases"
            else suite.findings(self.check, self.subject)
        )

    def reportinfo(self) -> tuple[str, None, str]:
        """Give the name as pytest prints it."""
        return self.name, None, self.name


def _sentences(found: Iterable[Finding]) -> Iterator[str]:
    from dibao.testing.conformance import CHECKS

    for each in found:
        yield str(each)
    for name in dict.fromkeys(each.check for each in found):
        yield f"  [{name}] {CHECKS[name].title}. {CHECKS[name].chinese}。"


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep the notices; with xdist they come from other processes."""
    if report.when == "call":
        _noticed.extend(str(text) for key, text in report.user_properties if key == "dibao-notice")


_noticed: list[str] = []


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the notices and the figure mutation scores."""
    if not config.getoption("--dibao"):
        return
    if _noticed:
        terminalreporter.section("dibao: what may be right as it stands")
        for text in _noticed:
            terminalreporter.line(text)
    suite = config.stash.get(_SUITE, None)
    for name, found in (suite._scores if suite is not None else {}).items():
        terminalreporter.line(f"{name}: {found}")
    _noticed.clear()
