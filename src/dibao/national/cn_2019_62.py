"""Ministry of Civil Affairs 2019 No. 62: children whom neither parent brings up."""

from typing import Any

from dibao.law.regulation import Regulation

# It leaves the document on orphans as it is and builds on it; what it says of income comes before the
# measures on dibao of its time.
support = Regulation(
    "cn-2019-62",
    title="关于进一步加强事实无人抚养儿童保障工作的意见",
    english="Opinion on further strengthening support for de-facto unattended children",
    issuer="民政部等",
    number="民发〔2019〕62号",
    jurisdiction="000000",
    since="2019-06-18",
    grade="official",
    level="notice",
    amends=("cn-2010-54", "cn-2012-220"),
)

INTELLECTUAL_OR_MENTAL = ("intellectual", "mental")


# -- part 1: who -------------------------------------------------------------------------------------
@support.article("一", answers="unattended_child", title="事实无人抚养儿童")
def neither_parent_brings_up(member, standards):
    """A minor whom neither parent can bring up, or whose only parent cannot, is unattended.

    A parent cannot who is severely disabled, seriously ill, held for long enough or
    long out of contact. Of the other, death or being declared missing is as good.
    What counts is how long the sentence is, not how much of it has been served.

    Not modelled: which illnesses are serious, which each place lists; the fact says
    that one is recognised. A multiple disability of the third or fourth grade that
    includes an intellectual or mental one; officers enter that kind. A parent who
    cannot be found counts as out of contact; the months are asked for.
    """
    if not member.age_years < standards.count("dibao.adult_age"):
        return False
    father, mother, months = member.father, member.mother, standards.months("unattended_child.months")
    if _cannot(father, months):
        return _is_gone(mother) or _cannot(mother, months)
    return _is_gone(father) and _cannot(mother, months)


@support.article("一", answers="unattended_child", title="父母均被宣告失踪或一方死亡一方失踪的儿童", grade="assumed")
def no_parent_left(member, standards):
    """A minor is unattended, too, whose parents are both declared missing or one dead.

    The text pairs death and absence with hardship of the other parent and does not
    name two such parents. Who is declared missing has been out of contact for longer
    than the text asks, which is why the child is taken in.
    """
    is_minor = member.age_years < standards.count("dibao.adult_age")
    father, mother = member.father, member.mother
    somebody_is_missing = father.declared_missing or mother.declared_missing
    return is_minor and somebody_is_missing and _is_gone(father) and _is_gone(mother)


def _is_gone(parent: Any) -> Any:
    return parent.dead or parent.declared_missing


def _cannot(parent: Any, months: Any) -> Any:
    is_in_hardship = _is_severely_disabled(parent) or parent.seriously_ill
    return is_in_hardship or _is_held_for(parent, months) or _is_away_for(parent, months)


def _is_severely_disabled(parent: Any) -> Any:
    kind, grade = parent.disability_kind, parent.disability_grade
    return 1 <= grade <= 2 or (3 <= grade <= 4 and kind in INTELLECTUAL_OR_MENTAL)


def _is_held_for(parent: Any, months: Any) -> Any:
    is_held = parent.in_prison or parent.in_rehabilitation or parent.restricted
    return is_held and parent.term_months >= months


def _is_away_for(parent: Any, months: Any) -> Any:
    return (parent.out_of_contact or parent.untraceable) and parent.out_of_contact_months >= months


# -- part 3(1): how much -----------------------------------------------------------------------------
# The text ties the standard to the orphans' without saying that it is the same.
@support.article(
    "三（一）",
    answers="allowance",
    title="事实无人抚养儿童基本生活补贴",
    english="living allowance for de-facto unattended children",
    grade="assumed",
    no_public_notice=True,
)
def unattended_child_allowance(member, household, standards):
    """An unattended child gets the orphans' standard, or what dibao leaves open of it.

    The child's share of the family's dibao comes off, or its cover alone, and its
    living allowance for disabled people. Supplements to dibao stay on top, since the
    text goes by the average a head.

    Not modelled: a standard of its own, which a region's rule puts in place of this
    one; making up support as destitute, since a minor chooses between the two.
    """
    if not member.is_unattended_child:
        return 0
    standard = standards.money("orphan.scattered")
    if member.in_institution:
        standard = standards.money("orphan.institution")
    if member.full_child_support:
        return standard
    return max(standard - _drawn(member, household), 0)


@support.article(
    "三（一）",
    answers="allowance",
    title="孤儿基本生活费",
    english="living allowance for orphans",
    replaces="cn-2010-54:orphan_allowance",
    grade="assumed",
    no_public_notice=True,
)
def orphan_allowance(member, household, above):
    """An orphan who draws dibao gets what dibao leaves open of the orphans' standard.

    The text says so of unattended children only; it is taken over for orphans.
    """
    if not member.is_orphan or member.full_child_support:
        return None
    return max(above - _drawn(member, household), 0)


def _drawn(member: Any, household: Any) -> Any:
    """Add up what the child draws already; its share is rounded in the child's favour."""
    alone = member.award_single_person + member.award_disability_living_allowance
    if not member.draws_with_family:
        return alone
    dibao = household.award_dibao + household.award_gradual_exit
    heads = household.count(lambda each: not each.is_tekun)
    return alone + dibao.shared_by(heads, round="down", article="三（一）")


# -- part 3(1): income -------------------------------------------------------------------------------
@support.article("三（一）", answers="counted_income", title="事实无人抚养儿童基本生活补贴不计入家庭收入")
def child_allowance_not_income(item):
    """An unattended child's allowance does not count as income of its family."""
    if item.kind == "child_allowance":
        return 0
    return None


@support.article("三（一）", answers="counted_income", title="孤儿基本生活费不计入家庭收入", grade="assumed")
def orphan_allowance_not_income(item):
    """An orphan's allowance does not count as income of its family either.

    The text says so of unattended children only; it is taken over for orphans.
    """
    if item.kind == "orphan_allowance":
        return 0
    return None
