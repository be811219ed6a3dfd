"""Settle the options that commands share, and how they load an engine."""

from __future__ import annotations

import sys
import warnings
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from dibao import Engine
from dibao.assess.decision import Lang
from dibao.cli.assessment import problem_lines
from dibao.cli.output import Form, print_problems
from dibao.errors import DibaoError, SetAsideWarning
from dibao.household.stated import written_date

PROBLEM = 1
"""The exit code where something is wrong with a household, a figure or a plug-in."""
UNDETERMINED = 3
"""The exit code where a fact, a finding or a figure is missing."""
EXIT_CODES = """\b
Exit codes:
  0  decided, or nothing wrong
  1  something is wrong with a household, a figure or a plug-in
  2  the command was not understood
  3  something is undetermined: a fact, a finding or a figure is missing"""


def day(_: click.Context, __: click.Parameter, text: str | None) -> date | None:
    """Give the day that an option names; None where it is left out."""
    if text is None:
        return None
    try:
        named = written_date(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is a day that no calendar has; expected one such as 2024-03-01") from error
    if named is None:
        raise click.BadParameter(f"{text!r} is not a day; expected one such as 2024-03-01")
    return named


figures_option = click.option(
    "--figures",
    metavar="FILE.toml",
    type=click.Path(path_type=Path),
    help="An office's own figures; they beat those of all plug-ins.",
)
form_option = click.option("--format", "form", type=click.Choice(get_args(Form)), default="text", show_default=True)
lang_option = click.option(
    "--lang",
    type=click.Choice(get_args(Lang)),
    default="zh",
    show_default=True,
    help="The language of the text; JSON is the same in both.",
)


def loaded_engine(**options: Any) -> Engine:
    """Load everything, or report all that is wrong and end.

    What is set aside is reported, too; its places are refused and others decided.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SetAsideWarning)  # the same sentence is printed below
            engine = Engine(**options)
    except DibaoError as error:
        print_problems(problem_lines(error))
        sys.exit(PROBLEM)
    print_problems(str(problem) for each in engine.plugins.set_aside for problem in each.problems)
    return engine
