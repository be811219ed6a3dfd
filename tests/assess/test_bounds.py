"""Worked cases of households of which something is not known."""

from datetime import date
from typing import Any

import pytest

from dibao import UNKNOWN, Decision, Engine, Household, Member, Money

ENGINE = Engine()
ON = date(2024, 3, 1)


def member(name: str, relation: str, wage: Any, **flags: Any) -> Member:
    """Give a grown person with a wage a month."""
    amount = wage if wage is UNKNOWN else Money.monthly(wage)
    return Member(id=name, relation=relation, born=date(1975, 5, 1), incomes={"wage": amount}, flags=flags)


def decided(*members: Member) -> Decision:
    """Decide a rural family in Hongjiang with property within limits."""
    family = Household(
        id="h",
        jurisdiction="431281",
        area="rural",
        members=members,
        obligors=[],
        property={},
        findings={"property_within_limits": True},
        prior=None,
    )
    return ENGINE.assess(family, ON)


def test_one_unknown_income_leaves_it_undetermined_and_is_asked_for():
    decision = decided(member("a", "applicant", UNKNOWN), member("b", "spouse", "300"))
    assert (decision.status, [each.path for each in decision.questions]) == (
        "undetermined",
        ["$.members[0].incomes.wage"],
    )
    assert decision.bounds is not None
    assert (decision.bounds.statuses, decision.bounds.dibao, decision.bounds.exact) == (
        ("dibao", "marginal", "not_eligible"),
        (Money.monthly(0), Money.monthly(600)),
        True,
    )


@pytest.mark.parametrize(
    ("other", "status", "is_decided"),
    [("1349.99", "undetermined", False), ("1350", "not_eligible", True), ("1350.01", "not_eligible", True)],
)
def test_an_unknown_income_changes_nothing_once_the_others_reach_the_marginal_line(other, status, is_decided):
    decision = decided(member("a", "applicant", UNKNOWN), member("b", "spouse", other))
    assert (decision.status, decision.is_decided) == (status, is_decided)


def test_a_status_that_both_worlds_share_is_decided_and_the_amount_is_bounded():
    decision = decided(member("a", "applicant", "300"), member("b", "spouse", "500", active_conscript=UNKNOWN))
    assert (decision.status, decision.is_decided, decision.dibao_monthly) == ("dibao", False, None)
    assert decision.bounds is not None
    # Counted, both lack 900 - 800; left out, the other lacks 450 - 300.
    assert decision.bounds.dibao == (Money.monthly(100), Money.monthly(150))
    assert [each.path for each in decision.questions] == ["$.members[1].flags.active_conscript"]


def test_a_conscript_whose_income_lies_above_leaves_the_status_open():
    decision = decided(member("a", "applicant", "500"), member("b", "spouse", "300", active_conscript=UNKNOWN))
    assert decision.status == "undetermined"
