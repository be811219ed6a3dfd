"""Settle which place lies in which: county, prefecture, province, nation."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import field, frozen

from dibao.errors import InputError, PluginError, Problem
from dibao.law.toml_tables import Fields, is_code, read_toml

NATION = "000000"


@frozen
class Jurisdiction:
    """An administrative division by its six-digit GB/T 2260 code.

    `parent` is None for the nation only.
    """

    code: str
    parent: str | None
    title: str
    english: str
    place: str = field(default="", eq=False)

    def __str__(self) -> str:
        """Print code and names, as messages show them."""
        return f"{self.code} {self.title} ({self.english})"


def load_jurisdictions(path: Path, label: str | None = None) -> tuple[Jurisdiction, ...]:
    """Read the places that one jurisdictions.toml declares.

    Raises:
        PluginError: everything that is wrong with the file, with its lines.
    """
    file, problems = read_toml(path, label), list[Problem]()
    found = []
    for code, table in file.tables.items():
        place = file.place(code)
        if not is_code(code) or not isinstance(table, Mapping):
            problems.append(Problem(str(place), f'{code}: expected a table named by a six-digit code, ["431281"]'))
            continue
        fields = Fields(table, code, place, problems)
        parent = fields.code("parent") if code != NATION else None
        found.append(Jurisdiction(code, parent, fields.text("title"), fields.text("english"), str(place)))
        fields.refuse_unknown()
    if problems:
        raise PluginError(problems)
    return tuple(found)


class Jurisdictions:
    """All places that the nation and the plug-ins declare."""

    def __init__(self, declared: Iterable[Jurisdiction]) -> None:
        """Check that every place leads up to the nation.

        Raises:
            PluginError: two descriptions of one code, unknown parents, circles.
        """
        problems: list[Problem] = []
        self._by_code: dict[str, Jurisdiction] = {}
        for each in declared:
            first = self._by_code.setdefault(each.code, each)
            if first != each:
                problems.append(Problem(each.place, f"{each} is declared differently at {first.place}: {first}"))
        problems.extend(Problem(each.place, why) for each in self._by_code.values() if (why := self._astray(each)))
        if problems:
            raise PluginError(problems)

    def _astray(self, start: Jurisdiction) -> str:
        passed, here = {start.code}, start
        while here.parent is not None:
            if here.parent not in self._by_code:
                return f'{here} lies in {here.parent}, which nobody declares; add ["{here.parent}"]'
            if here.parent in passed:
                return f"{start} does not lead up to {NATION}; {here.parent} comes twice among its parents"
            here = self._by_code[here.parent]
            passed.add(here.code)
        return ""

    def __contains__(self, code: object) -> bool:
        """Tell whether a code is declared."""
        return code in self._by_code

    def codes(self) -> tuple[str, ...]:
        """Give all declared codes in order."""
        return tuple(sorted(self._by_code))

    def get(self, code: str) -> Jurisdiction:
        """Give the place with a code.

        Raises:
            InputError: nobody declares it; the sentence names a near one.
        """
        if code not in self._by_code:
            raise InputError([Problem("", self._unknown(code))])
        return self._by_code[code]

    def chain(self, code: str) -> tuple[Jurisdiction, ...]:
        """Give a place and all it lies in, the nation last.

        Raises:
            InputError: nobody declares the code.
        """
        here = self.get(code)
        return (here,) if here.parent is None else (here, *self.chain(here.parent))

    def contains(self, root: str, code: str) -> bool:
        """Tell whether a place is the root or lies in it."""
        return any(each.code == root for each in self.chain(code))

    def _unknown(self, code: object) -> str:
        if not is_code(code):
            return f'{code!r} is not a jurisdiction; expected a six-digit code in quotes, such as "431281"'
        close = difflib.get_close_matches(str(code), self.codes(), n=1, cutoff=0.7)
        hint = f"did you mean {self._by_code[close[0]]}?" if close else "install the plug-in that declares it"
        return f"{code} is not a jurisdiction of any loaded plug-in; {hint}{self._below_what(str(code))}"

    def _below_what(self, code: str) -> str:
        """Say how a district or county comes in whose city or province is known."""
        above = next((each for each in (f"{code[:4]}00", f"{code[:2]}0000") if each in self._by_code), None)
        if above is None or above == NATION:
            return ""
        return (
            f" If {code} lies in {self._by_code[above]}, ask for {above}, whose law it has, "
            f'or declare ["{code}"] in a plug-in\'s jurisdictions.toml.'
        )
