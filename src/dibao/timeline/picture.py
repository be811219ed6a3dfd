"""Draw a household's months; this needs matplotlib, which `dibao[timeline]` brings."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from dibao.timeline.months import first_day, last_day, month_number
from dibao.timeline.rows import Lang, Row, Timeline

COLOURS: Mapping[str, str] = {
    "none": "#d9d9d9", "applied": "#bdbdbd", "refused": "#969696", "awarded": "#2b7bba", "single_person": "#6a51a3",
    "other": "#41ab5d", "grace": "#f0a030", "ended": "#c0504d",
}  # fmt: skip
CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC", "SimHei")
EVENTS = "#404040"


def chinese_font() -> str | None:
    """Give a font of this machine that has Chinese letters, if there is one."""
    names = {each.name for each in font_manager.fontManager.ttflist}
    return next((each for each in CHINESE if each in names), None)


def draw(timeline: Timeline, target: Path, lang: Lang = "zh") -> Lang:
    """Draw what is paid by month into a PNG or SVG file, coloured by state, events marked.

    An SVG keeps its text, which the reader's own fonts show. A PNG on a machine without
    a Chinese font is drawn in English.

    Returns:
        The language of the picture.
    """
    is_svg = target.suffix.lower() == ".svg"
    font = chinese_font()
    if lang == "zh" and not is_svg and font is None:
        lang = "en"
    families = [each for each in ("DejaVu Sans", font) if each]
    settings = {
        "font.family": families, "font.size": 9, "svg.fonttype": "none", "svg.hashsalt": "dibao",
        "axes.spines.top": False, "axes.spines.right": False,
    }  # fmt: skip
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        # Widths are guessed for letters that the font lacks; the text itself is kept.
        warnings.filterwarnings("ignore", message="Glyph")
        figure = _figure(timeline, lang)
        if is_svg:
            FigureCanvasSVG(figure).print_svg(str(target), metadata={"Date": None, "Creator": None})
        else:
            FigureCanvasAgg(figure).print_png(str(target), metadata={"Software": None})
    return lang


def _figure(timeline: Timeline, lang: Lang) -> Figure:
    zh = lang == "zh"
    figure = Figure(figsize=(min(16, max(7, 0.32 * len(timeline.rows))), 4), facecolor="white", layout="constrained")
    axes = figure.subplots()
    top = max((float(row.total.per_month) for row in timeline.rows), default=0) or 1
    for row in timeline.rows:
        _draw_month(axes, row, top)
    axes.set_ylim(0, top * 1.25)
    axes.set_ylabel("元/月" if zh else "yuan a month")
    axes.set_title(
        f"{timeline.case_id}：{'每月发放金额' if zh else ''}" if zh else f"{timeline.case_id}: paid by month",
        loc="left",
    )
    locator = AutoDateLocator(minticks=4, maxticks=14)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.6)
    axes.set_axisbelow(True)
    _mark_events(axes, timeline, top, lang)
    states = dict.fromkeys(row.state for row in timeline.rows)
    titles = {row.state: row.title(lang) for row in timeline.rows}
    handles = [Patch(color=COLOURS[each], label=titles[each]) for each in states]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)
    return figure


def _draw_month(axes: object, row: Row, top: float) -> None:
    number = month_number(row.month)
    start, end = date2num(first_day(number)), date2num(last_day(number)) + 1
    paid = float(row.total.per_month)
    # A month without payment shows its state all the same.
    height = max(paid, top * 0.012)
    axes.bar(start, height, width=end - start, align="edge", color=COLOURS[row.state], edgecolor="white", linewidth=0.4)  # type: ignore[attr-defined]


def _mark_events(axes: object, timeline: Timeline, top: float, lang: Lang) -> None:
    marked: dict[date, list[str]] = {}
    for row in timeline.rows:
        for reason in row.reasons:
            if reason.event is not None:
                who = f"{reason.member} " if reason.member else ""
                what = reason.event.title if lang == "zh" else reason.event.english
                marked.setdefault(reason.on, []).append(f"{who}{what}")
    for position, (day, texts) in enumerate(sorted(marked.items())):
        height = top * (1.06 + 0.055 * (position % 3))
        axes.vlines(date2num(day), 0, height, color=EVENTS, linewidth=0.7, linestyle=(0, (3, 2)))  # type: ignore[attr-defined]
        paper = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
        place = {"xytext": (2, -1), "textcoords": "offset points", "bbox": paper, "zorder": 3 + position}
        axes.annotate(", ".join(texts), (date2num(day), height), fontsize=7, color=EVENTS, **place)  # type: ignore[attr-defined]
