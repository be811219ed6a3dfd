"""What holds of the strategies together: who uses them, and which laws they keep."""

import inspect
from datetime import date
from types import FunctionType
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures.strategies import bing, ding, jia, yi
from tests.strategies.people import BING, ENGINE, JIA, ON, POLICIES, YI, family, imputed, monthly, obligor, person

import dibao.strategies
from dibao import UNKNOWN, Decision, Engine, Household, Obligor
from dibao.symbols.guard import check_rule_source

OFFERED = [getattr(dibao.strategies, name) for name in dibao.strategies.__all__]
COUNTIES = (jia, yi, bing, ding)
IMPUTING = st.sampled_from((JIA, YI, BING))
OBLIGOR_FACTS = ("relation", "income", "household_size", "supports", "pays", "on_assistance")


# -- what they are -----------------------------------------------------------------------------------
@pytest.mark.parametrize("strategy", OFFERED, ids=lambda each: each.__name__)
def test_a_strategy_writes_only_what_a_rule_may(strategy):
    assert check_rule_source(strategy, name=strategy.__name__) == []


def test_no_strategy_has_a_number_of_its_own():
    numbers = {
        each for strategy in OFFERED for each in strategy.__code__.co_consts if type(each) is int and each not in (0, 1)
    }
    assert numbers == set()


def test_each_strategy_is_chosen_by_a_county_or_part_of_one_that_is():
    named = {name for county in COUNTIES for rule in functions_of(county) for name in rule.__code__.co_names}
    parts = {name for strategy in OFFERED if strategy.__name__ in named for name in strategy.__code__.co_names}
    assert [each.__name__ for each in OFFERED if each.__name__ not in named | parts] == []


def functions_of(county: Any) -> list[FunctionType]:
    return [each for _, each in inspect.getmembers(county, inspect.isfunction) if each.__module__ == county.__name__]


def test_no_national_rule_uses_a_strategy():
    policy = Engine(plugins=[]).policy("000000", ON)
    used = {name for rule in policy.rules for name in rule.function.__code__.co_names}
    assert used.isdisjoint(dibao.strategies.__all__)


def test_rules_that_use_strategies_mean_the_same_on_plain_values():
    assert [problem for problem in ENGINE.check() if "choice" in problem.message] == []


# -- laws --------------------------------------------------------------------------------------------
fen = st.integers(0, 400_000)
obligors = st.builds(
    obligor,
    income=fen.map(lambda each: f"{each}.{each % 100:02d}"),
    relation=st.sampled_from(("child", "parent", "sibling")),
    household_size=st.integers(1, 6),
    supports=st.integers(0, 5),
    pays=st.integers(0, 1500).map(lambda each: monthly(str(each))),
    on_assistance=st.booleans(),
)


@given(IMPUTING, obligors, fen)
def test_more_obligor_income_never_lowers_support(code, owes, more):
    richer = evolve(owes, income=owes.income + monthly("0.01") * more)
    assert imputed(family(code, obligors=[owes])) <= imputed(family(code, obligors=[richer]))


@given(IMPUTING, obligors, st.integers(1, 5))
def test_a_larger_obligor_household_never_owes_more(code, owes, more):
    larger = evolve(owes, household_size=owes.household_size + more)
    assert imputed(family(code, obligors=[larger])) <= imputed(family(code, obligors=[owes]))


@given(IMPUTING, obligors, st.integers(1, 5))
def test_who_supports_more_people_never_owes_more(code, owes, more):
    busier = evolve(owes, supports=owes.supports + more)
    assert imputed(family(code, obligors=[busier])) <= imputed(family(code, obligors=[owes]))


@given(IMPUTING, obligors, fen)
def test_a_payment_that_is_received_never_lowers_income(code, owes, more):
    def income(pays: Any) -> Any:
        receives = person(incomes={"support_received": pays})
        return imputed(family(code, receives, obligors=[evolve(owes, pays=pays)]))

    assert income(owes.pays) <= income(owes.pays + monthly("0.01") * more)


@given(IMPUTING, obligors, obligors)
def test_the_order_of_obligors_changes_nothing(code, first, second):
    second = evolve(second, id="o2")
    assert imputed(family(code, obligors=[first, second])) == imputed(family(code, obligors=[second, first]))


# -- unknown facts -----------------------------------------------------------------------------------
@given(IMPUTING, obligors, st.lists(st.sampled_from(OBLIGOR_FACTS), min_size=1, max_size=4, unique=True), st.data())
def test_bounds_hold_whatever_an_unknown_obligor_turns_out_to_be(code, owes, unknown, data):
    stated = family(code, person(income="300"), obligors=[owes])
    decision = POLICIES[code].assess(with_obligor(stated, dict.fromkeys(unknown, UNKNOWN)))
    other = data.draw(obligors)
    for told in (owes, other):
        full = POLICIES[code].assess(with_obligor(stated, {name: getattr(told, name) for name in unknown}))
        assert lies_within(full, decision)


def with_obligor(household: Household, changes: dict[str, Any]) -> Household:
    assert isinstance(household.obligors, tuple)
    return evolve(household, obligors=[evolve(household.obligors[0], **changes)])


def lies_within(full: Decision, decision: Decision) -> bool:
    if decision.bounds is None:
        return (full.status, full.dibao_monthly) == (decision.status, decision.dibao_monthly)
    low, high = decision.bounds.dibao
    assert full.dibao_monthly is not None
    return full.status in decision.bounds.statuses and low <= full.dibao_monthly <= high


@pytest.mark.parametrize("code", [JIA, YI, BING])
def test_an_obligor_of_whom_nothing_is_known_is_asked_about(code):
    decision = POLICIES[code].assess(family(code, person(income="300"), obligors=[Obligor("o1")]))
    assert not decision.is_decided
    assert "$.obligors[0].income" in [question.path for question in decision.questions]


def test_a_payment_that_nobody_stated_leaves_the_rest_bounded():
    open_one = family(YI, person(income="300"), obligors=[evolve(obligor("2810"), pays=UNKNOWN)])
    bounds = POLICIES[YI].assess(open_one).bounds
    assert bounds is not None
    assert bounds.dibao == (monthly("470"), monthly("570"))


def test_the_county_decides_from_its_first_day_only():
    before = ENGINE.policy(YI, date(2023, 12, 31))
    decision = before.assess(family(YI, obligors=[obligor("2810")]))
    assert decision.quantity("household.counted_income") == monthly("0")
