"""Every decision has the published form, and the form describes every key."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from tests.properties.places import CODES, cases

from dibao import Engine, read_household_file
from dibao.assess.schema import decision_schema
from dibao.cli.schema_command import schema_text

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("20*/*"))
SCHEMA = decision_schema()


def closed(schema):
    """Give the schema with no room for a key that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {"additionalProperties": False} if schema.get("type") == "object" else {}
    return {key: closed(each) for key, each in schema.items()} | strict


VALIDATOR = Draft202012Validator(closed(SCHEMA), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:dibao:decision:1"


def test_the_shipped_file_is_that_of_the_code():
    shipped = (files("dibao") / "schemas" / "decision-1.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text("decision"), (
        "the form has changed; run: dibao schema decision > src/dibao/schemas/decision-1.schema.json"
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_decision_on_every_example_fits(path):
    engine = Engine()
    household = read_household_file(path, catalogue=engine.catalogue)
    for on in (date.fromisoformat(path.parent.name), date(2025, 3, 1)):
        assert list(VALIDATOR.iter_errors(engine.assess(household, on).to_json())) == []


@settings(max_examples=15)
@given(cases(CODES, unknowns=True))
def test_every_decision_fits(case):
    policy, household = case
    data = json.loads(json.dumps(policy.assess(household).to_json()))
    assert list(VALIDATOR.iter_errors(data)) == []


def test_the_form_comes_first_and_another_is_refused():
    engine = Engine()
    path = next(each for each in EXAMPLES if each.suffix == ".json")
    data = engine.assess(read_household_file(path), date.fromisoformat(path.parent.name)).to_json()
    assert next(iter(data.items())) == ("form", "decision-1")
    assert not VALIDATOR.is_valid({**data, "form": "decision-2"})


def test_a_reader_of_the_published_form_takes_keys_of_the_future():
    path = next(each for each in EXAMPLES if each.suffix == ".json")
    data = Engine().assess(read_household_file(path), date.fromisoformat(path.parent.name)).to_json()
    assert Draft202012Validator(SCHEMA).is_valid({**data, "timeline": []})
