"""`dibao plugins` and `dibao check` say what is installed, and whether it holds."""

import re
from importlib.metadata import EntryPoint, entry_points

import pytest
from rich.cells import cell_len
from tests.cli.conftest import family
from tests.law.planting import document, planted, rule

from dibao import Engine, Problem
from dibao.law import plugins as finding


@pytest.fixture
def installed(monkeypatch):
    """Install one more plug-in, for the length of a test."""

    def install(point):
        known = entry_points(group="dibao")
        monkeypatch.setattr(finding, "entry_points", lambda group: [*known, point])

    return install


class Planted:
    """An entry point whose plug-in exists for one test."""

    def __init__(self, plugin):
        self.name, self.value, self.plugin, self.dist = plugin.name, f"{plugin.name}:plugin", plugin, None

    def load(self):
        return self.plugin


def test_plugins_lists_place_and_contents_of_each(run):
    result = run("plugins")
    assert (result.exit_code, result.stderr) == (0, "")
    heading, *rows = result.stdout.splitlines()
    assert heading.split() == ["plug-in", "speaks", "for", "place", "documents", "figures", "version"]
    national, *others = (row.split() for row in rows)
    assert national[:4] == ["national", "000000", "全国", "China"]
    assert ["hongjiang", "431281", "洪江市", "Hongjiang", "1", "14", "0.1.0"] in others


def test_columns_line_up_though_chinese_is_twice_as_wide(run):
    heading, *rows = run("plugins").stdout.splitlines()
    column = heading.index("documents")
    before = [re.fullmatch(r"(.* )\d+ +\d+ +[\d.]+", row) for row in rows]
    assert {cell_len(each[1]) for each in before if each} == {column}


def test_check_counts_what_is_right(run):
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("nothing wrong in ")
    # What nobody found is owned up to, figure by figure, for whoever asks.
    count, _, rest = result.stderr.partition(" ")
    assert rest == "notices; dibao check --notices prints them\n"
    notices = run("check", "--notices").stderr.splitlines()
    assert len(notices) == int(count)
    assert all(line.startswith("notice: ") for line in notices)


def test_check_reports_what_composing_finds(run, monkeypatch):
    problems = (Problem("a.py:1", "one answers twice."), Problem("b.toml:2", "two overlap."))
    monkeypatch.setattr(Engine, "check", lambda self: problems)
    result = run("check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "a.py:1 one answers twice.\nb.toml:2 two overlap.\n"


@pytest.mark.parametrize(
    "arguments", [["plugins"], ["check"], ["assess", "none.json", "--on", "2024-03-01"]], ids=lambda each: each[0]
)
def test_a_plugin_that_cannot_be_imported_is_named_once(run, installed, arguments):
    installed(EntryPoint("broken", "no_such_module:plugin", "dibao"))
    result = run(*arguments)
    assert result.exit_code == 1
    [line] = [each for each in result.stderr.splitlines() if "no_such_module" in each]
    assert line.startswith("no_such_module:plugin (no_such_module:plugin) cannot be imported: ModuleNotFoundError: ")
    assert line.endswith(
        "It does not say for which places it speaks: until then decisions there lack its rules and figures."
    )


def test_beside_a_plugin_that_cannot_be_imported_others_are_listed_and_decide(run, installed, write):
    installed(EntryPoint("broken", "no_such_module:plugin", "dibao"))
    table = run("plugins")
    assert (table.exit_code, "hongjiang" in table.stdout) == (1, True)
    decided = run("assess", write(family()), "--on", "2024-03-01", "--lang", "en")
    assert (decided.exit_code, decided.stdout.splitlines()[0]) == (
        0,
        "Household hj: dibao family; dibao 750.00 yuan a month",
    )


def test_a_misspelt_hook_is_named_with_a_near_one(run, installed):
    misspelt = rule("unavoidable", arguments="household", answers="rigid_expenditur")
    installed(Planted(planted("dibao-shili", "430000", document("shili-2021", "430000") + misspelt)))
    result = run("check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "dibao-shili answers 'rigid_expenditur', which is never asked. Did you mean 'rigid_expenditure'?" in (
        result.stderr
    )


def test_a_plugin_of_a_newer_dibao_is_named_and_households_elsewhere_are_decided(run, installed, write):
    newer = Planted(planted("shili", "970000", document("shili-2021", "970000") + rule("employment_cost")))
    newer.dist = type("Distribution", (), {"name": "dibao-shili", "version": "2.0", "requires": ["dibao>=9"]})
    installed(newer)
    elsewhere = run("assess", write(family()), "--on", "2024-03-01", "--lang", "en")
    assert (elsewhere.exit_code, elsewhere.stdout.splitlines()[0]) == (
        0,
        "Household hj: dibao family; dibao 750.00 yuan a month",
    )
    assert elsewhere.stderr.startswith("shili dibao-shili 2.0 was built for dibao >=9; this is 0.1.0. Install dibao")
    there = run("assess", write(family(jurisdiction="970101")), "--on", "2024-03-01")
    assert (there.exit_code, there.stdout) == (1, "")
    table = run("plugins")
    assert (table.exit_code, "hongjiang" in table.stdout, "shili" in table.stdout) == (1, True, False)
