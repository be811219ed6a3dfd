"""Settle how each entry of an event is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from cattrs.errors import BaseValidationError

from dibao.errors import InputError
from dibao.household.checks import CAUSES, jurisdiction_problem, paid_problem, text_problem
from dibao.household.conversion import converter_for
from dibao.household.entries import EntryError, is_none, is_unknown, read_date, read_entry, read_map, read_money
from dibao.household.facts import BUILT_IN, Catalogue, Entity, Fact
from dibao.household.intake import problems_of
from dibao.household.models import Disability, Member
from dibao.household.problems import shown, wrong_choice
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import make
from dibao.symbols.units import AREA
from dibao.timeline.events import Circumstances

Read = Callable[[Catalogue, Any], Any]
PAID = BUILT_IN.fact("household", "prior.amount")


def reader_of(name: str, event: Mapping[str, Any]) -> Read:
    """Give how an entry of an event is read; findings and facts belong to the member it names."""
    if name in ("findings", "facts"):
        return _map("household" if is_none(event.get("member")) else "member", name)
    return READERS[name]


def read_day(data: Any) -> date:
    """Give a day; it cannot be unknown.

    Raises:
        EntryError: the value is no day.
    """
    day = read_date(data)
    if day is UNKNOWN:
        raise EntryError('is "unknown"; expected a date such as "2024-03-01".')
    found: date = day
    return found


def _or_none(read: Read) -> Read:
    return lambda catalogue, data: None if is_none(data) else read(catalogue, data)


def _checked(check: Callable[[Any], str | None]) -> Read:
    def read(_: Catalogue, data: Any) -> Any:
        if problem := check(data):
            raise EntryError(problem)
        return data

    return read


def _one_of(choices: tuple[str, ...]) -> Read:
    return _checked(lambda data: None if isinstance(data, str) and data in choices else wrong_choice(data, choices))


def _flag(data: Any) -> str | None:
    return None if isinstance(data, bool) else f"is {shown(data)}; expected true or false."


def _map(entity: Entity, place: str) -> Read:
    """Read entries that change; null says that there is none of it any more."""

    def read(catalogue: Catalogue, data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise EntryError(f"is {shown(data)}; expected an object of the entries that change.")
        facts, values = catalogue.at(entity, place), read_map(catalogue, entity, place, data)
        return {key: _none_of(facts[key]) if value is None else value for key, value in dict(values).items()}  # type: ignore[arg-type]

    return read


def _none_of(fact: Fact) -> Any:
    return make(0, fact.unit) if fact.unit.is_money or fact.unit == AREA else fact.none_value


def _relations(_: Catalogue, data: Any) -> Any:
    if not isinstance(data, Mapping):
        raise EntryError(f"is {shown(data)}; expected an object of ids and relations.")
    fact, found, values = BUILT_IN.fact("member", "relation"), [], {}
    for key, each in data.items():
        try:
            values[key] = read_entry(fact, each)
        except EntryError as error:
            found += [(f".{key}{below}", text) for below, text in error.found]
    if found:
        raise EntryError(found)
    return values


def _model(kind: type) -> Read:
    def read(catalogue: Catalogue, data: Any) -> Any:
        try:
            return converter_for(catalogue).structure(data, kind)
        except (BaseValidationError, EntryError, InputError) as error:
            raise EntryError(
                [(each.where.removeprefix("$"), each.message) for each in problems_of(error, data)]
            ) from error

    return read


def _disability(catalogue: Catalogue, data: Any) -> Any:
    return UNKNOWN if is_unknown(data) else None if is_none(data) else _model(Disability)(catalogue, data)


def _paid(_: Catalogue, data: Any) -> Any:
    amount = read_money(PAID, data)
    if problem := paid_problem(amount):
        raise EntryError(problem)
    return amount


def _entry(name: str, entity: Entity) -> Read:
    return lambda _, data: read_entry(BUILT_IN.fact(entity, name), data)


def _day(_: Catalogue, data: Any) -> date:
    return read_day(data)


READERS: Mapping[str, Read] = {
    "on": _day,
    "known": _or_none(_day),
    "decided": _or_none(_day),
    "member": _or_none(_checked(text_problem)),
    "person": _model(Member),
    "incomes": _map("member", "incomes"),
    "flags": _map("member", "flags"),
    "expenses": _map("member", "expenses"),
    "transfers_paid": _map("member", "transfers_paid"),
    "property": _map("household", "property"),
    "relations": _relations,
    "disability": _disability,
    "jurisdiction": _checked(jurisdiction_problem),
    "area": _or_none(_entry("area", "household")),
    "education": _or_none(_entry("education", "member")),
    "clear": _checked(_flag),
    "good_reason": _checked(_flag),
    "because": _one_of(CAUSES),
    "circumstances": _or_none(_one_of(get_args(Circumstances))),
    "withheld": _or_none(_paid),
}
