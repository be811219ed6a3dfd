"""Spring of 2020: subsidies were doubled for four months, which is known from the press."""

from dibao.law.regulation import Regulation

# Neither its title nor its number is known.
doubling = Regulation(
    "cn-2020-price",
    title="2020年3月至6月阶段性提高价格临时补贴（报道）",
    english="Doubled price subsidies from March to June 2020, as reported",
    issuer="国家发展改革委等",
    jurisdiction="000000",
    since="2020-03",
    until="2020-06",
    grade="reported",
    level="report",
    amends=("cn-2016-1835",),
)


@doubling.article(
    "条次未查明",
    answers="price_linkage",
    title="价格临时补贴阶段性提高",
    warning={
        "zh": "2020年3月至6月价格临时补贴加倍发放并增加了对象；加倍和增加的对象这里没有计算",
        "en": "from March to June 2020 price subsidies were doubled and reached more people; neither is reckoned here",
    },
)
def doubled_subsidies(household, above):
    """What starts the subsidy stays as it is; it is said only where one is reckoned.

    Not modelled: the doubling, and the groups that were added for these months.
    """
    return above if household.request.price_subsidy else None
