"""Settle the command that makes up households for benchmarks and demonstrations."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dibao import Engine
from dibao.cli.assessment import problem_lines
from dibao.cli.options import PROBLEM, day, figures_option, loaded_engine
from dibao.cli.output import print_problems
from dibao.errors import DibaoError, InputError, Problem
from dibao.law.figures import MissingFigure
from dibao.symbols.units import MONTHS_A_YEAR

if TYPE_CHECKING:
    from dibao.batch.synth import Place, Population

POLICIES = ("shili", "national")
STANDARDS = ("dibao.standard.urban", "dibao.standard.rural")
NO_ARROW = "Synthetic tables need numpy and pyarrow; run: pip install 'dibao[batch]'"
EXIT_CODES = """\b
Exit codes:
  0  written
  1  a place, a day, a figure or the folder is wrong
  2  the command was not understood"""


@click.command(epilog=EXIT_CODES)
@click.option("--households", metavar="N", required=True, type=click.IntRange(1), help="How many households.")
@click.option("--seed", metavar="S", default=1, show_default=True, type=click.IntRange(0), help="Gives other ones.")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the two Parquet files go.",
)
@click.option(
    "--policy",
    type=click.Choice(POLICIES),
    default="national",
    show_default=True,
    help="Facts of real places, or of the reference policy of the invented county Shili.",
)
@click.option("--on", metavar="DATE", callback=day, help="The day on which national households are to be decided.")
@click.option(
    "--place", "codes", metavar="CODE", multiple=True, help="A place to live in; all with standards by default."
)
@figures_option
def synth(
    households: int,
    seed: int,
    folder: Path,
    policy: str,
    on: date | None,
    codes: Sequence[str],
    figures: Path | None,
) -> None:
    """Make up households at random, for benchmarks and demonstrations.

    They describe no household and no place. The same options give the same
    households; every line of the test has some on it and some beside it.
    """
    if policy == "national" and on is None:
        raise click.UsageError("national households need a day for ages and standards; add --on DATE")
    if policy == "shili" and (on or codes or figures):
        raise click.UsageError("Shili has one place, and standards of its own; leave out --on, --place and --figures")
    try:
        count = _write(_population(households, seed, on, codes, figures), folder)
    except (DibaoError, OSError) as error:
        lines = problem_lines(error) if isinstance(error, DibaoError) else [f"{folder}: {error.strerror or error}"]
        print_problems(lines)
        sys.exit(PROBLEM)
    except ModuleNotFoundError as error:
        if error.name not in ("numpy", "pyarrow"):
            raise
        print_problems([NO_ARROW])
        sys.exit(PROBLEM)
    click.echo(f"{count} synthetic households written to {folder}; they describe no household and no place")


def _population(households: int, seed: int, on: date | None, codes: Sequence[str], figures: Path | None) -> Population:
    from dibao.batch.synth import national_population, shili_population

    if on is None:
        return shili_population(households, seed)
    engine = loaded_engine(figures=figures)
    return national_population(households, seed, on, list(_places(engine, codes, on)))


def _places(engine: Engine, codes: Sequence[str], on: date) -> Iterator[Place]:
    """Give the places that are named, or all that have both standards."""
    from dibao.batch.synth import Place

    for code in codes or engine.jurisdictions.codes():
        chain = tuple(each.code for each in engine.jurisdictions.chain(code))
        found = [engine.figures.at(name, chain, on) for name in STANDARDS]
        missing = [each for each in found if isinstance(each, MissingFigure)]
        if not missing:
            yield Place(code, *(-(-int(each.value) // MONTHS_A_YEAR) for each in found))  # type: ignore[union-attr,arg-type]
        elif codes:
            raise InputError([Problem("--place", each.sentence()) for each in missing])


def _write(population: Population, folder: Path) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from dibao.batch.synth.files import write_population

    written, console = 0, Console(stderr=True)
    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=population.households)
        for written in write_population(population, folder):
            bar.update(task, completed=written)
    return written
