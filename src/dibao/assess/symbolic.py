"""Run the means test once on symbols; the result is the policy's graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import FunctionType
from typing import Any, NoReturn

from attrs import define, evolve, field, frozen

from dibao.assess.figure_leaves import band_symbol, figure_leaf
from dibao.assess.ladder import Ladder, Step
from dibao.household.facts import Catalogue, Fact
from dibao.law.figures import FigureInForce, MissingFigure
from dibao.law.layers import HookAnswer
from dibao.law.questions import REFUSED, NoAnswer, Question
from dibao.law.rules import Rule
from dibao.symbols.expressions import Graph
from dibao.symbols.facades import Facade, HouseholdFacade, Names, Standards
from dibao.symbols.nodes import Node
from dibao.symbols.subrules import answer_node, check_owner, join_answers, traced_copy
from dibao.symbols.symbol import Symbol
from dibao.symbols.tracing import Leaf, current_trace, join, trace_paths
from dibao.symbols.units import CHOICE, FLAG, Unit


@frozen
class Answer:
    """What one rule answers in the policy, for words and evidence.

    `detail` is the kind of income, the category or the programme asked about;
    `answered` tells where the rule, and none before it, has the word.
    """

    rule: Rule
    step: str
    detail: str
    answered: Node
    value: Node
    asked: Node | None = None


@define
class Composition:
    """The means test on symbols: quantities by path, and who answered what."""

    graph: Graph
    catalogue: Catalogue
    questions: Mapping[str, Question]
    law: Mapping[str, HookAnswer]
    look_up: Callable[[str], FigureInForce | MissingFigure]
    ladder: Ladder
    quantities: dict[str, tuple[Node, Unit]] = field(factory=dict)
    figures: dict[str, FigureInForce | MissingFigure] = field(factory=dict)
    answers: dict[tuple[str, str, str], Answer] = field(factory=dict)
    conflicts: dict[tuple[Rule, Rule], list[str]] = field(factory=dict)
    facts_read: dict[Rule, set[Fact]] = field(factory=dict)
    order: tuple[str, ...] = ()
    first: frozenset[str] = frozenset()
    _names: dict[str, Names] = field(factory=dict)
    _facts: dict[str, tuple[Fact, Node]] = field(factory=dict)
    _asked: dict[Any, Symbol] = field(factory=dict)
    _allowed: frozenset[str] | None = None
    _reading: set[Fact] = field(factory=set)
    _step: str = ""

    # -- what the steps and rules see ----------------------------------------------------------------
    @property
    def household(self) -> HouseholdFacade:
        """Give the household as rules see it."""
        return HouseholdFacade(self)

    @property
    def incomes(self) -> Sequence[Fact]:
        """Give the kinds of income that can be stated."""
        return [fact for fact in self.catalogue.of("member") if fact.name.startswith("income.")]

    def names(self, entity: str) -> Names:
        """Give the names of an entity's facts and quantities."""
        known = self._names.get(entity)
        if known is None:
            facts = [fact.name for fact in self.catalogue.of(entity)]  # type: ignore[arg-type]
            prefix = f"{entity}."
            settled = (path.removeprefix(prefix) for path in self.order if path.startswith(prefix))
            known = self._names[entity] = Names([*facts, *settled])
        return known

    def value(self, entity: str, name: str, owner: object) -> Symbol:
        """Give a fact or a settled quantity as a symbol."""
        path = f"{entity}.{name}"
        known = self._facts.get(path)
        if known is None:
            if path in self.order:
                self._check_settled(path)
                return Symbol(self.quantities[path][0], owner)
            fact = self.catalogue.fact(entity, name)  # type: ignore[arg-type]
            known = self._facts[path] = (fact, self.fact_leaf(fact))
        self._reading.add(known[0])
        return Symbol(known[1], owner, known[0].values)

    def fact_leaf(self, fact: Fact) -> Node:
        """Give a fact's node, with its bounds."""
        low, high = fact.stored_bounds if fact.unit != CHOICE else (None, None)
        data = (fact.entity, fact.name)
        return self.graph.leaf("fact", data, fact.unit, scope=fact.entity, low=low, high=high)

    def _check_settled(self, path: str) -> None:
        allowed = self._allowed
        if path in self.quantities and (allowed is None or path in allowed or path in self.first):
            return
        ready = ", ".join(each for each in self.order if each in self.quantities and (not allowed or each in allowed))
        self.fail(
            f"asks for {path}, which is settled later in the means test (a cycle); settled here are: {ready or 'none'}"
        )

    def fail(self, sentence: str) -> NoReturn:
        """Raise an error that names the rule being traced."""
        current_trace().fail(sentence)

    def figure(self, name: str, kind: str) -> Symbol:
        """Give a figure as a symbol; one without a value is unknown."""
        return Symbol(figure_leaf(self.graph, name, self.read_figure(name, kind)))

    def band(self, name: str, value: Any, people: Any) -> Symbol:
        """Give the amount of the row of a band that a value reaches."""
        return band_symbol(self.graph, name, self.read_figure(name, "band"), value, people)

    def read_figure(self, name: str, kind: str) -> FigureInForce | MissingFigure:
        """Look a figure up and keep that it is read; refuse one of another kind."""
        known = self.figures.get(name)
        if known is None:
            known = self.figures[name] = self._found(name)
        declared = known.record if isinstance(known, FigureInForce) else known.declaration
        unit: Unit = declared.unit
        if (kind == "money" and not unit.is_money) or (kind != "money" and unit.name != kind):
            self.fail(f"asks for {name} as {kind}; it is declared as {unit}")
        return known

    def _found(self, name: str) -> FigureInForce | MissingFigure:
        try:
            return self.look_up(name)
        except Exception as error:
            return self.fail(str(error))

    # -- over people -----------------------------------------------------------------------------------
    def total(self, over: str, function: Callable[[Any], Any]) -> Symbol:
        """Add up over people; the function is traced once, as a rule of its own."""
        body = self._each(over, function, None)
        if not body.unit.is_number:
            self.fail(f"adds up a {body.unit}; count the people with .count instead")
        return self._symbol(self.graph.total(_entity(over), self._if_counted(over, body)))

    def any(self, over: str, function: Callable[[Any], Any]) -> Symbol:
        """Tell whether a condition holds for somebody."""
        body = self.graph.both([*self._counted(over), self._each(over, function, FLAG)])
        return self._symbol(self.graph.any(_entity(over), body))

    def all(self, over: str, function: Callable[[Any], Any]) -> Symbol:
        """Tell whether a condition holds for everybody."""
        fails = self.graph.negate(self._each(over, function, FLAG))
        body = self.graph.both([*self._counted(over), fails])
        return self._symbol(self.graph.negate(self.graph.any(_entity(over), body)))

    def count(self, over: str, function: Callable[[Any], Any]) -> Symbol:
        """Count the people for whom a condition holds."""
        body = self.graph.both([*self._counted(over), self._each(over, function, FLAG)])
        return self._symbol(self.graph.count(_entity(over), body))

    def _symbol(self, node: Node) -> Symbol:
        return Symbol(node)

    def _counted(self, over: str) -> list[Node]:
        if over != "counted":
            return []
        self._check_settled("member.counts")
        return [self.quantities["member.counts"][0]]

    def _if_counted(self, over: str, body: Node) -> Node:
        counted = self.graph.both(self._counted(over))
        return self.graph.choose(counted, body, self.graph.constant(0, body.unit))

    def _each(self, over: str, function: Callable[[Any], Any], unit: Unit | None) -> Node:
        """Trace what a function says of one person."""
        frame = object()
        person = Facade(self, _entity(over), frame)
        traced = traced_copy(function) if isinstance(function, FunctionType) else function
        leaves = trace_paths(self.graph, current_trace().label, lambda: traced(person), lambda answer: answer)
        if unit is None:
            units = {leaf.answer.node.unit for leaf in leaves if isinstance(leaf.answer, Symbol)}
            if len(units) != 1:
                self.fail("adds up values of no unit or of different units; add up one fact or amount of each person")
            unit = units.pop()
        joined = join_answers(leaves, unit)
        if joined.frame not in (None, frame):
            self.fail("uses another member's value inside total, count, any or all; use only that lambda's own member")
        return joined.node

    # -- asking the law ----------------------------------------------------------------------------------
    def ask(self, hook: str, *, speaking_for: str = "", **arguments: Any) -> Symbol:
        """Ask a question: trace each rule alone, and combine the answers."""
        question = self.questions[hook]
        detail = subject_of(arguments)
        key = (self._step, hook, speaking_for, detail, *(a.node for a in arguments.values() if isinstance(a, Symbol)))
        if key not in self._asked:
            self._asked[key] = self._combined(question, self._chains(hook, speaking_for), arguments, detail)
        known = self._asked[key]
        return Symbol(known.node, owner_of(arguments))

    def programmes(self, hook: str) -> Sequence[str]:
        """Give the programmes that rules in force answer a question for."""
        return tuple(names[0].name for names in self._chains(hook))

    def _chains(self, hook: str, speaking_for: str = "") -> tuple[tuple[Rule, ...], ...]:
        answer = self.law.get(hook)
        return answer.spoken_for(speaking_for) if answer else ()

    def _combined(
        self, question: Question, chains: Sequence[tuple[Rule, ...]], arguments: dict[str, Any], detail: str
    ) -> Symbol:
        if question.combined == "nearest":
            return self._chain(
                question, chains[0] if chains else (), arguments, detail, self._default(question, arguments)
            )
        if question.combined == "programme":
            chains = [chain for chain in chains if chain[0].name == arguments.get("programme")]
        neutral = Symbol(self.graph.constant(1 if question.combined == "all" else 0, question.answer))
        parts = [self._chain(question, chain, arguments, detail, neutral).node for chain in chains]
        return Symbol(self._joined(question, parts))

    def _joined(self, question: Question, parts: list[Node]) -> Node:
        if question.combined == "any" or (question.combined == "programme" and question.answer == FLAG):
            return self.graph.either(parts)
        if question.combined == "all":
            return self.graph.both(parts)
        nothing = total = self.graph.constant(0, question.answer)
        for part in parts:
            # No rule takes back what another adds: less than nothing is nothing.
            total = self.graph.add(total, self.graph.extreme("max", (part, nothing)))
        return total

    def _default(self, question: Question, arguments: dict[str, Any]) -> Symbol | None:
        default = question.default
        if default is REFUSED:
            return None
        if isinstance(default, NoAnswer) or not isinstance(default, str):
            value = 0 if isinstance(default, NoAnswer) else int(default)
            return Symbol(self.graph.constant(value, question.answer))
        first, _, rest = default.partition(".")
        if first == "household":
            return Symbol(self.quantities[default][0])
        argument = arguments[first]
        symbol: Symbol = getattr(argument, rest) if rest else argument
        return symbol if isinstance(symbol, Symbol) else Symbol(self.graph.constant(0, question.answer))

    def _chain(
        self, question: Question, rules: Sequence[Rule], arguments: dict[str, Any], detail: str, default: Symbol | None
    ) -> Symbol:
        """Join a chain of rules, each standing in where the nearer one says None."""
        traced: list[tuple[Rule, Node]] = []
        answer = default
        for rule in reversed(rules):
            answer, answered = self.rule_alone(question, rule, arguments, answer)
            traced.append((rule, answered))
            value = answer.node
            asked = arguments["item"].amount if "item" in arguments else arguments.get("amount")
            shown = asked.node if isinstance(asked, Symbol) else None
            self.answers[(rule.id, self._step, detail)] = Answer(rule, self._step, detail, answered, value, shown)
        self._check_rivals(question, traced, detail)
        if answer is None:
            self.fail(f"asks {question.name!r}, which nobody answers; a regulation of an open level must answer it")
        self._mark_reached(traced, detail)
        return answer

    def _check_rivals(self, question: Question, traced: list[tuple[Rule, Node]], detail: str) -> None:
        """Keep two rules of one layer that could both have the word."""
        answered = dict(traced)
        for one, other in self.law[question.name].rivals:
            if one in answered and other in answered:
                both = self.graph.both([answered[one], answered[other]])
                if both is not self.graph.false:
                    details = self.conflicts.setdefault((one, other), [])
                    details += [detail] if detail and detail not in details else []

    def _mark_reached(self, traced: list[tuple[Rule, Node]], detail: str) -> None:
        """Keep for each rule of a chain where no nearer one has answered."""
        before = self.graph.true
        for rule, answered in reversed(traced):
            key = (rule.id, self._step, detail)
            reached = self.graph.both([before, answered])
            self.answers[key] = evolve(self.answers[key], answered=reached)
            # A rule that changes the farther answer leaves that one its say.
            if "above" not in rule.arguments:
                before = self.graph.both([before, self.graph.negate(answered)])

    def rule_alone(
        self, question: Question, rule: Rule, arguments: dict[str, Any], above: Symbol | None
    ) -> tuple[Symbol, Node]:
        """Trace one rule alone; give its answer and where it answers at all."""
        available = {"household": self.household, "standards": Standards(self), "prior": self._prior(), **arguments}
        if above is not None:
            available["above"] = Symbol(above.node, owner_of(arguments))
        call = partial(traced_copy(rule.function), **{n: available[n] for n in rule.arguments if n in available})  # type: ignore[arg-type]
        outer, self._allowed = self._allowed, frozenset(question.may_read)
        self._reading = self.facts_read.setdefault(rule, set())
        try:
            finish = partial(self._finished, question, above, owner_of(arguments))
            leaves = trace_paths(self.graph, rule.id, call, finish)
        finally:
            self._allowed, self._reading = outer, set()
        answered = [Leaf(e.decisions, self.graph.false if e.answer is None else self.graph.true) for e in leaves]
        fallback = above.node if above is not None else None
        values = [Leaf(e.decisions, fallback if e.answer is None else e.answer.node) for e in leaves]
        return Symbol(join(self.graph, values), owner_of(arguments)), join(self.graph, answered)

    def _finished(self, question: Question, above: Symbol | None, owner: object, answer: Any) -> Symbol | None:
        check_owner(answer, owner)
        if answer is None and above is None:
            path = " and ".join(f"{'' if chosen else 'not '}{c!r}" for c, chosen in current_trace().decisions)
            self.fail(
                f"leaves {question.name!r} unanswered where {path or 'it is asked'}, and nobody behind it answers"
            )
        return None if answer is None else Symbol(answer_node(answer, question.answer), getattr(answer, "frame", None))

    def _prior(self) -> Facade:
        return Facade(self, "household", None, "prior.")

    # -- the steps ---------------------------------------------------------------------------------------
    def settle(self, step: Step) -> None:
        """Trace one step and keep its quantity under its path."""
        quantity = step.quantity
        self._step = quantity.path
        frame = object()
        subject = self.household if quantity.entity == "household" else Facade(self, "member", frame)
        compute = traced_copy(step.compute) if isinstance(step.compute, FunctionType) else step.compute
        leaves = trace_paths(
            self.graph,
            quantity.path,
            lambda: compute(self, subject),
            lambda answer: Symbol(answer_node(answer, quantity.unit), getattr(answer, "frame", None)),
        )
        node = join(self.graph, [Leaf(each.decisions, each.answer.node) for each in leaves])
        self.quantities[quantity.path] = (self.named(quantity.path, node), quantity.unit)

    def named(self, path: str, node: Node) -> Node:
        """Give a quantity its name."""
        return self.graph.named(path, node)


def _entity(over: str) -> str:
    return "obligor" if over == "obligor" else "member"


def owner_of(arguments: Mapping[str, Any]) -> object:
    """Give whose values a question is asked about, if it is one person."""
    for each in arguments.values():
        if isinstance(each, Facade):
            owner: object = each._owner
            if owner is not None:
                return owner
    return next((each.frame for each in arguments.values() if isinstance(each, Symbol)), None)


def subject_of(arguments: Mapping[str, Any]) -> str:
    """Give the kind of income, the category or the programme asked about."""
    item, category = arguments.get("item"), arguments.get("category")
    if item is not None:
        return str(item.kind)
    return str(category.name) if category is not None else str(arguments.get("programme", ""))
