"""Nanchang: unattended children, and care of destitute people (page on the standards of 2021)."""

from dibao import Regulation

# A page tells the standards of the year; the document behind it is not known.
page = Regulation(
    "nanchang-standards-2021",
    title="关于南昌市2021年城乡低保等标准的网页",
    english="Page on Nanchang's dibao and other standards of 2021",
    issuer="未查明",
    jurisdiction="360100",
    since="2021",
    until="2021",
    grade="reported",
    level="report",
)


@page.article(
    "事实无人抚养儿童基本生活补贴",
    answers="allowance",
    title="事实无人抚养儿童基本生活补贴",
    english="living allowance for de-facto unattended children",
    replaces="cn-2019-62:unattended_child_allowance",
    no_public_notice=True,
)
def unattended_child_allowance(member, household, standards):
    """An unattended child gets the city's own standard, or what dibao leaves open of it.

    The page names one standard; a child in an institution is taken to have it, too.
    What comes off is as in the national rule that this one stands in front of.
    """
    if not member.is_unattended_child:
        return 0
    standard = standards.money("unattended_child.living")
    if member.full_child_support:
        return standard
    return max(standard - _drawn(member, household), 0)


def _drawn(member, household):
    alone = member.award_single_person + member.award_disability_living_allowance
    if not member.draws_with_family:
        return alone
    dibao = household.award_dibao + household.award_gradual_exit
    heads = household.count(lambda each: not each.is_tekun)
    return alone + dibao.shared_by(heads, round="down", article="事实无人抚养儿童基本生活补贴")


@page.article(
    "特困人员照料护理标准",
    answers="allowance",
    title="特困人员照料护理费",
    english="care allowance of destitute people",
    until="2021-06-30",
)
def tekun_care(member, standards):
    """A destitute person gets the care standard of the class that the office settled.

    From July 2021 on the nation's rule says how the class is found, and answers.

    Not modelled: how the class was found before; the measures of 2016 are not known
    here, so that officers enter it.
    """
    if not member.is_tekun:
        return 0
    care_class = member.facts["jiangxi.care_class"]
    if care_class == "full":
        return standards.money("tekun.care.full")
    if care_class == "half":
        return standards.money("tekun.care.half")
    return standards.money("tekun.care.able") if care_class == "able" else 0
