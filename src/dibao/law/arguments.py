"""Settle what a rule may do with the arguments that it names.

Rules run on symbols while a policy is composed and on plain values in a unit
test; these are the shapes that both have.
"""

from collections.abc import Callable
from typing import Any, Protocol

from dibao.symbols.amounts import Money, Months


class Facts(Protocol):
    """Somebody whose facts and settled quantities are attributes."""

    def __getattr__(self, name: str) -> Any:
        """Give a fact or a quantity by its name: `income.wage`, `counts`."""


class Member(Facts, Protocol):
    """A person named in the application."""


class Obligor(Facts, Protocol):
    """A relative outside the household who owes support."""


class Group(Facts, Protocol):
    """Several persons, over whom a rule adds up or asks."""

    def total(self, each: Callable[[Any], Any]) -> Any:
        """Add up what a rule says of each person."""

    def count(self, each: Callable[[Any], Any]) -> Any:
        """Count the persons of whom a rule says yes."""

    def any(self, each: Callable[[Any], Any]) -> Any:
        """Tell whether a rule says yes of anybody."""

    def all(self, each: Callable[[Any], Any]) -> Any:
        """Tell whether a rule says yes of everybody."""


class Household(Group, Protocol):
    """The household; as a group, the members who count in it."""

    @property
    def everyone(self) -> Group:
        """Give all persons named in the application."""

    @property
    def obligors(self) -> Group:
        """Give the relatives outside the household who owe support."""


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

    def money(self, name: str) -> Any:
        """Give an amount."""

    def share(self, name: str) -> Any:
        """Give a share."""

    def months(self, name: str) -> Months:
        """Give a number of months."""

    def area(self, name: str) -> Any:
        """Give an area."""

    def count(self, name: str) -> Any:
        """Give a count."""

    def flag(self, name: str) -> Any:
        """Give a yes or no."""
