"""Write a list as CSV or JSON, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from dibao.assess.decision import Lang
from dibao.export.cells import cell
from dibao.export.fields import Value
from dibao.export.listing import Listing
from dibao.symbols.amounts import Money

FORM = "list-1"
"""The version of the JSON form; a new one when a key goes or changes its meaning."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it a spreadsheet takes UTF-8 for the encoding of its own machine."""


def csv_text(listing: Listing, lang: Lang = "zh") -> str:
    """Give a list as CSV: titles, then a line a row, each ended by CR and LF.

    No cell is a formula. Amounts are plain numbers; a word such as a status is
    in the language of the titles.
    """
    index = 0 if lang == "zh" else 1
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([cell((each.title, each.english)[index]) for each in listing.fields])
    for row in listing:
        lines.writerow([cell(row[each.name], index) for each in listing.fields])
    return text.getvalue()


def to_json(listing: Listing) -> dict[str, Any]:
    """Give a list as JSON data: the view, its fields and the rows.

    Amounts are decimal texts a month, as in a decision. What was left out is no
    part of it.
    """
    return {
        "form": FORM,
        "view": listing.view.name,
        "fields": [each.name for each in listing.fields],
        "rows": [{name: _plain(value) for name, value in row.items()} for row in listing],
    }


def json_text(listing: Listing) -> str:
    """Give a list as the text of a JSON file."""
    return json.dumps(to_json(listing), ensure_ascii=False, indent=2) + "\n"


def write_csv(listing: Listing, target: str | Path, lang: Lang = "zh") -> None:
    """Write a list for a spreadsheet: UTF-8 with its mark, readable by its owner alone.

    A file that is there is replaced, and stays as it was if anything fails.

    Raises:
        OSError: the folder cannot be written to.
    """
    _write(BYTE_ORDER_MARK + csv_text(listing, lang), Path(target))


def write_json(listing: Listing, target: str | Path) -> None:
    """Write a list as JSON, under the same conditions as `write_csv`.

    Raises:
        OSError: the folder cannot be written to.
    """
    _write(json_text(listing), Path(target))


def _write(text: str, target: Path) -> None:
    # A list is about people: from the start the file beside is for its owner alone.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".list-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _plain(value: Value) -> Any:
    if isinstance(value, Money):
        return value.to_json()
    # A word of the programme is one more text to any reader of JSON.
    return str(value) if isinstance(value, str) else value
