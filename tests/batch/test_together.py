"""Rows with something unknown are decided together as they are decided one by one."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from tests.fixtures.shili.households import ON

from dibao import Engine
from dibao.batch import assess, assess_tables, together
from dibao.batch.singly import Singly
from dibao.batch.synth import Place, national_population, shili_population

NEVER_TOGETHER = 10**9


def with_nulls(table, name, every):
    place = table.column_names.index(name)
    field = table.schema.field(name)
    hidden = pa.array([row % every == 0 for row in range(table.num_rows)])
    return table.set_column(place, field, pc.if_else(hidden, pa.scalar(None, field.type), table.column(name)))


@pytest.fixture
def singly(monkeypatch):
    """Count the rows that are decided one by one."""
    counted = []
    decide = Singly.decide

    def counting(self, positions, places):
        counted.append(len(positions))
        decide(self, positions, places)

    monkeypatch.setattr(Singly, "decide", counting)
    return counted


def both_ways(monkeypatch, law, tables, on):
    answers = []
    # Rows that turn on one flag are decided otherwise; here they are bounded from both sides like all others.
    monkeypatch.setattr(assess, "FEWEST_TOGETHER", NEVER_TOGETHER)
    for fewest in (1, NEVER_TOGETHER):
        monkeypatch.setattr(assess, "FEWEST_BETWEEN", fewest)
        answers.append(assess_tables(law, *tables, on=on, people=True, backend="numpy"))
    return answers


def test_an_unknown_flag_an_amount_and_an_age_of_shili(shili, monkeypatch, singly):
    homes, people = shili_population(90, seed=5).tables()
    for name, every in (("employed", 31), ("income.wage", 37), ("age_years", 41)):
        people = with_nulls(people, name, every)
    by_columns, one_by_one = both_ways(monkeypatch, shili, (homes, people), ON)
    assert by_columns.decisions.equals(one_by_one.decisions, check_metadata=True)
    assert by_columns.people == one_by_one.people
    in_doubt, opened = singly
    assert in_doubt < opened / 2


def test_a_finding_that_is_missing_in_hongjiang(monkeypatch, singly):
    on = date(2024, 3, 1)
    made = national_population(400, 1, on, [Place("431281", 70000, 45000)])
    tables = (*made.tables(), made.obligors)
    by_columns, one_by_one = both_ways(monkeypatch, Engine().policy("431281", on), tables, on)
    assert by_columns.decisions.equals(one_by_one.decisions, check_metadata=True)
    assert by_columns.people == one_by_one.people
    in_doubt, opened = singly if len(singly) == 2 else (0, *singly)
    assert in_doubt < opened / 2


@pytest.mark.parametrize(
    ("wage", "status", "missing"),
    [
        (None, "undetermined", ["$.members[0].incomes.wage"]),
        (Decimal("449.99"), "dibao", []),
        (Decimal("450.00"), "marginal", []),
        (Decimal("675.00"), "not_eligible", []),
    ],
)
def test_one_unknown_amount_is_asked_for(shili, homes, people, monkeypatch, singly, wage, status, missing):
    monkeypatch.setattr(assess, "FEWEST_BETWEEN", 1)
    monkeypatch.setattr(together, "ROWS_AT_ONCE", 1)
    wages = pa.array([wage, None], pa.decimal128(18, 2))
    members = people(["a", "b"], [0, 0], shili__excluded_transfer=[0, 0]).set_column(2, "incomes.wage", wages)
    found = assess_tables(shili, homes("a", "b"), members, on=ON, money_unit="fen").decisions.to_pylist()
    assert [(each["status"], each["missing"]) for each in found] == [
        (status, missing),
        ("undetermined", ["$.members[0].incomes.wage"]),
    ]
    assert singly == []
