"""Write one value of the graph as a line of readable Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from attrs import frozen

from dibao.symbols.nodes import Node


@frozen
class Notation:
    """Writes values on whole numbers; what has a name is written by its name.

    In a chain of conditions those in `hesitant`, which rest on facts that are
    often unknown, come last: the others mostly settle the matter before.
    """

    names: Mapping[Node, str]
    hesitant: AbstractSet[Node] = frozenset()

    def text(self, node: Node, top: bool = False) -> str:
        """Write a value: its name, or at the top what it is; in brackets where it needs them."""
        if not top and node in self.names:
            return self.names[node]
        text: str = getattr(self, f"_{node.op}")(node)
        return text if top or node.op in ("const", "min", "max") else f"({text})"

    def _const(self, node: Node) -> str:
        value = node.data[0]
        return repr(bool(value)) if node.unit.kind == "flag" else repr(value)

    def _named(self, node: Node) -> str:
        return self.text(node.args[0], top=node.args[0] not in self.names)

    def _linear(self, node: Node) -> str:
        factors, offset = node.data
        return self._sum(zip(node.args, factors, strict=True), offset)

    def _sum(self, terms: Iterable[tuple[Node, int]], offset: int) -> str:
        text = ""
        for arg, factor in sorted(terms, key=lambda term: term[1] < 0):
            sign = ("- " if factor < 0 else "") if not text else (" - " if factor < 0 else " + ")
            text += sign + (self.text(arg) if abs(factor) == 1 else f"{abs(factor)} * {self.text(arg)}")
        if offset or not text:
            text += (f" {'-' if offset < 0 else '+'} {abs(offset)}") if text else str(offset)
        return text

    def _mul(self, node: Node) -> str:
        return " * ".join(self.text(each) for each in node.args)

    def _scaled(self, arg: Node, den: int) -> str:
        factor = den // arg.den
        if arg.op == "const" and arg.unit.is_number:
            return repr(arg.data[0] * factor)
        return self.text(arg) if factor == 1 else f"{factor} * {self.text(arg)}"

    def _extreme(self, node: Node) -> str:
        return f"{node.op}({', '.join(self._scaled(each, node.den) for each in node.args)})"

    _min = _extreme
    _max = _extreme

    def _ite(self, node: Node) -> str:
        condition, yes, no = node.args
        return f"{self._scaled(yes, node.den)} if {self.text(condition)} else {self._scaled(no, node.den)}"

    def _round(self, node: Node) -> str:
        direction, step = node.data
        return self._divided(self.text(node.args[0]), str(node.args[0].den * step), direction, step)

    def _share(self, node: Node) -> str:
        direction, step = node.data
        amount, count = node.args
        divisor = f"({amount.den * step} * {self.text(count)})"
        divided = self._divided(self.text(amount), divisor, direction, step)
        return f"{divided} if {self.text(count)} > 0 else 0"

    def _divided(self, amount: str, divisor: str, direction: str, step: int) -> str:
        if direction == "up":
            return f"-(-{amount} // {divisor}) * {step}"
        if direction == "down":
            return f"{amount} // {divisor} * {step}"
        return f"(2 * {amount} + {divisor}) // (2 * {divisor}) * {step}"

    def _lt(self, node: Node) -> str:
        return self._compared(node, "<", "<=")

    def _eq(self, node: Node) -> str:
        return self._compared(node, "==", None)

    def _compared(self, node: Node, op: str, one_more: str | None) -> str:
        """Write a comparison with only positive factors on either side."""
        factors, bound = node.data
        pairs = list(zip(node.args, factors, strict=True))
        left = self._sum([(arg, f) for arg, f in pairs if f > 0], 0)
        right_terms = [(arg, -f) for arg, f in pairs if f < 0]
        if one_more and bound == 1:
            return f"{left} {one_more} {self._sum(right_terms, 0)}"
        return f"{left} {op} {self._sum(right_terms, bound)}"

    def _not(self, node: Node) -> str:
        [inner] = node.args
        if inner not in self.names:
            if inner.op == "lt":
                return self._compared(inner, ">=", ">")
            if inner.op == "eq":
                return self._compared(inner, "!=", None)
            if inner.op == "is":
                return f"{self.text(inner.args[0])} != {inner.data[0]!r}"
        return f"not {self.text(inner)}"

    def _is(self, node: Node) -> str:
        return f"{self.text(node.args[0])} == {node.data[0]!r}"

    def _and(self, node: Node) -> str:
        return " and ".join(self.text(each) for each in self._known_first(node))

    def _or(self, node: Node) -> str:
        return " or ".join(self.text(each) for each in self._known_first(node))

    def _known_first(self, node: Node) -> Sequence[Node]:
        return sorted(node.args, key=self.hesitant.__contains__)
