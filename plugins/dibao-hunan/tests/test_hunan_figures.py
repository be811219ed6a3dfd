"""Hunan's guide standards: only sure values, each for its own days."""

from datetime import date
from pathlib import Path

import pytest

import dibao
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce
from dibao.law.jurisdictions import Jurisdictions, load_jurisdictions
from dibao.law.law_data import figure_table, merge
from dibao.symbols.amounts import Money

FOLDERS = (Path(dibao.__path__[0]) / "national", Path(__file__).parents[1] / "src" / "dibao_hunan")
TABLE = figure_table(merge([load_law_data(each / "figures.toml") for each in FOLDERS]))


@pytest.mark.parametrize(
    ("on", "urban", "rural"),
    [
        (date(2013, 12, 31), None, None),
        (date(2014, 1, 1), Money.monthly(330), Money.monthly(165)),
        (date(2015, 1, 1), None, None),
        (date(2016, 4, 1), None, Money.monthly(220)),
        (date(2017, 1, 1), None, Money.yearly(3026)),
        (date(2018, 7, 1), None, Money.yearly(3200)),
        (date(2019, 6, 30), None, Money.yearly(3480)),
        (date(2019, 7, 1), Money.monthly(500), Money.yearly(3700)),
        (date(2020, 10, 31), Money.monthly(500), Money.yearly(4000)),
        (date(2020, 11, 1), Money.monthly(550), Money.yearly(4000)),
        (date(2021, 12, 31), Money.monthly(550), Money.yearly(4300)),
        (date(2022, 1, 1), None, None),
    ],
)
def test_guides_hold_on_their_days(on, urban, rural):
    found = [TABLE.at(f"dibao.guide.{area}", ("430000",), on) for area in ("urban", "rural")]
    assert [each.record.quantity if isinstance(each, FigureInForce) else None for each in found] == [urban, rural]


def test_a_year_of_4300_is_no_whole_fen_a_month():
    found = TABLE.at("dibao.guide.rural", ("430000",), date(2021, 6, 1))
    assert isinstance(found, FigureInForce)
    assert found.record.quantity.text() == "4300.00 a year"


def test_every_place_leads_up_to_the_nation():
    places = Jurisdictions(place for each in FOLDERS for place in load_jurisdictions(each / "jurisdictions.toml"))
    assert [each.title for each in places.chain("431223")] == ["辰溪县", "怀化市", "湖南省", "全国"]
    assert all(places.contains("000000", code) for code in places.codes())
