"""Settle the command that writes a page on each region."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dibao.cli.assessment import problem_lines
from dibao.cli.options import PROBLEM, loaded_engine
from dibao.cli.output import print_problems
from dibao.errors import DibaoError
from dibao.pages import write_pages

NO_CHARTS = "Charts need matplotlib; run: pip install 'dibao[docs]', or write --no-charts"


@click.command()
@click.argument("names", metavar="[PLUG-IN]...", nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the pages go.",
)
@click.option("--charts/--no-charts", default=True, show_default=True, help="Draw figures over time, too.")
def pages(names: tuple[str, ...], folder: Path, charts: bool) -> None:
    """Write what each PLUG-IN says as Markdown pages, all plug-ins by default.

    A page has the documents, rules, figures and articles, and marks what is weakly known.
    """
    engine = loaded_engine()
    try:
        written = write_pages(engine, folder, names, charts=charts)
    except DibaoError as error:
        print_problems(problem_lines(error))
        sys.exit(PROBLEM)
    except ModuleNotFoundError as error:
        if error.name != "matplotlib":
            raise
        print_problems([NO_CHARTS])
        sys.exit(PROBLEM)
    click.echo(f"{len(written)} files written to {folder}")
