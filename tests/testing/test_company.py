"""A plug-in that cannot be used is told so in a sentence, and leaves the others alone."""

from importlib.metadata import EntryPoint

import pytest
from tests.law.planted_world import Change, Planted, planted

from dibao.law import plugins
from dibao.testing import conformance
from dibao.testing.check_names import KERNEL, LAWS
from dibao.testing.conformance import Suite

__all__ = ["planted"]


def told(suite: Suite, name: str, check: str) -> list[str]:
    """Give what one check says of one plug-in."""
    [subject] = [each for each in suite.company.tested if each.name == name]
    return [each.message for each in suite.findings(check, subject)]


def test_a_plug_in_whose_import_fails_leaves_the_other_alone(planted: Planted, monkeypatch: pytest.MonkeyPatch):
    planted.engine()
    broken = EntryPoint("broken", "no_such_module_at_all:plugin", "dibao")
    known = list(plugins.entry_points("dibao"))
    monkeypatch.setattr(plugins, "entry_points", lambda group: [*known, broken])
    suite = Suite.of()
    [sentence] = told(suite, "broken", "loads")
    assert sentence.startswith("no_such_module_at_all:plugin (no_such_module_at_all:plugin) cannot be imported: ")
    assert sentence.endswith("Repair or uninstall it.") and "\n" not in sentence
    assert told(suite, "hebian", "loads") == []


def test_two_packages_with_one_name_are_told_apart(planted: Planted, monkeypatch: pytest.MonkeyPatch):
    planted.engine()
    known = list(plugins.entry_points("dibao"))
    monkeypatch.setattr(plugins, "entry_points", lambda group: [*known, EntryPoint("yun", "yun:plugin", "dibao")])
    suite = Suite.of()
    [sentence] = told(suite, "yun", "loads")
    assert "both call their plug-in 'yun'; only one would be seen. Uninstall one." in sentence


def test_a_name_that_is_not_installed_is_told_with_those_that_are(planted: Planted):
    planted.engine()
    assert told(Suite.of(["hebia"]), "hebia", "loads") == [
        "'hebia' is not an installed plug-in. Did you mean 'hebian'?"
    ]


def test_an_empty_package_is_told_to_be_empty(planted: Planted):
    empty = (
        Change(
            "second/__init__.py", "from dibao import Plugin\n\nplugin = Plugin('second', '980101', package='second')\n"
        ),
    )
    planted.engine(*empty)
    assert told(Suite.of(), "second", "has-content") == [
        "has no rule and no figure, so it changes nothing. List its modules in Plugin(...), or add figures.toml."
    ]


def test_a_package_without_cases_is_told_to_have_none(planted: Planted):
    planted.engine()
    assert [each.startswith("has no case.") for each in told(Suite.of(), "yun", "cases")] == [True]


def test_no_two_checks_have_one_name():
    names = [each[0] for each in (*KERNEL, *LAWS, *conformance._OWN)]
    assert len(names) == len({*names})
    assert {*names} < {*conformance.CHECKS}
