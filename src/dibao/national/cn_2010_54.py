"""State Council General Office 2010 No. 54: support for orphans."""

from typing import Any

from dibao.law.regulation import Regulation

# The text read gives no day and its number the year only. No household is decided before the first
# measures on dibao, years later, so that nothing hangs on the day.
orphans = Regulation(
    "cn-2010-54",
    title="关于加强孤儿保障工作的意见",
    english="Opinion on strengthening support for orphans",
    issuer="国务院办公厅",
    number="国办发〔2010〕54号",
    jurisdiction="000000",
    since="2010",
    grade="official",
    level="notice",
)


@orphans.article("一", answers="orphan", title="孤儿")
def without_parents(member, standards):
    """A minor whose parents are both dead or cannot be found is an orphan.

    Not modelled: that the county recognises orphans, which the facts stated of the
    parents stand for; a parent who is declared missing, whom the text does not name.
    """
    is_minor = member.age_years < standards.count("dibao.adult_age")
    return is_minor and _is_lost(member.father) and _is_lost(member.mother)


def _is_lost(parent: Any) -> Any:
    return parent.dead or parent.untraceable


# Of a notice the text says nothing. That a child's name is not put up where it lives is what the
# document of 2019 says of other children, for their privacy; an orphan has the same.
@orphans.article(
    "二（一）",
    answers="allowance",
    title="孤儿基本生活费",
    english="living allowance for orphans",
    no_public_notice=True,
)
def orphan_allowance(member, standards):
    """An orphan gets the local living standard of orphans at home or in institutions.

    Not modelled: that provinces set it and that it is higher in institutions; the
    standards given for the place are used. Orphans of age who are still at school,
    whom places may go on supporting.
    """
    if not member.is_orphan:
        return 0
    if member.in_institution:
        return standards.money("orphan.institution")
    return standards.money("orphan.scattered")
