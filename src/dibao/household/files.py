"""Settle how a household is read from a text or a file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dibao.errors import InputError, Problem
from dibao.household.facts import BUILT_IN, Catalogue
from dibao.household.intake import take_in, walk
from dibao.household.models import Household
from dibao.household.problems import shown

MOST_BYTES = 5_000_000
_TOO_DEEP = "is nested too deeply to be read; expected a household as documented."


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys came twice."""

    repeated: tuple[str, ...] = ()


def household_from_json(
    text: str | bytes, *, catalogue: Catalogue = BUILT_IN, on: date | None = None, source: str | None = None
) -> Household:
    """Give the household that a JSON text describes.

    Raises:
        InputError: everything that is wrong with the text.
    """
    return _from_text(text, _parsed_json, catalogue, on, source)


def household_from_toml(
    text: str | bytes, *, catalogue: Catalogue = BUILT_IN, on: date | None = None, source: str | None = None
) -> Household:
    """Give the household that a TOML text describes.

    TOML has no null: `prior = "none"` says that nothing was ever received.

    Raises:
        InputError: everything that is wrong with the text.
    """
    return _from_text(text, _parsed_toml, catalogue, on, source)


def read_household_file(path: str | Path, *, catalogue: Catalogue = BUILT_IN, on: date | None = None) -> Household:
    """Give the household in a `.json` or `.toml` file.

    Raises:
        InputError: everything that is wrong with the file.
    """
    data, repeated = read_data_file(path)
    household, problems = take_in(data, catalogue, on)
    if household is None or problems or repeated:
        raise InputError(repeated + problems, printable(path))
    return household


def read_data_file(path: str | Path) -> tuple[Any, list[Problem]]:
    """Give what a `.json` or `.toml` file holds, and the keys that it names more than once.

    Raises:
        InputError: the file cannot be read.
    """
    parsers = {".json": _parsed_json, ".toml": _parsed_toml}
    parse = parsers.get(Path(path).suffix.lower())
    try:
        content = _content(Path(path))
        if parse is None:
            raise _refusal(f'has the suffix {shown(Path(path).suffix)}; expected ".json" or ".toml".')
        data = parse(_decoded(content))
    except InputError as error:
        raise InputError(error.problems, printable(path)) from error
    return data, list(_repeated_keys(data))


def printable(path: str | Path) -> str:
    """Give a file's name as it can be printed; a name need not be printable."""
    return str(path).encode(errors="backslashreplace").decode()


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _refusal("is a directory; expected a file with one household. Name the file inside it.")
        if not path.exists():
            raise _refusal("does not exist; expected a file with one household. Check the name.")
        if not path.is_file():
            raise _refusal("is no ordinary file; expected a file with one household.")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _refusal(f"cannot be read: {getattr(error, 'strerror', None) or error}. Check the name.") from error


def _from_text(
    text: str | bytes, parse: Callable[[str], Any], catalogue: Catalogue, on: date | None, source: str | None
) -> Household:
    try:
        data = parse(_decoded(text))
    except InputError as error:
        raise InputError(error.problems, source) from error
    repeated = list(_repeated_keys(data))
    household, problems = take_in(data, catalogue, on)
    if household is None or problems or repeated:
        raise InputError(repeated + problems, source)
    return household


def _decoded(text: str | bytes) -> str:
    if len(text) > MOST_BYTES:
        raise _refusal(f"is longer than {MOST_BYTES // 1_000_000} MB; expected one household.")
    try:
        return text if isinstance(text, str) else text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = f"byte 0x{text[error.start]:02X} at position {error.start}"
        raise _refusal(f"is not UTF-8 text ({wrong}); expected UTF-8. Save it as UTF-8, not GBK.") from error


def _parsed_json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_float=Decimal)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        end = "ends too early" if error.pos >= len(text.rstrip()) else "is not JSON"
        raise _refusal(f"{end} at {place}: {error.msg}. Check that it was saved whole.") from error
    except RecursionError as error:
        raise _refusal(_TOO_DEEP) from error
    except ValueError as error:
        raise _refusal("has a number of thousands of digits; expected amounts of yuan.") from error


def _parsed_toml(text: str) -> Any:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise _refusal(f"is not TOML: {error}. Check that it was saved whole.") from error
    except RecursionError as error:
        raise _refusal(_TOO_DEEP) from error
    except ValueError as error:
        raise _refusal("has a number of thousands of digits; expected amounts of yuan.") from error


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        made.repeated = tuple(key for key in made if keys.count(key) > 1)
    return made


def _repeated_keys(data: Any) -> Iterator[Problem]:
    for path, _, value in walk(data):
        for key in getattr(value, "repeated", ()):
            yield Problem(path, f"names {shown(key)} more than once; keep one of them.")


def _refusal(message: str) -> InputError:
    return InputError([Problem("", message)])
