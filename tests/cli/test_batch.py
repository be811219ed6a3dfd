"""`dibao batch`, `dibao template` and `dibao explain` at the command line."""

import json
import sys

import pyarrow.parquet as pq
import pytest

from dibao.cli import batch_command

DAY = ("--on", "2024-03-01")
EN = ("--lang", "en")
HOMES = "家庭编号,行政区划代码,城乡类别,家庭财产符合当地规定,此前享受低保\n"
PEOPLE = "家庭编号,与申请人关系,出生日期,工资性收入,就业\n"


@pytest.fixture
def files(tmp_path):
    """Give two families as CSV, one on dibao and one beyond it."""
    (tmp_path / "homes.csv").write_text(HOMES + "h0,431281,农村,是,否\nh1,431281,农村,是,否\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(
        PEOPLE + "h0,申请人,1970-05-01,100,是\nh1,申请人,1970-05-01,5000,是\n", encoding="utf-8"
    )
    return tmp_path / "homes.csv", tmp_path / "people.csv"


def add(path, line):
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")


def test_a_run_prints_what_came_of_it(run, files, tmp_path):
    out = tmp_path / "out.parquet"
    result = run("batch", *files, "-o", out, *DAY, *EN)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:5] == [
        "2 households: 2 in the result, 0 rejected.",
        "",
        "status        households",
        "dibao family  1",
        "not eligible  1",
    ]
    assert "dibao a month           1           350.00       0" in lines
    assert lines[-1] == f"Result: {out}"
    assert pq.read_table(out).num_rows == 2


def test_chinese_is_the_language_of_the_summary(run, files, tmp_path):
    result = run("batch", *files, "-o", tmp_path / "out.csv", *DAY)
    assert result.stdout.splitlines()[0] == "共2户：有结果2户，未采用0户。"
    assert "最低生活保障家庭  1" in result.stdout.splitlines()


def test_rows_that_cannot_be_used_end_in_exit_code_1_and_stop_nothing(run, files, tmp_path):
    add(files[1], "h1,子女,2010-02-30,0,否\n")
    result = run("batch", *files, "-o", tmp_path / "out.parquet", *DAY, *EN)
    assert result.exit_code == 1
    assert "2 households: 1 in the result, 1 rejected." in result.stdout
    assert result.stdout.splitlines()[-1] == (
        f"Rows that could not be used, with the reasons: {tmp_path / 'out.parquet.rejects.csv'}"
    )


def test_what_is_undetermined_ends_in_exit_code_3(run, files, tmp_path):
    add(files[0], "h2,431281,农村,,否\n")
    add(files[1], "h2,申请人,1970-05-01,0,是\n")
    result = run("batch", *files, "-o", tmp_path / "out.parquet", *DAY, *EN)
    assert result.exit_code == 3
    assert "$.findings.property_within_limits  1" in result.stdout.splitlines()


def test_the_summary_as_data(run, files, tmp_path):
    run("batch", *files, "-o", tmp_path / "out.parquet", *DAY, "--summary-json", tmp_path / "summary.json")
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert summary["form"] == "batch-summary-1"
    assert summary["households"] == {"read": 2, "decided": 2, "undetermined": 0, "rejected": 0}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("homes.csv", "people.csv", "-o", "out.doc"), "ends in none of .parquet, .csv and .xlsx"),
        (("homes.csv", "-o", "out.csv"), "is no workbook with a sheet of members; name the file of members, too"),
        (("homes.csv", "people.csv", "-o", "people.csv", "--force"), "is the household that is read"),
        (("homes.csv", "people.csv", "-o", "nowhere/out.csv"), "is no folder"),
        (("homes.csv", "people.csv", "-o", "out.csv", "--resume", "--restart"), "name one of them"),
    ],
)
def test_commands_that_cannot_be_meant_end_in_exit_code_2(run, files, monkeypatch, tmp_path, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    result = run("batch", *arguments, *DAY)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_result_that_is_there_is_replaced_only_on_request(run, files, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    assert run("batch", *files, "-o", out, *DAY).exit_code == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert run("batch", *files, "-o", out, *DAY, "--force").exit_code == 0


def test_files_that_cannot_be_read_are_sentences(run, files, tmp_path):
    result = run("batch", tmp_path / "none.csv", files[1], "-o", tmp_path / "out.csv", *DAY)
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path / 'none.csv'} does not exist as a file. Check the name.\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a folder that nobody may write to")
def test_a_folder_that_cannot_be_written_to_is_a_sentence(run, files):
    result = run("batch", *files, "-o", "/sys/out.csv", *DAY, *EN)
    assert result.exit_code == 1
    assert result.stderr.startswith("/sys/.out.csv.unfinished: ")
    assert "cannot be written" in result.stderr


def test_a_form_is_written_filled_in_and_decided(run, tmp_path):
    form = tmp_path / "form.xlsx"
    result = run("template", "-o", form, "--jurisdiction", "431281", *DAY, *EN)
    assert (result.exit_code, result.stderr) == (0, f"{form} was written.\n")
    decided = run("batch", form, "-o", tmp_path / "out.xlsx", *DAY, *EN)
    assert decided.exit_code == 0
    assert decided.stdout.splitlines()[0] == "0 households: 0 in the result, 0 rejected."
    assert "form.xlsx[households]: 1 example rows (示例) were left out." in decided.stderr


def test_a_form_as_csv_files(run, tmp_path):
    result = run("template", "--csv", "-o", tmp_path / "forms")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == ["义务人.csv", "家庭.csv", "家庭成员.csv"]
    assert run("template", "--csv", "-o", tmp_path / "forms").exit_code == 2


def test_a_form_of_a_place_needs_the_day(run, tmp_path):
    result = run("template", "-o", tmp_path / "form.xlsx", "--jurisdiction", "431281")
    assert result.exit_code == 2
    assert "--jurisdiction and --on belong together" in result.stderr


def test_a_row_is_explained_in_words(run, files, tmp_path):
    out = tmp_path / "out.csv"
    run("batch", *files, "-o", out, *DAY)
    result = run("explain", out, "--row", "h0", *EN)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Household h0: dibao family; dibao 350.00 yuan a month"
    assert lines[-1] == "Decided again one by one: identical to the result."


def test_a_row_that_is_another_now_says_since_when(run, files, tmp_path):
    out = tmp_path / "out.csv"
    run("batch", *files, "-o", out, *DAY)
    files[1].write_text(files[1].read_text(encoding="utf-8").replace(",100,", ",200,"), encoding="utf-8")
    result = run("explain", out, "--row", "h0", *EN)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        "people.csv is not what it was for this result; what follows rests on what it is now."
    )
    assert f"{out}, h0: dibao_monthly was 350.00 and is 250.00 now." in result.stderr.splitlines()


def test_a_row_that_is_not_there(run, files, tmp_path):
    out = tmp_path / "out.csv"
    run("batch", *files, "-o", out, *DAY)
    result = run("explain", out, "--row", "h9", *EN)
    assert (result.exit_code, result.stderr) == (1, f'{out} has no row "h9". Check the id.\n')


def test_the_extra_that_is_missing_is_named(run, files, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "dibao.batch.files.request", None)
    monkeypatch.setattr(batch_command, "BATCH_PACKAGES", ("dibao",))
    result = run("batch", *files, "-o", tmp_path / "out.csv", *DAY)
    assert result.exit_code == 1
    assert result.stderr == f"{batch_command.NEEDED}\n"
