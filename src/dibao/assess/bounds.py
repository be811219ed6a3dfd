"""Settle what can still come of a household whose facts are not all known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, product
from math import prod
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dibao.assess.completions import Completions, Raw, Result
from dibao.assess.tightening import MOST_LEAVES, Span, Tightening, span_of
from dibao.symbols.amounts import Money
from dibao.symbols.exploration import FEW_REGIONS, MANY_LEAVES, MOST_REGIONS, Cell, explore
from dibao.symbols.nodes import Node, digest_of
from dibao.symbols.reduction import Reduction, Value, support
from dibao.symbols.regions import Leaf
from dibao.symbols.units import CHOICE, FLAG, FLOW

if TYPE_CHECKING:
    from dibao.assess.policy import Policy
    from dibao.household.models import Household

MOST_RUNS = 1200
MOST_CORNERS = 16
MOST_CANDIDATES = 10
MOST_REMEMBERED, MOST_PARTS = 128, 32
"""So many things about open outcomes are kept with a policy, none of more parts: there can be hundreds of policies."""
Point = Mapping[Leaf, Raw]


@frozen
class Bounds:
    """What can still come of it: statuses, and the least and most that is paid.

    `exact` says that some completion reaches every end and every status; else
    the ends are sound but may be wider than need be.
    """

    statuses: tuple[str, ...]
    dibao: tuple[Money, Money]
    total: tuple[Money, Money]
    exact: bool


class OpenOutcome:
    """A household's outcome where facts are unknown: what it can be, what decides it."""

    def __init__(self, policy: Policy, household: Household, reduction: Reduction) -> None:
        """Take what the reduction leaves of the outcome."""
        self._policy, self._household = policy, household
        self._rungs = len(policy.ladder.statuses)
        self.slots = list(_slots(policy, reduction.people["member"]))
        nodes = policy.composed.outcome
        self._graph = reduction.graph
        holds = _flags(reduction, nodes[: self._rungs])
        self.flags = [each if isinstance(each, Node) else self._graph.constant(int(each), FLAG) for each in holds]
        """What is left of the conditions of the statuses."""
        self._settled: dict[int, int] = {}
        self._open: dict[int, Node] = {}
        for slot, (position, person) in enumerate(self.slots):
            paid = reduction.value(nodes[self._rungs + position], max(person, 0))
            if isinstance(paid, Node):
                self._open[slot] = paid
            else:
                self._settled[slot] = int(paid)
        # What is settled already changes nothing about what is open.
        self._left = [*self.flags, *self._open.values(), self._added(True), self._added(False)]

    def _added(self, only_dibao: bool) -> Node:
        """Add up what is open: dibao, or everything."""
        total = self._graph.constant(0, FLOW)
        for slot, node in self._open.items():
            if self._is_added(self.slots[slot][0], only_dibao):
                total = self._graph.add(total, node)
        return total

    def _is_added(self, award: int, only_dibao: bool) -> bool:
        found = self._policy.composed.awards[award]
        return found.is_dibao or (found.kind == "monthly" and not only_dibao)

    @property
    def dibao(self) -> Node:
        """Give what is left of the amount of dibao, supplements included."""
        return self._graph.add(self._graph.constant(self._sums(self._settled)[0], FLOW), self._left[-2])

    def _remembered(self, what: str, work_out: Callable[[], Any]) -> Any:
        """Give what follows from the open outcome alone; households that leave the same open share it."""
        known, key = self._policy.open_outcomes, (what, self._key)
        found = known.get(key)
        if found is None:
            found = work_out()
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            if len(found) <= MOST_PARTS:
                known[key] = found
        return found

    @cached_property
    def _key(self) -> bytes:
        return digest_in_order(self._left)

    @cached_property
    def cells(self) -> list[Cell]:
        """Give the regions in which the outcome is plain."""
        cells: list[Cell] = self._remembered("cells", self._explored)
        return cells

    def _explored(self) -> list[Cell]:
        cells = explore(self._left, MOST_REGIONS if len(self.leaves) <= MANY_LEAVES else FEW_REGIONS)
        if len(cells) == 1 or len(self.leaves) > MOST_LEAVES:
            return cells
        return Tightening(self._left, self._rungs, self._rows, cells).run()

    def _rows(self, cell: Cell) -> list[list[int]]:
        """Give the open amounts that the corners of a cell reach: awards, dibao, everything."""
        return [self._open_row(self._completions.result(point)) for point in self._corners(cell)]

    def _open_row(self, result: Result) -> list[int]:
        paid = [result[1][each] for each in self._open]
        return [*paid, *self._sums(dict(zip(self._open, paid, strict=True)))]

    def _sums(self, paid: Mapping[int, int]) -> list[int]:
        """Add up some slots: dibao, and everything."""
        amounts = [(self.slots[slot][0], amount) for slot, amount in paid.items() if amount]
        return [sum(amount for award, amount in amounts if self._is_added(award, only)) for only in (True, False)]

    def _row(self, result: Result) -> list[int]:
        awards, paid = self._policy.composed.awards, result[1]
        given = [(awards[award], amount) for amount, (award, _) in zip(paid, self.slots, strict=True)]
        dibao = sum(amount for award, amount in given if award.is_dibao)
        return [*paid, dibao, sum(amount for award, amount in given if award.kind == "monthly")]

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """Give the unknown facts and figures that are left in the outcome."""
        return tuple(support(self._left))

    # -- bounds ----------------------------------------------------------------------------------------
    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Give the least and most of every award, then of dibao and of everything."""
        left = [_span(cell.values[self._rungs + each] for cell in self.cells) for each in range(len(self._open) + 2)]
        spans: dict[int, Span] = {slot: (amount, amount) for slot, amount in self._settled.items()}
        spans |= zip(self._open, left, strict=False)
        sums = zip(left[-2:], self._sums(self._settled), strict=True)
        return *(spans[slot] for slot in range(len(self.slots))), *(
            (low + own, high + own) for (low, high), own in sums
        )

    @cached_property
    def rungs(self) -> tuple[int, ...]:
        """Give the positions of the statuses that are possible."""
        return tuple(sorted({rung for cell in self.cells for rung in self._statuses(cell)}))

    @property
    def statuses(self) -> tuple[str, ...]:
        """Give the statuses that are possible, in the order of the ladder."""
        return tuple(self._status_name(rung) for rung in self.rungs)

    @property
    def is_settled(self) -> bool:
        """Tell whether one status and one amount of each award are left."""
        return len(self.rungs) == 1 and all(low == high for low, high in self.spans)

    @cached_property
    def bounds(self) -> Bounds:
        """Give the statuses that are possible and the bounds of every award."""
        spans = self.spans
        return Bounds(self.statuses, _money(spans[-2]), _money(spans[-1]), self._is_reached(spans, self.rungs))

    def _statuses(self, cell: Cell) -> Iterator[int]:
        """Give the rungs that can hold in a cell: the first that holds, or is open."""
        for rung, value in enumerate(cell.values[: self._rungs]):
            if isinstance(value, Node) or value:
                yield rung
            if not isinstance(value, Node) and value:
                return
        yield self._rungs

    def _status_name(self, rung: int) -> str:
        ladder = self._policy.ladder
        return ladder.statuses[rung].name if rung < self._rungs else ladder.otherwise.name

    def _is_reached(self, spans: Sequence[Span], statuses: Sequence[int]) -> bool:
        """Tell whether completions reach every end and every status."""
        results = [self._completions.result(point) for point in self._points]
        columns = zip(*map(self._row, results), strict=True)
        ends = all((min(column), max(column)) == span for column, span in zip(columns, spans, strict=True))
        return ends and {each[0] for each in results} == set(statuses)

    # -- which questions decide --------------------------------------------------------------------------
    @cached_property
    def _completions(self) -> Completions:
        return Completions(self._policy, self._household)

    @cached_property
    def _points(self) -> list[Point]:
        """Give corners of all cells: completions at which ends are reached."""
        points: dict[tuple[Raw, ...], Point] = {}
        for cell in self.cells:
            if len(points) < MOST_RUNS:
                points |= {tuple(point.values()): point for point in self._corners(cell)}
        return list(points.values())

    def _corners(self, cell: Cell) -> list[Point]:
        """Give some corners of a cell, as values of the unknown facts.

        Few unknowns give all corners. Of many, any two still stand at both ends
        against each other in some corner, for what only differs where they do.
        """
        ends = [self._ends(leaf, cell) for leaf in self.leaves]
        keys = [_leaf(leaf) for leaf in self.leaves]
        chosen = list(islice(product(*ends), MOST_CORNERS))
        if prod(len(each) for each in ends) > MOST_CORNERS:
            chosen[MOST_CORNERS // 2 :] = (
                tuple(pick(e) for pick, e in zip(p, ends, strict=True)) for p in _patterns(len(ends))
            )
        return [dict(zip(keys, corner, strict=True)) for corner in chosen]

    def _ends(self, leaf: Node, cell: Cell) -> tuple[Raw, ...]:
        key = _leaf(leaf)
        if leaf.unit == CHOICE:
            word = cell.region.words.get(key)
            return (word,) if word is not None else self._other_words(leaf, cell)
        low, high = cell.region.spans.get(key, (leaf.low or 0, leaf.high or 0))
        return (low,) if low == high else (low, high)

    def _other_words(self, leaf: Node, cell: Cell) -> tuple[str, ...]:
        words = self._policy.catalogue.fact(leaf.data[0], leaf.data[1]).values
        out = cell.region.not_words.get(_leaf(leaf), frozenset())
        return tuple(word for word in words if word not in out)[:1] or words[:1]

    def _candidates(self, leaf: Node) -> list[Raw]:
        """Give the values of a fact at which something can change."""
        if leaf.unit == FLAG:
            return [0, 1]
        if leaf.unit == CHOICE:
            return list(self._policy.catalogue.fact(leaf.data[0], leaf.data[1]).values)
        ends = {end for cell in self.cells for end in self._ends(leaf, cell)}
        ends |= {leaf.low or 0, leaf.high or 0}
        ordered = sorted(ends, key=int)
        step = max(len(ordered) // MOST_CANDIDATES, 1)
        return [*ordered[::step], ordered[-1]]

    @cached_property
    def deciding(self) -> tuple[Node, ...]:
        """Give the unknowns that can change the outcome, the weightiest first."""
        found: tuple[Node, ...] = self._remembered("deciding", self._weighed)
        return found

    def _weighed(self) -> tuple[Node, ...]:
        weights = {leaf: self._weight(leaf) for leaf in self.leaves}
        complete = all(cell.settled for cell in self.cells)
        kept = [leaf for leaf in self.leaves if weights[leaf] or not complete or self._can_change(leaf)]
        return tuple(sorted(kept, key=lambda leaf: -weights[leaf]))

    def _can_change(self, leaf: Node) -> bool:
        """Search the regions that turn on an unknown for a completion that it changes."""
        key, candidates = _leaf(leaf), self._candidates(leaf)
        runs = 0
        for cell in self.cells:
            if not cell.mentions(leaf):
                continue
            for point in self._corners(cell):
                if len({self._completions.result({**point, key: value}) for value in candidates}) > 1:
                    return True
                runs += len(candidates)
            if runs > MOST_RUNS:
                break
        return False

    def _weight(self, leaf: Node) -> float:
        """Count, over completions, how often this unknown alone changes the outcome."""
        changed = tried = 0
        key, candidates = _leaf(leaf), self._candidates(leaf)
        share = max(MOST_RUNS // max(len(self.leaves) * len(candidates), 1), 4)
        for point in _spread(self._points, share):
            results: set[Result] = {self._completions.result({**point, key: value}) for value in candidates}
            tried += 1
            changed += len(results) > 1
        return changed / tried if tried else 0.0


def digest_in_order(nodes: Sequence[Node]) -> bytes:
    """Tell expressions apart by all that is in them, and by its order, which a node's own digest leaves out."""
    parts: list[bytes] = [node.digest for node in nodes]
    seen: set[Node] = set()
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            parts += (node.digest, *(each.digest for each in node.args), b"")
            stack.extend(reversed(node.args))
    return digest_of(*parts)


def _flags(reduction: Reduction, nodes: Sequence[Node]) -> Iterator[Value]:
    """Give the conditions of the statuses; those after one that surely holds are not asked for."""
    is_settled = False
    for node in nodes:
        holds: Value = 0 if is_settled else reduction.value(node)
        is_settled = is_settled or holds == 1
        yield holds


def _patterns(width: int) -> Iterator[tuple[Callable[[tuple[Raw, ...]], Raw], ...]]:
    """Give patterns of first and last, so that any two places differ in one and agree in another."""
    first, last = itemgetter(0), itemgetter(-1)
    for bit in range(max(width - 1, 1).bit_length()):
        yield tuple(last if place >> bit & 1 else first for place in range(width))
        yield tuple(first if place >> bit & 1 else last for place in range(width))
    yield (last,) * width


def _money(span: Span) -> tuple[Money, Money]:
    return Money(span[0], FLOW), Money(span[1], FLOW)


def _slots(policy: Policy, members: int) -> Iterator[tuple[int, int]]:
    for position, award in enumerate(policy.composed.awards):
        for person in range(members) if award.to == "member" else (-1,):
            yield position, person


def _leaf(node: Node) -> Leaf:
    return node.op, node.data


def _span(values: Iterator[Value]) -> Span:
    lows, highs = zip(*map(span_of, values), strict=True)
    return min(lows), max(highs)


def _spread(points: Sequence[Point], most: int) -> Sequence[Point]:
    return points[:: max(len(points) // most, 1)] if points else ()
