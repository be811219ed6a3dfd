"""Numbers are worked out in as few bits as hold them, and never in fewer."""

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from benchmarks.many.oracle import expected, stated, wrong_rows
from benchmarks.many.with_dibao import DibaoNumPy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.fixtures.shili import plugin
from tests.fixtures.shili.households import ON

from dibao import Engine
from dibao.batch import assess, assess_tables, read_tables
from dibao.batch.column_kinds import SMALL, bits_for, widened
from dibao.batch.columns import NEAR, extent_of
from dibao.batch.rows import rows_of
from dibao.batch.sizes import Sizes
from dibao.batch.synth import shili_population

INCOME = "household.household_income"
WAGE = ("member", "income.wage")
MOST = 1_000_000_000
"""No wage of more fen a month is taken."""


@pytest.fixture(autouse=True, scope="module")
def _by_columns():
    """Let no row of these tables be decided in any other way."""

    def refused(*args, **options):
        raise AssertionError("a row was left open")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assess.Run, "decide_open", refused)
        yield


def tables_of(sizes, **columns):
    """Give healthy adults who own nothing in households of such sizes, with other columns as asked."""
    homes, members = (each.slice(0, 1) for each in shili_population(1, 0).tables())
    owners = np.repeat(np.arange(len(sizes)), sizes)
    households = _copied(homes, len(sizes)).set_column(1, "id", pa.array(np.arange(len(sizes))))
    people = _copied(members, len(owners)).set_column(0, "household", pa.array(owners))
    for name, values in columns.items():
        place = people.column_names.index(name.replace("__", "."))
        people = people.set_column(place, people.field(place).with_type(values.type), values)
    return households, people


def _copied(table, count):
    """Give so many rows without anything; a person's age is that of an adult."""
    plain = {pa.bool_(): False, pa.int8(): 0, pa.int32(): 0, pa.int64(): 0}
    columns = []
    for field in table.schema:
        value = 40 if field.name == "age_years" else plain.get(field.type)
        word = {"jurisdiction": "990000", "area": "rural", "disability.kind": "none"}.get(field.name)
        columns.append(pa.array([word or value] * count, pa.string() if word else field.type))
    return pa.table(columns, schema=pa.schema(
        field if field.type in plain else pa.field(field.name, pa.string()) for field in table.schema
    ))  # fmt: skip


def incomes(policy, tables, **options):
    """Give the income of each household in yuan a year."""
    options = {"on": ON, "backend": "numpy", "quantities": (INCOME,), **options}
    return assess_tables(policy, *tables, **options).decisions[INCOME].to_pylist()


def yuan_a_year(fen_a_month):
    return Decimal(fen_a_month) * 12 / 100


@pytest.mark.parametrize(
    ("size", "bits"),
    [
        (0, 8), (126, 8), (127, 8), (128, 16), (2**15 - 2, 16), (2**15 - 1, 16), (2**15, 32),
        (2**31 - 2, 32), (2**31 - 1, 32), (2**31, 64), (2**63 - 1, 64),
    ],
)  # fmt: skip
def test_so_many_bits_hold_a_number(size, bits):
    assert bits_for(size) == bits
    assert np.iinfo(f"i{bits // 8}").max >= size


@pytest.mark.parametrize(
    ("extent", "bounds"),
    [
        ((0, 0), (0, 0)),
        ((1, 7), (0, 7)),
        ((0, 8), (0, 127)),
        ((-7, 127), (-7, 127)),
        ((-8, 128), (-127, 2**15 - 1)),
        ((0, SMALL), (0, SMALL)),
        ((0, SMALL + 1), (0, 2**31 - 1)),
        ((-(2**31), 2**31 - 1), (-(2**63 - 1), 2**31 - 1)),
        ((0, 2**31), (0, 2**63 - 1)),
    ],
)
def test_bounds_hold_what_they_are_made_from(extent, bounds):
    assert widened(extent) == bounds
    assert bounds[0] <= extent[0]
    assert extent[1] <= bounds[1]


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.int64, np.uint64])
@pytest.mark.parametrize("count", [1, NEAR - 1, NEAR, NEAR + 1, 2 * NEAR])
def test_the_least_and_the_most_are_found_wherever_they_stand(kind, count):
    limits = np.iinfo(kind)
    for place in {0, count // 2, count - 1}:
        values = np.full(count, 5, kind)
        values[place] = limits.max
        assert extent_of(values) == (0, limits.max)
        values[place] = limits.min
        assert extent_of(values) == (limits.min, 5 if count > 1 else 0)


def test_a_column_without_rows_has_no_extent():
    assert extent_of(np.zeros(0, np.int8)) == (0, 0)


@pytest.mark.parametrize("kind", [pa.int32(), pa.uint32(), pa.int64(), pa.uint64()], ids=str)
@pytest.mark.parametrize("total", [2**31 - 4, 2**31, 2**31 + 4, 4 * MOST])
def test_no_sum_over_people_is_cut_off(shili, kind, total):
    tables = tables_of([4], income__wage=pa.array([total // 4] * 4, kind))
    assert incomes(shili, tables) == [yuan_a_year(total)]


@pytest.mark.parametrize(
    ("kind", "wage"),
    [
        (pa.int8(), 127), (pa.uint8(), 127), (pa.uint8(), 128), (pa.uint8(), 255), (pa.int16(), 2**15 - 1),
        (pa.uint16(), 2**15 - 1), (pa.uint16(), 2**15), (pa.uint16(), 2**16 - 1), (pa.int32(), MOST),
        (pa.uint32(), MOST), (pa.int64(), SMALL), (pa.int64(), SMALL + 1),
    ],
    ids=str,
)  # fmt: skip
def test_every_kind_of_column_is_read_to_its_last_number(shili, kind, wage):
    tables = tables_of([100], income__wage=pa.array([wage] * 100, kind))
    assert incomes(shili, tables) == [yuan_a_year(100 * wage)]


@pytest.mark.parametrize("kind", [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int64(), pa.uint64()], ids=str)
@pytest.mark.parametrize(("given", "excluded", "counted"), [(100, 99, 1), (100, 100, 0), (100, 101, 0), (0, 127, 0)])
def test_a_difference_below_zero_is_none_in_any_kind_of_column(shili, kind, given, excluded, counted):
    columns = {"income__other_transfer": given, "shili__excluded_transfer": excluded}
    tables = tables_of([1], **{name: pa.array([fen], kind) for name, fen in columns.items()})
    assert incomes(shili, tables) == [yuan_a_year(counted)]


def bounds_of(policy, tables, households):
    """Give within which bounds the wages of so many households after another lie."""
    population, problems = read_tables(*tables, on=ON, catalogue=policy.catalogue)
    assert not problems.found
    sizes = Sizes.of(rows_of(population, [WAGE]), [WAGE])
    firsts = range(0, len(population), households)
    return [bounds for first in firsts for _, bounds, _ in sizes.within(first, first + households).facts]


@pytest.mark.parametrize(("wage", "is_apart"), [(SMALL - 1, False), (SMALL, False), (SMALL + 1, True), (MOST, True)])
def test_one_large_amount_makes_the_numbers_of_its_own_chunk_wider(shili, wage, is_apart):
    wages = [1000 + number for number in range(36)]
    wages[15:18] = [wage] * 3
    tables = tables_of([3] * 12, income__wage=pa.array(wages, pa.int32()))
    before, own, after = bounds_of(shili, tables, 4)
    assert (before == after, before != own) == (True, is_apart)
    wanted = [yuan_a_year(sum(wages[first : first + 3])) for first in range(0, 36, 3)]
    for chunk in (1, 4, 5, 100):
        assert incomes(shili, tables, chunk=chunk) == wanted


def test_words_that_more_is_asked_of_are_numbered_as_the_fact_has_them(shili):
    homes, people = shili_population(200, 1).tables()
    name, told = ("member", "disability.kind"), people["disability.kind"].to_pylist()
    population, _ = read_tables(homes, people, on=ON, catalogue=shili.catalogue)
    rows = rows_of(population, [name])
    column = rows.columns[name]
    assert [column.words[each] for each in column.part(slice(0, len(told)))] == told
    assert column.words != column.fact.values
    plain = rows.with_numbers({name}).columns[name].part(slice(0, len(told)))
    assert [column.fact.values[each] for each in plain] == told
    assert rows.with_numbers({("member", "income.wage")}) is rows


ENGINE = DibaoNumPy()
ENGINE.policy, ENGINE.threads = Engine(plugins=[plugin]).policy("990000", ON), 1
AMOUNTS = ("income.wage", "income.business", "income.property", "income.other_transfer", "expense.medical")
NEAR_LIMITS = st.sampled_from([2**bits for bits in (7, 8, 15, 16, 24, 27, 28, 29)]).flatmap(
    lambda limit: st.integers(limit - 2, limit + 2)
)


@settings(max_examples=8)
@given(
    st.integers(0, 2**16),
    st.lists(st.tuples(st.sampled_from(AMOUNTS), st.integers(0, 29), NEAR_LIMITS | st.integers(0, MOST)), max_size=8),
    st.integers(1, 12),
)
@example(0, [("income.wage", number, MOST) for number in range(8)], 3)
def test_amounts_of_any_size_are_decided_as_plain_python_does(seed, changes, chunk):
    households, members = shili_population(10, seed).tables()
    for name, row, fen in changes:
        place = members.column_names.index(name)
        values = members.column(place).to_numpy().copy()
        values[row % len(values)] = fen
        members = members.set_column(place, members.field(place), pa.array(values))
    found = assess_tables(ENGINE.policy, households, members, on=ON, backend="numpy", chunk=chunk).decisions
    wanted = expected(stated(households, members))
    assert len(wrong_rows(ENGINE.results(found), wanted)) == 0
