"""What comes in, goes out and comes in again."""

import json
from datetime import date

import pytest
from hypothesis import given

from dibao.household.checks import check_household, check_on
from dibao.household.facts import BUILT_IN, Fact
from dibao.household.files import household_from_json, household_from_toml, read_household_file
from dibao.household.intake import read_household, to_json_data
from dibao.household.models import Award, BenefitState, Household, Member, Obligor
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLAG
from dibao.testing.strategies import cases

APPLICANT = {"id": "a", "relation": "applicant"}
SMALLEST = {"id": "h", "jurisdiction": "431281", "members": [APPLICANT]}
SHILI = BUILT_IN.extended([Fact("member", "shili.registered", FLAG, "登记", "registered", "facts")])
TOML = """
id = "h"
jurisdiction = "431281"
prior = "none"
[[members]]
id = "a"
relation = "applicant"
born = 1970-05-01
incomes = { wage = "600", business = { amount = "-15000", per = "year" } }
"""


def with_member(**stated):
    return {**SMALLEST, "members": [{**APPLICANT, **stated}]}


@given(cases(unknowns=True))
def test_a_household_that_goes_out_comes_in_as_it_was(case):
    household, on = case
    text = json.dumps(to_json_data(household), allow_nan=False)
    again = household_from_json(text, on=on)
    assert again == household
    assert json.dumps(to_json_data(again)) == text


@given(cases(catalogue=SHILI))
def test_a_stated_household_has_no_problems(case):
    household, on = case
    assert check_household(household, SHILI) + check_on(household, on) == []
    assert read_household(to_json_data(household), catalogue=SHILI, on=on) == household


def test_the_smallest_household_leaves_all_else_unknown():
    read = read_household(SMALLEST)
    assert read == Household(id="h", jurisdiction="431281", members=[Member(id="a", relation="applicant")])
    assert to_json_data(read) == SMALLEST


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("600", Money.monthly(600)),
        (600, Money.monthly(600)),
        ("1250.4", Money.monthly("1250.40")),
        ("0.01", Money.monthly("0.01")),
        ({"amount": "15000", "per": "year"}, Money.yearly(15000)),
        ({"amount": 50, "per": "month"}, Money.monthly(50)),
    ],
)
def test_amounts_are_texts_or_whole_yuan_a_month_unless_said(written, amount):
    assert read_household(with_member(incomes={"wage": written})).members[0].incomes == {"wage": amount}


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Money.monthly("1250.4"), "1250.40"),
        (Money.yearly("15012"), "1251.00"),
        (Money.yearly("15011.99"), {"amount": "15011.99", "per": "year"}),
    ],
)
def test_an_amount_that_is_no_whole_fen_a_month_is_written_per_year(amount, written):
    household = Household(
        id="h", jurisdiction="431281", members=[Member(id="a", relation="applicant", incomes={"wage": amount})]
    )
    assert to_json_data(household)["members"][0]["incomes"] == {"wage": written}


@pytest.mark.parametrize("place", ["incomes", "transfers_paid", "expenses", "flags", "facts"])
def test_a_map_is_unknown_when_absent_or_said_to_be(place):
    unknown, none = read_household(with_member(**{place: "unknown"})), read_household(with_member(**{place: None}))
    assert unknown == read_household(SMALLEST)
    assert getattr(unknown.members[0], place) is UNKNOWN
    assert none == read_household(with_member(**{place: {}})) != unknown


def test_one_entry_may_be_unknown_and_null_is_none():
    read = read_household(with_member(incomes={"wage": "unknown", "gift": None}, flags={"employed": None}))
    assert read.members[0].incomes == {"wage": UNKNOWN}
    assert read.members[0].flags == {}


def test_absence_beside_a_present_map_is_none_and_unknown_is_written_out():
    beside = read_household(with_member(incomes={}, flags={})).members[0]
    assert (beside.transfers_paid, beside.disability, beside.clergy_apart_since) == ({}, None, None)
    stated = with_member(incomes={}, transfers_paid="unknown", flags={}, disability="unknown", education="unknown")
    unknown = read_household(stated)
    assert (unknown.members[0].transfers_paid, unknown.members[0].disability) == (UNKNOWN, UNKNOWN)
    del stated["members"][0]["education"]
    assert to_json_data(unknown) == stated


def test_prior_is_unknown_null_or_a_state():
    assert read_household(SMALLEST).prior is UNKNOWN
    assert read_household({**SMALLEST, "prior": None}).prior is None
    prior = {
        "status": "gradual_exit",
        "dibao_monthly": "750.00",
        "awards": [{"programme": "dibao", "to": "household", "monthly": "750.00"}],
        "cause": "employment",
        "exit_decided": "2024-03",
        "grace_months_used": 2,
    }
    award = Award("dibao", "household", Money.monthly(750))
    state = BenefitState("gradual_exit", Money.monthly(750), (award,), "employment", "2024-03", 2)
    read = read_household({**SMALLEST, "prior": prior})
    assert read.prior == state
    assert to_json_data(read)["prior"] == prior


def test_obligors_are_unknown_none_or_listed():
    assert read_household(SMALLEST).obligors is UNKNOWN
    assert read_household({**SMALLEST, "obligors": "unknown"}).obligors is UNKNOWN
    assert read_household({**SMALLEST, "obligors": []}).obligors == ()
    stated = {"id": "o", "relation": "child", "income": {"amount": "90000", "per": "year"}, "household_size": 3}
    assert read_household({**SMALLEST, "obligors": [stated]}).obligors == (
        Obligor(id="o", relation="child", income=Money.yearly(90000), household_size=3),
    )


def test_plugin_facts_need_their_plugins_catalogue():
    data = with_member(facts={"shili.registered": True})
    assert read_household(data, catalogue=SHILI).members[0].facts == {"shili.registered": True}
    household = Household(
        id="h", jurisdiction="431281", members=[Member(id="a", relation="applicant", facts={"shili.registerd": True})]
    )
    assert [str(problem) for problem in check_household(household, SHILI)] == [
        '$.members[0].facts["shili.registerd"] is true, but "shili.registerd" is not known under facts; '
        'did you mean "shili.registered"?'
    ]


def test_toml_has_native_dates_and_says_none_for_null():
    read = household_from_toml(TOML)
    assert read.prior is None
    assert read.members[0].born == date(1970, 5, 1)
    assert read.members[0].raw_values["income.business"] == -1_500_000


def test_files_are_read_by_their_suffix_with_or_without_a_byte_order_mark(tmp_path):
    as_json, as_toml = tmp_path / "h.json", tmp_path / "h.toml"
    as_json.write_bytes(b"\xef\xbb\xbf" + json.dumps(to_json_data(household_from_toml(TOML))).encode())
    as_toml.write_text(TOML, encoding="utf-8")
    assert read_household_file(as_json) == read_household_file(as_toml)


def test_on_the_day_of_birth_and_after_130_years_dates_are_possible():
    household = read_household(with_member(born="1894-03-01"))
    assert check_on(household, date(1894, 3, 1)) == []
    assert check_on(household, date(2025, 2, 28)) == []
    assert [str(each) for each in check_on(household, date(2025, 3, 1))] == [
        "$.members[0].born is 1894-03-01, 131 years before 2025-03-01; expected at most 130 years."
    ]
