"""Do what the office does on a day: take note, decide, hear, suspend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from dibao.assess.decision import UNDETERMINED
from dibao.assess.policy import Policy
from dibao.household.models import Household
from dibao.timeline.agenda import Day
from dibao.timeline.clocks import article_of, first_in_force, runs
from dibao.timeline.deciding import GRACE_MONTHS, Outcome, decide
from dibao.timeline.events import (
    Applied,
    Change,
    Decided,
    Died,
    Event,
    Heard,
    JobRefused,
    JobStarted,
    Left,
    Procedure,
    Reviewed,
    ShareRestored,
)
from dibao.timeline.fold import DECISION, FACTS, HEARING, Fold
from dibao.timeline.months import month_text
from dibao.timeline.rows import added
from dibao.timeline.shares import paid_and_withheld
from dibao.timeline.standing import DIBAO, GRACE, Standing
from dibao.timeline.suspending import drop_refusals, refuse, restore, suspend_heard, suspensions, undecided


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
    return not event.is_put_off


def _take_note(fold: Fold, event: Change) -> bool:
    """Note a change of facts; tell whether it is decided on its own day."""
    fold.note(event.kind, event.on, event.subject, event=event)
    if isinstance(event, JobStarted | Left | Died):
        drop_refusals(fold, event.member)
    if not fold.coming.receives:
        return False
    policy = fold.policy_here(event.on)
    is_awaited = any(each.waits_for == FACTS for each in fold.pending)
    waits = fold.coming.state == "grace" and event.is_put_off
    if not (event.calls_for_decision or is_awaited or waits) and runs(policy, "kept_between_reviews"):
        fold.note("kept_between_reviews", event.on, event.subject, article_of(policy, "kept_between_reviews"))
        return False
    fold.await_(event.kind, event.on, event.subject, DECISION)
    if event.is_put_off:
        fold.note("awaits_decision", event.on, event.subject, article_of(policy, "change_decided"))
        return False
    return True


# -- procedure ---------------------------------------------------------------------------------------
def _apply(fold: Fold, event: Applied) -> None:
    fold.applied, fold.has_applied = event.on, True


def _decide(fold: Fold, event: Decided) -> None:
    """Decide on an application, or on what changed clearly since the last decision."""
    if event.clear:
        fold.await_(event.kind, event.on, None, DECISION)
    if fold.applied is not None and fold.coming.status != DIBAO:
        if redetermine(fold, event.on, admits=not fold.coming.on_dibao):
            fold.applied = None
            fold.reviewed, fold.circumstances = event.on, event.circumstances
        return
    # Whoever draws dibao has nothing to be taken up for.
    fold.applied = None
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
    if not fold.has_open_review:
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
        end_for_want_of_people(fold, day)
        return True
    policy = fold.policy(day, household)
    granted_anew = _is_granted_anew(fold, household)
    found = _found(fold, policy, household, day, granted_anew=granted_anew)
    if only_dibao and found.standing.status != DIBAO:
        if found.decision.status == UNDETERMINED:
            ask(fold, found, day)
        return False
    fold.decisions.append(found.decision)
    if not found.is_decided:
        leave_open(fold, found, day, reviewing=reviewing)
        return False
    if not admits and not before.on_dibao and found.standing.on_dibao:
        fold.note("needs_application", day, None, article_of(policy, "application"))
        fold.pending = ()
        return False
    looks_at = Reviewed.kind if reviewing else _kind_of_change(fold, day) if only_dibao else None
    if awaits_hearing(fold, policy, found.standing, day, looks_at):
        return False
    if granted_anew and before.grace_granted not in (None, found.standing.grace_granted):
        fold.note("grace_granted_anew", day, None, found.decision.articles_of("grace_months"))
    take(fold, policy, found, day, admits=admits)
    fold.decided = day
    suspend_heard(fold, day)
    return True


def _found(fold: Fold, policy: Policy, household: Household, day: date, *, granted_anew: bool) -> Outcome:
    """Decide on the facts of a day; dibao that was never paid after grace has not ended it."""
    suspended = {each.member for each in fold.refusing if each.suspended}
    still = tuple(each for each in fold.coming.suspended if each.member in suspended)
    before = evolve(fold.running if _is_back_in_grace(fold) else fold.drawn, suspended=still)
    used = fold.used_by_then if fold.delay(policy) else fold.used
    cause, month = _cause(fold, day), month_text(fold.month)
    return decide(policy, household, before, used, cause, month, granted_anew=granted_anew)


def _kind_of_change(fold: Fold, day: date) -> str | None:
    return next((each.kind for each in fold.case.events if isinstance(each, Change) and each.on == day), None)


def _is_back_in_grace(fold: Fold) -> bool:
    return fold.running.state == "grace" and fold.coming.status == DIBAO


def _is_granted_anew(fold: Fold, household: Household) -> bool:
    """Tell whether an officer has found other months of grace since the last decision."""
    then = fold.assessed
    found = household.findings.get(GRACE_MONTHS)
    return fold.coming.status == GRACE and then is not None and found not in (None, then.findings.get(GRACE_MONTHS))


def _cause(fold: Fold, day: date) -> str:
    """Give why a benefit could end: somebody's work first, then any other income."""
    since = [each for each in fold.case.events if isinstance(each, Change) and fold.decided < each.on <= day]
    causes = {each.cause for each in since}
    return next((each for each in ("employment", "income") if each in causes), "other")


def end_for_want_of_people(fold: Fold, day: date) -> None:
    """End a benefit of which nobody is left to draw it."""
    fold.note("nobody_left", day)
    fold.coming = Standing("ended")
    fold.pending, fold.refusing, fold.applied = (), (), None


def leave_open(fold: Fold, found: Outcome, day: date, *, reviewing: bool) -> None:
    """Keep open what facts are missing for, and ask for them."""
    ask(fold, found, day)
    unheard = [each for each in undecided(fold) if each.waits_for == HEARING and not _was_heard(fold, each.on)]
    asking = [evolve(each, waits_for=FACTS) for each in undecided(fold) if each not in unheard]
    fold.pending = (*suspensions(fold), *unheard, *asking)
    if reviewing:
        fold.pending = tuple(each for each in fold.pending if each.kind != Reviewed.kind)
        fold.await_(Reviewed.kind, day, None, FACTS)


def ask(fold: Fold, found: Outcome, day: date) -> None:
    """Ask for what is missing."""
    fold.note("undetermined", day)
    fold.questions += found.questions


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


def _is_shorter(before: Standing, after: Standing) -> bool:
    months = after.grace_granted, before.grace_granted
    return months[0] is not None and months[1] is not None and months[0] < months[1]


def _cuts(fold: Fold, after: Standing, day: date) -> bool:
    """Tell whether anybody who is alive is paid less; nobody else can be heard."""
    coming = fold.coming
    if coming.status == DIBAO and after.status != DIBAO:
        return True
    if coming.status == after.status == GRACE and _is_shorter(coming, after):
        return True
    dead = {each.member for each in fold.case.events if isinstance(each, Died) and each.on <= day}
    before = tuple(each for each in paid_and_withheld(coming)[0] if each.to not in dead)
    return bool(added(paid_and_withheld(after)[0]).amount < added(before).amount)


def _was_heard(fold: Fold, since: date) -> bool:
    return fold.heard is not None and fold.heard >= since


def take(fold: Fold, policy: Policy, found: Outcome, day: date, *, admits: bool = False, at_once: bool = False) -> None:
    """Let a decision hold: from the month that the law names, or at once."""
    before, after = fold.coming, found.standing
    code, article = _what_follows(policy, found, before, admits=admits)
    if code == "exit_with_grace" and _is_back_in_grace(fold):
        code = "grace_goes_on"
    fold.note(code, day, None, article)
    if code == "exit_with_grace":
        _note_other_months(fold, found, day)
    if found.assumed:
        fold.note("amount_kept_in_grace", day)
    if fold.has_open_review:
        fold.reviewed = day
    goes_on = before.on_dibao and after.on_dibao
    fold.coming, fold.pending = after, suspensions(fold) if goes_on else ()
    fold.applied = None if after.status == DIBAO else fold.applied
    if at_once or fold.delay(policy) == 0:
        fold.running = after
    if at_once:
        fold.opened = after
    if not goes_on:
        fold.refusing = ()


def _note_other_months(fold: Fold, found: Outcome, day: date) -> None:
    """Say that the law gives more or fewer months of grace than an officer found."""
    stated, given = found.decision.household.findings.get(GRACE_MONTHS), found.standing.grace_granted
    if stated is None or given is None or int(stated) == given:
        return
    code = "grace_months_raised" if int(stated) < given else "grace_months_cut"
    fold.note(code, day, None, found.decision.articles_of("grace_months"))


def _what_follows(policy: Policy, found: Outcome, before: Standing, *, admits: bool) -> tuple[str, str]:
    """Name what a decision comes to, with the article that it rests on."""
    after = found.standing
    if admits:
        if _takes_up(before, after):
            return "admitted", article_of(policy, "payment")
        return "refused", first_in_force(policy, policy.ladder.written_answer)
    if after.status == GRACE and before.status != GRACE:
        return "exit_with_grace", found.decision.articles_of("grace_months")
    changed = article_of(policy, "change_decided")
    if before.status == GRACE and after.status == DIBAO:
        return "grace_ended", changed
    if before.receives and not after.receives:
        return "ended", changed
    same = paid_and_withheld(after) == paid_and_withheld(before)
    return ("amount_unchanged" if same else "amount_changed"), changed


def _takes_up(before: Standing, after: Standing) -> bool:
    """Tell whether an application brings dibao, or something to somebody who did not draw it."""
    drawn = {(each.programme, each.to) for each in before.awards}
    return after.on_dibao or any((each.programme, each.to) not in drawn for each in after.awards)
