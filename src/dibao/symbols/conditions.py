"""Compare nodes and join conditions, each in one canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import gcd

from dibao.symbols.knowledge import Knowledge
from dibao.symbols.nodes import Node, bounds_of_sum, by_digest, digest_of
from dibao.symbols.sums import Sums, combined, digests_of_sum
from dibao.symbols.units import FLAG

Shown = tuple[str, Node, Node]
NEGATED = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}


class Conditions(Sums):
    """The conditions of the expression graph."""

    def compare(self, op: str, left: Node, right: Node) -> Node:
        """Compare two numbers; the author's own operands are kept for words."""
        if op in (">", ">=", "!="):
            return self.negate(self.compare(NEGATED[op], left, right))
        made = (op, left, right)
        known = self._made.get(made)
        if known is None:
            factors, offset, _ = combined(left, right, -1)
            known = self._made[made] = self._atom(op, factors, -offset, made)
        return known

    def _atom(self, op: str, factors: dict[Node, int], bound: int, shown: Shown) -> Node:
        """Compare a sum of stored numbers with a bound; what divides both sides changes nothing."""
        whole = {node: factor for node, factor in factors.items() if factor}
        if not whole:
            holds = bound == 0 if op == "==" else bound > 0 or (bound == 0 and op == "<=")
            return self.true if holds else self.false
        first = min(whole, key=by_digest)
        common = gcd(*whole.values()) * (1 if whole[first] > 0 else -1)
        if common != 1:
            whole = {node: factor // common for node, factor in whole.items()}
        if op == "==":
            return self._equal(whole, bound, common, shown)
        return self._below(whole, bound, common, op, shown)

    def _below(self, whole: dict[Node, int], bound: int, common: int, op: str, shown: Shown) -> Node:
        """Make `common * sum < bound` of whole numbers, or its negation where the sign turned."""
        floor, ceil = bound // common, -(-bound // common)
        if common > 0:
            return self._less(whole, ceil if op == "<" else floor + 1, shown)
        # The signs were turned, so `<` became `>`: not (sum <= limit), and not (sum < limit) for `<=`.
        opposite = floor + 1 if op == "<" else ceil
        return self.negate(self._less(whole, opposite, (NEGATED[op], shown[1], shown[2])))

    def _less(self, whole: dict[Node, int], bound: int, shown: Shown) -> Node:
        low, high = bounds_of_sum(whole, 0)
        if high is not None and high < bound:
            return self.true
        if low is not None and low >= bound:
            return self.false
        return self._comparison("lt", whole, bound, shown)

    def _equal(self, whole: dict[Node, int], bound: int, common: int, shown: Shown) -> Node:
        low, high = bounds_of_sum(whole, 0)
        limit, rest = divmod(bound, common)
        if rest or (low is not None and limit < low) or (high is not None and limit > high):
            return self.false
        if low == high == limit:
            return self.true
        return self._comparison("eq", whole, limit, shown)

    def _comparison(self, op: str, whole: dict[Node, int], bound: int, shown: Shown) -> Node:
        order = sorted(whole, key=by_digest)
        factors = tuple(whole[each] for each in order)
        key = digest_of(op, *digests_of_sum(whole), bound)
        node = self._node(op, tuple(order), (factors, bound), FLAG, low=0, high=1, key=key)
        if node.shown is None:
            node.shown = shown
        return node

    def negate(self, node: Node) -> Node:
        """Give the opposite of a condition."""
        if node.op == "const":
            return self.false if node.data[0] else self.true
        if node.op == "not":
            return node.args[0]
        made = ("not", node)
        known = self._made.get(made)
        if known is None:
            known = self._made[made] = self._node("not", (node,), (), FLAG, low=0, high=1)
        return known

    def both(self, nodes: Iterable[Node]) -> Node:
        """Give the condition that all of these hold."""
        return self._junction("and", nodes)

    def either(self, nodes: Iterable[Node]) -> Node:
        """Give the condition that at least one of these holds."""
        return self._junction("or", nodes)

    def _junction(self, op: str, nodes: Iterable[Node]) -> Node:
        every = tuple(nodes)
        made = (op, *every)
        known = self._made.get(made)
        if known is None:
            known = self._made[made] = self._joined(op, every)
        return known

    def _joined(self, op: str, nodes: Sequence[Node]) -> Node:
        neutral, final = (self.true, self.false) if op == "and" else (self.false, self.true)
        flat: dict[Node, None] = {}
        for node in nodes:
            flat.update(dict.fromkeys(node.args if node.op == op else (node,)))
        flat.pop(neutral, None)
        if final in flat or any(self.negate(each) in flat for each in flat):
            return final
        # Simplified in an order of its own, so that the result does not depend on the author's.
        kept = self._simplified(op, sorted(flat, key=by_digest))
        if kept is None:
            return final
        if len(kept) < 2:
            return kept[0] if kept else neutral
        if set(kept) != set(flat):
            place = {each: position for position, each in enumerate(flat)}
            return self._junction(op, sorted(kept, key=lambda each: place.get(each, len(place))))
        key = digest_of(op, *sorted(each.digest for each in flat))
        return self._node(op, tuple(flat), (), FLAG, low=0, high=1, key=key)

    def _simplified(self, op: str, nodes: list[Node]) -> list[Node] | None:
        """Drop what the others already settle; None when they settle it all."""
        kept: list[Node] = []
        # In an "and" every other condition may be taken to hold, in an "or" to fail.
        for position, node in enumerate(nodes):
            knowledge = Knowledge()
            for other in (*kept, *nodes[position + 1 :]):
                knowledge.learn(other, op == "and")
            settled = knowledge.settles(node)
            if settled is None:
                kept.append(self._restricted(op, node, knowledge))
            elif settled is (op == "or"):
                return None
        return self._factored(op, kept)

    def _restricted(self, op: str, node: Node, knowledge: Knowledge) -> Node:
        """Turn `a or (not a and b)` into `a or b`, and its mirror."""
        if node.op != ("or" if op == "and" else "and"):
            return node
        left = [each for each in node.args if knowledge.settles(each) is None]
        return node if len(left) == len(node.args) else self._junction(node.op, left)

    def _factored(self, op: str, nodes: list[Node]) -> list[Node]:
        """Turn `(a and b) or (not a and b)` into `b`, and its mirror."""
        inner = "or" if op == "and" else "and"
        for position, node in enumerate(nodes):
            for other in nodes[position + 1 :]:
                merged = self._merged(inner, node, other)
                if merged is not None:
                    return [*(each for each in nodes if each is not node and each is not other), merged]
        return nodes

    def _merged(self, inner: str, node: Node, other: Node) -> Node | None:
        """Give what two cases share if they differ in one condition and its opposite only."""
        parts = [each.args if each.op == inner else (each,) for each in (node, other)]
        alone = [set(parts[0]) - set(parts[1]), set(parts[1]) - set(parts[0])]
        if len(alone[0]) != 1 or len(alone[1]) != 1:
            return None
        [one], [two] = alone
        if self.negate(one) is not two:
            return None
        return self._junction(inner, [each for each in parts[0] if each is not one])
