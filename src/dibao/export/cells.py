"""Settle what stands in a cell, so that no spreadsheet takes a text for a formula."""

from __future__ import annotations

import re

from dibao.export.fields import Value, Word
from dibao.symbols.amounts import Money

FORMULA_STARTS = "=+-@＝＋－＠﹦﹢﹣﹫−"
"""What a spreadsheet may read as the start of a formula; in a Chinese one the wide forms are typed, too."""
_UNSEEN = r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\"]*"
_STARTS = re.compile(rf"(^|[;,|\t\r\n])(?={_UNSEEN}[{re.escape(FORMULA_STARTS)}])")
_BREAKS_OUT = re.compile(r"\s*[\t\r\n]")


def neutral(text: str) -> str:
    """Give a text with an apostrophe before whatever a spreadsheet would execute.

    It stands at the front, also before spaces and unseen signs. Further on it
    stands after a sign that some spreadsheets take for the end of a cell.
    """
    safe = _STARTS.sub(r"\1'", text)
    return f"'{safe}" if _BREAKS_OUT.match(safe) else safe


def cell(value: Value, index: int = 0) -> str:
    """Give a value as a cell: an amount as a plain number, a text without a formula.

    Args:
        value: of a row; None is an empty cell.
        index: 0 for Chinese words, 1 for English ones.
    """
    if value is None:
        return ""
    if isinstance(value, Money):
        return value.text()
    if isinstance(value, int):
        return str(value)
    return neutral(value.in_words[index] if isinstance(value, Word) else value)
