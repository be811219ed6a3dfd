"""Settle what relatives outside the household are taken to contribute (赡养费).

For rules that answer `imputed_support`, which is asked once an obligor. `income` is
what the obligor's household has and `household_size` who lives of it. `pays` is what
the obligor pays to this household; it already stands among a member's incomes as
`support_received`, so that a strategy adds only what goes beyond it. A region that
does not count support received subtracts nothing and writes its own formula.
"""

from typing import Any

from dibao.law.arguments import Obligor
from dibao.strategies.extremes import at_least_nothing, larger, nothing_of
from dibao.symbols.rounding import Direction


def support_unless_poor(obligor: Obligor, due: Any, *, line: Any) -> Any:
    """Count the support that is due unless the obligor's household is poor.

    It is poor with an income a head below the line; on the line the support is due.

    Not modelled: support that a poor obligor pays all the same; it stays an income.

    Args:
        obligor: the relative who owes support.
        due: what is due a month to this household, for instance by agreement.
        line: the least income a head and month, often the local standard.
    """
    if obligor.income < line * obligor.household_size:
        return nothing_of(due)
    return beyond_what_is_paid(obligor, due)


def support_from_excess(
    obligor: Obligor,
    *,
    line: Any,
    share: Any,
    supported_here: Any,
    round: Direction,
    article: str,
    a_head: bool = False,
) -> Any:
    """Count a share of what the obligor's household has above a line.

    The share is divided among all whom the obligor supports, and this household
    gets the parts of those who live in it. The formula as it is quoted leaves open
    whether the excess is the whole household's or one head's: the region says which.
    It multiplies first and divides once, so that it rounds once, to the fen.

    Not modelled: where the obligor lives; the line is that of the place that decides.

    Args:
        obligor: the relative who owes support.
        line: the income a head and month from which on support is due.
        share: the share of the excess that is due, see `share_by_children`.
        supported_here: how many of those supported live in this household.
        round: where a part of a fen goes: "up", "down" or "half_up".
        article: what the rounding rests on.
        a_head: take the excess of one head and not of the obligor's whole household.
    """
    excess = at_least_nothing(obligor.income - line * obligor.household_size)
    # Whoever is named as an obligor supports at least those who live here.
    parts = larger(obligor.supports, supported_here)
    if a_head:
        parts = parts * obligor.household_size
    due = (excess * share * supported_here).shared_by(parts, round=round, article=article)
    return beyond_what_is_paid(obligor, due)


def share_by_children(owing: Any, *, few: Any, many: Any, many_from: Any) -> Any:
    """Give the share of the excess by how many children owe support.

    Args:
        owing: how many children owe support, a count over `household.obligors`.
        few: the share while they are few.
        many: the share when they are many.
        many_from: from how many on they are many.
    """
    return many if owing >= many_from else few


def nothing_on_assistance(obligor: Obligor, support: Any) -> Any:
    """Count no support of a family that draws assistance or is marginal itself.

    Not modelled: what such a family pays all the same; where it must not count,
    officers leave it out of the support received.
    """
    return nothing_of(support) if obligor.on_assistance else support


def beyond_what_is_paid(obligor: Obligor, due: Any) -> Any:
    """Give what is due beyond the support that the obligor pays already.

    With the support received, the larger of the two counts, and nothing counts twice.
    """
    return at_least_nothing(due - obligor.pays)
