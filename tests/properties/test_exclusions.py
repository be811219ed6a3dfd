"""Who is shut out of a programme never gets it, whatever the household, the place and the day."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.programmes import reached

from dibao import Decision, Household, Policy
from dibao.assess.awards import PaidAward
from dibao.assess.compose import award_path
from dibao.errors import NoFigureInForce

SOME = settings(max_examples=40)
FEWER = settings(max_examples=30)
ALLOWANCES = ("disability_living_allowance", "disability_nursing_allowance")
CHILDREN = ("orphan_allowance", "unattended_child_allowance")
ZHUZHOU = ("430200", "430281")
OF_THE_FAMILY = ("dibao", "gradual_exit", "single_person", "supplement")


def given_to(decision: Decision, position: int) -> set[str]:
    """Name what a person is given."""
    person = decision.household.members[position].id
    return {each.programme for each in (*decision.awards, *decision.entitlements) if each.to == person}


def people(decision: Decision) -> range:
    """Give the positions of all members."""
    return range(len(decision.household.members))


def holds(decision: Decision, quantity: str) -> list[int]:
    """Give the positions of those of whom a quantity, or a flag, holds; of a household's, all."""
    name = quantity.removeprefix("member.")
    if quantity not in decision.policy.composed.quantities:
        return [n for n in people(decision) if decision.household.members[n].raw_values[name]]
    return [n for n in people(decision) if decision.quantity(quantity, n)]


@SOME
@given(reached())
def test_no_row_of_the_table_is_ever_violated(case):
    policy, household = case
    decision = policy.assess(household)
    for row in policy.ladder.exclusions:
        for position in holds(decision, row.holds):
            assert not given_to(decision, position) & set(row.programmes), (row, position)


@SOME
@given(reached())
def test_a_destitute_person_has_no_dibao_of_their_own_and_neither_allowance(case):
    policy, household = case
    decision = policy.assess(household)
    for position in holds(decision, "member.is_tekun"):
        assert not given_to(decision, position) & {*ALLOWANCES, *CHILDREN, *OF_THE_FAMILY}
        assert not decision.quantity("member.draws_dibao", position)


@SOME
@given(
    reached(ZHUZHOU, first=date(2022, 1, 1))
)  # elsewhere the living allowance is tied to dibao, which such a child does not draw
def test_support_as_a_child_in_full_is_never_beside_the_living_allowance(case):
    policy, household = case
    decision = policy.assess(household)
    for position in holds(decision, "member.full_child_support"):
        assert "disability_living_allowance" not in given_to(decision, position)


@SOME
@given(reached())
def test_each_programme_is_given_to_nobody_twice(case):
    policy, household = case
    decision = policy.assess(household)
    given = Counter((each.programme, each.to) for each in (*decision.awards, *decision.entitlements))
    assert set(given.values()) <= {1}


@SOME
@given(reached(), st.randoms(use_true_random=False))
def test_the_order_of_members_and_relatives_changes_no_award(case, order):
    policy, household = case
    expected, found = policy.assess(household), policy.assess(shuffled(household, order))
    assert (found.status, awards(found)) == (expected.status, awards(expected))
    assert found.total_monthly == expected.total_monthly


def shuffled(household: Household, order: random.Random) -> Household:
    """Give the household with its members and relatives in another order."""
    members, relatives = list(household.members), list(household.relatives)
    order.shuffle(members)
    order.shuffle(relatives)
    return evolve(household, members=members, obligors=relatives)


def awards(decision: Decision) -> set[PaidAward]:
    """Give all that is given, in no order."""
    return {*decision.awards, *decision.entitlements}


@SOME
@given(reached())
def test_each_award_cites_a_rule_in_force_that_gives_it(case):
    policy, household = case
    decision = policy.assess(household)
    in_force = {rule.id for answers in policy.law.answers.values() for rule in answers.rules}
    for each in (*decision.awards, *decision.entitlements):
        rules = decision.rules_of_award(each)
        assert rules
        assert {rule.id for rule in rules} <= in_force
        assert decision.articles_of_award(each)


@FEWER
@given(reached())
def test_what_is_given_is_what_plain_python_gives(case):
    policy, household = case
    decision = policy.assess(household)
    if decision.is_decided:
        try:
            expected = set(in_python(policy, household))
        except NoFigureInForce:
            return  # whatever the figure, the outcome is the same; plain Python needs it
        assert {(each.programme, each.to, amount(each)) for each in awards(decision)} == expected


def in_python(policy: Policy, household: Household) -> Iterator[tuple[str, str, Any]]:
    """Run the rules of every award on plain values; give what is more than nothing."""
    test = policy.on_plain_values(household)
    for award in policy.composed.awards:
        to_people = award.to == "member"
        for position, member in enumerate(household.members if to_people else household.members[:1]):
            value = test.quantity(award_path(award), position)
            if value != 0:
                to = member.id if to_people else "household"
                yield award.programme, to, None if award.kind == "service" else value


def amount(award: PaidAward) -> Any:
    """Give what is paid, None of a service."""
    return award.monthly if award.kind == "monthly" else award.once
