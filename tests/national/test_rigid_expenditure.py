"""The rigid-expenditure hardship family: five kinds of spending over twelve months against a local ratio.

Worked by hand from the measures of 2025, articles 4 and 5; what they share with other days is in test_eras.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from tests.fixtures.county import plugin as county

from dibao import Decision, Engine

ON = date(2025, 3, 1)
KINDS = ("living", "rent", "medical", "education", "disability", "other_necessary")
# The office's own figures stand for what is local, and are no place's real numbers.
OFFICE = """
[document.office]
title = "经办机构自行录入的数值"
english = "Figures of the office itself"
issuer = "经办机构"
level = "fixture"
grade = "assumed"
"""
ROW = '\n[[{}]]\ncode = "980101"\n{}\nsince = 2012\nuntil = "open"\ndocument = "office"\ngrade = "assumed"\n'
FIGURES = {"rigid.ratio": "value = 0.6", "rigid.disposable_income": 'amount = 24000\nper = "year"'}
Decide = Callable[..., Decision]


@pytest.fixture(scope="module")
def decide(tmp_path_factory: pytest.TempPathFactory) -> Decide:
    """Decide a household under a ratio of 60 % and an average of 2000 a month, or with some of them."""
    engines = {}
    for known in ((), *((name,) for name in FIGURES), tuple(FIGURES)):
        path = tmp_path_factory.mktemp("office") / "figures.toml"
        path.write_text(OFFICE + "".join(ROW.format(name, FIGURES[name]) for name in known), encoding="utf-8")
        engines[known] = Engine(plugins=[county], figures=path)

    def decided(*members: dict[str, Any], known: Sequence[str] = tuple(FIGURES), **stated: Any) -> Decision:
        household = {
            "id": "case", "jurisdiction": "980101", "area": "urban", "members": list(members), "obligors": [],
            "property": {}, "findings": {"property_within_limits": True}, "prior": None, "facts": {}, **stated,
        }  # fmt: skip
        return engines[tuple(known)].assess(household, ON)

    return decided


def person(wage: str = "1500", id: str = "a", relation: str = "applicant", **stated: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"flags": {}, "expenses": {}, "incomes": {"wage": wage}, "facts": {}}
    return {"id": id, "relation": relation, "born": "1980-05-01", **nothing, **stated}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("spent", "expected"), [
    ("899.99", "not_eligible"), ("900", "not_eligible"), ("900.01", "rigid_expenditure"),
])  # fmt: skip
def test_each_kind_alone_may_take_too_much(decide: Decide, kind: str, spent: str, expected: str) -> None:
    assert decide(person(expenses={kind: spent})).status == expected


def test_the_kinds_and_the_members_are_added_up(decide: Decide) -> None:
    """Six times 150 in the household is the ratio of 1500; one fen more is beyond it."""
    each = dict.fromkeys(KINDS[:3], "150")
    other = dict.fromkeys(KINDS[3:], "150")
    spouse = {"id": "b", "relation": "spouse", "wage": "0"}
    exact = decide(person(expenses=each), person(**spouse, expenses=other))
    beyond = decide(person(expenses=each), person(**spouse, expenses={**other, "education": "150.01"}))
    assert (exact.status, beyond.status) == ("marginal", "marginal")
    richer = person("2500", expenses={**each, "living": "750"})
    assert decide(richer, person(**spouse, expenses=other)).status == "not_eligible"
    richer["expenses"]["living"] = "750.01"
    assert decide(richer, person(**spouse, expenses=other)).status == "rigid_expenditure"


@pytest.mark.parametrize(("year", "expected"), [
    ("10800", "not_eligible"), ("10800.01", "rigid_expenditure"),
])  # fmt: skip
def test_twelve_months_may_be_stated_as_a_year(decide: Decide, year: str, expected: str) -> None:
    bills = {"medical": {"amount": year, "per": "year"}}
    income = {"wage": {"amount": "18000", "per": "year"}}
    assert decide(person(incomes=income, expenses=bills)).status == expected


@pytest.mark.parametrize(("wage", "expected"), [
    ("649.99", "dibao"), ("650", "marginal"), ("974.99", "marginal"), ("975", "rigid_expenditure"),
])  # fmt: skip
def test_dibao_and_marginal_families_are_none(decide: Decide, wage: str, expected: str) -> None:
    assert decide(person(wage, expenses={"medical": "2000"})).status == expected


def destitute(**stated: Any) -> dict[str, Any]:
    findings = {"tekun_property_within_limits": True, "tekun_counts": False}
    return person("0", "old", born="1950-05-01", expenses={"medical": "2000"}, findings=findings, **stated)


def test_a_destitute_person_is_no_such_family(decide: Decide) -> None:
    decision = decide(destitute(), known=())
    asked = [each.path for each in decision.questions if each.path.startswith("rigid.")]
    assert (decision.quantity("member.is_tekun"), decision.status, asked) == (True, "not_eligible", [])


@pytest.mark.parametrize(("known", "asked"), [
    ((), {"rigid.ratio", "rigid.disposable_income"}),
    (("rigid.ratio",), {"rigid.disposable_income"}),
    (("rigid.disposable_income",), {"rigid.ratio"}),
])  # fmt: skip
def test_what_the_place_has_not_published_is_asked_for(decide: Decide, known: Any, asked: set[str]) -> None:
    decision = decide(person(expenses={"medical": "900.01"}), known=known)
    assert (decision.status, {each.path for each in decision.questions}) == ("undetermined", asked)


def test_above_the_average_the_ratio_does_not_matter(decide: Decide) -> None:
    decision = decide(person("2000", expenses={"medical": "2000"}), known=("rigid.disposable_income",))
    assert (decision.status, decision.is_decided) == ("not_eligible", True)
