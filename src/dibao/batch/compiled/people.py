"""Write the loops over the people of a block, pass by pass.

A pass works out what is summed up over people once the sums of earlier passes are known.
People are worked on one after another whoever they belong to, as vectors; only where it
matters who stands before, one household follows the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from attrs import define, field

from dibao.batch.columnwise import args_of
from dibao.batch.compiled.block_columns import MANY, copied
from dibao.batch.compiled.households import Households
from dibao.batch.compiled.levels import Level, Levels
from dibao.batch.compiled.outline import IN_TURN
from dibao.batch.compiled.sums import Part, Sums
from dibao.batch.compiled.values import is_flag, literal
from dibao.batch.compiled.writing import Bits, Room, Writing
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

COPIES = 8
"""A household's value is written for so many persons at once; the next one writes over what is too much."""
Given = Sequence[tuple[int, Node]]


@define
class People:
    """Writes what is worked out of people; `rooms` tells what earlier passes left of each."""

    writing: Writing
    sums: Sums
    households: Households
    levels: Levels
    rooms: dict[Node, Room] = field(factory=dict)
    _left: dict[Entity, dict[Node, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Settle what passes leave for each other."""
        outline = self.writing.columns.outline
        self._left = {entity: outline.left(entity) for entity in outline.entities}

    def work_out(self, entity: Entity, phase: int) -> None:
        """Write one pass over one kind of people, if there is anything to do for it."""
        outline = self.writing.columns.outline
        sums, given = outline.sums(entity, phase), [*outline.given(entity, phase)]
        if not sums and not given:
            return
        roots = outline.roots(entity, phase)
        in_turn = any(each.op in IN_TURN for each in outline.needed(roots))
        known = {} if in_turn else {node: self.rooms[node] for node, of in self._left[entity].items() if of < phase}
        own = self.households.hand_out(outline.of_the_household(roots, known), f"{entity}_{phase}")
        if in_turn:
            parts = self.sums.parts(sums, entity, f"{phase}")
            self._one_after_another(entity, roots, own, parts, given)
        else:
            known |= self._handed_down(own, entity, phase)
            parts = self._side_by_side(entity, phase, roots, known, given)
        self.sums.add_up(parts, entity)

    # -- side by side ------------------------------------------------------------------------------------
    def _side_by_side(
        self, entity: Entity, phase: int, roots: Sequence[Node], known: dict[Node, Room], given: Given
    ) -> list[Part]:  # fmt: skip
        """Write a pass as loops that take turns: over bytes, and over whole numbers."""
        outline, found = self.writing.columns.outline, []
        left = [node for node, of in self._left[entity].items() if of == phase]
        rest = outline.sums(entity, phase)
        for number, level in enumerate(self.levels.of(roots, known, left)):
            here = [node for node in rest if args_of(node)[0].op == "const" or args_of(node)[0] in level.nodes]
            rest = [node for node in rest if node not in here]
            parts = self.sums.parts(here, entity, f"{phase}_{number}")
            self._level(level, known, parts, [each for each in given if each[1] in level.nodes], entity)
            found += parts
        return found

    def _level(
        self, level: Level, known: dict[Node, Room], parts: Sequence[Part], given: Given, entity: Entity
    ) -> None:  # fmt: skip
        """Write one loop; `known` gains what it leaves for the next ones."""
        writing, columns = self.writing, self.writing.columns
        made = {node: self._room(node, entity) for node in level.passed_on}
        bits = self.levels.few_bits(known) if level.is_small else columns.bits

        def kind(node: Node) -> str:
            return "i1" if is_flag(node) else f"i{bits(node)}"

        def leaf(node: Node) -> str | None:
            if node in known:
                return writing.again(known[node], kind(node), position)
            return columns.fact(node, position, kind(node)) if node.op == "fact" else None

        # Divided is only by what is known to be no zero, and what is given is given to nobody behind.
        is_exact = given or any(node.op == "share" for node in level.nodes)
        count = columns.counts[entity] if is_exact else columns.full[entity]
        with columns.lines.loop(count, width=MANY if level.is_small else 0) as position:
            values = writing.written(level.nodes, self._figures(bits), leaf, known, bits)
            named = {node: (name, kind(node)) for node, name in values.items()}
            self.sums.keep(parts, named, position)
            self._give(given, named, entity, position)
            for node, room in made.items():
                writing.leave(*named[node], room, position)
        known |= made

    def _figures(self, bits: Bits) -> dict[Node, str]:
        """Give the figures that all have in common, in as many bits as a loop works with."""
        columns = self.writing.columns
        return {
            node: name if is_flag(node) else columns.changed(name, columns.kind(node), f"i{bits(node)}")
            for node, name in self.writing.figures.items()
        }

    def _room(self, node: Node, entity: Entity) -> Room:
        columns = self.writing.columns
        kind = columns.room_kind(node)
        self.rooms[node] = Room(columns.room(f"left_{len(self.rooms)}", entity, kind), kind)
        return self.rooms[node]

    # -- from the household ------------------------------------------------------------------------------
    def _handed_down(self, own: Mapping[Node, Room], entity: Entity, phase: int) -> dict[Node, Room]:
        """Write each household's values once for each of its people; give where they lie."""
        if not own:
            return {}
        columns = self.writing.columns
        lines, kinds = columns.lines, {room.name: room.kind for room in own.values()}
        down = {
            name: columns.room(f"down_{entity}_{phase}_{number}", entity, kinds[name])
            for number, name in enumerate(kinds)
        }
        with lines.loop(columns.counts[HOUSEHOLD], serial=True) as position:
            place = columns.begin_of(entity, position)
            copies = {
                name: copied(lines, lines.load(name, kind, position), kind, COPIES) for name, kind in kinds.items()
            }
            with self._for_all_of(entity, place, position) as at:
                for name, kind in kinds.items():
                    lines.store(copies[name], lines.at(down[name], kind, at), f"<{COPIES} x {kind}>", "0", 1)
        return {node: Room(down[room.name], room.kind, room.bit) for node, room in own.items()}

    @contextmanager
    def _for_all_of(self, entity: Entity, place: str, position: str) -> Iterator[str]:
        """Write once what is done for many people of a household, again only where there can be more."""
        columns = self.writing.columns
        if columns.bounds.most[entity] <= COPIES:
            yield place
            return
        with columns.lines.loop(columns.size(entity, position), str(COPIES), serial=True) as person:
            yield columns.lines.put(f"add i64 {place}, {person}")

    # -- one after another -------------------------------------------------------------------------------
    def _one_after_another(
        self, entity: Entity, roots: Sequence[Node], own: Mapping[Node, Room], parts: Sequence[Part], given: Given
    ) -> None:  # fmt: skip
        """Write a pass in which it matters who of a household stands before."""
        writing, columns = self.writing, self.writing.columns
        lines = columns.lines
        before = [each for each in columns.outline.needed(roots, own) if each.op == "earlier"]
        seen = {node: f"%seen_{entity}_{len(columns.entry) + number}" for number, node in enumerate(before)}
        columns.entry += [f"  {each} = alloca i1" for each in seen.values()]
        with lines.loop(columns.counts[HOUSEHOLD], serial=True) as position:
            place, size = columns.begin_of(entity, position), columns.size(entity, position)
            shared = {node: writing.again(room, columns.kind(node), position) for node, room in own.items()}
            for each in seen.values():
                lines.do(f"store i1 false, ptr {each}")
            with lines.loop(size, serial=True) as person:
                at = lines.put(f"add i64 {place}, {person}")

                def leaf(node: Node, person: str = person, at: str = at) -> str | None:
                    if node in seen:
                        return lines.put(f"load i1, ptr {seen[node]}")
                    if node.op == "later":
                        return lines.put(f"icmp ne i64 {person}, 0")
                    return columns.fact(node, at) if node.op == "fact" else None

                known = writing.written(roots, {**writing.figures, **shared}, leaf)
                named = {node: (name, columns.kind(node)) for node, name in known.items()}
                self.sums.keep(parts, named, at)
                self._give(given, named, entity, at)
                for node, place_of_seen in seen.items():
                    told = literal(node.args[0]) if node.args[0].op == "const" else known[node.args[0]]
                    either = lines.put(f"or i1 {known[node]}, {told}")
                    lines.do(f"store i1 {either}, ptr {place_of_seen}")

    def _give(
        self, given: Iterable[tuple[int, Node]], named: Mapping[Node, tuple[str, str]], entity: Entity, position: str
    ) -> None:  # fmt: skip
        """Write what comes out for one person."""
        columns = self.writing.columns
        for number, node in given:
            at = columns.lines.put(f"add i64 {columns.bases[entity]}, {position}")
            columns.lines.store(columns.changed(*named[node], "i64"), f"%person_{number}", "i64", at)
