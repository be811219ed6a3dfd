"""Write one value of a plan as instructions of LLVM, without branches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen

from dibao.batch.compiled.lines import Lines
from dibao.batch.notation import is_at_most
from dibao.household.checks import MOST_PEOPLE
from dibao.symbols.nodes import Node

_HALF_WORD = 2**32
AMOUNT_BITS = 31
"""So many bits beside its sign has an amount of half a word."""


def is_flag(node: Node) -> bool:
    """Tell whether a value is true or false, one bit in a register; all others are whole numbers."""
    return node.unit.kind == "flag"


def kind_of(node: Node) -> str:
    """Give the type of a value in a register."""
    return "i1" if is_flag(node) else "i64"


def literal(node: Node) -> str:
    """Give a constant as it stands in the text."""
    return ("true" if node.data[0] else "false") if is_flag(node) else str(node.data[0])


def whole_word(node: Node) -> int:
    """Give 64: what a plan is proven to need at most."""
    return 64


def proven_bounds(node: Node) -> tuple[int, int]:
    """Give the bounds that a plan has by itself."""
    return node.low or 0, node.high or 0


@frozen
class Values:
    """Writes values where their arguments are known by `name`.

    `bits` says in how many bits a value is worked out from its arguments and held, which must
    be proven to suffice; `bounds` says between which numbers a value lies.
    """

    lines: Lines
    words: Mapping[tuple[str, str], Sequence[str]]
    name: Callable[[Node], str]
    bits: Callable[[Node], int] = whole_word
    bounds: Callable[[Node], tuple[int, int]] = proven_bounds

    def write(self, node: Node) -> str:
        """Write how a value comes from its arguments; give its name."""
        name: str = getattr(self, f"_{node.op}")(node)
        return name

    def kind(self, node: Node) -> str:
        """Give the type of a value in a register."""
        return "i1" if is_flag(node) else f"i{self.bits(node)}"

    def number(self, node: Node, kind: str = "i64") -> str:
        """Give a value as a number; a flag counts as 0 or 1."""
        if node.op == "const":
            return str(int(node.data[0]))
        name, own = self.name(node), self.kind(node)
        if own == kind:
            return name
        change = "zext" if own == "i1" else "sext" if int(own[1:]) < int(kind[1:]) else "trunc"
        return self.lines.put(f"{change} {own} {name} to {kind}")

    def scaled(self, node: Node, den: int, kind: str = "i64") -> str:
        """Give a value at a larger denominator."""
        factor = den // node.den
        if node.op == "const" and not is_flag(node):
            return str(node.data[0] * factor)
        return self._times(self.number(node, kind), factor, kind)

    # -- arithmetic ------------------------------------------------------------------------------------
    def _times(self, name: str, factor: int, kind: str) -> str:
        return name if factor == 1 else self.lines.put(f"mul {kind} {name}, {factor}")

    def _plus(self, left: str, right: str, kind: str) -> str:
        return right if left == "0" else left if right == "0" else self.lines.put(f"add {kind} {left}, {right}")

    def _sum(self, terms: Iterable[tuple[Node, int]], offset: int, kind: str) -> str:
        total = str(offset)
        for node, factor in sorted(terms, key=lambda term: term[1] < 0):
            part = self._times(self.number(node, kind), abs(factor), kind)
            total = self._plus(total, part, kind) if factor > 0 else self.lines.put(f"sub {kind} {total}, {part}")
        return total

    def _linear(self, node: Node) -> str:
        factors, offset = node.data
        return self._sum(zip(node.args, factors, strict=True), offset, self.kind(node))

    def _mul(self, node: Node) -> str:
        first, *others = node.args
        kind = self.kind(node)
        total, bound = self.number(first, kind), self.bounds(first)[1]
        halves = self._is_half_word(first)
        for each in others:
            halves = halves and self._is_half_word(each) and bound < _HALF_WORD
            total = self._product(total, self.number(each, kind), kind, halves=halves and kind == "i64")
            bound *= self.bounds(each)[1]
        return total

    def _is_half_word(self, node: Node) -> bool:
        low, high = self.bounds(node)
        return low >= 0 and high < _HALF_WORD

    def _product(self, left: str, right: str, kind: str, *, halves: bool) -> str:
        """Multiply; numbers of 32 bits are said to be such, which vectors multiply at once."""
        if halves:
            left, right = self._half(left), self._half(right)
        return self.lines.put(f"mul {kind} {left}, {right}")

    def _half(self, name: str) -> str:
        if not name.startswith("%"):
            return name
        return self.lines.put(f"and i64 {name}, {_HALF_WORD - 1}")

    def _extreme(self, node: Node) -> str:
        kind = self.kind(node)
        function = f"@llvm.{'smin' if node.op == 'min' else 'smax'}.{kind}"
        first, *others = (self.scaled(each, node.den, kind) for each in node.args)
        for other in others:
            first = self.lines.put(f"call {kind} {function}({kind} {first}, {kind} {other})")
        return first

    _min = _extreme
    _max = _extreme

    def _ite(self, node: Node) -> str:
        condition, *arms = node.args
        kind = self.kind(node)
        yes, no = (self.name(each) if kind == "i1" else self.scaled(each, node.den, kind) for each in arms)
        return self.lines.put(f"select i1 {self.name(condition)}, {kind} {yes}, {kind} {no}")

    def _round(self, node: Node) -> str:
        direction, step = node.data
        [arg] = node.args
        kind = self.kind(node)
        divisor = arg.den * step
        amount = self.number(arg, kind)
        if divisor == 1 and direction != "half_up":
            return amount
        found = self._divided(amount, self.bounds(arg), str(divisor), divisor, direction, kind)
        return self._times(found, step, kind)

    def _share(self, node: Node) -> str:
        direction, step = node.data
        amount, count = node.args
        kind, bounds = self.kind(node), self.bounds(amount)
        number = self.number(count, kind)
        if kind == "i32" and bounds[0] >= 0 and self.bounds(count)[1] <= MOST_PEOPLE:
            found = self._looked_up(amount, number, self.bounds(count)[1], direction, step)
        else:
            # A count beyond its bounds is told later; until then its multiple may be no number above zero.
            several = self._times(number, amount.den * step, kind)
            divisor = self.lines.put(f"call {kind} @llvm.smax.{kind}({kind} {several}, {kind} 1)")
            found = self._divided(self.number(amount, kind), bounds, divisor, 0, direction, kind)
        some = self.lines.put(f"icmp sgt {kind} {number}, 0")
        return self.lines.put(f"select i1 {some}, {kind} {self._times(found, step, kind)}, {kind} 0")

    def _looked_up(self, amount: Node, number: str, most: int, direction: str, step: int) -> str:
        """Divide an amount of half a word, never negative, among so many: no vector divides, but all multiply.

        `part` of a whole power of two is rounded up, and so little that no amount of 31 bits feels it.
        """
        put, several, dividend = self.lines.put, amount.den * step, self.number(amount, "i32")
        divisor = self._times(number, several, "i32")
        if direction == "half_up":
            dividend, several = self._plus(self._times(dividend, 2, "i32"), divisor, "i32"), 2 * several
        elif direction == "up":
            dividend = self._plus(dividend, put(f"sub i32 {divisor}, 1"), "i32")
        shifts = [AMOUNT_BITS + (max(several * each, 1) - 1).bit_length() for each in range(max(most, 0) + 1)]
        parts = [0, *(-(-(1 << shift) // (several * each)) for each, shift in enumerate(shifts[1:], 1))]
        part = put(f"zext i32 {self.lines.looked_up(parts, 'i32', number)} to i64")
        shift = put(f"zext i8 {self.lines.looked_up(shifts, 'i8', number)} to i64")
        product = put(f"mul i64 {put(f'zext i32 {dividend} to i64')}, {part}")
        return put(f"trunc i64 {put(f'lshr i64 {product}, {shift}')} to i32")

    def _divided(
        self, amount: str, bounds: tuple[int, int], divisor: str, known: int, direction: str, kind: str
    ) -> str:  # fmt: skip
        """Divide by a number above zero and round; `known` is that number where it is always the same."""
        low, high = bounds
        if direction == "half_up":
            doubled = self._plus(self._times(amount, 2, kind), divisor, kind)
            twice = str(2 * known) if known else self._times(divisor, 2, kind)
            return self._down(doubled, twice, kind, natural=low >= 0, most=2 * high + known if known else 0)
        if direction == "down":
            return self._down(amount, divisor, kind, natural=low >= 0, most=high if known else 0)
        if low >= 0:
            less = str(known - 1) if known else self.lines.put(f"sub {kind} {divisor}, 1")
            most = high + known - 1 if known else 0
            return self._down(self._plus(amount, less, kind), divisor, kind, natural=True, most=most)
        negative = self.lines.put(f"sub {kind} 0, {amount}")
        found = self._down(negative, divisor, kind, natural=False, most=0)
        return self.lines.put(f"sub {kind} 0, {found}")

    def _down(self, amount: str, divisor: str, kind: str, *, natural: bool, most: int) -> str:
        put = self.lines.put
        if kind == "i64" and natural and 0 < most < _HALF_WORD and divisor.isdigit() and int(divisor) < _HALF_WORD:
            narrow = put(f"trunc i64 {amount} to i32")
            return put(f"zext i32 {put(f'udiv i32 {narrow}, {divisor}')} to i64")
        if natural:
            return put(f"udiv {kind} {amount}, {divisor}")
        quotient = put(f"sdiv {kind} {amount}, {divisor}")
        rest = put(f"sub {kind} {amount}, {put(f'mul {kind} {quotient}, {divisor}')}")
        below = put(f"zext i1 {put(f'icmp slt {kind} {rest}, 0')} to {kind}")
        return put(f"sub {kind} {quotient}, {below}")

    # -- conditions ------------------------------------------------------------------------------------
    def _lt(self, node: Node) -> str:
        return self._compared(node, "slt")

    def _eq(self, node: Node) -> str:
        return self._compared(node, "eq")

    def _compared(self, node: Node, op: str) -> str:
        factors, bound = node.data
        kind = f"i{self.bits(node)}"
        pairs = list(zip(node.args, factors, strict=True))
        left = self._sum([(arg, factor) for arg, factor in pairs if factor > 0], 0, kind)
        if is_at_most(node):
            op, bound = "sle", 0
        right = self._sum([(arg, -factor) for arg, factor in pairs if factor < 0], bound, kind)
        return self.lines.put(f"icmp {op} {kind} {left}, {right}")

    def _not(self, node: Node) -> str:
        return self.lines.put(f"xor i1 {self.name(node.args[0])}, true")

    def _is(self, node: Node) -> str:
        [fact] = node.args
        words = self.words[fact.data[:2]]
        # A word that a table's dictionary does not have is nobody's.
        position = words.index(node.data[0]) if node.data[0] in words else -1
        return self.lines.put(f"icmp eq {self.kind(fact)} {self.name(fact)}, {position}")

    def _and(self, node: Node) -> str:
        return self._joined(node, "and")

    def _or(self, node: Node) -> str:
        return self._joined(node, "or")

    def _joined(self, node: Node, op: str) -> str:
        first, *others = (self.name(each) for each in node.args)
        for other in others:
            first = self.lines.put(f"{op} i1 {first}, {other}")
        return first
