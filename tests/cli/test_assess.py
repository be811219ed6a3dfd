"""`dibao assess` decides, prints and ends with the code that says what happened."""

import json
from pathlib import Path

import pytest

from .conftest import family

DAY = ("--on", "2024-03-01")
OVERLAY = Path(__file__).parents[2] / "examples" / "figures" / "office-2024.toml"


def data_of(result):
    return json.loads(result.stdout_bytes)


def test_a_decision_as_json_has_the_documented_form(run, write):
    result = run("assess", write(family()), *DAY, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    data = data_of(result)
    assert list(data) == [
        "form",
        "household",
        "jurisdiction",
        "on",
        "status",
        "decided",
        "dibao_monthly",
        "total_monthly",
        "awards",
        "entitlements",
        "may_apply_alone",
        "quantities",
        "reasons",
        "questions",
        "bounds",
        "discrepancies",
        "warnings",
        "grade",
        "policy",
    ]
    assert (data["household"], data["status"], data["dibao_monthly"]) == ("hj", "dibao", "750.00")
    assert data["awards"] == [
        {
            "programme": "dibao",
            "to": "household",
            "monthly": "750.00",
            "from": "2024-04",
            "article": "民发〔2021〕57号 第二十三条",
            "rules": ["cn-2021-57:gap"],
        }
    ]
    assert data["policy"]["layers"][0] == "431281 洪江市"


def test_json_is_utf_8_and_keeps_chinese_readable(run, write):
    assert "洪江市".encode() in run("assess", write(family()), *DAY, "--format", "json").stdout_bytes


def test_several_files_give_a_list_in_their_order(run, write):
    first, second = write(family(id="one"), "1.json"), write(family("1350", id="two"), "2.json")
    data = data_of(run("assess", first, second, *DAY, "--format", "json"))
    assert [(each["household"], each["status"]) for each in data] == [("one", "dibao"), ("two", "marginal")]


def test_the_text_is_chinese_unless_english_is_asked_for(run, write):
    path = write(family())
    chinese, english = run("assess", path, *DAY), run("assess", path, *DAY, "--lang", "en")
    assert (chinese.exit_code, english.exit_code) == (0, 0)
    assert "最低生活保障" in chinese.stdout and "750.00" in chinese.stdout
    assert "dibao" in english.stdout and "750.00" in english.stdout


def test_one_text_has_no_heading_and_several_have_their_files(run, write):
    first, second = write(family(), "1.json"), write(family("1350"), "2.json")
    assert "==" not in run("assess", first, *DAY).stdout.splitlines()[0]
    headings = [line for line in run("assess", first, second, *DAY).stdout.splitlines() if line.startswith("== ")]
    assert headings == [f"== {first}", f"== {second}"]


def test_a_toml_file_is_read_too(run, write):
    text = b"""id = "t"\njurisdiction = "431281"\narea = "urban"\nobligors = []\nprior = "none"\nproperty = {}
findings = { property_within_limits = true }
members = [{ id = "a", relation = "applicant", born = 1971-11-20, incomes = {}, flags = {} }]"""
    data = data_of(run("assess", write(text, "household.toml"), *DAY, "--format", "json"))
    assert data["dibao_monthly"] == "700.00"


def test_something_undetermined_ends_with_3_and_asks(run, write):
    result = run("assess", write(family(findings={})), *DAY, "--format", "json")
    assert result.exit_code == 3
    data = data_of(result)
    assert (data["status"], data["dibao_monthly"]) == ("undetermined", None)
    assert [each["path"] for each in data["questions"]] == ["$.findings.property_within_limits"]


def test_one_undetermined_among_several_ends_with_3(run, write):
    files = write(family(), "1.json"), write(family(findings={}), "2.json")
    assert run("assess", *files, *DAY, "--format", "json").exit_code == 3


def test_good_files_are_decided_and_all_bad_ones_are_named(run, write):
    good, negative = write(family(), "good.json"), write(family("-50"), "negative.json")
    missing, open_ended = negative.with_name("none.json"), write(family(findings={}), "open.json")
    result = run("assess", negative, good, missing, open_ended, *DAY, "--format", "json")
    assert result.exit_code == 1
    assert [each["status"] for each in data_of(result)] == ["dibao", "undetermined"]
    assert result.stderr.splitlines() == [
        f"{negative}: $.members[0].incomes.wage is -50.00 yuan a month; expected 0 or more. "
        "Enter what a member pays out under transfers_paid.",
        f"{missing}: does not exist; expected a file with one household. Check the name.",
    ]


def test_a_list_stays_a_list_when_one_of_two_files_is_good(run, write):
    result = run("assess", write(family()), "none.json", *DAY, "--format", "json")
    assert [each["status"] for each in data_of(result)] == ["dibao"]


def test_an_offices_own_figures_beat_those_of_plugins(run, write):
    result = run("assess", write(family()), *DAY, "--figures", OVERLAY, "--format", "json")
    assert result.exit_code == 0
    data = data_of(result)
    assert (data["quantities"]["standard_per_person"], data["dibao_monthly"]) == ("480.00", "840.00")
    text = run("assess", write(family()), *DAY, "--figures", OVERLAY).stdout
    assert "示例：某办公室自定的2024年农村低保标准（虚构）" in text


def test_a_missing_figure_is_asked_for(run, write):
    result = run("assess", write(family()), "--on", "2025-03-01", "--format", "json")
    assert result.exit_code == 3
    (question,) = data_of(result)["questions"]
    assert question["kind"] == "figure"
    assert question["text"].startswith("dibao.standard.rural has no value for 431281 on 2025-03-01; the last, ")


def test_strict_refuses_a_missing_figure(run, write):
    path = write(family())
    result = run("assess", path, "--on", "2025-03-01", "--strict", "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{path}: dibao.standard.rural has no value for 431281 on 2025-03-01; the last, ")


def test_carrying_forward_decides_with_a_warning(run, write):
    result = run("assess", write(family()), "--on", "2025-03-01", "--carry-forward", "--format", "json")
    assert result.exit_code == 0
    data = data_of(result)
    assert (data["status"], data["dibao_monthly"], data["grade"]) == ("dibao", "750.00", "assumed")
    assert data["warnings"] == [
        "dibao.standard.rural for 431281, 5400 yuan a year, ended 2024-12-31; carried forward to 2025-03-01"
    ]


def test_a_grade_refuses_weaker_evidence(run, write):
    path = write(family())
    result = run("assess", path, *DAY, "--grade", "official")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{path}: the decision on hj rests on ")
    assert run("assess", path, *DAY, "--grade", "assumed", "--format", "json").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["assess"], "Missing argument 'FILE...'."),
        (["assess", "x.json"], "Missing option '--on'."),
        (["assess", "x.json", "--on", "1 March"], "'1 March' is not a day; expected one such as 2024-03-01"),
        (["assess", "x.json", "--on", "2024-02-30"], "'2024-02-30' is a day that no calendar has"),
        (["assess", "x.json", "--on", "２０２４-03-01"], "'２０２４-03-01' is not a day; expected one such as "),
        (["assess", "x.json", *DAY, "--lang", "fr"], "'fr' is not one of 'zh', 'en'."),
        (["assess", "x.json", *DAY, "--grade", "best"], "'best' is not one of 'official', "),
        (["asess"], "No such command 'asess'."),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(run, arguments, sentence):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["assess", "--help"], ["check", "-h"]])
def test_help_names_the_exit_codes(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 0
    assert "  3  something is undetermined: a fact, a finding or a figure is missing" in result.stdout.replace(
        "    3", "  3"
    )
