"""Read the clocks of the law in force: how long, under which article, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from dibao.assess.ladder import Cited
from dibao.assess.policy import Policy
from dibao.law.figures import MissingFigure
from dibao.timeline.months import months_later

A_MONTH = 1


@frozen
class Due:
    """Something that must be done by a day; `since` is the day from which the clock runs."""

    clock: str
    since: date
    by: date
    article: str
    title: str
    english: str
    member: str | None = None

    def is_late(self, on: date) -> bool:
        """Tell whether the day has passed; on the day itself it is in time."""
        return on > self.by


def article_of(policy: Policy, name: str) -> str:
    """Give document and article of a clock; empty on a day on which it does not run."""
    clock = policy.ladder.clocks.get(name)
    return "" if clock is None else first_in_force(policy, clock.cited)


def runs(policy: Policy, name: str) -> bool:
    """Tell whether the law in force sets a clock."""
    return article_of(policy, name) != ""


def value_of(policy: Policy, name: str) -> int | None:
    """Give the months or the number that a clock runs to; None where nobody knows it."""
    clock = policy.ladder.clocks.get(name)
    if clock is None or not clock.figure:
        return None
    found = policy.look_up(clock.figure)
    return None if isinstance(found, MissingFigure) else int(found.value)  # type: ignore[arg-type]


def payment_delay(policy: Policy) -> int:
    """Give how many months after its decision a benefit is paid first."""
    months = value_of(policy, "payment")
    return A_MONTH if months is None else months


def due(policy: Policy, name: str, since: date, member: str | None = None) -> Due | None:
    """Give by when something must be done; None where no clock runs."""
    article, months = article_of(policy, name), value_of(policy, name)
    if not article or months is None:
        return None
    clock = policy.ladder.clocks[name]
    return Due(name, since, months_later(since, months), article, clock.title, clock.english, member)


def first_in_force(policy: Policy, cited: Sequence[Cited]) -> str:
    """Give document and article of the first of some that is in force; empty where none is."""
    in_force = {each.id: each for each in policy.law.regulations}
    for each in cited:
        regulation = in_force.get(each.document)
        if regulation is not None:
            return f"{regulation.number or regulation.title} {each.article}"
    return ""
