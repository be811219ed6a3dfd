"""Ministry of Civil Affairs 2021 No. 57: review and confirmation."""

from dibao.law.regulation import Regulation
from dibao.symbols.amounts import fen

# It carries both out in detail, so that its answers come before theirs.
confirmation = Regulation(
    "cn-2021-57",
    title="最低生活保障审核确认办法",
    english="Measures for the review and confirmation of dibao",
    issuer="民政部",
    number="民发〔2021〕57号",
    jurisdiction="000000",
    since="2021-07-01",
    grade="official",
    level="measure",
    amends=("cn-decree-649", "cn-2020-reform"),
)

UP_TO_BACHELOR = ("primary", "junior", "senior", "vocational", "associate", "bachelor")
REWARDS_AND_PENSIONS = ("preferential_pension", "family_planning_award", "scholarship", "bravery_award")
# The disability allowances are settled by the State Council's document of 2015, the children's by the one of 2019.
BY_OTHERS = ("disability_allowance", "child_allowance", "orphan_allowance")
SETTLED_APART = (*REWARDS_AND_PENSIONS, "social_assistance", "basic_pension", *BY_OTHERS)


@confirmation.article("第七条", answers="belongs", title="共同生活的家庭成员")
def co_living_family(member, standards):
    """Spouse, minor children and dependent grown children belong.

    Anybody else belongs when a legal duty of support and a long shared home come
    together. A full-time student up to a bachelor's degree counts as dependent;
    for a higher degree it takes the finding, as for every other grown child.

    Not modelled: parents are not named by the article, so that a parent of the
    applicant needs the finding of a legal duty, too.
    """
    if member.relation in ("applicant", "spouse"):
        return True
    if member.relation == "child":
        if member.age_years < standards.count("dibao.adult_age"):
            return True
        if member.full_time_student and member.education in UP_TO_BACHELOR:
            return True
        return member.findings.cannot_live_independently
    return member.long_term_coresident and member.findings.legal_support_duty


@confirmation.article("第七条", answers="left_out", title="脱离家庭独立生活的宗教教职人员不计入")
def clergy_apart(member, standards):
    """Clergy who have lived apart from the family for years are left out."""
    return member.clergy_apart_years >= standards.count("dibao.clergy_years")


@confirmation.article("第七条", answers="left_out", title="在监狱服刑人员不计入")
def in_prison(member):
    """Who serves a sentence in prison is left out."""
    return member.in_prison


@confirmation.article("第七条", answers="left_out", title="强制隔离戒毒人员不计入")
def in_compulsory_rehabilitation(member):
    """Who is held in compulsory drug rehabilitation is left out."""
    return member.in_compulsory_rehabilitation


@confirmation.article("第七条", answers="left_out", title="宣告失踪人员不计入")
def declared_missing(member):
    """Who has been declared missing is left out."""
    return member.declared_missing


@confirmation.article("第十三条", answers="counted_income", title="优待抚恤金和奖励补助不计入家庭收入")
def rewards_and_pensions_not_counted(item):
    """State pensions of honour, public awards and scholarships do not count."""
    if item.kind in REWARDS_AND_PENSIONS:
        return 0
    return None


@confirmation.article("第十三条", answers="counted_income", title="社会救助款物不计入家庭收入")
def social_assistance_not_counted(item):
    """Social assistance paid or given by the government does not count."""
    if item.kind == "social_assistance":
        return 0
    return None


@confirmation.article("第十三条", answers="counted_income", title="基础养老金不计入家庭收入", until="2025-12-31")
def basic_pension_not_counted(item):
    """The central basic pension does not count while the exemption lasts."""
    if item.kind == "basic_pension":
        return 0
    return None


@confirmation.article(
    "第十三条",
    answers="counted_income",
    title="基础养老金计入家庭收入",
    since="2026-01-01",
    warning={
        "zh": "基础养老金的豁免只写明“十四五”期间（2021年至2025年），此后如何处理尚不明确；这里按计入收入计算。",
        "en": "The basic pension was exempt for 2021 to 2025 only; what follows is not known. It is counted here.",
    },
)
def basic_pension_counted(item):
    """The central basic pension counts once the exemption has run out.

    Not modelled: a later document that prolongs the exemption; none is known.
    """
    if item.kind == "basic_pension":
        return item.amount
    return None


@confirmation.article("第十三条", answers="counted_income", title="其他收入计入家庭收入")
def other_income_counted(item):
    """All income counts in full unless it is settled apart.

    Not modelled: the period over which income is averaged, which the article leaves
    open; amounts are stated as averages. Business and property income are stated net.
    """
    if item.kind in SETTLED_APART:
        return None
    return item.amount


@confirmation.article("第十三条", answers="category_income", title="转移净收入")
def net_transfers(category, member):
    """Taxes, social insurance and support paid come off transfers received."""
    if category.name == "transfer":
        return category.amount - (member.paid.tax + member.paid.social_insurance + member.paid.support)
    return None


@confirmation.article(
    "第十三条",
    answers="employment_cost",
    title="就业成本可适当扣减",
    replaces="cn-2020-reform:employment_cost_permitted",
)
def employment_cost_permitted(member):
    """The cost of working may come off, but the nation names no amount.

    Not modelled: an amount; where a region sets none, working people are not relieved.
    """
    return 0


@confirmation.article("第十三条", answers="rigid_expenditure", title="刚性支出可适当扣减")
def rigid_expenditure_permitted(household):
    """Unavoidable spending may come off; the nation names no amount.

    Not modelled: an amount; where a region sets none, ill and disabled people are not relieved.
    """
    return 0


@confirmation.article("第十四条", answers="passes_property_test", title="家庭财产符合当地规定")
def property_within_limits(household):
    """Property is within limits when the officer finds so; limits are local.

    Not modelled: which goods a family needs for living and working and may keep.
    """
    return household.findings.property_within_limits


@confirmation.article(
    "第二十三条",
    answers="standard",
    title="适用当地最低生活保障标准",
    replaces="cn-decree-649:local_standard",
)
def local_standard(household, standards):
    """Each person has the local standard of the area, urban or rural."""
    if household.area == "urban":
        return standards.money("dibao.standard.urban")
    return standards.money("dibao.standard.rural")


@confirmation.article("第二十三条", answers="benefit", title="按差额发放", replaces="cn-decree-649:gap")
def gap(household):
    """Dibao pays what income lacks to the standard.

    Not modelled: bands, which the article also permits; a region that uses them says so.
    """
    return household.gap


@confirmation.article("第二十三条", answers="payable", title="补助金额进到分", grade="assumed")
def whole_fen(amount):
    """An award is rounded up to the next fen, in favour of the family.

    The article says nothing on rounding, which is why this is assumed.
    """
    return amount.round_up(to=fen(1))


@confirmation.article("第二十七条", answers="supplement", title="分类施保")
def classified_supplement(member):
    """People in lasting hardship may get more; the nation names no amount.

    These are the old, minors, the severely disabled and the seriously ill.

    Not modelled: an amount; where a region sets none, these people get no more than others.
    """
    return 0


@confirmation.article("第八条", answers="marginal_standard", title="低保边缘家庭收入界限")
def marginal_family(member, standards):
    """A family is marginal below a stated multiple of the standard."""
    return member.standard * standards.share("dibao.marginal_factor")


@confirmation.article("第八条", answers="may_apply_alone", title="低保边缘家庭中的重残人员单独申请")
def alone_in_marginal_family(member, household):
    """In a marginal family the severely disabled may apply alone.

    At the third grade only an intellectual or mental disability suffices.

    Not modelled: a multiple disability of the third grade that includes one of the two;
    officers enter the kind that the certificate names first.
    """
    grade, kind = member.disability.grade, member.disability.kind
    is_covered = 1 <= grade <= 2 or (grade == 3 and kind in ("intellectual", "mental"))
    return member.counts and household.is_marginal and is_covered


@confirmation.article("第八条", answers="may_apply_alone", title="低保边缘家庭中的重病患者单独申请")
def seriously_ill_in_marginal_family(member, household):
    """In a marginal family the seriously ill may apply alone.

    The illness is one that the local authorities have recognised.
    """
    return member.counts and household.is_marginal and member.recognised_major_illness


@confirmation.article("第八条", answers="may_apply_alone", title="生活困难的宗教教职人员单独申请")
def clergy_in_hardship(member, standards):
    """Clergy in hardship who have lived apart for years may apply alone."""
    has_lived_apart = member.clergy_apart_years >= standards.count("dibao.clergy_years")
    return has_lived_apart and member.findings.clergy_in_hardship


@confirmation.article("第八条", answers="single_person_benefit", title="单独申请人员的补助金额")
def officer_single_amount(member):
    """Single-person cover pays what the officer fixes."""
    return member.findings.single_person_amount


@confirmation.article(
    "第三十三条",
    answers="grace_months",
    title="就业后的渐退期",
    replaces="cn-2020-reform:grace_after_taking_up_work",
    may=True,
)
def grace_after_taking_up_work(household, prior):
    """A dibao family may fade out after somebody took up work."""
    if prior.on_dibao and prior.cause == "employment":
        return household.findings.grace_months_granted
    return 0


@confirmation.article(
    "第三十三条",
    answers="grace_benefit",
    title="渐退期内的补助金额",
    replaces="cn-2020-reform:grace_amount_by_officer",
)
def grace_amount_by_officer(household):
    """While it fades out, dibao pays what the officer fixes."""
    return household.findings.grace_amount


confirmation.left_to_officer(
    "第七条",
    finding="cannot_live_independently",
    title="成年子女不能独立生活",
    english="A grown child cannot live alone",
)
confirmation.left_to_officer(
    "第七条",
    finding="legal_support_duty",
    title="具有法定赡养、扶养、抚养义务关系",
    english="A legal duty of support exists",
)
confirmation.left_to_officer(
    "第八条",
    finding="clergy_in_hardship",
    title="宗教教职人员生活困难",
    english="The member of the clergy is in hardship",
)
confirmation.left_to_officer(
    "第八条", finding="single_person_amount", title="单独申请人员的补助金额", english="Amount of single-person cover"
)
confirmation.left_to_officer(
    "第十四条",
    finding="property_within_limits",
    title="家庭财产符合当地规定",
    english="Property is within local limits",
)
confirmation.left_to_officer(
    "第三十三条", finding="grace_months_granted", title="给予渐退期的月数", english="Months of gradual exit granted"
)
confirmation.left_to_officer(
    "第三十三条", finding="grace_amount", title="渐退期内的补助金额", english="Amount paid in gradual exit"
)
