"""Measures of 2021 on recognising destitute people (特困人员), who are decided before dibao is."""

from typing import Any

from dibao.law.regulation import Regulation

# The text names no issuer; it repeals the ministry's own measures of 2016.
recognition = Regulation(
    "cn-2021-tekun",
    title="特困人员认定办法",
    english="Measures for recognising destitute people",
    issuer="民政部",
    jurisdiction="000000",
    since="2021-07-01",
    grade="official",
    level="measure",
    amends=("cn-decree-649", "cn-2020-reform", "cn-2021-57"),
)

NOT_COUNTED = ("basic_pension", "preferential_pension", "old_age_allowance")
PAID_ANYWAY = ("social_assistance", "disability_allowance", "child_allowance", "orphan_allowance")
CLOSE_FAMILY = ("applicant", "spouse", "child", "parent")
OF_THE_MIND = ("intellectual", "mental")
KEPT_FROM_SUPPORT = ("no_civil_capacity", "declared_missing", "in_prison")


@recognition.article("第四条", answers="tekun", title="特困人员认定", replaces="cn-decree-649:tekun_by_decision")
def three_conditions(member, household, standards):
    """Who cannot work, has no means of living and nobody able to give support is destitute.

    Who does not want this support, or as a minor chooses the children's instead, is not;
    nor is who is in prison or declared missing, for whom it ends (art. 24).

    Not modelled: that the person asks for it; who does not is marked as declining. Two
    people who could be recognised only together: each is held to support the other.
    """
    is_candidate = member.cannot_work and not _declines(member) and not _is_away(member)
    has_no_means = is_candidate and member.tekun_income < member.local_standard
    has_nobody = has_no_means and _nobody_at_home(member, household) and household.obligors_cannot_support
    return has_nobody and member.findings.tekun_property_within_limits


def _declines(member: Any) -> Any:
    """Tell whether the person does not want to be supported as destitute; an orphan or unattended child chooses."""
    may_choose = member.is_orphan or member.is_unattended_child
    return member.declines_tekun or (may_choose and member.chooses_child_support)


def _is_away(member: Any) -> Any:
    """Tell whether the person serves a sentence or is declared missing."""
    return member.in_prison or member.declared_missing


def _nobody_at_home(member: Any, household: Any) -> Any:
    """Tell whether nobody else in the household owes and can give support."""
    able = household.everyone.count(lambda other: other.can_support)
    return able == 0 or (able == 1 and member.can_support)


# -- article 5: unable to work ------------------------------------------------------------------------
@recognition.article("第五条", answers="cannot_work", title="老年人无劳动能力")
def elderly(member, standards):
    """Who has reached the age of the elderly is unable to work."""
    return member.age_years >= standards.count("tekun.elderly_age")


@recognition.article("第五条", answers="cannot_work", title="未满规定年龄的未成年人无劳动能力")
def young(member, standards):
    """Who is younger than the age of work is unable to work."""
    return member.age_years < standards.count("tekun.minor_age")


@recognition.article("第五条", answers="cannot_work", title="规定类别和等级的残疾人无劳动能力")
def disabled(member):
    """Certain kinds and grades of disability make unable to work.

    These are intellectual and mental disability of grades 1 to 3, of limbs 1 and 2,
    and of sight grade 1.

    Not modelled: a multiple disability that includes one of these; officers enter the
    kind that the certificate names first.
    """
    kind, grade = member.disability.kind, member.disability.grade
    return (kind in OF_THE_MIND and grade <= 3) or (kind == "limb" and grade <= 2) or (kind == "visual" and grade == 1)


# -- article 6: no means of living ----------------------------------------------------------------------
@recognition.article("第六条", answers="tekun_income", title="不计入特困人员收入的项目")
def pensions_not_counted(item):
    """The central basic pension, preferential pensions and old-age allowances do not count.

    The basic pension stays exempt here, whatever dibao does after 2025.

    Not modelled: other social insurance, of which the article gives no full list; payments
    of medical insurance are no income kind, unemployment benefits count.
    """
    return 0 if item.kind in NOT_COUNTED else None


@recognition.article("第六条", answers="tekun_income", title="已领取的救助和补贴不计入特困人员收入", grade="assumed")
def assistance_not_counted(item):
    """Assistance and disability allowances that are drawn already do not count.

    The article does not name them. They end or change with this decision, and dibao
    does not count them either.
    """
    return 0 if item.kind in PAID_ANYWAY else None


# -- article 8: nobody able to give support ---------------------------------------------------------------
@recognition.article("第四条", answers="owes_support", title="共同生活的成年近亲属有供养义务", grade="reported")
def close_family_owes_support(member, standards):
    """Grown members of the close family owe support; of others an officer finds it.

    The Civil Code makes spouses, parents and children support each other; the text
    itself is not among the documents here.

    Not modelled: who owes it to whom; all are taken to owe it to each other, so that
    one couple's able son keeps also an uncle under the same roof from being destitute.
    """
    is_adult = member.age_years >= standards.count("dibao.adult_age")
    return is_adult and (member.relation in CLOSE_FAMILY or member.findings.legal_support_duty)


@recognition.article("第八条", answers="cannot_support", title="义务人为特困人员")
def member_destitute(member):
    """Who is destitute cannot give support."""
    return member.on_tekun


@recognition.article("第八条", answers="cannot_support", title="义务人为老年低保对象")
def member_elderly_on_dibao(member, household, standards):
    """An elderly person who drew dibao already cannot give support."""
    return member.age_years >= standards.count("tekun.elderly_age") and household.prior.on_dibao


@recognition.article("第八条", answers="cannot_support", title="义务人为收入较低的高龄老年人或重残人员")
def member_weak_with_little(member, household, standards):
    """The very old and the severely disabled with little income cannot give support.

    Not modelled: limits of property for low-income families apart from those for
    dibao, which are used; what counts as own income here, for which art. 6 is used.
    """
    has_little = _is_weak(member, standards) and member.tekun_income < standards.money("rigid.disposable_income")
    return has_little and household.findings.property_within_limits


@recognition.article("第八条", answers="cannot_support", title="义务人无民事行为能力、被宣告失踪或在监狱服刑")
def member_kept_from_support(member, household):
    """Who lacks civil capacity, is declared missing or in prison cannot give support.

    Not modelled: limits of property for low-income families apart from those for
    dibao, which are used.
    """
    is_kept = member.no_civil_capacity or member.declared_missing or member.in_prison
    return is_kept and household.findings.property_within_limits


@recognition.article("第八条", answers="obligor_cannot_support", title="义务人为特困人员")
def relative_destitute(obligor):
    """A relative who is destitute cannot give support."""
    return obligor.situation == "tekun"


@recognition.article("第八条", answers="obligor_cannot_support", title="义务人为老年低保对象")
def relative_elderly_on_dibao(obligor, standards):
    """An elderly relative on dibao cannot give support."""
    return obligor.situation == "dibao" and obligor.age_years >= standards.count("tekun.elderly_age")


@recognition.article("第八条", answers="obligor_cannot_support", title="义务人为收入较低的高龄老年人或重残人员")
def relative_weak_with_little(obligor, standards):
    """Very old and severely disabled relatives with little income cannot give support."""
    is_very_old = obligor.age_years >= standards.count("tekun.very_old_age")
    is_weak = is_very_old or obligor.situation == "severely_disabled"
    return (
        is_weak and obligor.own_income < standards.money("rigid.disposable_income") and obligor.property_within_limits
    )


@recognition.article("第八条", answers="obligor_cannot_support", title="义务人无民事行为能力、被宣告失踪或在监狱服刑")
def relative_kept_from_support(obligor):
    """A relative who lacks civil capacity, is declared missing or in prison cannot give support."""
    return obligor.situation in KEPT_FROM_SUPPORT and obligor.property_within_limits


def _is_weak(member: Any, standards: Any) -> Any:
    """Tell whether a member is very old or severely disabled."""
    kind, grade = member.disability.kind, member.disability.grade
    is_severe = 1 <= grade <= 2 or (grade == 3 and kind in OF_THE_MIND)
    return is_severe or member.age_years >= standards.count("tekun.very_old_age")


# -- beside dibao ----------------------------------------------------------------------------------------
@recognition.article(
    "第十九条",
    answers="allowance",
    title="特困人员基本生活费",
    english="living allowance of destitute people",
    replaces="cn-decree-649:tekun_living",
)
def tekun_living(member, household, standards):
    """A destitute person gets the living standard of town or country.

    Who has contracted land or a share of collective income gets the rural one, who was
    resettled to a town the urban one, all others that of the household.

    Not modelled: exceptions to the rural one, which the article leaves open.
    """
    if not member.is_tekun:
        return 0
    is_rural = household.area == "rural" or member.contracted_land
    if is_rural and not member.resettled_to_town:
        return standards.money("tekun.living.rural")
    return standards.money("tekun.living.urban")


@recognition.article(
    "第二十二条",
    answers="allowance",
    title="特困人员照料护理费",
    english="care allowance of destitute people",
)
def tekun_care(member, standards):
    """A destitute person gets the care standard of the help that is needed.

    Of six daily things none makes able to care for oneself, up to three partly, and
    more in need of full care.
    """
    if not member.is_tekun:
        return 0
    if member.help_items == 0:
        return standards.money("tekun.care.able")
    if member.help_items <= standards.count("tekun.partial_care_items"):
        return standards.money("tekun.care.half")
    return standards.money("tekun.care.full")


recognition.left_to_officer(
    "第七条",
    finding="tekun_property_within_limits",
    title="财产符合特困人员财产状况规定",
    english="Property is within the limits for destitute people",
)
