"""Changsha: five kinds of support for people in special hardship in town (2019)."""

from dibao import Regulation

# Known through an article of 2022, in which the first word of the title is lost. Nobody says when the campaign ends.
plan = Regulation(
    "changsha-supports-2019",
    title="开展城市特殊困难群体帮扶活动的实施方案",
    english="Changsha plan for supporting people in special hardship in town",
    issuer="长沙市委、市政府",
    jurisdiction="430100",
    since="2019-09-16",
    until="unknown",
    grade="reported",
    level="notice",
)
FIVE = "五帮扶"
plan.left_to_officer(
    FIVE,
    finding="hunan.resident_in_need",
    title="非本地户籍常住人口确有困难",
    english="A resident without local registration is in need",
)


def is_reached(household):
    """Tell whether the five supports reach a family in town.

    They reach low-income and marginal families, and people without local household
    registration whom an officer finds in need. That finding is the city's own: the
    special hardship of the national law opens cover alone and is not meant here.
    """
    has_low_income = household.is_dibao or household.is_gradual_exit or household.is_marginal
    has_newcomer = household.everyone.any(
        lambda member: member.resident_without_hukou and member.findings["hunan.resident_in_need"]
    )
    return household.area == "urban" and (has_low_income or has_newcomer)


@plan.article(FIVE, answers="entitlement", title="急难帮扶", english="support in urgent need", grade="assumed")
def urgent_need_support(household):
    """A family in town that the five supports reach may turn to the city in urgent need.

    That families on dibao are meant too is our reading, and that of residents without
    local registration those in need are meant.

    Not modelled: what the support consists of, which the city's offices settle.
    """
    return is_reached(household)


@plan.article(FIVE, answers="entitlement", title="医疗帮扶", english="medical support", grade="assumed")
def medical_support(household):
    """A family in town that the five supports reach may turn to the city for medical support.

    Whom they reach is in part our reading, as with support in urgent need.

    Not modelled: what the support consists of, which the city's offices settle.
    """
    return is_reached(household)


@plan.article(FIVE, answers="entitlement", title="住房帮扶", english="housing support", grade="assumed")
def housing_support(household):
    """A family in town that the five supports reach may turn to the city for housing support.

    Whom they reach is in part our reading, as with support in urgent need.

    Not modelled: what the support consists of, which the city's offices settle.
    """
    return is_reached(household)


@plan.article(FIVE, answers="entitlement", title="就业帮扶", english="employment support", grade="assumed")
def employment_support(household):
    """A family in town that the five supports reach may turn to the city for help in finding work.

    Whom they reach is in part our reading, as with support in urgent need.

    Not modelled: what the support consists of, which the city's offices settle.
    """
    return is_reached(household)


@plan.article(FIVE, answers="entitlement", title="基本生活帮扶", english="support with basic living", grade="assumed")
def basic_living_support(household):
    """A family in town that the five supports reach may turn to the city for support with basic living.

    Whom they reach is in part our reading, as with support in urgent need.

    Not modelled: what the support consists of, which the city's offices settle.
    """
    return is_reached(household)
