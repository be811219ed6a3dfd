"""Households whom the programmes beside dibao reach, where every figure is known."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from tests.fixtures import county as fixture_county
from tests.fixtures.shili import plugin as shili
from tests.oracle.places import FROM, PLACES, as_number, as_toml
from tests.properties.places import CODES, INSTALLED, days_of_change

from dibao import UNKNOWN, Disability, Engine, Household, Member, Policy
from dibao.household.checks import DISABILITY_KINDS
from dibao.testing.lines import near_a_line, with_member
from dibao.testing.strategies import households

SPEAKERS = {"hunan": "430000", "jiangxi": "360000", "hebei": "130000"}
"""Who may set the figures of a name space; the nation all others."""
LONG_AGO = date(2010, 1, 1)
HELD = ("in_prison", "in_rehabilitation", "restricted")
MATTERS = ("dead", "declared_missing", "untraceable", "seriously_ill", "out_of_contact", *HELD)
ENDS_SUPPORT = ("in_prison", "declared_missing", "declines_tekun", "chooses_child_support")


VALUES: dict[str, Any] = {name: value for place in reversed(PLACES) for name, value in place.figures.items()}
"""Each figure of the oracle's places once."""


def figures(codes: Mapping[str, str]) -> str:
    """Write them down for the nation, or for the codes that are named; what has no code is left out."""
    parts = ['[document.filled]\ntitle = "甲"\nenglish = "made up for properties"\nissuer = "甲"\nlevel = "fixture"\n']
    parts.append('grade = "assumed"\n')
    for name, value in VALUES.items():
        code, since = codes.get(name, SPEAKERS.get(name.partition(".")[0], "000000")), FROM.get(name, LONG_AGO)
        head = f'[[{name}]]\ncode = "{code}"\nsince = {since}\nuntil = "open"\ndocument = "filled"\n'
        if code:
            parts.append(f'{head}grade = "assumed"\n{as_toml(value)}\n')
    return "\n".join(parts)


def filled(**codes: str) -> Engine:
    """Give an engine with all plug-ins that lacks no figure, save those that get no code."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "filled.toml"
        file.write_text(figures(codes), "utf-8")
        return Engine(plugins=[*INSTALLED, shili, fixture_county.plugin], figures=file)


FILLED = filled()


def numbers(on: date) -> dict[str, Any]:
    """Give the same figures as the oracle reckons them."""
    return {name: as_number(name, value) for name, value in VALUES.items() if on >= FROM.get(name, LONG_AGO)}


@st.composite
def reached(
    draw: st.DrawFn, /, codes: Sequence[str] = CODES, first: date = date.min, most_members: int = 3, **options: Any
) -> tuple[Policy, Household]:
    """Give a policy and a household with people whom its programmes are for."""
    code = draw(st.sampled_from(codes))
    policy = FILLED.policy(code, draw(st.sampled_from([day for day in days_of_change(code) if first <= day])))
    household = draw(
        households((code,), on=policy.on, catalogue=FILLED.catalogue, most_members=most_members, **options)
    )
    return policy, draw(near_a_line(policy, draw(in_hardship(household, policy.on))))


@st.composite
def in_hardship(draw: Any, household: Household, on: date) -> Household:
    """Give the household with some of its people changed so that programmes reach them, asking for more."""
    for position in range(len(household.members)):
        change = draw(st.sampled_from((nothing, old_and_poor, child_alone, disabled)))
        household = with_member(household, position, **draw(change(household.members[position], on)))
    if draw(st.booleans()):
        household = evolve(household, obligors=())
    kinds = st.sampled_from(("none", "urgent", "expenditure"))
    return evolve(household, request={"temporary_assistance": draw(kinds), "price_subsidy": draw(st.booleans())})


def nothing(member: Member, on: date) -> st.SearchStrategy[dict[str, Any]]:
    """Change nothing."""
    return st.just({})


@st.composite
def old_and_poor(draw: Any, member: Member, on: date) -> dict[str, Any]:
    """Make somebody old without means, whom support as destitute mostly reaches."""
    flags = {key: value for key, value in known(member.flags).items() if key not in ENDS_SUPPORT}
    findings = {**member.findings, "tekun_property_within_limits": True, "tekun_counts": draw(st.booleans())}
    return {
        "born": date(on.year - draw(st.sampled_from((60, 61, 80))), 1, 1),
        "incomes": {},
        "flags": {**flags, "on_tekun": True},
        "findings": findings,
    }


@st.composite
def child_alone(draw: Any, member: Member, on: date) -> dict[str, Any]:
    """Make somebody a minor whose parents are mostly gone or held."""
    parent = st.sampled_from(MATTERS).map(lambda matter: {matter: True, "term_months": 6, "out_of_contact_months": 6})
    return {
        "born": date(on.year - draw(st.integers(1, 19)), 1, 1),
        "father": draw(parent),
        "mother": draw(parent),
        "disability": draw(st.none() | certificates()),
    }


@st.composite
def disabled(draw: Any, member: Member, on: date) -> dict[str, Any]:
    """Give somebody a certificate."""
    return {"disability": draw(certificates())}


def certificates() -> st.SearchStrategy[Disability]:
    """Give certificates of all kinds and grades."""
    return st.builds(Disability, kind=st.sampled_from(DISABILITY_KINDS), grade=st.integers(1, 4))


def known(stated: Any) -> Mapping[str, Any]:
    """Give a map, an empty one where it is unknown."""
    return {} if stated is UNKNOWN else stated
