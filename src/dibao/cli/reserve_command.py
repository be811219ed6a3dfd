"""Settle how a drawing on a township's reserve is asked for and printed."""

from __future__ import annotations

import json
import sys

import click

from dibao import DibaoError, Money
from dibao.assess.decision import Lang
from dibao.cli.assessment import problem_lines
from dibao.cli.options import PROBLEM, lang_option
from dibao.cli.output import print_problems
from dibao.reserve import DELEGATION, Drawing, draw

EXIT_CODES = """\b
Exit codes:
  0  answered: drawn, short, or for the county to decide
  1  an amount is negative or finer than a fen
  2  the command was not understood"""
PHRASES: dict[str, tuple[str, str]] = {
    "drawn": (
        "可以支取{drawn}元，备用金余额{balance}元。",
        "{drawn} yuan may be drawn; {balance} yuan stay in the reserve.",
    ),
    "short": (
        "备用金不足，尚差{short}元。",
        "The reserve is {short} yuan short of the request.",
    ),
    "county": (
        "申请{short}元，超过乡镇审批限额{limit}元，由县级民政部门审批（{article}）。备用金未支取，余额{balance}元。",
        "{short} yuan is above the township's limit of {limit} yuan; the county decides ({article}). "
        "Nothing is drawn; {balance} yuan stay in the reserve.",
    ),
    "no_limit": (
        "没有说明乡镇审批限额，不能视为已委托乡镇审批，由县级民政部门审批（{article}）。备用金未支取，余额{balance}元。",
        "No limit of the township is stated, so that nothing was left to it; the county decides ({article}). "
        "Nothing is drawn; {balance} yuan stay in the reserve.",
    ),
}


def _sum(_: click.Context, __: click.Parameter, text: str | None) -> Money | None:
    """Give the sum that an option names; None where it is left out."""
    if text is None:
        return None
    try:
        return Money.stock(text)
    except (DibaoError, ValueError) as error:
        raise click.BadParameter(f"{text[:40]!r} is not an amount; expected yuan such as 1200 or 1250.40") from error


@click.command(epilog=EXIT_CODES)
@click.option("--balance", metavar="YUAN", required=True, callback=_sum, help="What is in the reserve.")
@click.option("--request", metavar="YUAN", required=True, callback=_sum, help="What is asked.")
@click.option(
    "--limit", metavar="YUAN", callback=_sum, help="Up to which sum the township decides; without it the county does."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@lang_option
def reserve(balance: Money, request: Money, limit: Money | None, as_json: bool, lang: Lang) -> None:
    """Say what may be drawn on a township's reserve for temporary assistance.

    Nothing is kept: the ledger stays where it is. Without --limit nothing was left
    to the township, and the county decides on any request, one of 0 too.
    """
    try:
        drawing = draw(balance, request, limit=limit)
    except DibaoError as error:
        print_problems(f"--{line}" for line in problem_lines(error))
        sys.exit(PROBLEM)
    if as_json:
        click.echo(json.dumps(drawing.to_json(), indent=2))
    else:
        click.echo("\n".join(_words(drawing, limit, lang)))


def _words(drawing: Drawing, limit: Money | None, lang: Lang) -> list[str]:
    phrases = ["no_limit" if limit is None else "county"] if drawing.goes_to_county else ["drawn"]
    if not drawing.goes_to_county and drawing.short > 0:
        phrases.append("short")
    values = {
        "drawn": drawing.drawn.text(),
        "balance": drawing.balance.text(),
        "short": drawing.short.text(),
        "limit": "" if limit is None else limit.text(),
        "article": DELEGATION,
    }
    return [PHRASES[each][0 if lang == "zh" else 1].format(**values) for each in phrases]
