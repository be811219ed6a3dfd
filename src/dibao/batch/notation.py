"""Write one value of a plan as a line that holds for numbers and for columns alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from attrs import frozen

from dibao.symbols.nodes import Node


class Kinds(Protocol):
    """Tells in how many bits numbers are worked out and held."""

    def __call__(self, node: Node) -> int:
        """Give in how many bits a number is held."""

    def worked(self, node: Node) -> int:
        """Give in how many bits a value is worked out, which hold all that is met on the way."""


@frozen
class Whole:
    """Works every number out in the same bits."""

    bits: int = 64

    def __call__(self, node: Node) -> int:
        """Give these bits."""
        return self.bits

    def worked(self, node: Node) -> int:
        """Give these bits."""
        return self.bits


@frozen
class Notation:
    """Writes values by the names of their arguments, without branches.

    `words` has the position of each word of a choice; one that it lacks stands nowhere.
    Of two columns NumPy takes the wider type, so one operand of each step has the bits in
    which a value is worked out. Amounts are chosen by multiplying with flags, which does not
    wait for each of them as a choice does.
    """

    names: Mapping[Node, str]
    words: Mapping[tuple[str, str], Sequence[str]]
    kinds: Kinds

    def text(self, node: Node) -> str:
        """Write what a value is."""
        text: str = getattr(self, f"_{node.op}")(node)
        if not node.unit.is_number or node.op == "total":
            return text
        held = self.kinds(node)
        return text if held == self.kinds.worked(node) else f"({text}).astype(i{held})"

    def name(self, node: Node) -> str:
        """Give the name of a value, or a constant as it stands."""
        if node.op == "const":
            return repr(bool(node.data[0])) if node.unit.kind == "flag" else repr(node.data[0])
        return self.names[node]

    def _operand(self, arg: Node, bits: int, factor: int = 1) -> str:
        """Write a value, or a multiple of it, in at least so many bits."""
        if arg.op == "const":
            return repr(arg.data[0] * factor)
        is_narrow = self.kinds(arg) < bits
        if factor == 1:
            return f"{self.name(arg)}.astype(i{bits})" if is_narrow else self.name(arg)
        return f"i{bits}({factor}) * {self.name(arg)}" if is_narrow else f"{factor} * {self.name(arg)}"

    def _linear(self, node: Node) -> str:
        factors, offset = node.data
        return self._sum(zip(node.args, factors, strict=True), offset, self.kinds.worked(node))

    def _sum(self, terms: Iterable[tuple[Node, int]], offset: int, bits: int) -> str:
        text = ""
        for arg, factor in sorted(terms, key=lambda term: term[1] < 0):
            sign = ("-" if factor < 0 else "") if not text else (" - " if factor < 0 else " + ")
            text += sign + self._operand(arg, bits, abs(factor))
        if offset or not text:
            text += (f" {'-' if offset < 0 else '+'} {abs(offset)}") if text else str(offset)
        return text

    def _mul(self, node: Node) -> str:
        bits = self.kinds.worked(node)
        return " * ".join(self._operand(each, bits) for each in node.args)

    def _scaled(self, node: Node, args: Iterable[Node]) -> Iterable[str]:
        """Write values at the denominator of the one that they are for."""
        bits = self.kinds.worked(node)
        return (self._operand(each, bits, node.den // each.den) for each in args)

    def _min(self, node: Node) -> str:
        first, *others = self._scaled(node, node.args)
        for other in others:
            first = f"least({first}, {other})"
        return first

    def _max(self, node: Node) -> str:
        above = [each for each in node.args if each.constant != 0]
        first, *others = self._scaled(node, above)
        for other in others:
            first = f"greatest({first}, {other})"
        return first if len(above) == len(node.args) else f"positive({first})"

    def _ite(self, node: Node) -> str:
        condition, yes, no = node.args
        holds, bits = self.name(condition), self.kinds.worked(node)
        if yes.constant == 0:
            return self._where(f"~{holds}", no, node.den, bits)
        if no.constant == 0:
            return self._where(holds, yes, node.den, bits)
        one, other = self._scaled(node, (yes, no))
        if yes.op == no.op == "const":
            return f"i{bits}({int(one) - int(other)}) * {holds} + {other}"
        return f"({one} - {self._apart(other)}) * {holds} + {other}"

    @staticmethod
    def _apart(text: str) -> str:
        return f"({text})" if text.startswith("-") else text

    def _where(self, holds: str, amount: Node, den: int, bits: int) -> str:
        """Write an amount where a condition holds, else zero."""
        factor = den // amount.den
        if amount.op != "const":
            return f"{self._operand(amount, bits, factor)} * {holds}"
        number = amount.data[0] * factor
        return f"({holds}).astype(i{bits})" if number == 1 else f"i{bits}({number}) * {holds}"

    def _round(self, node: Node) -> str:
        direction, step = node.data
        [arg] = node.args
        return _divided(self._operand(arg, self.kinds.worked(node)), str(arg.den * step), direction, step)

    def _share(self, node: Node) -> str:
        direction, step = node.data
        amount, count = node.args
        bits = self.kinds.worked(node)
        among = f"greatest({self._operand(count, bits)}, 1)"
        divisor = among if amount.den * step == 1 else f"({amount.den * step} * {among})"
        divided = _divided(self._operand(amount, bits), divisor, direction, step)
        return f"{divided} * ({self.name(count)} > 0)"

    def _lt(self, node: Node) -> str:
        return self._compared(node, "<")

    def _eq(self, node: Node) -> str:
        return self._compared(node, "==")

    def _compared(self, node: Node, op: str) -> str:
        """Write a comparison with only positive factors on either side."""
        factors, bound = node.data
        bits = self.kinds.worked(node)
        pairs = list(zip(node.args, factors, strict=True))
        left = self._sum([(arg, factor) for arg, factor in pairs if factor > 0], 0, bits)
        right = [(arg, -factor) for arg, factor in pairs if factor < 0]
        if is_at_most(node):
            return f"{left} <= {self._sum(right, 0, bits)}"
        return f"{left} {op} {self._sum(right, bound, bits)}"

    def _not(self, node: Node) -> str:
        return f"~{self.name(node.args[0])}"

    def _is(self, node: Node) -> str:
        [fact] = node.args
        words, [word] = self.words[fact.data[:2]], node.data
        return f"{self.name(fact)} == {words.index(word) if word in words else -1}"

    def _and(self, node: Node) -> str:
        return " & ".join(self.name(each) for each in node.args)

    def _or(self, node: Node) -> str:
        return " | ".join(self.name(each) for each in node.args)


def is_at_most(node: Node) -> bool:
    """Tell whether being less by one than a whole number more is asked: no more than it."""
    return node.op == "lt" and node.data[1] == 1


def _divided(amount: str, divisor: str, direction: str, step: int) -> str:
    times = f" * {step}" if step != 1 else ""
    amount = f"({amount})" if " " in amount else amount
    if divisor == "1" and direction != "half_up":
        return f"{amount}{times}"
    if direction == "up":
        return f"-(-{amount} // {divisor}){times}"
    if direction == "down":
        return f"{amount} // {divisor}{times}"
    return f"(2 * {amount} + {divisor}) // (2 * {divisor}){times}"
