"""Settle how the written answer for an applicant is printed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from dibao import read_household_file
from dibao.assess.decision import Lang
from dibao.cli.assessment import problem_lines
from dibao.cli.options import EXIT_CODES, PROBLEM, UNDETERMINED, day, figures_option, lang_option, loaded_engine
from dibao.cli.output import print_problems
from dibao.errors import DibaoError


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", required=True, callback=day, help="The day of the decision, such as 2024-03-01.")
@figures_option
@lang_option
def notice(file: Path, on: date, figures: Path | None, lang: Lang) -> None:
    """Print the written answer to the household in FILE, with its reasons.

    The number, the seal and its day are left blank for the office.
    """
    engine = loaded_engine(figures=figures)
    try:
        decision = engine.assess(read_household_file(file, catalogue=engine.catalogue, on=on), on)
        click.echo(decision.notice(lang).rstrip("\n"))
    except DibaoError as error:
        print_problems(problem_lines(error, f"{file}: "))
        sys.exit(PROBLEM)
    sys.exit(0 if decision.is_decided else UNDETERMINED)
