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
