"""Settle how far a case has come: what a timeline needs to go on from a month's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from dibao.errors import InputError, Problem
from dibao.household.checks import Check, date_problem, month_problem, paid_problem, text_problem
from dibao.household.problems import child, number_problem, shown, wrong_choice
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import Money

MOST_MONTHS = 1200
MOST_REFUSALS = 1000
CIRCUMSTANCES = ("special", "stable", "unsettled")

WAITS = ("decision", "hearing", "facts")
STATES = ("none", "applied", "refused", "awarded", "single_person", "other", "grace", "ended")


def _tuple(items: Sequence[Any] | None) -> tuple[Any, ...]:
    return () if items is None else tuple(items)


def _one_of(*choices: str) -> Check:
    return lambda value: None if isinstance(value, str) and value in choices else wrong_choice(value, choices)


def _or_none(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _day(value: object) -> str | None:
    return date_problem(None if value is UNKNOWN else value)


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else f"is {shown(value)}; expected true or false."


def _ids(value: object) -> str | None:
    ids = value if isinstance(value, tuple) else (value,)
    return next((problem for each in ids if (problem := text_problem(each)) is not None), None)


KEPT_CHECKS: dict[str, Check] = {"programme": text_problem, "to": text_problem, "monthly": paid_problem}
PENDING_CHECKS: dict[str, Check] = {
    "kind": text_problem,
    "on": _day,
    "member": _or_none(text_problem),
    "waits_for": _one_of(*WAITS),
}
REFUSING_CHECKS: dict[str, Check] = {
    "member": text_problem,
    "times": lambda value: number_problem(value, 0, MOST_REFUSALS),
    "suspended": _flag,
    "withheld": _or_none(paid_problem),
}
PROGRESS_CHECKS: dict[str, Check] = {
    "state": _one_of(*STATES),
    "through": month_problem,
    "applied": _or_none(_day),
    "decided": _or_none(_day),
    "reviewed": _or_none(_day),
    "circumstances": _or_none(_one_of(*CIRCUMSTANCES)),
    "grace_granted": _or_none(lambda value: number_problem(value, 0, MOST_MONTHS)),
    "heard": _or_none(_day),
    "sharing": _ids,
}


def _refuse(kind: str, model: object, checks: dict[str, Check]) -> None:
    found = {key: check(getattr(model, key)) for key, check in checks.items()}
    problems = [Problem(child("$", key), text) for key, text in found.items() if text is not None]
    if problems:
        raise InputError(problems, kind)


@frozen
class Kept:
    """What one programme paid to the household or a person before the exit."""

    programme: str
    to: str
    monthly: Money

    def __attrs_post_init__(self) -> None:
        """Check every value."""
        _refuse("kept", self, KEPT_CHECKS)


@frozen
class Pending:
    """A clear change that nobody has decided on yet, and what it waits for."""

    kind: str
    on: date
    member: str | None = None
    waits_for: str = "decision"

    def __attrs_post_init__(self) -> None:
        """Check every value."""
        _refuse("pending", self, PENDING_CHECKS)


@frozen
class Refusing:
    """A member who refused suitable jobs in a row, and what follows."""

    member: str
    times: int
    suspended: bool = False
    withheld: Money | None = None

    def __attrs_post_init__(self) -> None:
        """Check every value."""
        _refuse("refusing", self, REFUSING_CHECKS)


@frozen(kw_only=True)
class Progress:
    """How far a case has come by the end of a month, `through`.

    `state` is what holds from the next month on. `decided` is the day whose facts
    the amounts rest on; `kept` what was paid before the exit while a benefit fades out.
    `sharing` are the ids of those who share the household's part, `suspended` whose
    share is kept back by a decision; `refusing` says what goes on since.
    """

    state: str
    through: str
    applied: date | None = None
    decided: date | None = None
    reviewed: date | None = None
    circumstances: str | None = None
    grace_granted: int | None = None
    kept: tuple[Kept, ...] = field(default=(), converter=_tuple)
    pending: tuple[Pending, ...] = field(default=(), converter=_tuple)
    heard: date | None = None
    refusing: tuple[Refusing, ...] = field(default=(), converter=_tuple)
    sharing: tuple[str, ...] = field(default=(), converter=_tuple)
    suspended: tuple[Refusing, ...] = field(default=(), converter=_tuple)

    def __attrs_post_init__(self) -> None:
        """Check every value."""
        _refuse("progress", self, PROGRESS_CHECKS)
