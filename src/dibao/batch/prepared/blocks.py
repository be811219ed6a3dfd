"""Write a plan as loops over blocks of households that have equally many people.

A block is so small that what passes between its loops stays in the nearest cache. The
people of a block stand one after another: all first members, all second ones, and so on,
so that each loop runs over columns without gaps and becomes one of vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, field, frozen

from dibao.batch.columnwise import args_of, in_order
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.values import Values, is_flag, literal
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.batch.prepared.arms import Arms
from dibao.batch.prepared.bounds import StatedBounds, fewest_bits
from dibao.batch.prepared.lying import Lying
from dibao.batch.prepared.read_columns import ReadColumns
from dibao.batch.prepared.turns import Turns
from dibao.batch.widths import on_the_way
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

PERSONS: tuple[Entity, ...] = ("member", "obligor")
BLOCK_COLUMNS = ("household", "count", "policy", "piece")
PEOPLE_COLUMNS = ("size", "base", "stride", "piece")
SMALL_BITS = 16
WIDTH = 16
"""So many households are worked on at once, however wide the widest of their numbers is."""
_INTEGERS = (np.int8, np.int16, np.int32, np.int64)
_EXTREMES = "\n".join(
    f"declare i{bits} @llvm.{name}.i{bits}(i{bits}, i{bits})" for bits in (32, 64) for name in ("smin", "smax")
)


@frozen
class BlockText:
    """The text of a function, and what it reads: facts by data, figures by name; `empty` are those with empty pieces.

    `kinds` are the types of the outputs that it fills, those of the values that are not always the
    same; `rooms` are the types of what passes between its loops.
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
    worked out again in each loop that needs it. `lies` says how the columns lie.
    """

    outputs: Sequence[Node]
    persons: Sequence[Node]
    words: Mapping[tuple[str, str], Sequence[str]]
    bounds: StatedBounds
    lies: Callable[[tuple[Any, ...]], Lying]
    lines: Lines = field(factory=Lines)
    _order: list[Node] = field(init=False)
    _turns: Turns = field(init=False)
    _columns: ReadColumns = field(init=False)
    _figures: dict[Node, str] = field(factory=dict)
    _rooms: dict[Node, str] = field(factory=dict)
    _uniform: dict[Node, str] = field(factory=dict)
    _sizes: dict[str, str] = field(factory=dict)
    _bits: dict[Node, int] = field(factory=dict)
    _block: str = ""
    _first: str = ""
    _count: str = ""
    _piece: str = ""

    def __attrs_post_init__(self) -> None:
        """Settle what is read, and what passes between the loops."""
        self._columns = ReadColumns(self.lines, self.lies)
        settled = Arms().settled([*self.outputs, *self.persons])
        self.outputs, self.persons = settled[: len(self.outputs)], settled[len(self.outputs) :]
        self._order = in_order([*self.outputs, *self.persons])
        for node in self._order:
            self.bounds.of(node)
            if node.op == "figure":
                self._figures[node] = f"%figure_{len(self._figures)}"
            elif node.op == "fact" and not _is_size(node):
                self._columns.add(node)
        self._turns = Turns.of(self._order, self.outputs, self.persons)
        self._rooms = {node: f"%room_{n}" for n, node in enumerate(self._turns.passed_on)}

    def write(self) -> BlockText:
        """Give the text."""
        lines = self.lines
        with lines.loop(lines.put("sub i64 %last, %first")) as position:
            self._block = lines.put(f"add i64 %first, {position}")
            self._open()
            for turn in range(self._turns.count):
                self._turn(turn)
        lines.do("ret i64 0")
        text = [
            f"define i64 @decide(i64 %first, i64 %last, {', '.join(self._arguments)}) nounwind {{",
            "entry:", *lines.lines, "}", _EXTREMES, *lines.metadata, "",
        ]  # fmt: skip
        filled = [node for node in (*self.outputs, *self.persons) if node.op != "const"]
        return BlockText(
            "\n".join(text),
            self._columns.facts,
            self._columns.sparse_facts,
            [node.data[0] for node in self._figures],
            [self.kept_as(node) for node in filled],
            [np.dtype(np.bool_ if is_flag(node) else f"i{self.bits(node) // 8}") for node in self._rooms],
        )

    @property
    def _arguments(self) -> list[str]:
        read = [
            *(f"%{each}" for each in BLOCK_COLUMNS),
            *(f"%{entity}_{each}" for entity in PERSONS for each in PEOPLE_COLUMNS),
            *self._columns.arguments,
            *self._figures.values(),
        ]
        written = [*(name for name, _ in self._given()), *(name for name, _ in self._given_to_persons())]
        # That no two arrays overlap is what lets a loop be one of vectors.
        return [
            *(f"ptr noalias readonly {name}" for name in read),
            *(f"ptr noalias {name}" for name in (*written, *self._rooms.values())),
        ]

    def _given(self) -> list[tuple[str, Node]]:
        """Give the household's outputs that are not always the same."""
        return [(f"%output_{n}", node) for n, node in enumerate(self.outputs) if node.op != "const"]

    def _given_to_persons(self) -> list[tuple[str, Node]]:
        return [(f"%person_{n}", node) for n, node in enumerate(self.persons) if node.op != "const"]

    def bits(self, node: Node) -> int:
        """Give in how many bits a value is worked out and held."""
        known = self._bits.get(node)
        if known is None:
            few = fewest_bits(on_the_way(node, self.bounds.size))
            if few <= SMALL_BITS and any(not is_flag(each) and self.bits(each) > SMALL_BITS for each in args_of(node)):
                few = 32
            known = self._bits[node] = few if few <= SMALL_BITS else max(32, few)
        return known

    def kept_as(self, node: Node) -> Any:
        """Give the narrowest type that holds an output."""
        if is_flag(node):
            return np.dtype(np.bool_)
        low, high = self.bounds.of(node)
        return np.dtype(next(each for each in _INTEGERS if np.iinfo(each).min <= low and high <= np.iinfo(each).max))

    def _values(self, known: Mapping[Node, str]) -> Values:
        def name(node: Node) -> str:
            return literal(node) if node.op == "const" else known[node]

        return Values(self.lines, self.words, name, self.bits, self.bounds.of)

    # -- what is the same for a block -------------------------------------------------------------------
    def _open(self) -> None:
        """Read where a block lies, and work out what is the same for all its households."""
        lines = self.lines
        self._first, self._count, policy, self._piece = (
            lines.load(f"%{each}", "i64", self._block) for each in BLOCK_COLUMNS
        )
        self._sizes = {entity: lines.load(f"%{entity}_size", "i64", self._block) for entity in PERSONS}
        values = self._values(self._uniform)
        for node in self._order:
            if node not in self._turns.uniform or node.op == "const":
                continue
            if node.op == "figure":
                self._uniform[node] = self._as_value(lines.load(self._figures[node], "i64", policy), "i64", node)
            elif _is_size(node):
                self._uniform[node] = self._as_value(self._sizes[node.data[1]], "i64", node)
            else:
                self._uniform[node] = values.write(node)

    def _as_value(self, name: str, kind: str, node: Node) -> str:
        """Turn what was read into what a value is held as."""
        if is_flag(node):
            return self.lines.put(f"icmp ne {kind} {name}, 0")
        return self._changed(name, kind, f"i{self.bits(node)}")

    def _changed(self, name: str, kind: str, wanted: str) -> str:
        """Turn a number into one of as many bits as wanted, which hold it."""
        if kind == wanted or not name.startswith("%"):
            return {"false": "0", "true": "1"}.get(name, name) if wanted != "i1" else name
        change = "zext" if kind == "i1" else "sext" if int(kind[1:]) < int(wanted[1:]) else "trunc"
        return self.lines.put(f"{change} {kind} {name} to {wanted}")

    # -- loops ------------------------------------------------------------------------------------------
    def _turn(self, turn: int) -> None:
        if turn % 2 == 0:
            self._of_households(turn)
            return
        for entity in PERSONS:
            self._of_people(entity, turn)

    def _of_households(self, turn: int) -> None:
        """Write the loop over the households' own values."""
        nodes = [node for node in self._order if self._turns.household.get(node) == turn]
        given = self._given() if turn == self._turns.last else []
        if not nodes and not given:
            return
        begins = {name: self.lines.at(name, _stored(self.kept_as(node)), self._first) for name, node in given}
        facts = self._columns.begins([*nodes, *(node for _, node in given)], HOUSEHOLD, self._first, self._piece)
        with self.lines.loop(self._count, width=WIDTH) as h:
            known = dict(self._uniform)
            values = self._values(known)
            self._read(
                [*(arg for node in nodes for arg in args_of(node)), *(e for _, e in given)], nodes, known, facts, h
            )
            for node in nodes:
                known[node] = values.write(node)
                if node in self._rooms:
                    self._keep(node, self._held(node, known), h)
            for name, node in given:
                self._store(begins[name], self.kept_as(node), node, known, h)

    def _of_people(self, entity: Entity, turn: int) -> None:
        """Write the loops over all first members, all second ones, and so on."""
        sums = [node for node in self._turns.sums(turn) if node.data[0] == entity]
        given = self._given_to_persons() if entity == "member" and turn == self._turns.last + 1 else []
        if not sums and not given:
            return
        lines = self.lines
        roots = [*(arg for node in sums for arg in args_of(node)), *(node for _, node in given)]
        inside = self._inside(roots, entity)
        before = [node for node in inside if node.op == "earlier"]
        facts = self._columns.begins([*roots, *inside], HOUSEHOLD, self._first, self._piece)
        base, stride, piece = (lines.load(f"%{entity}_{each}", "i64", self._block) for each in PEOPLE_COLUMNS[1:])

        def layer(number: str, *, first: bool) -> None:
            """Write the loop over everybody's first, second or later person."""
            place = lines.put(f"add i64 {base}, {lines.put(f'mul i64 {number}, {stride}')}")
            own = self._columns.begins(inside, entity, place, lines.put(f"add i64 {piece}, {number}"))
            begins = {name: self.lines.at(name, _stored(self.kept_as(node)), place) for name, node in given}
            with lines.loop(self._count, width=WIDTH) as h:
                known = dict(self._uniform)
                self._read([*roots, *(arg for node in inside for arg in args_of(node))], inside, known, facts, h)
                self._work_out(inside, known, own, number, h, first=first)
                for node in sums:
                    self._keep(node, self._added(node, known, h, first=first), h)
                for node in before:
                    told = self._values(known).number(node.args[0], "i1")
                    self._keep(node, lines.put(f"or i1 {known[node]}, {_flag(told)}"), h)
                for name, node in given:
                    self._store(begins[name], self.kept_as(node), node, known, h)

        # Every household has a first member, with whom sums begin; of relatives there may be none.
        if entity == "member":
            layer("0", first=True)
            with lines.loop(lines.put(f"sub i64 {self._sizes[entity]}, 1")) as number:
                layer(lines.put(f"add i64 {number}, 1"), first=False)
            return
        self._empty([*sums, *before])
        with lines.loop(self._sizes[entity]) as number:
            layer(number, first=False)

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
                known[node] = "false" if first else self._kept(node, h)
            else:
                known[node] = values.write(node)

    def _inside(self, roots: Sequence[Node], entity: str) -> list[Node]:
        """Give what one person has on the way to some values, arguments first."""
        found: set[Node] = set()
        stack = [*roots]
        while stack:
            node = stack.pop()
            if node.scope == entity and node.op != "const" and node not in found:
                found.add(node)
                stack.extend(args_of(node))
        return [node for node in self._order if node in found]

    def _added(self, node: Node, known: Mapping[Node, str], h: str, *, first: bool) -> str:
        """Write a sum with what one more person adds to it."""
        [body] = args_of(node)
        kind, word = ("i1", "or") if is_flag(node) else (f"i{self.bits(node)}", "add")
        told = self._values(known).number(body, kind)
        told = _flag(told) if is_flag(node) else told
        return told if first else self.lines.put(f"{word} {kind} {self._kept(node, h)}, {told}")

    # -- reading and writing ------------------------------------------------------------------------------
    def _read(
        self, wanted: Sequence[Node], made: Sequence[Node], known: dict[Node, str], facts: Mapping[Node, str], h: str
    ) -> None:  # fmt: skip
        """Read the household's values that a loop needs and does not work out itself."""
        own = {*made}
        for node in dict.fromkeys(wanted):
            if node.scope == HOUSEHOLD and node not in own and node not in known and node.op != "const":
                known[node] = self._kept(node, h) if node in self._rooms else self._fact(node, facts[node], h)

    def _fact(self, node: Node, begin: str, h: str) -> str:
        """Read a fact."""
        return self._as_value(*self._columns.read(node, begin, h, self.bits(node)), node)

    def _kept(self, node: Node, h: str) -> str:
        """Read what another loop left."""
        kind = "i8" if is_flag(node) else f"i{self.bits(node)}"
        return self._as_value(self.lines.load(self._rooms[node], kind, h), kind, node)

    def _keep(self, node: Node, value: str, h: str) -> None:
        """Leave a value for other loops."""
        own, kind = ("i1", "i8") if is_flag(node) else (f"i{self.bits(node)}",) * 2
        self.lines.store(self._changed(value, own, kind), self._rooms[node], kind, h)

    def _held(self, node: Node, known: Mapping[Node, str]) -> str:
        return literal(node) if node.op == "const" else known[node]

    def _store(self, begin: str, kind: Any, node: Node, known: Mapping[Node, str], h: str) -> None:
        """Write an output."""
        own = "i1" if is_flag(node) else f"i{self.bits(node)}"
        self.lines.store(self._changed(self._held(node, known), own, _stored(kind)), begin, _stored(kind), h)

    def _empty(self, nodes: Sequence[Node]) -> None:
        """Set what people add to back to nothing."""
        if nodes:
            with self.lines.loop(self._count) as h:
                for node in nodes:
                    kind = "i8" if is_flag(node) else f"i{self.bits(node)}"
                    self.lines.store("0", self._rooms[node], kind, h)


def _is_size(node: Node) -> bool:
    """Tell whether a value is how many people a household has."""
    return node.op == "fact" and node.data[-1] == PEOPLE_OF and len(node.data) == 3


def _stored(kind: Any) -> str:
    """Give a column's type in LLVM's words."""
    return f"i{8 * np.dtype(kind).itemsize}"


def _flag(told: str) -> str:
    """Give a flag as it stands in the text."""
    return {"0": "false", "1": "true"}.get(told, told)
