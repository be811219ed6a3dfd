"""Settle what is worked out for rows that ask for something unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from dibao.assess.policy import Policy
from dibao.batch.basis import Basis, Word
from dibao.batch.demand import Demand, leaves_of
from dibao.batch.legend import ReasonBit
from dibao.batch.open_shape import OpenFigures, open_shape
from dibao.batch.plan import Planner
from dibao.batch.substitution import Shape, Substitution
from dibao.household.facts import Fact
from dibao.law.documents import GRADES
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import CHOICE


@frozen
class Touched:
    """A fact that may be asked for while it is unknown, and where that is the case."""

    where: Node
    fact: Fact


@frozen
class Failing:
    """A reason: from which status on it is looked at, and whether it fails."""

    position: int
    fails: Node


@frozen(eq=False)
class OpenPlan:
    """The values to work out where something may be unknown.

    `slots` are what each programme gives, per person where it is given to persons, and
    `sums` the same of the household together. Of each grade: when figures of it are needed,
    and the rules of it that may have the word. Rows where `asks_for_figure` holds may ask for
    a figure that nobody stated.
    """

    status: Node
    slots: Sequence[Node]
    sums: Sequence[Node]
    dibao: Node
    total: Node
    not_whole: Node
    asks_for_figure: Node
    all_destitute: Node
    reasons: Sequence[Failing | None]
    figures: Sequence[tuple[int, Node]]
    words: Sequence[Word]
    touched: Sequence[Touched]
    quantities: Sequence[Node]

    @property
    def outcome(self) -> tuple[Node, ...]:
        """Give status and awards."""
        return self.status, *self.slots, *self.sums, self.dibao, self.total

    @property
    def outputs(self) -> tuple[Node, ...]:
        """Give all that is worked out."""
        return (
            *self.outcome, self.not_whole, self.asks_for_figure, self.all_destitute,
            *(each.fails for each in self.reasons if each is not None),
            *(when for _, when in self.figures),
            *(node for word in self.words for node in nodes_of(word)),
            *(each.where for each in self.touched), *self.quantities,
        )  # fmt: skip


def nodes_of(word: Word) -> Iterator[Node]:
    """Give all that a rule's word depends on."""
    yield from word.conditions
    yield from (word.answered, word.weighs)
    yield from word.amounts


def settled_values(policy: Policy, shape: Shape, quantities: Sequence[str]) -> list[Node]:
    """Give all values that a plan works out where no missing figure matters, to prove that 64 bits hold them."""
    put, composed = Substitution(open_shape(shape)), policy.composed
    answers = [each for answer in composed.answers for each in (answer.value, answer.asked) if each is not None]
    wanted = [policy.quantity_node(path)[0] for path in quantities]
    return [put(node) for node in (*composed.outcome, *answers, *wanted) if node.unit != CHOICE]


def open_plan(
    policy: Policy, shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str]
) -> OpenPlan:  # fmt: skip
    """Make the plan of a policy for the open rows of tables of one shape."""
    put = OpenFigures(open_shape(shape))
    planner = Planner(policy, put)
    paid = planner.paid()
    basis, strict, lenient = Basis(policy, put), planner.demand(lenient=False), planner.demand(lenient=True)
    wanted = [policy.quantity_node(path)[0] for path in quantities]
    return OpenPlan(
        status=planner.status(),
        slots=paid.slots,
        sums=paid.sums,
        dibao=paid.dibao,
        total=paid.total,
        not_whole=put.graph.either(paid.broken),
        asks_for_figure=_figures_missing(lenient, put),
        all_destitute=planner.all_destitute(),
        reasons=reasons_of_rows(bits, planner),
        figures=[(GRADES.index(grade), when) for grade, when in basis.figures(strict)],
        words=list(basis.words(strict)),
        touched=list(_touched(lenient, put, policy)),
        quantities=[put(node) for node in wanted],
    )


def reasons_of_rows(bits: Sequence[ReasonBit | None], planner: Planner) -> list[Failing | None]:
    """Give for each reason, in the order of its bit, from where on it counts and whether it fails."""
    return [None if bit is None else _failing(bit, planner) for bit in bits]


def _failing(bit: ReasonBit, planner: Planner) -> Failing | None:
    position = planner.position(bit)
    return None if position is None else Failing(position, planner.fails(bit))


def _touched(demand: Demand, put: Substitution, policy: Policy) -> Iterable[Touched]:
    for leaf in leaves_of(list(demand.settled)):
        where = put.graph.both([demand.when(leaf), put.unknown(leaf)])
        if leaf.op == "fact" and where is not put.graph.false:
            yield Touched(where, policy.catalogue.fact(leaf.data[0], leaf.data[1]))


def _figures_missing(demand: Demand, put: Substitution) -> Node:
    """Tell where a figure that nobody stated may be asked for."""
    found = []
    for leaf in leaves_of(list(demand.settled)):
        if leaf.op == "figure" and put.unknown(leaf) is put.graph.true:
            when = demand.when(leaf)
            found.append(when if when.scope == HOUSEHOLD else put.any(when.scope, when))
    return put.graph.either(found)
