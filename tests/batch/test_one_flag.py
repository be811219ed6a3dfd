"""Rows that turn on one unknown flag at most are tried both ways, and say what single decisions say."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from attrs import evolve
from tests.batch.agreement import differences
from tests.batch.test_together import NEVER_TOGETHER
from tests.fixtures.shili.households import ON

from dibao import Disability, Engine, Household, Member, Money
from dibao.batch import assess, assess_tables, one_flag
from dibao.batch.one_flag import OneFlag
from dibao.batch.one_flag_plan import Asked
from dibao.batch.plans import planned_for_one_flag
from dibao.batch.synth import Place, national_population
from dibao.symbols.expressions import Graph

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


@pytest.mark.parametrize(
    ("wages", "status", "asked", "count"),
    [
        ([200_000, 200_000], "not_eligible", [], 0),
        ([130_000, 1], "marginal", [], 0),
        # The award is rounded up to whole yuan, of which the wage of the second one is less, as much, more.
        ([40_000, 99], "dibao", [0], 0),
        ([40_000, 100], "dibao", [0, 1], 1),
        ([40_000, 101], "dibao", [0, 1], 1),
        ([99, 40_000], "dibao", [1], 0),
    ],
)
def test_of_two_flags_one_at_least_must_change_nothing(
    shili, homes, people, monkeypatch, left, wages, status, asked, count
):
    # Somebody else's household stands before, so that people are found where they stand.
    members = with_flags(people, ["b", "a", "a"], [0, *wages], employed=[False, None, None])
    tables = homes("b", "a"), members
    found = assess_tables(shili, *tables, on=ON, money_unit="fen", people=True)
    row = found.decisions.to_pylist()[1]
    assert (row["status"], left) == (status, [count])
    assert sorted(row["missing"]) == [f"$.members[{each}].flags.employed" for each in asked]
    single = one_by_one(monkeypatch, shili, tables, ON, money_unit="fen")
    assert (found.decisions, found.people) == (single.decisions, single.people)


@pytest.mark.parametrize(("ill", "count"), [(False, 0), (None, 1)])
def test_two_flags_of_two_kinds_are_two(shili, homes, people, monkeypatch, left, ill, count):
    flags = {"employed": [None, False], "recognised_major_illness": [False, ill]}
    tables = homes("a"), with_flags(people, ["a", "a"], [40_000, 0], **flags)
    found = assess_tables(shili, *tables, on=ON, money_unit="fen", people=True)
    single = one_by_one(monkeypatch, shili, tables, ON, money_unit="fen")
    assert (found.decisions, found.people, left) == (single.decisions, single.people, [count])


def test_a_flag_that_matters_only_beside_another_is_not_left_out(shili, homes, people, monkeypatch, left):
    # The small wage is lost in the rounding, unless what the other one's work costs is taken off.
    members = with_flags(people, ["a", "a", "a"], [4_851, 60, 50], employed=[None, None, False])
    tables = homes("a"), members
    found = assess_tables(shili, *tables, on=ON, money_unit="fen", people=True)
    assert left == [1]
    [row] = found.decisions.to_pylist()
    assert row["missing"] == [f"$.members[{each}].flags.employed" for each in (0, 1)]
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
    members = with_flags(people, ["a", "b"], [None, 40_000], employed=[False, None])
    assess_tables(shili, homes("a", "b"), members, on=ON, money_unit="fen")
    assert left == [1]


def test_what_is_asked_for_only_one_way_leaves_the_row_to_others(shili, homes, people, monkeypatch, left):
    # Whoever drew dibao before goes out in steps, by an amount that is unknown, too.
    table = homes("a", "b").drop_columns(["prior.on_dibao"])
    table = table.append_column("prior.on_dibao", pa.array([None, False], pa.bool_()))
    table = table.append_column("prior.amount", pa.array([None, 0], pa.int64()))
    tables = table, with_flags(people, ["a", "b"], [60_000, 60_000], employed=[False, False])
    found = assess_tables(shili, *tables, on=ON, money_unit="fen", people=True)
    assert left == [1]
    single = one_by_one(monkeypatch, shili, tables, ON, money_unit="fen")
    assert (found.decisions, found.people) == (single.decisions, single.people)


def changed(monkeypatch, **changes):
    """Let the plan differ in something."""

    def planned(*given):
        found = planned_for_one_flag(*given)
        assert found is not None
        return evolve(found, texts={}, **changes)

    monkeypatch.setattr(assess, "planned_for_one_flag", planned)


@pytest.mark.parametrize(("wage", "count"), [(44_999, 0), (45_000, 1)])
def test_a_test_that_asks_for_more_leaves_rows_with_an_open_status_to_others(
    shili, homes, people, monkeypatch, left, wage, count
):
    plan = planned_for(monkeypatch, shili, homes, people)
    changed(monkeypatch, asked_of_tests=Asked(plan.asked_of_tests.flags, Graph().true))
    members = with_flags(people, ["a"], [wage], employed=[None])
    assess_tables(shili, homes("a"), members, on=ON, money_unit="fen")
    assert left[-1] == count


def test_a_row_that_may_rest_on_a_weaker_grade_is_left_to_others(shili, homes, people, monkeypatch, left):
    plan = planned_for(monkeypatch, shili, homes, people)
    changed(monkeypatch, weakest=plan.weakest + 1)
    members = with_flags(people, ["a"], [44_999], employed=[None])
    assess_tables(shili, homes("a"), members, on=ON, money_unit="fen")
    assert left[-1] == 1


def planned_for(monkeypatch, law, homes, people):
    """Give the plan for rows in which a flag is unknown."""
    made = []

    def planned(*given):
        made.append(planned_for_one_flag(*given))
        return made[-1]

    with monkeypatch.context() as patch:
        patch.setattr(assess, "planned_for_one_flag", planned)
        assess_tables(law, homes("a"), with_flags(people, ["a"], [0], employed=[None]), on=ON, money_unit="fen")
    return made[-1]


@pytest.mark.parametrize("wage", ["0.99", "1", "1.01"])
def test_a_comparison_with_a_figure_that_nobody_states(monkeypatch, left, wage):
    # Below what the figure can be at least the spouse has little for sure; from there on that is open.
    old = Member(
        id="a", relation="applicant", born="1950-01-01", incomes={}, flags={}, facts={},
        findings={"tekun_property_within_limits": True},
    )  # fmt: skip
    weak = Member(
        id="b", relation="spouse", born="1980-01-01", incomes={"wage": Money.monthly(wage)}, flags={}, facts={},
        disability=Disability("limb", 1), findings={"tekun_property_within_limits": False},
    )  # fmt: skip
    home = Household(
        id="h", jurisdiction=HONGJIANG, area="rural", members=[old, weak], obligors=[], property={}, prior=None,
        findings={"property_within_limits": True},
    )  # fmt: skip
    law = Engine().policy(HONGJIANG, DAY)
    assert differences(law, [home], DAY, people=True) == []
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
