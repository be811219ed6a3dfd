"""Zhuzhou: an allowance for everybody who is old enough (report of January 2020)."""

from dibao import Regulation

# A report of early January 2020 tells of it among the work of the year before; the document behind it is not known.
report = Regulation(
    "zhuzhou-report-2020-01",
    title="株洲市民政工作2020年1月初的报道",
    english="Report of early January 2020 on civil affairs in Zhuzhou",
    issuer="株洲市",
    jurisdiction="430200",
    since="2019",
    known="2020-01",
    grade="reported",
    level="report",
)


@report.article("高龄老人生活补贴", answers="allowance", title="高龄津贴", english="old-age allowance")
def old_age_allowance(member, standards):
    """Everybody from a certain age on gets the old-age allowance, whatever the household's means.

    The city pays it without a means test. How much it pays is not told and is asked for.

    Not modelled: rates that rise with age, of which no source tells; and that the
    person is registered or resident in the city.
    """
    if member.age_years >= standards.count("elderly.old_age"):
        return standards.money("elderly.old_age_allowance")
    return 0
