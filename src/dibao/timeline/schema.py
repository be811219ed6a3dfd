"""Write what the months of a case look like as a JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dibao.household.checks import STATUSES
from dibao.household.schema import DRAFT, titled
from dibao.timeline.timeline_json import FORM
from dibao.timeline.words import REASONS, STATES

Schema = dict[str, Any]
TIMELINE_ID = "urn:dibao:timeline:1"
TEXT: Schema = {"type": "string"}
AMOUNT: Schema = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$"}
COUNT: Schema = {"type": "integer", "minimum": 1}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$", "format": "date"}
MONTH: Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}


def timeline_schema() -> Schema:
    """Give the JSON Schema of a timeline.

    A reader must ignore keys that it does not know: within one form keys may
    be added, but none is removed or changes its meaning.
    """
    keys = {
        "form": _key("格式", "form", {"const": FORM}),
        "case": _key("家庭编号", "id of the household", TEXT),
        "rows": _key("逐月情况", "months", {"type": "array", "items": _row()}),
        "state": _key("末月之后的状态，可作为 prior", "where it stands, to be given as prior", {"type": "object"}),
    }
    return {"$schema": DRAFT, "$id": TIMELINE_ID, "title": titled("逐月情况", "timeline"), **_object(keys)}


def _key(chinese: str, english: str, schema: Mapping[str, Any]) -> Schema:
    return {"title": titled(chinese, english), **schema}


def _object(properties: Mapping[str, Schema], *optional: str) -> Schema:
    required = [key for key in properties if key not in optional]
    return {"type": "object", "properties": dict(properties), "required": required}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _row() -> Schema:
    award = _object({
        "programme": _key("救助项目", "programme", TEXT),
        "to": _key("发放对象：household 或成员编号", 'to whom: "household" or the id of a member', TEXT),
        "monthly": _key("月金额", "monthly amount", AMOUNT),
    })  # fmt: skip
    grace = _object({
        "month": _key("第几个月", "which month of grace", COUNT), "of": _key("共几个月", "months granted", COUNT),
    })  # fmt: skip
    keys = {
        "month": _key("月份", "month", MONTH),
        "state": _key("状态", "state", {"enum": [*STATES]}),
        "status": _key("认定结果", "status", {"enum": [*STATUSES]}),
        "jurisdiction": _key("行政区划代码", "code of the place", {"type": "string", "pattern": "^[0-9]{6}$"}),
        "members": _key("月末家庭成员", "ids of the members at the month's end", _list(TEXT)),
        "total": _key("当月发放合计", "what is paid in the month", AMOUNT),
        "dibao": _key("当月低保金", "what dibao pays in the month", AMOUNT),
        "awards": _key("发放项目", "awards", _list(award)),
        "withheld": _key("停发、减发的份额", "shares that are kept back", _list(award)),
        "grace": _key("渐退期", "grace", grace),
        "reasons": _key("变化和原因", "what changed, and why", _list(_reason())),
        "due": _key("待办事项", "what is due", _list(_due())),
        "questions": _key("尚待查明的事项", "what must still be known", _list(TEXT)),
        "policy": _key("政策指纹", "fingerprint", {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
    }
    return _object(keys, "withheld", "grace", "due", "questions")


def _reason() -> Schema:
    keys = {
        "code": _key("代码", "code", {"enum": [*REASONS]}),
        "on": _key("日期", "day", DAY),
        "member": _key("有关成员", "id of the member", TEXT),
        "article": _key("条款", "document and article", TEXT),
        "zh": _key("中文", "in Chinese", TEXT),
        "en": _key("英文", "in English", TEXT),
    }
    return _object(keys, "member", "article")


def _due() -> Schema:
    keys = {
        "clock": _key("期限", "clock", TEXT),
        "since": _key("起算日", "day from which it runs", DAY),
        "by": _key("截止日（含当日）", "last day", DAY),
        "member": _key("有关成员", "id of the member", TEXT),
        "article": _key("条款", "document and article", TEXT),
        "overdue": _key("月末已逾期", "its last day passed before the month's end", {"const": True}),
    }
    return _object(keys, "member", "overdue")
