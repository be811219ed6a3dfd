"""Write one value of a plan as a line of a compiled block loop, in 32 bits where that is proven."""

from __future__ import annotations

from attrs import field, frozen

from dibao.batch.notation import Notation
from dibao.batch.prepared.bounds import StatedBounds
from dibao.symbols.nodes import Node


@frozen
class BlockNotation(Notation):
    """Writes values with the width of their numbers.

    Of two numbers of 32 bits Numba makes one of 64, so every step is cast back.
    """

    bounds: StatedBounds = field(kw_only=True)

    def text(self, node: Node) -> str:
        """Write what a value is."""
        text = super().text(node)
        return f"{self._cast(node)}({text})" if node.op in ("linear", "mul") else text

    def _width(self, node: Node) -> str:
        return "32" if self.bounds.is_narrow(node) else "64"

    def _cast(self, node: Node) -> str:
        return f"int{self._width(node)}"

    def _extreme(self, node: Node) -> str:
        function = f"{'least' if node.op == 'min' else 'greatest'}{self._width(node)}"
        first, *others = (self.scaled(each, node.den) for each in node.args)
        for other in others:
            first = f"{function}({first}, {other})"
        return first

    _min = _extreme
    _max = _extreme

    def _ite(self, node: Node) -> str:
        condition, yes, no = node.args
        kind = "_flag" if node.unit.kind == "flag" else self._width(node)
        return f"select{kind}({self.name(condition)}, {self.scaled(yes, node.den)}, {self.scaled(no, node.den)})"

    def _round(self, node: Node) -> str:
        direction, step = node.data
        [arg] = node.args
        return self._quotient(node, arg, str(arg.den * step), direction, step)

    def _share(self, node: Node) -> str:
        direction, step = node.data
        amount, count = node.args
        width = self._width(node)
        divisor = f"{amount.den * step} * greatest{width}({self.name(count)}, 1)"
        part = self._quotient(node, amount, divisor, direction, step)
        return f"select{width}({self.name(count)} > 0, {part}, 0)"

    def _quotient(self, node: Node, amount: Node, divisor: str, direction: str, step: int) -> str:
        """Write a division by how it is done without a branch."""
        name, width = self.name(amount), self._width(node)
        times = f" * {step}" if step != 1 else ""
        if divisor == "1" and direction != "half_up":
            return f"int{width}({name}{times})"
        natural = self.bounds.of(amount)[0] >= 0
        function = f"divided_natural{width}" if natural else f"divided{width}"
        if direction == "up" and not natural:
            return f"int{width}(-{function}(-{name}, {divisor}){times})"
        if direction == "up":
            return f"int{width}({function}({name} + {divisor} - 1, {divisor}){times})"
        if direction == "down":
            return f"int{width}({function}({name}, {divisor}){times})"
        return f"int{width}({function}(2 * {name} + {divisor}, 2 * ({divisor})){times})"

    def _compared(self, node: Node, op: str) -> str:
        text = super()._compared(node, op)
        sign = "<=" if " <= " in text else op
        left, right = text.split(f" {sign} ")
        cast = self._cast(node)
        return f"{cast}({left}) {sign} {cast}({right})"
