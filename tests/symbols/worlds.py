"""Run one rule three ways: as plain Python, reduced from its graph, and compiled.

A world knows a few facts and figures. Its households stand at the corners of what rules compare.
"""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from inspect import signature
from itertools import count
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NoReturn

from attrs import frozen

from dibao.assess.means_test import Item
from dibao.assess.symbolic import Composition
from dibao.errors import RuleError
from dibao.household.facts import BUILT_IN
from dibao.law.questions import Question
from dibao.symbols.amounts import make
from dibao.symbols.expressions import Graph
from dibao.symbols.facades import Facade, HouseholdFacade, Names, Standards
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Reduction
from dibao.symbols.source import Writer, compiled
from dibao.symbols.symbol import Symbol
from dibao.symbols.units import AREA, BY_NAME, CHOICE, COUNT, FLAG, FLOW, MONTHS, SHARE, Unit

FIGURES: Mapping[str, tuple[Unit, int, int]] = {
    "base": (FLOW, 54000, 1),
    "cap": (SHARE, 3, 10),
    "adult": (COUNT, 18, 1),
    "span": (MONTHS, 24, 1),
    "open": (FLAG, 1, 1),
    "floor": (AREA, 3000, 1),
}
"""Unit, stored whole number and denominator."""

_FLOWS = (0, 1, -1, 1199, 1200, 53999, 54000, 54001, 119_999, 1_000_000)
CORNERS: Mapping[Unit, Sequence[Any]] = {
    FLOW: _FLOWS,
    BY_NAME["stock"]: (0, 1, 107_999, 108_000, 108_001),
    MONTHS: (0, 1, 5, 6, 7, 24),
    AREA: (0, 1, 8_999, 9_000, 9_001),
    COUNT: (0, 1, 2, 3, 4, 17, 18, 19, 59, 60, 61),
    FLAG: (0, 1),
}
FALLBACK = 77
_numbers = count()


class World(Composition):
    """A composition whose figures are invented and whose law is one rule."""

    def figure(self, name: str, kind: str) -> Symbol:
        unit, _, den = FIGURES[name]
        return Symbol(self.graph.leaf("figure", (name,), unit, den=den, low=0))


def world() -> World:
    made = World(Graph(), BUILT_IN, {}, {}, lambda name: None, None)  # type: ignore[arg-type, return-value]
    made.order = ("member.counts", "household.size")
    prison = made.graph.leaf("fact", ("member", "in_prison"), FLAG, scope="member")
    counts = made.graph.named("member.counts", made.graph.negate(prison))
    made.quantities["member.counts"] = (counts, FLAG)
    made.quantities["household.size"] = (made.graph.count("member", counts), COUNT)
    return made


@frozen
class _Rule:
    """What the kernel needs of a rule."""

    id: str
    function: Callable[..., Any]
    arguments: tuple[str, ...]


def trace(function: Callable[..., Any], unit: Unit = FLOW, *, default: bool = True) -> tuple[World, Node]:
    """Trace a rule; where it says None the answer is `FALLBACK`."""
    here = world()
    asked = tuple(signature(function).parameters)
    question = Question("asked", 1, "nearest", "any", False, unit, asked, ("member.counts", "household.size"))
    rule: Any = _Rule(id="demo:rule", function=function, arguments=asked)
    arguments: dict[str, Any] = {}
    if "member" in asked:
        arguments["member"] = Facade(here, "member", object())
    if "item" in asked:
        arguments["item"] = Item("gift", "transfer", Symbol(here.value("household", "prior.amount", None).node))
    above = Symbol(fallback(here.graph, unit)) if default else None
    answer, _ = here.rule_alone(question, rule, arguments, above)
    return here, answer.node


def fallback(graph: Graph, unit: Unit) -> Node:
    if unit == CHOICE:
        return graph.word("none")
    return graph.false if unit == FLAG else graph.constant(FALLBACK, unit)


class Plain:
    """One household's values as plain Python: the source of a concrete run."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def names(self, entity: str) -> Names:
        return Names([*(fact.name for fact in BUILT_IN.of(entity)), "counts", "size"])  # type: ignore[arg-type]

    def value(self, entity: str, name: str, owner: Any) -> Any:
        if name == "counts":
            return not self.values["member"][owner]["in_prison"]
        if name == "size":
            return sum(1 for each in self.values["member"] if not each["in_prison"])
        stated = self.values["household"] if entity == "household" else self.values[entity][owner]
        fact = BUILT_IN.fact(entity, name)  # type: ignore[arg-type]
        return plain(stated[name], fact.unit)

    def _people(self, over: str) -> list[Facade]:
        entity = "obligor" if over == "obligor" else "member"
        people = range(len(self.values[entity]))
        chosen = [each for each in people if over != "counted" or not self.values["member"][each]["in_prison"]]
        return [Facade(self, entity, each) for each in chosen]

    def total(self, over: str, function: Callable[[Any], Any]) -> Any:
        return sum(function(each) for each in self._people(over))

    def any(self, over: str, function: Callable[[Any], Any]) -> Any:
        return any(function(each) for each in self._people(over))

    def all(self, over: str, function: Callable[[Any], Any]) -> Any:
        return all(function(each) for each in self._people(over))

    def count(self, over: str, function: Callable[[Any], Any]) -> Any:
        return sum(1 for each in self._people(over) if function(each))

    def fail(self, sentence: str) -> NoReturn:
        raise RuleError(sentence)

    def figure(self, name: str, kind: str) -> Any:
        unit, stored, den = FIGURES[name]
        return bool(stored) if unit == FLAG else make(stored, unit) if den == 1 else make(Fraction(stored, den), unit)

    def band(self, name: str, by: Any, people: Any) -> Any:
        self.fail(f"reads the band {name}; there is none here")


def plain(value: Any, unit: Unit) -> Any:
    """Give a stored value as rules meet it in plain Python."""
    if unit == FLAG:
        return bool(value)
    return value if unit == CHOICE else make(value, unit)


def plainly(function: Callable[..., Any], values: Mapping[str, Any], person: int, unit: Unit) -> Any:
    """Run a rule as plain Python; give what the graph would store, as an exact number."""
    source = Plain(values)
    household = HouseholdFacade(source)
    available = {
        "member": Facade(source, "member", person),
        "household": household,
        "standards": Standards(source),
        "prior": Facade(source, "household", None, "prior."),
        "item": Item("gift", "transfer", source.value("household", "prior.amount", None)),
        "above": plain({FLAG: 0, CHOICE: "none"}.get(unit, FALLBACK), unit),
    }
    answer = function(**{name: available[name] for name in signature(function).parameters})
    if answer is None:
        answer = available["above"]
    return getattr(answer, "amount", answer)


def households(number: int, seed: int = 7) -> list[dict[str, Any]]:
    """Give households at the corners, always the same ones."""
    chance = random.Random(seed)
    return [_household(chance) for _ in range(number)]


def _household(chance: random.Random) -> dict[str, Any]:
    def person(entity: str) -> dict[str, Any]:
        return {fact.name: _value(chance, fact) for fact in BUILT_IN.of(entity)}  # type: ignore[arg-type]

    members = [person("member") for _ in range(chance.choice((1, 2, 3)))]
    return {
        "household": person("household"),
        "member": members,
        "obligor": [person("obligor") for _ in range(chance.choice((0, 1, 2)))],
    }


def _value(chance: random.Random, fact: Any) -> Any:
    if fact.unit == CHOICE:
        return chance.choice(fact.values)
    low, high = fact.stored_bounds
    return chance.choice([each for each in CORNERS[fact.unit] if low <= each <= high])


def reduced(node: Node, values: Mapping[str, Any], person: int) -> Any:
    """Give a node's exact value through a reduction with everything known."""
    figures = {name: stored for name, (_, stored, _) in FIGURES.items()}
    people = {entity: len(values[entity]) for entity in ("member", "obligor")}
    value = Reduction(_reader(values), figures, people).value(node, person)
    assert not isinstance(value, Node)
    return value if isinstance(value, str) else Fraction(value, node.den)


def _reader(values: Mapping[str, Any]) -> Callable[[str, str, int], Any]:
    return lambda entity, name, person: (values[entity] if entity == "household" else values[entity][person])[name]


def compiled_outputs(nodes: Sequence[Node]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Compile nodes; give a function from a household to their stored values."""
    writer = Writer(tuple(nodes))
    function = compiled(writer.write())
    layout = writer.layout
    figures = tuple(FIGURES[name][1] for name in layout.figures)

    def run(values: Mapping[str, Any]) -> tuple[Any, ...]:
        household = tuple(values["household"][name] for name in layout.household)
        members = [tuple(each[name] for name in layout.member) for each in values["member"]]
        obligors = [tuple(each[name] for name in layout.obligor) for each in values["obligor"]]
        return function(household, members, obligors, figures)

    return run


def load(folder: Path, text: str) -> ModuleType:
    """Write a module of a plug-in and import it, as an installed plug-in would be."""
    number = next(_numbers)
    path = folder / f"rules_{number}.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"demo_{number}.{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def rule_of(module: ModuleType) -> FunctionType:
    function = module.rule
    assert isinstance(function, FunctionType)
    return function
