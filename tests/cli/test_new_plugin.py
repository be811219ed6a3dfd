"""`dibao new-plugin` takes options, asks for what they leave out, and never overwrites."""

import tomllib

import pytest
from click.testing import CliRunner

from dibao.cli.commands import dibao
from dibao.cli.new_plugin_command import NO_TEMPLATES

PLACE = ("--code", "970100", "--name", "shili", "--chinese", "示例市", "--english", "Shili City")
ABOVE = ("--within", "970000", "示例省", "Shili")
NOTICE = ("--document", "shili-2024", "示例市低保标准通知", "Notice of 2024", "示例市民政局", "2024-07-01")
RURAL = ("--standard", "rural", "5000", "year")


@pytest.fixture
def write(tmp_path):
    def invoke(*arguments, typed=""):
        words = ["new-plugin", "-o", str(tmp_path), *arguments]
        return CliRunner().invoke(dibao, words, input=typed, prog_name="dibao")

    return invoke


def toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_options_alone_write_it(write, tmp_path):
    result = write(*PLACE, *ABOVE, *NOTICE, *RURAL)
    folder = tmp_path / "dibao-shili"
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout == f"{folder} is written. Next: pip install -e '{folder}[test]', then pytest and dibao check.\n"
    )
    places = toml(folder / "src/dibao_shili/jurisdictions.toml")
    assert places == {
        "970100": {"parent": "970000", "title": "示例市", "english": "Shili City"},
        "970000": {"parent": "000000", "title": "示例省", "english": "Shili"},
    }
    assert toml(folder / "pyproject.toml")["project"]["entry-points"]["dibao"] == {"shili": "dibao_shili:plugin"}


def test_a_place_that_is_known_brings_its_names_and_its_province(write, tmp_path):
    result = write("--code", "431100", "--name", "yongzhou", *NOTICE, *RURAL)
    assert result.exit_code == 0, result.output
    folder = tmp_path / "dibao-yongzhou"
    places = toml(folder / "src/dibao_yongzhou/jurisdictions.toml")
    assert places == {"431100": {"parent": "430000", "title": "永州市", "english": "Yongzhou"}}
    assert "dibao-hunan" in toml(folder / "pyproject.toml")["project"]["dependencies"]
    assert "dibao.standard.rural of 431100 from 2023-01-01 stands at dibao_hunan/figures.toml:" in result.stderr
    assert 'Engine(plugins=["hunan", plugin])' in (folder / "tests/test_yongzhou.py").read_text(encoding="utf-8")


def test_what_no_option_says_is_asked_and_asked_again(write, tmp_path):
    typed = [
        *("97010", "970100", "示例市", "Shili City", "示例省", "Shili"),
        *("shili-2024", "示例市低保标准通知", "Notice of 2024", "示例市民政局", "2024-13", "2024-07-01", "n"),
        *("第一条", "open", "official", "notice", "shili", "", "5000", "year"),
    ]
    result = write(typed="\n".join(typed) + "\n")
    assert result.exit_code == 0, result.output
    assert "Error: the answer is '97010'; expected the six digits of GB/T 2260, such as 431100." in result.stderr
    assert "Error: the answer is '2024-13'; expected a year 2024, a month 2024-07 or a day" in result.stderr
    (row,) = toml(tmp_path / "dibao-shili/src/dibao_shili/figures.toml")["dibao"]["standard"]["rural"]
    assert (row["amount"], row["per"], row["until"], row["grade"]) == (5000, "year", "open", "official")


def test_a_question_that_is_not_answered_is_a_sentence(write, tmp_path):
    result = write(*PLACE, *ABOVE)
    assert result.exit_code == 2
    assert "a question was not answered; answer it, or give the option that it is about" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_all_wrong_options_are_named_at_once(write, tmp_path):
    wrong = ("--standard", "rural", "5,000", "year")
    result = write("--name", "hunan", *PLACE[:2], *PLACE[4:], *ABOVE, *NOTICE, *wrong)
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.partition(";")[0] for line in result.stderr.splitlines()] == [
        "--name is 'hunan', as an installed plug-in is called",
        "--standard is '5,000'",
    ]
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(write, tmp_path):
    assert write(*PLACE, *ABOVE, *NOTICE).exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    result = write(*PLACE, *ABOVE, *NOTICE, *RURAL)
    assert (result.exit_code, "is there already and is left as it is" in result.stderr) == (1, True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_without_jinja_it_says_what_to_install(write, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    monkeypatch.delitem(__import__("sys").modules, "dibao.authoring.writing", raising=False)
    result = write(*PLACE, *ABOVE, *NOTICE)
    assert (result.exit_code, result.stderr) == (1, f"{NO_TEMPLATES}\n")
