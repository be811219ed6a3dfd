"""Work values out between a least and a most, for rows in which something is unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import product
from typing import Any

import numpy as np
from attrs import define, evolve, field, frozen

from dibao.batch.columnwise import args_of, in_order
from dibao.batch.people import Household, People
from dibao.batch.plain_graph import PEOPLE_OF
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import FLAG


@frozen(eq=False)
class Span:
    """The least and the most that values can be, row by row; one array where all are known.

    Where `unknown` holds it may be anything, and the ends mean nothing; of a choice both are
    the position of its word.
    """

    low: Any
    high: Any
    unknown: Any = None

    @property
    def is_known(self) -> bool:
        """Tell whether least and most are the same in all rows."""
        return self.low is self.high and self.unknown is None

    def each(self, change: Callable[[Any], Any]) -> Span:
        """Do the same to both ends."""
        low = change(self.low)
        return Span(low, low if self.low is self.high else change(self.high), self.unknown)

    def over(self, change: Callable[[Any], Any], mark: Callable[[Any], Any]) -> Span:
        """Do the same to both ends, and something else to the mark of what may be anything."""
        return evolve(
            self.each(change), unknown=mark(self.unknown) if isinstance(self.unknown, np.ndarray) else self.unknown
        )

    def flag(self, low: Any, high: Any) -> Span:
        """Give a condition on this value, which is open where the value may be anything."""
        if self.unknown is None:
            return Span(low, high)
        return Span(low & ~self.unknown, high | self.unknown)


def known(values: Any) -> Span:
    """Give values that are known."""
    return Span(values, values)


@define(eq=False)
class Between:
    """Works out nodes of a plan; a value that nothing asks for any more is let go."""

    fact: Callable[[Node], Span]
    figure: Callable[[Node], Span]
    people: Household
    words: Callable[[Node], Sequence[str]]
    _values: dict[Node, Span] = field(factory=dict)
    _spread: dict[tuple[Node, str], Span] = field(factory=dict)

    def work(self, outputs: Sequence[Node]) -> dict[Node, Span]:
        """Give the spans of some nodes."""
        wanted = set(outputs)
        order = in_order(list(wanted))
        uses = Counter(arg for node in order for arg in args_of(node))
        for node in order:
            # What may be anything may also be beyond 64 bits; its number is not used.
            with np.errstate(over="ignore"):
                self._values[node] = getattr(self, f"_{node.op}")(node)
            for arg in args_of(node):
                uses[arg] -= 1
                if not uses[arg] and arg not in wanted:
                    self._let_go(arg)
        return {node: _apart(self._values[node]) for node in wanted}

    def _let_go(self, node: Node) -> None:
        self._values.pop(node, None)
        for entity in ("member", "obligor"):
            self._spread.pop((node, entity), None)

    def _of(self, arg: Node, scope: str) -> Span:
        """Give a value as a person of this scope sees it."""
        span = self._values[arg]
        if scope == HOUSEHOLD or arg.scope == scope or not isinstance(span.low, np.ndarray):
            return span
        seen = self._spread.get((arg, scope))
        if seen is None:
            spread = self._people(scope).spread
            seen = self._spread[arg, scope] = span.over(spread, spread)
        return seen

    def _args(self, node: Node) -> list[Span]:
        return [self._of(arg, node.scope) for arg in node.args]

    def _people(self, entity: str) -> People:
        found: People = getattr(self.people, entity)
        return found

    # -- leaves ------------------------------------------------------------------------------------------
    def _const(self, node: Node) -> Span:
        if isinstance(node.data[0], str):
            return known(node.data[0])
        # Numbers of NumPy, since `~` of a flag of Python is no flag.
        return known(np.bool_(node.data[0]) if node.unit == FLAG else np.int64(node.data[0]))

    def _fact(self, node: Node) -> Span:
        if node.data[-1] == PEOPLE_OF and len(node.data) == 3:
            return known(self._people(node.data[1]).sizes)
        return self.fact(node)

    def _figure(self, node: Node) -> Span:
        return self.figure(node)

    # -- arithmetic --------------------------------------------------------------------------------------
    def _sum(self, node: Node, offset: int) -> Span:
        args = list(zip(self._args(node), node.data[0], strict=True))
        low = sum((factor * (each.low if factor > 0 else each.high) for each, factor in args), np.int64(offset))
        if all(each.is_known for each, _ in args):
            return known(low)
        high = sum((factor * (each.high if factor > 0 else each.low) for each, factor in args), np.int64(offset))
        return Span(low, high, _anything(each for each, _ in args))

    def _linear(self, node: Node) -> Span:
        return self._sum(node, node.data[1])

    def _mul(self, node: Node) -> Span:
        left, right = self._args(node)
        if left.is_known and right.is_known:
            return known(left.low * right.low)
        marks = [
            one.unknown & ~((other.low == 0) & (other.high == 0) & ~_mark(other))
            for one, other in ((left, right), (right, left))
            if one.unknown is not None
        ]
        span = _hull([a * b for a, b in product((left.low, left.high), (right.low, right.high))])
        return evolve(span, unknown=reduce(np.logical_or, marks)) if marks else span

    def _min(self, node: Node) -> Span:
        return self._extreme(node, np.minimum)

    def _max(self, node: Node) -> Span:
        return self._extreme(node, np.maximum)

    def _extreme(self, node: Node, pick: Callable[[Any, Any], Any]) -> Span:
        first, *others = (self._scaled(node, arg) for arg in node.args)
        for other in others:
            low = pick(first.low, other.low)
            high = low if first.is_known and other.is_known else pick(first.high, other.high)
            first = Span(low, high, _anything((first, other)))
        return first

    def _scaled(self, node: Node, arg: Node) -> Span:
        factor = node.den // arg.den
        span = self._of(arg, node.scope)
        return span if factor == 1 else span.each(lambda values: values * factor)

    def _ite(self, node: Node) -> Span:
        holds = self._of(node.args[0], node.scope)
        yes, no = (self._scaled(node, arg) for arg in node.args[1:])
        low = _where(holds.low, yes.low, no.low)
        if holds.is_known and yes.is_known and no.is_known:
            return known(low)
        mark = None
        if _anything((yes, no)) is not None:
            mark = (holds.high & _mark(yes)) | (~holds.low & _mark(no))
        if holds.is_known:
            return Span(low, _where(holds.low, yes.high, no.high), mark)
        either = _where(holds.high, np.minimum(yes.low, no.low), no.low)
        most = _where(holds.high, np.maximum(yes.high, no.high), no.high)
        return Span(_where(holds.low, yes.low, either), _where(holds.low, yes.high, most), mark)

    def _round(self, node: Node) -> Span:
        [arg] = node.args
        return self._of(arg, node.scope).each(lambda values: _divided(values, np.int64(arg.den), *node.data))

    def _share(self, node: Node) -> Span:
        amount, count = self._args(node)
        den = np.int64(node.args[0].den)

        def among(values: Any, people: Any) -> Any:
            return _where(people > 0, _divided(values, den * np.maximum(people, 1), *node.data), 0)

        if amount.is_known and count.is_known:
            return known(among(amount.low, count.low))
        one = np.clip(1, count.low, count.high)
        span = _hull([among(a, c) for a, c in product((amount.low, amount.high), (count.low, count.high, one))])
        return evolve(span, unknown=_anything((amount, count)))

    # -- conditions --------------------------------------------------------------------------------------
    def _lt(self, node: Node) -> Span:
        total, bound = self._sum(node, 0), node.data[1]
        low = total.high < bound
        return known(low) if total.is_known else total.flag(low, total.low < bound)

    def _eq(self, node: Node) -> Span:
        total, bound = self._sum(node, 0), node.data[1]
        if total.is_known:
            return known(total.low == bound)
        high = (total.low <= bound) & (total.high >= bound)
        return total.flag(high & (total.low == total.high), high)

    def _is(self, node: Node) -> Span:
        [fact] = node.args
        span = self._values[fact]
        same = span.low == self.words(fact).index(node.data[0])
        return known(same) if span.unknown is None else span.flag(same, same)

    def _not(self, node: Node) -> Span:
        [span] = self._args(node)
        high = ~span.low
        return Span(high if span.is_known else ~span.high, high)

    def _and(self, node: Node) -> Span:
        return self._joined(node, np.logical_and)

    def _or(self, node: Node) -> Span:
        return self._joined(node, np.logical_or)

    def _joined(self, node: Node, join: Callable[[Any, Any], Any]) -> Span:
        first, *others = self._args(node)
        for other in others:
            low = join(first.low, other.low)
            first = Span(low, low if first.is_known and other.is_known else join(first.high, other.high))
        return first

    # -- over people -------------------------------------------------------------------------------------
    def _total(self, node: Node) -> Span:
        people = self._people(node.data[0])
        return self._values[args_of(node)[0]].over(people.total, people.any)

    def _any(self, node: Node) -> Span:
        return self._values[node.args[0]].each(self._people(node.data[0]).any)

    def _earlier(self, node: Node) -> Span:
        return self._values[node.args[0]].each(self._people(node.data[0]).earlier)

    def _later(self, node: Node) -> Span:
        return known(self._people(node.data[0]).later)


def _apart(span: Span) -> Span:
    """Give different ends where a value may be anything."""
    return span if span.unknown is None else Span(span.low, _where(span.unknown, span.low + 1, span.high))


def _where(holds: Any, yes: Any, no: Any) -> Any:
    """Choose row by row; of numbers that all rows share comes a number, not an array without rows."""
    return np.where(holds, yes, no)[()]


def _mark(span: Span) -> Any:
    return np.bool_(False) if span.unknown is None else span.unknown


def _anything(spans: Iterable[Span]) -> Any:
    """Tell where one of several values may be anything; None is nowhere."""
    marks = [each.unknown for each in spans if each.unknown is not None]
    return reduce(np.logical_or, marks) if marks else None


def _hull(corners: Sequence[Any]) -> Span:
    low = high = corners[0]
    for each in corners[1:]:
        low, high = np.minimum(low, each), np.maximum(high, each)
    return Span(low, high)


def _divided(values: Any, den: Any, direction: str, step: int) -> Any:
    """Round to whole steps; values and steps count in parts of `den`."""
    divisor = den * step
    if direction == "up":
        return -(-values // divisor) * step
    if direction == "down":
        return values // divisor * step
    return (2 * values + divisor) // (2 * divisor) * step
