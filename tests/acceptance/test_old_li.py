"""Old Li's household in Yanling, 2019: what 450 and 220 yuan a month can mean.

A report of early January 2020 on Zhuzhou tells of Li (54, hearing and speech, grade 1), his wife (intellectual,
grade 2) and their son at junior middle school: three people on rural dibao since 2019, who draw 450 yuan of dibao
and 220 yuan of the two disability allowances a month. Their income, Yanling's standard and its way of paying are not
told; 450 fits a gap and a band alike. Yanling's figures here are the test's own, as an office would supply them.
"""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from dibao import Decision, Disability, Engine, Household, Member, Money, Plugin, Regulation

YANLING = "430225"
FIRST_HALF, SECOND_HALF = date(2019, 3, 1), date(2019, 9, 1)
LIVING, NURSING = "disability_living_allowance", "disability_nursing_allowance"
OFFICE = """
[document.yanling-office]
title = "炎陵县2019年数值（测试用）"
english = "Yanling's figures of 2019, for this test"
issuer = "炎陵县民政局"
level = "fixture"

# The province's rural guides of 2019 stand in for the county's standard: 290 a month, then 3700 a year.
[[dibao.standard.rural]]
code = "430225"
amount = 3480
per = "year"
since = 2019-01-01
until = 2019-06-30
document = "yanling-office"
grade = "assumed"

[[dibao.standard.rural]]
code = "430225"
amount = 3700
per = "year"
since = 2019-07-01
until = 2019
document = "yanling-office"
grade = "assumed"
"""


def rates_of(amount: int) -> str:
    """Write one rate for both allowances of 2019."""
    return "".join(
        f"""
[[disability.{kind}_allowance]]
code = "430225"
amount = {amount}
per = "month"
since = 2019
until = 2019
document = "yanling-office"
grade = "assumed"
"""
        for kind in ("living", "nursing")
    )


# 220 is four times 55, the province's least rate of 2018. It is known as a floor of that year, and Liling next to
# Yanling paid 60 from 2019 on: for 2019 the rate is the office's to supply.
RATES = rates_of(55)
BANDS = """
[figure."yanling.bands"]
unit = "band"
by = "count"
title = "分档补助标准"
english = "amount a head by band"

[[yanling.bands]]
code = "430225"
per = "month"
rows = [{ from = 1, amount = 290 }, { from = 2, amount = 220 }, { from = 3, amount = 150 }]
since = 2019
until = 2019
document = "yanling-office"
grade = "assumed"
"""

banding = Regulation(
    "yanling-bands",
    title="炎陵县分档发放（测试用）",
    english="Bands in Yanling, for this test",
    issuer="炎陵县民政局",
    jurisdiction=YANLING,
    since="2019",
    grade="assumed",
    level="fixture",
)


@banding.article("分档", answers="benefit", title="按档次发放")
def third_band(household, standards):
    """Each person gets the amount of the third band."""
    return standards.band("yanling.bands", 3) * household.size


def old_li(
    wage: str = "0", drawn: str = "0", code: str = YANLING, facts: Mapping[str, bool] = MappingProxyType({})
) -> Household:
    """Give the household with an income a month, and with allowances stated as income."""
    drawn_by_each = {"disability_allowance": Money.monthly(drawn)}
    people: list[dict[str, Any]] = [
        {
            **{"id": "li", "relation": "applicant", "born": "1965-01-01", "disability": Disability("hearing", 1)},
            "incomes": {"wage": Money.monthly(wage), **drawn_by_each},
        },
        {
            **{"id": "wife", "relation": "spouse", "born": "1968-01-01", "disability": Disability("intellectual", 2)},
            "incomes": drawn_by_each,
        },
        {"id": "son", "relation": "child", "born": "2005-01-01", "education": "junior", "incomes": {}},
    ]
    flags = {"li": {}, "wife": {}, "son": {"full_time_student": True}}
    members = [Member(**each, expenses={}, flags=flags[each["id"]], facts={}) for each in people]
    return Household(
        id="old-li",
        jurisdiction=code,
        area="rural",
        members=members,
        obligors=[],
        property={},
        findings={"property_within_limits": True},
        facts=facts,
        prior=None,
    )


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """Give the nation's and Hunan's law with the office's figures."""
    return with_office(tmp_path, OFFICE + RATES)


def with_office(folder: Path, text: str, *plugins: Plugin) -> Engine:
    """Give an engine with an office's file."""
    path = folder / "yanling.toml"
    path.write_text(text, encoding="utf-8")
    return Engine(plugins=["hunan", *plugins], figures=path)


def allowances(decision: Decision) -> dict[tuple[str, str], Money | None]:
    """Give what persons draw beside dibao."""
    return {(each.to, each.programme): each.monthly for each in decision.awards if each.to != "household"}


@pytest.mark.parametrize(
    ("on", "income"),
    [(FIRST_HALF, "420"), (SECOND_HALF, "475")],
)
def test_450_is_the_gap_at_one_income_in_each_half_year(engine, on, income):
    # 3 × 290 − 420 = 450 and 3 × 3700 / 12 − 475 = 925 − 475 = 450
    decision = engine.assess(old_li(income), on)
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly(450))


def test_the_standard_of_the_second_half_year_is_no_whole_fen_a_month(engine):
    decision = engine.assess(old_li("475"), SECOND_HALF)
    assert decision.quantity("household.need") == Money.yearly(3 * 3700)
    assert decision.quantity("household.gap") == Money.monthly(450)


@pytest.mark.parametrize("income", ["0", "420", "869.99"])
def test_450_is_also_a_band_of_150_a_head_whatever_the_income(tmp_path, income):
    county = Plugin("yanling", speaks_for=YANLING, modules=[sys.modules[__name__]])
    engine = with_office(tmp_path, OFFICE + RATES + BANDS, county)
    decision = engine.assess(old_li(income), FIRST_HALF)
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly(450))


def test_both_parents_draw_both_allowances_and_the_son_none(engine):
    decision = engine.assess(old_li("420"), FIRST_HALF)
    people = [(person, programme) for person in ("li", "wife") for programme in (LIVING, NURSING)]
    assert allowances(decision) == dict.fromkeys(people, Money.monthly(55))
    assert decision.total_monthly == Money.monthly(450 + 220)


def test_each_parents_awards_rest_on_the_provinces_rules(engine):
    decision = engine.assess(old_li("420"), FIRST_HALF)
    cited = {each.programme: decision.rules_of_award(each)[0].id for each in decision.awards if each.to == "wife"}
    assert cited == {name: f"hunan-allowances-2015:{name}" for name in (LIVING, NURSING)}


def test_at_60_it_would_have_been_240(tmp_path):
    decision = with_office(tmp_path, OFFICE + rates_of(60)).assess(old_li("420"), FIRST_HALF)
    assert decision.total_monthly == Money.monthly(450 + 240)


def test_under_hebeis_list_hearing_and_speech_earn_no_nursing_allowance(tmp_path):
    # The same family in Qinhuangdao, of which no figure is known, at Hunan's rates: 55 + 55 + 55.
    qinhuangdao = "130300"
    path = tmp_path / "qinhuangdao.toml"
    path.write_text((OFFICE + RATES).replace(YANLING, qinhuangdao), encoding="utf-8")
    facts = dict.fromkeys(("hebei.registered_poor", "hebei.low_income", "hebei.high_living_standard"), False)
    household = old_li("420", code=qinhuangdao, facts=facts)
    decision = Engine(plugins=["hebei"], figures=path).assess(household, FIRST_HALF)
    expected = {("li", LIVING): 55, ("wife", LIVING): 55, ("wife", NURSING): 55}
    assert allowances(decision) == {each: Money.monthly(amount) for each, amount in expected.items()}
    assert decision.total_monthly == Money.monthly(450 + 165)


def test_the_allowances_stated_as_income_change_nothing(engine):
    without, beside = (engine.assess(old_li("420", drawn), FIRST_HALF) for drawn in ("0", "110"))
    assert beside.quantity("household.household_income") == Money.monthly(420)
    assert (beside.dibao_monthly, beside.total_monthly) == (without.dibao_monthly, without.total_monthly)


def test_without_yanlings_rates_they_are_asked_for(tmp_path):
    decision = with_office(tmp_path, OFFICE).assess(old_li("420"), FIRST_HALF)
    asked = {each.path for each in decision.questions}
    assert asked == {"disability.living_allowance", "disability.nursing_allowance"}


def test_without_the_office_the_standard_is_asked_for_too():
    decision = Engine(plugins=["hunan"]).assess(old_li("420"), FIRST_HALF)
    assert "dibao.standard.rural" in {each.path for each in decision.questions}
