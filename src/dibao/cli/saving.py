"""Settle how a completed household becomes a file, and which file it never replaces."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from dibao import Household, to_json_data


def checked_target(target: Path, source: Path, *, force: bool) -> None:
    """Refuse a target before anything is asked, so that no answer is lost.

    Raises:
        click.UsageError: the target is the file that is read, or is there already.
    """
    if target.suffix.lower() != ".json":
        raise click.UsageError(f"'{target}' does not end in .json; a completed household is written as JSON")
    refuse_target(target, (source,), force=force)


def refuse_target(target: Path, sources: Iterable[Path], *, force: bool) -> None:
    """Refuse a file that is read or is there already, and one in no folder.

    Raises:
        click.UsageError: saying which of them it is.
    """
    if not target.parent.is_dir():
        raise click.UsageError(f"'{target.parent}' is no folder; name a file in one that exists")
    if target.exists():
        if any(source.exists() and target.samefile(source) for source in sources):
            raise click.UsageError(f"'{target}' is the household that is read; name another file")
        if not force or not target.is_file():
            raise click.UsageError(f"'{target}' is there already; name another file, or add --force to replace it")


def save(household: Household, target: Path) -> None:
    """Write a household whole or not at all.

    Raises:
        OSError: the folder cannot be written to.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_text(json.dumps(to_json_data(household), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
