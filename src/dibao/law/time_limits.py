"""Read within which time the law wants something done, and from which day on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, cast, get_args

from attrs import frozen

from dibao.errors import PluginError, Problem
from dibao.law.documents import GRADES, Grade
from dibao.law.toml_tables import Fields, read_toml

TimeUnit = Literal["workdays", "days", "months"]
Kind = Literal["within", "lasts"]
Circumstance = Literal["delegated", "special"]
Start = Literal[
    "applied",
    "accepted",
    "check_requested",
    "investigated",
    "publicised",
    "publicity_over",
    "objected",
    "received",
    "refused",
    "changed",
    "care_reported",
]
STARTS: tuple[Start, ...] = get_args(Start)
CIRCUMSTANCES: tuple[Circumstance, ...] = get_args(Circumstance)
"""In rising order: of two limits of one name that both fit, the later circumstance decides."""

START_TITLES: Mapping[Start, tuple[str, str]] = {
    "applied": ("收到申请", "application received"),
    "accepted": ("受理申请", "application accepted"),
    "check_requested": ("收到信息核对提请", "request for a check of data received"),
    "investigated": ("家庭经济状况调查结束", "investigation ended"),
    "publicised": ("公示开始", "first opinion made public"),
    "publicity_over": ("公示期满无异议", "publicity over without objection"),
    "objected": ("公示有异议", "objection raised"),
    "received": ("收到上报材料", "papers received by the county"),
    "refused": ("作出不予确认决定", "refusal decided"),
    "changed": ("家庭状况重大变化", "great change in the household"),
    "care_reported": ("生活自理能力变化报告", "change in self-care reported"),
}
CIRCUMSTANCE_TITLES: Mapping[Circumstance, tuple[str, str]] = {
    "delegated": ("审核确认权限已下放", "power delegated to the township"),
    "special": ("特殊情况", "special circumstances"),
}


@frozen
class TimeLimit:
    """One limit of one document: so long, from that day on.

    A limit that `lasts` is no deadline but a time that must have passed. `when` is
    the circumstance that it is for, empty for the ordinary case.
    """

    name: str
    programme: str
    code: str
    starts: Start
    length: int
    unit: TimeUnit
    kind: Kind
    when: Circumstance | Literal[""]
    title: str
    english: str
    document: str
    article: str
    grade: Grade
    since: date
    until: date | None
    place: str

    def covers(self, on: date) -> bool:
        """Tell whether the limit is in force on a day; the last day counts."""
        return self.since <= on and (self.until is None or on <= self.until)


def load_time_limits(path: Path, label: str | None = None) -> tuple[TimeLimit, ...]:
    """Read the limits of one time_limits.toml.

    Raises:
        PluginError: everything that is wrong with the file, with its lines.
    """
    file, problems = read_toml(path, label), list[Problem]()
    tables = file.tables.get("limit", [])
    for name in sorted(set(file.tables) - {"limit"}):
        problems.append(Problem(str(file.place(name)), f"{name} is not known here; expected [[limit]] tables"))
    found = []
    for position, table in enumerate(tables if isinstance(tables, list) else [tables]):
        place = file.place("limit", position, len(tables))
        if not isinstance(table, Mapping):
            problems.append(Problem(str(place), "limit: expected [[limit]] above each"))
            continue
        found.append(_limit(Fields(table, f"limit {table.get('name', '')}".strip(), place, problems)))
    problems += _overlaps(found)
    if problems:
        raise PluginError(problems)
    return tuple(found)


def _limit(fields: Fields) -> TimeLimit:
    since, until = fields.day("since"), None
    if since is None:
        fields.raw("since")
    if fields.raw("until") != "open":
        until = fields.day("until", last=True)
    if since and until and until < since:
        fields.refuse(f"runs from {since} until {until}; put the earlier day first")
    length = fields.decimal("length", 0)
    if length is not None and length < 1:
        fields.refuse(f"length is {length}; expected 1 or more")
    limit = TimeLimit(
        name=fields.text("name"),
        programme=fields.text("programme"),
        code=fields.code("code"),
        starts=cast(Start, fields.choice("starts", STARTS)),
        length=int(length or 0),
        unit=cast(TimeUnit, fields.choice("unit", get_args(TimeUnit))),
        kind=cast(Kind, fields.choice("kind", get_args(Kind), "within")),
        when=cast(Circumstance, fields.choice("when", CIRCUMSTANCES)) if fields.has("when") else "",
        title=fields.text("title"),
        english=fields.text("english"),
        document=fields.text("document"),
        article=fields.text("article"),
        grade=cast(Grade, fields.choice("grade", GRADES)),
        since=since or date.min,
        until=until,
        place=str(fields.place),
    )
    fields.refuse_unknown()
    return limit


def _overlaps(limits: Iterable[TimeLimit]) -> Iterator[Problem]:
    """Find limits of one name, place and circumstance that hold on the same day."""
    last: dict[tuple[str, ...], TimeLimit] = {}
    for each in sorted(limits, key=lambda limit: (limit.since, limit.place)):
        key = (each.code, each.programme, each.name, each.when)
        before = last.get(key)
        if before is not None and before.covers(each.since):
            sentence = f"limit {each.name} from {each.since} overlaps the one at {before.place}; end that one before"
            yield Problem(each.place, sentence)
        last[key] = each


def limits_in_force(
    limits: Iterable[TimeLimit], chain: Sequence[str], on: date, starts: Start, circumstances: Iterable[str]
) -> tuple[TimeLimit, ...]:
    """Give the limits that run from an event, one of each programme and name.

    The nearest place decides, and there the gravest circumstance that is given.

    Args:
        limits: all limits that there are.
        chain: the codes of the place and of what it lies in, nearest first.
        on: the day of the event, whose law counts.
        starts: what happened.
        circumstances: what is so in this matter, of `CIRCUMSTANCES`.
    """
    given = {"", *circumstances}
    chosen: dict[tuple[str, str], TimeLimit] = {}
    for each in limits:
        if each.starts == starts and each.code in chain and each.when in given and each.covers(on):
            key = (each.programme, each.name)
            other = chosen.get(key)
            if other is None or _rank(each, chain) < _rank(other, chain):
                chosen[key] = each
    return tuple(chosen.values())


def _rank(limit: TimeLimit, chain: Sequence[str]) -> tuple[int, int]:
    """Order limits of one name, the one that decides first."""
    return chain.index(limit.code), -(CIRCUMSTANCES.index(limit.when) + 1 if limit.when else 0)
