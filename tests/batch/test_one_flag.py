"""Rows that turn on one unknown flag at most are tried both ways, and say what single decisions say."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from tests.batch.test_together import NEVER_TOGETHER
from tests.fixtures.shili.households import ON

from dibao import Engine
from dibao.batch import assess, assess_tables, one_flag
from dibao.batch.one_flag import OneFlag
from dibao.batch.synth import Place, national_population

HONGJIANG, DAY = "431281", date(2024, 3, 1)


@pytest.fixture
def left(monkeypatch):
    """Count the rows that are left to others, and decide even one row both ways."""
    counted = []
    decide = OneFlag.decide

    def counting(self, positions, places):
        found = decide(self, positions, places)
        counted.append(len(found))
        return found

    monkeypatch.setattr(OneFlag, "decide", counting)
    monkeypatch.setattr(assess, "FEWEST_TOGETHER", 1)
    return counted


def one_by_one(monkeypatch, law, tables, on, **options):
    with monkeypatch.context() as patch:
        patch.setattr(assess, "FEWEST_TOGETHER", NEVER_TOGETHER)
        patch.setattr(assess, "FEWEST_BETWEEN", NEVER_TOGETHER)
        return assess_tables(law, *tables, on=on, people=True, **options)


def with_flags(people, owners, wages, **flags):
    """Give members of whom everything is known but some flags."""
    made = people(owners, wages, shili__excluded_transfer=[0] * len(owners))
    for name, values in flags.items():
        column = pa.array(values, pa.bool_())
        place = made.column_names.index(name) if name in made.column_names else None
        made = made.append_column(name, column) if place is None else made.set_column(place, name, column)
    return made


@pytest.mark.parametrize(
    ("wage", "status", "missing"),
    [
        # A worker keeps up to half of the standard of 450 yuan, if there is a wage at all.
        (0, "dibao", []),
        (44_999, "dibao", ["$.members[0].flags.employed"]),
        (45_000, "undetermined", ["$.members[0].flags.employed"]),
        (45_001, "undetermined", ["$.members[0].flags.employed"]),
        (90_000, "not_eligible", []),
    ],
)
def test_one_unknown_flag_is_asked_for_where_it_changes_something(
    shili, homes, people, monkeypatch, left, wage, status, missing
):
    members = with_flags(people, ["a", "b"], [wage, 0], employed=[None, False])
    tables = homes("a", "b"), members
    found = assess_tables(shili, *tables, on=ON, money_unit="fen", people=True)
    row = found.decisions.to_pylist()[0]
    assert (row["status"], row["missing"], left) == (status, missing, [0])
    single = one_by_one(monkeypatch, shili, tables, ON, money_unit="fen")
    assert (found.decisions, found.people) == (single.decisions, single.people)


@pytest.mark.parametrize(("others", "count"), [(False, 0), (None, 1)])
def test_a_second_flag_that_is_asked_for_leaves_the_row_to_others(
    shili, homes, people, monkeypatch, left, others, count
):
    members = with_flags(people, ["a", "a"], [40_000, 40_000], employed=[None, others])
    tables = homes("a"), members
    found = assess_tables(shili, *tables, on=ON, money_unit="fen", quantities=("household.gap",), people=True)
    assert left == [count]
    single = one_by_one(monkeypatch, shili, tables, ON, money_unit="fen", quantities=("household.gap",))
    assert (found.decisions, found.people) == (single.decisions, single.people)


def test_an_unknown_amount_that_is_asked_for_leaves_the_row_to_others(shili, homes, people, left):
    members = with_flags(people, ["a", "b"], [None, 40_000], employed=[None, None])
    assess_tables(shili, homes("a", "b"), members, on=ON, money_unit="fen")
    assert left == [1]


def test_open_rows_of_hongjiang_are_hardly_ever_left_to_others(monkeypatch, left):
    made = national_population(1200, 9, DAY, [Place(HONGJIANG, 70000, 45000)])
    tables, law = (*made.tables(), made.obligors), Engine().policy(HONGJIANG, DAY)
    monkeypatch.setattr(one_flag, "ROWS_AT_ONCE", 8)
    options: dict[str, Any] = {"quantities": ("household.size", "household.gap"), "backend": "numpy"}
    found = assess_tables(law, *tables, on=DAY, people=True, **options)
    assert sum(left) == 1
    single = one_by_one(monkeypatch, law, tables, DAY, **options)
    assert found.decisions.equals(single.decisions, check_metadata=True)
    assert found.people == single.people
