"""Write a plan as loops over blocks of households that have equally many people.

A block is so small that what passes between its loops stays in the nearest cache. The
people of a block stand one after another: all first members, all second ones, and so on,
so that each loop runs over columns without gaps and can be one of vectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from dibao.batch.columnwise import args_of, in_order
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.batch.prepared.bounds import StatedBounds
from dibao.batch.prepared.notation import BlockNotation
from dibao.batch.prepared.turns import Turns
from dibao.symbols.nodes import HOUSEHOLD, Node

PERSONS = ("member", "obligor")
OVER_PEOPLE = ("total", "any")
BLOCK_COLUMNS = ("household", "count", "policy")
PEOPLE_COLUMNS = ("size", "base", "stride")
_HEAD = """\
# Made from a policy. Numbers are proven to fit into their widths before they come here.
from numpy import int32, int64

from dibao.batch.prepared.operations import (
    divided32, divided64, divided_natural32, divided_natural64, greatest32, greatest64, least32, least64, load,
    read, select32, select64, select_flag, store,
)


def decide({arguments}):
"""


@frozen
class BlockText:
    """The text of a function, and what it reads: facts by data, figures by name.

    Of each output: the number that it always is, or None if the function fills it.
    `kinds` are the types of the outputs that it fills, `rooms` those of what passes between loops.
    """

    text: str
    facts: Sequence[tuple[Any, ...]]
    figures: Sequence[str]
    outputs: Sequence[int | None]
    kinds: Sequence[str]
    rooms: Sequence[str]


@define
class BlockWriter:
    """Writes the function; every value in the last loop that can still have it.

    Loops come in turns: the household's values, then its people's. What people have is
    worked out again in each loop that needs it.
    """

    outputs: Sequence[Node]
    persons: Sequence[Node]
    words: Mapping[tuple[str, str], Sequence[str]]
    bounds: StatedBounds
    _order: list[Node] = field(init=False)
    _names: dict[Node, str] = field(factory=dict)
    _facts: list[Node] = field(factory=list)
    _figures: list[Node] = field(factory=list)
    _rooms: dict[Node, str] = field(factory=dict)
    _turns: Turns = field(init=False)
    _notation: BlockNotation = field(init=False)
    _written: dict[str, int] = field(factory=dict)
    _named: int = 0

    def write(self) -> BlockText:
        """Give the text; the order of facts and figures is settled on the way."""
        self._order = in_order([*self.outputs, *self.persons])
        for node in self._order:
            self.bounds.of(node)
            self._settle(node)
        self._turns = Turns.of(self._order, self.outputs, self.persons)
        self._notation = BlockNotation(self._names, self.words, "not ", bounds=self.bounds)
        self._rooms = {node: f"room_{n}" for n, node in enumerate(self._turns.passed_on)}
        arguments = self._arguments()
        written = [name for name in arguments if name.startswith(("output_", "person_", "room_"))]
        self._written = {name: number for number, name in enumerate(written)}
        body = [*self._opening(), *(line for turn in range(self._turns.count) for line in self._turn(turn))]
        lines = ["for b in range(first, last):", *(f"    {line}" for line in body)]
        text = _HEAD.format(arguments=", ".join(["first", "last", *arguments]))
        filled = [node for node in (*self.outputs, *self.persons) if node.op != "const"]
        return BlockText(
            text + "".join(f"    {line}\n" for line in lines),
            [node.data for node in self._facts],
            [node.data[0] for node in self._figures],
            [node.constant for node in (*self.outputs, *self.persons)],
            [self._kind(node) for node in filled],
            [self._kind(node) for node in self._rooms],
        )

    def _arguments(self) -> list[str]:
        return [
            *BLOCK_COLUMNS,
            *(f"{entity}_{each}" for entity in PERSONS for each in PEOPLE_COLUMNS),
            *(f"fact_{n}" for n in range(len(self._facts))),
            *(f"figure_{n}" for n in range(len(self._figures))),
            *(f"output_{n}" for n, node in enumerate(self.outputs) if node.op != "const"),
            *(f"person_{n}" for n, node in enumerate(self.persons) if node.op != "const"),
            *self._rooms.values(),
        ]

    def _settle(self, node: Node) -> None:
        if node.op == "const":
            return
        if node.op == "fact" and not _is_size(node):
            self._facts.append(node)
        elif node.op == "figure":
            self._figures.append(node)
        self._name(node)

    def _name(self, node: Node) -> None:
        """Give a value a name of its own in each loop: what has two origins costs the compiler most of its time."""
        self._named += 1
        self._names[node] = f"v{self._named}"

    def _kind(self, node: Node) -> str:
        """Give the type in which a value is kept."""
        if node.unit.kind == "flag":
            return "?"
        return "i4" if self.bounds.size(node) < 2**31 else "i8"

    def _cast(self, node: Node) -> str:
        return "int32" if self._kind(node) == "i4" else "int64"

    # -- what is the same for a block -------------------------------------------------------------------
    def _opening(self) -> Iterator[str]:
        """Write what is the same for all households of a block."""
        yield "h0, n, p = household[b], count[b], policy[b]"
        for entity in PERSONS:
            yield f"{entity}s = {entity}_size[b]"
        for node in self._order:
            if node not in self._turns.uniform or node.op == "const":
                continue
            name = self._names[node]
            if node.op == "figure":
                number = self._figures.index(node)
                value = f"figure_{number}[p]"
                yield f"{name} = {value}" if node.unit.kind == "flag" else f"{name} = {self._cast(node)}({value})"
            elif _is_size(node):
                yield f"{name} = int32({node.data[1]}s)"
            else:
                yield f"{name} = {self._notation.text(node)}"

    # -- loops ------------------------------------------------------------------------------------------
    def _turn(self, turn: int) -> Iterator[str]:
        if turn % 2 == 0:
            yield from self._of_households(turn)
            return
        for entity in PERSONS:
            yield from self._of_people(entity, turn)

    def _of_households(self, turn: int) -> Iterator[str]:
        """Write the loop over the households' own values."""
        nodes = [node for node in self._order if self._turns.household.get(node) == turn]
        last = turn == self._turns.last
        h = self._index("h")
        given = [(n, node) for n, node in enumerate(self.outputs) if node.op != "const"] if last else []
        lines = [*self._read([*(arg for node in nodes for arg in args_of(node)), *(e for _, e in given)], nodes, h)]
        for node in nodes:
            self._name(node)
            lines.append(f"{self._names[node]} = {self._notation.text(node)}")
            if node in self._rooms:
                lines.append(self._store(self._rooms[node], h, self._names[node]))
        lines += [self._store(f"output_{n}", f"h0 + {h}", self._names[node]) for n, node in given]
        if lines:
            yield f"for {h} in range(n):"
            yield from (f"    {line}" for line in lines)

    def _of_people(self, entity: str, turn: int) -> Iterator[str]:
        """Write the loops over all first members, all second ones, and so on."""
        sums = [node for node in self._turns.sums(turn) if node.data[0] == entity]
        given = self._given(entity, turn)
        if not sums and not given:
            return
        roots = [*(arg for node in sums for arg in args_of(node)), *(node for _, node in given)]
        inside = self._inside(roots, entity)
        before = [node for node in inside if node.op == "earlier"]
        yield from self._emptied([*sums, *before])
        q, i, h = (self._index(each) for each in "qih")
        yield f"for {q} in range({entity}s):"
        yield f"    {i} = {entity}_base[b] + {q} * {entity}_stride[b]"
        yield f"    for {h} in range(n):"
        lines = [*self._read([*roots, *(arg for node in inside for arg in args_of(node))], inside, h)]
        for node in inside:
            self._name(node)
            lines.append(f"{self._names[node]} = {self._person_text(node, q, i, h)}")
        lines += [self._store(self._rooms[node], h, self._added(node, h)) for node in sums]
        lines += [self._store(self._rooms[node], h, self._seen(node)) for node in before]
        lines += [self._store(f"person_{n}", f"{i} + {h}", self._names[node]) for n, node in given]
        yield from (f"        {line}" for line in lines)

    def _emptied(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Write the loop that sets what people add to back to nothing."""
        h = self._index("h")
        if nodes:
            yield f"for {h} in range(n):"
        for node in nodes:
            yield f"    {self._store(self._rooms[node], h, 'False' if node.unit.kind == 'flag' else '0')}"

    def _index(self, letter: str) -> str:
        self._named += 1
        return f"{letter}{self._named}"

    def _given(self, entity: str, turn: int) -> list[tuple[int, Node]]:
        """Give the values of single persons that this loop fills; they come last."""
        if entity != "member" or turn != self._turns.last + 1:
            return []
        return [(n, node) for n, node in enumerate(self.persons) if node.op != "const"]

    def _read(self, wanted: Sequence[Node], made: Sequence[Node], index: str) -> Iterator[str]:
        """Read the household's values that a loop needs and does not work out itself."""
        for node in dict.fromkeys(wanted):
            if node.scope != HOUSEHOLD or node in made or node.op == "const" or node in self._turns.uniform:
                continue
            self._name(node)
            kept = self._load(self._rooms[node], index) if node in self._rooms else self._fact(node, f"h0 + {index}")
            yield f"{self._names[node]} = {kept}"

    def _fact(self, node: Node, index: str) -> str:
        return f"read(fact_{self._facts.index(node)}, {index})"

    def _load(self, array: str, index: str) -> str:
        return f"load({array}, {index}, {self._written[array]}, {len(self._written)})"

    def _store(self, array: str, index: str, value: str) -> str:
        return f"store({array}, {index}, {value}, {self._written[array]}, {len(self._written)})"

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

    def _person_text(self, node: Node, q: str, i: str, h: str) -> str:
        if node.op == "fact":
            return self._fact(node, f"{i} + {h}")
        if node.op == "later":
            return f"{q} != 0"
        if node.op == "earlier":
            return self._load(self._rooms[node], h)
        return self._notation.text(node)

    def _added(self, node: Node, h: str) -> str:
        """Write a sum with what one more person adds to it."""
        [body] = args_of(node)
        before, told = self._load(self._rooms[node], h), self._notation.name(body)
        if node.op == "any":
            return f"{before} | {told}"
        return f"{before} + {told if body is node.args[0] else f'select32({told}, 1, 0)'}"

    def _seen(self, node: Node) -> str:
        return f"{self._names[node]} | {self._notation.name(node.args[0])}"


def _is_size(node: Node) -> bool:
    """Tell whether a value is how many people a household has."""
    return node.op == "fact" and node.data[-1] == PEOPLE_OF and len(node.data) == 3
