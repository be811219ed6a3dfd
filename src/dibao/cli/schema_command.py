"""Settle how the JSON Schemas of a household, a decision and a timeline are printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import click

from dibao.assess.schema import decision_schema
from dibao.household.schema import household_schema
from dibao.timeline.schema import timeline_schema

SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "household": household_schema,
    "decision": decision_schema,
    "timeline": timeline_schema,
}


def schema_text(form: str) -> str:
    """Give a schema as it is published."""
    return json.dumps(SCHEMAS[form](), ensure_ascii=False, indent=2) + "\n"


@click.command()
@click.argument("form", metavar="household|decision|timeline", type=click.Choice(tuple(SCHEMAS)))
def schema(form: str) -> None:
    """Print the JSON Schema of a household, a decision or a timeline."""
    click.echo(schema_text(form).encode(), nl=False)
