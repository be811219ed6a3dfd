"""Put households on a line of the means test, or a step beside it."""

from __future__ import annotations

import math
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from dibao.assess.policy import Policy
from dibao.household.models import Household
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import FEN_A_YUAN, Money
from dibao.symbols.units import FLOW, MONTHS_A_YEAR

MOST_FEN_A_YEAR = 10**7 * FEN_A_YUAN * MONTHS_A_YEAR
LINES = ("household.need", "household.marginal_need")


@st.composite
def near_a_line(draw: Any, policy: Policy, household: Household) -> Household:
    """Give the household as it is, or with property within limits and income on or beside a line."""
    known = [line for line in LINES if line in policy.composed.quantities]
    line = draw(st.sampled_from([None, *known]))
    if line is None:
        return household
    household = within_limits(household)
    return moved(policy, household, line, draw(st.integers(-2, 1) | st.integers(-1200, 1200)))


def within_limits(household: Household) -> Household:
    """Give the household with nothing stated that could be too much property."""
    findings = {**household.findings, "property_within_limits": True}
    return evolve(household, findings=findings, property={})


def moved(policy: Policy, household: Household, line: str, shift: int) -> Household:
    """Give a member who counts the business income that puts the household so many fen a year off a line."""
    decision = policy.assess(household)
    aim, income = decision.quantity(line), decision.quantity("household.after_rigid_expenditure")
    people = [n for n in range(len(household.members)) if decision.quantity("member.counts", n)]
    if aim is None or income is None or not people:
        return household
    amount = stored(household, people[0], "business") + math.floor(aim.amount - income.amount) + shift
    if abs(amount) > MOST_FEN_A_YEAR:
        return household
    return with_income(household, people[0], business=Money(amount, FLOW))


def stored(household: Household, position: int, kind: str) -> int:
    """Give a stated income of a member in fen a year."""
    value = household.members[position].raw_values[f"income.{kind}"]
    assert isinstance(value, int)
    return value


def with_income(household: Household, position: int = 0, **amounts: Any) -> Household:
    """Give the household with other incomes of one member."""
    stated = household.members[position].incomes
    return with_member(household, position, incomes={**({} if stated is UNKNOWN else stated), **amounts})


def with_member(household: Household, position: int = 0, **changes: Any) -> Household:
    """Give the household with one member changed."""
    members = list(household.members)
    members[position] = evolve(members[position], **changes)
    return evolve(household, members=members)
