"""Settle what a policy's values are for one household, unknowns included.

Known values become plain numbers; where a value depends on something unknown,
what is left of the expression stays, with everything known already put in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import mul
from typing import Any, ClassVar

from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.rounding import rounded_ratio
from dibao.symbols.units import FLAG, Unit

Value = int | str | Node
"""A stored whole number (flags 0 and 1), a word, or what is left of an expression."""

Read = Callable[[str, str, int], int | str | None]
"""Gives a fact: entity, full name and position of the person; None is unknown."""


class Reduction:
    """Evaluates nodes for one household, each at most once, and only if needed.

    `visited` holds every node that was needed, with the person's position.
    """

    def __init__(
        self, read: Read, figures: Mapping[str, int | None], people: Mapping[str, int], scratch: Graph | None = None
    ) -> None:
        """Prepare; `people` counts the members and obligors."""
        self._read, self._figures, self.people = read, figures, people
        self.graph = scratch or Graph()
        self.visited: dict[tuple[Node, int], Value] = {}

    def value(self, node: Node, person: int = 0) -> Value:
        """Give the stored value of a node, for a person where it has one."""
        if node.scope == HOUSEHOLD:
            person = 0
        key = (node, person)
        known = self.visited.get(key)
        if known is None:
            known = self.visited[key] = self._ways[node.op](self, node, person)
        return known

    _ways: ClassVar[Mapping[str, Callable[[Any, Node, int], Value]]] = {}
    """How each operation is evaluated; looked up once for each class, as this runs for every node."""

    def __init_subclass__(cls) -> None:
        """Take the operations that a kind of evaluation has written anew."""
        cls._ways = _ways_of(cls)

    # -- leaves ------------------------------------------------------------------------------------
    def _const(self, node: Node, _: int) -> Value:
        constant: int | str = node.data[0]
        return constant

    def _fact(self, node: Node, person: int) -> Value:
        entity, name = node.data[:2]
        stated = self._read(entity, name, person)
        if stated is not None:
            return int(stated) if isinstance(stated, bool) else stated
        data = (entity, name, person if entity != HOUSEHOLD else 0)
        return self.graph.leaf("fact", data, node.unit, low=node.low, high=node.high)

    def _figure(self, node: Node, _: int) -> Value:
        known = self._figures.get(node.data[0])
        if known is not None:
            return known
        return self.graph.leaf("figure", node.data, node.unit, den=node.den, low=node.low, high=node.high)

    def _named(self, node: Node, person: int) -> Value:
        return self.value(node.args[0], person)

    # -- arithmetic --------------------------------------------------------------------------------
    def _linear(self, node: Node, person: int) -> Value:
        factors, offset = node.data
        values = [self.value(each, person) for each in node.args]
        if not _is_open(values):
            return int(sum(map(mul, factors, values)) + offset)
        graph, den = self.graph, node.den
        total = graph.ratio(offset + _known_part(factors, values), den, node.unit)
        for arg, factor, value in zip(node.args, factors, values, strict=True):
            if isinstance(value, Node):
                times = factor * arg.den
                part = graph.scale(value, times if den == 1 else Fraction(times, den), node.unit)
                total = graph.add(total, part)
        return self._settled(total, node)

    def _mul(self, node: Node, person: int) -> Value:
        left, right = (self.value(each, person) for each in node.args)
        if isinstance(left, int) and isinstance(right, int):
            return left * right
        if 0 in (left, right):
            return 0
        return self._settled(self.graph.multiply(*self._nodes(node, (left, right))), node)

    def _extreme(self, node: Node, person: int) -> Value:
        values = [self.value(each, person) for each in node.args]
        if not _is_open(values):
            scaled = [v * (node.den // each.den) for v, each in zip(values, node.args, strict=True)]  # type: ignore[operator]
            return int((min if node.op == "min" else max)(scaled))
        return self._settled(self.graph.extreme(node.op, self._nodes(node, values)), node)

    _min = _extreme
    _max = _extreme

    def _round(self, node: Node, person: int) -> Value:
        direction, step = node.data
        [arg], value = node.args, self.value(node.args[0], person)
        if isinstance(value, int):
            return rounded_ratio(value, arg.den, step, direction)
        return self._settled(self.graph.round(self._as_node(value, arg), direction, step), node)

    def _share(self, node: Node, person: int) -> Value:
        direction, step = node.data
        amount, count = (self.value(each, person) for each in node.args)
        if isinstance(amount, int) and isinstance(count, int):
            return rounded_ratio(amount, node.args[0].den * count, step, direction) if count > 0 else 0
        left, among = self._nodes(node, (amount, count))
        return self._settled(self.graph.share(left, among, direction, step), node)

    def _ite(self, node: Node, person: int) -> Value:
        condition, yes, no = node.args
        holds = self.value(condition, person)
        if isinstance(holds, Node):
            arms = [self._as_node(self.value(each, person), each) for each in (yes, no)]
            return self._settled(self.graph.choose(holds, *arms), node)
        arm = yes if holds else no
        value = self.value(arm, person)
        return value * (node.den // arm.den) if isinstance(value, int) else value

    # -- conditions --------------------------------------------------------------------------------
    def _comparison(self, node: Node, person: int) -> Value:
        op = "<" if node.op == "lt" else "=="
        factors, bound = node.data
        values = [self.value(each, person) for each in node.args]
        if not _is_open(values):
            return _compared(sum(map(mul, factors, values)), op, bound)
        either = _either(values)
        if either is not None:
            condition, position, numbers, den = either
            times, known = factors[position] * node.args[position].den, _known_part(factors, values) * den
            first, second = (_compared(times * each + known, op, bound * den) for each in numbers)
            if first == second:
                return first
            return condition if first else self.graph.negate(condition)
        graph = self.graph
        left = graph.constant(_known_part(factors, values), node.args[0].unit)
        for arg, factor, value in zip(node.args, factors, values, strict=True):
            if isinstance(value, Node):
                left = graph.add(left, graph.scale(value, factor * arg.den))
        return self._settled(graph.compare(op, left, graph.constant(bound, left.unit)), node)

    _lt = _comparison
    _eq = _comparison

    def _is(self, node: Node, person: int) -> Value:
        value = self.value(node.args[0], person)
        if isinstance(value, Node):
            return self._settled(self.graph.chosen(value, node.data[0]), node)
        return int(value == node.data[0])

    def _not(self, node: Node, person: int) -> Value:
        value = self.value(node.args[0], person)
        return self.graph.negate(value) if isinstance(value, Node) else 1 - int(value)

    def _junction(self, node: Node, person: int) -> Value:
        final = 1 if node.op == "or" else 0
        visited = self.visited
        left: list[Node] = []
        for arg in node.args:
            # Conditions are mostly asked for again: that is looked up without a call.
            value = visited.get((arg, 0 if arg.scope == HOUSEHOLD else person))
            if value is None:
                value = self.value(arg, person)
            if isinstance(value, Node):
                left.append(value)
            elif value == final:
                return final
        if not left:
            return 1 - final
        join = self.graph.either if final else self.graph.both
        return self._settled(join(left), node)

    _and = _junction
    _or = _junction

    # -- over people -------------------------------------------------------------------------------
    def _total(self, node: Node, _: int) -> Value:
        body = node.args[0]
        values = [self.value(body, person) for person in range(self.people[node.data[0]])]
        if not _is_open(values):
            return sum(each for each in values if isinstance(each, int))
        known = sum(each for each in values if isinstance(each, int))
        total = self.graph.ratio(known, body.den, node.unit)
        for value in values:
            if isinstance(value, Node):
                total = self.graph.add(total, value)
        return self._settled(total, node)

    def _any(self, node: Node, _: int) -> Value:
        left: list[Node] = []
        for person in range(self.people[node.data[0]]):
            value = self.value(node.args[0], person)
            if isinstance(value, Node):
                left.append(value)
            elif value:
                return 1
        return self._settled(self.graph.either(left), node) if left else 0

    # -- between numbers and nodes -------------------------------------------------------------------
    def _nodes(self, node: Node, values: Sequence[Value]) -> list[Node]:
        return [self._as_node(value, arg) for value, arg in zip(values, node.args, strict=True)]

    def _as_node(self, value: Value, like: Node) -> Node:
        if isinstance(value, Node):
            return value
        if isinstance(value, str):
            return self.graph.word(value)
        return self.graph.ratio(value, like.den, like.unit)

    def _settled(self, result: Node, like: Node) -> Value:
        """Give a constant as the number that `like` would store."""
        if result.op != "const":
            return result
        constant = result.data[0]
        return constant if isinstance(constant, str) else constant * like.den // result.den


_OPERATIONS = (
    "const", "fact", "figure", "named", "linear", "mul", "min", "max", "round", "share", "ite", "lt", "eq", "is",
    "not", "and", "or", "total", "any",
)  # fmt: skip


def _ways_of(kind: type[Reduction]) -> Mapping[str, Callable[[Any, Node, int], Value]]:
    return {name: getattr(kind, f"_{name}") for name in _OPERATIONS}


Reduction._ways = _ways_of(Reduction)


def _is_open(values: Sequence[Value]) -> bool:
    # A loop and no generator: this is asked of every sum and comparison.
    for each in values:  # noqa: SIM110
        if isinstance(each, Node):
            return True
    return False


def _known_part(factors: Sequence[int], values: Sequence[Value]) -> int:
    """Add up what is known of a sum."""
    return sum(factor * each for factor, each in zip(factors, values, strict=True) if isinstance(each, int))


def _compared(total: Any, op: str, bound: int) -> int:
    return int(total < bound if op == "<" else total == bound)


def _either(values: Sequence[Value]) -> tuple[Node, int, tuple[int, int], int] | None:
    """Give the condition on which the one open value is one of two numbers, where it stands, and the numbers."""
    opened = [(position, each) for position, each in enumerate(values) if isinstance(each, Node)]
    if len(opened) != 1:
        return None
    [(position, value)] = opened
    found = _two_numbers(value)
    if found is None:
        return None
    condition, numbers, den = found
    return condition, position, numbers, den


def _two_numbers(value: Node) -> tuple[Node, tuple[int, int], int] | None:
    """Give what a choice between two constants, or that and a constant together, can be: numbers and their divisor."""
    if value.op == "linear" and len(value.args) == 1:
        [arg] = value.args
        inner = _two_numbers(arg)
        if inner is None:
            return None
        [factor], offset = value.data
        condition, (first, second), den = inner
        times, added = factor * arg.den, offset * den
        return condition, (times * first + added, times * second + added), value.den * den
    if value.op != "ite":
        return None
    condition, yes, no = value.args
    if yes.op != "const" or no.op != "const":
        return None
    return condition, (yes.data[0] * no.den, no.data[0] * yes.den), yes.den * no.den


def support(nodes: Sequence[Node]) -> list[Node]:
    """Give the unknown leaves that these expressions still depend on, in order."""
    found: dict[Node, None] = {}
    seen: set[Node] = set()
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if node.op in ("fact", "figure"):
            found[node] = None
        stack.extend(reversed(node.args))
    return list(found)


def plain(value: int | str, unit: Unit, den: int) -> Any:
    """Give a stored value as Python: bool, word, whole number or fraction."""
    if isinstance(value, str):
        return value
    if unit == FLAG:
        return bool(value)
    return value if den == 1 else Fraction(value, den)
