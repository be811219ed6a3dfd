"""Every bad input is a sentence on standard error, exit code 1, and nothing else."""

import json
from pathlib import Path

import pytest

from .conftest import family

DAY = ("--on", "2024-03-01")
APPLICANT = {"id": "a", "relation": "applicant"}


@pytest.fixture
def refused(run, tmp_path):
    """Run the command on a file, and give its sentences without the file's name."""

    def sentences(path, form="json"):
        before = sorted(tmp_path.rglob("*"))
        result = run("assess", path, *DAY, "--format", form)
        assert (result.exit_code, result.stdout) == (1, "")
        assert sorted(tmp_path.rglob("*")) == before
        lines = result.stderr.splitlines()
        assert all(line.startswith(f"{path}: ") for line in lines)
        return [line.removeprefix(f"{path}: ") for line in lines]

    return sentences


@pytest.mark.parametrize(
    ("wage", "sentence"),
    [
        ('"-50"', "is -50.00 yuan a month; expected 0 or more. Enter what a member pays out under transfers_paid."),
        ("NaN", 'is NaN; expected yuan such as "600.00", or "unknown".'),
        ('"NaN"', 'is "NaN", not an amount; expected yuan such as "600.00", or "unknown".'),
        ("600.5", 'is 600.5, a number with a decimal point, which can be inexact; write it as a text, "600.50".'),
        ("true", 'is true; expected yuan such as "600.00", or "unknown".'),
        (
            '"10000000.01"',
            "is 10000000.01 yuan a month; expected at most 10000000 yuan a month. Check that it is in yuan.",
        ),
        ('"600.123"', 'is "600.123", finer than a fen; expected at most two decimals.'),
        ("[]", 'is a list with 0 entries; expected yuan such as "600.00", or "unknown".'),
    ],
)
def test_a_wrong_wage_is_named(refused, write, wage, sentence):
    text = json.dumps(family("WAGE")).replace('"WAGE"', wage)
    assert refused(write(text.encode())) == [f"$.members[0].incomes.wage {sentence}"]


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (
            {"members": [{**APPLICANT, "incomes": {"wages": "600"}}]},
            '$.members[0].incomes.wages is "600", but "wages" is not known under incomes; did you mean "wage"?',
        ),
        ({"colour": 1}, '$.colour is 1, but "colour" is not known in a household. Leave it out.'),
        ({"area": 7}, '$.area is 7; expected "urban" or "rural".'),
        ({"members": "abc"}, '$.members is "abc"; expected a list of objects.'),
        ({"members": []}, "$.members is empty; expected at least one member, the applicant."),
        (
            {"members": [APPLICANT, {"id": "b", "relation": "applicant"}]},
            '$.members has 2 applicants, "a", "b"; expected exactly one member whose relation is "applicant".',
        ),
        (
            {"members": [APPLICANT, {"id": "a", "relation": "child"}]},
            '$.members[1].id is "a", as is $.members[0].id; give each person another id.',
        ),
        (
            {"members": [{**APPLICANT, "born": "2024-03-02"}]},
            "$.members[0].born is 2024-03-02, after 2024-03-01, the day of decision; expected a birth on or before it.",
        ),
        (
            {"members": [APPLICANT] * 10_000},
            "$.members has 10000 entries; expected at most 100. Is it several households?",
        ),
        (
            {"jurisdiction": "431282"},
            "431282 is not a jurisdiction of any loaded plug-in; did you mean 431281 洪江市 (Hongjiang)? "
            "If 431282 lies in 431200 怀化市 (Huaihua), ask for 431200, whose law it has, "
            'or declare ["431282"] in a plug-in\'s jurisdictions.toml.',
        ),
        (
            {"jurisdiction": "820000"},
            "820000 is not a jurisdiction of any loaded plug-in; install the plug-in that declares it",
        ),
        ({"jurisdiction": 431281}, '$.jurisdiction is 431281; expected a text of six digits such as "431281".'),
    ],
)
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_wrong_household_is_refused(refused, write, stated, sentence, form):
    (found,) = refused(write(family(**stated)), form)
    assert found.endswith(sentence)


def test_all_problems_of_a_file_come_at_once(refused, write):
    stated = {"members": [{**APPLICANT, "incomes": {"wage": "-1", "wages": 1}}, {"id": "a", "relation": "aunt"}]}
    starts = ["$.members[0].incomes.wage", "$.members[0].incomes.wages", "$.members[1].relation", "$.members[1].id"]
    found = refused(write(family(area="town", **stated)))
    assert [line.split()[0] for line in found] == ["$.area", *starts]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ends too early at line 1, column 1: Expecting value. Check that it was saved whole."),
        (json.dumps(family()).encode()[:-1], "ends too early at line 1, column "),
        (b"{'id': 1}", "is not JSON at line 1, column 2: "),
        pytest.param(b"[" * 100_000, "is nested too deeply to be read; ", id="100,000 brackets"),
        (b'{"a":' * 25 + b"1" + b"}" * 25, "$ is nested more than 20 deep; "),
        ("洪江".encode("gbk"), "is not UTF-8 text (byte 0xBA at position 0); "),
        (json.dumps(family()).encode("utf-16"), "is not UTF-8 text (byte 0xFF at position 0); "),
        (b"\x00" * 100, "is not JSON at line 1, column 1: "),
        (b"[1]", "$ is a list with 1 entry; expected an object that describes one household."),
    ],
)
def test_a_file_that_is_no_household_is_refused(refused, write, content, sentence):
    (found,) = refused(write(content))
    assert found.startswith(sentence)


def test_a_missing_file_is_named(refused, tmp_path):
    expected = "does not exist; expected a file with one household. Check the name."
    assert refused(tmp_path / "none.json") == [expected]


def test_a_directory_is_named(refused, tmp_path):
    (tmp_path / "folder.json").mkdir()
    expected = "is a directory; expected a file with one household. Name the file inside it."
    assert refused(tmp_path / "folder.json") == [expected]


def test_another_suffix_is_named(refused, write):
    assert refused(write(family(), "household.xlsx")) == ['has the suffix ".xlsx"; expected ".json" or ".toml".']


def test_a_file_that_may_not_be_read_is_named(refused, write, monkeypatch):
    path, opened = write(family()), Path.open

    def forbidden(self, *arguments, **options):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", forbidden)
    assert refused(path) == ["cannot be read: Permission denied. Check the name."]


def test_a_day_before_all_law_is_named(run, write):
    result = run("assess", write(family(members=[APPLICANT])), "--on", "1980-01-01")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no means test is known for 431281 on 1980-01-01" in result.stderr


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("none.toml", None, "none.toml does not exist; check the path"),
        ("broken.toml", "a = ", "broken.toml is not valid TOML: Invalid value (at end of document)"),
        ("gbk.toml", "# 洪江".encode("gbk"), "gbk.toml is not UTF-8 (byte 3); save it as UTF-8"),
        (
            "unknown.toml",
            '[[dibao.standard.rurall]]\ncode = "431281"\namount = 480\nper = "month"\nsince = 2024\nuntil = 2024\n'
            'document = "hongjiang-plan-2024"\ngrade = "assumed"\n',
            "dibao.standard.rurall is not a declared figure. Did you mean 'dibao.standard.rural'?",
        ),
    ],
)
def test_figures_that_cannot_be_read_are_refused(run, write, tmp_path, name, text, sentence):
    if text is not None:
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    household = write(family())
    for command in (["assess", household, *DAY], ["check"]):
        result = run(*command, "--figures", tmp_path / name)
        assert (result.exit_code, result.stdout) == (1, "")
        (line,) = result.stderr.splitlines()
        assert sentence in line


def test_a_folder_of_figures_is_refused(run, write, tmp_path):
    result = run("assess", write(family()), *DAY, "--figures", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{tmp_path} is a directory; name the TOML file in it\n"
