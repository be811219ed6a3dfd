"""Run the means test with plain Python values, rule by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NoReturn

from attrs import define, field

from dibao.assess.ladder import Ladder, Step
from dibao.assess.plain import plain_copy
from dibao.errors import NoFigureInForce, RuleError, UnknownFactError
from dibao.household.facts import Catalogue, Fact
from dibao.household.models import Household
from dibao.household.stated import UNKNOWN
from dibao.household.values import Reader, getters
from dibao.law.figures import FigureInForce, FigureRecord, MissingFigure
from dibao.law.layers import HookAnswer
from dibao.law.questions import REFUSED, NoAnswer, Question
from dibao.law.rules import Rule
from dibao.symbols.amounts import make
from dibao.symbols.facades import Facade, HouseholdFacade, Names, Standards
from dibao.symbols.units import CHOICE, FLAG, Unit


@define
class ConcreteTest:
    """One household's means test on plain values: Money, ints, bools, words.

    Every quantity is computed when it is asked for and once. A fact that
    nobody stated raises; nothing is assumed.
    """

    stated: Household
    on: date
    catalogue: Catalogue
    questions: Mapping[str, Question]
    law: Mapping[str, HookAnswer]
    look_up: Callable[[str], FigureInForce | MissingFigure]
    steps: Mapping[str, Step]
    ladder: Ladder
    readers: dict[tuple[str, str], Reader] = field(factory=dict)
    """How single facts are read; tests of one policy share it."""
    _known: dict[tuple[str, int], Any] = field(factory=dict)
    _names: dict[str, Names] = field(factory=dict)

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
            steps = (path.removeprefix(prefix) for path in self.steps if path.startswith(prefix))
            known = self._names[entity] = Names([*facts, *steps])
        return known

    def quantity(self, path: str, person: int = 0) -> Any:
        """Give a quantity by its path, for a person where it has one."""
        key = (path, person)
        if key not in self._known:
            step = self.steps[path]
            subject = self.household if step.quantity.entity == "household" else self._person("member", person)
            self._known[key] = fitted(step.compute(self, subject), step.quantity.unit)
        return self._known[key]

    def value(self, entity: str, name: str, owner: object) -> Any:
        """Give a fact or a quantity as a plain value."""
        path = f"{entity}.{name}"
        person = owner if isinstance(owner, int) else 0
        if path in self.steps:
            return self.quantity(path, person)
        fact = self.catalogue.fact(entity, name)  # type: ignore[arg-type]
        subject = self.stated if entity == "household" else self._people(entity)[person]
        reader = self.readers.get((entity, name))
        if reader is None:
            reader = self.readers[(entity, name)] = getters(fact.entity, [name], self.catalogue)
        raw = reader(subject, self.on)[0]
        if raw is None:
            raise UnknownFactError(f"{path} is unknown for {self.stated.id}; state it, or assess the household instead")
        return raw if fact.unit in (FLAG, CHOICE) else make(raw, fact.unit)  # type: ignore[arg-type]

    def _people(self, over: str) -> Sequence[Any]:
        if over != "obligor":
            return self.stated.members
        if self.stated.obligors is UNKNOWN:
            raise UnknownFactError(f"the obligors of {self.stated.id} are unknown; state them, or [] for none")
        return self.stated.obligors

    def _person(self, over: str, position: int) -> Facade:
        return Facade(self, "obligor" if over == "obligor" else "member", position)

    def _persons(self, over: str) -> Iterable[Facade]:
        for position in range(len(self._people(over))):
            if over != "counted" or self.quantity("member.counts", position):
                yield self._person(over, position)

    def total(self, over: str, function: Callable[[Any], Any]) -> Any:
        """Add up over people."""
        return sum(function(each) for each in self._persons(over))

    def any(self, over: str, function: Callable[[Any], Any]) -> bool:
        """Tell whether a condition holds for somebody."""
        return any(bool(function(each)) for each in self._persons(over))

    def all(self, over: str, function: Callable[[Any], Any]) -> bool:
        """Tell whether a condition holds for everybody."""
        return all(bool(function(each)) for each in self._persons(over))

    def count(self, over: str, function: Callable[[Any], Any]) -> int:
        """Count the people for whom a condition holds."""
        return sum(1 for each in self._persons(over) if function(each))

    def fail(self, sentence: str) -> NoReturn:
        """Raise an error about what a rule asks."""
        raise RuleError(sentence)

    def figure(self, name: str, kind: str) -> Any:
        """Give a figure as a plain value."""
        record = self._record(name)
        return bool(record.value) if record.unit == FLAG else record.quantity

    def band(self, name: str, value: Any, people: Any) -> Any:
        """Give the amount of the row of a band that a value reaches."""
        return self._record(name).quantity.amount_for(value, people)

    def _record(self, name: str) -> FigureRecord:
        found = self.look_up(name)
        if isinstance(found, MissingFigure):
            raise NoFigureInForce(found.sentence())
        return found.record

    def ask(self, hook: str, *, speaking_for: str = "", **arguments: Any) -> Any:
        """Ask a question: the first rule of a chain that does not say None."""
        question = self.questions[hook]
        answer = self.law.get(hook)
        chains = answer.spoken_for(speaking_for) if answer else ()
        if question.combined == "nearest":
            default = self._default(question, arguments)
            return self._chain(question, chains[0] if chains else (), arguments, default)
        if question.combined == "programme":
            chains = tuple(chain for chain in chains if chain[0].name == arguments.get("programme"))
        neutral = fitted(question.combined == "all" if question.answer == FLAG else 0, question.answer)
        parts = [self._chain(question, chain, arguments, neutral) for chain in chains]
        if question.answer == FLAG:
            return all(parts) if question.combined == "all" else any(parts)
        nothing = fitted(0, question.answer)
        return sum((max(part, nothing) for part in parts), nothing)

    def programmes(self, hook: str) -> Sequence[str]:
        """Give the programmes that rules in force answer a question for."""
        answer = self.law.get(hook)
        return tuple(chain[0].name for chain in answer.names) if answer else ()

    def _default(self, question: Question, arguments: Mapping[str, Any]) -> Any:
        default = question.default
        if isinstance(default, NoAnswer):
            return default if default is REFUSED else fitted(0, question.answer)
        if not isinstance(default, str):
            return fitted(default, question.answer)
        first, _, rest = default.partition(".")
        if first == "household":
            return self.quantity(default)
        return fitted(getattr(arguments[first], rest) if rest else arguments[first], question.answer)

    def _chain(self, question: Question, rules: Sequence[Rule], arguments: dict[str, Any], last: Any) -> Any:
        for position, rule in enumerate(rules):
            given = {name: self._argument(name, arguments) for name in rule.arguments if name != "above"}
            if "above" in rule.arguments:
                given["above"] = self._chain(question, rules[position + 1 :], arguments, last)
            answer = plain_copy(rule.function)(**given)
            if answer is not None:
                return fitted(answer, question.answer)
        if last is REFUSED:
            self.fail(f"nobody answers {question.name!r}")
        return last

    def _argument(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """Give what a rule asked for by the name of its argument."""
        if name == "prior":
            return Facade(self, "household", None, "prior.")
        if name in arguments:
            return arguments[name]
        return self.household if name == "household" else {"standards": Standards(self)}[name]


def fitted(value: Any, unit: Unit) -> Any:
    """Give a plain 0 the unit that is asked for; leave all else as it is."""
    return make(value, unit) if unit.is_number and type(value) in (int, Fraction) else value
