"""`dibao compare` says who gains and loses by a reform, on whole files."""

import json

import pytest

from dibao.batch.synth import Place, national_population
from dibao.batch.synth.files import write_population

NAMES = ("synthetic-households.parquet", "synthetic-members.parquet")
OVERLAY = """
[document.reform]
title = "示例改革"
english = "Example reform (invented)"
issuer = "示例"
level = "fixture"
grade = "assumed"

[[dibao.standard.rural]]
code = "431281"
amount = {amount}
per = "month"
since = 2024
until = 2024
document = "reform"
grade = "assumed"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from datetime import date

    made = tmp_path_factory.mktemp("compare")
    for _ in write_population(national_population(200, 4, date(2024, 3, 1), [Place("431281", 70000, 45000)]), made):
        pass
    for amount in (450, 480):
        (made / f"{amount}.toml").write_text(OVERLAY.format(amount=amount), encoding="utf-8")
    return made


@pytest.fixture
def compared(run, folder):
    def invoke(*more):
        files = [folder / name for name in NAMES]
        obligors = folder / "synthetic-obligors.parquet"
        return run("compare", *files, "--obligors", obligors, "--on", "2024-03-01", *more)

    return invoke


def test_a_reform_of_figures_is_compared_as_json(compared, folder):
    result = compared("--reform", folder / "480.toml", "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    total = found["total"]
    assert total["households"] == 200 and total["losers"] == 0 and total["winners"] > 10
    assert found["by_area"]["urban"]["cost_monthly"] == "0.00"
    assert total["cost_monthly"] == found["by_area"]["rural"]["cost_monthly"]
    assert sum(each["households"] for each in found["by_size"].values()) == 200


def test_a_reform_that_changes_nothing_says_so(compared, folder):
    result = compared("--reform", folder / "450.toml", "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("The reform changes the law, but the outcome of no household.\n")


def test_a_baseline_of_figures_holds_before_the_reform(compared, folder):
    result = compared("--baseline", folder / "480.toml", "--reform", folder / "480.toml", "--lang", "en")
    assert result.stdout.startswith("The reform changes neither a rule nor a figure")


def test_an_installed_plugin_may_be_the_reform(compared):
    result = compared("--reform", "hongjiang", "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code in (0, 1)
    assert found["same_law"] is False


def test_a_reform_that_is_nothing_is_refused_with_what_is_there(compared):
    result = compared("--reform", "hunam")
    assert result.exit_code == 1
    assert result.stderr.startswith("--reform is 'hunam'; expected FILE.toml, module:name or an installed plug-in (")


def test_a_picture_is_drawn(compared, folder, tmp_path):
    pytest.importorskip("matplotlib")
    result = compared("--reform", folder / "480.toml", "--picture", tmp_path / "reform.png")
    assert result.exit_code == 0
    assert (tmp_path / "reform.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_of_another_kind_is_refused(compared, folder, tmp_path):
    result = compared("--reform", folder / "480.toml", "--picture", tmp_path / "reform.doc")
    assert result.exit_code == 2 and "does not end in .svg or .png" in result.stderr
