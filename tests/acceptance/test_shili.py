"""The reference policy as a plug-in decides as the reference policy does."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON, monthly, shili_household
from tests.oracle import reference_policy
from tests.oracle.reference_policy import ReferenceResult
from tests.oracle.test_reference_policy import shili

from dibao import Decision, Engine, Household, Money

CASES = json.loads((Path(__file__).parents[1] / "data" / "reference_cases.json").read_text("utf-8"))
STATUSES = ("not_eligible", "dibao", "gradual_exit", "marginal")
ENGINE = Engine(plugins=[plugin])
POLICY = ENGINE.policy("990000", ON)


def decide(household: Household) -> ReferenceResult:
    """Give a decision in the form of the reference policy."""
    decision = POLICY.assess(household)
    return ReferenceResult(
        status=STATUSES.index(decision.status),
        dibao=fen(decision.dibao_monthly),
        single=sum(fen(each.monthly) for each in decision.awards if each.programme == "single_person"),
        allowances=sum(fen(each.monthly) for each in decision.awards if each.programme.endswith("_allowance")),
        reasons=reasons(decision),
    )


def fen(amount: Money | None) -> int:
    """Give whole fen a month."""
    assert amount is not None and amount.is_whole_fen
    return int(amount.per_month * 100)


def reasons(decision: Decision) -> int:
    """Read from each rule what it said; bits as the reference policy counts them."""
    tests = [decision.quantity("household.income_below_need"), *(said(decision, name) for name in PROPERTY_RULES)]
    return sum((not passed) << bit for bit, passed in enumerate(tests))


PROPERTY_RULES = ("savings", "vehicles", "houses")


def said(decision: Decision, rule: str) -> bool:
    """Tell what one rule of the property test said of dibao."""
    [answer] = [
        each for each in POLICY.composed.answers if each.rule.name == rule and each.step == "household.passes_property"
    ]
    return decision.evaluation.value(answer.value) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_reference_case(case):
    assert decide(shili_household(case["household"], case["id"]))._asdict() == case["expected"]


def test_all_79_cases_reach_all_statuses_and_the_empty_household():
    assert len(CASES) == 79
    assert {case["expected"]["status"] for case in CASES} == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("household", "status", "dibao"),
    [
        (shili(44999), "dibao", 5000),
        (shili(45000), "marginal", 0),
        (shili(67499), "marginal", 0),
        (shili(67500), "not_eligible", 0),
        (shili(50000, before=True, months=5), "gradual_exit", 7700),
        (shili(50000, before=True, months=6), "marginal", 0),
        (shili(44999, age=69), "dibao", 5000),
        (shili(44999, age=70), "dibao", 14000),
        (shili(44999, age=17), "dibao", 14000),
        (shili(44999, age=18), "dibao", 5000),
        (shili(20101, medical=99999), "dibao", 35000),
        (shili(89999, medical=99999), "marginal", 0),
    ],
)
def test_edge(household, status, dibao):
    decision = POLICY.assess(shili_household(household))
    assert (decision.status, decision.dibao_monthly) == (status, monthly(dibao))


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"liquid_assets": 24 * 45000}, "dibao"),
        ({"liquid_assets": 24 * 45000 + 1}, "not_eligible"),
        ({"vehicles": 1}, "not_eligible"),
        ({"houses": 2}, "dibao"),
        ({"houses": 3}, "not_eligible"),
    ],
)
def test_property_on_and_over_its_limits(change, status):
    assert POLICY.assess(shili_household({**shili(0), **change})).status == status


def test_nobody_in_the_unit_is_never_eligible():
    stated = shili(0, before=True)
    stated["members"][0]["in_household_unit"] = False
    decision = POLICY.assess(shili_household(stated))
    assert (decision.status, decision.quantity("household.need"), decision.awards) == ("not_eligible", monthly(0), ())


def test_an_answer_beyond_competence_decides_and_warns():
    assert POLICY.assess(shili_household(shili(0))).warnings() == (
        "shili-measures-2024:everybody_named (shili/measures_2024.py:32) answers 'belongs' for 990000, a province; "
        "the question is open to: nation; applied as practice: 示例县为虚构，用于检验内核",
    )


AMOUNTS = st.sampled_from([0, 0, 100, 9000, 22500, 44999, 45000, 45001, 67500, 70000]) | st.integers(0, 200_000)
FLAGS = st.booleans()
MEMBERS = st.fixed_dictionaries(
    {
        "age": st.sampled_from([0, 17, 18, 40, 69, 70, 100]),
        "in_household_unit": st.sampled_from([True, True, True, False]),
        "wage": AMOUNTS,
        "business": AMOUNTS | st.integers(-200_000, 0),
        "property": AMOUNTS,
        "transfer": AMOUNTS,
        "excluded_transfer": AMOUNTS,
        "medical_self_paid": AMOUNTS,
        "education_cost": AMOUNTS,
        "disability_care": AMOUNTS,
        "grade": st.integers(0, 4),
        "disability_kind": st.integers(0, 6),
        "seriously_ill": FLAGS,
        "employed": FLAGS,
    }
)
HOUSEHOLDS = st.fixed_dictionaries(
    {
        "urban": FLAGS,
        "liquid_assets": st.just(0) | st.integers(0, 6 * 24 * 70000 + 1),
        "vehicles": st.sampled_from([0, 0, 0, 1]),
        "houses": st.integers(0, 3),
        "on_dibao_before": FLAGS,
        "months_since_exceeded": st.integers(0, 7),
        "last_amount": AMOUNTS,
        "members": st.lists(MEMBERS, min_size=1, max_size=6),
    }
)


@given(HOUSEHOLDS)
@example(shili(45001, medical=45000))
def test_any_household_is_decided_as_the_reference_policy_does(stated: dict[str, Any]):
    assert decide(shili_household(stated)) == reference_policy.decide(stated)
