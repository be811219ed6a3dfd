"""Facts of single rows are read out of columns as rules read them."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from dibao import Engine
from dibao.batch.one_by_one import LateHousehold, household_of
from dibao.batch.reading import read_tables
from dibao.batch.row_facts import RowFacts

ON = date(2024, 3, 1)
CATALOGUE = Engine().catalogue


def population(homes, people, relatives=None):
    tables = (None if each is None else pa.table(each) for each in (homes, people, relatives))
    found, problems = read_tables(*tables, on=ON, catalogue=CATALOGUE, money_unit="yuan")
    assert not problems.found
    return found


@pytest.fixture
def three():
    """Give three households: two that say the same, and one with somebody of whom little is known."""
    homes = {"id": ["a", "b", "c"], "area": ["rural", None, "rural"], "property.savings": [7, 0, 7]}
    people = {
        "household": ["b", "a", "c", "b"],
        "help_items": pa.array([None, 2, 2, 0], pa.int8()),
        "employed": [None, False, False, True],
        "incomes.wage": [3, None, None, 0],
    }
    return population(homes, people)


def test_what_is_unknown_is_none_in_columns_of_every_width(three):
    facts = RowFacts(three, np.array([1]))
    read = facts.read(0)
    assert [read("member", "help_items", each) for each in (0, 1)] == [None, 0]
    assert [read("member", "employed", each) for each in (0, 1)] == [None, 1]
    assert [read("member", "income.wage", each) for each in (0, 1)] == [3600, 0]
    assert read("household", "area", 0) is None


def test_a_row_among_others_is_read_where_it_stands(three):
    facts = RowFacts(three, np.array([2, 0]))
    assert [facts.read(each)("household", "area", 0) for each in (0, 1)] == ["rural", "rural"]
    assert [facts.read(each)("household", "property.savings", 0) for each in (0, 1)] == [700, 700]
    # No column says anything of it: beside others of its map it is none, and without any it is unknown.
    assert facts.read(0)("household", "property.houses", 0) == 0
    assert facts.read(0)("household", "findings.property_within_limits", 0) is None


def test_only_rows_that_say_the_same_have_one_key(three):
    facts = RowFacts(three, np.array([0, 1, 2]))
    assert facts.key(0) == facts.key(2) != facts.key(1)


@pytest.mark.parametrize(
    ("relatives", "count"),
    [(None, 1), ({"household": ["b"], "income": [1]}, 0), ({"household": ["a", "a"], "income": [1, 2]}, 2)],
    ids=["nobody asked", "none", "two"],
)
def test_of_relatives_nobody_asked_for_one_is_unknown(relatives, count):
    people = {"household": ["a", "b"], "employed": [False, False]}
    facts = RowFacts(population({"id": ["a", "b"]}, people, relatives), np.array([0]))
    assert facts.people(0) == {"member": 1, "obligor": count}
    incomes = [1200, 2400] if relatives else [None]
    assert [facts.read(0)("obligor", "income", each) for each in range(count)] == incomes[:count]


def test_a_household_is_made_when_it_is_first_asked_for(three):
    made = []

    def make():
        made.append(household_of(three, 0, "431281", ON))
        return made[-1]

    late = LateHousehold(make)
    assert made == []
    assert (late.id, late.area, len(late.members)) == ("a", "rural", 1)
    assert len(made) == 1


def test_households_of_other_sizes_have_other_keys_though_nothing_is_said_of_anybody():
    facts = RowFacts(population({"id": ["a", "b"]}, {"household": ["a", "b", "b"]}), np.array([0, 1]))
    assert facts.key(0) != facts.key(1)
    assert [facts.people(each)["member"] for each in (0, 1)] == [1, 2]
