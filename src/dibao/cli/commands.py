"""Settle which commands there are, and with which exit code each ends."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from dibao import __version__
from dibao.assess.decision import Lang
from dibao.cli.assessment import Assessed, assess_file
from dibao.cli.batch_command import batch
from dibao.cli.compare_command import compare
from dibao.cli.deadlines_command import deadlines
from dibao.cli.explain_command import explain
from dibao.cli.export_command import export
from dibao.cli.interview_command import ask
from dibao.cli.monitor_command import monitor
from dibao.cli.new_plugin_command import new_plugin
from dibao.cli.notice_command import notice
from dibao.cli.options import (
    EXIT_CODES,
    PROBLEM,
    UNDETERMINED,
    day,
    figures_option,
    form_option,
    lang_option,
    loaded_engine,
)
from dibao.cli.output import Form, prepare_streams, print_assessed, print_problems, print_table
from dibao.cli.pages_command import pages
from dibao.cli.plugin_table import HEADINGS, plugin_rows
from dibao.cli.policy_commands import policy
from dibao.cli.reserve_command import reserve
from dibao.cli.schema_command import schema
from dibao.cli.synth_command import synth
from dibao.cli.template_command import template
from dibao.cli.timeline_command import timeline
from dibao.law.documents import GRADES, Grade


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXIT_CODES)
@click.version_option(__version__, message="%(prog)s %(version)s")
def dibao() -> None:
    """Decide household means tests in China's social assistance, exact to the fen."""
    prepare_streams()


COMMANDS = (
    ask, batch, compare, deadlines, explain, export, monitor, new_plugin, notice, pages, policy, reserve, schema, synth,
    template, timeline,
)  # fmt: skip
for command in COMMANDS:
    dibao.add_command(command)


@dibao.command(epilog=EXIT_CODES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", required=True, callback=day, help="The day of the decision, such as 2024-03-01.")
@figures_option
@form_option
@lang_option
@click.option(
    "--programme",
    "programmes",
    metavar="NAME",
    multiple=True,
    help="Print only what this programme gives; may be repeated.",
)
@click.option("--strict", is_flag=True, help="Refuse a household where a figure that is needed has no value.")
@click.option("--carry-forward", is_flag=True, help="Extend a figure's last value, with a warning.")
@click.option("--grade", type=click.Choice(GRADES), help="Refuse decisions that rest on weaker evidence.")
def assess(
    files: tuple[Path, ...],
    on: date,
    figures: Path | None,
    form: Form,
    lang: Lang,
    programmes: tuple[str, ...],
    strict: bool,
    carry_forward: bool,
    grade: Grade | None,
) -> None:
    """Decide the household in each FILE and say why.

    A FILE is JSON or TOML and holds one household.
    Households that can be decided are, whatever is wrong with the others.
    JSON is one decision for one FILE, a list for several.
    """
    engine = loaded_engine(figures=figures, strict=strict, carry_forward=carry_forward, grade=grade)
    results = [assess_file(engine, file, on, form, lang, programmes) for file in files]
    print_assessed(results, form)
    print_problems([line for result in results for line in result.problems])
    sys.exit(_exit_code(results))


@dibao.command()
def plugins() -> None:
    """List the installed plug-ins."""
    engine = loaded_engine()
    print_table(HEADINGS, plugin_rows(engine))
    if engine.plugins.set_aside:
        sys.exit(PROBLEM)


@dibao.command(epilog=EXIT_CODES)
@click.argument("names", metavar="[PLUG-IN]...", nargs=-1)
@figures_option
@click.option("--notices", is_flag=True, help="Print what is worth a look, too.")
def check(names: tuple[str, ...], figures: Path | None, notices: bool) -> None:
    """Check each PLUG-IN and the figures, all that are installed by default.

    Every place is composed on every day on which something changes there.
    A notice is worth a look and does not fail the check; --notices prints them.
    """
    engine = loaded_engine(plugins=names or None, figures=figures)
    problems = engine.check()
    errors = [str(each) for each in problems if each.severity == "error"]
    worth_a_look = [f"notice: {each}" for each in problems if each.severity == "notice"]
    # What is set aside was said when it was loaded.
    said_already = {str(problem) for each in engine.plugins.set_aside for problem in each.problems}
    print_problems([*(each for each in errors if each not in said_already), *(worth_a_look if notices else ())])
    if worth_a_look and not notices:
        click.echo(f"{len(worth_a_look)} notices; dibao check --notices prints them", err=True)
    if errors:
        sys.exit(PROBLEM)
    loaded = engine.plugins
    click.echo(
        f"nothing wrong in {len(loaded.plugins)} plug-ins: {len(loaded.regulations)} regulations with "
        f"{len(loaded.rules)} rules, {len(engine.figures.records)} figures, {len(engine.jurisdictions.codes())} places"
    )


def _exit_code(results: list[Assessed]) -> int:
    if any(result.problems for result in results):
        return PROBLEM
    return 0 if all(result.is_decided for result in results) else UNDETERMINED
