"""Carry a case forward month by month, from one frozen state to the next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from dibao.assess.decision import Decision
from dibao.assess.policy import Policy
from dibao.household.models import Award, BenefitState, Household
from dibao.household.progress import Pending, Progress, Refusing
from dibao.timeline.agenda import Agenda, Day, agenda_of
from dibao.timeline.case import Case
from dibao.timeline.clocks import Due, article_of, due, payment_delay, runs, value_of
from dibao.timeline.course import Course, course_of
from dibao.timeline.deciding import decide
from dibao.timeline.events import Applied, Change, Decided, Event, Heard, JobRefused, JobStarted, Reviewed, ShareRestored
from dibao.timeline.months import first_day, last_day, month_of, month_text
from dibao.timeline.rows import Grace, Reason, Row
from dibao.timeline.shares import split
from dibao.timeline.standing import DIBAO, GRACE, Standing, dibao_of, standing_before

if TYPE_CHECKING:
    from dibao.assess.engine import Engine


@define
class Fold:
    """A case on its way through the months; `coming` is what holds from the next month on."""

    case: Case
    engine: Engine
    course: Course
    agenda: Agenda
    coming: Standing
    decided: date
    reviewed: date | None = None
    circumstances: str | None = None
    applied: date | None = None
    heard: date | None = None
    used: int = 0
    pending: tuple[Pending, ...] = ()
    refusing: tuple[Refusing, ...] = ()
    running: Standing = Standing("none")
    month: int = 0
    suspended: tuple[Refusing, ...] = ()
    reasons: list[Reason] = field(factory=list)
    decisions: list[Decision] = field(factory=list)
    open_questions: list[str] = field(factory=list)

    # -- one month ---------------------------------------------------------------------------------
    def row(self, month: int) -> Row:
        """Live through one month and say what it was like."""
        self.month, self.running = month, self.coming
        self.suspended = tuple(each for each in self.refusing if each.suspended)
        self.reasons, self.decisions, self.open_questions = [], [], []
        self._end_grace()
        self._look_at_law()
        for day in self._days():
            self._live(day)
        self._look_at_birthdays()
        row = self._written()
        self._close()
        return row

    def _close(self) -> None:
        """Count the month of grace that was paid."""
        if self.running.state == "grace":
            self.used += 1
        if self.coming.state != "grace":
            self.used = 0

    @property
    def _used_by_then(self) -> int:
        """Give the months of grace used by the end of this month."""
        return self.used + (self.running.state == "grace")

    def _policy(self, day: date, household: Household) -> Policy:
        return self.engine.policy(household.jurisdiction, day)
