"""Put what a table says of whole columns into a policy's graph, so that the rest folds away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache

from attrs import define, field, frozen

from dibao.batch.plain_graph import PlainGraph
from dibao.household.facts import Fact
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import CHOICE, COUNT, FLAG

UNKNOWN_OF = "unknown"
Bounds = tuple[int, int]


@frozen(eq=False)
class Form:
    """What is the same for all rows of a fact's column; `form_of` gives the same one for the same.

    `value` is the stored number of a constant, else None and the raw numbers lie within
    `bounds`; `unknown` is true, false, or None where it differs by row.
    """

    fact: Fact
    value: int | None
    factor: int
    bounds: Bounds
    unknown: bool | None


@lru_cache(maxsize=8192)
def form_of(fact: Fact, value: int | None, factor: int, bounds: Bounds, unknown: bool | None) -> Form:
    """Give the form of a column, one object for all that are alike, so that shapes are told apart at once."""
    return Form(fact, value, factor, bounds, unknown)


@frozen(eq=False, slots=False)
class Shape:
    """All that the specialised graph depends on beside the policy's own graph.

    Of each figure: the bounds of the numbers that stand for it, and what they are multiplied by.
    """

    forms: Mapping[tuple[str, str], Form]
    figures: Mapping[str, tuple[int, int, int]]
    one_obligor: bool

    def __hash__(self) -> int:
        """Give one number for all shapes that are the same."""
        return self._hash

    def __eq__(self, other: object) -> bool:
        """Tell whether another shape is the same."""
        return self is other or (isinstance(other, Shape) and self._key == other._key)

    @cached_property
    def _hash(self) -> int:
        return hash(self._key)

    @cached_property
    def _key(self) -> Hashable:
        forms = tuple((*name, each.value, each.factor, each.bounds, each.unknown) for name, each in self.forms.items())
        return forms, tuple(self.figures.items()), self.one_obligor


@define
class Substitution:
    """Rebuilds nodes of a policy for one shape of tables, each once."""

    shape: Shape
    graph: PlainGraph = field(factory=PlainGraph)
    _made: dict[Node, Node] = field(factory=dict)

    def __call__(self, node: Node) -> Node:
        """Give the node that stands for a node of the policy."""
        stack = [node]
        while stack:
            each = stack[-1]
            if each in self._made:
                stack.pop()
                continue
            waiting = [arg for arg in each.args if arg not in self._made]
            if waiting:
                stack.extend(waiting)
                continue
            self._made[each] = getattr(self, f"_{each.op}")(each, *(self._made[arg] for arg in each.args))
            stack.pop()
        return self._made[node]

    def unknown(self, node: Node) -> Node:
        """Tell where a fact or a figure of the policy is unknown."""
        graph = self.graph
        if node.op == "figure":
            return graph.false if node.data[0] in self.shape.figures else graph.true
        entity, name = node.data[:2]
        unknown = self.shape.forms[entity, name].unknown
        if unknown is not None:
            return graph.true if unknown else graph.false
        return graph.leaf("fact", (entity, name, UNKNOWN_OF), FLAG, scope=entity)

    def asked_below(self, node: Node) -> Sequence[Node]:
        """Give what a node of the policy asks for where it is asked for."""
        return node.args

    # -- leaves ----------------------------------------------------------------------------------------
    def _const(self, node: Node) -> Node:
        if node.unit.kind == "choice":
            return self.graph.word(node.data[0])
        return self.graph.constant(Fraction(node.data[0], node.den), node.unit)

    def _fact(self, node: Node) -> Node:
        entity, name = node.data[:2]
        form = self.shape.forms[entity, name]
        if form.value is not None:
            if node.unit == CHOICE:
                return self.graph.word(form.fact.values[form.value])
            return self.graph.constant(form.value, node.unit)
        low, high = form.bounds
        leaf = self.graph.leaf("fact", (entity, name), node.unit, scope=entity, low=low, high=high)
        return leaf if form.factor == 1 else self.graph.scale(leaf, Fraction(form.factor))

    def _figure(self, node: Node) -> Node:
        bounds = self.shape.figures.get(node.data[0])
        if bounds is None:
            # Nobody stated it; rows that need it are decided one by one.
            return self.graph.constant(Fraction(node.low or 0, node.den), node.unit)
        low, high, factor = bounds
        leaf = self.graph.leaf("figure", node.data, node.unit, den=node.den, low=low, high=high)
        return leaf if factor == 1 else self.graph.scale(leaf, Fraction(factor))

    def _named(self, node: Node, arg: Node) -> Node:
        return arg

    # -- arithmetic ------------------------------------------------------------------------------------
    def _linear(self, node: Node, *args: Node) -> Node:
        factors, offset = node.data
        total = self.graph.constant(Fraction(offset, node.den), node.unit)
        for old, arg, factor in zip(node.args, args, factors, strict=True):
            total = self.graph.add(total, self.graph.scale(arg, Fraction(factor * old.den, node.den), node.unit))
        return total

    def _mul(self, node: Node, left: Node, right: Node) -> Node:
        return self.graph.multiply(left, right)

    def _min(self, node: Node, *args: Node) -> Node:
        return self.graph.extreme(node.op, args)

    _max = _min

    def _round(self, node: Node, arg: Node) -> Node:
        direction, step = node.data
        return self.graph.round(arg, direction, step)

    def _share(self, node: Node, amount: Node, count: Node) -> Node:
        direction, step = node.data
        return self.graph.share(amount, count, direction, step)

    def _ite(self, node: Node, condition: Node, yes: Node, no: Node) -> Node:
        return self.graph.choose(condition, yes, no)

    # -- conditions ------------------------------------------------------------------------------------
    def _lt(self, node: Node, *args: Node) -> Node:
        return self._compared("<", node, args)

    def _eq(self, node: Node, *args: Node) -> Node:
        return self._compared("==", node, args)

    def _compared(self, op: str, node: Node, args: Sequence[Node]) -> Node:
        factors, bound = node.data
        left = self.graph.constant(0, args[0].unit)
        for old, arg, factor in zip(node.args, args, factors, strict=True):
            left = self.graph.add(left, self.graph.scale(arg, Fraction(factor * old.den)))
        return self.graph.compare(op, left, self.graph.constant(bound, left.unit))

    def _is(self, node: Node, arg: Node) -> Node:
        return self.graph.chosen(arg, node.data[0])

    def _not(self, node: Node, arg: Node) -> Node:
        return self.graph.negate(arg)

    def _and(self, node: Node, *args: Node) -> Node:
        return self.graph.both(args)

    def _or(self, node: Node, *args: Node) -> Node:
        return self.graph.either(args)

    # -- over people -----------------------------------------------------------------------------------
    def people(self, entity: str) -> Node:
        """Give how many people of an entity a household has."""
        if entity == "obligor" and self.shape.one_obligor:
            return self.graph.constant(1, COUNT)
        return self.graph.people(entity)

    def _total(self, node: Node, body: Node) -> Node:
        return self.total(node.data[0], body)

    def total(self, over: str, body: Node) -> Node:
        """Add up over people; what is the same for all of them is multiplied, not added."""
        graph = self.graph
        if body.scope == HOUSEHOLD:
            return graph.scale(graph.multiply(body, self.people(over)), Fraction(1), body.unit)
        return graph.total(over, body)

    def _any(self, node: Node, body: Node) -> Node:
        return self.any(node.data[0], body)

    def any(self, over: str, body: Node) -> Node:
        """Tell whether a condition holds for somebody."""
        graph = self.graph
        if body.scope == HOUSEHOLD:
            return graph.both([body, graph.compare(">", self.people(over), graph.constant(0, COUNT))])
        return graph.any(over, body)

    def earlier(self, over: str, body: Node) -> Node:
        """Tell for each person whether a condition holds for somebody before."""
        if body is self.graph.false or (over == "obligor" and self.shape.one_obligor):
            return self.graph.false
        if body.scope == HOUSEHOLD:
            # The same for all of them: everybody but the first has somebody before.
            return self.graph.both([body, self.graph.later(over)])
        return self.graph._node("earlier", (body,), (over,), FLAG, low=0, high=1, scope=over)
