"""Add up what a run decided: statuses, amounts, reasons, grades, and what was rejected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field

from dibao.batch.files.layout import Layout, one
from dibao.batch.files.rejects import Reject

FORM = "batch-summary-1"
UNDETERMINED = "undetermined"
MOST_FACTS = 20
_NUMBERS = re.compile(r"\[[0-9]+\]")


@define
class Summary:
    """Counts over all parts so far, exact."""

    layout: Layout
    read: int = 0
    statuses: Counter[str] = field(factory=Counter)
    grades: Counter[str] = field(factory=Counter)
    reasons: Counter[str] = field(factory=Counter)
    places: dict[str, Counter[str]] = field(factory=dict)
    missing: Counter[str] = field(factory=Counter)
    recipients: Counter[str] = field(factory=Counter)
    open: Counter[str] = field(factory=Counter)
    amounts: dict[str, int] = field(factory=dict)
    rejects: Counter[str] = field(factory=Counter)

    @property
    def decided(self) -> int:
        """Give how many households have a row in the result."""
        return sum(self.statuses.values())

    @property
    def undetermined(self) -> int:
        """Give how many of them lack a fact or a figure."""
        return self.statuses[UNDETERMINED]

    def add(self, decisions: pa.Table, rejects: Iterable[Reject]) -> Summary:
        """Count one part; gives itself."""
        self.rejects.update(each.file for each in rejects)
        if not decisions.num_rows:
            return self
        self._count_words(decisions)
        self._add_amounts(decisions)
        bits = one(decisions.column("reasons")).to_numpy(zero_copy_only=False)
        for each in self.layout.legend:
            self.reasons[each["test"]] += int(np.count_nonzero(bits >> bits.dtype.type(each["bit"]) & 1))
        missing = pc.value_counts(pc.list_flatten(one(decisions.column("missing"))))
        for each in missing.to_pylist():
            self.missing[_without_numbers(each["values"])] += each["counts"]
        return self

    def merge(self, part: Summary) -> None:
        """Take over what was counted of one part."""
        for name in ("statuses", "grades", "reasons", "missing", "recipients", "open", "rejects"):
            getattr(self, name).update(getattr(part, name))
        for place, found in part.places.items():
            self.places.setdefault(place, Counter()).update(found)
        for name, amount in part.amounts.items():
            self.amounts[name] = self.amounts.get(name, 0) + amount

    def _count_words(self, decisions: pa.Table) -> None:
        status, place = (one(decisions.column(name)) for name in ("status", "jurisdiction"))
        statuses, places = self.layout.words["status"], self.layout.words["jurisdiction"]
        codes = status.indices.to_numpy(zero_copy_only=False).astype(np.int64)
        both = place.indices.to_numpy(zero_copy_only=False).astype(np.int64) * len(statuses) + codes
        for code, count in enumerate(np.bincount(both)):
            if count:
                where, what = divmod(code, len(statuses))
                self.statuses[statuses[what]] += int(count)
                self.places.setdefault(places[where], Counter())[statuses[what]] += int(count)
        grades = one(decisions.column("grade"))
        for code, count in enumerate(np.bincount(grades.indices.to_numpy(zero_copy_only=False))):
            if count:
                self.grades[self.layout.words["grade"][code]] += int(count)

    def _add_amounts(self, decisions: pa.Table) -> None:
        names = ["dibao_monthly", "total_monthly", *(f"award_{each[0]}" for each in self.layout.programmes)]
        for name in names:
            column = one(decisions.column(name))
            held = _hundredths(column) if pa.types.is_decimal(column.type) else _counts(column)
            self.open[name] += column.null_count
            self.recipients[name] += int(np.count_nonzero(held > 0))
            self.amounts[name] = self.amounts.get(name, 0) + int(held.sum())

    def to_json(self) -> dict[str, Any]:
        """Give the summary as data; amounts are texts, as everywhere."""
        titles = {f"award_{name}": (kind, title, english) for name, kind, title, english in self.layout.programmes}
        kinds = {"dibao_monthly": "monthly", "total_monthly": "monthly"} | {n: t[0] for n, t in titles.items()}
        return {
            "form": FORM,
            "households": {
                "read": self.read,
                "decided": self.decided,
                "undetermined": self.undetermined,
                "rejected": self.read - self.decided,
            },
            "statuses": {each: self.statuses[each] for each in self.layout.words["status"]},
            "amounts": {
                name: {
                    "kind": kinds[name],
                    "households": self.recipients[name],
                    "sum": _text(self.amounts[name], kinds[name]),
                    "open": self.open[name],
                }
                for name in self.amounts
            },
            "reasons": {each["test"]: self.reasons[each["test"]] for each in self.layout.legend},
            "grades": {each: self.grades[each] for each in self.layout.words["grade"]},
            "missing": dict(sorted(self.missing.items(), key=lambda item: (-item[1], item[0]))[:MOST_FACTS]),
            "jurisdictions": {
                code: {each: found[each] for each in self.layout.words["status"] if found[each]}
                for code, found in sorted(self.places.items())
            },
            "rejects": dict(sorted(self.rejects.items())),
        }


def _hundredths(column: pa.Array) -> np.ndarray:
    """Give amounts as whole fen, open ones as 0; the kernel's amounts take one word each."""
    words = np.frombuffer(column.buffers()[1], dtype=np.int64)[2 * column.offset : 2 * (column.offset + len(column))]
    return np.where(column.is_null().to_numpy(zero_copy_only=False), 0, words[::2])


def _counts(column: pa.Array) -> np.ndarray:
    counts: np.ndarray = column.fill_null(0).to_numpy(zero_copy_only=False)
    return counts.astype(np.int64)


def _text(amount: int, kind: str) -> str:
    return str(amount) if kind == "service" else f"{amount // 100}.{amount % 100:02d}"


def _without_numbers(path: str) -> str:
    """Give the path of a fact for anybody, not for the third member."""
    return _NUMBERS.sub("[]", path)
