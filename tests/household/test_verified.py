"""A fact may name its sources: officers come before registers, registers before what was declared."""

import copy
import pickle
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dibao import UNKNOWN, Household, InputError, Member, Money, Months, Obligor, Verified, read_household, to_json_data
from dibao.household.facts import BUILT_IN, Fact
from dibao.household.files import household_from_toml
from dibao.household.schema import household_schema
from dibao.household.sources import as_declared, settled
from dibao.symbols.amounts import Area
from dibao.symbols.units import MONTHS

LOW, MIDDLE, HIGH = Money.monthly(600), Money.monthly(1000), Money.monthly(1400)
MONTHS_OUT = Fact("member", "shili.out", MONTHS, "月数", "months out", place="facts", key="shili.out", absent="none")
CATALOGUE = BUILT_IN.extended([MONTHS_OUT])
VALIDATOR = Draft202012Validator(household_schema(CATALOGUE))


def household(*, entries: dict[str, Any] | None = None, **stated: Any) -> dict[str, Any]:
    """Give a household's JSON: one applicant with some entries."""
    applicant = {"id": "a", "relation": "applicant", "born": "1970-05-01", **(entries or {})}
    return {"id": "h", "jurisdiction": "431281", "members": [applicant], **stated}


def wage(value: Any) -> dict[str, Any]:
    """Give a household's JSON with one wage."""
    return household(entries={"incomes": {"wage": value}})


def read(data: dict[str, Any]) -> Household:
    """Read a household with the facts of every kind."""
    return read_household(data, catalogue=CATALOGUE)


def used_wage(value: Any) -> Any:
    """Give the wage that the means test sees, in fen a year."""
    return read(wage(value)).members[0].raw_values["income.wage"]


def problems_of(data: dict[str, Any]) -> list[str]:
    """Give every problem as it is printed."""
    with pytest.raises(InputError) as caught:
        read(data)
    return [str(each) for each in caught.value.problems]


# -- which source is used ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stated", "source", "used"),
    [
        ({"declared": LOW}, "declared", LOW),
        ({"register": MIDDLE}, "register", MIDDLE),
        ({"officer": HIGH}, "officer", HIGH),
        ({"declared": LOW, "register": MIDDLE}, "register", MIDDLE),
        ({"declared": LOW, "officer": HIGH}, "officer", HIGH),
        ({"register": MIDDLE, "officer": HIGH}, "officer", HIGH),
        ({"declared": HIGH, "register": MIDDLE, "officer": LOW}, "officer", LOW),
        ({"declared": LOW, "register": MIDDLE, "officer": UNKNOWN}, "register", MIDDLE),
        ({"declared": LOW, "register": UNKNOWN, "officer": UNKNOWN}, "declared", LOW),
        ({"declared": UNKNOWN, "register": MIDDLE}, "register", MIDDLE),
        ({"declared": UNKNOWN, "register": UNKNOWN}, None, UNKNOWN),
    ],
)
def test_the_best_source_that_knows_is_used(stated, source, used):
    assert (Verified(**stated).source, Verified(**stated).used) == (source, used)


@pytest.mark.parametrize(
    ("stated", "differs"),
    [
        ({"declared": LOW, "register": HIGH}, True),
        ({"register": LOW, "officer": HIGH}, True),
        ({"declared": LOW, "register": HIGH, "officer": LOW}, True),
        ({"declared": Money.monthly(1250), "register": Money.yearly(15000)}, False),
        ({"declared": Money.monthly(1250), "register": Money.yearly("15000.01")}, True),
        ({"declared": LOW, "register": UNKNOWN}, False),
        ({"declared": LOW}, False),
        ({"declared": False, "register": True}, True),
        ({"declared": Months(3), "officer": 3}, False),
    ],
)
def test_sources_differ_where_two_that_know_say_different_things(stated, differs):
    assert Verified(**stated).differs is differs


def test_the_means_test_sees_the_value_used_alone():
    assert used_wage({"declared": "600", "register": {"amount": "15000", "per": "year"}}) == 15000_00
    assert used_wage({"declared": "600", "register": "unknown"}) == 600_00 * 12
    assert used_wage({"declared": "unknown", "register": "unknown"}) is None


def test_null_is_what_a_source_says_that_finds_none():
    assert used_wage({"declared": "600", "register": None}) == 0
    member = read(household(entries={"flags": {"employed": {"declared": None, "register": True}}})).members[0]
    assert member.flags is not UNKNOWN and member.flags["employed"] == Verified(declared=False, register=True)


def test_null_of_a_fact_that_is_unknown_when_absent_is_unknown():
    stated = read(household(property={"house_area": {"declared": "80", "register": None}}))
    sources = Verified(declared=Area.square_metres(80), register=UNKNOWN)
    assert stated.property is not UNKNOWN and stated.property["house_area"] == sources


def test_settled_and_as_declared_leave_plain_values():
    both = {"declared": "600", "register": "1400"}
    stated = read(
        household(
            entries={"incomes": {"wage": both, "gift": "20"}, "facts": {"shili.out": {"officer": 2}}},
            property={"savings": {"declared": "unknown", "register": "9"}},
            obligors=[{"id": "o", "income": both, "relation": "child"}],
        )
    )
    used, declared = to_json_data(settled(stated)), to_json_data(as_declared(stated))
    assert used["members"][0]["incomes"] == {"gift": "20.00", "wage": "1400.00"}
    assert declared["members"][0]["incomes"] == {"gift": "20.00", "wage": "600.00"}
    assert [each["members"][0]["facts"] for each in (used, declared)] == [{"shili.out": 2}] * 2
    assert [each["property"] for each in (used, declared)] == [{"savings": "9.00"}] * 2
    assert [each["obligors"][0]["income"] for each in (used, declared)] == ["1400.00", "600.00"]


def test_a_household_without_sources_is_given_back_itself():
    stated = read(wage("600"))
    assert settled(stated) is stated and as_declared(stated) is stated


# -- in and out --------------------------------------------------------------------------------------
EVERYWHERE = household(
    entries={
        "incomes": {"wage": {"declared": "600.00", "register": "1400.00", "officer": "unknown"}},
        "transfers_paid": {"tax": {"declared": "5.00"}},
        "expenses": {"medical": {"register": "200.00"}},
        "flags": {"employed": {"declared": False, "register": True}},
        "facts": {"shili.out": {"declared": 2, "officer": 3}},
    },
    obligors=[
        {
            "id": "o",
            "relation": {"declared": "other", "register": "child"},
            "income": {"declared": "3000.00", "register": {"amount": "50000.01", "per": "year"}},
            "household_size": {"declared": 4, "officer": 3},
            "on_assistance": {"declared": True, "register": False},
            "facts": {},
        }
    ],
    property={
        "savings": {"declared": "0.00", "register": "50000.00"},
        "vehicles": {"declared": 0, "register": 1},
        "house_area": {"declared": "80.00", "officer": "86.50"},
    },
)


def test_sources_go_out_as_they_came_in_and_fit_the_schema():
    assert to_json_data(read(EVERYWHERE)) == EVERYWHERE
    assert list(VALIDATOR.iter_errors(EVERYWHERE)) == []


def test_a_household_with_sources_can_be_copied_and_pickled():
    stated = read(EVERYWHERE)
    assert copy.deepcopy(stated) == stated == pickle.loads(pickle.dumps(stated))  # noqa: S301 - our own bytes


def test_toml_and_python_say_the_same():
    text = """
        id = "h"
        jurisdiction = "431281"
        [[members]]
        id = "a"
        relation = "applicant"
        [members.incomes]
        wage = {declared = "600", register = {amount = "16800", per = "year"}}
    """
    applicant = Member(id="a", relation="applicant", incomes={"wage": Verified(declared=LOW, register=HIGH)})
    assert household_from_toml(text) == Household(id="h", jurisdiction="431281", members=[applicant])


# -- what is refused ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ({"declred": "600"}, ['.declred is "600", but "declred" is not known as a source; did you mean "declared"?']),
        (
            {"declared": "600", "register": "-1", "oficer": 5},
            [
                ".register is -1.00 yuan a month; expected 0 or more. "
                "Enter what a member pays out under transfers_paid.",
                '.oficer is 5, but "oficer" is not known as a source; did you mean "officer"?',
            ],
        ),
        (
            {"declared": "600", "amount": "5"},
            ['.amount is "5", but "amount" is not known as a source; expected "declared", "register" or "officer".'],
        ),
        (
            {"declared": {"amount": "600", "per": "week"}},
            ['.declared.per is "week"; expected "month" or "year".'],
        ),
        (
            {"declared": {"register": "600"}},
            [
                '.declared is an object with 1 entry; expected "amount" and "per" only: '
                '{"amount": "15000", "per": "year"}.'
            ],
        ),
        (
            {"declared": 600.5},
            ['.declared is 600.5, a number with a decimal point, which can be inexact; write it as a text, "600.50".'],
        ),
    ],
)
def test_what_is_wrong_with_a_source_is_named_with_its_place(value, problems):
    assert problems_of(wage(value)) == [f"$.members[0].incomes.wage{each}" for each in problems]
    assert not VALIDATOR.is_valid(wage(value))


def test_a_finding_names_no_sources():
    data = household(findings={"property_within_limits": {"officer": True}})
    sentence = "names sources, but a finding is an officer's already; write its value alone."
    assert problems_of(data) == [f"$.findings.property_within_limits {sentence}"]
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(InputError, match="a finding is an officer's already"):
        Member(id="a", findings={"special_hardship": Verified(officer=True)})


def test_what_stands_in_no_map_names_no_sources():
    sentence = "names sources, which only entries of maps and facts of obligors may; write the value alone."
    data = household(area={"declared": "rural", "register": "urban"})
    assert problems_of(data) == [f"$.area {sentence}"]
    assert not VALIDATOR.is_valid(data)


def test_null_of_an_obligor_s_income_is_refused():
    data = household(obligors=[{"id": "o", "income": {"declared": None}}])
    assert problems_of(data)[0].startswith("$.obligors[0].income.declared is null; expected an amount")
    assert not VALIDATOR.is_valid(data)


def test_python_objects_are_checked_source_by_source():
    with pytest.raises(InputError, match=r"\$\.incomes\.wage\.register is 5; expected an amount"):
        Member(id="a", incomes={"wage": Verified(declared=LOW, register=5)})
    with pytest.raises(InputError, match=r"\$\.pays\.officer is true; expected an amount"):
        Obligor(id="o", pays=Verified(officer=True))
    with pytest.raises(InputError, match=r"Verified\(\) names no source; expected declared=, register= or officer="):
        Verified()
