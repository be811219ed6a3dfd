"""Print what was measured, as one table of plain text or as JSON."""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

PACKAGES = ("dibao", "attrs", "cattrs", "pluggy", "OpenFisca-Core", "numpy")
HEADER = ("what", "median", "p95", "unit", "target", "ratio", "note")


@frozen
class Row:
    """One measured action; without a median the note says why.

    `ratio` is the median by its target, or by the row that a peer is compared with.
    """

    what: str
    median: float | None = None
    p95: float | None = None
    unit: str = "µs"
    target: float | None = None
    compared_with: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Give the median by the target, or by what it is compared with."""
        base = self.target or self.compared_with
        return self.median / base if self.median is not None and base else None


def machine() -> Mapping[str, str]:
    """Say on what the numbers were measured."""
    return {
        "processor": f"{_processor()}, {os.cpu_count()} processors",
        "system": platform.platform(),
        "Python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def as_json(rows: Iterable[Row], agreement: Mapping[str, str]) -> dict[str, Any]:
    """Give machine, agreement and rows as JSON data."""
    measured = [{**asdict(row), "ratio": row.ratio} for row in rows]
    return {"machine": dict(machine()), "agreement": dict(agreement), "rows": measured}


def as_text(rows: Sequence[Row], agreement: Mapping[str, str]) -> str:
    """Give machine, agreement and rows as plain text."""
    cells = [HEADER, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADER))]
    lines = ["  ".join(_padded(line, widths)).rstrip() for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    facts = [f"{name}: {value}" for name, value in {**machine(), **agreement}.items()]
    return "\n".join([*facts, "", *lines])


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} × {'target' if row.target else 'dibao'}"
    numbers = (_number(row.median), _number(row.p95))
    return (row.what, *numbers, row.unit if numbers[0] else "", _number(row.target), ratio, row.note)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    numeric = {1, 2, 4}
    pairs = zip(line, widths, strict=True)
    return [text.rjust(width) if place in numeric else text.ljust(width) for place, (text, width) in enumerate(pairs)]
