"""Ministry of Civil Affairs 2018 No. 23: temporary assistance is improved.

It names two types. The urgent one stays as the decree of 2014 has it; the one for
spending reaches families beside dibao. The opinion of 2020 and 国办发〔2023〕39号 say both
again: where one applies and that aid comes first change no rule.
"""

from typing import Any

from dibao.law.arguments import Household, Standards
from dibao.law.regulation import Regulation

improvement = Regulation(
    "cn-2018-23",
    title="关于进一步加强和改进临时救助工作的意见",
    english="Opinion on strengthening and improving temporary assistance",
    issuer="民政部、财政部",
    number="民发〔2018〕23号",
    jurisdiction="000000",
    since="2018-01-23",
    grade="official",
    level="notice",
    amends=("cn-decree-649",),
)


def is_on_basic_assistance(household: Household) -> Any:
    """Tell whether the family draws dibao, or all of it that counts is destitute."""
    if household.is_dibao or household.is_gradual_exit:
        return True
    return household.everyone.any(lambda member: member.is_tekun) and household.all(lambda member: member.is_tekun)


def is_below_local_means(household: Household, standards: Standards) -> Any:
    """Tell whether income is below the local average and property within limits."""
    average = standards.money("rigid.disposable_income")
    return household.counted_income < average * household.size and household.passes_property


@improvement.article(
    "二（一）",
    answers="one_off",
    title="支出型临时救助",
    english="temporary assistance for spending beyond means",
    replaces="cn-decree-649:temporary_assistance_expenditure",
)
def temporary_assistance_expenditure(household, standards):
    """A family whose necessary spending outgrows its means gets what an officer fixes.

    Its income lies below last year's local average and its property within limits;
    who is on dibao, fading out included, or destitute has shown that already. Income
    is what counts, before any deduction: whether spending is beyond it is the
    officer's finding.

    Not modelled: exceptions from the line on income, which holds in principle only,
    and limits on property for this programme alone; a region that has either
    replaces this rule. Which spending is necessary, officers find.
    """
    asked = household.request.temporary_assistance == "expenditure"
    if not (asked and household.findings.beyond_means):
        return 0
    if is_on_basic_assistance(household) or is_below_local_means(household, standards):
        return household.findings.temporary_amount
    return 0


improvement.left_to_officer(
    "二（一）",
    finding="urgent_need",
    title="遭遇突发困难，基本生活暂时出现严重困难",
    english="Basic living is in sudden and serious difficulty",
)
improvement.left_to_officer(
    "二（一）",
    finding="beyond_means",
    title="生活必需支出突然增加，超出家庭承受能力",
    english="Necessary spending has suddenly grown beyond the family's means",
)
improvement.left_to_officer(
    "二（三）",
    finding="temporary_amount",
    title="临时救助金额",
    english="Amount of temporary assistance",
)
