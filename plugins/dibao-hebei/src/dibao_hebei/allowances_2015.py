"""Hebei: the two disability allowances (2015)."""

from dibao import Regulation
from dibao_hebei.disability import has_grade_one_or_two

# Only its number is known, not its title. It carries out 国发〔2015〕52号, which is in force from 2016 on.
allowances = Regulation(
    "hebei-allowances-2015",
    title="冀政字〔2015〕74号",
    english="Hebei government document 74 of 2015",
    issuer="河北省人民政府",
    number="冀政字〔2015〕74号",
    jurisdiction="130000",
    since="2016-01-01",
    grade="reported",
    level="notice",
)

NURSED_KINDS = ("visual", "limb", "mental", "intellectual", "multiple")


@allowances.article(
    "困难残疾人生活补贴",
    answers="disability_living_allowance",
    title="困难残疾人生活补贴",
    english="Living allowance for disabled people on dibao",
    replaces="cn-2015-52:disability_living_allowance",
)
def disability_living_allowance(member, standards):
    """Disabled people on dibao, with the family or alone, get a living allowance.

    While the family's dibao fades out it is still paid.

    The province's least rates of 2016 and 2020 only inform: what a place pays in
    those years is asked for.

    Not modelled: other benefits of the same kind, of which the higher one is paid.
    """
    if member.disability.grade >= 1 and member.draws_dibao:
        return standards.money("disability.living_allowance")
    return None


@allowances.article(
    "重度残疾人护理补贴",
    answers="allowance",
    title="重度残疾人护理补贴",
    english="Nursing allowance for severely disabled people",
    replaces="cn-2015-52:disability_nursing_allowance",
)
def disability_nursing_allowance(member, standards):
    """The severely disabled get a nursing allowance, save in hearing or speech.

    The province's least rates of 2016 and 2020 only inform: what a place pays in
    those years is asked for.

    Not modelled: that long-term care must be needed; other benefits of the same
    kind, of which the higher one is paid.
    """
    if has_grade_one_or_two(member) and member.disability.kind in NURSED_KINDS:
        return standards.money("disability.nursing_allowance")
    return 0
