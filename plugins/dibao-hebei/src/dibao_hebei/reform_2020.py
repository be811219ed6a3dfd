"""Hebei: measures on reforming and completing social assistance (2020)."""

from dibao import Regulation
from dibao_hebei.backstop_2019 import is_poor
from dibao_hebei.disability import has_grade_one_or_two

# The text was not read; a report of the province's measures names the month, not their last day.
reform = Regulation(
    "hebei-reform-2020",
    title="关于改革完善社会救助制度的若干措施",
    english="Hebei measures on reforming and completing social assistance",
    issuer="中共河北省委办公厅、河北省人民政府办公厅",
    jurisdiction="130000",
    since="2020-11",
    until="unknown",
    known="2020-11-05",
    grade="reported",
    level="notice",
    amends=("hebei-backstop-2019",),
)


@reform.article(
    "单人保",
    answers="may_apply_alone",
    title="城乡低收入家庭中的重度残疾人单独保障",
    english="The severely disabled of low-income households are covered alone",
    replaces="hebei-backstop-2019:poor_severely_disabled",
)
def poor_severely_disabled(member, household):
    """The severely disabled of a low-income household are covered alone.

    Town or country no longer matters.
    """
    return member.counts and is_poor(household) and has_grade_one_or_two(member)


@reform.article(
    "单人保",
    answers="may_apply_alone",
    title="城乡低收入家庭中的重病患者单独保障",
    english="The seriously ill of low-income households are covered alone",
    replaces="hebei-backstop-2019:poor_seriously_ill",
)
def poor_seriously_ill(member, household):
    """The seriously ill of a low-income household are covered alone.

    Town or country no longer matters.
    """
    return member.counts and is_poor(household) and member.recognised_major_illness


@reform.article(
    "单人保",
    answers="may_apply_alone",
    title="城乡低收入家庭中的困难老人单独保障",
    english="Old people in hardship of low-income households are covered alone",
    replaces="hebei-backstop-2019:poor_elderly",
)
def poor_elderly(member, household):
    """Old people in hardship of a low-income household are covered alone.

    Town or country no longer matters.

    Not modelled: from which age and in which hardship; officers find both.
    """
    return member.counts and is_poor(household) and member.facts["hebei.elderly_in_hardship"]


@reform.article(
    "单人保",
    answers="may_apply_alone",
    title="城乡低收入家庭中的未成年人单独保障",
    english="Minors of low-income households are covered alone",
    replaces="hebei-backstop-2019:poor_minor",
)
def poor_minor(member, household, standards):
    """Minors of a low-income household are covered alone.

    Town or country no longer matters.
    """
    return member.counts and is_poor(household) and member.age_years < standards.count("dibao.adult_age")
