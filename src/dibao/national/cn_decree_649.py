"""State Council Decree 649 (2014): the interim measures on social assistance."""

from dibao.law.regulation import Regulation

# It stands above the ministry's measures of 2012, whose answers it comes before.
interim_measures = Regulation(
    "cn-decree-649",
    title="社会救助暂行办法",
    english="Interim measures on social assistance",
    issuer="国务院",
    number="国务院令第649号",
    jurisdiction="000000",
    since="2014-05-01",
    grade="official",
    level="regulation",
    amends=("cn-2012-220",),
)


@interim_measures.article(
    "第十条",
    answers="standard",
    title="适用当地最低生活保障标准",
    replaces="cn-2012-220:local_standard",
)
def local_standard(household, standards):
    """Each person has the local standard of the area, urban or rural.

    Not modelled: that province or prefecture set it, and no county; the standard given for the place is used.
    """
    if household.area == "urban":
        return standards.money("dibao.standard.urban")
    return standards.money("dibao.standard.rural")


@interim_measures.article("第十四条", answers="tekun", title="特困人员供养")
def tekun_by_decision(member):
    """Who has been recognised as destitute is, on the days before the measures of 2021.

    Not modelled: the conditions; the ministry's measures of 2016 that settled them are not known here.
    """
    return member.on_tekun


@interim_measures.article("第十四条", answers="left_out", title="特困供养人员不计入家庭人口", grade="assumed")
def destitute_apart(member, household):
    """A destitute person does not count in the household, unless an officer finds otherwise.

    No national text says so. Who is alone, or has only destitute people around, needs
    no such finding.
    """
    if not member.is_tekun:
        return False
    others = household.everyone.count(lambda other: not other.is_tekun)
    return others == 0 or not member.findings.tekun_counts


@interim_measures.article(
    "第十五条",
    answers="allowance",
    title="特困人员基本生活费",
    english="living allowance of destitute people",
)
def tekun_living(member, household, standards):
    """A destitute person gets the living standard of town or country.

    Not modelled: what is given for care, which no document read here settles before 2021.
    """
    if not member.is_tekun:
        return 0
    if household.area == "urban":
        return standards.money("tekun.living.urban")
    return standards.money("tekun.living.rural")


interim_measures.left_to_officer(
    "第十四条",
    finding="tekun_counts",
    title="特困供养人员计入其家庭人口",
    english="A destitute person counts in the household",
)


@interim_measures.article("第十二条", answers="benefit", title="按差额按月发放", replaces="cn-2012-220:gap")
def gap(household):
    """Dibao pays every month what income lacks to the standard."""
    return household.gap


@interim_measures.article(
    "第四十七条", answers="one_off", title="急难型临时救助", english="temporary assistance in urgent need"
)
def temporary_assistance_urgent(household):
    """A family in sudden and serious difficulty gets once what an officer fixes.

    Nobody tests its income or its property.

    Not modelled: an amount, which counties and the levels above set; aid before any
    papers, for which the household may be stated as far as it is known; goods and
    services in the place of money.
    """
    if household.request.temporary_assistance == "urgent" and household.findings.urgent_need:
        return household.findings.temporary_amount
    return 0


@interim_measures.article(
    "第四十七条",
    answers="one_off",
    title="支出型临时救助",
    english="temporary assistance for spending beyond means",
)
def temporary_assistance_expenditure(household):
    """A dibao family whose necessary spending outgrows its means gets what an officer fixes.

    A family that fades out of dibao is taken to be on it still.

    Not modelled: an amount, which counties and the levels above set.
    """
    asked = household.request.temporary_assistance == "expenditure"
    if asked and household.findings.beyond_means and (household.is_dibao or household.is_gradual_exit):
        return household.findings.temporary_amount
    return 0


interim_measures.left_to_officer(
    "第四十七条",
    finding="urgent_need",
    title="意外事件、突发重大疾病等导致基本生活暂时出现严重困难",
    english="An accident, a sudden illness or the like puts basic living in serious difficulty",
)
interim_measures.left_to_officer(
    "第四十七条",
    finding="beyond_means",
    title="生活必需支出突然增加，超出家庭承受能力",
    english="Necessary spending has suddenly grown beyond the family's means",
)
interim_measures.left_to_officer(
    "第四十九条",
    finding="temporary_amount",
    title="临时救助金额",
    english="Amount of temporary assistance",
)
