"""Build a plan's graph: common factors outside, common conditions once.

The policy's own graph is simplified already; looking for more here costs seconds. What
pays over many rows is to take common factors out of amounts, and what all people of a
household share out of conditions on each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd

from dibao.batch.node_forms import (
    each_once,
    flattened,
    is_multiple,
    is_not_both,
    is_zero_of_zero,
    zero_unless,
)
from dibao.household.checks import MOST_PEOPLE
from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.rounding import Direction
from dibao.symbols.units import COUNT, FLAG, Unit

PEOPLE_OF = "people"
LOOKED_INTO = 3
"""So deep choices within choices are looked into for a bound: there are twice as many with each step."""
_OVER_PEOPLE = ("total", "any", "earlier")


class PlainGraph(Graph):
    """A graph that joins conditions as they come, and keeps factors outside."""

    def __init__(self) -> None:
        """Start with no nodes, and none arranged."""
        self._rearranged: dict[Node, Node] = {}
        super().__init__()

    def _simplified(self, op: str, nodes: list[Node]) -> list[Node] | None:
        return nodes

    # -- common factors --------------------------------------------------------------------------------
    def summed(self, factors: dict[Node, int], offset: int, den: int, unit: Unit) -> Node:
        """Give a sum, as a multiple of a smaller sum where all its parts have a factor in common."""
        kept = {node: factor for node, factor in factors.items() if factor}
        common, rest = divmod(gcd(offset, *kept.values()), den)
        if not rest and common > 1 and (len(kept) > 1 or (kept and offset)):
            inner = super().summed(
                {each: factor // common for each, factor in kept.items()}, offset // common, den, unit
            )
            return super().summed({inner: common}, 0, inner.den, unit)
        return super().summed(kept, offset, den, unit)

    def extreme(self, op: str, nodes: Iterable[Node]) -> Node:
        """Give the smallest or largest, with a common factor outside."""
        given = list(nodes)
        common = gcd(*(self.factor(each) for each in given))
        if common > 1:
            return self.scale(
                super().extreme(op, [self.scale(each, Fraction(1, common)) for each in given]), Fraction(common)
            )
        return super().extreme(op, given)

    def _at_most(self, small: Node, large: Node) -> bool:
        """Tell whether one number never exceeds another; the least of several and what is chosen are looked into."""
        return self._never_above(small, large, LOOKED_INTO)

    def _never_above(self, small: Node, large: Node, depth: int) -> bool:
        if small is large or super()._at_most(small, large):
            return True
        if not depth or small.op not in ("ite", "min"):
            return False
        every = all if small.op == "ite" else any
        amounts = small.args[1:] if small.op == "ite" else small.args
        return every(self._never_above(each, large, depth - 1) for each in amounts)

    def multiply(self, left: Node, right: Node) -> Node:
        """Multiply; figures come last, so that equal products of several numbers are one value."""
        product = super().multiply(left, right)
        for one, other in ((left, right), (right, left)):
            figure = next((each for each in other.args if each.op == "figure"), None) if other.op == "mul" else None
            if figure is None or one.op == "figure":
                continue
            rest = other.args[other.args[0] is figure]
            found = self.multiply(self.multiply(one, rest), figure)
            if (found.unit, found.den) == (product.unit, product.den):
                return found
        return product

    def _ite(self, condition: Node, yes: Node, no: Node) -> Node:
        common = gcd(self.factor(yes), self.factor(no)) if yes.unit.is_number else 1
        if common > 1:
            arms = [self.scale(each, Fraction(1, common)) for each in (yes, no)]
            return self.scale(self._once(condition, *arms), Fraction(common))
        return self._once(condition, yes, no)

    def _once(self, condition: Node, yes: Node, no: Node) -> Node:
        """Choose, where nothing but one amount and zero is chosen by one condition instead of several."""
        if not yes.unit.is_number or yes.den != no.den:
            return super()._ite(condition, yes, no)
        (amount, when), (other, otherwise) = self._amount_when(yes), self._amount_when(no)
        is_nested = self.true not in (when, otherwise) or self.false not in (when, otherwise)
        if not is_nested or (amount is not other and self.false not in (when, otherwise)):
            return super()._ite(condition, yes, no)
        holds = self.either([self.both([condition, when]), self.both([self.negate(condition), otherwise])])
        if when is self.true:
            holds = self.either([condition, otherwise])
        elif otherwise is self.true:
            holds = self.either([self.negate(condition), when])
        return self.choose(holds, other if when is self.false else amount, self.constant(0, yes.unit))

    def _amount_when(self, node: Node) -> tuple[Node, Node]:
        """Give an amount and when a value is that amount, else zero; zero itself never is."""
        if node.constant == 0:
            return node, self.false
        if not zero_unless(node):
            return node, self.true
        condition, yes, no = node.args
        return (no, self.negate(condition)) if yes.constant == 0 else (yes, condition)

    def round(self, node: Node, direction: Direction, step: int) -> Node:
        """Round, with what the step and the amount have in common outside."""
        common = gcd(self.factor(node), step)
        if common > 1:
            inner = self.round(self.scale(node, Fraction(1, common)), direction, step // common)
            return self.scale(inner, Fraction(common))
        if step == 1 and node.den == 1 and node.op != "const":
            return node
        return super().round(node, direction, step)

    def total(self, over: str, body: Node) -> Node:
        """Add up over people, with a common factor outside; what is the same for all of them is multiplied."""
        if body.scope == HOUSEHOLD:
            return self.scale(self.multiply(body, self.people(over)), Fraction(1), body.unit)
        common = self.factor(body)
        if common > 1:
            return self.scale(self.total(over, self.scale(body, Fraction(1, common))), Fraction(common))
        if body.op == "ite":
            condition, yes, no = body.args
            amount = no if yes.constant == 0 else yes
            if 0 in (yes.constant, no.constant) and amount.scope == HOUSEHOLD and amount.constant != 1:
                count = self.count(over, self.negate(condition) if amount is no else condition)
                return self.scale(self.multiply(amount, count), Fraction(1), body.unit)
        shared, own = self._apart_from_people(body)
        if shared is not self.true:
            return self.choose(shared, self.total(over, own), self.constant(0, body.unit))
        return super().total(over, body)

    def _apart_from_people(self, body: Node) -> tuple[Node, Node]:
        """Split an amount that is zero unless conditions hold: those of the household, and the rest of it.

        Then people are added up without waiting for what is known of the household only later.
        """
        shared: list[Node] = []
        own: dict[Node, None] = {}
        amount, around = body, []
        while is_zero_of_zero(amount) or zero_unless(amount):
            if amount.op != "ite":
                around.append(amount)
                [amount] = amount.args
                continue
            condition, yes, no = amount.args
            amount, condition = (no, self.negate(condition)) if yes.constant == 0 else (yes, condition)
            for each in self._met(condition, own):
                if each.scope == HOUSEHOLD:
                    shared.append(each)
                else:
                    own[each] = None
        if not shared:
            return self.true, body
        for node in reversed(around):
            amount = self._again(node, amount)
        return self.both(shared), self.choose(self.both(own), amount, self.constant(0, body.unit))

    def _again(self, node: Node, arg: Node) -> Node:
        """Do to another value what a node does to its own."""
        if node.op == "round":
            return self.round(arg, *node.data)
        return self.scale(arg, Fraction(node.data[0][0] * node.args[0].den, node.den), node.unit)

    def _met(self, condition: Node, known: Iterable[Node]) -> list[Node]:
        """Give the conditions that a condition asks for beside those known to hold."""
        [condition] = self.arranged([condition])
        parts = flattened("and", condition)
        beside = {*known, *(each for each in parts if not is_not_both(each))}
        return [self._but(each, beside) for each in parts if each not in known]

    def _but(self, condition: Node, known: Iterable[Node]) -> Node:
        """Leave out of what must not hold together what is known to hold."""
        if not is_not_both(condition):
            return condition
        return self.negate(self.both([each for each in flattened("and", condition.args[0]) if each not in known]))

    def factor(self, node: Node) -> int:
        """Give a whole number that can be taken out of a value; 0 of zero itself."""
        if node.op == "const":
            return abs(node.data[0]) if node.unit.is_number else 1
        if is_multiple(node):
            return abs(Fraction(node.data[0][0] * node.args[0].den, node.den).numerator)
        return 1

    def any(self, over: str, body: Node) -> Node:
        """Tell whether a condition holds for somebody, with what all share outside."""
        if over == "member":
            [body] = self.arranged([body])
        if body.scope == HOUSEHOLD or over != "member":
            return self._somebody(over, body)
        parts = flattened("or", body)
        apart = [each for each in parts if any(part.scope == HOUSEHOLD for part in flattened("and", each))]
        if not apart:
            return self._somebody(over, body)
        found = [self._any_apart(over, each) for each in apart]
        together = [each for each in parts if each not in apart]
        return self.either([*found, self._somebody(over, self.either(together))] if together else found)

    def _somebody(self, over: str, body: Node) -> Node:
        if body.scope != HOUSEHOLD:
            return super().any(over, body)
        return self.both([body, self.compare(">", self.people(over), self.constant(0, COUNT))])

    def _any_apart(self, over: str, body: Node) -> Node:
        """Tell the same of a condition part of which is the household's; everybody has a member."""
        flat = flattened("and", body)
        own = [each for each in flat if each.scope != HOUSEHOLD]
        shared = [each for each in flat if each.scope == HOUSEHOLD]
        return self.both([*shared, self.any(over, self.both(own))] if own else shared)

    # -- common conditions -----------------------------------------------------------------------------
    def arranged(self, nodes: Iterable[Node]) -> list[Node]:
        """Give the same values with shared conditions taken out."""
        return [self._arranged(node) for node in nodes]

    def _arranged(self, root: Node) -> Node:
        made, stack = self._rearranged, [root]
        while stack:
            node = stack[-1]
            waiting = [arg for arg in node.args if arg not in made] if node not in made else []
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            if node not in made:
                made[node] = self._rebuilt(node, tuple(made[arg] for arg in node.args))
        return made[root]

    def _rebuilt(self, node: Node, args: tuple[Node, ...]) -> Node:
        if node.op in ("and", "or"):
            return self._apart(node.op, self._factored_out(node.op, args))
        return self.made_of(node, args)

    def made_of(self, node: Node, args: Sequence[Node]) -> Node:
        """Give what a node is when it is made of other values."""
        args = tuple(args)
        if args == node.args:
            return node
        scope = node.scope if node.op in _OVER_PEOPLE else None
        if node.op in _OVER_PEOPLE and args[0].scope == HOUSEHOLD:
            return self._of_everybody(node, args[0])
        args, data = each_once(args, *node.data) if node.op == "linear" else (args, node.data)
        return self._node(node.op, args, data, node.unit, den=node.den, scope=scope, low=node.low, high=node.high)

    def choice(self, condition: Node, yes: Node, no: Node, like: Node) -> Node:
        """Give one of two values as it stands, in the form of a value that is either."""
        arms = [self.scale(each, Fraction(1)) for each in (yes, no)]
        return self._node("ite", (condition, *arms), (), like.unit, den=like.den, low=like.low, high=like.high)

    def as_fine(self, node: Node, like: Node) -> Node:
        """Give a value as a whole number of the same parts as another one, whose parts are no larger."""
        parts, rest = divmod(like.den, node.den)
        assert not rest
        if parts == 1:
            return node
        low, high = (None if each is None else each * parts for each in (node.low, node.high))
        op, args, data = ("linear", (node,), ((parts,), 0)) if node.op != "const" else ("const", (), (low,))
        return self._node(op, args, data, node.unit, den=like.den, low=low, high=high)

    def people(self, entity: str) -> Node:
        """Give how many people of an entity a household has."""
        least = 1 if entity == "member" else 0
        return self.leaf("fact", (HOUSEHOLD, entity, PEOPLE_OF), COUNT, low=least, high=MOST_PEOPLE)

    def _of_everybody(self, node: Node, body: Node) -> Node:
        """Give what holds over people where it turned out to be the same for all of them."""
        [over] = node.data
        if node.op == "earlier":
            return self.both([body, self.later(over)])
        return self.total(over, body) if node.op == "total" else self.any(over, body)

    def later(self, over: str) -> Node:
        """Tell for each person whether somebody stands before."""
        return self._node("later", (), (over,), FLAG, low=0, high=1, scope=over)

    def _factored_out(self, op: str, args: tuple[Node, ...]) -> tuple[Node, ...]:
        """Turn `(a and x) or (b and x)` into `x and (a or b)`, and its mirror."""
        inner = "or" if op == "and" else "and"
        parts = [flattened(inner, each) for each in args]
        shared = set(parts[0]).intersection(*parts[1:]) if len(parts) > 1 else set()
        if not shared:
            return args
        rest = [[each for each in part if each not in shared] for part in parts]
        common = [each for each in parts[0] if each in shared]
        if all(rest):
            common.append(self._join(op, tuple(self._join(inner, tuple(each)) for each in rest)))
        return (self._join(inner, tuple(common)),)

    def _apart(self, op: str, args: tuple[Node, ...]) -> Node:
        """Join what belongs to the household by itself, so that it is settled once for all its people."""
        flat = [each for arg in args for each in flattened(op, arg)]
        own = tuple(each for each in flat if each.scope == HOUSEHOLD)
        if len(own) < 2 or len(own) == len(flat):
            return self._join(op, tuple(flat))
        return self._join(op, (self._join(op, own), *(each for each in flat if each.scope != HOUSEHOLD)))

    def _join(self, op: str, args: tuple[Node, ...]) -> Node:
        unique = tuple(dict.fromkeys(args))
        return unique[0] if len(unique) == 1 else self._node(op, unique, (), FLAG, low=0, high=1)
