"""Compose a policy: trace the means test and the ladder, and keep the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import field, frozen

from dibao.assess.bases import Basis, bases_of
from dibao.assess.conflicts import bill_problems, conflict_problems
from dibao.assess.ladder import Award, Kind, Ladder, Programmes, Step
from dibao.assess.means_test import kernel_steps
from dibao.assess.shared_beginnings import Continued, beginning_of
from dibao.assess.symbolic import Answer, Composition
from dibao.errors import PluginError, Problem
from dibao.household.facts import Catalogue
from dibao.law.documents import GRADES
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.law.layers import ResolvedLaw
from dibao.law.quantities import Quantity
from dibao.law.questions import Question
from dibao.law.rules import Rule
from dibao.symbols.nodes import Node
from dibao.symbols.rounding import fen
from dibao.symbols.source import Layout, Writer
from dibao.symbols.units import COUNT, FLAG, FLOW, STOCK, Unit


@frozen(slots=False)
class Composed:
    """A policy's graph and what stands around it.

    `outcome` are the nodes that decide: one per status, then one per award. `signs`
    are the quantities of monitoring, on which nothing rests; `shut_out` are those of
    the exclusion table, by the award that they shut somebody out of.
    """

    quantities: Mapping[str, tuple[Node, Unit]]
    figures: Mapping[str, FigureInForce | MissingFigure]
    answers: Sequence[Answer]
    steps: Mapping[str, Step]
    signs: Mapping[str, tuple[Node, Unit]]
    sign_steps: Mapping[str, Step]
    shut_out: Mapping[str, Sequence[Node]]
    awards: Sequence[Award]
    outcome: Sequence[Node]
    text: str = field(repr=False)
    layout: Layout = field(repr=False)

    @cached_property
    def bases(self) -> Sequence[Basis]:
        """Give what an outcome may rest on, answer by answer."""
        due = {award_path(award): award.due for award in self.awards}
        due |= {path: step.due for path, step in self.steps.items() if step.due}
        quantities, signs = ({path: node for path, (node, _) in each.items()} for each in (self.quantities, self.signs))
        conditions = {path: condition for path, condition in due.items() if condition}
        return tuple(bases_of(self.answers, quantities, signs, conditions, self.shut_out))

    @cached_property
    def services(self) -> frozenset[str]:
        """Give the steps that settle a service without an amount."""
        return frozenset(award_path(award) for award in self.awards if award.kind == "service")

    @cached_property
    def bases_by_grade(self) -> Sequence[Basis]:
        """Give the same, those of the weakest grade first."""
        return sorted(self.bases, key=lambda each: -GRADES.index(each.answer.rule.grade))


def compose(
    law: ResolvedLaw,
    questions: Mapping[str, Question],
    catalogue: Catalogue,
    look_up: Callable[[str], FigureInForce | MissingFigure],
    ladder: Ladder,
) -> Composed:
    """Trace every step in order and write the function that decides.

    Raises:
        RuleError: a rule cannot be traced; the text names rule, file and line.
        PluginError: rules of one layer could both answer, each with both places.
    """
    beginning = beginning_of(catalogue, questions, ladder)
    graph = beginning.graph.copy()
    composition = Continued(graph, catalogue, questions, law.answers, look_up, ladder, beginning=beginning)
    steps, awards = settled(composition, law)
    if problems := [*conflict_problems(composition.conflicts), *bill_problems(composition)]:
        raise PluginError(problems)
    paths = [*(status.holds for status in ladder.statuses), *(award_path(award) for award in awards)]
    outcome = tuple(composition.quantities[path][0] for path in paths)
    writer = Writer(outcome)
    text = writer.write()
    return Composed(
        quantities={path: known for path, known in composition.quantities.items() if not path.startswith(SIGN)},
        figures=composition.figures,
        answers=tuple(composition.answers.values()),
        steps={step.quantity.path: step for step in steps if not step.quantity.path.startswith(SIGN)},
        shut_out={
            award_path(award): tuple(
                composition.quantities[path][0]
                for path in shut_out(ladder, award, law)
                if path in composition.quantities
            )
            for award in awards
        },
        sign_steps={step.quantity.path: step for step in steps if step.quantity.path.startswith(SIGN)},
        signs={path: known for path, known in composition.quantities.items() if path.startswith(SIGN)},
        awards=awards,
        outcome=outcome,
        text=text,
        layout=writer.layout,
    )


def settled(composition: Composition, law: ResolvedLaw) -> tuple[Sequence[Step], Sequence[Award]]:
    """Trace every step in order; give the steps and the awards among them."""
    ladder = composition.ladder
    further = (_award(each, name, law) for each in ladder.programmes for name in composition.programmes(each.hook))
    awards = (*ladder.awards, *further)
    _refuse_one_name_twice(awards, law)
    steps = (
        *ladder.first,
        *kernel_steps(ladder.main_programme),
        *ladder.steps,
        *(award_step(award, shut_out(ladder, award, law)) for award in awards),
        *(_sign_step(ladder.signs, name, law) for name in composition.programmes(ladder.signs)),
    )
    composition.order = tuple(step.quantity.path for step in steps)
    composition.first = frozenset(step.quantity.path for step in ladder.first)
    for step in steps:
        composition.settle(step)
    return steps, awards


def _refuse_one_name_twice(awards: Sequence[Award], law: ResolvedLaw) -> None:
    known: dict[str, Award] = {}
    for award in awards:
        other = known.setdefault(award.programme, award)
        if other is not award:
            rule = _front(award.hook, award.programme, law)
            sentence = (
                f"{rule.id} calls a programme {award.programme!r}, as does the question {other.hook!r}. "
                f"Answer {other.hook!r} with it, or choose another name."
            )
            raise PluginError([Problem(str(rule.place), sentence)])


def award_path(award: Award) -> str:
    """Give the path of the quantity that an award pays."""
    return f"{award.to}.award_{award.programme}"


SIGN = "household.sign_"


def sign_path(name: str) -> str:
    """Give the path of the quantity that tells whether a sign shows."""
    return f"{SIGN}{name}"


def shut_out(ladder: Ladder, award: Award, law: ResolvedLaw) -> tuple[str, ...]:
    """Give the quantities of those who may not have an award, under whatever name a region pays it."""
    answer = law.answers.get(award.hook)
    chains = (chain for chain in (answer.names if answer else ()) if chain[0].name == award.programme)
    names = {award.programme, *(rule.name for chain in chains for rule in chain)}
    rows = (each for each in ladder.exclusions if not names.isdisjoint(each.programmes))
    return tuple(each.holds for each in rows if not each.by_order)


def award_step(award: Award, shut_out: Sequence[str] = ()) -> Step:
    """Give the step that makes an award payable where it is due and nothing shuts it out."""

    def read(test: Any, subject: Any, path: str) -> Any:
        entity, _, name = path.partition(".")
        return getattr(test.household if entity == "household" else subject, name)

    def paid(test: Any, subject: Any) -> Any:
        answer = _answer(test, award, subject)
        if award.less:
            answer = max(answer - read(test, subject, award.less), 0)
        given = _given(test, award, answer)
        if award.due and not read(test, subject, award.due):
            return 0
        for path in shut_out:
            if read(test, subject, path):
                return 0
        return given

    return Step(Quantity(award.to, f"award_{award.programme}", _UNITS[award.kind], award.title, award.english), paid)


def _answer(test: Any, award: Award, subject: Any) -> Any:
    """Ask how much an award is, or whether there is a claim to it."""
    person = {} if award.to == "household" else {"member": subject}
    of_many = any(award.hook == each.hook for each in test.ladder.programmes)
    programme = {"programme": award.programme} if of_many else {}
    return test.ask(award.hook, **person, **programme)


def _given(test: Any, award: Award, answer: Any) -> Any:
    if award.kind == "monthly":
        return test.ask("payable", amount=answer)
    if award.kind == "once":
        return answer.round_up(to=fen(1))
    return 1 if answer else 0


def _award(question: Programmes, name: str, law: ResolvedLaw) -> Award:
    rule = _front(question.hook, name, law)
    return Award(name, question.to, rule.title, rule.english, "", question.hook, kind=question.kind)


def _front(hook: str, name: str, law: ResolvedLaw) -> Rule:
    return next(chain[0] for chain in law.answers[hook].names if chain[0].name == name)


def _sign_step(hook: str, name: str, law: ResolvedLaw) -> Step:
    rule = _front(hook, name, law)

    def shows(test: Any, household: Any) -> Any:
        return test.ask(hook, programme=name)

    return Step(Quantity("household", sign_path(name).partition(".")[2], FLAG, rule.title, rule.english), shows)


_UNITS: Mapping[Kind, Unit] = {"monthly": FLOW, "once": STOCK, "service": COUNT}
