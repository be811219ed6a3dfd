"""Settle how the signs of households are looked for in files, and printed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from dibao import Engine, read_household_file
from dibao.assess.decision import Lang
from dibao.cli.assessment import Assessed, problem_lines
from dibao.cli.options import PROBLEM, day, figures_option, lang_option, loaded_engine
from dibao.cli.output import Form, print_assessed, print_problems
from dibao.errors import DibaoError
from dibao.monitoring.watch import watch

EXIT_CODES = """\b
Exit codes:
  0  every household was looked at, whatever signs it shows
  1  something is wrong with a household, a figure or a plug-in
  2  the command was not understood"""


@click.command(epilog=EXIT_CODES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", required=True, callback=day, help="The day of the look, such as 2024-03-01.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@figures_option
@lang_option
def monitor(files: tuple[Path, ...], on: date, as_json: bool, figures: Path | None, lang: Lang) -> None:
    """Look for signs that the household in each FILE may need help.

    A sign is certain, possible or impossible by what is known; one member
    suffices. It decides nothing and pays nothing.
    JSON is one answer for one FILE, a list for several.
    """
    engine = loaded_engine(figures=figures)
    form: Form = "json" if as_json else "text"
    results = [_looked_at(engine, file, on, form, lang) for file in files]
    print_assessed(results, form)
    print_problems([line for result in results for line in result.problems])
    sys.exit(PROBLEM if any(result.problems for result in results) else 0)


def _looked_at(engine: Engine, path: Path, on: date, form: Form, lang: Lang) -> Assessed:
    """Look at the household in a file; whatever goes wrong is a problem of it."""
    try:
        found = watch(engine, read_household_file(path, catalogue=engine.catalogue, on=on), on)
        output = found.to_json() if form == "json" else found.explain(lang)
    except DibaoError as error:
        return Assessed(str(path), problems=problem_lines(error, f"{path}: "))
    return Assessed(str(path), output, is_decided=True)
