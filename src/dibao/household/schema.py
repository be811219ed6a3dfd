"""Write what a household may look like as a JSON Schema, from the catalogue.

The schema takes every household that intake takes. It cannot say what holds
across people or dates: ids that differ, births before the day of decision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dibao.household.checks import (
    CAUSES,
    DISABILITY_KINDS,
    HOUSEHOLD_PLACES,
    LONGEST_TEXT,
    MEMBER_PLACES,
    MOST_PEOPLE,
    OBLIGOR_PLACES,
    OPEN_PLACES,
    PAID,
    STATUSES,
)
from dibao.household.entries import MOST_ENTRIES
from dibao.household.facts import BUILT_IN, Catalogue, Entity, Fact
from dibao.household.progress_schema import progress_schema
from dibao.household.stated import UNKNOWN
from dibao.household.verified import SOURCES
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, MONTHS_A_YEAR, STOCK

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
HOUSEHOLD_ID = "urn:dibao:household:1"
NULL: Schema = {"type": "null"}
NONE: Schema = {"enum": [None, "none"]}
"""None, in both ways of writing it: TOML has no null."""
SAVINGS = BUILT_IN.fact("household", "property.savings")
UNKNOWN_TEXT: Schema = {"const": UNKNOWN.value}
TITLES: Mapping[str, tuple[str, str]] = {
    "id": ("编号", "id"),
    "jurisdiction": ("作出决定的行政区划代码", "code of the place that decides"),
    "members": ("家庭成员", "members"),
    "obligors": ("赡养、抚养、扶养义务人", "obligors"),
    "property": ("家庭财产", "property"),
    "incomes": ("收入", "incomes"),
    "transfers_paid": ("转移性支出", "transfers paid"),
    "expenses": ("支出", "expenses"),
    "flags": ("状况", "flags"),
    "findings": ("经办人员的认定", "findings of officers"),
    "facts": ("地方规定的信息项", "facts of plug-ins"),
    "request": ("申请事项", "what is asked for"),
    "monitoring": ("监测预警线索", "signs for monitoring"),
    "father": ("父亲的情形", "what keeps the father from care"),
    "mother": ("母亲的情形", "what keeps the mother from care"),
    "needs_help": ("需要他人帮助的事项", "what the person needs help with"),
    "prior": ("此前享受的救助", "what was received before"),
    "born": ("出生日期", "day of birth"),
    "clergy_apart_since": ("宗教教职人员脱离家庭的日期", "day since which a cleric lives apart"),
    "disability": ("残疾证上的类别和等级", "certified disability"),
    "kind": ("残疾类别", "kind of disability"),
    "grade": ("残疾等级", "grade of disability"),
    "status": ("此前的认定结果", "earlier status"),
    "dibao_monthly": ("此前月低保金", "earlier monthly dibao amount"),
    "awards": ("此前发放的各项救助", "what was paid earlier"),
    "cause": ("收入超标原因", "why income rose"),
    "exit_decided": ("决定退出的月份", "month in which an exit was decided"),
    "grace_months_used": ("已用渐退期月数", "months of gradual exit used"),
    "progress": ("按月推算的进度", "how far a timeline has come"),
    "programme": ("救助项目", "programme"),
    "to": ("发放对象", "to whom"),
    "declared": ("申报", "declared by the applicant"),
    "register": ("核对", "shown by a register"),
    "officer": ("认定", "found by an officer"),
    "monthly": ("月金额", "monthly amount"),
}


def household_schema(catalogue: Catalogue = BUILT_IN) -> Schema:
    """Give the JSON Schema of a household.

    Args:
        catalogue: The facts that it names; those of other plug-ins may stand
            under "facts" and "findings" all the same.
    """
    return {
        "$schema": DRAFT,
        "$id": HOUSEHOLD_ID,
        "title": titled("家庭", "household"),
        **_household(catalogue),
        "$defs": {
            "unknown": UNKNOWN_TEXT,
            "flow": _flow(*PAID.bounds),
            "stock": _amount(*SAVINGS.bounds),
            "text": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
            "date": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "member": _member(catalogue),
            "obligor": _obligor(catalogue),
            "disability": _disability(),
            "prior": _prior(),
            **{f"sourced_{name}": _sourced(_value(fact, may_be_null=True)) for name, fact in _EXAMPLES.items()},
        },
    }


def titled(chinese: str, english: str) -> str:
    """Give one title in both languages."""
    return f"{chinese} / {english}"


def object_of(properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    """Give the schema of an object that has these keys and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": dict(properties), **needed, "additionalProperties": False}


def _named(properties: Mapping[str, Schema]) -> dict[str, Schema]:
    return {key: {"title": titled(*TITLES[key]), **each} for key, each in properties.items()}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _any_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


# -- people ------------------------------------------------------------------------------------------
def _household(catalogue: Catalogue) -> Schema:
    applicant = {"properties": {"relation": {"const": "applicant"}}, "required": ["relation"]}
    members = {"type": "array", "items": _ref("member"), "minItems": 1, "maxItems": MOST_PEOPLE}
    one_applicant = {"contains": applicant, "minContains": 1, "maxContains": 1}
    obligors = {"type": "array", "items": _ref("obligor"), "maxItems": MOST_PEOPLE}
    stated = {
        "id": _ref("text"),
        "jurisdiction": {"type": "string", "pattern": "^[0-9]{6}$"},
        "members": {**members, **one_applicant},
        "obligors": _any_of(obligors, NULL, _ref("unknown")),
        "prior": _any_of(_ref("prior"), NONE, _ref("unknown")),
    }
    maps = _maps(catalogue, "household", HOUSEHOLD_PLACES)
    return object_of({**_named(stated), **_alone(catalogue, "household"), **maps}, ("id", "jurisdiction", "members"))


def _member(catalogue: Catalogue) -> Schema:
    stated = {
        "id": _ref("text"),
        "born": _any_of(_ref("date"), _ref("unknown")),
        "clergy_apart_since": _any_of(_ref("date"), NONE, _ref("unknown")),
        "disability": _any_of(_ref("disability"), NONE, _ref("unknown")),
    }
    maps = _maps(catalogue, "member", MEMBER_PLACES)
    return object_of({**_named(stated), **_alone(catalogue, "member"), **maps}, ("id",))


def _obligor(catalogue: Catalogue) -> Schema:
    maps = _maps(catalogue, "obligor", OBLIGOR_PLACES)
    stated = {"id": _ref("text"), "born": _any_of(_ref("date"), _ref("unknown"))}
    return object_of({**_named(stated), **_alone(catalogue, "obligor"), **maps}, ("id",))


def _disability() -> Schema:
    grade = _any_of({"type": "integer", "minimum": 1, "maximum": 4}, _ref("unknown"))
    stated = {"kind": {"enum": [*DISABILITY_KINDS, UNKNOWN.value]}, "grade": grade}
    return object_of(_named(stated), ("kind", "grade"))


def _prior() -> Schema:
    award = object_of(
        _named({"programme": _ref("text"), "to": _ref("text"), "monthly": _ref("flow")}), ("programme", "to", "monthly")
    )
    month = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
    used = BUILT_IN.fact("household", "prior.grace_months_used")
    stated = {
        "status": {"enum": [*STATUSES, UNKNOWN.value]},
        "dibao_monthly": _any_of(_ref("flow"), _ref("unknown")),
        "awards": _any_of({"type": "array", "items": award, "maxItems": MOST_PEOPLE}, NULL),
        "cause": {"enum": [*CAUSES, None, "none", UNKNOWN.value]},
        "exit_decided": _any_of(month, NONE),
        "grace_months_used": _any_of(_known(used), _ref("unknown")),
        "progress": _any_of(progress_schema(), NONE),
    }
    return object_of(_named(stated), ("status", "dibao_monthly"))


# -- facts -------------------------------------------------------------------------------------------
def _alone(catalogue: Catalogue, entity: Entity) -> dict[str, Schema]:
    """Describe the facts that stand in no map; none is written out for a choice that has it."""
    found = {}
    for fact in catalogue.at(entity, "").values():
        may_be_null = fact.unit == CHOICE and "none" in fact.values
        if not fact.derived:
            found[fact.key] = _entry(fact, may_be_null=may_be_null, may_name_sources=entity == "obligor")
    return found


def _maps(catalogue: Catalogue, entity: Entity, places: Sequence[str]) -> dict[str, Schema]:
    return _named({place: _any_of(_map(catalogue, entity, place), NULL, _ref("unknown")) for place in places})


def _map(catalogue: Catalogue, entity: Entity, place: str) -> Schema:
    facts = catalogue.at(entity, place).items()
    open_to = place != "findings"
    known = {
        key: _entry(fact, may_be_null=open_to and fact.none_value is not None, may_name_sources=open_to)
        for key, fact in facts
    }
    other = _any_of(_any_value(), _sourced(_any_value())) if open_to else _any_value()
    further = {"additionalProperties": other} if place in OPEN_PLACES else {}
    return {**object_of(known), **further, "maxProperties": MOST_ENTRIES}


def _any_value() -> Schema:
    """Describe what a fact may be of which only a plug-in knows the unit."""
    amount = object_of({"amount": {"type": ["integer", "string"]}, "per": {"enum": ["month", "year"]}})
    return _any_of({"type": ["boolean", "integer", "string", "null"]}, {**amount, "required": ["amount", "per"]})


def _entry(fact: Fact, *, may_be_null: bool, may_name_sources: bool) -> Schema:
    """Describe a value, and where sources may be named what each of them says."""
    title = {"title": titled(fact.title, fact.english)}
    value = _value(fact, may_be_null=may_be_null)
    if not may_name_sources:
        return {**title, **value}
    shared = _SHARED.get((fact.unit, fact.bounds)) if may_be_null else None
    sourced = _ref(f"sourced_{shared}") if shared else _sourced(value)
    return {**title, **_any_of(*value.get("anyOf", [value]), sourced)}


def _value(fact: Fact, *, may_be_null: bool) -> Schema:
    if fact.unit in (FLAG, CHOICE):
        words = [True, False] if fact.unit == FLAG else list(fact.values)
        return {"enum": [*words, UNKNOWN.value, *([None] if may_be_null else [])]}
    return _any_of(_known(fact), _ref("unknown"), *([NULL] if may_be_null else []))


def _sourced(value: Schema) -> Schema:
    """Describe what one or more sources say of a fact."""
    titles: dict[str, Schema] = {source: {"title": titled(*TITLES[source])} for source in SOURCES}
    each = {f"^({'|'.join(SOURCES)})$": value}
    return {**object_of(titles), "patternProperties": each, "minProperties": 1}


_EXAMPLES = {"flow": PAID, "stock": SAVINGS, "flag": BUILT_IN.fact("member", "employed")}
_SHARED = {(fact.unit, fact.bounds): name for name, fact in _EXAMPLES.items()}
"""What is described once, since many facts have the same values."""


def _known(fact: Fact) -> Schema:
    low, high = fact.bounds
    if fact.unit == FLOW:
        return _ref("flow") if fact.bounds == PAID.bounds else _flow(low, high)
    if fact.unit == STOCK:
        return _ref("stock") if fact.bounds == SAVINGS.bounds else _amount(low, high)
    if fact.unit == AREA:
        return _amount(low, high)
    return {"type": "integer", "minimum": low, "maximum": high}


# -- amounts -----------------------------------------------------------------------------------------
def _flow(low: int, high: int) -> Schema:
    """Describe a flow between two bounds, which are yuan a month."""

    def per(period: str, months: int) -> Schema:
        stated = {"amount": _amount(low * months, high * months), "per": {"const": period}}
        return object_of(stated, ("amount", "per"))

    return _any_of(_amount(low, high), per("month", 1), per("year", MONTHS_A_YEAR))


def _amount(low: int, high: int) -> Schema:
    """Describe an exact amount: a whole number, or a text with two decimals at most."""
    below = f"-0*({_decimals(-low)})" if low < 0 else r"-0+(\.00?)?"
    text = {"type": "string", "pattern": f"^({below}|0*({_decimals(high)}))$"}
    return _any_of({"type": "integer", "minimum": low, "maximum": high}, text)


def _decimals(limit: int) -> str:
    """Give a pattern for amounts from 0 to a limit."""
    return rf"({'|'.join(_whole_below(limit))})(\.[0-9]{{1,2}})?|{limit}(\.00?)?"


def _whole_below(limit: int) -> Iterator[str]:
    """Give patterns for the whole numbers below a limit, without leading zeros."""
    digits = str(max(limit - 1, 0))
    shorter = len(digits) if digits.strip("9") == "" else len(digits) - 1
    if shorter:
        yield f"[0-9]{{1,{shorter}}}"
    if shorter == len(digits):
        return
    for place, digit in enumerate(digits):
        rest = digits[place + 1 :]
        least = 1 if place == 0 and rest else 0
        any_rest = f"[0-9]{{{len(rest)}}}" if rest else ""
        if rest.strip("9") == "":
            yield f"{digits[:place]}[{least}-{digit}]{any_rest}"
            return
        if int(digit) > least:
            yield f"{digits[:place]}[{least}-{int(digit) - 1}]{any_rest}"
