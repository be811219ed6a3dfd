"""Write a plan as loops over blocks of households, so small that all between stays in the nearest cache.

Persons of a block are worked on one after another whoever they belong to, as vectors;
only adding up and handing down goes household by household.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from attrs import define, field, frozen

from dibao.batch.compiled.amounts_out import METADATA, put_amounts
from dibao.batch.compiled.block_columns import TABLE, BlockColumns, Scratch
from dibao.batch.compiled.kinds import AMOUNT, FactKind
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.outline import IN_TURN, OVER_PEOPLE, Outline
from dibao.batch.compiled.sums import Part, Sums
from dibao.batch.compiled.values import Values, literal
from dibao.batch.prepared.bounds import StatedBounds
from dibao.household.facts import Entity
from dibao.symbols.nodes import HOUSEHOLD, Node

BLOCK = 512
COPIES = 8
"""A household's value is written for so many persons at once; the next one writes over what is too much."""
WIDTH = 8
"""So many households are worked on at once, however wide the widest of their numbers is."""
SLACK = 8 * COPIES
Leaf = Callable[[Node], str | None]


@frozen(eq=False)
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
    columns: BlockColumns = field(init=False)
    sums: Sums = field(init=False)
    _figures: dict[Node, str] = field(factory=dict)
    _left: dict[Entity, dict[Node, int]] = field(factory=dict)
    _rooms: dict[Node, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Start with nothing written."""
        self.columns = BlockColumns(self.outline, self.kinds, self.bounds)
        self.sums = Sums(self.columns)
        self._left = {entity: self.outline.left(entity) for entity in self.outline.entities}

    @property
    def lines(self) -> Lines:
        """Give what is written."""
        return self.columns.lines

    def write(self) -> BlockText:
        """Give the text."""
        lines, outline = self.lines, self.outline
        for node in outline.order:
            self.bounds.of(node)
        if not outline.figures_vary:
            self._figures = {n: self.columns.figure(n, "0") for n in outline.order if n.op == "figure"}
        whole = lines.put("sub i64 %last, %first")
        with lines.loop(whole, str(BLOCK)) as position:
            left = lines.put(f"sub i64 {whole}, {position}")
            block = lines.put(f"add i64 %first, {position}")
            self.columns.open(block, lines.put(f"call i64 @llvm.smin.i64(i64 {left}, i64 {BLOCK})"))
            for phase in range(outline.last_phase + 1):
                for entity in outline.entities:
                    self._people(entity, phase)
            self._households()
        lines.do("fence seq_cst")
        lines.do(f"ret i64 {self.columns.tell_beyond()}")
        return BlockText(self._whole(), self.columns.scratch)

    def _whole(self) -> str:
        body = ["entry:", *self.columns.entry, *self.lines.lines]
        return "\n".join([
            TABLE,
            f"define i64 @decide({', '.join(self._arguments)}) nounwind {{", *body, "}",
            _DECLARED, METADATA, *self.lines.metadata, "",
        ])  # fmt: skip

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
            *(f"{filled} %{each.name}" for each in self.columns.scratch),
        ]  # fmt: skip

    # -- households --------------------------------------------------------------------------------------
    def _written(
        self, roots: Iterable[Node], known: dict[Node, str], leaf: Leaf, leaves: Collection[Node] = ()
    ) -> dict[Node, str]:  # fmt: skip
        """Write values; `leaf` gives what is read where it stands instead of worked out, else None."""

        def name(node: Node) -> str:
            return literal(node) if node.op == "const" else known[node]

        values = Values(self.lines, self.words, name, self.columns.bits, self.bounds.of)
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
            places.append(
                lines.load("%place_of", "i64", lines.put(f"add i64 {self.columns.bases[HOUSEHOLD]}, {position}"))
            )
        sums: dict[str, str] = {}
        chosen = [*roots]
        over_people = {each for each in self.outline.order if each.op in OVER_PEOPLE}
        for node in self.outline.needed(chosen, over_people):
            if node in over_people:
                known[node] = self.sums.total(node, position, sums)

        def leaf(node: Node) -> str | None:
            if node.op == "fact":
                return self.columns.fact(node, position)
            return self.columns.figure(node, places[0]) if node.op == "figure" else None

        return self._written(chosen, known, leaf)

    def _households(self) -> None:
        """Write what comes out for every household."""
        lines, outputs = self.lines, self.outline.outputs
        varying = [(number, node) for number, node in enumerate(outputs) if node.op != "const"]
        begins = {
            number: self.columns.room(f"amount_{number}", HOUSEHOLD) if self.fills[number] == AMOUNT
            else lines.at(f"%output_{number}", self.fills[number], self.columns.bases[HOUSEHOLD])
            for number, _ in varying
        }  # fmt: skip
        with lines.loop(self.columns.counts[HOUSEHOLD], width=WIDTH) as position:
            known = self._of_households([node for _, node in varying], position)
            for number, node in varying:
                own = self.columns.kind(node)
                kind = own if self.fills[number] == AMOUNT else self.fills[number]
                lines.store(self.columns.changed(known[node], own, kind), begins[number], kind, position)
        for number, node in varying:
            if self.fills[number] == AMOUNT:
                put_amounts(self.columns, node, begins[number], f"%output_{number}")

    # -- people ------------------------------------------------------------------------------------------
    def _people(self, entity: Entity, phase: int) -> None:
        """Write one pass over one kind of people, if there is anything to do for it."""
        sums, given = self.outline.sums(entity, phase), list(self.outline.given(entity, phase))
        if not sums and not given:
            return
        roots = self.outline.roots(entity, phase)
        in_turn = any(each.op in IN_TURN for each in self.outline.needed(roots))
        left = {} if in_turn else {node: self._rooms[node] for node, of in self._left[entity].items() if of < phase}
        handed = self.outline.of_the_household(roots, left)
        own = self._handed_out(handed, f"{entity}_{phase}")
        parts = self.sums.parts(sums, entity, phase)
        if in_turn:
            self._one_after_another(entity, roots, own, parts, given)
        else:
            down = self._handed_down(own, entity, phase)
            with self.lines.loop(self.columns.counts[entity]) as position:
                known = self._of_person(roots, down | left, position)
                self.sums.keep(parts, known, position)
                self._give(given, known, entity, position)
                self._leave([node for node, of in self._left[entity].items() if of == phase], known, entity, position)
        self.sums.add_up(parts, entity)

    def _handed_out(self, nodes: Sequence[Node], which: str) -> dict[Node, str]:
        """Write what people take from their household; give where it lies."""
        if not nodes:
            return {}
        lines = self.lines
        own = {node: self.columns.room(f"own_{which}_{number}", HOUSEHOLD) for number, node in enumerate(nodes)}
        with lines.loop(self.columns.counts[HOUSEHOLD]) as position:
            known = self._of_households(nodes, position)
            for node in nodes:
                kind = self.columns.room_kind(node)
                lines.store(self.columns.changed(known[node], self.columns.kind(node), kind), own[node], kind, position)
        return own

    def _handed_down(self, own: Mapping[Node, str], entity: Entity, phase: int) -> dict[Node, str]:
        """Write each household's values once for each of its people; give where they lie."""
        if not own:
            return {}
        lines = self.lines
        down = {node: self.columns.room(f"down_{entity}_{phase}_{number}", entity) for number, node in enumerate(own)}
        with lines.loop(self.columns.counts[HOUSEHOLD], serial=True) as position:
            place, size = self.columns.people_of(entity, position)
            kinds = {node: self.columns.room_kind(node) for node in own}
            copies = {node: self._copies(lines.load(own[node], kinds[node], position), kinds[node]) for node in own}
            with lines.loop(size, str(COPIES), serial=True) as person:
                at = lines.put(f"add i64 {place}, {person}")
                for node in own:
                    lines.store(
                        copies[node], lines.at(down[node], kinds[node], at), f"<{COPIES} x {kinds[node]}>", "0", 4
                    )
        return down

    def _one_after_another(
        self, entity: Entity, roots: Sequence[Node], own: Mapping[Node, str], parts: Sequence[Part],
        given: Sequence[tuple[int, Node]],
    ) -> None:  # fmt: skip
        """Write a pass in which it matters who of a household stands before."""
        lines = self.lines
        before = [each for each in self.outline.needed(roots, own) if each.op == "earlier"]
        seen = {node: f"%seen_{entity}_{len(self.columns.entry) + number}" for number, node in enumerate(before)}
        self.columns.entry += [f"  {each} = alloca i1" for each in seen.values()]
        with lines.loop(self.columns.counts[HOUSEHOLD], serial=True) as position:
            place, size = self.columns.people_of(entity, position)
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
                    return self.columns.fact(node, at) if node.op == "fact" else None

                known = self._written(roots, self._figures | shared, leaf)
                self.sums.keep(parts, known, at)
                self._give(given, known, entity, at)
                for node, place_of_seen in seen.items():
                    told = literal(node.args[0]) if node.args[0].op == "const" else known[node.args[0]]
                    either = lines.put(f"or i1 {known[node]}, {told}")
                    lines.do(f"store i1 {either}, ptr {place_of_seen}")

    def _copies(self, value: str, kind: str) -> str:
        vector = f"<{COPIES} x {kind}>"
        one = self.lines.put(f"insertelement {vector} poison, {kind} {value}, i64 0")
        return self.lines.put(f"shufflevector {vector} {one}, {vector} poison, <{COPIES} x i32> zeroinitializer")

    def _of_person(self, roots: Sequence[Node], down: Mapping[Node, str], position: str) -> dict[Node, str]:
        """Write values of one person of the block."""

        def leaf(node: Node) -> str | None:
            if node in down:
                return self._again(down[node], node, position)
            return self.columns.fact(node, position) if node.op == "fact" else None

        return self._written(roots, dict(self._figures), leaf, down)

    def _leave(self, nodes: Iterable[Node], known: Mapping[Node, str], entity: str, position: str) -> None:
        """Keep what later passes over the same people read again."""
        for node in nodes:
            self._rooms[node] = self.columns.room(f"left_{len(self._rooms)}", entity)
            kind = self.columns.room_kind(node)
            value = self.columns.changed(known[node], self.columns.kind(node), kind)
            self.lines.store(value, self._rooms[node], kind, position)

    def _again(self, room: str, node: Node, position: str) -> str:
        """Read a value that another loop left."""
        kind = self.columns.room_kind(node)
        return self.columns.changed(self.lines.load(room, kind, position), kind, self.columns.kind(node))

    def _give(self, given: Iterable[tuple[int, Node]], known: Mapping[Node, str], entity: str, position: str) -> None:
        lines = self.lines
        for number, node in given:
            at = lines.put(f"add i64 {self.columns.bases[entity]}, {position}")
            lines.store(
                self.columns.changed(known[node], self.columns.kind(node), "i64"), f"%person_{number}", "i64", at
            )


_DECLARED = "\n".join(
    f"declare i{bits} @llvm.{name}.i{bits}(i{bits}, i{bits})"
    for bits in (8, 16, 32, 64)
    for name in ("smin", "smax", "umax")
)
