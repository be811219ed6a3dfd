"""Settle how results reach a terminal, a pipe or a file."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import click
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.rule import Rule
from rich.table import Column, Table
from rich.text import Text

if TYPE_CHECKING:
    from dibao.cli.assessment import Assessed

Form = Literal["text", "json"]


def prepare_streams() -> None:
    """Print what the encoding of the output lacks as escapes, never fail on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_assessed(results: Sequence[Assessed], form: Form) -> None:
    """Print every decision; nothing when there is none."""
    decided = [result for result in results if result.output is not None]
    if not decided:
        return
    if form == "json":
        data = decided[0].output if len(results) == 1 else [result.output for result in decided]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2).encode())
        return
    for position, result in enumerate(decided):
        if len(results) > 1:
            _print_heading(result.file, first=position == 0)
        click.echo(result.output.rstrip("\n"))


def print_problems(lines: Iterable[str]) -> None:
    """Print each problem on a line of standard error."""
    for line in lines:
        click.secho(line, err=True, fg="red")


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that fits the terminal, or plain columns into a pipe."""
    if sys.stdout.isatty():
        table = Table(*(Column(each, overflow="fold") for each in headings), box=SIMPLE_HEAD, pad_edge=False)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        Console().print(table)
        return
    lines = [headings, *rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _print_heading(title: str, *, first: bool) -> None:
    if not first:
        click.echo()
    if sys.stdout.isatty():
        Console().print(Rule(Text(title), align="left"))
    else:
        click.echo(f"== {title}")
