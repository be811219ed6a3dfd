"""Say who approves temporary assistance (临时救助): the township small sums, the county the rest."""

from __future__ import annotations

from typing import Literal, cast

from dibao.assess.awards import PaidAward
from dibao.assess.decision import Decision
from dibao.errors import InputError, Problem
from dibao.household.problems import amount_text, shown
from dibao.law.figures import MissingFigure
from dibao.symbols.amounts import Money
from dibao.symbols.units import STOCK

Approver = Literal["township", "county"]
PROGRAMMES = ("temporary_assistance_urgent", "temporary_assistance_expenditure")
"""The two types; a decision gives at most one, which the request names."""
LIMIT = "temporary.township_limit"
"""The figure that says up to which sum a township approves by itself."""


def award_of(decision: Decision) -> PaidAward | None:
    """Give the temporary assistance of a decision; None where it gives none.

    Where the amount is still open, the award's `once` is None.
    """
    return next((each for each in decision.awards if each.programme in PROGRAMMES), None)


def township_limit(decision: Decision) -> Money | None:
    """Give the limit in force at the decision's place and day; None where no figure says it."""
    figure = decision.policy.look_up(LIMIT)
    return None if isinstance(figure, MissingFigure) else Money(cast(int, figure.value), STOCK)


def approval(award: PaidAward, limit: Money | None) -> Approver:
    """Say who approves an award: a sum on the limit is still the township's.

    The county approves; it may leave small sums to the township. Where nobody said
    up to which sum, nothing is left to it.

    Args:
        award: temporary assistance, its amount settled.
        limit: up to which sum the township approves, as `Money.stock`; None where nobody said.

    Raises:
        InputError: the award is of another programme, its amount is open, or the
            limit is no sum of 0 or more.
    Source:
        国务院令第649号 art. 48; 民发〔2018〕23号 part 2 (2).
    """
    found = {"award": _award_problem(award), "limit": _limit_problem(limit)}
    if problems := [Problem(name, problem) for name, problem in found.items() if problem]:
        raise InputError(problems)
    return "county" if limit is None or cast(Money, award.once) > limit else "township"


def approved_by(decision: Decision) -> Approver | None:
    """Say who approves a decision's temporary assistance; None where it gives none, or is open.

    The limit is the figure `temporary.township_limit` of the place. It decides no
    amount, so a decision never asks for it.
    """
    award = award_of(decision)
    if award is None or award.once is None:
        return None
    return approval(award, township_limit(decision))


def _award_problem(award: PaidAward) -> str | None:
    if award.programme not in PROGRAMMES:
        return f"is {award.programme}; expected temporary assistance: {' or '.join(PROGRAMMES)}."
    if award.once is None:
        return "is still open; expected an amount. Answer the decision's questions first."
    return None


def _limit_problem(limit: Money | None) -> str | None:
    if limit is None or (isinstance(limit, Money) and limit.unit == STOCK and limit >= 0):
        return None
    stated = amount_text(limit) if isinstance(limit, Money) else shown(limit)
    return f'is {stated}; expected a sum of 0 or more that is paid once, such as Money.stock("1200"), or None.'
