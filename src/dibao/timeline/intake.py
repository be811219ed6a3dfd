"""Settle how a case comes in from data or a file, and goes out again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import NOTHING, fields

from dibao.errors import InputError, Problem
from dibao.household.conversion import TO_JSON
from dibao.household.entries import EntryError
from dibao.household.facts import BUILT_IN, Catalogue, nearest
from dibao.household.files import printable, read_data_file
from dibao.household.intake import take_in, to_json_data
from dibao.household.problems import one_of, shown, unknown_key
from dibao.household.stated import UNKNOWN
from dibao.timeline.case import Case
from dibao.timeline.checks import REVIEWS, case_problems
from dibao.timeline.event_entries import read_day, reader_of
from dibao.timeline.events import EVENTS, Event

KEYS = ("household", "stated", "events", "reviews")


def read_case(data: Any, *, catalogue: Catalogue = BUILT_IN, source: str | None = None) -> Case:
    """Give the case that JSON-like data describes; nothing is coerced.

    Raises:
        InputError: everything that is wrong with it, each with its path and value.
    """
    case, problems = take_in_case(data, catalogue)
    if case is None or problems:
        raise InputError(problems, source)
    return case


def read_case_file(path: str | Path, *, catalogue: Catalogue = BUILT_IN) -> Case:
    """Give the case in a `.json` or `.toml` file.

    Raises:
        InputError: everything that is wrong with the file.
    """
    data, repeated = read_data_file(path)
    case, problems = take_in_case(data, catalogue)
    if case is None or problems or repeated:
        raise InputError(repeated + problems, printable(path))
    return case


def take_in_case(data: Any, catalogue: Catalogue) -> tuple[Case | None, list[Problem]]:
    """Give the case if it can be built, and all problems found."""
    if not isinstance(data, Mapping):
        return None, [Problem("$", f'is {shown(data)}; expected an object with "household", "stated" and "events".')]
    problems = [
        Problem(f"$.{key}", unknown_key("in a case", key, data[key], _hint(key, KEYS)))
        for key in data
        if key not in KEYS
    ]
    stated = _stated(data, problems)
    household, found = take_in(data.get("household"), catalogue, stated)
    problems += (_within(each, "$.household") for each in found)
    events = _events(data.get("events", ()), catalogue, problems)
    reviews = data.get("reviews", REVIEWS[0])
    if household is not None and stated is not None:
        problems += case_problems(household, stated, events, reviews)
    if problems or household is None or stated is None:
        return None, list(dict.fromkeys(problems))
    try:
        return Case(household, stated, tuple(event for _, event in events), reviews), []
    except InputError as error:
        return None, list(error.problems)


def _stated(data: Mapping[str, Any], problems: list[Problem]) -> date | None:
    try:
        if "stated" not in data:
            raise EntryError(
                'is not there; expected the day on which the household is as stated, "stated": "2024-01-01".'
            )
        return read_day(data["stated"])
    except EntryError as error:
        problems += (Problem(f"$.stated{below}", text) for below, text in error.found)
        return None


def _events(data: Any, catalogue: Catalogue, problems: list[Problem]) -> list[tuple[int, Event]]:
    if not isinstance(data, list | tuple):
        problems.append(Problem("$.events", f"is {shown(data)}; expected a list of events."))
        return []
    events = []
    for position, each in enumerate(data):
        event, found = _event(each, catalogue)
        problems += (Problem(f"$.events[{position}]{below}", text) for below, text in found)
        if event is not None:
            events.append((position, event))
    return events


def _event(data: Any, catalogue: Catalogue) -> tuple[Event | None, list[tuple[str, str]]]:
    """Read one event; give it if nothing is wrong with it, and what is."""
    if not isinstance(data, Mapping):
        return None, [("", f'is {shown(data)}; expected an object with "on" and "kind".')]
    word = data.get("kind")
    kind = EVENTS.get(word) if isinstance(word, str) else None
    if kind is None:
        near = nearest(word, EVENTS) if isinstance(word, str) else None
        hint = f'did you mean "{near}"?' if near else f"expected {one_of(tuple(EVENTS))}."
        return None, [(".kind" if "kind" in data else "", f"is {shown(word)}, no event that anybody declared; {hint}")]
    known = {each.name: each for each in fields(kind)}
    found = [
        (f".{key}", unknown_key(f'in "{word}"', key, data[key], _hint(key, known)))
        for key in data
        if key != "kind" and key not in known
    ]
    needed = [name for name, each in known.items() if _is_needed(each)]
    found += [
        (f".{name}", "is not there; expected it in every event of this kind.") for name in needed if name not in data
    ]
    values = {}
    for name in known:
        if name in data:
            try:
                values[name] = reader_of(name, data)(catalogue, data[name])
            except EntryError as error:
                found += [(f".{name}{below}", text) for below, text in error.found]
    if found:
        return None, found
    return kind(**values), []


def _is_needed(attribute: Any) -> bool:
    return attribute.default is NOTHING


def _hint(key: str, names: Any) -> str:
    near = nearest(key, names)
    return f'did you mean "{near}"?' if near else f"expected {one_of(tuple(names))}."


def _within(problem: Problem, path: str) -> Problem:
    return Problem(path + problem.where.removeprefix("$"), problem.message)


def case_data(case: Case) -> dict[str, Any]:
    """Give the canonical JSON form of a case; reading it gives an equal one."""
    data: dict[str, Any] = {"household": to_json_data(case.household), "stated": case.stated.isoformat()}
    data["events"] = [event_data(each) for each in case.events]
    return data if case.reviews == REVIEWS[0] else {**data, "reviews": case.reviews}


def event_data(event: Event) -> dict[str, Any]:
    """Give the JSON form of an event; what is as if left out is left out."""
    data: dict[str, Any] = {"on": event.on.isoformat(), "kind": event.kind}
    for each in fields(type(event)):
        value = getattr(event, each.name)
        if each.name != "on" and ((value is not each.default and value != each.default) or _is_needed(each)):
            data[each.name] = "unknown" if value is UNKNOWN else TO_JSON.unstructure(value)
    return data
