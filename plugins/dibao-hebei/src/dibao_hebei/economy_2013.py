"""Hebei: measures on accounting and assessing household means, on trial (2013)."""

from dibao import Regulation, months
from dibao.strategies import (
    assets_within_amount,
    fewer_houses_than,
    house_area_within,
    no_vehicle_that_counts,
)
from dibao.strategies import financial_assets as assets_of

# The text was not read: press reports say what it leaves out, does not count and refuses, without article
# numbers. When it ended is not known, and neither is who issued it.
economy = Regulation(
    "hebei-economy-2013",
    title="河北省城乡居民最低生活保障家庭经济状况核算与评估办法（试行）",
    english="Hebei measures on accounting and assessing the means of dibao households, on trial",
    issuer="河北省",
    jurisdiction="130000",
    since="2013-05-01",
    until="unknown",
    known="2013-05-24",
    grade="reported",
)

# What income does not count and which property refuses was settled anew by the national measures of 2021,
# which leave limits to the place. That this text's lists ended the day before is assumed.
LISTS_END = "2021-06-30"
NOT_COUNTED = (
    "preferential_pension",
    "family_planning_award",
    "scholarship",
    "bravery_award",
    "disability_allowance",
    "old_age_allowance",
)


@economy.article(
    "不计入共同生活的家庭成员",
    answers="left_out",
    title="现役义务兵不计入家庭成员",
    english="Conscripts on active service are left out",
)
def active_conscript(member):
    """A conscript on active service does not count as a family member.

    Volunteers, sergeants and officers of the forces stay in.

    Not modelled: whether this still holds; the national measures of 2021 leave
    such additions to the province, and no later text of it is known.
    """
    return member.active_conscript


@economy.article(
    "不计入共同生活的家庭成员",
    answers="left_out",
    title="脱离家庭独立生活的宗教教职人员不计入",
    english="Clergy who live apart are left out",
    replaces="cn-2012-220:clergy_apart",
)
def clergy_apart(member, standards):
    """Clergy who have lived apart are left out sooner than nationally.

    Not modelled: cover of these people alone, for which the national number of
    years holds; between the two they are neither counted nor covered.
    """
    return member.clergy_apart_years >= standards.count("hebei.clergy_years")


@economy.article(
    "不计入共同生活的家庭成员",
    answers="left_out",
    title="失踪或离家出走人员不计入",
    english="People gone or missing for long are left out",
)
def long_missing(member, standards):
    """Who ran away or went missing long enough ago is left out.

    Not modelled: what proves it; officers enter the full years.
    """
    return member.facts["hebei.missing_years"] >= standards.count("hebei.missing_years_limit")


@economy.article(
    "不计入家庭收入的项目",
    answers="counted_income",
    title="优待抚恤、奖励、残疾和高龄补贴不计入家庭收入",
    english="What does not count as income in Hebei",
    until=LISTS_END,
    until_grade="assumed",
)
def not_counted(item):
    """Pensions of honour, awards, disability and old-age allowances do not count.

    Not modelled: allowances of old party members and model workers and special
    benefits after a work injury, which the facts do not tell apart; officers leave
    them out of what they enter.
    """
    if item.kind in NOT_COUNTED:
        return 0
    return None


@economy.article(
    "家庭财产",
    answers="passes_property_test",
    title="家庭金融资产限额",
    english="Financial assets stay within a year's disposable income",
    replaces="cn-2012-220:property_within_limits",
    until=LISTS_END,
    until_grade="assumed",
)
def financial_assets(household, standards):
    """Financial assets are no more than the local disposable income of a year.

    Whether the limit is for the family or for each member, reports do not agree.

    Not modelled: debts, which no report mentions.
    """
    a_year = standards.money("rigid.disposable_income") * months(12)
    if standards.flag("hebei.assets_a_head"):
        return assets_within_amount(household, a_year)
    return assets_of(household) <= a_year


@economy.article(
    "家庭财产",
    answers="passes_property_test",
    title="住房套数和面积限额",
    english="There is no second house, and the one is not too large",
    until=LISTS_END,
    until_grade="assumed",
)
def houses(household, standards):
    """There is one house at most, not above a multiple of the local area a head."""
    local, multiple = standards.area("hebei.house_area_a_head"), standards.share("hebei.house_area_multiple")
    few_enough = fewer_houses_than(household, standards.count("hebei.houses_refused"))
    return few_enough and house_area_within(household, local, multiple)


@economy.article(
    "家庭财产",
    answers="passes_property_test",
    title="无生活用机动车辆",
    english="No vehicle is kept for living",
    until=LISTS_END,
    until_grade="assumed",
)
def living_use_car(household):
    """No vehicle is kept for living, save one that makes up for a disability.

    A vehicle for working is not one for living.

    Not modelled: which vehicles these are; officers enter them.
    """
    return no_vehicle_that_counts(household, working=False)


@economy.article(
    "家庭财产",
    answers="passes_property_test",
    title="生活水平未明显偏高",
    english="The family does not visibly live above its stated means",
    until=LISTS_END,
    until_grade="assumed",
)
def living_standard(household):
    """The family neither spends on luxuries nor lives above what it states.

    Officers find so where property cannot be verified and living is visibly higher.
    """
    return not household.facts["hebei.high_living_standard"]
