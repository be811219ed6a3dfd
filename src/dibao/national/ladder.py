"""Declare China's ladder around dibao: statuses, awards and what they rest on."""

from __future__ import annotations

from typing import Any

from dibao.assess.ladder import Award, Cited, Ladder, Reason, Status, Step, StoodInFor, Warned
from dibao.law.jurisdictions import NATION
from dibao.national.hookspecs import QUANTITIES

_BY_PATH = {each.path: each for each in QUANTITIES}


def income_below_need(test: Any, household: Any) -> Any:
    """Income is below the standards of those who count; equal is not below."""
    return household.household_income < household.need


def is_dibao(test: Any, household: Any) -> Any:
    """The household qualifies as a whole."""
    return household.income_below_need and household.passes_property


def granted_grace(test: Any, household: Any) -> Any:
    """For how many months the benefit may fade out."""
    return test.ask("grace_months")


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
    return fades_out and household.size > 0 and not household.is_dibao and household.passes_property


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
    below = household.income_below_marginal and household.passes_marginal_property
    return below and not household.is_dibao and not household.is_gradual_exit


def passes_rigid_property(test: Any, household: Any) -> Any:
    """Property is within limits for a rigid-expenditure hardship family."""
    return test.ask("passes_property_test", programme="rigid_expenditure")


def is_rigid_expenditure(test: Any, household: Any) -> Any:
    """A household of no earlier status whose unavoidable spending is too high."""
    earlier = household.is_dibao or household.is_gradual_exit or household.is_marginal
    may_be = household.size > 0 and not earlier and household.passes_rigid_property
    return may_be and test.ask("rigid_expenditure_family")


def own_standard(test: Any, member: Any) -> Any:
    """The standard of a person who is looked at alone."""
    return member.standard


def may_apply_alone(test: Any, member: Any) -> Any:
    """The person may apply alone; never while the household draws dibao."""
    household = test.household
    under_dibao = member.counts and (household.is_dibao or household.is_gradual_exit)
    return not under_dibao and test.ask("may_apply_alone", member=member)


def covered_alone(test: Any, member: Any) -> Any:
    """The person may apply alone and does."""
    return member.may_apply_alone and member.applies_alone


def supplemented(test: Any, member: Any) -> Any:
    """The person counts in a household that draws dibao."""
    return member.counts and test.household.is_dibao


_STEPS = {
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

LADDER = Ladder(
    main_programme="dibao",
    stood_in_for=StoodInFor(
        "passes_property_test",
        "property_within_limits",
        "经办人员对家庭财产的认定与按规定限额计算的结果不一致，按限额计算",
        "the officer's finding on property differs from the stated limits; the limits are used",
    ),
    written_answer=(
        Cited("cn-2026-law", "第四十五条"),
        Cited("cn-2021-57", "第二十一条"),
        Cited("cn-2012-220", "第二十六条"),
    ),
    remedies=(
        Cited("cn-2026-law", "第七十六条"),
        Cited("cn-2021-57", "第三十八条"),
        Cited("cn-decree-649", "第六十五条"),
    ),
    warnings=(
        Warned(
            "household.grace_beyond_nation",
            "渐退期月数超过国家规定",
            "the gradual exit is longer than national rules give",
            beyond="grace_months",
        ),
        Warned(
            "household.grace_is_raised",
            "核定的渐退期月数少于规定的月数，按规定月数计算",
            "fewer months of gradual exit were granted than the law gives; the law's months are used",
        ),
        Warned(
            "household.grace_is_cut",
            "核定的渐退期月数超过规定的上限，按上限计算",
            "more months of gradual exit were granted than the law gives; the ceiling is used",
        ),
        Warned(
            "household.grace_is_high",
            "核定的渐退期金额高于家庭保障标准合计",
            "the amount fixed for gradual exit is above the household's standards",
        ),
        Warned(
            "household.single_amount_is_high",
            "核定的单人保金额高于本人适用的保障标准",
            "the amount fixed for a person covered alone is above that person's standard",
        ),
    ),
    steps=tuple(Step(_BY_PATH[path], compute) for path, compute in _STEPS.items()),
    statuses=(
        Status(
            "dibao",
            "最低生活保障家庭",
            "dibao family",
            "household.is_dibao",
            ("household.income_below_need", "household.passes_property"),
        ),
        Status(
            "gradual_exit",
            "低保渐退期家庭",
            "family fading out of dibao",
            "household.is_gradual_exit",
            ("household.is_gradual_exit",),
        ),
        Status(
            "marginal",
            "最低生活保障边缘家庭",
            "dibao-marginal family",
            "household.is_marginal",
            ("household.income_below_marginal",),
        ),
        Status(
            "rigid_expenditure",
            "刚性支出困难家庭",
            "rigid-expenditure hardship family",
            "household.is_rigid_expenditure",
            ("household.is_rigid_expenditure",),
        ),
    ),
    otherwise=Status("not_eligible", "不符合条件", "not eligible"),
    undetermined=Status("undetermined", "尚不能确定", "undetermined"),
    awards=(
        Award("dibao", "household", "最低生活保障金", "dibao", "household.is_dibao", "benefit", is_dibao=True),
        Award(
            "supplement",
            "member",
            "分类施保",
            "classified supplement",
            "member.supplemented",
            "supplement",
            is_dibao=True,
        ),
        Award(
            "gradual_exit",
            "household",
            "渐退期低保金",
            "dibao while fading out",
            "household.is_gradual_exit",
            "grace_benefit",
            is_dibao=True,
        ),
        Award(
            "single_person",
            "member",
            "单人保",
            "single-person cover",
            "member.covered_alone",
            "single_person_benefit",
        ),
    ),
    reasons=(
        Reason(
            "income_below_need",
            "household.income_below_need",
            "standard",
            "家庭收入低于保障标准合计",
            "income is below the standards",
            "household.household_income",
            "household.need",
        ),
        Reason(
            "property_within_limits",
            "household.passes_property",
            "passes_property_test",
            "家庭财产符合规定",
            "property is within limits",
        ),
        Reason(
            "in_gradual_exit",
            "household.is_gradual_exit",
            "grace_months",
            "处于渐退期",
            "the benefit is fading out",
            "household.grace_used",
            "household.grace_months",
        ),
        Reason(
            "income_below_marginal",
            "household.income_below_marginal",
            "marginal_standard",
            "家庭收入低于低保边缘家庭认定线",
            "income is below the marginal line",
            "household.household_income",
            "household.marginal_need",
        ),
        Reason(
            "rigid_expenditure_family",
            "household.is_rigid_expenditure",
            "rigid_expenditure_family",
            "符合刚性支出困难家庭条件",
            "unavoidable spending makes it a hardship family",
        ),
    ),
)
