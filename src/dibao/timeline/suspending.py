"""Count refused jobs, and stop or give back the own share of who refused them."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from dibao.household.progress import Pending, Refusing
from dibao.timeline.clocks import article_of, runs, value_of
from dibao.timeline.deciding import sharing_of
from dibao.timeline.events import JobRefused, ShareRestored
from dibao.timeline.fold import HEARING, Fold
from dibao.timeline.rows import added
from dibao.timeline.shares import paid_and_withheld
from dibao.timeline.standing import DIBAO, Standing, told


def undecided(fold: Fold) -> tuple[Pending, ...]:
    """Give the changes of facts that nobody has decided on."""
    return tuple(each for each in fold.pending if each.kind != JobRefused.kind)


def suspensions(fold: Fold) -> tuple[Pending, ...]:
    """Give the suspensions that wait until the family is heard."""
    return tuple(each for each in fold.pending if each.kind == JobRefused.kind)


def refuse(fold: Fold, event: JobRefused) -> None:
    """Count a refusal; the last one of the row costs the own share.

    Only members of a family on dibao are counted.
    """
    if not fold.coming.on_dibao:
        return
    others = tuple(each for each in fold.refusing if each.member != event.member)
    before = next((each for each in fold.refusing if each.member == event.member), Refusing(event.member, 0))
    if event.good_reason:
        waits = any(each.member == event.member for each in suspensions(fold))
        fold.refusing = (*others, evolve(before, times=0)) if before.suspended or waits else others
        return
    withheld = before.withheld if event.withheld is None else event.withheld
    now = evolve(before, times=before.times + 1, withheld=withheld)
    fold.refusing = (*others, now)
    limit = value_of(fold.policy_here(event.on), "refusals")
    counts = limit is not None and now.times >= limit and runs(fold.policy_here(event.on), "refusals")
    if counts and fold.coming.status == DIBAO and not (before.suspended and withheld == before.withheld):
        _stop(fold, event, now)


def _stop(fold: Fold, event: JobRefused, one: Refusing) -> None:
    """Stop a share, after the family is heard where that must come first."""
    policy = fold.policy_here(event.on)
    fold.pending = tuple(each for each in fold.pending if each not in suspensions(fold) or each.member != one.member)
    after = _with_shares(fold.coming, _among(fold, one), fold, event.on)
    lowers = added(paid_and_withheld(after)[0]).amount < added(paid_and_withheld(fold.coming)[0]).amount
    heard = fold.heard is not None and fold.heard >= event.on
    if runs(policy, "hearing") and not heard and (lowers or not one.suspended):
        fold.await_(event.kind, event.on, event.member, HEARING)
        fold.note("awaits_hearing", event.on, event.member, article_of(policy, "hearing"))
    else:
        _suspend(fold, event.member, event.on)


def suspend_heard(fold: Fold, on: date) -> None:
    """Suspend the shares of those of whom the family has been heard, while it draws ordinary dibao."""
    if fold.coming.status != DIBAO or fold.heard is None:
        return
    for each in suspensions(fold):
        if fold.heard >= each.on and each.member is not None:
            fold.pending = tuple(other for other in fold.pending if other != each)
            _suspend(fold, each.member, on)


def _suspend(fold: Fold, member: str, on: date) -> None:
    one = evolve(next(each for each in fold.refusing if each.member == member), suspended=True)
    fold.refusing = tuple(one if each.member == member else each for each in fold.refusing)
    fold.note("share_suspended", on, member, article_of(fold.policy_here(on), "refusals"))
    _settle(fold, _among(fold, one), on)


def restore(fold: Fold, event: ShareRestored) -> None:
    """Give a share back, as the county decided."""
    drop_refusals(fold, event.member)
    _settle(fold, tuple(each for each in fold.coming.suspended if each.member != event.member), event.on)


def drop_refusals(fold: Fold, member: str) -> None:
    """Forget a row of refusals, and the suspension that waits; one that is decided stays until the next decision."""
    fold.refusing = tuple(each for each in fold.refusing if each.member != member)
    fold.pending = tuple(each for each in fold.pending if each not in suspensions(fold) or each.member != member)


def _among(fold: Fold, one: Refusing) -> tuple[Refusing, ...]:
    others = (each for each in fold.coming.suspended if each.member != one.member)
    return (*others, evolve(one, suspended=True))


def _settle(fold: Fold, suspended: tuple[Refusing, ...], on: date) -> None:
    """Let shares be kept back from the month that the law names, or at once."""
    fold.coming = _with_shares(fold.coming, suspended, fold, on)
    if fold.delay(fold.policy_here(on)) == 0:
        fold.running = _with_shares(fold.running, suspended, fold, on)


def _with_shares(standing: Standing, suspended: tuple[Refusing, ...], fold: Fold, on: date) -> Standing:
    """Give a standing in which the shares of some are kept back; who shares is as of its last decision."""
    shares, household = standing.shares, fold.assessed
    if suspended and not shares() and standing.status == DIBAO and household is not None:
        # What was received before a case was told does not say who shares it.
        shares = told(sharing_of(fold.policy(on, household).assess(household)))
    return evolve(standing, suspended=suspended, shares=shares)
