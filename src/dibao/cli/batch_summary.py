"""Settle how the summary of a whole run is printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from dibao import Engine
from dibao.assess.decision import Lang
from dibao.assess.words import STATED
from dibao.cli.output import print_table

if TYPE_CHECKING:
    from dibao.batch.files.run import Finished

WORDS: dict[str, tuple[str, str]] = {
    "read": (
        "共{read}户：有结果{decided}户，未采用{rejected}户。",
        "{read} households: {decided} in the result, {rejected} rejected.",
    ),
    "statuses": ("认定结果", "status"),
    "households": ("户数", "households"),
    "programme": ("待遇", "programme"),
    "sum": ("合计（元）", "sum in yuan"),
    "open": ("待定户数", "open"),
    "reasons": ("未满足的条件", "test that does not hold"),
    "grades": ("依据等级", "grade of evidence"),
    "missing": ("缺少最多的事项", "what is missing most"),
    "dibao_monthly": ("月低保金", "dibao a month"),
    "total_monthly": ("每月合计", "all programmes a month"),
    "result": ("结果：{file}", "Result: {file}"),
    "rejects": ("未采用的行及原因：{file}", "Rows that could not be used, with the reasons: {file}"),
}


def print_summary(finished: Finished, engine: Engine, lang: Lang) -> None:
    """Print how many households came out how, what they get, and why others do not."""
    index = 0 if lang == "zh" else 1
    summary = finished.summary.to_json()
    click.echo(WORDS["read"][index].format(**summary["households"]))
    ladder = engine.ladder
    known = (*ladder.statuses, ladder.otherwise, ladder.undetermined)
    statuses = {each.name: (each.title, each.english)[index] for each in known}
    _print("statuses", ((statuses[name], str(count)) for name, count in summary["statuses"].items() if count), index)
    _print_amounts(finished, summary, index)
    titles = {
        each["test"]: (each["title"], each["english"].rstrip("."))[index] for each in finished.summary.layout.legend
    }
    _print("reasons", ((titles[name], str(count)) for name, count in summary["reasons"].items() if count), index)
    _print("grades", ((STATED[name][index], str(count)) for name, count in summary["grades"].items() if count), index)
    _print("missing", ((path, str(count)) for path, count in list(summary["missing"].items())[:5]), index)
    click.echo()
    click.echo(WORDS["result"][index].format(file=finished.target))
    if finished.rejects is not None:
        click.echo(WORDS["rejects"][index].format(file=finished.rejects))
    for notice in finished.notices:
        click.echo(notice, err=True)


def _print(heading: str, rows: Iterator[tuple[str, str]], index: int) -> None:
    listed = list(rows)
    if listed:
        click.echo()
        print_table((WORDS[heading][index], WORDS["households"][index]), listed)


def _print_amounts(finished: Finished, summary: dict[str, Any], index: int) -> None:
    titles = {f"award_{name}": (zh, en)[index] for name, _, zh, en in finished.summary.layout.programmes}
    titles |= {name: WORDS[name][index] for name in ("dibao_monthly", "total_monthly")}
    rows = [
        (titles[name], str(each["households"]), "" if each["kind"] == "service" else each["sum"], str(each["open"]))
        for name, each in summary["amounts"].items()
        if each["households"] or each["open"]
    ]
    if rows:
        click.echo()
        print_table(tuple(WORDS[each][index] for each in ("programme", "households", "sum", "open")), rows)
