"""Read a TOML file of law data strictly, and say where each table stands."""

from __future__ import annotations

import calendar
import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from attrs import define, field, frozen

from dibao.errors import PluginError, Problem

FIRST_YEAR, LAST_YEAR = 1949, 2199
_MAX_DIGITS = 40
_MAX_SHOWN = 60
_DAY = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")
_BARE_MONTH = re.compile(r"=\s*[0-9]{4}-[0-9]{2}\s*(#.*)?$", re.MULTILINE)
_BARE_HEADER = re.compile(r"\[(\[)?(?P<name>[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)\](?(1)\])")
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@frozen
class Place:
    """A file, and a line where it is known."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        """Give `file:line` as messages print it."""
        return f"{self.file}:{self.line}" if self.line else self.file


@frozen
class TomlFile:
    """A parsed file: its tables, its name in messages, its header lines.

    `lines` holds, for each table name, the lines of its headers in order.
    """

    tables: Mapping[str, Any]
    label: str
    lines: Mapping[str, Sequence[int]]

    def place(self, name: str, position: int = 0, of: int = 1) -> Place:
        """Find a table; without a line where the text leaves doubt."""
        lines = self.lines.get(name, ())
        return Place(self.label, lines[position] if len(lines) == of else None)


def read_toml(path: Path, label: str | None = None) -> TomlFile:
    """Read a UTF-8 TOML file with exact decimals.

    Raises:
        PluginError: the file is missing, a directory, not UTF-8 or not TOML.
    """
    label = label or str(path)
    return toml_of(content_of(path, label), label)


def content_of(path: Path, label: str) -> bytes:
    """Give what is in a file.

    Raises:
        PluginError: it is missing, a directory or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        reason = "does not exist; check the path"
    except IsADirectoryError:
        reason = "is a directory; name the TOML file in it"
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
    raise PluginError([Problem(label, reason)])


def toml_of(content: bytes, label: str) -> TomlFile:
    """Give the tables in the content of a file.

    Raises:
        PluginError: it is not UTF-8 or not TOML.
    """
    try:
        text = content.decode("utf-8-sig")
        tables = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError as error:
        reason = f"is not UTF-8 (byte {error.start + 1}); save it as UTF-8"
    except (ValueError, ArithmeticError, RecursionError) as error:
        hint = '; a month is written in quotes, "2024-07"' if _BARE_MONTH.search(text) else ""
        reason = f"is not valid TOML: {error}{hint}"
    else:
        return TomlFile(tables, label, header_lines(text))
    raise PluginError([Problem(label, reason)])


def header_lines(text: str) -> dict[str, list[int]]:
    """Give the lines of the headers of every table, by its name."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("[") and (name := _header_name(line)):
            lines.setdefault(name, []).append(number)
    return lines


def _header_name(line: str) -> str:
    if bare := _BARE_HEADER.fullmatch(line):
        return bare["name"]
    try:
        rest: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ""
    keys = []
    while table := rest[0] if isinstance(rest, list) else rest:
        ((key, rest),) = table.items()
        keys.append(key)
    return ".".join(keys)


@define
class Fields:
    """Take the entries of one table one by one, and collect what is wrong.

    Each method gives the entry, or a harmless stand-in after noting a problem;
    whoever notes problems makes nothing of the table.
    """

    table: Mapping[str, Any]
    title: str
    place: Place
    problems: list[Problem]
    _asked: set[str] = field(factory=set, init=False)

    def refuse(self, message: str) -> None:
        """Note a problem with this table."""
        self.problems.append(Problem(str(self.place), f"{self.title}: {message}"))

    def has(self, key: str) -> bool:
        """Tell whether the table has an entry."""
        self._asked.add(key)
        return key in self.table

    def raw(self, key: str) -> Any:
        """Give an entry as it is written; None and a problem where it lacks."""
        if not self.has(key):
            self.refuse(f"{key} is missing; add it")
        return self.table.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text that is not empty."""
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        if isinstance(value, str) and value.strip():
            return value
        if value is not None:
            self.refuse(f"{key} is {shown(value)}; expected a text in quotes that is not empty")
        return default or ""

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Give one of a few words."""
        if default is not None and not self.has(key):
            return default
        value = self.raw(key)
        if isinstance(value, str) and value in allowed:
            return value
        if value is not None:
            close = difflib.get_close_matches(value, allowed, n=1) if isinstance(value, str) else []
            hint = f"; did you mean {close[0]!r}?" if close else ""
            self.refuse(f"{key} is {shown(value)}; expected one of {', '.join(allowed)}{hint}")
        return default or allowed[0]

    def flag(self, key: str, default: bool) -> bool:
        """Give true or false."""
        value = self.table[key] if self.has(key) else default
        if not isinstance(value, bool):
            self.refuse(f"{key} is {shown(value)}; expected true or false")
        return value is True

    def code(self, key: str) -> str:
        """Give a six-digit code of a jurisdiction."""
        value = self.raw(key)
        if is_code(value):
            return cast(str, value)
        if value is not None:
            self.refuse(f'{key} is {shown(value)}; expected a six-digit code in quotes, such as "431281"')
        return ""

    def day(self, key: str, *, last: bool = False) -> date | None:
        """Give a day; a year or a month means its first or its last day."""
        if not self.has(key):
            return None
        value = self.table[key]
        found = expanded(value, last=last)
        if found is None:
            self.refuse(
                f'{key} is {shown(value)}; expected a day (2024-07-01), a month in quotes ("2024-07") '
                f"or a year (2024), from {FIRST_YEAR} to {LAST_YEAR}"
            )
        return found

    def decimal(self, key: str, places: int) -> Decimal | None:
        """Give an exact number with at most so many decimal places."""
        value = self.raw(key)
        number = plain_decimal(value)
        if number is None:
            if value is not None:
                self.refuse(f'{key} is {shown(value)}; expected a plain decimal number such as 450 or "358.33"')
            return None
        if len(str(number).partition(".")[2].rstrip("0")) > places:
            self.refuse(f"{key} is {shown(value)}; expected at most {places} decimal places")
            return None
        return number

    def refuse_unknown(self) -> None:
        """Note every entry that nobody asked for."""
        for key in sorted(set(self.table) - self._asked):
            close = difflib.get_close_matches(key, sorted(self._asked), n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(sorted(self._asked))}"
            self.refuse(f"{key!r} is not known here; {hint}")


def is_code(value: object) -> bool:
    """Tell whether a value is a six-digit code."""
    return isinstance(value, str) and re.fullmatch("[0-9]{6}", value) is not None


def expanded(value: object, *, last: bool = False) -> date | None:
    """Give the first or the last day of a day, month or year, if it is one."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else None
    if not isinstance(value, int | str) or isinstance(value, bool) or _is_huge(value):
        return None
    match = _DAY.fullmatch(str(value))
    if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        return None
    year, month = int(match["year"]), int(match["month"] or (12 if last else 1))
    try:
        final_day = calendar.monthrange(year, month)[1]
        return date(year, month, int(match["day"] or (final_day if last else 1)))
    except ValueError:
        return None


def plain_decimal(value: object) -> Decimal | None:
    """Give the exact number of a whole number, a decimal or a decimal text."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal) or _is_huge(value):
        return None
    text = str(value)
    return Decimal(text) if len(text) <= _MAX_DIGITS and _PLAIN_NUMBER.fullmatch(text) else None


def _is_huge(value: object) -> bool:
    """Tell whether an integer is too long to be turned into text safely."""
    return isinstance(value, int) and value.bit_length() > 4 * _MAX_DIGITS


def shown(value: object) -> str:
    """Print a value of a TOML file briefly, as its author wrote it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, Mapping):
        text = "a table"
    elif isinstance(value, Iterable):
        text = "a list"
    elif _is_huge(value):
        text = f"a number of more than {_MAX_DIGITS} digits"
    else:
        text = str(value)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}..."
