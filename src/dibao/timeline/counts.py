"""Count who came onto a benefit and who went off it, month by month, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from attrs import frozen

from dibao.timeline.rows import Lang, Row, Timeline
from dibao.timeline.words import REASONS

FORM = "counts-1"
"""The version of the form; a new one when a key goes or changes its meaning."""
Move = Literal["admitted", "ended"]
BECAUSE: Sequence[str] = ("grace_over", "died", "nobody_left", "property_found", "job_started", "income", "moved")
"""What explains an end, the first that is stated in the month before or in the month."""
DRAWING = ("awarded", "single_person", "grace")
COUNTED = ("month", "admitted", "ended", "households", "people")


@frozen
class MonthCount:
    """One month of a set of cases: who was taken up, who ended, and who draws.

    `households` and `people` draw dibao in the month, single persons and months of
    grace included; `why` counts the reasons of the moves.
    """

    month: str
    admitted: int
    ended: int
    households: int
    people: int
    why: Mapping[tuple[Move, str], int]

    def to_json(self) -> dict[str, Any]:
        """Give the month as JSON data."""
        return {
            **{name: getattr(self, name) for name in COUNTED},
            "why": [
                {"move": move, "reason": reason, "households": count}
                for (move, reason), count in sorted(self.why.items())
            ],
        }

    def why_text(self, lang: Lang = "zh") -> str:
        """Say the reasons with their numbers."""
        en = lang == "en"
        said = []
        for (move, reason), count in sorted(self.why.items()):
            because = REASONS[reason][en] if reason else ("未说明", "not stated")[en]
            said.append(f"{_MOVES[move][en]}{': ' if en else '：'}{because} {count}")
        return ("; " if en else "；").join(said)


_MOVES: Mapping[Move, tuple[str, str]] = {"admitted": ("新增", "admitted"), "ended": ("退出", "ended")}


def counts(timelines: Iterable[Timeline]) -> tuple[MonthCount, ...]:
    """Count the moves of some cases by the month in which payment starts or no longer comes.

    A case's first month counts no move: nobody knows the month before.
    """
    admitted, ended, households, people = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    why: dict[str, Counter[tuple[Move, str]]] = {}
    for timeline in timelines:
        before: Row | None = None
        for row in timeline.rows:
            why.setdefault(row.month, Counter())
            if draws(row):
                households[row.month] += 1
                people[row.month] += _people(row)
            if before is not None and draws(row) != draws(before):
                move: Move = "admitted" if draws(row) else "ended"
                (admitted if draws(row) else ended)[row.month] += 1
                why[row.month][move, _because(move, before, row)] += 1
            before = row
    return tuple(
        MonthCount(month, admitted[month], ended[month], households[month], people[month], dict(why[month]))
        for month in sorted(why)
    )


def draws(row: Row) -> bool:
    """Tell whether dibao is drawn in a month, by the family or by one person of it."""
    return row.state in DRAWING


def _people(row: Row) -> int:
    if row.state == "single_person":
        return len({each.to for each in row.awards if each.programme == "single_person"})
    return 0 if row.household is None else len(row.household.members)


def _because(move: Move, before: Row, row: Row) -> str:
    """Find the stated reason of a move: it was decided in the month before, or takes effect in this one."""
    codes = {each.code for each in (*before.reasons, *row.reasons)}
    wanted = ("admitted",) if move == "admitted" else (*BECAUSE, "standard_changed", "law_changed", "review", "ended")
    return next((each for each in wanted if each in codes), "")


def counts_data(found: Sequence[MonthCount]) -> dict[str, Any]:
    """Give the counts as JSON data."""
    return {"form": FORM, "months": [each.to_json() for each in found]}
