"""Settle how texts, tables, links and grades look in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from dibao.law.documents import Grade, weakest

MARKS: dict[Grade, str] = {"secondary": "**△ secondary**", "assumed": "**⚠ assumed**"}
"""Evidence that a reader must not overlook; other grades are printed as they are."""
_SPECIAL = re.compile(r"([\\*\[\]])")


class Titled(Protocol):
    """Anything with a Chinese and an English title."""

    @property
    def title(self) -> str:
        """Give the Chinese title."""

    @property
    def english(self) -> str:
        """Give the English title."""


def plain(text: str) -> str:
    """Give a text of which no character is taken for Markdown; code spans stay."""
    return _SPECIAL.sub(r"\\\1", text.strip()).replace("<", "&lt;")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table; a cell may hold Markdown, and its lines become breaks."""
    lines = [headings, ["---"] * len(headings), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.strip().replace("|", "\\|").replace("\n", "<br>")


def bullets(lines: Iterable[str]) -> str:
    """Give a list, a line each."""
    return "\n".join(f"- {line}" for line in lines)


def both(thing: Titled, between: str = " · ") -> str:
    """Give the Chinese and the English title side by side."""
    english = plain(thing.english).rstrip(".")
    return f"{plain(thing.title)}{between}{english}" if english else plain(thing.title)


def heading(level: int, text: str) -> str:
    """Give a heading."""
    return f"{'#' * level} {text}"


def anchor(text: str) -> str:
    """Give the anchor of a heading with this text, as GitHub and MyST make it."""
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


def graded(grade: Grade, more: str = "") -> str:
    """Give a grade, marked when it is weak."""
    return MARKS.get(grade, grade) + (f" {more}" if more else "")


def is_weak(*grades: Grade | None) -> bool:
    """Tell whether any of these grades must be marked."""
    return weakest(grade for grade in grades if grade is not None) in MARKS


def counted(number: int, name: str) -> str:
    """Give a number with its noun, in the plural where it is not one."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
