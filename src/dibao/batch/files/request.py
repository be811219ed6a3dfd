"""Settle what is asked of a run, and what its parts rest on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import frozen

from dibao.assess.decision import Lang
from dibao.assess.engine import Engine
from dibao.assess.policy import SEMANTICS
from dibao.batch.files.alignment import PART_SIZE
from dibao.batch.files.columns import Role
from dibao.batch.files.sources import ending
from dibao.batch.files.work import fingerprints
from dibao.errors import InputError, Problem


@frozen(kw_only=True)
class Request:
    """What a run is to do.

    `members` may be the workbook of the households, too. `obligors` is None where no
    table says who owes support.
    """

    households: Path
    members: Path
    target: Path
    on: date
    obligors: Path | None = None
    figures: Path | None = None
    jurisdiction: str | None = None
    money_unit: str | None = None
    quantities: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: Lang = "zh"
    threads: int = 1
    part_size: int = PART_SIZE
    backend: str | None = None
    stop_on_problem: bool = False
    resume: bool = False
    restart: bool = False

    def tables(self) -> dict[Role, Path]:
        """Give the files by what they hold."""
        found: dict[Role, Path] = {"households": self.households, "members": self.members}
        return found if self.obligors is None else {**found, "obligors": self.obligors}


def job_of(engine: Engine, request: Request) -> dict[str, Any]:
    """Give everything that the result depends on, the content of the files included.

    Raises:
        InputError: a file is not there.
    """
    kind = ending(request.target)
    paths = [*request.tables().values(), *([request.figures] if request.figures else [])]
    absent = [each for each in dict.fromkeys(paths) if not each.is_file()]
    if absent:
        raise InputError([Problem(str(each), "does not exist as a file. Check the name.") for each in absent])
    prints = fingerprints(paths)
    inputs = {role: _input(path, request.target, prints) for role, path in request.tables().items()}
    return {
        "inputs": inputs,
        "figures": None if request.figures is None else _input(request.figures, request.target, prints),
        "on": request.on.isoformat(),
        "jurisdiction": request.jurisdiction,
        "money unit": request.money_unit,
        "quantities": list(request.quantities),
        "columns left aside": list(request.ignore),
        "carry forward": engine.figures.carry_forward,
        "kind of result": kind,
        "language": None if kind == "Parquet" else request.lang,
        "households in a part": request.part_size,
        "plug-ins": sorted(each.name for each in engine.plugins.plugins),
        "programs": {"dibao": version("dibao"), "semantics": SEMANTICS, "pyarrow": pa.__version__},
    }


def _input(path: Path, target: Path, prints: Mapping[str, Any]) -> dict[str, Any]:
    """Give a file's name as seen from the result, so that both may move together."""
    return {"file": os.path.relpath(path, target.parent), **prints[str(path)]}
