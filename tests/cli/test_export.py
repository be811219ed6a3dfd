"""`dibao export` lists who is in a view, counts who is left out, and stops at no bad file."""

import csv
import json
import stat
import sys
from pathlib import Path

import pytest

from .conftest import family

DAY = ("--on", "2024-03-01")
DIBAO, LOW_INCOME = ("--view", "dibao"), ("--view", "low_income")
OVERLAY = Path(__file__).parents[2] / "examples" / "figures" / "office-2024.toml"
NARROW = ("--fields", "household, monthly")


@pytest.fixture
def families(write):
    """Give a family on dibao, a marginal one and an undetermined one."""
    return (
        write(family(id="one"), "1.json"),
        write(family("1350", id="two"), "2.json"),
        write(family(findings={}, id="three"), "3.json"),
    )


def test_a_list_is_printed_as_csv_for_a_pipe(run, families):
    result = run("export", families[0], families[1], *DAY, *DIBAO)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes.decode() == (
        "家庭编号,行政区划代码,所在地,城乡类别,认定结果,保障方式,保障人数,月保障金额（元）,起始月份,决定日期\n"
        "one,431281,洪江市,农村,最低生活保障家庭,整户保障,3,750.00,2024-04,2024-03-01\n"
    )


def test_fields_narrow_it_and_titles_may_be_english(run, families):
    result = run("export", *families[:2], *DAY, *DIBAO, *NARROW, "--lang", "en")
    assert result.stdout == "household,yuan a month\none,750.00\n"


def test_a_list_as_data(run, families):
    result = run("export", *families[:2], *DAY, *LOW_INCOME, "--fields", "household,status", "--json")
    assert json.loads(result.stdout_bytes) == {
        "form": "list-1",
        "view": "low_income",
        "fields": ["household", "status"],
        "rows": [{"household": "two", "status": "marginal"}],
    }


def test_what_is_undetermined_is_said_beside_the_list(run, families):
    result = run("export", *families, *DAY, *DIBAO, *NARROW, "--lang", "en")
    assert (result.exit_code, result.stdout) == (3, "household,yuan a month\none,750.00\n")
    assert result.stderr == "1 undetermined and not listed; dibao assess says what is missing.\n"
    assert "three" not in result.stdout + result.stderr


def test_children_are_said_by_number_alone(run, write):
    data = family(id="secret")
    data["members"][0]["born"] = data["members"][1]["born"] = "2008-01-01"
    result = run("export", write(data), *DAY, *DIBAO, *NARROW)
    assert result.stdout == "家庭编号,月保障金额（元）\n"
    assert result.stderr == "1条只涉及未成年人或者年龄不明的人员，为保护隐私未列入名单（社会救助法 第十一条）。\n"


def test_bad_files_are_named_and_stop_no_others(run, families, write):
    bad, missing = write(family("-50"), "bad.json"), families[0].with_name("none.json")
    result = run("export", bad, *families, missing, *DAY, *DIBAO, *NARROW)
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (1, ["one,750.00"])
    _, *problems = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in problems] == [str(bad), str(missing)]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "有2个文件无法使用，名单不完整，未写入{target}。"),
        ("en", "{target} was not written: the list would not be complete, files that could not be used: 2."),
    ],
)
def test_a_list_that_would_lack_a_bad_file_is_not_written(run, families, write, tmp_path, lang, said):
    bad, missing, target = write(family("-50"), "bad.json"), tmp_path / "none.json", tmp_path / "out.csv"
    result = run("export", families[0], bad, missing, *DAY, *DIBAO, *NARROW, "-o", target, "--lang", lang)
    assert (result.exit_code, result.stdout, target.exists()) == (1, "", False)
    *problems, last = result.stderr.splitlines()
    assert [line.split(": ")[0] for line in problems] == [str(bad), str(missing)]
    assert last == said.format(target=target)


def test_a_list_that_is_there_stays_when_a_file_is_bad(run, families, write, tmp_path):
    bad, target = write(family("-50"), "bad.json"), tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    result = run("export", families[0], bad, *DAY, *DIBAO, "-o", target, "--force")
    assert (result.exit_code, target.read_text(encoding="utf-8")) == (1, "old")


def test_a_list_is_written_for_a_spreadsheet_and_its_owner(run, families, tmp_path):
    target = tmp_path / "out.csv"
    result = run("export", families[0], *DAY, *DIBAO, *NARROW, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"1条已写入{target}。\n"
    assert target.read_bytes() == "\ufeff家庭编号,月保障金额（元）\r\none,750.00\r\n".encode()
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["1.json", "2.json", "3.json", "out.csv"]


def test_a_list_is_written_as_json(run, families, tmp_path):
    target = tmp_path / "out.json"
    run("export", families[0], *DAY, *DIBAO, *NARROW, "-o", target, "--json")
    assert json.loads(target.read_bytes())["rows"] == [{"household": "one", "monthly": "750.00"}]


def test_a_formula_in_an_id_is_a_text_in_the_list(run, write, tmp_path):
    target = tmp_path / "out.csv"
    run("export", write(family(id="=cmd|'/C calc'!A0")), *DAY, *DIBAO, *NARROW, "-o", target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["'=cmd|'/C calc'!A0", "750.00"]


@pytest.mark.parametrize("view", ["dibao", "tekun", "low_income"])
def test_a_list_of_nobody_has_titles(run, write, view):
    result = run("export", write(family("9000")), *DAY, "--view", view)
    assert (result.exit_code, len(result.stdout.splitlines()), result.stderr) == (0, 1, "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*DAY], "Missing option '--view'. Choose from: dibao, tekun, low_income"),
        ([*DIBAO], "Missing option '--on'."),
        ([*DAY, "--view", "all"], "'all' is not one of 'dibao', 'tekun', 'low_income'."),
        ([*DAY, *DIBAO, "--fields", "month"], "'month' is no field of the view dibao; did you mean 'monthly'?"),
        ([*DAY, *DIBAO, "--fields", ","], "no field of the view dibao is named; there are household, jurisdiction, "),
        ([*DAY, *DIBAO, "-o", "out.txt"], "'out.txt' does not end in .csv; name such a file, or add --json"),
        ([*DAY, *DIBAO, "-o", "out.csv", "--json"], "'out.csv' does not end in .json; name such a file, or leave out "),
        ([*DAY, *DIBAO, "-o", "nowhere/out.csv"], "'nowhere' is no folder; name a file in one that exists"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2_and_reads_nothing(run, arguments, sentence):
    result = run("export", "none.json", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in " ".join(result.stderr.split())


def test_a_file_that_is_there_is_replaced_only_if_that_is_said(run, families, tmp_path):
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    refused = run("export", families[0], *DAY, *DIBAO, "-o", target)
    assert (refused.exit_code, target.read_text(encoding="utf-8")) == (2, "old")
    assert run("export", families[0], *DAY, *DIBAO, "-o", target, "--force").exit_code == 0
    assert target.read_text(encoding="utf-8-sig").startswith("家庭编号")


def test_a_household_that_is_read_is_never_replaced(run, write):
    path = write(family(), "household.json")
    result = run("export", path, *DAY, *DIBAO, "--json", "-o", path, "--force")
    assert result.exit_code == 2
    assert "is the household that is read; name another file" in " ".join(result.stderr.split())
    assert json.loads(path.read_bytes())["id"] == "hj"


def test_a_file_that_cannot_be_written_is_a_problem(run, families, tmp_path, monkeypatch):
    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    result = run("export", families[0], *DAY, *DIBAO, "-o", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{tmp_path / 'out.csv'}: cannot be written: No space left on device. Choose another file.\n"
    )
    assert not (tmp_path / "out.csv").exists()


def test_an_offices_own_figures_are_used(run, families):
    result = run("export", families[0], *DAY, *DIBAO, *NARROW, "--figures", OVERLAY)
    assert result.stdout.splitlines()[1] == "one,840.00"


def test_help_names_the_views_and_the_exit_codes(run):
    text = " ".join(run("export", "--help").stdout.split())
    assert "3 something is undetermined: a fact, a finding or a figure is missing" in text
    assert "[dibao|tekun|low_income]" in text
