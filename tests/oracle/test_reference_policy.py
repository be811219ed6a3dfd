"""The reference policy agrees with its published cases, and at the edges between them."""

import json
from pathlib import Path
from typing import Any

import pytest

from . import reference_policy

REFERENCE_CASES = json.loads((Path(__file__).parents[1] / "data" / "reference_cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", REFERENCE_CASES, ids=lambda case: case["id"])
def test_reference_case(case: dict[str, Any]) -> None:
    """Every output of every household of Shili agrees."""
    assert reference_policy.decide(case["household"])._asdict() == case["expected"]


def test_there_are_79_reference_cases() -> None:
    """None got lost."""
    assert len(REFERENCE_CASES) == 79


def shili(wage: int, *, age: int = 40, before: bool = False, months: int = 0, medical: int = 0) -> dict[str, Any]:
    """Make a rural household of one in Shili, in fen a month."""
    amounts = ("business", "property", "transfer", "excluded_transfer", "education_cost", "disability_care")
    member = dict.fromkeys(amounts, 0) | {"age": age, "wage": wage, "medical_self_paid": medical}
    member |= {"in_household_unit": True, "grade": 0, "disability_kind": 0, "seriously_ill": False, "employed": False}
    household = dict.fromkeys(("liquid_assets", "vehicles", "houses"), 0) | {"urban": False, "members": [member]}
    return household | {"on_dibao_before": before, "months_since_exceeded": months, "last_amount": 7700}


@pytest.mark.parametrize(
    ("household", "status", "dibao"),
    [
        (shili(44999), 1, 5000),
        (shili(45000), 3, 0),
        (shili(67499), 3, 0),
        (shili(67500), 0, 0),
        (shili(50000, before=True, months=5), 2, 7700),
        (shili(50000, before=True, months=6), 3, 0),
        (shili(44999, age=69), 1, 5000),
        (shili(44999, age=70), 1, 14000),
        (shili(44999, age=17), 1, 14000),
        (shili(44999, age=18), 1, 5000),
        (shili(20101, medical=99999), 1, 35000),
        (shili(89999, medical=99999), 3, 0),
    ],
)
def test_edges_of_shili(household: dict[str, Any], status: int, dibao: int) -> None:
    """The edges that the 79 cases do not stand on."""
    result = reference_policy.decide(household)
    assert (result.status, result.dibao) == (status, dibao)
