"""Standards that were raised backwards: what Liling owed in 2019, and Nanchang in 2018."""

import pytest
from tests.timeline.late_cases import ENGINE, liling, nanchang

from dibao import Money
from dibao.timeline.as_known import timeline_as_decided
from dibao.timeline.replay import replay


def test_liling_paid_the_new_standard_from_july_on():
    told = timeline_as_decided(liling(), "2019-01", "2019-08", ENGINE)
    assert [each.dibao.text() for each in told.rows] == ["290.00"] * 6 + ["360.00"] * 2


def test_liling_owes_six_months_of_70_yuan():
    found = replay(liling(), "2019-01", "2019-12", ENGINE)
    assert [each.month for each in found.differences] == [f"2019-0{month}" for month in range(1, 7)]
    assert {(each.paid.text(), each.owed.text()) for each in found.differences} == {("290.00", "360.00")}
    assert found.arrears == found.total == Money.monthly(420)
    assert found.recovery == Money.monthly(0)


# Nothing is known of Nanchang's own standards of 2017: the province's went on until its own of 2018 was known.
@pytest.mark.parametrize(("area", "before", "after"), [("urban", 530, 610), ("rural", 305, 395)])
def test_nanchang_owes_five_months_of_2018(area, before, after):
    found = replay(nanchang(area), "2018-01", "2018-12", ENGINE)
    assert [each.month for each in found.differences] == [f"2018-0{month}" for month in range(1, 6)]
    assert found.total == Money.monthly(5 * (after - before))
