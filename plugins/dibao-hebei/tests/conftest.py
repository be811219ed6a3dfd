"""Decide made-up families with Hebei's law and figures that a test supplies."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from dibao import BenefitState, Decision, Disability, Engine, Household, Member, Money
from dibao.testing.office import OfficeFigure, office_engine

PLACE = "130300"  # Qinhuangdao, of which the plug-in knows no figure: a test's standards are its own
STANDARDS = (("dibao.standard.urban", "600 a month"), ("dibao.standard.rural", "400 a month"))


@pytest.fixture(scope="session")
def engine_with() -> Callable[..., Engine]:
    """Give an engine with an office's figures over Hebei's: a name, a value and, elsewhere, the place of each."""

    @cache
    def build(*stated: tuple[Any, ...]) -> Engine:
        figures = ((name, value, *(place or (PLACE,))) for name, value, *place in stated)
        return office_engine(["hebei"], [OfficeFigure(*each, since=2010) for each in figures])

    return build


@pytest.fixture(scope="session")
def decide(engine_with: Callable[..., Engine]) -> Callable[..., Decision]:
    """Give a function that decides one family; see `person` for its members."""

    def decided(*members: Member, on: date, figures: Any = (), code: str = PLACE, **entries: Any) -> Decision:
        stated = (*STANDARDS, *figures) if code == PLACE else tuple(figures)
        household = Household(
            id="case",
            jurisdiction=code,
            members=members,
            obligors=[],
            **{"area": "rural", "property": {}, "facts": {}, "findings": {}, "prior": None, **entries},
        )
        return engine_with(*stated).assess(household, on)

    return decided


@pytest.fixture(scope="session")
def person() -> Callable[..., Member]:
    """Give a function that makes a member without income, costs and flags."""

    def made(id: str = "a", relation: str = "applicant", born: str = "1980-05-01", **entries: Any) -> Member:
        blank: dict[str, Any] = {"incomes": {}, "expenses": {}, "flags": {}, "facts": {}, "education": None}
        for group in ("incomes", "expenses"):
            if group in entries:
                entries[group] = {kind: Money.monthly(amount) for kind, amount in entries[group].items()}
        if "disability" in entries:
            entries["disability"] = Disability(*entries["disability"])
        return Member(id=id, relation=relation, born=born, **{**blank, **entries})

    return made


@pytest.fixture(scope="session")
def on_dibao() -> Callable[..., BenefitState]:
    """Give a function that says a family drew dibao, and how far it has faded out."""

    def state(used: int = 0, cause: str = "income") -> BenefitState:
        return BenefitState("dibao", Money.monthly(300), cause=cause, grace_months_used=used)

    return state
