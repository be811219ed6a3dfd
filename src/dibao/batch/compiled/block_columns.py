"""Write how a block's columns are read: where its rows begin, packed flags, and numbers beyond their bounds."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from dibao.batch.compiled.kinds import FactKind
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.outline import Outline
from dibao.batch.compiled.values import is_flag
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.batch.prepared.bounds import StatedBounds, fewest_bits
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

MANY = 32
"""So many flags are worked on at once."""
BEHIND = 8
"""So many households behind a block are said to have nobody, for loops that come so far."""


@frozen
class Scratch:
    """Room for so many bytes of everybody in a block; `whose` is household, member or obligor."""

    name: str
    whose: str
    bytes: int


@define
class BlockColumns:
    """The columns of a block of households; `scratch` is the room for what passes between its loops."""

    outline: Outline
    kinds: Sequence[FactKind]
    bounds: StatedBounds
    lines: Lines = field(factory=Lines)
    scratch: list[Scratch] = field(factory=list)
    entry: list[str] = field(factory=list)
    bases: dict[str, str] = field(factory=dict)
    counts: dict[str, str] = field(factory=dict)
    begins: dict[str, str] = field(factory=dict)
    full: dict[str, str] = field(factory=dict)
    _checked: set[int] = field(factory=set)
    _furthest: dict[str, tuple[str, int]] = field(factory=dict)

    def bits(self, node: Node) -> int:
        """Give in how many bits a value is worked out and held."""
        return 32 if self.bounds.is_narrow(node) else 64

    def kind(self, node: Node) -> str:
        """Give the type of a value in a register."""
        return "i1" if is_flag(node) else f"i{self.bits(node)}"

    def room_kind(self, node: Node) -> str:
        """Give as what a value is handed from one loop to another: the least that holds it."""
        return f"i{fewest_bits(self.bounds.size(node))}"

    def open(self, block: str, count: str) -> None:
        """Settle where the rows of a block begin, and unpack its bits."""
        lines = self.lines
        self.bases, self.counts = {HOUSEHOLD: block}, {HOUSEHOLD: count}
        for entity in self.outline.entities:
            self.bases[entity] = base = lines.load(f"%start_{entity}", "i64", self.bases[HOUSEHOLD])
            end = lines.load(
                f"%start_{entity}", "i64", lines.put(f"add i64 {self.bases[HOUSEHOLD]}, {self.counts[HOUSEHOLD]}")
            )
            self.counts[entity] = lines.put(f"sub i64 {end}, {base}")
            self.begins[entity] = self._begins(entity)
        for number, (data, kind) in enumerate(zip(self.outline.facts, self.kinds, strict=True)):
            if kind.is_packed:
                self.bases[f"fact_{number}"] = self._unpacked(number, data[0])
            else:
                self.bases[f"fact_{number}"] = lines.at(f"%fact_{number}", f"i{kind.bits}", self.bases[data[0]])
        for entity in self.outline.entities:
            self._reach_behind(entity)

    def _reach_behind(self, entity: Entity) -> None:
        """Let loops over people run to a full vector: what is read behind the last person means nothing.

        Near the end of the columns that are read, a block's part of them is copied to where there is room.
        """
        lines, count = self.lines, self.counts[entity]
        vectors = lines.put(f"lshr i64 {lines.put(f'add i64 {count}, {MANY - 1}')}, {MANY.bit_length() - 1}")
        self.full[entity] = lines.put(f"shl nuw nsw i64 {vectors}, {MANY.bit_length() - 1}")
        end = lines.load(f"%start_{entity}", "i64", "%last")
        is_beyond = lines.put(f"icmp sgt i64 {lines.put(f'add i64 {self.bases[entity]}, {self.full[entity]}')}, {end}")
        columns = [
            (f"fact_{number}", f"i{kind.bits}")
            for number, (data, kind) in enumerate(zip(self.outline.facts, self.kinds, strict=True))
            if data[0] == entity and not kind.is_packed
        ]
        rooms = {name: self.room(f"copy_of_{name}", entity, kind) for name, kind in columns}
        with lines.loop(lines.put(f"zext i1 {is_beyond} to i64"), serial=True):
            for name, kind in columns:
                self._copy(self.bases[name], rooms[name], count, kind)
        for name, _ in columns:
            self.bases[name] = lines.put(f"select i1 {is_beyond}, ptr {rooms[name]}, ptr {self.bases[name]}")

    def _copy(self, begin: str, room: str, count: str, kind: str) -> None:
        """Copy a column's part, and its first number once more behind it, which is within all bounds."""
        lines, vector = self.lines, f"<{MANY} x {kind}>"
        size = lines.put(f"mul i64 {count}, {int(kind[1:]) // 8}")
        lines.do(f"call void @llvm.memcpy.p0.p0.i64(ptr {room}, ptr {begin}, i64 {size}, i1 false)")
        lines.store(
            copied(lines, lines.load(begin, kind, "0"), kind, MANY), lines.at(room, kind, count), vector, "0", 1
        )

    def _unpacked(self, number: int, whose: Entity) -> str:
        """Unpack flags, many at a time; give where the block's first one lies."""
        lines = self.lines
        room = self.room(f"flags_{number}", whose, "i8")
        begin = lines.put(f"add i64 %bit_{number}, {self.bases[whose]}")
        first = lines.put(f"lshr i64 {begin}, 3")
        skipped = lines.put(f"and i64 {begin}, 7")
        bits = lines.put(f"add i64 {lines.put(f'add i64 {skipped}, {self.counts[whose]}')}, 7")
        packed = lines.at(f"%fact_{number}", "i8", first)
        # No byte is read behind the last one that is needed.
        whole = lines.put(f"lshr i64 {bits}, {MANY.bit_length() - 1}")
        self._unpack(packed, room, whole, MANY)
        done = lines.put(f"mul i64 {whole}, {MANY}")
        rest = lines.put(f"lshr i64 {lines.put(f'sub i64 {bits}, {done}')}, 3")
        behind = lines.at(packed, "i8", lines.put(f"lshr i64 {done}, 3"))
        self._unpack(behind, lines.at(room, "i8", done), rest, 8)
        return lines.at(room, "i8", skipped)

    def _unpack(self, packed: str, room: str, count: str, flags: int) -> None:
        """Unpack numbers of so many bits, the lowest one first."""
        lines = self.lines
        with lines.loop(count, serial=True) as position:
            number = lines.load(packed, f"i{flags}", position, 1)
            several = lines.put(f"bitcast i{flags} {number} to <{flags} x i1>")
            flags_apart = lines.put(f"zext <{flags} x i1> {several} to <{flags} x i8>")
            lines.store(flags_apart, room, f"<{flags} x i8>", position, 1)

    def _check(self, value: str, number: int) -> None:
        """Keep the largest distance from the lower bound, once a column; it tells of any beyond either bound."""
        bounds = self.kinds[number].bounds
        if bounds is None or number in self._checked:
            return
        self._checked.add(number)
        lines, (low, high), word = self.lines, bounds, f"i{self.kinds[number].bits}"
        furthest = f"%furthest_{self.kinds[number].bits}_{high - low}"
        self._furthest[furthest] = word, high - low
        above = lines.put(f"sub {word} {value}, {low}") if low else value
        known = lines.put(f"load {word}, ptr {furthest}")
        further = lines.put(f"call {word} @llvm.umax.{word}({word} {known}, {word} {above})")
        lines.do(f"store {word} {further}, ptr {furthest}")

    def tell_beyond(self) -> str:
        """Give whether any number was beyond its bounds."""
        lines, wrong = self.lines, "0"
        for furthest, (word, span) in self._furthest.items():
            beyond = lines.put(f"icmp ugt {word} {lines.put(f'load {word}, ptr {furthest}')}, {span}")
            wrong = lines.put(f"or i64 {wrong}, {lines.put(f'zext i1 {beyond} to i64')}")
            self.entry += [f"  {furthest} = alloca {word}", f"  store {word} 0, ptr {furthest}"]
        return wrong

    def room(self, name: str, whose: str, kind: str, count: int = 1) -> str:
        """Give room for one or several values of everybody in a block."""
        self.scratch.append(Scratch(name, whose, int(kind[1:]) // 8 * count))
        return f"%{name}"

    def fact(self, node: Node, position: str, wanted: str | None = None) -> str:
        """Read a fact of one household or person, in bits that hold it if so many are wanted."""
        lines = self.lines
        if node.data[-1] == PEOPLE_OF:
            return self.changed(self.size(node.data[1], position), "i64", self.kind(node))
        number = self.outline.facts.index(node.data)
        kind = self.kinds[number]
        value = lines.load(self.bases[f"fact_{number}"], f"i{kind.bits}", position)
        if is_flag(node):
            return lines.put(f"icmp ne i{kind.bits} {value}, 0")
        self._check(value, number)
        return self.changed(value, f"i{kind.bits}", wanted or self.kind(node), "sext" if kind.is_signed else "zext")

    def figure(self, node: Node, place: str) -> str:
        """Read a figure of a policy."""
        value = self.lines.load(f"%figure_{self.outline.figures.index(node.data[0])}", "i64", place)
        if is_flag(node):
            return self.lines.put(f"icmp ne i64 {value}, 0")
        return self.changed(value, "i64", self.kind(node))

    def changed(self, value: str, own: str, wanted: str, wider: str = "sext") -> str:
        """Give a number in as many bits as wanted, which hold it."""
        if own == wanted or not value.startswith("%"):
            return value
        if wanted == "i1":
            return self.lines.put(f"icmp ne {own} {value}, 0")
        change = "trunc" if int(own[1:]) > int(wanted[1:]) else "zext" if own == "i1" else wider
        return self.lines.put(f"{change} {own} {value} to {wanted}")

    def size(self, entity: Entity, position: str) -> str:
        """Give how many people a household of the block has."""
        begin = self.begin_of(entity, position)
        return self.lines.put(f"sub i64 {self.begin_of(entity, self.lines.put(f'add i64 {position}, 1'))}, {begin}")

    def begin_of(self, entity: Entity, position: str) -> str:
        """Give where the people of a household begin within the block."""
        return self.lines.put(f"zext i32 {self.lines.load(self.begins[entity], 'i32', position)} to i64")

    def _begins(self, entity: Entity) -> str:
        """Keep where the people of each household begin; give where that lies."""
        lines, count = self.lines, self.counts[HOUSEHOLD]
        room = self.room(f"begin_{entity}", HOUSEHOLD, "i32")
        starts = lines.at(f"%start_{entity}", "i64", self.bases[HOUSEHOLD])
        base = lines.put(f"trunc i64 {self.bases[entity]} to i32")
        with lines.loop(count) as position:
            begin = lines.put(f"trunc i64 {lines.load(starts, 'i64', position)} to i32")
            lines.store(lines.put(f"sub i32 {begin}, {base}"), room, "i32", position)
        end = lines.put(f"trunc i64 {self.counts[entity]} to i32")
        for number in range(BEHIND + 1):
            lines.store(end, room, "i32", lines.put(f"add i64 {count}, {number}"))
        return room


def copied(lines: Lines, value: str, kind: str, count: int) -> str:
    """Write a vector of so many times the same number."""
    vector = f"<{count} x {kind}>"
    one = lines.put(f"insertelement {vector} poison, {kind} {value}, i64 0")
    return lines.put(f"shufflevector {vector} {one}, {vector} poison, <{count} x i32> zeroinitializer")
