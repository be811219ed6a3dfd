"""Settle what a chart of figures shows: which panels, lines and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from attrs import frozen

from dibao.law.documents import Grade
from dibao.law.figures import FigureDeclaration, FigureRecord
from dibao.law.jurisdictions import Jurisdiction
from dibao.pages.region import Region
from dibao.symbols.amounts import FEN_A_YUAN
from dibao.symbols.units import FLOW, MONTHS_A_YEAR, STOCK, Unit

ONE_DAY = timedelta(1)
BEFORE, AFTER = timedelta(120), timedelta(240)
"""How much of the time before the first day and after the last one a chart shows."""
_SCALES = {FLOW.name: FEN_A_YUAN * MONTHS_A_YEAR, STOCK.name: FEN_A_YUAN, "area": 100}
_UNITS = {FLOW.name: "yuan a month", STOCK.name: "yuan", "area": "square metres"}


@frozen
class Step:
    """Days on which one value holds; `until` is None for an open end."""

    since: date
    until: date | None
    height: float
    grade: Grade
    start_grade: Grade | None = None

    def follows(self, before: Step) -> bool:
        """Tell whether no day lies between this step and the one before."""
        return before.until is not None and before.until + ONE_DAY == self.since


@frozen
class Line:
    """The values of one place, in order; between two steps there may be a gap."""

    place: Jurisdiction
    steps: tuple[Step, ...]


@frozen
class Panel:
    """One figure with a line for each place."""

    declaration: FigureDeclaration
    unit: str
    lines: tuple[Line, ...]


@frozen
class Chart:
    """The panels of figures whose names begin alike, on one axis of days."""

    name: str
    panels: tuple[Panel, ...]

    @property
    def places(self) -> tuple[Jurisdiction, ...]:
        """Give all places that have a line, by code."""
        found = {line.place.code: line.place for panel in self.panels for line in panel.lines}
        return tuple(found[code] for code in sorted(found))

    @property
    def days(self) -> tuple[date, date]:
        """Give the first and the last day that the chart shows; never today's."""
        steps = [step for panel in self.panels for line in panel.lines for step in line.steps]
        return min(step.since for step in steps) - BEFORE, max(step.until or step.since for step in steps) + AFTER


def group_of(name: str) -> str:
    """Give the beginning that figures of one group share."""
    return ".".join(name.split(".")[:2])


def groups(declarations: Iterable[FigureDeclaration]) -> Iterator[tuple[str, list[FigureDeclaration]]]:
    """Give the figures in groups, in the order of the groups' names."""
    ordered = sorted(declarations, key=lambda each: group_of(each.name))
    for name, several in groupby(ordered, key=lambda each: group_of(each.name)):
        yield name, list(several)


def chart_of(region: Region, group: str, declarations: Sequence[FigureDeclaration]) -> Chart | None:
    """Give the chart of a group, None when there are not two numbers to draw."""
    panels = tuple(each for each in (_panel(region, declared) for declared in declarations) if each is not None)
    steps = sum(len(line.steps) for panel in panels for line in panel.lines)
    return Chart(f"{region.name}-{group}", panels) if steps > 1 else None


def _panel(region: Region, declared: FigureDeclaration) -> Panel | None:
    if not declared.unit.is_number:
        return None
    records = [each for each in region.values(declared.name) if height(each) is not None]
    lines = (
        Line(region.jurisdiction(code), tuple(_step(each) for each in several))
        for code, several in groupby(records, key=lambda each: each.code)
    )
    return Panel(declared, _unit(declared.unit), tuple(lines)) if records else None


def _step(record: FigureRecord) -> Step:
    return Step(record.since, record.until, height(record) or 0.0, record.grade, record.since_grade)


def height(record: FigureRecord) -> float | None:
    """Give how high a value is drawn, in the unit of its panel; None for what is no number."""
    value: object = record.value
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return None
    return float(value) / _SCALES.get(record.unit.name, 1)


def _unit(unit: Unit) -> str:
    return _UNITS.get(unit.name, unit.name)
