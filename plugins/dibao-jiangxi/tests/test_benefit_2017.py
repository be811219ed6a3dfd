"""Regular recipients at the full standard, others by the gap.

Worked by hand from the province's standards of 2017 (530 in town, 305 in the country) and Jiujiang's of 2021 (515).
"""

import pytest

from dibao import Money

YICHUN, JIUJIANG = "360900", "360400"
REGULAR = {"facts": {"jiangxi.regular_recipient": True}}


def three(person, regular=0):
    return [person(id, **(REGULAR if position < regular else {})) for position, id in enumerate(("b", "c"))]


@pytest.mark.parametrize(("area", "paid"), [("rural", 305), ("urban", 530)])
def test_a_single_without_income_gets_the_standard(at, area, paid):
    decision = at(YICHUN, "2017-03-01").decide(area=area)
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly(paid))


def test_without_regular_recipients_the_gap_is_paid(at, person, income):
    decision = at(YICHUN, "2017-03-01").decide(*three(person), applicant=income("600"))
    assert decision.dibao_monthly == Money.monthly(315)  # 3 × 305 − 600


@pytest.mark.parametrize(
    ("earned", "paid"), [("609.99", "305.01"), ("610", "305"), ("610.01", "305"), ("914.99", "305"), ("915", "0")]
)
def test_one_regular_recipient_is_paid_in_full_while_the_family_is_below_the_standard(at, person, income, earned, paid):
    decision = at(YICHUN, "2017-03-01").decide(*three(person, regular=1), applicant=income(earned))
    assert decision.dibao_monthly == Money.monthly(paid)


@pytest.mark.parametrize(("regular", "paid"), [(0, "15"), (1, "305"), (2, "610")])
def test_each_regular_recipient_brings_one_standard(at, person, income, regular, paid):
    decision = at(YICHUN, "2017-03-01").decide(*three(person, regular), applicant=income("900"))
    assert decision.dibao_monthly == Money.monthly(paid)


def test_a_family_of_regular_recipients_gets_the_whole_standard_whatever_its_income(at, person, income):
    decision = at(YICHUN, "2017-03-01").decide(*three(person, regular=2), applicant={**income("900"), **REGULAR})
    assert decision.dibao_monthly == Money.monthly(915)


def test_a_regular_recipient_who_is_left_out_brings_nothing(at, person, income):
    gone = person("b", flags={"in_prison": True}, **REGULAR)
    decision = at(YICHUN, "2017-03-01").decide(gone, person("c", "parent"), applicant=income("600"))
    assert decision.dibao_monthly == Money.monthly(10)  # 2 × 305 − 600


@pytest.mark.parametrize(("on", "paid"), [("2021-06-30", "515"), ("2021-07-01", "5")])
def test_the_notice_of_unknown_end_gives_way_to_the_national_measures(at, person, income, on, paid):
    people = (person("b", **REGULAR), person("c", "child", "2015-01-01"))
    decision = at(JIUJIANG, on).decide(*people, applicant=income("1540"))  # 3 × 515 − 1540 = 5
    assert decision.dibao_monthly == Money.monthly(paid)


def test_the_standards_of_2018_are_known_for_jiujiang_only(at):
    assert at(JIUJIANG, "2018-06-01").decide().dibao_monthly == Money.monthly(340)
    assert [each.path for each in at(YICHUN, "2018-06-01").decide().questions] == ["dibao.standard.rural"]
