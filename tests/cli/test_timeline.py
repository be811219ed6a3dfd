"""The command `dibao timeline`: months, what is owed, counts, a picture."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dibao.cli.commands import dibao

EXAMPLE = str(Path(__file__).parents[2] / "examples/timeline/1-heard-of-late.json")


def run(*arguments):
    return CliRunner().invoke(dibao, ["timeline", *arguments])


def test_the_table_has_a_line_a_month():
    result = run(EXAMPLE, "--start", "2024-02", "--end", "2024-03", "--lang", "en")
    assert result.exit_code == 0
    assert [line.split()[:4] for line in result.output.splitlines()[1:3]] == [
        ["2024-02", "1", "awarded", "780.00"], ["2024-03", "1", "awarded", "330.00"],
    ]  # fmt: skip


def test_known_on_tells_what_the_office_could_have_known():
    result = run(EXAMPLE, "--end", "2024-03", "--known-on", "2024-04-11", "--format", "json")
    assert [row["dibao"] for row in json.loads(result.output)["rows"][-3:]] == ["714.00"] * 3


def test_a_replay_says_what_was_paid_too_much():
    data = json.loads(run(EXAMPLE, "--end", "2024-08", "--replay", "--format", "json").output)
    assert (data["arrears"], data["recovery"], data["total"]) == ("132.00", "-1284.00", "-1152.00")


def test_counts_name_who_came_and_why():
    data = json.loads(run(str(Path(EXAMPLE).parent), "--end", "2024-02", "--counts", "--format", "json").output)
    november = next(each for each in data["months"] if each["month"] == "2023-11")
    assert (november["admitted"], november["ended"], november["households"], november["people"]) == (1, 0, 1, 2)
    assert november["why"] == [{"move": "admitted", "reasons": ["admitted"], "households": 1}]


def test_counts_from_a_later_month_on_know_what_was_before_it():
    folder = str(Path(EXAMPLE).parent)
    data = json.loads(run(folder, "--start", "2024-02", "--end", "2024-10", "--counts", "--format", "json").output)
    found = {each["month"]: (each["admitted"], each["ended"], each["households"]) for each in data["months"]}
    assert next(iter(found)) == "2024-02"
    assert (found["2024-02"], found["2024-09"], found["2024-10"]) == ((2, 0, 3), (0, 0, 3), (0, 1, 2))
    assert data["months"][-1]["why"] == [{"move": "ended", "reasons": ["job_started"], "households": 1}]


def test_counts_leave_out_a_case_that_is_stated_later():
    data = json.loads(run(str(Path(EXAMPLE).parent), "--end", "2023-12", "--counts", "--format", "json").output)
    assert [each["households"] for each in data["months"]] == [0, 0, 1, 1]


def test_a_case_in_two_files_is_a_problem_and_counts_once(tmp_path):
    twice = tmp_path / "copy.json"
    twice.write_bytes(Path(EXAMPLE).read_bytes())
    result = run(EXAMPLE, str(twice), "--end", "2023-12", "--counts", "--format", "csv", "--lang", "en")
    assert result.exit_code == 1
    assert "expected each case once" in result.stderr
    assert result.stdout.splitlines()[-1] == "2023-12,0,0,1,2,"


def test_the_family_that_finds_work_fades_out_as_its_example_says():
    example = Path(EXAMPLE).parent / "3-finds-work.json"
    data = json.loads(run(str(example), "--end", "2024-10", "--format", "json").output)
    paid = [(row["state"], row["total"]) for row in data["rows"]]
    assert paid == [
        ("applied", "0.00"), *[("awarded", "750.00")] * 3, *[("awarded", "744.00")] * 2,
        *[("grace", "744.00")] * 3, ("ended", "0.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_picture_is_drawn(tmp_path, suffix, start):
    pytest.importorskip("matplotlib")
    target = tmp_path / f"months.{suffix}"
    assert run(EXAMPLE, "--end", "2024-03", "--picture", str(target)).exit_code == 0
    assert target.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        ((EXAMPLE, "--start", "July"), 1, "expected a month such as"),
        ((EXAMPLE, "--picture", "months.gif"), 2, "does not end in .png or .svg"),
        ((EXAMPLE, "--start", "2024-03", "--end", "2024-02"), 1, "--end is 2024-02, before 2024-03"),
        (("missing.json",), 1, "missing.json: does not exist"),
        ((EXAMPLE, EXAMPLE), 2, "expected one, or several with --counts"),
    ],
)
def test_wrong_input_is_a_sentence(arguments, code, text):
    result = run(*arguments)
    assert result.exit_code == code
    assert text in result.output
