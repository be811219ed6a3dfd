"""Measures of 2025 on recognising rigid-expenditure hardship families."""

from typing import Any

from dibao.law.arguments import Household
from dibao.law.regulation import Regulation

# Its number and who issued it together with the ministry that interprets it are not known.
recognition = Regulation(
    "cn-2025-rigid",
    title="刚性支出困难家庭认定办法",
    english="Measures for recognising rigid-expenditure hardship families",
    issuer="民政部",
    jurisdiction="000000",
    since="2025-01-01",
    grade="official",
    level="measure",
    amends=("cn-2023-39",),
)


def necessary_spending(household: Household) -> Any:
    """Add up the five kinds of unavoidable spending, as article 5 lists them."""
    return household.total(
        lambda member: (
            member.expense.living
            + member.expense.rent
            + member.expense.medical
            + member.expense.education
            + member.expense.disability
            + member.expense.other_necessary
        )
    )


@recognition.article(
    "第四条",
    answers="rigid_expenditure_family",
    title="刚性支出困难家庭认定条件",
    counts_again="支出与扣减前的收入相比，已在收入核算中扣减的支出仍计入占比",
)
def rigid_expenditure_family(household, standards):
    """Income is below the local average, and spending takes too much of it.

    Spending on the local ratio is not beyond it. It is set against the income that
    counts, before any deduction, so that no bill is taken off twice.
    A family all of which is destitute is none.

    Not modelled: the twelve months before the application and the bills accepted;
    officers enter averages of accepted amounts. Conditions that a county adds.
    """
    average = standards.money("rigid.disposable_income")
    ratio = standards.share("rigid.ratio")
    somebody_is_not_destitute = household.any(lambda member: not member.is_tekun)
    is_below_average = household.household_income < average * household.size
    is_hard_pressed = necessary_spending(household) > max(household.counted_income, 0) * ratio
    return somebody_is_not_destitute and is_below_average and is_hard_pressed
