"""Read the official examples of a plug-in: cases.toml."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import field, frozen

from dibao.errors import PluginError, Problem
from dibao.law.toml_tables import Fields, Place, TomlFile, read_toml, shown
from dibao.testing.case_household import household_data, put
from dibao.testing.expectations import GROUPS, VALUES, expected_parts

RESTS = ("none", "unknown")
DEFAULTS = ("jurisdiction", "on", "rest", "figures")
SECTIONS = ("household", "case", "exception", "unnoticed")
SET_BY_COLUMN = ("on", "jurisdiction")


@frozen
class Case:
    """One example: a household on a day, and the parts of the decision that must come out.

    `source` says who settled the outcome; `figures` are an office's own, by name.
    Where `rest_is_none`, what the household leaves out is none.
    `row` counts the rows of a table from 1, and is 0 where there is none.
    """

    title: str
    source: str
    place: str
    household: Mapping[str, Any]
    on: date
    expected: Mapping[str, Any]
    figures: Mapping[str, Any] = field(factory=dict)
    row: int = 0
    rest_is_none: bool = False

    @property
    def name(self) -> str:
        """Give the title, with the number of the row."""
        return f"{self.title} [row {self.row}]" if self.row else self.title


@frozen
class Exemption:
    """A law that a region breaks, with the article that says so; or moves of a figure that no case can notice.

    `moved` says which moves, in the words of the check; `since` which value, where a
    figure has several of a place.
    """

    subject: str
    why: str
    document: str = ""
    article: str = ""
    code: str = ""
    since: date | None = None
    moved: Sequence[str] = ()
    place: str = ""


@frozen
class CaseFile:
    """What one cases.toml holds."""

    path: Path
    label: str
    cases: Sequence[Case]
    exceptions: Sequence[Exemption]
    unnoticed: Sequence[Exemption]


def load_cases(path: Path, label: str | None = None) -> CaseFile:
    """Read a file of cases.

    Args:
        path: the file.
        label: its name in messages, such as "dibao_hunan/cases.toml".

    Raises:
        PluginError: everything that is wrong with the file, with its lines.
    """
    label = label or f"{path.parent.name}/{path.name}"
    return _Reader(read_toml(path, label), path.parent).read(path)


@frozen
class _Reader:
    file: TomlFile
    folder: Path
    problems: list[Problem] = field(factory=list)

    def read(self, path: Path) -> CaseFile:
        """Read every section; problems of one hide none of another."""
        self._refuse_strangers()
        cases = tuple(self._cases())
        exceptions = tuple(self._exemptions("exception", "check"))
        unnoticed = tuple(self._exemptions("unnoticed", "figure"))
        self._refuse_same_titles(cases)
        if self.problems:
            raise PluginError(self.problems)
        return CaseFile(path, self.file.label, cases, exceptions, unnoticed)

    def _refuse_strangers(self) -> None:
        known = (*DEFAULTS, *SECTIONS)
        for key in (each for each in self.file.tables if each not in known):
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}."
            self.problems.append(Problem(self.file.label, f"{key!r} is not known here; {hint}"))

    def _refuse_same_titles(self, cases: Sequence[Case]) -> None:
        seen: dict[str, str] = {}
        for each in cases:
            first = seen.setdefault(each.name, each.place)
            if first != each.place:
                sentence = f'"{each.name}" is the title of the case at {first}, too. Give each case a title of its own.'
                self.problems.append(Problem(each.place, sentence))

    def _tables(self, section: str) -> Iterator[Fields]:
        rows = self.file.tables.get(section, [])
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            self.problems.append(Problem(self.file.label, f"{section} is {shown(rows)}; write [[{section}]]."))
            return
        for position, row in enumerate(rows):
            place = self.file.place(section, position, len(rows))
            yield Fields(row, section, place, self.problems)

    def _exemptions(self, section: str, subject: str) -> Iterator[Exemption]:
        for fields in self._tables(section):
            of_law = section == "exception"
            yield Exemption(
                subject=fields.text(subject),
                why=fields.text("why"),
                document=fields.text("document") if of_law else "",
                article=fields.text("article") if of_law else "",
                code="" if of_law else fields.code("code"),
                since=None if of_law else fields.day("since"),
                moved=() if of_law else _moves(fields),
                place=str(fields.place),
            )
            fields.refuse_unknown()

    # -- cases ------------------------------------------------------------------------------------------
    def _cases(self) -> Iterator[Case]:
        for fields in self._tables("case"):
            known = len(self.problems)
            title, source = fields.text("title"), fields.text("source")
            fields.title = f'case "{title}"' if title else "case"
            stated = {key: self._default(fields, key) for key in DEFAULTS}
            data = self._household(fields, stated)
            expected = self._expected(fields, fields.table.get("expect", {}) if fields.has("expect") else {})
            rows = self._rows(fields)
            fields.refuse_unknown()
            if not expected and not any(parts for *_, parts in rows):
                fields.refuse('expects nothing; add expect = { status = "..." }')
            if len(self.problems) > known or data is None:
                continue
            for number, settings, parts in rows or [(0, {}, {})]:
                case = self._case(fields, (title, source), stated, data, {**settings}, {**expected, **parts}, number)
                if case is not None:
                    yield case

    def _default(self, fields: Fields, key: str) -> Any:
        return fields.table[key] if fields.has(key) else self.file.tables.get(key)

    def _case(
        self, fields: Fields, names: tuple[str, str], stated: Mapping[str, Any], data: Mapping[str, Any],
        settings: dict[str, Any], expected: Mapping[str, Any], row: int,
    ) -> Case | None:  # fmt: skip
        """Build a case; what a row sets comes last."""
        on = _day(settings.pop("on", stated["on"]))
        if on is None:
            fields.refuse(f"on is {shown(stated['on'])}; expected the day of the decision, such as 2024-03-01")
            return None
        household = dict(data)
        if (code := settings.pop("jurisdiction", None)) is not None:
            household["jurisdiction"] = code
        for path, value in settings.items():
            if problem := put(household, path, value):
                fields.refuse(problem)
                return None
        return Case(
            *names, str(fields.place), household, on, expected, stated["figures"] or {}, row, stated["rest"] == "none"
        )

    def _household(self, fields: Fields, stated: Mapping[str, Any]) -> Mapping[str, Any] | None:
        rest = stated["rest"] or "unknown"
        if rest not in RESTS:
            fields.refuse(f"rest is {shown(rest)}; expected one of {', '.join(RESTS)}")
        if not isinstance(stated["figures"] or {}, Mapping):
            fields.refuse('figures is not a table; write { "dibao.standard.rural" = "450 a month" }')
        named = self.file.tables.get("household", {})
        found = household_data(fields.raw("household"), named, self.folder)
        if isinstance(found, str):
            fields.refuse(found)
            return None
        code = stated["jurisdiction"]
        return {"id": "case", **({} if code is None else {"jurisdiction": code}), **found}

    def _expected(self, fields: Fields, table: Any) -> dict[str, Any]:
        parts, strangers = expected_parts(table)
        for key in strangers:
            known = (*VALUES, *(f"{group}.…" for group in GROUPS))
            close = difflib.get_close_matches(key, (*VALUES, *GROUPS), n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
            fields.refuse(f"expects {key!r}, which no decision has; {hint}")
        return parts

    def _rows(self, fields: Fields) -> list[tuple[int, dict[str, Any], dict[str, Any]]]:
        """Give each row's number, what it sets and what it expects."""
        has_columns, has_rows = fields.has("columns"), fields.has("rows")
        if not has_columns and not has_rows:
            return []
        columns: Any = fields.table.get("columns")
        rows: Any = fields.table.get("rows")
        if not _is_list_of(columns, str) or not _is_list_of(rows, list) or not rows:
            fields.refuse('expected columns = ["$.path", "status"] and rows = [["600", "dibao"]], at least one row')
            return []
        found = []
        for number, row in enumerate(rows, start=1):
            if len(row) != len(columns):
                fields.refuse(f"row {number} has {len(row)} values for {len(columns)} columns")
                continue
            pairs = list(zip(columns, row, strict=True))
            settings = {key: each for key, each in pairs if _sets(key)}
            parts = self._expected(fields, {key: each for key, each in pairs if not _sets(key)})
            found.append((number, settings, parts))
        return found


def _moves(fields: Fields) -> tuple[str, ...]:
    moved = fields.raw("moved")
    if _is_list_of(moved, str) and moved:
        return tuple(moved)
    if moved is not None:
        fields.refuse(f'moved is {shown(moved)}; expected what the check names, such as ["until moved a day later"]')
    return ()


def _sets(column: str) -> bool:
    return column.startswith("$") or column in SET_BY_COLUMN


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(each, kind) for each in value)


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if type(value) is date else None


__all__ = ("Case", "CaseFile", "Exemption", "Place", "load_cases")
