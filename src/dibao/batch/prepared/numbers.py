"""Settle in how many bits a value of a block is worked out, and write what turns one width into another."""

from __future__ import annotations

from attrs import define, field

from dibao.batch.columnwise import args_of
from dibao.batch.compiled.lines import Lines
from dibao.batch.compiled.values import is_flag
from dibao.batch.prepared.bounds import StatedBounds, fewest_bits
from dibao.batch.widths import on_the_way
from dibao.symbols.nodes import Node

SMALL_BITS = 16
"""Numbers made of none but small ones are small: a vector holds the more of them."""
LEAST_BITS = 32
"""All others have at least so many, so that few change their width."""


@define
class Numbers:
    """Gives the width of values, arguments first."""

    lines: Lines
    bounds: StatedBounds
    _bits: dict[Node, int] = field(factory=dict)

    def bits(self, node: Node) -> int:
        """Give in how many bits a value is worked out from its arguments and held; they hold all that is met."""
        known = self._bits.get(node)
        if known is None:
            few = fewest_bits(on_the_way(node, self.bounds.size))
            known = self._bits[node] = few if self._is_small(node, few) else max(few, LEAST_BITS)
        return known

    def _is_small(self, node: Node, bits: int) -> bool:
        # To share out is to multiply by what is looked up, which is made for amounts.
        return (
            bits <= SMALL_BITS
            and node.op != "share"
            and all(is_flag(each) or self.bits(each) <= SMALL_BITS for each in args_of(node))
        )

    def type_of(self, node: Node) -> str:
        """Give the type of a value in a register."""
        return "i1" if is_flag(node) else f"i{self.bits(node)}"

    def room_type_of(self, node: Node) -> str:
        """Give the type in which a value passes between loops."""
        return "i8" if is_flag(node) else f"i{self.bits(node)}"

    def as_value(self, name: str, kind: str, node: Node) -> str:
        """Turn what was read into what a value is held as."""
        if is_flag(node):
            return self.lines.put(f"icmp ne {kind} {name}, 0")
        return self.changed(name, kind, f"i{self.bits(node)}")

    def changed(self, name: str, kind: str, wanted: str) -> str:
        """Turn a number into one of as many bits as wanted, which hold it."""
        if kind == wanted or not name.startswith("%"):
            return {"false": "0", "true": "1"}.get(name, name) if wanted != "i1" else name
        change = "zext" if kind == "i1" else "sext" if int(kind[1:]) < int(wanted[1:]) else "trunc"
        return self.lines.put(f"{change} {kind} {name} to {wanted}")
