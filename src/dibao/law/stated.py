"""Settle what a plug-in author may write in a regulation, and say so when not."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from re import fullmatch

from attrs import evolve

from dibao.errors import PluginError, Problem
from dibao.law.documents import GRADES, Grade
from dibao.law.rules import Place, Validity
from dibao.law.toml_tables import expanded

Day = str | int | date
"""A day, or a month `"2019-07"` or a year whose first or last day is meant."""

NOT_BLANK = r"(?s).*\S.*"


def refuse(place: Place, subject: str, *sentences: str | None) -> None:
    """Raise all sentences that are there as problems of one place."""
    problems = [Problem(str(place), f"{subject} {each}") for each in sentences if each]
    if problems:
        raise PluginError(problems)


def suggestion(word: str, known: Iterable[str], none: str) -> str:
    """Ask whether a near word was meant, or say what to do when none is near."""
    close = get_close_matches(word, sorted(known), n=1)
    return f"Did you mean {close[0]!r}?" if close else none


def wrong_text(word: str, value: object, expected: str, pattern: str = NOT_BLANK) -> str | None:
    """Say what is wrong with a text that should look like a pattern."""
    fits = isinstance(value, str) and fullmatch(pattern, value) is not None
    return None if fits else f"says {word}={value!r}; expected {expected}."


def wrong_choice(word: str, value: object, choices: Iterable[str]) -> str | None:
    """Say what is wrong with a word that should be one of a few."""
    allowed = tuple(choices)
    return None if value in allowed else f"says {word}={value!r}; expected one of {', '.join(allowed)}."


def wrong_article(article: object) -> str | None:
    """Say what is wrong with a citation."""
    return wrong_text("article", article, "where the document says so; no rule goes uncited")


def wrong_reference(word: str, value: object) -> str | None:
    """Say what is wrong with the name of another document's rule."""
    return wrong_text(word, value, '"document-id:rule", such as "cn-2021-57:standard"', r"[a-z0-9-]+:[A-Za-z_]\w*")


def day(place: Place, subject: str, word: str, value: Day, *, last: bool = False) -> date:
    """Give the first or last day of what is written, or refuse it."""
    found = expanded(value, last=last)
    if found is None:
        expected = 'a year "2019", a month "2019-07" or a day "2019-07-01"'
        raise PluginError([Problem(str(place), f"{subject} says {word}={value!r}; expected {expected}.")])
    return found


def validity(
    place: Place,
    subject: str,
    since: Day | None,
    until: Day | None,
    default: Validity | None,
    end_grade: Grade | None = None,
) -> Validity:
    """Give from when to when something holds, or refuse what is written.

    Args:
        place: where it is written.
        subject: what the messages call it.
        since: the first day; the default's when `None`.
        until: the last day or `"unknown"`; the default's when `None`.
        default: what holds where nothing is said.
        end_grade: how sure the last day is, when that is less than the document.
    """
    if end_grade is not None:
        refuse(place, subject, wrong_choice("until_grade", end_grade, GRADES))
        lost = "says until_grade without a last day. Write until=... beside it, or leave it out."
        refuse(place, subject, lost if until in (None, "unknown") else None)
    first = default.since if since is None and default else day(place, subject, "since", since or "")
    if until == "unknown":
        return Validity(first, end_unknown=True)
    if until is not None:
        dates = Validity(first, day(place, subject, "until", until, last=True), end_grade=end_grade)
    else:
        dates = evolve(default, since=first) if default else Validity(first)
    backwards = dates.until is not None and dates.until < first
    refuse(place, subject, f"runs from {first} until {dates.until}. Put the earlier day first." if backwards else None)
    return dates


def both_languages(place: Place, subject: str, warning: object) -> tuple[str, str] | None:
    """Give a warning's Chinese and English text, or refuse what is written."""
    if warning is None:
        return None
    match warning:
        case Mapping():
            chinese, english = warning.get("zh"), warning.get("en")
        case (chinese, english):
            pass
        case _:
            chinese = english = None
    if not (isinstance(chinese, str) and isinstance(english, str) and chinese and english):
        expected = 'the Chinese and the English text, {"zh": "…", "en": "…"}'
        raise PluginError([Problem(str(place), f"{subject} says warning={warning!r}; expected {expected}.")])
    return chinese, english
