"""Settle what a written cell means: an amount, a count, yes or no, a word, a day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dibao.assess.choices import chinese
from dibao.batch.ages import NEVER
from dibao.batch.files.columns import Column
from dibao.batch.naming import MAY_BE_NEVER
from dibao.household.checks import LONGEST_TEXT
from dibao.household.problems import shown

Read = Callable[[str], Any]
UNKNOWN_WORDS = frozenset({"", "未知", "不详", "unknown", "null"})
YES = frozenset({"是", "有", "对", "y", "yes", "true", "1", "√"})
NEVER_WORDS = frozenset({"从未", "从无", "无", "没有", "never", "none"})
NO = frozenset({"否", "无", "没有", "不是", "n", "no", "none", "false", "0", "×"})
_AMOUNT = re.compile(r"(-?(?:[0-9]{1,16}|[0-9]{1,3}(?:,[0-9]{3}){1,5}))(?:\.([0-9]+))?元?")
_WHOLE = re.compile(r"(-?[0-9]{1,9})(?:\.0+)?")
_DAYS = (
    re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ t]00:00:00)?"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
_GRADES = {"一级": "1", "二级": "2", "三级": "3", "四级": "4", "无": "0"}
_SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "area": {"城镇": "urban", "乡村": "rural"},
    "relation": {
        **{"本人": "applicant", "妻子": "spouse", "丈夫": "spouse", "妻": "spouse", "夫": "spouse"},
        **{"儿子": "child", "女儿": "child", "子": "child", "女": "child", "父亲": "parent", "母亲": "parent"},
    },
}
"""Further words for one value, each of which can mean no other."""
GARBLED = "\ufffd"
"""What stands in a text where bytes are of no known encoding."""


class NotReadable(Exception):
    """A cell that means nothing in its column; the text says what was expected."""


def plain(text: str) -> str:
    """Give a cell as it was meant: usual signs for full-width ones, no spaces around it."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def reader(column: Column) -> Read:
    """Give the function that reads the cells of a column.

    It gives None for a cell that is empty or says that nobody knows, and raises
    NotReadable for one that means nothing there.
    """
    read = _READERS.get(column.kind) or _choice(column)
    if column.kind == "number" and column.name.endswith("grade"):
        read = _grade
    if column.name == MAY_BE_NEVER:
        read = _day_or_never
    if column.kind == "text":
        return _text

    def told(text: str) -> Any:
        usual = plain(text)
        return None if usual.lower() in UNKNOWN_WORDS else read(usual)

    return told


def _text(text: str) -> str | None:
    """Give an id as it stands; only spaces around it and full-width signs are no part of it."""
    usual = plain(text)
    if GARBLED in usual:
        raise NotReadable("holds bytes that are neither UTF-8 nor GB18030; save the file again")
    if len(usual) > LONGEST_TEXT:
        raise NotReadable(f"is longer than {LONGEST_TEXT} signs")
    return usual or None


def _amount(text: str) -> Decimal:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise NotReadable("is not an amount; expected yuan such as 600 or 600.50")
    cents = (found[2] or "").rstrip("0")
    if len(cents) > 2:
        raise NotReadable("is finer than a hundredth; expected at most two decimals")
    return Decimal(f"{found[1].replace(',', '')}.{cents:0<2}")


def _number(text: str) -> int:
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise NotReadable("is not a whole number; expected one such as 3")
    return int(found[1])


def _grade(text: str) -> int:
    return _number(_GRADES.get(text, text))


def _flag(text: str) -> bool:
    low = text.lower()
    if low in YES:
        return True
    if low in NO:
        return False
    raise NotReadable("is neither yes nor no; expected 是 or 否")


def _day(text: str) -> date:
    found = next(filter(None, (each.fullmatch(text.lower()) for each in _DAYS)), None)
    if found is None:
        raise NotReadable("is not a day; expected one such as 1970-05-01 or 1970年5月1日")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise NotReadable("is a day that no calendar has; expected one such as 1970-05-01") from error


def _day_or_never(text: str) -> date:
    if text.lower() in NEVER_WORDS:
        return NEVER
    try:
        return _day(text)
    except NotReadable as error:
        raise NotReadable(f"{error}, or 从未 (never)") from error


def words(column: Column) -> Mapping[str, str]:
    """Give the Chinese words of a choice with the value that each means, in order."""
    return {chinese(column.fact, value): value for value in column.values}


def _choice(column: Column) -> Read:
    known = {**_SYNONYMS.get(column.name, {}), **words(column), **{each: each for each in column.values}}
    expected = ", ".join(words(column))

    def read(text: str) -> str:
        found = known.get(text) or known.get(text.lower())
        if found is None:
            raise NotReadable(f"is no choice; expected one of {expected}")
        return found

    return read


_READERS: Mapping[str, Read] = {
    "money": _amount,
    "area": _amount,
    "number": _number,
    "flag": _flag,
    "date": _day,
}


def quoted(value: object) -> str:
    """Give a value as a message shows it, short and on one line."""
    return shown(value)
