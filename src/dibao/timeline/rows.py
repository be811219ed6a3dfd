"""Say what one month of a case looks like: facts, state, what is paid, and why."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from attrs import field, frozen

from dibao.assess.decision import Decision
from dibao.assess.policy import Policy
from dibao.assess.questions import OpenQuestion
from dibao.household.models import Award, BenefitState, Household
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW
from dibao.timeline.clocks import Due
from dibao.timeline.events import Event
from dibao.timeline.months import last_day, month_number
from dibao.timeline.words import reason_text, state_title

State = Literal["none", "applied", "refused", "awarded", "single_person", "other", "grace", "ended"]
Lang = Literal["zh", "en"]
NOTHING_PAID = Money(0, FLOW)


@frozen
class Reason:
    """Why something changed, or stayed, in a month.

    `code` is the machine's word, `on` the day, `article` what it rests on (empty
    where no article of the law in force says it), `event` what was stated.
    """

    code: str
    on: date
    member: str | None = None
    article: str = ""
    event: Event | None = field(default=None, eq=False, repr=False)

    def text(self, lang: Lang = "zh") -> str:
        """Say it in a sentence."""
        return reason_text(self, lang)


@frozen
class Grace:
    """The month of grace: the first is 1; `of` months were granted."""

    month: int
    of: int


@frozen
class Row:
    """One month of a case.

    `questions` are what was not known when something had to be decided. `household`
    is as it stands at the month's end, None once nobody is left;
    `awards` is what is paid in the month, `withheld` what is kept back of
    suspended shares. `decisions` are those made in the month.
    """

    month: str
    state: State
    status: str
    awards: tuple[Award, ...]
    withheld: tuple[Award, ...]
    grace: Grace | None
    suspended: tuple[str, ...]
    reasons: tuple[Reason, ...]
    due: tuple[Due, ...]
    questions: tuple[OpenQuestion, ...]
    household: Household | None = field(repr=False)
    policy: Policy = field(eq=False, repr=False)
    decisions: tuple[Decision, ...] = field(default=(), eq=False, repr=False)

    @property
    def total(self) -> Money:
        """Give what is paid in the month altogether."""
        return added(self.awards)

    @property
    def dibao(self) -> Money:
        """Give what dibao pays in the month, supplements and months of grace included."""
        programmes = {each.programme for each in self.policy.ladder.awards if each.is_dibao}
        return added(tuple(each for each in self.awards if each.programme in programmes))

    def title(self, lang: Lang = "zh") -> str:
        """Name the state."""
        return state_title(self.state, lang)

    @property
    def overdue(self) -> tuple[Due, ...]:
        """Give what should have been done by a day before the month's end, and was not."""
        return tuple(each for each in self.due if each.is_late(last_day(month_number(self.month))))

    def to_json(self) -> dict[str, Any]:
        """Give the row as JSON data."""
        from dibao.timeline.timeline_json import row_data

        return row_data(self)


def added(awards: tuple[Award, ...]) -> Money:
    """Add up awards."""
    return Money(sum(each.monthly.amount for each in awards), FLOW)


@frozen
class Timeline:
    """The months of a case, and the state from which the next months go on."""

    case_id: str
    rows: tuple[Row, ...]
    state: BenefitState

    def to_json(self) -> dict[str, Any]:
        """Give the timeline as JSON data."""
        from dibao.timeline.timeline_json import timeline_data

        return timeline_data(self)
