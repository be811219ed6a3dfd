"""Write a plan as loops over blocks of households, so small that all between stays in the nearest cache.

Persons of a block are worked on one after another whoever they belong to, as vectors;
only adding up and handing down goes household by household.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from attrs import define, field, frozen

from dibao.batch.columnwise import args_of
from dibao.batch.compiled.kinds import AMOUNT, FactKind
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.outline import IN_TURN, OVER_PEOPLE, Outline
from dibao.batch.compiled.values import Values, is_flag, literal
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.batch.prepared.bounds import StatedBounds
from dibao.household.checks import MOST_PEOPLE
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

BLOCK = 512
LANES = 8
"""How many counts share a word: each of a hundred people at most, in eight bits."""
COPIES = 8
"""A household's value is written for so many persons at once; the next one writes over what is too much."""
SLACK = 8 * COPIES
FEW = 4
"""So many people of a household are added up without a branch that would depend on how many they are."""
UNPACKED = "unpacked"
Leaf = Callable[[Node], str | None]


@frozen
class Scratch:
    """Room for one value of everybody in a block, in whole words; `whose` is household, member or obligor."""

    name: str
    whose: Entity


@frozen
class BlockText:
    """The text of a function, what it reads and fills, and the room that it needs."""

    text: str
    scratch: Sequence[Scratch]


@define
class BlockWriter:
    """Writes the function for columns of certain kinds."""

    outline: Outline
    words: Mapping[tuple[str, str], Sequence[str]]
    kinds: Sequence[FactKind]
    fills: Sequence[str]
    bounds: StatedBounds
    lines: Lines = field(factory=Lines)
    _scratch: list[Scratch] = field(factory=list)
    _entry: list[str] = field(factory=list)
    _sums: dict[Node, tuple[str, int]] = field(factory=dict)
    _bases: dict[str, str] = field(factory=dict)
    _counts: dict[str, str] = field(factory=dict)
    _figures: dict[Node, str] = field(factory=dict)
    _checked: set[int] = field(factory=set)
    _furthest: dict[str, tuple[str, int]] = field(factory=dict)
    _block: str = ""

    def write(self) -> BlockText:
        """Give the text."""
        lines, outline = self.lines, self.outline
        for node in outline.order:
            self.bounds.of(node)
        if not outline.figures_vary:
            self._figures = {n: self._figure(n, "0") for n in outline.order if n.op == "figure"}
        whole = lines.put("sub i64 %last, %first")
        with lines.loop(whole, str(BLOCK)) as position:
            left = lines.put(f"sub i64 {whole}, {position}")
            self._block = lines.put(f"add i64 %first, {position}")
            self._counts["household"] = lines.put(f"call i64 @llvm.smin.i64(i64 {left}, i64 {BLOCK})")
            self._take_in()
            for phase in range(outline.last_phase + 1):
                for entity in outline.entities:
                    self._people(entity, phase)
            self._households()
        lines.do(f"ret i64 {self._tell_beyond()}")
        return BlockText(self._whole(), self._scratch)

    def _whole(self) -> str:
        for name, (word, _) in self._furthest.items():
            self._entry += [f"  {name} = alloca {word}", f"  store {word} 0, ptr {name}"]
        body = ["entry:", *self._entry, *self.lines.lines]
        return "\n".join([
            _TABLE,
            f"define i64 @decide({', '.join(self._arguments)}) nounwind {{", *body, "}",
            *(f"declare i{bits} @llvm.{name}.i{bits}(i{bits}, i{bits})" for bits in (32, 64) for name in ("smin", "smax")),
            *(f"declare i{bits} @llvm.umax.i{bits}(i{bits}, i{bits})" for bits in (8, 16, 32, 64)),
            *self.lines.metadata, "",
        ])  # fmt: skip

    def bits(self, node: Node) -> int:
        """Give in how many bits a value is worked out and held."""
        return 32 if self.bounds.is_narrow(node) else 64

    def _kind(self, node: Node) -> str:
        return "i1" if is_flag(node) else f"i{self.bits(node)}"

    def _room_kind(self, node: Node) -> str:
        """Give as what a value is handed from one loop to another."""
        return "i32" if is_flag(node) else self._kind(node)

    @property
    def _arguments(self) -> list[str]:
        read, filled = "ptr noalias readonly", "ptr noalias"
        return [
            "i64 %first", "i64 %last", f"{read} %place_of", f"{read} %start_member", f"{read} %start_obligor",
            *(f"{read} %fact_{n}" for n in range(len(self.kinds))),
            *(f"i64 %bit_{n}" for n, kind in enumerate(self.kinds) if kind.is_packed),
            *(f"{read} %figure_{n}" for n in range(len(self.outline.figures))),
            *(f"{filled} %output_{n}" for n, node in enumerate(self.outline.outputs) if node.op != "const"),
            *(f"{filled} %person_{n}" for n, node in enumerate(self.outline.persons) if node.op != "const"),
            *(f"{filled} %{each.name}" for each in self._scratch),
        ]  # fmt: skip

    # -- what is read ------------------------------------------------------------------------------------
    def _take_in(self) -> None:
        """Settle where the block's rows begin, unpack its bits and look for numbers beyond their bounds."""
        lines = self.lines
        self._bases = {HOUSEHOLD: self._block}
        for entity in self.outline.entities:
            self._bases[entity] = base = lines.load(f"%start_{entity}", "i64", self._block)
            end = lines.load(f"%start_{entity}", "i64", lines.put(f"add i64 {self._block}, {self._counts[HOUSEHOLD]}"))
            self._counts[entity] = lines.put(f"sub i64 {end}, {base}")
        for number, (data, kind) in enumerate(zip(self.outline.facts, self.kinds, strict=True)):
            base = self._bases[data[0]]
            self._bases[f"fact_{number}"] = (
                self._unpacked(number, data[0]) if kind.is_packed
                else lines.put(f"getelementptr inbounds i{kind.bits}, ptr %fact_{number}, i64 {base}")
            )  # fmt: skip

    def _unpacked(self, number: int, whose: Entity) -> str:
        """Unpack flags, eight at a time; give where the block's first one lies."""
        lines = self.lines
        room = self._room(f"flags_{number}", whose)
        begin = lines.put(f"add i64 %bit_{number}, {self._bases[whose]}")
        first = lines.put(f"lshr i64 {begin}, 3")
        skipped = lines.put(f"and i64 {begin}, 7")
        bits = lines.put(f"add i64 {lines.put(f'add i64 {skipped}, {self._counts[whose]}')}, 7")
        with lines.loop(lines.put(f"lshr i64 {bits}, 3"), serial=True) as position:
            byte = lines.load(f"%fact_{number}", "i8", lines.put(f"add i64 {first}, {position}"))
            flags = lines.load(f"@{UNPACKED}", "i64", lines.put(f"zext i8 {byte} to i64"))
            lines.store(flags, room, "i64", position)
        return lines.at(room, "i8", skipped)

    def _check(self, value: str, number: int) -> None:
        """Keep the largest distance from the lower bound, once for each column; it tells of any beyond either bound."""
        bounds = self.kinds[number].bounds
        if bounds is None or number in self._checked:
            return
        self._checked.add(number)
        lines, (low, high), word = self.lines, bounds, f"i{self.kinds[number].bits}"
        furthest = f"%furthest_{self.kinds[number].bits}_{high - low}"
        self._furthest[furthest] = word, high - low
        above = lines.put(f"sub {word} {value}, {low}") if low else value
        known = lines.put(f"load {word}, ptr {furthest}")
        lines.do(f"store {word} {lines.put(f'call {word} @llvm.umax.{word}({word} {known}, {word} {above})')}, ptr {furthest}")

    def _tell_beyond(self) -> str:
        """Give whether any number was beyond its bounds."""
        lines, wrong = self.lines, "0"
        for furthest, (word, span) in self._furthest.items():
            beyond = lines.put(f"icmp ugt {word} {lines.put(f'load {word}, ptr {furthest}')}, {span}")
            wrong = lines.put(f"or i64 {wrong}, {lines.put(f'zext i1 {beyond} to i64')}")
        return wrong

    def _room(self, name: str, whose: Entity) -> str:
        self._scratch.append(Scratch(name, whose))
        return f"%{name}"

    def _fact(self, node: Node, position: str) -> str:
        """Read a fact of one household or person."""
        lines = self.lines
        if node.data[-1] == PEOPLE_OF:
            begin, end = self._span(node.data[1], position)
            return self._changed(lines.put(f"sub i64 {end}, {begin}"), "i64", self._kind(node))
        number = self.outline.facts.index(node.data)
        kind = self.kinds[number]
        value = lines.load(self._bases[f"fact_{number}"], f"i{kind.bits}", position)
        if is_flag(node):
            return lines.put(f"icmp ne i{kind.bits} {value}, 0")
        self._check(value, number)
        return self._changed(value, f"i{kind.bits}", self._kind(node), "sext" if kind.is_signed else "zext")

    def _figure(self, node: Node, place: str) -> str:
        value = self.lines.load(f"%figure_{self.outline.figures.index(node.data[0])}", "i64", place)
        if is_flag(node):
            return self.lines.put(f"icmp ne i64 {value}, 0")
        return self._changed(value, "i64", self._kind(node))

    def _changed(self, value: str, own: str, wanted: str, wider: str = "sext") -> str:
        """Give a number in as many bits as wanted, which hold it."""
        if own == wanted or not value.startswith("%"):
            return value
        change = "trunc" if int(own[1:]) > int(wanted[1:]) else "zext" if own == "i1" else wider
        return self.lines.put(f"{change} {own} {value} to {wanted}")

    def _span(self, entity: str, position: str) -> tuple[str, str]:
        """Give where the people of a household of the block begin and end."""
        lines = self.lines
        row = lines.put(f"add i64 {self._block}, {position}")
        begin = lines.load(f"%start_{entity}", "i64", row)
        return begin, lines.load(f"%start_{entity}", "i64", lines.put(f"add i64 {row}, 1"))

    # -- households --------------------------------------------------------------------------------------
    def _written(
        self, roots: Iterable[Node], known: dict[Node, str], leaf: Leaf, leaves: Collection[Node] = ()
    ) -> dict[Node, str]:  # fmt: skip
        """Write values; `leaf` gives what is read where it stands instead of worked out, else None."""

        def name(node: Node) -> str:
            return literal(node) if node.op == "const" else known[node]

        values = Values(self.lines, self.words, name, self.bits, self.bounds.of)
        for node in self.outline.needed(roots, {*known, *leaves}):
            if node not in known:
                known[node] = leaf(node) or values.write(node)
        return known

    def _of_households(self, roots: Iterable[Node], position: str) -> dict[Node, str]:
        """Write values of one household of the block."""
        lines = self.lines
        known = dict(self._figures)
        places = []
        if self.outline.figures_vary:
            places.append(lines.load("%place_of", "i64", lines.put(f"add i64 {self._block}, {position}")))
        sums: dict[str, str] = {}
        chosen = [*roots]
        over_people = {each for each in self.outline.order if each.op in OVER_PEOPLE}
        for node in self.outline.needed(chosen, over_people):
            if node in over_people:
                known[node] = self._sum(node, position, sums)

        def leaf(node: Node) -> str | None:
            if node.op == "fact":
                return self._fact(node, position)
            return self._figure(node, places[0]) if node.op == "figure" else None

        return self._written(chosen, known, leaf)

    def _sum(self, node: Node, position: str, read: dict[str, str]) -> str:
        """Read a sum over the people of a household of the block."""
        lines = self.lines
        room, lane = self._sums[node]
        if room not in read:
            read[room] = lines.load(room, "i64", position)
        if lane < 0:
            return self._changed(read[room], "i64", self._kind(node))
        shifted = lines.put(f"lshr i64 {read[room]}, {LANES * lane}") if lane else read[room]
        count = lines.put(f"and i64 {shifted}, {2**LANES - 1}")
        if node.op == "any":
            return lines.put(f"icmp ne i64 {count}, 0")
        return self._changed(count, "i64", self._kind(node))

    def _households(self) -> None:
        """Write what comes out for every household."""
        lines, outputs = self.lines, self.outline.outputs
        varying = [(number, node) for number, node in enumerate(outputs) if node.op != "const"]
        begins = {number: lines.at(f"%output_{number}", *self._element(number)) for number, _ in varying}
        with lines.loop(self._counts[HOUSEHOLD]) as position:
            known = self._of_households([node for _, node in varying], position)
            for number, node in varying:
                self._put_out(begins[number], number, node, known[node], position)

    def _element(self, number: int) -> tuple[str, str]:
        kind = self.fills[number]
        return ("{ i64, i64 }" if kind == AMOUNT else kind), self._block

    def _put_out(self, begin: str, number: int, node: Node, value: str, position: str) -> None:
        lines, kind = self.lines, self.fills[number]
        if kind != AMOUNT:
            lines.store(self._changed(value, self._kind(node), kind), begin, kind, position)
            return
        value = self._changed(value, self._kind(node), "i64")
        doubled = lines.put(f"shl i64 {position}, 1")
        negative = node.low is None or node.low < 0
        lines.store(value, begin, "i64", doubled)
        sign = lines.put(f"ashr i64 {value}, 63") if negative else "0"
        lines.store(sign, begin, "i64", lines.put(f"or i64 {doubled}, 1"))

    # -- people ------------------------------------------------------------------------------------------
    def _people(self, entity: Entity, phase: int) -> None:
        """Write one pass over one kind of people, if there is anything to do for it."""
        sums, given = self.outline.sums(entity, phase), list(self.outline.given(entity, phase))
        if not sums and not given:
            return
        roots = [*(args_of(node)[0] for node in sums), *(node for _, node in given)]
        handed = self.outline.of_the_household(roots)
        own = self._handed_out(handed, f"{entity}_{phase}")
        rooms = self._rooms(sums, entity, phase)
        in_turn = [each for each in self.outline.needed(roots, handed) if each.op in IN_TURN]
        if in_turn:
            self._one_after_another(entity, roots, own, rooms, given)
        else:
            down = self._handed_down(own, entity, phase)
            with self.lines.loop(self._counts[entity]) as position:
                known = self._of_person(roots, down, position)
                self._keep(rooms, known, position)
                self._give(given, known, entity, position)
        self._add_up(rooms, entity)

    def _handed_out(self, nodes: Sequence[Node], which: str) -> dict[Node, str]:
        """Write what people take from their household; give where it lies."""
        if not nodes:
            return {}
        lines = self.lines
        own = {node: self._room(f"own_{which}_{number}", HOUSEHOLD) for number, node in enumerate(nodes)}
        with lines.loop(self._counts[HOUSEHOLD]) as position:
            known = self._of_households(nodes, position)
            for node in nodes:
                kind = self._room_kind(node)
                lines.store(self._changed(known[node], self._kind(node), kind), own[node], kind, position)
        return own

    def _handed_down(self, own: Mapping[Node, str], entity: Entity, phase: int) -> dict[Node, str]:
        """Write each household's values once for each of its people; give where they lie."""
        if not own:
            return {}
        lines = self.lines
        down = {node: self._room(f"down_{entity}_{phase}_{number}", entity) for number, node in enumerate(own)}
        with lines.loop(self._counts[HOUSEHOLD], serial=True) as position:
            place, size = self._people_of(entity, position)
            kinds = {node: self._room_kind(node) for node in own}
            copies = {node: self._copies(lines.load(own[node], kinds[node], position), kinds[node]) for node in own}
            with lines.loop(size, str(COPIES), serial=True) as person:
                at = lines.put(f"add i64 {place}, {person}")
                for node in own:
                    lines.store(copies[node], lines.at(down[node], kinds[node], at), f"<{COPIES} x {kinds[node]}>", "0", 4)
        return down

    def _one_after_another(
        self, entity: Entity, roots: Sequence[Node], own: Mapping[Node, str], rooms: Mapping[str, Sequence[Node]],
        given: Sequence[tuple[int, Node]],
    ) -> None:  # fmt: skip
        """Write a pass in which it matters who of a household stands before."""
        lines = self.lines
        before = [each for each in self.outline.needed(roots, own) if each.op == "earlier"]
        seen = {node: f"%seen_{entity}_{len(self._entry) + number}" for number, node in enumerate(before)}
        self._entry += [f"  {each} = alloca i1" for each in seen.values()]
        with lines.loop(self._counts[HOUSEHOLD], serial=True) as position:
            place, size = self._people_of(entity, position)
            shared = {node: self._again(own[node], node, position) for node in own}
            for each in seen.values():
                lines.do(f"store i1 false, ptr {each}")
            with lines.loop(size, serial=True) as person:
                at = lines.put(f"add i64 {place}, {person}")

                def leaf(node: Node, person: str = person, at: str = at) -> str | None:
                    if node in seen:
                        return lines.put(f"load i1, ptr {seen[node]}")
                    if node.op == "later":
                        return lines.put(f"icmp ne i64 {person}, 0")
                    return self._fact(node, at) if node.op == "fact" else None

                known = self._written(roots, self._figures | shared, leaf)
                self._keep(rooms, known, at)
                self._give(given, known, entity, at)
                for node, place_of_seen in seen.items():
                    told = literal(node.args[0]) if node.args[0].op == "const" else known[node.args[0]]
                    either = lines.put(f"or i1 {known[node]}, {told}")
                    lines.do(f"store i1 {either}, ptr {place_of_seen}")

    def _people_of(self, entity: Entity, position: str) -> tuple[str, str]:
        """Give where the people of a household begin within the block, and how many they are."""
        lines = self.lines
        begin, end = self._span(entity, position)
        return lines.put(f"sub i64 {begin}, {self._bases[entity]}"), lines.put(f"sub i64 {end}, {begin}")

    def _copies(self, value: str, kind: str) -> str:
        vector = f"<{COPIES} x {kind}>"
        one = self.lines.put(f"insertelement {vector} poison, {kind} {value}, i64 0")
        return self.lines.put(f"shufflevector {vector} {one}, {vector} poison, <{COPIES} x i32> zeroinitializer")

    def _of_person(self, roots: Sequence[Node], down: Mapping[Node, str], position: str) -> dict[Node, str]:
        """Write values of one person of the block."""
        lines = self.lines

        def leaf(node: Node) -> str | None:
            if node in down:
                return self._again(down[node], node, position)
            return self._fact(node, position) if node.op == "fact" else None

        return self._written(roots, dict(self._figures), leaf, down)

    def _again(self, room: str, node: Node, position: str) -> str:
        """Read a value that another loop left."""
        kind = self._room_kind(node)
        return self._changed(self.lines.load(room, kind, position), kind, self._kind(node))

    def _rooms(self, sums: Sequence[Node], entity: Entity, phase: int) -> dict[str, list[Node]]:
        """Settle where what is added up lies: numbers each for themselves, counts several to a word."""
        rooms: dict[str, list[Node]] = {}
        flags = [node for node in sums if _fits_a_lane(args_of(node)[0])]
        parts = [[node] for node in sums if node not in flags]
        parts += [flags[first : first + LANES] for first in range(0, len(flags), LANES)]
        for number, nodes in enumerate(parts):
            room = self._room(f"part_{entity}_{phase}_{number}", entity)
            total = self._room(f"sum_{entity}_{phase}_{number}", HOUSEHOLD)
            rooms[room] = nodes
            for lane, node in enumerate(nodes):
                self._sums[node] = total, lane if node in flags else -1
        return rooms

    def _keep(self, rooms: Mapping[str, Sequence[Node]], known: Mapping[Node, str], position: str) -> None:
        """Keep what one person adds to each sum."""
        lines = self.lines
        for room, nodes in rooms.items():
            word, kind = "", self._part_kind(nodes)
            for lane, node in enumerate(nodes):
                [body] = args_of(node)
                told = str(int(body.data[0])) if body.op == "const" else known[body]
                value = self._changed(told, self._kind(body), kind)
                value = lines.put(f"shl {kind} {value}, {LANES * lane}") if lane else value
                word = lines.put(f"or {kind} {word}, {value}") if word else value
            lines.store(word, room, kind, position)

    def _part_kind(self, nodes: Sequence[Node]) -> str:
        """Give as what one person's part of sums is kept: several counts together, or one number."""
        bodies = [args_of(node)[0] for node in nodes]
        if all(_fits_a_lane(each) for each in bodies):
            return "i32" if LANES * len(nodes) < 32 else "i64"
        return self._kind(bodies[0])

    def _give(self, given: Iterable[tuple[int, Node]], known: Mapping[Node, str], entity: str, position: str) -> None:
        lines = self.lines
        for number, node in given:
            at = lines.put(f"add i64 {self._bases[entity]}, {position}")
            lines.store(self._changed(known[node], self._kind(node), "i64"), f"%person_{number}", "i64", at)

    def _add_up(self, rooms: Mapping[str, Sequence[Node]], entity: Entity) -> None:
        """Add up over the people of each household of the block."""
        if not rooms:
            return
        lines = self.lines
        totals = {room: self._sums[nodes[0]][0] for room, nodes in rooms.items()}
        sums = {room: f"%adding_{room[1:]}" for room in rooms}
        self._entry += [f"  {each} = alloca i64" for each in sums.values()]
        with lines.loop(self._counts[HOUSEHOLD], serial=True) as position:
            place, size = self._people_of(entity, position)
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
                    more = self._changed(lines.load(room, kinds[room], at), kinds[room], "i64")
                    total = lines.put(f"add i64 {lines.put(f'load i64, ptr {adding}')}, {more}")
                    lines.do(f"store i64 {total}, ptr {adding}")
            for room, adding in sums.items():
                lines.store(lines.put(f"load i64, ptr {adding}"), totals[room], "i64", position)

    def _first_few(self, room: str, place: str, kind: str, masks: Sequence[str]) -> str:
        """Add up over the first people of a household without asking how many there are; others count as nothing."""
        lines, total = self.lines, "0"
        for number, mask in enumerate(masks):
            value = lines.load(room, kind, lines.put(f"add i64 {place}, {number}"))
            part = self._changed(lines.put(f"and {kind} {value}, {mask}"), kind, "i64")
            total = lines.put(f"add i64 {total}, {part}")
        return total


def _fits_a_lane(node: Node) -> bool:
    """Tell whether a hundred people's values stay within eight bits together."""
    return is_flag(node) or (node.low is not None and node.low >= 0 and (node.high or 0) * MOST_PEOPLE < 2**LANES)


def _unpacking() -> str:
    """Write the table from eight bits to eight bytes."""
    numbers = (sum((byte >> bit & 1) << (8 * bit) for bit in range(8)) for byte in range(256))
    return ", ".join(f"i64 {each}" for each in numbers)


_TABLE = f"@{UNPACKED} = internal constant [256 x i64] [{_unpacking()}]"
