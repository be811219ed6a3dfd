"""Run a case from month to month, and hand its state on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dibao.errors import InputError, Problem
from dibao.household.models import BenefitState
from dibao.household.progress import Progress
from dibao.household.stated import UNKNOWN
from dibao.timeline.agenda import agenda_of
from dibao.timeline.calendar import end_grace, look_at_birthdays, look_at_law
from dibao.timeline.case import Case
from dibao.timeline.clocks import Due, due
from dibao.timeline.course import course_of
from dibao.timeline.events import Died, Moved
from dibao.timeline.fold import Fold
from dibao.timeline.months import first_day, last_day, month_number, month_of, month_text, read_month
from dibao.timeline.office import live
from dibao.timeline.rows import Grace, Row, State, Timeline
from dibao.timeline.shares import paid_and_withheld
from dibao.timeline.standing import dibao_of, standing_before

if TYPE_CHECKING:
    from dibao.assess.engine import Engine

MOST_MONTHS = 1200


def run(case: Case, start: date | str, end: date | str, engine: Engine, state: BenefitState | None = None) -> Timeline:
    """Give the months of a case from one to another, both included.

    Args:
        case: the household and its events.
        start: the first month, as "2024-03" or one of its days.
        end: the last month.
        engine: whose law is in force.
        state: where an earlier run stopped; `start` is the month after it.

    Raises:
        InputError: the months do not fit the case or the state.
        NoPolicyInForce: no means test is known in one of the months.
    """
    first, last = read_month("start", start), read_month("end", end)
    household = case.household
    prior = household.prior if state is None else state
    problems = [*_misfits(case, first, last, prior), *_unknown_places(case, engine)]
    if problems:
        raise InputError(problems, f"case {case.id}")
    fold, begin = _fold(case, engine, prior)  # type: ignore[arg-type]
    rows = []
    for month in range(begin, last + 1):
        row = _live_through(fold, month)
        if month >= first:
            rows.append(row)
    return Timeline(case.id, tuple(rows), state_of(fold))


def first_month(case: Case) -> str:
    """Give the first month that can be told: of the day stated, or the one after the state."""
    prior = case.household.prior
    progress = prior.progress if isinstance(prior, BenefitState) else None
    return month_text(month_of(case.stated) if progress is None else month_number(progress.through) + 1)


def _misfits(case: Case, first: int, last: int, prior: object) -> list[Problem]:
    """Find why these months cannot be told of this case."""
    problems = []
    if last < first:
        problems.append(
            Problem(
                "end",
                f"is {month_text(last)}, before {month_text(first)}, the start; expected that month or a later one.",
            )
        )
    elif last - first >= MOST_MONTHS:
        problems.append(Problem("end", f"is more than {MOST_MONTHS} months after the start; tell it in parts."))
    if prior is UNKNOWN:
        sentence = "is unknown; a timeline starts from what was received before, or from null for nothing."
        return [*problems, Problem("$.household.prior", sentence)]
    for key in ("status", "dibao_monthly", "grace_months_used"):
        if getattr(prior, key, None) is UNKNOWN:
            sentence = "is unknown; a timeline goes on from what was received. Find it out first."
            problems.append(Problem(f"$.household.prior.{key}", sentence))
    progress = prior.progress if isinstance(prior, BenefitState) else None
    begin = month_of(case.stated) if progress is None else month_number(progress.through) + 1
    if first < begin:
        why = (
            f"the household is stated on {case.stated}"
            if progress is None
            else f"the state runs through {progress.through}"
        )
        problems.append(
            Problem("start", f"is {month_text(first)}; {why}, so that the first month is {month_text(begin)}.")
        )
    return problems


def _unknown_places(case: Case, engine: Engine) -> Iterator[Problem]:
    """Find the moves to places that nobody declares."""
    for position, event in enumerate(case.events):
        if isinstance(event, Moved):
            try:
                engine.jurisdictions.chain(event.jurisdiction)
            except InputError as error:
                for each in error.problems:
                    where = f"$.events[{position}].jurisdiction"
                    yield Problem(where, f"{each.message} The family moves there on {event.on}.")


def _fold(case: Case, engine: Engine, prior: BenefitState | None) -> tuple[Fold, int]:
    """Give the fold as it stands before its first month, and that month."""
    standing = standing_before(prior)
    progress = None if prior is None else prior.progress
    course, agenda = course_of(case.household, case.events), agenda_of(case)
    if progress is None:
        begin = month_of(case.stated)
        used = prior.grace_months_used if prior is not None and isinstance(prior.grace_months_used, int) else 0
        return Fold(case, engine, course, agenda, standing, case.stated, fresh=begin, used=used), begin
    begin = month_number(progress.through) + 1
    fold = Fold(
        case, engine, course, agenda, standing, progress.decided or case.stated,
        reviewed=progress.reviewed, circumstances=progress.circumstances, applied=progress.applied,
        heard=progress.heard, used=int(prior.grace_months_used),  # type: ignore[union-attr, arg-type]
        pending=progress.pending, refusing=progress.refusing,
    )  # fmt: skip
    return fold, begin


def state_of(fold: Fold) -> BenefitState:
    """Give where a case stands at the end of a month, frozen."""
    coming = fold.coming
    progress = Progress(
        state=coming.state,
        through=month_text(fold.month),
        applied=fold.applied,
        decided=fold.decided,
        reviewed=fold.reviewed,
        circumstances=fold.circumstances,
        grace_granted=coming.grace_granted,
        kept=coming.kept,
        pending=fold.pending,
        heard=fold.heard,
        refusing=fold.refusing,
        sharing=coming.sharing,
        suspended=coming.suspended,
    )
    amount = dibao_of(fold.engine.ladder, paid_and_withheld(coming)[0])
    return BenefitState(coming.status, amount, coming.awards, coming.cause, coming.exit_decided, fold.used, progress)


def _live_through(fold: Fold, month: int) -> Row:
    fold.open_month(month)
    end_grace(fold)
    look_at_law(fold)
    for day in fold.days():
        live(fold, day)
    look_at_birthdays(fold)
    row = _row(fold)
    fold.close_month()
    return row


def _row(fold: Fold) -> Row:
    running, last = fold.running, last_day(fold.month)
    paid, withheld = paid_and_withheld(running)
    state: State = "applied" if fold.has_applied and not running.receives else running.state
    in_grace = running.state == "grace" and running.grace_granted is not None
    return Row(
        month=month_text(fold.month),
        state=state,
        status=running.status,
        awards=paid,
        withheld=withheld,
        grace=Grace(fold.used + 1, running.grace_granted) if in_grace else None,  # type: ignore[arg-type]
        suspended=tuple(dict.fromkeys(each.to for each in withheld)),
        reasons=tuple(fold.reasons),
        due=_due(fold),
        questions=tuple(dict.fromkeys(fold.questions)),
        household=fold.household(last),
        policy=fold.policy_here(first_day(fold.month)),
        decisions=tuple(fold.decisions),
    )


def _due(fold: Fold) -> tuple[Due, ...]:
    policy = fold.policy_here(last_day(fold.month))
    found = [fold.review_due(policy)]
    deaths = [each for each in fold.pending if each.kind == Died.kind]
    found += [due(fold.policy_here(each.on), "death", each.on, each.member) for each in deaths]
    return tuple(each for each in found if each is not None)
