"""A runner of the command in this process, and households as files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dibao.cli.commands import dibao

Run = Callable[..., Result]
Write = Callable[..., Path]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: object) -> Result:
        result = CliRunner().invoke(dibao, [str(each) for each in arguments], prog_name="dibao")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def family(wage: object = "600", **stated: Any) -> dict[str, Any]:
    """Give a rural family of three in Hongjiang that lives on one wage."""
    nothing: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}}
    members = [
        {"id": "a", "relation": "applicant", "born": "1970-05-01", **nothing, "incomes": {"wage": wage}},
        {"id": "b", "relation": "spouse", "born": "1972-03-09", **nothing},
        {"id": "c", "relation": "child", "born": "2009-09-01", **nothing},
    ]
    return {
        "id": "hj",
        "jurisdiction": "431281",
        "area": "rural",
        "members": members,
        "obligors": [],
        "property": {},
        "findings": {"property_within_limits": True},
        "prior": None,
        **stated,
    }


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(data: object, name: str = "household.json") -> Path:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        return path

    return written
