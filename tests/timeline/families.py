"""Families of the month province, and their cases, for all tests of timelines."""

from datetime import date
from typing import Any

from tests.fixtures.months import LATER, plugin

from dibao import Case, Engine, Household, Member, Money
from dibao.timeline.events import Applied, Decided, Event
from dibao.timeline.rows import Row

ENGINE = Engine(plugins=[plugin])
STATED = date(2023, 1, 1)
PROPERTY = {"property_within_limits": True}


def day(text: str) -> date:
    """Give a day written 2023-04-01."""
    return date.fromisoformat(text)


def yuan(amount: int | str) -> Money:
    """Give an amount a month."""
    return Money.monthly(amount)


def wage(amount: int | str) -> dict[str, Money]:
    """Give incomes with one wage."""
    return {"wage": yuan(amount)}


def person(id: str = "a", relation: str = "applicant", born: str = "1980-05-01", **stated: Any) -> Member:
    """Give a person of whom everything is stated: without income unless one is given."""
    known: dict[str, Any] = {
        "incomes": {},
        "expenses": {},
        "flags": {},
        "facts": {},
        "education": None,
        "needs_help": {},
    }
    return Member(id, relation, day(born), **{**known, **stated})


def household(*members: Member, **stated: Any) -> Household:
    """Give a household of the county that pays from the month after."""
    known: dict[str, Any] = {
        "id": "case",
        "jurisdiction": LATER,
        "area": "rural",
        "obligors": [],
        "property": {},
        "facts": {},
        "prior": None,
        "findings": PROPERTY,
    }
    return Household(**{**known, **stated}, members=members or (person(),))


def admitted(*events: Event, family: Household | None = None, stated: str = "2023-01-01", **more: Any) -> Case:
    """Give a case that is applied for and decided on in its first month."""
    first = day(stated)
    taken_up = (Applied(on=first.replace(day=5)), Decided(on=first.replace(day=20), circumstances="stable"))
    return Case(household() if family is None else family, first, (*taken_up, *events), **more)


def rows(case: Case, start: str, end: str) -> dict[str, Row]:
    """Give the rows of a case by month."""
    return {row.month: row for row in ENGINE.timeline(case, start, end).rows}


def paid(case: Case, start: str, end: str) -> dict[str, str]:
    """Give what is paid month by month."""
    return {month: row.total.text() for month, row in rows(case, start, end).items()}


def states(case: Case, start: str, end: str) -> list[str]:
    """Give the states month by month."""
    return [row.state for row in rows(case, start, end).values()]


def codes(row: Row) -> list[str]:
    """Give the reasons of a month as the machine's words."""
    return [each.code for each in row.reasons]
