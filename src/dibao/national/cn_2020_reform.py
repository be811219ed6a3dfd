"""The two General Offices, 2020: opinion on reforming social assistance.

Most of it is programme: what governments are to build. A decision changes only by
what it says of members who work. It also lets regions pay by bands, names no income
limit for families beside dibao and no measure for their disabled and ill members.
"""

from dibao.law.regulation import Regulation

# Its month is known, its day is not: the month is taken from its first day on.
reform = Regulation(
    "cn-2020-reform",
    title="关于改革完善社会救助制度的意见",
    english="Opinion on reforming and completing social assistance",
    issuer="中共中央办公厅、国务院办公厅",
    jurisdiction="000000",
    since="2020-08",
    grade="official",
    level="notice",
    amends=("cn-2012-220", "cn-decree-649"),
)


@reform.article("二（二）5", answers="cannot_work", title="特困救助供养的未成年人延长至成年")
def minor_stays_destitute(member, standards):
    """A minor who is supported as destitute stays so until coming of age.

    Not modelled: minors who ask for it first after the age of work; the measures of
    2021 keep the lower age for them.
    """
    return member.on_tekun and member.age_years < standards.count("dibao.adult_age")


@reform.article("二（三）11", answers="employment_cost", title="就业成本应予扣减")
def employment_cost_permitted(member):
    """The cost of working comes off, but the nation names no amount.

    Not modelled: an amount; where a region sets none, working people are not relieved.
    """
    return 0


@reform.article("二（三）11", answers="grace_months", title="就业后的渐退期", may=True)
def grace_after_taking_up_work(household, prior):
    """A dibao family fades out after somebody took up work.

    Not modelled: for how long, which the opinion leaves open; the officer's months hold.
    """
    if prior.on_dibao and prior.cause == "employment":
        return household.findings.grace_months_granted
    return 0


@reform.article("二（三）11", answers="grace_benefit", title="渐退期内的补助金额")
def grace_amount_by_officer(household):
    """While it fades out, dibao pays what the officer fixes."""
    return household.findings.grace_amount


reform.left_to_officer(
    "二（三）11",
    finding="grace_months_granted",
    title="给予渐退期的月数",
    english="Months of gradual exit granted",
)
reform.left_to_officer(
    "二（三）11",
    finding="grace_amount",
    title="渐退期内的补助金额",
    english="Amount paid in gradual exit",
)
