"""Settle what is worked out for open rows that turn on one flag at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from dibao.assess.policy import Policy
from dibao.batch.basis import Basis, Word
from dibao.batch.columnwise import ColumnWriter, compiled
from dibao.batch.demand import Demand, leaves_of
from dibao.batch.legend import ReasonBit
from dibao.batch.open_plan import Failing, Touched, reasons_of_rows
from dibao.batch.plan import Planner
from dibao.batch.substitution import Form, Shape, Substitution
from dibao.law.documents import GRADES
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import FLAG, FLOW


@frozen(eq=False)
class OneFlagPlan:
    """The values to work out with every unknown at some value that it may have.

    `flags` are the unknown flags that outcome, tests and quantities ask for; where they ask
    for anything else that is unknown, `beyond` holds. `grade` is no better than what the
    outcome rests on for sure, `weakest` the weakest that any outcome of the plan can have.
    """

    status: Node
    slots: Sequence[Node]
    sums: Sequence[Node]
    dibao: Node
    total: Node
    beyond: Node
    all_destitute: Node
    grade: Node
    reasons: Sequence[Failing | None]
    flags: Sequence[Touched]
    quantities: Sequence[Node]
    weakest: int
    texts: dict[bool, Text] = field(factory=dict, repr=False)

    @property
    def outputs(self) -> tuple[Node, ...]:
        """Give all that is worked out."""
        return (
            self.status, *self.slots, *self.sums, self.dibao, self.total, self.beyond, self.all_destitute, self.grade,
            *(each.fails for each in self.reasons if each is not None),
            *(each.where for each in self.flags), *self.quantities,
        )  # fmt: skip

    def text(self, words: Mapping[tuple[str, str], Sequence[str]], *, figures_vary: bool) -> Text:
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
    policy: Policy, shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str]
) -> OneFlagPlan:  # fmt: skip
    """Make the plan of a policy for tables of one shape."""
    put = Substitution(_with_columns_of_flags(shape))
    planner, graph, composed = Planner(policy, put), put.graph, policy.composed
    broken: list[Node] = []
    outcome = composed.outcome[len(policy.ladder.statuses) :]
    slots = [planner.whole(award, put(node), broken) for award, node in zip(composed.awards, outcome, strict=True)]
    given = list(zip(composed.awards, slots, strict=True))
    sums = [put.total("member", node) if award.to == "member" else node for award, node in given]
    dibao = total = graph.constant(0, FLOW)
    for award, amount in zip(composed.awards, sums, strict=True):
        dibao = graph.add(dibao, amount) if award.is_dibao else dibao
        total = graph.add(total, amount) if award.kind == "monthly" else total
    wanted = [policy.quantity_node(path)[0] for path in quantities]
    demand = _all_asked(planner, bits, wanted)
    flags = list(_flags(demand, put, policy))
    strict, basis = planner.demand(lenient=False), Basis(policy, put)
    words = list(basis.words(strict))
    return OneFlagPlan(
        status=planner.status(),
        slots=slots,
        sums=sums,
        dibao=dibao,
        total=total,
        beyond=graph.either([*broken, *_beyond(demand, put)]),
        all_destitute=planner.all_destitute(),
        grade=planner.grade(strict, [each for each in words if _is_surely_answered(each, put)]),
        reasons=reasons_of_rows(bits, planner),
        flags=flags,
        quantities=[put(node) for node in wanted],
        weakest=max(_positions(basis, strict, words), default=0),
    )


def _with_columns_of_flags(shape: Shape) -> Shape:
    """Give the shape in which every flag that is unknown somewhere is a column, to be turned."""
    forms = {name: _as_column(form) if is_turned(shape, name, form) else form for name, form in shape.forms.items()}
    return evolve(shape, forms=forms)


def is_turned(shape: Shape, name: tuple[str, str], form: Form) -> bool:
    """Tell whether a fact is a flag that can be tried both ways; nobody stands for relatives unasked for."""
    return form.fact.unit == FLAG and form.unknown is not False and not (name[0] == "obligor" and shape.one_obligor)


def _as_column(form: Form) -> Form:
    return evolve(form, value=None, bounds=(0, 1))


def _all_asked(planner: Planner, bits: Sequence[ReasonBit | None], wanted: Sequence[Node]) -> Demand:
    """Ask for outcome, tests and quantities, as far as what is known leaves them open."""
    graph, policy = planner.put.graph, planner.policy
    demand = planner.asked(lenient=True)
    for bit in bits:
        # Which tests count depends on the status, which may be open: all are asked for.
        if bit is not None and planner.position(bit) is not None and not planner.is_plainly_unknown(bit.holds[-1]):
            for node in bit.holds:
                demand.ask(node, graph.true)
    destitute = policy.composed.quantities.get("member.is_tekun")
    for node in (*wanted, *([] if destitute is None else destitute[:1])):
        demand.ask(node, graph.true)
    demand.settle()
    return demand


def _touched(demand: Demand, put: Substitution) -> Iterator[tuple[Node, Node]]:
    """Give what may be unknown, and where it is and is asked for."""
    for leaf in leaves_of(list(demand.settled)):
        where = put.graph.both([demand.when(leaf), put.unknown(leaf)])
        if where is not put.graph.false:
            yield leaf, where


def _can_be_turned(leaf: Node, put: Substitution) -> bool:
    return leaf.op == "fact" and is_turned(put.shape, leaf.data[:2], put.shape.forms[leaf.data[:2]])


def _flags(demand: Demand, put: Substitution, policy: Policy) -> Iterator[Touched]:
    for leaf, where in _touched(demand, put):
        if _can_be_turned(leaf, put):
            yield Touched(where, policy.catalogue.fact(leaf.data[0], leaf.data[1]))


def _beyond(demand: Demand, put: Substitution) -> Iterator[Node]:
    for leaf, where in _touched(demand, put):
        if not _can_be_turned(leaf, put):
            yield where if where.scope == HOUSEHOLD else put.any(where.scope, where)


def _is_surely_answered(word: Word, put: Substitution) -> bool:
    """Tell whether it is known of every row whether a rule has answered."""
    return all(put.unknown(leaf) is put.graph.false for leaf in leaves_of([word.answer.answered]))


def _positions(basis: Basis, demand: Demand, words: Sequence[Word]) -> Iterator[int]:
    """Give the positions of the grades that an outcome may rest on."""
    false = basis.put.graph.false
    yield from (GRADES.index(grade) for grade, when in basis.figures(demand) if when is not false)
    yield from (GRADES.index(word.grade) for word in words if false not in word.conditions)
