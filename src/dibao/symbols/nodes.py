"""Hold the values of a policy as interned nodes, each in one form."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from copy import copy
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import gcd
from typing import Any, Self

from dibao.errors import UnitError
from dibao.symbols.units import FLAG, Unit

HOUSEHOLD = "household"
NAMED_BY_ITSELF = ("const", "named", "fact", "figure")
DEEPEST_SHOWN = 3
MOST_LEAVES = 4096
"""So many digests of constants, facts and figures are remembered."""
Bound = int | None


class Node:
    """One value of the policy; compared by identity, made only by a `Graph`.

    `den` is the static denominator: the stored whole number is the value times
    `den`. `low` and `high` bound the stored number. `data` holds what the
    operation needs beside its arguments, `shown` what the author wrote.
    """

    __slots__ = ("args", "data", "den", "digest", "high", "low", "op", "scope", "shown", "unit")
    op: str
    args: tuple[Node, ...]
    data: tuple[Any, ...]
    unit: Unit
    den: int
    scope: str
    low: Bound
    high: Bound
    digest: bytes
    shown: tuple[str, Node, Node] | None

    def __repr__(self) -> str:
        """Show it for error messages and debuggers, with the author's operands."""
        return _described(self, DEEPEST_SHOWN)

    @property
    def constant(self) -> int | None:
        """Give the stored number of a constant, else None."""
        return self.data[0] if self.op == "const" else None


def _described(node: Node, depth: int) -> str:
    """Write a node by its names, no deeper than a reader follows."""
    if node.op == "const":
        value = node.data[0]
        return str(bool(value)) if node.unit == FLAG else repr(value) if node.den == 1 else f"{value}/{node.den}"
    if node.op in ("fact", "figure", "named"):
        return ".".join(map(str, node.data[:1] if node.op == "figure" else node.data))
    if depth == 0:
        return "..."
    if node.op == "not":
        return f"not {_described(node.args[0], depth)}"
    if node.shown is not None:
        op, left, right = node.shown
        return f"{_described(left, depth - 1)} {op} {_described(right, depth - 1)}"
    parts = [*(repr(each) for each in node.data), *(_described(each, depth - 1) for each in node.args)]
    return f"{node.op}({', '.join(parts)})"


def digest_of(*parts: object) -> bytes:
    """Give a short digest that is the same on every machine and in every run."""
    text = b"\x00".join([part if part.__class__ is bytes else str(part).encode() for part in parts])
    return hashlib.blake2b(text, digest_size=12).digest()


@lru_cache(MOST_LEAVES)
def _digest_of_leaf(op: str, data: tuple[Any, ...], den: int, unit: Unit, scope: str | None) -> bytes:
    """Give the digest of what has no arguments; the graph of each household makes the same again."""
    return digest_of(op, data, den, unit_key(unit), scope or "")


_Named = tuple[bytes, Node]
_Remembered = tuple[tuple[Any, ...], Node]


class Pool:
    """Makes nodes and keeps them, so that equal values are the same node."""

    def __init__(self) -> None:
        """Start with no nodes but the two truth values."""
        self._nodes: dict[bytes, Node] = {}
        # What was made of what: a rule asks the same of the same nodes along each of its paths.
        self._made: dict[tuple[Any, ...], Node] = {}
        self.true = self.constant(1, FLAG)
        self.false = self.constant(0, FLAG)

    def copy(self) -> Self:
        """Give another pool that has made the same nodes so far."""
        other = copy(self)
        other._nodes, other._made = dict(self._nodes), dict(self._made)
        return other

    @property
    def sizes(self) -> tuple[int, int]:
        """Give how much was made so far."""
        return len(self._nodes), len(self._made)

    def since(self, sizes: tuple[int, int]) -> tuple[Sequence[_Named], Sequence[_Remembered]]:
        """Give what was made since then, in that order, as another pool can take it."""
        return _last(self._nodes, sizes[0]), _last(self._made, sizes[1])

    def take(self, nodes: Sequence[_Named], made: Sequence[_Remembered]) -> None:
        """Take over what another pool has made that was so far the same."""
        self._nodes.update(nodes)
        self._made.update(made)

    def constant(self, value: Fraction | int, unit: Unit) -> Node:
        """Give a constant; its denominator is that of the value."""
        return self._constant(value.numerator, value.denominator, unit)

    def ratio(self, numerator: int, denominator: int, unit: Unit) -> Node:
        """Give a constant as a ratio, which need not be in lowest terms."""
        if denominator == 1:
            return self._constant(numerator, 1, unit)
        common = gcd(numerator, denominator)
        return self._constant(numerator // common, denominator // common, unit)

    def _constant(self, stored: int, den: int, unit: Unit) -> Node:
        made = ("const", stored, den, unit)
        known = self._made.get(made)
        if known is None:
            known = self._node("const", (), (stored,), unit, den=den, low=stored, high=stored)
            self._made[made] = known
        return known

    def leaf(
        self, op: str, data: tuple[Any, ...], unit: Unit, *, scope: str = HOUSEHOLD, den: int = 1,
        low: Bound = None, high: Bound = None,
    ) -> Node:  # fmt: skip
        """Give a value from outside: a fact or a figure, with its bounds."""
        if unit.kind == "flag":
            low, high = 0, 1
        return self._node(op, (), data, unit, den=den, scope=scope, low=low, high=high)

    def named(self, name: str, node: Node) -> Node:
        """Give a quantity its name; a constant or a named node keeps what it is."""
        if node.op in NAMED_BY_ITSELF:
            return node
        return self._node("named", (node,), (name,), node.unit, den=node.den, low=node.low, high=node.high)

    def _node(
        self, op: str, args: tuple[Node, ...], data: tuple[Any, ...], unit: Unit, *, den: int = 1,
        scope: str | None = None, low: Bound = None, high: Bound = None, key: bytes | None = None,
    ) -> Node:  # fmt: skip
        made = None
        if key is None:
            made = (op, args, data, unit, den, scope)
            if made in self._made:
                return self._made[made]
        if args or key:
            digest = key or digest_of(op, *[each.digest for each in args], data, den, unit_key(unit), scope or "")
        else:
            digest = _digest_of_leaf(op, data, den, unit, scope)
        node = self._nodes.get(digest)
        if node is None:
            node = Node()
            node.op, node.args, node.data, node.unit, node.den = op, args, data, unit, den
            node.low, node.high, node.digest, node.shown = low, high, digest, None
            node.scope = scope or scope_of(args)
            self._nodes[digest] = node
        if made is not None:
            self._made[made] = node
        return node


def _last(known: dict[Any, Node], size: int) -> list[tuple[Any, Node]]:
    """Give the entries of a mapping but for the first so many."""
    return [*islice(reversed(known.items()), len(known) - size)][::-1]


def scope_of(nodes: Sequence[Node]) -> str:
    """Give the scope of a value made from these: the household or one person."""
    scopes = {each.scope for each in nodes} - {HOUSEHOLD}
    if len(scopes) > 1:
        persons = " and one ".join(sorted(scopes))
        raise UnitError(f"a value of one {persons} cannot be combined; total one of them first")
    return scopes.pop() if scopes else HOUSEHOLD


def bounds_of_sum(factors: Mapping[Node, int], offset: int) -> tuple[Bound, Bound]:
    """Give the bounds of a sum of stored numbers, each times a whole factor."""
    low: Bound = offset
    high: Bound = offset
    for node, factor in factors.items():
        ends = (node.low, node.high) if factor > 0 else (node.high, node.low)
        low = None if low is None or ends[0] is None else low + factor * ends[0]
        high = None if high is None or ends[1] is None else high + factor * ends[1]
    return low, high


def bounds_of_product(left: Node, right: Node) -> tuple[Bound, Bound]:
    """Give the bounds of the product of two stored numbers."""
    ends = (left.low, left.high, right.low, right.high)
    if None not in ends:
        corners = [a * b for a in ends[:2] for b in ends[2:]]  # type: ignore[operator]
        return min(corners), max(corners)
    # Without an upper end, two numbers that are never negative still make one.
    if left.low is not None and right.low is not None and min(left.low, right.low) >= 0:
        return left.low * right.low, None
    return None, None


def scaled_bounds(nodes: Sequence[Node], den: int) -> tuple[list[Bound], list[Bound]]:
    """Give the lower and the upper bounds of nodes at one denominator."""
    return (
        [None if each.low is None else each.low * (den // each.den) for each in nodes],
        [None if each.high is None else each.high * (den // each.den) for each in nodes],
    )


def by_digest(node: Node) -> bytes:
    """Give the key of the one order that does not depend on load order."""
    return node.digest


def unit_key(unit: Unit) -> str:
    """Give what of a unit enters a digest."""
    area = f",{unit.area}" if unit.area else ""
    return f"{unit.kind}{unit.money},{unit.months}{area}"
