"""Do what the office does on a day: take note, decide, hear, suspend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from dibao.assess.policy import Policy
from dibao.timeline.agenda import Day
from dibao.timeline.clocks import article_of, runs
from dibao.timeline.deciding import Outcome, decide
from dibao.timeline.events import (
    Applied,
    Change,
    Decided,
    Died,
    Event,
    Heard,
    IncomeChanged,
    JobRefused,
    JobStarted,
    Left,
    Procedure,
    Reviewed,
    ShareRestored,
)
from dibao.timeline.fold import Fold
from dibao.timeline.months import month_text
from dibao.timeline.rows import added
from dibao.timeline.shares import paid_and_withheld
from dibao.timeline.standing import DIBAO, GRACE, Standing
from dibao.timeline.suspending import HEARING, drop_refusals, refuse, restore, suspend_heard, suspensions, undecided

FACTS, DECISION = "facts", "decision"


def live(fold: Fold, day: Day) -> None:
    """Live through one day: facts first, then procedure, then what is decided at once."""
    at_once = [_take_note(fold, event) for event in day.changes]
    for event in day.events:
        if isinstance(event, Procedure):
            fold.note(event.kind, event.on, event.subject, event=event)
            _PROCEDURES[type(event)](fold, event)
    if (day.decides or any(at_once)) and undecided(fold):
        redetermine(fold, day.on)
    elif fold.coming.state == "grace" and any(_may_end_grace(each) for each in day.changes):
        redetermine(fold, day.on, only_dibao=True)


def _may_end_grace(event: Change) -> bool:
    """Tell whether it is looked at on its own day whether ordinary dibao follows grace."""
    return isinstance(event, IncomeChanged) and not event.is_put_off


def _take_note(fold: Fold, event: Change) -> bool:
    """Note a change of facts; tell whether it is decided on its own day."""
    fold.note(event.kind, event.on, event.subject, event=event)
    if isinstance(event, JobStarted | Left | Died):
        drop_refusals(fold, event.member)
    if not fold.coming.receives:
        return False
    policy = fold.policy_here(event.on)
    waits = fold.coming.state == "grace" and isinstance(event, IncomeChanged) and event.is_put_off
    if not event.calls_for_decision and not waits and runs(policy, "kept_between_reviews"):
        fold.note("kept_between_reviews", event.on, event.subject, article_of(policy, "kept_between_reviews"))
        return False
    fold.await_(event.kind, event.on, event.subject, DECISION)
    if event.is_put_off:
        fold.note("awaits_decision", event.on, event.subject, article_of(policy, "change_decided"))
        return False
    return True


# -- procedure ---------------------------------------------------------------------------------------
def _apply(fold: Fold, event: Applied) -> None:
    if not fold.coming.on_dibao:
        fold.applied, fold.has_applied = event.on, True


def _decide(fold: Fold, event: Decided) -> None:
    """Decide on an application, or on what changed clearly since the last decision."""
    if event.clear:
        fold.await_(event.kind, event.on, None, DECISION)
    if fold.applied is not None:
        if redetermine(fold, event.on, admits=True):
            fold.applied = None
            fold.reviewed, fold.circumstances = event.on, event.circumstances
        return
    if not fold.coming.receives:
        return
    policy = fold.policy_here(event.on)
    if not undecided(fold) and runs(policy, "kept_between_reviews"):
        fold.note("kept_between_reviews", event.on, None, article_of(policy, "kept_between_reviews"))
    else:
        redetermine(fold, event.on)
    fold.circumstances = event.circumstances or fold.circumstances


def _review(fold: Fold, event: Reviewed) -> None:
    """Decide anew on the facts of the day."""
    if not fold.coming.receives:
        return
    redetermine(fold, event.on, reviewing=True)
    fold.reviewed = event.on
    fold.circumstances = event.circumstances or fold.circumstances


def _hear(fold: Fold, event: Heard) -> None:
    """Decide on what waited until the family was heard."""
    fold.heard = event.on
    suspend_heard(fold, event.on)
    if any(each.waits_for == HEARING for each in undecided(fold)):
        redetermine(fold, event.on)


_PROCEDURES: Mapping[type[Event], Callable[[Fold, Any], None]] = {
    Applied: _apply,
    Decided: _decide,
    Reviewed: _review,
    Heard: _hear,
    JobRefused: refuse,
    ShareRestored: restore,
}


# -- decisions ---------------------------------------------------------------------------------------
def redetermine(
    fold: Fold, day: date, *, admits: bool = False, reviewing: bool = False, only_dibao: bool = False
) -> bool:
    """Decide on the facts of a day; tell whether it came to a decision.

    Args:
        fold: the case.
        day: the day of the decision.
        admits: it is a decision on an application.
        reviewing: it is a regular review.
        only_dibao: it is only looked at whether ordinary dibao follows grace.
    """
    before = fold.drawn
    if not before.receives and not admits:
        fold.pending = ()
        return False
    household = fold.household(day)
    if household is None:
        _end_for_want_of_people(fold, day)
        return True
    policy = fold.policy(day, household)
    used = fold.used_by_then if fold.delay(policy) else fold.used
    suspended = {each.member for each in fold.refusing if each.suspended}
    still = tuple(each for each in before.suspended if each.member in suspended)
    found = decide(policy, household, evolve(before, suspended=still), used, _cause(fold, day), month_text(fold.month))
    if only_dibao and found.standing.status != DIBAO:
        return False
    fold.decisions.append(found.decision)
    if not found.decision.is_decided:
        leave_open(fold, found, day, reviewing=reviewing)
        return False
    if not admits and not before.on_dibao and found.standing.on_dibao:
        fold.note("needs_application", day, None, article_of(policy, "application"))
        fold.pending = ()
        return False
    looks_at = Reviewed.kind if reviewing else IncomeChanged.kind if only_dibao else None
    if awaits_hearing(fold, policy, found.standing, day, looks_at):
        return False
    take(fold, policy, found, day, admits=admits)
    fold.decided = day
    suspend_heard(fold, day)
    return True


def _cause(fold: Fold, day: date) -> str:
    """Give why a benefit could end: somebody's work first, then any other income."""
    since = [each for each in fold.case.events if isinstance(each, Change) and fold.decided < each.on <= day]
    causes = {each.cause for each in since}
    return next((each for each in ("employment", "income") if each in causes), "other")


def _end_for_want_of_people(fold: Fold, day: date) -> None:
    fold.note("nobody_left", day)
    fold.coming = Standing("ended")
    fold.pending, fold.refusing, fold.applied = (), (), None


def leave_open(fold: Fold, found: Outcome, day: date, *, reviewing: bool) -> None:
    """Keep open what facts are missing for, and ask for them."""
    fold.note("undetermined", day)
    fold.questions += found.decision.questions
    unheard = [each for each in undecided(fold) if each.waits_for == HEARING and not _was_heard(fold, each.on)]
    asking = [evolve(each, waits_for=FACTS) for each in undecided(fold) if each not in unheard]
    fold.pending = (*suspensions(fold), *unheard, *asking)
    if reviewing and not undecided(fold):
        fold.await_(Reviewed.kind, day, None, FACTS)


def awaits_hearing(fold: Fold, policy: Policy, after: Standing, day: date, looks_at: str | None = None) -> bool:
    """Tell whether the family must be heard first, and keep the change until then.

    `looks_at` is the kind of event that brings a cut without a clear change.
    """
    if not runs(policy, "hearing") or not _cuts(fold, after, day):
        return False
    changes = [each.on for each in fold.case.events if isinstance(each, Change) and fold.decided < each.on <= day]
    if _was_heard(fold, max((*changes, *(each.on for each in undecided(fold))), default=day)):
        return False
    fold.pending = (*suspensions(fold), *(evolve(each, waits_for=HEARING) for each in undecided(fold)))
    if looks_at and not undecided(fold):
        fold.await_(looks_at, day, None, HEARING)
    fold.note("awaits_hearing", day, None, article_of(policy, "hearing"))
    return True


def _cuts(fold: Fold, after: Standing, day: date) -> bool:
    """Tell whether anybody who is alive is paid less; nobody else can be heard."""
    if fold.coming.status == DIBAO and after.status != DIBAO:
        return True
    dead = {each.member for each in fold.case.events if isinstance(each, Died) and each.on <= day}
    before = tuple(each for each in paid_and_withheld(fold.coming)[0] if each.to not in dead)
    return bool(added(paid_and_withheld(after)[0]).amount < added(before).amount)


def _was_heard(fold: Fold, since: date) -> bool:
    return fold.heard is not None and fold.heard >= since


def take(fold: Fold, policy: Policy, found: Outcome, day: date, *, admits: bool = False, at_once: bool = False) -> None:
    """Let a decision hold: from the month that the law names, or at once."""
    before, after = fold.coming, found.standing
    code, article = _what_follows(policy, found, before, admits=admits)
    fold.note(code, day, None, article)
    if found.assumed:
        fold.note("amount_kept_in_grace", day)
    goes_on = before.on_dibao and after.on_dibao
    fold.coming, fold.pending = after, suspensions(fold) if goes_on else ()
    if at_once or fold.delay(policy) == 0:
        fold.running = after
    if at_once:
        fold.opened = after
    if not goes_on:
        fold.refusing = ()


def _what_follows(policy: Policy, found: Outcome, before: Standing, *, admits: bool) -> tuple[str, str]:
    """Name what a decision comes to, with the article that it rests on."""
    after = found.standing
    if admits:
        return ("admitted" if after.receives else "refused"), article_of(policy, "payment")
    if after.status == GRACE and before.status != GRACE:
        return "exit_with_grace", found.decision.articles_of("grace_months")
    changed = article_of(policy, "change_decided")
    if before.status == GRACE and after.status == DIBAO:
        return "grace_ended", changed
    if before.receives and not after.receives:
        return "ended", changed
    same = paid_and_withheld(after) == paid_and_withheld(before)
    return ("amount_unchanged" if same else "amount_changed"), changed
