"""Draw a chart as SVG; this needs matplotlib, which `dibao[docs]` brings."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import east_asian_width

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from dibao.law.documents import Grade
from dibao.law.jurisdictions import Jurisdiction
from dibao.pages.charts import ONE_DAY, Chart, Line, Panel, Step

WIDTH, PANEL_HEIGHT, EDGE = 9.0, 2.5, 0.55
"""Inches: of a chart, of each panel, and above and below all of them."""
SETTINGS = {
    "font.family": ["DejaVu Sans"],  # it comes with matplotlib, so that every machine sets the same
    "font.size": 8,
    "svg.fonttype": "none",  # text stays text: a reader's own fonts show the Chinese
    "svg.hashsalt": "dibao",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
STROKES: Mapping[Grade, Any] = {"secondary": (0, (5, 2)), "assumed": (0, (1.2, 1.2))}
_GREY = "#606060"
_EM, _LEGEND_LINE = 0.115, 0.45
MOST_WRITTEN = 2
"""Up to so many lines in a panel, each value is written on its line."""


def svg(chart: Chart) -> str:
    """Draw a chart; the same chart gives the same text on every machine."""
    with matplotlib.rc_context(SETTINGS), warnings.catch_warnings():
        # Widths are guessed for letters that the font lacks; the text itself is kept.
        warnings.filterwarnings("ignore", message="Glyph")
        figure = _figure(chart)
        written = io.StringIO()
        FigureCanvasSVG(figure).print_svg(written, metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


def _figure(chart: Chart) -> Figure:
    colours = matplotlib.colormaps["tab10" if len(chart.places) <= 10 else "tab20"].colors
    chosen = {place.code: colours[number % len(colours)] for number, place in enumerate(chart.places)}
    legend = list(_legend(chart, chosen))
    side = max(_width(each.get_label()) for each in legend) + _LEGEND_LINE
    height = max(PANEL_HEIGHT * len(chart.panels), 0.17 * len(legend)) + 2 * EDGE
    figure = Figure(figsize=(WIDTH, height), facecolor="white")
    axes = figure.subplots(len(chart.panels), squeeze=False, sharex=True)[:, 0]
    figure.subplots_adjust(left=0.08, right=1 - side / WIDTH, top=1 - EDGE / height, bottom=EDGE / height, hspace=0.32)
    for each, panel in zip(axes, chart.panels, strict=True):
        _draw_panel(each, panel, chart, chosen)
    figure.legend(
        handles=legend,
        loc="upper left",
        bbox_to_anchor=(1 - side / WIDTH + 0.005, 1 - EDGE / height),
        frameon=False,
        borderaxespad=0,
        handlelength=2.2,
    )
    return figure


def _draw_panel(axes: Any, panel: Panel, chart: Chart, colours: Mapping[str, Any]) -> None:
    declared = panel.declaration
    axes.set_title(f"{declared.title} {declared.english}", loc="left", fontsize=9)
    axes.set_ylabel(panel.unit, color=_GREY)
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlim(*chart.days)
    axes.tick_params(labelbottom=True, colors=_GREY)
    locator = AutoDateLocator(minticks=4, maxticks=12)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
    for line in panel.lines:
        _draw_line(axes, line, chart, colours[line.place.code])
        if len(panel.lines) <= MOST_WRITTEN:
            _write_values(axes, line)
    axes.margins(y=0.22)


def _draw_line(axes: Any, line: Line, chart: Chart, colour: Any) -> None:
    before: Step | None = None
    for step in line.steps:
        end = chart.days[1] if step.until is None else step.until + ONE_DAY
        stroke = STROKES.get(step.grade, "solid")
        axes.plot([step.since, end], [step.height] * 2, color=colour, linestyle=stroke, linewidth=1.8)
        if before is not None and step.follows(before):
            axes.plot([step.since] * 2, [before.height, step.height], color=colour, linewidth=0.7)
        hollow = step.start_grade in STROKES
        start = {"marker": "o", "markersize": 4, "markerfacecolor": "white"} if hollow else {"marker": "|"}
        axes.plot([step.since], [step.height], color=colour, linestyle="none", **start)
        last = ">" if step.until is None else "|"
        axes.plot([end], [step.height], color=colour, linestyle="none", marker=last, markersize=4)
        before = step


def _write_values(axes: Any, line: Line) -> None:
    before: Step | None = None
    for step in line.steps:
        if before is not None and step.follows(before) and step.height == before.height:
            continue
        before = step
        axes.annotate(
            f"{step.height:,.2f}".removesuffix(".00"),
            (step.since, step.height),
            xytext=(3, 3),
            textcoords="offset points",
            fontsize=7,
            color=_GREY,
        )


def _legend(chart: Chart, colours: Mapping[str, Any]) -> Iterator[Line2D]:
    for place in chart.places:
        yield Line2D([], [], color=colours[place.code], linewidth=1.8, label=_label(place))
    for grade, stroke in STROKES.items():
        yield Line2D([], [], color=_GREY, linestyle=stroke, label=grade)
    yield Line2D([], [], color=_GREY, marker="o", markerfacecolor="white", linestyle="none", label="first day assumed")
    yield Line2D([], [], color=_GREY, marker=">", linestyle="none", label="no end stated")


def _label(place: Jurisdiction) -> str:
    return f"{place.code} {place.title} {place.english}"


def _width(text: str) -> float:
    """Guess the width of a text in inches, Chinese letters twice as wide as others."""
    return sum(_EM if east_asian_width(letter) in "WF" else _EM * 0.58 for letter in text)
