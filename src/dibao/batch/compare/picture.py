"""Draw who gains, who loses and what it costs; this needs matplotlib, which `dibao[pictures]` brings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from dibao.batch.compare.comparison import BY, Comparison, Counts

MOST_PLACES = 12
"""Of more places than so many, those where most households gain or lose are drawn."""
SETTINGS = {
    "font.family": ["DejaVu Sans"],  # it comes with matplotlib, so that every machine sets the same
    "font.size": 8,
    "svg.fonttype": "none",
    "svg.hashsalt": "dibao",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
COLOURS = {"winners": "#2a7f62", "losers": "#c0392b"}
_GREY = "#606060"
Bars = Sequence[tuple[str, Counts]]


def draw(found: Comparison, path: Path) -> None:
    """Draw a comparison into a file; its ending says how, such as .svg or .png.

    Raises:
        ValueError: matplotlib knows no such ending.
    """
    with matplotlib.rc_context(SETTINGS):
        _figure(found).savefig(path, dpi=150, metadata={"Date": None} if path.suffix == ".svg" else None)


def _figure(found: Comparison) -> Figure:
    bars = _bars(found)
    figure = Figure(figsize=(9, 1.2 + 0.26 * len(bars)), facecolor="white", layout="constrained")
    shares, costs = figure.subplots(1, 2, sharey=True)
    rows = range(len(bars) - 1, -1, -1)
    _draw_shares(shares, bars, rows)
    _draw_costs(costs, bars, rows)
    shares.set_yticks(list(rows), [name for name, _ in bars])
    figure.suptitle(f"Reform beside baseline, {found.on}: {found.total.households:,} households", fontsize=10)
    return figure


def _bars(found: Comparison) -> Bars:
    bars = [("all", found.total)]
    for by in BY:
        groups = list(found.groups[by].items())
        if len(groups) > MOST_PLACES:
            groups.sort(key=lambda each: -(each[1].winners + each[1].losers))
            groups = groups[:MOST_PLACES]
        bars += [(f"{by} {name}", counts) for name, counts in groups]
    return bars


def _draw_shares(axes: Any, bars: Bars, rows: Sequence[int]) -> None:
    for name, sign in (("winners", 1), ("losers", -1)):
        widths = [sign * 100 * getattr(counts, name) / max(counts.decided, 1) for _, counts in bars]
        axes.barh(rows, widths, color=COLOURS[name], height=0.7, label=name)
    axes.axvline(0, color=_GREY, linewidth=0.7)
    axes.set_xlabel("share of the group's decided households, %", color=_GREY)
    axes.legend(frameon=False, loc="lower right")


def _draw_costs(axes: Any, bars: Bars, rows: Sequence[int]) -> None:
    costs = [counts.cost // 100 for _, counts in bars]
    axes.barh(rows, costs, color="#34618f", height=0.7)
    axes.axvline(0, color=_GREY, linewidth=0.7)
    axes.set_xlabel("cost a month, yuan", color=_GREY)
    axes.ticklabel_format(axis="x", style="plain", useOffset=False)
    axes.tick_params(axis="x", rotation=30)
