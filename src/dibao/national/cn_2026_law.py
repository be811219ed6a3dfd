"""The Social Assistance Law of 2026."""

from dibao.law.regulation import Regulation

# The measures it builds on stay in force; where both answer, the law comes first.
law = Regulation(
    "cn-2026-law",
    title="中华人民共和国社会救助法",
    english="Social Assistance Law",
    issuer="全国人民代表大会常务委员会",
    jurisdiction="000000",
    since="2026-07-01",
    known="2026-04-30",
    grade="official",
    level="law",
    amends=("cn-decree-649", "cn-2021-57", "cn-2022-83", "cn-2023-39", "cn-2025-rigid", "cn-2021-tekun"),
)

UP_TO_UPPER_SECONDARY = ("primary", "junior", "senior", "vocational")


@law.article("第十六条", answers="cannot_work", title="成年后仍在义务教育或高中阶段就学的特困人员")
def in_school_after_coming_of_age(member):
    """Who was destitute as a minor stays so while in compulsory or upper secondary schooling."""
    return member.on_tekun and member.full_time_student and member.education in UP_TO_UPPER_SECONDARY


@law.article("第十八条", answers="benefit", title="按差额按月发放", replaces="cn-2021-57:gap")
def gap(household):
    """Dibao pays every month what income lacks to the standard.

    Not modelled: fixed bands, which the article also permits; a region that uses them says so.
    """
    return household.gap


@law.article(
    "第十九条",
    answers="standard",
    title="适用当地最低生活保障标准",
    replaces="cn-2021-57:local_standard",
)
def local_standard(household, standards):
    """Each person has the local standard of the area, urban or rural.

    Not modelled: that province or prefecture set it, and no county; the standard given for the place is used.
    """
    if household.area == "urban":
        return standards.money("dibao.standard.urban")
    return standards.money("dibao.standard.rural")


@law.article(
    "第二十一条",
    answers="marginal_standard",
    title="低保边缘家庭标准由省级在低保标准基础上上浮确定",
    replaces="cn-2021-57:marginal_family",
)
def marginal_family(member, standards):
    """A family is marginal below a multiple of the standard that its province sets.

    Not modelled: a line that a province draws on its guide standard instead; such a
    province answers this question itself.
    """
    return member.standard * standards.share("dibao.marginal_factor")


@law.article("第二十一条", answers="may_apply_alone", title="低保边缘家庭中确有特殊困难人员单独纳入", may=True)
def special_hardship_in_marginal_family(member, household):
    """In a marginal family those in special hardship may be covered alone, too."""
    return member.counts and household.is_marginal and member.findings.special_hardship


law.left_to_officer(
    "第二十一条",
    finding="special_hardship",
    title="确有特殊困难",
    english="The person is in special hardship",
)


@law.article(
    "第二十九条",
    answers="one_off",
    title="急难型临时救助",
    english="temporary assistance in urgent need",
    replaces="cn-decree-649:temporary_assistance_urgent",
)
def temporary_assistance_urgent(household):
    """Who is in sudden and serious difficulty gets once what an officer fixes.

    Nobody tests income or property.

    Not modelled: goods in the place of money.
    """
    if household.request.temporary_assistance == "urgent" and household.findings.urgent_need:
        return household.findings.temporary_amount
    return 0
