"""Settle what a rule may do with the arguments that it names.

Rules run on symbols while a policy is composed and on plain values in a unit
test; these are the types that an editor and a type checker see for both.
"""

from fractions import Fraction
from typing import Protocol

from dibao.law.entities import Household, Member, Obligor, Prior
from dibao.law.groups import Amount, Facts, Group
from dibao.symbols.amounts import Area, Money, Months

__all__ = [
    "Amount", "Category", "Facts", "Group", "Household", "Item", "Member", "Obligor", "Prior", "Standards"
]  # fmt: skip


class Item(Protocol):
    """One income of one member."""

    kind: str
    category: str
    amount: Money


class Category(Protocol):
    """What one member's incomes of one category count for together."""

    name: str
    amount: Money


class Standards(Protocol):
    """The figures in force for the place and the day."""

    def money(self, name: str) -> Money:
        """Give an amount."""

    def share(self, name: str) -> Fraction:
        """Give a share."""

    def months(self, name: str) -> Months:
        """Give a number of months."""

    def area(self, name: str) -> Area:
        """Give an area."""

    def count(self, name: str) -> int:
        """Give a count or an age."""

    def flag(self, name: str) -> bool:
        """Give a yes or no."""

    def band(self, name: str, by: Money | Area | Months | int, people: int | None = None) -> Money:
        """Give the amount a month of the last row whose `from` a value reaches.

        With `people` the rows are a head: each `from` is multiplied by the count.
        """
