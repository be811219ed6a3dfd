"""Every way in which what is unknown about a household may turn out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from tests.properties.places import ENGINE

from dibao import UNKNOWN, BenefitState, Disability, Household
from dibao.assess.questions import OpenQuestion
from dibao.household.facts import Entity
from dibao.testing.strategies import benefit_states, births, disabilities, obligors, values_of

CATALOGUE = ENGINE.catalogue
CIRCUMSTANCES = ("father", "mother", "needs_help")
PLACES: Mapping[Entity, tuple[str, ...]] = {
    "household": ("property", "findings", "facts", "request", "monitoring"),
    "member": ("incomes", "transfers_paid", "expenses", "flags", "findings", "facts", *CIRCUMSTANCES),
    "obligor": ("facts",),
}
EARLY = date(2012, 1, 1)
"""A day before every day of decision."""
Wanted = Callable[[str], bool]
"""Tells of a JSON path whether its unknown is to be settled."""


@st.composite
def completed(draw: Any, household: Household) -> Household:
    """Give the household with every unknown settled."""
    full: Household = draw(settled(household, lambda path: True))
    return full


@st.composite
def answered(draw: Any, household: Household, question: OpenQuestion) -> Household:
    """Give the household with one question answered; a figure is not the household's to state."""
    if question.figure:
        return household
    # A question may be about a whole map, or about one entry.
    told: Household = draw(settled(household, lambda path: f"{path}.".startswith(f"{question.path}.")))
    return told


@st.composite
def settled(draw: Any, household: Household, wanted: Wanted) -> Household:
    """Give the household with the wanted unknowns settled."""
    changes: dict[str, Any] = draw(entries("household", household, "$", wanted))
    if household.area is UNKNOWN and wanted("$.area"):
        changes["area"] = draw(st.sampled_from(("urban", "rural")))
    if household.obligors is UNKNOWN:
        if wanted("$.obligors"):
            changes["obligors"] = draw(st.sampled_from([(), (draw(obligors(0, on=EARLY, catalogue=CATALOGUE)),)]))
    else:
        changes["obligors"] = [
            draw(obligor(each, f"$.obligors[{position}]", wanted)) for position, each in enumerate(household.obligors)
        ]
    return evolve(
        household,
        prior=draw(prior(household.prior, wanted)),
        members=[draw(member(each, f"$.members[{n}]", wanted)) for n, each in enumerate(household.members)],
        **changes,
    )


@st.composite
def entries(draw: Any, entity: Entity, owner: Any, where: str, wanted: Wanted) -> dict[str, Any]:
    """Give the maps of an owner with the wanted unknowns settled."""
    changes = {}
    for place in PLACES[entity]:
        stated, facts = getattr(owner, place), CATALOGUE.at(entity, place)
        # A map that is wholly unknown is the same as one that says so of every entry.
        found = dict.fromkeys(facts, UNKNOWN) if stated is UNKNOWN else dict(stated)
        for key, fact in facts.items():
            missing = UNKNOWN if fact.absent == "unknown" else None
            if found.get(key, missing) is UNKNOWN and wanted(f"{where}.{fact.path}"):
                found[key] = draw(values_of(fact))
        if stated is not UNKNOWN or any(each is not UNKNOWN for each in found.values()):
            changes[place] = found
    return changes


@st.composite
def member(draw: Any, owner: Any, where: str, wanted: Wanted) -> Any:
    """Give a member with the wanted unknowns settled."""
    changes = draw(entries("member", owner, where, wanted))
    for name, values in (
        ("relation", st.sampled_from(CATALOGUE.fact("member", "relation").values[1:])),
        ("education", values_of(CATALOGUE.fact("member", "education"))),
        ("born", births(EARLY)),
        ("clergy_apart_since", st.none() | births(EARLY)),
    ):
        if getattr(owner, name) is UNKNOWN and wanted(f"{where}.{name}"):
            changes[name] = draw(values)
    changes["disability"] = draw(disability(owner.disability, where, wanted))
    return evolve(owner, **changes)


@st.composite
def disability(draw: Any, stated: Any, where: str, wanted: Wanted) -> Any:
    """Give a certificate, or none, with the wanted unknowns settled."""
    # Where nothing is known of a certificate, one question asks for all of it.
    whole = stated is UNKNOWN and wanted(f"{where}.disability")
    asked = [name for name in ("kind", "grade") if whole or wanted(f"{where}.disability.{name}")]
    if stated is None or not asked:
        return stated
    full = draw(disabilities())
    if stated is UNKNOWN:
        stated = Disability(UNKNOWN, UNKNOWN)
    elif full is None:
        full = Disability("limb", 2)
    changes = {name: getattr(full, name) for name in asked if getattr(stated, name) is UNKNOWN} if full else None
    return None if changes is None else evolve(stated, **changes)


@st.composite
def prior(draw: Any, stated: Any, wanted: Wanted) -> Any:
    """Give what was received before with the wanted unknowns settled."""
    names = ("status", "dibao_monthly", "cause", "grace_months_used")
    whole = stated is UNKNOWN and wanted("$.prior")
    asked = [name for name in names if whole or wanted(f"$.prior.{name}")]
    if stated is None or not asked:
        return stated
    if stated is UNKNOWN:
        if len(asked) == len(names) and draw(st.booleans()):
            return None
        stated = BenefitState(UNKNOWN, UNKNOWN, cause=UNKNOWN, grace_months_used=UNKNOWN)
    full = draw(benefit_states())
    return evolve(stated, **{name: getattr(full, name) for name in asked if getattr(stated, name) is UNKNOWN})


@st.composite
def obligor(draw: Any, owner: Any, where: str, wanted: Wanted) -> Any:
    """Give an obligor with the wanted unknowns settled."""
    changes = draw(entries("obligor", owner, where, wanted))
    for key, fact in CATALOGUE.at("obligor", "").items():
        if not fact.derived and getattr(owner, key) is UNKNOWN and wanted(f"{where}.{key}"):
            changes[key] = draw(values_of(fact))
    if owner.born is UNKNOWN and wanted(f"{where}.born"):
        changes["born"] = draw(births(EARLY))
    return evolve(owner, **changes)
