"""Households of Choice Province, in which all is stated that a case does not leave open."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from tests.fixtures.strategies import plugin

from dibao import Disability, Engine, Household, Member, Money, Obligor

ON = date(2024, 3, 1)
JIA, YI, BING, DING = "960101", "960102", "960103", "960104"
ENGINE = Engine(plugins=[plugin])
POLICIES = {code: ENGINE.policy(code, ON) for code in (JIA, YI, BING, DING)}
GRAVE = Disability("limb", 1)


def monthly(amount: str) -> Money:
    """Give so many yuan a month."""
    return Money.monthly(amount)


def stocks(**held: str) -> dict[str, Money]:
    """Give property in yuan by its kind."""
    return {kind: Money.stock(amount) for kind, amount in held.items()}


def person(relation: str = "applicant", income: str = "0", **stated: Any) -> Member:
    """Give a member of working age of whom all is stated."""
    usual: dict[str, Any] = {"id": relation, "born": "1980-05-01", "flags": {"declines_tekun": True}, "expenses": {}}
    return Member(relation=relation, **{**usual, "incomes": {"wage": monthly(income)}, **stated})


def obligor(income: str, id: str = "o1", **stated: Any) -> Obligor:
    """Give a child who lives with two others, supports one person and pays nothing."""
    usual: dict[str, Any] = {"relation": "child", "household_size": 3, "supports": 1, "on_assistance": False}
    return Obligor(id, income=monthly(income), **{"pays": monthly("0"), **usual, **stated})


def family(code: str, *members: Member, obligors: Sequence[Obligor] = (), **stated: Any) -> Household:
    """Give a rural family without property that never received a benefit; one person unless said."""
    usual: dict[str, Any] = {"id": "f", "area": "rural", "property": {}, "prior": None, "facts": {}}
    people = members or (person(),)
    return Household(jurisdiction=code, members=people, obligors=obligors, **{**usual, **stated})


def quantity(household: Household, path: str) -> Any:
    """Give a quantity of a decided household; it is the same on plain values."""
    policy = POLICIES[household.jurisdiction]
    decided = policy.assess(household).quantity(path)
    assert policy.on_plain_values(household).quantity(path) == decided
    return decided


def imputed(household: Household) -> Money:
    """Give the support imputed to a family without other income."""
    amount: Money = quantity(household, "household.counted_income")
    return amount


def paid(household: Household) -> Mapping[str, str]:
    """Give what is awarded, by programme; awards of one programme must be one."""
    awards = POLICIES[household.jurisdiction].assess(household).awards
    assert len({each.programme for each in awards}) == len(awards)
    return {each.programme: each.monthly.text() for each in awards if each.monthly is not None}


def plain_obligor(income: str, **stated: Any) -> Any:
    """Give an obligor as a stand-in with plain values."""
    usual = {"household_size": 3, "supports": 1, "on_assistance": False, "pays": monthly("0")}
    return SimpleNamespace(income=monthly(income), **{**usual, **stated})
