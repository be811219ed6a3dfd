"""Settle how an empty form for a list of households is written."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from dibao.assess.decision import Lang
from dibao.assess.policy import Policy
from dibao.cli.assessment import problem_lines
from dibao.cli.batch_command import with_batch_packages
from dibao.cli.options import PROBLEM, day, figures_option, lang_option, loaded_engine
from dibao.cli.output import print_problems
from dibao.cli.saving import refuse_target
from dibao.errors import DibaoError
from dibao.household.facts import Catalogue

EXIT_CODES = """\b
Exit codes:
  0  the form was written
  1  the place is not known on that day, or the form cannot be written
  2  the command was not understood"""
WRITTEN = ("已写入{file}。", "{file} was written.")


@click.command(epilog=EXIT_CODES)
@click.option("--excel", "form", flag_value="excel", default=True, help="A workbook with a sheet for each table.")
@click.option("--csv", "form", flag_value="csv", help="A folder with a CSV file for each table.")
@click.option("-o", "--output", "target", metavar="OUT", required=True, type=click.Path(path_type=Path))
@click.option("--jurisdiction", metavar="CODE", help="Ask only for what the policy of this place reads.")
@click.option("--on", metavar="DATE", callback=day, help="The day of that policy, such as 2024-03-01.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@figures_option
@lang_option
def template(
    form: str, target: Path, jurisdiction: str | None, on: date | None, force: bool, figures: Path | None, lang: Lang
) -> None:
    """Write an empty form for `dibao batch`.

    It has the headers, lists of choices, an explanation and an example row that
    is left out when the form is read. With --jurisdiction and --on it asks only
    for the facts that can matter there.
    """
    if (jurisdiction is None) != (on is None):
        raise click.UsageError("--jurisdiction and --on belong together; name both or neither")
    with with_batch_packages():
        engine = loaded_engine(figures=figures)
        try:
            policy = None if jurisdiction is None or on is None else engine.policy(jurisdiction, on)
            written = _write(form, target, engine.catalogue, policy, lang, force=force)
        except DibaoError as error:
            print_problems(problem_lines(error))
            sys.exit(PROBLEM)
        except OSError as error:
            print_problems([f"{target}: cannot be written: {error.strerror or error}. Choose another place."])
            sys.exit(PROBLEM)
    for each in written:
        click.echo(WRITTEN[0 if lang == "zh" else 1].format(file=each), err=True)


def _write(
    form: str, target: Path, catalogue: Catalogue, policy: Policy | None, lang: Lang, *, force: bool
) -> list[Path]:
    from dibao.batch.files.template import csv_forms, write_workbook
    from dibao.batch.files.work import write_whole

    if form == "excel":
        if target.suffix.lower() != ".xlsx":
            raise click.UsageError(f"'{target}' does not end in .xlsx; name such a file, or add --csv for a folder")
        refuse_target(target, (), force=force)
        write_workbook(target, catalogue, policy, lang)
        return [target]
    target.mkdir(exist_ok=True)
    forms = [(target / name, text) for name, text in csv_forms(catalogue, policy, lang)]
    for path, _ in forms:
        refuse_target(path, (), force=force)
    for path, text in forms:
        write_whole(path, ("\ufeff" + text).encode())
    return [path for path, _ in forms]
