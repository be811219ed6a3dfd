"""Say what a policy decides of one household, and what that rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from attrs import frozen

from dibao.assess.awards import PaidAward, paid_award, rules_of_award
from dibao.assess.bounds import MOST_REMEMBERED, Bounds, OpenOutcome, digest_in_order
from dibao.assess.evidence import Evidence, evidence_of, grade_of
from dibao.assess.questions import OpenQuestion, question_of
from dibao.errors import DibaoError, GradeTooLow
from dibao.household.models import Household
from dibao.law.documents import GRADES, Grade
from dibao.law.figures import MissingFigure
from dibao.law.rules import cited_articles
from dibao.symbols.amounts import Money, make
from dibao.symbols.exploration import certain
from dibao.symbols.nodes import HOUSEHOLD, Node
from dibao.symbols.reduction import Reduction, Value, plain, support
from dibao.symbols.units import FLAG, FLOW, MONTHS_A_YEAR

if TYPE_CHECKING:
    from dibao.assess.discrepancies import Discrepancy
    from dibao.assess.ladder import Reason, Status
    from dibao.assess.policy import Policy
    from dibao.law.rules import Rule

Lang = Literal["zh", "en"]
UNDETERMINED = "undetermined"
DIBAO_SPAN, TOTAL_SPAN = -2, -1
"""Where an open outcome keeps the ends of dibao and of everything."""


@frozen
class Outcome:
    """A settled result: the status, and awards as (award, person, fen a year).

    The person is a position among the members, or -1 for the household.
    """

    status: str
    awards: tuple[tuple[int, int, int], ...]


@frozen
class TestResult:
    """One test of the decision: its two sides, and whether it holds.

    `holds` is None while it depends on something unknown.
    """

    reason: Reason
    holds: bool | None
    left: Money | None
    right: Money | None
    article: str


class Decision:
    """What a policy says of one household on the policy's day.

    Words, quantities and evidence are worked out when they are asked for.
    """

    __slots__ = ("__dict__", "household", "policy", "status")
    policy: Policy
    household: Household
    status: str

    def __init__(
        self, policy: Policy, household: Household, outcome: Outcome | None, evaluation: Reduction | None = None
    ) -> None:
        """Keep a settled outcome, or work out what is open, by an evaluation if one is given.

        Of the household no more is read than the evaluation leaves to be read.
        """
        self.policy, self.household = policy, household
        if evaluation is not None:
            self.__dict__["evaluation"] = evaluation
        if outcome is not None:
            self.status = outcome.status
            self.__dict__["_paid"] = outcome.awards
            self.__dict__["_opening"] = None
            if outcome.awards:
                self._check_whole_fen()
        else:
            self._work_out()

    def __repr__(self) -> str:
        """Give household, status and amount."""
        amount = self.dibao_monthly.text() if self.dibao_monthly is not None else "amount open"
        return f"<Decision {self.household.id}: {self.status}, {amount}>"

    # -- working out --------------------------------------------------------------------------------
    def _work_out(self) -> None:
        """Settle what no unknown can change, and keep what is open."""
        is_fresh = not self.evaluation.visited
        opening = OpenOutcome(self.policy, self.household, self.evaluation)
        if is_fresh:
            self.__dict__["_needed"] = frozenset(self.evaluation.visited)
        statuses = opening.statuses
        self.status = statuses[0] if len(statuses) == 1 else UNDETERMINED
        spans = zip(opening.slots, opening.spans, strict=False)
        self.__dict__["_paid"] = tuple((*slot, low) for slot, (low, high) in spans if low == high and low)
        self.__dict__["_opening"] = None if opening.is_settled else opening
        self._check_whole_fen()

    def _award_values(self, reduction: Reduction) -> Iterator[tuple[int, int, Value]]:
        nodes = self.policy.composed.outcome[len(self.policy.ladder.statuses) :]
        for position, (award, node) in enumerate(zip(self.policy.composed.awards, nodes, strict=True)):
            for person in range(len(self.household.members)) if award.to == "member" else (-1,):
                if award.to == "member" and node.scope == HOUSEHOLD and node.op == "const" and not node.data[0]:
                    continue
                yield position, person, reduction.value(node, max(person, 0))

    def _check_whole_fen(self) -> None:
        for position, _, amount in self.__dict__["_paid"]:
            award = self.policy.composed.awards[position]
            if award.kind == "monthly" and amount % MONTHS_A_YEAR:
                raise DibaoError(
                    f"{award.programme} for {self.household.id} is {Money(amount, FLOW).text()} yuan, not whole fen a "
                    "month; a region must answer 'payable' with a rounding and its article"
                )

    @property
    def _opening(self) -> OpenOutcome | None:
        opening: OpenOutcome | None = self.__dict__["_opening"]
        return opening

    @cached_property
    def evaluation(self) -> Reduction:
        """Give the lazy evaluation of the policy's values for this household."""
        return self.policy.reduction(self.household)

    @cached_property
    def _certain(self) -> dict[tuple[Node, int], Value]:
        return {}

    def value(self, node: Node, person: int = 0) -> Value:
        """Give what a value is stored as, or what is left of it where it depends on something unknown.

        What comes to the same whatever the unknowns are does not depend on them.
        """
        value = self.evaluation.value(node, person)
        if not isinstance(value, Node):
            return value
        key = (node, person if node.scope != HOUSEHOLD else 0)
        if key not in self._certain:
            found = self._known_for_certain(value)
            # What is left of a value may count in other parts than the value itself.
            self._certain[key] = int(Fraction(found, value.den) * node.den) if isinstance(found, int) else found
        return self._certain[key]

    def _known_for_certain(self, value: Node) -> Value:
        """Give the one value that is possible; what leaves the same open is looked into once for each policy."""
        known, key = self.policy.certain_values, digest_in_order([value])
        settled = known.get(key, value)
        if settled is value:
            found = certain(value)
            settled = None if isinstance(found, Node) else found
            # Another thread may forget everything meanwhile.
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[key] = settled
        return value if settled is None else settled

    # -- the outcome ---------------------------------------------------------------------------------
    @property
    def on(self) -> date:
        """Give the day of the decision."""
        return self.policy.on

    @property
    def is_decided(self) -> bool:
        """Tell whether no unknown could change status or awards."""
        return self._opening is None

    @property
    def standing(self) -> Status:
        """Give the status with its titles."""
        ladder = self.policy.ladder
        known = (*ladder.statuses, ladder.otherwise, ladder.undetermined)
        return next(each for each in known if each.name == self.status)

    @property
    def awards(self) -> tuple[PaidAward, ...]:
        """Give what is paid, to whom and from which month; open amounts are None."""
        return tuple(each for each in self.given if each.kind != "service")

    @property
    def entitlements(self) -> tuple[PaidAward, ...]:
        """Give what the household is entitled to without an amount."""
        return tuple(each for each in self.given if each.kind == "service")

    @property
    def slots(self) -> Mapping[tuple[int, int], int | None]:
        """Give every award that is more than nothing as stored, by the positions of programme and person.

        The person of what the household is given is -1. What is open is None.
        """
        paid: dict[tuple[int, int], int | None] = {(slot[0], slot[1]): slot[2] for slot in self.__dict__["_paid"]}
        if self._opening is not None:
            spans = zip(self._opening.slots, self._opening.spans, strict=False)
            paid |= {slot: None for slot, (low, high) in spans if low != high}
        return {slot: paid[slot] for slot in sorted(paid)}

    @cached_property
    def given(self) -> tuple[PaidAward, ...]:
        """Give what every programme gives, amounts and services alike; what is open is None."""
        return tuple(paid_award(self, *slot, amount) for slot, amount in self.slots.items())

    def articles_of_award(self, paid: PaidAward, lang: Lang = "zh") -> str:
        """Name document and article of the rules that give an award."""
        return cited_articles(self.rules_of_award(paid), lang)

    def rules_of_award(self, paid: PaidAward) -> tuple[Rule, ...]:
        """Give the rules that an award rests on."""
        return rules_of_award(self, paid)

    @property
    def dibao_monthly(self) -> Money | None:
        """Give what dibao pays a month, supplements included; None while that is open."""
        return self._sum(lambda award: award.is_dibao, DIBAO_SPAN)

    @property
    def total_monthly(self) -> Money | None:
        """Give what all programmes pay a month together; None while that is open."""
        return self._sum(lambda award: award.kind == "monthly", TOTAL_SPAN)

    def _sum(self, wanted: Any, span: int) -> Money | None:
        if self._opening is not None:
            # One programme may be settled while another is open.
            low, high = self._opening.spans[span]
            return Money(low, FLOW) if low == high else None
        awards = self.policy.composed.awards
        return Money(sum(amount for position, _, amount in self.__dict__["_paid"] if wanted(awards[position])), FLOW)

    @cached_property
    def may_apply_alone(self) -> Mapping[str, bool | None]:
        """Tell for each member by id whether they may apply alone; None is open."""
        node = self.policy.composed.quantities["member.may_apply_alone"][0]
        values = (self.value(node, person) for person in range(len(self.household.members)))
        return {m.id: _flag(value) for m, value in zip(self.household.members, values, strict=True)}

    # -- the steps -----------------------------------------------------------------------------------
    def quantity(self, path: str, person: int | str = 0) -> Any:
        """Give a quantity by its path (`household.need`); None while unknown.

        A member's quantity is that of the member with this id or position.

        Raises:
            KeyError: the policy has no such quantity.
        """
        node, unit = self.policy.quantity_node(path)
        if isinstance(person, str):
            person = self.position_of(person)
        value = self.value(node, person)
        if isinstance(value, Node):
            return None
        exact = plain(value, unit, node.den)
        return exact if unit == FLAG or isinstance(exact, str) else make(exact, unit)

    def position_of(self, member: str) -> int:
        """Give the position of a member by id."""
        ids = [each.id for each in self.household.members]
        if member not in ids:
            raise DibaoError(f"{self.household.id} has no member {member!r}; its members are {', '.join(ids)}")
        return ids.index(member)

    @cached_property
    def quantities(self) -> Mapping[str, Any]:
        """Give the household's main quantities that are known, by name."""
        found = {name: self.quantity(f"household.{name}") for name in ("size", "household_income", "need", "gap")}
        found["standard_per_person"] = self._common_standard()
        return {name: found[name] for name in _QUANTITY_ORDER if found[name] is not None}

    def _common_standard(self) -> Money | None:
        """Give the standard that all members who count share, if they do."""
        people = range(len(self.household.members))
        counted = [person for person in people if self.quantity("member.counts", person)]
        standards = {self.quantity("member.standard", person) for person in counted}
        return standards.pop() if len(standards) == 1 else None

    @cached_property
    def tests(self) -> tuple[TestResult, ...]:
        """Give the tests on which the status rests, in the order of the ladder."""
        return tuple(self._test(reason) for reason in self.reached)

    @cached_property
    def reached(self) -> tuple[Reason, ...]:
        """Give the tests as far as the ladder came, without what came of them."""
        if self.are_all_destitute:
            return ()
        asked = [each for each in self.policy.ladder.reasons if self.policy.law.answers[each.hook].rules]
        return tuple(reason for reason in asked if self._was_reached(reason))

    @property
    def are_all_destitute(self) -> bool:
        """Tell whether nobody is left to be tested, since all are supported as destitute."""
        path = "member.is_tekun"
        people = range(self.evaluation.people["member"])
        return path in self.policy.composed.quantities and all(self.quantity(path, person) is True for person in people)

    def _was_reached(self, reason: Reason) -> bool:
        """Tell whether the ladder came as far as this test."""
        for status in self.policy.ladder.statuses:
            if reason.holds in status.tests:
                return True
            if status.name == self.status:
                return False
        return True

    def _test(self, reason: Reason) -> TestResult:
        sides = [None if path is None else self.quantity(path) for path in (reason.left, reason.right)]
        return TestResult(reason, self.quantity(reason.holds), sides[0], sides[1], self.articles_of(reason.hook))

    def articles_of(self, hook: str, lang: Lang = "zh") -> str:
        """Name document and article of the rules that answer a question."""
        used = [each.answer.rule for each in self.evidence.rules if each.answer.rule.hook == hook]
        return cited_articles(used or self.policy.law.answers[hook].rules[:1], lang)

    # -- what is open ----------------------------------------------------------------------------------
    @property
    def bounds(self) -> Bounds | None:
        """Give what can still come of it; None when it is decided."""
        return None if self._opening is None else self._opening.bounds

    @cached_property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """Give what can still change the outcome, the weightiest first."""
        asked = [question_of(leaf, self.policy, self.household) for leaf in self.deciding]
        return tuple({each.path: each for each in asked}.values())

    @property
    def deciding(self) -> tuple[Node, ...]:
        """Give the unknown facts and figures that can still change the outcome, the weightiest first."""
        return () if self._opening is None else self._opening.deciding

    def questions_about(self, path: str) -> tuple[OpenQuestion, ...]:
        """Give what must be known before a quantity of the household is."""
        value = self.value(self.policy.quantity_node(path)[0])
        unknown = support([value]) if isinstance(value, Node) else ()
        asked = [question_of(leaf, self.policy, self.household) for leaf in unknown]
        return tuple({each.path: each for each in asked}.values())

    @property
    def missing_figures(self) -> tuple[MissingFigure, ...]:
        """Give the figures without a value on which the outcome depends."""
        return tuple(each.figure for each in self.questions if each.figure is not None)

    # -- what sources say -------------------------------------------------------------------------------
    @cached_property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """Give the facts whose sources differ, and whether that changes the outcome."""
        from dibao.assess.discrepancies import discrepancies

        return discrepancies(self)

    @cached_property
    def outcome_as_declared(self) -> Decision | None:
        """Give the decision on what was declared; None where the policy cannot pay it."""
        from dibao.assess.discrepancies import outcome_as_declared

        return outcome_as_declared(self)

    # -- what it rests on --------------------------------------------------------------------------------
    @cached_property
    def evidence(self) -> Evidence:
        """Give the rules and figures on which the outcome rests."""
        return evidence_of(*self._needed_for_outcome)

    @cached_property
    def _needed_for_outcome(self) -> tuple[Any, ...]:
        """Give policy, evaluation and questions, and what of the evaluation the outcome needed."""
        composed, needed = self.policy.composed, self.__dict__.get("_needed")
        hooks = self.policy.combinations
        if needed is not None:
            return composed, self.evaluation, hooks, needed
        reduction = self.policy.reduction(self.household)
        for node in composed.outcome[: len(self.policy.ladder.statuses)]:
            if reduction.value(node) == 1:
                break
        for _ in self._award_values(reduction):
            pass
        return composed, reduction, hooks, frozenset(reduction.visited)

    @cached_property
    def grade(self) -> Grade:
        """Give the weakest grade that the outcome rests on."""
        return self.evidence.grade if "evidence" in self.__dict__ else grade_of(*self._needed_for_outcome)

    def require(self, grade: Grade) -> None:
        """Refuse a decision that rests on weaker evidence.

        Raises:
            GradeTooLow: naming what is weaker.
        """
        if GRADES.index(self.grade) <= GRADES.index(grade):
            return
        weak = [
            u.answer.rule.id for u in self.evidence.weighing if GRADES.index(u.answer.rule.grade) > GRADES.index(grade)
        ]
        weak += [f.record.name for f in self.evidence.figures if GRADES.index(f.grade) > GRADES.index(grade)]
        raise GradeTooLow(
            f"the decision on {self.household.id} rests on {', '.join(dict.fromkeys(weak))}, graded {self.grade}; "
            f"this engine accepts {grade} or better"
        )

    def warnings(self, lang: Lang = "en") -> tuple[str, ...]:
        """Say what is doubtful about what the decision rests on."""
        from dibao.assess.warnings import warnings

        return warnings(self, known_language(lang))

    def explain(self, lang: Lang = "zh") -> str:
        """Print the steps as a person would write them, and what would change it."""
        from dibao.assess.explain import explanation

        return explanation(self, known_language(lang))

    def notice(self, lang: Lang = "zh") -> str:
        """Print the written answer that the applicant receives, with its reasons."""
        from dibao.assess.notice import notice

        return notice(self, known_language(lang))

    def to_json(self) -> dict[str, Any]:
        """Give the decision as JSON data."""
        from dibao.assess.decision_json import decision_data

        return decision_data(self)


_QUANTITY_ORDER = ("size", "household_income", "standard_per_person", "need", "gap")


def known_language(lang: str) -> Lang:
    """Give a language of decisions; refuse any other text."""
    if lang not in get_args(Lang):
        raise DibaoError(f"{lang!r} is not a language of decisions; expected one of {', '.join(get_args(Lang))}")
    return cast(Lang, lang)


def _flag(value: Value) -> bool | None:
    return None if isinstance(value, Node) else bool(value)
