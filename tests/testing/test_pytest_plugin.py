"""`pytest --dibao` tells what is wrong with a plug-in in a sentence, and goes on with the others."""

from importlib.metadata import EntryPoint

import pytest
from tests.law.planted_world import Change, Planted, planted
from tests.testing.semantic_faults import SEMANTIC, case

from dibao import Money, Policy
from dibao.law import plugins
from dibao.testing import conformance
from dibao.testing.edges import simple
from dibao.testing.trials import Trial
from dibao.version import VERSION

__all__ = ["planted"]
EMPTY = Change(
    "second/__init__.py", "from dibao import Plugin\n\nplugin = Plugin('second', '980101', package='second')\n"
)
NO_CASES = "has no case. Write an example with its source into cases.toml beside its figures.toml,"
NO_CONTENT = "has no rule and no figure, so it changes nothing. List its modules in Plugin(...), or add figures.toml."


class Distribution:
    """A package that was built for a newer dibao."""

    name, version, requires = "dibao-hebian", "2.0", ("dibao>=9",)


class Newer:
    """The entry point of that package."""

    name, value, dist = "hebian", "hebian:plugin", Distribution()

    def load(self):
        raise AttributeError("it reads a name that this dibao does not have")


def also(monkeypatch, *points):
    """Install further entry points; one of a name that is there takes its place when it is a newer one."""
    newer = {each.name for each in points if isinstance(each, Newer)}
    known = [each for each in plugins.entry_points("dibao") if each.name not in newer]
    monkeypatch.setattr(plugins, "entry_points", lambda group: [*known, *points])


def run(pytester: pytest.Pytester, check: str) -> tuple[pytest.RunResult, str, dict[str, str]]:
    """Run one check on every plug-in: what came of the run, what it printed, each plug-in's outcome."""
    result = pytester.runpytest_inprocess("--dibao", "-v", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", check)
    printed = result.stdout.str()
    assert "Traceback" not in printed and "INTERNALERROR" not in printed and "\n>" not in printed, printed
    lines = [each.split() for each in printed.splitlines() if each.startswith("::dibao::")]
    return result, printed, {each[0].split("::")[2]: each[1] for each in lines}


def test_an_empty_package_is_a_sentence(planted: Planted, pytester: pytest.Pytester):
    planted.engine(EMPTY)
    _, printed, outcomes = run(pytester, "has-content")
    assert f"second: has-content: {NO_CONTENT}" in printed
    assert outcomes == {"hebian": "PASSED", "second": "FAILED", "yun": "PASSED"}


def test_a_package_without_cases_is_a_sentence(planted: Planted, pytester: pytest.Pytester):
    planted.engine()
    _, printed, outcomes = run(pytester, "yun and cases")
    assert f"yun: cases: {NO_CASES}" in printed
    assert outcomes == {"yun": "FAILED"}


def test_a_failing_import_is_a_sentence(planted: Planted, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    planted.engine()
    also(monkeypatch, EntryPoint("broken", "no_such_module_at_all:plugin", "dibao"))
    _, printed, outcomes = run(pytester, "loads")
    assert "no_such_module_at_all:plugin (no_such_module_at_all:plugin) cannot be imported: " in printed
    assert outcomes == {"broken": "FAILED", "hebian": "PASSED", "yun": "PASSED"}


def test_two_packages_of_one_name_are_a_sentence(
    planted: Planted, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
):
    planted.engine(EMPTY)
    also(monkeypatch, EntryPoint("second", "second:plugin", "dibao"))
    _, printed, outcomes = run(pytester, "loads")
    assert "both call their plug-in 'second'; only one would be seen. Uninstall one." in printed
    assert outcomes == {"hebian": "PASSED", "second": "FAILED", "yun": "PASSED"}


def test_a_plug_in_for_a_newer_dibao_is_a_sentence(
    planted: Planted, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
):
    planted.engine()
    also(monkeypatch, Newer())
    _, printed, outcomes = run(pytester, "loads")
    assert f"was built for dibao >=9; this is {VERSION}. Install dibao >=9, or a version of" in printed
    assert outcomes == {"hebian": "FAILED", "yun": "PASSED"}


def test_without_the_option_nothing_is_collected(planted: Planted, pytester: pytest.Pytester):
    planted.engine()
    pytester.makefile(".toml", cases="[[case]]\n")
    assert pytester.runpytest_inprocess("-p", "no:cacheprovider").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_file_of_cases_that_cannot_be_read_is_a_sentence(planted: Planted, pytester: pytest.Pytester):
    planted.engine()
    pytester.makefile(".toml", cases='[[case]]\ntitle = "A family"\n')
    result, printed, _ = run(pytester, "loads")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert "cases.toml:1 case: source is missing; add it" in printed


def declared(check: str, document: str = "hebian-2022") -> Change:
    """Declare in the county's cases that a document breaks a law."""
    text = f'check = "{check}"\ndocument = "{document}"\narticle = "part 1"\nwhy = "the notice says so"\n'
    return Change("hebian/cases.toml", f"[[exception]]\n{text}")


def trader(policy: Policy) -> Trial:
    """Try a single person with 100 yuan a month from business, and a yuan a month more of wages."""
    household = simple(policy, incomes={"business": Money.monthly(100)})
    return Trial(policy, household, 0, "wage", "medical", 1200)


[WRONG_SIGN] = [each for each in SEMANTIC if each.name == "income counted with the wrong sign"]


@pytest.mark.parametrize(
    ("changes", "is_notice", "sentence"),
    [
        ((), False, "More income never raises the gap; but in "),
        ((declared("law-more-cost"),), False, "More income never raises the gap; but in "),
        ((declared("law-more-income"),), True, "; hebian-2022 part 1 says so."),
    ],
)
def test_only_the_exception_that_is_declared_lets_a_law_be_broken(planted, monkeypatch, changes, is_notice, sentence):
    # That drawn households find it, and are made small, is tested with the faults of meaning, and takes longer.
    monkeypatch.setattr(conformance, "drawn_trials", lambda policies, examples: [*map(trader, policies)])
    monkeypatch.setattr(conformance, "counterexample", lambda *asked: None)
    planted.engine(*WRONG_SIGN.wrong, *changes)
    suite = conformance.Suite.of(["hebian"])
    [found] = suite.findings("law-more-income", suite.company.tested[0])
    assert (found.is_notice, sentence in found.message) == (is_notice, True), found.message


@pytest.mark.parametrize(
    ("exception", "sentence"),
    [
        (declared("law-of-nobody"), "names the check 'law-of-nobody', which is none. See --dibao-checks."),
        (declared("law-gap", "hebian-2032"), "cites the document 'hebian-2032', which nobody declares."),
    ],
)
def test_an_exception_to_nothing_is_refused(planted, pytester, exception, sentence):
    planted.engine(exception)
    _, printed, outcomes = run(pytester, "hebian and cases")
    assert (outcomes, sentence in printed) == ({"hebian": "FAILED"}, True), printed


def test_each_case_of_a_package_is_a_test_with_its_explanation(planted: Planted, pytester: pytest.Pytester):
    right = case("The whole standard", '"household.need" = "450.00"')
    wrong = case("Too much", '"household.need" = "451.00"')
    planted.engine(right, wrong)
    result, printed, _ = run(pytester, "whole or much")
    outcomes = result.parseoutcomes()
    assert (outcomes["passed"], outcomes["failed"]) == (1, 1)
    assert "::dibao::hebian::case::The whole standard PASSED" in printed
    assert "household.need: expected 451.00, found 450.00" in printed
    assert "Need of the household: 450.00 yuan a month" in printed


def unnoticed(*moved: str) -> Change:
    """Say of the county's rural standard that no case notices some moves."""
    named = ", ".join(f'"{each}"' for each in moved)
    stated = f'figure = "dibao.standard.rural"\ncode = "980101"\nmoved = [{named}]\nwhy = "made up"\n'
    return Change("hebian/cases.toml", f"[[unnoticed]]\n{stated}")


NEED = case("The whole standard", '"household.need" = "450.00"')
LATER, RAISED, NEVER = "since moved a day later", "raised by the smallest step", "moved to the moon"


@pytest.mark.parametrize(
    ("moved", "idle"),
    [((LATER,), []), ((LATER, RAISED), [RAISED]), ((NEVER,), [NEVER]), ((), [])],
    ids=["of a move that goes unnoticed", "of one that a case notices", "of none that there is", "of nothing"],
)
def test_an_unnoticed_move_is_named_and_no_other(planted: Planted, moved, idle):
    planted.engine(NEED, *([unnoticed(*moved)] if moved else []))
    suite = conformance.Suite.of(["hebian"])
    [subject] = suite.company.tested
    found = suite.score(subject)
    rural = [each.how for each in found.unnoticed if each.record.name == "dibao.standard.rural"]
    assert ([how for _, how in found.idle], LATER in rural) == (idle, LATER not in moved)
    told = [each.message for each in suite.findings("figures-noticed", subject) if "Take it out." in each.message]
    assert [each.partition('"')[2].partition('"')[0] for each in told] == idle


def test_an_unnoticed_entry_must_name_place_and_moves(planted: Planted):
    planted.engine(Change("hebian/cases.toml", '[[unnoticed]]\nfigure = "dibao.standard.rural"\nwhy = "made up"\n'))
    suite = conformance.Suite.of(["hebian"])
    told = [each.message for each in suite.findings("cases", suite.company.tested[0])]
    assert told == [
        "hebian/cases.toml:1 unnoticed: code is missing; add it",
        "hebian/cases.toml:1 unnoticed: moved is missing; add it",
    ]
