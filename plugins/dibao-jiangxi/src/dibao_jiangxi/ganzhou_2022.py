"""Ganzhou: the cost of working, delayed exit and obligors' property (page of 2022)."""

from dibao import Regulation, months

# A page of October 2022 tells it; the documents behind it, their numbers and articles are not known.
page = Regulation(
    "ganzhou-2022",
    title="2022年10月关于赣州市低保认定、就业成本和延退规定的网页",
    english="Page of October 2022 on Ganzhou's dibao: cost of working, delayed exit, obligors",
    issuer="未查明",
    jurisdiction="360700",
    since="2022-10",
    grade="secondary",
    level="report",
)
A_YEAR = months(12)


@page.article("就业成本", answers="employment_cost", title="就业成本按当地低保标准的一定比例扣减", until="unknown")
def share_of_standard(member, household, standards):
    """Who works keeps a share of the local standard.

    Not modelled: which standard is meant where a family could have either; the
    one of the household's area is taken.
    """
    if not member.employed:
        return 0
    share = standards.share("jiangxi.employment_cost_share")
    if household.area == "urban":
        return standards.money("dibao.standard.urban") * share
    return standards.money("dibao.standard.rural") * share


@page.article("延退", answers="grace_months", title="收入超过标准后的延退期", may=True)
def delayed_exit(household, prior, standards):
    """A dibao family may stay on for a time that depends on why income rose.

    A pension gives some months while income is below a multiple of the
    standards, income on that multiple does not; a graduate's first job gives
    what was granted, within limits; somebody hard to employ or disabled whom
    the public service placed gives more. Other cases are the officer's.

    Not modelled: that a placement must be stable; officers state the cause only
    when it is.
    """
    cause = household.facts["jiangxi.exit_cause"] if prior.on_dibao else "none"
    if cause == "pension":
        ceiling = household.need * standards.share("jiangxi.exit_pension_multiple")
        return standards.months("jiangxi.exit_pension_months") if household.household_income < ceiling else None
    if cause == "graduate":
        granted = max(household.findings.grace_months_granted, standards.months("jiangxi.exit_graduate_least"))
        return min(granted, standards.months("jiangxi.exit_graduate_most"))
    if cause == "placed_hard_to_employ":
        return standards.months("jiangxi.exit_placed_months")
    if cause == "placed_disabled":
        return standards.months("jiangxi.exit_placed_disabled_months")
    return household.findings.grace_months_granted if cause == "other" else None


@page.article(
    "义务人家庭财产",
    answers="passes_property_test",
    title="义务人家庭财产未超过限额",
    until="unknown",
    warning={
        "zh": "网页所述为原则上不予纳入；民发〔2022〕83号要求限制条件切合实际。请经办人员核实本案具体情况。",
        "en": "The page refuses in principle only, and 民发〔2022〕83号 asks for realistic limits: an officer should "
        "look at this case.",
    },
)
def obligors_property(household, standards):
    """No relative who owes support is beyond any of the limits on property.

    The limits are financial assets a head against last year's local income,
    registered capital, several houses of more than the average area, and a
    costly private vehicle. Assets on their limit pass, capital on its limit does not.

    Not modelled: that a family is refused in principle only, so that an officer
    may decide otherwise; whether the multiple for the vehicle is of the monthly
    or the yearly standard, so that officers state whether it is too costly; and
    that from the law of 2026 on such data need the relative's consent.
    """
    income = standards.money("rigid.disposable_income")
    assets_a_head = income * A_YEAR * standards.share("jiangxi.obligor_assets_multiple")
    capital, houses = standards.money("jiangxi.obligor_capital"), standards.count("jiangxi.obligor_houses")
    average = standards.area("jiangxi.average_house_area")
    return not household.obligors.any(
        lambda obligor: (
            obligor.facts["jiangxi.financial_assets"] > assets_a_head * obligor.household_size
            or obligor.facts["jiangxi.registered_capital"] >= capital
            or (
                obligor.facts["jiangxi.houses"] >= houses
                and obligor.facts["jiangxi.house_area"] > average * obligor.household_size
            )
            or obligor.facts["jiangxi.costly_vehicle"]
        )
    )


page.left_to_officer(
    "延退",
    finding="grace_months_granted",
    title="给予延退的月数",
    english="Months of delayed exit granted",
)
