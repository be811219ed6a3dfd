"""When a benefit starts: application, decision, first payment; worked by hand from the articles named."""

import pytest
from attrs import evolve
from tests.fixtures.months import AT_ONCE
from tests.timeline.families import (
    PROPERTY,
    admitted,
    codes,
    day,
    household,
    paid,
    person,
    rows,
    states,
    wage,
    yuan,
)

from dibao import BenefitState, Case
from dibao.timeline.events import Applied, Decided, FindingMade, IncomeChanged, JobLost

APPLIED, DECIDED = Applied(on=day("2023-01-05")), Decided(on=day("2023-02-20"), circumstances="stable")


def case(*events, **stated):
    return Case(household(**stated), day("2023-01-01"), events)


def test_payment_starts_in_the_month_after_the_decision():
    assert paid(case(APPLIED, DECIDED), "2023-01", "2023-04") == {
        "2023-01": "0.00",
        "2023-02": "0.00",
        "2023-03": "450.00",
        "2023-04": "450.00",
    }
    assert states(case(APPLIED, DECIDED), "2023-01", "2023-03") == ["applied", "applied", "awarded"]


def test_a_region_may_pay_from_the_month_of_the_decision():
    at_once = case(APPLIED, DECIDED, jurisdiction=AT_ONCE)
    assert paid(at_once, "2023-01", "2023-03") == {"2023-01": "0.00", "2023-02": "450.00", "2023-03": "450.00"}


@pytest.mark.parametrize(("decided", "first"), [("2023-01-31", "2023-02"), ("2023-02-01", "2023-03")])
def test_the_last_day_of_a_month_is_of_that_month(decided, first):
    told = rows(case(APPLIED, evolve(DECIDED, on=day(decided))), "2023-01", "2023-04")
    assert next(month for month, row in told.items() if row.total.amount) == first


def test_the_decision_cites_the_article_of_its_day():
    row = rows(case(APPLIED, DECIDED), "2023-02", "2023-02")["2023-02"]
    assert [(each.code, each.article) for each in row.reasons if each.article] == [
        ("admitted", "民发〔2021〕57号 第二十一条")
    ]
    older = Case(household(), day("2015-01-01"), (evolve(APPLIED, on=day("2015-01-05")), Decided(on=day("2015-01-20"))))
    row = rows(older, "2015-01", "2015-01")["2015-01"]
    assert [each.article for each in row.reasons if each.article] == ["民发〔2012〕220号 第二十九条"]


def test_nobody_is_paid_without_an_application():
    assert states(case(), "2023-01", "2023-03") == ["none"] * 3
    assert states(case(APPLIED), "2023-01", "2023-03") == ["applied"] * 3


@pytest.mark.parametrize(("earned", "state"), [("449.99", "awarded"), ("450", "refused"), ("450.01", "refused")])
def test_income_on_the_standard_is_refused(earned, state):
    family = household(person(incomes=wage(earned)))
    assert states(admitted(family=family), "2023-02", "2023-02") == [state]


def test_a_rise_of_the_standard_takes_nobody_up_without_an_application():
    family = household(person(incomes=wage(460)))
    assert states(admitted(family=family), "2024-06", "2024-08") == ["refused"] * 3
    again = (Applied(on=day("2024-08-01")), Decided(on=day("2024-08-20")))
    assert states(admitted(*again, family=family), "2024-07", "2024-09") == ["refused", "applied", "awarded"]


def test_what_is_missing_is_asked_for_and_settles_the_next_decision():
    found = FindingMade(on=day("2023-03-01"), findings=PROPERTY)
    told = rows(case(APPLIED, DECIDED, found, Decided(on=day("2023-03-10")), findings={}), "2023-02", "2023-04")
    assert "undetermined" in codes(told["2023-02"])
    assert tuple(each.sentence() for each in told["2023-02"].questions) == (
        "$.findings.property_within_limits: property is within local limits, an officer's finding under "
        "民发〔2021〕57号 第十四条",
    )
    assert [row.state for row in told.values()] == ["applied", "applied", "awarded"]


def test_single_person_cover_is_a_state_of_its_own():
    ill = {"recognised_major_illness": True, "applies_alone": True}
    patient = person("b", "spouse", flags=ill, findings={"single_person_amount": yuan(300)})
    family = household(person(incomes=wage(1000)), patient)
    told = rows(admitted(family=family), "2023-01", "2023-02")
    assert [(row.state, row.status, row.total.text()) for row in told.values()] == [
        ("applied", "not_eligible", "0.00"),
        ("single_person", "marginal", "300.00"),
    ]


def test_a_family_may_come_with_a_benefit():
    prior = BenefitState("dibao", household_amount := wage(450)["wage"])
    told = rows(case(prior=prior), "2023-01", "2024-07")
    assert {row.state for row in told.values()} == {"awarded"}
    assert told["2023-01"].total == household_amount
    assert told["2024-07"].total.text() == "480.00"


def test_an_end_allows_a_new_application():
    rich = IncomeChanged(on=day("2023-03-01"), member="a", incomes=wage(450), clear=True)
    again = (JobLost(on=day("2023-05-01"), member="a"), Applied(on=day("2023-06-01")), Decided(on=day("2023-06-02")))
    told = admitted(rich, *again)
    assert states(told, "2023-03", "2023-07") == ["awarded", "ended", "ended", "applied", "awarded"]


def test_after_the_end_nothing_comes_back_by_itself():
    rich = IncomeChanged(on=day("2023-03-01"), member="a", incomes=wage(450), clear=True)
    told = admitted(rich, JobLost(on=day("2023-05-01"), member="a"), Decided(on=day("2023-05-02")))
    assert states(told, "2023-03", "2023-06") == ["awarded", "ended", "ended", "ended"]
