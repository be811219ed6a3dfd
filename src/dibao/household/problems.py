"""Settle the words in which a wrong value of a household is reported."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from dibao.household.facts import Fact
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import Area, Money
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, STOCK, Unit

LONGEST_SHOWN = 60
_MOST_BITS_SHOWN = 190
_BELOW_ZERO = {
    "incomes": "Enter what a member pays out under transfers_paid.",
    "transfers_paid": "Enter what a member pays out as a positive amount.",
    "expenses": "Enter a repayment under incomes.",
    "property": "Debts are not entered.",
}


def shown(value: object) -> str:
    """Give a value as JSON would write it, shortened, safe to print."""
    if isinstance(value, Money | Area):
        return amount_text(value)
    if isinstance(value, int) and is_huge(value):
        return "a number of more than 57 digits"
    if isinstance(value, str):
        text = json.dumps(value[: LONGEST_SHOWN * 2], ensure_ascii=not value[: LONGEST_SHOWN * 2].isprintable())
    elif isinstance(value, dict | list | tuple):
        kind = "an object" if isinstance(value, dict) else "a list"
        return f"{kind} with {len(value)} {'entry' if len(value) == 1 else 'entries'}"
    elif value is None or isinstance(value, bool):
        text = json.dumps(value)
    elif isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, int | float | Decimal):
        text = str(value).replace("nan", "NaN")
    else:
        text = ascii(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def is_huge(value: int) -> bool:
    """Tell whether a number is too long to be printed."""
    return value.bit_length() > _MOST_BITS_SHOWN


def amount_text(value: Money | Area) -> str:
    """Give an amount or area with its unit: `-50.00 yuan a month`."""
    if is_huge(value.amount.numerator) or is_huge(value.amount.denominator):
        return "an amount of more than 50 digits"
    text = value.text()
    if isinstance(value, Area):
        return f"{text} square metres"
    if value.unit != FLOW:
        return f"{text} yuan"
    return f"{text.removesuffix(' a year')} yuan a year" if text.endswith(" a year") else f"{text} yuan a month"


def child(path: str, key: object) -> str:
    """Give the JSON path of an entry: `.wage`, `["a b"]` or `[0]`."""
    if isinstance(key, str) and key.isidentifier() and key.isascii() and len(key) <= LONGEST_SHOWN:
        return f"{path}.{key}"
    return f"{path}[{shown(key)}]"


def one_of(values: Iterable[str]) -> str:
    """List choices: `"urban" or "rural"`."""
    *most, last = [f'"{value}"' for value in values]
    return f"{', '.join(most)} or {last}" if most else last


def wrong_choice(value: object, values: Iterable[str]) -> str:
    """Say that a value is none of the choices, and which one may be meant."""
    choices = list(values)
    near = difflib.get_close_matches(value[:LONGEST_SHOWN], choices, n=1) if isinstance(value, str) else []
    hint = f' Did you mean "{near[0]}"?' if near else ""
    return f"is {shown(value)}; expected {one_of(choices)}.{hint}"


def value_problem(fact: Fact, value: object) -> str | None:
    """Say what is wrong with a value stated for a fact, if anything is."""
    if value is UNKNOWN:
        return None
    if fact.unit.is_money or fact.unit == AREA:
        return _amount_problem(fact, value)
    if fact.unit == CHOICE:
        return None if isinstance(value, str) and value in fact.values else wrong_choice(value, fact.values)
    if fact.unit == FLAG:
        return None if isinstance(value, bool) else f"is {shown(value)}; expected true or false."
    return number_problem(value, *fact.bounds, of=_counted(fact.unit))


def number_problem(value: object, low: int, high: int, of: str = "number") -> str | None:
    """Say what is wrong with a whole number between two bounds."""
    if type(value) is not int:
        return f"is {shown(value)}; expected a whole {of} from {low} to {high}."
    return None if low <= value <= high else f"is {shown(value)}; expected {low} to {high}."


def _counted(unit: Unit) -> str:
    return "number of months" if unit.months else "number"


_EXAMPLES = {
    FLOW: 'an amount such as Money.monthly("600.00")',
    STOCK: 'an amount such as Money.stock("8000.00")',
    AREA: 'an area such as Area.square_metres("86.50")',
}


def _amount_problem(fact: Fact, value: object) -> str | None:
    if not isinstance(value, Money | Area) or value.unit != fact.unit:
        return f"is {shown(value)}; expected {_EXAMPLES[fact.unit]}."
    if type(value.amount) is not int:
        one, several = ("hundredth", "hundredths") if fact.unit == AREA else ("fen", "fen")
        return f"is {shown(value)}, finer than a {one}; expected whole {several}."
    return bounds_problem(fact, value)


def bounds_problem(fact: Fact, value: Money | Area) -> str | None:
    """Say that an amount is beyond what its fact allows, if it is."""
    low, high = fact.stored_bounds
    if value.amount < low:
        hint = _BELOW_ZERO.get(fact.place) if low == 0 and fact.unit.is_money else None
        return f"is {amount_text(value)}; expected {fact.bounds[0]} or more." + (f" {hint}" if hint else "")
    if value.amount > high:
        unit = "square metres" if fact.unit == AREA else "yuan"
        period = " a month" if fact.unit == FLOW else ""
        return f"is {amount_text(value)}; expected at most {fact.bounds[1]} {unit}{period}. Check that it is in {unit}."
    return None


def unknown_key(owner: str, key: object, value: object, suggestion: str | None) -> str:
    """Say that a key is not known, and what may be meant."""
    hint = f"; {suggestion}" if suggestion else ". Leave it out."
    return f"is {shown(value)}, but {shown(key)} is not known {owner}{hint}"
