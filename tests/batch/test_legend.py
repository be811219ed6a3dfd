"""Which bit of the reasons stands for which test."""

import pytest
from attrs import evolve

from dibao import DibaoError
from dibao.batch import legend


@pytest.mark.parametrize(("more", "found"), [(-1, 31), (0, 32)])
def test_the_column_of_reasons_holds_so_many(shili, monkeypatch, more, found):
    monkeypatch.setattr(legend, "reason_bits", bits(shili, legend.MOST_BITS + more))
    assert len(legend.legend_of([shili])) == found


def test_more_reasons_than_the_column_holds_are_refused(shili, monkeypatch):
    monkeypatch.setattr(legend, "reason_bits", bits(shili, legend.MOST_BITS + 1))
    with pytest.raises(DibaoError) as caught:
        legend.legend_of([shili])
    assert str(caught.value) == (
        "the rules of these places have 33 reasons, the column of reasons holds 32; decide the places apart"
    )


def bits(policy, count):
    first = legend.reason_bits(policy)[0]
    return lambda _: tuple(evolve(first, name=f"test {number}") for number in range(count))
