"""The households of the demo come out as their file names say."""

import json
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTCOMES = {
    "2024-03-01/1-rural-family-of-three.json": ("dibao", "750.00"),
    "2024-03-01/2-urban-single-without-income.json": ("dibao", "700.00"),
    "2024-03-01/3-rural-family-one-fen-below-the-standards.json": ("dibao", "0.01"),
    "2024-03-01/4-rural-family-exactly-on-the-standards.json": ("marginal", "0.00"),
    "2024-03-01/5-rural-family-with-facts-missing.json": ("undetermined", None),
    "2024-03-01/6-marginal-family-with-disabled-parents.toml": ("marginal", "0.00"),
    "2023-06-01/1-rural-family-one-fen-a-year-below.json": ("dibao", "0.01"),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_example_is_decided_as_its_name_says(run, name):
    result = run("assess", EXAMPLES / name, "--on", name.partition("/")[0], "--format", "json")
    data = json.loads(result.stdout_bytes)
    assert (data["status"], data["dibao_monthly"]) == OUTCOMES[name]
    assert result.exit_code == (0 if data["decided"] else 3)


def test_every_example_is_in_the_table():
    assert {str(path.relative_to(EXAMPLES)) for path in EXAMPLES.glob("20*/*")} == set(OUTCOMES)


def test_the_disabled_parents_may_apply_alone(run):
    path = EXAMPLES / "2024-03-01" / "6-marginal-family-with-disabled-parents.toml"
    result = run("assess", path, "--on", "2024-03-01", "--format", "json")
    assert json.loads(result.stdout_bytes)["may_apply_alone"] == ["father", "mother"]


@pytest.mark.parametrize(("lang", "amounts"), [("zh", ["15011.99", "15012"]), ("en", ["15011.99", "15012"])])
def test_a_fen_a_year_is_printed_in_yearly_amounts(run, lang, amounts):
    path = EXAMPLES / "2023-06-01" / "1-rural-family-one-fen-a-year-below.json"
    text = run("assess", path, "--on", "2023-06-01", "--lang", lang).stdout
    assert [amount for amount in amounts if amount not in text] == []
