"""The library and a second reading of the law decide alike."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracle import means_test
from tests.oracle.agreement import Tried, of_the_library, of_the_oracle, sample
from tests.oracle.hunan import HONGJIANG_FEN_A_YEAR, Hongjiang
from tests.oracle.means_test import ON_DIBAO
from tests.oracle.national import LAW, MEASURES, NOTICE, RIGID_MEASURES, Nation
from tests.oracle.places import ERAS, PLACES, REGIONS
from tests.oracle.result import OracleResult, up_to_the_fen
from tests.oracle.stated import OracleNeeds, disability, flag
from tests.properties.places import COUNTY, HONGJIANG
from tests.properties.programmes import filled, in_hardship, numbers

from dibao import Household, Policy, to_json_data
from dibao.testing.lines import near_a_line
from dibao.testing.strategies import households

HOUSEHOLDS = 60
"""How many are tried in each region on each day; `python -m tests.oracle.agreement` tries more."""


@cache
def trial(region: str) -> tuple[Tried, ...]:
    """Try the same households each time."""
    return tuple(sample([region], ERAS, HOUSEHOLDS))


@pytest.mark.parametrize("region", REGIONS)
def test_households_of_all_regions_and_eras_are_decided_as_the_oracle_does(region):
    differing = [each for each in trial(region) if each.differences]
    kinds = Counter((each.place.name, str(each.on), *each.differences) for each in differing)
    first = [(each.differences, json.dumps(each.stated, ensure_ascii=False)) for each in differing[:1]]
    assert (dict(kinds), first) == ({}, [])


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("on", ERAS, ids=str)
def test_each_status_is_met_wherever_there_is_one(region, on):
    met = Counter(each.oracle.status for each in trial(region) if each.on == on)
    some = {"dibao", "not_eligible"} | ({"marginal"} if on >= MEASURES else set())
    assert some <= set(met)
    assert on >= MEASURES or not met["marginal"]


def at(*names: str, first: date = date.min, last: date = date.max) -> Callable[[Tried], bool]:
    """Give a test for places and days."""
    return lambda each: each.place.name in names and first <= each.on <= last


def between(first: str, last: str) -> dict[str, date]:
    """Give two days."""
    return {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}


def paid(each: Tried, programme: str) -> bool:
    """Say whether a programme pays."""
    return any(award.programme == programme for award in each.oracle.awards)


def gap_is_paid(each: Tried) -> bool:
    """Say whether dibao pays the gap."""
    gap = each.oracle.need - each.oracle.household_income
    return bool(each.oracle.dibao_monthly_fen == up_to_the_fen(gap * 12))


def alone(each: Tried, wanted: Callable[[Mapping[str, Any]], bool]) -> bool:
    """Say whether one who counts may apply alone, and is like this."""
    may = each.oracle.may_apply_alone & set(each.oracle.counted)
    return any(member["id"] in may and wanted(member) for member in each.stated["members"])


def is_ill_or_disabled(member: Mapping[str, Any]) -> bool:
    """Say whether there is an illness or a certificate."""
    return flag(member, "recognised_major_illness") or disability(member)[1] > 0


def fades_out_late(each: Tried) -> bool:
    """Say whether a family fades out after half a year."""
    return each.oracle.status == "gradual_exit" and each.stated["prior"]["grace_months_used"] >= 6


def refused_for_property(each: Tried) -> bool:
    """Say whether a family of low income is refused although an officer found no fault."""
    result = each.oracle
    poor = bool(result.counted) and result.household_income < result.need and result.status == "not_eligible"
    return poor and each.stated["findings"]["property_within_limits"]


PLACES_OF = {region: [each.name for each in PLACES if each.region == region] for region in REGIONS}
BRANCHES: dict[str, tuple[Callable[[Tried], bool], Callable[[Tried], bool]]] = {
    "the income is the need": (lambda each: True, lambda each: each.oracle.household_income == each.oracle.need > 0),
    "the income is half as much again": (
        at(*PLACES_OF["hunan"], first=MEASURES, last=RIGID_MEASURES),
        lambda each: 2 * each.oracle.household_income == 3 * each.oracle.need > 0,
    ),
    "a negative income is floored": (lambda each: True, lambda each: each.oracle.after_rigid < 0),
    "an income is out of the household": (
        lambda each: True,
        lambda each: 0 < each.oracle.size < len(each.stated["members"]),
    ),
    "clergy apply alone under dibao": (
        lambda each: True,
        lambda each: (
            each.oracle.status in ON_DIBAO and not alone(each, lambda _: True) and bool(each.oracle.may_apply_alone)
        ),
    ),
    "a disabled member registered apart applies alone": (
        at(*PLACES_OF["hunan"], *PLACES_OF["jiangxi"], last=date(2018, 9, 30)),
        lambda each: alone(each, lambda _: True),
    ),
    "a single person is paid for in a marginal family": (
        at(*PLACES_OF["hunan"], first=MEASURES),
        lambda each: each.oracle.status == "marginal" and paid(each, "single_person"),
    ),
    "an unemployed disabled adult applies alone": (
        at(*PLACES_OF["hunan"], first=NOTICE),
        lambda each: each.oracle.status != "marginal" and alone(each, lambda _: True),
    ),
    "special hardship is enough under the law": (
        at(*PLACES_OF["hunan"], *PLACES_OF["jiangxi"], first=LAW),
        lambda each: alone(each, lambda member: not is_ill_or_disabled(member)),
    ),
    "the family fades out after half a year": (at(*PLACES_OF["hunan"], last=date(2022, 10, 19)), fades_out_late),
    "a family of high spending": (
        at(*PLACES_OF["hunan"], first=RIGID_MEASURES),
        lambda each: each.oracle.status == "rigid_expenditure",
    ),
    "Hunan deducts in 2018 to 2020": (
        at(*PLACES_OF["hunan"], **between("2018-10-01", "2020-12-31")),
        lambda each: each.oracle.deducted > 0,
    ),
    "Hunan covers the registered poor alone": (
        at(*PLACES_OF["hunan"], **between("2018-10-01", "2020-12-31")),
        lambda each: (
            each.stated["facts"]["hunan.registered_poor"]
            and alone(each, lambda member: not flag(member, "separate_hukou"))
        ),
    ),
    "Hunan pays for living and nursing": (
        at("Yueyang", first=date(2016, 1, 1)),
        lambda each: paid(each, "disability_living_allowance") and paid(each, "disability_nursing_allowance"),
    ),
    "Zhuzhou pays for living without dibao": (
        at("Yanling", first=date(2022, 1, 1)),
        lambda each: (
            each.oracle.status == "not_eligible"
            and not each.oracle.may_apply_alone
            and paid(each, "disability_living_allowance")
        ),
    ),
    "Anhua pays flat": (
        at("Anhua", first=date(2022, 8, 1)),
        lambda each: each.oracle.status == "dibao" and each.stated["area"] == "urban" and not gap_is_paid(each),
    ),
    "Anhua pays bands": (
        at("Anhua", first=date(2023, 8, 1)),
        lambda each: each.oracle.status == "dibao" and each.stated["area"] == "rural" and not gap_is_paid(each),
    ),
    "Hengyang deducts": (at("Hengyang", first=date(2025, 11, 1)), lambda each: each.oracle.deducted > 0),
    "Jiangxi pays regular recipients in full": (
        at("Jiujiang", **between("2017-01-01", "2021-06-30")),
        lambda each: each.oracle.status == "dibao" and not gap_is_paid(each),
    ),
    "Jiangxi pays by five grades": (
        at("Jiujiang", **between("2023-01-01", "2023-12-31")),
        lambda each: each.oracle.status == "dibao" and not gap_is_paid(each),
    ),
    "Ganzhou deducts": (at("Ganzhou", first=NOTICE), lambda each: each.oracle.deducted > 0),
    "Ganzhou delays exit beyond half a year": (at("Ganzhou", first=NOTICE), fades_out_late),
    "Ganzhou refuses for a rich relative": (at("Ganzhou", first=NOTICE), refused_for_property),
    "Nanchang knows families of high spending": (
        at("Nanchang", **between("2024-03-01", "2024-12-31")),
        lambda each: each.oracle.status == "rigid_expenditure",
    ),
    "Hebei refuses for property": (
        at(*PLACES_OF["hebei"], **between("2013-05-01", "2021-06-30")),
        refused_for_property,
    ),
    "Hebei deducts": (at(*PLACES_OF["hebei"], first=date(2019, 1, 1)), lambda each: each.oracle.deducted > 0),
    "Hebei deducts up to its cap": (
        at(*PLACES_OF["hebei"], first=date(2019, 1, 1)),
        lambda each: 65 * each.oracle.deducted == 35 * each.oracle.after_rigid > 0,
    ),
    "Hebei lets the registered poor fade out for a year": (
        at(*PLACES_OF["hebei"], **between("2019-01-01", "2020-12-31")),
        lambda each: fades_out_late(each) and each.stated["findings"]["grace_months_granted"] < 12,
    ),
    "Hebei covers a minor alone": (
        at("Handan", first=date(2019, 1, 1)),
        lambda each: alone(each, lambda member: not is_ill_or_disabled(member)),
    ),
    "Hebei covers in towns": (
        at("Handan", **between("2020-11-01", "2021-06-30")),
        lambda each: each.stated["area"] == "urban" and alone(each, lambda _: True),
    ),
    "Hebei pays for living and nursing": (
        at(*PLACES_OF["hebei"], first=date(2016, 1, 1)),
        lambda each: paid(each, "disability_living_allowance") and paid(each, "disability_nursing_allowance"),
    ),
    "Zhangjiakou covers lower grades alone": (
        at("Zhangjiakou", first=date(2023, 1, 1)),
        lambda each: alone(each, lambda member: disability(member)[1] == 4),
    ),
    "Zhangjiakou takes off the cost of working": (
        at("Zhangjiakou", first=date(2023, 1, 1)),
        lambda each: (
            each.oracle.deducted > 0
            and not any(member["expenses"].keys() & {"medical", "disability"} for member in each.stated["members"])
        ),
    ),
    "Tangshan has tiers": (
        at("Tangshan", **between("2023-07-01", "2024-12-31")),
        lambda each: each.oracle.status == "dibao" and each.oracle.need / each.oracle.size in (85000, 68000),
    ),
    "Shijiazhuang has tiers": (
        at("Shijiazhuang", **between("2024-05-01", "2026-06-30")),
        lambda each: each.oracle.status == "dibao" and each.oracle.need / each.oracle.size in (82500, 66000),
    ),
}


@pytest.mark.parametrize("branch", BRANCHES)
def test_each_branch_of_the_law_is_met(branch):
    here, holds = BRANCHES[branch]
    assert any(here(each) and holds(each) for region in REGIONS for each in trial(region))


# Hongjiang with the figures that were published, and a county with national law only; both lack no other.
COUNTY_FIGURES = {"dibao.standard.urban": 65000 * 12, "dibao.standard.rural": 430000}
WITH_PUBLISHED = filled(**dict.fromkeys(HONGJIANG_FEN_A_YEAR[2024], COUNTY) | dict.fromkeys(COUNTY_FIGURES, ""))
DAYS: Mapping[str, tuple[date, ...]] = {
    HONGJIANG: (date(2023, 1, 1), date(2023, 6, 1), date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31)),
    COUNTY: (
        date(2021, 7, 1),
        date(2022, 10, 19),
        date(2022, 10, 20),
        date(2024, 2, 29),
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 6, 30),
    ),
}


def oracle(household: Household, on: date) -> OracleResult:
    """Decide with the oracle; it reads the JSON form."""
    if household.jurisdiction == HONGJIANG:
        law: Nation = Hongjiang(on, numbers(on) | HONGJIANG_FEN_A_YEAR[on.year])
    else:
        law = Nation(on, numbers(on) | COUNTY_FIGURES)
    return means_test.decide(to_json_data(household), law)


@st.composite
def stated_cases(draw: Any, unknowns: bool = False) -> tuple[Policy, Household]:
    """Give a household where the oracle knows the law, often near a line."""
    code = draw(st.sampled_from(sorted(DAYS)))
    policy = WITH_PUBLISHED.policy(code, draw(st.sampled_from(DAYS[code])))
    household = draw(households((code,), on=policy.on, unknowns=unknowns, most_members=4))
    household = draw(in_hardship(household, policy.on))
    return policy, draw(near_a_line(policy, household))


@given(stated_cases())
def test_a_household_without_unknowns_is_decided_as_the_oracle_does(case):
    policy, household = case
    assert of_the_library(policy.assess(household)) == of_the_oracle(oracle(household, policy.on))


@settings(max_examples=80)
@given(stated_cases(unknowns=True))
def test_unknowns_leave_open_only_what_they_can_change(case):
    policy, household = case
    decision = policy.assess(household)
    try:
        result = oracle(household, policy.on)
    except OracleNeeds:
        return
    if decision.is_decided:
        found, expected = of_the_library(decision), of_the_oracle(result)
        settled = ("status", "awards", "once", "services")
        assert {name: found[name] for name in settled} == {name: expected[name] for name in settled}
    else:
        assert decision.questions
