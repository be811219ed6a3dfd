"""Settle what one programme gives to the household or to one member, and on which rules that rests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dibao.assess.compose import award_path
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW, MONTHS_A_YEAR, STOCK

if TYPE_CHECKING:
    from dibao.assess.decision import Decision
    from dibao.assess.ladder import Award, Kind
    from dibao.law.rules import Rule


@frozen
class PaidAward:
    """What one programme gives to the household or to one member.

    `kind` says how: `monthly` is an amount a month, `once` an amount paid once,
    and a service has neither. An amount is None while it depends on something
    unknown, and so is a service's `granted`. `public` is false for what must not
    be announced where the family lives.
    """

    programme: str
    to: str
    monthly: Money | None
    start: str
    title: str
    english: str
    kind: Kind = "monthly"
    once: Money | None = None
    granted: bool | None = True
    public: bool = True


def paid_award(decision: Decision, position: int, person: int, amount: int | None) -> PaidAward:
    """Give an award of a decision.

    Args:
        decision: whose award it is.
        position: of the programme among the policy's.
        person: the position of the member, or -1 for the household.
        amount: as the outcome holds it; None while it is open.
    """
    award = decision.policy.composed.awards[position]
    monthly = once = None
    if amount is not None and award.kind == "monthly":
        monthly = Money(amount, FLOW)
    elif amount is not None and award.kind == "once":
        once = Money(amount, STOCK)
    return PaidAward(
        award.programme,
        "household" if person < 0 else decision.household.members[person].id,
        monthly,
        month_after(decision.on),
        award.title,
        award.english,
        kind=award.kind,
        once=once,
        granted=None if award.kind == "service" and amount is None else True,
        public=not any(rule.no_public_notice for rule in _own_rules(decision, award)),
    )


def rules_of_award(decision: Decision, paid: PaidAward) -> tuple[Rule, ...]:
    """Give the rules that an award rests on, the nearest first."""
    award = next(each for each in decision.policy.composed.awards if each.programme == paid.programme)
    person = 0 if paid.to == "household" else decision.position_of(paid.to)
    step = award_path(award)
    used = (u for u in decision.evidence.rules if u.answer.step == step and u.answer.rule.hook == award.hook)
    found = dict.fromkeys(each.answer.rule for each in used if person in each.people)
    return tuple(found) or decision.policy.law.answers[award.hook].rules[:1]


def _own_rules(decision: Decision, award: Award) -> tuple[Rule, ...]:
    """Give the rules of a programme that has a name of its own."""
    answer = decision.policy.law.answers.get(award.hook)
    return next((chain for chain in (answer.names if answer else ()) if chain[0].name == award.programme), ())


def month_after(on: date) -> str:
    """Give the month after a day, as "2024-04"."""
    year, month = divmod(on.year * MONTHS_A_YEAR + on.month, MONTHS_A_YEAR)
    return f"{year}-{month + 1:02d}"
