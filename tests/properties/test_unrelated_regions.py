"""What another region's plug-in says changes nothing here."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dibao import Engine
from dibao.testing.lines import near_a_line
from dibao.testing.strategies import households

HOMES = {
    "431281": ("hunan", "hongjiang"),
    "430923": ("hunan",),
    "360700": ("jiangxi",),
    "360100": ("jiangxi",),
    "130229": ("hebei",),
    "000000": (),
}
"""Places, and the plug-ins that speak for them or for those above them."""
EVERYTHING = Engine()
DAYS = [date(2013, 6, 1), date(2019, 3, 1), date(2020, 12, 1), date(2022, 11, 1), date(2023, 9, 1), date(2026, 8, 1)]


@cache
def at_home(code: str) -> Engine:
    return Engine(plugins=HOMES[code])


@pytest.mark.parametrize("code", HOMES)
def test_adding_unrelated_regions_changes_no_fingerprint(code):
    days = sorted({*DAYS, *EVERYTHING.days_of_change(code)})[::3]
    assert days
    for on in days:
        assert EVERYTHING.policy(code, on).fingerprint == at_home(code).policy(code, on).fingerprint


@pytest.mark.parametrize("code", HOMES)
def test_the_laws_of_a_place_change_on_the_same_days(code):
    assert EVERYTHING.days_of_change(code) == at_home(code).days_of_change(code)


@settings(max_examples=20)
@given(st.data())
def test_adding_unrelated_regions_changes_no_decision(data):
    code, on = data.draw(st.sampled_from(sorted(HOMES))), data.draw(st.sampled_from(DAYS))
    home = at_home(code)
    unknowns = data.draw(st.booleans())
    stated = data.draw(households((code,), on=on, catalogue=home.catalogue, most_members=3, unknowns=unknowns))
    stated = data.draw(near_a_line(home.policy(code, on), stated))
    assert EVERYTHING.assess(stated, on).to_json() == home.assess(stated, on).to_json()
