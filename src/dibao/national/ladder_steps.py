"""Say how the ladder's own quantities come about, between the means test and the programmes beside dibao."""

from __future__ import annotations

from typing import Any

from dibao.law.jurisdictions import NATION


def income_below_need(test: Any, household: Any) -> Any:
    """Income is below the standards of those who count; equal is not below."""
    return household.household_income < household.need


def is_dibao(test: Any, household: Any) -> Any:
    """The household qualifies as a whole, and not all of it is supported as destitute."""
    return household.income_below_need and household.passes_property and _has_somebody(household)


def _has_somebody(household: Any) -> Any:
    """Somebody counts who is not supported as destitute."""
    return household.any(lambda member: not member.is_tekun)


def granted_grace(test: Any, household: Any) -> Any:
    """For how many months the benefit may fade out."""
    return test.ask("grace_months")


def settled_grace(test: Any, household: Any) -> Any:
    """The benefit fades out for the months that were granted when the exit was decided."""
    return household.findings.grace_months_granted


def grace_used(test: Any, household: Any) -> Any:
    """For how many months the benefit has faded out already."""
    return household.prior.grace_months_used


def national_grace(test: Any, household: Any) -> Any:
    """For how many months national rules alone let the benefit fade out."""
    return test.ask("grace_months", speaking_for=NATION)


def is_gradual_exit(test: Any, household: Any) -> Any:
    """A dibao family whose income has risen still has months of grace left."""
    prior = household.prior
    fades_out = prior.on_dibao and prior.grace_months_used < household.grace_months
    return fades_out and _has_somebody(household) and not household.is_dibao and household.passes_property


def grace_beyond_nation(test: Any, household: Any) -> Any:
    """A region gives more months of grace than national rules do."""
    return household.is_gradual_exit and household.grace_months > household.national_grace_months


def grace_is_raised(test: Any, household: Any) -> Any:
    """An officer granted fewer months of grace than the law gives."""
    return household.is_gradual_exit and household.findings.grace_months_granted < household.grace_months


def grace_is_cut(test: Any, household: Any) -> Any:
    """An officer granted more months of grace than the law gives."""
    return household.is_gradual_exit and household.findings.grace_months_granted > household.grace_months


def grace_is_high(test: Any, household: Any) -> Any:
    """An officer fixed more for the time of grace than the standards are."""
    return household.is_gradual_exit and household.findings.grace_amount > household.need


def single_amount_is_high(test: Any, household: Any) -> Any:
    """An officer fixed more for a person alone than that person's standard is."""
    return household.everyone.any(
        lambda member: member.covered_alone and member.findings.single_person_amount > member.own_standard
    )


def marginal_need(test: Any, household: Any) -> Any:
    """The line below which a family is marginal."""
    return household.total(lambda member: test.ask("marginal_standard", member=member))


def passes_marginal_property(test: Any, household: Any) -> Any:
    """Property is within limits for a marginal family."""
    return test.ask("passes_property_test", programme="marginal")


def income_below_marginal(test: Any, household: Any) -> Any:
    """Income is below the marginal line; equal is not below."""
    return household.household_income < household.marginal_need


def is_marginal(test: Any, household: Any) -> Any:
    """The household is marginal: above dibao, below its own line."""
    below = household.income_below_marginal and household.passes_marginal_property and _has_somebody(household)
    return below and not household.is_dibao and not household.is_gradual_exit


def passes_rigid_property(test: Any, household: Any) -> Any:
    """Property is within limits for a rigid-expenditure hardship family."""
    return test.ask("passes_property_test", programme="rigid_expenditure")


def is_rigid_expenditure(test: Any, household: Any) -> Any:
    """A household of no earlier status whose unavoidable spending is too high."""
    earlier = household.is_dibao or household.is_gradual_exit or household.is_marginal
    may_be = _has_somebody(household) and not earlier and household.passes_rigid_property
    return may_be and test.ask("rigid_expenditure_family")


def own_standard(test: Any, member: Any) -> Any:
    """The standard of a person who is looked at alone."""
    return member.standard


def may_apply_alone(test: Any, member: Any) -> Any:
    """The person may apply alone; never while the household draws dibao, nor as a destitute person."""
    household = test.household
    under_dibao = member.counts and (household.is_dibao or household.is_gradual_exit)
    return not under_dibao and not member.is_tekun and test.ask("may_apply_alone", member=member)


def covered_alone(test: Any, member: Any) -> Any:
    """The person may apply alone and does."""
    return member.may_apply_alone and member.applies_alone


def supplemented(test: Any, member: Any) -> Any:
    """The person counts in a household that draws dibao."""
    return member.counts and test.household.is_dibao


STEPS = {
    "household.income_below_need": income_below_need,
    "household.is_dibao": is_dibao,
    "household.grace_months": granted_grace,
    "household.grace_used": grace_used,
    "household.national_grace_months": national_grace,
    "household.is_gradual_exit": is_gradual_exit,
    "household.grace_beyond_nation": grace_beyond_nation,
    "household.grace_is_raised": grace_is_raised,
    "household.grace_is_cut": grace_is_cut,
    "household.grace_is_high": grace_is_high,
    "household.marginal_need": marginal_need,
    "household.income_below_marginal": income_below_marginal,
    "household.passes_marginal_property": passes_marginal_property,
    "household.is_marginal": is_marginal,
    "household.passes_rigid_property": passes_rigid_property,
    "household.is_rigid_expenditure": is_rigid_expenditure,
    "member.own_standard": own_standard,
    "member.may_apply_alone": may_apply_alone,
    "member.covered_alone": covered_alone,
    "household.single_amount_is_high": single_amount_is_high,
    "member.supplemented": supplemented,
}
"""The steps of the ladder, in order."""

SETTLED_IN_GRACE = {"household.grace_months": settled_grace}
