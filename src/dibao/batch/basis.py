"""Settle what the outcome of each row rests on: rules that have the word, and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from dibao.assess.compose import award_path
from dibao.assess.evidence import NEUTRAL_COUNTS
from dibao.assess.policy import Policy
from dibao.assess.symbolic import Answer
from dibao.batch.demand import Demand, leaves_of
from dibao.batch.substitution import Substitution
from dibao.law.documents import Grade
from dibao.law.figures import FigureInForce
from dibao.symbols.nodes import HOUSEHOLD, Node


@frozen
class Word:
    """A rule of which the outcome may rest, and on what that depends.

    It rests on it where all `conditions` hold, the rule has `answered` and `weighs`; of
    whom it was asked is `entity`. Where one of `amounts` is unknown it weighs, too.
    """

    grade: Grade
    entity: str
    conditions: Sequence[Node]
    answered: Node
    weighs: Node
    amounts: Sequence[Node]
    answer: Answer

    @property
    def stated(self) -> Sequence[Node]:
        """Give what decides in the policy whether it weighs."""
        return [each for each in (self.answer.value, self.answer.asked) if each is not None]


@frozen
class Basis:
    """Tells for the nodes of a policy when the outcome rests on them."""

    policy: Policy
    put: Substitution

    def figures(self, demand: Demand) -> Iterator[tuple[Grade, Node]]:
        """Give the grade of every figure, and when the outcome rests on it."""
        for leaf in leaves_of(list(demand.settled)):
            if leaf.op == "figure":
                found = self.policy.composed.figures[leaf.data[-1]]
                if isinstance(found, FigureInForce):
                    yield found.grade, demand.when(leaf)

    def words(self, demand: Demand) -> Iterator[Word]:
        """Give every rule on which the outcome may rest."""
        composed = self.policy.composed
        services = frozenset(award_path(each) for each in composed.awards if each.kind == "service")
        for answer in composed.answers:
            if answer.step not in services and answer.answered.constant != 0:
                word = self._word(answer, demand)
                if word is not None:
                    yield word

    def _word(self, answer: Answer, demand: Demand) -> Word | None:
        graph, put, composed = self.put.graph, self.put, self.policy.composed
        sign = composed.signs.get(answer.step)
        step = composed.quantities[answer.step][0] if sign is None else sign[0]
        entity = _asked_of(answer)
        needed = graph.true if step.op == "const" and sign is None else demand.when(step)
        if step.scope != HOUSEHOLD and needed.scope not in (HOUSEHOLD, entity):
            return None
        conditions = [needed, *self._due(answer, entity)]
        amounts = [] if answer.asked is None else [put(answer.value), put(answer.asked)]
        return Word(answer.rule.grade, entity, conditions, put(answer.answered), self._weighs(answer), amounts, answer)

    def _due(self, answer: Answer, entity: str) -> Iterator[Node]:
        composed, graph = self.policy.composed, self.put.graph
        awards = {award_path(award): award.due for award in composed.awards}
        due = (awards | {path: step.due for path, step in composed.steps.items() if step.due}).get(answer.step)
        node = composed.quantities[due][0] if due else None
        if node is None and entity == "member" and answer.step.startswith("household."):
            node = composed.quantities["member.counts"][0]
        for shut_out in composed.shut_out.get(answer.step, ()):
            yield graph.negate(self.put(shut_out))
        if node is not None:
            yield self.put(node)

    def _weighs(self, answer: Answer) -> Node:
        """Tell whether an answer makes a difference where it was given."""
        graph, put = self.put.graph, self.put
        value = put(answer.value)
        if answer.asked is not None:
            asked = put(answer.asked)
            if answer.rule.hook == "counted_income":
                return graph.compare("!=", asked, graph.constant(0, asked.unit))
            return graph.compare("!=", value, asked)
        if self.policy.questions[answer.rule.hook].combined in NEUTRAL_COUNTS:
            return graph.true
        if value.unit.kind == "flag":
            return value
        return graph.compare("!=", value, graph.constant(Fraction(0), value.unit))


def _asked_of(answer: Answer) -> str:
    """Tell of whom a rule was asked: a household's step may ask of each person."""
    scopes = {answer.answered.scope, answer.value.scope} - {HOUSEHOLD}
    return scopes.pop() if scopes else answer.step.partition(".")[0]
