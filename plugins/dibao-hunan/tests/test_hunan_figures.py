"""Every figure of Hunan and its places: value, days and grades, row by row as the sources say it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import dibao
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureInForce
from dibao.law.jurisdictions import Jurisdictions, load_jurisdictions
from dibao.law.law_data import figure_table, merge
from dibao.symbols.amounts import Money

FOLDERS = (Path(dibao.__path__[0]) / "national", Path(__file__).parents[1] / "src" / "dibao_hunan")
OWN = load_law_data(FOLDERS[1] / "figures.toml")
TABLE = figure_table(merge([load_law_data(FOLDERS[0] / "figures.toml"), OWN]))
# As the file has them: name, places, first and last day, value, grade, grade of the first day where it is doubtful.
ROWS = """
# the province: the floor of the price subsidy; its pages name the year alone
price.floor 430000 2016-01-01 open 20/month reported
# the province: guide standards
dibao.guide.urban 430000 2014-01-01 2014-12-31 330/month reported
dibao.guide.urban 430000 2016-01-01 2016-12-31 420/month reported assumed
hunan.guide.urban.tier_1_2 430000 2018-01-01 2018-12-31 480/month reported assumed
hunan.guide.urban.tier_3_4 430000 2018-01-01 2018-12-31 430/month reported assumed
dibao.guide.urban 430000 2019-07-01 2019-12-31 500/month reported
dibao.guide.urban 430000 2020-01-01 2020-10-31 500/month reported assumed
dibao.guide.urban 430000 2020-11-01 2020-12-31 550/month reported
dibao.guide.urban 430000 2021-01-01 2021-12-31 550/month reported
dibao.guide.rural 430000 2014-01-01 2014-12-31 165/month reported
dibao.guide.rural 430000 2016-01-01 2016-12-31 2640/year reported assumed
dibao.guide.rural 430000 2017-01-01 2017-12-31 3026/year reported
dibao.guide.rural 430000 2018-01-01 2018-12-31 3200/year reported assumed
dibao.guide.rural 430000 2019-01-01 2019-06-30 3480/year reported
dibao.guide.rural 430000 2019-07-01 2019-12-31 3700/year reported
dibao.guide.rural 430000 2020-01-01 2020-12-31 4000/year reported assumed
dibao.guide.rural 430000 2021-01-01 2021-12-31 4300/year reported
# the province: average benefits that it guarantees, averages of standards
dibao.average_benefit.urban 430000 2017-12-01 2017-12-31 296/month reported
dibao.average_benefit.urban 430000 2018-01-01 2018-12-31 320/month reported assumed
dibao.average_benefit.urban 430000 2019-01-01 2019-06-30 320/month reported
dibao.average_benefit.urban 430000 2019-07-01 2019-12-31 340/month reported
dibao.average_benefit.urban 430000 2020-01-01 2020-10-31 340/month reported assumed
dibao.average_benefit.urban 430000 2020-11-01 2020-12-31 374/month reported
dibao.average_benefit.urban 430000 2021-01-01 2021-12-31 374/month reported
dibao.average_benefit.rural 430000 2017-12-01 2017-12-31 153/month reported
dibao.average_benefit.rural 430000 2018-01-01 2018-12-31 170/month reported assumed
dibao.average_benefit.rural 430000 2019-01-01 2019-06-30 185/month reported
dibao.average_benefit.rural 430000 2019-07-01 2019-12-31 197/month reported
dibao.average_benefit.rural 430000 2020-01-01 2020-12-31 213/month reported assumed
dibao.average_benefit.rural 430000 2021-01-01 2021-12-31 229/month reported
hunan.average.standard.urban 430000 2024-12-01 2024-12-31 703/month reported
hunan.average.standard.rural 430000 2024-12-01 2024-12-31 515/month reported
hunan.average.orphan.scattered 430000 2024-01-01 2024-12-31 1173.4/month reported assumed
hunan.average.orphan.institution 430000 2024-01-01 2024-12-31 1653.6/month reported assumed
# the province: least rates of the disability allowances, and the scheme's thresholds
hunan.disability_allowance_floor 430000 2016-01-01 2017-12-31 50/month reported assumed
hunan.disability_allowance_floor 430000 2018-01-01 2018-12-31 55/month reported assumed
hunan.disability_allowance_floor 430000 2021-01-01 2021-12-31 70/month reported assumed
hunan.disability_allowance_floor 430000 2025-01-01 2025-12-31 100/month secondary assumed
hunan.disability_allowance_floor 430000 2026-01-01 2026-12-31 110/month reported
hunan.disability_allowance_floor 431200 2024-01-01 2024-12-31 90/month reported
hunan.heavy_cost_multiple 430000 2018-10-01 2020-12-31 2 reported
hunan.grace_ceiling 430000 2018-10-01 2020-12-31 12 reported
# Changsha and Liuyang
dibao.standard.urban 430100 2021-01-01 2022-07-31 750/month reported assumed
dibao.standard.rural 430100 2021-01-01 2022-07-31 750/month reported assumed
tekun.living.urban 430100 2021-01-01 2022-07-31 975/month reported assumed
tekun.living.rural 430100 2021-01-01 2022-07-31 975/month reported assumed
disability.living_allowance 430100 2021-01-01 2021-12-31 140/month reported assumed
disability.nursing_allowance 430100 2021-01-01 2021-12-31 100/month reported assumed
dibao.standard.urban 430181 2024-01-01 2024-12-31 750/month reported assumed
dibao.standard.rural 430181 2024-01-01 2024-12-31 750/month reported assumed
# Zhuzhou: averages of the city, allowances of its districts and its five counties
dibao.average_benefit.urban 430200 2019-01-01 2019-12-31 374/month reported assumed
dibao.average_benefit.rural 430200 2019-01-01 2019-12-31 223/month reported assumed
hunan.average.safety_net 430200 2019-01-01 2019-12-31 245/month reported assumed
hunan.average.tekun.urban 430200 2019-01-01 2019-12-31 7987/year reported assumed
hunan.average.tekun.rural 430200 2019-01-01 2019-12-31 7314/year reported assumed
elderly.old_age 430200 2019-01-01 open 80 reported assumed
hunan.average.living_allowance 430200 2021-01-01 2021-12-31 83.2/month reported assumed
hunan.average.nursing_allowance 430200 2021-01-01 2021-12-31 83.8/month reported assumed
disability.living_allowance 430202,430203,430204,430211 2022-01-01 2022-12-31 100/month secondary assumed
disability.nursing_allowance 430202,430203,430204,430211 2022-01-01 2022-12-31 100/month secondary assumed
disability.living_allowance 430212,430223,430224,430225,430281 2022-01-01 2022-12-31 80/month secondary assumed
disability.nursing_allowance 430212,430223,430224,430225,430281 2022-01-01 2022-12-31 80/month secondary assumed
# Liling
dibao.standard.rural 430281 2018-01-01 2018-12-31 290/month assumed assumed
dibao.standard.rural 430281 2019-01-01 2019-12-31 360/month reported
dibao.average_benefit.rural 430281 2019-01-01 2019-12-31 185/month reported
tekun.living.rural_scattered 430281 2018-01-01 2018-12-31 364/month assumed assumed
tekun.living.rural_scattered 430281 2019-01-01 2019-12-31 468/month reported
tekun.living.rural_institution 430281 2018-01-01 2018-12-31 480/month assumed assumed
tekun.living.rural_institution 430281 2019-01-01 2019-12-31 530/month reported
disability.living_allowance 430281 2018-01-01 2018-12-31 55/month assumed assumed
disability.nursing_allowance 430281 2018-01-01 2018-12-31 55/month assumed assumed
disability.living_allowance 430281 2019-01-01 2019-12-31 60/month reported
disability.nursing_allowance 430281 2019-01-01 2019-12-31 60/month reported
# Xiangtan: the city's two districts; of its counties only what they must not go below
dibao.standard.urban 430302,430304 2016-01-01 2016-12-31 460/month secondary assumed
dibao.standard.rural 430302,430304 2016-01-01 2016-12-31 460/month secondary assumed
dibao.guide.urban 430321,430381,430382 2016-01-01 2016-12-31 420/month secondary assumed
dibao.guide.rural 430321,430381 2016-01-01 2016-12-31 240/month secondary assumed
dibao.guide.rural 430382 2016-01-01 2016-12-31 360/month secondary assumed
disability.living_allowance 430300 2021-01-01 2021-12-31 70/month reported assumed
disability.nursing_allowance 430300 2021-01-01 2021-12-31 70/month reported assumed
# Hengyang and Leiyang
hunan.heavy_cost_multiple 430400 2025-11-01 open 2 secondary
dibao.standard.urban 430481 2021-10-01 2021-12-31 600/month reported
dibao.standard.rural 430481 2021-10-01 2021-12-31 4560/year reported
tekun.living.urban 430481 2021-10-01 2021-12-31 780/month reported
tekun.living.rural 430481 2021-10-01 2021-12-31 494/month reported
# Yueyang: districts, then counties
dibao.standard.urban 430602,430603,430611 2020-01-01 2020-10-31 6360/year secondary assumed
dibao.standard.rural 430602,430603,430611 2020-01-01 2020-12-31 4320/year secondary assumed
dibao.average_benefit.urban 430602,430603,430611 2020-01-01 2020-10-31 360/month secondary assumed
dibao.average_benefit.rural 430602,430603,430611 2020-01-01 2020-12-31 230/month secondary assumed
dibao.standard.urban COUNTIES 2020-01-01 2020-10-31 6240/year secondary assumed
dibao.standard.rural COUNTIES 2020-01-01 2020-12-31 4200/year secondary assumed
dibao.average_benefit.urban COUNTIES 2020-01-01 2020-10-31 350/month secondary assumed
dibao.average_benefit.rural COUNTIES 2020-01-01 2020-12-31 220/month secondary assumed
# Changde and Hanshou
disability.living_allowance 430700 2021-01-01 2021-12-31 75/month reported assumed
disability.nursing_allowance 430700 2021-01-01 2021-12-31 75/month reported assumed
dibao.standard.urban 430722 2020-01-01 2020-12-31 560/month assumed assumed
dibao.standard.rural 430722 2020-01-01 2020-12-31 390/month assumed assumed
dibao.standard.urban 430722 2021-01-01 2021-12-31 570/month reported
dibao.standard.rural 430722 2021-01-01 2021-12-31 400/month reported
dibao.average_benefit.urban 430722 2021-01-01 2021-12-31 391/month reported
dibao.average_benefit.rural 430722 2021-01-01 2021-12-31 246/month reported
tekun.living.urban 430722 2021-01-01 2021-12-31 8892/year reported
tekun.living.rural 430722 2021-01-01 2021-12-31 6240/year reported
tekun.care.full 430722 2021-01-01 2021-12-31 6000/year reported
tekun.care.half 430722 2021-01-01 2021-12-31 3000/year reported
tekun.care.able 430722 2021-01-01 2021-12-31 1550/year reported
# Anhua
hunan.flat.urban 430923 2022-08-01 2022-12-31 386/month reported
hunan.flat.urban 430923 2023-08-01 2023-12-31 420/month reported
tekun.living.urban 430923 2022-08-01 2022-12-31 780/month reported
tekun.living.urban 430923 2023-08-01 2023-12-31 845/month reported
tekun.living.rural 430923 2023-08-01 2023-12-31 542/month reported
tekun.care.full 430923 2023-08-01 2023-12-31 517/month reported
tekun.care.half 430923 2023-08-01 2023-12-31 259/month reported
# Yongzhou
dibao.standard.urban 431100 2022-01-01 2022-12-31 600/month assumed assumed
dibao.standard.rural 431100 2022-01-01 2022-12-31 4600/year assumed assumed
dibao.standard.urban 431100 2023-01-01 2023-12-31 650/month reported
dibao.standard.rural 431100 2023-01-01 2023-12-31 5000/year reported
# Chenxi
dibao.average_benefit.urban 431223 2023-01-01 2023-12-31 411.6/month reported assumed
dibao.average_benefit.rural 431223 2023-01-01 2023-12-31 294.75/month reported assumed
tekun.living.urban 431223 2023-01-01 2023-12-31 845/month reported assumed
tekun.living.rural 431223 2023-01-01 2023-12-31 550/month reported assumed
disability.living_allowance 431223 2023-01-01 2023-12-31 80/month reported assumed
disability.nursing_allowance 431223 2023-01-01 2023-12-31 80/month reported assumed
"""
COUNTIES = "430621,430623,430624,430626,430681,430682"
LINES = [line.replace("COUNTIES", COUNTIES).split() for line in ROWS.splitlines() if line and not line.startswith("#")]
STATED = [(name, code, *rest) for name, codes, *rest in LINES for code in codes.split(",")]
# A table is written otherwise; its rows are compared where a rule reads them.
SHIPPED = [each for each in OWN.records if each.name != "hunan.bands.rural"]


def row_of(record):
    value = f"{record.stated}/{record.per}" if record.per else record.stated
    last = str(record.until or "open")
    doubt = [] if record.since_grade is None else [record.since_grade]
    return (record.name, record.code, str(record.since), last, value, record.grade, *doubt)


@pytest.mark.parametrize("row", STATED, ids=lambda row: " ".join(row[:3]))
def test_a_figure_has_its_value_its_days_and_its_grades(row):
    name, code, first, *_ = row
    found = TABLE.at(name, (code,), date.fromisoformat(first))
    assert isinstance(found, FigureInForce)
    assert row_of(found.record) == row


def test_nothing_else_is_shipped():
    assert sorted(map(row_of, SHIPPED)) == sorted(STATED)


@pytest.mark.parametrize("row", [row for row in STATED if row[3] != "open"], ids=lambda row: " ".join(row[:3]))
def test_no_value_goes_on_after_its_last_day(row):
    name, code, _, last, *_ = row
    after = TABLE.at(name, (code,), date.fromisoformat(last) + timedelta(1))
    assert not isinstance(after, FigureInForce) or str(after.record.since) > last


@pytest.mark.parametrize("name", ["dibao.standard.urban", "dibao.standard.rural"])
@pytest.mark.parametrize("code", ["430225", "430726", "430923"])
def test_where_the_standard_is_not_known_none_is_shipped(name, code):
    assert [each for each in OWN.records if (each.name, each.code) == (name, code)] == []


def test_no_urban_guide_is_given_for_days_on_which_sources_differ_or_are_silent():
    days = (date(2013, 12, 31), date(2015, 1, 1), date(2018, 7, 1), date(2019, 6, 30), date(2022, 1, 1))
    found = [TABLE.at("dibao.guide.urban", ("430000",), day) for day in days]
    assert not any(isinstance(each, FigureInForce) for each in found)


def test_the_start_of_2016_is_doubtful_until_the_day_of_the_decision():
    days = (date(2016, 3, 30), date(2016, 3, 31))
    found = [TABLE.at("dibao.guide.urban", ("430000",), day) for day in days]
    assert [each.grade for each in found if isinstance(each, FigureInForce)] == ["assumed", "reported"]


def test_a_year_of_4300_is_no_whole_fen_a_month():
    found = TABLE.at("dibao.guide.rural", ("430000",), date(2021, 6, 1))
    assert isinstance(found, FigureInForce)
    assert found.record.quantity.text() == "4300.00 a year"


def test_a_year_of_4560_is_380_a_month_exactly():
    found = TABLE.at("dibao.standard.rural", ("430481",), date(2021, 10, 1))
    assert isinstance(found, FigureInForce)
    assert found.record.quantity == Money.monthly(380)


def test_every_place_leads_up_to_the_nation():
    places = Jurisdictions(place for each in FOLDERS for place in load_jurisdictions(each / "jurisdictions.toml"))
    assert [each.title for each in places.chain("431223")] == ["辰溪县", "怀化市", "湖南省", "全国"]
    assert all(places.contains("000000", code) for code in places.codes())


def test_all_fourteen_cities_are_there():
    places = load_jurisdictions(FOLDERS[1] / "jurisdictions.toml")
    assert sum(1 for each in places if each.parent == "430000") == 14
