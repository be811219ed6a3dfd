"""What rural destitute people got in Jiangxi from 2017 to 2019, in an institution and at home.

Amounts are those of the province for 2017 (425 and 320) and of Jiujiang for 2018 (455 and 350), 2019 (505 and 400)
and 2021 (670); Nanchang had 513 for both in 2018.
"""

import pytest

JIUJIANG, NANCHANG, YICHUN = "360400", "360100", "360900"
LIVING = "tekun_living"


def recognised(at, code, on, **flags):
    """Decide a person alone who was recognised as destitute."""
    applicant = {"born": "1950-01-01", "flags": {"on_tekun": True, **flags}, "needs_help": {}}
    findings = {"tekun_property_within_limits": True}
    return at(code, on).decide(applicant={**applicant, "findings": findings})


def living(decision):
    """Give the living standard that is paid, and the figures that are asked."""
    found = [each.monthly for each in decision.awards if each.programme == LIVING]
    paid = [None if each is None else each.text() for each in found]
    return paid, [each.path for each in decision.questions]


@pytest.mark.parametrize(
    ("code", "on", "together", "at_home"),
    [
        (YICHUN, "2017-01-01", "425.00", "320.00"),
        (YICHUN, "2017-12-31", "425.00", "320.00"),
        (JIUJIANG, "2017-06-01", "425.00", "320.00"),
        (JIUJIANG, "2018-01-01", "455.00", "350.00"),
        (JIUJIANG, "2018-12-31", "455.00", "350.00"),
        (JIUJIANG, "2019-01-01", "505.00", "400.00"),
        (JIUJIANG, "2019-12-31", "505.00", "400.00"),
        (JIUJIANG, "2021-01-01", "670.00", "670.00"),
        (NANCHANG, "2017-12-31", "425.00", "320.00"),
        (NANCHANG, "2018-01-01", "513.00", "513.00"),
    ],
)
def test_an_institution_has_a_standard_of_its_own_in_these_years(at, code, on, together, at_home):
    assert living(recognised(at, code, on, in_institution=True)) == ([together], [])
    assert living(recognised(at, code, on)) == ([at_home], [])


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        (YICHUN, "2016-12-31", "tekun.living.rural"),
        (YICHUN, "2018-01-01", "tekun.living.rural"),
        (JIUJIANG, "2020-01-01", "tekun.living.rural"),
    ],
)
def test_where_no_notice_tells_the_amount_it_is_asked_for(at, code, on, name):
    assert living(recognised(at, code, on)) == ([None], [name])


def test_in_town_there_is_one_standard_which_nobody_tells(at):
    applicant = {"flags": {"on_tekun": True, "in_institution": True}, "needs_help": {}}
    decision = at(YICHUN, "2017-06-01").decide(area="urban", applicant=applicant)
    assert living(decision) == ([None], ["tekun.living.urban"])


def test_who_is_not_destitute_gets_nothing_of_it(at):
    decision = at(YICHUN, "2017-06-01").decide(applicant={"flags": {"in_institution": True}})
    assert (decision.status, living(decision)) == ("dibao", ([], []))
