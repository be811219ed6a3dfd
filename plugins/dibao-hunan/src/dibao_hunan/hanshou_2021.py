"""Hanshou: care of destitute people in the first half of 2021 (notice of 2021)."""

from dibao import Regulation

# What was published is known, not the document behind it.
notice = Regulation(
    "hanshou-notice-2021",
    title="汉寿县2021年社会救助标准的公开资料",
    english="Public material on Hanshou's standards of 2021",
    issuer="汉寿县",
    jurisdiction="430722",
    since="2021",
    until="2021",
    grade="reported",
    level="report",
)


@notice.article(
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
    care_class = member.facts["hunan.care_class"]
    if care_class == "full":
        return standards.money("tekun.care.full")
    if care_class == "half":
        return standards.money("tekun.care.half")
    return standards.money("tekun.care.able") if care_class == "able" else 0
