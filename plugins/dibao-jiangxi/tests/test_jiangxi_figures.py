"""Jiangxi's figures: every value with its days and its grade, and nothing besides."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import dibao
import dibao_jiangxi
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce
from dibao.law.law_data import figure_table, merge
from dibao.symbols.amounts import Money

FOLDER = Path(dibao_jiangxi.__path__[0])
OWN = load_law_data(FOLDER / "figures.toml")
TABLE = figure_table(merge([load_law_data(Path(dibao.__path__[0]) / "national" / "figures.toml"), OWN]))

URBAN, RURAL = "dibao.standard.urban", "dibao.standard.rural"
PAID_URBAN, PAID_RURAL = "dibao.average_benefit.urban", "dibao.average_benefit.rural"
TEKUN_URBAN, TEKUN_RURAL, TEKUN_DISABLED = "tekun.living.urban", "tekun.living.rural", "jiangxi.tekun.rural_disabled"
INSTITUTION, SCATTERED = "tekun.living.rural_institution", "tekun.living.rural_scattered"
FULL, HALF, ABLE = "tekun.care.full", "tekun.care.half", "tekun.care.able"
LIVING, NURSING = "disability.living_allowance", "disability.nursing_allowance"
ORPHAN, IN_INSTITUTION, UNATTENDED = "orphan.scattered", "orphan.institution", "unattended_child.living"

PROVINCE, NANCHANG, JIUJIANG, GANZHOU = "360000", "360100", "360400", "360700"

# Code, first day, last day, grade on the first day, grade on the last day, and the amounts a month.
ROWS = [
    (PROVINCE, "2015-01-01", "2015-12-31", "assumed", "assumed", {URBAN: 450, RURAL: 240}),
    (PROVINCE, "2016-01-01", "2016-12-31", "assumed", "assumed", {URBAN: 480, RURAL: 270}),
    (PROVINCE, "2017-01-01", "2017-12-31", "reported", "reported", {
        URBAN: 530, PAID_URBAN: 350, RURAL: 305, PAID_RURAL: 225, INSTITUTION: 425, SCATTERED: 320}),
    (PROVINCE, "2022-01-01", "2022-12-31", "reported", "reported", {
        URBAN: 825, PAID_URBAN: 530, RURAL: 600, PAID_RURAL: 400, TEKUN_URBAN: 1080, TEKUN_RURAL: 780,
        TEKUN_DISABLED: 1080, FULL: 1380, HALF: 350, ABLE: 80}),
    (PROVINCE, "2023-01-01", "2023-12-31", "reported", "reported", {
        URBAN: 885, PAID_URBAN: 570, RURAL: 660, PAID_RURAL: 440, TEKUN_URBAN: 1150, TEKUN_RURAL: 860}),
    (PROVINCE, "2024-01-01", "2024-12-31", "assumed", "secondary", {
        URBAN: 935, RURAL: 715, TEKUN_URBAN: 1220, TEKUN_RURAL: 930, FULL: 1500, HALF: 375, ABLE: 100}),
    (PROVINCE, "2025-04-01", "2025-12-31", "assumed", "secondary", {
        URBAN: 980, PAID_URBAN: 634, RURAL: 765, PAID_RURAL: 513, TEKUN_URBAN: 1275, TEKUN_RURAL: 995,
        FULL: 1500, HALF: 375, ABLE: 110}),
    (JIUJIANG, "2018-01-01", "2018-12-31", "assumed", "assumed", {
        URBAN: 580, PAID_URBAN: 380, RURAL: 340, PAID_RURAL: 255, INSTITUTION: 455, SCATTERED: 350}),
    (JIUJIANG, "2019-01-01", "2019-12-31", "reported", "reported", {
        URBAN: 640, PAID_URBAN: 410, RURAL: 385, PAID_RURAL: 285, INSTITUTION: 505, SCATTERED: 400}),
    (JIUJIANG, "2021-01-01", "2021-12-31", "reported", "reported", {
        URBAN: 765, PAID_URBAN: 490, RURAL: 515, PAID_RURAL: 355, TEKUN_URBAN: 995, TEKUN_RURAL: 670,
        TEKUN_DISABLED: 995}),
    (NANCHANG, "2018-01-01", "2018-12-31", "secondary", "secondary", {
        URBAN: 610, PAID_URBAN: 405, RURAL: 395, PAID_RURAL: 260, TEKUN_URBAN: 793, TEKUN_RURAL: 513}),
    (NANCHANG, "2021-01-01", "2021-12-31", "reported", "reported", {
        URBAN: 795, PAID_URBAN: 500, RURAL: 795, TEKUN_URBAN: 1035, FULL: 1480, HALF: 370, ABLE: 80}),
    (NANCHANG, "2021-01-01", "2021-12-31", "assumed", "assumed", {PAID_RURAL: 500, TEKUN_RURAL: 1035}),
    (NANCHANG, "2022-01-01", "2022-12-31", "reported", "reported", {
        URBAN: 855, PAID_URBAN: 540, RURAL: 855, TEKUN_URBAN: 1120}),
    (NANCHANG, "2022-01-01", "2022-12-31", "assumed", "assumed", {PAID_RURAL: 540, TEKUN_RURAL: 1120}),
    (NANCHANG, "2023-01-01", "2023-12-31", "reported", "reported", {
        URBAN: 915, PAID_URBAN: 580, TEKUN_URBAN: 1190, FULL: 1480, HALF: 370, ABLE: 100}),
    (NANCHANG, "2023-01-01", "2023-12-31", "assumed", "assumed", {RURAL: 915, PAID_RURAL: 580, TEKUN_RURAL: 1190}),
    (PROVINCE, "2016-01-01", "2016-12-31", "assumed", "assumed", {LIVING: 50, NURSING: 50}),
    (PROVINCE, "2024-01-01", "2024-12-31", "assumed", "assumed", {LIVING: 100, NURSING: 100}),
    (PROVINCE, "2025-01-01", "2025-12-31", "reported", "reported", {LIVING: 110, NURSING: 110}),
    (NANCHANG, "2021-01-01", "2021-12-31", "assumed", "assumed", {LIVING: 80, NURSING: 80}),
    (GANZHOU, "2021-01-01", "2021-12-31", "assumed", "assumed", {LIVING: 60, NURSING: 70}),
    (GANZHOU, "2022-01-01", "2022-12-31", "assumed", "assumed", {LIVING: 80, NURSING: 80}),
    (NANCHANG, "2020-01-01", "2020-12-31", "assumed", "assumed", {ORPHAN: 1180, IN_INSTITUTION: 1720}),
    (NANCHANG, "2021-01-01", "2021-12-31", "assumed", "assumed", {
        ORPHAN: 1280, IN_INSTITUTION: 1820, UNATTENDED: 1280}),
]  # fmt: skip
EACH = [(name, amount, *row) for *row, amounts in ROWS for name, amount in amounts.items()]

PAGE_OF_2022 = {
    "jiangxi.employment_cost_share": "0.30",
    "jiangxi.exit_pension_months": "6",
    "jiangxi.exit_pension_multiple": "2",
    "jiangxi.exit_graduate_least": "6",
    "jiangxi.exit_graduate_most": "12",
    "jiangxi.exit_placed_months": "24",
    "jiangxi.exit_placed_disabled_months": "36",
    "jiangxi.obligor_assets_multiple": "1.5",
    "jiangxi.obligor_houses": "2",
    "jiangxi.obligor_capital": "100000",
}
GRADES_OF_2023 = {
    "jiangxi.bands.urban": "1: 885, 2: 885, 3: 570, 4: 420, 5: 350",
    "jiangxi.bands.rural": "1: 660, 2: 660, 3: 450, 4: 330, 5: 290",
}


def own_value(name, code, on):
    """Give a place's own value on a day, not one of a place above it."""
    found = TABLE.at(name, (code,), on)
    return found if isinstance(found, FigureInForce) else None


@pytest.mark.parametrize(("name", "amount", "code", "first", "last", "at_first", "at_last"), EACH)
def test_each_value_holds_on_its_days_with_its_grade(name, amount, code, first, last, at_first, at_last):
    for on, grade in ((date.fromisoformat(first), at_first), (date.fromisoformat(last), at_last)):
        found = own_value(name, code, on)
        assert (found.record.quantity, found.grade) == (Money.monthly(amount), grade)


@pytest.mark.parametrize(("name", "amount", "code", "first", "last", "at_first", "at_last"), EACH)
def test_beside_its_days_another_value_holds_or_none(name, amount, code, first, last, at_first, at_last):
    for on in (date.fromisoformat(first) - timedelta(1), date.fromisoformat(last) + timedelta(1)):
        found = own_value(name, code, on)
        assert (found and found.record.quantity) == _stated(name, code, on.isoformat())


def _stated(name, code, on):
    rows = (row for row in ROWS if row[0] == code and row[1] <= on <= row[2] and name in row[5])
    return next((Money.monthly(row[5][name]) for row in rows), None)


def test_values_are_as_sure_as_what_they_rest_on():
    grades: dict[str, set[str]] = {}
    for each in OWN.records:
        grades.setdefault(each.document, set()).add(each.grade)
    assert grades == {
        "jiangxi-standards-2015": {"reported"},
        "jiangxi-benefit-2017": {"reported", "assumed"},  # 2016 is worked out from the growth that it gives
        "nanchang-standards-2018": {"secondary"},
        "jiujiang-standards-2019": {"reported"},
        "jiujiang-standards-2021": {"reported"},
        "nanchang-standards-2021": {"reported", "assumed"},  # one value for both areas; what was raised
        "nanchang-report-2022": {"reported", "assumed"},
        "nanchang-standards-2023": {"reported", "assumed"},
        "jiangxi-2015-63": {"reported"},
        "jiangxi-2022-3": {"reported"},
        "jiangxi-2025-5": {"reported"},
        "shangyou-pages-2022": {"reported", "assumed"},
        "xinyu-notice-2023": {"reported"},
        "jiangxi-standards-2024": {"secondary"},
        "jiangxi-standards-2025": {"secondary"},
        "jiangxi-bands-2023": {"secondary"},
        "ganzhou-2022": {"secondary"},
    }


@pytest.mark.parametrize(("on", "grade"), [("2024-06-29", "assumed"), ("2024-06-30", "secondary")])
def test_a_start_within_the_year_no_longer_matters_after_june(on, grade):
    assert own_value(URBAN, PROVINCE, date.fromisoformat(on)).grade == grade


@pytest.mark.parametrize(("name", "rows"), GRADES_OF_2023.items())
def test_the_five_grades_are_those_of_2023(name, rows):
    for on, there in ((2022, False), (2023, True), (2024, False)):
        found = own_value(name, PROVINCE, date(on, 6, 1))
        assert (found is not None) is there
    assert own_value(name, PROVINCE, date(2023, 6, 1)).record.value.stated == rows
    assert own_value(name, PROVINCE, date(2023, 6, 1)).record.grade == "secondary"


@pytest.mark.parametrize(("name", "stated"), PAGE_OF_2022.items())
def test_ganzhous_page_sets_no_end(name, stated):
    assert own_value(name, GANZHOU, date(2022, 9, 30)) is None
    for on in (date(2022, 10, 1), date(2026, 1, 1)):
        found = own_value(name, GANZHOU, on)
        assert (found.record.stated, found.grade) == (stated, "secondary")


def test_nothing_else_is_shipped():
    known = {(name, code, first) for name, _, code, first, *_ in EACH}
    known |= {(name, PROVINCE, "2023-01-01") for name in GRADES_OF_2023}
    known |= {(name, GANZHOU, "2022-10-01") for name in PAGE_OF_2022}
    assert {(each.name, each.code, each.since.isoformat()) for each in OWN.records} == known


@pytest.mark.parametrize("on", ["2018-06-01", "2019-06-01", "2020-06-01", "2021-06-01", "2026-06-01"])
@pytest.mark.parametrize("name", [URBAN, RURAL])
def test_years_that_are_only_remembered_have_no_value(name, on):
    assert own_value(name, PROVINCE, date.fromisoformat(on)) is None


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_nanchang_has_one_standard_for_town_and_country(year):
    urban, rural = (own_value(name, NANCHANG, date(year, 6, 1)).record.quantity for name in (URBAN, RURAL))
    assert urban == rural


def test_the_derived_standards_of_2016_fit_the_growth_that_was_published():
    # 480 × 1.1041 = 529.97 and 270 × 1.1296 = 304.99, which round to the standards of 2017
    for name, growth, reached in ((URBAN, 11041, 530), (RURAL, 11296, 305)):
        yuan = own_value(name, PROVINCE, date(2016, 6, 1)).record.quantity.per_month
        assert round(yuan * growth / 10000) == reached
