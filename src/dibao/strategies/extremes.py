"""Give the smaller or larger of amounts, on symbols and on plain values alike.

Python's own `max(money, 0)` may give the bare 0, which cannot be rounded or
shared; here a nothing keeps its unit.
"""

from typing import Any

from dibao.symbols.subrules import symbolic_max, symbolic_min


def at_least_nothing(amount: Any) -> Any:
    """Give an amount, or no money of its unit where it is below zero."""
    return symbolic_max(amount, nothing_of(amount))


def nothing_of(amount: Any) -> Any:
    """Give no money of an amount's unit."""
    return amount * 0


def larger(*values: Any) -> Any:
    """Give the largest of one value or more."""
    return values[0] if len(values) == 1 else symbolic_max(*values)


def smaller(*values: Any) -> Any:
    """Give the smallest of one value or more."""
    return values[0] if len(values) == 1 else symbolic_min(*values)
