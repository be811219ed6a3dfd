"""Jiujiang: what rural destitute people get in an institution and at home (2018 and 2019)."""

from dibao import Regulation

# The page names the amounts of 2019 and those that were raised, which are taken for those of 2018. The city's page of
# 2021 no longer tells the two apart; since when is not known.
page = Regulation(
    "jiujiang-standards-2019",
    title="关于九江市2019年提高城乡低保和特困标准的网页",
    english="Page on Jiujiang raising its dibao standards for 2019",
    issuer="未查明",
    jurisdiction="360400",
    since="2018",
    until="2019",
    until_grade="assumed",
    grade="reported",
    level="report",
)


@page.article(
    "农村特困供养标准",
    answers="allowance",
    title="特困人员基本生活费（农村分集中、分散供养）",
    english="living allowance of destitute people",
    replaces="cn-decree-649:tekun_living",
)
def tekun_living(member, household, standards):
    """Rural destitute people get one standard in an institution, a lower one at home.

    In town there is one standard.

    Not modelled: what is given for care, and the standard in town, which the page does not tell.
    """
    if not member.is_tekun:
        return 0
    if household.area == "urban":
        return standards.money("tekun.living.urban")
    if member.in_institution:
        return standards.money("tekun.living.rural_institution")
    return standards.money("tekun.living.rural_scattered")
