"""Settle how cattrs takes each part of a household in, and writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from dibao.household.checks import (
    AWARD_CHECKS,
    DISABILITY_CHECKS,
    HOUSEHOLD_PLACES,
    MEMBER_PLACES,
    MOST_PEOPLE,
    OBLIGOR_PLACES,
    PAID,
    PRIOR_CHECKS,
    Check,
    jurisdiction_problem,
    paid_problem,
    text_problem,
    too_many,
)
from dibao.household.entries import EntryError, is_none, is_unknown, read_date, read_entry, read_map, read_money
from dibao.household.facts import BUILT_IN, Catalogue, Entity, Fact
from dibao.household.models import Award, BenefitState, Disability, Household, Member, Obligor
from dibao.household.problems import shown
from dibao.household.progress import (
    KEPT_CHECKS,
    PENDING_CHECKS,
    PROGRESS_CHECKS,
    REFUSING_CHECKS,
    Kept,
    Pending,
    Progress,
    Refusing,
)
from dibao.household.stated import UNKNOWN, ReadOnlyMap, Unknown
from dibao.household.verified import Verified
from dibao.symbols.amounts import Area, Money

Hook = Callable[[Any, Any], Any]
OBJECTS: dict[type, str] = {
    Household: "an object that describes one household",
    Member: "an object that describes one member",
    Obligor: "an object that describes one obligor",
    Disability: 'an object with "kind" and "grade", null or "unknown"',
    BenefitState: 'an object with "status" and "dibao_monthly", null for never received, or "unknown"',
    Award: 'an object with "programme", "to" and "monthly"',
    Progress: 'an object with "state" and "through", as a timeline wrote it, or null',
    Kept: 'an object with "programme", "to" and "monthly"',
    Pending: 'an object with "kind" and "on"',
    Refusing: 'an object with "member" and "times"',
}


def _object(structure: Hook) -> Hook:
    """Refuse what is no object before cattrs looks for its keys."""

    def hook(data: Any, kind: Any) -> Any:
        if not isinstance(data, Mapping):
            raise EntryError(f"is {shown(data)}; expected {OBJECTS[kind]}.")
        return structure(data, kind)

    return hook


def _checked(check: Check, *, unknown: bool = True, none: bool = False) -> Hook:
    """Take a value as it stands when a check has nothing against it."""

    def hook(data: Any, _: Any) -> Any:
        value = UNKNOWN if unknown and is_unknown(data) else None if none and is_none(data) else data
        if problem := check(value):
            raise EntryError(problem)
        return value

    return hook


def _optional(read: Callable[[Any], Any]) -> Hook:
    """Take null for none and "unknown" for unknown, else read on."""
    return lambda data, _: UNKNOWN if is_unknown(data) else None if is_none(data) else read(data)


def _list_of(converter: Converter, kind: type, *, may_be_unknown: bool = False) -> Hook:
    def hook(data: Any, _: Any) -> Any:
        if may_be_unknown and is_unknown(data):
            return UNKNOWN
        items = () if data is None else data
        if not isinstance(items, list | tuple):
            raise EntryError(f"is {shown(data)}; expected a list of objects.")
        if len(items) > MOST_PEOPLE:
            raise EntryError(too_many(items))
        return converter.structure(items, tuple[kind, ...])  # type: ignore[valid-type]

    return hook


def _fact_hooks(catalogue: Catalogue, entity: Entity, places: tuple[str, ...]) -> dict[str, Hook]:
    """Give the hooks of an entity's facts, alone or in maps."""

    def in_map(place: str) -> Hook:
        return lambda data, _: read_map(catalogue, entity, place, data)

    def alone(fact: Fact) -> Hook:
        return lambda data, _: read_entry(fact, data)

    single = {key: alone(fact) for key, fact in BUILT_IN.at(entity, "").items() if not fact.derived}
    return {"id": _checked(text_problem, unknown=False)} | single | {place: in_map(place) for place in places}


@lru_cache(maxsize=32)
def converter_for(catalogue: Catalogue) -> Converter:
    """Build the converter that takes the facts of a catalogue."""
    converter = Converter(forbid_extra_keys=True)
    for kind, by_field in _hooks(converter, catalogue).items():
        overrides: Any = {name: override(struct_hook=hook) for name, hook in by_field.items()}
        structure: Any = make_dict_structure_fn(kind, converter, **overrides)
        converter.register_structure_hook(kind, _object(structure))
    return converter


def _hooks(converter: Converter, catalogue: Catalogue) -> dict[type, dict[str, Hook]]:
    """Say for every field of every model how it is taken in."""
    return {
        Household: {
            **_fact_hooks(catalogue, "household", HOUSEHOLD_PLACES),
            "jurisdiction": _checked(jurisdiction_problem, unknown=False),
            "members": _list_of(converter, Member),
            "obligors": _list_of(converter, Obligor, may_be_unknown=True),
            "prior": _optional(lambda data: converter.structure(data, BenefitState)),
        },
        Member: {
            **_fact_hooks(catalogue, "member", MEMBER_PLACES),
            "born": lambda data, _: read_date(data),
            "clergy_apart_since": _optional(read_date),
            "disability": _optional(lambda data: converter.structure(data, Disability)),
        },
        Obligor: {**_fact_hooks(catalogue, "obligor", OBLIGOR_PLACES), "born": lambda data, _: read_date(data)},
        Disability: {key: _checked(check) for key, check in DISABILITY_CHECKS.items()},
        BenefitState: {
            **{key: _checked(check, none=key in ("cause", "exit_decided")) for key, check in PRIOR_CHECKS.items()},
            "dibao_monthly": _paid(unknown=True),
            "awards": _list_of(converter, Award),
            "progress": lambda data, _: None if is_none(data) else converter.structure(data, Progress),
        },
        Progress: {
            **{key: _checked(check, unknown=False, none=True) for key, check in PROGRESS_CHECKS.items()},
            **dict.fromkeys(("applied", "decided", "reviewed", "heard"), _day),
            **{
                key: _list_of(converter, kind)
                for key, kind in {
                    "kept": Kept,
                    "pending": Pending,
                    "refusing": Refusing,
                    "suspended": Refusing,
                }.items()
            },
            "sharing": _ids,
        },
        Kept: {key: _checked(check, unknown=False) for key, check in KEPT_CHECKS.items()} | {"monthly": _paid()},
        Pending: {key: _checked(check, unknown=False, none=True) for key, check in PENDING_CHECKS.items()}
        | {"on": _day},
        Refusing: {key: _checked(check, unknown=False) for key, check in REFUSING_CHECKS.items()}
        | {"withheld": lambda data, kind: None if is_none(data) else _paid()(data, kind)},
        Award: {key: _checked(check, unknown=False) for key, check in AWARD_CHECKS.items()} | {"monthly": _paid()},
    }


def _ids(data: Any, _: Any) -> tuple[str, ...]:
    """Take a list of ids; null is none."""
    items = () if is_none(data) else data
    if not isinstance(items, list | tuple):
        raise EntryError(f"is {shown(data)}; expected a list of ids.")
    if len(items) > MOST_PEOPLE:
        raise EntryError(too_many(items))
    for each in items:
        if (problem := text_problem(each)) is not None:
            raise EntryError(problem)
    return tuple(items)


def _day(data: Any, _: Any) -> Any:
    """Take a date; null is none, and "unknown" is no date."""
    if is_unknown(data):
        raise EntryError(f'is {shown(data)}; expected a date such as "2024-03-01".')
    return None if is_none(data) else read_date(data)


def _paid(*, unknown: bool = False) -> Hook:
    check = _checked(paid_problem, unknown=unknown)
    return lambda data, kind: check(data if unknown and is_unknown(data) else read_money(PAID, data), kind)


def _out() -> Converter:
    """Build the converter that writes what differs from being left out."""
    converter = Converter(unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(Money, Money.to_json)
    converter.register_unstructure_hook(Area, Area.to_json)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Unknown, lambda _: UNKNOWN.value)
    converter.register_unstructure_hook(tuple, lambda items: [converter.unstructure(each) for each in items])
    converter.register_unstructure_hook(
        ReadOnlyMap, lambda stated: {key: converter.unstructure(stated[key]) for key in sorted(stated)}
    )
    converter.register_unstructure_hook(
        Verified, lambda verified: {source: converter.unstructure(each) for source, each in verified.stated()}
    )
    for kind in reversed(tuple(OBJECTS)):
        converter.register_unstructure_hook(
            kind, make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)
        )
    return converter


TO_JSON = _out()
