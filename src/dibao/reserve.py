"""Draw on a township's reserve for temporary assistance (临时救助备用金).

The ledger is the caller's: a drawing takes a balance and gives what is left.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from dibao.errors import InputError, Problem
from dibao.household.problems import amount_text, is_huge, shown
from dibao.symbols.amounts import Money
from dibao.symbols.units import STOCK

NOTHING = Money.stock(0)
_MOST_DIGITS = 200
"""More than any decimal has whose parts are not huge."""
DELEGATION = "国务院令第649号 第四十八条"
"""Under which article the county may leave small sums to the township."""


@frozen
class Drawing:
    """What a request draws: `drawn` and `short` are the request together.

    `goes_to_county` says that the request is not the township's to decide: it is
    above the limit, or there is none. Then nothing is drawn. Else `short` is what the reserve lacks.
    """

    drawn: Money
    balance: Money
    short: Money
    goes_to_county: bool

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON data, amounts in yuan."""
        return {
            "drawn": self.drawn.to_json(),
            "balance": self.balance.to_json(),
            "short": self.short.to_json(),
            "goes_to_county": self.goes_to_county,
        }


def draw(balance: Money, request: Money, *, limit: Money | None = None) -> Drawing:
    """Say what may be drawn: never more than is asked, nor than there is.

    The county decides on temporary assistance and may leave small sums to the
    township. What is small no national document says, so that the limit is the
    caller's to state: a request on it is the township's, one above it the
    county's. Without a limit nothing was left to the township, and any request
    goes to the county, one of 0 too.

    Not modelled: aid first and papers later in an emergency, which the township
    settles with the county afterwards.

    Args:
        balance: what is in the reserve, as `Money.stock`.
        request: what is asked, as `Money.stock`.
        limit: up to which sum the township decides; None where nobody said.

    Raises:
        InputError: an amount is negative, finer than a fen or not a stock; all
            such problems at once.
    Source:
        国务院令第649号 art. 48; 民发〔2018〕23号 part 2 (2) on the limit and part 3 (3) on the reserve.
    """
    stated = {"balance": balance, "request": request, "limit": limit}
    _refuse({name: each for name, each in stated.items() if each is not None or name != "limit"})
    if limit is None or request > limit:
        return Drawing(NOTHING, balance, request, goes_to_county=True)
    drawn = min(request, balance)
    return Drawing(drawn, balance - drawn, request - drawn, goes_to_county=False)


@frozen
class Ledger:
    """A reserve's balance and what was drawn on it, in order; it never changes.

    What is drawn and the balance are together what was paid in.
    """

    balance: Money
    drawings: tuple[Drawing, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Check the balance."""
        _refuse({"balance": self.balance})

    def draw(self, request: Money, *, limit: Money | None = None) -> Ledger:
        """Give the ledger after a request, as `draw` decides it.

        A request that draws nothing is kept, too: its answer is part of the account.

        Raises:
            InputError: see `draw`.
        """
        drawing = draw(self.balance, request, limit=limit)
        return Ledger(drawing.balance, (*self.drawings, drawing))

    def top_up(self, amount: Money) -> Ledger:
        """Give the ledger after the reserve was filled up.

        Raises:
            InputError: the amount is negative, finer than a fen or not a stock.
        """
        _refuse({"amount": amount})
        return evolve(self, balance=self.balance + amount)

    @property
    def drawn(self) -> Money:
        """Add up what was drawn."""
        return sum((each.drawn for each in self.drawings), NOTHING)


def _refuse(amounts: dict[str, Any]) -> None:
    found = ((name, _problem(each)) for name, each in amounts.items())
    if problems := [Problem(name, problem) for name, problem in found if problem]:
        raise InputError(problems)


def _problem(amount: object) -> str | None:
    if not isinstance(amount, Money):
        return f'is {shown(amount)}, not an amount of money; expected a sum such as Money.stock("1200").'
    if amount.unit != STOCK:
        return f'is {amount_text(amount)}; expected a sum that is paid once, such as Money.stock("1200").'
    if amount < 0:
        return f"is {amount_text(amount)}; expected 0 or more."
    if not amount.is_whole_fen:
        return f"is {_to_the_last_digit(amount)}, finer than a fen; expected at most two decimals."
    return None


def _to_the_last_digit(amount: Money) -> str:
    """Give a stock as it was typed, "1.234 yuan"; a fraction only where decimals never end."""
    yuan = amount.per_month
    if is_huge(yuan.numerator) or is_huge(yuan.denominator):
        return amount_text(amount)
    with localcontext(prec=_MOST_DIGITS):
        typed = Decimal(yuan.numerator) / yuan.denominator
    return f"{typed:f} yuan" if Fraction(typed) == yuan else amount_text(amount)
