"""Hongjiang's standards on the edges of their years."""

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
