"""Plug-ins planted for one test, from the text of their modules."""

from collections.abc import Iterator
from itertools import count
from types import ModuleType

from dibao.law.plugins import Plugin
from dibao.law.regulation import Regulation
from dibao.national import hookspecs as ladder

_numbers: Iterator[int] = count(1)


def planted_module(source: str, name: str | None = None, **given: object) -> ModuleType:
    """Run the text of a module with some names given; errors name `planted/NAME.py`."""
    module = ModuleType(name or f"planted_{next(_numbers)}")
    module.__dict__.update(given, Regulation=Regulation)
    exec(compile(source, f"planted/{module.__name__}.py", "exec"), vars(module))  # noqa: S102 - the test's own text
    return module


def document(id: str, jurisdiction: str, since: str = "2021", **more: object) -> str:
    """Give the text that states a document under the name `scheme`."""
    extra = "".join(f", {key}={value!r}" for key, value in more.items())
    return (
        f'scheme = Regulation("{id}", title="办法", issuer="民政局", '
        f'jurisdiction="{jurisdiction}", since="{since}", grade="reported"{extra})\n'
    )


def rule(name: str, answer: str = "return 0", arguments: str = "", article: str = "art. 1", **more: object) -> str:
    """Give the text of a rule of `scheme`."""
    extra = "".join(f", {key}={value!r}" for key, value in more.items())
    return (
        f'@scheme.article("{article}", title="规则"{extra})\n'
        f'def {name}({arguments}):\n    """Say something."""\n    {answer}\n'
    )


def planted(name: str, speaks_for: str, *sources: str) -> Plugin:
    """Give a plug-in with one module for each text."""
    stem = name.replace("-", "_")
    modules = [planted_module(source, f"{stem}_{number}") for number, source in enumerate(sources)]
    return Plugin(name, speaks_for, modules)


def planted_nation(*sources: str) -> Plugin:
    """Give a national plug-in that asks the questions of the ladder, too."""
    plugin = planted("nation", "000000", *sources)
    return Plugin(plugin.name, plugin.speaks_for, plugin.modules, hookspecs=[ladder])
