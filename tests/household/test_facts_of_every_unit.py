"""A plug-in's facts of every unit, of a household, a member and an obligor."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from tests.fixtures.every_fact import CODE, plugin

from dibao import UNKNOWN, Area, Engine, InputError, Interview, Money, Obligor, read_household, to_json_data
from dibao.household.facts import ENTITIES, load_facts
from dibao.household.schema import household_schema
from dibao.household.values import household_values, obligor_values
from dibao.testing.strategies import cases

ENGINE = Engine(plugins=[plugin])
CATALOGUE = ENGINE.catalogue
ON = date(2024, 3, 1)
VALIDATOR = Draft202012Validator(household_schema(CATALOGUE))
FITTING: dict[str, Any] = {
    "trial.flag": True, "trial.choice": "second", "trial.count": 2, "trial.months": 6, "trial.flow": "100.00",
    "trial.stock": "1200.00", "trial.area": "57.90", "trial.absent_flag": False,
}  # fmt: skip
PATHS = {"household": "$", "member": "$.members[0]", "obligor": "$.obligors[0]"}
OTHERS = [
    ("flag", False, None), ("choice", "first", None), ("choice", "none", None),
    ("count", 1, None), ("count", 3, "100.00"), ("months", 5, None), ("months", 7, "100.00"),
    ("flow", "99.99", None), ("flow", "100.01", "100.01"), ("flow", {"amount": "1200", "per": "year"}, "100.00"),
    ("stock", "1199.99", "100.00"), ("stock", "1200.01", None),
    ("area", "57.89", "100.00"), ("area", "57.91", None), ("area", 57, "100.00"),
    ("absent_flag", True, None),
]  # fmt: skip
WRONG = [
    ("flag", 1, "is 1; expected true or false."),
    ("choice", "third", 'is "third"; expected "none", "first" or "second".'),
    ("count", 0, "is 0; expected 1 to 5."),
    ("count", 6, "is 6; expected 1 to 5."),
    ("count", "2", 'is "2"; expected a whole number from 1 to 5.'),
    ("count", None, "is null; expected a whole number from 1 to 5."),
    ("months", 25, "is 25; expected 0 to 24."),
    ("months", 1.0, "is 1.0; expected a whole number of months from 0 to 24."),
    ("flow", 1.5, "which can be inexact"),
    ("area", 57.9, 'is 57.9, a number with a decimal point, which can be inexact; write it as a text, "57.90".'),
    ("area", "57.905", 'is "57.905", finer than a hundredth; expected at most two decimals.'),
    ("area", "500.01", "is 500.01 square metres; expected at most 500 square metres. Check that"),
    ("area", "-1", "is -1.00 square metres; expected 0 or more."),
    ("area", True, 'is true; expected square metres such as "86.50", or "unknown".'),
    ("area", "large", 'is "large", not an amount; expected square metres such as "86.50", or "unknown".'),
    ("area", {"amount": "5", "per": "year"}, 'is an object with 2 entries; expected square metres such as "86.50"'),
]  # fmt: skip


def stated(entity: str, **changes: Any) -> dict[str, Any]:
    """Give one person without income, whose facts fit apart from the changes."""
    changed = {**FITTING, **{f"trial.{key}": value for key, value in changes.items()}}
    facts = {each: changed if each == entity else FITTING for each in ENTITIES}
    person = {"id": "a", "relation": "applicant", "born": "1970-05-01", "incomes": {}, "flags": {}, "expenses": {}}
    relative = {"id": "o", "pays": "0", "on_assistance": False}
    return {
        "id": "h",
        "jurisdiction": CODE,
        "area": "rural",
        "members": [{**person, "facts": facts["member"]}],
        "obligors": [{**relative, "facts": facts["obligor"]}],
        "property": {},
        "findings": {"property_within_limits": True},
        "prior": None,
        "facts": facts["household"],
    }


def awarded(data: Any, entity: str) -> str | None:
    """Give what the rule on this entity's facts pays."""
    awards = Interview(ENGINE, data, ON).decision.awards
    paid = [each.monthly for each in awards if each.programme == f"{entity}_award"]
    return paid[0].text() if paid and paid[0] is not None else None


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_rule_reads_facts_that_fit(entity):
    assert awarded(stated(entity), entity) == "100.00"


@pytest.mark.parametrize("entity", ENTITIES)
@pytest.mark.parametrize(("key", "value", "paid"), OTHERS)
def test_a_rule_reads_each_fact(entity, key, value, paid):
    assert awarded(stated(entity, **{key: value}), entity) == paid


@pytest.mark.parametrize("entity", ENTITIES)
@pytest.mark.parametrize("key", [each.removeprefix("trial.") for each in FITTING])
def test_an_unknown_fact_is_asked_for_and_its_answer_decides(entity, key):
    interview = Interview(ENGINE, stated(entity, **{key: "unknown"}), ON)
    assert [each.path for each in interview.decision.questions] == [f"{PATHS[entity]}.facts.trial.{key}"]
    interview.answer(FITTING[f"trial.{key}"])
    assert interview.question is None
    assert awarded(to_json_data(interview.household), entity) == "100.00"


@pytest.mark.parametrize("entity", ENTITIES)
def test_what_a_present_map_does_not_name_is_unknown_unless_it_says_none(entity):
    data = stated(entity)
    owner = {"household": data, "member": data["members"][0], "obligor": data["obligors"][0]}[entity]
    owner["facts"] = {}
    asked = {each.path.rpartition(".")[2] for each in Interview(ENGINE, data, ON).decision.questions}
    assert "absent_flag" not in asked
    assert {"flow", "area", "choice", "count", "months", "stock", "flag"} >= asked > set()


@pytest.mark.parametrize("entity", ENTITIES)
def test_facts_go_out_as_they_came_in_and_fit_the_schema(entity):
    data = stated(entity, choice="none", area="0.00")
    assert list(VALIDATOR.iter_errors(data)) == []
    again = to_json_data(read_household(data, catalogue=CATALOGUE))
    places = {"household": again, "member": again["members"][0], "obligor": again["obligors"][0]}
    assert places[entity]["facts"] == {**FITTING, "trial.choice": "none", "trial.area": "0.00"}
    assert to_json_data(read_household(json.loads(json.dumps(again)), catalogue=CATALOGUE)) == again


@given(cases((CODE,), unknowns=True, catalogue=CATALOGUE))
def test_any_household_goes_out_fits_the_schema_and_comes_in_again(case):
    household, on = case
    data = to_json_data(household)
    assert list(VALIDATOR.iter_errors(data)) == []
    assert read_household(data, catalogue=CATALOGUE, on=on) == household


@pytest.mark.parametrize("entity", ENTITIES)
@pytest.mark.parametrize(("key", "value", "sentence"), WRONG)
def test_a_wrong_value_is_named_and_does_not_fit_the_schema(entity, key, value, sentence):
    data = stated(entity, **{key: value})
    with pytest.raises(InputError) as caught:
        read_household(data, catalogue=CATALOGUE)
    [problem] = caught.value.problems
    assert problem.where == f'{PATHS[entity]}.facts["trial.{key}"]'
    assert sentence in problem.message
    # To JSON Schema 1.0 is a whole number.
    assert VALIDATOR.is_valid(data) == (value == 1.0 and key == "months")


# -- the same in Python, and what the catalogue itself has -----------------------------------------------
def test_python_takes_areas_as_json_does():
    household = read_household({**stated("household"), "property": {"house_area": "86.5"}}, catalogue=CATALOGUE)
    assert household.property["house_area"] == Area.square_metres("86.50")  # type: ignore[index]
    assert household_values(household, ["property.house_area", "trial.area"], CATALOGUE) == (8650, 5790)
    assert to_json_data(household)["property"] == {"house_area": "86.50"}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (Money.stock(5), 'is 5.00 yuan; expected an area such as Area.square_metres("86.50").'),
        (86, 'is 86; expected an area such as Area.square_metres("86.50").'),
        (Area.square_metres(1) / 3, "finer than a hundredth; expected whole hundredths."),
        (Area.square_metres("100000.01"), "is 100000.01 square metres; expected at most 100000 square metres."),
    ],
)
def test_python_refuses_what_is_no_area(value, sentence):
    from dibao import Household, Member

    with pytest.raises(InputError) as caught:
        Household("h", CODE, members=[Member("a", "applicant")], property={"house_area": value})
    assert sentence in str(caught.value)


@pytest.mark.parametrize("area", ["0", "100000", "100000.00", 0, 100_000])
def test_floor_areas_on_the_bounds_are_taken(area):
    read_household({**stated("household"), "property": {"house_area": area}}, catalogue=CATALOGUE)


def test_what_an_obligor_pays_and_draws_is_unknown_when_left_out():
    assert obligor_values(Obligor("o"), ["pays", "on_assistance"]) == (None, None)
    known = Obligor("o", pays=Money.monthly("200"), on_assistance=False)
    assert obligor_values(known, ["pays", "on_assistance"]) == (240_000, False)
    assert (Obligor("o").pays, Obligor("o").on_assistance) == (UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("relative", "paid"),
    [({"pays": "200"}, "300.00"), ({"pays": "0"}, "500.00"), ({"pays": "200", "on_assistance": True}, "500.00")],
)
def test_a_rule_reads_what_an_obligor_pays(relative, paid):
    data = stated("household")
    data["obligors"] = [{**data["obligors"][0], **relative}]
    decision = Interview(ENGINE, data, ON).decision
    assert decision.dibao_monthly == Money.monthly(paid)


def test_what_an_obligor_pays_is_asked_for():
    data = stated("household")
    data["obligors"] = [{"id": "o", "facts": FITTING}]
    interview = Interview(ENGINE, data, ON)
    assert {each.path for each in interview.decision.questions} == {"$.obligors[0].pays", "$.obligors[0].on_assistance"}
    for question in interview:
        interview.answer(False if question.path.endswith("on_assistance") else "200.00")
    assert interview.decision.dibao_monthly == Money.monthly(300)


@pytest.mark.parametrize("entity", ENTITIES)
def test_the_fast_way_and_the_plain_way_agree(entity):
    for key, value, _ in [("flag", True, None), *OTHERS]:
        data = stated(entity, **{key: value})
        household = read_household(data, catalogue=CATALOGUE)
        policy = ENGINE.policy(CODE, ON)
        plain = policy.on_plain_values(household).quantity(f"member.award_{entity}_award")
        assert (plain.text() if plain != 0 else None) == awarded(data, entity)


def test_every_unit_is_declared():
    path = plugin.data_file("facts.toml")
    assert path is not None
    assert {fact.unit.name for fact in load_facts(path)} == {
        "flag", "choice", "count", "months", "money a month", "money", "area",
    }  # fmt: skip
