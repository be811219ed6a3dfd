"""Write how loops over blocks read the columns of a prepared population."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from attrs import define, field

from dibao.batch.columnwise import args_of
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.values import is_flag
from dibao.batch.prepared.lying import Lying
from dibao.symbols.nodes import Node

NOTHING = "%nothing"
"""Zeros for a piece of any column."""


@define
class ReadColumns:
    """The facts that are read: from which array, where a loop begins in it, and each number; `lies` says how they lie.

    Several facts may share an array. Of an array with empty pieces another one tells which they are.
    """

    lines: Lines
    lies: Callable[[tuple[Any, ...]], Lying]
    _facts: dict[Node, str] = field(factory=dict)
    _arrays: dict[Hashable, str] = field(factory=dict)
    _empty: dict[str, str] = field(factory=dict)

    def add(self, node: Node) -> None:
        """Take a fact that is read."""
        lies = self.lies(node.data)
        array = self._facts[node] = self._arrays.setdefault(lies.array, f"%fact_{len(self._arrays)}")
        if lies.is_sparse:
            self._empty.setdefault(array, f"%empty_{len(self._empty)}")

    @property
    def arguments(self) -> list[str]:
        """Name all arrays."""
        return [NOTHING, *self._arrays.values(), *self._empty.values()]

    @property
    def facts(self) -> list[tuple[Any, ...]]:
        """Give of each array the first fact that is read from it."""
        return [*self._first_facts.values()]

    @property
    def sparse_facts(self) -> list[tuple[Any, ...]]:
        """Give of each array that has empty pieces the first fact that is read from it."""
        first = self._first_facts
        return [first[array] for array in self._empty]

    @property
    def _first_facts(self) -> dict[str, tuple[Any, ...]]:
        found: dict[str, tuple[Any, ...]] = {}
        for node, array in self._facts.items():
            found.setdefault(array, node.data)
        return found

    def begins(self, nodes: Iterable[Node], scope: str, row: str, piece: str) -> dict[Node, str]:
        """Give where the piece of each fact begins that some values of a scope or their arguments are."""
        wanted = dict.fromkeys(each for node in nodes for each in (node, *args_of(node)))
        return {
            node: self._begin(node, row, piece) for node in wanted if node in self._facts and node.scope == scope
        }  # fmt: skip

    def _begin(self, node: Node, row: str, piece: str) -> str:
        """Give where a piece begins; of an empty one the same zeros as of all others, which spares the memory."""
        array = self._facts[node]
        begin = self.lines.at(array, self.lies(node.data).kind, row)
        if array not in self._empty:
            return begin
        is_empty = self.lines.put(f"icmp ne i8 {self.lines.load(self._empty[array], 'i8', piece)}, 0")
        return self.lines.put(f"select i1 {is_empty}, ptr {NOTHING}, ptr {begin}")

    def read(self, node: Node, begin: str, position: str, bits: int) -> tuple[str, str]:
        """Read a number that is worked on in so many bits, or a flag; give its name and its type."""
        lies, lines = self.lies(node.data), self.lines
        found = lines.load(begin, lies.kind, position)
        if lies.position is None:
            return found, lies.kind
        if is_flag(node):
            return lines.put(f"and {lies.kind} {found}, {1 << lies.position}"), lies.kind
        # As wide as it is reckoned with, since vectors cannot shift single bytes.
        kind = f"i{bits}"
        found = found if kind == lies.kind else lines.put(f"zext {lies.kind} {found} to {kind}")
        moved = lines.put(f"lshr {kind} {found}, {lies.position}")
        return lines.put(f"and {kind} {moved}, {lies.most}"), kind
