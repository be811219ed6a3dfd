"""Carry a case forward month by month, from one frozen state to the next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from dibao.assess.decision import Decision
from dibao.assess.policy import Policy
from dibao.assess.questions import OpenQuestion
from dibao.household.models import Household
from dibao.household.progress import Pending, Refusing
from dibao.timeline.agenda import Agenda, Day
from dibao.timeline.case import Case
from dibao.timeline.clocks import A_MONTH, Due, due, payment_delay
from dibao.timeline.course import Course
from dibao.timeline.events import Event, Reviewed
from dibao.timeline.months import first_day, month_of
from dibao.timeline.rows import Reason
from dibao.timeline.shares import really_paid
from dibao.timeline.standing import DIBAO, Standing

if TYPE_CHECKING:
    from dibao.assess.engine import Engine

UNSETTLED = "unsettled"
HEARING, FACTS, DECISION = "hearing", "facts", "decision"


@define
class Fold:
    """A case on its way through the months; `coming` is what holds from the next month on.

    `decided` is the day whose facts the amounts rest on, `used` the months of grace
    that were paid. What stands from `running` on is of the month at hand; it began
    with `opened`.
    """

    case: Case
    engine: Engine
    course: Course
    agenda: Agenda
    coming: Standing
    decided: date
    fresh: int | None = None
    reviewed: date | None = None
    circumstances: str | None = None
    applied: date | None = None
    heard: date | None = None
    used: int = 0
    pending: tuple[Pending, ...] = ()
    refusing: tuple[Refusing, ...] = ()
    running: Standing = field(factory=lambda: Standing("none"))
    opened: Standing = field(factory=lambda: Standing("none"))
    month: int = 0
    has_applied: bool = False
    reasons: list[Reason] = field(factory=list)
    decisions: list[Decision] = field(factory=list)
    questions: list[OpenQuestion] = field(factory=list)

    def open_month(self, month: int) -> None:
        """Start a month with what was settled before it."""
        self.month, self.running, self.opened = month, self.coming, self.coming
        self.has_applied = self.applied is not None
        self.reasons, self.decisions, self.questions = [], [], []

    def close_month(self) -> None:
        """Count the month of grace that was paid."""
        if self.running.state == "grace":
            self.used += 1
        if self.coming.state != "grace":
            self.used = 0

    @property
    def drawn(self) -> Standing:
        """Give what is drawn, with what was really paid of it, which an exit keeps in grace."""
        coming = self.coming
        return evolve(coming, kept=really_paid(self.opened, coming)) if coming.status == DIBAO else coming

    @property
    def used_by_then(self) -> int:
        """Give the months of grace used by the end of this month."""
        return self.used + (self.running.state == "grace")

    # -- law and facts -----------------------------------------------------------------------------
    def policy(self, day: date, household: Household) -> Policy:
        """Give what is in force for the household's place on a day."""
        return self.engine.policy(household.jurisdiction, day)

    def policy_here(self, day: date) -> Policy:
        """Give what is in force on a day where the family lives, or lived last."""
        return self.policy(day, self.household(day) or self.last_household)

    def household(self, day: date) -> Household | None:
        """Give the household as it stands at the end of a day."""
        return self.course.at(day)

    @property
    def assessed(self) -> Household | None:
        """Give the household on whose facts the amounts rest."""
        return self.course.at(self.decided)

    @property
    def last_household(self) -> Household:
        """Give the household as it was before its last member was gone."""
        return next(each for each in reversed(self.course.households) if each is not None)

    # -- notes -------------------------------------------------------------------------------------
    def note(
        self, code: str, on: date, member: str | None = None, article: str = "", event: Event | None = None
    ) -> None:
        """Keep a reason of this month."""
        self.reasons.append(Reason(code, on, member, article, event))

    def await_(self, kind: str, on: date, member: str | None, waits_for: str) -> None:
        """Keep a clear change until somebody decides on it."""
        known = [each for each in self.pending if (each.kind, each.on, each.member) != (kind, on, member)]
        self.pending = (*known, Pending(kind, on, member, waits_for))

    @property
    def has_open_review(self) -> bool:
        """Tell whether a regular review was held, but facts were missing to decide."""
        return any(each.kind == Reviewed.kind and each.waits_for == FACTS for each in self.pending)

    # -- clocks ------------------------------------------------------------------------------------
    def review_due(self, policy: Policy) -> Due | None:
        """Give by when the next regular review is due."""
        if self.circumstances is None or not self.coming.receives:
            return None
        name = f"review_{self.circumstances}"
        household = self.assessed
        if self.circumstances == UNSETTLED and household is not None and household.area == "urban":
            name = f"{name}_urban"
        return due(policy, name, self.reviewed or self.decided)

    def days(self) -> tuple[Day, ...]:
        """Give the days of this month on which there is something to do, reviews that fall due among them."""
        stated = self.agenda.get(self.month, ())
        if self.case.reviews != "when_due" or self.has_open_review:
            return stated
        found = self.review_due(self.policy_here(first_day(self.month)))
        if found is None or month_of(found.by) > self.month:
            return stated
        day = max(found.by, first_day(self.month))
        if any(isinstance(each, Reviewed) and each.on <= day for one in stated for each in one.events):
            return stated
        return _with_review(stated, day)

    def delay(self, policy: Policy) -> int:
        """Give how many months after a decision it takes effect.

        In a month that the place of before pays for, no other place pays at once.
        """
        months = payment_delay(policy)
        before = self.household(first_day(self.month) - timedelta(1))
        has_moved = before is not None and before.jurisdiction != policy.code
        return max(months, A_MONTH) if has_moved and self.running.receives else months


def _with_review(stated: tuple[Day, ...], on: date) -> tuple[Day, ...]:
    review = Reviewed(on=on)
    if any(each.on == on for each in stated):
        return tuple(Day(each.on, (*each.events, review), each.decides) if each.on == on else each for each in stated)
    return tuple(sorted((*stated, Day(on, (review,))), key=lambda day: day.on))
