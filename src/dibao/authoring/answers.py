"""Settle what must be known of a plug-in before it is written, and what is wrong with it."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from re import fullmatch
from typing import Literal, get_args

from attrs import frozen

from dibao.errors import InputError, Problem
from dibao.law.documents import GRADES, LEVELS, Grade, Level
from dibao.law.jurisdictions import NATION, Jurisdictions
from dibao.law.toml_tables import expanded, is_code
from dibao.symbols.rounding import Period

Area = Literal["urban", "rural"]
AREAS: tuple[Area, ...] = get_args(Area)
PERIODS: tuple[Period, ...] = get_args(Period)
OPEN = "open"
MOST_DIGITS = 7


@frozen
class Placed:
    """A place with its names and the place that it lies in."""

    code: str
    title: str
    english: str
    parent: str = NATION


@frozen
class Document:
    """A document that rules and figures rest on; days are as the document names them."""

    id: str
    title: str
    english: str
    issuer: str
    since: str
    article: str = "全文"
    until: str = ""
    grade: Grade = "reported"
    level: Level = "notice"

    @property
    def module(self) -> str:
        """Give the name of the module that holds its rules."""
        return self.id.replace("-", "_")


@frozen
class Standard:
    """The dibao standard of one area as the first document states it."""

    area: Area
    amount: str
    per: Period


@frozen
class Answers:
    """All that an author is asked: the plug-in's name, its place, documents, standards.

    `above` are the places up to one that is known already. `beside` are the
    installed plug-ins that speak for the places above.
    """

    name: str
    place: Placed
    documents: Sequence[Document]
    standards: Sequence[Standard] = ()
    above: Sequence[Placed] = ()
    beside: Sequence[str] = ()

    @property
    def package(self) -> str:
        """Give the name under which Python imports it."""
        return f"dibao_{self.name.replace('-', '_')}"

    @property
    def folder(self) -> str:
        """Give the name of its folder, which is its distribution's."""
        return f"dibao-{self.name}"


def check_answers(answers: Answers, taken: Iterable[str], known: Jurisdictions) -> None:
    """Refuse answers of which no plug-in could be written.

    Args:
        answers: what the author said.
        taken: the names of installed plug-ins.
        known: the places that installed plug-ins declare.

    Raises:
        InputError: everything that is wrong with them.
    """
    problems = [Problem(where, sentence) for where, sentence in _problems(answers, frozenset(taken), known)]
    if problems:
        raise InputError(problems)


def _problems(answers: Answers, taken: frozenset[str], known: Jurisdictions) -> Iterator[tuple[str, str]]:
    yield from _said("--name", wrong_name(answers.name, taken))
    place = answers.place
    yield from _said("--code", wrong_code(place.code) or _astray(answers, known))
    yield from _said("--chinese", wrong_chinese(place.title))
    yield from _said("--english", wrong_english(place.english))
    for above in answers.above:
        yield from _said("--within", wrong_code(above.code), wrong_chinese(above.title), wrong_english(above.english))
    for document in answers.documents:
        yield from _said("--document", *_wrong_parts(document))
    ids = [each.id for each in answers.documents]
    if not ids:
        yield "--document", "is missing; expected the document that the rules rest on. Name at least one."
    for twice in sorted({each for each in ids if ids.count(each) > 1}):
        yield "--document", f"names {twice!r} twice; expected an id for each. Rename one."
    for standard in answers.standards:
        yield from _said("--standard", *_wrong_standard(standard))


def _said(where: str, *sentences: str | None) -> Iterator[tuple[str, str]]:
    yield from ((where, each) for each in sentences if each)


def wrong_name(name: str, taken: Iterable[str] = ()) -> str | None:
    """Say what is wrong with a plug-in's name."""
    if not fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        return f"is {name!r}; expected lower-case letters, digits and hyphens, such as 'yongzhou'. Spell it so."
    if name in {*taken, "national"}:
        return f"is {name!r}, as an installed plug-in is called; two of one name cannot be told apart. Choose another."
    return None


def wrong_code(code: str) -> str | None:
    """Say what is wrong with the code of a place."""
    if not is_code(code):
        return f"is {code!r}; expected the six digits of GB/T 2260, such as 431100. Look the place up there."
    if code == NATION:
        return f"is {code}, for which dibao itself speaks; expected a province, a city or a county. Name that."
    return None


def wrong_chinese(title: str) -> str | None:
    """Say what is wrong with a Chinese name or title."""
    if _is_line(title) and any("\u4e00" <= each <= "\u9fff" for each in title):
        return None
    return f"is {title!r}; expected the Chinese name, such as 永州市. Notices to families print it."


def wrong_english(title: str) -> str | None:
    """Say what is wrong with an English name or title."""
    if _is_line(title) and title.isascii() and not set(title) & set('"\\`') and title[-1] not in ".?!":
        return None
    return f"is {title!r}; expected its English name on one line, without quotes or a full stop. Spell it so."


def wrong_day(day: str, *, last: bool = False) -> str | None:
    """Say what is wrong with a first or last day."""
    if expanded(day, last=last) is None:
        return f"is {day!r}; expected a year 2024, a month 2024-07 or a day 2024-07-01. Write what the document names."
    return None


def wrong_amount(amount: str) -> str | None:
    """Say what is wrong with an amount of yuan."""
    if fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,2}})?", amount) and Decimal(amount) > 0:
        return None
    return f"is {amount!r}; expected yuan as the document states them, such as 5000 or 416.50. Write digits only."


def wrong_document_id(id: str) -> str | None:
    """Say what is wrong with a document's id."""
    if fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id) and not keyword.iskeyword(id):
        return None
    return f"is {id!r}; expected lower-case letters, digits and hyphens, such as 'yongzhou-2023'. Spell it so."


def one_of(choices: Iterable[str]) -> Callable[[str], str | None]:
    """Give a check that a word is one of a few."""
    words = tuple(choices)
    return lambda word: None if word in words else f"is {word!r}; expected one of {', '.join(words)}. Choose one."


def _wrong_parts(document: Document) -> Iterator[str | None]:
    yield wrong_document_id(document.id)
    yield wrong_chinese(document.title)
    yield wrong_english(document.english)
    yield wrong_chinese(document.issuer)
    yield None if _is_line(document.article) else f"is {document.article!r}; expected the article. Name it."
    yield wrong_day(document.since)
    yield one_of(GRADES)(document.grade)
    yield one_of(LEVELS)(document.level)
    if document.until not in ("", OPEN):
        yield wrong_day(document.until, last=True)
        if not wrong_day(document.since) and not wrong_day(document.until) and _backwards(document):
            yield f"runs from {document.since} until {document.until}; expected the earlier day first. Turn them round."


def _backwards(document: Document) -> bool:
    first, last = expanded(document.since), expanded(document.until, last=True)
    return first is not None and last is not None and last < first


def _wrong_standard(standard: Standard) -> Iterator[str | None]:
    yield one_of(AREAS)(standard.area)
    yield wrong_amount(standard.amount)
    yield one_of(PERIODS)(standard.per)


def _astray(answers: Answers, known: Jurisdictions) -> str | None:
    """Say where the way from the place up to the nation breaks off."""
    stated = {each.code: each.parent for each in (answers.place, *answers.above)}
    code, passed = answers.place.code, set[str]()
    while code in stated and code not in passed:
        passed.add(code)
        code = stated[code]
    if code in passed:
        return f"lies in {code} and {code} in it; expected a way up to {NATION}. Correct --within."
    if code not in known:
        return f"lies in {code}, which no installed plug-in declares; add --within {code} with its names."
    return None


def _is_line(text: str) -> bool:
    return bool(text.strip()) and text == text.strip() and text.isprintable()
