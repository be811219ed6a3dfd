"""Write sums over the people of each household: as differences of running totals, many sums to a vector."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from dibao.batch.columnwise import args_of
from dibao.batch.compiled.block_columns import BlockColumns
from dibao.batch.compiled.transposing import Square
from dibao.batch.compiled.values import is_flag
from dibao.household.checks import MOST_PEOPLE
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

LANE = 8
"""So many bits count a hundred people at most, and several counts share a word."""
COUNTS = "i32"
LANES = 4
Named = tuple[str, str]
"""A value's name and type."""


@frozen
class Part:
    """One word of each person, and of each household once they are added up."""

    nodes: Sequence[Node]
    kind: str
    room: str
    total: str
    is_counts: bool = False


@define
class Sums:
    """Where sums lie: each person's part, and what came of them."""

    columns: BlockColumns
    _places: dict[Node, tuple[Part, int]] = field(factory=dict)

    def parts(self, sums: Sequence[Node], entity: Entity, which: str) -> list[Part]:
        """Settle where what is added up lies: numbers each for themselves, counts several to a word."""
        counts = [node for node in sums if _fits_a_lane(args_of(node)[0])]
        found: list[Part] = []
        for node in (each for each in sums if each not in counts):
            found.append(self._part((node,), self.columns.kind(node), entity, f"{which}_{len(found)}"))
            self._places[node] = found[-1], -1
        for nodes in _in_parts(counts, LANES):
            found.append(self._part(nodes, COUNTS, entity, f"{which}_{len(found)}"))
            self._places |= {node: (found[-1], lane) for lane, node in enumerate(nodes)}
        return found

    def _part(self, nodes: Sequence[Node], kind: str, entity: Entity, which: str) -> Part:
        room = self.columns.room(f"part_{entity}_{which}", entity, kind)
        return Part(nodes, kind, room, self.columns.room(f"sum_{entity}_{which}", HOUSEHOLD, kind))

    def keep(self, parts: Sequence[Part], named: Mapping[Node, Named], position: str) -> None:
        """Keep what one person adds to each sum; counts byte by byte, so that none need be moved."""
        lines = self.columns.lines
        for part in parts:
            [*bodies] = (args_of(node)[0] for node in part.nodes)
            if self._places[part.nodes[0]][1] < 0:
                lines.store(self._told(bodies[0], named, part.kind), part.room, part.kind, position)
                continue
            begin = lines.put(f"mul i64 {position}, {LANES}")
            told = [self._told(each, named, "i8") for each in bodies] + ["0"] * (LANES - len(bodies))
            for lane, value in enumerate(told):
                place = lane if sys.byteorder == "little" else LANES - 1 - lane
                lines.store(value, part.room, "i8", lines.put(f"add i64 {begin}, {place}"))

    def _told(self, body: Node, named: Mapping[Node, Named], kind: str) -> str:
        return str(int(body.data[0])) if body.op == "const" else self.columns.changed(*named[body], kind)

    def add_up(self, parts: Sequence[Part], entity: Entity) -> None:
        """Add up over the people of each household of the block.

        A running total over all people of the block wraps around like any word; the
        difference of two is a household's sum all the same, which its bounds let fit.
        """
        for kind in dict.fromkeys(part.kind for part in parts):
            alike = [part for part in parts if part.kind == kind]
            square = Square(self.columns.lines, kind)
            for together in _in_parts(alike, square.side):
                self._add_up(together, square, entity)

    def _add_up(self, parts: Sequence[Part], square: Square, entity: Entity) -> None:
        running = self.columns.room(f"running_{parts[0].room[1:]}", entity, square.kind, square.side)
        lines, vector, align = self.columns.lines, square.vector, square.align
        total = self._alloca(vector)
        lines.store("zeroinitializer", running, vector, "0", align)
        lines.do(f"store {vector} zeroinitializer, ptr {total}")
        with lines.loop(self.columns.counts[entity], str(square.side), serial=True) as position:
            columns = [square.read(lines.at(part.room, square.kind, position)) for part in parts]
            rows = square.transposed(columns)
            sums = [*self._added(rows, vector, lines.put(f"load {vector}, ptr {total}"))]
            begin = lines.at(running, vector, position)
            for number, row in enumerate(sums):
                lines.store(row, begin, vector, str(number + 1), align)
            lines.do(f"store {vector} {sums[-1]}, ptr {total}")
        self._differences(parts, square, entity, running)

    def _differences(self, parts: Sequence[Part], square: Square, entity: Entity, running: str) -> None:
        lines, vector, align = self.columns.lines, square.vector, square.align
        last, count = self._alloca(vector), self.columns.counts[HOUSEHOLD]
        lines.do(f"store {vector} zeroinitializer, ptr {last}")
        with lines.loop(count, str(square.side), serial=True) as position:
            before = lines.put(f"load {vector}, ptr {last}")
            rows = []
            for number in range(square.side):
                household = lines.put(f"add i64 {position}, {number + 1}")
                reached = lines.load(running, vector, self.columns.begin_of(entity, household), align)
                rows.append(lines.put(f"sub {vector} {reached}, {before}"))
                before = reached
            lines.do(f"store {vector} {before}, ptr {last}")
            for part, column in zip(parts, square.transposed(rows), strict=False):
                lines.store(column, lines.at(part.total, square.kind, position), vector, "0", align)

    def _added(self, rows: Sequence[str], vector: str, total: str) -> Iterator[str]:
        for row in rows:
            total = self.columns.lines.put(f"add {vector} {total}, {row}")
            yield total

    def _alloca(self, kind: str) -> str:
        name = f"%kept_{len(self.columns.entry)}"
        self.columns.entry.append(f"  {name} = alloca {kind}")
        return name

    def total(self, node: Node, position: str, read: dict[str, str]) -> str:
        """Read a sum over the people of a household of the block."""
        lines = self.columns.lines
        part, lane = self._places[node]
        if part.total not in read:
            read[part.total] = lines.load(part.total, part.kind, position)
        word = read[part.total]
        if lane < 0:
            return word
        shifted = lines.put(f"lshr {part.kind} {word}, {LANE * lane}") if lane else word
        count = lines.put(f"and {part.kind} {shifted}, {2**LANE - 1}")
        if node.op == "any":
            return lines.put(f"icmp ne {part.kind} {count}, 0")
        return self.columns.changed(count, part.kind, self.columns.kind(node))


def _in_parts(whole: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Give a row in parts of so many, the last one shorter."""
    return (whole[first : first + size] for first in range(0, len(whole), size))


def _fits_a_lane(node: Node) -> bool:
    """Tell whether a hundred people's values stay within eight bits together."""
    return is_flag(node) or (node.low is not None and node.low >= 0 and (node.high or 0) * MOST_PEOPLE < 2**LANE)
