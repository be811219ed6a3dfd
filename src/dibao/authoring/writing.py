"""Settle which files a new plug-in has, and write them whole or not at all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from re import fullmatch
from typing import Any

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined

from dibao.authoring.answers import AREAS, OPEN, Answers, Document, Standard
from dibao.errors import InputError, Problem
from dibao.law.toml_tables import expanded
from dibao.version import VERSION

RUNNABLE = (".ci/run",)
FEN = Decimal("0.01")


@frozen
class WorkedExample:
    """What one person lacks to a standard: incomes below, on and above it."""

    area: str
    amount: str
    per: str
    source: str
    days_source: str
    rows: tuple[tuple[str, str, str], ...]


def write_plugin(answers: Answers, parent: Path, first_day: date) -> Path:
    """Write the package of a new plug-in, and give its folder.

    Args:
        answers: what its author knows, checked already.
        parent: the folder in which it gets one of its own.
        first_day: the first day on which any means test is known.

    Raises:
        InputError: the folder is there already, or cannot be written to.
    """
    folder = parent / answers.folder
    if folder.exists():
        raise InputError([Problem(str(folder), "is there already and is left as it is. Name another folder with -o.")])
    files = dict(rendered(answers, first_day))
    try:
        with tempfile.TemporaryDirectory(dir=parent, prefix=f".{answers.folder}-") as temporary:
            whole = Path(temporary) / answers.folder
            for name, text in files.items():
                path = whole / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
                if name in RUNNABLE:
                    path.chmod(0o755)
            whole.rename(folder)
    except OSError as error:
        sentence = f"cannot be written ({error.strerror}). Name a folder of your own with -o."
        raise InputError([Problem(str(folder), sentence)]) from error
    return folder


def rendered(answers: Answers, first_day: date) -> Iterator[tuple[str, str]]:
    """Give the name and the text of every file."""
    environment = _environment()
    common = _context(answers, first_day)

    def text(template: str, **more: Any) -> str:
        return environment.get_template(template).render({**common, **more})

    package = f"src/{answers.package}"
    yield "pyproject.toml", text("pyproject.toml.jinja")
    yield "README.md", text("README.md.jinja")
    yield ".gitignore", text("gitignore.jinja")
    yield ".ci/run", text("ci_run.jinja")
    yield f"{package}/__init__.py", text("package/__init__.py.jinja")
    yield f"{package}/py.typed", ""
    for name in ("figures", "jurisdictions", "coverage", "cases"):
        yield f"{package}/{name}.toml", text(f"package/{name}.toml.jinja")
    for document in answers.documents:
        is_first = document is answers.documents[0]
        yield f"{package}/{document.module}.py", text("package/document.py.jinja", document=document, is_first=is_first)
    yield f"tests/test_{answers.name.replace('-', '_')}.py", text("tests/test_plugin.py.jinja")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dibao.authoring", "template"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # It writes Python and TOML, not HTML; every text is checked and quoted.
        autoescape=False,
    )
    # A JSON text is also one of Python and of TOML.
    environment.filters["text"] = lambda value: json.dumps(value, ensure_ascii=False)
    environment.filters["day"] = _toml_day
    return environment


def _context(answers: Answers, first_day: date) -> Mapping[str, Any]:
    first = answers.documents[0]
    until = first.until or first.since[:4]
    on = max(expanded(first.since) or first_day, first_day)
    last = None if until == OPEN else expanded(until, last=True)
    days = dict.fromkeys([on, *([last] if last is not None and last > on else [])])
    stated = [each.area for each in answers.standards]
    return {
        "answers": answers,
        "place": answers.place,
        "first": first,
        "modules": sorted(each.module for each in answers.documents),
        "areas": [each for each in AREAS if each in stated] or list(AREAS),
        "until": until,
        "since_is_year": fullmatch("[0-9]{4}", first.since) is not None,
        "on": on.isoformat(),
        "days": [f"date({each.year}, {each.month}, {each.day})" for each in days],
        # A province that is installed beside it may know the days before and after.
        "edges": [] if answers.beside else _edges(expanded(first.since), last, first_day),
        "worked": [_worked(each, first) for each in answers.standards],
        "kernel": _kernel(),
    }


def _worked(standard: Standard, document: Document) -> WorkedExample:
    amount = Decimal(standard.amount)
    incomes = (Decimal(0), amount - FEN, amount, amount + FEN)
    rows = [(f"{each:.2f}", f"{max(amount - each, Decimal(0)):.2f}", _word(each < amount)) for each in incomes]
    source = f"made by dibao new-plugin from the standard that {document.title} states; put an official example here"
    days = f"{document.title}, in force since {document.since}; before and after nothing is stated"
    return WorkedExample(standard.area, standard.amount, standard.per, source, days, tuple(rows))


def _edges(first: date | None, last: date | None, first_day: date) -> Sequence[tuple[str, bool]]:
    """Give the days around the first and the last one, and whether a standard is stated then."""
    day = timedelta(1)
    around = [*_around(first, -day), *_around(last, day)]
    return [(each.isoformat(), is_stated) for each, is_stated in around if each >= first_day]


def _around(edge: date | None, outwards: timedelta) -> Sequence[tuple[date, bool]]:
    return [] if edge is None else [(edge + outwards, False), (edge, True)]


def _word(flag: bool) -> str:
    return "true" if flag else "false"


def _kernel() -> str:
    """Give the versions of dibao for which it is written: this minor version."""
    major, minor = VERSION.split(".")[:2]
    return f"dibao>={major}.{minor},<{major}.{int(minor) + 1}"


def _toml_day(text: str) -> str:
    """Write a day or a year as TOML has them, a month and "open" as texts."""
    plain = fullmatch("[0-9]{4}(-[0-9]{2}-[0-9]{2})?", text)
    return text if plain else json.dumps(text)
