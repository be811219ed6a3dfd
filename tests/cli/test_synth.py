"""`dibao synth` makes households up, says so, and refuses what it cannot make."""

import pyarrow.parquet as pq
import pytest

SAID = "synthetic households written to {}; they describe no household and no place\n"


def test_national_households_are_written(run, tmp_path):
    result = run("synth", "--households", 50, "--on", "2024-03-01", "--place", "431281", "-o", tmp_path)
    assert (result.exit_code, result.output) == (0, "50 " + SAID.format(tmp_path))
    households = pq.read_table(tmp_path / "synthetic-households.parquet")
    assert set(households["jurisdiction"].to_pylist()) == {"431281"}


def test_without_a_place_households_live_wherever_both_standards_are_known(run, tmp_path):
    run("synth", "--households", 2000, "--on", "2024-03-01", "-o", tmp_path)
    households = pq.read_table(tmp_path / "synthetic-households.parquet")
    assert {"431281", "360400"} <= set(households["jurisdiction"].to_pylist())


def test_households_of_the_reference_policy_need_no_day(run, tmp_path):
    result = run("synth", "--policy", "shili", "--households", 5, "-o", tmp_path)
    assert (result.exit_code, result.output) == (0, "5 " + SAID.format(tmp_path))


def test_a_place_without_standards_is_named_with_what_is_missing(run, tmp_path):
    result = run("synth", "--households", 5, "--on", "2024-03-01", "--place", "430600", "-o", tmp_path / "new")
    assert result.exit_code == 1
    assert [line.split(" has ")[0] for line in result.stderr.splitlines()] == [
        "--place dibao.standard.urban",
        "--place dibao.standard.rural",
    ]
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--households", 5], "national households need a day for ages and standards; add --on DATE"),
        (
            ["--households", 5, "--policy", "shili", "--place", "431281"],
            "Shili has one place, and standards of its own; leave out --on, --place and --figures",
        ),
        (["--households", 0], "0 is not in the range x>=1."),
    ],
)
def test_options_that_do_not_go_together_are_refused(options, sentence, run, tmp_path):
    result = run("synth", *options, "-o", tmp_path)
    assert result.exit_code == 2 and sentence in result.stderr


def test_a_folder_that_cannot_be_made_is_said(run, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("synth", "--policy", "shili", "--households", 5, "-o", tmp_path / "file" / "below")
    assert result.exit_code == 1 and result.stderr == f"{tmp_path / 'file' / 'below'}: Not a directory\n"
