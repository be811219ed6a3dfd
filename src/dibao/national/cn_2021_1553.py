"""National Development and Reform Commission 2021 No. 1553: children join the price subsidy."""

from dibao.law.regulation import Regulation

# Its month is known, its day is not: the month is taken from its first day on.
children = Regulation(
    "cn-2021-1553",
    title="关于进一步健全社会救助和保障标准与物价上涨挂钩联动机制的通知",
    english="Notice on completing the link between social assistance and rising prices",
    issuer="国家发展改革委等",
    number="发改价格〔2021〕1553号",
    jurisdiction="000000",
    since="2021-11",
    grade="reported",
    level="notice",
    amends=("cn-2016-1835",),
)


@children.article("条次未查明", answers="price_group", title="孤儿享受价格临时补贴", english="Orphans")
def orphans(member):
    """Orphans belong.

    Not modelled: children with HIV, who belong as well.
    """
    return member.is_orphan


@children.article(
    "条次未查明",
    answers="price_group",
    title="事实无人抚养儿童享受价格临时补贴",
    english="De-facto unattended children",
)
def unattended_children(member):
    """De-facto unattended children belong."""
    return member.is_unattended_child
