"""Count who came onto a benefit and who went off it, month by month, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from attrs import define, field, frozen

from dibao.timeline.events import EVENTS, Change
from dibao.timeline.months import month_text, read_month
from dibao.timeline.rows import Lang, Row, Timeline
from dibao.timeline.words import REASONS

FORM = "counts-1"
"""The version of the form; a new one when a key goes or changes its meaning."""
Move = Literal["admitted", "ended"]
CHANGES = frozenset(kind for kind, each in EVENTS.items() if issubclass(each, Change)) | {
    "standard_changed", "law_changed", "came_of_age",
}  # fmt: skip
"""What can bring a benefit to its end."""
SETTLED = ("admitted", "amount_changed", "amount_unchanged", "grace_ended")
EXITS = ("exit_with_grace", "ended", "nobody_left")
OF_THE_LAW = ("standard_changed", "law_changed")
"""What is decided anew on the facts of the last decision: what has happened since still waits."""
Why = tuple[Move, tuple[str, ...]]
DRAWING = ("awarded", "single_person", "grace")
COUNTED = ("month", "admitted", "ended", "households", "people")


@frozen
class MonthCount:
    """One month of a set of cases: who was taken up, who ended, and who draws.

    `households` and `people` draw dibao in the month, single persons and months of
    grace included; people are those who count in the family at the month's end. `why` counts
    the moves by all that led to them, so that each move counts once.
    """

    month: str
    admitted: int
    ended: int
    households: int
    people: int
    why: Mapping[Why, int]

    def to_json(self) -> dict[str, Any]:
        """Give the month as JSON data."""
        return {
            **{name: getattr(self, name) for name in COUNTED},
            "why": [
                {"move": move, "reasons": [*reasons], "households": count}
                for (move, reasons), count in sorted(self.why.items())
            ],
        }

    def why_text(self, lang: Lang = "zh") -> str:
        """Say the reasons with their numbers."""
        en = lang == "en"
        said = []
        for (move, reasons), count in sorted(self.why.items()):
            because = ("、", " and ")[en].join(REASONS[each][en] for each in reasons) or ("未说明", "not stated")[en]
            said.append(f"{_MOVES[move][en]}{': ' if en else '：'}{because} {count}")
        return ("; " if en else "；").join(said)


_MOVES: Mapping[Move, tuple[str, str]] = {"admitted": ("新增", "admitted"), "ended": ("退出", "ended")}


def counts(timelines: Iterable[Timeline], start: date | str | None = None) -> tuple[MonthCount, ...]:
    """Count the moves of some cases by the month in which payment starts or no longer comes.

    The first month of a timeline counts no move: nobody knows the month before.

    Args:
        timelines: the months of each case, best from its first one on.
        start: the first month that is given; the first of all cases when None.

    Raises:
        InputError: the start is no month.
    """
    since = "" if start is None else month_text(read_month("start", start))
    admitted, ended, households, people = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    why: dict[str, Counter[Why]] = {}
    for timeline in timelines:
        before: Row | None = None
        trail = _Trail()
        for row in timeline.rows:
            trail.follow(row)
            why.setdefault(row.month, Counter())
            if draws(row):
                households[row.month] += 1
                people[row.month] += _people(row)
            if before is not None and draws(row) != draws(before):
                move: Move = "admitted" if draws(row) else "ended"
                (admitted if draws(row) else ended)[row.month] += 1
                why[row.month][move, trail.admitted if draws(row) else trail.exit] += 1
            before = row
    return tuple(
        MonthCount(month, admitted[month], ended[month], households[month], people[month], dict(why[month]))
        for month in sorted(why)
        if month >= since
    )


def draws(row: Row) -> bool:
    """Tell whether dibao is drawn in a month, by the family or by one person of it."""
    return row.state in DRAWING


def _people(row: Row) -> int:
    if row.state == "single_person":
        return len({each.to for each in row.awards if each.programme == "single_person"})
    if row.household is None:
        return 0
    counted = row.policy.reduction(row.household).value(row.policy.quantity_node("household.size")[0])
    # Where it is not settled who counts, the family is counted.
    return counted if isinstance(counted, int) else len(row.household.members)


@define
class _Trail:
    """What has happened to a case since the last decision, and what led to its exit."""

    happened: list[str] = field(factory=list)
    by_law: bool = False
    procedure: str = ""
    admitted: tuple[str, ...] = ()
    exit: tuple[str, ...] = ()

    def follow(self, row: Row) -> None:
        """Read the reasons of a month, in their order.

        A family whose months of grace are over left for what led to the grace.
        """
        is_over = False
        for each in row.reasons:
            is_over = is_over or each.code == "grace_over"
            if each.code in CHANGES:
                self.happened.append(each.code)
                self.by_law = each.code in OF_THE_LAW
            elif each.code in ("decision", "review"):
                self.procedure, self.by_law = each.code, False
            elif each.code in SETTLED:
                self.admitted = (each.code,) if each.code == "admitted" else self.admitted
                self._close()
            elif each.code in EXITS and not (is_over and self.exit):
                self.exit = self._causes() or (each.code,)
                self._close(ends=True)

    def _causes(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.happened))) or ((self.procedure,) if self.procedure else ())

    def _close(self, *, ends: bool = False) -> None:
        waiting = [each for each in self.happened if each not in OF_THE_LAW] if self.by_law and not ends else []
        self.happened, self.by_law, self.procedure = waiting, False, ""
        self.exit = self.exit if ends else ()


def counts_data(found: Sequence[MonthCount]) -> dict[str, Any]:
    """Give the counts as JSON data."""
    return {"form": FORM, "months": [each.to_json() for each in found]}
