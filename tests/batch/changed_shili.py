"""The law of Shili with other rules and figures, as a plug-in of its own."""

import shutil
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from tests.fixtures import shili
from tests.fixtures.shili.households import ON

from dibao import Engine, Plugin, Policy

HIGHER_STANDARD = """
[document.higher]
title = "示例改革"
english = "Example of a reform"
issuer = "示例"
level = "fixture"
grade = "assumed"

[[dibao.standard.rural]]
code = "990000"
amount = {amount}
per = "month"
since = 2024
until = 2024
document = "higher"
grade = "assumed"
"""
"""A reform of which the amount is still to be said."""


def changed_shili(folder: Path, name: str, edits: Mapping[str, Callable[[str], str]]) -> Policy:
    """Give the law after some of its files were edited; `name` is one that nothing else has."""
    shutil.copytree(Path(shili.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__", "__init__.py"))
    for file, edit in edits.items():
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(edit(text), encoding="utf-8")
    # A name that no other module has: what is imported stays for the tests after this one.
    (folder / "measures_2024.py").rename(folder / f"measures_of_{name}.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        measures = import_module(f"measures_of_{name}")
    plugin = Plugin(name, speaks_for="990000", modules=(measures,), folder=folder)
    return Engine(plugins=[plugin]).policy("990000", ON)
