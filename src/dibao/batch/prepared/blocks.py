"""Write a plan as loops over blocks of households that have equally many people.

A block is so small that what passes between its loops stays in the nearest caches. The
people of a block stand one after another: all first members, all second ones, and so on,
so that each loop runs over columns without gaps and becomes one of vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import define, field, frozen

from dibao.batch.columnwise import args_of, in_order, is_size
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.values import Values, is_flag, literal
from dibao.batch.prepared.arms import Arms
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.prepared.lying import Lying
from dibao.batch.prepared.numbers import Numbers
from dibao.batch.prepared.outputs import MEMCPY, Given, Outputs
from dibao.batch.prepared.read_columns import ReadColumns
from dibao.batch.prepared.rooms import Rooms
from dibao.batch.prepared.turns import PeopleInTurn, Turns, of_one_person
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

PERSONS: tuple[Entity, ...] = ("member", "obligor")
BLOCK_COLUMNS = ("household", "count", "policy", "piece")
PEOPLE_COLUMNS = ("size", "base", "stride", "piece")
WIDTH = 16
"""So many households are worked on at once: their flags fill a vector, their amounts several."""
_EXTREMES = "\n".join(
    f"declare i{bits} @llvm.{name}.i{bits}(i{bits}, i{bits})" for bits in (8, 16, 32, 64) for name in ("smin", "smax")
)


@frozen
class BlockText:
    """The text of a function, and what it reads: facts by data, figures by name; `empty` are those with empty pieces.

    `kinds` are the types of the outputs that it fills, those of the values that are not always the
    same; `rooms` are the types of what passes between its loops, and of outputs on their way.
    """

    text: str
    facts: Sequence[tuple[Any, ...]]
    empty: Sequence[tuple[Any, ...]]
    figures: Sequence[str]
    kinds: Sequence[Any]
    rooms: Sequence[Any]


@define
class BlockWriter:
    """Writes the function; every value in the last loop that can still have it.

    Loops come in turns: the household's values, then its people's. What people have is
    worked out again in each loop that needs it. `lies` says how the columns lie, `piece`
    of how many households it is told which columns are nothing but zeros; `kinds` are the
    types that outputs must have.
    """

    outputs: Sequence[Node]
    persons: Sequence[Node]
    words: Mapping[tuple[str, str], Sequence[str]]
    bounds: StatedBounds
    lies: Callable[[tuple[Any, ...]], Lying]
    piece: int
    kinds: Mapping[Node, Any] = field(factory=dict)
    lines: Lines = field(factory=Lines)
    _order: list[Node] = field(init=False)
    _turns: Turns = field(init=False)
    _columns: ReadColumns = field(init=False)
    _numbers: Numbers = field(init=False)
    _outputs: Outputs = field(init=False)
    _rooms: Rooms = field(init=False)
    _figures: dict[Node, str] = field(factory=dict)
    _uniform: dict[Node, str] = field(factory=dict)
    _sizes: dict[str, str] = field(factory=dict)
    _block: str = ""
    _first: str = ""
    _count: str = ""
    _first_piece: str = ""

    def __attrs_post_init__(self) -> None:
        """Settle what is read, and what passes between the loops."""
        settled = Arms().settled([*self.outputs, *self.persons])
        household, persons = settled[: len(self.outputs)], settled[len(self.outputs) :]
        self._order = in_order(settled)
        self._columns = ReadColumns(self.lines, self.lies)
        for node in self._order:
            self.bounds.of(node)
            if node.op == "figure":
                self._figures[node] = f"%figure_{len(self._figures)}"
            elif node.op == "fact" and not is_size(node):
                self._columns.add(node)
        kinds = {new: self.kinds[old] for old, new in zip(self.outputs, household, strict=True) if old in self.kinds}
        self._outputs = Outputs(self.lines, self.bounds, household, persons, kinds)
        self._turns = Turns.of(self._order, household, persons)
        self._numbers = Numbers(self.lines, self.bounds)
        self._rooms = Rooms(self._numbers, self._turns.passed_on)

    def write(self) -> BlockText:
        """Give the text."""
        lines = self.lines
        with lines.loop(lines.put("sub i64 %last, %first")) as position:
            self._block = lines.put(f"add i64 %first, {position}")
            self._open()
            for turn in range(self._turns.count):
                self._turn(turn)
        # What was written past the caches is there for whoever reads it next.
        lines.do("fence seq_cst")
        lines.do("ret i64 0")
        rooms = {**self._rooms.types, **self._outputs.rooms}
        text = [
            f"define i64 @decide(i64 %first, i64 %last, {', '.join(self._arguments(rooms))}) nounwind {{",
            "entry:", *lines.lines, "}", _EXTREMES, MEMCPY, *lines.metadata, "",
        ]  # fmt: skip
        filled = (*self._outputs.of_household, *self._outputs.of_persons)
        return BlockText(
            "\n".join(text),
            self._columns.facts,
            self._columns.sparse_facts,
            [node.data[0] for node in self._figures],
            [self._outputs.kept_as(node) for _, node in filled],
            [*rooms.values()],
        )

    def _arguments(self, rooms: Iterable[str]) -> list[str]:
        read = [
            *(f"%{each}" for each in BLOCK_COLUMNS),
            *(f"%{entity}_{each}" for entity in PERSONS for each in PEOPLE_COLUMNS),
            *self._columns.arguments,
            *self._figures.values(),
        ]
        # That no two arrays overlap is what lets a loop be one of vectors.
        return [
            *(f"ptr noalias readonly {name}" for name in read),
            *(f"ptr noalias {name}" for name in (*self._outputs.arguments, *rooms)),
        ]

    def _values(self, known: Mapping[Node, str]) -> Values:
        def name(node: Node) -> str:
            return literal(node) if node.op == "const" else known[node]

        return Values(self.lines, self.words, name, self._numbers.bits, self.bounds.of)

    # -- what is the same for a block -------------------------------------------------------------------
    def _open(self) -> None:
        """Read where a block lies, and work out what is the same for all its households."""
        lines, as_value = self.lines, self._numbers.as_value
        self._first, self._count, policy, self._first_piece = (
            lines.load(f"%{each}", "i64", self._block) for each in BLOCK_COLUMNS
        )
        self._sizes = {entity: lines.load(f"%{entity}_size", "i64", self._block) for entity in PERSONS}
        values = self._values(self._uniform)
        for node in self._order:
            if node not in self._turns.uniform or node.op == "const":
                continue
            if node.op == "figure":
                self._uniform[node] = as_value(lines.load(self._figures[node], "i64", policy), "i64", node)
            elif is_size(node):
                self._uniform[node] = as_value(self._sizes[node.data[1]], "i64", node)
            else:
                self._uniform[node] = values.write(node)

    # -- loops ------------------------------------------------------------------------------------------
    def _turn(self, turn: int) -> None:
        if turn % 2 == 0:
            self._of_households(turn)
            return
        for entity in PERSONS:
            self._of_people(entity, turn)

    @contextmanager
    def _pieces(self) -> Iterator[tuple[str, str]]:
        """Write what is done with each piece of a block; give its number, and how many households it has."""
        lines = self.lines
        count = lines.put(f"udiv i64 {lines.put(f'add i64 {self._count}, {self.piece - 1}')}, {self.piece}")
        with lines.loop(count) as number:
            offset = self._rooms.offset = lines.put(f"mul i64 {number}, {self.piece}")
            rest = lines.put(f"sub i64 {self._count}, {offset}")
            yield number, lines.put(f"call i64 @llvm.smin.i64(i64 {rest}, i64 {self.piece})")
        self._rooms.offset = "0"

    def _moved(self, begin: str) -> str:
        """Give where a piece begins of what begins somewhere."""
        return self.lines.put(f"add i64 {begin}, {self._rooms.offset}")

    def _begins(self, nodes: Iterable[Node], number: str) -> dict[Node, str]:
        """Give where a piece of the household's facts begins."""
        piece = self.lines.put(f"add i64 {self._first_piece}, {number}")
        return self._columns.begins(nodes, HOUSEHOLD, self._moved(self._first), piece)

    def _of_households(self, turn: int) -> None:
        """Write the loop over the households' own values."""
        nodes = [node for node in self._order if self._turns.household.get(node) == turn]
        given = self._outputs.of_household if turn == self._turns.last else []
        if not nodes and not given:
            return
        outputs = [node for _, node in given]
        with self._pieces() as (number, count):
            facts = self._begins([*nodes, *outputs], number)
            begins = self._outputs.begins_in_rooms(given, self._rooms.offset)
            with self.lines.loop(count, width=WIDTH) as h:
                known = dict(self._uniform)
                values = self._values(known)
                self._read([*(arg for node in nodes for arg in args_of(node)), *outputs], nodes, known, facts, h)
                for node in nodes:
                    known[node] = values.write(node)
                    if node in self._rooms:
                        self._rooms.leave(node, known[node], h)
                self._store(begins, known, h)
        self._outputs.write_out(given, self._first, self._count)

    def _of_people(self, entity: Entity, turn: int) -> None:
        """Write the loops over all first members, all second ones, and so on."""
        people = self._people(entity, turn)
        if people is None:
            return
        lines, size = self.lines, self._sizes[entity]
        # Every household has a first member, with whom sums begin; of relatives there may be none.
        if entity == "member":
            self._layer(people, "0", first=True)
            with lines.loop(lines.put(f"sub i64 {size}, 1")) as number:
                self._layer(people, lines.put(f"add i64 {number}, 1"), first=False)
            return
        with lines.loop(self._count) as h:
            self._rooms.clear([*people.sums, *people.before], h)
        with lines.loop(size) as number:
            self._layer(people, number, first=False)

    def _people(self, entity: Entity, turn: int) -> PeopleInTurn | None:
        """Settle what is worked out of people in a turn, if anything is, and read where those of the block begin."""
        sums = [node for node in self._turns.sums(turn) if node.data[0] == entity]
        given = self._outputs.of_persons if entity == "member" and turn == self._turns.last + 1 else []
        if not sums and not given:
            return None
        roots = [*(arg for node in sums for arg in args_of(node)), *(node for _, node in given)]
        begins = (self.lines.load(f"%{entity}_{each}", "i64", self._block) for each in PEOPLE_COLUMNS[1:])
        return PeopleInTurn(entity, sums, given, roots, of_one_person(self._order, roots, entity), *begins)

    def _layer(self, people: PeopleInTurn, number: str, *, first: bool) -> None:
        """Write the loop over everybody's first, second or later person."""
        lines, entity, inside = self.lines, people.entity, people.inside
        begin = lines.put(f"add i64 {people.base}, {lines.put(f'mul i64 {number}, {people.stride}')}")
        own_piece = lines.put(f"add i64 {people.piece}, {number}")
        with self._pieces() as (part, count):
            facts, place = self._begins([*people.roots, *inside], part), self._moved(begin)
            pieces = lines.put(f"mul i64 {part}, {self._sizes[entity]}")
            own = self._columns.begins(inside, entity, place, lines.put(f"add i64 {own_piece}, {pieces}"))
            begins = self._outputs.begins(people.given, place)
            with lines.loop(count, width=WIDTH) as h:
                known = dict(self._uniform)
                self._read([*people.roots, *(arg for node in inside for arg in args_of(node))], inside, known, facts, h)
                self._work_out(inside, known, own, number, h, first=first)
                for node in people.sums:
                    self._rooms.leave(node, self._added(node, known, h, first=first), h)
                for node in people.before:
                    told = self._values(known).number(node.args[0], "i1")
                    self._rooms.leave(node, lines.put(f"or i1 {known[node]}, {_flag(told)}"), h)
                self._store(begins, known, h)

    def _work_out(
        self, nodes: Sequence[Node], known: dict[Node, str], facts: Mapping[Node, str], number: str, h: str, *,
        first: bool,
    ) -> None:  # fmt: skip
        """Write what one person has."""
        values = self._values(known)
        for node in nodes:
            if node.op == "fact":
                known[node] = self._fact(node, facts[node], h)
            elif node.op == "later":
                known[node] = self.lines.put(f"icmp ne i64 {number}, 0")
            elif node.op == "earlier":
                known[node] = "false" if first else self._rooms.read(node, h)
            else:
                known[node] = values.write(node)

    def _added(self, node: Node, known: Mapping[Node, str], h: str, *, first: bool) -> str:
        """Write a sum with what one more person adds to it."""
        [body] = args_of(node)
        kind, word = ("i1", "or") if is_flag(node) else (f"i{self._numbers.bits(node)}", "add")
        told = self._values(known).number(body, kind)
        told = _flag(told) if is_flag(node) else told
        return told if first else self.lines.put(f"{word} {kind} {self._rooms.read(node, h)}, {told}")

    # -- reading and writing ------------------------------------------------------------------------------
    def _read(
        self, wanted: Sequence[Node], made: Sequence[Node], known: dict[Node, str], facts: Mapping[Node, str], h: str
    ) -> None:  # fmt: skip
        """Read the household's values that a loop needs and does not work out itself."""
        own = {*made}
        for node in dict.fromkeys(wanted):
            if node.scope == HOUSEHOLD and node not in own and node not in known and node.op != "const":
                known[node] = self._rooms.read(node, h) if node in self._rooms else self._fact(node, facts[node], h)

    def _fact(self, node: Node, begin: str, h: str) -> str:
        """Read a fact."""
        return self._numbers.as_value(*self._columns.read(node, begin, h, self._numbers.bits(node)), node)

    def _store(self, begins: Given, known: Mapping[Node, str], h: str) -> None:
        """Write outputs."""
        for begin, node in begins:
            kind = self._outputs.type_of(node)
            self.lines.store(self._numbers.changed(known[node], self._numbers.type_of(node), kind), begin, kind, h)


def _flag(told: str) -> str:
    """Give a flag as it stands in the text."""
    return {"0": "false", "1": "true"}.get(told, told)
