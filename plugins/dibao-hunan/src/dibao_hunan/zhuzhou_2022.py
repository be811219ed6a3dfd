"""Zhuzhou: the living allowance reaches more disabled people (2022)."""

from dibao import Regulation
from dibao_hunan.disability import has_grade_one_or_two

# Known from a page that repeats it without title and day; the page names the amounts of 2022.
extension = Regulation(
    "zhuzhou-allowances-2022",
    title="株洲市残疾人两项补贴的发放范围和标准（2022年网页转载）",
    english="Zhuzhou's scope and rates of the two disability allowances, from a page of 2022",
    issuer="株洲市",
    jurisdiction="430200",
    since="2022",
    grade="secondary",
    level="report",
)


@extension.article(
    "困难残疾人生活补贴",
    answers="disability_living_allowance",
    title="困难残疾人生活补贴",
    english="living allowance for disabled people in hardship",
    replaces="hunan-allowances-2015:disability_living_allowance",
)
def disability_living_allowance(member, standards):
    """All severely disabled people get the living allowance, with dibao or without.

    Milder grades get it with dibao, by the province's rule.

    Not modelled: what the province's rule leaves out; and when the city began to
    extend it, so that people of earlier years are judged by the province's rule.
    """
    return standards.money("disability.living_allowance") if has_grade_one_or_two(member) else None
