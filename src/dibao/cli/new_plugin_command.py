"""Settle what `dibao new-plugin` asks, and what it takes as options instead."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import click
from attrs import evolve

from dibao import Engine
from dibao.authoring.answers import Answers, Area, Document, Standard, check_answers, wrong_name
from dibao.cli.assessment import problem_lines
from dibao.cli.options import PROBLEM, loaded_engine
from dibao.cli.output import print_problems
from dibao.cli.plugin_questions import ask, ask_documents, ask_standards, complete_document, places
from dibao.errors import DibaoError
from dibao.law.documents import GRADES, LEVELS, Grade, Level
from dibao.law.jurisdictions import NATION
from dibao.law.plugins import lies_in
from dibao.symbols.rounding import Period

NO_TEMPLATES = "Writing a plug-in needs jinja2, which is not installed; run: pip install 'dibao[author]'"

EXIT_CODES = """\b
Exit codes:
  0  written
  1  something is wrong with an answer, or the folder is there already
  2  the command was not understood, or a question was not answered"""


@click.command("new-plugin", epilog=EXIT_CODES)
@click.option("--code", help="The place's six digits in GB/T 2260, such as 431100.")
@click.option("--name", help="The plug-in's name, such as yongzhou.")
@click.option("--chinese", help="The place's Chinese name, such as 永州市.")
@click.option("--english", help="The place's English name, such as Yongzhou.")
@click.option(
    "--within",
    metavar="CODE CHINESE ENGLISH",
    nargs=3,
    multiple=True,
    help="The place that it lies in, if no installed plug-in declares that; may be repeated, the nearest first.",
)
@click.option(
    "--document",
    "documents",
    metavar="ID CHINESE ENGLISH ISSUER SINCE",
    nargs=5,
    multiple=True,
    help="A document that the law rests on; may be repeated, the one with the standards first.",
)
@click.option("--article", help="Where the first document sets the standards, such as 第一条; else its whole text.")
@click.option("--until", help="The last day of the standards, or open; by default their year's end.")
@click.option("--grade", type=click.Choice(GRADES), help="How the documents are known.")
@click.option("--level", type=click.Choice(LEVELS), help="What kind of documents they are.")
@click.option(
    "--standard",
    "standards",
    metavar="AREA AMOUNT PER",
    nargs=3,
    multiple=True,
    help="A standard as the first document states it, such as: rural 5000 year.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder in which the plug-in gets its own; by default this one.",
)
def new_plugin(
    code: str | None,
    name: str | None,
    chinese: str | None,
    english: str | None,
    within: Sequence[tuple[str, str, str]],
    documents: Sequence[tuple[str, str, str, str, str]],
    article: str | None,
    until: str | None,
    grade: Grade | None,
    level: Level | None,
    standards: Sequence[tuple[str, str, str]],
    folder: Path,
) -> None:
    """Write the package of a new plug-in.

    What no option says is asked. The package passes its own tests as it is
    written; nothing that is there already is touched.
    """
    engine = loaded_engine()
    try:
        from dibao.authoring.writing import write_plugin
    except ModuleNotFoundError as error:
        if error.name != "jinja2":
            raise
        print_problems([NO_TEMPLATES])
        sys.exit(PROBLEM)
    try:
        place, above = places(engine.jurisdictions, code, chinese, english, within)
        stated = [Document(*each) for each in documents] or ask_documents()
        first = complete_document(stated[0], article, until, grade, level, is_asked=not documents)
        rows = [Standard(cast(Area, area), amount, cast(Period, per)) for area, amount, per in standards]
        answers = Answers(
            name=name or ask("插件名称 Name of the plug-in, such as yongzhou", wrong_name),
            place=place,
            documents=[first, *(evolve(each, grade=first.grade, level=first.level) for each in stated[1:])],
            standards=rows if rows or documents else ask_standards(),
            above=above,
            beside=_beside(engine, place.code),
        )
    except click.Abort as error:
        raise click.UsageError("a question was not answered; answer it, or give the option that it is about") from error
    try:
        check_answers(answers, (each.name for each in engine.plugins.plugins), engine.jurisdictions)
        written = write_plugin(answers, folder, engine.days_of_change(NATION)[0])
    except DibaoError as error:
        print_problems(problem_lines(error))
        sys.exit(PROBLEM)
    print_problems(_stated_already(engine, answers))
    click.echo(f"{written} is written. Next: pip install -e '{written}[test]', then pytest and dibao check.")


def _stated_already(engine: Engine, answers: Answers) -> Iterator[str]:
    """Name the standards that an installed plug-in states for the place already."""
    for name in (f"dibao.standard.{each.area}" for each in answers.standards):
        for record in engine.figures.records:
            if (record.name, record.code) == (name, answers.place.code):
                yield (
                    f"{name} of {record.code} from {record.since} stands at {record.place} already; where both "
                    "plug-ins are installed their rows may not overlap. Keep each day's amount in one of them."
                )


def _beside(engine: Engine, code: str) -> Sequence[str]:
    """Give the installed plug-ins that speak for the places above."""
    others = (each for each in engine.plugins.plugins if each.speaks_for not in (NATION, code))
    return sorted(each.name for each in others if lies_in(code, each.speaks_for))
