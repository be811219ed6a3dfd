"""Laws of a case that grows event by event: resuming, grace, and the order in which a day is written down."""

from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.timeline.families import ENGINE, PROPERTY, household, person, wage, yuan

from dibao import Case, InputError
from dibao.timeline.case import Case as AnyCase
from dibao.timeline.events import (
    Applied,
    Decided,
    Died,
    Event,
    FactsChanged,
    FindingMade,
    Heard,
    IncomeChanged,
    JobLost,
    JobRefused,
    JobStarted,
    Joined,
    Left,
    Moved,
    PropertyFound,
    Reviewed,
    ShareRestored,
)
from dibao.timeline.rows import Row, Timeline

FIRST = date(2022, 6, 1)
"""Grace loses its open end in October of this year, and a hearing is due from the middle of 2026 on."""
HEARINGS = "2026-07"
STARTS = st.sampled_from([FIRST, date(2026, 1, 1), date(2020, 5, 1)])
WAGES = st.sampled_from([0, 7, 400, 449, 450, 451, 900, 2000])
STEPS = st.integers(0, 75)
MEMBERS = st.sampled_from(["a", "b"])


def month_after(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}"


class GrowingCase(RuleBasedStateMachine):
    """A couple, one of them old enough for a supplement soon; every event comes on a day of its own.

    Some have a child that comes of age, of whom an officer must find whether it can live alone.
    """

    @initialize(
        start=STARTS, months=st.integers(0, 8), reviews=st.sampled_from(["stated", "when_due"]), child=st.booleans()
    )
    def first_stated(self, start: date, months: int, reviews: str, child: bool) -> None:
        grown = (person("grown", "child", f"{start.year - 18}-10-15"),) if child else ()
        family = household(
            person("a"),
            person("b", "spouse", f"{start.year - 55}-08-15"),
            *grown,
            findings={**PROPERTY, "grace_months_granted": months},
        )
        self.day = start + timedelta(4)
        self.born = 0
        self.case: AnyCase = Case(family, start, (Applied(on=self.day),), reviews=reviews)  # type: ignore[arg-type]
        self._add(Decided(on=self.day + timedelta(10), circumstances="unsettled"), 15)

    def _add(self, event: Event, days: int) -> None:
        """Take an event into the case, unless the case refuses it."""
        try:
            self.case = evolve(self.case, events=(*self.case.events, event))
        except InputError:
            return
        self.day = max(self.day + timedelta(days), event.on + timedelta(1))

    @rule(days=STEPS, member=MEMBERS, amount=WAGES, clear=st.booleans())
    def income_changes(self, days: int, member: str, amount: int, clear: bool) -> None:
        self._add(IncomeChanged(on=self.day, member=member, incomes=wage(amount), clear=clear), days)

    @rule(days=STEPS, member=MEMBERS, amount=WAGES, wait=st.integers(0, 60))
    def work_starts(self, days: int, member: str, amount: int, wait: int) -> None:
        decided = self.day + timedelta(wait) if wait else None
        self._add(JobStarted(on=self.day, member=member, incomes=wage(amount), decided=decided), days)

    @rule(days=STEPS, member=MEMBERS)
    def work_ends(self, days: int, member: str) -> None:
        self._add(JobLost(on=self.day, member=member), days)

    @rule(days=STEPS, member=MEMBERS, good=st.booleans())
    def job_is_refused(self, days: int, member: str, good: bool) -> None:
        self._add(JobRefused(on=self.day, member=member, good_reason=good), days)

    @rule(days=STEPS, member=MEMBERS, withheld=st.none() | st.sampled_from([1, 100, 5000]))
    def a_row_of_jobs_is_refused(self, days: int, member: str, withheld: int | None) -> None:
        amount = None if withheld is None else yuan(withheld)
        for _ in range(2):
            self._add(JobRefused(on=self.day, member=member), 1)
        self._add(JobRefused(on=self.day, member=member, withheld=amount), days)

    @rule(days=STEPS, member=MEMBERS)
    def share_comes_back(self, days: int, member: str) -> None:
        self._add(ShareRestored(on=self.day, member=member), days)

    @rule(days=STEPS)
    def child_is_born(self, days: int) -> None:
        self.born += 1
        self._add(Joined(on=self.day, person=person(f"c{self.born}", "child", self.day.isoformat())), days)

    @rule(days=STEPS, dies=st.booleans())
    def spouse_goes(self, days: int, dies: bool) -> None:
        kind = Died if dies else Left
        self._add(kind(on=self.day, member="b"), days)

    @rule(days=STEPS, wait=st.integers(0, 200))
    def the_last_one_dies(self, days: int, wait: int) -> None:
        self._add(Died(on=self.day, member="a", decided=self.day + timedelta(wait)), days)

    @rule(days=STEPS, can=st.booleans())
    def child_is_looked_at(self, days: int, can: bool) -> None:
        found = {"cannot_live_independently": can}
        self._add(FindingMade(on=self.day, member="grown", findings=found), days)

    @rule(days=STEPS, passes=st.booleans())
    def property_is_looked_at(self, days: int, passes: bool) -> None:
        self._add(PropertyFound(on=self.day, findings={"property_within_limits": passes}), days)

    @rule(days=STEPS, months=st.integers(0, 8), amount=st.none() | WAGES)
    def officer_finds(self, days: int, months: int, amount: int | None) -> None:
        fixed = {} if amount is None else {"grace_amount": yuan(amount)}
        self._add(FindingMade(on=self.day, findings={"grace_months_granted": months, **fixed}), days)

    @rule(days=STEPS, area=st.sampled_from(["rural", "urban"]), code=st.sampled_from(["960101", "960102"]))
    def family_moves(self, days: int, area: str, code: str) -> None:
        self._add(Moved(on=self.day, jurisdiction=code, area=area), days)

    @rule(days=STEPS, member=MEMBERS, prison=st.booleans(), clear=st.booleans())
    def facts_change(self, days: int, member: str, prison: bool, clear: bool) -> None:
        self._add(FactsChanged(on=self.day, member=member, flags={"in_prison": prison}, clear=clear), days)

    @rule(days=STEPS, kind=st.sampled_from([Applied, Decided, Reviewed, Heard]))
    def office_acts(self, days: int, kind: type[Event]) -> None:
        more = {"circumstances": "stable"} if kind is Decided else {}
        self._add(kind(on=self.day, **more), days)

    # -- laws ------------------------------------------------------------------------------------------
    def _told(self) -> Timeline:
        return ENGINE.timeline(self.case, self.case.stated, self.day + timedelta(400))

    @precondition(lambda self: hasattr(self, "case"))
    @invariant()
    def grace_keeps_within_its_grant_and_starts_from_dibao(self) -> None:
        before: Row | None = None
        for row in self._told().rows:
            if row.grace is not None:
                assert 1 <= row.grace.month <= row.grace.of
                is_new = before is None or before.grace is None
                assert row.grace.month == 1 if is_new else row.grace.month == before.grace.month + 1  # type: ignore[union-attr]
                assert not is_new or before is None or before.state == "awarded" or before.policy.code == "960102"
            if before is not None and before.grace is not None:
                self._ends_for_a_reason(before, row)
            before = row

    def _ends_for_a_reason(self, before: Row, row: Row) -> None:
        """New law alone neither shortens grace nor ends it."""
        assert before.grace is not None
        codes = [each.code for each in (*before.reasons, *row.reasons)]
        if row.grace is not None:
            assert row.grace.of == before.grace.of or "grace_granted_anew" in codes
        elif before.grace.month < before.grace.of:
            assert {"grace_ended", "ended", "nobody_left"} & set(codes)
            assert "ended" not in codes or "law_changed" not in codes

    @invariant()
    def every_month_is_told_and_paid_once(self) -> None:
        rows = self._told().rows
        assert all(month_after(one.month) == other.month for one, other in pairwise(rows))
        for row in rows:
            claims = [(each.programme, each.to) for each in row.awards]
            assert len(claims) == len(set(claims))
            assert all(each.monthly.amount > 0 for each in row.awards)

    def teardown(self) -> None:
        """Resume at every month, and write the events down backwards."""
        if not hasattr(self, "case"):
            return
        whole = self._told()
        assert ENGINE.timeline(evolve(self.case, events=self.case.events[::-1]), *self._ends(whole)) == whole
        last = whole.rows[-1].month
        state = None
        for row in whole.rows:
            one = ENGINE.timeline(self.case, row.month, row.month, state)
            assert one.rows == (row,)
            state = one.state
            if row.month != last:
                continue
            assert state == whole.state

        self._refusals_only_keep_back(whole)

    def _refusals_only_keep_back(self, whole: Timeline) -> None:
        """Beside the same case without refusals nothing more is paid, and what lacks is told."""
        kept = tuple(each for each in self.case.events if not isinstance(each, JobRefused | ShareRestored))
        plain = ENGINE.timeline(evolve(self.case, events=kept), *self._ends(whole))
        for row, free in zip(whole.rows, plain.rows, strict=True):
            if row.month >= HEARINGS:
                return
            assert (row.state, row.grace) == (free.state, free.grace)
            assert row.total.amount <= free.total.amount
            if row.state != "grace":
                assert row.total.amount + sum(each.monthly.amount for each in row.withheld) == free.total.amount

    def _ends(self, whole: Timeline) -> tuple[str, str]:
        return whole.rows[0].month, whole.rows[-1].month


TestGrowingCase = GrowingCase.TestCase
TestGrowingCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
