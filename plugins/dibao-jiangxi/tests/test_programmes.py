"""What Jiangxi gives beside dibao: the two disability allowances by date, and free funeral services.

Worked by hand from the rates that notices and pages name, paid by the nation's rules; the services from the report of
2019-12-25.
"""

import pytest

from dibao import Disability, Money

ELSEWHERE, NANCHANG, GANZHOU = "360900", "360100", "360700"
LIVING, NURSING = "disability_living_allowance", "disability_nursing_allowance"
FIVE = {"free_body_transport", "free_body_storage", "free_cremation", "free_urn", "free_urn_storage"}


def allowances(decision):
    """Give what the disabled person draws, in yuan a month."""
    return {each.programme: each.monthly for each in decision.awards if each.to == "b"}


@pytest.mark.parametrize(
    ("code", "on", "living", "nursing"),
    [
        (ELSEWHERE, "2016-06-01", 50, 50),
        (NANCHANG, "2021-06-01", 80, 80),
        (GANZHOU, "2021-12-31", 60, 70),
        (GANZHOU, "2022-01-01", 80, 80),
        (ELSEWHERE, "2024-06-01", 100, 100),
        (ELSEWHERE, "2025-06-01", 110, 110),
    ],
)
def test_both_allowances_are_paid_at_the_rate_of_the_place_and_year(at, person, code, on, living, nursing):
    disabled = person("b", disability=Disability("hearing", 2))
    facts = {"jiangxi.exit_cause": "none"}
    decision = at(code, on).decide(disabled, facts=facts)
    expected = {LIVING: Money.monthly(living), NURSING: Money.monthly(nursing)}
    assert (decision.status, allowances(decision)) == ("dibao", expected)


@pytest.mark.parametrize("on", ["2017-06-01", "2022-06-01"])
def test_in_years_without_a_known_rate_it_is_asked_for(at, person, on):
    decision = at(ELSEWHERE, on).decide(person("b", disability=Disability("limb", 3)))
    asked = [each.path for each in decision.questions]
    assert (decision.status, asked) == ("dibao", ["disability.living_allowance"])


def granted(decision):
    """Give the services to which there is a claim."""
    return {each.programme for each in decision.entitlements if each.granted}


@pytest.mark.parametrize(("income", "status"), [("0", "dibao"), ("9000", "not_eligible")])
@pytest.mark.parametrize("area", ["urban", "rural"])
def test_five_funeral_services_are_free_in_town_and_country_whatever_the_means(at, area, income, status):
    pension = {"incomes": {"retirement_pension": Money.monthly(income)}}
    decision = at(ELSEWHERE, "2022-06-01").decide(area=area, applicant=pension)
    assert (decision.status, granted(decision)) == (status, FIVE)


@pytest.mark.parametrize(("on", "services"), [("2019-12-24", set()), ("2019-12-25", FIVE)])
def test_they_are_known_to_be_free_from_the_day_of_the_report(at, on, services):
    pension = {"incomes": {"retirement_pension": Money.monthly(9000)}}
    assert granted(at("360400", on).decide(applicant=pension)) == services
