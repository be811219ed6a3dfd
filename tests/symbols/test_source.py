"""The generated function: readable, the same on every machine, honest about what is unknown."""

from __future__ import annotations

import traceback
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.symbols.recipes import FACTS, FIGURES, Recipe, Values, build, conditions, numbers, values, worth

from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.source import UNTOLD, Untold, Writer, compiled
from dibao.symbols.units import CHOICE, COUNT, FLAG, FLOW, STOCK

anything = st.one_of(
    *(numbers(scope, unit, 4) for scope in ("household", "member") for unit in (FLOW, STOCK, COUNT)),
    conditions("household", 4),
    conditions("member", 4),
)
hidden = st.sets(st.sampled_from([*FACTS, *((name,) for name in FIGURES)]))


def run(nodes: list[Node], household: Values, unknown: set[Any] | frozenset[Any] = frozenset()) -> tuple[Any, ...]:
    writer = Writer(tuple(nodes))
    function, layout = compiled(writer.write()), writer.layout

    def told(entity: str, stated: dict[str, Any], names: list[str]) -> tuple[Any, ...]:
        return tuple(UNTOLD if (entity, name) in unknown else stated[name] for name in names)

    figures = tuple(UNTOLD if (name,) in unknown else FIGURES[name][1] for name in layout.figures)
    return function(
        told("household", household["household"], layout.household),
        [told("member", each, layout.member) for each in household["member"]],
        [told("obligor", each, layout.obligor) for each in household["obligor"]],
        figures,
    )


@given(st.lists(anything, min_size=1, max_size=4), values())
def test_several_results_at_once_are_the_same_as_one_by_one(recipes: list[Recipe], household: Values) -> None:
    graph = Graph()
    nodes = [build(graph, each) for each in recipes]
    for recipe, node, stored in zip(recipes, nodes, run(nodes, household), strict=True):
        people = range(len(household["member"])) if isinstance(stored, list) else (0,)
        for person in people:
            one = stored[person] if isinstance(stored, list) else stored
            assert Fraction(one, node.den) == worth(recipe, household, person)


@given(anything, values(), hidden)
def test_an_unknown_is_never_guessed(recipe: Recipe, household: Values, unknown: set[Any]) -> None:
    node = build(Graph(), recipe)
    try:
        [stored] = run([node], household, unknown)
    except Untold:
        return
    for person, one in enumerate(stored if isinstance(stored, list) else [stored]):
        assert one is UNTOLD or Fraction(one, node.den) == worth(recipe, household, person)


@given(anything)
def test_the_text_is_the_same_each_time(recipe: Recipe) -> None:
    assert Writer((build(Graph(), recipe),)).write() == Writer((build(Graph(), recipe),)).write()


# -- one by one ----------------------------------------------------------------------------------------
@pytest.fixture
def graph() -> Graph:
    return Graph()


def fact(graph: Graph, name: str, unit: Any = FLOW, entity: str = "member") -> Node:
    return graph.leaf("fact", (entity, name), unit, scope=entity)


def called(nodes: list[Node], household: tuple[Any, ...], members: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    return compiled(Writer(tuple(nodes)).write())(household, members, [], ())


def test_a_policy_reads_like_one(graph: Graph) -> None:
    counts = graph.named("member.counts", graph.negate(fact(graph, "in_prison", FLAG)))
    counted = graph.choose(counts, fact(graph, "income.wage"), graph.constant(0, FLOW))
    income = graph.named("household.counted_income", graph.total("member", counted))
    need = graph.leaf("figure", ("dibao.standard.rural",), FLOW, low=0)
    gap = graph.named("household.gap", graph.extreme("max", [graph.add(need, income, -1), graph.constant(0, FLOW)]))
    assert Writer((gap,)).write() == GAP


GAP = """\
# Made from a policy; flows of money are whole fen a year, stocks whole fen.
def assess(household, members, obligors, figures):
    dibao_standard_rural, = figures
    total_1 = 0
    for one in members:
        in_prison, income_wage, = one
        counts = not in_prison
        total_1 += (income_wage if counts else 0)
    counted_income = total_1
    gap = max((dibao_standard_rural - counted_income), 0)
    return (gap,)
"""


def test_the_same_text_is_compiled_once(graph: Graph) -> None:
    text = Writer((fact(graph, "wage"),)).write()
    assert compiled(text) is compiled(text)


def test_a_traceback_shows_the_line(graph: Graph) -> None:
    function = compiled(Writer((graph.total("member", fact(graph, "income.wage")),)).write())
    with pytest.raises(ValueError, match="not enough values") as caught:
        function((), [()], [], ())
    assert "income_wage, = one" in "".join(traceback.format_tb(caught.value.__traceback__))


@pytest.mark.parametrize("name", [
    "min", "max", "zip", "one", "members", "household", "figures", "if", "class", "True", "None", "1st", "a-b", "低保",
])  # fmt: skip
def test_a_name_never_hides_what_the_function_needs(graph: Graph, name: str) -> None:
    a, b, age = fact(graph, name), fact(graph, "b"), fact(graph, "age", COUNT)
    best = graph.named(f"member.{name}_2", graph.extreme("max", [a, b]))
    total = graph.total("member", graph.extreme("min", [best, graph.constant(4, FLOW)]))
    above = graph.compare(">", graph.multiply(best, age), total)
    text = Writer((above, total)).write()
    layout = Writer((above, total))
    layout.write()
    order = [{name: 7, "b": 2, "age": 1}[each] for each in layout.layout.member]
    assert compiled(text)((), [tuple(order)] * 2, [], ()) == ([False, False], 8)


def test_a_list_of_values_and_a_value_of_that_name_are_two(graph: Graph) -> None:
    wage = graph.named("member.wage", graph.add(fact(graph, "income"), graph.constant(1, FLOW)))
    wage_of = graph.named("household.wage_of", graph.scale(graph.total("member", wage), Fraction(2)))
    assert called([wage, wage_of], (), [(5,), (6,)]) == ([6, 7], 26)


def test_a_value_named_like_a_list_is_not_taken_for_it(graph: Graph) -> None:
    listed = graph.named("member.wage_of", graph.scale(fact(graph, "income"), Fraction(2)))
    wage = graph.named("member.wage", graph.add(listed, graph.constant(1, FLOW)))
    assert called([listed, wage, graph.total("member", wage)], (), [(5,), (6,)]) == ([10, 12], [11, 13], 24)


def test_a_value_and_a_fact_of_one_name_are_two(graph: Graph) -> None:
    wage = fact(graph, "income")
    doubled = graph.named("member.income", graph.scale(wage, Fraction(2)))
    assert called([doubled, wage], (), [(5,)]) == ([10], [5])


def test_words_are_written_so_that_nothing_else_is_read(graph: Graph) -> None:
    word = "') or print('x"
    asked = graph.chosen(fact(graph, "kind", CHOICE), word)
    assert called([asked, graph.negate(asked)], (), [(word,), ("b",)]) == ([True, False], [False, True])


def test_a_word_that_looks_like_a_comparison_stays_a_word(graph: Graph) -> None:
    asked = graph.negate(graph.chosen(fact(graph, "kind", CHOICE), "a == b"))
    assert called([asked], (), [("a == b",), ("a",)]) == ([False, True],)


@pytest.mark.parametrize(("direction", "stored"), [("up", -3), ("down", -4), ("half_up", -3)])
def test_amounts_below_zero_are_rounded_alike(graph: Graph, direction: Any, stored: int) -> None:
    third = graph.scale(fact(graph, "loss"), Fraction(1, 3))
    assert called([graph.round(third, direction, 1)], (), [(-10,)]) == ([stored],)


@pytest.mark.parametrize(("count", "stored"), [(-1, 0), (0, 0), (1, -10), (3, -3)])
def test_a_constant_below_zero_is_shared_alike(graph: Graph, count: int, stored: int) -> None:
    made = graph.share(graph.constant(-10, FLOW), fact(graph, "count", COUNT), "up", 1)
    assert called([made], (), [(count,)]) == ([stored],)


def test_a_shared_count_below_nothing_known_asks_for_it(graph: Graph) -> None:
    made = graph.share(graph.constant(10, FLOW), fact(graph, "count", COUNT), "up", 1)
    with pytest.raises(Untold):
        called([made], (), [(UNTOLD,)])


def test_a_long_chain_of_conditions_is_still_python(graph: Graph) -> None:
    age = fact(graph, "age", COUNT)
    node = graph.constant(0, FLOW)
    for years in range(200):
        node = graph.choose(
            graph.compare("<", age, graph.constant(years, COUNT)), graph.scale(fact(graph, "w"), Fraction(years)), node
        )
    assert called([node], (), [(150, 1), (500, 1)]) == ([199, 0],)
