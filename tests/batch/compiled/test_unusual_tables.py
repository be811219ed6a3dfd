"""What the compiled loop reads for itself: limits, packed flags, words and owners. It says what whole columns say."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.fixtures.shili.households import ON

from dibao.batch import TableError, assess_tables, threads
from dibao.batch.columns import NEAR
from dibao.batch.compiled.blocks import BLOCK as HOUSEHOLDS
from dibao.batch.compiled.certificates import agree
from dibao.batch.compiled.kinds import SMALL
from dibao.batch.compiled.run import CROWDS
from dibao.batch.compiled.starts import BLOCK, starts_of
from dibao.batch.synth import shili_population
from dibao.household.checks import MOST_PEOPLE

WAGE = 10**9
"""The largest wage of a month in fen."""


@pytest.fixture
def in_parts(monkeypatch):
    """Let every table be passed over part by part."""
    monkeypatch.setattr(threads, "FEWEST_FOR_THREADS", 1)


@pytest.fixture(scope="module")
def tables():
    households, members = shili_population(300, seed=5).tables()
    return households.combine_chunks(), members.combine_chunks()


def alike(law, households, members, **options):
    """Decide tables both ways; both must say the same, or refuse the same."""
    found: list[Any] = []
    for backend in ("numpy", "compiled"):
        try:
            answer = assess_tables(law, households, members, on=ON, backend=backend, **options)
            found.append((answer.decisions.to_pydict(), answer.rejects.to_pydict()))
        except TableError as error:
            found.append(str(error))
    assert found[0] == found[1]
    return found[0]


def with_column(table, name, values):
    position = table.column_names.index(name)
    field = table.schema.field(name)
    return table.set_column(position, field, pa.array(values, field.type))


def with_first(table, name, value):
    return with_column(table, name, [value, *table[name].to_pylist()[1:]])


@pytest.mark.parametrize("wage", [SMALL["member"] - 1, SMALL["member"], SMALL["member"] + 1, WAGE - 1, WAGE])
def test_large_amounts_are_decided_alike(shili, tables, wage):
    households, members = tables
    counted = with_first(with_first(members, "in_prison", False), "active_conscript", False)
    decisions, _ = alike(shili, households, with_first(counted, "income.wage", wage))
    assert decisions["status"][0] == "not_eligible"


@pytest.mark.parametrize("savings", [SMALL["household"] - 1, SMALL["household"], SMALL["household"] + 1, 2**31, 2**40])
def test_large_savings_are_decided_alike(shili, tables, savings):
    households, members = tables
    alike(shili, with_first(households, "property.savings", savings), members)


@pytest.mark.parametrize("amount", [7, SMALL["member"], SMALL["member"] + 1])
@pytest.mark.parametrize("size", sorted({each + more for each in (1, *CROWDS) for more in (-1, 0, 1)} - {0, 101}))
def test_sums_over_any_crowd_are_alike(shili, tables, size, amount):
    households, members = tables
    others = members.slice(members["household"].to_pylist().count(households["id"][0].as_py()))
    crowd = pa.concat_tables([*[members.slice(0, 1)] * size, others])
    rich = np.where(np.arange(crowd.num_rows) < size, amount, crowd["expense.medical"].to_numpy())
    decisions, _ = alike(shili, households, with_column(crowd, "expense.medical", rich))
    assert len(decisions["id"]) == households.num_rows


@pytest.mark.parametrize("row", [0, HOUSEHOLDS - 1, HOUSEHOLDS, 2 * HOUSEHOLDS + 3])
@pytest.mark.parametrize("threads", [1, 2])
def test_one_part_with_large_amounts_changes_no_other(shili, monkeypatch, row, threads):
    monkeypatch.setattr("dibao.batch.compiled.run.PART", HOUSEHOLDS)
    monkeypatch.setattr("dibao.batch.threads.FEWEST_FOR_THREADS", 1)
    monkeypatch.setattr("dibao.batch.threads.FEWEST_A_SPAN", 1)
    households, members = (each.combine_chunks() for each in shili_population(2 * HOUSEHOLDS + 5, seed=6).tables())
    savings = households["property.savings"].to_numpy().copy()
    savings[row] = 2**40
    decisions, _ = alike(shili, with_column(households, "property.savings", savings), members, threads=threads)
    assert len(decisions["id"]) == households.num_rows


@pytest.mark.parametrize(("wage", "is_refused"), [(WAGE, False), (WAGE + 1, True), (-1, True), (0, False)])
def test_numbers_beyond_their_bounds_are_refused_alike(shili, tables, wage, is_refused):
    households, members = tables
    assert isinstance(alike(shili, households, with_first(members, "income.wage", wage)), str) == is_refused


def test_rows_beyond_their_bounds_are_left_out_alike(shili, tables):
    households, members = tables
    decisions, rejects = alike(shili, households, with_first(members, "income.wage", -1), on_problem="reject")
    assert len(decisions["id"]) == households.num_rows - 1
    assert rejects["column"] == ["income.wage"]


def test_a_column_that_no_rule_reads_keeps_to_its_bounds_too(shili, tables):
    households, members = tables
    strange = members.append_column("education_years", pa.array([-1] * members.num_rows, pa.int8()))
    assert isinstance(alike(shili, households, strange), str)


@pytest.mark.parametrize("first", [1, 7, 8, 9])
def test_flags_may_begin_at_any_bit(shili, tables, first):
    households, members = tables
    owners = members["household"].to_numpy()
    begin = int(np.searchsorted(owners, first + households["id"][0].as_py()))
    decisions, _ = alike(shili, households.slice(first), members.slice(begin))
    assert len(decisions["id"]) == households.num_rows - first


@pytest.mark.parametrize(
    "order",
    [lambda words: words[::-1], lambda words: [*words, words[0]], lambda words: [*words, "no such word"]],
    ids=["turned round", "one twice", "one of no fact"],
)
def test_a_dictionary_may_number_words_as_it_likes(shili, tables, order):
    households, members = tables
    plain = members["disability.kind"].to_pylist()
    words = order([*dict.fromkeys(plain)])
    codes = pa.array([words.index(each) for each in plain], pa.int8())
    column = pa.DictionaryArray.from_arrays(codes, pa.array(words, pa.string()))
    place = members.column_names.index("disability.kind")
    turned = members.set_column(place, "disability.kind", column)
    assert alike(shili, households, turned) == alike(shili, households, members)


def part_of(tables, first, last):
    """Give the households of some rows with their members, as slices that keep their offsets."""
    households, members = tables
    owners = np.asarray(members["household"])
    ids = np.asarray(households["id"])
    begin, end = np.searchsorted(owners, [ids[first], ids[last - 1] + 1]) if first < last else (0, 0)
    return households.slice(first, last - first), members.slice(begin, end - begin)


@pytest.mark.parametrize(("first", "last"), [(0, 300), (37, 299), (101, 102), (299, 300), (5, 5)])
@pytest.mark.parametrize("pieces", [1, 3])
@pytest.mark.parametrize("worked_by", [1, 3])
def test_slices_and_pieces_are_decided_alike(shili, tables, in_parts, monkeypatch, first, last, pieces, worked_by):
    monkeypatch.setattr(threads, "FEWEST_FOR_THREADS", 1)
    given = [
        pa.concat_tables([each.slice(0, each.num_rows // pieces), each.slice(each.num_rows // pieces)])
        if pieces > 1
        else each
        for each in part_of(tables, first, last)
    ]
    decisions, _ = alike(shili, *given, threads=worked_by)
    whole, _ = alike(shili, *tables)
    assert decisions == {name: column[first:last] for name, column in whole.items()}


def test_unknowns_of_one_table_say_nothing_of_the_next(shili, tables):
    households, members = tables
    wages = members["income.wage"].to_pylist()
    unknown = with_column(members, "income.wage", [None if row % 40 == 3 else each for row, each in enumerate(wages)])
    first = alike(shili, households, members)
    assert alike(shili, households, unknown) != first
    assert alike(shili, households, members) == first


def test_a_household_too_large_is_refused_alike(shili, tables):
    households, members = tables
    crowd = pa.concat_tables([*[members.slice(0, 1)] * MOST_PEOPLE, members])
    assert "too many members" in alike(shili, households, crowd)


class TestStarts:
    """One pass over the owners."""

    def starts(self, ids, owners):
        found = starts_of(np.array(ids, np.int64), np.array(owners, np.int64))
        return None if found is None else found[0].tolist()

    def test_ordered_owners_give_the_starts(self):
        assert self.starts([5, 6, 7], [5, 5, 6, 7, 7, 7]) == [0, 2, 3, 6]

    @pytest.mark.parametrize("size", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 7])
    def test_pieces_leave_no_seam(self, size):
        owners = np.arange(size) // 3
        assert self.starts(range(int(owners[-1]) + 1), owners) == [*range(0, size, 3), size]

    def most(self, sizes):
        found = starts_of(np.arange(len(sizes)), np.repeat(np.arange(len(sizes)), sizes))
        assert found is not None
        return found[1]

    @pytest.mark.parametrize("position", [0, NEAR - 1, NEAR, 2 * NEAR - 1, 2 * NEAR])
    def test_the_part_with_the_largest_household_says_so(self, position):
        sizes = np.ones(2 * NEAR + 1, np.int64)
        sizes[position] = 7
        beside = {position // NEAR, (position + 1) // NEAR, (position - 1) // NEAR} & {0, 1, 2}
        most = self.most(sizes)
        assert most[position // NEAR] == 7
        assert [each for part, each in enumerate(most) if part not in beside] == [1] * (3 - len(beside))

    def test_a_household_across_pieces_counts_whole(self):
        assert self.most([1] * (BLOCK - 3) + [9] + [1] * 7) == [9]

    @pytest.mark.parametrize(("size", "is_usual"), [(MOST_PEOPLE, True), (MOST_PEOPLE + 1, False)])
    def test_a_household_has_a_hundred_people_at_most(self, size, is_usual):
        assert (self.starts([1, 2], [1] * size + [2]) is not None) == is_usual

    @pytest.mark.parametrize(
        ("ids", "owners"),
        [
            ([1, 3], [1, 3]),
            ([1, 2], [2, 1]),
            ([1, 2], [1, 1]),
            ([1, 2], [0, 1, 2]),
            ([1, 2], [1, 2, 3]),
            ([1, 2, 3], [1, 3]),
            ([1, 2], []),
        ],
        ids=["a gap", "out of order", "nobody in the last", "before all", "after all", "nobody between", "nobody"],
    )
    def test_anything_unusual_is_left_to_others(self, ids, owners):
        assert self.starts(ids, owners) is None

    @pytest.mark.parametrize("threads", [1, 2, 3])
    @pytest.mark.parametrize("sizes", [[1, 2, 3], [5, 1, 1, 1], [1] * 11, [MOST_PEOPLE, 1, MOST_PEOPLE]])
    def test_parts_leave_no_seam(self, in_parts, sizes, threads):
        ids, owners = np.arange(7, 7 + len(sizes)), np.repeat(np.arange(7, 7 + len(sizes)), sizes)
        found = starts_of(ids, owners, threads)
        assert found is not None
        assert found[0].tolist() == [0, *np.cumsum(sizes).tolist()]
        assert found[1] == [max(sizes)]

    @pytest.mark.parametrize(
        ("ids", "owners"),
        [
            ([0, 1, 2, 3], [0, 1, 2, 3, 0, 1, 2, 3]),
            ([0, 1, 2, 3], [0, 1, 0, 1, 2, 3, 2, 3]),
            ([0, 1, 2, 3], [-1, 0, 1, 2, 3]),
            ([0, 1, 2, 3], [0, 1, 2, 3, 4]),
            ([0, 1, 2, 3], [0, 0, 0, 1, 1, 3, 3, 3]),
            ([0, 1, 3, 2], [0, 1, 2, 3]),
            ([0, 1], [0, *[1] * (MOST_PEOPLE + 1)]),
            ([0, 1], [*[0] * (2 * MOST_PEOPLE), 1]),
            ([0, 1, 2, 3], [0, 1, 2, 9, 9, 9, 9, 9]),
        ],
    )
    @pytest.mark.parametrize("threads", [2, 3])
    def test_anything_unusual_in_a_part_is_left_to_others(self, in_parts, ids, owners, threads):
        assert starts_of(np.array(ids, np.int64), np.array(owners, np.int64), threads) is None

    def test_order_is_watched_from_one_piece_to_the_next(self):
        owners = np.repeat(np.arange(2 * BLOCK), 1)
        owners[BLOCK] = BLOCK - 2
        assert self.starts(range(2 * BLOCK), owners) is None


class TestCertificates:
    """One pass over the two halves of certificates."""

    @pytest.mark.parametrize("rows", [0, 1, 15, 64, 1000])
    @pytest.mark.parametrize("kinds", [np.int8, np.int32])
    @pytest.mark.parametrize("grades", [np.int8, np.int64])
    def test_both_or_neither_agree(self, rows, kinds, grades):
        has = np.arange(rows) % 3 == 0
        assert agree(np.where(has, 5, 2).astype(kinds), 2, np.where(has, 4, 0).astype(grades), 0)

    @pytest.mark.parametrize("row", [0, 1, 63, 64, 999])
    @pytest.mark.parametrize(("kind", "grade"), [(2, 4), (5, 0)])
    def test_one_half_alone_is_found_wherever_it_stands(self, row, kind, grade):
        kinds, grades = np.full(1000, 2, np.int8), np.zeros(1000, np.int16)
        kinds[row], grades[row] = kind, grade
        assert not agree(kinds, 2, grades, 0)

    def test_a_dictionary_without_the_word_for_none_has_a_kind_in_every_row(self):
        assert agree(np.zeros(9, np.int8), -1, np.ones(9, np.int8), 0)
        assert not agree(np.zeros(9, np.int8), -1, np.zeros(9, np.int8), 0)
