"""Hebei: social-assistance backstop for rural poverty relief (2019)."""

from dibao import Regulation
from dibao_hebei.disability import has_grade_one_or_two

# The text was not read. The province's own account and the press say what it does, without the day or
# any amount. Its cover of single persons and its deduction were later kept and widened, so that their end
# is not known; the gradual exit was promised for the years of poverty relief.
backstop = Regulation(
    "hebei-backstop-2019",
    title="关于推进农村特殊困难群体社会救助兜底保障工作的实施方案",
    english="Plan for a social-assistance backstop for rural people in special hardship",
    issuer="河北省民政厅等",
    jurisdiction="130000",
    since="2019",
    until="unknown",
    known="2019-06-04",
    grade="reported",
    level="notice",
)

# Poverty relief ended with this year; the plan's own last day is not known.
POVERTY_RELIEF_ENDS = "2020-12-31"


def is_poor(household):
    """Tell whether the household is registered as poor or recognised as one of low income."""
    return household.facts["hebei.registered_poor"] or household.facts["hebei.low_income"]


@backstop.article(
    "单人保",
    answers="may_apply_alone",
    title="农村贫困家庭中的重度残疾人单独保障",
    english="The severely disabled of poor rural households are covered alone",
)
def poor_severely_disabled(member, household):
    """The severely disabled of a poor rural household are covered alone.

    That means the first and the second grade, as the allowances count it.

    Not modelled: that those of registered-poor households must live on the family
    and have no household registration of their own; officers enter who applies alone.
    """
    return member.counts and household.area == "rural" and is_poor(household) and has_grade_one_or_two(member)


@backstop.article(
    "单人保",
    answers="may_apply_alone",
    title="农村贫困家庭中的重病患者单独保障",
    english="The seriously ill of poor rural households are covered alone",
)
def poor_seriously_ill(member, household):
    """The seriously ill of a poor rural household are covered alone.

    Not modelled: that those of registered-poor households must live on the family
    and have no household registration of their own; officers enter who applies alone.
    """
    return member.counts and household.area == "rural" and is_poor(household) and member.recognised_major_illness


@backstop.article(
    "单人保",
    answers="may_apply_alone",
    title="农村贫困家庭中的困难老人单独保障",
    english="Old people in hardship of poor rural households are covered alone",
)
def poor_elderly(member, household):
    """Old people in hardship of a poor rural household are covered alone.

    Not modelled: from which age and in which hardship; officers find both.
    """
    is_such = member.facts["hebei.elderly_in_hardship"]
    return member.counts and household.area == "rural" and is_poor(household) and is_such


@backstop.article(
    "单人保",
    answers="may_apply_alone",
    title="农村贫困家庭中的未成年人单独保障",
    english="Minors of poor rural households are covered alone",
)
def poor_minor(member, household, standards):
    """Minors of a poor rural household are covered alone."""
    is_minor = member.age_years < standards.count("dibao.adult_age")
    return member.counts and household.area == "rural" and is_poor(household) and is_minor


@backstop.article(
    "刚性支出扣除",
    answers="rigid_expenditure",
    title="刚性支出扣除",
    english="Costs of disability and serious illness come off income",
)
def unavoidable_costs(household, standards):
    """Costs of illness and disability come off, up to a share of income.

    Not modelled: whose spending makes them people in special hardship, and which
    receipts are accepted; officers enter the accepted amounts.
    """
    costs = household.total(lambda member: member.expense.medical + member.expense.disability)
    income = max(household.after_employment_cost, 0)
    return min(costs, income * standards.share("hebei.rigid_expenditure_cap"))


@backstop.article(
    "低保渐退期",
    answers="grace_months",
    title="建档立卡贫困户低保渐退期不少于规定月数",
    english="Registered-poor households fade out for a year at least",
    may=True,
    until=POVERTY_RELIEF_ENDS,
    until_grade="assumed",
)
def grace_of_registered_poor(household, prior, standards):
    """A registered-poor household on rural dibao fades out, for a year at least.

    Whatever made its income rise, the months granted are raised to the least
    length. For all others the rules of the nation hold.

    Not modelled: that the least length holds in principle only.
    """
    is_rural_poor = household.facts["hebei.registered_poor"] and household.area == "rural"
    if is_rural_poor and prior.on_dibao:
        return max(household.findings.grace_months_granted, standards.months("hebei.grace_floor"))
    return None


@backstop.article(
    "低保渐退期",
    answers="grace_benefit",
    title="渐退期内的补助金额",
    english="An officer fixes what is paid while dibao fades out",
    until=POVERTY_RELIEF_ENDS,
    until_grade="assumed",
)
def grace_amount_fixed_by_officer(household):
    """While it fades out, dibao pays what the officer fixes.

    Not modelled: an amount; no report names one.
    """
    return household.findings.grace_amount


backstop.left_to_officer(
    "低保渐退期",
    finding="grace_months_granted",
    title="给予渐退期的月数",
    english="Months of gradual exit granted",
)
backstop.left_to_officer(
    "低保渐退期",
    finding="grace_amount",
    title="渐退期内的补助金额",
    english="Amount paid in gradual exit",
)
