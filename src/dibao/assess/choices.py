"""Settle the Chinese words of choices, as forms and questions print them."""

from __future__ import annotations

from collections.abc import Mapping

from dibao.assess.words import STATED
from dibao.household.facts import Fact

_WORDS: Mapping[str, str] = {
    "none": "无", "primary": "小学", "junior": "初中", "senior": "高中", "vocational": "中职", "associate": "大专",
    "bachelor": "本科", "master": "硕士", "doctorate": "博士",
    "visual": "视力", "hearing": "听力", "speech": "言语", "limb": "肢体", "intellectual": "智力", "mental": "精神",
    "multiple": "多重",
    "employment": "就业", "income": "增收", "other": "其他",
    "dibao": "低保", "gradual_exit": "渐退期", "marginal": "低保边缘", "rigid_expenditure": "刚性支出困难",
    "not_eligible": "不符合条件",
    "urgent": "急难型", "expenditure": "支出型", "tekun": "特困人员", "severely_disabled": "重残或三级智力、精神残疾",
    "no_civil_capacity": "无民事行为能力", "declared_missing": "被宣告失踪", "in_prison": "在监狱服刑",
}  # fmt: skip


def chinese(fact: Fact | None, value: str) -> str:
    """Give the Chinese word of one value of a choice; the value itself where there is none."""
    if fact is not None and fact.name in ("relation", "area"):
        return STATED[value][0]
    return _WORDS.get(value, value)
