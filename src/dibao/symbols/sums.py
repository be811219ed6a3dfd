"""Add, scale and multiply nodes into linear normal form."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from dibao.symbols.nodes import Node, Pool, bounds_of_product, bounds_of_sum, by_digest, digest_of, unit_key
from dibao.symbols.units import Unit, product_unit

Linear = tuple[dict[Node, Fraction], Fraction]
Whole = tuple[dict[Node, int], int, int]
"""A sum in whole numbers: a factor for each node's stored number, an offset, and by what all of it is divided."""


class Sums(Pool):
    """The arithmetic of the expression graph."""

    def linear(self, terms: dict[Node, Fraction], constant: Fraction, unit: Unit) -> Node:
        """Give a sum of scaled nodes and a constant, all of one unit."""
        stored = {node: factor / node.den for node, factor in terms.items()}
        den = lcm(constant.denominator, *(each.denominator for each in stored.values()))
        return self.summed({node: int(each * den) for node, each in stored.items()}, int(constant * den), den, unit)

    def summed(self, factors: dict[Node, int], offset: int, den: int, unit: Unit) -> Node:
        """Give a sum of stored numbers, each times a whole factor, and an offset, all divided by `den`."""
        kept = {node: factor for node, factor in factors.items() if factor}
        if not kept:
            return self.ratio(offset, den, unit)
        if len(kept) == 1 and not offset:
            [(node, factor)] = kept.items()
            if factor * node.den == den and node.unit == unit:
                return node
        if den != 1 and (common := gcd(den, offset, *kept.values())) != 1:
            kept = {node: factor // common for node, factor in kept.items()}
            offset, den = offset // common, den // common
        low, high = bounds_of_sum(kept, offset)
        key = digest_of("linear", *digests_of_sum(kept), offset, den, unit_key(unit))
        data = (tuple(kept.values()), offset)
        return self._node("linear", tuple(kept), data, unit, den=den, low=low, high=high, key=key)

    def terms(self, node: Node) -> Linear:
        """Take a node apart into scaled nodes and a constant, in true values."""
        factors, offset, den = parts_of(node)
        return {each: Fraction(factor * each.den, den) for each, factor in factors.items()}, Fraction(offset, den)

    def add(self, left: Node, right: Node, sign: int = 1) -> Node:
        """Add (or, with sign -1, subtract) two numbers of one unit."""
        made = ("add", left, right, sign)
        known = self._made.get(made)
        if known is None:
            known = self._made[made] = self.summed(*combined(left, right, sign), left.unit)
        return known

    def scale(self, node: Node, factor: Fraction | int, unit: Unit | None = None) -> Node:
        """Multiply a number by a constant."""
        factors, offset, den = parts_of(node)
        times, divisor = factor.numerator, factor.denominator
        if times != 1:
            factors = {each: known * times for each, known in factors.items()}
        return self.summed(factors, offset * times, den * divisor, unit or node.unit)

    def multiply(self, left: Node, right: Node) -> Node:
        """Multiply two numbers, with the unit that this makes."""
        unit, divisor = product_unit(left.unit, right.unit)
        for one, other in ((left, right), (right, left)):
            if one.op == "const":
                return self.scale(other, Fraction(one.data[0], one.den * divisor), unit)
        (left_factor, left), (right_factor, right) = self._content(left), self._content(right)
        pair = sorted((left, right), key=by_digest)
        low, high = bounds_of_product(left, right)
        den = left.den * right.den * divisor
        product = self._node("mul", tuple(pair), (), unit, den=den, low=low, high=high)
        return self.scale(product, left_factor * right_factor)

    def _content(self, node: Node) -> tuple[Fraction, Node]:
        """Split a single scaled node into its factor and itself."""
        if node.op == "linear" and len(node.args) == 1 and not node.data[1]:
            [(inner, factor)] = self.terms(node)[0].items()
            if inner.unit == node.unit:
                return factor, inner
        return Fraction(1), node


def parts_of(node: Node) -> Whole:
    """Take a node apart into stored numbers with their factors, an offset, and the divisor of all."""
    if node.op == "const":
        return {}, node.data[0], node.den
    if node.op == "linear":
        return dict(zip(node.args, node.data[0], strict=True)), node.data[1], node.den
    return {node: 1}, 0, node.den


def combined(left: Node, right: Node, sign: int) -> Whole:
    """Give the parts of a sum, or with sign -1 of a difference."""
    factors, offset, den = parts_of(left)
    more, extra, other = parts_of(right)
    if den != other:
        common = lcm(den, other)
        times, sign, den = common // den, sign * (common // other), common
        factors, offset = {node: factor * times for node, factor in factors.items()}, offset * times
    for node, factor in more.items():
        factors[node] = factors.get(node, 0) + sign * factor
    return factors, offset + sign * extra, den


def digests_of_sum(factors: dict[Node, int]) -> list[object]:
    """Give what of a sum enters a digest, in an order of its own."""
    return [part for node in sorted(factors, key=by_digest) for part in (factors[node], node.digest)]
