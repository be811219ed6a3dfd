"""Say in words what an undetermined household lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc
from attrs import field, frozen

from dibao.household.facts import Catalogue, Entity
from dibao.law.figures import FigureDeclaration

_PATH = re.compile(r"\$(?:\.(members|obligors)\[([0-9]+)\])?\.(.+)")
_PEOPLE: Mapping[str, tuple[Entity, tuple[str, str]]] = {
    "members": ("member", ("成员{number}：", "member {number}: ")),
    "obligors": ("obligor", ("义务人{number}：", "obligor {number}: ")),
}
BETWEEN = ("；", "; ")


@frozen(eq=False)
class MissingInWords:
    """Puts the paths of facts and the names of figures into the words of one language."""

    catalogue: Catalogue
    figures: Mapping[str, FigureDeclaration]
    index: int
    _known: dict[str, str] = field(factory=dict, init=False)

    def column(self, missing: pa.ListArray) -> pa.Array:
        """Give one text for each row; each path is put into words once."""
        paths = pc.list_flatten(missing).dictionary_encode()
        words = pa.array([self.words(each) for each in paths.dictionary.to_pylist()], pa.string())
        put = pa.ListArray.from_arrays(_offsets(missing), words.take(paths.indices))
        return pc.fill_null(pc.binary_join(put, BETWEEN[self.index]), "")

    def words(self, path: str) -> str:
        """Give the title of what a path or a figure's name stands for, and whose it is."""
        if path not in self._known:
            self._known[path] = self._found(path)
        return self._known[path]

    def _found(self, path: str) -> str:
        declared = self.figures.get(path)
        if declared is not None:
            return (declared.title, declared.english or declared.title)[self.index]
        parts = _PATH.fullmatch(path)
        if parts is None:
            return path
        entity, whose = _PEOPLE[parts[1]] if parts[1] else ("household", ("", ""))
        place, _, key = parts[3].partition(".") if "." in parts[3] else ("", "", parts[3])
        fact = self.catalogue.at(entity, place).get(key)
        if fact is None:
            return path
        number = int(parts[2]) + 1 if parts[2] else 0
        return whose[self.index].format(number=number) + (fact.title, fact.english)[self.index]


def _offsets(missing: pa.ListArray) -> pa.Array:
    """Give the offsets of lists from 0 on, whatever they are a slice of."""
    lengths = pc.fill_null(pc.list_value_length(missing), 0)
    return pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(lengths).cast(pa.int32())])
