"""Hengyang: what comes off income for disability, illness, school, rent and work."""

from dibao import Regulation
from dibao_hunan.disability import has_grade_one_or_two_or_three_of_the_mind

# Known from a page of November 2025 that repeats the rules without title and number.
deductions = Regulation(
    "hengyang-deductions-2025",
    title="衡阳市低保家庭刚性支出和就业成本扣减规定（2025年11月网页转载）",
    english="Hengyang's deductions for unavoidable spending and working, from a page of November 2025",
    issuer="衡阳市",
    jurisdiction="430400",
    since="2025-11",
    grade="secondary",
    level="report",
)


@deductions.article(
    "残疾人扣减",
    answers="rigid_expenditure",
    title="重度残疾人按两项补贴标准之和扣减",
    english="The two local allowances come off for each severely disabled member",
)
def disabled_members(household, standards):
    """For each severely disabled member the sum of the two local allowances comes off.

    At the third grade only an intellectual or mental disability suffices.
    """
    both = standards.money("disability.living_allowance") + standards.money("disability.nursing_allowance")
    return both * household.count(has_grade_one_or_two_or_three_of_the_mind)


@deductions.article(
    "重病患者扣减",
    answers="rigid_expenditure",
    title="重病患者自付医疗费用扣减",
    english="What seriously ill members pay for treatment comes off",
)
def ill_members(household):
    """What the seriously ill pay for treatment themselves comes off, as a monthly average.

    Not modelled: which bills are accepted; officers enter accepted amounts.
    """
    return household.total(lambda member: member.expense.medical if member.recognised_major_illness else 0)


@deductions.article(
    "教育费用扣减",
    answers="rigid_expenditure",
    title="教育费用超过家庭收入规定倍数时，超出收入的部分扣减",
    english="Schooling beyond a multiple of income comes off as far as it exceeds income",
)
def education_above_income(household, standards):
    """Schooling that costs a multiple of income comes off as far as it exceeds income.

    Costs of exactly the multiple are not more than it. Income is what counts before
    any deduction, and none below zero.
    """
    costs = household.total(lambda member: member.expense.education)
    income = max(household.counted_income, 0)
    if costs > income * standards.share("hunan.heavy_cost_multiple"):
        return costs - income
    return 0


@deductions.article(
    "租房支出扣减",
    answers="rigid_expenditure",
    title="必要的租房支出扣减",
    english="Necessary rent comes off",
)
def necessary_rent(household):
    """Rent comes off as far as it is necessary.

    Not modelled: which rent is necessary; officers enter the accepted amount.
    """
    return household.total(lambda member: member.expense.rent)


@deductions.article(
    "就业成本扣减",
    answers="employment_cost",
    title="扣除核定的就业成本",
    english="The approved cost of working comes off",
)
def approved_costs(member):
    """Training, travel and living costs of work come off as far as the office approved them."""
    return member.facts["hunan.employment_cost"]
