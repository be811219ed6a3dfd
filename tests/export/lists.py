"""Decisions to make lists of, and programmes planted in them."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, cast

from dibao import Decision, Engine, Household, Member, Money
from dibao.assess.awards import PaidAward

ON = date(2024, 3, 1)
NOTHING: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}}


@cache
def engine() -> Engine:
    """Load everything once."""
    return Engine()


def person(id: str, relation: str = "applicant", born: Any = "1970-05-01", wage: int = 0, **stated: Any) -> Member:
    """Give a member of whom all is stated; the wage is yuan a month."""
    incomes = {"wage": Money.monthly(wage)}
    return Member(id=id, relation=relation, born=born, **{**NOTHING, "incomes": incomes, **stated})


def household(*members: Member, **stated: Any) -> Household:
    """Give a rural household of Hongjiang; the standard is 450 yuan a month for each."""
    usual: dict[str, Any] = {
        "id": "hj",
        "jurisdiction": "431281",
        "area": "rural",
        "obligors": [],
        "property": {},
        "findings": {"property_within_limits": True},
        "prior": None,
    }
    return Household(members=members or (person("a"),), **{**usual, **stated})


def decided(*members: Member, **stated: Any) -> Decision:
    """Decide a household of Hongjiang."""
    return engine().assess(household(*members, **stated), ON)


class WithAwards:
    """A decision that gives further awards, as programmes would that are not in force here."""

    def __init__(self, decision: Decision, awards: Iterable[PaidAward]) -> None:
        """Add awards to those of a decision."""
        self._decision, self.awards = decision, (*decision.awards, *awards)

    def __getattr__(self, name: str) -> Any:
        """Leave all else to the decision."""
        return getattr(self._decision, name)


def with_awards(decision: Decision, *awards: tuple[str, str, str | None]) -> Decision:
    """Plant awards: programme, to whom, yuan a month; None is an open amount."""
    planted = (
        PaidAward(programme, to, None if amount is None else Money.monthly(amount), "2024-04", programme, programme)
        for programme, to, amount in awards
    )
    return cast(Decision, WithAwards(decision, planted))
