"""Write sums over the people of each household: several counts in one word, and few branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from dibao.batch.columnwise import args_of
from dibao.batch.compiled.block_columns import BlockColumns
from dibao.batch.compiled.values import is_flag
from dibao.household.checks import MOST_PEOPLE
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

LANES = 8
"""How many counts share a word: each of a hundred people at most, in eight bits."""
FEW = 4
"""So many people of a household are added up without a branch that would depend on how many they are."""


@define
class Sums:
    """Where sums lie: each person's part, and what came of them."""

    columns: BlockColumns
    _places: dict[Node, tuple[str, int]] = field(factory=dict)

    def rooms(self, sums: Sequence[Node], entity: Entity, phase: int) -> dict[str, list[Node]]:
        """Settle where what is added up lies: numbers each for themselves, counts several to a word."""
        rooms: dict[str, list[Node]] = {}
        flags = [node for node in sums if _fits_a_lane(args_of(node)[0])]
        parts = [[node] for node in sums if node not in flags]
        parts += [flags[first : first + LANES] for first in range(0, len(flags), LANES)]
        for number, nodes in enumerate(parts):
            room = self.columns.room(f"part_{entity}_{phase}_{number}", entity)
            total = self.columns.room(f"sum_{entity}_{phase}_{number}", HOUSEHOLD)
            rooms[room] = nodes
            for lane, node in enumerate(nodes):
                self._places[node] = total, lane if node in flags else -1
        return rooms

    def keep(self, rooms: Mapping[str, Sequence[Node]], known: Mapping[Node, str], position: str) -> None:
        """Keep what one person adds to each sum."""
        lines = self.columns.lines
        for room, nodes in rooms.items():
            word, kind = "", self._part_kind(nodes)
            for lane, node in enumerate(nodes):
                [body] = args_of(node)
                told = str(int(body.data[0])) if body.op == "const" else known[body]
                value = self.columns.changed(told, self.columns.kind(body), kind)
                value = lines.put(f"shl {kind} {value}, {LANES * lane}") if lane else value
                word = lines.put(f"or {kind} {word}, {value}") if word else value
            lines.store(word, room, kind, position)

    def _part_kind(self, nodes: Sequence[Node]) -> str:
        """Give as what one person's part of sums is kept: several counts together, or one number."""
        bodies = [args_of(node)[0] for node in nodes]
        if all(_fits_a_lane(each) for each in bodies):
            return "i32" if LANES * len(nodes) < 32 else "i64"
        return self.columns.kind(bodies[0])

    def add_up(self, rooms: Mapping[str, Sequence[Node]], entity: Entity) -> None:
        """Add up over the people of each household of the block."""
        if not rooms:
            return
        lines = self.columns.lines
        totals = {room: self._places[nodes[0]][0] for room, nodes in rooms.items()}
        sums = {room: f"%adding_{room[1:]}" for room in rooms}
        self.columns.entry += [f"  {each} = alloca i64" for each in sums.values()]
        with lines.loop(self.columns.counts[HOUSEHOLD], serial=True) as position:
            place, size = self.columns.people_of(entity, position)
            kinds = {room: self._part_kind(nodes) for room, nodes in rooms.items()}
            there = [lines.put(f"icmp sgt i64 {size}, {number}") for number in range(FEW)]
            masks = {kind: [lines.put(f"sext i1 {each} to {kind}") for each in there] for kind in {*kinds.values()}}
            for room, adding in sums.items():
                first = self._first_few(room, place, kinds[room], masks[kinds[room]])
                lines.do(f"store i64 {first}, ptr {adding}")
            more_people = lines.put(f"sub i64 {size}, {FEW}")
            others = lines.put(f"add i64 {place}, {FEW}")
            with lines.loop(more_people, serial=True) as person:
                at = lines.put(f"add i64 {others}, {person}")
                for room, adding in sums.items():
                    more = self.columns.changed(lines.load(room, kinds[room], at), kinds[room], "i64")
                    total = lines.put(f"add i64 {lines.put(f'load i64, ptr {adding}')}, {more}")
                    lines.do(f"store i64 {total}, ptr {adding}")
            for room, adding in sums.items():
                lines.store(lines.put(f"load i64, ptr {adding}"), totals[room], "i64", position)

    def _first_few(self, room: str, place: str, kind: str, masks: Sequence[str]) -> str:
        """Add up over the first people of a household without asking how many there are; others count as nothing."""
        lines, total = self.columns.lines, "0"
        for number, mask in enumerate(masks):
            value = lines.load(room, kind, lines.put(f"add i64 {place}, {number}"))
            part = self.columns.changed(lines.put(f"and {kind} {value}, {mask}"), kind, "i64")
            total = lines.put(f"add i64 {total}, {part}")
        return total

    def total(self, node: Node, position: str, read: dict[str, str]) -> str:
        """Read a sum over the people of a household of the block."""
        lines = self.columns.lines
        room, lane = self._places[node]
        if room not in read:
            read[room] = lines.load(room, "i64", position)
        if lane < 0:
            return self.columns.changed(read[room], "i64", self.columns.kind(node))
        shifted = lines.put(f"lshr i64 {read[room]}, {LANES * lane}") if lane else read[room]
        count = lines.put(f"and i64 {shifted}, {2**LANES - 1}")
        if node.op == "any":
            return lines.put(f"icmp ne i64 {count}, 0")
        return self.columns.changed(count, "i64", self.columns.kind(node))


def _fits_a_lane(node: Node) -> bool:
    """Tell whether a hundred people's values stay within eight bits together."""
    return is_flag(node) or (node.low is not None and node.low >= 0 and (node.high or 0) * MOST_PEOPLE < 2**LANES)
