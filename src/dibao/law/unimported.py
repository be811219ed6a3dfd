"""Settle for which places an installed package speaks that cannot be imported."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dibao.law.toml_tables import is_code

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


def places_of(points: Iterable[EntryPoint]) -> tuple[str, ...]:
    """Give the places that packages name in their data files, none of them run.

    These are the codes of jurisdictions.toml, or else those of figures.toml; none
    where neither can be read.
    """
    return tuple(sorted({code for each in points for code in _places(each.value.partition(":")[0])}))


def _places(module: str) -> frozenset[str]:
    folders = list(_folders(module))
    stated = (frozenset(_codes(folders, name)) for name in ("jurisdictions.toml", "figures.toml"))
    return next((each for each in stated if each), frozenset())


def _folders(module: str) -> Iterator[Path]:
    """Give the folders of a module and of the packages around it, the outermost first."""
    parts = module.strip().split(".")
    try:
        # Only the outermost package can be found without running any of its code.
        found = find_spec(parts[0])
    except (ImportError, ValueError, AttributeError):
        return
    for place in (found.submodule_search_locations or ()) if found is not None else ():
        yield from (Path(place, *parts[1:depth]) for depth in range(1, len(parts) + 1))


def _codes(folders: Iterable[Path], name: str) -> Iterator[str]:
    for each in folders:
        try:
            tables = tomllib.loads((each / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        yield from (key for key in tables if is_code(key))
        yield from filter(is_code, _stated(tables))


def _stated(value: Any) -> Iterator[Any]:
    """Give what stands under `code` in any table of a file of figures."""
    if isinstance(value, dict):
        yield value.get("code")
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from _stated(each)
