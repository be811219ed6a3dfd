"""Settle which columns of the answer are wanted, so that nothing else is worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from dibao.errors import DibaoError

ROW = ("id", "jurisdiction")
OUTCOME = ("status", "dibao_monthly", "total_monthly")
GROUNDS = ("reasons", "grade", "missing")
Columns = tuple[str, ...]


def award_column(programme: str) -> str:
    """Give the name of the column of a programme."""
    return f"award_{programme}"


def is_amount(name: str) -> bool:
    """Tell whether a column has amounts a month, or what a programme gives."""
    return name in OUTCOME[1:] or name.startswith(award_column(""))


def columns_of(programmes: Iterable[str], quantities: Iterable[str]) -> Columns:
    """Name all columns of the answer in their order."""
    return (*ROW, *OUTCOME, *map(award_column, programmes), *GROUNDS, *quantities)


def names_given(option: str, given: Any) -> Columns:
    """Give the names that an option lists.

    Raises:
        DibaoError: it is one text alone, or no list of texts.
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        meant = f"; did you mean [{given!r}]?" if isinstance(given, str) else ""
        raise DibaoError(f"{option} is {given!r}; expected a list of names{meant}")
    names = tuple(given)
    others = [each for each in names if not isinstance(each, str)]
    if others:
        raise DibaoError(f"{option} has {', '.join(map(repr, others))}; expected names")
    return names


def check_quantities(quantities: Sequence[str]) -> None:
    """Refuse quantities that are asked for twice.

    Raises:
        DibaoError: all of them at once.
    """
    problems = _twice(quantities)
    if problems:
        raise DibaoError(f"quantities: {'; '.join(problems)}.")


def check_columns(wanted: Sequence[str], programmes: Iterable[str], quantities: Iterable[str]) -> None:
    """Refuse names that no column has, and names that stand twice.

    Raises:
        DibaoError: all of them at once, with what was expected.
    """
    known = columns_of(programmes, quantities)
    problems = [_unknown(each, known) for each in wanted if each not in known]
    problems += _twice(wanted)
    if not wanted:
        problems.append("no column is named; leave it out to get all")
    if problems:
        raise DibaoError(f"columns: {'; '.join(problems)}.")


def _twice(names: Sequence[str]) -> list[str]:
    return [f"{each!r} stands twice" for each in dict.fromkeys(names) if names.count(each) > 1]


def _unknown(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, 1)
    meant = f"did you mean {near[0]!r}?" if near else f"expected some of {', '.join(known)}"
    return f"{name!r} is no column of the answer; {meant}"


def is_wanted(name: str, wanted: Collection[str] | None) -> bool:
    """Tell whether a column is to be filled; None wants all."""
    return wanted is None or name in wanted
