"""Bound a plan's values by what a prepared population states, which is less than what could be stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from dibao.batch.plain_graph import PEOPLE_OF
from dibao.batch.widths import on_the_way
from dibao.household.facts import Entity
from dibao.symbols.nodes import Node

Bounds = tuple[int, int]
INT32 = 2**31


@define
class StatedBounds:
    """Works out lowest and highest values from the leaves up, each once.

    `facts` bounds the numbers in the columns, by entity and name; `most` says of how many
    people at most a household has.
    """

    facts: Mapping[tuple[Entity, str], Bounds]
    most: Mapping[Entity, int]
    _known: dict[Node, Bounds] = field(factory=dict)

    def of(self, node: Node) -> Bounds:
        """Give bounds of the stored number; arguments first, so ask in that order."""
        known = self._known.get(node)
        if known is None:
            low, high = (0, 1) if node.unit.kind == "flag" else getattr(self, f"_{node.op}")(node)
            low = low if node.low is None else max(low, node.low)
            known = self._known[node] = (low, high if node.high is None else min(high, node.high))
        return known

    def size(self, node: Node) -> int:
        """Give the largest absolute value of a number."""
        low, high = self.of(node)
        return max(abs(low), abs(high))

    def is_narrow(self, node: Node) -> bool:
        """Tell whether 32 bits hold every number that is met on the way from the arguments to a value."""
        return on_the_way(node, self.size) < INT32

    # -- leaves ------------------------------------------------------------------------------------------
    def _const(self, node: Node) -> Bounds:
        return node.data[0], node.data[0]

    def _fact(self, node: Node) -> Bounds:
        if node.data[-1] == PEOPLE_OF and len(node.data) == 3:
            return 0, self.most[node.data[1]]
        return self.facts[node.data[:2]]

    def _figure(self, node: Node) -> Bounds:
        assert node.low is not None
        assert node.high is not None
        return node.low, node.high

    # -- arithmetic --------------------------------------------------------------------------------------
    def _linear(self, node: Node) -> Bounds:
        factors, offset = node.data
        parts = [_times(self.of(arg), factor) for arg, factor in zip(node.args, factors, strict=True)]
        return offset + sum(low for low, _ in parts), offset + sum(high for _, high in parts)

    def _mul(self, node: Node) -> Bounds:
        low, high = self.of(node.args[0])
        for arg in node.args[1:]:
            low, high = _hull([_times(self.of(arg), low), _times(self.of(arg), high)])
        return low, high

    def _scaled(self, node: Node, args: Iterable[Node]) -> list[Bounds]:
        return [_times(self.of(arg), node.den // arg.den) for arg in args]

    def _min(self, node: Node) -> Bounds:
        parts = self._scaled(node, node.args)
        return min(low for low, _ in parts), min(high for _, high in parts)

    def _max(self, node: Node) -> Bounds:
        parts = self._scaled(node, node.args)
        return max(low for low, _ in parts), max(high for _, high in parts)

    def _ite(self, node: Node) -> Bounds:
        return _hull(self._scaled(node, node.args[1:]))

    def _round(self, node: Node) -> Bounds:
        return _divided(self.of(node.args[0]), node)

    def _share(self, node: Node) -> Bounds:
        # Divided among more, it only comes nearer to zero.
        return _hull([_divided(self.of(node.args[0]), node), (0, 0)])

    def _total(self, node: Node) -> Bounds:
        low, high = self.of(node.args[0])
        most = self.most[node.data[0]]
        return min(low, low * most, 0), max(high, high * most, 0)


def fewest_bits(most: int) -> int:
    """Give of how many bits a number must be that holds all up to a largest absolute value."""
    return next(bits for bits in (8, 16, 32, 64) if most < 2 ** (bits - 1))


def _times(bounds: Bounds, factor: int) -> Bounds:
    low, high = sorted(each * factor for each in bounds)
    return low, high


def _hull(parts: Iterable[Bounds]) -> Bounds:
    every = [*parts]
    return min(low for low, _ in every), max(high for _, high in every)


def _divided(bounds: Bounds, node: Node) -> Bounds:
    """Give the bounds after rounding to whole steps."""
    step: Any = node.data[1]
    divisor = node.args[0].den * step
    return bounds[0] // divisor * step, -(-bounds[1] // divisor) * step
