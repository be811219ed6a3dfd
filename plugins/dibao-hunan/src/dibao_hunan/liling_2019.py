"""Liling: what rural destitute people get in an institution and at home (2019)."""

from dibao import Regulation

# The report of August 2019 also names the rates before, which are taken for those of 2018; no later day is claimed.
report = Regulation(
    "liling-report-2019-08",
    title="湖南省民政厅网站2019年8月8日关于醴陵市提高救助标准的报道",
    english="Report of 2019-08-08 on the province's website on Liling raising its standards",
    issuer="湖南省民政厅",
    jurisdiction="430281",
    since="2018",
    until="2019",
    until_grade="assumed",
    grade="reported",
    level="report",
)


@report.article(
    "特困人员供养标准",
    answers="allowance",
    title="特困人员基本生活费（农村分集中、分散供养）",
    english="living allowance of destitute people",
    replaces="cn-decree-649:tekun_living",
)
def tekun_living(member, household, standards):
    """Rural destitute people get one standard in an institution, a lower one at home.

    In town there is one standard.

    Not modelled: what is given for care, and the standard in town, which the report does not tell.
    """
    if not member.is_tekun:
        return 0
    if household.area == "urban":
        return standards.money("tekun.living.urban")
    if member.in_institution:
        return standards.money("tekun.living.rural_institution")
    return standards.money("tekun.living.rural_scattered")
