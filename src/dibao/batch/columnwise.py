"""Write a plan as a function over whole columns, one operation of NumPy after another."""

from __future__ import annotations

import linecache
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, field

from dibao.batch.notation import Kinds, Notation, Whole
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.symbols.nodes import HOUSEHOLD, Node

_HEAD = "def decide(fact, figure, people):\n"
_compiled: dict[str, Callable[..., tuple[Any, ...]]] = {}
_zeros: dict[Any, Any] = {}
Counted = tuple[str, Node, bool]


def positive(values: Any) -> Any:
    """Give numbers, and zero for those below it."""
    zeros = _zeros.get(values.dtype)
    if zeros is None or zeros.size < values.size:
        zeros = _zeros[values.dtype] = np.zeros(values.size, values.dtype)
    # The larger of two columns is found three times as fast as that of a column and a number.
    return np.maximum(values, zeros[: values.size].reshape(values.shape))


_SPACE: Mapping[str, Any] = {
    "least": np.minimum, "greatest": np.maximum, "positive": positive,
    "i8": np.int8, "i16": np.int16, "i32": np.int32, "i64": np.int64,
}  # fmt: skip


@define
class ColumnWriter:
    """Writes the function; names are used again when their column is no longer needed.

    `figures_vary` says that rows have figures of their own, in columns of the household;
    `kinds` in how many bits numbers are worked out.
    """

    outputs: Sequence[Node]
    words: Mapping[tuple[str, str], Sequence[str]]
    figures_vary: bool
    kinds: Kinds = field(factory=Whole)
    facts: list[tuple[Any, ...]] = field(init=False)
    figures: list[Node] = field(init=False)
    _order: list[Node] = field(init=False)
    _names: dict[Node, str] = field(factory=dict)
    _spread: dict[tuple[Node, str], str] = field(factory=dict)
    _varying: dict[Node, bool] = field(factory=dict)
    _free: list[str] = field(factory=list)
    _count: int = 0
    _uses: Counter[Node] = field(factory=Counter)
    _lines: list[str] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        """Settle the order, and that of facts and figures."""
        self._order = in_order(self.outputs, self._args)
        self.facts = [node.data for node in self._order if node.op == "fact" and not is_size(node)]
        self.figures = [node for node in self._order if node.op == "figure"]

    @property
    def numbered(self) -> frozenset[tuple[Any, ...]]:
        """Give the facts of which it is not only asked whether they are a certain word."""
        read = {arg for node in self._order if node.op != "is" for arg in self._args(node)} | {*self.outputs}
        return frozenset(node.data[:2] for node in read if node.op == "fact")

    def write(self) -> str:
        """Give the text."""
        for node in self._order:
            self._uses.update(self._args(node))
        self._uses.update(self.outputs)
        for node in self._order:
            if node.op != "const":
                self._write(node)
        notation = Notation(self._names, self.words, self.kinds)
        results = ", ".join(notation.name(node) for node in self.outputs)
        return _HEAD + "\n".join([*(f"    {line}" for line in self._lines), f"    return ({results},)\n"])

    @staticmethod
    def _args(node: Node) -> tuple[Node, ...]:
        """Give what a value is made from; a count is made from what is counted."""
        counted = condition_counted(node) if node.op == "total" else None
        return node.args if counted is None else (counted[1],)

    def _write(self, node: Node) -> None:
        text = self._text(node)
        args = self._args(node)
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
            return f"figure({self.figures.index(node)})"
        if node.op == "later":
            return f"people.{node.data[0]}.later"
        if node.op in ("total", "any", "earlier"):
            return self._over_people(node)
        names = dict(self._names)
        if node.scope != HOUSEHOLD:
            for arg in node.args:
                names[arg] = self._seen_from(arg, node.scope)
        return Notation(names, self.words, self.kinds).text(node)

    def _fact(self, node: Node) -> str:
        if is_size(node):
            return f"people.{node.data[1]}.sizes.astype(i{self.kinds(node)})"
        return f"fact({self.facts.index(node.data)})"

    def _over_people(self, node: Node) -> str:
        people, [body] = f"people.{node.data[0]}", self._args(node)
        if node.op != "total":
            return f"{people}.{node.op}({self._names[body]})"
        counted = condition_counted(node)
        kind = f"i{self.kinds.worked(node)}"
        if counted is None:
            text = f"{people}.total({self._names[body]}, {kind})"
        else:
            text = f"{people}.count({'' if counted[2] else '~'}{self._names[body]}, {kind})"
        held = self.kinds(node)
        return text if held == self.kinds.worked(node) else f"{text}.astype(i{held})"

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


def is_size(node: Node) -> bool:
    """Tell whether a value is how many people a household has."""
    return node.op == "fact" and node.data[-1] == PEOPLE_OF and len(node.data) == 3


def flipped(condition: Node) -> tuple[Node, bool]:
    """Give a condition without the negation around it, and whether it is to hold."""
    return (condition.args[0], False) if condition.op == "not" else (condition, True)


def condition_counted(node: Node) -> Counted | None:
    """Give of whom it is counted how often a condition holds, or does not hold; None of any other sum."""
    [body] = node.args
    if body.op != "ite" or {each.constant for each in body.args[1:]} != {0, 1}:
        return None
    condition, holds = flipped(body.args[0])
    return node.data[0], condition, holds == (body.args[1].constant == 1)


def args_of(node: Node) -> tuple[Node, ...]:
    """Give what a value is made from; a count is made from its condition."""
    if node.op == "total":
        [body] = node.args
        if body.op == "ite" and body.args[1].constant == 1 and body.args[2].constant == 0:
            return body.args[:1]
    return node.args


def in_order(outputs: Sequence[Node], args: Callable[[Node], Sequence[Node]] = args_of) -> list[Node]:
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
            stack.extend((arg, False) for arg in reversed(args(node)))
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
