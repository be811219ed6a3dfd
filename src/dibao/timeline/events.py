"""Say what can happen to a family and its benefit, each thing on its day.

An event is stated; what follows from the calendar alone (somebody comes of age, a
standard rises, the months of grace run out) is derived by the timeline. Entries that
an event names replace those of before; all others stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from dibao.household.models import Disability, Member, to_date, to_findings, to_map
from dibao.household.stated import ReadOnlyMap, Unknown
from dibao.symbols.amounts import Money

Cause = Literal["employment", "income", "other"]
Circumstances = Literal["special", "stable", "unsettled"]
"""How often a family is reviewed: an officer's finding at the decision or review."""

NOTHING = ReadOnlyMap()


@frozen(kw_only=True)
class Event:
    """One thing that happened on a day.

    `known` is the day on which the office learned of it; the same day when it is
    left out. `member` is the id of the person whom it happened to.
    """

    kind: ClassVar[str]
    title: ClassVar[str]
    english: ClassVar[str]
    is_clear: ClassVar[bool] = False
    changes_facts: ClassVar[bool] = True
    rank: ClassVar[int] = 0

    on: date = field(converter=to_date)
    known: date | None = field(default=None, converter=to_date)

    @property
    def known_on(self) -> date:
        """Give the day on which the office learned of it."""
        return self.known or self.on

    @property
    def calls_for_decision(self) -> bool:
        """Tell whether it is a clear change, which is decided between two reviews."""
        return self.is_clear

    @property
    def cause(self) -> Cause:
        """Give the cause of an exit that follows from it."""
        return "other"

    @property
    def subject(self) -> str | None:
        """Give the id of the person whom it happened to, if it is one."""
        return getattr(self, "member", None)


@frozen(kw_only=True)
class Change(Event):
    """Something that changes the facts; `decided` is the day of the decision on it.

    Where `decided` is left out, a clear change is decided on its own day.
    """

    decided: date | None = field(default=None, converter=to_date)

    @property
    def is_put_off(self) -> bool:
        """Tell whether it is decided on a later day."""
        return self.decided is not None and self.decided > self.on


@frozen(kw_only=True)
class IncomeChanged(Change):
    """An income changes; `clear` is an officer's finding that it is a clear change."""

    kind: ClassVar[str] = "income"
    title: ClassVar[str] = "收入变化"
    english: ClassVar[str] = "income changes"

    member: str
    incomes: Mapping[str, Any] = field(converter=to_map)
    clear: bool = False
    because: Cause = "income"

    @property
    def calls_for_decision(self) -> bool:
        """Tell whether an officer found it to be clear."""
        return self.clear

    @property
    def cause(self) -> Cause:
        """Give the cause of an exit that follows from it."""
        return self.because


@frozen(kw_only=True)
class JobStarted(Change):
    """A member takes up work."""

    kind: ClassVar[str] = "job_started"
    title: ClassVar[str] = "就业"
    english: ClassVar[str] = "takes up work"
    is_clear: ClassVar[bool] = True

    member: str
    incomes: Mapping[str, Any] = field(converter=to_map)

    @property
    def cause(self) -> Cause:
        """Give the cause of an exit that follows from it."""
        return "employment"


@frozen(kw_only=True)
class JobLost(Change):
    """A member loses work, and the wage with it; `incomes` are what changes besides."""

    kind: ClassVar[str] = "job_lost"
    title: ClassVar[str] = "失业"
    english: ClassVar[str] = "loses work"
    is_clear: ClassVar[bool] = True

    member: str
    incomes: Mapping[str, Any] = field(default=NOTHING, converter=to_map)


@frozen(kw_only=True)
class Joined(Change):
    """A person joins the family: a birth, a marriage, a return."""

    kind: ClassVar[str] = "joined"
    title: ClassVar[str] = "家庭成员增加"
    english: ClassVar[str] = "joins the family"
    is_clear: ClassVar[bool] = True

    person: Member

    @property
    def subject(self) -> str:
        """Give the id of the person who joins."""
        return self.person.id


@frozen(kw_only=True)
class Left(Change):
    """A member leaves; `relations` are those of who stays, where the applicant leaves."""

    kind: ClassVar[str] = "left"
    title: ClassVar[str] = "家庭成员离开"
    english: ClassVar[str] = "leaves the family"
    is_clear: ClassVar[bool] = True

    member: str
    relations: Mapping[str, str] = field(default=NOTHING, converter=to_map)


@frozen(kw_only=True)
class Died(Change):
    """A member dies; `relations` are those of who stays, where the applicant dies."""

    kind: ClassVar[str] = "died"
    title: ClassVar[str] = "家庭成员死亡"
    english: ClassVar[str] = "dies"
    is_clear: ClassVar[bool] = True

    member: str
    relations: Mapping[str, str] = field(default=NOTHING, converter=to_map)


@frozen(kw_only=True)
class DisabilityAssessed(Change):
    """A disability is certified, or found to be none."""

    kind: ClassVar[str] = "disability_assessed"
    title: ClassVar[str] = "残疾评定"
    english: ClassVar[str] = "a disability is assessed"
    is_clear: ClassVar[bool] = True

    member: str
    disability: Disability | Unknown | None


@frozen(kw_only=True)
class PropertyFound(Change):
    """Property turns up or changes."""

    kind: ClassVar[str] = "property_found"
    title: ClassVar[str] = "发现财产变化"
    english: ClassVar[str] = "property is found"
    is_clear: ClassVar[bool] = True

    property: Mapping[str, Any] = field(default=NOTHING, converter=to_map)
    findings: Mapping[str, Any] = field(default=NOTHING, converter=to_findings)


@frozen(kw_only=True)
class Moved(Change):
    """The family moves; `area` where it changes."""

    kind: ClassVar[str] = "moved"
    title: ClassVar[str] = "迁居"
    english: ClassVar[str] = "moves"
    is_clear: ClassVar[bool] = True

    jurisdiction: str
    area: str | None = None


@frozen(kw_only=True)
class FindingMade(Change):
    """An officer finds something, of the household or of one member."""

    kind: ClassVar[str] = "finding"
    title: ClassVar[str] = "经办人员认定"
    english: ClassVar[str] = "an officer finds"
    is_clear: ClassVar[bool] = True

    findings: Mapping[str, Any] = field(converter=to_findings)
    member: str | None = None


@frozen(kw_only=True)
class FactsChanged(Change):
    """Other facts change: flags, expenses, education, or facts that a plug-in declares.

    `clear` is an officer's finding that it is a clear change.
    """

    kind: ClassVar[str] = "facts"
    title: ClassVar[str] = "其他情况变化"
    english: ClassVar[str] = "other facts change"

    member: str | None = None
    flags: Mapping[str, Any] = field(default=NOTHING, converter=to_map)
    expenses: Mapping[str, Any] = field(default=NOTHING, converter=to_map)
    transfers_paid: Mapping[str, Any] = field(default=NOTHING, converter=to_map)
    facts: Mapping[str, Any] = field(default=NOTHING, converter=to_map)
    education: str | None = None
    clear: bool = False

    @property
    def calls_for_decision(self) -> bool:
        """Tell whether an officer found it to be clear."""
        return self.clear


@frozen(kw_only=True)
class Procedure(Event):
    """Something that the family or the office does; it changes no fact."""

    changes_facts: ClassVar[bool] = False


@frozen(kw_only=True)
class Applied(Procedure):
    """The family applies."""

    kind: ClassVar[str] = "application"
    title: ClassVar[str] = "提出申请"
    english: ClassVar[str] = "the family applies"
    rank: ClassVar[int] = 1


@frozen(kw_only=True)
class JobRefused(Procedure):
    """A member refuses a suitable job that was offered.

    `withheld` is what the county takes off that person's share a month if it
    decides so; the whole share where it is left out.
    """

    kind: ClassVar[str] = "job_refused"
    title: ClassVar[str] = "拒绝介绍的工作"
    english: ClassVar[str] = "refuses a job"
    rank: ClassVar[int] = 2

    member: str
    good_reason: bool = False
    withheld: Money | None = None


@frozen(kw_only=True)
class ShareRestored(Procedure):
    """The county gives a member the own share back."""

    kind: ClassVar[str] = "share_restored"
    title: ClassVar[str] = "恢复本人低保金"
    english: ClassVar[str] = "the own share is restored"
    rank: ClassVar[int] = 3

    member: str


@frozen(kw_only=True)
class Heard(Procedure):
    """The family is heard before its benefit is cut or ended."""

    kind: ClassVar[str] = "hearing"
    title: ClassVar[str] = "听取意见"
    english: ClassVar[str] = "the family is heard"
    rank: ClassVar[int] = 4


@frozen(kw_only=True)
class Reviewed(Procedure):
    """The regular review; the benefit is decided anew on the facts of the day."""

    kind: ClassVar[str] = "review"
    title: ClassVar[str] = "定期核查"
    english: ClassVar[str] = "regular review"
    rank: ClassVar[int] = 5

    circumstances: Circumstances | None = None


@frozen(kw_only=True)
class Decided(Procedure):
    """The office decides on an application, or on a change since the last decision.

    `clear` is an officer's finding that circumstances changed clearly since then.
    """

    kind: ClassVar[str] = "decision"
    title: ClassVar[str] = "作出决定"
    english: ClassVar[str] = "the office decides"
    rank: ClassVar[int] = 6

    circumstances: Circumstances | None = None
    clear: bool = False


EVENTS: Mapping[str, type[Event]] = {
    each.kind: each
    for each in (
        Applied, Decided, Reviewed, Heard, IncomeChanged, JobStarted, JobLost, JobRefused, ShareRestored,
        Joined, Left, Died, DisabilityAssessed, PropertyFound, Moved, FindingMade, FactsChanged,
    )
}  # fmt: skip
"""The events that can be stated, by the word under which a file names them."""
