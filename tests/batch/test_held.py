"""Columns give the rows that are taken, however a table packs its flags or numbers its words."""

import numpy as np
import pytest

from dibao import Engine
from dibao.batch.columns import Column
from dibao.batch.held import Bits, Coded

CATALOGUE = Engine().catalogue
FLAGS = np.array([1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1], bool)
ROWS = [[], [0], [7, 8, 8, 0], [15, 3, 11, 4]]


@pytest.mark.parametrize("start", [0, 1, 7, 8, 9])
@pytest.mark.parametrize("rows", ROWS)
def test_packed_flags(start, rows):
    before = np.resize(~FLAGS, start)
    packed = Bits(np.packbits(np.concatenate((before, FLAGS)), bitorder="little"), start, len(FLAGS))
    column = Column(CATALOGUE.fact("member", "in_prison"), packed, unknown=FLAGS)
    chosen = np.array(rows, np.int64)
    taken = column.taken(chosen)
    assert taken.values.dtype == np.bool_
    assert taken.values.tolist() == taken.unknown.tolist() == FLAGS[chosen].tolist()


@pytest.mark.parametrize("kind", [np.int8, np.uint64])
@pytest.mark.parametrize("rows", ROWS)
def test_words_that_the_table_numbers(rows, kind):
    numbers, codes = (np.arange(len(FLAGS)) % 3).astype(kind), np.array([2, 0, 3], np.int8)
    column = Column(CATALOGUE.fact("member", "relation"), Coded(numbers, codes))
    assert column.taken(np.array(rows, np.int64)).values.tolist() == [[2, 0, 3][row % 3] for row in rows]
