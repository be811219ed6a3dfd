"""Settle the domain of households: any that intake would accept.

The strategies describe what may be, not what is likely, and shrink to one
applicant without income, born on the earliest day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from dibao.household.checks import CAUSES, DISABILITY_KINDS, STATUSES
from dibao.household.facts import BUILT_IN, Catalogue, Entity
from dibao.household.models import Award, BenefitState, Disability, Household, Member, Obligor
from dibao.household.stated import UNKNOWN
from dibao.symbols.amounts import FEN_A_YUAN, Money
from dibao.testing.places import jurisdictions
from dibao.testing.stated import (
    USUAL_YUAN,
    Values,
    areas,
    flows,
    full_maps_of,
    maps_of,
    rare_maps_of,
    stocks,
    values_of,
)

FIRST_DAY = date(2020, 1, 1)
LAST_DAY = date(2026, 12, 31)
EARLIEST_BIRTH = date(1915, 1, 1)
__all__ = (
    "areas", "benefit_states", "births", "cases", "days", "disabilities", "flows", "full_maps_of", "households",
    "incomes", "jurisdictions", "maps_of", "members", "months", "obligors", "rare_maps_of", "stocks", "unknowns",
    "values_of",
)  # fmt: skip


def days(first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[date]:
    """Give days of decision, turns of months and years often among them."""
    turns = [date(year, month, day) for year in range(first.year, last.year + 1) for month, day in _TURNS]
    inside = [first, *(turn for turn in turns if first <= turn <= last), last]
    return st.sampled_from(inside) | st.dates(first, last)


_TURNS = ((1, 1), (2, 28), (3, 1), (6, 30), (7, 1), (12, 31))


def births(on: date = FIRST_DAY) -> st.SearchStrategy[date]:
    """Give days of birth before a day, 29 February among them."""
    leap = [date(year, 2, 29) for year in range(1916, on.year, 4)]
    return st.sampled_from([date(1980, 1, 1), on, *leap]) | st.dates(EARLIEST_BIRTH, on)


def months(most: int = 240) -> st.SearchStrategy[int]:
    """Give whole numbers of months, those beside full years often among them."""
    beside = [year + shift for year in range(0, most + 1, 12) for shift in (-1, 0, 1)]
    return st.sampled_from([each for each in beside if 0 <= each <= most]) | st.integers(0, most)


def incomes(*, unknowns: bool = False, catalogue: Catalogue = BUILT_IN) -> Values:
    """Give what one member earns, by kind; only business income may be negative."""
    return _some(catalogue, "member", "incomes", unknowns)


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
        father=_rare(catalogue, "member", "father", unknowns),
        mother=_rare(catalogue, "member", "mother", unknowns),
        needs_help=_some(catalogue, "member", "needs_help", unknowns),
    )


@cache
def obligors(
    index: int = 0, *, on: date = FIRST_DAY, unknowns: bool = False, catalogue: Catalogue = BUILT_IN
) -> st.SearchStrategy[Obligor]:
    """Give relatives who live apart; they are born by the day."""
    maybe = st.just(UNKNOWN) if unknowns else st.nothing()
    stated = {
        key: values_of(fact, unknowns=unknowns) for key, fact in catalogue.at("obligor", "").items() if not fact.derived
    }
    return st.builds(
        Obligor,
        id=st.just(f"o{index}"),
        born=births(on) | maybe,
        facts=_settled(catalogue, "obligor", "facts", unknowns),
        **stated,
    )


@cache
def benefit_states(*, unknowns: bool = False) -> st.SearchStrategy[BenefitState]:
    """Give what a household may have received before."""
    paid = st.integers(0, USUAL_YUAN * FEN_A_YUAN).map(lambda fen: Money.monthly(fen) / FEN_A_YUAN)
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
    relatives: Any = tuple(draw(obligors(index, on=on, **shared)) for index in range(others))
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
        request=draw(_some(catalogue, "household", "request", unknowns)),
        monitoring=draw(_rare(catalogue, "household", "monitoring", unknowns)),
    )


@st.composite
def cases(
    draw: st.DrawFn, /, jurisdictions: Sequence[str] = ("431281",), *, first: date = FIRST_DAY, **options: Any
) -> tuple[Household, date]:
    """Give a household and a day of decision on which everybody is born."""
    on = draw(days(first))
    return draw(households(jurisdictions, on=on, **options)), on


@st.composite
def unknowns(draw: st.DrawFn, families: st.SearchStrategy[Household], /, *, most: int = 4) -> Household:
    """Give households of which some stated facts are no longer known.

    Args:
        draw: Given by Hypothesis.
        families: The households as they are; they shrink to the simplest with as little hidden as may be.
        most: How many facts or maps at most.
    """
    household = draw(families)
    places = list(_stated_places(household))
    # Not unique: then a list shrinks to the one entry that matters, and hiding twice changes nothing.
    for person, place, key in draw(st.lists(st.sampled_from(places), max_size=most)):
        household = _hidden(household, person, place, key)
    return household


_MAY_BE_WHOLLY_UNKNOWN = ("incomes", "expenses", "flags")


def _stated_places(household: Household) -> Iterator[tuple[int | None, str, str | None]]:
    """Give where a fact stands: whose, in which map, under which key; no key is the whole map."""
    yield None, "area", None
    yield None, "property", None
    yield from ((None, "findings", key) for key in household.findings)
    for position, member in enumerate(household.members):
        yield from ((position, place, None) for place in _MAY_BE_WHOLLY_UNKNOWN)
        yield position, "born", None
        stated = member.incomes
        yield from ((position, "incomes", key) for key in (stated if isinstance(stated, Mapping) else ()))


def _hidden(household: Household, person: int | None, place: str, key: str | None) -> Household:
    owner: Any = household if person is None else household.members[person]
    stated = getattr(owner, place)
    # A map that was hidden as a whole has no entry left to hide.
    if key is not None and stated is UNKNOWN:
        return household
    changes: dict[str, Any] = {place: UNKNOWN if key is None else {**stated, key: UNKNOWN}}
    if person is None:
        return evolve(household, **changes)
    people = list(household.members)
    people[person] = evolve(owner, **changes)
    return evolve(household, members=tuple(people))


@cache
def _some(catalogue: Catalogue, entity: Entity, place: str, unknowns: bool) -> Values:
    return maps_of(catalogue.at(entity, place).values(), unknowns=unknowns)


@cache
def _rare(catalogue: Catalogue, entity: Entity, place: str, unknowns: bool) -> Values:
    return rare_maps_of(catalogue.at(entity, place).values(), unknowns=unknowns)


@cache
def _settled(catalogue: Catalogue, entity: Entity, place: str, unknowns: bool) -> Values:
    return full_maps_of(catalogue.at(entity, place).values(), unknowns=unknowns)
