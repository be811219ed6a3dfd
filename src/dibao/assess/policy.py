"""Hold everything in force for one place on one day, ready to decide."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from attrs import define, field

from dibao.assess.compose import SIGN, Composed
from dibao.assess.concrete import ConcreteTest
from dibao.assess.decision import Decision, Outcome
from dibao.assess.figure_leaves import stored_values
from dibao.assess.ladder import Ladder
from dibao.assess.many import batch
from dibao.errors import DibaoError, InputError, Problem
from dibao.household.checks import check_on
from dibao.household.facts import Catalogue, nearest
from dibao.household.models import Household
from dibao.household.values import Reader, getters
from dibao.law.documents import Document
from dibao.law.figures import FigureDeclaration, FigureInForce, MissingFigure
from dibao.law.jurisdictions import Jurisdiction
from dibao.law.layers import ResolvedLaw
from dibao.law.questions import Question
from dibao.law.rules import Rule
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Reduction
from dibao.symbols.source import UNTOLD, Untold, compiled
from dibao.symbols.units import Unit

SEMANTICS = 1
"""Raised when the kernel decides an unchanged policy differently."""


@define(eq=False, repr=False)
class Policy:
    """What is in force for one jurisdiction on one date, composed and compiled.

    Build one with `Engine.policy(code, on)`. It never changes.
    """

    jurisdictions: Sequence[Jurisdiction]
    on: date
    law: ResolvedLaw
    questions: Mapping[str, Question]
    catalogue: Catalogue
    ladder: Ladder
    composed: Composed
    documents: Mapping[str, Document]
    declarations: Mapping[str, FigureDeclaration] = field(repr=False)
    look_up: Callable[[str], FigureInForce | MissingFigure]
    _assess: Callable[..., tuple[Any, ...]] = field(init=False)
    _figures: tuple[Any, ...] = field(init=False)
    _stated: dict[tuple[str, str], Reader] = field(init=False, repr=False, factory=dict)
    open_outcomes: dict[Any, Any] = field(init=False, repr=False, factory=dict)
    """What was found out about open outcomes, by what they leave open."""
    certain_values: dict[bytes, int | str | None] = field(init=False, repr=False, factory=dict)
    """What open values come to whatever the unknowns are, by what they leave open; None where that is open."""

    def __attrs_post_init__(self) -> None:
        """Compile the function and take the figures that it reads."""
        self._assess = compiled(self.composed.text)
        stored = self.stored_figures
        names = self.composed.layout.figures
        self._figures = tuple(UNTOLD if stored[name] is None else stored[name] for name in names)

    def __repr__(self) -> str:
        """Give place and day; a policy's parts fill pages."""
        return f"<Policy {self.code} on {self.on}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Let notebooks and Hypothesis print no more than that; the parts fill pages."""
        printer.text(repr(self))

    @property
    def code(self) -> str:
        """Give the code of the jurisdiction decided for."""
        return self.jurisdictions[0].code

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give the rules in force, question by question."""
        return self.law.rules

    @property
    def figures(self) -> Mapping[str, FigureInForce | MissingFigure]:
        """Give the figures that the rules read, by name."""
        return self.composed.figures

    @property
    def source(self) -> str:
        """Give the generated function's text."""
        return self.composed.text

    @cached_property
    def combinations(self) -> Mapping[str, str]:
        """Give how each question combines its answers, by name."""
        return {name: question.combined for name, question in self.questions.items()}

    @cached_property
    def stored_figures(self) -> Mapping[str, int | None]:
        """Give the figures, row by row of a band, as the graph holds them; None where one is missing."""
        return stored_values(self.composed.figures)

    @cached_property
    def _read(self) -> tuple[Callable[[Any, date], tuple[Any, ...]], ...]:
        """Give the readers of a household's, a member's and an obligor's facts."""
        layout = self.composed.layout
        named = (("household", layout.household), ("member", layout.member), ("obligor", layout.obligor))
        return tuple(_reader(entity, names, self.catalogue) for entity, names in named)

    @property
    def figure_values(self) -> tuple[Any, ...]:
        """Give the figures as the fast function takes them."""
        return self._figures

    @property
    def fast(self) -> Callable[..., tuple[Any, ...]]:
        """Give the compiled function: stored facts in the layout's order, outcome out."""
        return self._assess

    @cached_property
    def missing_leaves(self) -> Mapping[str, Node]:
        """Give the figures without a value that the outcome reads, with their bounds."""
        leaves = {node.data[0]: node for node in _leaves(self.composed.outcome, "figure")}
        return {name: node for name, node in leaves.items() if self.stored_figures[name] is None}

    @cached_property
    def fingerprint(self) -> str:
        """Give the sha256 of what decides: graph, figures, chain and semantics."""
        figures = {
            name: None if isinstance(each, MissingFigure) else [str(each.value), each.record.document, each.grade]
            for name, each in self.composed.figures.items()
        }
        what = {
            "chain": [each.code for each in self.jurisdictions],
            "figures": figures,
            "outcome": [node.digest.hex() for node in self.composed.outcome],
            "rules": sorted(f"{a.rule.id} {a.rule.grade} {a.value.digest.hex()}" for a in self.composed.answers),
            "semantics": SEMANTICS,
        }
        text = json.dumps(what, sort_keys=True, separators=(",", ":"))
        return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"

    def quantity_node(self, path: str) -> tuple[Node, Unit]:
        """Give the node and unit of a quantity.

        Raises:
            DibaoError: there is none of that path; the text suggests one.
        """
        known = (
            {**self.composed.quantities, **self.composed.signs} if path.startswith(SIGN) else self.composed.quantities
        )
        if path not in known:
            near = nearest(path, known) or next((each for each in known if each.endswith(f".{path}")), None)
            hint = f"did you mean {near!r}?" if near else f"there are {', '.join(known)}"
            raise DibaoError(f"{path!r} is not a quantity; {hint}")
        return known[path]

    def assess(self, household: Household) -> Decision:
        """Decide one household.

        Raises:
            InputError: the household belongs elsewhere, or a date in it lies
                after the day of the decision.
        """
        self._check(household)
        read_household, read_member, read_obligor = self._read
        on = self.on
        try:
            values = self._assess(
                read_household(household, on),
                [read_member(member, on) for member in household.members],
                [read_obligor(each, on) for each in household.relatives] if self.composed.layout.obligor else (),
                self._figures,
            )
        except Untold:
            return Decision(self, household, None)
        return Decision(self, household, self._outcome(values, len(household.members)))

    def assess_table(self, households: Any, members: Any, obligors: Any = None, **options: Any) -> Any:
        """Decide every household of Arrow tables under this policy.

        It takes what `dibao.batch.assess_tables` takes, and gives the table of decisions.

        Raises:
            InputError: everything that is wrong with the tables.
        """
        return batch().assess_tables(self, households, members, obligors, on=self.on, **options).decisions

    def assess_prepared(self, population: Any, **options: Any) -> Any:
        """Decide every household of a prepared population under this policy.

        It takes what `dibao.batch.assess_prepared` takes, and gives the table of decisions.

        Raises:
            InputError: households that cannot be decided on this day, or by this policy.
        """
        return batch().assess_prepared(self, population, on=self.on, **options).decisions

    def _check(self, household: Household) -> None:
        problems = []
        if household.jurisdiction != self.code:
            sentence = f'is "{household.jurisdiction}"; this policy decides for {self.code}. Use Engine.assess.'
            problems.append(Problem("$.jurisdiction", sentence))
        problems += check_on(household, self.on)
        if problems:
            raise InputError(problems, f"household {household.id}")

    def _outcome(self, values: tuple[Any, ...], members: int) -> Outcome | None:
        """Take the fast function's result; None if something in it is unknown."""
        rungs = self.ladder.statuses
        status = self.ladder.otherwise.name
        for rung, holds in zip(rungs, values, strict=False):
            if holds is UNTOLD:
                return None
            if holds:
                status = rung.name
                break
        awards = []
        for position, value in enumerate(values[len(rungs) :]):
            if value is UNTOLD:
                return None
            if value.__class__ is list:
                if any(each is UNTOLD for each in value):
                    return None
                awards += [(position, person, each) for person, each in enumerate(value) if each]
            elif value:
                # What is the same for everybody comes as one number.
                to_members = self.composed.awards[position].to == "member"
                awards += [(position, person, value) for person in (range(members) if to_members else (-1,))]
        return Outcome(status, tuple(awards))

    def reduction(self, household: Household) -> Reduction:
        """Give a lazy evaluation of the policy's values for a household."""
        stated = self._stated
        relatives = household.relatives

        def read(entity: str, name: str, person: int) -> Any:
            subject: Any = household
            if entity != "household":
                subject = (household.members if entity == "member" else relatives)[person]
            reader = stated.get((entity, name))
            if reader is None:
                reader = stated[(entity, name)] = getters(entity, [name], self.catalogue)  # type: ignore[arg-type]
            return reader(subject, self.on)[0]

        people = {"member": len(household.members), "obligor": len(relatives)}
        return Reduction(read, self.stored_figures, people)

    def on_plain_values(self, household: Household) -> ConcreteTest:
        """Give the means test run rule by rule on plain Python values."""
        return ConcreteTest(
            household, self.on, self.catalogue, self.questions, self.law.answers, self.look_up,
            {**self.composed.steps, **self.composed.sign_steps}, self.ladder, self._stated,
        )  # fmt: skip


def _reader(entity: str, names: Sequence[str], catalogue: Catalogue) -> Callable[[Any, date], tuple[Any, ...]]:
    if not names:
        return lambda _, __: ()
    read = getters(entity, names, catalogue)  # type: ignore[arg-type]

    def told(subject: Any, on: date) -> tuple[Any, ...]:
        values = read(subject, on)
        return tuple([UNTOLD if value is None else value for value in values]) if None in values else values

    return told


def _leaves(nodes: Sequence[Node], op: str) -> Iterator[Node]:
    seen: set[Node] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(node.args)
            if node.op == op:
                yield node
