"""Settle what is worked out for every row: outcome, reasons, grade, and whether it is open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from dibao.assess.ladder import Award
from dibao.assess.policy import Policy
from dibao.batch.basis import Basis, Word
from dibao.batch.demand import Demand, leaves_of
from dibao.batch.fewer_sums import with_fewer_sums
from dibao.batch.legend import ReasonBit
from dibao.batch.months import a_month
from dibao.batch.open_shape import OpenFigures, open_shape
from dibao.batch.substitution import Shape, Substitution
from dibao.batch.wanted import award_column, is_wanted
from dibao.law.documents import GRADES
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.units import COUNT, FLOW, MONTHS_A_YEAR


@frozen(eq=False)
class Plan:
    """The values to work out, in a graph that is made for one shape of tables.

    `awards` are sums over the household, `persons` the amounts of each member. A row
    where `open` holds met something unknown: nothing else of it counts. `texts` keeps
    what was written of the plan.
    """

    status: Node
    awards: Sequence[Node]
    persons: Sequence[Node]
    dibao: Node
    total: Node
    reasons: Node
    grade: Node
    open: Node
    quantities: Sequence[Node]
    texts: dict[Any, Any] = field(factory=dict, repr=False)

    @property
    def household(self) -> tuple[Node, ...]:
        """Give all values of the household in a fixed order."""
        return (
            self.open, self.status, self.dibao, self.total, self.reasons, self.grade, *self.awards, *self.quantities,
        )  # fmt: skip


@frozen(eq=False)
class Paid:
    """What the programmes pay: to each member or the household, together, as dibao, and in all a month.

    Where something `broken` holds an amount is not whole fen a month.
    """

    slots: Sequence[Node]
    sums: Sequence[Node]
    dibao: Node
    total: Node
    broken: Sequence[Node]


def plan(
    policy: Policy, shape: Shape, bits: Sequence[ReasonBit | None], quantities: Sequence[str],
    wanted: Collection[str] | None = None,
) -> Plan:  # fmt: skip
    """Make the plan of a policy for one shape of tables.

    Args:
        policy: one of those that share the graph, rules and grades.
        shape: what the columns are.
        bits: the reasons, in the order of their bits; None where the policy has no such test.
        quantities: paths of household quantities that are wanted too.
        wanted: the columns of the answer that are filled, None all of them; the others are zero.
    """
    return Planner(policy, Substitution(shape)).plan(bits, quantities, wanted)


@frozen
class Planner:
    """Makes plans of one policy for one shape of tables."""

    policy: Policy
    put: Substitution
    statuses: Sequence[Node] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Put the conditions of the statuses."""
        outcome = self.policy.composed.outcome
        object.__setattr__(self, "statuses", [self.put(node) for node in outcome[: len(self.policy.ladder.statuses)]])

    def plan(
        self, bits: Sequence[ReasonBit | None], quantities: Sequence[str], wanted: Collection[str] | None = None
    ) -> Plan:
        """Make all of it."""
        graph, paid = self.put.graph, self.paid()
        asked = [self.policy.quantity_node(path)[0] for path in quantities]
        grade, is_open = self._grade_and_open(bits, asked)
        is_open = graph.either([is_open, *paid.broken])
        given = {"status": self.status(), "dibao_monthly": paid.dibao, "total_monthly": paid.total}
        given |= {"reasons": self._reasons(bits), "grade": grade}
        awards = self.policy.composed.awards
        given |= {award_column(award.programme): node for award, node in zip(awards, paid.sums, strict=True)}
        single = [is_open, *(self._if_wanted(name, node, wanted) for name, node in given.items())]
        people = [node if award.to == "member" else graph.false for award, node in zip(awards, paid.slots, strict=True)]
        arranged = graph.arranged([*single, *people, *(self.put(node) for node in asked)])
        found = with_fewer_sums(graph, arranged)
        count = len(paid.sums)
        is_open, status, dibao, total, reasons, grade = found[: len(single) - count]
        rest = found[len(single) - count :]
        return Plan(
            status=status,
            awards=rest[:count],
            persons=rest[count : 2 * count],
            dibao=dibao,
            total=total,
            reasons=reasons,
            grade=grade,
            open=is_open,
            quantities=rest[2 * count :],
        )

    def _if_wanted(self, name: str, node: Node, wanted: Collection[str] | None) -> Node:
        """Give what fills a column, nothing where nobody wants it."""
        return node if is_wanted(name, wanted) else self.put.graph.constant(0, node.unit)

    def paid(self) -> Paid:
        """Put what the programmes pay."""
        graph, awards = self.put.graph, self.policy.composed.awards
        broken: list[Node] = []
        outcome = map(self.put, self.policy.composed.outcome[len(self.statuses) :])
        slots = [self._whole(award, node, broken) for award, node in zip(awards, outcome, strict=True)]
        sums = [
            self.put.total("member", node) if award.to == "member" else node
            for award, node in zip(awards, slots, strict=True)
        ]
        dibao = total = graph.constant(0, FLOW)
        for award, amount in zip(awards, sums, strict=True):
            dibao = graph.add(dibao, amount) if award.is_dibao else dibao
            total = graph.add(total, amount) if award.kind == "monthly" else total
        return Paid(slots, sums, dibao, total, broken)

    def _whole(self, award: Award, amount: Node, broken: list[Node]) -> Node:
        """Give an award in whole fen, a month if it is monthly; where it need not be whole the row is open."""
        if award.kind != "monthly":
            return amount
        proven = a_month(amount, self.put)
        if proven is not None:
            return proven
        exact = self.put.graph.scale(amount, Fraction(1, MONTHS_A_YEAR))
        whole = self.put.graph.round(exact, "down", 1)
        differs = self.put.graph.compare("!=", exact, whole)
        broken.append(differs if differs.scope == HOUSEHOLD else self.put.any(differs.scope, differs))
        return whole

    def status(self) -> Node:
        """Give the position of the first status that holds, or of the one after all."""
        graph = self.put.graph
        found = graph.constant(len(self.statuses), COUNT)
        for position in reversed(range(len(self.statuses))):
            found = graph.choose(self.statuses[position], graph.constant(position, COUNT), found)
        return found

    # -- reasons ---------------------------------------------------------------------------------------
    def reached(self, bit: ReasonBit) -> Node:
        """Tell whether the ladder comes as far as a test."""
        graph, position = self.put.graph, self.position(bit)
        if position is None:
            return graph.false
        return graph.negate(graph.either([*self.statuses[:position], self.all_destitute()]))

    def position(self, bit: ReasonBit) -> int | None:
        """Give the position of the first status that a test belongs to; None where nobody asks."""
        ladder = self.policy.ladder
        reason = ladder.reasons[bit.reason]
        if not self.policy.law.answers[reason.hook].rules:
            return None
        asked = (n for n, status in enumerate(ladder.statuses) if reason.holds in status.tests)
        return next(asked, None)

    def all_destitute(self) -> Node:
        """Tell whether nobody is left to be tested, since all are supported as destitute."""
        known = self.policy.composed.quantities.get("member.is_tekun")
        graph = self.put.graph
        return graph.false if known is None else graph.negate(self.put.any("member", graph.negate(self.put(known[0]))))

    def fails(self, bit: ReasonBit) -> Node:
        """Tell whether a test, or a rule of it, is known not to hold."""
        graph = self.put.graph
        *answered, holds = (self.put(node) for node in bit.holds)
        if self.is_plainly_unknown(bit.holds[-1]):
            unknown = self.put.unknown(_behind_names(bit.holds[-1]))
            answered.append(graph.negate(unknown))
        return graph.both([*answered, graph.negate(holds)])

    def is_plainly_unknown(self, node: Node) -> bool:
        """Tell whether a test is a fact of the household as it stands, unknown or not."""
        leaf = _behind_names(node)
        return leaf.op == "fact" and leaf.scope == HOUSEHOLD

    def _reasons(self, bits: Sequence[ReasonBit | None]) -> Node:
        graph = self.put.graph
        total = graph.constant(0, COUNT)
        for position, bit in enumerate(bits):
            if bit is None:
                continue
            fails = graph.both([self.reached(bit), self.fails(bit)])
            worth = graph.constant(1 << position, COUNT)
            total = graph.add(total, graph.choose(fails, worth, graph.constant(0, COUNT)))
        return total

    # -- evidence and what is open -----------------------------------------------------------------------
    def _grade_and_open(self, bits: Sequence[ReasonBit | None], wanted: Sequence[Node]) -> tuple[Node, Node]:
        graph = self.put.graph
        strict = self.demand(lenient=False)
        words = list(Basis(self.policy, self.put).words(strict))
        grade = self.grade(strict, words)
        is_same = self._is_same(grade, strict, words)
        demand = self.demand(lenient=True) if is_same else strict
        touched = [*self._unknowns(demand)]
        beside = Demand(self.put, lenient=True)
        for bit in bits:
            if bit is not None and not self.is_plainly_unknown(bit.holds[-1]):
                for node in bit.holds:
                    beside.ask(node, self.reached(bit))
        for word in () if is_same else words:
            self._ask_whether_it_weighs(word, beside)
        for node in wanted:
            beside.ask(node, graph.true)
        beside.settle()
        return grade, graph.either([*touched, *self._unknowns(beside)])

    def _is_same(self, grade: Node, strict: Demand, words: Sequence[Word]) -> bool:
        """Tell whether every outcome rests on the same weakest grade, whatever the unknowns are."""
        if grade.op != "const":
            return False
        sure = self.grade(strict, [each for each in words if is_surely_answered(each, self.put)])
        return sure is grade and grade.constant == self.weakest()

    def weakest(self) -> int:
        """Give the position of the weakest grade that any outcome may rest on, whatever the unknowns are."""
        # Behind what stands for an unknown here, an arm can have folded away that is needed all the same.
        planner = Planner(self.policy, OpenFigures(open_shape(self.put.shape)))
        demand, basis = planner.demand(lenient=False), Basis(self.policy, planner.put)
        return max(_positions(basis, demand, list(basis.words(demand))), default=0)

    def demand(self, *, lenient: bool) -> Demand:
        """Ask for the outcome as the path that decides one household does."""
        demand = self.asked(lenient=lenient)
        demand.settle()
        return demand

    def asked(self, *, lenient: bool) -> Demand:
        """Give the same before it is settled, for more to be asked."""
        demand, graph = Demand(self.put, lenient=lenient), self.put.graph
        outcome = self.policy.composed.outcome
        for position, node in enumerate(outcome[: len(self.statuses)]):
            demand.ask(node, graph.negate(graph.either(self.statuses[:position])))
        for node in outcome[len(self.statuses) :]:
            demand.ask(node, graph.true)
        return demand

    def _unknowns(self, demand: Demand) -> Iterator[Node]:
        for leaf in leaves_of(list(demand.settled)):
            touched = self.put.graph.both([demand.when(leaf), self.put.unknown(leaf)])
            yield touched if touched.scope == HOUSEHOLD else self.put.any(touched.scope, touched)

    def _ask_whether_it_weighs(self, word: Word, demand: Demand) -> None:
        """Ask for what a grade rests on beside the outcome: what is unknown there weighs."""
        due = self.put.graph.both(word.conditions)
        demand.ask(word.answer.answered, due)
        for node in word.stated:
            demand.ask(node, self.put.graph.both([due, word.answered]))

    def grade(self, demand: Demand, words: Sequence[Word]) -> Node:
        """Give the position of the weakest grade that the outcome rests on."""
        graph = self.put.graph
        by_grade: dict[str, list[Node]] = {}
        for graded, when in Basis(self.policy, self.put).figures(demand):
            by_grade.setdefault(graded, []).append(when)
        for word in words:
            by_grade.setdefault(word.grade, []).append(self._for_anybody(word))
        grade = graph.constant(0, COUNT)
        for position, name in enumerate(GRADES):
            weak = graph.either(by_grade.get(name, ()))
            grade = graph.choose(weak, graph.constant(position, COUNT), grade)
        return grade

    def _for_anybody(self, word: Word) -> Node:
        """Tell whether a rule has the word, for the household or for some person."""
        found = self.put.graph.both([*word.conditions, word.answered, word.weighs])
        if found.scope != HOUSEHOLD:
            return self.put.any(found.scope, found)
        return self.put.any(word.entity, found) if word.entity == "obligor" else found


def is_surely_answered(word: Word, put: Substitution) -> bool:
    """Tell whether it is known of every row whether a rule has answered."""
    return all(put.unknown(leaf) is put.graph.false for leaf in leaves_of([word.answer.answered]))


def _positions(basis: Basis, demand: Demand, words: Sequence[Word]) -> Iterator[int]:
    """Give the positions of the grades that an outcome may rest on."""
    false = basis.put.graph.false
    yield from (GRADES.index(grade) for grade, when in basis.figures(demand) if when is not false)
    yield from (GRADES.index(word.grade) for word in words if false not in word.conditions)


def _behind_names(node: Node) -> Node:
    while node.op == "named":
        node = node.args[0]
    return node
