"""Hongjiang's standards and allowances on the edges of their years."""

from datetime import date
from pathlib import Path

import pytest

import dibao
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce
from dibao.law.law_data import figure_table, merge
from dibao.symbols.amounts import Money

FILES = (Path(dibao.__path__[0]) / "national", Path(__file__).parents[1] / "src" / "dibao_hongjiang")
TABLE = figure_table(merge([load_law_data(each / "figures.toml") for each in FILES]))
OWN = load_law_data(FILES[1] / "figures.toml")
# The plan raises the values of 2023, given without their year, to those of 2024; it omits the subsidy's earlier value.
RAISED = [
    ("dibao.standard.urban", "650/month", "700/month"),
    ("dibao.standard.rural", "5004/year", "5400/year"),
    ("disability.living_allowance", "80/month", "90/month"),
    ("disability.nursing_allowance", "80/month", "90/month"),
    ("orphan.scattered", "1100/month", "1150/month"),
    ("orphan.institution", "1500/month", "1600/month"),
    ("elderly.service_subsidy", None, "60/month"),
    ("monitoring.stranded_months", None, "3/None"),
]


def row_of(record):
    """Give a value as it is stated, with its days and grades."""
    days = (str(record.since), str(record.until))
    return (record.name, *days, f"{record.stated}/{record.per}", record.grade, record.since_grade)


def test_the_plans_values_are_those_of_2023_and_2024_and_no_other_is_shipped():
    old = [(name, 2023, value, "assumed") for name, value, _ in RAISED if value]
    new = [(name, 2024, value, "reported") for name, _, value in RAISED]
    expected = [
        (name, f"{year}-01-01", f"{year}-12-31", value, grade, "assumed") for name, year, value, grade in old + new
    ]
    assert sorted(map(row_of, OWN.records)) == sorted(expected)


@pytest.mark.parametrize("record", OWN.records, ids=lambda record: f"{record.name}-{record.since.year}")
def test_every_value_of_2024_was_known_on_the_day_after_the_plan_was_signed(record):
    # The plan looks back on the values of 2023: its day says nothing of when they could be known.
    known = date(2024, 4, 12) if record.since.year == 2024 else None
    assert (record.code, record.document, record.known) == ("431281", "hongjiang-plan-2024", known)


@pytest.mark.parametrize(
    ("on", "urban", "rural"),
    [
        (date(2022, 12, 31), None, None),
        (date(2023, 1, 1), Money.monthly(650), Money.yearly(5004)),
        (date(2023, 12, 31), Money.monthly(650), Money.yearly(5004)),
        (date(2024, 1, 1), Money.monthly(700), Money.yearly(5400)),
        (date(2024, 12, 31), Money.monthly(700), Money.yearly(5400)),
        (date(2025, 1, 1), None, None),
    ],
)
def test_each_standard_holds_for_its_year(on, urban, rural):
    found = [TABLE.at(f"dibao.standard.{area}", ("431281",), on) for area in ("urban", "rural")]
    assert [each.record.quantity if isinstance(each, FigureInForce) else None for each in found] == [urban, rural]


def test_a_year_of_5004_is_417_a_month_exactly():
    found = TABLE.at("dibao.standard.rural", ("431281",), date(2023, 6, 1))
    assert isinstance(found, FigureInForce)
    assert found.record.quantity == Money.monthly(417)


@pytest.mark.parametrize(
    ("on", "grade"),
    [
        (date(2023, 12, 31), "assumed"),
        (date(2024, 3, 1), "assumed"),
        (date(2024, 4, 11), "assumed"),
        (date(2024, 4, 12), "reported"),
    ],
)
def test_the_start_is_assumed_until_the_plan_was_posted(on, grade):
    found = TABLE.at("dibao.standard.rural", ("431281",), on)
    assert isinstance(found, FigureInForce)
    assert found.grade == grade
