"""Settle the domain of households: any that intake would accept.

The strategies describe what may be, not what is likely, and shrink to one
applicant without income, born on the earliest day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from dibao.household.checks import CAUSES, DISABILITY_KINDS, STATUSES
from dibao.household.facts import BUILT_IN, Catalogue, Entity, Fact
from dibao.household.models import Award, BenefitState, Disability, Household, Member, Obligor
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS, Area, Money
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, MONTHS_A_YEAR

FIRST_DAY = date(2020, 1, 1)
LAST_DAY = date(2026, 12, 31)
EARLIEST_BIRTH = date(1915, 1, 1)
_USUAL_YUAN = 5_000
_USUAL_COUNT = 5
_USUAL_AREA = 200
Values = st.SearchStrategy[Any]


def days(first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[date]:
    """Give days of decision, turns of months and years often among them."""
    turns = [date(year, month, day) for year in range(first.year, last.year + 1) for month, day in _TURNS]
    inside = [first, *(turn for turn in turns if first <= turn <= last), last]
    return st.sampled_from(inside) | st.dates(first, last)


_TURNS = ((1, 1), (2, 28), (3, 1), (6, 30), (7, 1), (12, 31))


def flows(low: int = 0, high: int = 10**7) -> st.SearchStrategy[Money]:
    """Give flows of whole fen a year; the bounds are yuan a month."""
    scale = FEN_A_YUAN * MONTHS_A_YEAR
    near = st.integers(max(low, -_USUAL_YUAN), min(high, _USUAL_YUAN)).map(lambda yuan: yuan * scale)
    monthly = st.integers(low * FEN_A_YUAN, high * FEN_A_YUAN).map(lambda fen: fen * MONTHS_A_YEAR)
    yearly = st.integers(max(low, -_USUAL_YUAN) * scale, min(high, _USUAL_YUAN) * scale)
    return (near | yearly | monthly).map(lambda fen: Money(fen, FLOW))


def stocks(low: int = 0, high: int = 10**11) -> st.SearchStrategy[Money]:
    """Give stocks between two bounds in yuan."""
    near = st.integers(low, min(high, 100 * _USUAL_YUAN)).map(lambda yuan: yuan * FEN_A_YUAN)
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
    """Give maps that name some of the facts; the others are none."""
    pairs = [st.tuples(st.just(fact.key), values_of(fact, unknowns=unknowns)) for fact in facts]
    some = st.lists(st.one_of(pairs), unique_by=lambda pair: pair[0]).map(dict) if pairs else st.just({})
    return some | st.just(UNKNOWN) if unknowns else some


def full_maps_of(facts: Iterable[Fact], *, unknowns: bool = False) -> Values:
    """Give maps that name all facts, or some when facts may be unknown."""
    by_key = {fact.key: values_of(fact, unknowns=unknowns) for fact in facts}
    return st.fixed_dictionaries({}, optional=by_key) if unknowns else st.fixed_dictionaries(by_key)


def births(on: date = FIRST_DAY) -> st.SearchStrategy[date]:
    """Give days of birth before a day, 29 February among them."""
    leap = [date(year, 2, 29) for year in range(1916, on.year, 4)]
    return st.sampled_from([date(1980, 1, 1), on, *leap]) | st.dates(EARLIEST_BIRTH, on)


@cache
def disabilities(*, unknowns: bool = False) -> Values:
    """Give certified disabilities, or none."""
    kinds: Values = st.sampled_from(DISABILITY_KINDS)
    grades: Values = st.integers(1, 4)
    nothing: list[Any] = [None]
    if unknowns:
        kinds, grades, nothing = kinds | st.just(UNKNOWN), grades | st.just(UNKNOWN), [None, UNKNOWN]
    return st.sampled_from(nothing) | st.builds(Disability, kind=kinds, grade=grades)


@cache
def members(
    index: int = 0, *, on: date = FIRST_DAY, unknowns: bool = False, catalogue: Catalogue = BUILT_IN
) -> st.SearchStrategy[Member]:
    """Give members; the one with index 0 is the applicant."""
    relations = catalogue.fact("member", "relation").values
    maybe = st.just(UNKNOWN) if unknowns else st.nothing()

    return st.builds(
        Member,
        id=st.just(f"m{index}"),
        relation=st.just("applicant") if index == 0 else st.sampled_from(relations[1:]) | maybe,
        born=births(on) | maybe,
        incomes=_some(catalogue, "member", "incomes", unknowns),
        transfers_paid=_some(catalogue, "member", "transfers_paid", unknowns),
        expenses=_some(catalogue, "member", "expenses", unknowns),
        flags=_some(catalogue, "member", "flags", unknowns),
        clergy_apart_since=st.none() | births(on) | maybe,
        education=values_of(catalogue.fact("member", "education"), unknowns=unknowns),
        disability=disabilities(unknowns=unknowns),
        findings=_settled(catalogue, "member", "findings", unknowns),
        facts=_settled(catalogue, "member", "facts", unknowns),
    )


@cache
def obligors(index: int = 0, *, unknowns: bool = False, catalogue: Catalogue = BUILT_IN) -> st.SearchStrategy[Obligor]:
    """Give relatives who live apart."""
    stated = {
        key: values_of(fact, unknowns=unknowns) for key, fact in catalogue.at("obligor", "").items() if not fact.derived
    }
    return st.builds(
        Obligor, id=st.just(f"o{index}"), facts=_settled(catalogue, "obligor", "facts", unknowns), **stated
    )


@cache
def benefit_states(*, unknowns: bool = False) -> st.SearchStrategy[BenefitState]:
    """Give what a household may have received before."""
    paid = st.integers(0, _USUAL_YUAN * FEN_A_YUAN).map(lambda fen: Money.monthly(fen) / FEN_A_YUAN)
    maybe = st.just(UNKNOWN) if unknowns else st.nothing()
    return st.builds(
        BenefitState,
        status=st.sampled_from(STATUSES) | maybe,
        dibao_monthly=paid | maybe,
        awards=st.lists(
            st.builds(Award, programme=st.just("dibao"), to=st.sampled_from(("household", "m0")), monthly=paid),
            max_size=2,
        ),
        cause=st.none() | st.sampled_from(CAUSES) | maybe,
        exit_decided=st.none() | st.dates(FIRST_DAY, LAST_DAY).map(lambda day: f"{day:%Y-%m}"),
        grace_months_used=st.integers(0, 36) | maybe,
    )


@st.composite
def households(
    draw: st.DrawFn,
    /,
    jurisdictions: Sequence[str] = ("431281",),
    *,
    unknowns: bool = False,
    catalogue: Catalogue = BUILT_IN,
    on: date = FIRST_DAY,
    most_members: int = 6,
) -> Household:
    """Give households that intake accepts.

    Args:
        draw: Given by Hypothesis.
        jurisdictions: The codes to choose from.
        unknowns: Whether facts may be unknown; if not, every fact and finding
            of the catalogue is stated.
        catalogue: The facts that may be stated.
        on: The earliest day of decision; everybody is born by then.
        most_members: How many members at most.
    """
    shared: Mapping[str, Any] = {"unknowns": unknowns, "catalogue": catalogue}
    maybe = st.just(UNKNOWN) if unknowns else st.nothing()
    size, others = draw(st.integers(1, most_members)), draw(st.integers(0, 2))
    relatives: Any = tuple(draw(obligors(index, **shared)) for index in range(others))
    return Household(
        id="h",
        jurisdiction=draw(st.sampled_from(jurisdictions)),
        area=draw(values_of(catalogue.fact("household", "area"), unknowns=unknowns)),
        members=tuple(draw(members(index, on=on, **shared)) for index in range(size)),
        obligors=draw(st.just(relatives) | maybe),
        property=draw(_some(catalogue, "household", "property", unknowns)),
        findings=draw(_settled(catalogue, "household", "findings", unknowns)),
        prior=draw(st.none() | benefit_states(unknowns=unknowns) | maybe),
        facts=draw(_settled(catalogue, "household", "facts", unknowns)),
    )


@st.composite
def cases(
    draw: st.DrawFn, /, jurisdictions: Sequence[str] = ("431281",), *, first: date = FIRST_DAY, **options: Any
) -> tuple[Household, date]:
    """Give a household and a day of decision on which everybody is born."""
    on = draw(days(first))
    return draw(households(jurisdictions, on=on, **options)), on


@cache
def _some(catalogue: Catalogue, entity: Entity, place: str, unknowns: bool) -> Values:
    return maps_of(catalogue.at(entity, place).values(), unknowns=unknowns)


@cache
def _settled(catalogue: Catalogue, entity: Entity, place: str, unknowns: bool) -> Values:
    return full_maps_of(catalogue.at(entity, place).values(), unknowns=unknowns)
