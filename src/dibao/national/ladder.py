"""Declare China's ladder around dibao: statuses, awards and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dibao.assess.ladder import Award, Cited, Elsewhere, Ladder, Programmes, Reason, Status, Step, StoodInFor, Warned
from dibao.national.clocks import CLOCKS
from dibao.national.exclusions import EXCLUSIONS
from dibao.national.ladder_steps import SETTLED_IN_GRACE, STEPS
from dibao.national.programme_steps import AFTER, BEFORE, DUE
from dibao.national.quantities import QUANTITIES

_BY_PATH = {each.path: each for each in QUANTITIES}


def _steps(computed: Mapping[str, Any]) -> tuple[Step, ...]:
    return tuple(Step(_BY_PATH[path], compute, DUE.get(path, "")) for path, compute in computed.items())


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
    first=_steps(BEFORE),
    steps=_steps({**STEPS, **AFTER}),
    exclusions=EXCLUSIONS,
    programmes=(
        Programmes("allowance", "member", "monthly"),
        Programmes("one_off", "household", "once"),
        Programmes("entitlement", "household", "service"),
    ),
    signs="warning_sign",
    clocks=CLOCKS,
    settled_in_grace=_steps(SETTLED_IN_GRACE),
    elsewhere=(Elsewhere("settlement", "落户安置", "registration and settlement of a person who is stranded"),),
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
        Award(
            "dibao",
            "household",
            "最低生活保障金",
            "dibao",
            "household.is_dibao",
            "benefit",
            is_dibao=True,
            less="household.met_by_tekun",
        ),
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
        Award(
            "disability_living_allowance",
            "member",
            "困难残疾人生活补贴",
            "living allowance for disabled people in hardship",
            "",
            "disability_living_allowance",
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
