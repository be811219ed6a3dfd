"""Settle what is worked out for open rows that turn on one flag at most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve, field, frozen

from dibao.assess.policy import Policy
from dibao.batch.absent_amounts import AbsentAmounts, Beside, GivenAmount
from dibao.batch.basis import Basis
from dibao.batch.columnwise import ColumnWriter, compiled
from dibao.batch.compared_figures import ComparedFigures
from dibao.batch.demand import Demand, leaves_of
from dibao.batch.legend import ReasonBit
from dibao.batch.open_plan import Failing, reasons_of_rows
from dibao.batch.plan import Planner, is_surely_answered
from dibao.batch.substitution import Form, Shape, Substitution
from dibao.household.facts import Fact
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import FLAG


@frozen
class Turned:
    """A flag that is tried both ways: a fact, or what follows from figures that nobody stated.

    `figure` is the one that is compared, if it is one.
    """

    entity: str
    name: str
    fact: Fact | None = None
    figure: str | None = None


@frozen(eq=False)
class Asked:
    """Where each flag is unknown and asked for, and where anything else is."""

    flags: Sequence[Node]
    beyond: Node


@frozen(eq=False)
class OneFlagPlan:
    """The values to work out with every unknown at some value that it may have.

    `flags` are those that are unknown somewhere; the last one turns all amounts of figures that
    nobody stated. `amounts` and `told_amounts` say where outcome and quantities take those in,
    `beside_amounts` where what takes one in may turn on another flag, too. `asked` says what outcome, quantities and
    the tests up to the status ask for, `asked_of_tests` what all tests do. `grade` is no
    better than what the outcome rests on for sure, `weakest` the weakest that any can have.
    """

    status: Node
    slots: Sequence[Node]
    sums: Sequence[Node]
    dibao: Node
    total: Node
    all_destitute: Node
    grade: Node
    reasons: Sequence[Failing | None]
    flags: Sequence[Turned]
    amounts: Sequence[GivenAmount]
    told_amounts: Sequence[GivenAmount]
    beside_amounts: Sequence[Beside]
    asked: Asked
    asked_of_tests: Asked
    quantities: Sequence[Node]
    weakest: int
    texts: dict[bool, Text] = field(factory=dict, repr=False)

    @property
    def outcome(self) -> tuple[Node, ...]:
        """Give status and awards."""
        return self.status, *self.slots, *self.sums, self.dibao, self.total

    @property
    def outputs(self) -> tuple[Node, ...]:
        """Give all that is worked out."""
        return (
            *self.outcome, self.all_destitute, self.grade,
            *(each.fails for each in self.reasons if each is not None), *self.quantities,
            *(each.where for each in (*self.amounts, *self.told_amounts)),
            *(each.where for each in self.beside_amounts),
            *(node for each in self.beside_amounts for node in each.steering or ()),
            *(node for each in (self.asked, self.asked_of_tests) for node in (*each.flags, each.beyond)),
        )  # fmt: skip

    def text(self, words: Any, *, figures_vary: bool) -> Text:
        """Give the function over columns, written once."""
        if figures_vary not in self.texts:
            writer = ColumnWriter(list(dict.fromkeys(self.outputs)), words, figures_vary)
            decide = compiled(writer.write())
            self.texts[figures_vary] = Text(decide, writer.outputs, writer.facts, writer.figures)
        return self.texts[figures_vary]


@frozen(eq=False)
class Text:
    """A function over columns: what it gives, and which facts and figures it reads."""

    decide: Any
    outputs: Sequence[Node]
    facts: Sequence[tuple[Any, ...]]
    figures: Sequence[Node]


def one_flag_plan(
    policies: Sequence[Policy], shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str]
) -> OneFlagPlan:  # fmt: skip
    """Make the plan of policies that share their graph for tables of one shape."""
    policy = policies[0]
    put = ComparedFigures(_with_columns_of_flags(shape), absent=absent_figures(policies))
    planner = Planner(policy, put)
    paid, outcome = planner.paid(), policy.composed.outcome[len(policy.ladder.statuses) :]
    wanted = [policy.quantity_node(path)[0] for path in quantities]
    asked, tests = _asked(planner, bits, wanted), _asked_of_tests(planner, bits)
    leaves = [leaf for leaf in leaves_of([*asked.settled, *tests.settled]) if _can_be_turned(leaf, put)]
    strict, basis = planner.demand(lenient=False), Basis(policy, put)
    words = list(basis.words(strict))
    return OneFlagPlan(
        status=planner.status(),
        slots=paid.slots,
        sums=paid.sums,
        dibao=paid.dibao,
        total=paid.total,
        all_destitute=planner.all_destitute(),
        grade=planner.grade(strict, [each for each in words if is_surely_answered(each, put)]),
        reasons=reasons_of_rows(bits, planner),
        flags=[*_turned_facts(leaves, policy), *_turned_figures(put)],
        amounts=[*AbsentAmounts(put).given(outcome)],
        told_amounts=[*AbsentAmounts(put).given(wanted)],
        beside_amounts=[*AbsentAmounts(put).beside([*outcome, *wanted], lambda each: _flags_asked(each, put, leaves))],
        asked=_asked_where(asked, put, leaves, paid.broken),
        asked_of_tests=_asked_where(tests, put, leaves, ()),
        quantities=[put(node) for node in wanted],
        weakest=planner.weakest(),
    )


def absent_figures(policies: Sequence[Policy]) -> frozenset[str]:
    """Give the figures that none of some policies states."""
    stated = [each.stored_figures for each in policies]
    return frozenset(name for name in stated[0] if all(each[name] is None for each in stated))


def _with_columns_of_flags(shape: Shape) -> Shape:
    """Give the shape in which every flag that is unknown somewhere is a column, to be turned."""
    forms = {name: _as_column(form) if is_turned(shape, name, form) else form for name, form in shape.forms.items()}
    return evolve(shape, forms=forms)


def is_turned(shape: Shape, name: tuple[str, str], form: Form) -> bool:
    """Tell whether a fact is a flag that can be tried both ways; nobody stands for relatives unasked for."""
    return form.fact.unit == FLAG and form.unknown is not False and not (name[0] == "obligor" and shape.one_obligor)


def _as_column(form: Form) -> Form:
    return evolve(form, value=None, bounds=(0, 1))


def _asked(planner: Planner, bits: Sequence[ReasonBit | None], wanted: Sequence[Node]) -> Demand:
    """Ask for outcome, quantities and tests, as far as what is known leaves them open."""
    demand = planner.asked(lenient=True)
    _ask_tests(planner, bits, demand, planner.reached)
    destitute = planner.policy.composed.quantities.get("member.is_tekun")
    for node in (*wanted, *([] if destitute is None else destitute[:1])):
        demand.ask(node, planner.put.graph.true)
    demand.settle()
    return demand


def _asked_of_tests(planner: Planner, bits: Sequence[ReasonBit | None]) -> Demand:
    """Ask for every test, whatever the status is."""
    demand = Demand(planner.put, lenient=True)
    _ask_tests(planner, bits, demand, lambda _: planner.put.graph.true)
    demand.settle()
    return demand


def _ask_tests(
    planner: Planner, bits: Sequence[ReasonBit | None], demand: Demand, when: Callable[[ReasonBit], Node]
) -> None:  # fmt: skip
    for bit in bits:
        if bit is not None and planner.position(bit) is not None and not planner.is_plainly_unknown(bit.holds[-1]):
            for node in bit.holds:
                demand.ask(node, when(bit))


def _can_be_turned(leaf: Node, put: Substitution) -> bool:
    return leaf.op == "fact" and is_turned(put.shape, leaf.data[:2], put.shape.forms[leaf.data[:2]])


def _turned_facts(leaves: Sequence[Node], policy: Policy) -> Iterator[Turned]:
    for entity, name in (leaf.data[:2] for leaf in leaves):
        yield Turned(entity, name, policy.catalogue.fact(entity, name))


def _turned_figures(put: ComparedFigures) -> Iterator[Turned]:
    for each in put.comparisons.values():
        yield Turned(each.turn.data[0], each.turn.data[1], figure=each.figure)
    yield Turned(*put.amounts.data)


def _asked_where(
    demand: Demand, put: ComparedFigures, flags: Sequence[Node], broken: Sequence[Node]
) -> Asked:  # fmt: skip
    """Give where each flag is asked for, and where anything is that cannot be turned."""
    graph, beyond, amounts = put.graph, [*broken], []
    reckoned = AbsentAmounts(put).reckoned(demand)
    for leaf in leaves_of(list(demand.settled)):
        if put.is_amount(leaf):
            amounts.append(demand.when(leaf))
            beyond.append(reckoned.when(leaf))
        elif not _can_be_turned(leaf, put):
            where = graph.both([demand.when(leaf), put.unknown(leaf)])
            beyond.append(where if where.scope == HOUSEHOLD else put.any(where.scope, where))
    return Asked([*_flags_asked(demand, put, flags), graph.either(amounts)], graph.either(beyond))


def _flags_asked(demand: Demand, put: ComparedFigures, flags: Sequence[Node]) -> list[Node]:
    """Give where each fact is asked for that can be turned, and each comparison."""
    both = put.graph.both
    wheres = [both([demand.when(leaf), put.unknown(leaf)]) for leaf in flags]
    return [*wheres, *(both([demand.when(node), each.is_open]) for node, each in put.comparisons.items())]
