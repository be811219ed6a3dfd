"""Show a timeline as a table, in words or as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from dibao.export.cells import cell
from dibao.timeline.clocks import Due
from dibao.timeline.rows import Lang, Row, Timeline

HEADINGS = (
    ("月份", "month"),
    ("人数", "people"),
    ("状态", "state"),
    ("低保金（元）", "dibao (yuan)"),
    ("合计（元）", "total (yuan)"),
    ("变化和原因", "what changed, and why"),
)


def headings(lang: Lang = "zh") -> Sequence[str]:
    """Give the titles of the columns."""
    return [each[lang == "en"] for each in HEADINGS]


def table_rows(timeline: Timeline, lang: Lang = "zh") -> list[Sequence[str]]:
    """Give a line for each month."""
    return [_line(row, lang) for row in timeline.rows]


def _line(row: Row, lang: Lang) -> Sequence[str]:
    people = 0 if row.household is None else len(row.household.members)
    state = row.title(lang)
    if row.grace is not None:
        state += f"（{row.grace.month}/{row.grace.of}）" if lang == "zh" else f" ({row.grace.month} of {row.grace.of})"
    told = [each.text(lang) for each in row.reasons] + [each.sentence(lang) for each in row.questions]
    reasons = ("；" if lang == "zh" else "; ").join(told)
    return (row.month, str(people), state, row.dibao.text(), row.total.text(), reasons)


def due_lines(timeline: Timeline, lang: Lang = "zh") -> list[str]:
    """Say what is due at the end of the last month, and what is overdue by then."""
    if not timeline.rows:
        return []
    last = timeline.rows[-1]
    return [_due_line(each, lang, late=each in last.overdue) for each in last.due]


def _due_line(each: Due, lang: Lang, *, late: bool) -> str:
    who = f"{each.member}：" if each.member and lang == "zh" else f"{each.member}: " if each.member else ""
    if lang == "zh":
        return f"{who}{each.title}：{each.by}前（含当日）{'，已逾期' if late else ''}（{each.article}）"
    return f"{who}{each.english}: by {each.by}{', overdue' if late else ''} ({each.article})"


def csv_text(timeline: Timeline, lang: Lang = "zh") -> str:
    """Give the table as CSV; no cell is a formula, amounts are plain numbers."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([cell(each) for each in headings(lang)])
    for line in table_rows(timeline, lang):
        lines.writerow([cell(each) for each in line])
    return text.getvalue()
