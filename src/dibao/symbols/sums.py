"""Add, scale and multiply nodes into linear normal form."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from dibao.symbols.nodes import Node, Pool, bounds_of_product, bounds_of_sum, by_digest, digest_of, unit_key
from dibao.symbols.units import Unit, product_unit

Linear = tuple[dict[Node, Fraction], Fraction]


class Sums(Pool):
    """The arithmetic of the expression graph."""

    def linear(self, terms: dict[Node, Fraction], constant: Fraction, unit: Unit) -> Node:
        """Give a sum of scaled nodes and a constant, all of one unit."""
        kept = {node: factor for node, factor in terms.items() if factor}
        if not kept:
            return self.constant(constant, unit)
        if len(kept) == 1 and not constant:
            [(node, factor)] = kept.items()
            if factor == 1 and node.unit == unit:
                return node
        den = lcm(constant.denominator, *((factor / node.den).denominator for node, factor in kept.items()))
        coefficients = {node: int(factor * den / node.den) for node, factor in kept.items()}
        offset = int(constant * den)
        low, high = bounds_of_sum(coefficients, offset)
        key = digest_of("linear", *digests_of_sum(coefficients), offset, den, unit_key(unit))
        data = (tuple(coefficients.values()), offset)
        return self._node("linear", tuple(kept), data, unit, den=den, low=low, high=high, key=key)

    def terms(self, node: Node) -> Linear:
        """Take a node apart into scaled nodes and a constant, in true values."""
        if node.op == "const":
            return {}, Fraction(node.data[0], node.den)
        if node.op == "linear":
            coefficients, offset = node.data
            parts = zip(node.args, coefficients, strict=True)
            return {each: Fraction(factor * each.den, node.den) for each, factor in parts}, Fraction(offset, node.den)
        return {node: Fraction(1)}, Fraction(0)

    def add(self, left: Node, right: Node, sign: int = 1) -> Node:
        """Add (or, with sign -1, subtract) two numbers of one unit."""
        made = ("add", left, right, sign)
        known = self._made.get(made)
        if known is None:
            terms, constant = self.combined(left, right, sign)
            known = self._made[made] = self.linear(terms, constant, left.unit)
        return known

    def combined(self, left: Node, right: Node, sign: int) -> Linear:
        """Give the scaled nodes and the constant of a sum or difference."""
        terms, constant = self.terms(left)
        more, extra = self.terms(right)
        for node, factor in more.items():
            terms[node] = terms.get(node, Fraction(0)) + sign * factor
        return terms, constant + sign * extra

    def scale(self, node: Node, factor: Fraction, unit: Unit | None = None) -> Node:
        """Multiply a number by a constant."""
        terms, constant = self.terms(node)
        return self.linear({each: f * factor for each, f in terms.items()}, constant * factor, unit or node.unit)

    def multiply(self, left: Node, right: Node) -> Node:
        """Multiply two numbers, with the unit that this makes."""
        unit, divisor = product_unit(left.unit, right.unit)
        for one, other in ((left, right), (right, left)):
            if one.op == "const":
                return self.scale(other, Fraction(one.data[0], one.den) / divisor, unit)
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


def digests_of_sum(factors: dict[Node, int]) -> list[object]:
    """Give what of a sum enters a digest, in an order of its own."""
    return [part for node in sorted(factors, key=by_digest) for part in (factors[node], node.digest)]
