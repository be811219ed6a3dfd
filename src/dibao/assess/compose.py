"""Compose a policy: trace the means test and the ladder, and keep the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from dibao.assess.conflicts import bill_problems, conflict_problems
from dibao.assess.ladder import Award, Ladder, Step
from dibao.assess.means_test import kernel_steps
from dibao.assess.symbolic import Answer, Composition
from dibao.errors import PluginError
from dibao.household.facts import Catalogue
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.law.layers import ResolvedLaw
from dibao.law.quantities import Quantity
from dibao.law.questions import Question
from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.source import Layout, Writer
from dibao.symbols.units import FLOW, Unit


@frozen
class Composed:
    """A policy's graph and what stands around it.

    `outcome` are the nodes that decide: one per status, then one per award.
    """

    quantities: Mapping[str, tuple[Node, Unit]]
    figures: Mapping[str, FigureInForce | MissingFigure]
    answers: Sequence[Answer]
    steps: Mapping[str, Step]
    awards: Sequence[Award]
    outcome: Sequence[Node]
    text: str = field(repr=False)
    layout: Layout = field(repr=False)


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
    composition = Composition(Graph(), catalogue, questions, law.answers, look_up, ladder)
    steps, awards = settled(composition, law)
    if problems := [*conflict_problems(composition.conflicts), *bill_problems(composition)]:
        raise PluginError(problems)
    paths = [*(status.holds for status in ladder.statuses), *(award_path(award) for award in awards)]
    outcome = tuple(composition.quantities[path][0] for path in paths)
    writer = Writer(outcome)
    text = writer.write()
    return Composed(
        quantities=composition.quantities,
        figures=composition.figures,
        answers=tuple(composition.answers.values()),
        steps={step.quantity.path: step for step in steps},
        awards=awards,
        outcome=outcome,
        text=text,
        layout=writer.layout,
    )


def settled(composition: Composition, law: ResolvedLaw) -> tuple[Sequence[Step], Sequence[Award]]:
    """Trace every step in order; give the steps and the awards among them."""
    ladder = composition.ladder
    awards = (*ladder.awards, *(_allowance(name, law) for name in composition.programmes()))
    steps = (*kernel_steps(ladder.main_programme), *ladder.steps, *(award_step(award) for award in awards))
    composition.order = tuple(step.quantity.path for step in steps)
    for step in steps:
        composition.settle(step)
    return steps, awards


def award_path(award: Award) -> str:
    """Give the path of the quantity that an award pays."""
    return f"{award.to}.award_{award.programme}"


def award_step(award: Award) -> Step:
    """Give the step that makes an award payable where it is due."""

    def paid(test: Any, subject: Any) -> Any:
        person = {} if award.to == "household" else {"member": subject}
        programme = {"programme": award.programme} if award.hook == "allowance" else {}
        amount = test.ask(award.hook, **person, **programme)
        payable = test.ask("payable", amount=amount)
        if not award.due:
            return payable
        entity, _, name = award.due.partition(".")
        due = getattr(test.household if entity == "household" else subject, name)
        return payable if due else 0

    return Step(Quantity(award.to, f"award_{award.programme}", FLOW, award.title, award.english), paid)


def _allowance(name: str, law: ResolvedLaw) -> Award:
    rule = next(chain[0] for chain in law.answers["allowance"].names if chain[0].name == name)
    return Award(name, "member", rule.title, rule.english, "", "allowance")
