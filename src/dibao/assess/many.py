"""Reach the engine for tables, which stands above this package and needs an extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dibao.errors import DibaoError


def batch() -> Any:
    """Give the batch engine, loaded when it is first asked for.

    Raises:
        DibaoError: its libraries are not installed.
    """
    try:
        return import_module("dibao.batch")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("dibao"):
            raise
        raise DibaoError(f"tables need {error.name}, which is not installed; pip install 'dibao[batch]'") from error
