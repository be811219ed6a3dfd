"""Hunan: social assistance as a backstop in the fight against poverty (2018)."""

from dibao import Regulation
from dibao_hunan.disability import has_grade_one_or_two_or_three_of_the_mind

# Reported on 2018-10-25; its own day is not known. It was made for the three years
# of the fight against poverty, whose end is taken for its last day.
scheme = Regulation(
    "hunan-scheme-2018",
    title="关于在脱贫攻坚三年行动中切实做好社会救助兜底保障工作的实施方案",
    english="Hunan scheme for social assistance in the three years' fight against poverty",
    issuer="湖南省",
    jurisdiction="430000",
    since="2018-10",
    until="2020-12-31",
    until_grade="assumed",
    known="2018-10-25",
    grade="reported",
    level="notice",
)

ABOVE_JUNIOR = ("senior", "vocational", "associate", "bachelor", "master", "doctorate")


def depends_on_registered_poor(member, household):
    """Tell whether the person is kept by a registered-poor family of which it counts as a member."""
    return member.counts and household.facts["hunan.registered_poor"] and member.facts["hunan.dependent"]


@scheme.article(
    "单人保",
    answers="may_apply_alone",
    title="建档立卡贫困户中的重度残疾人单独纳入",
    english="Severely disabled people of registered-poor households, alone",
)
def poor_disabled(member, household):
    """In a registered-poor household severely disabled dependants may apply alone.

    At the third grade only an intellectual or mental disability suffices.

    Not modelled: whether the household has already been lifted out of poverty,
    which ends the cover; officers state as registered-poor who has not.
    """
    return has_grade_one_or_two_or_three_of_the_mind(member) and depends_on_registered_poor(member, household)


@scheme.article(
    "单人保",
    answers="may_apply_alone",
    title="建档立卡贫困户中的重病患者单独纳入",
    english="Seriously ill people of registered-poor households, alone",
)
def poor_ill(member, household):
    """In a registered-poor household seriously ill dependants may apply alone.

    Not modelled: that seriously ill is who received medical aid for a major
    illness; officers enter it as a recognised major illness.
    """
    return member.recognised_major_illness and depends_on_registered_poor(member, household)


def heavy_and_granted(costs, household, standards):
    """Give the costs that are beyond so many times last year's income and that the office let off."""
    limit = household.facts["hunan.last_year_income"] * standards.share("hunan.heavy_cost_multiple")
    if costs > limit and household.facts["hunan.deduction_granted"]:
        return costs
    return 0


@scheme.article(
    "刚性支出扣除",
    answers="rigid_expenditure",
    title="医疗费用超过上年度家庭收入规定倍数的扣除",
    english="Medical costs beyond a multiple of last year's income come off",
    may=True,
)
def heavy_medical_costs(household, standards):
    """Medical costs beyond a multiple of last year's income come off in full where granted.

    Costs of exactly the multiple are not more than it. They may come off by
    procedure: the office says whether it granted that, and no grant is asked for
    while costs are not beyond the multiple.

    Not modelled: which costs comply with the insurance and are borne by the family;
    officers enter accepted amounts.
    """
    return heavy_and_granted(household.total(lambda member: member.expense.medical), household, standards)


@scheme.article(
    "刚性支出扣除",
    answers="rigid_expenditure",
    title="教育费用超过上年度家庭收入规定倍数的扣除",
    english="Costs of schooling beyond a multiple of last year's income come off",
    may=True,
)
def heavy_education_costs(household, standards):
    """Schooling above junior level beyond a multiple of last year's income comes off where granted.

    Only full-time pupils and students count; costs of exactly the multiple do not
    suffice. They may come off by procedure, as medical costs do, and one grant of
    the office is for both.

    Not modelled: a grant for one of the two only.
    """
    costs = household.total(
        lambda member: member.expense.education if member.full_time_student and member.education in ABOVE_JUNIOR else 0
    )
    return heavy_and_granted(costs, household, standards)


@scheme.article(
    "必要的就业成本",
    answers="employment_cost",
    title="扣除核定的就业成本",
    english="The approved cost of working comes off",
    may=True,
)
def approved_costs(member):
    """The cost of working comes off as far as the office approved it.

    Not modelled: which costs are necessary; the scheme names none.
    """
    return member.facts["hunan.employment_cost"]


@scheme.article(
    "低保渐退期",
    answers="grace_months",
    title="建档立卡贫困户的渐退期不超过规定月数",
    english="Gradual exit of registered-poor households, up to a ceiling",
    may=True,
)
def grace_of_registered_poor(household, prior, standards):
    """A registered-poor dibao household may fade out for a limited time, whatever the cause.

    Not modelled: that the civil-affairs and the poverty office settle the exit together.
    """
    if household.facts["hunan.registered_poor"] and prior.on_dibao:
        return min(household.findings.grace_months_granted, standards.months("hunan.grace_ceiling"))
    return None


@scheme.article(
    "低保渐退期",
    answers="grace_benefit",
    title="渐退期内的补助金额",
    english="Amount paid in gradual exit",
    grade="assumed",
)
def amount_in_grace(household, prior):
    """While a registered-poor household fades out, dibao pays what the officer fixes.

    The scheme is not known to name an amount, which is why this is assumed.
    """
    if household.facts["hunan.registered_poor"] and prior.on_dibao:
        return household.findings.grace_amount
    return None


scheme.left_to_officer(
    "低保渐退期",
    finding="grace_months_granted",
    title="给予渐退期的月数",
    english="Months of gradual exit granted",
)
scheme.left_to_officer(
    "低保渐退期", finding="grace_amount", title="渐退期内的补助金额", english="Amount paid in gradual exit"
)
