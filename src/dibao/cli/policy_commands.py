"""Settle the commands that show the law without any household."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import click

from dibao import Engine
from dibao.assess.decision import Lang
from dibao.assess.law_diff import policy_diff
from dibao.assess.law_history import figure_history
from dibao.assess.law_view import policy_view
from dibao.cli.assessment import problem_lines
from dibao.cli.options import PROBLEM, day, figures_option, form_option, lang_option, loaded_engine
from dibao.cli.output import Form, print_problems
from dibao.errors import DibaoError
from dibao.law import data_files

EXIT_CODES = """\b
Exit codes:
  0  shown
  1  something is wrong with a place, a day, a figure or a plug-in
  2  the command was not understood"""
ON_HELP = "The day on which the law is looked at, such as 2024-03-01."


class View(Protocol):
    """What can be printed as text and as data."""

    def text(self, lang: Lang = "zh") -> str:
        """Print it in words."""

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON data."""


@click.group()
def policy() -> None:
    """Look at the law: what is in force where and when, and what differs."""


@policy.command(epilog=EXIT_CODES)
@click.argument("code")
@click.option("--on", metavar="DATE", required=True, callback=day, help=ON_HELP)
@figures_option
@form_option
@lang_option
def show(code: str, on: date, figures: Path | None, form: Form, lang: Lang) -> None:
    """Show the rules and figures in force.

    CODE is the place, six digits such as 431281.
    """

    def view(engine: Engine) -> View:
        return policy_view(engine.policy(code, on), data_files.coverages(engine.plugins.plugins))

    _print(view, figures, form, lang)


@policy.command(epilog=EXIT_CODES)
@click.argument("codes", metavar="CODE [CODE]", nargs=-1, required=True)
@click.option("--on", metavar="DATE", required=True, callback=day, help=ON_HELP)
@click.option("--and", "later", metavar="DATE", callback=day, help="The other day, where one place is compared.")
@figures_option
@form_option
@lang_option
def diff(codes: tuple[str, ...], on: date, later: date | None, figures: Path | None, form: Form, lang: Lang) -> None:
    """Show what differs on two days, or between two places.

    One CODE needs --on and --and; two need --on only.
    """
    if len(codes) > 2:
        raise click.UsageError(f"{len(codes)} places were named; expected one with --and, or two")
    if len(codes) == 1 and later is None:
        raise click.UsageError(f"{codes[0]} alone has nothing to be compared with; add --and DATE or a second CODE")
    if len(codes) == 2 and later is not None:
        raise click.UsageError("two places are compared on one day; leave out --and, or one CODE")

    def view(engine: Engine) -> View:
        return policy_diff(engine.policy(codes[0], on), engine.policy(codes[-1], later or on))

    _print(view, figures, form, lang)


@policy.command(epilog=EXIT_CODES)
@click.argument("code")
@click.argument("figure")
@figures_option
@form_option
@lang_option
def history(code: str, figure: str, figures: Path | None, form: Form, lang: Lang) -> None:
    """Show all values of a FIGURE, and the gaps.

    The values are those of the place CODE and of the places it lies in.
    FIGURE is a full name, such as dibao.standard.rural.
    """
    _print(lambda engine: figure_history(engine, code, figure), figures, form, lang)


def _print(view: Callable[[Engine], View], figures: Path | None, form: Form, lang: Lang) -> None:
    """Print a view, or report what is wrong and end."""
    engine = loaded_engine(figures=figures)
    try:
        shown = view(engine)
    except DibaoError as error:
        print_problems(problem_lines(error))
        sys.exit(PROBLEM)
    if form == "json":
        click.echo(json.dumps(shown.to_json(), ensure_ascii=False, indent=2).encode())
    else:
        click.echo(shown.text(lang).rstrip("\n"))
