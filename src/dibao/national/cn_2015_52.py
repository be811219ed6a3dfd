"""State Council 2015 No. 52: the two disability allowances."""

from dibao.law.regulation import Regulation

disability_allowances = Regulation(
    "cn-2015-52",
    title="国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见",
    english="Opinion on the living and nursing allowances for disabled people",
    issuer="国务院",
    number="国发〔2015〕52号",
    jurisdiction="000000",
    since="2016-01-01",
    grade="reported",
    level="regulation",
    amends=("cn-2012-220",),
)


@disability_allowances.article("条次未查明", answers="counted_income", title="残疾人两项补贴不计入家庭收入")
def disability_allowances_not_income(item):
    """The two disability allowances do not count as income."""
    if item.kind == "disability_allowance":
        return 0
    return None


@disability_allowances.article(
    "条次未查明",
    title="困难残疾人生活补贴",
    english="living allowance for disabled people in hardship",
)
def disability_living_allowance(member, standards):
    """Who holds a disability certificate and draws dibao gets the living allowance.

    A family that fades out of dibao, and who is covered alone, are taken to draw it;
    no source says so.

    Not modelled: families of low income, to whom places may extend it; people with
    a benefit of the same kind as elderly people, disabled workers or retired cadres,
    who choose the higher one.
    """
    if member.disability.grade >= 1 and member.draws_dibao:
        return standards.money("disability.living_allowance")
    return None


@disability_allowances.article(
    "条次未查明",
    answers="allowance",
    title="重度残疾人护理补贴",
    english="nursing allowance for severely disabled people",
)
def disability_nursing_allowance(member, standards):
    """The severely disabled get the nursing allowance, whatever the household's status.

    Severe are the first and the second grade, of whatever kind.

    Not modelled: that the person needs care for long; milder intellectual and mental
    disability, to which places may extend it; people with a nursing benefit as elderly
    people, disabled workers or retired cadres, who choose the higher one.
    """
    if 1 <= member.disability.grade <= 2:
        return standards.money("disability.nursing_allowance")
    return 0
