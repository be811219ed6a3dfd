"""Ministry of Civil Affairs 2022 No. 83: dibao is widened."""

from dibao.law.regulation import Regulation

widening = Regulation(
    "cn-2022-83",
    title="关于进一步做好最低生活保障等社会救助兜底工作的通知",
    english="Notice on further improving dibao and other basic social assistance",
    issuer="民政部等",
    number="民发〔2022〕83号",
    jurisdiction="000000",
    since="2022-10-20",
    grade="official",
    level="notice",
    amends=("cn-2021-57",),
)


@widening.article("一（一）", answers="may_apply_alone", title="成年无业重度残疾人单独申请")
def unemployed_disabled_adult_alone(member, standards):
    """A severely disabled adult without work may apply alone.

    The family need not be marginal.

    Not modelled: a test of the person's own income and property, for which the notice
    gives no measure; the officer who fixes the amount settles it.

    Not modelled: that support from siblings or from people of sixty and more may
    be left out when their circumstances call for it; officers enter the support that counts.
    """
    is_severely_disabled = 1 <= member.disability.grade <= 2
    is_adult = member.age_years >= standards.count("dibao.adult_age")
    return member.counts and is_severely_disabled and is_adult and not member.employed


@widening.article(
    "一（三）",
    answers="grace_months",
    title="渐退期原则上不超过六个月",
    replaces="cn-2021-57:grace_after_taking_up_work",
    may=True,
)
def grace_of_six_months(above, standards):
    """The granted grace after taking up work ends at the ceiling.

    Not modelled: that the ceiling holds in principle only, so that an officer
    could grant more in an exceptional case.
    """
    return min(above, standards.months("dibao.grace_ceiling"))


widening.left_to_officer(
    "二（一）",
    finding="urgent_need",
    title="未参保失业人员连续三个月无收入，生活困难",
    english="Somebody without insurance has had no income for three months and is in difficulty",
)
