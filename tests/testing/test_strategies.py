"""The public strategies cover the domain and shrink to what one can read."""

from datetime import date

from hypothesis import Phase, find, given, settings

from dibao.household.checks import check_household, check_on
from dibao.household.intake import to_json_data
from dibao.household.stated import UNKNOWN
from dibao.testing.strategies import cases, days, households

UNSHRUNK = settings(max_examples=2000, phases=[Phase.generate], database=None)
"""Whether it is found matters, not how small it can be made."""


def test_the_simplest_household_is_one_applicant_without_income():
    assert to_json_data(find(households(), lambda household: True)) == {
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
