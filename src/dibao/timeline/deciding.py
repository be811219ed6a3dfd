"""Decide a household in the middle of its case: with what it drew before, and in grace."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import Any

from attrs import evolve, frozen

from dibao.assess.compose import compose
from dibao.assess.decision import Decision
from dibao.assess.policy import Policy
from dibao.assess.questions import OpenQuestion
from dibao.household.models import Award, BenefitState, Household, with_past
from dibao.household.progress import Kept
from dibao.household.stated import ReadOnlyMap
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW
from dibao.timeline.shares import paid_and_withheld, really_paid
from dibao.timeline.standing import DIBAO, GRACE, HOUSEHOLD, OTHERWISE, Standing, dibao_of, state_of

GRACE_AMOUNT, GRACE_MONTHS = "grace_amount", "grace_months_granted"
NEED, MONTHS_GIVEN = "household.need", "household.grace_months"
MOST_POLICIES_KEPT = 64


@frozen
class Outcome:
    """A decision with the standing that it leads to.

    `assumed` says that the amount in grace is; `missing` is what must be known of
    the months of grace, and of their amount, although nothing else is open.
    """

    decision: Decision
    standing: Standing
    assumed: bool = False
    missing: tuple[OpenQuestion, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Tell whether nothing unknown could change what follows."""
        return self.decision.is_decided and not self.missing

    @property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """Give what can still change what follows."""
        return (*self.decision.questions, *self.missing)


def decide(
    policy: Policy,
    household: Household,
    before: Standing,
    used: int,
    cause: str | None,
    month: str,
    *,
    granted_anew: bool = False,
) -> Outcome:
    """Decide a household that stands where it does.

    Args:
        policy: what is in force on the day.
        household: as it stands on the day.
        before: what it draws, with what was really paid of it where an exit would keep that.
        used: months of grace by the end of the last month paid under `before`.
        cause: of what is decided on, as far as it is an exit.
        month: the month of the decision.
        granted_anew: an officer has found other months of grace since the exit.
    """
    over = before.status == GRACE and before.grace_granted is not None and used >= before.grace_granted
    cause = before.cause if before.status == GRACE else cause
    prior = _prior(policy, before, cause, used, over)
    granted = None if over or before.status != GRACE else before.grace_granted
    if granted is not None and granted_anew:
        granted, missing = _granted_anew(policy, household, prior, granted)
        if missing:
            decision = policy.assess(with_past(household, prior, household.findings))
            return Outcome(decision, before, missing=missing)
    kept = _kept(before, household, policy) if before.on_dibao and not over else ()
    return _decided(policy, household, before, _Exit(prior, kept, cause, month, granted))


@frozen
class _Exit:
    """What an exit rests on; `granted` is what was granted for the grace that runs."""

    prior: BenefitState | None
    kept: tuple[Kept, ...]
    cause: str | None
    month: str
    granted: int | None


def _decided(policy: Policy, household: Household, before: Standing, exit_: _Exit) -> Outcome:
    decision = _assessed(policy, household, exit_, None)
    assumed = decision.status == GRACE and GRACE_AMOUNT not in household.findings
    missing: tuple[OpenQuestion, ...] = ()
    if assumed:
        need = decision.quantity(NEED)
        if need is None:
            missing = decision.questions_about(NEED)
        elif _to_household(exit_.kept) > need.amount:
            decision = _assessed(policy, household, exit_, need.amount)
    if decision.status == GRACE and exit_.granted is None and decision.quantity(MONTHS_GIVEN) is None:
        missing = (*decision.questions_about(MONTHS_GIVEN), *missing)
    if missing:
        return Outcome(decision, before, missing=missing)
    return Outcome(decision, _standing(decision, before, exit_), assumed)


def _assessed(policy: Policy, household: Household, exit_: _Exit, most: Any) -> Decision:
    """Decide; what was granted for the grace that runs holds, whatever the law gives by now."""
    if exit_.granted is not None:
        findings = {**household.findings, GRACE_MONTHS: exit_.granted}
        household = with_past(household, exit_.prior, ReadOnlyMap(findings))
    stated = _stated(household, exit_.prior, exit_.kept, most)
    decision = policy.assess(stated)
    if exit_.granted is None or decision.status in (DIBAO, GRACE):
        return decision
    return _with_months_settled(policy).assess(stated)


@lru_cache(maxsize=MOST_POLICIES_KEPT)
def _with_months_settled(policy: Policy) -> Policy:
    """Give a policy under which the months of grace are those granted, not those that its law gives."""
    settled = {each.quantity.path: each for each in policy.ladder.settled_in_grace}
    steps = tuple(settled.get(each.quantity.path, each) for each in policy.ladder.steps)
    ladder = evolve(policy.ladder, steps=steps)
    composed = compose(policy.law, policy.questions, policy.catalogue, policy.look_up, ladder)
    return evolve(policy, ladder=ladder, composed=composed)


def _granted_anew(
    policy: Policy, household: Household, prior: BenefitState | None, granted: int
) -> tuple[int, tuple[OpenQuestion, ...]]:
    """Give the months that an officer granted in grace, within the law of the day.

    Where that law gives none any more, grace may be shortened but not prolonged.
    """
    decision = policy.assess(with_past(household, prior, household.findings))
    months = decision.quantity(MONTHS_GIVEN)
    if months is None:
        return granted, decision.questions_about(MONTHS_GIVEN)
    found = int(household.findings.get(GRACE_MONTHS, granted))
    return int(months.amount) or min(found, granted), ()


def _standing(decision: Decision, before: Standing, exit_: _Exit) -> Standing:
    awards = awards_of(decision)
    state = state_of(decision.status, awards, before)
    if decision.status == DIBAO:
        return Standing(state, DIBAO, awards, shares=cache(partial(sharing_of, decision)), suspended=before.suspended)
    if decision.status != GRACE:
        return Standing(state, decision.status, awards)
    granted = int(decision.quantity(MONTHS_GIVEN).amount) if exit_.granted is None else exit_.granted
    decided = before.exit_decided if before.status == GRACE else exit_.month
    suspended = before.suspended
    return Standing(state, GRACE, awards, exit_.cause, decided, granted, exit_.kept, suspended=suspended)


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
    paid = before.kept or really_paid(before, before)
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
