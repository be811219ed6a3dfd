"""Nanchang: the expenditure family (page of March 2024)."""

from dibao import Regulation

# A page of March 2024 tells it; the document behind it and its last day are not known.
page = Regulation(
    "nanchang-2024",
    title="2024年3月关于南昌市低保边缘家庭和支出型困难家庭的网页",
    english="Page of March 2024 on Nanchang's marginal and expenditure families",
    issuer="未查明",
    jurisdiction="360100",
    since="2024-03",
    until="unknown",
    grade="secondary",
    level="report",
)


@page.article("支出型困难家庭", answers="rigid_expenditure_family", title="扣除刚性支出后不超过边缘线的家庭")
def expenditure_family(household, standards):
    """Income above the marginal line and below the average falls to it by spending.

    What is left after unavoidable spending may lie on the line; income may lie
    on neither. The cost of working is off household income already.

    Not modelled: which spending is accepted beyond medical, education and
    disability costs, and over which months; officers enter accepted averages.
    """
    costs = household.total(
        lambda member: member.expense.medical + member.expense.education + member.expense.disability
    )
    income, line = household.household_income, household.marginal_need
    average = standards.money("rigid.disposable_income")
    return line < income and income < average * household.size and income - costs <= line
