"""Write one value of a plan as instructions of LLVM, without branches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen

from dibao.batch.compiled.lines import Lines
from dibao.symbols.nodes import Node

_HALF_WORD = 2**32


def is_flag(node: Node) -> bool:
    """Tell whether a value is true or false, one bit in a register; all others are whole numbers of 64."""
    return node.unit.kind == "flag"


def kind_of(node: Node) -> str:
    """Give the type of a value in a register."""
    return "i1" if is_flag(node) else "i64"


def literal(node: Node) -> str:
    """Give a constant as it stands in the text."""
    return ("true" if node.data[0] else "false") if is_flag(node) else str(node.data[0])


@frozen
class Values:
    """Writes values where their arguments are known by `name`."""

    lines: Lines
    words: Mapping[tuple[str, str], Sequence[str]]
    name: Callable[[Node], str]

    def write(self, node: Node) -> str:
        """Write how a value comes from its arguments; give its name."""
        name: str = getattr(self, f"_{node.op}")(node)
        return name

    def number(self, node: Node) -> str:
        """Give a value as a number; a flag counts as 0 or 1."""
        if node.op == "const":
            return str(int(node.data[0]))
        name = self.name(node)
        return self.lines.put(f"zext i1 {name} to i64") if is_flag(node) else name

    def scaled(self, node: Node, den: int) -> str:
        """Give a value at a larger denominator."""
        factor = den // node.den
        if node.op == "const" and not is_flag(node):
            return str(node.data[0] * factor)
        return self.name(node) if factor == 1 else self._times(self.number(node), factor)

    # -- arithmetic ------------------------------------------------------------------------------------
    def _times(self, name: str, factor: int) -> str:
        return name if factor == 1 else self.lines.put(f"mul i64 {name}, {factor}")

    def _plus(self, left: str, right: str) -> str:
        return right if left == "0" else left if right == "0" else self.lines.put(f"add i64 {left}, {right}")

    def _sum(self, terms: Iterable[tuple[Node, int]], offset: int) -> str:
        total = str(offset)
        for node, factor in sorted(terms, key=lambda term: term[1] < 0):
            part = self._times(self.number(node), abs(factor))
            total = self._plus(total, part) if factor > 0 else self.lines.put(f"sub i64 {total}, {part}")
        return total

    def _linear(self, node: Node) -> str:
        factors, offset = node.data
        return self._sum(zip(node.args, factors, strict=True), offset)

    def _mul(self, node: Node) -> str:
        first, *others = node.args
        total, bound = self.number(first), first.high or 0
        halves = _is_half_word(first)
        for each in others:
            halves = halves and _is_half_word(each) and bound < _HALF_WORD
            total = self._product(total, self.number(each), halves=halves)
            bound *= each.high or 0
        return total

    def _product(self, left: str, right: str, *, halves: bool) -> str:
        """Multiply; numbers of 32 bits are said to be such, which vectors multiply at once."""
        if halves:
            left, right = self._half(left), self._half(right)
        return self.lines.put(f"mul i64 {left}, {right}")

    def _half(self, name: str) -> str:
        if not name.startswith("%"):
            return name
        return self.lines.put(f"and i64 {name}, {_HALF_WORD - 1}")

    def _extreme(self, node: Node) -> str:
        function = "@llvm.smin.i64" if node.op == "min" else "@llvm.smax.i64"
        first, *others = (self.scaled(each, node.den) for each in node.args)
        for other in others:
            first = self.lines.put(f"call i64 {function}(i64 {first}, i64 {other})")
        return first

    _min = _extreme
    _max = _extreme

    def _ite(self, node: Node) -> str:
        condition, *arms = node.args
        kind = kind_of(node)
        yes, no = (self.name(each) if kind == "i1" else self.scaled(each, node.den) for each in arms)
        return self.lines.put(f"select i1 {self.name(condition)}, {kind} {yes}, {kind} {no}")

    def _round(self, node: Node) -> str:
        direction, step = node.data
        [arg] = node.args
        divisor = arg.den * step
        if divisor == 1 and direction != "half_up":
            return self.number(arg)
        found = self._divided(self.number(arg), arg, str(divisor), divisor, direction)
        return self._times(found, step)

    def _share(self, node: Node) -> str:
        direction, step = node.data
        amount, count = node.args
        number = self.number(count)
        among = self.lines.put(f"call i64 @llvm.smax.i64(i64 {number}, i64 1)")
        divisor = self._times(among, amount.den * step)
        found = self._divided(self.number(amount), amount, divisor, 0, direction)
        some = self.lines.put(f"icmp sgt i64 {number}, 0")
        return self.lines.put(f"select i1 {some}, i64 {self._times(found, step)}, i64 0")

    def _divided(self, amount: str, node: Node, divisor: str, known: int, direction: str) -> str:
        """Divide by a number above zero and round; `known` is that number where it is always the same."""
        low, high = node.low or 0, node.high or 0
        if direction == "half_up":
            doubled = self._plus(self._times(amount, 2), divisor)
            twice = str(2 * known) if known else self._times(divisor, 2)
            return self._down(doubled, twice, natural=low >= 0, most=2 * high + known if known else 0)
        if direction == "down":
            return self._down(amount, divisor, natural=low >= 0, most=high if known else 0)
        if low >= 0:
            less = str(known - 1) if known else self.lines.put(f"sub i64 {divisor}, 1")
            return self._down(self._plus(amount, less), divisor, natural=True, most=high + known - 1 if known else 0)
        negative = self.lines.put(f"sub i64 0, {amount}")
        found = self._down(negative, divisor, natural=False, most=0)
        return self.lines.put(f"sub i64 0, {found}")

    def _down(self, amount: str, divisor: str, *, natural: bool, most: int) -> str:
        put = self.lines.put
        if natural and 0 < most < _HALF_WORD and divisor.isdigit() and int(divisor) < _HALF_WORD:
            narrow = put(f"trunc i64 {amount} to i32")
            return put(f"zext i32 {put(f'udiv i32 {narrow}, {divisor}')} to i64")
        if natural:
            return put(f"udiv i64 {amount}, {divisor}")
        quotient = put(f"sdiv i64 {amount}, {divisor}")
        rest = put(f"sub i64 {amount}, {put(f'mul i64 {quotient}, {divisor}')}")
        below = put(f"zext i1 {put(f'icmp slt i64 {rest}, 0')} to i64")
        return put(f"sub i64 {quotient}, {below}")

    # -- conditions ------------------------------------------------------------------------------------
    def _lt(self, node: Node) -> str:
        return self._compared(node, "slt")

    def _eq(self, node: Node) -> str:
        return self._compared(node, "eq")

    def _compared(self, node: Node, op: str) -> str:
        factors, bound = node.data
        pairs = list(zip(node.args, factors, strict=True))
        left = self._sum([(arg, factor) for arg, factor in pairs if factor > 0], 0)
        right = self._sum([(arg, -factor) for arg, factor in pairs if factor < 0], bound)
        return self.lines.put(f"icmp {op} i64 {left}, {right}")

    def _not(self, node: Node) -> str:
        return self.lines.put(f"xor i1 {self.name(node.args[0])}, true")

    def _is(self, node: Node) -> str:
        [fact] = node.args
        words = self.words[fact.data[:2]]
        # A word that a table's dictionary does not have is nobody's.
        position = words.index(node.data[0]) if node.data[0] in words else -1
        return self.lines.put(f"icmp eq i64 {self.name(fact)}, {position}")

    def _and(self, node: Node) -> str:
        return self._joined(node, "and")

    def _or(self, node: Node) -> str:
        return self._joined(node, "or")

    def _joined(self, node: Node, op: str) -> str:
        first, *others = (self.name(each) for each in node.args)
        for other in others:
            first = self.lines.put(f"{op} i1 {first}, {other}")
        return first


def _is_half_word(node: Node) -> bool:
    return node.low is not None and node.high is not None and node.low >= 0 and node.high < _HALF_WORD
