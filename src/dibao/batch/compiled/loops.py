"""Write a plan as one straight-line loop over households, with loops over their people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from dibao.batch.columnwise import args_of, in_order
from dibao.batch.notation import Notation
from dibao.batch.substitution import PEOPLE_OF
from dibao.symbols.nodes import HOUSEHOLD, Node

PERSONS = ("member", "obligor")
_OVER_PEOPLE = ("total", "any")
_HEAD = """\
# Made from a policy. Numbers are proven to fit into 64 bits before they come here.
from numpy import int64, uint64

from dibao.batch.compiled.operations import divided, divided_natural, greatest, least, select


def decide({arguments}):
"""


@frozen
class LoopText:
    """The text of a function, and what it reads: facts by data, figures by name.

    Of each output: the number that it always is, or None if the function fills it.
    """

    text: str
    facts: Sequence[tuple[Any, ...]]
    figures: Sequence[str]
    outputs: Sequence[int | None]


class _LoopNotation(Notation):
    """Writes divisions by how they are done without a branch."""

    def _round(self, node: Node) -> str:
        direction, step = node.data
        [arg] = node.args
        return _divided(self.name(arg), arg, str(arg.den * step), direction, step)

    def _share(self, node: Node) -> str:
        direction, step = node.data
        amount, count = node.args
        divisor = f"{amount.den * step} * greatest({self.name(count)}, 1)"
        part = _divided(self.name(amount), amount, divisor, direction, step)
        return f"select({self.name(count)} > 0, {part}, 0)"


def _divided(name: str, node: Node, divisor: str, direction: str, step: int) -> str:
    times = f" * {step}" if step != 1 else ""
    if divisor == "1" and direction != "half_up":
        return f"{name}{times}"
    function = "divided_natural" if node.low is not None and node.low >= 0 else "divided"
    if direction == "up" and function == "divided":
        return f"-divided(-{name}, {divisor}){times}"
    if direction == "up":
        return f"{function}({name} + {divisor} - 1, {divisor}){times}"
    if direction == "down":
        return f"{function}({name}, {divisor}){times}"
    return f"{function}(2 * {name} + {divisor}, 2 * ({divisor})){times}"


@define
class LoopWriter:
    """Writes the function: the household's values in phases, loops over people between them.

    `outputs` are the household's values, `persons` those of each member. What people have is
    worked out again in each loop that needs it; what it rests on is in the nearest cache.
    """

    outputs: Sequence[Node]
    persons: Sequence[Node]
    words: Mapping[tuple[str, str], Sequence[str]]
    figures_vary: bool
    facts: list[tuple[Any, ...]] = field(factory=list)
    figures: list[str] = field(factory=list)
    _order: list[Node] = field(factory=list)
    _phases: dict[Node, int] = field(factory=dict)
    _names: dict[Node, str] = field(factory=dict)
    _notation: Notation = field(init=False)

    def write(self) -> LoopText:
        """Give the text; the order of facts and figures is settled on the way."""
        self._order = in_order([*self.outputs, *self.persons])
        self._notation = _LoopNotation(self._names, self.words, "not ")
        for node in self._order:
            self._settle(node)
        body: list[str] = []
        for phase in range(max(self._phases.values(), default=0) + 1):
            body += self._household_lines(phase)
            for entity in PERSONS:
                body += self._loop(entity, phase)
        body += [f"output_{n}[h] = {self._names[node]}" for n, node in enumerate(self.outputs) if node in self._names]
        lines = [*self._before(), "for h in range(uint64(first), uint64(last)):", *(f"    {each}" for each in body)]
        text = _HEAD.format(arguments=", ".join(self.arguments)) + "".join(f"    {line}\n" for line in lines)
        return LoopText(text, self.facts, self.figures, [node.constant for node in (*self.outputs, *self.persons)])

    @property
    def arguments(self) -> list[str]:
        """Give the names of the arguments."""
        return [
            "first", "last", "place_of", "start_member", "start_obligor",
            *(f"fact_{n}" for n in range(len(self.facts))),
            *(f"figure_{n}" for n in range(len(self.figures))),
            *(f"output_{n}" for n, node in enumerate(self.outputs) if node in self._names),
            *(f"person_{n}" for n, node in enumerate(self.persons) if node in self._names),
        ]  # fmt: skip

    # -- planning ----------------------------------------------------------------------------------------
    def _settle(self, node: Node) -> None:
        """Settle in which phase a value is known, and its name."""
        phase = max((self._phases[arg] for arg in args_of(node)), default=0)
        self._phases[node] = phase + (node.op in _OVER_PEOPLE)
        if node.op == "const":
            return
        if node.op == "fact" and node.data[-1] != PEOPLE_OF:
            self.facts.append(node.data)
        elif node.op == "figure":
            self.figures.append(node.data[0])
        self._names[node] = f"v{len(self._names) + 1}"

    def _before(self) -> list[str]:
        """Write what is the same for all households."""
        lines = [] if self.figures_vary else [self._figure(node, "0") for node in self._order if node.op == "figure"]
        return [*lines, "one = uint64(1)"]

    def _figure(self, node: Node, place: str) -> str:
        return f"{self._names[node]} = figure_{self.figures.index(node.data[0])}[{place}]"

    # -- the household -----------------------------------------------------------------------------------
    def _household_lines(self, phase: int) -> Iterator[str]:
        if not phase:
            yield from (f"from_{each} = uint64(start_{each}[h])" for each in self._entities)
            yield from (f"to_{each} = uint64(start_{each}[h + one])" for each in self._entities)
            if self.figures_vary:
                yield "p = uint64(place_of[h])"
                yield from (self._figure(node, "p") for node in self._order if node.op == "figure")
        for node in self._order:
            if node.scope == HOUSEHOLD and self._phases[node] == phase and node in self._names:
                if node.op == "fact":
                    yield f"{self._names[node]} = {self._fact(node, 'h')}"
                elif node.op not in ("figure", *_OVER_PEOPLE):
                    yield f"{self._names[node]} = {self._notation.text(node)}"

    @property
    def _entities(self) -> list[str]:
        """Give whose rows are read: those over whom something is summed up or counted."""
        over = {node.data[0] for node in self._order if node.op in _OVER_PEOPLE}
        over |= {node.data[1] for node in self._order if node.op == "fact" and node.data[-1] == PEOPLE_OF}
        return [each for each in PERSONS if each in over or (each == "member" and self.persons)]

    def _fact(self, node: Node, index: str) -> str:
        if node.data[-1] == PEOPLE_OF:
            return f"int64(to_{node.data[1]} - from_{node.data[1]})"
        text = f"fact_{self.facts.index(node.data)}[{index}]"
        return text if node.unit.kind == "flag" else f"int64({text})"

    # -- people ------------------------------------------------------------------------------------------
    def _loop(self, entity: str, phase: int) -> list[str]:
        """Write the loop over one kind of people that this phase needs."""
        sums = [n for n in self._order if n.op in _OVER_PEOPLE and n.data[0] == entity and self._phases[n] == phase + 1]
        given = [] if entity != "member" else [
            (number, n) for number, n in enumerate(self.persons) if n in self._names and self._phases[n] == phase
        ]  # fmt: skip
        if not sums and not given:
            return []
        inside = self._inside([*(args_of(node)[0] for node in sums), *(n for _, n in given)], entity)
        before = [n for n in inside if n.op == "earlier"]
        head = [f"{self._names[n]} = {'False' if n.op == 'any' else '0'}" for n in sums]
        head += [f"seen_{self._names[n]} = False" for n in before]
        lines = [f"{self._names[n]} = {self._person_text(n, entity)}" for n in inside]
        lines += [self._adding(n) for n in sums]
        lines += [f"seen_{self._names[n]} |= {self._notation.name(n.args[0])}" for n in before]
        lines += [f"person_{number}[i] = {self._names[n]}" for number, n in given]
        return [*head, f"for i in range(from_{entity}, to_{entity}):", *(f"    {each}" for each in lines)]

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

    def _person_text(self, node: Node, entity: str) -> str:
        if node.op == "fact":
            return self._fact(node, "i")
        if node.op == "later":
            return f"i != from_{entity}"
        if node.op == "earlier":
            return f"seen_{self._names[node]}"
        return self._notation.text(node)

    def _adding(self, node: Node) -> str:
        name, [body] = self._names[node], args_of(node)
        told = self._notation.name(body)
        if node.op == "any":
            return f"{name} |= {told}"
        return f"{name} += {told}" if body is node.args[0] else f"{name} += select({told}, 1, 0)"
