"""Settle how lists of those who draw a benefit are made from files."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from dibao import Engine, InputError, read_household_file
from dibao.assess.decision import Decision, Lang
from dibao.cli.assessment import problem_lines
from dibao.cli.options import EXIT_CODES, PROBLEM, UNDETERMINED, day, figures_option, lang_option, loaded_engine
from dibao.cli.output import print_problems
from dibao.cli.saving import refuse_target
from dibao.errors import DibaoError
from dibao.export import VIEWS, Listing, csv_text, rows, to_json, write_csv, write_json

NOT_WRITTEN = (
    "有{count}个文件无法使用，名单不完整，未写入{file}。",
    "{file} was not written: the list would not be complete, files that could not be used: {count}.",
)
WRITTEN = ("{count}条已写入{file}。", "Rows written to {file}: {count}.")


@click.command(epilog=EXIT_CODES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", required=True, callback=day, help="The day of the decision, such as 2024-03-01.")
@click.option("--view", type=click.Choice(tuple(VIEWS)), required=True, help="Whom the list is about.")
@click.option("--fields", "names", metavar="NAME,NAME", help="Only these fields of the view; all by default.")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="OUT.csv",
    type=click.Path(path_type=Path),
    help="Write the list to a new file that its owner alone can read.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already; never a FILE that is read.")
@click.option("--json", "as_json", is_flag=True, help="Give JSON in place of CSV.")
@figures_option
@lang_option
def export(
    files: tuple[Path, ...],
    on: date,
    view: str,
    names: str | None,
    target: Path | None,
    force: bool,
    as_json: bool,
    figures: Path | None,
    lang: Lang,
) -> None:
    """List whom a service may be told of, from the household in each FILE.

    A list holds the fields that its view names and no others: dibao has the
    households on dibao, fading out included, and single persons; tekun has
    persons; low_income has marginal and rigid-expenditure families. No row is
    about children alone, and none names a child. What is undetermined is not
    listed but counted on standard error.

    Without -o the list is printed, of the files that can be used. With -o nothing is
    written if any FILE is wrong, since the list would look complete.
    """
    wanted = None if names is None else [each.strip() for each in names.split(",") if each.strip()]
    try:
        rows((), view, wanted)
    except InputError as error:
        raise click.UsageError(" ".join(each.message for each in error.problems)) from error
    if target is not None:
        _check_target(target, files, force=force, as_json=as_json)
    engine = loaded_engine(figures=figures)
    decisions, problems = _decided(engine, files, on)
    listing = rows(decisions, view, wanted)
    if target is None:
        _print(listing, lang, as_json=as_json)
    elif not problems:
        _write(listing, target, lang, as_json=as_json)
    for each in listing.left_out:
        click.echo(each.sentence(lang), err=True)
    print_problems(problems)
    if problems:
        if target is not None:
            phrase = NOT_WRITTEN[0 if lang == "zh" else 1]
            print_problems([phrase.format(count=len(files) - len(decisions), file=target)])
        sys.exit(PROBLEM)
    sys.exit(0 if all(each.is_decided for each in decisions) else UNDETERMINED)


def _decided(engine: Engine, files: tuple[Path, ...], on: date) -> tuple[list[Decision], list[str]]:
    """Decide every household that can be, whatever is wrong with the others."""
    decisions, problems = list[Decision](), list[str]()
    for path in files:
        try:
            decisions.append(engine.assess(read_household_file(path, catalogue=engine.catalogue, on=on), on))
        except DibaoError as error:
            problems += problem_lines(error, f"{path}: ")
    return decisions, problems


def _check_target(target: Path, files: tuple[Path, ...], *, force: bool, as_json: bool) -> None:
    ending = ".json" if as_json else ".csv"
    if target.suffix.lower() != ending:
        raise click.UsageError(f"'{target}' does not end in {ending}; name such a file, or {_other(as_json)} --json")
    refuse_target(target, files, force=force)


def _other(as_json: bool) -> str:
    return "leave out" if as_json else "add"


def _print(listing: Listing, lang: Lang, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(to_json(listing), ensure_ascii=False, indent=2).encode())
    else:
        # In a pipe neither the mark nor the line ends of a spreadsheet's file are wanted.
        click.echo(csv_text(listing, lang).replace("\r\n", "\n").encode(), nl=False)


def _write(listing: Listing, target: Path, lang: Lang, *, as_json: bool) -> None:
    try:
        if as_json:
            write_json(listing, target)
        else:
            write_csv(listing, target, lang)
    except OSError as error:
        print_problems([f"{target}: cannot be written: {error.strerror or error}. Choose another file."])
        sys.exit(PROBLEM)
    click.echo(WRITTEN[0 if lang == "zh" else 1].format(count=len(listing), file=target), err=True)
