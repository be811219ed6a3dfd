"""Where, when and with whom properties are tried: each day of change, income near each line."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from hypothesis import strategies as st
from hypothesis.vendor import pretty
from tests.fixtures import county as fixture_county
from tests.fixtures.shili import plugin as shili

from dibao import Engine, Household, Policy
from dibao.law.figure_file import load_law_data
from dibao.law.figures import FigureRecord
from dibao.testing.lines import near_a_line
from dibao.testing.strategies import households

HONGJIANG, SHILI, COUNTY = "431281", "990000", fixture_county.CODE
INSTALLED = sorted(point.name for point in entry_points(group="dibao"))
ENGINE = Engine(plugins=[*INSTALLED, shili, fixture_county.plugin])
CODES = tuple(sorted({HONGJIANG, COUNTY, *(each.jurisdiction for each in ENGINE.plugins.regulations.values())}))
"""The nation, every place with rules of its own, and two that only have figures."""
WITH_STANDARDS = (HONGJIANG, SHILI, COUNTY)
"""The places whose standards are known on some days."""
# By itself Hypothesis prints every part of a policy, which fills pages.
pretty.for_type_by_name(Policy.__module__, Policy.__name__, lambda policy, printer, cycle: printer.text(repr(policy)))


@cache
def records() -> tuple[FigureRecord, ...]:
    """Give every dated value of every plug-in."""
    files = (plugin.data_file("figures.toml") for plugin in ENGINE.plugins.plugins)
    return tuple(record for file in files if file is not None for record in load_law_data(file).records)


@cache
def days_of_change(code: str) -> tuple[date, ...]:
    """Give the days on which rules or figures change, and the day before and after each."""
    chain = {each.code for each in ENGINE.jurisdictions.chain(code)}
    figures = [each for each in records() if each.code in chain]
    rules = ENGINE.days_of_change(code)
    days = {*rules, *(each.since for each in figures), *(each.until + timedelta(1) for each in figures if each.until)}
    near = {day + timedelta(shift) for day in days for shift in (-1, 0, 1)}
    return tuple(sorted(day for day in near if rules[0] <= day))


@st.composite
def policies(
    draw: st.DrawFn, /, codes: Sequence[str] = WITH_STANDARDS, first: date = date.min, last: date = date.max
) -> Policy:
    """Give what is in force in one of some places around a day of change."""
    code = draw(st.sampled_from(codes))
    return ENGINE.policy(code, draw(st.sampled_from([day for day in days_of_change(code) if first <= day <= last])))


@st.composite
def cases(
    draw: st.DrawFn,
    /,
    codes: Sequence[str] = WITH_STANDARDS,
    first: date = date.min,
    last: date = date.max,
    **options: Any,
) -> tuple[Policy, Household]:
    """Give a policy and a household of its place, often with its income on or beside a line."""
    policy = draw(policies(codes, first, last))
    household = draw(households((policy.code,), on=policy.on, catalogue=ENGINE.catalogue, most_members=4, **options))
    return policy, draw(near_a_line(policy, household))
