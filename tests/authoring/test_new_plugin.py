"""A new plug-in holds as it is written: its tests, the check, the types, the lint."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date

import pytest
from tests.law.planting import planted

from dibao import InputError, Money
from dibao.authoring.answers import Answers, Document, Placed, Standard, check_answers
from dibao.authoring.writing import write_plugin
from dibao.law.jurisdictions import Jurisdiction, Jurisdictions

FIRST_DAY = date(2012, 12, 12)
SHILI = Placed("970100", "示例市", "Shili City", "970000")
PROVINCE = Placed("970000", "示例省", "Shili")
NOTICE = Document("shili-2024", "示例市低保标准通知", "Notice on the standards of 2024", "示例市民政局", "2024")
MEASURES = Document("shili-measures-2024", "示例市低保办法", "Measures on dibao", "示例市民政局", "2024-07")
STANDARDS = (Standard("urban", "650", "month"), Standard("rural", "5000", "year"))
WHOLE = Answers("shili", SHILI, [NOTICE], STANDARDS, above=[PROVINCE])
BARE = Answers(
    "shili-bare", Placed("970200", "示例区", "Shili District", "970000"), [MEASURES, NOTICE], above=[PROVINCE]
)
KNOWN = Jurisdictions([Jurisdiction("000000", None, "全国", "China")])
Results = Mapping[str, tuple[int, str]]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Write two plug-ins, install them into a folder, and run all that checks them side by side."""
    folder = tmp_path_factory.mktemp("written")
    whole, bare = (write_plugin(each, folder, FIRST_DAY) for each in (WHOLE, BARE))
    site = folder / "site"
    pip = ("pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "--no-compile", "--target")
    subprocess.run([sys.executable, "-m", *pip, site, whole, bare], check=True, capture_output=True)
    both = [str(each / part) for each in (whole, bare) for part in ("src", "tests")]
    settings = ("--config-file", whole / "pyproject.toml", f"--cache-dir={folder / 'mypy'}")
    quiet = ("-p", "no:cacheprovider", "-p", "no:xdist")
    commands: Mapping[str, tuple[object, ...]] = {
        "own tests": ("pytest", "--dibao", "--dibao-plugin", "shili", "-q", *quiet, whole),
        "asks without standards": ("pytest", "-q", *quiet, bare, "-k", "asked_for"),
        "types": ("mypy", *settings, *both),
        "lint": ("ruff", "check", whole, bare),
        "format": ("ruff", "format", "--check", whole, bare),
    }
    environment = {**os.environ, "PYTHONPATH": str(site), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    running = {
        name: subprocess.Popen(
            [sys.executable, "-m", *map(str, words)],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for name, words in commands.items()
    }
    printed = {name: process.communicate()[0] for name, process in running.items()}
    return {name: (process.returncode, printed[name]) for name, process in running.items()}


@pytest.mark.parametrize(
    ("check", "says"),
    [
        ("own tests", "8 of 8 moved figures graded reported or better are noticed"),
        ("asks without standards", "1 passed"),
        ("types", "Success: no issues found in 7 source files"),
        ("lint", "All checks passed!"),
        ("format", "already formatted"),
    ],
)
def test_a_written_plugin_holds(results, check, says):
    exit_code, printed = results[check]
    assert (exit_code, says in printed) == (0, True), printed


def test_it_has_every_file_and_nothing_else(tmp_path):
    folder = write_plugin(BARE, tmp_path, FIRST_DAY)
    assert folder == tmp_path / "dibao-shili-bare"
    assert sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()) == [
        ".ci/run",
        ".gitignore",
        "README.md",
        "pyproject.toml",
        *(f"src/dibao_shili_bare/{name}" for name in ("__init__.py", "cases.toml", "coverage.toml", "figures.toml")),
        *(f"src/dibao_shili_bare/{name}" for name in ("jurisdictions.toml", "py.typed", "shili_2024.py")),
        "src/dibao_shili_bare/shili_measures_2024.py",
        "tests/test_shili_bare.py",
    ]
    assert os.access(folder / ".ci/run", os.X_OK)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_figure_is_a_row_of_its_document_and_no_other_amount_is_written(tmp_path):
    folder = write_plugin(WHOLE, tmp_path, FIRST_DAY) / "src/dibao_shili"
    figures = tomllib.loads((folder / "figures.toml").read_text(encoding="utf-8"))
    shared = {"code": "970100", "since": 2024, "until": 2024, "document": "shili-2024", "grade": "reported"}
    assert figures["dibao"]["standard"] == {
        "urban": [{**shared, "amount": 650, "per": "month", "since_grade": "assumed"}],
        "rural": [{**shared, "amount": 5000, "per": "year", "since_grade": "assumed"}],
    }
    bare = tomllib.loads(
        (write_plugin(BARE, tmp_path, FIRST_DAY) / "src/dibao_shili_bare/figures.toml").read_text(encoding="utf-8")
    )
    assert set(bare) == {"document"}


def test_what_is_there_is_left_as_it_is(tmp_path):
    there = tmp_path / "dibao-shili"
    there.mkdir()
    (there / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"dibao-shili is there already and is left as it is\. Name another folder"):
        write_plugin(WHOLE, tmp_path, FIRST_DAY)
    assert [each.name for each in tmp_path.rglob("*")] == ["dibao-shili", "mine.txt"]


def problems(**changed: object) -> list[str]:
    answers = Answers(**({"name": "shili", "place": SHILI, "documents": [NOTICE], "above": [PROVINCE]} | changed))  # type: ignore[arg-type]
    try:
        check_answers(answers, ["hunan"], KNOWN)
    except InputError as error:
        return [str(each) for each in error.problems]
    return []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "Shili"}, "--name is 'Shili'; expected lower-case letters, digits and hyphens"),
        ({"name": "hunan"}, "--name is 'hunan', as an installed plug-in is called;"),
        ({"name": "national"}, "--name is 'national', as an installed plug-in is called;"),
        ({"place": Placed("97010", "示例市", "Shili City")}, "--code is '97010'; expected the six digits of GB/T 2260"),
        ({"place": Placed("000000", "全国", "China", "970000")}, "--code is 000000, for which dibao itself speaks;"),
        ({"place": Placed("970100", "Shili", "Shili")}, "--chinese is 'Shili'; expected the Chinese name"),
        ({"place": Placed("970100", "示例市", "示例")}, "--english is '示例'; expected its English name"),
        ({"place": Placed("970100", "示例市", 'a"b')}, "--english is 'a\"b'; expected its English name"),
        ({"above": []}, "--code lies in 970000, which no installed plug-in declares; add --within 970000"),
        ({"above": [Placed("970000", "省", "S", "970100")]}, "--code lies in 970100 and 970100 in it;"),
        ({"documents": []}, "--document is missing; expected the document that the rules rest on."),
        ({"documents": [NOTICE, NOTICE]}, "--document names 'shili-2024' twice;"),
        ({"documents": [Document("A", "示例", "Notice", "示例局", "2024")]}, "--document is 'A'; expected lower-case"),
        ({"documents": [Document("a", "示例", "Notice", "示例局", "2024-13")]}, "--document is '2024-13'; expected a"),
        (
            {"documents": [Document("a", "示例", "Notice", "示例局", "2024", until="2023")]},
            "--document runs from 2024 until 2023; expected the earlier day first.",
        ),
        ({"standards": [Standard("rural", "0", "year")]}, "--standard is '0'; expected yuan"),
        ({"standards": [Standard("rural", "5000.001", "year")]}, "--standard is '5000.001'; expected yuan"),
        ({"standards": [Standard("town", "5000", "year")]}, "--standard is 'town'; expected one of urban, rural."),  # type: ignore[arg-type]
        ({"standards": [Standard("rural", "5000", "week")]}, "--standard is 'week'; expected one of month, year."),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_answer_is_a_sentence(changed, sentence):
    (found,) = problems(**changed)
    assert found.startswith(sentence)


def test_right_answers_are_taken_and_wrong_ones_are_reported_at_once():
    assert problems() == []
    assert len(problems(name="X", standards=[Standard("rural", "-1", "year")], documents=[])) == 3


def test_the_worked_rule_answers_for_the_area_that_the_document_names(tmp_path):
    rural = Answers("shili", SHILI, [NOTICE], [Standard("rural", "480", "month")], above=[PROVINCE])
    source = (write_plugin(rural, tmp_path, FIRST_DAY) / "src/dibao_shili/shili_2024.py").read_text(encoding="utf-8")
    module = planted("shili", "970100", source).modules[0]
    standards = type("Standards", (), {"money": staticmethod({"dibao.standard.rural": Money.monthly(480)}.get)})

    def answer(area: str) -> object:
        return module.standard_of_the_document(type("Household", (), {"area": area}), standards)

    assert (answer("rural"), answer("urban")) == (Money.monthly(480), None)
