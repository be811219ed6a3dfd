"""Settle what one value in a file means: amount, flag, word, unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from dibao.household.checks import date_problem
from dibao.household.facts import Catalogue, Entity, Fact, nearest
from dibao.household.problems import child, is_huge, one_of, shown, unknown_key, value_problem
from dibao.household.stated import UNKNOWN, Unknown, written_date
from dibao.household.verified import NOT_OF_A_FINDING, SOURCES, Verified
from dibao.symbols.amounts import Area, Money, make
from dibao.symbols.units import AREA, CHOICE, FLOW, STOCK

MOST_ENTRIES = 200
_AMOUNT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,2})?")
_TOO_FINE = re.compile(r"-?[0-9]+\.[0-9]{3,}")
_EXPONENT = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+")
_YUAN = ('yuan such as "600.00"', "a fen")
_SQUARE_METRES = ('square metres such as "86.50"', "a hundredth")
_PERIODS: dict[str, Callable[[int | str], Money]] = {"month": Money.monthly, "year": Money.yearly}


class EntryError(Exception):
    """What is wrong with a part of a file, by path below that part."""

    def __init__(self, found: str | Iterable[tuple[str, str]]) -> None:
        """Keep one sentence about the part itself, or several with paths."""
        self.found = [("", found)] if isinstance(found, str) else list(found)
        super().__init__(self.found)


def is_unknown(data: object) -> bool:
    """Tell whether a file says that this is not known."""
    return isinstance(data, str) and data == UNKNOWN.value


def is_none(data: object) -> bool:
    """Tell whether a file says none: null, or "none" where TOML has no null."""
    return data is None or (isinstance(data, str) and data == "none")


def read_entry(fact: Fact, data: Any) -> Any:
    """Give the stated value of one fact, or what each source says; `None` is none.

    Raises:
        EntryError: the value is not one of this fact.
    """
    return _verified(fact, data) if _names_sources(data) else _read_value(fact, data)


def _read_value(fact: Fact, data: Any) -> Any:
    if is_unknown(data):
        return UNKNOWN
    if data is None and fact.place != "findings" and fact.none_value is not None:
        return None
    value = read_money(fact, data) if fact.unit.is_money else read_area(data) if fact.unit == AREA else data
    problem = value_problem(fact, value)
    if problem:
        raise EntryError(problem)
    return value


def _names_sources(data: object) -> bool:
    """Tell whether an entry is split by source, misspelt ones among them."""
    if not isinstance(data, Mapping):
        return False
    misspelt = "amount" not in data and "per" not in data and any(nearest(key, SOURCES) for key in data)
    return misspelt or any(key in SOURCES for key in data)


def _verified(fact: Fact, data: Mapping[Any, Any]) -> Verified:
    """Give what each source says of one fact.

    Raises:
        EntryError: every source that is not known, and every wrong value.
    """
    if fact.place == "findings":
        raise EntryError(NOT_OF_A_FINDING)
    if fact.entity != "obligor" and not fact.place:
        raise EntryError("names sources, which only entries of maps and facts of obligors may; write the value alone.")
    values, found = {}, []
    for key, each in data.items():
        try:
            if key not in SOURCES:
                near = nearest(key, SOURCES)
                hint = f'did you mean "{near}"?' if near else f"expected {one_of(SOURCES)}."
                raise EntryError(unknown_key("as a source", key, each, hint))
            values[key] = _none_of(fact) if each is None else _read_value(fact, each)
        except EntryError as error:
            found += [(child("", key) + below, text) for below, text in error.found]
    if found:
        raise EntryError(found)
    return Verified(**values)


def _none_of(fact: Fact) -> Any:
    """Give what a source says with null, as a value.

    Raises:
        EntryError: the fact has no none.
    """
    none = fact.none_value
    if none is None or not (fact.place or fact.unit == CHOICE):
        raise EntryError(str(value_problem(fact, None)))
    if fact.place and fact.absent == "unknown":
        return UNKNOWN
    return make(0, fact.unit) if fact.unit.is_money or fact.unit == AREA else none


def read_map(catalogue: Catalogue, entity: Entity, place: str, data: Any) -> dict[str, Any] | Unknown:
    """Give the stated values of one JSON map.

    Raises:
        EntryError: every wrong value and unknown key of the map.
    """
    if is_unknown(data):
        return UNKNOWN
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        raise EntryError(f'is {shown(data)}; expected an object of names and values, or "unknown".')
    if len(data) > MOST_ENTRIES:
        raise EntryError(f"has {len(data)} entries; expected at most {MOST_ENTRIES}.")
    facts, values, found = catalogue.at(entity, place), {}, []
    for key, each in data.items():
        try:
            if key not in facts:
                raise EntryError(unknown_key(f"under {place}", key, each, catalogue.suggest(entity, place, key)))
            values[key] = read_entry(facts[key], each)
        except EntryError as error:
            found += [(child("", key) + below, text) for below, text in error.found]
    if found:
        raise EntryError(found)
    return values


def read_date(data: Any) -> Any:
    """Give a date written 1970-05-01, or `UNKNOWN`.

    Raises:
        EntryError: the value is no such date.
    """
    if is_unknown(data):
        return UNKNOWN
    try:
        day = written_date(data) if isinstance(data, str) else data
    except ValueError as error:
        raise EntryError(f"is {shown(data)}, a day that no calendar has; expected a date.") from error
    if problem := date_problem(data if day is None else day):
        raise EntryError(problem)
    return day


def read_money(fact: Fact, data: Any) -> Money:
    """Give an exact amount: a text or whole number of yuan, or with a period.

    Raises:
        EntryError: the value is no exact amount of yuan.
    """
    per = "month"
    if isinstance(data, Mapping):
        per, data = _period(fact, data)
    if problem := _amount_problem(data):
        raise EntryError(problem)
    return Money.stock(data) if fact.unit == STOCK else _PERIODS[per](data)


def read_area(data: Any) -> Area:
    """Give an exact area: a text or whole number of square metres.

    Raises:
        EntryError: the value is no exact area.
    """
    if problem := _amount_problem(data, _SQUARE_METRES):
        raise EntryError(problem)
    return Area.square_metres(data)


def _period(fact: Fact, data: Mapping[str, Any]) -> tuple[str, Any]:
    """Split an amount that says its period."""
    if fact.unit != FLOW:
        raise EntryError(f'is {shown(data)}; expected yuan held, such as "8000.00", without a period.')
    if set(data) != {"amount", "per"}:
        raise EntryError(f'is {shown(data)}; expected "amount" and "per" only: {{"amount": "15000", "per": "year"}}.')
    if not isinstance(data["per"], str) or data["per"] not in _PERIODS:
        raise EntryError([(".per", f"is {shown(data['per'])}; expected {one_of(_PERIODS)}.")])
    if problem := _amount_problem(data["amount"]):
        raise EntryError([(".amount", problem)])
    return data["per"], data["amount"]


def _amount_problem(data: object, wanted: tuple[str, str] = _YUAN) -> str | None:
    """Say why a value is no exact amount, and how to write it."""
    expected = f"expected {wanted[0]}"
    if isinstance(data, float | Decimal) and Decimal(data).is_finite():
        text = _AMOUNT.fullmatch(str(data))
        return f"is {shown(data)}, a number with a decimal point, which can be inexact; " + (
            f'write it as a text, "{Decimal(str(data)):.2f}".' if text else f"{expected}."
        )
    if isinstance(data, int) and not isinstance(data, bool):
        return f"is {shown(data)}; {expected}." if is_huge(data) else None
    if not isinstance(data, str):
        return f'is {shown(data)}; {expected}, or "unknown".'
    return None if _AMOUNT.fullmatch(data) else f"is {shown(data)}, {_fault(data, *wanted)}"


def _fault(text: str, example: str, finest: str) -> str:
    """Say what keeps a text from being an amount."""
    usual = unicodedata.normalize("NFKC", text)
    joined = re.sub(r"[_, ]", "", usual)
    if _TOO_FINE.fullmatch(text):
        return f"finer than {finest}; expected at most two decimals."
    if _EXPONENT.fullmatch(text):
        return 'written with an exponent; write all digits, such as "1000".'
    if usual != text and _AMOUNT.fullmatch(usual):
        return f'in full-width characters; write "{usual}".'
    if joined != text and _AMOUNT.fullmatch(joined):
        return f'with signs between the digits; write "{joined}".'
    return f'not an amount; expected {example}, or "unknown".'
