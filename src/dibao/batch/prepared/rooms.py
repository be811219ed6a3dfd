"""Write what passes between the loops over one block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.compiled.values import is_flag
from dibao.batch.prepared.numbers import Numbers
from dibao.symbols.nodes import Node


@define
class Rooms:
    """Where values of all households of a block lie; loops run from `offset` on in it."""

    numbers: Numbers
    nodes: Sequence[Node]
    offset: str = "0"
    _names: dict[Node, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Give each value a room."""
        self._names = {node: f"%room_{n}" for n, node in enumerate(self.nodes)}

    def __contains__(self, node: Node) -> bool:
        """Tell whether a value passes between loops."""
        return node in self._names

    @property
    def types(self) -> dict[str, Any]:
        """Name all rooms, with what lies there."""
        bits = self.numbers.bits
        return {
            name: np.dtype(np.bool_ if is_flag(node) else f"i{bits(node) // 8}") for node, name in self._names.items()
        }

    def read(self, node: Node, h: str) -> str:
        """Read what another loop left."""
        kind = self.numbers.room_type_of(node)
        return self.numbers.as_value(self.numbers.lines.load(self._names[node], kind, self._at(h)), kind, node)

    def leave(self, node: Node, value: str, h: str) -> None:
        """Leave a value for other loops."""
        kind = self.numbers.room_type_of(node)
        told = self.numbers.changed(value, self.numbers.type_of(node), kind)
        self.numbers.lines.store(told, self._names[node], kind, self._at(h))

    def clear(self, nodes: Iterable[Node], h: str) -> None:
        """Set what people add to back to nothing."""
        for node in nodes:
            self.numbers.lines.store("0", self._names[node], self.numbers.room_type_of(node), h)

    def _at(self, h: str) -> str:
        return h if self.offset == "0" else self.numbers.lines.put(f"add i64 {self.offset}, {h}")
