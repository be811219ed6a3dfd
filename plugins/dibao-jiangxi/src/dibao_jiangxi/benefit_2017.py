"""Jiangxi: provincial notice on the standards of 2017, and on how dibao is paid."""

from dibao import Regulation

# The text was not read: a press report tells what it says, not its title, number or articles, nor its end.
notice = Regulation(
    "jiangxi-benefit-2017",
    title="江西省关于2017年城乡低保等保障标准的通知",
    english="Jiangxi notice on the dibao standards of 2017",
    issuer="江西省",
    jurisdiction="360000",
    since="2017-01-01",
    until="unknown",
    grade="reported",
    level="notice",
)


@notice.article(
    "常补对象与非常补对象的补助",
    answers="benefit",
    title="常补对象全额补助，非常补对象按差额补助",
    grade="assumed",
)
def regular_recipients_in_full(household):
    """Regular recipients get the whole standard, all others what is missing.

    A household with both gets the larger of the two sums: the standards of its
    regular recipients, or what the family as a whole lacks. That reading is ours,
    which is why the rule is assumed.

    Not modelled: who is put on the list of regular recipients, which officers
    keep; how the notice adds up the two kinds in one household, on which no
    source says anything, so that a family with both may be paid otherwise.
    """
    in_full = household.total(lambda member: member.standard if member.facts["jiangxi.regular_recipient"] else 0)
    return max(household.gap, in_full)


# The amounts are those of 2017. Jiujiang still told the two apart in 2019, Nanchang no longer did in 2018.
@notice.article(
    "农村特困供养标准",
    answers="allowance",
    title="特困人员基本生活费（农村分集中、分散供养）",
    english="living allowance of destitute people",
    replaces="cn-decree-649:tekun_living",
    until="2017-12-31",
    until_grade="assumed",
)
def tekun_living(member, household, standards):
    """Rural destitute people get one standard in an institution, a lower one at home.

    In town there is one standard.

    Not modelled: what is given for care, and the standards in town, which no source tells of these years.
    """
    if not member.is_tekun:
        return 0
    if household.area == "urban":
        return standards.money("tekun.living.urban")
    if member.in_institution:
        return standards.money("tekun.living.rural_institution")
    return standards.money("tekun.living.rural_scattered")
