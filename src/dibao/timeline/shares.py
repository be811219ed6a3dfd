"""Keep back the own share of members who refused suitable jobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dibao.household.models import Award
from dibao.household.progress import Kept, Refusing
from dibao.symbols.amounts import Money
from dibao.symbols.units import FLOW, MONTHS_A_YEAR
from dibao.timeline.standing import DIBAO, GRACE, HOUSEHOLD, Standing

SUPPLEMENT = "supplement"
NOTHING_PAID = Money(0, FLOW)


def paid_and_withheld(standing: Standing) -> tuple[tuple[Award, ...], tuple[Award, ...]]:
    """Give what is paid, and what is kept back of suspended shares."""
    if standing.status != DIBAO or not standing.suspended:
        return standing.awards, ()
    return split(standing.awards, standing.suspended, standing.sharing)


def really_paid(paying: Standing, coming: Standing) -> tuple[Kept, ...]:
    """Give what is paid to a family that may exit now, less the shares suspended since.

    Args:
        paying: what the month pays.
        coming: what has been decided since, of which nothing is paid yet.
    """
    if paying.status == GRACE and paying.kept:
        return paying.kept
    if paying.status != DIBAO:
        paying = coming
    if paying.status != DIBAO:
        return tuple(Kept(each.programme, each.to, each.monthly) for each in paying.awards)
    known = sorted((*paying.suspended, *coming.suspended), key=_how_much)
    largest = {each.member: each for each in known}
    sharing = (paying.sharing or coming.sharing) if largest else ()
    paid, _ = split(paying.awards, tuple(largest.values()), sharing)
    amounts = {(each.programme, each.to): each.monthly for each in paid}
    # What is kept back as a whole stays as nothing, so that grace is known to pay nothing.
    return tuple(
        Kept(each.programme, each.to, amounts.get((each.programme, each.to), NOTHING_PAID)) for each in paying.awards
    )


def _how_much(one: Refusing) -> tuple[bool, Any]:
    return (True, 0) if one.withheld is None else (False, one.withheld.amount)


def split(
    awards: Sequence[Award], suspended: Sequence[Refusing], sharing: Sequence[str]
) -> tuple[tuple[Award, ...], tuple[Award, ...]]:
    """Give what is paid, and what is kept back of the shares of suspended members.

    A share is an equal part of what dibao pays the household, rounded down to a
    fen, with the own supplement; or what the county decided.

    Args:
        awards: what is due altogether.
        suspended: whose share is suspended.
        sharing: the ids of those who count in the household.
    """
    paid = list(awards)
    withheld: list[Award] = []
    for each in suspended:
        if each.member in sharing:
            _take(paid, withheld, each, len(sharing), awards)
    return tuple(each for each in paid if each.monthly.amount), tuple(withheld)


def _take(paid: list[Award], withheld: list[Award], one: Refusing, people: int, due: Sequence[Award]) -> None:
    left = None if one.withheld is None else one.withheld.amount
    for position, award in enumerate(paid):
        if award.to == HOUSEHOLD and award.programme == DIBAO:
            whole: Any = next(each.monthly.amount for each in due if each.to == HOUSEHOLD and each.programme == DIBAO)
            share: Any = whole // (people * MONTHS_A_YEAR) * MONTHS_A_YEAR
        elif award.to == one.member and award.programme == SUPPLEMENT:
            share = award.monthly.amount
        else:
            continue
        taken = min(share, award.monthly.amount) if left is None else min(left, share, award.monthly.amount)
        left = None if left is None else left - taken
        if taken:
            paid[position] = Award(award.programme, award.to, Money(award.monthly.amount - taken, FLOW))
            withheld.append(Award(award.programme, one.member, Money(taken, FLOW)))
