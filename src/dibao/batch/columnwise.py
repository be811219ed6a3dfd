"""Write a plan as a function over whole columns, one operation of NumPy after another."""

from __future__ import annotations

import linecache
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.notation import Notation
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.symbols.nodes import HOUSEHOLD, Node

_HEAD = "def decide(fact, figure, people):\n"
_SPACE: Mapping[str, Any] = {"select": np.where, "least": np.minimum, "greatest": np.maximum}
_compiled: dict[str, Callable[..., tuple[Any, ...]]] = {}


@define
class ColumnWriter:
    """Writes the function; names are used again when their column is no longer needed.

    `figures_vary` says that rows have figures of their own, in columns of the household.
    """

    outputs: Sequence[Node]
    words: Mapping[tuple[str, str], Sequence[str]]
    figures_vary: bool
    facts: list[tuple[Any, ...]] = field(factory=list)
    figures: list[str] = field(factory=list)
    _names: dict[Node, str] = field(factory=dict)
    _spread: dict[tuple[Node, str], str] = field(factory=dict)
    _varying: dict[Node, bool] = field(factory=dict)
    _free: list[str] = field(factory=list)
    _count: int = 0
    _uses: Counter[Node] = field(factory=Counter)
    _lines: list[str] = field(factory=list)

    def write(self) -> str:
        """Give the text; the order of facts and figures is settled on the way."""
        order = in_order(self.outputs)
        for node in order:
            self._uses.update(args_of(node))
        self._uses.update(self.outputs)
        for node in order:
            if node.op != "const":
                self._write(node)
        notation = Notation(self._names, self.words, "~")
        results = ", ".join(notation.name(node) for node in self.outputs)
        return _HEAD + "\n".join([*(f"    {line}" for line in self._lines), f"    return ({results},)\n"])

    def _write(self, node: Node) -> None:
        text = self._text(node)
        args = args_of(node)
        for arg in set(args):
            self._uses[arg] -= args.count(arg)
            if not self._uses[arg] and arg in self._names:
                self._release(arg)
        name = self._names[node] = self._name()
        self._lines.append(f"{name} = {text}")

    def _name(self) -> str:
        if self._free:
            return self._free.pop()
        self._count += 1
        return f"v{self._count}"

    def _release(self, node: Node) -> None:
        self._free.append(self._names[node])
        for entity in ("member", "obligor"):
            name = self._spread.pop((node, entity), None)
            if name is not None:
                self._free.append(name)

    def _text(self, node: Node) -> str:
        if node.op == "fact":
            return self._fact(node)
        if node.op == "figure":
            self.figures.append(node.data[0])
            return f"figure({len(self.figures) - 1})"
        if node.op == "later":
            return f"people.{node.data[0]}.later"
        if node.op in ("total", "any", "earlier"):
            return self._over_people(node)
        names = dict(self._names)
        if node.scope != HOUSEHOLD:
            for arg in node.args:
                names[arg] = self._seen_from(arg, node.scope)
        return Notation(names, self.words, "~").text(node)

    def _fact(self, node: Node) -> str:
        if node.data[-1] == PEOPLE_OF and len(node.data) == 3:
            return f"people.{node.data[1]}.sizes"
        self.facts.append(node.data)
        return f"fact({len(self.facts) - 1})"

    def _over_people(self, node: Node) -> str:
        [body] = args_of(node)
        what = "count" if body is not node.args[0] else node.op
        return f"people.{node.data[0]}.{what}({self._names[body]})"

    def _seen_from(self, node: Node, scope: str) -> str:
        """Give a value of the household once for each of its people."""
        if node.op == "const":
            return ""
        if node.scope == scope or not self._varies(node):
            return self._names[node]
        name = self._spread.get((node, scope))
        if name is None:
            name = self._spread[node, scope] = self._name()
            self._lines.append(f"{name} = people.{scope}.spread({self._names[node]})")
        return name

    def _varies(self, node: Node) -> bool:
        """Tell whether a value differs by household, so that it is a column."""
        known = self._varying.get(node)
        if known is None:
            known = node.op in ("fact", "total", "any", "later") or (node.op == "figure" and self.figures_vary)
            known = self._varying[node] = known or any(self._varies(arg) for arg in node.args)
        return known


def args_of(node: Node) -> tuple[Node, ...]:
    """Give what a value is made from; a count is made from its condition."""
    if node.op == "total":
        [body] = node.args
        if body.op == "ite" and body.args[1].constant == 1 and body.args[2].constant == 0:
            return body.args[:1]
    return node.args


def in_order(outputs: Sequence[Node]) -> list[Node]:
    """Give all nodes below some outputs, arguments first."""
    order: list[Node] = []
    seen: set[Node] = set()
    stack = [(node, False) for node in reversed(outputs)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((arg, False) for arg in reversed(args_of(node)))
    return order


def compiled(text: str) -> Callable[..., tuple[Any, ...]]:
    """Compile the function once for each text; a traceback shows its lines."""
    known = _compiled.get(text)
    if known is None:
        name = f"<dibao columns {len(_compiled) + 1}>"
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        space: dict[str, Any] = dict(_SPACE)
        exec(compile(text, name, "exec"), space)  # noqa: S102 - our own text: numbers and names that we made
        known = _compiled[text] = space["decide"]
    return known
