"""Flags of a prepared population share bytes, and each is what it was."""

import numpy as np
import pytest

from dibao.batch.columns import Column, constant
from dibao.batch.held import Shared
from dibao.batch.prepared.kept import BITS_A_BYTE, Kept, sharing
from dibao.household.facts import BUILT_IN
from dibao.symbols.units import FLAG

FLAGS = [each for each in BUILT_IN.of("member") if each.unit == FLAG]
ROWS = np.arange(40)


def kept(flags):
    """Keep as many flags as facts are given, each true where its bit is set in the row's own number."""
    return {
        fact.name: Kept.of(Column(fact, (ROWS * 7919 >> number & 1).astype(bool)), ROWS)
        for number, fact in enumerate(flags)
    }  # fmt: skip


@pytest.mark.parametrize("count", [1, BITS_A_BYTE - 1, BITS_A_BYTE, BITS_A_BYTE + 1, 2 * BITS_A_BYTE + 1])
def test_every_flag_is_found_again(count):
    apart = kept(FLAGS[:count])
    shared = sharing(apart)
    assert [*shared] == [*apart]
    for name, each in shared.items():
        assert np.array_equal(each.column(BUILT_IN.fact("member", name)).values, apart[name].values)
    places = {(each.values.number, each.values.position) for each in shared.values()}
    assert places == {divmod(number, BITS_A_BYTE) for number in range(count)}
    assert len({id(each.values.bytes) for each in shared.values()}) == -(-count // BITS_A_BYTE)


@pytest.mark.parametrize(("most", "bits"), [(1, 3), (7, 3), (8, 0)])
def test_small_numbers_share_bytes_and_larger_ones_do_not(most, bits):
    fact = BUILT_IN.fact("member", "age_years")
    shared = sharing({fact.name: Kept.of(Column(fact, (ROWS % (most + 1)).astype(np.int16)), ROWS)})[fact.name]
    assert (shared.values.bits if isinstance(shared.values, Shared) else 0) == bits
    assert np.array_equal(shared.column(fact).values, ROWS % (most + 1))


def test_numbers_and_flags_follow_one_another_and_begin_another_byte_where_they_do_not_fit():
    kind, grade = (BUILT_IN.fact("member", name) for name in ("disability.kind", "disability.grade"))
    apart = {
        **kept(FLAGS[:3]),
        kind.name: Kept.of(Column(kind, (ROWS % len(kind.values)).astype(np.int8)), ROWS),
        grade.name: Kept.of(Column(grade, (ROWS % 5).astype(np.int8)), ROWS),
        **kept(FLAGS[3:5]),
    }
    shared = sharing(apart)
    places = [(each.values.number, each.values.position, each.values.bits) for each in shared.values()]
    wide = (len(kind.values) - 1).bit_length()
    assert places == [(0, 0, 1), (0, 1, 1), (0, 2, 1), (0, 3, wide), (1, 0, 3), (1, 3, 1), (1, 4, 1)]
    for name, each in shared.items():
        assert np.array_equal(each.column(BUILT_IN.fact("member", name)).values, apart[name].values)


def test_what_is_the_same_for_all_and_what_is_no_flag_stays_apart():
    age, prison = (BUILT_IN.fact("member", name) for name in ("age_years", "in_prison"))
    apart = {
        "age_years": Kept.of(Column(age, ROWS.astype(np.int8)), ROWS),
        "in_prison": Kept.of(constant(prison, True), ROWS),
    }
    assert sharing(apart) == apart


def test_where_a_flag_is_unknown_stays_with_it():
    fact, unknown = FLAGS[0], ROWS % 3 == 0
    shared = sharing({fact.name: Kept.of(Column(fact, ROWS % 2 == 0, 1, unknown), ROWS)})[fact.name]
    assert isinstance(shared.values, Shared)
    column = shared.column(fact)
    assert [column.stored(row) for row in range(4)] == [None, 0, 1, None]
