"""Worked cases of households of which something is not known."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from dibao import UNKNOWN, Decision, Disability, Engine, Household, Member, Money
from dibao.assess import bounds
from dibao.assess.bounds import digest_in_order
from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.units import COUNT, FLAG, FLOW

ENGINE = Engine()
ON = date(2024, 3, 1)


def member(name: str, relation: str, wage: Any, disability: Disability | None = None, **flags: Any) -> Member:
    """Give a grown person with a wage a month."""
    amount = wage if wage is UNKNOWN else Money.monthly(wage)
    return Member(
        id=name, relation=relation, born=date(1975, 5, 1), incomes={"wage": amount}, disability=disability, flags=flags
    )


def decided(*members: Member, engine: Engine = ENGINE) -> Decision:
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
    return engine.assess(family, ON)


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


def test_a_quantity_that_is_the_same_in_every_completion_is_known():
    decision = decided(member("a", "applicant", "300", active_conscript=UNKNOWN, employed=UNKNOWN))
    graph = Graph()
    one, other = (
        graph.leaf("fact", ("member", name), FLAG, scope="member") for name in ("active_conscript", "employed")
    )
    yes, no = graph.constant(1, COUNT), graph.constant(0, COUNT)
    count = graph.add(graph.choose(one, yes, no), graph.choose(other, yes, no))
    always = graph.either([graph.compare("==", count, graph.constant(each, COUNT)) for each in range(3)])
    half, nothing = (graph.constant(each, FLOW) for each in (Fraction(7, 2), Fraction(0)))
    node = graph.choose(always, half, nothing)
    assert isinstance(decision.evaluation.value(node, 0), Node)
    assert (decision.value(node, 0), node.den) == (7, 2)
    sometimes = graph.choose(graph.either([one, other]), half, nothing)
    assert isinstance(decision.value(sometimes, 0), Node)


def test_families_that_leave_the_same_open_differ_in_what_is_settled():
    families = [
        (member("a", "applicant", UNKNOWN), member("b", "spouse", "0", disability))
        for disability in (None, Disability("limb", 1), Disability("hearing", 1))
    ]
    found = [(each.status, each.bounds, each.questions) for each in (decided(*each) for each in families)]
    alone = [decided(*each, engine=Engine()) for each in families]
    assert found == [(each.status, each.bounds, each.questions) for each in alone]
    assert len({str(bounds.total) for _, bounds, _ in found if bounds is not None}) > 1


def test_open_outcomes_are_told_apart_by_the_order_of_what_they_ask():
    graph = Graph()
    first, second = (graph.leaf("fact", ("household", name), FLAG, scope="household", low=0, high=1) for name in "ab")
    one, other = graph.both([first, second]), Graph().both([second, first])
    assert one.digest == other.digest
    assert digest_in_order([one]) == digest_in_order([graph.both([first, second])])
    assert digest_in_order([one]) != digest_in_order([other])
    assert digest_in_order([one, first]) != digest_in_order([first, one])


def test_what_was_decided_before_changes_no_order_of_questions():
    family = [member("a", "applicant", UNKNOWN), member("b", "spouse", UNKNOWN)]
    fresh = [each.path for each in decided(*family, engine=Engine()).questions]
    used = Engine()
    for several in (family[::-1], [*family, member("c", "child", UNKNOWN)], family):
        last = [each.path for each in decided(*several, engine=used).questions]
    assert last == fresh


@pytest.mark.parametrize(("kept", "parts"), [(3, 32), (128, 0), (0, 32)])
def test_what_is_remembered_of_open_outcomes_stays_little_and_changes_nothing(monkeypatch, kept, parts):
    families = [[member("a", "applicant", UNKNOWN), member("b", "spouse", wage)] for wage in range(0, 3000, 500)]
    expected = [(each.bounds, each.questions) for each in (decided(*family) for family in families)]
    monkeypatch.setattr(bounds, "MOST_REMEMBERED", kept)
    monkeypatch.setattr(bounds, "MOST_PARTS", parts)
    engine = Engine()
    assert [(each.bounds, each.questions) for each in (decided(*f, engine=engine) for f in families)] == expected
    assert len(engine.policy("431281", ON).open_outcomes) <= (max(kept, 1) if parts else 0)
