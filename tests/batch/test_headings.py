"""What a table's columns say is settled once for tables alike, and never taken for that of another."""

import pyarrow as pa
import pytest
from tests.fixtures.shili.households import ON

from dibao.batch import TableError, assess_tables
from dibao.batch.headings import headings_of

HOUSEHOLDS = {"id": pa.array([1]), "area": pa.array(["rural"])}


def members(wage=None, metadata=None, **columns):
    given = {"household": pa.array([1]), "age_years": pa.array([40]), **columns}
    fields = [pa.field(name, each.type) for name, each in given.items()]
    if wage is not None:
        given["income.wage"], fields = wage, [*fields, pa.field("income.wage", wage.type, metadata=metadata)]
    return pa.Table.from_arrays(list(given.values()), schema=pa.schema(fields))


def factor(law, table, money_unit=None):
    headings = headings_of("member", table.schema, law.catalogue, money_unit)
    (wage,) = (each for each in headings.stated if each.name == "income.wage")
    return wage.reading().factor


def test_tables_alike_are_settled_once(shili):
    first, second = (headings_of("member", members().schema, shili.catalogue, None) for _ in range(2))
    assert first is second


def test_what_a_table_says_of_itself_as_a_whole_makes_no_difference(shili):
    named = members().replace_schema_metadata({"pandas": "rows 1 to 7"})
    first, second = (headings_of("member", each.schema, shili.catalogue, None) for each in (members(), named))
    assert first is second


def test_units_are_told_apart(shili):
    wage = pa.array([5])
    yuan, fen = (members(wage, {"unit": unit}) for unit in ("yuan", "fen"))
    a_year = members(wage, {"unit": "fen", "per": "year"})
    assert [factor(shili, each) for each in (yuan, fen, a_year, yuan)] == [1200, 12, 1, 1200]
    assert [factor(shili, members(wage), unit) for unit in ("yuan", "fen", "yuan")] == [1200, 12, 1200]


def test_a_unit_said_by_one_table_says_nothing_of_the_next(shili):
    assert factor(shili, members(pa.array([5]), {"unit": "fen"})) == 12
    with pytest.raises(TableError, match="without saying of what"):
        assess_tables(shili, pa.table(HOUSEHOLDS), members(pa.array([5])), on=ON)


def test_types_are_told_apart(shili):
    assert factor(shili, members(pa.array(["1.00"]).cast(pa.decimal128(9, 2)))) == 12
    for _ in range(2):
        with pytest.raises(TableError, match="which can be inexact"):
            assess_tables(shili, pa.table(HOUSEHOLDS), members(pa.array([1.0])), on=ON)


def test_one_name_twice_is_told(shili):
    table = members(pa.array([5]), {"unit": "fen"})
    table = table.append_column(table.schema.field("income.wage"), table["income.wage"])
    with pytest.raises(TableError, match="wage stands 2 times in the table"):
        assess_tables(shili, pa.table(HOUSEHOLDS), table, on=ON)
