"""Settle how a reform is compared with the law as it is."""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from dibao import Engine, Plugin
from dibao.assess.decision import Lang
from dibao.cli.assessment import problem_lines
from dibao.cli.batch_command import with_batch_packages
from dibao.cli.options import PROBLEM, day, form_option, lang_option, loaded_engine
from dibao.cli.output import Form, print_problems, print_table
from dibao.errors import DibaoError, InputError, Problem

if TYPE_CHECKING:
    from dibao.batch.compare import Comparison
    from dibao.batch.files.columns import Role

NO_PICTURE = "Pictures need matplotlib; run: pip install 'dibao[pictures]', or leave out --picture"
EXIT_CODES = """\b
Exit codes:
  0  compared
  1  rows were rejected, or a file, a figure or a plug-in is wrong
  2  the command was not understood"""


@click.command(epilog=EXIT_CODES)
@click.argument("households", type=click.Path(path_type=Path))
@click.argument("members", type=click.Path(path_type=Path))
@click.option("--obligors", metavar="FILE", type=click.Path(path_type=Path), help="Relatives who owe support.")
@click.option("--on", metavar="DATE", required=True, callback=day, help="The day of both decisions.")
@click.option(
    "--baseline", metavar="FILE.toml", type=click.Path(path_type=Path), help="Figures of an office that hold already."
)
@click.option(
    "--reform",
    metavar="FILE.toml|PLUG-IN",
    required=True,
    help="Figures to lay over the baseline; or a plug-in, installed or as module:name.",
)
@click.option("--money-unit", type=click.Choice(("yuan", "fen")), help="What whole numbers of money in Parquet count.")
@click.option("--picture", metavar="FILE", type=click.Path(path_type=Path), help="Draw it, too: .svg or .png.")
@form_option
@lang_option
def compare(
    households: Path, members: Path, obligors: Path | None, *, on: date, baseline: Path | None, reform: str,
    money_unit: str | None, picture: Path | None, form: Form, lang: Lang,
) -> None:  # fmt: skip
    """Say who gains and who loses by a reform, and what it costs.

    The HOUSEHOLDS and MEMBERS are decided twice on one day: under the law as it
    is, and with the reform laid over it. The baseline is never changed.
    """
    if picture is not None and picture.suffix.lower() not in (".svg", ".png"):
        raise click.UsageError(f"'{picture}' does not end in .svg or .png; name such a file")
    files: dict[Role, Path] = {"households": households, "members": members}
    if obligors is not None:
        files["obligors"] = obligors
    with with_batch_packages():
        try:
            before, after = _laws(baseline, reform)
            found = _compared(before, after, files, on, money_unit)
        except DibaoError as error:
            print_problems(problem_lines(error))
            sys.exit(PROBLEM)
    _print(found, form, lang)
    if picture is not None:
        _draw(found, picture)
    sys.exit(PROBLEM if found.rejected else 0)


def _laws(baseline: Path | None, reform: str) -> tuple[Engine, Engine]:
    """Give both laws; a reform that is installed is no part of the baseline."""
    from dibao.batch.compare import reformed

    if reform.endswith(".toml"):
        before = loaded_engine(figures=baseline)
        return before, reformed(before, Path(reform))
    if ":" in reform:
        before = loaded_engine(figures=baseline)
        return before, reformed(before, _plugin(reform))
    everything = loaded_engine()
    others = [each for each in everything.plugins.plugins if each.name != reform]
    if len(others) == len(everything.plugins.plugins):
        known = ", ".join(each.name for each in others)
        sentence = f"is {reform!r}; expected FILE.toml, module:name or an installed plug-in ({known}). Name one."
        raise InputError([Problem("--reform", sentence)])
    before = loaded_engine(plugins=others, figures=baseline)
    [added] = [each for each in everything.plugins.plugins if each.name == reform]
    return before, reformed(before, added)


def _plugin(named: str) -> Plugin:
    module, _, name = named.partition(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise InputError([Problem("--reform", f"{named!r} cannot be imported: {error}. Check the name.")]) from error
    if not isinstance(found, Plugin):
        sentence = f"{named!r} is of type {type(found).__name__}; expected a Plugin. Name that."
        raise InputError([Problem("--reform", sentence)])
    return found


def _compared(before: Engine, after: Engine, files: dict[Role, Path], on: date, money_unit: str | None) -> Comparison:
    from dibao.batch.compare.files import compare_files

    console = Console(stderr=True)
    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, rows: int) -> None:
            bar.update(task, completed=done, total=rows)

        try:
            return compare_files(before, after, files, on, money_unit=money_unit, progress=progress)
        except OSError as error:
            raise InputError([Problem(str(error.filename or ""), str(error.strerror or error))]) from error


def _print(found: Comparison, form: Form, lang: Lang) -> None:
    from dibao.batch.compare.in_words import sections, sentences

    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2).encode())
        return
    for line in sentences(found, lang):
        click.echo(line)
    for section in sections(found, lang):
        if section.rows:
            click.echo()
            print_table(section.headings, section.rows)


def _draw(found: Comparison, picture: Path) -> None:
    try:
        from dibao.batch.compare.picture import draw
    except ModuleNotFoundError as error:
        if error.name != "matplotlib":
            raise
        print_problems([NO_PICTURE])
        sys.exit(PROBLEM)
    try:
        draw(found, picture)
    except OSError as error:
        print_problems([f"{picture}: {error.strerror or error}"])
        sys.exit(PROBLEM)
