"""Settle how a case is followed through its months, and how it is printed."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from dibao import Engine, InputError, Problem, read_case_file
from dibao.assess.decision import Lang
from dibao.cli.assessment import problem_lines
from dibao.cli.options import EXIT_CODES, PROBLEM, UNDETERMINED, day, figures_option, lang_option, loaded_engine
from dibao.cli.output import print_problems, print_table
from dibao.cli.saving import refuse_target
from dibao.errors import DibaoError
from dibao.symbols.units import MONTHS_A_YEAR
from dibao.timeline.as_known import timeline_as_known_on
from dibao.timeline.case import Case
from dibao.timeline.counts import MonthCount, counts, counts_data
from dibao.timeline.months import month_text, read_month
from dibao.timeline.replay import Replay, replay
from dibao.timeline.rows import Timeline
from dibao.timeline.run import first_month
from dibao.timeline.table import csv_text, due_lines, headings, table_rows

Form = Literal["text", "json", "csv"]
NO_PICTURE = "a picture needs matplotlib, which is not installed; run: pip install 'dibao[timeline]'"
COUNT_HEADINGS = (
    ("月份", "month"), ("新增户数", "admitted"), ("退出户数", "ended"), ("在册户数", "households"),
    ("在册人数", "people"), ("原因", "why"),
)  # fmt: skip


@click.command(epilog=EXIT_CODES)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--start", metavar="MONTH", help="The first month, such as 2024-01; the month in which the case is stated."
)
@click.option("--end", metavar="MONTH", help="The last month; 12 months after the last event by default.")
@click.option("--known-on", metavar="DATE", callback=day, help="Tell only what could be known on that day.")
@click.option("--replay", "again", is_flag=True, help="Say what is owed by what is known now, beside what was paid.")
@click.option("--counts", "counting", is_flag=True, help="Count who came and went by month, of all FILEs and folders.")
@click.option("--picture", metavar="OUT.png|OUT.svg", type=click.Path(path_type=Path), help="Draw the months, too.")
@click.option("--force", is_flag=True, help="Replace the picture if it is there already.")
@click.option("--format", "form", type=click.Choice(("text", "json", "csv")), default="text", show_default=True)
@figures_option
@lang_option
def timeline(
    files: tuple[Path, ...],
    start: str | None,
    end: str | None,
    known_on: date | None,
    again: bool,
    counting: bool,
    picture: Path | None,
    force: bool,
    form: Form,
    figures: Path | None,
    lang: Lang,
) -> None:
    """Follow the case in a FILE month by month.

    A FILE is JSON or TOML: a household as stated on a day, and what happened since.
    With --counts there may be several, and folders of them.
    """
    _check_usage(files, again=again, counting=counting, picture=picture, force=force, form=form)
    try:
        _check_months(start, end)
    except InputError as error:
        print_problems(problem_lines(error))
        sys.exit(PROBLEM)
    engine = loaded_engine(figures=figures)
    problems = list[str]()
    if counting:
        told = _told_all(engine, _cases(files), end, known_on, problems)
        _print_counts(counts(told, start), form, lang)
        print_problems(problems)
        sys.exit(PROBLEM if problems else _code(told))
    try:
        case = read_case_file(files[0], catalogue=engine.catalogue)
        first, last = start or first_month(case), end or _last_month(case)
        if again:
            found = replay(case, first, last, engine, known_on=known_on)
            _print_replay(found, form, lang)
            sys.exit(UNDETERMINED if found.open_months else 0)
        one = _told(engine, case, first, last, known_on)
    except DibaoError as error:
        print_problems(problem_lines(error, f"{files[0]}: "))
        sys.exit(PROBLEM)
    _print(one, form, lang)
    if picture is not None:
        _draw(one, picture, lang)
    sys.exit(_code([one]))


def _check_usage(
    files: tuple[Path, ...], *, again: bool, counting: bool, picture: Path | None, force: bool, form: Form
) -> None:
    """Refuse options that do not go together, before anything is read."""
    if len(files) > 1 and not counting:
        raise click.UsageError(f"{len(files)} files were named; expected one, or several with --counts")
    if again and counting:
        raise click.UsageError("--replay tells one case and --counts several; choose one of them")
    if again and form == "csv":
        raise click.UsageError("a replay is text or JSON; leave out --format csv")
    if picture is None:
        return
    if again or counting:
        raise click.UsageError("--picture draws the months of one case; leave out --replay and --counts")
    if picture.suffix.lower() not in (".png", ".svg"):
        raise click.UsageError(f"'{picture}' does not end in .png or .svg; name such a file")
    refuse_target(picture, files, force=force)


def _check_months(start: str | None, end: str | None) -> None:
    """Refuse what names no month, and an end before the start.

    Raises:
        InputError: naming both if both are wrong.
    """
    problems: list[Problem] = []
    for name, text in (("--start", start), ("--end", end)):
        try:
            if text is not None:
                read_month(name, text)
        except InputError as error:
            problems += error.problems
    if not problems and start and end and end < start:
        problems.append(Problem("--end", f"is {end}, before {start}, the start; expected that month or a later one."))
    if problems:
        raise InputError(problems)


def _last_month(case: Case) -> str:
    """Give the month a year after the last event."""
    last = max((each.on for each in case.events), default=case.stated)
    return month_text(read_month("", last) + MONTHS_A_YEAR)


def _told(engine: Engine, case: Case, start: str, end: str, known_on: date | None) -> Timeline:
    if known_on is None:
        return engine.timeline(case, start, end)
    return timeline_as_known_on(case, start, end, engine, known_on)


def _cases(files: Sequence[Path]) -> list[Path]:
    """Give the files, and those in the folders by name."""
    found = []
    for each in files:
        inside = (
            sorted(path for path in each.iterdir() if path.suffix.lower() in (".json", ".toml"))
            if each.is_dir()
            else [each]
        )
        found += inside
    return found


def _read_all(engine: Engine, files: Sequence[Path], problems: list[str]) -> list[tuple[Path, Case]]:
    """Read every case that can be read, whatever is wrong with the others."""
    if not files:
        problems.append("no .json or .toml file was found; name files or folders with cases")
    cases, ids = [], dict[str, Path]()
    for path in files:
        try:
            case = read_case_file(path, catalogue=engine.catalogue)
            if (other := ids.setdefault(case.id, path)) is not path:
                sentence = f'is "{case.id}", the case in {other}, too; expected each case once. Leave one out.'
                raise InputError([Problem("$.household.id", sentence)])
            cases.append((path, case))
        except DibaoError as error:
            problems += problem_lines(error, f"{path}: ")
    return cases


def _told_all(
    engine: Engine, files: Sequence[Path], end: str | None, known_on: date | None, problems: list[str]
) -> list[Timeline]:
    """Tell each case from its own first month to the one last month of all."""
    told, cases = [], _read_all(engine, files, problems)
    last = end or max((_last_month(case) for _, case in cases), default="")
    for path, case in cases:
        first = first_month(case)
        if first > last:
            continue  # it is stated later: in these months it is no case yet
        try:
            told.append(_told(engine, case, first, last, known_on))
        except DibaoError as error:
            problems += problem_lines(error, f"{path}: ")
    return told


def _print(one: Timeline, form: Form, lang: Lang) -> None:
    if form == "json":
        click.echo(json.dumps(one.to_json(), ensure_ascii=False, indent=2).encode())
    elif form == "csv":
        click.echo(csv_text(one, lang).encode(), nl=False)
    else:
        print_table(headings(lang), table_rows(one, lang))
        for line in due_lines(one, lang):
            click.echo(f"{'待办' if lang == 'zh' else 'Due'}{'：' if lang == 'zh' else ': '}{line}")


def _print_replay(found: Replay, form: Form, lang: Lang) -> None:
    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2).encode())
    else:
        click.echo(found.text(lang).rstrip("\n"))


def _print_counts(found: Sequence[MonthCount], form: Form, lang: Lang) -> None:
    if form == "json":
        click.echo(json.dumps(counts_data(found), ensure_ascii=False, indent=2).encode())
        return
    titles = [each[lang == "en"] for each in COUNT_HEADINGS]
    lines = [_count_line(each, lang) for each in found]
    if form == "text":
        print_table(titles, lines)
        return
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([titles, *lines])
    click.echo(text.getvalue().encode(), nl=False)


def _count_line(each: MonthCount, lang: Lang) -> Sequence[str]:
    numbers: Sequence[Any] = (each.admitted, each.ended, each.households, each.people)
    return (each.month, *map(str, numbers), each.why_text(lang))


def _draw(one: Timeline, target: Path, lang: Lang) -> None:
    try:
        from dibao.timeline.picture import draw
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] != "matplotlib":
            raise
        print_problems([NO_PICTURE])
        sys.exit(PROBLEM)
    try:
        drawn = draw(one, target, lang)
    except OSError as error:
        print_problems([f"{target}: cannot be written: {error.strerror or error}. Choose another file."])
        sys.exit(PROBLEM)
    if drawn != lang:
        click.echo(f"{target}: no Chinese font was found here, so that it is in English; an .svg needs none", err=True)


def _code(told: Sequence[Timeline]) -> int:
    return UNDETERMINED if any(row.questions for each in told for row in each.rows) else 0
