"""Hold a case: a household as first stated, and what happened since."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any, Literal

from attrs import field, frozen

from dibao.errors import InputError
from dibao.household.models import Household, to_date
from dibao.timeline.events import Event

Reviews = Literal["stated", "when_due"]


def in_order(events: Sequence[Event]) -> tuple[Event, ...]:
    """Sort by day, facts before procedure; the order of a file says nothing."""
    return tuple(sorted(events, key=lambda event: (event.on, event.rank, event.kind, event.subject or "")))


@frozen
class Case:
    """A household as stated on one day, with the dated events that follow.

    `reviews` says whether regular reviews are stated as events, or held by the
    timeline on the day on which they fall due.
    """

    household: Household
    stated: date = field(converter=to_date)
    events: tuple[Event, ...] = field(default=(), converter=in_order)
    reviews: Reviews = "stated"

    def __attrs_post_init__(self) -> None:
        """Check that the events fit the household and one another."""
        from dibao.timeline.checks import case_problems

        if problems := case_problems(self.household, self.stated, list(enumerate(self.events)), self.reviews):
            raise InputError(problems, f"case {self.household.id}")

    @property
    def id(self) -> str:
        """Give the id of the household."""
        return self.household.id

    def told_as(self, events: Sequence[Event]) -> Case:
        """Give the case with other events, which are known to fit: nobody stated them, so nothing is checked."""
        told = copy(self)
        object.__setattr__(told, "events", in_order(events))
        return told

    def to_json(self) -> dict[str, Any]:
        """Give the canonical JSON form; reading it gives an equal case."""
        from dibao.timeline.intake import case_data

        return case_data(self)
