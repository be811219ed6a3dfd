"""Decide made-up families with Hebei's law and figures that a test supplies."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dibao import BenefitState, Decision, Disability, Engine, Household, Member, Money

PLACE = "130300"  # Qinhuangdao, of which the plug-in knows no figure: a test's standards are its own
DOCUMENT = """
[document.test-notice]
title = "检验用标准"
english = "Standards made up for a test"
issuer = "检验"
level = "fixture"
"""
STANDARDS = (("dibao.standard.urban", "600 a month"), ("dibao.standard.rural", "400 a month"))


def figure(name: str, value: str, code: str = PLACE) -> str:
    """Write a figure of an office: "400 a month", "30 square metres", or a plain value."""
    amount, _, unit = value.partition(" ")
    stated = {
        "": f"value = {amount}",
        "a month": f'amount = {amount}\nper = "month"',
        "a year": f'amount = {amount}\nper = "year"',
        "square metres": f"amount = {amount}",
    }[unit]
    dates = 'since = 2010\nuntil = "open"\ndocument = "test-notice"\ngrade = "assumed"'
    return f'[[{name}]]\ncode = "{code}"\n{stated}\n{dates}\n'


@pytest.fixture(scope="session")
def engine_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Engine]:
    """Give an engine with an office's figures over Hebei's."""

    @cache
    def build(*stated: tuple[str, ...]) -> Engine:
        path: Path = tmp_path_factory.mktemp("office") / "figures.toml"
        path.write_text(DOCUMENT + "\n".join(figure(*each) for each in stated), encoding="utf-8")
        return Engine(plugins=["hebei"], figures=path if stated else None)

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
