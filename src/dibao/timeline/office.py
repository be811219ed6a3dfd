"""Do what the office does on a day: take note, decide, hear, suspend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from dibao.assess.policy import Policy
from dibao.household.progress import Refusing
from dibao.timeline.agenda import Day
from dibao.timeline.clocks import article_of, runs, value_of
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
from dibao.timeline.standing import DIBAO, GRACE, Standing

HEARING, FACTS, DECISION = "hearing", "facts", "decision"


def live(fold: Fold, day: Day) -> None:
    """Live through one day: facts first, then procedure, then what is decided at once."""
    at_once = [_take_note(fold, event) for event in day.changes]
    for event in day.events:
        if isinstance(event, Procedure):
            fold.note(event.kind, event.on, event.subject, event=event)
            _PROCEDURES[type(event)](fold, event)
    if (day.decides or any(at_once)) and fold.pending:
        redetermine(fold, day.on)
    elif fold.coming.state == "grace" and any(isinstance(each, IncomeChanged) for each in day.changes):
        redetermine(fold, day.on, only_dibao=True)


def _take_note(fold: Fold, event: Change) -> bool:
    """Note a change of facts; tell whether it is decided on its own day."""
    fold.note(event.kind, event.on, event.subject, event=event)
    if isinstance(event, JobStarted | Left | Died):
        fold.refusing = tuple(each for each in fold.refusing if each.member != event.member)
    if not fold.coming.receives:
        return False
    policy = fold.policy_here(event.on)
    if not event.calls_for_decision and runs(policy, "kept_between_reviews"):
        fold.note("kept_between_reviews", event.on, event.subject, article_of(policy, "kept_between_reviews"))
        return False
    fold.await_(event.kind, event.on, event.subject, DECISION)
    if event.decided is not None and event.decided > event.on:
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
    if not fold.pending and runs(policy, "kept_between_reviews"):
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
    waiting = [each for each in fold.pending if each.waits_for == HEARING]
    for each in waiting:
        if each.kind == JobRefused.kind and each.member is not None:
            fold.pending = tuple(other for other in fold.pending if other is not each)
            _suspend(fold, each.member, event.on)
    if any(each.kind != JobRefused.kind for each in waiting):
        redetermine(fold, event.on)


def _refuse(fold: Fold, event: JobRefused) -> None:
    """Count a refusal; the last one of the row costs the own share."""
    others = tuple(each for each in fold.refusing if each.member != event.member)
    before = next((each for each in fold.refusing if each.member == event.member), Refusing(event.member, 0))
    if event.good_reason:
        fold.refusing = (*others, evolve(before, times=0)) if before.suspended else others
        return
    withheld = before.withheld if event.withheld is None else event.withheld
    fold.refusing = (*others, evolve(before, times=before.times + 1, withheld=withheld))
    policy = fold.policy_here(event.on)
    limit = value_of(policy, "refusals")
    if limit is None or not runs(policy, "refusals") or before.suspended or before.times + 1 < limit:
        return
    if fold.coming.status != DIBAO:
        return
    if runs(policy, "hearing") and (fold.heard is None or fold.heard < event.on):
        fold.await_(event.kind, event.on, event.member, HEARING)
        fold.note("awaits_hearing", event.on, event.member, article_of(policy, "hearing"))
    else:
        _suspend(fold, event.member, event.on)


def _suspend(fold: Fold, member: str, on: date) -> None:
    policy = fold.policy_here(on)
    fold.refusing = tuple(evolve(each, suspended=True) if each.member == member else each for each in fold.refusing)
    fold.note("share_suspended", on, member, article_of(policy, "refusals"))
    if fold.delay(policy) == 0:
        fold.suspended = tuple(each for each in fold.refusing if each.suspended)


def _restore(fold: Fold, event: ShareRestored) -> None:
    fold.refusing = tuple(each for each in fold.refusing if each.member != event.member)


_PROCEDURES: Mapping[type[Event], Callable[[Fold, Any], None]] = {
    Applied: _apply,
    Decided: _decide,
    Reviewed: _review,
    Heard: _hear,
    JobRefused: _refuse,
    ShareRestored: _restore,
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
    before = fold.coming
    if not before.receives and not admits:
        fold.pending = ()
        return False
    household = fold.household(day)
    if household is None:
        _end_for_want_of_people(fold, day)
        return True
    policy = fold.policy(day, household)
    used = fold.used_by_then if fold.delay(policy) else fold.used
    found = decide(policy, household, before, used, _cause(fold, day), month_text(fold.month))
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
    if awaits_hearing(fold, policy, found.standing, day, reviewing=reviewing):
        return False
    take(fold, policy, found, day, admits=admits)
    fold.decided = day
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
    fold.pending = tuple(evolve(each, waits_for=FACTS) for each in fold.pending)
    if reviewing and not fold.pending:
        fold.await_(Reviewed.kind, day, None, FACTS)


def awaits_hearing(fold: Fold, policy: Policy, after: Standing, day: date, *, reviewing: bool = False) -> bool:
    """Tell whether the family must be heard first, and keep the change until then."""
    before = fold.coming
    exits = before.status == DIBAO and after.status != DIBAO
    if not runs(policy, "hearing") or not (exits or added(after.awards).amount < added(before.awards).amount):
        return False
    first = min((each.on for each in fold.pending), default=None)
    if fold.heard is not None and (fold.heard >= first if first is not None else fold.heard > fold.decided):
        return False
    fold.pending = tuple(evolve(each, waits_for=HEARING) for each in fold.pending)
    if reviewing and not fold.pending:
        fold.await_(Reviewed.kind, day, None, HEARING)
    fold.note("awaits_hearing", day, None, article_of(policy, "hearing"))
    return True


def take(fold: Fold, policy: Policy, found: Outcome, day: date, *, admits: bool = False, at_once: bool = False) -> None:
    """Let a decision hold: from the month that the law names, or at once."""
    before, after = fold.coming, found.standing
    code, article = _what_follows(policy, found, before, admits=admits)
    fold.note(code, day, None, article)
    if found.assumed:
        fold.note("amount_kept_in_grace", day)
    fold.coming, fold.pending = after, ()
    if at_once or fold.delay(policy) == 0:
        fold.running = after
    if not after.on_dibao:
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
    return ("amount_unchanged" if after.awards == before.awards else "amount_changed"), changed
