"""Declare who may not have what together, with the article that says so."""

from dibao.assess.ladder import Cited, Exclusion

DIBAO_OF_FAMILIES = ("dibao", "supplement", "gradual_exit")
DIBAO_OF_PERSONS = ("supplement", "single_person")
ALLOWANCES = ("disability_living_allowance", "disability_nursing_allowance")
CHILDREN = ("orphan_allowance", "unattended_child_allowance")
_TEKUN = Cited("cn-2021-tekun", "第二十七条")
_BEFORE_2021 = Cited("cn-decree-649", "第十五条")
_DISABILITY = Cited("cn-2015-52", "条次未查明")
_CHILD = Cited("cn-2019-62", "三（一）")

EXCLUSIONS = (
    Exclusion(
        "member.is_tekun",
        "特困人员（家庭低保金不含其本人份额）",
        "destitute people (the family's dibao leaves out their part)",
        DIBAO_OF_PERSONS,
        (_TEKUN, _BEFORE_2021),
        "reported",
    ),
    Exclusion("member.is_tekun", "特困人员", "destitute people", ALLOWANCES, (_DISABILITY,), "reported"),
    Exclusion(
        "member.is_tekun",
        "特困人员",
        "destitute people",
        CHILDREN,
        (Cited("cn-2021-tekun", "第九条"), _BEFORE_2021),
        # The article lets minors choose; that who did not choose gets nothing on top is inferred from it.
        "assumed",
    ),
    Exclusion(
        "member.draws_with_family",
        "随家庭享受低保的人员",
        "people who draw dibao with their family",
        ("single_person",),
        (Cited("cn-2022-83", "一（一）"), Cited("cn-2021-57", "第八条"), Cited("cn-2012-220", "第十条")),
        "official",
    ),
    # The text of 2019 speaks of other children; that orphans' support stands in for this allowance is inferred.
    Exclusion(
        "member.is_orphan",
        "孤儿",
        "orphans",
        ("disability_living_allowance",),
        (_DISABILITY,),
        "assumed",
    ),
    Exclusion(
        "member.full_child_support",
        "全额享受基本生活补贴的孤儿、事实无人抚养儿童",
        "orphans and unattended children with their allowance in full",
        ("disability_living_allowance",),
        (_CHILD,),
        "official",
    ),
    Exclusion(
        "member.work_injury_nursing",
        "领取工伤生活护理费的人员",
        "people with the nursing benefit of work injury",
        ("disability_nursing_allowance",),
        (_DISABILITY,),
        "reported",
    ),
    Exclusion(
        "household.is_marginal",
        "低保边缘家庭",
        "marginal families",
        DIBAO_OF_FAMILIES,
        (Cited("cn-2026-law", "第二十一条"), Cited("cn-2021-57", "第八条")),
        "official",
        by_order=True,
    ),
    Exclusion(
        "household.is_rigid_expenditure",
        "刚性支出困难家庭",
        "rigid-expenditure hardship families",
        DIBAO_OF_FAMILIES,
        (Cited("cn-2025-rigid", "第四条"),),
        "official",
        by_order=True,
    ),
)
"""Who is shut out of which programmes; settled before any programme is asked."""
