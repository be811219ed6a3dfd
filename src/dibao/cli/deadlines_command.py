"""Settle how due dates are asked for and printed."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from dibao import DibaoError
from dibao.assess.decision import Lang
from dibao.cli.assessment import problem_lines
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
from dibao.cli.output import Form, print_problems
from dibao.law.time_limits import CIRCUMSTANCES, STARTS
from dibao.timeline.deadlines import deadlines as limits_of

NOTHING = ("这一天没有已知的办理时限。", "No time limit is known for this on that day.")


@click.command(epilog=EXIT_CODES)
@click.argument("code", metavar="CODE")
@click.argument("starts", metavar="EVENT", type=click.Choice(STARTS))
@click.option("--on", metavar="DATE", required=True, callback=day, help="The day on which it happened.")
@click.option(
    "--when",
    multiple=True,
    type=click.Choice(CIRCUMSTANCES),
    help="A circumstance that changes a limit; may be given several times.",
)
@click.option("--programme", metavar="NAME", default="dibao", show_default=True, help="Whose limits are asked for.")
@figures_option
@form_option
@lang_option
def deadlines(
    code: str,
    starts: str,
    on: date,
    when: tuple[str, ...],
    programme: str,
    figures: Path | None,
    form: Form,
    lang: Lang,
) -> None:
    """Say what is due in the place CODE after an EVENT, in working days.

    Working days follow the State Council's public holidays and the workdays that
    make up for them, as far as they are announced. EVENT is what happened, such as
    accepted (an application).
    """
    try:
        found = limits_of(loaded_engine(figures=figures), code, starts, on, when=when, programme=programme)
    except DibaoError as error:
        print_problems(problem_lines(error))
        sys.exit(PROBLEM)
    if form == "json":
        click.echo(json.dumps([each.to_json() for each in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([each.sentence(lang) for each in found] or [NOTHING[lang == "en"]]))
    if any(each.due is None for each in found):
        sys.exit(UNDETERMINED)
