"""Hunan: the price subsidy by the index of people with low income (2016)."""

from dibao import Regulation

# Known from pages that repeat it without title, number and day.
subsidy = Regulation(
    "hunan-price-2016",
    title="湖南省价格临时补贴的计算办法（2016年起，网页转述）",
    english="How Hunan reckons the price subsidy from 2016 on, as pages tell it",
    issuer="湖南省",
    jurisdiction="430000",
    since="2016",
    grade="reported",
    level="report",
)


@subsidy.article("价格临时补贴", answers="allowance", title="价格临时补贴", english="price subsidy")
def price_subsidy(member, standards):
    """In a month that starts it, a person gets the standard times the rise of the index.

    The standard is the local one, urban or rural; the index is that of people with low
    income. It is never less than the floor, and one a person, whatever groups he is in.

    Not modelled: the schemes before, which waited for three months in a row; the
    doubled payments of 2020; how the province rounds, so that the national rounding holds.
    """
    if not member.in_price_group:
        return 0
    by_index = member.local_standard * standards.share("price.low_income_index_rise")
    return max(by_index, standards.money("price.floor"))
