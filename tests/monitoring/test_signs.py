"""Which sign shows, as far as it is known: worked by hand from part three of 国办发〔2023〕39号.

The family lives in the country at Hongjiang: 450 yuan a month is its standard in 2024. Half of its income is the
limit on the cost of treatment, which is invented; no place is known to have one.
"""

from datetime import date
from typing import Any

import pytest
from tests.monitoring.office import ENGINE, WITHOUT_LIMIT

from dibao import Engine
from dibao.monitoring.signs import Sign
from dibao.monitoring.watch import watch

ON = date(2024, 5, 1)
NATIONAL = {"medical_cost_burst", "main_earner_without_income", "new_severe_disability", "nobody_applied"}


def person(**stated: Any) -> dict[str, Any]:
    """Give somebody of whom all is known; what is None is left out and so unknown."""
    usual: dict[str, Any] = {"born": "1980-05-01", "education": "none", "flags": {}, "incomes": {}, "expenses": {}}
    known = {**usual, "disability": "none", "needs_help": {}, **stated}
    changed = {key: value for key, value in known.items() if value is not None}
    return {"id": "a", "relation": "applicant", **changed, "disability": DISABILITIES[known["disability"]]}


DISABILITIES: dict[Any, Any] = {
    None: "unknown",
    "none": None,
    **{grade: {"kind": "limb", "grade": grade} for grade in (1, 2, 3, 4)},
}


def household(monitoring: dict[str, Any] | None = None, **stated: Any) -> dict[str, Any]:
    """Give a household of one in the country whose monitoring is known as far as it is said."""
    home: dict[str, Any] = {"id": "h", "jurisdiction": "431281", "area": "rural", "obligors": [], "prior": None}
    return {**home, "members": [person(**stated)], "monitoring": monitoring or {}}


def sign(name: str, stated: dict[str, Any], engine: Engine = ENGINE, on: date = ON) -> Sign:
    """Give one sign of a household."""
    return next(each for each in watch(engine, stated, on).signs if each.name == name)


def cost(yuan: str | None, wage: str | None = "1000") -> dict[str, Any]:
    """Give a household with a cost of treatment a month and a wage; None is unknown."""
    expenses = None if yuan is None else {"medical": yuan}
    return household(expenses=expenses, incomes=None if wage is None else {"wage": wage})


@pytest.mark.parametrize(
    ("yuan", "wage", "likelihood"),
    [
        ("499.99", "1000", "impossible"),
        ("500", "1000", "impossible"),
        ("500.01", "1000", "certain"),
        ("0", "1000", "impossible"),
        ("0", None, "impossible"),
        ("0", "0", "impossible"),
        ("0.01", "0", "certain"),
        ("500.01", None, "possible"),
        (None, "1000", "possible"),
    ],
)
def test_treatment_beyond_half_of_the_income_is_a_sign(yuan, wage, likelihood):
    assert sign("medical_cost_burst", cost(yuan, wage)).likelihood == likelihood


@pytest.mark.parametrize(
    ("yuan", "wage", "likelihood"),
    [("0", "1000", "impossible"), ("0.01", "1000", "possible"), ("9000", "1000", "possible"), ("0.01", "0", "certain")],
)
def test_where_no_place_set_a_limit_a_cost_is_possibly_a_sign(yuan, wage, likelihood):
    assert sign("medical_cost_burst", cost(yuan, wage), WITHOUT_LIMIT).likelihood == likelihood


def test_the_missing_limit_is_what_is_asked_for():
    found = sign("medical_cost_burst", cost("600"), WITHOUT_LIMIT)
    assert [each.path for each in found.missing] == ["monitoring.medical_share"]


@pytest.mark.parametrize(("lost", "likelihood"), [(True, "certain"), (False, "impossible"), (None, "possible")])
def test_the_main_earners_income_is_lost_or_not(lost, likelihood):
    known = {} if lost is None else {"main_earner_lost_income": lost}
    assert sign("main_earner_without_income", household(known)).likelihood == likelihood


@pytest.mark.parametrize(
    ("newly", "grade", "likelihood"),
    [
        (True, 1, "certain"),
        (True, 2, "certain"),
        (True, 3, "impossible"),
        (True, "none", "impossible"),
        (True, None, "possible"),
        (False, 1, "impossible"),
        (False, None, "impossible"),
        (None, 2, "possible"),
        (None, 3, "impossible"),
        (None, None, "possible"),
    ],
)
def test_a_new_disability_is_a_sign_at_grades_one_and_two(newly, grade, likelihood):
    known = {} if newly is None else {"newly_disabled": newly}
    assert sign("new_severe_disability", household(known, disability=grade)).likelihood == likelihood


@pytest.mark.parametrize(
    ("applied", "wage", "likelihood"),
    [
        (False, "449.99", "certain"),
        (False, "450", "impossible"),
        (False, "450.01", "impossible"),
        (False, None, "possible"),
        (True, "0", "impossible"),
        (True, None, "impossible"),
        (None, "449.99", "possible"),
        (None, "450", "impossible"),
    ],
)
def test_below_the_standard_without_an_application_is_a_sign(applied, wage, likelihood):
    known = {} if applied is None else {"applied": applied}
    stated = household(known, incomes=None if wage is None else {"wage": wage})
    assert sign("nobody_applied", stated).likelihood == likelihood


@pytest.mark.parametrize(("wage", "likelihood"), [("0", "certain"), ("449.99", "possible")])
def test_a_standard_that_nobody_published_leaves_open_only_what_turns_on_it(wage, likelihood):
    found = sign("nobody_applied", household({"applied": False}, incomes={"wage": wage}), on=date(2025, 5, 1))
    assert found.likelihood == likelihood
    assert [each.path for each in found.missing] == (["dibao.standard.rural"] if likelihood == "possible" else [])


@pytest.mark.parametrize(("on", "names"), [(date(2023, 9, 30), set()), (date(2023, 10, 1), NATIONAL)])
def test_the_nations_signs_hold_from_the_opinions_month_on(on, names):
    found = {each.name for each in watch(ENGINE, household(), on).signs if each.rule.jurisdiction == "000000"}
    assert found == names


def test_each_sign_says_where_to_look_and_by_which_article():
    found = {each.name: each for each in watch(ENGINE, household(), ON).signs if each.rule.jurisdiction == "000000"}
    assert {name: (each.looks_at, each.article) for name, each in found.items()} == {
        "medical_cost_burst": ("temporary_assistance_expenditure", "国办发〔2023〕39号 三（三）"),
        "main_earner_without_income": ("temporary_assistance_urgent", "国办发〔2023〕39号 三（三）"),
        "new_severe_disability": ("disability_nursing_allowance", "国办发〔2023〕39号 三（三）"),
        "nobody_applied": ("dibao", "国办发〔2023〕39号 三（四）"),
    }
    assert all(each.looks_at_title and each.looks_at_english for each in found.values())
