"""Nanchang 2021: the city's own standard for unattended children, worked by hand."""

from datetime import date

import pytest

from dibao import Money

NANCHANG = "360100"
ALLOWANCE = "unattended_child_allowance"
DEAD, SERVING = {"dead": True}, {"in_prison": True, "term_months": 60}


def paid(decision):
    """Give what the child gets as an unattended child."""
    return {each.to: each.monthly for each in decision.awards if each.programme == ALLOWANCE}


@pytest.fixture
def child(person):
    """Give a grandchild whose father is dead and whose mother serves a sentence."""

    def made(**flags):
        return person("c", "grandchild", "2010-05-01", flags=flags, father=DEAD, mother=SERVING, findings=FINDINGS)

    return made


FINDINGS = {"legal_support_duty": True}


def test_a_child_off_dibao_gets_the_citys_standard(at, child):
    decision = at(NANCHANG, "2021-09-01").decide(
        child(long_term_coresident=True), applicant={"incomes": {"wage": Money.monthly("9000")}}, area="urban"
    )
    assert decision.status == "not_eligible"
    assert paid(decision) == {"c": Money.monthly("1280")}


def test_in_an_institution_the_same_standard_is_taken(at, child):
    decision = at(NANCHANG, "2021-09-01").decide(
        child(in_institution=True), applicant={"incomes": {"wage": Money.monthly("9000")}}, area="urban"
    )
    assert paid(decision) == {"c": Money.monthly("1280")}


def test_a_child_on_dibao_gets_the_difference(at, child):
    # Two people, 795 each, income 600: 1590 − 600 = 990, 495 a head; 1280 − 495 = 785.
    decision = at(NANCHANG, "2021-09-01").decide(
        child(long_term_coresident=True), applicant={"incomes": {"wage": Money.monthly("600")}}, area="urban"
    )
    assert decision.dibao_monthly == Money.monthly("990")
    assert paid(decision) == {"c": Money.monthly("785")}


@pytest.mark.parametrize("on", [date(2020, 12, 31), date(2022, 1, 1)])
def test_outside_the_year_the_national_rule_answers(engine, on):
    rules = {each.id for each in engine.policy(NANCHANG, on).rules if each.name == ALLOWANCE}
    assert rules == {f"cn-2019-62:{ALLOWANCE}"}
