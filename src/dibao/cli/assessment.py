"""Settle what becomes of one file: a decision in words or data, or its problems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from dibao import Engine, read_household_file
from dibao.assess.decision import Decision, Lang
from dibao.cli.narrowing import check_programmes, narrowed_data, narrowed_text
from dibao.cli.output import Form
from dibao.errors import DibaoError, ProblemsError


@frozen
class Assessed:
    """One file, with its decision as it is printed or with its problems."""

    file: str
    output: Any = None
    is_decided: bool = False
    problems: Sequence[str] = ()


def assess_file(
    engine: Engine, path: Path, on: date, form: Form, lang: Lang, programmes: Sequence[str] = ()
) -> Assessed:
    """Decide the household in a file; whatever goes wrong is a problem of it.

    With `programmes` only what these give is printed.
    """
    try:
        decision = engine.assess(read_household_file(path, catalogue=engine.catalogue, on=on), on)
        check_programmes(decision, programmes)
        output = _narrowed(decision, form, lang, programmes) if programmes else _whole(decision, form, lang)
    except DibaoError as error:
        return Assessed(str(path), problems=problem_lines(error, f"{path}: "))
    return Assessed(str(path), output, decision.is_decided)


def _whole(decision: Decision, form: Form, lang: Lang) -> Any:
    return decision.to_json() if form == "json" else decision.explain(lang)


def _narrowed(decision: Decision, form: Form, lang: Lang, programmes: Sequence[str]) -> Any:
    if form == "json":
        return narrowed_data(decision, programmes)
    return narrowed_text(decision, programmes, lang)


def problem_lines(error: DibaoError, prefix: str = "") -> Sequence[str]:
    """Give each problem as one line: what it is in, where, and what to do."""
    problems = error.problems if isinstance(error, ProblemsError) else [error]
    return [f"{prefix}{problem}" for problem in problems]
