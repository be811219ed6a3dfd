"""Hold the values of a policy as interned nodes, each in one form."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from dibao.errors import UnitError
from dibao.symbols.units import FLAG, Unit

HOUSEHOLD = "household"
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
        """Show operation, data and arguments for a debugger."""
        inside = ", ".join([*(repr(each) for each in self.data), *(repr(each) for each in self.args)])
        return f"{self.op}({inside})"

    @property
    def constant(self) -> int | None:
        """Give the stored number of a constant, else None."""
        return self.data[0] if self.op == "const" else None


def digest_of(*parts: object) -> bytes:
    """Give a short digest that is the same on every machine and in every run."""
    state = hashlib.blake2b(digest_size=12)
    for part in parts:
        state.update(part if isinstance(part, bytes) else str(part).encode())
        state.update(b"\x00")
    return state.digest()


class Pool:
    """Makes nodes and keeps them, so that equal values are the same node."""

    def __init__(self) -> None:
        """Start with no nodes but the two truth values."""
        self._nodes: dict[bytes, Node] = {}
        self.true = self.constant(1, FLAG)
        self.false = self.constant(0, FLAG)

    def constant(self, value: Fraction | int, unit: Unit) -> Node:
        """Give a constant; its denominator is that of the value."""
        exact = Fraction(value)
        stored = exact.numerator
        return self._node("const", (), (stored,), unit, den=exact.denominator, low=stored, high=stored)

    def leaf(self, op: str, data: tuple[Any, ...], unit: Unit, *, scope: str = HOUSEHOLD, den: int = 1,
             low: Bound = None, high: Bound = None) -> Node:  # fmt: skip
        """Give a value from outside: a fact or a figure, with its bounds."""
        if unit.kind == "flag":
            low, high = 0, 1
        return self._node(op, (), data, unit, den=den, scope=scope, low=low, high=high)

    def named(self, name: str, node: Node) -> Node:
        """Give a quantity its name; a constant or a named node keeps what it is."""
        if node.op in ("const", "named", "fact", "figure"):
            return node
        return self._node("named", (node,), (name,), node.unit, den=node.den, low=node.low, high=node.high)

    def _node(self, op: str, args: tuple[Node, ...], data: tuple[Any, ...], unit: Unit, *, den: int = 1,
              scope: str | None = None, low: Bound = None, high: Bound = None, key: bytes | None = None) -> Node:  # fmt: skip
        digest = key or digest_of(op, *(each.digest for each in args), data, den, unit_key(unit), scope or "")
        node = self._nodes.get(digest)
        if node is None:
            node = Node()
            node.op, node.args, node.data, node.unit, node.den = op, args, data, unit, den
            node.low, node.high, node.digest, node.shown = low, high, digest, None
            node.scope = scope or scope_of(args)
            self._nodes[digest] = node
        return node


def scope_of(nodes: Sequence[Node]) -> str:
    """Give the scope of a value made from these: the household or one person."""
    scopes = {each.scope for each in nodes} - {HOUSEHOLD}
    if len(scopes) > 1:
        raise UnitError(
            f"a value of one {' and one '.join(sorted(scopes))} cannot be combined; total one of them first"
        )
    return scopes.pop() if scopes else HOUSEHOLD


def bounds_of_sum(coefficients: dict[Node, int], offset: int) -> tuple[Bound, Bound]:
    """Give the bounds of a sum of stored numbers, each times a whole factor."""
    low: Bound = offset
    high: Bound = offset
    for node, factor in coefficients.items():
        ends = (node.low, node.high) if factor > 0 else (node.high, node.low)
        low = None if low is None or ends[0] is None else low + factor * ends[0]
        high = None if high is None or ends[1] is None else high + factor * ends[1]
    return low, high


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
    return f"{unit.kind}{unit.money},{unit.months}"
