"""Hunan: the two disability allowances (2015)."""

from dibao import Regulation
from dibao_hunan.disability import has_grade_one_or_two

# Only the number of the document is known, not its title.
allowances = Regulation(
    "hunan-allowances-2015",
    title="湘政发〔2015〕54号",
    english="Hunan government document 54 of 2015 on the two disability allowances",
    issuer="湖南省人民政府",
    number="湘政发〔2015〕54号",
    jurisdiction="430000",
    since="2016",
    grade="reported",
    level="notice",
)


@allowances.article(
    "困难残疾人生活补贴",
    answers="disability_living_allowance",
    title="困难残疾人生活补贴",
    english="living allowance for disabled people in hardship",
    replaces="cn-2015-52:disability_living_allowance",
)
def disability_living_allowance(member, standards):
    """Who holds a disability certificate and draws dibao gets the living allowance.

    A family that fades out of dibao is taken to be on it still; no source says so.

    Not modelled: families of low income, to whom counties may extend it; that the
    person is registered in the province; and people with a benefit of the same kind
    from elsewhere, who choose the higher one.
    """
    if member.disability.grade >= 1 and member.draws_dibao:
        return standards.money("disability.living_allowance")
    return None


@allowances.article(
    "重度残疾人护理补贴",
    answers="allowance",
    title="重度残疾人护理补贴",
    english="nursing allowance for severely disabled people",
    replaces="cn-2015-52:disability_nursing_allowance",
)
def disability_nursing_allowance(member, standards):
    """The severely disabled get the nursing allowance, whatever the household's status.

    Every kind of disability counts.

    Not modelled: milder intellectual and mental disability, to which counties may
    extend it; that the person is registered in the province and needs care for
    long; and people with a nursing benefit from elsewhere, who choose the higher one.
    """
    return standards.money("disability.nursing_allowance") if has_grade_one_or_two(member) else 0
