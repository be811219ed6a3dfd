"""Compiled passes over whole columns say the same as looking at every row, in any number of threads."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao import Engine
from dibao.batch import TableError, assess_tables, threads
from dibao.batch.ages import dates_of, years_at_once, years_on
from dibao.batch.compiled.passes import FLAGS, how_many_hold, is_first_in_each, keeps_within
from dibao.batch.synth import Place, national_population
from dibao.batch.threads import ROWS_TOGETHER, row_spans
from dibao.household.checks import OLDEST_YEARS
from dibao.household.facts import BUILT_IN

AGE = BUILT_IN.fact("member", "age_years")
EPOCH = date(1970, 1, 1)
ON = date(2024, 3, 1)
DAYS = (date(2024, 3, 1), date(2024, 2, 29), date(2025, 2, 28), date(2026, 3, 1), date(2031, 12, 31), date(2019, 1, 1))


@pytest.fixture
def in_spans(monkeypatch):
    """Let short columns be divided."""
    monkeypatch.setattr(threads, "FEWEST_ROWS", 1)
    monkeypatch.setattr(threads, "ROWS_TOGETHER", 64)


# -- spans --------------------------------------------------------------------------------------------------
@given(st.integers(0, 10**7), st.integers(1, 9))
def test_spans_hold_every_row_once_and_begin_where_bytes_of_flags_do(rows, count):
    spans = row_spans(rows, count)
    edges = [0, *(span.stop for span in spans)]
    assert edges[-1] == rows
    assert [span.start for span in spans] == edges[:-1]
    assert all(span.start % ROWS_TOGETHER == 0 and span.start < span.stop for span in spans)


@pytest.mark.parametrize(("rows", "are_divided"), [(-1, False), (0, True), (1, True)])
def test_only_many_rows_are_divided(rows, are_divided):
    assert (len(row_spans(threads.FEWEST_ROWS + rows, 2)) > 1) == are_divided
    assert len(row_spans(threads.FEWEST_ROWS + rows, 1)) == 1


# -- bounds -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32])
@pytest.mark.parametrize(("number", "keeps"), [(2, False), (3, True), (4, True), (99, True), (100, True), (101, False)])
def test_a_number_beyond_its_bounds_is_seen_wherever_it_stands(kind, number, keeps, in_spans):
    ordinary = np.full(7, 3, np.int8)
    for place in (1, 2, 150, 300):
        numbers = np.full(301, 50, kind)
        numbers[place] = number
        assert keeps_within([(ordinary, 3, 3), (numbers[1:], 3, 100)], 2) == keeps


@pytest.mark.parametrize(
    ("low", "high", "keeps"), [(-(10**13), 10**13, True), (-127, 10**13, False), (-128, 126, False), (-128, 127, True)]
)
def test_bounds_may_be_wider_than_a_column(low, high, keeps):
    assert keeps_within([(np.array([-128, 127], np.int8), low, high)], 1) == keeps


@pytest.mark.parametrize(("low", "high", "keeps"), [(-(2**63), 2**63 - 1, True), (1 - 2**63, 2**63 - 1, False)])
def test_whole_words_may_have_any_bounds(low, high, keeps):
    assert keeps_within([(np.array([-(2**63), 2**63 - 1]), low, high)], 1) == keeps


def test_a_column_without_rows_keeps_to_its_bounds():
    assert keeps_within([(np.zeros(0, np.int32), 5, 6)], 1)


# -- years --------------------------------------------------------------------------------------------------
def days_of(first, last):
    return pa.array(np.arange((first - EPOCH).days, (last - EPOCH).days + 1, dtype=np.int32)).cast(pa.date32())


def oldest(on):
    first = on - timedelta(366 * (OLDEST_YEARS + 2))
    years = years_on(AGE, days_of(first, on), on).values
    return first + timedelta(int(np.flatnonzero(years >= 0)[0]))


@pytest.mark.parametrize("on", DAYS)
def test_full_years_are_the_same_for_every_day_that_can_be(in_spans, on):
    days = days_of(oldest(on), on)
    for part in (days, days[3:], days[:1], days[:0]):
        found = years_at_once(AGE, part, on, 2)
        assert found is not None
        assert found.values.tolist() == years_on(AGE, part, on).values.tolist()
        assert found.unknown is False


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("of", [lambda on: on + timedelta(1), lambda on: oldest(on) - timedelta(1)])
def test_a_day_that_cannot_be_is_left_to_others(in_spans, on, of):
    assert years_at_once(AGE, pa.array([*[on] * 200, of(on)], pa.date32()), on, 2) is None
    assert years_at_once(AGE, pa.array([on] * 200, pa.date32()), on, 2) is not None


@pytest.mark.parametrize("wrong", [date(9999, 12, 31), date(1, 1, 1), None])
def test_never_and_nobody_knows_are_left_to_others(wrong):
    days = dates_of(pa.chunked_array([pa.array([ON, wrong], pa.date32())]))
    assert years_at_once(AGE, days, ON, 1) is None


def test_days_as_far_from_each_other_as_numbers_go_are_left_to_others():
    for number in (-(2**31), 2**31 - 1):
        days = pa.array([number], pa.int32()).view(pa.date32())
        assert years_at_once(AGE, days, ON, 1) is None


# -- flags --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("columns", [0, 1, 6, 24])
@pytest.mark.parametrize("many", [1, 2])
def test_flags_are_counted_in_every_row(in_spans, many, columns):
    for rows in (0, 1, FLAGS - 1, FLAGS, FLAGS + 1, 64, 65, 1000):
        flags = np.random.default_rng(rows + columns).random((columns, rows)) < 0.5
        packed = [np.packbits(each, bitorder="little") for each in flags]
        assert how_many_hold(packed, rows, many).tolist() == flags.sum(axis=0).tolist()


# -- who applies --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32, np.int64])
@pytest.mark.parametrize("household", [0, 70, 199])
def test_only_the_first_person_of_each_household_may_apply(in_spans, kind, household):
    sizes = np.arange(200) % 3 + 1
    starts = np.concatenate(([0], np.cumsum(sizes)))
    relation = np.full(starts[-1], 4, kind)
    relation[starts[:-1]] = 2
    assert is_first_in_each(relation, 2, starts, 2)
    nobody = relation.copy()
    nobody[starts[household]] = 4
    assert not is_first_in_each(nobody, 2, starts, 2)
    two = relation.copy()
    two[starts[71] - 1] = 2
    assert is_first_in_each(two, 2, starts, 2) == (sizes[70] == 1)
    moved = two.copy()
    moved[starts[household]] = 4
    assert not is_first_in_each(moved, 2, starts, 2)


# -- whole tables -------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def policy():
    return Engine().policy("431281", ON)


@pytest.fixture(scope="module")
def tables():
    made = national_population(250, 3, ON, [Place("431281", 70000, 45000)])
    return (*(each.combine_chunks() for each in made.tables()), made.obligors)


def alike(policy, *tables, **options):
    """Decide tables both ways; both must say the same, or refuse the same."""
    found: list[Any] = []
    for backend in ("numpy", "compiled"):
        try:
            answer = assess_tables(policy, *tables, on=ON, backend=backend, **options)
            found.append((answer.decisions.to_pydict(), answer.rejects.to_pydict()))
        except TableError as error:
            found.append(str(error))
    assert found[0] == found[1]
    return found[0]


def stated(members):
    """Let every thing a person may need help with be known, so that it is counted."""
    for number, name in enumerate(members.column_names):
        if name.startswith("needs_help."):
            members = members.set_column(number, name, members.column(name).fill_null(value=True))
    return members


@pytest.mark.parametrize("cut", [1, 8])
def test_a_part_of_a_table_is_decided_like_a_table_of_its_own(policy, tables, in_spans, cut):
    households, members, obligors = tables
    rows = np.flatnonzero(members["household"].to_numpy() == households["id"][cut].as_py())
    part = (households[cut:], stated(members[int(rows[0]) :]), obligors[:0])
    assert alike(policy, *part, threads=2) == alike(
        policy, *(pa.table(pa.concat_tables([each]).to_pydict(), each.schema) for each in part)
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("born", ON + timedelta(1)), ("relation", "child"), ("expense.medical", -1), ("income.basic_pension", 10**9 + 1)],
)
def test_what_is_wrong_with_a_row_is_said_as_ever(policy, tables, in_spans, name, value):
    households, members, obligors = tables
    place, kind = members.column_names.index(name), members.schema.field(name)
    values = members.column(name).to_pylist()
    values[0] = value
    kept = kind.type.value_type if pa.types.is_dictionary(kind.type) else kind.type
    members = members.set_column(place, kind, pa.array(values, kept).cast(kind.type))
    said = alike(policy, households, members, obligors, threads=2)
    assert name in said or "applicant" in said
    alike(policy, households, members, obligors, threads=2, on_problem="reject")
