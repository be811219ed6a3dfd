"""Ministry of Civil Affairs 2012 No. 220: review and approval, on trial."""

from dibao.law.regulation import Regulation
from dibao.symbols.amounts import fen

approval = Regulation(
    "cn-2012-220",
    title="最低生活保障审核审批办法（试行）",
    english="Measures for the review and approval of dibao, on trial",
    issuer="民政部",
    number="民发〔2012〕220号",
    jurisdiction="000000",
    since="2012-12-12",
    until="2021-06-30",
    grade="official",
    level="measure",
)

UP_TO_BACHELOR = ("primary", "junior", "senior", "vocational", "associate", "bachelor")
# Transfers that the article does not name, and that later documents leave out of income.
NOT_NAMED = (
    "basic_pension",
    "preferential_pension",
    "family_planning_award",
    "scholarship",
    "bravery_award",
    "disability_allowance",
    "old_age_allowance",
    "child_allowance",
    "orphan_allowance",
)


@approval.article("第五条", answers="belongs", title="共同生活的家庭成员")
def co_living_family(member, standards):
    """Spouse, parents, minor children and dependent grown children belong.

    Anybody else belongs when a legal duty of support and a long shared home come
    together. A student up to a bachelor's degree counts as dependent, full-time or
    not; for a higher degree it takes the finding, as for every other grown child.
    """
    if member.relation in ("applicant", "spouse", "parent"):
        return True
    if member.relation == "child":
        if member.age_years < standards.count("dibao.adult_age"):
            return True
        if (member.full_time_student or member.part_time_student) and member.education in UP_TO_BACHELOR:
            return True
        return member.findings.cannot_live_independently
    return member.long_term_coresident and member.findings.legal_support_duty


@approval.article("第五条", answers="left_out", title="脱离家庭独立生活的宗教教职人员不计入")
def clergy_apart(member, standards):
    """Clergy who have lived apart from the family for years are left out."""
    return member.clergy_apart_years >= standards.count("dibao.clergy_years")


@approval.article("第五条", answers="left_out", title="在监狱服刑人员不计入")
def in_prison(member):
    """Who serves a sentence in prison is left out."""
    return member.in_prison


@approval.article("第五条", answers="left_out", title="劳动教养人员不计入")
def in_labour_reeducation(member):
    """Who is held in labour re-education is left out.

    Not modelled: the day on which labour re-education was abolished; nobody is
    held there afterwards, so that it no longer needs to be stated.
    """
    return member.in_labour_camp


@approval.article("第十六条", answers="counted_income", title="全部可支配收入计入家庭收入")
def income_counted(item):
    """Income counts in full, social relief among it.

    Not modelled: the period over which income is averaged, which the article leaves
    open; amounts are stated as averages. Business income is stated net. Inheritances
    count, too; officers enter them among other transfers.
    """
    if item.kind in NOT_NAMED:
        return None
    return item.amount


@approval.article(
    "第十六条",
    answers="counted_income",
    title="未列明的转移性收入计入家庭收入",
    warning={
        "zh": "民发〔2012〕220号第十六条把各种转移性收入计入家庭收入，但没有列明这一项，也没有规定不计入的项目；"
        "这里按计入计算，当地当时可能另有规定。",
        "en": "Article 16 of 民发〔2012〕220号 counts transfers of every kind, but does not name this one and "
        "exempts none. It is counted here; the place may have had a rule of its own.",
    },
)
def unnamed_transfers_counted(item):
    """Transfers that the article does not name count like all the others.

    Not modelled: what other documents of these years left out of income; people
    with honour pensions, awards, scholarships or a basic pension are affected.
    """
    if item.kind in NOT_NAMED:
        return item.amount
    return None


@approval.article("第十六条", answers="category_income", title="扣除个人所得税和社会保障性支出")
def disposable_income(category, member):
    """Income tax and social insurance paid come off income; support paid does not.

    They come off whatever a member has. One category has to bear them, which is wages.
    """
    if category.name == "wage":
        return category.amount - (member.paid.tax + member.paid.social_insurance)
    return None


@approval.article("第四条", answers="passes_property_test", title="家庭财产符合当地规定")
def property_within_limits(household):
    """Property is within limits when the officer finds so; limits are local.

    Not modelled: what counts as property; vehicles that make up for a disability do not.
    """
    return household.findings.property_within_limits


@approval.article("第四条", answers="standard", title="适用当地最低生活保障标准")
def local_standard(household, standards):
    """Each person has the local standard of the area, urban or rural.

    Not modelled: which registration makes a family urban, and that members of both
    kinds apply apart; officers enter the area and one household for each.
    """
    if household.area == "urban":
        return standards.money("dibao.standard.urban")
    return standards.money("dibao.standard.rural")


@approval.article("第二十七条", answers="benefit", title="按差额发放")
def gap(household):
    """Dibao pays what income a head lacks to the standard, times the members."""
    return household.gap


@approval.article("第二十七条", answers="payable", title="补助金额进到分", grade="assumed")
def whole_fen(amount):
    """An award is rounded up to the next fen, in favour of the family.

    The article says nothing on rounding, which is why this is assumed.
    """
    return amount.round_up(to=fen(1))


@approval.article("第二十八条", answers="supplement", title="分类施保")
def classified_supplement(member):
    """The old, minors, the disabled and the ill may get more; no amount is named.

    Not modelled: an amount; where a region sets none, these people get no more than others.
    """
    return 0


@approval.article("第十条", answers="may_apply_alone", title="单独立户的成年重度残疾人单独申请")
def disabled_adult_alone(member, household, standards):
    """A severely disabled adult of a family in hardship may apply alone.

    The person must be incapable of work and registered as a household of one.

    Not modelled: what makes a family one in hardship, which the article leaves open.
    """
    is_severely_disabled = 1 <= member.disability.grade <= 2
    is_adult = member.age_years >= standards.count("dibao.adult_age")
    is_such_adult = member.counts and is_severely_disabled and is_adult and member.separate_hukou
    return is_such_adult and member.findings.incapable_of_work and household.findings.hardship_family


@approval.article("第十条", answers="may_apply_alone", title="生活困难的宗教教职人员单独申请")
def clergy_in_hardship(member, standards):
    """Clergy in hardship who have lived apart for years may apply alone."""
    has_lived_apart = member.clergy_apart_years >= standards.count("dibao.clergy_years")
    return has_lived_apart and member.findings.clergy_in_hardship


@approval.article("第十条", answers="single_person_benefit", title="单独申请人员的补助金额")
def officer_single_amount(member):
    """Single-person cover pays what the officer fixes."""
    return member.findings.single_person_amount


approval.left_to_officer(
    "第五条",
    finding="cannot_live_independently",
    title="成年子女不能独立生活",
    english="A grown child cannot live alone",
)
approval.left_to_officer(
    "第五条",
    finding="legal_support_duty",
    title="具有法定赡养、扶养、抚养义务关系",
    english="A legal duty of support exists",
)
approval.left_to_officer(
    "第四条", finding="property_within_limits", title="家庭财产符合当地规定", english="Property is within local limits"
)
approval.left_to_officer("第十条", finding="hardship_family", title="困难家庭", english="The family is in hardship")
approval.left_to_officer(
    "第十条", finding="incapable_of_work", title="丧失劳动能力", english="The person is incapable of work"
)
approval.left_to_officer(
    "第十条",
    finding="clergy_in_hardship",
    title="宗教教职人员生活困难",
    english="The member of the clergy is in hardship",
)
approval.left_to_officer(
    "第十条", finding="single_person_amount", title="单独申请人员的补助金额", english="Amount of single-person cover"
)
