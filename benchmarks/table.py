"""Print what was measured, as one table of plain text or as JSON."""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from attrs import frozen
from benchmarks.timing import Timing

PACKAGES = (
    "dibao", "attrs", "cattrs", "pluggy", "numpy", "pyarrow", "llvmlite", "OpenFisca-Core", "polars", "duckdb",
)  # fmt: skip
HEADER = ("what", "p5", "p50", "p95", "unit", "target", "ratio", "note")


@frozen
class Row:
    """One measured action; without a timing the note says why."""

    what: str
    timing: Timing | None = None
    unit: str = "µs"
    target: float | None = None
    compared_with: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Give the middle call by the target, or by the row that a peer is compared with."""
        base = self.target or self.compared_with
        return self.timing.p50 / base if self.timing is not None and base else None

    def as_json(self) -> dict[str, Any]:
        """Give the row as JSON data."""
        timing = self.timing._asdict() if self.timing else None
        told = {"what": self.what, "timing": timing, "unit": self.unit, "target": self.target}
        return {**told, "ratio": self.ratio, "compared_with": self.compared_with, "note": self.note}


def machine() -> Mapping[str, str]:
    """Say on what the numbers were measured."""
    return {
        "processor": f"{_processor()}, {os.cpu_count()} processors",
        "load": _load(),
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


def _load() -> str:
    """Say how many processes wanted a processor in the last minute; many make times long."""
    return f"{os.getloadavg()[0]:.1f} in the last minute" if hasattr(os, "getloadavg") else "unknown"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def as_json(rows: Iterable[Row], agreement: Mapping[str, str]) -> dict[str, Any]:
    """Give machine, agreement and rows as JSON data."""
    return {"machine": dict(machine()), "agreement": dict(agreement), "rows": [row.as_json() for row in rows]}


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
    numbers = tuple(_number(each) for each in row.timing or (None, None, None))
    return (row.what, *numbers, row.unit if row.timing else "", _number(row.target), ratio, row.note)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    numeric = {1, 2, 3, 5}
    pairs = zip(line, widths, strict=True)
    return [text.rjust(width) if place in numeric else text.ljust(width) for place, (text, width) in enumerate(pairs)]
