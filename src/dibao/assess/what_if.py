"""Settle what a decision would be if one of its values were another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from attrs import frozen

from dibao.assess.decision import Decision, Outcome
from dibao.assess.words import is_whole_fen
from dibao.errors import DibaoError
from dibao.symbols.amounts import FEN_A_YUAN, Money, make
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Reduction
from dibao.symbols.units import FLOW, MONTHS_A_YEAR

if TYPE_CHECKING:
    from dibao.assess.policy import Policy

FEN_A_MONTH = MONTHS_A_YEAR
"""One fen a month, as flows are stored."""

YUAN_A_MONTH = FEN_A_YUAN * MONTHS_A_YEAR

_DEPENDENTS: WeakKeyDictionary[Policy, dict[Node, frozenset[Node]]] = WeakKeyDictionary()


@frozen
class Crossing:
    """A line of a test, and what is decided on its other side.

    `at` is the first amount on the other side; `distance` how far it is, None
    where the amount itself is open; `until` the next line above, if any.
    """

    path: str
    line: Money
    rises: bool
    at: Money
    distance: Money | None
    decision: Decision
    until: Money | None = None


@frozen
class Slope:
    """By how much what is paid falls while an amount rises."""

    path: str
    more: Money
    less: Money
    until: Money
    is_steady: bool


def supposing(decision: Decision, path_or_node: str | Node, value: int, person: int = 0) -> Decision | None:
    """Give the decision for another value of a quantity or of any other node.

    Args:
        decision: the decision as it is.
        path_or_node: the path of a quantity, or a node of the policy.
        value: the stored number, 0 or 1 for a flag.
        person: whose value it is.

    Returns:
        None where something is still open, or the policy cannot pay what would
        then be due.
    """
    policy = decision.policy
    known = path_or_node if isinstance(path_or_node, Node) else policy.composed.quantities[path_or_node][0]
    reduction = _changed(decision, known, value, person)
    outcome = _outcome(decision, reduction)
    try:
        return None if outcome is None else Decision(policy, decision.household, outcome, reduction)
    except DibaoError:
        return None


def _changed(decision: Decision, node: Node, value: int, person: int) -> Reduction:
    """Give the evaluation with one value changed; what does not rest on it is kept."""
    before = decision.evaluation
    reduction = decision.policy.reduction(decision.household)
    reduction.graph = before.graph
    reduction.visited = before.visited.copy()
    for stale in _dependents(decision.policy, node):
        for position in range(reduction.people.get(stale.scope, 1)):
            reduction.visited.pop((stale, position), None)
    reduction.visited[(node, person)] = value
    return reduction


def _outcome(decision: Decision, reduction: Reduction) -> Outcome | None:
    """Settle status and awards; None where something in them is open."""
    composed, ladder = decision.policy.composed, decision.policy.ladder
    status = ladder.otherwise.name
    for rung, node in zip(ladder.statuses, composed.outcome, strict=False):
        holds = reduction.value(node)
        if isinstance(holds, Node):
            return None
        if holds:
            status = rung.name
            break
    paid = []
    for position, (award, node) in enumerate(
        zip(composed.awards, composed.outcome[len(ladder.statuses) :], strict=True)
    ):
        for person in range(reduction.people["member"]) if award.to == "member" else (-1,):
            amount = reduction.value(node, max(person, 0))
            if isinstance(amount, Node):
                return None
            if amount:
                paid.append((position, person, int(amount)))
    return Outcome(status, tuple(paid))


def _dependents(policy: Policy, target: Node) -> frozenset[Node]:
    """Give the nodes that are worked out from a node, itself among them."""
    known = _DEPENDENTS.setdefault(policy, {})
    if target not in known:
        found = {target: True}
        # All that may have been evaluated; an answer's own nodes are evaluated for the words.
        answers = (node for each in policy.composed.answers for node in (each.value, each.answered))
        for node in (*policy.composed.outcome, *(each for each, _ in policy.composed.quantities.values()), *answers):
            _rests_on(node, found)
        known[target] = frozenset(node for node, rests in found.items() if rests)
    return known[target]


def _rests_on(node: Node, found: dict[Node, bool]) -> bool:
    if node not in found:
        rests = [_rests_on(arg, found) for arg in node.args]
        found[node] = any(rests)
    return found[node]


# -- lines of the tests ------------------------------------------------------------------------------
def crossings(decision: Decision) -> Iterator[Crossing]:
    """Give the lines at which another outcome starts, the nearest first."""
    for path, found in _lines(decision).items():
        now = decision.quantity(path)
        if now is None:
            yield from _regions(decision, path, found)
            continue
        above = [line for line in found if line > now]
        below = [line for line in reversed(found) if line <= now]
        yield from _along(decision, path, now, above, rises=True)
        yield from _along(decision, path, now, below, rises=False)


def _lines(decision: Decision) -> Mapping[str, list[Money]]:
    """Give for each amount that is tested the lines that it is tested against."""
    found: dict[str, set[Money]] = {}
    for reason in decision.policy.ladder.reasons:
        if reason.left is not None and reason.right is not None:
            line = decision.quantity(reason.right)
            if isinstance(line, Money) and line.unit == FLOW:
                found.setdefault(reason.left, set()).add(line)
    return {path: sorted(lines, key=lambda each: each.amount) for path, lines in found.items()}


def _along(decision: Decision, path: str, now: Money, lines: list[Money], *, rises: bool) -> Iterator[Crossing]:
    last = decision
    for line in lines:
        at = _beyond(line, now, rises=rises)
        other = _with_amount(decision, path, at)
        if other is not None and kind_of(other) != kind_of(last):
            distance = at - now if rises else now - at
            yield Crossing(path, line, rises, at, distance, other)
            last = other


def _regions(decision: Decision, path: str, lines: list[Money]) -> Iterator[Crossing]:
    """Give what is decided between the lines while the amount itself is open."""
    starts = [Money(0, FLOW), *lines]
    for start, end in zip(starts, [*lines, None], strict=True):
        at = _beyond(start, start, rises=True)
        other = None if at == end else _with_amount(decision, path, at)
        if other is not None and other.is_decided:
            yield Crossing(path, start, True, at, None, other, end)


def _beyond(line: Money, now: Money, *, rises: bool) -> Money:
    """Give the first amount that reaches a line, or the last that stays below."""
    step = FEN_A_MONTH if is_whole_fen(line) and is_whole_fen(now) else 1
    reached = -(-line.amount // step) * step
    return Money(int(reached if rises else reached - step), FLOW)


def _with_amount(decision: Decision, path: str, amount: Money) -> Decision | None:
    node, _ = decision.policy.composed.quantities[path]
    if node.low is not None and amount.amount * node.den < node.low:
        return None
    return supposing(decision, path, int(amount.amount * node.den))


def kind_of(decision: Decision) -> tuple[Any, ...]:
    """Give what makes an outcome another one: its status, and who is paid what for."""
    return decision.status, tuple((each.programme, each.to) for each in decision.awards)


# -- one yuan more -----------------------------------------------------------------------------------
def slope(decision: Decision, crossing: Crossing) -> Slope | None:
    """Give what one yuan more takes off what is paid, before a line is reached."""
    now, paid = decision.quantity(crossing.path), decision.total_monthly
    more = make(YUAN_A_MONTH, FLOW)
    last = _beyond(crossing.line, now, rises=False)
    if paid is None or now + more > last:
        return None
    next_paid, last_paid = (_paid(_with_amount(decision, crossing.path, each)) for each in (now + more, last))
    if next_paid is None or last_paid is None or next_paid >= paid:
        return None
    less = paid - next_paid
    expected = (last.amount - now.amount) * less.amount / YUAN_A_MONTH
    is_steady = abs(paid.amount - last_paid.amount - expected) < FEN_A_MONTH
    return Slope(crossing.path, more, less, crossing.line, is_steady)


def _paid(decision: Decision | None) -> Money | None:
    return None if decision is None else decision.total_monthly
