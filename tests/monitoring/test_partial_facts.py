"""What is said of a sign holds however the unknown facts turn out, and knowing more never takes it back."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.monitoring.office import ENGINE

from dibao import UNKNOWN, Household, Member
from dibao.assess.compose import sign_path
from dibao.errors import UnknownFactError
from dibao.household.facts import BUILT_IN
from dibao.monitoring.watch import Watch, watch
from dibao.testing.strategies import households, values_of

ON = date(2024, 5, 1)
MAPS = ("incomes", "expenses", "flags", "disability", "born", "education", "findings", "transfers_paid")
OF_THE_HOUSEHOLD = ("area", "property", "obligors", "prior", "findings", "facts")
MONITORING = {fact.key: fact for fact in BUILT_IN.of("household") if fact.place == "monitoring"}


@st.composite
def known_households(draw: Any) -> Household:
    """Give a household of which everything is stated, its monitoring included."""
    household: Household = draw(households(on=ON, most_members=2, catalogue=ENGINE.catalogue))
    stated = {key: draw(values_of(fact)) for key, fact in MONITORING.items()}
    return evolve(household, monitoring=stated)


@st.composite
def hidden(draw: Any, household: Household) -> Household:
    """Give the household with some of its facts unknown."""
    members = [_hidden_in(each, draw(st.sets(st.sampled_from(MAPS)))) for each in household.members]
    gone = draw(st.sets(st.sampled_from(OF_THE_HOUSEHOLD)))
    unasked = draw(st.sets(st.sampled_from(sorted(MONITORING))))
    stated = {} if household.monitoring is UNKNOWN else dict(household.monitoring)
    monitoring = {key: value for key, value in stated.items() if key not in unasked}
    changes: dict[str, Any] = {name: {} if name == "findings" else UNKNOWN for name in gone}
    return evolve(household, members=members, monitoring=monitoring, **changes)


def _hidden_in(member: Member, names: set[str]) -> Member:
    changes: dict[str, Any] = {name: {} if name == "findings" else UNKNOWN for name in names}
    return evolve(member, **changes)


def likelihoods(found: Watch) -> Mapping[str, str]:
    return {each.name: each.likelihood for each in found.signs}


@settings(max_examples=20)
@given(st.data())
def test_a_sign_is_certain_or_impossible_only_where_the_rule_says_so_of_the_whole_truth(data: st.DataObject) -> None:
    known = data.draw(known_households())
    test = ENGINE.policy(known.jurisdiction, ON).on_plain_values(known)
    for name, likelihood in likelihoods(watch(ENGINE, data.draw(hidden(known)), ON)).items():
        # Of some relatives not even here everything is known.
        with suppress(UnknownFactError):
            told = "certain" if test.quantity(sign_path(name)) else "impossible"
            assert likelihood in (told, "possible")


@settings(max_examples=20)
@given(st.data())
def test_a_fact_more_never_takes_back_what_was_certain_or_impossible(data: st.DataObject) -> None:
    more = data.draw(hidden(data.draw(known_households())))
    after = likelihoods(watch(ENGINE, more, ON))
    before = likelihoods(watch(ENGINE, data.draw(hidden(more)), ON))
    assert {name: after[name] for name, each in before.items() if each != "possible"} == {
        name: each for name, each in before.items() if each != "possible"
    }


@settings(max_examples=12)
@given(st.data())
def test_the_order_of_members_changes_no_sign(data: st.DataObject) -> None:
    household = data.draw(hidden(data.draw(known_households())))
    turned = evolve(household, members=household.members[::-1])
    assert likelihoods(watch(ENGINE, household, ON)) == likelihoods(watch(ENGINE, turned, ON))
