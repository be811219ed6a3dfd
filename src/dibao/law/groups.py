"""Settle how a rule reads facts by name, and how it totals and asks people."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Generic, Literal, TypeAlias, TypeVar, overload

from dibao.symbols.amounts import Money

Amount: TypeAlias = Money | Literal[0]
"""What a rule may answer where money is asked for: an amount, or a plain 0."""

Person = TypeVar("Person")


class Named:
    """A group of facts, of which a plug-in may have declared some."""

    def __getitem__(self, name: str) -> Any:
        """Give a fact or a finding that a plug-in declared: `findings["shili.stays"]`."""
        raise NotImplementedError


class Facts:
    """Somebody whose facts and settled quantities are attributes."""

    facts: Named
    """What plug-ins declared, by its full name: `facts["shili.registered_poor"]`."""


class Group(Generic[Person]):
    """Several persons, over whom a rule adds up or asks."""

    @overload
    def total(self, each: Callable[[Person], Amount]) -> Money: ...  # type: ignore[overload-overlap]  # 0 fits both

    @overload
    def total(self, each: Callable[[Person], int]) -> int: ...

    @overload
    def total(self, each: Callable[[Person], Fraction]) -> Fraction: ...

    def total(self, each: Callable[[Person], Any]) -> Any:
        """Add up what a rule says of each person."""
        raise NotImplementedError

    def count(self, each: Callable[[Person], bool]) -> int:
        """Count the persons of whom a rule says yes."""
        raise NotImplementedError

    def any(self, each: Callable[[Person], bool]) -> bool:
        """Tell whether a rule says yes of anybody."""
        raise NotImplementedError

    def all(self, each: Callable[[Person], bool]) -> bool:
        """Tell whether a rule says yes of everybody."""
        raise NotImplementedError
