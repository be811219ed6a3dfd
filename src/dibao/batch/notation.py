"""Write one value of a plan as a line that holds for numbers and for columns alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from dibao.symbols.nodes import Node

WORDS_OF_A_CHOICE = "values"


@frozen
class Notation:
    """Writes values by the names of their arguments, without branches.

    `negation` is how the opposite of a flag is written, `words` the position of each word of a choice.
    """

    names: Mapping[Node, str]
    words: Mapping[tuple[str, str], Sequence[str]]
    negation: str

    def text(self, node: Node) -> str:
        """Write what a value is."""
        text: str = getattr(self, f"_{node.op}")(node)
        return text

    def name(self, node: Node) -> str:
        """Give the name of a value, or a constant as it stands."""
        if node.op == "const":
            return repr(bool(node.data[0])) if node.unit.kind == "flag" else repr(node.data[0])
        return self.names[node]

    def _linear(self, node: Node) -> str:
        factors, offset = node.data
        return self._sum(zip(node.args, factors, strict=True), offset)

    def _sum(self, terms: Iterable[tuple[Node, int]], offset: int) -> str:
        text = ""
        for arg, factor in sorted(terms, key=lambda term: term[1] < 0):
            sign = ("-" if factor < 0 else "") if not text else (" - " if factor < 0 else " + ")
            text += sign + (self.name(arg) if abs(factor) == 1 else f"{abs(factor)} * {self.name(arg)}")
        if offset or not text:
            text += (f" {'-' if offset < 0 else '+'} {abs(offset)}") if text else str(offset)
        return text

    def _mul(self, node: Node) -> str:
        return " * ".join(self.name(each) for each in node.args)

    def scaled(self, arg: Node, den: int) -> str:
        """Write a value at a larger denominator."""
        factor = den // arg.den
        if arg.op == "const":
            return repr(arg.data[0] * factor)
        return self.name(arg) if factor == 1 else f"{factor} * {self.name(arg)}"

    def _extreme(self, node: Node) -> str:
        function = "least" if node.op == "min" else "greatest"
        first, *others = (self.scaled(each, node.den) for each in node.args)
        for other in others:
            first = f"{function}({first}, {other})"
        return first

    _min = _extreme
    _max = _extreme

    def _ite(self, node: Node) -> str:
        condition, yes, no = node.args
        return f"select({self.name(condition)}, {self.scaled(yes, node.den)}, {self.scaled(no, node.den)})"

    def _round(self, node: Node) -> str:
        direction, step = node.data
        [arg] = node.args
        return _divided(self.name(arg), str(arg.den * step), direction, step)

    def _share(self, node: Node) -> str:
        direction, step = node.data
        amount, count = node.args
        among = f"greatest({self.name(count)}, 1)"
        divided = _divided(self.name(amount), f"({amount.den * step} * {among})", direction, step)
        return f"select({self.name(count)} > 0, {divided}, 0)"

    def _lt(self, node: Node) -> str:
        return self._compared(node, "<")

    def _eq(self, node: Node) -> str:
        return self._compared(node, "==")

    def _compared(self, node: Node, op: str) -> str:
        """Write a comparison with only positive factors on either side."""
        factors, bound = node.data
        pairs = list(zip(node.args, factors, strict=True))
        left = self._sum([(arg, factor) for arg, factor in pairs if factor > 0], 0)
        right = [(arg, -factor) for arg, factor in pairs if factor < 0]
        if op == "<" and bound == 1:
            return f"{left} <= {self._sum(right, 0)}"
        return f"{left} {op} {self._sum(right, bound)}"

    def _not(self, node: Node) -> str:
        return f"{self.negation}{self.name(node.args[0])}"

    def _is(self, node: Node) -> str:
        [fact] = node.args
        return f"{self.name(fact)} == {self.words[fact.data[:2]].index(node.data[0])}"

    def _and(self, node: Node) -> str:
        return " & ".join(self.name(each) for each in node.args)

    def _or(self, node: Node) -> str:
        return " | ".join(self.name(each) for each in node.args)


def _divided(amount: str, divisor: str, direction: str, step: int) -> str:
    times = f" * {step}" if step != 1 else ""
    if divisor == "1" and direction != "half_up":
        return f"{amount}{times}"
    if direction == "up":
        return f"-(-{amount} // {divisor}){times}"
    if direction == "down":
        return f"{amount} // {divisor}{times}"
    return f"(2 * {amount} + {divisor}) // (2 * {divisor}){times}"
