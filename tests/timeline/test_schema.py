"""The published schema takes every timeline and describes each of its keys."""

from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from tests.timeline.families import ENGINE, PROPERTY, admitted, day, household, person, wage

from dibao.cli.schema_command import schema_text
from dibao.timeline.events import Died, JobRefused, JobStarted
from dibao.timeline.schema import timeline_schema

SCHEMA = timeline_schema()


def closed(schema):
    """Give the schema with no room for a key that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {"additionalProperties": False} if "properties" in schema and schema.get("type") == "object" else {}
    return {key: closed(each) for key, each in schema.items()} | strict


def told(*events):
    findings = {**PROPERTY, "grace_months_granted": 2}
    family = household(person("a"), person("b", "spouse", "1982-03-03"), findings=findings)
    return ENGINE.timeline(admitted(*events, family=family), "2023-01", "2023-12").to_json()


TOLD = {
    "grace": told(JobStarted(on=day("2023-03-10"), member="a", incomes=wage(3000))),
    "withheld": told(*(JobRefused(on=day(f"2023-0{month}-10"), member="a") for month in (3, 4, 5))),
    "due": told(Died(on=day("2023-03-10"), member="b")),
}


@pytest.mark.parametrize("key", TOLD)
def test_a_timeline_has_the_keys_of_the_schema_and_no_others(key):
    assert any(key in row for row in TOLD[key]["rows"])
    Draft202012Validator(closed(SCHEMA)).validate(TOLD[key])


def test_a_row_without_its_state_is_refused():
    row = {key: value for key, value in TOLD["due"]["rows"][0].items() if key != "state"}
    with pytest.raises(ValidationError, match="'state' is a required property"):
        Draft202012Validator(SCHEMA).validate({**TOLD["due"], "rows": [row]})


def test_the_shipped_schema_is_this_one():
    shipped = (files("dibao") / "schemas" / "timeline-1.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text("timeline"), (
        "the form has changed; run: dibao schema timeline > src/dibao/schemas/timeline-1.schema.json"
    )
