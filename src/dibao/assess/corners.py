"""Compare a traced rule with the plain function, on facts at the corners."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from types import CodeType
from typing import Any, NoReturn

from attrs import define, evolve, field, has

from dibao.assess.concrete import fitted
from dibao.assess.figure_leaves import figure_leaf, stored_values
from dibao.assess.plain import plain_copy
from dibao.assess.rule_by_rule import RuleByRule, TracedAlone
from dibao.errors import RuleError
from dibao.law.figure_bands import Band
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.symbols.amounts import FEN_A_YUAN, HUNDREDTHS, Quantity, make
from dibao.symbols.facades import Facade, HouseholdFacade, Names, Standards
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.reduction import Reduction, Value
from dibao.symbols.symbol import Symbol
from dibao.symbols.units import AREA, CHOICE, COUNT, FLAG, FLOW, MONTHS, MONTHS_A_YEAR, SHARE, STOCK, Unit

MOST_MEMBERS = 3
MOST_OBLIGORS = 2
A_MONTH = FEN_A_YUAN * MONTHS_A_YEAR
"""One yuan a month, as flows are stored."""


@define(eq=False)
class Corners:
    """What may be drawn for the facts, quantities and figures that one rule meets.

    `near` are numbers to try by unit. What plain Python met on the way is kept,
    so that whoever meets the same need not compare again.
    """

    composition: RuleByRule
    near: Mapping[str, Sequence[int]]
    quantities_met: dict[str, Node | None] = field(factory=dict)
    figures_met: dict[str, Any] = field(factory=dict)
    _draws: dict[Node, tuple[Sequence[int | str], int]] = field(factory=dict)
    _plain: dict[tuple[Node, int], Any] = field(factory=dict)

    def drawn(self, node: Node, person: int, salt: int) -> int | str:
        """Give what a node is in one household, whatever was drawn before it."""
        known = self._draws.get(node)
        if known is None:
            known = self._draws[node] = (tuple(self._choices(node)), int.from_bytes(node.digest[:8], "big"))
        choices, own = known
        mixed = ((own ^ salt) + person) * _ODD % 2**64
        return choices[(mixed >> 32) % len(choices)]

    def _choices(self, node: Node) -> Iterator[int | str]:
        if node.unit == FLAG:
            yield from (0, 1)
        elif node.unit == CHOICE:
            yield from self.composition.catalogue.fact(*node.data[:2]).values
        else:
            ends = [each for each in (node.low, node.high) if each is not None]
            for stored in [*ends, *(each * node.den for each in self.near[node.unit.name])]:
                yield from (_within(node, stored + step) for step in (0, 0, -1, 1))

    def figure(self, name: str, key: str) -> int | None:
        """Give what a figure's leaf holds; None where nobody states it."""
        stored = stored_values({name: self.composition.figures[name]})[key]
        self.figures_met[name] = value_of(self.composition.figures[name])
        return stored

    def in_python(self, node: Node, stored: int) -> Any:
        """Give a stored number as plain Python sees it."""
        key = (node, stored)
        if key not in self._plain:
            number = Fraction(stored, node.den)
            self._plain[key] = bool(number) if node.unit == FLAG else make(number, node.unit)
        return self._plain[key]


_ODD = 0x9E3779B97F4A7C15
"""Spreads numbers that lie close together over all that there are."""


def _within(node: Node, stored: int) -> int:
    stored = stored if node.low is None else max(stored, node.low)
    return stored if node.high is None else min(stored, node.high)


def value_of(found: FigureInForce | MissingFigure) -> Any:
    """Give what of a figure a comparison turns on."""
    return found.value if isinstance(found, FigureInForce) else None


class CornerFacts(Reduction):
    """One household whose facts, quantities and figures lie at corners.

    Each value is drawn when it is first asked for. Quantities are drawn like
    facts, so that a rule is judged by itself.
    """

    def __init__(self, corners: Corners, random: Random) -> None:
        """Prepare an empty household."""
        people = {"member": random.randint(1, MOST_MEMBERS), "obligor": random.randint(1, MOST_OBLIGORS)}
        super().__init__(lambda *_: None, {}, people, corners.composition.graph)
        self.corners, self.composition = corners, corners.composition
        self._salt = random.getrandbits(64)

    def _fact(self, node: Node, person: int) -> Value:
        return self.corners.drawn(node, person, self._salt)

    _named = _fact

    def _figure(self, node: Node, person: int) -> Value:
        stored = self.corners.figure(node.data[-1], node.data[0])
        return self._fact(node, person) if stored is None else stored

    def plain(self, node: Node, person: int) -> Any:
        """Give a node's value as plain Python sees it."""
        value = self.value(node, person)
        return value if isinstance(value, str) else self.corners.in_python(node, exact(value))

    def in_words(self) -> str:
        """Name the facts, quantities and figures that were drawn."""
        drawn = [
            f"{repr(node) if node.op == 'fact' else node.data[0]} = {self.plain(node, person)}"
            for node, person in self.visited
            if node.op in ("fact", "named", "figure")
        ]
        return ", ".join(drawn) or "no facts at all"


class PlainFacts:
    """What a rule reads when it runs as plain Python on corner facts."""

    def __init__(self, facts: CornerFacts) -> None:
        """Show the facts of one household."""
        self._facts, self._composition = facts, facts.composition

    def names(self, entity: str) -> Names:
        """Give every name that a rule may ask of this entity."""
        return self._composition.names(entity)

    def value(self, entity: str, name: str, owner: object) -> Any:
        """Give a fact or a quantity."""
        path = f"{entity}.{name}"
        quantity = self._composition.quantities.get(path)
        self._facts.corners.quantities_met[path] = quantity[0] if quantity else None
        fact = None if quantity else self._composition.catalogue.fact(entity, name)  # type: ignore[arg-type]
        node = quantity[0] if quantity else self._composition.fact_leaf(fact)  # type: ignore[arg-type]
        return self._facts.plain(node, owner if isinstance(owner, int) else 0)

    def figure(self, name: str, kind: str) -> Any:
        """Give a figure."""
        if name not in self._composition.figures:
            self.fail(f"reads {name} as {kind}, which it did not read while it was traced")
        leaf = figure_leaf(self._composition.graph, name, self._composition.figures[name])
        return self._facts.plain(leaf, 0)

    def band(self, name: str, value: Any, people: Any) -> Any:
        """Give the amount of the row of a band that a value reaches."""
        known = self._composition.figures.get(name)
        self._facts.corners.figures_met[name] = value_of(known) if known else None
        band = known.value if isinstance(known, FigureInForce) else None
        return band.amount_for(value, people) if isinstance(band, Band) else self.figure(name, "band")

    def total(self, over: str, function: Callable[[Any], Any]) -> Any:
        """Add up over people."""
        # Nobody's amounts add up to nothing of the same unit, which a bare 0 would not tell.
        nothing = function(Facade(self, _entity(over), 0)) * 0
        return sum((function(each) for each in self._people(over)), nothing)

    def any(self, over: str, function: Callable[[Any], Any]) -> bool:
        """Tell whether a condition holds for somebody."""
        return any(bool(function(each)) for each in self._people(over))

    def all(self, over: str, function: Callable[[Any], Any]) -> bool:
        """Tell whether a condition holds for everybody."""
        return all(bool(function(each)) for each in self._people(over))

    def count(self, over: str, function: Callable[[Any], Any]) -> int:
        """Count the people for whom a condition holds."""
        return sum(1 for each in self._people(over) if function(each))

    def _people(self, over: str) -> Iterator[Facade]:
        for person in range(self._facts.people[_entity(over)]):
            if over != "counted" or self.value("member", "counts", person):
                yield Facade(self, _entity(over), person)

    def fail(self, sentence: str) -> NoReturn:
        """Raise an error about what a rule asks."""
        raise RuleError(sentence)


def _entity(over: str) -> str:
    return "obligor" if over == "obligor" else "member"


def difference(corners: Corners, alone: TracedAlone, rounds: int) -> str | None:
    """Find facts on which a traced rule and its plain function disagree.

    The same rule meets the same facts on every run and machine.

    Args:
        corners: what may be drawn where the rule was traced.
        alone: the rule.
        rounds: how many households to try.

    Returns:
        A sentence with one example; None if they agree on all.
    """
    random = Random(alone.rule.id)
    for _ in range(rounds):
        facts = CornerFacts(corners, random)
        plain = _plain_answer(facts, alone)
        traced = _traced_answer(facts, alone)
        if plain != traced:
            return (
                f"says {_shown(plain, alone.question.answer)} as plain Python and "
                f"{_shown(traced, alone.question.answer)} in the policy where {facts.in_words()}; "
                "use only if, and, or, not, comparisons, + - * and return"
            )
    return None


def corners_of(composition: RuleByRule, alone: TracedAlone) -> dict[str, Sequence[int]]:
    """Give stored numbers at which a rule may change its mind, by unit."""
    written = sorted(set(_whole_numbers(alone.rule.function.__code__)))
    near = sorted({number + step for number in (0, 1, *written) for step in (-1, 0, 1) if number + step >= 0})
    corners = {unit.name: list(near) for unit in (COUNT, MONTHS, SHARE)}
    corners[AREA.name] = [number * HUNDREDTHS for number in near]
    money = [yuan * A_MONTH for yuan in (0, 1, 100, 500, 1000)]
    for found in composition.figures.values():
        if isinstance(found, FigureInForce) and isinstance(found.value, Band):
            for unit, number in _corners_of_band(found.value):
                (money if unit.is_money else corners[unit.name]).append(number)
        elif isinstance(found, FigureInForce) and isinstance(found.value, int):
            unit = found.record.unit
            (money if unit.is_money else corners.setdefault(unit.name, [])).append(found.value)
    return {**corners, FLOW.name: money, STOCK.name: money}


def _corners_of_band(band: Band) -> Iterator[tuple[Unit, int]]:
    """Give the starts of rows, for one and for more people, and their amounts."""
    for row in band.rows:
        yield FLOW, int(row.amount)
        yield from ((band.by, int(row.start * people)) for people in range(1, MOST_MEMBERS + 1))


def _whole_numbers(code: CodeType) -> Iterator[int]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _whole_numbers(constant)
        for each in constant if isinstance(constant, tuple | frozenset) else (constant,):
            if type(each) is int:
                yield each


def _plain_answer(facts: CornerFacts, alone: TracedAlone) -> Any:
    source = PlainFacts(facts)
    available = {
        "household": HouseholdFacade(source),
        "standards": Standards(source),
        "prior": Facade(source, HOUSEHOLD, None, "prior."),
        **{name: _plain(value, facts, source) for name, value in alone.arguments.items()},
    }
    if alone.above is not None:
        available["above"] = facts.plain(alone.above.node, 0)
    try:
        rule = plain_copy(alone.rule.function)
        answer = rule(**{name: available[name] for name in alone.rule.arguments})
    except Exception as error:  # a rule is foreign code and may fail in any way
        return error
    return None if answer is None else _number(fitted(answer, alone.question.answer))


def _plain(value: Any, facts: CornerFacts, source: PlainFacts) -> Any:
    if isinstance(value, Symbol):
        return facts.plain(value.node, 0)
    if isinstance(value, Facade):
        return Facade(source, value._entity, 0)
    return evolve(value, amount=_plain(value.amount, facts, source)) if has(type(value)) else value


def _traced_answer(facts: CornerFacts, alone: TracedAlone) -> Any:
    if not facts.value(alone.answered):
        return None
    return Fraction(exact(facts.value(alone.value)), alone.value.den)


def _number(answer: Any) -> Any:
    return Fraction(answer.amount if isinstance(answer, Quantity) else answer)


def exact(value: Value) -> int:
    """Give a stored number that must be known."""
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is not settled")
    return value


def _shown(answer: Any, unit: Unit) -> str:
    if answer is None:
        return "nothing"
    if isinstance(answer, Exception):
        return f"{type(answer).__name__} ({answer})"
    return str(bool(answer)) if unit == FLAG else repr(make(answer, unit))
