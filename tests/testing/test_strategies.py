"""The public strategies cover the domain and shrink to what one can read."""

from datetime import date
from typing import Any

from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from dibao import Engine
from dibao.household.checks import check_household, check_on
from dibao.household.intake import to_json_data
from dibao.household.stated import UNKNOWN
from dibao.testing.places import values_within
from dibao.testing.strategies import cases, days, households, incomes, jurisdictions, months, unknowns

UNSHRUNK = settings(max_examples=2000, phases=[Phase.generate], database=None)
"""Whether it is found matters, not how small it can be made."""
SHRUNK = settings(max_examples=2000, phases=[Phase.generate, Phase.shrink], database=None)
"""Which lines ran is of no account, and to watch them took a third of the time."""


def test_the_simplest_household_is_one_applicant_without_income():
    assert to_json_data(find(households(), lambda household: True, settings=SHRUNK)) == {
        "id": "h",
        "jurisdiction": "431281",
        "area": "urban",
        "members": [
            {
                "id": "m0",
                "relation": "applicant",
                "born": "1980-01-01",
                "incomes": {},
                "expenses": {},
                "flags": {"chooses_child_support": False},
                "education": "none",
                "findings": {
                    "cannot_live_independently": False,
                    "clergy_in_hardship": False,
                    "incapable_of_work": False,
                    "legal_support_duty": False,
                    "single_person_amount": "0.00",
                    "special_hardship": False,
                    "tekun_counts": False,
                    "tekun_property_within_limits": False,
                },
                "facts": {},
                "father": {"out_of_contact_months": 0, "term_months": 0},
                "mother": {"out_of_contact_months": 0, "term_months": 0},
                "needs_help": {},
            }
        ],
        "obligors": [],
        "property": {},
        "findings": {
            "beyond_means": False,
            "grace_amount": "0.00",
            "grace_months_granted": 0,
            "hardship_family": False,
            "property_within_limits": False,
            "temporary_amount": "0.00",
            "urgent_need": False,
        },
        "prior": None,
        "facts": {},
        "monitoring": {
            "applied": False,
            "flagged": False,
            "main_earner_lost_income": False,
            "newly_disabled": False,
            "stranded_months": 0,
        },
    }


def test_unknowns_fathers_in_prison_and_amounts_of_a_twelfth_of_a_fen_are_found():
    find(households(unknowns=True), lambda household: household.members[0].incomes is UNKNOWN, settings=UNSHRUNK)
    find(
        households(),
        lambda household: any(not amount.is_whole_fen for amount in household.members[0].incomes.values()),
        settings=UNSHRUNK,
    )
    find(households(), lambda household: household.members[0].father.get("in_prison"), settings=UNSHRUNK)
    find(households(), lambda household: household.request.get("temporary_assistance") == "urgent", settings=UNSHRUNK)
    find(days(), lambda day: day == date(2022, 7, 1), settings=UNSHRUNK)


@given(cases(jurisdictions=("431281", "990000"), unknowns=True))
def test_every_case_is_sound_on_its_day(case):
    household, on = case
    assert check_household(household) + check_on(household, on) == []


def test_incomes_reach_losses_of_a_business_and_shrink_to_one_kind():
    assert find(incomes(), lambda stated: True, settings=SHRUNK) == {}
    found = find(incomes(), lambda stated: any(each.amount < 0 for each in stated.values()), settings=SHRUNK)
    [loss] = found.items()
    assert loss[0] == "business" and loss[1].is_whole_fen
    find(incomes(unknowns=True), lambda stated: stated is UNKNOWN, settings=UNSHRUNK)


def test_months_reach_a_full_year_and_the_months_beside_it_and_shrink_to_none():
    assert find(months(), lambda count: True, settings=SHRUNK) == 0
    for count in (11, 12, 13, 240):
        find(months(), count.__eq__, settings=UNSHRUNK)
    assert find(months(most=6), lambda count: count > 3, settings=SHRUNK) == 4


def test_of_a_household_as_little_is_hidden_as_may_be():
    single = find(households(most_members=1), lambda household: True, settings=SHRUNK)
    families = unknowns(st.just(single))
    assert find(families, lambda household: True, settings=SHRUNK) == single
    hidden = find(families, lambda household: household.members[0].born is UNKNOWN, settings=SHRUNK)
    assert hidden == evolve(single, members=[evolve(single.members[0], born=UNKNOWN)])
    limits = "property_within_limits"
    hidden = find(families, lambda household: household.findings.get(limits, UNKNOWN) is UNKNOWN, settings=SHRUNK)
    assert hidden == evolve(single, findings={**single.findings, limits: UNKNOWN})


@settings(max_examples=20)
@given(unknowns(households()))
def test_a_household_with_facts_hidden_is_sound(household):
    assert check_household(household) == []


ON = date(2024, 3, 1)
ENGINE, PLACE = Engine(plugins="hunan"), "430281"
FEW = settings(max_examples=10, deadline=None)


def test_a_figure_shrinks_to_the_least_that_may_be_stated():
    standard = values_within(ENGINE.figures.declarations["dibao.standard.rural"])
    assert find(standard, lambda value: True, settings=SHRUNK) == "1 a month"
    assert find(standard, lambda value: value != "1 a month", settings=SHRUNK) == "2 a month"


def test_a_place_shrinks_to_one_figure_on_its_line_and_all_others_at_their_least():
    rural = "dibao.standard.rural"
    few = settings(FEW, derandomize=True, database=None, phases=[Phase.generate, Phase.shrink])
    # A yuan a month is 1200 fen a year, and the least.
    found = find(
        jurisdictions(ENGINE, PLACE, ON), lambda policy: policy.figures[rural].record.value > 1200, settings=few
    )
    figures: dict[str, Any] = dict(found.composed.figures)
    stated = {name: each.record.stated for name, each in figures.items()}
    assert stated.pop(rural) == "2"
    assert set(stated.values()) == {"0", "0.00", "1", "1.00"}


@FEW
@given(st.data())
def test_a_household_is_decided_under_every_place(data):
    policy = data.draw(jurisdictions(ENGINE, PLACE, ON))
    household = data.draw(households((PLACE,), on=ON, catalogue=policy.catalogue, most_members=2))
    assert policy.assess(household).to_json()["on"] == ON.isoformat()
