"""The national figures that ship with the kernel."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import dibao
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce
from dibao.law.jurisdictions import Jurisdictions, load_jurisdictions
from dibao.law.law_data import figure_table, merge

FOLDER = Path(dibao.__path__[0]) / "national"
AMOUNTS = ("dibao.standard.", "dibao.guide.")
TABLE = figure_table(merge([load_law_data(FOLDER / "figures.toml", "national/figures.toml")]))


@pytest.mark.parametrize(
    ("name", "on", "value"),
    [
        ("dibao.marginal_factor", date(2021, 6, 30), None),
        ("dibao.marginal_factor", date(2021, 7, 1), Fraction(3, 2)),
        ("dibao.marginal_factor", date(2026, 6, 30), Fraction(3, 2)),
        ("dibao.marginal_factor", date(2026, 7, 1), None),
        ("dibao.grace_ceiling", date(2022, 10, 19), None),
        ("dibao.grace_ceiling", date(2022, 10, 20), 6),
        ("dibao.grace_ceiling", date(2027, 1, 1), 6),
        ("dibao.clergy_years", date(2012, 12, 11), None),
        ("dibao.clergy_years", date(2012, 12, 12), 3),
        ("dibao.clergy_years", date(2021, 6, 30), 3),
        ("dibao.clergy_years", date(2021, 7, 1), 3),
        ("rigid.ratio", date(2025, 1, 1), None),
        ("rigid.disposable_income", date(2025, 1, 1), None),
    ],
)
def test_national_figures_start_and_end_with_their_documents(name, on, value):
    found = TABLE.at(name, ("000000",), on)
    assert (found.value if isinstance(found, FigureInForce) else None) == value


def test_the_nation_sets_no_standard_and_guides_are_never_applied():
    declared = {name: each.applied for name, each in TABLE.declarations.items() if name.startswith(AMOUNTS)}
    assert declared == {
        "dibao.standard.urban": True,
        "dibao.standard.rural": True,
        "dibao.guide.urban": False,
        "dibao.guide.rural": False,
    }
    assert not [each for each in merge([load_law_data(FOLDER / "figures.toml")]).records if each.name in declared]


def test_the_nation_is_a_place():
    assert Jurisdictions(load_jurisdictions(FOLDER / "jurisdictions.toml")).codes() == ("000000",)
