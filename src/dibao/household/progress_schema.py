"""Describe in JSON Schema how far a case has come."""

from __future__ import annotations

from typing import Any

from dibao.household.checks import MOST_PEOPLE
from dibao.household.progress import CIRCUMSTANCES, MOST_MONTHS, MOST_REFUSALS, STATES, WAITS

Schema = dict[str, Any]
NONE: Schema = {"enum": [None, "none"]}
TEXT: Schema = {"$ref": "#/$defs/text"}
DAY: Schema = {"$ref": "#/$defs/date"}
PAID: Schema = {"$ref": "#/$defs/flow"}
MONTH: Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}


def progress_schema() -> Schema:
    """Give the schema of `prior.progress`, as a timeline writes it."""
    kept = {"programme": _titled("救助项目", "programme", TEXT), "to": _titled("发放对象", "to whom", TEXT)}
    kept |= {"monthly": _titled("月金额", "monthly amount", PAID)}
    pending = {
        "kind": _titled("变化类型", "kind of change", TEXT),
        "on": _titled("日期", "day", DAY),
        "member": _titled("所涉成员", "member", _or_none(TEXT)),
        "waits_for": _titled("等待事项", "what it waits for", {"enum": list(WAITS)}),
    }
    refusing = {
        "member": _titled("所涉成员", "member", TEXT),
        "times": _titled("连续拒绝次数", "refusals in a row", _number(MOST_REFUSALS)),
        "suspended": _titled("本人份额已停发或减发", "own share is suspended", {"type": "boolean"}),
        "withheld": _titled("每月扣减金额", "what is kept back a month", _or_none(PAID)),
    }
    return _object(
        {
            "state": _titled("状态", "state", {"enum": list(STATES)}),
            "through": _titled("已推算至的月份", "month through which it was told", MONTH),
            "applied": _titled("申请日期", "day of the application", _or_none(DAY)),
            "decided": _titled("金额所依据的日期", "day whose facts the amounts rest on", _or_none(DAY)),
            "reviewed": _titled("最近核查日期", "day of the last review", _or_none(DAY)),
            "circumstances": _titled("核查分类", "how often it is reviewed", {"enum": [*CIRCUMSTANCES, None, "none"]}),
            "grace_granted": _titled("给予的渐退期月数", "months of grace granted", _or_none(_number(MOST_MONTHS))),
            "kept": _titled(
                "退出前的各项金额", "what was paid before the exit", _list(kept, ("programme", "to", "monthly"))
            ),
            "pending": _titled("尚待决定的变化", "changes not yet decided", _list(pending, ("kind", "on"))),
            "heard": _titled("听取意见日期", "day of the hearing", _or_none(DAY)),
            "refusing": _titled("拒绝工作的成员", "members who refused jobs", _list(refusing, ("member", "times"))),
            "sharing": _titled("分享家庭金额的成员", "who share the household's part", _texts()),
            "suspended": _titled(
                "本人份额已决定停发或减发的成员", "whose share is kept back", _list(refusing, ("member", "times"))
            ),
        },
        ("state", "through"),
    )


def _titled(chinese: str, english: str, schema: Schema) -> Schema:
    return {"title": f"{chinese} / {english}", **schema}


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, NONE]}


def _number(most: int) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": most}


def _list(properties: Schema, required: tuple[str, ...]) -> Schema:
    items = {"type": "array", "items": _object(properties, required), "maxItems": MOST_PEOPLE}
    return {"anyOf": [items, {"type": "null"}]}


def _texts() -> Schema:
    return {"anyOf": [{"type": "array", "items": TEXT, "maxItems": MOST_PEOPLE}, {"type": "null"}]}


def _object(properties: Schema, required: tuple[str, ...]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}
