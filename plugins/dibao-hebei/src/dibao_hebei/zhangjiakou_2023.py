"""Zhangjiakou: who is covered alone and what working costs, as a page of 2023 tells it."""

from dibao import Regulation

# A city portal tells the policy without document, day or article; the title here describes the page.
page = Regulation(
    "zhangjiakou-page-2023",
    title="张家口本地宝2023年刊载的低保政策说明",
    english="A Zhangjiakou city portal's page of 2023 on dibao",
    issuer="张家口本地宝",
    jurisdiction="130700",
    since="2023",
    until="unknown",
    known="2023-12-31",
    grade="secondary",
    level="report",
)


def is_low_income_after_vote(household):
    """Tell whether the household has low income and the village voted for it.

    The page calls income below one and a half standards low; the office recognises it.
    """
    return household.facts["hebei.low_income"] and household.facts["hebei.village_vote_passed"]


@page.article(
    "单人保",
    answers="may_apply_alone",
    title="低收入家庭中的困难老人经民主评议单独保障",
    english="Old people in hardship are covered alone after a vote",
)
def elderly_in_hardship_alone(member, household):
    """Old people in hardship of a low-income family are covered alone after a vote.

    Not modelled: from which age and in which hardship; officers find both.
    """
    return member.counts and is_low_income_after_vote(household) and member.facts["hebei.elderly_in_hardship"]


@page.article(
    "单人保",
    answers="may_apply_alone",
    title="低收入家庭中的三、四级残疾人经民主评议单独保障",
    english="The less severely disabled are covered alone after a vote",
)
def less_severely_disabled_alone(member, household):
    """The disabled of the third or fourth grade are covered alone after a vote.

    Their family must have low income.
    """
    return member.counts and is_low_income_after_vote(household) and 3 <= member.disability.grade <= 4


@page.article(
    "单人保",
    answers="may_apply_alone",
    title="低收入家庭中重病或就学支出较大人员经民主评议单独保障",
    english="People with heavy costs of illness or schooling are covered alone after a vote",
)
def heavy_costs_alone(member, household):
    """People with heavy costs of illness or schooling are covered alone after a vote.

    Their family must have low income.

    Not modelled: from which costs on; officers find so.
    """
    return member.counts and is_low_income_after_vote(household) and member.facts["hebei.heavy_costs"]


@page.article(
    "必要的就业成本扣减",
    answers="employment_cost",
    title="扣减核定的必要就业成本",
    english="The necessary cost of working comes off as far as it was approved",
)
def approved_costs(member):
    """The necessary cost of working comes off as far as the office approved it.

    Not modelled: which costs are necessary and how much of them; the page names
    neither, and the office approves the amount.
    """
    return member.facts["hebei.employment_cost"]
