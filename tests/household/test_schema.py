"""The published schema takes what intake takes, and refuses what a schema can."""

import copy
import json
import re
import tomllib
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.household import test_bad_input as bad
from tests.household.test_bad_input import APPLICANT, SMALLEST

from dibao import InputError, read_household, to_json_data
from dibao.cli.schema_command import schema_text
from dibao.household.facts import BUILT_IN, Fact
from dibao.household.schema import _decimals, household_schema
from dibao.symbols.units import FLAG
from dibao.testing.strategies import cases

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("20*/*"))
SCHEMA = household_schema()
UNPRINTABLE = 10**5000
"""A number that the validator refuses too, but cannot print."""
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def takes(data):
    return VALIDATOR.is_valid(data)


def with_applicant(**stated):
    return {**SMALLEST, "members": [{**APPLICANT, **stated}]}


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:dibao:household:1"


def test_the_shipped_file_is_that_of_the_catalogue():
    shipped = (files("dibao") / "schemas" / "household-1.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text("household"), (
        "facts have changed; run: dibao schema household > src/dibao/schemas/household-1.schema.json"
    )


def test_every_fact_has_a_title_in_both_languages():
    text = json.dumps(SCHEMA, ensure_ascii=False)
    facts = [fact for fact in BUILT_IN.facts if not fact.derived]
    assert [fact.name for fact in facts if f"{fact.title} / {fact.english}" not in text] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_taken(path):
    text = path.read_text(encoding="utf-8")
    data = json.loads(text) if path.suffix == ".json" else json.loads(json.dumps(tomllib.loads(text), default=str))
    assert list(VALIDATOR.iter_errors(data)) == []


@given(cases(unknowns=True))
def test_every_household_is_taken(case):
    assert list(VALIDATOR.iter_errors(to_json_data(case[0]))) == []


# -- what intake refuses -----------------------------------------------------------------------------
BEYOND = ("give each person another id", "is not known under f", "not whole fen a month")
"""What a schema cannot see: two places at once, names of plug-ins, twelfths of a fen."""


def refused_by_intake(test):
    """Give the cases that a test of bad input is run with."""
    (mark,) = (mark for mark in test.pytestmark if mark.name == "parametrize")
    return [getattr(each, "values", each) for each in mark.args[1]]


def test_every_wrong_amount_is_refused():
    amounts = [each[0] for each in refused_by_intake(bad.test_a_wrong_amount_is_named)]
    in_json = [each for each in amounts if not isinstance(each, Decimal) and each != UNPRINTABLE]
    assert [each for each in in_json if takes(with_applicant(incomes={"wage": each}))] == []


def test_every_wrong_part_of_a_member_is_refused():
    parts = [each[0] for each in refused_by_intake(bad.test_a_wrong_part_of_a_member_is_named)]
    in_json = [each for each in parts if 1 not in each and each.get("id") != "\ud800"]
    assert [each for each in in_json if takes(with_applicant(**each))] == []


@pytest.mark.parametrize(("stated", "sentence"), refused_by_intake(bad.test_a_wrong_part_of_a_household_is_named))
def test_a_wrong_part_of_a_household_is_refused(stated, sentence):
    assert takes({**SMALLEST, **stated}) == any(words in sentence for words in BEYOND)


# -- the two agree -----------------------------------------------------------------------------------
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, 1, -1, 5, 101, 10**7, 10**8, "unknown", "none", "", "0", "-0", "-0.00", "-1", "600.5", "007",
     "600.123", "1e3", "10000000", "10000000.01", "2000-02-29", "2001-02-29", "2024-03", "2024-13", "rural", "child",
     "applicant", "limb", "dibao", [], {}, {"amount": "1", "per": "year"}, {"amount": 1}, {"per": "year"},
     {"amount": "120000000", "per": "year"}, {"amount": "120000000.01", "per": "year"}, {"kind": "limb", "grade": 2},
     {"status": "dibao", "dibao_monthly": "1"}, {"wage": "1"}, {"employed": True},
     {"declared": "1", "register": {"amount": "1", "per": "year"}}, {"declared": None, "officer": "unknown"},
     {"register": 1}, {"officer": True}, {"officer": "none"}, {"declred": "1"}, {"declared": "1", "per": "year"}]
)  # fmt: skip


@st.composite
def damaged(draw):
    """Give a household's JSON with one to three values replaced, left out or added."""
    data = copy.deepcopy(to_json_data(draw(cases(unknowns=True, most_members=2))[0]))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = data
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from([*keys, "grade"]) if isinstance(place, dict) else st.sampled_from(keys))
            inside = place[key] if key in keys else None
            if isinstance(inside, dict | list) and inside and draw(st.integers(0, 3)):
                place = inside
                continue
            if key in keys and isinstance(place, dict) and not draw(st.integers(0, 4)):
                del place[key]
            else:
                place[key] = draw(VALUES)
            break
    return data


@given(damaged())
def test_intake_and_schema_agree(data):
    try:
        read_household(data)
    except InputError as error:
        seen = [each for each in error.problems if not any(words in each.message for words in BEYOND)]
        assert not (takes(data) and seen)
    else:
        assert list(VALIDATOR.iter_errors(data)) == []


@given(st.integers(1, 10**9), st.integers(-3, 3), st.sampled_from(["", ".0", ".00", ".01", ".99", ".5"]))
def test_the_pattern_of_an_amount_ends_on_its_limit(limit, shift, decimals):
    text = f"{max(limit + shift, 0)}{decimals}"
    assert bool(re.fullmatch(_decimals(limit), text)) == (float(text) <= limit)


def test_a_fact_of_a_plug_in_is_described_when_its_catalogue_is_given():
    poor = Fact("household", "shili.poor", FLAG, "建档", "registered", place="facts", key="shili.poor")
    known = Draft202012Validator(household_schema(BUILT_IN.extended([poor])))
    assert known.is_valid({**SMALLEST, "facts": {"shili.poor": True}})
    assert not known.is_valid({**SMALLEST, "facts": {"shili.poor": "1"}})
    assert takes({**SMALLEST, "facts": {"shili.poor": "1"}})
