"""Settle what a plug-in is, and which plug-ins are there."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from dibao.errors import PluginError, Problem, found_by
from dibao.law.kernel_needed import wrong_kernel
from dibao.law.rules import Place
from dibao.law.stated import suggestion
from dibao.law.toml_tables import is_code
from dibao.law.unimported import places_of

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


@frozen
class Installed:
    """One installed name: its plug-in, or what keeps it from being used.

    A plug-in that was built for another dibao is there and has a problem, too,
    where it could be imported all the same. `places` are those that it speaks for,
    as far as its own files tell where it cannot be imported.
    """

    name: str
    distribution: str
    plugin: Plugin | None
    problems: Sequence[Problem] = ()
    places: Sequence[str] = ()

    def speaks_for(self, code: str) -> bool:
        """Tell whether it is known to speak for a place."""
        return any(lies_in(code, each) for each in self.places)


@frozen
class Found:
    """The plug-ins to work with, the built-in one first, and those set aside."""

    plugins: tuple[Plugin, ...]
    set_aside: tuple[Installed, ...] = ()


def installed() -> tuple[Installed, ...]:
    """Load every installed plug-in by itself; what is wrong with one hides no other."""
    named = _named()
    return tuple(_loaded(name, named) for name in sorted(named))


def find_plugins(wanted: Iterable[str | Plugin] | None = None) -> Found:
    """Find the built-in plug-in and the installed ones, in order of their names.

    Of all installed ones those are set aside that cannot be used, and those that
    speak for a part of what such a one speaks for.

    Args:
        wanted: names of entry points, or plug-ins themselves; all when `None`.

    Raises:
        PluginError: all that was asked for by name and is not there or is there
            twice, cannot be imported or was built for another dibao.
    """
    named = _named()
    names = named if wanted is None else [each for each in wanted if isinstance(each, str)]
    handed_over = {id(each): each for each in wanted or () if isinstance(each, Plugin)}
    loaded = [_loaded(name, named) for name in sorted({*names} - {BUILT_IN})]
    set_aside = _set_aside(loaded) if wanted is None else ()
    aside = {each.name for each in set_aside}
    kept = [each for each in loaded if each.name not in aside]
    if problems := [problem for each in kept for problem in each.problems]:
        raise PluginError(found_by("loads", problems))
    used = (each.plugin for each in kept if each.plugin)
    found = handed_over | {id(each): each for each in used}
    built_in = import_module(BUILT_IN).plugin
    others = sorted((each for each in found.values() if each is not built_in), key=lambda each: each.name)
    return Found((built_in, *others), set_aside)


def _set_aside(loaded: Sequence[Installed]) -> tuple[Installed, ...]:
    """Give the plug-ins that cannot be used, and those that speak for a part of their places."""
    broken = [each for each in loaded if each.problems]
    waiting = []
    for each in loaded:
        plugin = None if each.problems else each.plugin
        above = next((one for one in broken if plugin and one.speaks_for(plugin.speaks_for)), None)
        if above is not None:
            sentence = f"speaks for a part of what {above.name} speaks for, and waits until that can be used."
            waiting.append(evolve(each, problems=[Problem(each.name, sentence)]))
    return tuple(sorted((*map(_with_what_follows, broken), *waiting), key=lambda each: each.name))


def _with_what_follows(broken: Installed) -> Installed:
    """Say what is not decided while a plug-in cannot be imported."""
    if broken.plugin is not None:
        return broken
    widest = [each for each in broken.places if not any(each != one and lies_in(each, one) for one in broken.places)]
    follows = (
        f"Until then nothing is decided for {', '.join(widest)}."
        if widest
        else "It does not say for which places it speaks: until then decisions there lack its rules and figures."
    )
    *first, last = broken.problems
    return evolve(broken, problems=[*first, evolve(last, message=f"{last.message} {follows}")])


def lies_in(code: str, place: str) -> bool:
    """Tell from the digits alone whether a place is another one or lies in it."""
    pairs = [place[:2], place[2:4], place[4:]]
    while pairs and pairs[-1] == "00":
        pairs.pop()
    return code.startswith("".join(pairs))


def _named() -> dict[str, list["EntryPoint"]]:
    named: dict[str, list[EntryPoint]] = {}
    for each in entry_points(group=GROUP):
        named.setdefault(each.name, []).append(each)
    return named


def _loaded(name: str, named: dict[str, list["EntryPoint"]]) -> Installed:
    points = named.get(name, [])
    if not points:
        none = f"Installed are: {', '.join(sorted(named)) or 'none'}."
        sentence = f"{name!r} is not an installed plug-in. {suggestion(name, named, none)}"
        return Installed(name, "", None, [Problem("", sentence)])
    owners = " and ".join(sorted(_distribution(each) for each in points))
    if len(points) > 1:
        sentence = f"{owners} both call their plug-in {name!r}; only one would be seen. Uninstall one."
        return Installed(name, owners, None, [Problem("", sentence)], _places(None, points))
    stranger = wrong_kernel(points[0].dist)
    plugin = _imported(points[0])
    if stranger is not None:
        known = plugin if isinstance(plugin, Plugin) else None
        return Installed(name, owners, known, [Problem(name, stranger)], _places(known, points))
    if isinstance(plugin, Plugin):
        return Installed(name, owners, plugin, (), _places(plugin, points))
    return Installed(name, owners, None, plugin, _places(None, points))


def _places(plugin: Plugin | None, points: Sequence["EntryPoint"]) -> tuple[str, ...]:
    return (plugin.speaks_for,) if plugin is not None else places_of(points)


def _imported(point: "EntryPoint") -> Plugin | list[Problem]:
    where = f"{_distribution(point)} ({point.value})"
    try:
        plugin = point.load()
    except PluginError as error:
        return list(found_by("documents", error.problems))
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
