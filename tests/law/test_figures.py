"""Figures by place and day: edges, reach, overlay, carrying, what is missing."""

import pickle
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from dibao.errors import RuleError
from dibao.law.figures import FigureDeclaration, FigureInForce, FigureRecord, FigureTable, LawData, MissingFigure
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW, MONTHS, STOCK

CHAIN = ("990101", "990100", "990000", "000000")
NAME = "shili.standard"
STANDARD = FigureDeclaration(NAME, FLOW, "示例标准", "example standard", 0, 12 * 10**9)
OWN = FigureDeclaration("shili.own", FLOW, "本级标准", "own standard", 0, 12 * 10**9, reaches="own")
RECORD = FigureRecord(
    name=NAME,
    code="990101",
    value=540000,
    unit=FLOW,
    stated="5400",
    per="year",
    since=date(2024, 1, 1),
    until=date(2024, 12, 31),
    document="shili-2024",
    grade="reported",
    file="shili/figures.toml",
    line=7,
)
BEFORE = evolve(RECORD, value=500400, stated="5004", since=date(2023, 1, 1), until=date(2023, 12, 31), line=3)


def data(*records):
    return LawData(declarations={NAME: STANDARD, OWN.name: OWN}, records=records)


def value_at(table, on, name=NAME, chain=CHAIN):
    found = table.at(name, chain, on)
    return found.value if isinstance(found, FigureInForce) else None


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), 500400),
        (date(2023, 1, 2), 500400),
        (date(2023, 12, 30), 500400),
        (date(2023, 12, 31), 500400),
        (date(2024, 1, 1), 540000),
        (date(2024, 12, 31), 540000),
        (date(2025, 1, 1), None),
    ],
)
def test_a_value_holds_from_its_first_day_through_its_last(on, value):
    assert value_at(FigureTable(data(RECORD, BEFORE)), on) == value


def test_an_open_end_never_ends():
    assert value_at(FigureTable(data(evolve(RECORD, until=None))), date(2199, 12, 31)) == 540000


def test_the_nearest_place_answers():
    province = evolve(RECORD, code="990000", value=1)
    prefecture = evolve(RECORD, code="990100", value=2)
    assert value_at(FigureTable(data(province, prefecture)), date(2024, 5, 1)) == 2


def test_a_farther_value_answers_where_the_nearer_has_ended():
    province = evolve(RECORD, code="990000", value=1, until=None)
    assert value_at(FigureTable(data(province, BEFORE, RECORD)), date(2025, 1, 1)) == 1


def test_an_own_figure_answers_at_its_place_only():
    record = evolve(RECORD, name=OWN.name, code="990100")
    table = FigureTable(data(record))
    assert value_at(table, date(2024, 5, 1), OWN.name, CHAIN[1:]) == 540000
    assert value_at(table, date(2024, 5, 1), OWN.name) is None


def test_an_overlay_beats_a_nearer_value():
    overlay = data(evolve(RECORD, code="990000", value=576000))
    found = FigureTable(data(RECORD), overlay).at(NAME, CHAIN, date(2024, 5, 1))
    assert isinstance(found, FigureInForce)
    assert (found.value, found.overlaid) == (576000, True)


def test_the_value_below_answers_where_the_overlay_has_ended():
    overlay = data(evolve(RECORD, value=576000, until=date(2024, 4, 30)))
    table = FigureTable(data(RECORD), overlay)
    assert [value_at(table, date(2024, 4, 30)), value_at(table, date(2024, 5, 1))] == [576000, 540000]


def test_the_last_value_is_carried_forward_only_when_asked():
    on = date(2025, 3, 1)
    assert isinstance(FigureTable(data(BEFORE, RECORD)).at(NAME, CHAIN, on), MissingFigure)
    found = FigureTable(data(BEFORE, RECORD), carry_forward=True).at(NAME, CHAIN, on)
    assert isinstance(found, FigureInForce)
    assert (found.value, found.carried, found.grade) == (540000, True, "assumed")
    assert found.warning() == (
        "shili.standard for 990101, 5400 yuan a year, ended 2024-12-31; carried forward to 2025-03-01"
    )
    assert found.warning("zh") == "shili.standard（990101）5400元/年仅到2024-12-31，沿用至2025-03-01"


def test_nothing_is_carried_backward():
    missing = FigureTable(data(RECORD), carry_forward=True).at(NAME, CHAIN, date(2023, 12, 31))
    assert isinstance(missing, MissingFigure)


def test_carrying_never_displaces_a_value_in_force():
    province = evolve(RECORD, code="990000", value=1, until=None)
    assert value_at(FigureTable(data(province, RECORD), carry_forward=True), date(2025, 1, 1)) == 1


def test_of_overlay_and_law_the_later_end_is_carried():
    stale = data(evolve(BEFORE, value=1))
    assert value_at(FigureTable(data(RECORD), stale, carry_forward=True), date(2025, 1, 1)) == 540000
    fresh = data(evolve(RECORD, value=1))
    assert value_at(FigureTable(data(RECORD), fresh, carry_forward=True), date(2025, 1, 1)) == 1


def sentence(table, on, lang="en"):
    missing = table.at(NAME, CHAIN, on)
    assert isinstance(missing, MissingFigure)
    return missing.sentence(lang)


def test_a_gap_before_the_first_value_names_that_value():
    table = FigureTable(data(BEFORE, RECORD))
    assert sentence(table, date(2022, 6, 1)) == (
        "shili.standard has no value for 990101 on 2022-06-01; the next, 5004 yuan a year, "
        "starts 2023-01-01 (shili/figures.toml:3). Add the earlier notice."
    )
    assert sentence(table, date(2022, 6, 1), "zh") == (
        "示例标准（shili.standard）缺少990101在2022-06-01的数值；下一个数值5004元/年自2023-01-01起"
        "（shili/figures.toml:3）。请补充此前的文件。"
    )


def test_a_gap_after_the_last_value_names_that_value():
    table = FigureTable(data(BEFORE, RECORD))
    assert sentence(table, date(2025, 3, 1)) == (
        "shili.standard has no value for 990101 on 2025-03-01; the last, 5400 yuan a year, "
        "ended 2024-12-31 (shili/figures.toml:7). Add the later notice."
    )
    assert sentence(table, date(2025, 3, 1), "zh") == (
        "示例标准（shili.standard）缺少990101在2025-03-01的数值；上一个数值5400元/年到2024-12-31为止"
        "（shili/figures.toml:7）。请补充此后的文件。"
    )


@pytest.mark.parametrize(("on", "named"), [(date(2024, 1, 20), "5004"), (date(2024, 11, 20), "5400")])
def test_a_gap_between_two_values_names_the_nearer(on, named):
    later = evolve(RECORD, since=date(2024, 12, 1))
    assert f"{named} yuan a year" in sentence(FigureTable(data(BEFORE, later)), on)


def test_the_nearest_value_may_lie_in_a_farther_place():
    province = evolve(RECORD, code="990000")
    assert "the last for 990000, 5400 yuan a year" in sentence(FigureTable(data(province)), date(2025, 1, 1))


def test_a_figure_that_nobody_states_says_how_to_add_it():
    assert sentence(FigureTable(data()), date(2024, 1, 1)) == (
        "shili.standard has no value for 990101 on 2024-01-01, and none is known for it or for the places above it. "
        'Add [[shili.standard]] with code = "990101" to a figures.toml.'
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("shili.standart", "shili.standart is not a declared figure. Did you mean 'shili.standard'?"),
        ("heating", 'heating is not a declared figure. Declare it with [figure."heating"] in a figures.toml.'),
    ],
)
def test_an_undeclared_name_is_refused(name, message):
    with pytest.raises(RuleError) as caught:
        FigureTable(data()).at(name, CHAIN, date(2024, 1, 1))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("on", "grade", "warning"),
    [
        (date(2024, 4, 11), "assumed", "start of shili.standard 2024-01-01 for 990101 is assumed"),
        (date(2024, 4, 12), "reported", None),
        (date(2024, 4, 13), "reported", None),
    ],
)
def test_an_assumed_start_counts_only_before_the_value_was_known(on, grade, warning):
    record = evolve(RECORD, since_grade="assumed", known=date(2024, 4, 12))
    found = FigureInForce(record, on)
    assert (found.grade, found.warning()) == (grade, warning)


def test_an_assumed_start_counts_always_when_no_day_of_knowing_is_given():
    assert FigureInForce(evolve(RECORD, since_grade="assumed"), date(2024, 12, 31)).grade == "assumed"


def test_the_chinese_warning_names_the_start():
    record = evolve(RECORD, since_grade="assumed")
    assert FigureInForce(record, date(2024, 5, 1)).warning("zh") == (
        "shili.standard（990101）的起始日2024-01-01，来源未写明"
    )


def test_amounts_a_year_are_exact():
    assert evolve(RECORD, value=500400).quantity == Money.monthly(417)
    assert evolve(RECORD, value=430000).quantity.per_month == Fraction(4300, 12)
    assert not evolve(RECORD, value=430000).quantity.is_whole_fen


def test_values_print_in_their_unit():
    assert evolve(RECORD, unit=STOCK, per=None).text() == "5400 yuan"
    assert evolve(RECORD, unit=STOCK, per=None).text("zh") == "5400元"
    assert evolve(RECORD, unit=MONTHS, stated="6", per=None).text() == "6 months"
    assert evolve(RECORD, unit=MONTHS, stated="6", per=None).text("zh") == "6个月"


def test_a_table_survives_pickling():
    table = pickle.loads(pickle.dumps(FigureTable(data(RECORD), data(BEFORE))))  # noqa: S301 - our own bytes
    found = table.at(NAME, CHAIN, date(2023, 5, 1))
    assert (found.value, found.overlaid) == (500400, True)
