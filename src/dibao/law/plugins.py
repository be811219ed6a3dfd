"""Settle what a plug-in is, and which plug-ins are there."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from dibao.errors import PluginError, Problem, named
from dibao.law.rules import Place
from dibao.law.stated import suggestion
from dibao.law.toml_tables import is_code

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "dibao"
BUILT_IN = "dibao.national"


def _six_digits(plugin: "Plugin", _: object, code: str) -> None:
    if not is_code(code):
        sentence = f'speaks for {code!r}; expected a six-digit code in quotes, such as "431281".'
        raise PluginError([Problem(plugin.name, sentence)])


def _in_order(modules: Iterable[ModuleType]) -> tuple[ModuleType, ...]:
    return tuple(modules)


@frozen
class Plugin:
    """A package of rules and figures for one jurisdiction and all below it.

    Attributes:
        name: how messages call it; the name of its distribution is best.
        speaks_for: the code of the jurisdiction; it can answer nowhere else.
        modules: the modules with its regulations.
        package: the package with its data files, usually `__name__`.
        folder: the folder with its data files, where there is no package.
        hookspecs: modules with questions beyond the kernel's.
        ladder: the statuses and awards around the test; a nation's plug-in has one.
    """

    name: str
    speaks_for: str = field(validator=_six_digits)
    modules: Sequence[ModuleType] = field(default=(), converter=_in_order)
    package: str | None = None
    folder: Path | None = None
    hookspecs: Sequence[ModuleType] = field(default=(), converter=_in_order)
    ladder: Any = None

    def data_file(self, name: str) -> Path | None:
        """Give the path of a data file, `None` when the plug-in has none."""
        path = self._data_folder()
        found = path / name if path else None
        return found if found is not None and found.is_file() else None

    def _data_folder(self) -> Path | None:
        if self.folder is not None:
            return Path(self.folder)
        package = self.package or next((each.__package__ for each in self.modules if each.__package__), None)
        if not package:
            return None
        try:
            return Path(import_module(package).__path__[0])
        except (ImportError, AttributeError) as error:
            sentence = (
                f"names {package!r} as its package, which is none ({error}). Name the package with its data files."
            )
            raise PluginError([Problem(self.name, sentence)]) from error


def entry_points(group: str) -> Iterable["EntryPoint"]:
    """Give the installed entry points of a group; the import is slow, so it waits until here."""
    from importlib import metadata

    return metadata.entry_points(group=group)


def find_plugins(wanted: Iterable[str | Plugin] | None = None) -> tuple[Plugin, ...]:
    """Find the built-in plug-in and the installed ones, in order of their names.

    Args:
        wanted: names of entry points, or plug-ins themselves; all when `None`.

    Raises:
        PluginError: all that cannot be imported, is not there or is there twice.
    """
    installed = _installed()
    names = installed if wanted is None else [each for each in wanted if isinstance(each, str)]
    problems: list[Problem] = []
    found = {id(each): each for each in wanted or () if isinstance(each, Plugin)}
    for name in sorted({*names} - {BUILT_IN}):
        loaded = _load(name, installed)
        if isinstance(loaded, Plugin):
            found[id(loaded)] = loaded
        else:
            problems.extend(loaded)
    if problems:
        raise PluginError(named("loads", problems))
    built_in = import_module(BUILT_IN).plugin
    others = sorted((each for each in found.values() if each is not built_in), key=lambda each: each.name)
    return (built_in, *others)


def _installed() -> dict[str, list["EntryPoint"]]:
    named: dict[str, list[EntryPoint]] = {}
    for each in entry_points(group=GROUP):
        named.setdefault(each.name, []).append(each)
    return named


def _load(name: str, installed: dict[str, list["EntryPoint"]]) -> Plugin | list[Problem]:
    points = installed.get(name, [])
    if not points:
        none = f"Installed are: {', '.join(sorted(installed)) or 'none'}."
        return [Problem("", f"{name!r} is not an installed plug-in. {suggestion(name, installed, none)}")]
    if len(points) > 1:
        owners = " and ".join(sorted(_distribution(each) for each in points))
        return [Problem("", f"{owners} both call their plug-in {name!r}; only one would be seen. Uninstall one.")]
    where = f"{_distribution(points[0])} ({points[0].value})"
    try:
        plugin = points[0].load()
    except PluginError as error:
        return list(named("documents", error.problems))
    except Exception as error:  # a plug-in is foreign code and may fail in any way
        return [Problem(where, f"cannot be imported: {_last_words(error)}. Repair or uninstall it.")]
    if not isinstance(plugin, Plugin):
        return [Problem(where, f"names a value of type {type(plugin).__name__}; expected a Plugin. Name that.")]
    return plugin


def _distribution(point: "EntryPoint") -> str:
    return point.dist.name if point.dist else point.value


def _last_words(error: Exception) -> str:
    frames = [each for each in extract_tb(error.__traceback__) if "importlib" not in each.filename]
    place = f" ({Place(frames[-1].filename, frames[-1].lineno or 0)})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"
