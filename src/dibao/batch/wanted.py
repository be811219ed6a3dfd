"""Settle which columns of the answer are wanted, so that nothing else is worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

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


def check_columns(wanted: Sequence[str], programmes: Iterable[str], quantities: Iterable[str]) -> None:
    """Refuse names that no column has, and names that stand twice.

    Raises:
        DibaoError: all of them at once, with what was expected.
    """
    known = columns_of(programmes, quantities)
    problems = [_unknown(each, known) for each in wanted if each not in known]
    problems += [f"{each!r} stands twice" for each in dict.fromkeys(wanted) if wanted.count(each) > 1]
    if not wanted:
        problems.append("no column is named; leave it out to get all")
    if problems:
        raise DibaoError(f"columns: {'; '.join(problems)}.")


def _unknown(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, 1)
    meant = f"did you mean {near[0]!r}?" if near else f"expected some of {', '.join(known)}"
    return f"{name!r} is no column of the answer; {meant}"


def is_wanted(name: str, wanted: Collection[str] | None) -> bool:
    """Tell whether a column is to be filled; None wants all."""
    return wanted is None or name in wanted
