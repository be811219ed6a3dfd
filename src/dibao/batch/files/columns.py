"""Settle which columns a file may have, and what each is called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, get_args

from attrs import Factory, field, frozen

from dibao.errors import InputError, Problem
from dibao.household.checks import STATUSES
from dibao.household.facts import Catalogue, Entity, Fact, nearest
from dibao.household.problems import shown
from dibao.symbols.units import AREA, CHOICE, FLAG, FLOW, Unit

Kind = Literal["text", "money", "area", "number", "flag", "choice", "date"]
Role = Literal["households", "members", "obligors"]
ROLES: tuple[Role, ...] = get_args(Role)
ENTITY: Mapping[Role, Entity] = {"households": "household", "members": "member", "obligors": "obligor"}
ID, HOUSEHOLD, JURISDICTION, PERSON = "id", "household", "jurisdiction", "person"
KEY: Mapping[Role, str] = {"households": ID, "members": HOUSEHOLD, "obligors": HOUSEHOLD}
"""The column that tells which household a row belongs to."""
DERIVED = ("help_items", "clergy_apart_years", "age_years")
"""Facts that follow from other columns; tables may state them, forms do not ask for them."""
IGNORED = (
    "序号",
    "姓名",
    "户主姓名",
    "申请人姓名",
    "性别",
    "民族",
    "电话",
    "联系电话",
    "地址",
    "住址",
    "家庭住址",
    "备注",
)
"""What officers' lists usually hold beside the facts, and no rule reads."""
_UNITS = {
    *("", "元", "元/月", "每月", "月", "yuan", "yuan a month", "周岁", "岁", "平方米", "个月", "个", "人", "辆", "套"),
    *("是/否", "不含房租", "a month"),
}
_YEARLY = {"元/年", "每年", "年", "yuanayear"}
_BRACKETS = re.compile(r"\(([^()]*)\)")
_STATUS = "prior.status"


@frozen
class Column:
    """One column that may be stated: its name for the kernel, its titles, how its cells are read.

    `names` are further spellings, such as the path in JSON.
    """

    name: str
    kind: Kind
    title: str
    english: str
    names: tuple[str, ...] = ()
    fact: Fact | None = None
    values: tuple[str, ...] = ()


_OWN: Mapping[Role, tuple[Column, ...]] = {
    "households": (
        Column(ID, "text", "家庭编号", "household", ("household", "户编号", "家庭编码")),
        Column(JURISDICTION, "text", "行政区划代码", "division code", ("区划代码", "行政区划")),
    ),
    "members": (
        Column(HOUSEHOLD, "text", "家庭编号", "household", ("户编号", "家庭编码")),
        Column(ID, "text", "成员编号", "member", ("人员编号",)),
        Column(PERSON, "text", "身份标识", "identity", ("身份证号", "身份证号码", "公民身份号码")),
    ),
    "obligors": (
        Column(HOUSEHOLD, "text", "家庭编号", "household", ("户编号", "家庭编码")),
        Column(ID, "text", "义务人编号", "obligor"),
    ),
}
_DATES = {
    "born": Column("born", "date", "出生日期", "date of birth", ("出生年月日",)),
    "clergy_apart_since": Column("clergy_apart_since", "date", "宗教教职人员脱离家庭日期", "apart as clergy since"),
}


def _form_of(unit: Unit) -> Kind:
    if unit.is_money:
        return "money"
    return "area" if unit == AREA else "flag" if unit == FLAG else "choice" if unit == CHOICE else "number"


def _column(fact: Fact, repeated: frozenset[str]) -> Column:
    title, english = fact.title, fact.english
    if title in repeated:
        title, english = f"{title}〔{fact.name}〕", f"{english} [{fact.name}]"
    return Column(fact.name, _form_of(fact.unit), title, english, (fact.path,), fact, fact.values)


def _columns(role: Role, catalogue: Catalogue) -> Iterator[Column]:
    yield from _OWN[role]
    facts = catalogue.of(ENTITY[role])
    repeated = frozenset(title for title, count in Counter(fact.title for fact in facts).items() if count > 1)
    dates = ("born",) if role == "obligors" else tuple(_DATES) if role == "members" else ()
    for fact in facts:
        if fact.name == "age_years":
            yield _DATES["born"]
            yield Column(fact.name, _form_of(fact.unit), fact.title, fact.english, (), fact)
        elif fact.name in (*DERIVED, "prior.on_dibao"):
            yield Column(fact.name, _form_of(fact.unit), fact.title, fact.english, (), fact)
        else:
            yield _column(fact, repeated)
    yield from (_DATES[name] for name in dates if name != "born")
    if role == "households":
        yield Column(_STATUS, "choice", "此前认定结果", "earlier status", (), None, STATUSES)


def normal(header: str) -> str:
    """Give a header as it is compared: usual signs, no spaces, small letters."""
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", header)).lower()


def _without_unit(header: str) -> str | None:
    """Give a header without its unit; None where a unit stands there that cells are not read in."""
    units = _BRACKETS.findall(header)
    return _BRACKETS.sub("", header) if all(each in _UNITS_NORMAL for each in units) else None


_UNITS_NORMAL = {normal(each) for each in _UNITS}


@frozen(eq=False)
class Form:
    """The columns that one table may have, findable by every spelling."""

    role: Role
    columns: tuple[Column, ...]
    _spellings: Mapping[str, Column] = field(
        init=False, repr=False, default=Factory(lambda self: _spellings(self.columns), takes_self=True)
    )

    @cached_property
    def key(self) -> Column:
        """Give the column that names the household."""
        return self.named(KEY[self.role])

    def named(self, name: str) -> Column:
        """Give a column by the kernel's name of it."""
        return next(each for each in self.columns if each.name == name)

    def column(self, header: str) -> Column | None:
        """Give the column that a header means; None for a header that means none."""
        plain = normal(header)
        found = self._spellings.get(plain)
        if found is None and (bare := _without_unit(plain)):
            found = self._spellings.get(bare)
        if found is None and any(each in _YEARLY for each in _BRACKETS.findall(plain)):
            yearly = self._spellings.get(_BRACKETS.sub("", plain))
            found = yearly if yearly and yearly.fact and yearly.fact.unit == FLOW else None
        return found

    def is_yearly(self, header: str) -> bool:
        """Tell whether a header says that its amounts are those of a year."""
        column = self.column(header)
        flow = column is not None and column.fact is not None and column.fact.unit == FLOW
        return flow and any(each in _YEARLY for each in _BRACKETS.findall(normal(header)))

    def recognised(self, headers: Iterable[str]) -> int:
        """Count the headers that are columns; 0 when none of them is the key."""
        found = [each for each in map(self.column, headers) if each is not None]
        return len(found) if self.key in found else 0


def _spellings(columns: Sequence[Column]) -> dict[str, Column]:
    spellings: dict[str, Column] = {}
    # Names first: where a title of one is the name of another, the name counts.
    for rank in range(3):
        for column in columns:
            bare = _without_unit(normal(column.title))
            spelled = ([column.name], [*column.names, column.title], [column.english, *([bare] if bare else [])])
            for text in spelled[rank]:
                spellings.setdefault(normal(text), column)
    return spellings


def form(role: Role, catalogue: Catalogue) -> Form:
    """Give the columns that a table of households, members or obligors may have."""
    return Form(role, tuple(_columns(role, catalogue)))


@frozen
class Heading:
    """Which column each header of a file is; None for one that is left aside."""

    columns: tuple[Column | None, ...]
    left_aside: tuple[str, ...] = ()
    yearly: frozenset[str] = frozenset()

    def index(self, name: str) -> int | None:
        """Give the position of a column by the kernel's name of it."""
        return next((index for index, each in enumerate(self.columns) if each and each.name == name), None)


def heading(form: Form, headers: Sequence[str], ignore: Iterable[str], source: str) -> Heading:
    """Settle what the headers of a file mean.

    Args:
        form: what the table may have.
        headers: in the order of the file.
        ignore: headers that the user leaves aside on purpose.
        source: what to call the file in an error.

    Raises:
        InputError: every header that is unknown or comes twice, and a key that is missing.
    """
    aside = {normal(each) for each in (*IGNORED, *ignore)}
    columns: list[Column | None] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for header in headers:
        column = None if normal(header) in aside or not header.strip() else form.column(header)
        columns.append(column)
        if column is None and header.strip() and normal(header) not in aside:
            problems.append(Problem("", _unknown(form, header)))
        elif column is not None and column.name in seen:
            twice = f"has {shown(seen[column.name])} and {shown(header)}, which both mean {column.name}; keep one."
            problems.append(Problem("", twice))
        elif column is not None:
            seen[column.name] = header
    if form.key.name not in seen:
        problems.append(Problem("", f"has no column {shown(form.key.title)} ({form.key.name}). Name it in the header."))
    if problems:
        raise InputError(problems, source)
    yearly = frozenset(
        each.name for each, header in zip(columns, headers, strict=True) if each and form.is_yearly(header)
    )
    return Heading(tuple(columns), tuple(each for each in headers if each.strip() and normal(each) in aside), yearly)


def _unknown(form: Form, header: str) -> str:
    units = [unit for unit in _BRACKETS.findall(normal(header)) if unit not in _UNITS_NORMAL]
    what = f"has the column {shown(header)}"
    if units and form.column(_BRACKETS.sub("", normal(header))):
        return f"{what}: {shown(units[0])} is no unit that cells are read in; amounts are yuan a month."
    near = nearest(normal(header), list(form._spellings))
    hint = f" Did you mean {shown(form._spellings[near].title)}?" if near else ""
    return f"{what}, which means nothing here.{hint} Correct it, or leave it aside with --ignore."
