"""What is open about the programmes beside dibao is bounded, asked for and settled by answers."""

from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.completions import answered, completed
from tests.properties.programmes import known, reached
from tests.properties.test_bounds import spans, statuses

from dibao import UNKNOWN, Household, Policy
from dibao.testing.lines import with_member

SOME = settings(max_examples=40)
FLAGS = (
    "on_tekun", "declines_tekun", "chooses_child_support", "work_injury_nursing", "in_institution", "contracted_land",
    "resettled_to_town", "no_civil_capacity", "elderly_service_recognised", "resident_without_hukou",
)  # fmt: skip
PARENTS = ("dead", "in_prison", "term_months", "out_of_contact_months", "disability_grade")
ENTRIES = {
    **dict.fromkeys(FLAGS, "flags"),
    **dict.fromkeys(PARENTS, "father"),
    **dict.fromkeys(("eating", "walking"), "needs_help"),
    **dict.fromkeys(("tekun_counts", "tekun_property_within_limits"), "findings"),
}
MAPS = ("father", "mother", "needs_help")
OF_THE_HOUSEHOLD = {
    **dict.fromkeys(("urgent_need", "beyond_means", "temporary_amount"), "findings"),
    **dict.fromkeys(("temporary_assistance", "price_subsidy"), "request"),
}
WHAT = (*ENTRIES, *MAPS, *OF_THE_HOUSEHOLD, "obligors", "situation")


@st.composite
def open_ones(draw: Any) -> tuple[Policy, Household]:
    """Give a household of which one to three things that programmes ask about are not known."""
    policy, household = draw(reached())
    people = st.integers(0, len(household.members) - 1)
    for _ in range(draw(st.integers(1, 3))):
        household = opened(household, draw(people), draw(st.sampled_from(WHAT)))
    return policy, household


def opened(household: Household, position: int, what: str) -> Household:
    """Give the household with one thing unknown."""
    if what in ENTRIES:
        return with_member(household, position, **without(household.members[position], ENTRIES[what], what))
    if what in MAPS:
        return with_member(household, position, **{what: UNKNOWN})
    if what in OF_THE_HOUSEHOLD:
        return evolve(household, **without(household, OF_THE_HOUSEHOLD[what], what))
    if what == "obligors":
        return evolve(household, obligors=UNKNOWN)
    return evolve(household, obligors=[evolve(each, situation=UNKNOWN) for each in known_relatives(household)])


def without(owner: Any, place: str, key: str) -> dict[str, Any]:
    """Give a map of an owner with one entry unknown."""
    return {place: {**known(getattr(owner, place)), key: UNKNOWN}}


def known_relatives(household: Household) -> Any:
    """Give the relatives who are named."""
    return () if household.obligors is UNKNOWN else household.obligors


@SOME
@given(st.data())
def test_every_completion_lies_within_the_bounds(data: st.DataObject) -> None:
    policy, household = data.draw(open_ones())
    decision = policy.assess(household)
    for _ in range(3):
        full = policy.assess(data.draw(completed(household)))
        assert full.status in statuses(decision)
        for name, (low, high) in spans(full).items():
            assert spans(decision)[name][0] <= low
            assert high <= spans(decision)[name][1]


@SOME
@given(st.data())
def test_what_is_given_for_sure_is_given_in_every_completion(data: st.DataObject) -> None:
    policy, household = data.draw(open_ones())
    decision = policy.assess(household)
    full = policy.assess(data.draw(completed(household)))
    if decision.is_decided:
        assert (full.status, full.awards, full.entitlements) == (
            decision.status,
            decision.awards,
            decision.entitlements,
        )


@SOME
@given(st.data())
def test_answering_every_question_decides(data: st.DataObject) -> None:
    policy, household = data.draw(open_ones())
    decision = policy.assess(household)
    for _ in range(3):  # relatives who are named at last may be asked about
        for question in decision.questions:
            household = data.draw(answered(household, question))
        decision = policy.assess(household)
    assert decision.is_decided
