"""Who is stranded beyond the months of Hongjiang's plan, worked by hand from the plan."""

from datetime import date

import pytest

from dibao import Engine
from dibao.monitoring.watch import watch

ENGINE = Engine(plugins=["hunan", "hongjiang"])


def found(months, on="2024-05-01", code="431281"):
    """Give the sign of somebody stranded for some months, of whom nothing else is known."""
    stated = {"id": "somebody", "jurisdiction": code, "members": [{"id": "a", "relation": "applicant"}]}
    known = {} if months is None else {"stranded_months": months}
    signs = watch(ENGINE, {**stated, "monitoring": known}, date.fromisoformat(on)).signs
    return [each for each in signs if each.name == "stranded_beyond_limit"]


@pytest.mark.parametrize(
    ("months", "likelihood"),
    [(0, "impossible"), (2, "impossible"), (3, "impossible"), (4, "certain"), (None, "possible")],
)
def test_exactly_three_months_are_not_beyond_three(months, likelihood):
    [sign] = found(months)
    assert (sign.likelihood, sign.looks_at, sign.looks_at_title) == (likelihood, "settlement", "落户安置")


@pytest.mark.parametrize(
    ("on", "likelihoods"),
    [("2023-12-31", []), ("2024-01-01", ["certain"]), ("2024-12-31", ["certain"]), ("2025-01-01", ["possible"])],
)
def test_the_plan_names_the_months_of_its_year_only(on, likelihoods):
    assert [each.likelihood for each in found(4, on)] == likelihoods


def test_after_its_year_the_months_are_asked_for():
    [sign] = found(4, "2025-01-01")
    assert [each.path for each in sign.missing] == ["monitoring.stranded_months"]


def test_the_neighbours_have_no_such_rule():
    assert found(4, code="431223") == []
