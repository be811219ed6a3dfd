"""Settle what may be stated for one fact, and for the maps of facts.

Amounts are exact: whole fen a year for flows, whole fen for stocks, whole
hundredths of a square metre for areas. Small round values come first.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from dibao.household.facts import Fact
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS, Area, Money
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, MONTHS_A_YEAR

USUAL_YUAN = 5_000
_USUAL_COUNT = 5
_USUAL_AREA = 200
Values = st.SearchStrategy[Any]


def flows(low: int = 0, high: int = 10**7) -> st.SearchStrategy[Money]:
    """Give flows of whole fen a year; the bounds are yuan a month."""
    scale = FEN_A_YUAN * MONTHS_A_YEAR
    near = st.integers(max(low, -USUAL_YUAN), min(high, USUAL_YUAN)).map(lambda yuan: yuan * scale)
    monthly = st.integers(low * FEN_A_YUAN, high * FEN_A_YUAN).map(lambda fen: fen * MONTHS_A_YEAR)
    yearly = st.integers(max(low, -USUAL_YUAN) * scale, min(high, USUAL_YUAN) * scale)
    return (near | yearly | monthly).map(lambda fen: Money(fen, FLOW))


def stocks(low: int = 0, high: int = 10**11) -> st.SearchStrategy[Money]:
    """Give stocks between two bounds in yuan."""
    near = st.integers(low, min(high, 100 * USUAL_YUAN)).map(lambda yuan: yuan * FEN_A_YUAN)
    return (near | st.integers(low * FEN_A_YUAN, high * FEN_A_YUAN)).map(lambda fen: Money.stock(fen) / FEN_A_YUAN)


def areas(low: int = 0, high: int = 10**5) -> st.SearchStrategy[Area]:
    """Give areas of whole hundredths between two bounds in square metres."""
    near = st.integers(low, max(low, min(high, _USUAL_AREA))).map(lambda metres: metres * HUNDREDTHS)
    return (near | st.integers(low * HUNDREDTHS, high * HUNDREDTHS)).map(Area)


@cache
def values_of(fact: Fact, *, unknowns: bool = False) -> Values:
    """Give the values that may be stated for a fact."""
    known: Values
    if fact.unit == FLAG:
        known = st.booleans()
    elif fact.unit == CHOICE:
        known = st.sampled_from(fact.values)
    elif fact.unit.is_money:
        known = flows(*fact.bounds) if fact.unit == FLOW else stocks(*fact.bounds)
    elif fact.unit == AREA:
        known = areas(*fact.bounds)
    else:
        low, high = fact.bounds
        known = st.integers(low, min(high, low + _USUAL_COUNT)) | st.integers(low, high)
    return known | st.just(UNKNOWN) if unknowns else known


def maps_of(facts: Iterable[Fact], *, unknowns: bool = False) -> Values:
    """Give maps that name some of the facts; the others are none.

    What would be unknown when it is left out is named, unless facts may be unknown.
    """
    facts = tuple(facts)
    needed = () if unknowns else tuple(fact for fact in facts if fact.absent == "unknown")
    pairs = [st.tuples(st.just(each.key), values_of(each, unknowns=unknowns)) for each in facts if each not in needed]
    some = st.lists(st.one_of(pairs), unique_by=lambda pair: pair[0]).map(dict) if pairs else st.just({})
    if unknowns:
        return some | st.just(UNKNOWN)
    if any(fact.beside for fact in facts):
        some = some.map(lambda stated: {**_other_halves(facts, stated), **stated})
    return st.tuples(full_maps_of(needed), some).map(lambda maps: _joined(needed, *maps)) if needed else some


def _other_halves(facts: Iterable[Fact], stated: dict[str, Any]) -> dict[str, Any]:
    """Give what would be unknown beside its other half."""
    return {fact.key: fact.none_value for fact in facts if fact.beside in stated}


def _joined(needed: Iterable[Fact], full: dict[str, Any], some: dict[str, Any]) -> dict[str, Any]:
    """Give one map; an area needs no naming where no house is named."""
    named = {fact.key: full[fact.key] for fact in needed if not fact.without or fact.without in some}
    return {**named, **some}


def full_maps_of(facts: Iterable[Fact], *, unknowns: bool = False) -> Values:
    """Give maps that name all facts, or some when facts may be unknown."""
    by_key = {fact.key: values_of(fact, unknowns=unknowns) for fact in facts}
    return st.fixed_dictionaries({}, optional=by_key) if unknowns else st.fixed_dictionaries(by_key)


def rare_maps_of(facts: Iterable[Fact], *, unknowns: bool = False) -> Values:
    """Give maps that mostly say nothing is the matter; such as those of parents.

    They shrink to one that names nothing but zeros.
    """
    facts = tuple(facts)
    nothing = {} if unknowns else {fact.key: fact.none_value for fact in facts if fact.absent == "unknown"}
    return st.just(nothing) | maps_of(facts, unknowns=unknowns)
