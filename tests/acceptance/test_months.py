"""Families of Hongjiang in 2024, told month by month; the standard is that of its plan, 450 yuan a month."""

from datetime import date
from typing import Any

import pytest

from dibao import Case, Engine, Household, Member, Money
from dibao.timeline.events import Applied, Decided, IncomeChanged, JobLost, JobStarted, Joined

ENGINE = Engine()
FIRST = (Applied(on=date(2024, 1, 5)), Decided(on=date(2024, 1, 20), circumstances="stable"))


def person(id, relation, born, **incomes):
    known: dict[str, Any] = {"expenses": {}, "flags": {}, "facts": {}, "education": None, "needs_help": {}}
    return Member(id, relation, born, incomes={key: Money.monthly(value) for key, value in incomes.items()}, **known)


def told(*events, months=6):
    family = Household(
        id="hj-0001",
        jurisdiction="431281",
        area="rural",
        members=[
            person("a", "applicant", date(1970, 5, 1), wage=600),
            person("b", "spouse", date(1972, 3, 9)),
            person("c", "child", date(2009, 9, 1)),
        ],
        obligors=[],
        property={},
        facts={},
        findings={"property_within_limits": True, "grace_months_granted": months},
        prior=None,
    )
    rows = ENGINE.timeline(Case(family, date(2024, 1, 1), (*FIRST, *events)), "2024-02", "2024-12").rows
    return [(row.state, row.total.text()) for row in rows]


WORK = JobStarted(on=date(2024, 3, 10), member="b", incomes={"wage": Money.monthly(900)})


def test_six_months_granted_are_paid_after_the_decision_and_no_seventh():
    assert told(WORK) == [("awarded", "750.00")] * 2 + [("grace", "750.00")] * 6 + [("ended", "0.00")] * 3


def test_income_below_the_standard_again_ends_grace_in_its_third_month():
    lower = IncomeChanged(on=date(2024, 6, 10), member="b", incomes={"wage": Money.monthly(300)})
    assert told(WORK, lower) == [("awarded", "750.00")] * 2 + [("grace", "750.00")] * 3 + [("awarded", "450.00")] * 6


def test_a_job_lost_again_brings_back_the_amount_of_before():
    lost = JobLost(on=date(2024, 6, 10), member="b")
    assert told(WORK, lost) == [("awarded", "750.00")] * 2 + [("grace", "750.00")] * 3 + [("awarded", "750.00")] * 6


@pytest.mark.parametrize("wage", ["595", "600", "607.50"])
def test_a_few_yuan_more_or_less_change_nothing_and_a_birth_does(wage):
    drift = IncomeChanged(on=date(2024, 3, 10), member="a", incomes={"wage": Money.monthly(wage)})
    assert told(drift) == [("awarded", "750.00")] * 11
    born = Joined(on=date(2024, 5, 2), person=person("d", "child", date(2024, 5, 2)))
    assert told(born) == [("awarded", "750.00")] * 4 + [("awarded", "1200.00")] * 7
