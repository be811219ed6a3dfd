"""Hengyang: what comes off income, each by itself and all together.

Worked by hand from a page of November 2025 on Hengyang's deductions; standards and rates are the test's own.
"""

import pytest

from dibao import Disability, Money

LEIYANG, DAY = "430481", "2025-12-01"
RIGID = "household.rigid_expenditure"


@pytest.fixture
def leiyang(at):
    return at(LEIYANG, DAY)


@pytest.mark.parametrize(
    ("kind", "grade", "off"),
    [
        ("limb", 1, 150),
        ("hearing", 2, 150),
        ("limb", 3, 0),
        ("visual", 3, 0),
        ("intellectual", 3, 150),
        ("mental", 3, 150),
        ("mental", 4, 0),
    ],
)
def test_for_a_severely_disabled_member_both_allowances_come_off(leiyang, person, kind, grade, off):
    decision = leiyang.decide(person("b", disability=Disability(kind, grade)), wage="500")
    assert decision.quantity(RIGID) == Money.monthly(off)


@pytest.mark.parametrize(("is_ill", "off"), [(True, 300), (False, 0)])
def test_treatment_comes_off_for_the_seriously_ill(leiyang, person, is_ill, off):
    ill = person("b", flags={"recognised_major_illness": is_ill}, expenses={"medical": Money.monthly(300)})
    assert leiyang.decide(ill, wage="500").quantity(RIGID) == Money.monthly(off)


def pupil(person, cost):
    return person("c", "child", "2010-01-01", expenses={"education": Money.yearly(cost)})


@pytest.mark.parametrize(
    ("cost", "off"), [("19999.99", "0"), ("20000", "0"), ("20000.01", "10000.01"), ("25000", "15000")]
)
def test_schooling_of_more_than_twice_income_comes_off_above_income(leiyang, person, cost, off):
    earner = {"applicant": {"incomes": {"wage": Money.yearly(10000)}}}
    assert leiyang.decide(pupil(person, cost), **earner).quantity(RIGID) == Money.yearly(off)


@pytest.mark.parametrize("business", ["0", "-100"])
def test_without_income_all_schooling_comes_off(leiyang, person, business):
    earner = {"applicant": {"incomes": {"business": Money.monthly(business)}}}
    assert leiyang.decide(pupil(person, "25000"), **earner).quantity(RIGID) == Money.yearly(25000)


def test_rent_comes_off(leiyang):
    decision = leiyang.decide(wage="800", applicant={"expenses": {"rent": Money.monthly(250)}})
    assert decision.quantity(RIGID) == Money.monthly(250)


def test_all_of_it_adds_up_and_leaves_no_income_below_zero(leiyang, person):
    ill = person(
        "b",
        disability=Disability("limb", 1),
        flags={"recognised_major_illness": True},
        expenses={"medical": Money.monthly(300), "rent": Money.monthly(200)},
    )
    cost = {"facts": {"hunan.employment_cost": Money.monthly(100)}}
    decision = leiyang.decide(ill, pupil(person, "24000.12"), wage="1000", applicant=cost)
    # 150 for the disability, 300 for treatment, 200 rent, 2000.01 − 1000 of schooling; 100 for working
    assert decision.quantity("household.after_employment_cost") == Money.monthly(900)
    assert decision.quantity(RIGID) == Money.monthly("1650.01")
    assert (decision.quantity("household.household_income"), decision.dibao_monthly) == (
        Money.monthly(0),
        Money.monthly(1500),
    )


def test_a_deduction_brings_a_family_below_its_standards(leiyang, person):
    disabled = person("b", disability=Disability("limb", 1))
    # 1149.99 − 150 is below twice 500, 1150 − 150 is not
    assert [leiyang.decide(disabled, wage=each).status for each in ("1149.99", "1150")] == ["dibao", "marginal"]


@pytest.mark.parametrize(("on", "off"), [("2025-10-31", 0), ("2025-11-01", 250)])
def test_nothing_is_known_of_the_time_before_the_page(at, on, off):
    decision = at(LEIYANG, on).decide(wage="800", applicant={"expenses": {"rent": Money.monthly(250)}})
    assert decision.quantity(RIGID) == Money.monthly(off)
