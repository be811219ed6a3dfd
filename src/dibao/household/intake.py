"""Settle how a household comes in from data, and goes out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from attrs import fields
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from dibao.errors import InputError, Problem
from dibao.household.checks import MOST_PEOPLE, check_on, date_problems, family_problems
from dibao.household.conversion import TO_JSON, converter_for
from dibao.household.entries import MOST_ENTRIES, EntryError, read_date
from dibao.household.facts import BUILT_IN, Catalogue, Entity, nearest
from dibao.household.models import Household, Member, Obligor
from dibao.household.problems import child, unknown_key

DEEPEST = 20
_ENTITIES: dict[type, Entity] = {Household: "household", Member: "member", Obligor: "obligor"}
_EXAMPLES = {
    "id": '"a"',
    "jurisdiction": '"431281"',
    "members": '[{"id": "a", "relation": "applicant"}]',
    "kind": '"limb"',
    "grade": "2",
    "status": '"dibao"',
    "programme": '"dibao"',
    "to": '"household"',
    "monthly": '"750.00"',
    "dibao_monthly": '"750.00"',
}


def read_household(
    data: Mapping[str, Any], *, catalogue: Catalogue = BUILT_IN, on: date | None = None, source: str | None = None
) -> Household:
    """Give the household that JSON-like data describes; nothing is coerced.

    Args:
        data: The object of DESIGN's form, as `json.loads` gives it.
        catalogue: The facts that may be stated.
        on: A day of decision, on or before which everybody must be born.
        source: What to call the data in an error, such as a file name.

    Raises:
        InputError: everything that is wrong, each with its path and value.
    """
    household, problems = take_in(data, catalogue, on)
    if household is None or problems:
        raise InputError(problems, source)
    return household


def to_json_data(household: Household) -> dict[str, Any]:
    """Give the canonical JSON form; reading it gives an equal household."""
    data: dict[str, Any] = TO_JSON.unstructure(household)
    return {each.name: data[each.name] for each in fields(Household) if each.name in data}


def take_in(data: Any, catalogue: Catalogue, on: date | None) -> tuple[Household | None, list[Problem]]:
    """Give the household if it can be built, and all problems found."""
    if any(depth > DEEPEST for _, depth, _ in walk(data)):
        return None, [Problem("$", f"is nested more than {DEEPEST} deep; expected a household as documented.")]
    household: Household | None = None
    problems: list[Problem] = []
    try:
        household = converter_for(catalogue).structure(data, Household)
    except (BaseValidationError, EntryError) as error:
        problems += _problems(error, "$", data)
    if household is not None:
        problems += check_on(household, on) if on else ()
    elif isinstance(data, Mapping) and isinstance(data.get("members"), list | tuple):
        problems += _problems_across(data, on)
    return household, list(dict.fromkeys(problems))


def problems_of(error: BaseException, data: Any) -> list[Problem]:
    """Give what is wrong with one part of a household, by its path below that part."""
    return list(_problems(error, "$", data))


def walk(data: Any) -> Iterator[tuple[str, int, Any]]:
    """Visit everything in nested data: path, depth, value."""
    waiting = [("$", 0, data)]
    while waiting:
        path, depth, value = waiting.pop()
        yield path, depth, value
        if depth > DEEPEST:
            return
        if isinstance(value, Mapping):
            waiting += [(child(path, key), depth + 1, each) for key, each in value.items()]
        elif isinstance(value, list | tuple):
            waiting += [(f"{path}[{index}]", depth + 1, each) for index, each in enumerate(value)]


def _problems_across(data: Mapping[str, Any], on: date | None) -> Iterator[Problem]:
    """Check the family as far as its people can be read one by one."""
    obligors = data.get("obligors")
    members = [_sketch(each) for each in data["members"]]
    yield from family_problems(members, [_sketch(each) for each in obligors] if isinstance(obligors, list) else [])
    if on and len(members) <= MOST_PEOPLE:
        yield from date_problems(members, on)


def _sketch(data: Any) -> Any:
    found: dict[str, Any] = dict.fromkeys(("id", "relation", "born", "clergy_apart_since"))
    if isinstance(data, Mapping):
        found |= {key: data.get(key) for key in ("id", "relation")}
        for key in ("born", "clergy_apart_since"):
            try:
                found[key] = read_date(data.get(key))
            except EntryError:
                found[key] = None
    return SimpleNamespace(**found)


def _problems(error: BaseException, path: str, data: Any) -> Iterator[Problem]:
    """Turn what cattrs collected into sentences with paths and values."""
    if isinstance(error, ClassValidationError | IterableValidationError):
        placed, others = error.group_exceptions()
        for each, note in placed:
            key = note.name if isinstance(note, AttributeValidationNote) else note.index
            step = f".{key}" if isinstance(key, str) else f"[{key}]"
            yield from _problems(each, path + step, None if isinstance(each, KeyError) else data[key])
        for each in others:
            yield from (
                _unknown_keys(each, path, data)
                if isinstance(each, ForbiddenExtraKeysError)
                else _problems(each, path, data)
            )
    elif isinstance(error, EntryError):
        yield from (Problem(path + below, text) for below, text in error.found)
    elif isinstance(error, InputError):
        yield from (Problem(path + each.where.removeprefix("$"), each.message) for each in error.problems)
    elif isinstance(error, KeyError):
        owner, _, key = path.rpartition(".")
        yield Problem(owner, f'has no "{key}"; add it, for instance "{key}": {_EXAMPLES[key]}.')
    else:
        raise error


def _unknown_keys(error: ForbiddenExtraKeysError, path: str, data: Mapping[Any, Any]) -> Iterator[Problem]:
    entity = _ENTITIES.get(error.cl)
    owner = f"in a {entity}" if entity else "here"
    names = [each.name for each in fields(error.cl)]
    for key in sorted(error.extra_fields, key=str)[:MOST_ENTRIES]:
        near = nearest(key, names)
        hint = f'did you mean "{near}"?' if near else entity and BUILT_IN.suggest(entity, "", key)
        yield Problem(child(path, key), unknown_key(owner, key, data[key], hint))
