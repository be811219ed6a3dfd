"""Settle how one row of a result of `dibao batch` is explained."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dibao.assess.decision import Lang
from dibao.cli.assessment import problem_lines
from dibao.cli.batch_command import with_batch_packages
from dibao.cli.options import PROBLEM, UNDETERMINED, lang_option, loaded_engine
from dibao.cli.output import print_problems
from dibao.errors import DibaoError

EXIT_CODES = """\b
Exit codes:
  0  the row is decided, and the same again
  1  the row is another now, or cannot be decided again
  2  the command was not understood
  3  the row is the same again, and undetermined"""
CHANGED = (
    "{file}与当时不同：下文依现在的内容作出。",
    "{file} is not what it was for this result; what follows rests on what it is now.",
)
SAME = ("重新逐户认定，与结果一致。", "Decided again one by one: identical to the result.")


@click.command(epilog=EXIT_CODES)
@click.argument("result", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--row", "row_id", metavar="ID", required=True, help="The household's id.")
@lang_option
def explain(result: Path, row_id: str, lang: Lang) -> None:
    """Decide one household of a result of `dibao batch` again, and say why.

    It is read from the files that the result was made of, decided by itself and
    compared with its row in OUT. Where a file or the law has changed since, this is said.
    """
    index = 0 if lang == "zh" else 1
    with with_batch_packages():
        from dibao.batch.files.explanation import explain_row, record_of
        from dibao.batch.files.work import sentence_of

        try:
            record = record_of(result)
            engine = loaded_engine(figures=record.figures, carry_forward=record.job["carry forward"])
            explained = explain_row(engine, record, row_id)
        except DibaoError as error:
            print_problems(problem_lines(error))
            sys.exit(PROBLEM)
        except OSError as error:
            print_problems([sentence_of(error)])
            sys.exit(PROBLEM)
    click.echo(explained.decision.explain(lang).rstrip("\n"))
    click.echo()
    print_problems(CHANGED[index].format(file=each) for each in explained.changed)
    print_problems(f"{result}, {row_id}: {each}." for each in explained.differences)
    if explained.differences:
        sys.exit(PROBLEM)
    click.echo(SAME[index])
    sys.exit(0 if explained.decision.is_decided else UNDETERMINED)
