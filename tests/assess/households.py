"""Households whose explanations are read word by word."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dibao import Disability, Household, Member, Money
from dibao.household.stated import Unknown

SPRING = date(2024, 3, 1)
WITHIN_LIMITS = {"property_within_limits": True}


def person(id: str, relation: str, born: str, incomes: Mapping[str, str] | None = None, **stated: Any) -> Member:
    """Give a member of whom all is stated; incomes are yuan a month."""
    amounts = {kind: Money.monthly(amount) for kind, amount in (incomes or {}).items()}
    return Member(id=id, relation=relation, born=born, incomes=amounts, **{"flags": {}, "expenses": {}, **stated})


def household(*members: Member, **stated: Any) -> Household:
    """Give a rural household of Hongjiang with property within limits."""
    usual: dict[str, Any] = {"id": "hj", "jurisdiction": "431281", "area": "rural", "findings": WITHIN_LIMITS}
    return Household(members=members, **{"obligors": [], "property": {}, "prior": None, **usual, **stated})


def family(income: Money | Unknown, **stated: Any) -> Household:
    """Give a rural family of three in Hongjiang that lives on one wage."""
    earner = Member(id="a", relation="applicant", born="1970-05-01", incomes={"wage": income}, flags={})
    spouse, child = person("b", "spouse", "1972-03-09"), person("c", "child", "2009-09-01")
    return household(earner, spouse, child, **stated)


def family_with_a_disabled_spouse() -> Household:
    """Give a marginal family: one covered alone, one in prison, one no relative."""
    return household(
        person(
            "a",
            "applicant",
            "1970-05-01",
            {"wage": "1000", "scholarship": "12.50"},
            transfers_paid={"tax": Money.monthly(10)},
        ),
        person(
            "b",
            "spouse",
            "1971-05-01",
            disability=Disability("intellectual", 3),
            flags={"applies_alone": True},
            findings={"single_person_amount": Money.monthly(300)},
        ),
        person("c", "child", "2000-01-01", {"wage": "9"}, flags={"in_prison": True}, education="none",
               findings={"cannot_live_independently": False}),
        person("d", "other", "2000-01-01"),
    )  # fmt: skip


def shili_couple() -> Household:
    """Give a couple of Shili with every deduction and an award of each programme."""
    spouse = person(
        "b",
        "spouse",
        "1950-03-09",
        {"other_transfer": "50"},
        facts={"shili.excluded_transfer": Money.monthly(20)},
        disability=Disability("limb", 2),
    )
    worker = person(
        "a",
        "applicant",
        "1970-05-01",
        {"wage": "600"},
        flags={"employed": True},
        expenses={"medical": Money.monthly(200)},
    )
    return household(
        worker, spouse, id="shili", jurisdiction="990000", findings={}, property={"savings": Money.stock(40000)}
    )
