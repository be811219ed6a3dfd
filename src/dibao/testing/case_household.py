"""Settle which household a case speaks of, in the form of its JSON."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dibao.household.facts import Catalogue, Entity
from dibao.law.toml_tables import shown

_STEP = re.compile(r"\.(?P<key>[^.\[\]]+)|\[(?P<index>[0-9]+)\]")
OF_A_HOUSEHOLD: Mapping[str, Any] = {
    "obligors": [], "property": {}, "findings": {}, "prior": None, "facts": {}, "monitoring": {},
}  # fmt: skip
OF_A_MEMBER: Mapping[str, Any] = {
    "incomes": {}, "expenses": {}, "flags": {}, "education": None, "findings": {}, "facts": {}, "needs_help": {},
}  # fmt: skip
"""What is none of a person when nothing is said of it."""


def household_data(stated: Any, named: Any, folder: Path) -> dict[str, Any] | str:
    """Give the household as JSON data, or a sentence on what is wrong.

    Args:
        stated: an inline table, a name of the file, or a JSON file beside it.
        named: the households of the file, by name.
        folder: where JSON files stand.
    """
    if isinstance(stated, Mapping):
        return dict(plain(stated))
    if isinstance(stated, str) and stated.endswith(".json"):
        return _from_file(folder / stated, stated)
    known = named if isinstance(named, Mapping) else {}
    if isinstance(stated, str) and isinstance(known.get(stated), Mapping):
        return dict(plain(known[stated]))
    if stated is None:
        return "a case is about a household"
    names = ", ".join(known) or "none"
    return (
        f"household is {shown(stated)}; expected a table, a file ending in .json, or one of [household.NAME]: {names}"
    )


def _from_file(path: Path, name: str) -> dict[str, Any] | str:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return f'household "{name}" cannot be read: {error}'
    return data if isinstance(data, dict) else f'household "{name}" is no JSON object; expected one household'


def plain(value: Any) -> Any:
    """Give tables of TOML as JSON data: dates as texts, all else as it is."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def none_of_rest(data: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Give the household with everything that is left out stated as none, findings as not made."""
    members = data.get("members")
    filled = {**OF_A_HOUSEHOLD, **data}
    filled["findings"] = _findings(catalogue, "household", filled["findings"])
    if isinstance(members, list):
        filled["members"] = [_member(each, catalogue) if isinstance(each, Mapping) else each for each in members]
    return filled


def _member(stated: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    filled = {**OF_A_MEMBER, **stated}
    return {**filled, "findings": _findings(catalogue, "member", filled["findings"])}


def _findings(catalogue: Catalogue, entity: Entity, stated: Any) -> Any:
    nothing = {key: fact.none_value for key, fact in catalogue.at(entity, "findings").items()}
    return {**nothing, **stated} if isinstance(stated, Mapping) else stated


def put(data: dict[str, Any], path: str, value: Any) -> str:
    """Set what stands at a JSON path, making maps on the way; give a sentence where that cannot be.

    What follows `facts` or `findings` is one name, though it may have dots.
    """
    steps = [match["key"] or int(match["index"]) for match in _STEP.finditer(path)]
    spelt = "$" + "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in steps)
    steps = _with_whole_names(steps)
    if not steps or spelt != path:
        return f'the column "{path}" is no path; write one such as "$.members[0].incomes.wage"'
    place: Any = data
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if not _fits(place, step):
            return f'the column "{path}" leads nowhere in the household at {step!r}'
        if following is None:
            place[step] = plain(value)
        else:
            below = copy.copy(place[step]) if isinstance(step, int) else copy.copy(place.get(step, {}))
            place[step] = place = below
    return ""


def _with_whole_names(steps: list[str | int]) -> list[str | int]:
    for place, step in enumerate(steps, start=1):
        if step in ("facts", "findings") and steps[place:]:
            return [*steps[:place], ".".join(map(str, steps[place:]))]
    return steps


def _fits(place: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(place, list) and step < len(place)
    return isinstance(place, dict)
