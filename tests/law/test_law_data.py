"""The files of all plug-ins together: contradictions, bounds, overlays."""

from datetime import date

import pytest
from attrs import evolve

from dibao.errors import PluginError
from dibao.law.documents import Document, weakest
from dibao.law.figures import FigureDeclaration, FigureInForce, FigureRecord, LawData
from dibao.law.law_data import figure_table, merge
from dibao.symbols.units import COUNT, FLOW, MONTHS, SHARE, STOCK

DOCUMENT = Document("shili-2024", "示例办法", "Example measures", "示例县", "fixture", place="a.toml:1")
STANDARD = FigureDeclaration("shili.standard", FLOW, "标准", "standard", 0, 1200 * 1000, place="a.toml:5")
FACTOR = FigureDeclaration("shili.factor", SHARE, "倍数", "factor", 1, 3, places=1, place="a.toml:9")
GRACE = FigureDeclaration("shili.grace", MONTHS, "渐退期", "grace", 0, 12, place="a.toml:13")
NATION = LawData({DOCUMENT.id: DOCUMENT}, {each.name: each for each in (STANDARD, FACTOR, GRACE)})
RECORD = FigureRecord(
    name="shili.standard",
    code="990101",
    value=540000,
    unit=FLOW,
    stated="5400",
    per="year",
    since=date(2024, 1, 1),
    until=date(2024, 12, 31),
    document="shili-2024",
    grade="reported",
    file="b.toml",
    line=7,
)
BARE = evolve(RECORD, per=None, unit=COUNT)


def problems(*parts):
    with pytest.raises(PluginError) as caught:
        merge(parts)
    return [str(each) for each in caught.value.problems]


def test_the_order_of_the_parts_changes_no_value():
    region = LawData(records=(RECORD,))
    assert merge([region, NATION]).records == merge([NATION, region]).records


def test_two_plugins_may_describe_one_document_alike():
    again = LawData({DOCUMENT.id: evolve(DOCUMENT, place="b.toml:1")})
    assert merge([NATION, again]).documents[DOCUMENT.id].place == "a.toml:1"


def test_two_different_descriptions_are_refused_with_both_places():
    other = LawData(
        {DOCUMENT.id: evolve(DOCUMENT, title="别的", place="b.toml:1")},
        {STANDARD.name: evolve(STANDARD, max=1, place="b.toml:5")},
    )
    assert problems(NATION, other) == [
        "b.toml:1 document shili-2024 is written differently at a.toml:1; keep one of the two",
        "b.toml:5 figure shili.standard is written differently at a.toml:5; keep one of the two",
    ]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            evolve(RECORD, document="shili-2042"),
            "shili.standard: document 'shili-2042' is not known; did you mean 'shili-2024'?",
        ),
        (evolve(RECORD, document="x"), "shili.standard: document 'x' is not known; add [document.x]"),
        (
            evolve(RECORD, name="shili.standrad"),
            "shili.standrad is not a declared figure. Did you mean 'shili.standard'?",
        ),
        (
            evolve(RECORD, unit=STOCK, per=None),
            'shili.standard is 5400 yuan; expected amount with per = "month" or per = "year", as declared at a.toml:5',
        ),
        (
            evolve(BARE, name="shili.grace", unit=SHARE, stated="1.5"),
            "shili.grace is 1.5; expected value, a whole number of months, as declared at a.toml:13",
        ),
        (
            evolve(RECORD, name="shili.factor"),
            "shili.factor is 5400 yuan a year; expected value, a decimal number, as declared at a.toml:9",
        ),
        (
            evolve(RECORD, value=-1, stated="-0.01"),
            "shili.standard is -0.01 yuan a year; expected 0.00 yuan a month to 1000.00 yuan a month",
        ),
        (
            evolve(BARE, name="shili.grace", value=13, stated="13"),
            "shili.grace is 13; expected 0 to 12",
        ),
        (
            evolve(BARE, name="shili.factor", value=4, stated="4"),
            "shili.factor is 4; expected 1 to 3",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_line(record, message):
    assert problems(NATION, LawData(records=(record,))) == [f"b.toml:7 {message}"]


@pytest.mark.parametrize(("value", "fits"), [(1199999, True), (1200000, True), (1200001, False)])
def test_a_bound_itself_fits(value, fits):
    region = LawData(records=(evolve(RECORD, value=value),))
    if fits:
        assert merge([NATION, region]).records[0].value == value
    else:
        assert len(problems(NATION, region)) == 1


@pytest.mark.parametrize(
    ("since", "overlaps"), [(date(2024, 12, 30), True), (date(2024, 12, 31), True), (date(2025, 1, 1), False)]
)
def test_two_values_never_hold_on_one_day(since, overlaps):
    later = evolve(RECORD, since=since, until=None, file="c.toml", line=3)
    parts = (NATION, LawData(records=(later,)), LawData(records=(RECORD,)))
    if not overlaps:
        assert len(merge(parts).records) == 2
        return
    assert problems(*parts) == [
        f"c.toml:3 shili.standard for 990101 from {since} overlaps the value in force 2024-01-01 to 2024-12-31 at "
        "b.toml:7; two plug-ins state it: end one before the other starts, leave it out of one, or load only one of "
        "them. An office's own file of figures may state it anew"
    ]


def test_a_long_value_is_checked_against_every_later_one():
    short = evolve(RECORD, since=date(2024, 2, 1), until=date(2024, 2, 2), line=8)
    late = evolve(RECORD, since=date(2024, 6, 1), line=9)
    found = problems(NATION, LawData(records=(late, short, RECORD)))
    assert [each.split(" ")[0] for each in found] == ["b.toml:8", "b.toml:9"]


def test_values_of_two_places_may_hold_on_one_day():
    other = evolve(RECORD, code="990102")
    assert len(merge([NATION, LawData(records=(RECORD, other))]).records) == 2


def test_an_overlay_may_hold_on_the_same_day_and_bring_its_own_document():
    local = evolve(DOCUMENT, id="local-2024", place="local.toml:1")
    overlay = LawData({local.id: local}, {}, (evolve(RECORD, value=576000, document=local.id),))
    table = figure_table(merge([NATION, LawData(records=(RECORD,))]), overlay)
    found = table.at("shili.standard", ("990101",), date(2024, 3, 1))
    assert isinstance(found, FigureInForce)
    assert (found.value, table.documents[found.record.document].title) == (576000, "示例办法")


def test_an_overlay_is_checked_like_a_plugin():
    overlay = LawData(records=(evolve(RECORD, document="none", file="local.toml"),))
    with pytest.raises(PluginError) as caught:
        figure_table(merge([NATION]), overlay)
    assert str(caught.value) == ("local.toml:7 shili.standard: document 'none' is not known; add [document.none]")


@pytest.mark.parametrize(
    ("grades", "result"),
    [((), "official"), (("official", "assumed", "reported"), "assumed"), (("secondary", "reported"), "secondary")],
)
def test_the_weakest_grade_wins(grades, result):
    assert weakest(grades) == result
