"""Say states and reasons of a timeline in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dibao.timeline.rows import Reason

Lang = Literal["zh", "en"]

STATES: Mapping[str, tuple[str, str]] = {
    "none": ("未享受", "none"),
    "applied": ("已申请，待决定", "applied, not decided"),
    "refused": ("未予确认", "refused"),
    "awarded": ("享受低保", "awarded"),
    "single_person": ("单人保", "single-person cover"),
    "other": ("享受其他救助", "other programmes only"),
    "grace": ("渐退期", "in grace"),
    "ended": ("已退出", "ended"),
}

REASONS: Mapping[str, tuple[str, str]] = {
    "income": ("收入变化", "income changes"),
    "job_started": ("就业", "takes up work"),
    "job_lost": ("失业", "loses work"),
    "joined": ("加入家庭", "joins the family"),
    "left": ("离开家庭", "leaves the family"),
    "died": ("死亡", "dies"),
    "disability_assessed": ("残疾评定", "a disability is assessed"),
    "property_found": ("发现财产变化", "property is found"),
    "moved": ("迁居", "the family moves"),
    "finding": ("经办人员作出认定", "an officer finds something"),
    "facts": ("其他情况变化", "other facts change"),
    "application": ("提出申请", "the family applies"),
    "decision": ("作出决定", "the office decides"),
    "review": ("定期核查", "regular review"),
    "hearing": ("听取意见", "the family is heard"),
    "job_refused": ("拒绝介绍的工作", "refuses a job"),
    "share_restored": ("恢复本人低保金", "the own share is restored"),
    "came_of_age": ("年满一定周岁，结果随之变化", "a birthday changes the outcome"),
    "standard_changed": ("标准等数值调整", "a standard or another figure changes"),
    "law_changed": ("规定变化", "the rules change"),
    "admitted": ("确认给予救助", "taken up"),
    "refused": ("不予确认", "refused"),
    "amount_changed": ("金额调整", "the amount changes"),
    "amount_unchanged": ("重新核定，金额不变", "decided anew, the amount stays"),
    "exit_with_grace": ("决定退出，给予渐退期", "exit is decided, with months of grace"),
    "ended": ("决定停发", "the benefit is ended"),
    "grace_months_raised": (
        "核定的渐退期少于规定的月数，按规定月数给予",
        "fewer months of grace were granted than the law gives; the law's months hold",
    ),
    "grace_months_cut": (
        "核定的渐退期超过规定的月数，按规定月数给予",
        "more months of grace were granted than the law gives; the law's months hold",
    ),
    "grace_granted_anew": ("重新核定渐退期月数", "the months of grace are granted anew"),
    "grace_goes_on": ("渐退期继续", "grace goes on"),
    "grace_over": ("渐退期满", "the months of grace are over"),
    "grace_ended": ("收入重新低于标准，渐退期终止", "income is below again, grace ends"),
    "kept_between_reviews": ("核查期内无明显变化，金额不变", "no clear change between reviews, the amount stays"),
    "awaits_decision": ("已发生变化，尚待决定", "a change awaits its decision"),
    "awaits_hearing": ("调减或终止前须听取意见", "the family must be heard before a cut"),
    "needs_application": ("未经申请不得纳入", "nobody is taken up without an application"),
    "undetermined": ("信息不足，尚不能确定", "facts are missing, nothing can be decided"),
    "share_suspended": ("连续拒绝工作，停发或减发本人低保金", "the own share stops after refused jobs"),
    "amount_kept_in_grace": (
        "渐退期金额：按原金额，不超过现有人口的标准合计（推定）",
        "paid in grace: the amount of before, at most the standards of those left (assumed)",
    ),
    "nobody_left": ("家庭已无成员", "nobody is left of the family"),
}


def state_title(state: str, lang: Lang) -> str:
    """Name a state."""
    return STATES[state][lang == "en"]


def reason_text(reason: Reason, lang: Lang) -> str:
    """Say a reason in one sentence: day, person, what, article."""
    what = REASONS[reason.code][lang == "en"]
    if lang == "en":
        who = f"{reason.member}: " if reason.member else ""
        return f"{reason.on}: {who}{what}{f' ({reason.article})' if reason.article else ''}"
    who = f"{reason.member}：" if reason.member else ""
    return f"{reason.on}：{who}{what}{f'（{reason.article}）' if reason.article else ''}"
