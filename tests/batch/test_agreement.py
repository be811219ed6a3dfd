"""A table says of every household what a single decision says: a fixed sample of regions and eras."""

from datetime import date

import pytest
from attrs import evolve
from tests.batch.agreement import differences, households_of
from tests.oracle.agreement import engine
from tests.oracle.places import PLACES

BY_NAME = {each.name: each for each in PLACES}
QUANTITIES = ("household.size", "household.household_income", "household.need", "household.gap")
SAMPLE = [
    ("Hengyang", date(2013, 5, 1)),
    ("Hongjiang", date(2024, 3, 1)),
    ("Jiujiang", date(2021, 7, 1)),
    ("Zhangjiakou", date(2019, 6, 17)),
    ("Shijiazhuang", date(2026, 7, 1)),
]


@pytest.mark.parametrize(("name", "on"), SAMPLE, ids=lambda each: str(each))
def test_a_table_says_what_single_decisions_say(name, on):
    homes = households_of(BY_NAME[name], on, 24, f"table {name} {on}")
    assert differences(engine(), homes, on, quantities=QUANTITIES, people=True) == []


def test_the_compiled_loops_say_what_single_decisions_say(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    on = date(2013, 5, 1)
    homes = households_of(BY_NAME["Hengyang"], on, 24, f"table Hengyang {on}")
    assert differences(engine(), homes, on, quantities=QUANTITIES, people=True, backend="compiled") == []


@pytest.mark.parametrize(("name", "on"), [("Yueyang", date(2018, 10, 1)), ("Tangshan", date(2021, 7, 1))])
def test_a_table_asks_for_what_single_decisions_ask_for(name, on):
    homes = households_of(BY_NAME[name], on, 5, f"unknown {name} {on}", unknowns=0.04)
    assert differences(engine(), homes, on, quantities=QUANTITIES, people=True) == []


def test_places_of_different_law_share_one_table_and_one_legend():
    on = date(2024, 3, 1)
    placed = [households_of(BY_NAME[name], on, 6, "one table", 0.02) for name in ("Hongjiang", "Handan", "Nanchang")]
    mixed = [home for three in zip(*placed, strict=True) for home in three]
    named = [evolve(home, id=f"home {n}") for n, home in enumerate(mixed)]
    assert differences(engine(), named, on, quantities=QUANTITIES, people=True) == []
