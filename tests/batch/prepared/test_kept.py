"""Flags of a prepared population share bytes, and each is what it was."""

import numpy as np
import pytest

from dibao.batch.columns import Column, constant
from dibao.batch.held import Shared
from dibao.batch.prepared.kept import FLAGS_A_BYTE, Kept, sharing
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


@pytest.mark.parametrize("count", [1, FLAGS_A_BYTE - 1, FLAGS_A_BYTE, FLAGS_A_BYTE + 1, 2 * FLAGS_A_BYTE + 1])
def test_every_flag_is_found_again(count):
    apart = kept(FLAGS[:count])
    shared = sharing(apart)
    assert [*shared] == [*apart]
    for name, each in shared.items():
        assert np.array_equal(each.column(BUILT_IN.fact("member", name)).values, apart[name].values)
    places = {(each.values.number, each.values.position) for each in shared.values()}
    assert places == {divmod(number, FLAGS_A_BYTE) for number in range(count)}
    assert len({id(each.values.bytes) for each in shared.values()}) == -(-count // FLAGS_A_BYTE)


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
