"""Build the expression graph that a policy becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from dibao.symbols.conditions import Conditions
from dibao.symbols.nodes import HOUSEHOLD, Bound, Node, digest_of, scaled_bounds
from dibao.symbols.rounding import Direction, rounded_ratio
from dibao.symbols.sums import combined, parts_of
from dibao.symbols.units import CHOICE, COUNT, FLAG

MOST_MEMBERS = 100


class Graph(Conditions):
    """Makes nodes; equal values become the same node.

    The methods take and give nodes and simplify what they can prove. None of
    them can fail on a household: every operation is total.
    """

    def extreme(self, op: str, nodes: Iterable[Node]) -> Node:
        """Give the smallest (`min`) or largest (`max`) of numbers of one unit."""
        every = tuple(nodes)
        made = (op, *every)
        known = self._made.get(made)
        if known is None:
            known = self._made[made] = self._extreme(op, every)
        return known

    def _extreme(self, op: str, nodes: Sequence[Node]) -> Node:
        flat: dict[Node, None] = {}
        for node in nodes:
            flat.update(dict.fromkeys(node.args if node.op == op else (node,)))
        kept = _undominated(op, list(flat), self._at_most)
        if len(kept) == 1:
            return kept[0]
        den = lcm(*(each.den for each in kept))
        pick = min if op == "min" else max
        lows, highs = scaled_bounds(kept, den)
        # An unbounded side of a minimum leaves its other side bounded by any bounded argument.
        low = _extreme_bound(pick, lows, absorbs=op == "max")
        high = _extreme_bound(pick, highs, absorbs=op == "min")
        key = digest_of(op, *sorted(each.digest for each in kept))
        return self._node(op, tuple(kept), (), kept[0].unit, den=den, low=low, high=high, key=key)

    def _at_most(self, small: Node, large: Node) -> bool:
        """Tell whether the bounds alone show that one number never exceeds another."""
        factors, highest, _ = combined(small, large, -1)
        for node, factor in factors.items():
            end = node.high if factor > 0 else node.low
            if factor and end is None:
                return False
            highest += factor * (end or 0)
        return highest <= 0

    def choose(self, condition: Node, yes: Node, no: Node) -> Node:
        """Give `yes` where the condition holds and `no` where it does not."""
        if condition is self.true or yes is no:
            return yes
        if condition is self.false:
            return no
        if condition.op == "not":
            return self.choose(condition.args[0], no, yes)
        made = ("choose", condition, yes, no)
        known = self._made.get(made)
        if known is None:
            known = self._made[made] = self._chosen(condition, yes, no)
        return known

    def _chosen(self, condition: Node, yes: Node, no: Node) -> Node:
        if yes.unit.kind == "flag":
            return self.either([self.both([condition, yes]), self.both([self.negate(condition), no])])
        if yes.unit.kind == "choice":
            return self._ite(condition, yes, no)
        common, yes, no = self._common_part(yes, no)
        chosen = yes if yes is no else self._ite(condition, yes, no)
        return self.add(common, chosen) if common else chosen

    def _common_part(self, yes: Node, no: Node) -> tuple[Node | None, Node, Node]:
        (factors, offset, den), (others, extra, other) = parts_of(yes), parts_of(no)
        shared = {node: factor for node, factor in factors.items() if others.get(node, 0) * den == factor * other}
        if not shared:
            return None, yes, no
        rest = [{n: f for n, f in each.items() if n not in shared} for each in (factors, others)]
        common = self.summed(shared, 0, den, yes.unit)
        return common, self.summed(rest[0], offset, den, yes.unit), self.summed(rest[1], extra, other, no.unit)

    def _ite(self, condition: Node, yes: Node, no: Node) -> Node:
        den = lcm(yes.den, no.den)
        lows, highs = scaled_bounds([yes, no], den)
        low = None if None in lows else min(each for each in lows if each is not None)
        high = None if None in highs else max(each for each in highs if each is not None)
        return self._node("ite", (condition, yes, no), (), yes.unit, den=den, low=low, high=high)

    def chosen(self, node: Node, value: str) -> Node:
        """Tell whether a choice is this word."""
        if node.op == "const":
            return self.true if node.data[0] == value else self.false
        if node.op == "ite":
            return self.choose(node.args[0], self.chosen(node.args[1], value), self.chosen(node.args[2], value))
        return self._node("is", (node,), (value,), FLAG, low=0, high=1)

    def word(self, value: str) -> Node:
        """Give a constant word of a choice."""
        return self._node("const", (), (value,), CHOICE)

    def round(self, node: Node, direction: Direction, step: int) -> Node:
        """Round to a whole multiple of a step of stored fen."""
        if node.op == "const":
            return self.constant(rounded_ratio(node.data[0], node.den, step, direction), node.unit)
        if node.op == "round" and node.data[1] % step == 0:
            return node
        low, high = _rounded_bounds(node, direction, step)
        return self._node("round", (node,), (direction, step), node.unit, low=low, high=high)

    def share(self, node: Node, count: Node, direction: Direction, step: int) -> Node:
        """Share an amount among a count, rounded to a step; nobody gets 0."""
        if count.op == "const":
            among = Fraction(count.data[0], count.den)
            return self.round(self.scale(node, 1 / among if among > 0 else Fraction(0)), direction, step)
        low, high = _rounded_bounds(node, direction, step)
        low, high = (None if low is None else min(low, 0)), (None if high is None else max(high, 0))
        return self._node("share", (node, count), (direction, step), node.unit, low=low, high=high)

    def total(self, over: str, body: Node) -> Node:
        """Add up a number over all members (or obligors)."""
        if body.op == "const" and not body.data[0]:
            return body
        least = 1 if over == "member" else 0
        low = None if body.low is None else body.low * (least if body.low >= 0 else MOST_MEMBERS)
        high = None if body.high is None else body.high * (MOST_MEMBERS if body.high >= 0 else least)
        return self._node("total", (body,), (over,), body.unit, den=body.den, low=low, high=high, scope=HOUSEHOLD)

    def any(self, over: str, body: Node) -> Node:
        """Tell whether a condition holds for at least one member (or obligor)."""
        if body is self.false or (body is self.true and over == "member"):
            return body
        return self._node("any", (body,), (over,), FLAG, low=0, high=1, scope=HOUSEHOLD)

    def count(self, over: str, body: Node) -> Node:
        """Count the members (or obligors) for whom a condition holds."""
        return self.total(over, self.choose(body, self.constant(1, COUNT), self.constant(0, COUNT)))


def _undominated(op: str, nodes: list[Node], at_most: Callable[[Node, Node], bool]) -> list[Node]:
    """Leave out what can never be the smallest (or largest)."""

    def beats(one: Node, other: Node) -> bool:
        small, large = (one, other) if op == "min" else (other, one)
        # Of two that are always equal one stays, whatever the order: a constant if there is one.
        return at_most(small, large) and (not at_most(large, small) or _rank(one) < _rank(other))

    return [each for each in nodes if not any(beats(other, each) for other in nodes if other is not each)]


def _rank(node: Node) -> tuple[bool, bytes]:
    return node.op != "const", node.digest


def _rounded_bounds(node: Node, direction: Direction, step: int) -> tuple[Bound, Bound]:
    low = None if node.low is None else rounded_ratio(node.low, node.den, step, direction)
    high = None if node.high is None else rounded_ratio(node.high, node.den, step, direction)
    return low, high


def _extreme_bound(pick: Any, bounds: list[Bound], *, absorbs: bool) -> Bound:
    known = [each for each in bounds if each is not None]
    return pick(known) if known and (absorbs or len(known) == len(bounds)) else None
