"""Liling: what rural destitute people got in 2018 and 2019, in an institution and at home.

Amounts are those of the report of 2019-08-08: 480 and 364 before, 530 and 468 from 2019 on.
"""

import pytest

LILING, NEXT = "430281", "430225"
LIVING = "tekun_living"


def living(at, code, on, area="rural", **flags):
    """Give the living standard that is paid, and the figures that are asked."""
    applicant = {"born": "1950-01-01", "flags": {"on_tekun": True, **flags}, "needs_help": {}}
    decision = at(code, on).decide(area=area, applicant=applicant)
    found = [each.monthly for each in decision.awards if each.programme == LIVING]
    paid = [None if each is None else each.text() for each in found]
    return paid, [each.path for each in decision.questions]


@pytest.mark.parametrize(
    ("on", "together", "at_home"),
    [
        ("2018-01-01", "480.00", "364.00"),
        ("2018-12-31", "480.00", "364.00"),
        ("2019-01-01", "530.00", "468.00"),
        ("2019-12-31", "530.00", "468.00"),
    ],
)
def test_an_institution_has_a_standard_of_its_own(at, on, together, at_home):
    assert living(at, LILING, on, in_institution=True) == ([together], [])
    assert living(at, LILING, on) == ([at_home], [])


@pytest.mark.parametrize(
    ("code", "on", "area", "asked"),
    [
        (LILING, "2017-12-31", "rural", "tekun.living.rural"),
        (LILING, "2020-01-01", "rural", "tekun.living.rural"),
        (LILING, "2019-06-01", "urban", "tekun.living.urban"),
        (NEXT, "2019-06-01", "rural", "tekun.living.rural"),
    ],
)
def test_where_the_report_tells_nothing_the_amount_is_asked_for(at, code, on, area, asked):
    assert living(at, code, on, area) == ([None], [asked])
