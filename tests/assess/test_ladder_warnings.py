"""What a decision warns of where a region, an officer and the nation differ."""

from datetime import date
from types import ModuleType

import pytest
from tests.assess.households import family
from tests.fixtures import county
from tests.fixtures.office import as_granted, at_least, at_most, no_savings
from tests.fixtures.office import plugin as office

from dibao import BenefitState, Decision, Engine, Money, Months

ON = date(2024, 3, 1)
BEYOND = "the gradual exit is longer than national rules give"


def engine(*documents: ModuleType) -> Engine:
    return Engine(plugins=[county.plugin, office(*documents)])


def graced(granted: int | None, cause: str, *documents: ModuleType) -> Decision:
    findings = {"property_within_limits": True, "grace_amount": Money.monthly(100)}
    if granted is not None:
        findings["grace_months_granted"] = granted
    prior = BenefitState("dibao", Money.monthly(300), cause=cause)
    rich = family(Money.monthly(3000), jurisdiction=county.CODE, findings=findings, prior=prior)
    return engine(*documents).assess(rich, ON)


@pytest.mark.parametrize(("granted", "warned"), [(5, False), (6, False), (7, True), (24, True)])
def test_a_longer_regional_grace_decides_and_warns_with_both_documents(granted, warned):
    decision = graced(granted, "employment", as_granted)
    assert (decision.status, decision.quantity("household.grace_months")) == ("gradual_exit", Months(granted))
    said = f"{BEYOND} (Notice on gradual exit 一; 民发〔2022〕83号 一（三）)"
    assert (said in decision.warnings("en")) is warned
    assert ("渐退期月数超过国家规定（渐退期通知 一；民发〔2022〕83号 一（三））" in decision.warnings("zh")) is warned


def test_grace_for_another_cause_than_the_nations_goes_beyond_it():
    assert any(BEYOND in each for each in graced(3, "income", as_granted).warnings("en"))


def test_the_nations_own_grace_goes_beyond_nothing():
    decision = graced(6, "employment")
    assert decision.status == "gradual_exit"
    assert not any(BEYOND in each for each in decision.warnings("en"))


@pytest.mark.parametrize(("granted", "warned"), [(11, True), (12, False), (None, False)])
def test_a_grant_below_a_regional_floor_is_raised_with_a_warning(granted, warned):
    raised = "fewer months of gradual exit were granted than the law gives; the law's months are used"
    assert (raised in graced(granted, "other", at_least).warnings("en")) is warned


DIFFERS = "the officer's finding on property differs from the stated limits; the limits are used"


@pytest.mark.parametrize("found", [True, False, None])
@pytest.mark.parametrize("savings", [0, 1])
def test_a_stated_limit_beats_a_finding_and_disagreement_warns(savings, found):
    findings = {} if found is None else {"property_within_limits": found}
    poor = family(
        Money.monthly(0), jurisdiction=county.CODE, findings=findings, property={"savings": Money.stock(savings)}
    )
    decision = engine(no_savings).assess(poor, ON)
    assert decision.status == ("dibao" if savings == 0 else "not_eligible")
    assert (DIFFERS in decision.warnings("en")) is (found is not None and found != (savings == 0))


def test_a_finding_that_decides_never_differs():
    poor = family(Money.monthly(0), jurisdiction=county.CODE)
    assert DIFFERS not in engine().assess(poor, ON).warnings("en")


def test_a_refusal_shows_both_sides_of_a_limit():
    rich = family(Money.monthly(0), jurisdiction=county.CODE, findings={}, property={"savings": Money.stock(30000)})
    said = engine(at_most).assess(rich, ON).notice("zh")
    assert "家庭财产符合规定：30000.00元 > 6450.00元，否（存款上限通知 一）" in said


@pytest.mark.parametrize(
    ("used", "said"), [(6, "处于渐退期：已用6个月，共给予6个月，否"), (5, "处于渐退期：已用5个月，共给予6个月，是")]
)
def test_a_family_reads_how_many_months_of_grace_are_used(used, said):
    prior = BenefitState("gradual_exit", Money.monthly(300), cause="employment", grace_months_used=used)
    findings = {"property_within_limits": True, "grace_amount": Money.monthly(100), "grace_months_granted": 6}
    fading = family(Money.monthly(3000), jurisdiction=county.CODE, findings=findings, prior=prior)
    assert said in engine().assess(fading, ON).notice("zh")
