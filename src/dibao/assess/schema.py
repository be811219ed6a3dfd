"""Write what a decision looks like as a JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from dibao.assess.decision import UNDETERMINED
from dibao.assess.decision_json import FORM
from dibao.assess.questions import Kind
from dibao.household.checks import STATUSES
from dibao.household.schema import DRAFT, TITLES, titled
from dibao.household.verified import SOURCES
from dibao.law.documents import GRADES

Schema = dict[str, Any]
DECISION_ID = "urn:dibao:decision:1"
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
FLAG: Schema = {"type": "boolean"}
AMOUNT: Schema = {"$ref": "#/$defs/amount"}
DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$"
MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$"


def decision_schema() -> Schema:
    """Give the JSON Schema of a decision.

    A reader must ignore keys that it does not know: within one form keys may
    be added, but none is removed or changes its meaning.
    """
    keys = {**_subject(), **_outcome(), **_why(), **_still_open(), **_basis()}
    return {
        "$schema": DRAFT,
        "$id": DECISION_ID,
        "title": titled("决定", "decision"),
        **_object(keys),
        "$defs": {"amount": _amount(), "status": {"enum": [*STATUSES]}},
    }


def _key(chinese: str, english: str, schema: Mapping[str, Any]) -> Schema:
    return {"title": titled(chinese, english), **schema}


def _object(properties: Mapping[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    required = [key for key in properties if key not in optional]
    return {"type": "object", "properties": dict(properties), "required": required}


def _list_of(properties: Mapping[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    return {"type": "array", "items": _object(properties, optional=optional)}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _amount() -> Schema:
    """Describe yuan a month, or yuan a year where a month has no whole fen; a fraction where neither has."""
    amount = _pattern(r"^-?[0-9]+(\.[0-9]{2}|/[0-9]+)?$")
    yearly = _object({"amount": amount, "per": {"const": "year"}})
    return {"title": titled("金额", "amount"), "anyOf": [_pattern(r"^-?[0-9]+\.[0-9]{2}$"), yearly]}


def _subject() -> dict[str, Schema]:
    return {
        "form": _key("格式", "form", {"const": FORM}),
        "household": _key("家庭编号", "id of the household", TEXT),
        "jurisdiction": _key("行政区划代码", "code of the place that decides", _pattern("^[0-9]{6}$")),
        "on": _key("决定日期", "day of the decision", {**_pattern(DAY), "format": "date"}),
    }


def _outcome() -> dict[str, Schema]:
    given = {
        "programme": _key("救助项目", "programme", TEXT),
        "to": _key("发放对象：household 或成员编号", 'to whom: "household" or the id of a member', TEXT),
        "public_notice": _key("不得公示", "must not be announced", {"const": False}),
        "article": _key("条款", "documents and articles", TEXT),
        "rules": _key("依据的规则", "the rules it rests on", TEXTS),
    }
    award = {
        **given,
        "monthly": _key("月金额，未定为 null", "monthly amount, null while open", _or_null(AMOUNT)),
        "once": _key("一次性金额，未定为 null", "amount paid once, null while open", _or_null(AMOUNT)),
        "from": _key("起始月份", "first month", _pattern(MONTH)),
    }
    granted = {"type": ["boolean", "null"]}
    service = {**given, "granted": _key("可以享受，未定为 null", "whether there is a claim, null while open", granted)}
    status = {"anyOf": [{"$ref": "#/$defs/status"}, {"const": UNDETERMINED}]}
    return {
        "status": _key("认定结果", "status", status),
        "decided": _key("未知项不影响结果", "no unknown could change it", FLAG),
        "dibao_monthly": _key("月低保金，未定为 null", "what dibao pays a month, null while open", _or_null(AMOUNT)),
        "total_monthly": _key("各项合计，未定为 null", "sum of all awards, null while open", _or_null(AMOUNT)),
        "awards": _key("发放项目", "awards", _list_of(award, optional=("monthly", "once", "from", "public_notice"))),
        "entitlements": _key("可享受的服务", "services", _list_of(service, optional=("public_notice",))),
        "may_apply_alone": _key("可以单独申请的成员", "members who may apply alone", TEXTS),
    }


def _why() -> dict[str, Schema]:
    size = {"type": "integer", "minimum": 0}
    quantities = {
        "size": _key("家庭人口", "people who count", size),
        "household_income": _key("家庭收入", "income of the household", AMOUNT),
        "standard_per_person": _key("人均保障标准", "standard of each person", AMOUNT),
        "need": _key("家庭保障需要", "standards of those who count", AMOUNT),
        "gap": _key("收入未满足的部分", "need not covered by income", AMOUNT),
    }
    reason = {
        "test": _key("认定项", "test", TEXT),
        "holds": _key("是否成立，未定为 null", "whether it holds, null while open", {"type": ["boolean", "null"]}),
        "left": _key("左值", "left side", _or_null(AMOUNT)),
        "right": _key("右值", "right side", _or_null(AMOUNT)),
        "article": _key("条款", "document and article", TEXT),
    }
    known = _object(quantities, optional=tuple(quantities))
    return {
        "quantities": _key("已知的主要数额", "main quantities that are known", known),
        "reasons": _key("逐项认定", "tests in order", _list_of(reason, optional=("left", "right"))),
    }


def _still_open() -> dict[str, Schema]:
    question = {
        "kind": _key("类型", "kind", {"enum": [*get_args(Kind)]}),
        "path": _key("填写位置或数值名称", "place in the household, or name of the figure", TEXT),
        "person": _key("有关人员", "id of the person it is about", TEXT),
        "title": _key("所问事项", "what is asked", TEXT),
        "article": _key("授权经办人员认定的条款", "article that leaves it to officers", TEXT),
        "text": _key("问题", "the question as a sentence", TEXT),
    }
    span = {"type": "array", "items": AMOUNT, "minItems": 2, "maxItems": 2}
    statuses = {"type": "array", "items": {"$ref": "#/$defs/status"}, "minItems": 1}
    bounds = {
        "statuses": _key("可能的认定结果", "statuses that are possible", statuses),
        "dibao_monthly": _key("月低保金的上下限", "least and most that dibao pays a month", span),
        "total_monthly": _key("各项合计的上下限", "least and most that everything pays a month", span),
        "exact": _key("上下限都可能达到", "each end is reached by some answers", FLAG),
    }
    questions = _list_of(question, optional=("person", "article"))
    return {
        "questions": _key("尚待查明的事项", "what must still be known", questions),
        "bounds": _key("可能的范围，已定为 null", "what is possible, null once decided", _or_null(_object(bounds))),
        "discrepancies": _key("申报与核对不一致的事项", "facts whose sources differ", _discrepancies()),
    }


def _discrepancies() -> Schema:
    value: Schema = {"anyOf": [AMOUNT, {"type": ["boolean", "integer", "string"]}]}
    discrepancy: dict[str, Schema] = {
        "path": _key("填写位置", "place in the household", TEXT),
        "person": _key("有关人员", "id of the person it is about", TEXT),
        "title": _key("事项", "what it is", TEXT),
        **{source: _key(*TITLES[source], value) for source in SOURCES},
        "used": _key("采用的来源", "source that the decision goes by", {"enum": [*SOURCES]}),
        "changes_outcome": _key(
            "按申报结果是否不同，不能比较为 null",
            "whether it would be another outcome as declared, null where that is open",
            {"type": ["boolean", "null"]},
        ),
    }
    return _list_of(discrepancy, optional=("person", *SOURCES))


def _basis() -> dict[str, Schema]:
    policy = {
        "fingerprint": _key("政策指纹", "fingerprint of the policy", _pattern("^sha256:[0-9a-f]{64}$")),
        "layers": _key("由近及远的层级", "layers from the place up to the nation", TEXTS),
        "documents": _key("文件", "documents in force and those of the figures used", TEXTS),
    }
    return {
        "warnings": _key("提示", "warnings", TEXTS),
        "grade": _key("依据等级", "grade of the evidence", {"enum": [*GRADES]}),
        "policy": _key("所依据的政策", "policy", _object(policy)),
    }
