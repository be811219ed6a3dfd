"""Make the law of a reform from a baseline, which stays as it is."""

from __future__ import annotations

from pathlib import Path

from dibao.assess.engine import Engine
from dibao.errors import InputError, PluginError
from dibao.law import data_files
from dibao.law.figure_file import load_law_data
from dibao.law.figures import LawData
from dibao.law.plugins import Plugin

Reform = Engine | Plugin | LawData | Path | str


def reformed(baseline: Engine, reform: Reform) -> Engine:
    """Give an engine with a reform laid over a baseline.

    Args:
        baseline: the law as it is; it is not changed.
        reform: figures, a TOML file of them, a plug-in with rules, or an engine as it is.

    Raises:
        InputError: everything that is wrong with the figures.
        PluginError: everything that is wrong with the plug-in beside the others.
    """
    if isinstance(reform, Engine):
        return reform
    if isinstance(reform, Plugin):
        return baseline.with_plugin(reform)
    if isinstance(reform, LawData):
        return baseline.with_figures(reform)
    try:
        figures = load_law_data(Path(reform))
        if problems := tuple(data_files.stray_records(figures.records, baseline.jurisdictions)):
            raise InputError(problems, str(reform))
        return baseline.with_figures(figures)
    except PluginError as error:
        raise InputError(error.problems, error.source or str(reform)) from error
