"""The library and a second reading of the law decide alike."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracle import national
from tests.oracle.stated import OracleNeeds
from tests.properties.places import COUNTY, ENGINE, HONGJIANG, near_a_line

from dibao import Decision, Household, Policy, to_json_data
from dibao.testing.strategies import households

# The fixture county's own standards, as the oracle takes them: yuan a year.
COUNTY_STANDARDS = {"urban": Fraction(650 * 12), "rural": Fraction(4300)}
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


def oracle(household: Household, on: date) -> national.OracleResult:
    """Decide with the oracle; it reads the JSON form and knows of no plug-in."""
    stated = to_json_data(household)
    if household.jurisdiction == HONGJIANG:
        return national.decide(stated, on)
    return national.decide(stated, on, standard_per_year=COUNTY_STANDARDS, conscripts_left_out=False)


def as_oracle(decision: Decision) -> dict[str, Any]:
    """Give what a decision says in the oracle's terms."""
    awards = [
        national.Award(ORACLE_NAMES.get(each.programme, each.programme), each.to, fen(each.monthly), each.start)
        for each in decision.awards
    ]
    return {
        "status": status(decision),
        "dibao_monthly_fen": sum(each.monthly_fen for each in awards if each.programme == "dibao"),
        "awards": awards,
        "may_apply_alone": frozenset(member for member, may in decision.may_apply_alone.items() if may),
        "counted": counted(decision),
    }


def status(decision: Decision) -> str:
    """Give the status; the oracle ends at marginal families and knows none of rigid expenditure."""
    possible = {decision.status} if decision.bounds is None else set(decision.bounds.statuses)
    return "not_eligible" if possible <= {"not_eligible", "rigid_expenditure"} else decision.status


ORACLE_NAMES = {"gradual_exit": "dibao"}
OUTCOME = ("status", "dibao_monthly_fen", "awards")
STATED = ("status", "dibao_monthly_fen", "awards", "may_apply_alone", "counted")


def fen(amount: Any) -> int:
    """Give whole fen a month."""
    assert amount.is_whole_fen
    return int(amount.per_month * 100)


def counted(decision: Decision) -> tuple[str, ...]:
    """Name the members who count."""
    people = decision.household.members
    return tuple(each.id for n, each in enumerate(people) if decision.quantity("member.counts", n))


@st.composite
def stated_cases(draw: Any, unknowns: bool = False) -> tuple[Policy, Household]:
    """Give a household where the oracle knows the law, often near a line."""
    code = draw(st.sampled_from(sorted(DAYS)))
    policy = ENGINE.policy(code, draw(st.sampled_from(DAYS[code])))
    household = draw(households((code,), on=policy.on, unknowns=unknowns, most_members=4))
    return policy, draw(near_a_line(policy, household))


@given(stated_cases())
def test_a_household_without_unknowns_is_decided_as_the_oracle_does(case):
    policy, household = case
    decision, result = policy.assess(household), oracle(household, policy.on)
    assert as_oracle(decision) == {name: getattr(result, name) for name in STATED}
    exact = {name: decision.quantity(f"household.{name}").per_month * 100 for name in ("household_income", "need")}
    assert exact == {"household_income": result.household_income, "need": result.need}
    assert decision.quantity("household.size") == result.size


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
        found = as_oracle(decision)
        assert {name: found[name] for name in OUTCOME} == {name: getattr(result, name) for name in OUTCOME}
    else:
        assert decision.questions
