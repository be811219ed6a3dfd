"""Six ministries 2022: for seven months a lower line and more people for the price subsidy."""

from dibao.law.regulation import Regulation

# Its number is not known. Its months are months of payment; each looks at the index of the month before.
window = Regulation(
    "cn-2022-price",
    title="关于阶段性调整价格补贴联动机制加大对困难群众物价补贴力度的通知",
    english="Notice on adjusting the price subsidy for a time",
    issuer="国家发展改革委、民政部、财政部等",
    jurisdiction="000000",
    since="2022-09",
    until="2023-03",
    grade="reported",
    level="notice",
    amends=("cn-2016-1835", "cn-2021-1553"),
)


@window.article("条次未查明", answers="price_group", title="低保边缘人口享受价格临时补贴", english="Marginal families")
def marginal_families(member, household):
    """Who counts in a marginal family belongs in these months.

    Not modelled: people with unemployment aid, who belong as well in these months.
    """
    return member.counts and household.is_marginal
