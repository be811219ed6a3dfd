"""What known conditions say of another: all that follows, and nothing that does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from tests.symbols.recipes import FIGURES, Recipe, Values, build, conditions, values

from dibao.symbols.expressions import Graph
from dibao.symbols.knowledge import Knowledge
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Reduction
from dibao.symbols.units import CHOICE, COUNT, FLAG, FLOW


@pytest.fixture
def graph() -> Graph:
    return Graph()


def age(graph: Graph, op: str, years: int) -> Node:
    fact = graph.leaf("fact", ("member", "age"), COUNT, scope="member", low=0, high=130)
    return graph.compare(op, fact, graph.constant(years, COUNT))


def gap(graph: Graph, op: str, bound: int) -> Node:
    """Compare income less twice the rent with a number."""
    income, rent = (graph.leaf("fact", ("household", name), FLOW) for name in ("income", "rent"))
    return graph.compare(op, graph.add(income, graph.add(rent, rent), -1), graph.constant(bound, FLOW))


@pytest.mark.parametrize(("known", "asked", "says"), [
    (("<", 18), ("<", 17), None), (("<", 18), ("<", 18), True), (("<", 18), ("<", 19), True),
    (("<", 18), (">=", 17), None), (("<", 18), (">=", 18), False), (("<", 18), ("==", 18), False),
    (("<", 18), ("==", 17), None), ((">=", 18), ("<", 18), False), ((">=", 18), ("<", 19), None),
    ((">=", 18), (">", 17), True), ((">=", 18), ("==", 17), False), ((">=", 18), ("!=", 17), True),
    (("==", 18), ("<", 18), False), (("==", 18), ("<=", 18), True), (("==", 18), ("==", 19), False),
    (("!=", 18), ("<", 18), None), (("!=", 18), ("==", 18), False), (("!=", 18), ("==", 17), None),
])  # fmt: skip
@pytest.mark.parametrize("compare", [age, gap])
def test_one_comparison_settles_another_of_the_same_sum(
    graph: Graph, compare: Any, known: tuple[str, int], asked: tuple[str, int], says: bool | None
) -> None:
    knowledge = Knowledge()
    knowledge.learn(compare(graph, *known), True)
    assert knowledge.settles(compare(graph, *asked)) is says


def test_two_limits_leave_one_number(graph: Graph) -> None:
    knowledge = Knowledge()
    knowledge.learn(age(graph, ">=", 18), True)
    knowledge.learn(age(graph, "<", 19), True)
    assert knowledge.settles(age(graph, "==", 18)) is True


def test_a_sum_settles_nothing_of_its_parts(graph: Graph) -> None:
    knowledge = Knowledge()
    knowledge.learn(gap(graph, "<", 0), True)
    income = graph.leaf("fact", ("household", "income"), FLOW)
    assert knowledge.settles(graph.compare("<", income, graph.constant(0, FLOW))) is None


def test_a_multiple_of_a_sum_is_the_same_sum(graph: Graph) -> None:
    knowledge = Knowledge()
    knowledge.learn(gap(graph, "<", 5), True)
    income, rent = (graph.leaf("fact", ("household", name), FLOW) for name in ("income", "rent"))
    twice = graph.add(graph.scale(rent, 4), graph.scale(income, 2), -1)
    assert knowledge.settles(graph.compare(">", twice, graph.constant(-10, FLOW))) is True
    assert knowledge.settles(graph.compare(">", twice, graph.constant(-8, FLOW))) is None


def test_a_known_word_rules_out_the_others(graph: Graph) -> None:
    relation = graph.leaf("fact", ("member", "relation"), CHOICE, scope="member")
    knowledge = Knowledge()
    knowledge.learn(graph.chosen(relation, "child"), True)
    assert knowledge.settles(graph.chosen(relation, "parent")) is False
    assert knowledge.settles(graph.chosen(relation, "child")) is True


def test_a_word_that_is_ruled_out_says_nothing_of_the_others(graph: Graph) -> None:
    relation = graph.leaf("fact", ("member", "relation"), CHOICE, scope="member")
    knowledge = Knowledge()
    knowledge.learn(graph.chosen(relation, "child"), False)
    assert knowledge.settles(graph.chosen(relation, "child")) is False
    assert knowledge.settles(graph.chosen(relation, "parent")) is None


@pytest.mark.parametrize(("holds", "says"), [(True, True), (False, None)])
def test_a_junction_that_holds_says_that_its_parts_hold(graph: Graph, holds: bool, says: bool | None) -> None:
    a, b = (graph.leaf("fact", ("household", name), FLAG) for name in "ab")
    knowledge = Knowledge()
    knowledge.learn(graph.both([a, b]), holds)
    assert knowledge.settles(a) is says


@pytest.mark.parametrize(("holds", "says"), [(True, None), (False, False)])
def test_an_or_that_fails_says_that_its_parts_fail(graph: Graph, holds: bool, says: bool | None) -> None:
    a, b = (graph.leaf("fact", ("household", name), FLAG) for name in "ab")
    knowledge = Knowledge()
    knowledge.learn(graph.either([a, b]), holds)
    assert knowledge.settles(b) is says


@given(conditions("member", 2), conditions("member", 2), conditions("member", 2), values())
def test_what_knowledge_settles_is_so(first: Recipe, second: Recipe, asked: Recipe, household: Values) -> None:
    graph, knowledge = Graph(), Knowledge()

    def read(entity: str, name: str, person: int) -> Any:
        return household[entity][name] if entity == "household" else household[entity][person][name]

    people = {entity: len(household[entity]) for entity in ("member", "obligor")}
    reduction = Reduction(read, {name: stored for name, (_, stored, _) in FIGURES.items()}, people)
    for each in (first, second):
        node = build(graph, each)
        knowledge.learn(node, bool(reduction.value(node)))
    node = build(graph, asked)
    settled = knowledge.settles(node)
    assume(settled is not None)
    assert settled == bool(reduction.value(node))
