"""Settle what kind of number a value is, and which kinds go together."""

from typing import Literal

from attrs import field, frozen

from dibao.errors import UnitError

Kind = Literal["number", "flag", "choice", "band"]
MONTHS_A_YEAR = 12


@frozen(cache_hash=True)
class Unit:
    """A power of money, months and area, or a flag, a choice of words, a table.

    Flows are held in whole fen a year, stocks in whole fen, months as counts,
    areas in whole hundredths of a square metre.
    """

    name: str = field(eq=False)
    money: int = 0
    months: int = 0
    area: int = 0
    kind: Kind = "number"

    def __str__(self) -> str:
        """Give the unit's name as error messages print it."""
        return self.name

    @property
    def is_number(self) -> bool:
        """Tell whether values of this unit can be added and compared."""
        return self.kind == "number"

    @property
    def is_money(self) -> bool:
        """Tell whether this is an amount of money, a flow or a stock."""
        return self.is_number and self.money == 1


FLOW = Unit("money a month", money=1, months=-1)
STOCK = Unit("money", money=1)
MONTHS = Unit("months", months=1)
AREA = Unit("area", area=1)
COUNT = Unit("count")
SHARE = Unit("share")
FLAG = Unit("flag", kind="flag")
CHOICE = Unit("choice", kind="choice")
BAND = Unit("band", kind="band")
"""Of figures only: a table from a value to an amount a month."""

BY_NAME = {
    "flow": FLOW,
    "stock": STOCK,
    "months": MONTHS,
    "area": AREA,
    "count": COUNT,
    "share": SHARE,
    "flag": FLAG,
    "choice": CHOICE,
}
_PRODUCTS = {(unit.money, unit.months, unit.area): unit for unit in (FLOW, STOCK, MONTHS, AREA, COUNT)}


def product_unit(left: Unit, right: Unit) -> tuple[Unit, int]:
    """Give the unit of a product and the divisor that its storage needs.

    A flow is held per year, so a flow times months is a stock times twelve.
    """
    if not (left.is_number and right.is_number):
        raise UnitError(f"{left} cannot be multiplied by {right}; multiply amounts, counts and shares only")
    unit = _PRODUCTS.get((left.money + right.money, left.months + right.months, left.area + right.area))
    if unit is None:
        raise UnitError(f"{left} times {right} has no meaning in a means test")
    crosses = {left.months, right.months} == {-1, 1}
    return unit, MONTHS_A_YEAR if crosses else 1
