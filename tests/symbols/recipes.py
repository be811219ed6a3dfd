"""Draw random expressions as recipes; build them as nodes, and work them out without the graph.

A recipe is a nested tuple. `worth` is a little evaluator on fractions that shares no code with the
library; `settled` works out a node of what a reduction leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Any

from hypothesis import strategies as st

from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.units import CHOICE, COUNT, FLAG, FLOW, MONTHS, SHARE, STOCK, Unit

WORDS = ("a", "b", "c")
FACTS: Mapping[tuple[str, str], tuple[Unit, int, int]] = {
    ("household", "income"): (FLOW, 0, 30),
    ("household", "debt"): (FLOW, -12, 12),
    ("household", "savings"): (STOCK, 0, 60),
    ("household", "used"): (MONTHS, 0, 24),
    ("household", "rooms"): (COUNT, 0, 3),
    ("household", "poor"): (FLAG, 0, 1),
    ("household", "area"): (CHOICE, 0, 0),
    ("member", "wage"): (FLOW, -6, 24),
    ("member", "rent"): (FLOW, 0, 24),
    ("member", "saved"): (STOCK, 0, 40),
    ("member", "age"): (COUNT, 0, 4),
    ("member", "ill"): (FLAG, 0, 1),
    ("member", "works"): (FLAG, 0, 1),
    ("member", "kind"): (CHOICE, 0, 0),
    ("obligor", "income"): (FLOW, 0, 20),
    ("obligor", "supports"): (COUNT, 0, 3),
    ("obligor", "near"): (FLAG, 0, 1),
}
FIGURES: Mapping[str, tuple[Unit, int, int]] = {"base": (FLOW, 12, 1), "cap": (SHARE, 3, 10), "adult": (COUNT, 2, 1)}
Recipe = tuple[Any, ...]
Values = dict[str, Any]


# -- drawing -------------------------------------------------------------------------------------------
@cache
def numbers(scope: str, unit: Unit, depth: int = 3) -> st.SearchStrategy[Recipe]:
    """Give recipes of a number of one unit, about a person or the household."""
    return _leaves(scope, unit) | _made(scope, unit, depth - 1) if depth else _leaves(scope, unit)


@cache
def _leaves(scope: str, unit: Unit) -> st.SearchStrategy[Recipe]:
    found = [("fact", entity, name) for (entity, name), (has, _, _) in FACTS.items()
             if has is unit and entity in ("household", scope)]  # fmt: skip
    figures = [("figure", name) for name, (has, _, _) in FIGURES.items() if has is unit]
    constants = st.integers(-3, 30).map(lambda value: ("const", Fraction(value), unit.name))
    return st.sampled_from(found + figures) | constants


@cache
def _made(scope: str, unit: Unit, depth: int) -> st.SearchStrategy[Recipe]:
    same, counts = numbers(scope, unit, depth), numbers(scope, COUNT, depth)
    factors = st.fractions(-3, 3, max_denominator=4) if unit is not COUNT else st.integers(-2, 3).map(Fraction)
    ways: list[st.SearchStrategy[Recipe]] = [
        st.tuples(st.just("add"), same, same, st.sampled_from((1, -1))),
        st.tuples(st.just("scale"), same, factors),
        st.tuples(st.sampled_from(("min", "max")), st.lists(same, min_size=1, max_size=3).map(tuple)),
        st.tuples(st.just("ite"), conditions(scope, depth), same, same),
    ]
    if unit is not COUNT:
        directions, steps = st.sampled_from(("up", "down", "half_up")), st.sampled_from((1, 2, 12))
        ways += [
            st.tuples(st.just("round"), same, directions, steps),
            st.tuples(st.just("share"), same, counts, directions, steps),
            st.tuples(st.just("mul"), same, counts),
            st.tuples(st.just("mul"), st.just(("figure", "cap")), same),
        ]
    if unit is STOCK:
        months = st.just(("fact", "household", "used")) | st.integers(0, 24).map(
            lambda n: ("const", Fraction(n), "months")
        )
        ways.append(st.tuples(st.just("mul"), numbers(scope, FLOW, depth), months))
    if scope == "household":
        others = ("member", "obligor") if unit is not STOCK else ("member",)
        ways += [st.tuples(st.just("total"), st.just(over), numbers(over, unit, depth)) for over in others]
    return st.one_of(ways)


@cache
def conditions(scope: str, depth: int = 3) -> st.SearchStrategy[Recipe]:
    """Give recipes of a condition, about a person or the household."""
    flags = [("fact", entity, name) for (entity, name), (unit, _, _) in FACTS.items()
             if unit is FLAG and entity in ("household", scope)]  # fmt: skip
    if not depth:
        return st.sampled_from(flags)
    same = conditions(scope, depth - 1)
    choices = [("fact", entity, name) for (entity, name), (unit, _, _) in FACTS.items()
               if unit is CHOICE and entity in ("household", scope)]  # fmt: skip
    words = st.sampled_from(choices) | st.sampled_from(WORDS).map(lambda word: ("word", word))
    chosen = words | st.tuples(st.just("ite"), same, words, words)
    compared = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))
    ways: list[st.SearchStrategy[Recipe]] = []
    for unit in (FLOW, COUNT, STOCK):
        ways.append(
            st.tuples(st.just("cmp"), compared, numbers(scope, unit, depth - 1), numbers(scope, unit, depth - 1))
        )
    junctions = st.tuples(st.sampled_from(("and", "or")), st.lists(same, max_size=3).map(tuple))
    ways += [
        junctions,
        junctions,
        st.tuples(st.just("not"), same),
        st.tuples(st.just("is"), chosen, st.sampled_from(WORDS)),
    ]
    if scope == "household":
        ways += [
            st.tuples(st.just("any"), st.just(over), conditions(over, depth - 1)) for over in ("member", "obligor")
        ]
    return st.sampled_from(flags) | st.one_of(ways)


@st.composite
def values(draw: st.DrawFn) -> Values:
    """Give one household's stored values, and those of its people."""

    def person(entity: str) -> dict[str, Any]:
        return {name: draw(_value(*FACTS[each, name])) for each, name in FACTS if each == entity}

    members = [person("member") for _ in range(draw(st.integers(1, 3)))]
    return {"household": person("household"), "member": members,
            "obligor": [person("obligor") for _ in range(draw(st.integers(0, 2)))]}  # fmt: skip


def _value(unit: Unit, low: int, high: int) -> st.SearchStrategy[Any]:
    return st.sampled_from(WORDS) if unit is CHOICE else st.integers(low, high)


# -- building ------------------------------------------------------------------------------------------
def build(graph: Graph, recipe: Recipe) -> Node:
    """Make the node that a recipe says."""
    op, *rest = recipe
    return _BUILD[op](graph, *rest)


def _fact(graph: Graph, entity: str, name: str) -> Node:
    unit, low, high = FACTS[entity, name]
    bounds = {} if unit is CHOICE else {"low": low, "high": high}
    return graph.leaf("fact", (entity, name), unit, scope=entity, **bounds)


def _figure(graph: Graph, name: str) -> Node:
    unit, _, den = FIGURES[name]
    return graph.leaf("figure", (name,), unit, den=den, low=0)


def _junction(op: str) -> Callable[..., Node]:
    return lambda g, parts: (g.both if op == "and" else g.either)([build(g, each) for each in parts])


_UNITS = {each.name: each for each in (FLOW, STOCK, COUNT, MONTHS)}
_BUILD: Mapping[str, Callable[..., Node]] = {
    "fact": _fact,
    "figure": _figure,
    "const": lambda g, value, unit: g.constant(value, _UNITS[unit]),
    "word": lambda g, word: g.word(word),
    "add": lambda g, a, b, sign: g.add(build(g, a), build(g, b), sign),
    "scale": lambda g, a, factor: g.scale(build(g, a), factor),
    "min": lambda g, parts: g.extreme("min", [build(g, each) for each in parts]),
    "max": lambda g, parts: g.extreme("max", [build(g, each) for each in parts]),
    "ite": lambda g, c, yes, no: g.choose(build(g, c), build(g, yes), build(g, no)),
    "round": lambda g, a, direction, step: g.round(build(g, a), direction, step),
    "share": lambda g, a, n, direction, step: g.share(build(g, a), build(g, n), direction, step),
    "mul": lambda g, a, b: g.multiply(build(g, a), build(g, b)),
    "total": lambda g, over, body: g.total(over, build(g, body)),
    "any": lambda g, over, body: g.any(over, build(g, body)),
    "cmp": lambda g, op, a, b: g.compare(op, build(g, a), build(g, b)),
    "and": _junction("and"),
    "or": _junction("or"),
    "not": lambda g, a: g.negate(build(g, a)),
    "is": lambda g, a, word: g.chosen(build(g, a), word),
}


# -- working out ---------------------------------------------------------------------------------------
def worth(recipe: Recipe, household: Values, person: int = 0) -> Any:
    """Work a recipe out: an exact number, a truth value or a word."""
    op, *rest = recipe

    def of(each: Recipe) -> Any:
        return worth(each, household, person)

    if op == "fact":
        stated = household[rest[0]] if rest[0] == "household" else household[rest[0]][person]
        return stated[rest[1]] if isinstance(stated[rest[1]], str) else Fraction(stated[rest[1]])
    if op in ("total", "any"):
        each = [worth(rest[1], household, position) for position in range(len(household[rest[0]]))]
        return sum(each, Fraction(0)) if op == "total" else any(each)
    if op == "round":
        return _in_steps(of(rest[0]), *rest[1:])
    if op == "share":
        return _in_steps(of(rest[0]) / of(rest[1]), *rest[2:]) if of(rest[1]) > 0 else Fraction(0)
    if op == "mul":
        twelfth = 12 if rest[1][-1] in ("used", "months") else 1
        return of(rest[0]) * of(rest[1]) / twelfth
    return _WORTH[op](of, *rest)


def _in_steps(value: Fraction, direction: str, step: int) -> Fraction:
    steps = value / step
    whole = {"up": ceil(steps), "down": floor(steps), "half_up": floor(steps + Fraction(1, 2))}[direction]
    return Fraction(whole * step)


_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
_WORTH: Mapping[str, Callable[..., Any]] = {
    "figure": lambda of, name: Fraction(FIGURES[name][1], FIGURES[name][2]),
    "const": lambda of, value, unit: value,
    "word": lambda of, word: word,
    "add": lambda of, a, b, sign: of(a) + sign * of(b),
    "scale": lambda of, a, factor: of(a) * factor,
    "min": lambda of, parts: min(of(each) for each in parts),
    "max": lambda of, parts: max(of(each) for each in parts),
    "ite": lambda of, c, yes, no: of(yes) if of(c) else of(no),
    "cmp": lambda of, op, a, b: _COMPARED[op](of(a), of(b)),
    "and": lambda of, parts: all(of(each) for each in parts),
    "or": lambda of, parts: any(of(each) for each in parts),
    "not": lambda of, a: not of(a),
    "is": lambda of, a, word: of(a) == word,
}


def settled(node: Node, leaf: Callable[[Node], Any]) -> Any:
    """Work out the stored value of what a reduction left, given its leaves."""
    args = [settled(each, leaf) for each in node.args]
    exact = [
        Fraction(value, each.den) for value, each in zip(args, node.args, strict=True) if not isinstance(value, str)
    ]
    if node.op in ("fact", "figure"):
        return leaf(node)
    if node.op == "const":
        return node.data[0]
    if node.op in ("lt", "eq"):
        total = sum(factor * value for factor, value in zip(node.data[0], args, strict=True))
        return total < node.data[1] if node.op == "lt" else total == node.data[1]
    if node.op == "linear":
        return sum(factor * value for factor, value in zip(node.data[0], args, strict=True)) + node.data[1]
    if node.op == "ite":
        chosen = args[1] if args[0] else args[2]
        return chosen if isinstance(chosen, str) else chosen * node.den // node.args[1 if args[0] else 2].den
    if node.op == "share":
        return _in_steps(exact[0] / exact[1], *node.data) if exact[1] > 0 else 0
    simple: Mapping[str, Callable[[], Any]] = {
        "mul": lambda: args[0] * args[1],
        "min": lambda: min(exact) * node.den,
        "max": lambda: max(exact) * node.den,
        "round": lambda: _in_steps(exact[0], *node.data),
        "not": lambda: not args[0],
        "and": lambda: all(args),
        "or": lambda: any(args),
        "is": lambda: args[0] == node.data[0],
    }
    return simple[node.op]()
