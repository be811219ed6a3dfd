"""Figures that are areas: how they are written, read, compared and printed."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from tests.fixtures.every_fact import CODE, plugin

from dibao import Area, Engine, InputError, Interview
from dibao.assess.corners import corners_of
from dibao.errors import PluginError
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce, FigureRecord
from dibao.law.law_data import merge
from dibao.symbols.units import AREA

ENGINE = Engine(plugins=[plugin])
ON = date(2024, 3, 1)
TEXT = """\
[document.d]
title = "示例办法"
english = "Example measures"
issuer = "示例县"
level = "fixture"

[figure."demo.area"]
unit = "area"
title = "面积"
english = "area"
max = 100

[[demo.area]]
code = "990101"
amount = 38.6
since = 2024
until = 2024
document = "d"
grade = "reported"
"""


def merged(folder, old="", new=""):
    path = folder / "figures.toml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    return merge([load_law_data(path, "demo/figures.toml")])


def test_an_area_is_read_exactly_and_printed_as_stated(tmp_path):
    [record] = merged(tmp_path).records
    assert (record.value, record.unit, record.quantity) == (3860, AREA, Area.square_metres("38.60"))
    assert (record.text("en"), record.text("zh")) == ("38.6 square metres", "38.6平方米")


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ('amount = 38.6\nper = "month"', "is 38.6 yuan a month; expected amount in square metres, without per"),
        ("value = 38", "is 38; expected amount in square metres, without per, as declared at demo/figures.toml:7"),
        ("amount = 100.01", "is 100.01 square metres; expected 0.00 square metres to 100.00 square metres"),
    ],
)
def test_what_is_no_area_is_refused(tmp_path, new, sentence):
    with pytest.raises(PluginError, match=sentence):
        merged(tmp_path, "amount = 38.6", new)


def test_an_area_of_more_than_two_decimals_is_refused(tmp_path):
    with pytest.raises(PluginError, match=r"amount is 38\.625"):
        merged(tmp_path, "amount = 38.6", "amount = 38.625")


def test_the_bound_itself_fits(tmp_path):
    assert merged(tmp_path, "amount = 38.6", "amount = 100").records[0].value == 10_000


# -- in the policy -----------------------------------------------------------------------------------
def household(area: Any = "38.60", **property: Any) -> dict[str, Any]:
    """Give one person without income who has a house."""
    none = {"trial.flag": False}
    person = {"id": "a", "relation": "applicant", "born": "1970-05-01", "incomes": {}, "flags": {}, "facts": none}
    stated = {"id": "h", "jurisdiction": CODE, "area": "rural", "members": [person], "obligors": [], "facts": none}
    held = {"house_area": area, **property}
    return {**stated, "property": held, "findings": {"property_within_limits": True}, "prior": None}


def status(stated: dict[str, Any]) -> str:
    return Interview(ENGINE, stated, ON).decision.status


@pytest.mark.parametrize(
    ("area", "expected"), [("38.59", "dibao"), ("38.6", "dibao"), ("38.61", "not_eligible"), (0, "dibao")]
)
def test_floor_area_below_on_and_above_the_limit(area, expected):
    assert status(household(area)) == expected


def test_a_house_that_is_not_named_has_no_area():
    stated = household()
    assert status({**stated, "property": {}}) == "dibao"


def test_an_unknown_area_is_asked_for():
    interview = Interview(ENGINE, household("unknown"), ON)
    assert [each.path for each in interview.decision.questions] == ["$.property.house_area"]
    interview.answer("38.61")
    assert interview.decision.status == "not_eligible"


@pytest.mark.parametrize(
    ("vehicles", "disability", "working", "expected"),
    [(1, 0, 0, "not_eligible"), (1, 1, 0, "dibao"), (2, 1, 0, "not_eligible"), (2, 1, 1, "dibao"), (0, 0, 0, "dibao")],
)
def test_vehicles_for_a_disability_or_for_working_are_told_apart(vehicles, disability, working, expected):
    kinds = {"vehicles": vehicles, "disability_vehicles": disability, "working_vehicles": working}
    assert status(household(**kinds)) == expected


def test_an_area_is_explained_in_both_languages():
    decision = Interview(ENGINE, household(), ON).decision
    assert "38.60平方米 = 38.60平方米" in decision.explain("zh").replace("，", " ")
    assert "38.60 square metres = 38.60 square metres" in decision.explain("en")


def test_a_missing_area_is_asked_for_and_taken_for_the_day():
    other = date(2025, 3, 1)
    declaration = ENGINE.figures.declaration("trial.area_a_head")
    missing = ENGINE.figures.at(declaration.name, (CODE,), other)
    assert "38.6 square metres, ended 2024-12-31" in missing.sentence("en")  # type: ignore[union-attr]


def test_areas_are_tried_at_their_corners():
    record = FigureRecord("x", CODE, 3860, AREA, "38.6", None, ON, None, "d", "assumed")
    composition: Any = type("Composition", (), {"figures": {"x": FigureInForce(record, ON)}})()
    alone: Any = type("Alone", (), {"rule": type("Rule", (), {"function": lambda household: household})})()
    assert {0, 100, 3860} <= set(corners_of(composition, alone)["area"])


def test_a_change_of_an_area_is_said_in_square_metres():
    from dibao.assess.law_diff_in_words import _difference
    from dibao.assess.law_words import LawWords

    before = FigureRecord("x", CODE, 3860, AREA, "38.6", None, ON, None, "d", "assumed")
    after = evolve(before, value=3900, stated="39")
    assert _difference(LawWords("en"), before, after) == "+0.40 square metres"
    assert _difference(LawWords("zh"), after, before) == "-0.40平方米"


def test_a_stated_area_has_two_decimals_and_lies_within_its_bounds():
    from dibao.assess.interview import _record

    declaration = ENGINE.figures.declaration("trial.area_a_head")
    assert _record(declaration, CODE, "38.6", ON).value == 3860
    with pytest.raises(InputError, match=r"is 100000.01; expected from 0.00 to 100000.00"):
        _record(declaration, CODE, "100000.01", ON)
