"""Hold what two laws mean for the same households: counts and exact sums, by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import asdict, evolve, fields, frozen

from dibao.symbols.units import MONTHS_A_YEAR

BY = ("area", "jurisdiction", "size")


def yuan(fen: int) -> Decimal:
    """Give whole fen as yuan with two places."""
    return Decimal(fen).scaleb(-2)


@frozen
class Counts:
    """Households of one group, and what they are paid a month, in fen.

    Who is open under either law is in `open` alone and in no sum. `covered` are
    households that are paid anything a month.
    """

    households: int = 0
    open: int = 0
    winners: int = 0
    losers: int = 0
    unchanged: int = 0
    newly_covered: int = 0
    dropped: int = 0
    covered_before: int = 0
    covered_after: int = 0
    gained: int = 0
    lost: int = 0
    paid_before: int = 0
    paid_after: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add two groups that share no household."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in COUNTED))

    @property
    def cost(self) -> int:
        """Give what the reform costs a month, in fen; negative where it saves."""
        return self.paid_after - self.paid_before

    @property
    def decided(self) -> int:
        """Give how many households are decided under both laws."""
        return self.households - self.open

    def share(self, count: int) -> Decimal | None:
        """Give a count's share of the decided households in per cent, two places; None without any."""
        return None if not self.decided else (Decimal(100 * count) / self.decided).quantize(Decimal("0.01"))

    def to_json(self) -> dict[str, Any]:
        """Give counts as numbers and amounts as texts of yuan."""
        data: dict[str, Any] = {name: getattr(self, name) for name in COUNTED if name not in _IN_FEN}
        data |= {f"{name}_monthly": str(yuan(getattr(self, name))) for name in _IN_FEN}
        data["cost_monthly"] = str(yuan(self.cost))
        data["cost_yearly"] = str(yuan(MONTHS_A_YEAR * self.cost))
        for name in ("covered_before", "covered_after"):
            share = self.share(getattr(self, name))
            data[f"{name}_per_cent"] = None if share is None else str(share)
        return data


COUNTED = tuple(each.name for each in fields(Counts))
_IN_FEN = ("gained", "lost", "paid_before", "paid_after")


@frozen
class Programme:
    """What one programme pays under both laws: households and fen, a month or once.

    Who is open in it under either law is left out.
    """

    title: str
    english: str
    kind: str
    before: int = 0
    after: int = 0
    newly: int = 0
    dropped: int = 0
    paid_before: int = 0
    paid_after: int = 0

    def __add__(self, other: Programme) -> Programme:
        """Add what the same programme pays to other households."""
        sums = {name: getattr(self, name) + getattr(other, name) for name in _SUMS}
        return evolve(self, **sums)

    def to_json(self) -> dict[str, Any]:
        """Give counts as numbers and amounts as texts of yuan."""
        data = asdict(self)
        return data | {name: str(yuan(data[name])) for name in ("paid_before", "paid_after")}


_SUMS = ("before", "after", "newly", "dropped", "paid_before", "paid_after")


@frozen
class Comparison:
    """What a reform means for households, beside a baseline that it leaves as it is.

    Attributes:
        on: the day on which both decide.
        same_law: whether rules and figures are the same at every place of the households.
        total: all households.
        groups: by area, jurisdiction and size; sizes are numbers as texts.
        statuses: how many households go from one status to another.
        programmes: what each programme pays, by name.
        rejected: rows of files that could not be decided under one of the two.
    """

    on: date
    same_law: bool
    total: Counts = Counts()
    groups: Mapping[str, Mapping[str, Counts]] = {by: {} for by in BY}
    statuses: Mapping[tuple[str, str], int] = {}
    programmes: Mapping[str, Programme] = {}
    rejected: int = 0

    def __add__(self, other: Comparison) -> Comparison:
        """Add the comparison of other households under the same two laws."""
        return Comparison(
            self.on,
            self.same_law and other.same_law,
            self.total + other.total,
            {by: _added(self.groups[by], other.groups[by]) for by in BY},
            _added(self.statuses, other.statuses),
            _added(self.programmes, other.programmes),
            self.rejected + other.rejected,
        )

    @property
    def changes_nothing(self) -> bool:
        """Tell whether every household has the same status and is paid the same."""
        moved = any(count for (before, after), count in self.statuses.items() if before != after)
        paid = any(
            each.newly or each.dropped or each.paid_before != each.paid_after for each in self.programmes.values()
        )
        return not (moved or paid or self.total.winners or self.total.losers)

    def to_json(self) -> dict[str, Any]:
        """Give everything as JSON data; amounts are texts of yuan."""
        moved = [
            {"before": before, "after": after, "households": count}
            for (before, after), count in sorted(self.statuses.items())
        ]
        return {
            "on": self.on.isoformat(),
            "same_law": self.same_law,
            "changes_nothing": self.changes_nothing,
            "total": self.total.to_json(),
            **{f"by_{by}": {name: each.to_json() for name, each in self.groups[by].items()} for by in BY},
            "statuses": moved,
            "programmes": {name: each.to_json() for name, each in self.programmes.items()},
            "rejected": self.rejected,
        }

    def text(self, lang: str = "zh") -> str:
        """Give everything in words and plain tables."""
        from dibao.batch.compare.in_words import plain_text

        return plain_text(self, lang)


def _added(left: Mapping[Any, Any], right: Mapping[Any, Any]) -> dict[Any, Any]:
    keys: Iterable[Any] = dict.fromkeys([*left, *right])
    return {
        key: left[key] + right[key] if key in left and key in right else left.get(key, right.get(key)) for key in keys
    }
