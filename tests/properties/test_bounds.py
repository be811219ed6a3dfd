"""What is said of a household with unknowns holds for every way they turn out."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.properties.completions import answered, completed
from tests.properties.places import cases
from tests.properties.solver import is_possible, possible_rungs

from dibao import UNKNOWN, Decision, Household, Policy
from dibao.assess.bounds import OpenOutcome
from dibao.testing.lines import with_income, with_member

FLAGS = ("in_prison", "active_conscript", "declared_missing", "recognised_major_illness", "applies_alone", "employed")
INCOMES = ("wage", "business", "retirement_pension", "scholarship")
FINDINGS = ("property_within_limits", "grace_months_granted", "grace_amount")


@st.composite
def open_cases(draw: Any) -> tuple[Policy, Household]:
    """Give a household of which one to four things are not known."""
    policy, household = draw(cases())
    people = st.integers(0, len(household.members) - 1)
    for _ in range(draw(st.integers(1, 4))):
        position, what = draw(people), draw(st.sampled_from((*FLAGS, *INCOMES, *FINDINGS, *WHOLE, "prior")))
        household = opened(household, position, what)
    return policy, household


WHOLE = ("disability", "born", "education", "clergy_apart_since")


def opened(household: Household, position: int, what: str) -> Household:
    """Give the household with one thing unknown."""
    if what in INCOMES:
        return with_income(household, position, **{what: UNKNOWN})
    if what in FINDINGS:
        return evolve(household, findings={key: each for key, each in household.findings.items() if key != what})
    if what == "prior":
        return evolve(household, prior=UNKNOWN)
    if what in WHOLE:
        return with_member(household, position, **{what: UNKNOWN})
    stated = household.members[position].flags
    return with_member(household, position, flags={**({} if stated is UNKNOWN else stated), what: UNKNOWN})


def spans(decision: Decision) -> dict[str, tuple[int, int]]:
    """Give the bounds of a decision in fen a year; a decided one has points."""
    if decision.bounds is None:
        assert decision.dibao_monthly is not None and decision.total_monthly is not None
        dibao, total = int(decision.dibao_monthly.amount), int(decision.total_monthly.amount)
        return {"dibao": (dibao, dibao), "total": (total, total)}
    ends = {"dibao": decision.bounds.dibao, "total": decision.bounds.total}
    return {name: (int(low.amount), int(high.amount)) for name, (low, high) in ends.items()}


def statuses(decision: Decision) -> set[str]:
    """Give the statuses that a decision leaves possible."""
    return {decision.status} if decision.bounds is None else set(decision.bounds.statuses)


@settings(max_examples=40)
@given(st.data())
def test_every_completion_lies_within_the_bounds(data: st.DataObject) -> None:
    policy, household = data.draw(open_cases())
    decision = policy.assess(household)
    for _ in range(3):
        full = policy.assess(data.draw(completed(household)))
        if full.is_decided:
            assert full.status in statuses(decision)
            for name, (low, high) in spans(full).items():
                assert spans(decision)[name][0] <= low and high <= spans(decision)[name][1]


@settings(max_examples=40)
@given(st.data())
def test_a_decision_stands_whatever_the_unknowns_turn_out_to_be(data: st.DataObject) -> None:
    policy, household = data.draw(open_cases())
    decision = policy.assess(household)
    full = policy.assess(data.draw(completed(household))) if decision.is_decided else decision
    assert (full.status, full.dibao_monthly, full.total_monthly) == (
        decision.status,
        decision.dibao_monthly,
        decision.total_monthly,
    )


@settings(max_examples=40)
@given(st.data())
def test_an_answer_never_widens_exact_bounds(data: st.DataObject) -> None:
    policy, household = data.draw(open_cases())
    decision = policy.assess(household)
    if decision.bounds is None or not decision.bounds.exact:
        return
    question = data.draw(st.sampled_from(decision.questions))
    after = policy.assess(data.draw(answered(household, question)))
    assert statuses(after) <= statuses(decision)
    for name, (low, high) in spans(after).items():
        assert spans(decision)[name][0] <= low and high <= spans(decision)[name][1]


@settings(max_examples=40)
@given(st.data())
def test_the_questions_are_the_flags_that_can_change_the_outcome(data: st.DataObject) -> None:
    policy, household = data.draw(cases())
    names = data.draw(st.lists(st.sampled_from(FLAGS), min_size=1, max_size=4, unique=True))
    finding_is_open = data.draw(st.booleans())
    open_one = with_flags(household, dict.fromkeys(names, UNKNOWN))
    if finding_is_open:
        open_one = evolve(
            open_one, findings={k: v for k, v in open_one.findings.items() if k != "property_within_limits"}
        )
        names = [*names, "property_within_limits"]
    outcomes = {
        values: outcome(policy.assess(settled(open_one, dict(zip(names, values, strict=True)))))
        for values in product((False, True), repeat=len(names))
    }
    assume(all(each is not None for each in outcomes.values()))
    asked = {question.path.rpartition(".")[2] for question in policy.assess(open_one).questions}
    assert asked == set(essential(names, outcomes))


@settings(max_examples=40)
@given(st.data())
def test_one_unknown_income_is_bounded_exactly(data: st.DataObject) -> None:
    policy, household = data.draw(cases())
    kind = data.draw(st.sampled_from(("wage", "business", "retirement_pension")))
    if not policy.assess(household).is_decided:
        return
    decision = policy.assess(with_income(household, **{kind: UNKNOWN}))  # type: ignore[arg-type]
    assert decision.bounds is None or decision.bounds.exact


@settings(max_examples=40)
@given(st.data())
def test_a_solver_finds_the_same_statuses_and_ends(data: st.DataObject) -> None:
    policy, household = data.draw(open_cases())
    opening = OpenOutcome(policy, household, policy.reduction(household))
    possible = possible_rungs(opening)
    low, high = opening.spans[-2]
    if possible is None:
        return
    assert possible <= set(opening.rungs)
    assert not is_possible(opening, low - 1, None)
    assert not is_possible(opening, None, high + 1)
    if opening.bounds.exact:
        assert possible == set(opening.rungs)
        assert is_possible(opening, low, None) in (True, None)
        assert is_possible(opening, None, high) in (True, None)


def with_flags(household: Household, flags: Mapping[str, Any]) -> Household:
    """Give the household with some flags of its applicant replaced."""
    stated = household.members[0].flags
    return with_member(household, 0, flags={**({} if stated is UNKNOWN else stated), **flags})


def settled(household: Household, values: Mapping[str, bool]) -> Household:
    """Give the household with these flags and this finding settled."""
    flags = {name: value for name, value in values.items() if name in FLAGS}
    found = {name: value for name, value in values.items() if name not in FLAGS}
    return evolve(with_flags(household, flags), findings={**household.findings, **found})


def outcome(decision: Decision) -> tuple[Any, ...] | None:
    """Give status and awards of a settled decision, None of an open one."""
    if not decision.is_decided:
        return None
    return (decision.status, tuple((each.programme, each.to, each.monthly) for each in decision.awards))


def essential(names: list[str], outcomes: Mapping[tuple[bool, ...], Any]) -> Iterator[str]:
    """Give the flags whose change alone changes the outcome for some values of the others."""
    for position, name in enumerate(names):
        flipped = lambda values, at=position: (*values[:at], not values[at], *values[at + 1 :])  # noqa: E731
        if any(outcomes[values] != outcomes[flipped(values)] for values in outcomes):
            yield name
