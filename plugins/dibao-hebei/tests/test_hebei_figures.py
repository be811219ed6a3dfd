"""Every figure that Hebei's plug-in ships: its value, its days and its grade."""

from datetime import date, timedelta
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import dibao
from dibao import Engine
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce
from dibao.law.law_data import figure_table, merge
from dibao.symbols.amounts import Money, Months
from dibao_hebei import plugin

FOLDER = Path(__file__).parents[1] / "src" / "dibao_hebei"
OWN = load_law_data(FOLDER / "figures.toml")
TABLE = figure_table(merge([load_law_data(Path(dibao.__path__[0]) / "national" / "figures.toml"), OWN]))
OPEN = date(2099, 12, 31)
A_DAY = timedelta(1)
HEBEI, SHIJIAZHUANG, TANGSHAN, HANDAN = "130000", "130100", "130200", "130400"
URBAN, RURAL = "dibao.standard.urban", "dibao.standard.rural"
PAID_URBAN, PAID_RURAL = "dibao.average_benefit.urban", "dibao.average_benefit.rural"
MEAN_URBAN, MEAN_RURAL = "hebei.average_standard.urban", "hebei.average_standard.rural"
LIVING, NURSING = "disability.living_allowance", "disability.nursing_allowance"
LEAST_LIVING, LEAST_NURSING = "hebei.disability_living_floor", "hebei.disability_nursing_floor"


def month(amount):
    return Money.monthly(amount)


def year(amount):
    return Money.yearly(amount)


def tiers(area, code, document, first, last, *values):
    """Give the rows of three tiers."""
    names = (f"hebei.standard.{area}.tier_{tier}" for tier in (1, 2, 3))
    return [
        (name, code, first, last, value, "reported", None, document) for name, value in zip(names, values, strict=True)
    ]


# name, place, first day, last day, value, grade, grade of the first day, document
ROWS = [
    ("hebei.clergy_years", HEBEI, date(2013, 5, 1), OPEN, 1, "reported", None, "hebei-economy-2013"),
    ("hebei.missing_years_limit", HEBEI, date(2013, 5, 1), OPEN, 1, "reported", None, "hebei-economy-2013"),
    ("hebei.houses_refused", HEBEI, date(2013, 5, 1), OPEN, 2, "reported", None, "hebei-economy-2013"),
    ("hebei.house_area_multiple", HEBEI, date(2013, 5, 1), OPEN, 2, "reported", None, "hebei-economy-2013"),
    (
        "hebei.grace_floor",
        HEBEI,
        date(2019, 1, 1),
        date(2020, 12, 31),
        Months(12),
        "reported",
        "assumed",
        "hebei-backstop-2019",
    ),
    (MEAN_URBAN, HEBEI, date(2015, 12, 1), date(2015, 12, 31), month(441), "reported", None, "hebei-report-2015-12"),
    (MEAN_URBAN, HEBEI, date(2020, 9, 1), date(2020, 9, 30), month(705), "reported", None, "hebei-report-2020-09"),
    (MEAN_RURAL, HEBEI, date(2015, 12, 1), date(2015, 12, 31), year(2671), "reported", None, "hebei-report-2015-12"),
    (MEAN_RURAL, HEBEI, date(2018, 9, 1), date(2018, 9, 30), year(4297), "reported", None, "hebei-report-2018-09"),
    (
        MEAN_RURAL,
        HEBEI,
        date(2019, 12, 1),
        date(2019, 12, 31),
        year(4907),
        "assumed",
        None,
        "hebei-report-2020-06",
    ),  # 5127 less the rise of 220
    (MEAN_RURAL, HEBEI, date(2020, 6, 1), date(2020, 6, 30), year(5127), "reported", None, "hebei-report-2020-06"),
    (MEAN_RURAL, HEBEI, date(2020, 9, 1), date(2020, 9, 30), year(5452), "reported", None, "hebei-report-2020-09"),
    (
        "dibao.guide.rural",
        HEBEI,
        date(2017, 1, 1),
        date(2017, 12, 31),
        year(2855),
        "reported",
        "assumed",
        "hebei-report-2017",
    ),
    (PAID_RURAL, HEBEI, date(2017, 1, 1), date(2017, 12, 31), month(150), "reported", "assumed", "hebei-report-2017"),
    (PAID_RURAL, HEBEI, date(2018, 9, 1), date(2018, 9, 30), month(227), "reported", None, "hebei-report-2018-09"),
    (
        PAID_RURAL,
        HEBEI,
        date(2019, 12, 1),
        date(2019, 12, 31),
        month(262),
        "assumed",
        None,
        "hebei-report-2020-06",
    ),  # (3276 less the rise of 132) / 12
    (
        PAID_RURAL,
        HEBEI,
        date(2020, 6, 1),
        date(2020, 6, 30),
        month(273),
        "reported",
        None,
        "hebei-report-2020-06",
    ),  # 3276 a year
    (PAID_RURAL, HEBEI, date(2020, 12, 1), date(2020, 12, 31), month(283), "reported", None, "hebei-report-2020-12"),
    (
        LEAST_LIVING,
        HEBEI,
        date(2016, 1, 1),
        date(2016, 12, 31),
        month(55),
        "reported",
        "assumed",
        "hebei-allowances-2015",
    ),
    (LEAST_LIVING, HEBEI, date(2020, 6, 1), date(2020, 12, 31), month(66), "reported", None, "hebei-report-2020-06"),
    (
        LIVING,
        HEBEI,
        date(2024, 1, 1),
        date(2024, 12, 31),
        month(96),
        "assumed",
        "assumed",
        "hebei-report-2025",
    ),  # what was raised in 2025
    (LIVING, HEBEI, date(2025, 1, 1), date(2025, 12, 31), month(106), "reported", None, "hebei-report-2025"),
    (
        LEAST_NURSING,
        HEBEI,
        date(2016, 1, 1),
        date(2016, 12, 31),
        month(50),
        "reported",
        "assumed",
        "hebei-allowances-2015",
    ),
    (LEAST_NURSING, HEBEI, date(2020, 6, 1), date(2020, 12, 31), month(60), "reported", None, "hebei-report-2020-06"),
    (
        NURSING,
        HEBEI,
        date(2024, 1, 1),
        date(2024, 12, 31),
        month(90),
        "assumed",
        "assumed",
        "hebei-report-2025",
    ),  # what was raised in 2025
    (NURSING, HEBEI, date(2025, 1, 1), date(2025, 12, 31), month(100), "reported", None, "hebei-report-2025"),
    (
        URBAN,
        SHIJIAZHUANG,
        date(2017, 1, 1),
        date(2017, 12, 31),
        month(550),
        "reported",
        None,
        "shijiazhuang-report-2017",
    ),
    (
        URBAN,
        SHIJIAZHUANG,
        date(2018, 1, 1),
        date(2018, 12, 31),
        month(610),
        "reported",
        None,
        "shijiazhuang-report-2018",
    ),
    (
        URBAN,
        SHIJIAZHUANG,
        date(2020, 3, 1),
        date(2020, 12, 31),
        month(766),
        "reported",
        None,
        "shijiazhuang-report-2020",
    ),
    (
        RURAL,
        SHIJIAZHUANG,
        date(2017, 1, 1),
        date(2017, 12, 31),
        year(4000),
        "reported",
        None,
        "shijiazhuang-report-2017",
    ),
    (
        RURAL,
        SHIJIAZHUANG,
        date(2018, 1, 1),
        date(2018, 12, 31),
        year(4400),
        "reported",
        None,
        "shijiazhuang-report-2018",
    ),
    (
        RURAL,
        SHIJIAZHUANG,
        date(2020, 3, 1),
        date(2020, 12, 31),
        year(5760),
        "reported",
        None,
        "shijiazhuang-report-2020",
    ),
    (
        PAID_URBAN,
        SHIJIAZHUANG,
        date(2017, 1, 1),
        date(2017, 12, 31),
        month(300),
        "reported",
        None,
        "shijiazhuang-report-2017",
    ),
    (
        PAID_URBAN,
        SHIJIAZHUANG,
        date(2018, 1, 1),
        date(2018, 12, 31),
        month(350),
        "reported",
        None,
        "shijiazhuang-report-2018",
    ),
    (
        PAID_URBAN,
        SHIJIAZHUANG,
        date(2020, 3, 1),
        date(2020, 12, 31),
        month(400),
        "reported",
        None,
        "shijiazhuang-report-2020",
    ),
    (
        PAID_RURAL,
        SHIJIAZHUANG,
        date(2017, 1, 1),
        date(2017, 12, 31),
        month(175),
        "reported",
        None,
        "shijiazhuang-report-2017",
    ),
    (
        PAID_RURAL,
        SHIJIAZHUANG,
        date(2018, 1, 1),
        date(2018, 12, 31),
        month(200),
        "reported",
        None,
        "shijiazhuang-report-2018",
    ),
    (
        PAID_RURAL,
        SHIJIAZHUANG,
        date(2020, 3, 1),
        date(2020, 12, 31),
        month(242),
        "reported",
        None,
        "shijiazhuang-report-2020",
    ),
    *tiers(
        "urban",
        SHIJIAZHUANG,
        "shijiazhuang-standards-2024",
        date(2024, 5, 1),
        date(2024, 12, 31),
        month(810),
        month(800),
        month(790),
    ),
    *tiers(
        "rural",
        SHIJIAZHUANG,
        "shijiazhuang-standards-2024",
        date(2024, 5, 1),
        date(2024, 12, 31),
        month(610),
        month(600),
        month(590),
    ),
    (URBAN, TANGSHAN, date(2014, 1, 1), date(2014, 12, 31), month(470), "reported", None, "tangshan-report-2014"),
    (URBAN, TANGSHAN, date(2019, 1, 1), date(2019, 12, 31), month(666), "reported", None, "tangshan-report-2019"),
    (
        URBAN,
        TANGSHAN,
        date(2023, 1, 1),
        date(2023, 6, 30),
        month(770),
        "reported",
        "assumed",
        "tangshan-standards-2023",
    ),
    (URBAN, TANGSHAN, date(2025, 1, 1), date(2025, 12, 31), month(884), "reported", "assumed", "tangshan-report-2025"),
    (RURAL, TANGSHAN, date(2014, 1, 1), date(2014, 12, 31), year(3150), "reported", None, "tangshan-report-2014"),
    (RURAL, TANGSHAN, date(2019, 1, 1), date(2019, 12, 31), year(4824), "reported", None, "tangshan-report-2019"),
    (
        RURAL,
        TANGSHAN,
        date(2023, 1, 1),
        date(2023, 6, 30),
        year(7008),
        "reported",
        "assumed",
        "tangshan-standards-2023",
    ),
    (RURAL, TANGSHAN, date(2025, 1, 1), date(2025, 12, 31), month(766), "reported", "assumed", "tangshan-report-2025"),
    (
        MEAN_URBAN,
        TANGSHAN,
        date(2023, 7, 1),
        date(2023, 12, 31),
        month(850),
        "reported",
        None,
        "tangshan-standards-2023",
    ),
    (
        MEAN_RURAL,
        TANGSHAN,
        date(2023, 7, 1),
        date(2023, 12, 31),
        year(8160),
        "reported",
        None,
        "tangshan-standards-2023",
    ),
    *tiers(
        "urban",
        TANGSHAN,
        "tangshan-standards-2023",
        date(2023, 7, 1),
        date(2023, 12, 31),
        month(878),
        month(850),
        month(825),
    ),
    *tiers(
        "rural",
        TANGSHAN,
        "tangshan-standards-2023",
        date(2023, 7, 1),
        date(2023, 12, 31),
        year(8412),
        year(8160),
        year(7920),
    ),
    (RURAL, HANDAN, date(2022, 1, 1), date(2022, 12, 31), year(5124), "secondary", "assumed", "handan-page-2022"),
    (PAID_RURAL, HANDAN, date(2022, 1, 1), date(2022, 12, 31), month(232), "secondary", "assumed", "handan-page-2022"),
]


@pytest.mark.parametrize(
    ("name", "code", "first", "last", "value", "grade", "start", "document"),
    ROWS,
    ids=[f"{name}-{code}-{first}" for name, code, first, *_ in ROWS],
)
def test_a_figure_holds_on_its_days_and_no_others(name, code, first, last, value, grade, start, document):
    at_first, at_last = (TABLE.at(name, (code,), on) for on in (first, last))
    assert isinstance(at_first, FigureInForce)
    assert isinstance(at_last, FigureInForce)
    record = at_first.record
    assert at_last.record == record
    assert (record.quantity, record.grade, record.since_grade, record.document) == (value, grade, start, document)
    outside = [TABLE.at(name, (code,), on) for on in (first - A_DAY, last + A_DAY) if on < OPEN]
    assert record not in [each.record for each in outside if isinstance(each, FigureInForce)]


def test_no_figure_is_shipped_without_a_row_here():
    shipped = sorted((each.name, each.code, each.since) for each in OWN.records)
    assert shipped == sorted((name, code, first) for name, code, first, *_ in ROWS)


@pytest.mark.parametrize(
    "name",
    [
        "hebei.rigid_expenditure_cap",
        "hebei.standard_tier",
        "hebei.house_area_a_head",
        "hebei.assets_a_head",
        "rigid.disposable_income",
        "rigid.ratio",
    ],
)
def test_what_no_source_states_has_no_value(name):
    assert [each for each in TABLE.records if each.name == name] == []


@pytest.mark.parametrize("name", [LEAST_LIVING, LEAST_NURSING])
def test_least_rates_only_inform(name):
    assert not TABLE.declaration(name).applied


def test_the_averages_of_2019_are_those_of_2020_less_the_rise():
    # Hebei News, 2020-06-29: 5127 a year in June 2020, up 220; 3276 a year paid, up 132, which was 262 a month
    assert (year(5127) - year(220), year(3276) - year(132)) == (year(4907), month(262))


def test_the_installed_entry_point_is_this_plugin():
    (entry,) = entry_points(group="dibao", name="hebei")
    assert entry.load() is plugin
    assert plugin.speaks_for == HEBEI


def test_nothing_is_wrong_but_the_years_that_no_source_tells_of():
    problems = [str(each) for each in Engine(plugins=["hebei"]).check()]
    assert [each for each in problems if " has no value from " not in each] == []


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("130283", ["迁安市", "唐山市", "河北省", "全国"]),
        ("130123", ["正定县", "石家庄市", "河北省", "全国"]),
        ("130700", ["张家口市", "河北省", "全国"]),
    ],
)
def test_every_place_leads_up_to_the_nation(code, chain):
    places = Engine(plugins=["hebei"]).jurisdictions
    assert [each.title for each in places.chain(code)] == chain
    assert len([each for each in places.codes() if each.endswith("00") and each.startswith("13")]) == 12
