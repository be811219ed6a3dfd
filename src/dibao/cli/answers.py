"""Settle what a typed answer means: yes or no, an amount, a word, a day, a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from dibao.assess.choices import chinese
from dibao.assess.decision import Lang
from dibao.assess.questions import RELATIVES, OpenQuestion
from dibao.household.checks import DISABILITY_KINDS, STATUSES
from dibao.household.facts import BUILT_IN, Entity, Fact
from dibao.household.stated import UNKNOWN
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, STOCK, Unit

YES = ("是", "有", "对", "y", "yes", "true")
NO = ("否", "无", "没有", "不是", "n", "no", "none", "false")
MOST_RELATIVES = 20
"""How many can be stated in an interview; more are written into the file."""
SKIP = ("", "?")
STOP = ("q", "quit", "退出", "结束")
_AMOUNT = re.compile(r"(-?[0-9][0-9.,_]*) *(?:元|yuan)? *(?:(?:/|每|per|a)? *(月|month|年|year))?", re.IGNORECASE)
_SHARE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?) *(%?)")
_AREA = re.compile(r"([0-9][0-9.]*) *(?:平方米|平米|m2|square metres)?", re.IGNORECASE)
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_PEOPLE = re.compile(r"([0-9]{1,9}) *[人位个名]?")
_CHINESE_DAY = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PARTS: Mapping[str, Sequence[str]] = {
    "prior": ("status", "dibao_monthly", "cause", "grace_months_used"),
    "disability": ("kind", "grade"),
    **{parent: tuple(BUILT_IN.at("member", parent)) for parent in ("father", "mother")},
}
"""What is asked one by one once it is known that there is something."""


class NoAnswer(Exception):
    """What was typed is not an answer to the question."""


@frozen
class Answer:
    """How a question is answered: what to type, and what it means.

    `hint` is in Chinese and English.
    """

    hint: tuple[str, str]
    read: Callable[[str], Any]


def typed(line: str) -> str:
    """Give a line as it was meant: full-width signs are the usual ones."""
    return unicodedata.normalize("NFKC", line).strip()


def answer_to(question: OpenQuestion) -> Answer:
    """Settle how a question is answered."""
    if question.figure is not None:
        return _by_unit(question.figure.declaration.bounded, is_figure=True)
    fact = question.fact
    if fact is None:
        raise ValueError(f"{question.path} asks for neither a fact nor a figure")
    if question.path == RELATIVES:
        return Answer(_HINTS["relatives"], _relatives)
    if question.is_whole:
        return Answer(_HINTS["whole"], lambda text: _whole(fact.place, text))
    special = _SPECIAL.get(fact.name)
    return special() if special else _choice(fact, fact.values) if fact.unit == CHOICE else _by_unit(fact.unit)


def _by_unit(unit: Unit, *, is_figure: bool = False) -> Answer:
    if unit == FLAG:
        return Answer(_HINTS["flag"], _flag)
    if unit.is_money:
        return Answer(_HINTS["stock" if unit == STOCK else "flow"], lambda text: _amount(text, unit))
    if unit.name == "share":
        return Answer(_HINTS["share"], _share)
    if unit == AREA:
        return Answer(_HINTS["area"], _area)
    return Answer(_HINTS["number"], _figure_number if is_figure else _number)


_HINTS: Mapping[str, tuple[str, str]] = {
    "flag": ("是 或 否", "y or n"),
    "flow": ("金额，如 580（每月）或 6960/年", "an amount such as 580 (a month) or 6960/year"),
    "stock": ("金额，如 8000", "an amount such as 8000"),
    "share": ("比例，如 1.5 或 150%", "a share such as 1.5 or 150%"),
    "area": ("平方米，如 86.5", "square metres such as 86.5"),
    "number": ("整数，如 3", "a whole number such as 3"),
    "grade": ("1 至 4", "1 to 4"),
    "born": ("日期，如 1970-05-01", "a day such as 1970-05-01"),
    "day_or_none": ("日期，如 2019-05-01；没有答 无", "a day such as 2019-05-01, or none"),
    "relatives": (
        f"人数，0 至 {MOST_RELATIVES}，如 2；没有答 无",
        f"how many there are, 0 to {MOST_RELATIVES}, such as 2, or none",
    ),
    "whole": ("有 或 无", "y if there is, n if there is none"),
}


def _flag(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise NoAnswer


def _amount(text: str, unit: Unit) -> str | dict[str, str]:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise NoAnswer
    amount, period = found[1], (found[2] or "").lower()
    if period in ("年", "year"):
        return {"amount": amount, "per": "year"}
    return {"amount": amount, "per": "month"} if period and unit != FLOW else amount


def _share(text: str) -> str:
    found = _SHARE.fullmatch(text)
    if found is None:
        raise NoAnswer
    return str(Decimal(found[1]) / 100) if found[2] else found[1]


def _area(text: str) -> str:
    found = _AREA.fullmatch(text)
    if found is None:
        raise NoAnswer
    return found[1]


def _number(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise NoAnswer
    return int(text)


def _figure_number(text: str) -> str:
    return str(_number(text))


def _day(text: str) -> str:
    found = _CHINESE_DAY.fullmatch(text)
    day = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else text
    if not _DAY.fullmatch(day):
        raise NoAnswer
    return day


def _day_or_none(text: str) -> str | None:
    return None if text.lower() in NO else _day(text)


def _whole(place: str, text: str) -> dict[str, str] | None:
    """Give none, or what is there with every part still to be asked."""
    return dict.fromkeys(PARTS[place], UNKNOWN.value) if _flag(text) else None


def _relatives(text: str) -> list[dict[str, str]]:
    """Give so many relatives of whom nothing but an id is known; what matters of each is asked next."""
    if text.lower() in NO:
        return []
    found = _PEOPLE.fullmatch(text)
    if found is None or int(found[1]) > MOST_RELATIVES:
        raise NoAnswer
    return [{"id": f"relative-{number}"} for number in range(1, int(found[1]) + 1)]


# -- words -------------------------------------------------------------------------------------------
def _choice(fact: Fact | None, values: Sequence[str]) -> Answer:
    words = [chinese(fact, value) for value in values]
    listed = [f"{number} {word}" for number, word in enumerate(words, 1)]
    english = [f"{number} {value}" for number, value in enumerate(values, 1)]

    def read(text: str) -> str:
        known = {text_of: value for value, word in zip(values, words, strict=True) for text_of in (value, word)}
        known |= {str(number): value for number, value in enumerate(values, 1)}
        if text.lower() not in known:
            raise NoAnswer
        return known[text.lower()]

    return Answer(("、".join(listed), ", ".join(english)), read)


def _several(entity: Entity, place: str) -> Answer:
    """Let numbers be typed that pick what holds of a list; none picks nothing."""
    facts = list(BUILT_IN.at(entity, place).values())
    titles = "、".join(f"{number} {fact.title}" for number, fact in enumerate(facts, 1))
    english = ", ".join(f"{number} {fact.english}" for number, fact in enumerate(facts, 1))

    def read(text: str) -> dict[str, bool]:
        if text.lower() in (*NO, "0"):
            return {}
        picked = re.split(r"[ ,、]+", text)
        if not all(_WHOLE.fullmatch(each) and 0 < int(each) <= len(facts) for each in picked):
            raise NoAnswer
        return {facts[int(each) - 1].key: True for each in picked}

    return Answer(
        (f"{titles}；填需要帮助的各项编号，没有答 0", f"{english}; give the numbers of all that apply, or 0"), read
    )


_SPECIAL: Mapping[str, Callable[[], Answer]] = {
    "age_years": lambda: Answer(_HINTS["born"], _day),
    "clergy_apart_years": lambda: Answer(_HINTS["day_or_none"], _day_or_none),
    "disability.kind": lambda: _choice(None, DISABILITY_KINDS),
    "disability.grade": lambda: Answer(_HINTS["grade"], _number),
    "prior.on_dibao": lambda: _choice(None, STATUSES),
    "help_items": lambda: _several("member", "needs_help"),
}
"""Facts that are worked out from what is stated, or stated in fewer ways than they have values."""


def hint(answer: Answer, lang: Lang) -> str:
    """Say what may be typed."""
    return answer.hint[0 if lang == "zh" else 1]
