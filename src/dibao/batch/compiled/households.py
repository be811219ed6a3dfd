"""Write the loops over the households of a block: what people take from theirs, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define

from dibao.batch.compiled.amounts_out import put_amounts
from dibao.batch.compiled.kinds import AMOUNT
from dibao.batch.compiled.outline import OVER_PEOPLE
from dibao.batch.compiled.sums import Sums
from dibao.batch.compiled.values import is_flag
from dibao.batch.compiled.writing import Room, Writing
from dibao.symbols.nodes import HOUSEHOLD, Node

WIDTH = 8
"""So many households are worked on at once, however wide the widest of their numbers is."""
FLAGS = 8
"""So many flags share a byte on their way to the people."""


@define
class Households:
    """Writes what is worked out of households, once the sums below it are taken."""

    writing: Writing
    sums: Sums

    def of(self, roots: Iterable[Node], position: str) -> dict[Node, str]:
        """Write values of one household of the block."""
        columns = self.writing.columns
        outline, lines = columns.outline, columns.lines
        known = dict(self.writing.figures)
        place = ""
        if outline.figures_vary:
            place = lines.load("%place_of", "i64", lines.put(f"add i64 {columns.bases[HOUSEHOLD]}, {position}"))
        sums: dict[str, str] = {}
        chosen = [*roots]
        over_people = {each for each in outline.order if each.op in OVER_PEOPLE}
        for node in outline.needed(chosen, over_people):
            if node in over_people:
                known[node] = self.sums.total(node, position, sums)

        def leaf(node: Node) -> str | None:
            if node.op == "fact":
                return columns.fact(node, position)
            return columns.figure(node, place) if node.op == "figure" else None

        return self.writing.written(chosen, known, leaf)

    def hand_out(self, nodes: Sequence[Node], which: str) -> dict[Node, Room]:
        """Write what people take from their household; give where it lies, flags several to a byte."""
        columns = self.writing.columns
        rooms = self._rooms(nodes, which)
        if not rooms:
            return {}
        with columns.lines.loop(columns.counts[HOUSEHOLD]) as position:
            known = self.of(nodes, position)
            for name in dict.fromkeys(room.name for room in rooms.values()):
                alike = [(known[node], columns.kind(node), room) for node, room in rooms.items() if room.name == name]
                self._store(alike, position)
        return rooms

    def _rooms(self, nodes: Sequence[Node], which: str) -> dict[Node, Room]:
        columns, found = self.writing.columns, {}
        for number, node in enumerate(each for each in nodes if not is_flag(each)):
            found[node] = Room(
                columns.room(f"own_{which}_{number}", HOUSEHOLD, columns.room_kind(node)), columns.room_kind(node)
            )
        flags = [each for each in nodes if is_flag(each)]
        for first in range(0, len(flags), FLAGS):
            name = columns.room(f"own_flags_{which}_{first}", HOUSEHOLD, "i8")
            found |= {node: Room(name, "i8", bit) for bit, node in enumerate(flags[first : first + FLAGS])}
        return found

    def _store(self, values: Sequence[tuple[str, str, Room]], position: str) -> None:
        """Leave a number, or flags that share a byte."""
        columns, word = self.writing.columns, ""
        for value, kind, room in values:
            each = columns.changed(value, kind, room.kind)
            each = columns.lines.put(f"shl {room.kind} {each}, {room.bit}") if room.bit else each
            word = columns.lines.put(f"or {room.kind} {word}, {each}") if word else each
        columns.lines.store(word, room.name, room.kind, position)

    def give(self, fills: Sequence[str]) -> None:
        """Write what comes out for every household; `fills` tells how each output's column lies."""
        columns = self.writing.columns
        lines = columns.lines
        varying = [(number, node) for number, node in enumerate(columns.outline.outputs) if node.op != "const"]
        begins = {
            number: columns.room(f"amount_{number}", HOUSEHOLD, columns.kind(node)) if fills[number] == AMOUNT
            else lines.at(f"%output_{number}", fills[number], columns.bases[HOUSEHOLD])
            for number, node in varying
        }  # fmt: skip
        with lines.loop(columns.counts[HOUSEHOLD], width=WIDTH) as position:
            known = self.of([node for _, node in varying], position)
            for number, node in varying:
                own = columns.kind(node)
                kind = own if fills[number] == AMOUNT else fills[number]
                lines.store(columns.changed(known[node], own, kind), begins[number], kind, position)
        for number, node in varying:
            if fills[number] == AMOUNT:
                put_amounts(columns, node, begins[number], f"%output_{number}")
