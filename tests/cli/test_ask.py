"""An interview asks on standard error, takes answers from a pipe, and keeps what it was told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dibao.cli.commands import dibao

from .conftest import family

DAY = ("--on", "2024-03-01")
EXAMPLES = Path(__file__).parents[2] / "examples" / "2024-03-01"


def ask(path, *options, answers, on=DAY):
    result = CliRunner().invoke(dibao, ["ask", str(path), *on, *map(str, options)], input=answers, prog_name="dibao")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_session_is_read_word_by_word():
    path = EXAMPLES / "5-rural-family-with-facts-missing.json"
    result = ask(path, answers="58\n也许\n是\n\n")
    assert result.stderr == (
        "回答不会保存；要保存请用 -o 指定新文件。\n"
        "直接回车或 ? 跳过，q 结束。\n"
        "还有3项可能影响结果。\n"
        "1. grandmother：财产净收入\n"
        "   请答：金额，如 580（每月）或 6960/年\n"
        "> 58\n"
        "还有2项可能影响结果。\n"
        "2. 家庭财产符合当地规定（依据民发〔2021〕57号 第十四条由经办人员认定）\n"
        "   请答：是 或 否\n"
        "> 也许\n"
        "   “也许”不是可用的答案。请答：是 或 否\n"
        "> 是\n"
        "还有1项可能影响结果。\n"
        "3. grandson：有法定赡养抚养扶养义务关系（依据民发〔2021〕57号 第七条由经办人员认定）\n"
        "   请答：是 或 否\n"
        "> \n"
        "询问到此结束，仍有1项未定。\n"
    )
    assert result.stdout.startswith("家庭 hj-0005：最低生活保障家庭")
    assert result.exit_code == 3


def test_a_decided_household_is_asked_nothing(write):
    result = ask(write(family()), "--lang", "en", answers="")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "Nothing needs to be asked.")


def test_the_answer_decides_and_json_stands_alone_on_standard_output(write):
    result = ask(write(family(findings={})), "--format", "json", answers="y\n")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["status"], data["dibao_monthly"]) == (0, "dibao", "750.00")


@pytest.mark.parametrize("answers", ["", "q\n", "退出\n", "perhaps\n"])
def test_whoever_stops_gets_what_is_known_so_far(write, answers):
    result = ask(write(family(findings={})), "--lang", "en", answers=answers)
    assert result.exit_code == 3
    assert "The interview ends here; 1 open points are left." in result.stderr
    assert result.stdout.startswith("Household hj: undetermined")


def test_an_answer_beyond_its_bounds_is_explained_and_asked_again(write):
    member = {"id": "a", "relation": "applicant", "born": "unknown", "flags": {"declines_tekun": True}}
    path = write(family(members=[{**member, "incomes": {"wage": "unknown"}}]))
    result = ask(path, "--lang", "en", "--format", "json", answers="-50\n12.345\n100\n")
    assert "This cannot be used: is -50.00 yuan a month; expected 0 or more." in result.stderr
    assert 'This cannot be used: is "12.345", finer than a fen; expected at most two decimals.' in result.stderr
    assert json.loads(result.stdout)["dibao_monthly"] == "350.00"


def test_a_figure_is_used_once_and_said_to_be(write):
    path = write(family())
    result = ask(path, "--lang", "en", "--format", "json", answers="9999999999\n6960元/年\n", on=("--on", "2025-03-01"))
    assert "This cannot be used: is 9999999999; expected from 1.00 to 10000000.00." in result.stderr
    assert "Figures were used this once and are no part of a household: dibao.standard.rural." in result.stderr
    assert json.loads(result.stdout)["dibao_monthly"] == "1140.00"


def test_a_disability_is_asked_for_part_by_part(write, tmp_path):
    member = {"id": "a", "relation": "applicant", "born": "1970-05-01", "incomes": {"wage": "500"}}
    alone = {"flags": {"applies_alone": True}, "findings": {"single_person_amount": "300"}}
    path = write(family(members=[{**member, **alone, "disability": "unknown"}]))
    result = ask(path, "-o", tmp_path / "new.json", "--lang", "en", answers="y\n3\nintellectual\n")
    assert [line for line in result.stderr.splitlines() if line[:1].isdigit() and ". a" in line] == [
        "1. a: certified disability",
        "2. a: grade of disability",
        "3. a: kind of disability",
    ]
    assert json.loads((tmp_path / "new.json").read_text())["members"][0]["disability"] == {
        "grade": 3,
        "kind": "intellectual",
    }
    assert result.exit_code == 0


def test_relatives_are_asked_for_by_number_and_then_one_by_one(write, tmp_path):
    old = {"id": "a", "relation": "applicant", "born": "1940-01-01", "incomes": {}, "flags": {}, "needs_help": {}}
    path = write(family(members=[{**old, "findings": {"tekun_property_within_limits": True}}], obligors="unknown"))
    result = ask(path, "-o", tmp_path / "new.json", "--lang", "en", answers="y\n2\ntekun\ntekun\n")
    assert "“y” does not answer it. Answer: how many there are, 0 to 20, such as 2, or none" in result.stderr
    kept = json.loads((tmp_path / "new.json").read_text())["obligors"]
    assert kept == [{"id": f"relative-{number}", "situation": "tekun"} for number in (1, 2)]
    assert "a: destitute" in result.stdout


# -- keeping what was answered -----------------------------------------------------------------------
def test_the_completed_household_is_kept_and_decided_the_same(run, write, tmp_path):
    path, target = write(family(findings={})), tmp_path / "completed.json"
    before = path.read_bytes()
    result = ask(path, "-o", target, "--format", "json", answers="是\n")
    assert (result.exit_code, path.read_bytes()) == (0, before)
    assert json.loads(run("assess", target, *DAY, "--format", "json").stdout) == json.loads(result.stdout)
    assert {each.name for each in tmp_path.iterdir()} == {"household.json", "completed.json"}


def test_what_was_answered_before_the_end_is_kept_too(write, tmp_path):
    target = tmp_path / "completed.json"
    result = ask(EXAMPLES / "5-rural-family-with-facts-missing.json", "-o", target, answers="58\n")
    assert (result.exit_code, json.loads(target.read_text())["members"][0]["incomes"]["property"]) == (3, "58.00")


def test_a_file_that_is_there_is_replaced_only_when_forced(write, tmp_path):
    path, target = write(family(findings={})), tmp_path / "there.json"
    target.write_text("old")
    refused = ask(path, "-o", target, answers="是\n")
    assert (refused.exit_code, target.read_text(), refused.stdout) == (2, "old", "")
    assert "is there already; name another file, or add --force to replace it" in refused.stderr
    assert ask(path, "-o", target, "--force", answers="是\n").exit_code == 0
    assert json.loads(target.read_text())["findings"] == {"property_within_limits": True}


def test_the_household_that_is_read_is_never_replaced(write, tmp_path):
    path = write(family(findings={}))
    link = tmp_path / "link.json"
    link.symlink_to(path)
    for target in (path, link):
        result = ask(path, "-o", target, "--force", answers="是\n")
        assert (result.exit_code, "is the household that is read" in result.stderr) == (2, True)
    assert json.loads(path.read_text())["findings"] == {}


@pytest.mark.parametrize(
    ("target", "sentence"),
    [("new.toml", "does not end in .json"), ("none/new.json", "is no folder"), ("folder.json", "is there already")],
)
def test_a_target_that_cannot_be_is_refused_before_anything_is_asked(write, tmp_path, target, sentence):
    (tmp_path / "folder.json").mkdir()
    result = ask(write(family(findings={})), "-o", tmp_path / target, "--force", answers="是\n")
    assert (result.exit_code, sentence in result.stderr, ">" in result.stderr) == (2, True, False)


def test_a_target_that_cannot_be_written_is_named_after_the_decision(write, tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    result = ask(write(family(findings={})), "-o", tmp_path / "new.json", "--lang", "en", answers="y\n")
    assert (result.exit_code, result.stdout.startswith("Household hj: dibao family")) == (1, True)
    assert "new.json: cannot be written: No space left on device. Choose another file." in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["household.json"]


def test_a_wrong_household_is_named_as_elsewhere(write):
    result = ask(write(family("-50")), answers="")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "$.members[0].incomes.wage is -50.00 yuan a month" in result.stderr


# -- the written answer ------------------------------------------------------------------------------
def test_the_written_answer_is_printed(run, write):
    result = run("notice", write(family()), *DAY)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "最低生活保障审核确认告知书")
    english = run("notice", write(family()), *DAY, "--lang", "en").stdout
    assert "Dibao: 750.00 yuan a month, from 2024-04" in english


def test_a_written_answer_without_a_decision_ends_with_3(run, write):
    result = run("notice", write(family(findings={})), *DAY)
    assert (result.exit_code, "尚不能作出决定" in result.stdout) == (3, True)


def test_a_wrong_household_gets_no_written_answer(run, write):
    result = run("notice", write(family("-50")), *DAY)
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize("form", ["household", "decision"])
def test_a_schema_is_printed(run, form):
    assert json.loads(run("schema", form).stdout_bytes)["$id"] == f"urn:dibao:{form}:1"


def test_another_schema_is_not_understood(run):
    result = run("schema", "policy")
    assert (result.exit_code, "'policy' is not one of 'household', 'decision'" in result.stderr) == (2, True)
