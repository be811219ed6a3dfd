"""Write what is worked out at one place of a loop: from figures, facts, and what other loops left."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from attrs import define, frozen

from dibao.batch.compiled.block_columns import BlockColumns
from dibao.batch.compiled.values import Values, literal
from dibao.symbols.nodes import Node

Bits = Callable[[Node], int]
Leaf = Callable[[Node], str | None]


@frozen
class Room:
    """Where a value of everybody in a block lies; `bit` tells flags that share a byte apart."""

    name: str
    kind: str
    bit: int | None = None


@define
class Writing:
    """Writes values among the lines of a block; `figures` are read before it where all rows have the same."""

    columns: BlockColumns
    words: Mapping[tuple[str, str], Sequence[str]]
    figures: Mapping[Node, str]

    def values(self, known: Mapping[Node, str], bits: Bits | None = None) -> Values:
        """Give what writes a value from those known, in as many bits as a loop works with."""

        def name(node: Node) -> str:
            return literal(node) if node.op == "const" else known[node]

        columns = self.columns
        return Values(columns.lines, self.words, name, bits or columns.bits, columns.bounds.of)

    def written(
        self, roots: Iterable[Node], known: dict[Node, str], leaf: Leaf, leaves: Collection[Node] = (),
        bits: Bits | None = None,
    ) -> dict[Node, str]:  # fmt: skip
        """Write values; `leaf` gives what is read where it stands instead of worked out, else None."""
        values = self.values(known, bits)
        for node in self.columns.outline.needed(roots, {*known, *leaves}):
            if node not in known:
                known[node] = leaf(node) or values.write(node)
        return known

    def again(self, room: Room, kind: str, position: str) -> str:
        """Read a value that another loop left."""
        lines = self.columns.lines
        found = lines.load(room.name, room.kind, position)
        if room.bit is not None:
            found = lines.put(f"and {room.kind} {found}, {1 << room.bit}")
        return self.columns.changed(found, room.kind, kind)

    def leave(self, value: str, kind: str, room: Room, position: str) -> None:
        """Leave a value for other loops."""
        self.columns.lines.store(self.columns.changed(value, kind, room.kind), room.name, room.kind, position)
