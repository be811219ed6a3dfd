"""Name the checks of loading and of `dibao check`, and those of the laws of a means test, in two languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dibao.testing import laws
from dibao.testing.trials import Trial

KERNEL: Sequence[tuple[str, str, str]] = (
    ("loads", "The plug-in is installed once, can be imported and was built for this dibao", "插件可以加载"),
    ("documents", "Its documents are stated in full and once", "文件信息完整且不重复"),
    ("questions", "Each rule answers a question that is asked, with arguments that it has", "规则回答确实会问的问题"),
    ("amendments", "What it replaces, amends and repeals is there", "替代、修改和废止的对象存在"),
    ("competence", "It answers only what its level may answer", "不超越本级权限"),
    ("places", "Its places are declared, and it speaks for no others", "地区已声明且不越界"),
    ("figures", "Its figures have the right unit, dates, document and grade", "数值的单位、日期、文件和等级无误"),
    ("facts", "Its facts and findings are declared once", "事实和认定事项已声明"),
    ("articles", "Its table of articles fits its rules", "条款对照表与规则一致"),
    ("plain-rules", "Its rules are written in the Python that a rule may use", "规则只用允许的写法"),
    ("traced", "Its rules fit the facts, figures and units that they read", "规则与其读取的事实、数值和单位相符"),
    ("plain-python", "Each rule means in the policy what it says as plain Python", "规则含义前后一致"),
    ("answered", "What every decision needs is answered on every day", "每一天都有规则回答必答问题"),
    ("conflicts", "No two rules of one layer answer the same", "同级规则不冲突"),
    ("counted-once", "One bill counts once", "同一支出只扣一次"),
    ("reachable", "Each rule is heard on some day", "每条规则都有机会适用"),
    ("signs", "Its signs of monitoring are sound", "监测信号无误"),
    ("time-limits", "Its time limits are sound", "期限规定无误"),
    ("figure-gaps", "No figure that is read has a gap between two values", "数值之间没有空档"),
    ("figure-use", "Each figure is read by some rule", "每个数值都有规则读取"),
    ("guides", "No standard lies below its guide or least multiple", "标准不低于指导标准"),
    ("band-rows", "No band passes over a grade", "分档不跳档"),
)
LAWS: Sequence[tuple[str, str, str, Callable[[Trial], str]]] = (
    ("law-more-income", "More income never raises the gap", "收入增加，差额不增加", laws.more_income),
    ("law-more-cost", "More deductible cost never lowers the gap", "可扣支出增加，差额不减少", laws.more_cost),
    ("law-higher-standard", "A higher standard never lowers the gap", "标准提高，差额不减少", laws.higher_standard),
    (
        "law-uncounted-income",
        "Income that does not count changes nothing",
        "不计入的收入不影响结果",
        laws.uncounted_income,
    ),
    (
        "law-assistance",
        "Assistance that was received is no income",
        "已领取的救助金不计入收入",
        laws.assistance_is_no_income,
    ),
    ("law-order-of-members", "The order of members changes nothing", "成员顺序不影响结果", laws.order_of_members),
    ("law-awards", "Awards are whole fen and never negative", "救助金为整分且不为负", laws.awards_are_positive),
    (
        "law-gap",
        "The gap is never negative and never above the need",
        "差额不为负且不超过保障需求",
        laws.gap_within_need,
    ),
    ("law-one-status", "Dibao excludes marginal: one status holds", "低保与低保边缘不并存", laws.one_status),
    ("law-tekun", "Support as destitute excludes dibao", "特困与低保不并存", laws.tekun_excludes_dibao),
    ("law-grace-ends", "A benefit that fades out ends", "渐退期会结束", laws.grace_ends),
    (
        "law-evidence",
        "Everything in a decision has a document",
        "决定所依据的一切都有文件",
        laws.everything_has_a_document,
    ),
    ("law-one-meaning", "A rule has one meaning, however it is evaluated", "各种计算方式结果一致", laws.one_meaning),
    ("purity", "Deciding changes nothing and gives the same twice", "重复计算结果相同", laws.deciding_changes_nothing),
)
