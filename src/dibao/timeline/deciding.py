"""Decide a household in the middle of its case: with what it drew before, and in grace."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from dibao.assess.decision import Decision
from dibao.assess.policy import Policy
from dibao.household.models import Award, BenefitState, Household, with_past
from dibao.household.progress import Kept
from dibao.household.stated import ReadOnlyMap
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW
from dibao.timeline.shares import paid_and_withheld
from dibao.timeline.standing import DIBAO, GRACE, HOUSEHOLD, OTHERWISE, Standing, dibao_of, state_of

GRACE_AMOUNT = "grace_amount"


@frozen
class Outcome:
    """A decision with the standing that it leads to; `assumed` says that the amount in grace is."""

    decision: Decision
    standing: Standing
    assumed: bool = False


def decide(policy: Policy, household: Household, before: Standing, used: int, cause: str | None, month: str) -> Outcome:
    """Decide a household that stands where it does.

    Args:
        policy: what is in force on the day.
        household: as it stands on the day.
        before: what it draws, with what was really paid of it where an exit would keep that.
        used: months of grace by the end of the last month paid under `before`.
        cause: of what is decided on, as far as it is an exit.
        month: the month of the decision.
    """
    over = before.status == GRACE and before.grace_granted is not None and used >= before.grace_granted
    cause = before.cause if before.status == GRACE else cause
    kept = _kept(before, household, policy) if before.on_dibao and not over else ()
    prior = _prior(policy, before, cause, used, over)
    stated = _stated(household, prior, kept, None)
    decision = policy.assess(stated)
    assumed = decision.status == GRACE and GRACE_AMOUNT not in household.findings
    if assumed and _to_household(kept) > (need := decision.quantity("household.need").amount):
        decision = policy.assess(_stated(household, prior, kept, need))
    return Outcome(decision, _standing(decision, before, cause, kept, month), assumed)


def _standing(decision: Decision, before: Standing, cause: str | None, kept: tuple[Kept, ...], month: str) -> Standing:
    awards = awards_of(decision)
    state = state_of(decision.status, awards, before)
    if decision.status == DIBAO:
        return Standing(state, DIBAO, awards, sharing=sharing_of(decision), suspended=before.suspended)
    if decision.status != GRACE:
        return Standing(state, decision.status, awards)
    granted = int(decision.quantity("household.grace_months").amount)
    if before.status == GRACE:
        granted = min(granted, before.grace_granted if before.grace_granted is not None else granted)
        return Standing(state, GRACE, awards, cause, before.exit_decided, granted, kept, suspended=before.suspended)
    return Standing(state, GRACE, awards, cause, month, granted, kept, suspended=before.suspended)


def sharing_of(decision: Decision) -> tuple[str, ...]:
    """Give the ids of those among whom the household's part is shared.

    Whoever is not known to count has a share like the others.
    """
    people = decision.household.members
    return tuple(each.id for each in people if decision.quantity("member.counts", each.id) is not False)


def awards_of(decision: Decision) -> tuple[Award, ...]:
    """Give what a decision pays month by month."""
    return tuple(
        Award(each.programme, each.to, each.monthly)
        for each in decision.awards
        if each.monthly is not None and each.monthly.amount
    )


def _prior(policy: Policy, before: Standing, cause: str | None, used: int, over: bool) -> BenefitState | None:
    if before.state in ("none", "applied", "refused"):
        return None
    status = OTHERWISE if over else before.status
    paid, _ = paid_and_withheld(before)
    return BenefitState(status, dibao_of(policy.ladder, paid), paid, cause, None, used)


def _kept(before: Standing, household: Household, policy: Policy) -> tuple[Kept, ...]:
    """Give what dibao really paid before the exit, to those who are still there."""
    programmes = {each.programme for each in policy.ladder.awards if each.is_dibao}
    awards, _ = paid_and_withheld(before)
    paid = before.kept or tuple(Kept(each.programme, each.to, each.monthly) for each in awards)
    here = {HOUSEHOLD, *(each.id for each in household.members)}
    return tuple(each for each in paid if each.to in here and each.programme in programmes)


def _to_household(kept: tuple[Kept, ...]) -> Any:
    return sum(each.monthly.amount for each in kept if each.to == HOUSEHOLD)


def _stated(household: Household, prior: BenefitState | None, kept: tuple[Kept, ...], most: Any) -> Household:
    """Give the household with its past; the amount in grace is the one of before where no officer fixed one."""
    if not kept or GRACE_AMOUNT in household.findings:
        return with_past(household, prior, household.findings)
    shared = _to_household(kept) if most is None else most
    alone = sum(each.monthly.amount for each in kept if each.to != HOUSEHOLD)
    amount = Money(-(-(shared + alone) // 1), FLOW)
    return with_past(household, prior, ReadOnlyMap({**household.findings, GRACE_AMOUNT: amount}))
