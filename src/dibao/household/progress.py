"""Settle how far a case has come: what a timeline needs to go on from a month's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from dibao.symbols.amounts import Money

WAITS = ("decision", "hearing", "facts")
STATES = ("none", "applied", "refused", "awarded", "single_person", "other", "grace", "ended")


def _tuple(items: Sequence[Any] | None) -> tuple[Any, ...]:
    return () if items is None else tuple(items)


@frozen
class Kept:
    """What one programme paid to the household or a person before the exit."""

    programme: str
    to: str
    monthly: Money


@frozen
class Pending:
    """A clear change that nobody has decided on yet, and what it waits for."""

    kind: str
    on: date
    member: str | None = None
    waits_for: str = "decision"


@frozen
class Refusing:
    """A member who refused suitable jobs in a row, and what follows."""

    member: str
    times: int
    suspended: bool = False
    withheld: Money | None = None


@frozen(kw_only=True)
class Progress:
    """How far a case has come by the end of a month, `through`.

    `state` is what holds from the next month on. `decided` is the day whose facts
    the amounts rest on; `kept` what was paid before the exit while a benefit fades out.
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
