"""State Council General Office 2023 No. 39: monitoring people of low income.

It says again what a marginal family is and who may be covered alone, which leaves
the rules of 民发〔2021〕57号 and 民发〔2022〕83号 as they are. It names the family hit by
unavoidable spending, but leaves to each place how one is recognised: nationally there
is none before the measures of 2025. Its third part has what is known of people compared
with data on illness, work and disability, and has those sought out who have not applied.
It sets no limits: these are local.
"""

from dibao.law.regulation import Regulation

# Its month is known, its day is not: the month is taken from its first day on.
monitoring = Regulation(
    "cn-2023-39",
    title="关于加强低收入人口动态监测做好分层分类社会救助工作的意见",
    english="Opinion on monitoring people of low income and on layered social assistance",
    issuer="国务院办公厅",
    number="国办发〔2023〕39号",
    jurisdiction="000000",
    since="2023-10",
    grade="official",
    level="notice",
    amends=("cn-2021-57", "cn-2022-83"),
)


@monitoring.article("二", answers="employment_cost", title="低保边缘家庭的就业成本可适当扣减")
def employment_cost_of_marginal_families(member):
    """For marginal families, too, the cost of working may come off.

    Not modelled: an amount, which the nation does not name, and a cost that would
    come off for the marginal line only.
    """
    return 0


@monitoring.article(
    "三（三）",
    answers="warning_sign",
    title="医疗支出骤增",
    english="a burst of medical cost",
    grade="assumed",
    counts_again="预警信号只提示走访，不作认定",
    looks_at="temporary_assistance_expenditure",
)
def medical_cost_burst(household, standards):
    """Treatment costs more than the local share of what the household has to live on.

    A cost on the share is not beyond it. That a share of income is the measure is
    our reading: the opinion has each place choose its own.

    Not modelled: what was spent before, so that a high cost of long standing shows too.
    """
    spent = household.total(lambda member: member.expense.medical)
    return spent > 0 and spent > max(household.counted_income, 0) * standards.share("monitoring.medical_share")


@monitoring.article(
    "三（三）",
    answers="warning_sign",
    title="主要劳动力失去收入",
    english="the main earner has lost the income",
    looks_at="temporary_assistance_urgent",
)
def main_earner_without_income(household):
    """Whoever earned most of the living has lost the income.

    Not modelled: whether somebody is registered as unemployed; it is stated as it is known.
    """
    return household.monitoring.main_earner_lost_income


@monitoring.article(
    "三（三）",
    answers="warning_sign",
    title="新增重度残疾成员",
    english="a new severe disability",
    looks_at="disability_nursing_allowance",
)
def new_severe_disability(household):
    """Somebody became disabled of late, and a member is disabled at grade 1 or 2.

    Not modelled: which member it is; where another has been severely disabled for
    long, the sign shows too.
    """
    is_severe = household.everyone.any(lambda member: 1 <= member.disability.grade <= 2)
    return household.monitoring.newly_disabled and is_severe


@monitoring.article(
    "三（四）",
    answers="warning_sign",
    title="收入低于保障标准而无人申请",
    english="income is below the standards and nobody has applied",
    looks_at="dibao",
)
def nobody_applied(household):
    """A family below the standards for which nobody has applied may qualify.

    Not modelled: property, which is looked at when it applies. Who draws dibao has
    applied: that is for those to state who know it.
    """
    return not household.monitoring.applied and household.income_below_need
