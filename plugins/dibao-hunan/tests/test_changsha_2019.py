"""Changsha's five supports: whom they reach in town, and that the country and other cities have none.

Worked by hand from an article of 2022 on the plan of 2019-09-16; the standard is that of the page of 2022.
"""

import pytest

from dibao import Interview

CHANGSHA, LIUYANG, LILING = "430100", "430181", "430281"
ON = "2021-06-01"
FIVE = {
    "urgent_need_support",
    "medical_support",
    "housing_support",
    "employment_support",
    "basic_living_support",
}
NEWCOMER = {"resident_without_hukou": True}


def granted(decision):
    """Give the services to which there is a claim."""
    return {each.programme for each in decision.entitlements if each.granted}


# Two people at 750: below 1500 dibao, below 2250 marginal.
@pytest.mark.parametrize(
    ("wage", "status", "reached"),
    [("1499.99", "dibao", FIVE), ("1500", "marginal", FIVE), ("2249.99", "marginal", FIVE)],
)
def test_low_income_and_marginal_families_in_town_are_reached(at, person, wage, status, reached):
    decision = at(CHANGSHA, "2021-08-01").decide(person("b"), wage=wage, area="urban")
    assert (decision.status, granted(decision)) == (status, reached)


@pytest.mark.parametrize("wage", ["2250", "2250.01"])
def test_above_the_marginal_line_nobody_is_reached_by_income(at, person, wage):
    decision = at(CHANGSHA, "2021-08-01").decide(person("b"), wage=wage, area="urban")
    assert (decision.status, granted(decision)) == ("not_eligible", set())


@pytest.mark.parametrize(("found", "reached"), [(True, FIVE), (False, set())])
def test_residents_without_local_registration_are_reached_when_in_need(at, person, found, reached):
    newcomer = person("b", flags=NEWCOMER, findings={"hunan.resident_in_need": found})
    assert granted(at(CHANGSHA, ON).decide(newcomer, wage="9000", area="urban")) == reached


def test_local_registration_makes_no_difference_to_a_family_of_low_income(at, person):
    both = [at(CHANGSHA, ON).decide(person("b", flags=each), wage="1000", area="urban") for each in ({}, NEWCOMER)]
    assert [granted(each) for each in both] == [FIVE, FIVE]


def test_whether_a_newcomer_is_in_need_is_asked_of_an_officer(at, person):
    decision = at(CHANGSHA, ON).decide(person("b", flags=NEWCOMER), wage="9000", area="urban")
    (question,) = decision.questions
    assert (question.kind, question.path) == ("finding", "$.members[1].findings.hunan.resident_in_need")
    assert question.article == "开展城市特殊困难群体帮扶活动的实施方案 五帮扶"


def test_the_special_hardship_of_the_national_law_opens_none_of_them(at, person):
    stated = {"special_hardship": True, "hunan.resident_in_need": False}
    newcomer = person("b", flags=NEWCOMER, findings=stated)
    assert granted(at(CHANGSHA, ON).decide(newcomer, wage="9000", area="urban")) == set()


def test_the_interview_takes_the_finding(at, person):
    place = at(CHANGSHA, ON)
    decision = place.decide(person("b", flags=NEWCOMER), wage="9000", area="urban")
    interview = Interview(place.engine, decision.household, place.on)
    interview.answer(True)
    assert granted(interview.decision) == FIVE


@pytest.mark.parametrize(("on", "reached"), [("2019-09-15", set()), ("2019-09-16", FIVE)])
def test_they_begin_with_the_day_of_the_plan(at, person, on, reached):
    newcomer = person("b", flags=NEWCOMER, findings={"hunan.resident_in_need": True})
    assert granted(at(CHANGSHA, on).decide(newcomer, wage="9000", area="urban")) == reached


@pytest.mark.parametrize(("code", "area"), [(CHANGSHA, "rural"), (LILING, "urban")])
def test_the_country_and_other_cities_have_none(at, person, code, area):
    newcomer = person("b", flags=NEWCOMER, findings={"hunan.resident_in_need": True})
    assert granted(at(code, ON).decide(newcomer, wage="9000", area=area)) == set()


def test_a_county_of_changsha_has_them(at, person):
    newcomer = person("b", flags=NEWCOMER, findings={"hunan.resident_in_need": True})
    assert granted(at(LIUYANG, "2024-06-01").decide(newcomer, wage="9000", area="urban")) == FIVE
