"""Settle which plug-ins are tested, and with which others each one is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from attrs import define, field, frozen

from dibao.assess.engine import Engine
from dibao.errors import PluginError, Problem, ProblemsError
from dibao.law.plugins import Installed, Plugin, installed
from dibao.law.stated import suggestion
from dibao.testing.case_file import CaseFile, load_cases


@frozen
class Subject:
    """One plug-in to be tested, or what keeps it from being loaded."""

    name: str
    plugin: Plugin | None
    problems: Sequence[Problem] = ()

    @cached_property
    def folders(self) -> frozenset[str]:
        """Give the names of the folders that its files stand in, as messages print them."""
        return frozenset(path.name for path in self.paths)

    @cached_property
    def paths(self) -> frozenset[Path]:
        """Give the folders that its files stand in."""
        if self.plugin is None:
            return frozenset()
        files = (getattr(module, "__file__", None) for module in self.plugin.modules)
        found = {Path(file).parent for file in files if file}
        data = self.plugin.data_file("figures.toml") or self.plugin.data_file("jurisdictions.toml")
        if self.plugin.package or data:
            found |= {_folder(self.plugin)} - {None}  # type: ignore[arg-type]
        return frozenset(found)

    def owns(self, problem: Problem) -> bool:
        """Tell whether a problem lies in this plug-in's files or names it."""
        return problem.where.partition("/")[0] in self.folders or problem.where == self.name


def _folder(plugin: Plugin) -> Path | None:
    try:
        return plugin._data_folder()
    except PluginError:
        return None


def subjects(names: Iterable[str] | None = None) -> tuple[Subject, ...]:
    """Give the named installed plug-ins, or all; what cannot be loaded comes with the reason."""
    known = {each.name: each for each in installed()}
    wanted = sorted(known) if names is None else list(dict.fromkeys(names))
    return tuple(_subject(name, known.get(name), known) for name in wanted)


def _subject(name: str, found: Installed | None, known: Iterable[str]) -> Subject:
    if found is None:
        none = f"Installed are: {', '.join(known) or 'none'}."
        hint = suggestion(name, known, none)
        return Subject(name, None, [Problem("", f"{name!r} is not an installed plug-in. {hint}", check="loads")])
    return Subject(name, None if found.problems else found.plugin, tuple(found.problems))


@define(eq=False)
class Company:
    """The plug-ins that are tested, and the others that they are loaded with.

    All sound ones share an engine. Where they cannot be loaded together, each is
    loaded with those alone that speak for the places above it.
    """

    tested: tuple[Subject, ...]
    others: tuple[Subject, ...] = ()
    _engines: dict[str, Engine | Sequence[Problem]] = field(factory=dict)
    _together: list[Engine | None] = field(factory=list)
    _case_files: dict[Path, CaseFile] = field(factory=dict)

    @classmethod
    def of(cls, plugins: Iterable[str | Plugin] | None = None) -> Company:
        """Gather all installed plug-ins; those that are named are tested, or all."""
        wanted = None if plugins is None else list(plugins)
        everybody = {each.name: each for each in subjects()}
        if wanted is None:
            return cls(tuple(everybody.values()))
        named = {each.name: each for each in subjects([each for each in wanted if isinstance(each, str)])}
        handed = {each.name: Subject(each.name, each) for each in wanted if isinstance(each, Plugin)}
        tested = {**named, **handed}
        return cls(tuple(tested.values()), tuple(each for name, each in everybody.items() if name not in tested))

    @property
    def everybody(self) -> tuple[Subject, ...]:
        """Give the tested ones and the others."""
        return (*self.tested, *self.others)

    @cached_property
    def places(self) -> dict[str, str]:
        """Give what each place lies in, as far as the plug-ins' files can be read."""
        from dibao.law import data_files

        parents: dict[str, str] = {}
        for each in self.everybody:
            try:
                files = [] if each.plugin is None else data_files._read([each.plugin], "jurisdictions.toml", _places)
            except ProblemsError:
                continue
            parents |= {code: parent for _, known in files for code, parent in known.items()}
        return parents

    def family(self, subject: Subject) -> tuple[Subject, ...]:
        """Give the plug-ins that speak for places above a plug-in's own."""
        code, above = subject.plugin.speaks_for if subject.plugin else "", list[str]()
        while code in self.places and len(above) < len(self.places):
            code = self.places[code]
            above.append(code)
        near = (each for each in self.everybody if each is not subject and each.plugin is not None)
        return tuple(each for each in near if each.plugin and each.plugin.speaks_for in above)

    def engine(self, subject: Subject) -> Engine:
        """Give an engine with this plug-in.

        Raises:
            PluginError: it cannot be loaded.
        """
        found = self._engines.get(subject.name)
        if found is None:
            found = self._engines[subject.name] = self._loaded(subject)
        if isinstance(found, Engine):
            return found
        raise PluginError(found)

    def _loaded(self, subject: Subject) -> Engine | Sequence[Problem]:
        if subject.plugin is None:
            return tuple(subject.problems)
        if not self._together:
            self._together.append(self._all_at_once())
        if (shared := self._together[0]) is not None:
            return shared
        family = self.family(subject)
        try:
            return Engine(plugins=[*(each.plugin for each in family if each.plugin), subject.plugin])
        except PluginError as error:
            own = [each for each in error.problems if not any(one.owns(each) for one in family)]
            if own:
                return own
            above = next(one for one in family if one.owns(error.problems[0]))
            sentence = f"needs {above.name}, which has mistakes of its own: {error.problems[0]} Repair that first."
            return [Problem(subject.name, sentence, check="loads")]

    def _all_at_once(self) -> Engine | None:
        sound = [each.plugin for each in self.everybody if each.plugin is not None]
        try:
            return Engine(plugins=sound)
        except PluginError:
            return None

    def clashes(self, subject: Subject) -> tuple[Problem, ...]:
        """Give what is wrong with a plug-in beside the others only."""
        if self._together and self._together[0] is not None:
            return ()
        sound = [each.plugin for each in self.everybody if isinstance(self._engines.get(each.name), Engine)]
        try:
            Engine(plugins=[each for each in sound if each is not None])
        except PluginError as error:
            strangers = [each for each in self.everybody if each is not subject]
            return tuple(
                each for each in error.problems if subject.owns(each) or not any(one.owns(each) for one in strangers)
            )
        return ()

    def case_files(self, subject: Subject) -> tuple[CaseFile, ...]:
        """Give the cases that a plug-in's package carries.

        Raises:
            PluginError: everything that is wrong with the files.
        """
        return tuple(map(self.case_file, self.case_paths(subject)))

    def case_file(self, path: Path) -> CaseFile:
        """Give a file of cases, read once.

        Raises:
            PluginError: everything that is wrong with the file.
        """
        place = path.resolve()
        if place not in self._case_files:
            self._case_files[place] = load_cases(path)
        return self._case_files[place]

    def case_paths(self, subject: Subject) -> tuple[Path, ...]:
        """Give the files of cases beside a plug-in's figures."""
        folder = _folder(subject.plugin) if subject.plugin else None
        if folder is None:
            return ()
        return tuple(sorted((*folder.glob("cases.toml"), *folder.glob("cases_*.toml"))))


def _places(path: Path, label: str) -> dict[str, str]:
    from dibao.law.jurisdictions import load_jurisdictions

    return {each.code: each.parent for each in load_jurisdictions(path, label) if each.parent}
