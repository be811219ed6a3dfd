"""Settle which quantities China's ladder adds before, around and after the kernel's."""

from dibao.law.quantities import QUANTITIES as KERNEL_QUANTITIES
from dibao.law.quantities import Quantity
from dibao.symbols.units import FLAG, FLOW, MONTHS

FIRST: tuple[Quantity, ...] = (
    Quantity("member", "cannot_work", FLAG, "无劳动能力", "is unable to work"),
    Quantity("member", "tekun_income", FLOW, "特困人员认定收入", "own income that counts for support as destitute"),
    Quantity("member", "local_standard", FLOW, "当地低保标准", "local dibao standard"),
    Quantity("member", "can_support", FLAG, "有义务且有能力供养家人", "owes support and can give it"),
    Quantity(
        "household",
        "obligors_cannot_support",
        FLAG,
        "家庭以外的义务人均无履行义务能力",
        "no relative apart can give support",
    ),
    Quantity("member", "is_orphan", FLAG, "孤儿", "is an orphan"),
    Quantity("member", "is_unattended_child", FLAG, "事实无人抚养儿童", "is a de-facto unattended child"),
    Quantity("member", "is_tekun", FLAG, "特困人员", "is destitute"),
)
"""Settled before the means test, so that every rule of it may read them."""

LADDER: tuple[Quantity, ...] = (
    Quantity("household", "income_below_need", FLAG, "收入低于保障标准", "income is below the standards"),
    Quantity("household", "is_dibao", FLAG, "低保家庭", "receives dibao"),
    Quantity("household", "grace_months", MONTHS, "渐退期月数", "months in which the benefit may fade out"),
    Quantity("household", "grace_used", MONTHS, "已用渐退期月数", "months of grace used"),
    Quantity(
        "household", "national_grace_months", MONTHS, "国家规定的渐退期月数", "months of grace by national rules alone"
    ),
    Quantity("household", "is_gradual_exit", FLAG, "渐退期家庭", "fades out of dibao"),
    Quantity(
        "household", "grace_beyond_nation", FLAG, "渐退期超过国家规定", "grace is longer than national rules give"
    ),
    Quantity("household", "grace_is_cut", FLAG, "核定月数超过上限", "more grace was granted than the law gives"),
    Quantity("household", "grace_is_raised", FLAG, "核定月数少于规定", "less grace was granted than the law gives"),
    Quantity("household", "grace_is_high", FLAG, "核定的渐退期金额偏高", "the amount in grace is above the standards"),
    Quantity("household", "marginal_need", FLOW, "低保边缘家庭认定线", "need by the marginal standard"),
    Quantity("household", "income_below_marginal", FLAG, "收入低于边缘家庭认定线", "income is below the marginal line"),
    Quantity(
        "household", "passes_marginal_property", FLAG, "财产符合边缘家庭规定", "property is within marginal limits"
    ),
    Quantity("household", "is_marginal", FLAG, "低保边缘家庭", "is a marginal family"),
    Quantity(
        "household",
        "passes_rigid_property",
        FLAG,
        "财产符合刚性支出困难家庭规定",
        "property is within rigid-expenditure limits",
    ),
    Quantity("household", "is_rigid_expenditure", FLAG, "刚性支出困难家庭", "is a rigid-expenditure hardship family"),
    Quantity("member", "own_standard", FLOW, "单独适用的保障标准", "standard of the member alone"),
    Quantity("member", "may_apply_alone", FLAG, "可以单独申请", "may apply alone"),
    Quantity("member", "covered_alone", FLAG, "单人保对象", "is covered alone"),
    Quantity("household", "single_amount_is_high", FLAG, "核定的单人保金额偏高", "cover alone is above the standard"),
    Quantity("member", "supplemented", FLAG, "可享受分类施保", "counts in a household that draws dibao"),
)

PROGRAMMES: tuple[Quantity, ...] = (
    Quantity("household", "met_by_tekun", FLOW, "特困人员的低保份额", "share of dibao of those supported as destitute"),
    Quantity("member", "draws_with_family", FLAG, "随家庭享受低保", "draws dibao with the family"),
    Quantity("member", "draws_dibao", FLAG, "享受低保", "draws dibao, with the family or alone"),
    Quantity("member", "full_child_support", FLAG, "全额享受儿童基本生活保障", "gets support as a child in full"),
    Quantity("household", "price_asked", FLAG, "核算当月价格补贴", "the price subsidy of the month is to be reckoned"),
    Quantity("household", "price_linked", FLAG, "启动价格补贴联动机制", "the price subsidy is due this month"),
    Quantity("member", "in_price_group", FLAG, "价格临时补贴对象", "belongs to a group with the price subsidy"),
)
"""Settled after the ladder, for the programmes beside dibao."""

AWARDS: tuple[Quantity, ...] = (
    Quantity("household", "award_dibao", FLOW, "最低生活保障金", "dibao that is paid"),
    Quantity("member", "award_supplement", FLOW, "分类施保", "classified supplement that is paid"),
    Quantity("household", "award_gradual_exit", FLOW, "渐退期低保金", "dibao that is paid while fading out"),
    Quantity("member", "award_single_person", FLOW, "单人保", "single-person cover that is paid"),
    Quantity(
        "member",
        "award_disability_living_allowance",
        FLOW,
        "困难残疾人生活补贴",
        "living allowance for disabled people that is paid",
    ),
)
"""What the ladder's own programmes pay, in the order of its awards."""

QUANTITIES: tuple[Quantity, ...] = (*FIRST, *KERNEL_QUANTITIES, *LADDER, *PROGRAMMES, *AWARDS)
"""All quantities in order."""
