"""What the generated code reads: unknown, none and ages."""

import copy
import pickle
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao.errors import InputError, UnknownFactError
from dibao.household.facts import BUILT_IN, Fact
from dibao.household.intake import read_household
from dibao.household.models import BenefitState, Disability, Household, Member, Obligor
from dibao.household.stated import UNKNOWN
from dibao.household.values import age_years, getters, household_values, member_values, obligor_values
from dibao.symbols.amounts import Money, months
from dibao.symbols.units import FLAG, FLOW
from dibao.testing.strategies import cases

ON = date(2024, 3, 1)
FACTS = {
    "incomes": ("income.wage", 0),
    "transfers_paid": ("paid.tax", 0),
    "expenses": ("expense.medical", 0),
    "flags": ("in_prison", False),
}


def member(**stated):
    return Member(id="a", relation="applicant", **stated)


def pickled(value):
    return pickle.loads(pickle.dumps(value))  # noqa: S301  # our own bytes


def household(**stated):
    return Household(id="h", jurisdiction="431281", members=[member()], **stated)


@pytest.mark.parametrize(("place", "expected"), FACTS.items())
def test_what_a_present_map_does_not_name_is_none(place, expected):
    name, none = expected
    assert member_values(member(**{place: {}}), ON, [name]) == (none,)


@pytest.mark.parametrize("place", FACTS)
def test_an_absent_map_is_unknown(place):
    assert member_values(member(), ON, [FACTS[place][0]]) == (None,)
    assert member() == member(**{place: UNKNOWN})


@pytest.mark.parametrize(("place", "key"), [("incomes", "wage"), ("expenses", "medical"), ("flags", "in_prison")])
def test_one_entry_can_be_unknown(place, key):
    fact = BUILT_IN.at("member", place)[key]
    assert member_values(member(**{place: {key: UNKNOWN}}), ON, [fact.name]) == (None,)


def test_transfers_paid_are_none_beside_incomes_and_may_be_unknown():
    names = ["paid.tax", "paid.support"]
    assert member_values(member(incomes={}), ON, names) == (0, 0)
    assert member_values(member(incomes={}, transfers_paid=UNKNOWN), ON, names) == (None, None)


def test_disability_and_clergy_are_none_beside_flags_and_may_be_unknown():
    names = ["disability.kind", "disability.grade", "clergy_apart_years"]
    assert member_values(member(flags={}), ON, names) == ("none", 0, 0)
    assert member_values(member(), ON, names) == (None, None, None)
    assert member_values(member(disability=None, clergy_apart_since=None), ON, names) == ("none", 0, 0)
    unknown = member(flags={}, disability=UNKNOWN, clergy_apart_since=UNKNOWN)
    assert member_values(unknown, ON, names) == (None, None, None)
    assert member_values(member(disability=Disability("limb", UNKNOWN)), ON, names[:2]) == ("limb", None)


def test_findings_are_unknown_until_somebody_finds():
    name = "findings.property_within_limits"
    assert household_values(household(), [name]) == (None,)
    assert household_values(household(findings={}), [name]) == (None,)
    assert household_values(household(findings={"property_within_limits": False}), [name]) == (False,)
    assert household(findings=UNKNOWN) == household(findings={"property_within_limits": UNKNOWN}) == household()


def test_words_dates_and_area_are_unknown_when_left_out():
    bare = Member(id="b")
    assert member_values(bare, ON, ["relation", "education", "age_years"]) == (None, None, None)
    assert household_values(household(), ["area"]) == (None,)
    assert member_values(member(education=None), ON, ["education"]) == ("none",)


def test_property_is_none_beside_a_map_and_unknown_without():
    names = ["property.savings", "property.vehicles"]
    assert household_values(household(), names) == (None, None)
    assert household_values(household(property={"savings": Money.stock(8)}), names) == (800, 0)


def test_prior_is_unknown_when_left_out_and_none_when_null():
    names = ["prior.on_dibao", "prior.amount", "prior.cause", "prior.grace_months_used"]
    assert household_values(household(), names) == (None, None, None, None)
    assert household_values(household(prior=None), names) == (False, 0, "none", 0)
    fading = BenefitState("gradual_exit", Money.monthly("750"), cause="employment", grace_months_used=months(2))
    assert household_values(household(prior=fading), names) == (True, 900_000, "employment", 2)
    left = BenefitState("marginal", UNKNOWN, cause=UNKNOWN)
    assert household_values(household(prior=left), names) == (False, None, None, 0)


def test_obligors_state_income_size_and_whom_they_support():
    names = ["relation", "income", "household_size", "supports"]
    assert obligor_values(Obligor(id="o"), names) == (None, None, None, None)
    stated = Obligor(id="o", relation="child", income=Money.yearly(12), household_size=3, supports=0)
    assert obligor_values(stated, names) == ("child", 1200, 3, 0)
    assert household().obligors is UNKNOWN


def test_plugin_facts_follow_their_declaration():
    facts = [
        Fact("member", "shili.registered", FLAG, "登记", "registered", "facts"),
        Fact("member", "shili.subsidy", FLOW, "补贴", "subsidy", "facts", absent="none"),
    ]
    catalogue, names = BUILT_IN.extended(facts), [fact.name for fact in facts]
    assert member_values(member(), ON, names, catalogue) == (None, None)
    assert member_values(member(facts={}), ON, names, catalogue) == (None, 0)
    stated = member(facts={"shili.registered": True, "shili.subsidy": Money.monthly(1)})
    assert member_values(stated, ON, names, catalogue) == (True, 1200)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2006-03-01", "2024-02-29", 17),
        ("2006-03-01", "2024-03-01", 18),
        ("2006-03-01", "2024-03-02", 18),
        ("2004-02-29", "2022-02-28", 17),
        ("2004-02-29", "2022-03-01", 18),
        ("2004-02-29", "2024-02-28", 19),
        ("2004-02-29", "2024-02-29", 20),
        ("2024-03-01", "2024-03-01", 0),
    ],
)
def test_age_is_full_years_on_the_birthday(born, on, years):
    assert member_values(member(born=born), date.fromisoformat(on), ["age_years"]) == (years,)
    apart = member(clergy_apart_since=born)
    assert member_values(apart, date.fromisoformat(on), ["clergy_apart_years"]) == (years,)


@given(born=st.dates(date(1900, 1, 1), date(2020, 1, 1)), later=st.integers(0, 40_000))
def test_age_grows_by_one_from_birthday_to_birthday(born, later):
    on = date.fromordinal(born.toordinal() + later)
    years = age_years(born, on)
    birthdays = [(year, born.month, born.day) for year in range(born.year + 1, on.year + 1)]
    assert years == sum(birthday <= (on.year, on.month, on.day) for birthday in birthdays)


@given(cases(unknowns=True))
def test_a_reader_gives_values_within_bounds_in_the_order_of_the_names(case):
    household, on = case
    facts = BUILT_IN.of("member")
    names = [fact.name for fact in facts]
    read, backwards = getters("member", names), getters("member", names[::-1])
    for each in household.members:
        values = read(each, on)
        assert backwards(each, on)[::-1] == values
        for fact, value in zip(facts, values, strict=True):
            low, high = fact.stored_bounds
            assert value is None or value in fact.values or low <= int(value) <= high


def test_households_can_be_copied_pickled_and_evolved():
    stated = read_household(
        {"id": "h", "jurisdiction": "431281", "members": [{"id": "a", "relation": "applicant", "incomes": {}}]}
    )
    assert pickled(stated) == copy.deepcopy(stated) == stated
    assert attrs.evolve(stated, area="urban").area == "urban"
    assert pickled(UNKNOWN) is UNKNOWN


def test_nothing_stated_can_be_changed():
    stated = member(incomes={"wage": Money.monthly(1)})
    with pytest.raises(TypeError, match="a stated map is read-only; build a new one"):
        stated.incomes["wage"] = Money.monthly(2)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        stated.id = "b"


def test_unknown_is_no_condition():
    assert repr(UNKNOWN) == "UNKNOWN"
    with pytest.raises(UnknownFactError, match="UNKNOWN is neither true nor false; compare it with `is UNKNOWN` first"):
        bool(UNKNOWN)


def test_python_objects_are_checked_like_files():
    with pytest.raises(InputError) as caught:
        Member(
            id="a",
            relation="aplicant",
            born="1970-13-01",
            incomes={"wage": Money.monthly("-50"), "gift": "600", "wages": Money.monthly(1)},
            flags={"employed": 1},
        )
    assert str(caught.value) == (
        'member "a": 6 problems\n'
        '$.relation is "aplicant"; expected "applicant", "spouse", "child", "parent", "sibling", "grandparent", '
        '"grandchild" or "other". Did you mean "applicant"?\n'
        '$.born is "1970-13-01"; expected a date such as "1970-05-01".\n'
        "$.incomes.wage is -50.00 yuan a month; expected 0 or more. "
        "Enter what a member pays out under transfers_paid.\n"
        '$.incomes.gift is "600"; expected an amount such as Money.monthly("600.00").\n'
        '$.incomes.wages is 1.00 yuan a month, but "wages" is not known under incomes; did you mean "wage"?\n'
        "$.flags.employed is 1; expected true or false."
    )
    with pytest.raises(InputError, match=r'household "h": \$.members has no applicant; expected exactly one'):
        Household(id="h", jurisdiction="431281", members=[Member(id="a")])
    wrong: Any = ([1],)
    with pytest.raises(InputError, match=r"\$.members is a list with 1 entry; expected Member\(...\)."):
        Household(id="h", jurisdiction="431281", members=wrong)
