"""Settle how whole files of households are decided from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dibao.assess.decision import Lang
from dibao.cli.assessment import problem_lines
from dibao.cli.batch_summary import print_summary
from dibao.cli.options import PROBLEM, UNDETERMINED, day, figures_option, lang_option, loaded_engine
from dibao.cli.output import print_problems
from dibao.cli.saving import refuse_target
from dibao.errors import DibaoError

if TYPE_CHECKING:
    from dibao.batch.files.request import Request
    from dibao.batch.files.run import Finished

NEEDED = (
    "Files of households need pyarrow, numpy and openpyxl, which are not installed; run: pip install 'dibao[batch]'"
)
BATCH_PACKAGES = ("pyarrow", "numpy", "openpyxl")
EXIT_CODES = """\b
Exit codes:
  0  every household is decided
  1  rows were rejected, or a file cannot be read or written
  2  the command was not understood
  3  nothing was rejected, and something is undetermined"""
STAGES: dict[str, tuple[str, str]] = {
    "inputs": ("读取文件", "taking the files in"),
    "survey": ("核对编号", "matching households and people"),
    "decide": ("逐户认定", "deciding"),
    "finish": ("写入结果", "putting the result in place"),
}
KEPT = (
    "已完成的部分保存在{folder}（{count}段，每段{size}户），加 --resume 可继续。",
    "What was finished is kept in {folder}: {count} parts of {size} households. Go on with --resume.",
)
STOPPED = ("已中断。", "Stopped.")


@contextmanager
def with_batch_packages() -> Iterator[None]:
    """Say in words which extra is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] not in BATCH_PACKAGES:
            raise
        print_problems([NEEDED])
        sys.exit(PROBLEM)


@click.command(epilog=EXIT_CODES)
@click.argument("households", type=click.Path(path_type=Path))
@click.argument("members", required=False, type=click.Path(path_type=Path))
@click.option("--obligors", metavar="FILE", type=click.Path(path_type=Path), help="Relatives who owe support.")
@click.option(
    "-o", "--output", "target", metavar="OUT", required=True, type=click.Path(path_type=Path),
    help="The result: a .parquet, .csv or .xlsx file that its owner alone can read.",
)  # fmt: skip
@click.option("--on", metavar="DATE", required=True, callback=day, help="The day of the decision, such as 2024-03-01.")
@click.option("--jurisdiction", metavar="CODE", help="The place of all rows, where no column says it.")
@click.option("--money-unit", type=click.Choice(("yuan", "fen")), help="What whole numbers of money in Parquet count.")
@click.option("--quantity", "quantities", metavar="NAME", multiple=True, help="A quantity to add as a column.")
@click.option("--ignore", metavar="HEADER", multiple=True, help="Leave a column aside that no fact stands for.")
@click.option("--resume", is_flag=True, help="Go on with a run that did not come to its end.")
@click.option("--restart", is_flag=True, help="Forget a run that did not come to its end.")
@click.option("--stop-on-problem", is_flag=True, help="Stop at rows that cannot be used, in place of rejecting them.")
@click.option("--threads", metavar="N", type=click.IntRange(1, 64), help="How many chunks are decided at once.")
@click.option("--carry-forward", is_flag=True, help="Extend a figure's last value, with a warning.")
@click.option("--force", is_flag=True, help="Replace OUT if it is there already.")
@click.option("--summary-json", metavar="FILE", type=click.Path(path_type=Path), help="Write the summary as JSON, too.")
@figures_option
@lang_option
def batch(
    households: Path, members: Path | None, obligors: Path | None, target: Path, *, on: date,
    jurisdiction: str | None, money_unit: str | None, quantities: tuple[str, ...], ignore: tuple[str, ...],
    resume: bool, restart: bool, stop_on_problem: bool, threads: int | None, carry_forward: bool, force: bool,
    summary_json: Path | None, figures: Path | None, lang: Lang,
) -> None:  # fmt: skip
    """Decide every household of HOUSEHOLDS and MEMBERS.

    Both are Parquet, CSV or Excel, with a row for each household and for each
    member; `dibao template` writes an empty form. A workbook with both sheets is named
    once. The result has a row for each household that could be decided. Rows
    that cannot be used go to OUT.rejects.csv with the reason and stop nothing.

    OUT appears when it is whole. A run that was stopped, by whatever, goes on
    with --resume and ends in the same bytes.
    """
    with with_batch_packages():
        from dibao.batch.files.request import Request
        from dibao.batch.files.run import threads_of_machine

        if resume and restart:
            raise click.UsageError("--resume goes on with a run and --restart forgets it; name one of them")
        request = Request(
            households=households, members=_members(households, members), target=target, on=on,
            obligors=_obligors(households, members, obligors), figures=figures, jurisdiction=jurisdiction,
            money_unit=money_unit, quantities=quantities, ignore=ignore, lang=lang,
            threads=threads or threads_of_machine(), stop_on_problem=stop_on_problem, resume=resume, restart=restart,
        )  # fmt: skip
        _check_target(request, force=force)
        engine = loaded_engine(figures=figures, carry_forward=carry_forward)
        finished = _run(engine, request)
        if summary_json is not None:
            _write_json(finished, summary_json)
    print_summary(finished, engine, lang)
    if finished.summary.rejects:
        sys.exit(PROBLEM)
    sys.exit(UNDETERMINED if finished.summary.undetermined else 0)


def _members(households: Path, members: Path | None) -> Path:
    if members is not None:
        return members
    if households.suffix.lower() not in (".xlsx", ".xlsm"):
        raise click.UsageError(f"'{households}' is no workbook with a sheet of members; name the file of members, too")
    return households


def _obligors(households: Path, members: Path | None, obligors: Path | None) -> Path | None:
    """Take the sheet of obligors of a workbook that holds all tables."""
    if obligors is not None or members not in (None, households) or not households.is_file():
        return obligors
    from dibao.batch.files.excel_files import SHEETS, sheet_names
    from dibao.errors import InputError

    try:
        names = sheet_names(households)
    except (InputError, OSError):
        return None
    return households if any(each.strip().lower() in SHEETS["obligors"] for each in names) else None


def _check_target(request: Request, *, force: bool) -> None:
    from dibao.batch.files.sources import ENDINGS
    from dibao.batch.files.work import work_beside

    if request.target.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"'{request.target}' ends in none of .parquet, .csv and .xlsx; name such a file")
    # A run that was stopped after its result had its name has only to tidy up.
    goes_on = request.resume and work_beside(request.target).folder.is_dir()
    refuse_target(request.target, request.tables().values(), force=force or goes_on)


def _run(engine: Any, request: Request) -> Finished:
    from dibao.batch.files.run import Stopped, run_batch
    from dibao.batch.files.work import sentence_of, work_beside

    work = work_beside(request.target)
    try:
        with _shown(request.lang) as progress:
            return run_batch(engine, request, progress)
    except KeyboardInterrupt:
        print_problems([STOPPED[0 if request.lang == "zh" else 1]])
    except OSError as error:
        print_problems([sentence_of(error)])
    except Stopped as error:
        print_problems([*problem_lines(error)])
    except DibaoError as error:
        print_problems(problem_lines(error))
    if work.finished():
        sentence = KEPT[0 if request.lang == "zh" else 1]
        print_problems([sentence.format(folder=work.folder, count=work.finished(), size=request.part_size)])
    sys.exit(PROBLEM)


@contextmanager
def _shown(lang: Lang) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar with rate and time left on a terminal; nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda *_: None
        return
    rate = "{task.fields[rate]}"
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(rate))
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def tell(stage: str, done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            words = STAGES[stage][0 if lang == "zh" else 1]
            bar.update(task, description=words, completed=done, total=total or None, rate=_rate(speed, lang))

        yield tell


def _rate(speed: float | None, lang: Lang) -> str:
    if not speed:
        return ""
    return f"{speed:,.0f} 户/秒" if lang == "zh" else f"{speed:,.0f} households/s"


def _write_json(finished: Finished, target: Path) -> None:
    from dibao.batch.files.work import sentence_of, write_whole

    try:
        text = json.dumps(finished.summary.to_json(), ensure_ascii=False, indent=2) + "\n"
        write_whole(target, text.encode())
    except OSError as error:
        print_problems([sentence_of(error)])
        sys.exit(PROBLEM)
