"""Declare the times that national law sets between the decisions of one case."""

from collections.abc import Mapping

from dibao.assess.ladder import Cited, Clock

REVIEWS = (
    Cited("cn-2021-57", "第三十一条"),
    Cited("cn-2020-reform", "二（二）7"),
    Cited("cn-2012-220", "第三十三条"),
)

CLOCKS: Mapping[str, Clock] = {
    "payment": Clock(
        "作出决定后开始发放的月份",
        "months from the decision to the first payment",
        (Cited("cn-2021-57", "第二十一条"), Cited("cn-2012-220", "第二十九条")),
        "dibao.clock.payment",
    ),
    "review_special": Clock(
        "收入基本无变化家庭的复核间隔",
        "months between reviews of a family whose income hardly changes",
        REVIEWS,
        "dibao.clock.review_special",
    ),
    "review_stable": Clock(
        "经济状况变化不大家庭的核查间隔",
        "months between reviews of a family whose circumstances are stable",
        REVIEWS,
        "dibao.clock.review_stable",
    ),
    "review_unsettled": Clock(
        "收入来源不固定、有劳动能力家庭的核查间隔",
        "months between reviews of a family with unsettled income or somebody able to work",
        REVIEWS,
        "dibao.clock.review_unsettled",
    ),
    "review_unsettled_urban": Clock(
        "收入来源不固定、有劳动能力的城市家庭的核查间隔",
        "months between reviews of such a family in a town",
        REVIEWS,
        "dibao.clock.review_unsettled_urban",
    ),
    "kept_between_reviews": Clock(
        "核查期内无明显变化，金额不变",
        "the amount stays between reviews while nothing changes clearly",
        (Cited("cn-2021-57", "第三十一条"), Cited("cn-2020-reform", "二（二）7")),
    ),
    "change_decided": Clock(
        "情况变化后及时增发、减发或者停发",
        "a change is decided in time",
        (
            Cited("cn-2026-law", "第四十七条"),
            Cited("cn-2021-57", "第三十二条"),
            Cited("cn-decree-649", "第十三条"),
            Cited("cn-2012-220", "第三十二条"),
        ),
    ),
    "death": Clock(
        "成员死亡后核查并办理的期限",
        "months in which a family is checked after a death",
        (Cited("cn-2022-83", "一（三）"),),
        "dibao.clock.death",
    ),
    "hearing": Clock(
        "调减、终止前听取意见",
        "the family is heard before its benefit is cut or ended",
        (Cited("cn-2026-law", "第四十八条"),),
    ),
    "refusals": Clock(
        "连续无正当理由拒绝介绍工作的次数",
        "refusals of a suitable job in a row after which the own share is cut",
        (Cited("cn-2021-57", "第三十四条"), Cited("cn-decree-649", "第四十五条")),
        "dibao.clock.refusals",
    ),
    "grace": Clock(
        "渐退期",
        "the benefit fades out",
        (Cited("cn-2022-83", "一（三）"), Cited("cn-2021-57", "第三十三条"), Cited("cn-2020-reform", "二（三）11")),
    ),
    "application": Clock(
        "未经申请和审核确认不得纳入",
        "nobody is taken up without application and decision",
        (Cited("cn-2021-57", "第二十八条"), Cited("cn-decree-649", "第十一条"), Cited("cn-2012-220", "第二十六条")),
    ),
}
