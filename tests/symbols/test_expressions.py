"""The graph: every simplification keeps the value, and equal things are one node."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.symbols.recipes import FACTS, FIGURES, Recipe, Values, build, conditions, numbers, values, worth

from dibao.errors import UnitError
from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Reduction
from dibao.symbols.source import Writer, compiled
from dibao.symbols.units import CHOICE, COUNT, FLAG, FLOW, MONTHS, SHARE, STOCK, Unit, product_unit

anything = st.one_of(
    *(numbers(scope, unit, 4) for scope in ("household", "member") for unit in (FLOW, STOCK, COUNT)),
    conditions("household", 4),
    conditions("member", 4),
)


def reduction(household: Values) -> Reduction:
    def read(entity: str, name: str, person: int) -> Any:
        return household[entity][name] if entity == "household" else household[entity][person][name]

    people = {entity: len(household[entity]) for entity in ("member", "obligor")}
    return Reduction(read, {name: stored for name, (_, stored, _) in FIGURES.items()}, people)


def run(node: Node, household: Values) -> list[Any]:
    """Give the compiled function's stored values, one for each member."""
    writer = Writer((node,))
    function, layout = compiled(writer.write()), writer.layout
    [answer] = function(
        tuple(household["household"][name] for name in layout.household),
        [tuple(each[name] for name in layout.member) for each in household["member"]],
        [tuple(each[name] for name in layout.obligor) for each in household["obligor"]],
        tuple(FIGURES[name][1] for name in layout.figures),
    )
    return answer if isinstance(answer, list) else [answer] * len(household["member"])


@given(anything, values())
def test_every_way_of_working_out_gives_the_same(recipe: Recipe, household: Values) -> None:
    node = build(Graph(), recipe)
    by_graph, compiled_values = reduction(household), run(node, household)
    for person in range(len(household["member"])):
        expected = worth(recipe, household, person)
        assert Fraction(by_graph.value(node, person), node.den) == expected  # type: ignore[arg-type]
        assert Fraction(compiled_values[person], node.den) == expected


@given(anything, values())
def test_bounds_contain_every_value(recipe: Recipe, household: Values) -> None:
    by_graph = reduction(household)
    for person in range(len(household["member"])):
        by_graph.value(build(Graph(), recipe), person)
    for (node, _), stored in by_graph.visited.items():
        if isinstance(stored, int):
            assert (node.low is None or node.low <= stored) and (node.high is None or stored <= node.high)


@given(st.lists(numbers("member", FLOW, 2), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_a_sum_is_the_same_in_any_order(parts: list[Recipe], chance: Any) -> None:
    graph = Graph()
    nodes = [build(graph, each) for each in parts]
    shuffled = chance.sample(nodes, len(nodes))
    assert _summed(graph, nodes) is _summed(graph, shuffled)


def _summed(graph: Graph, nodes: list[Node]) -> Node:
    total = graph.constant(0, FLOW)
    for node in nodes:
        total = graph.add(total, node)
    return total


@given(st.lists(numbers("member", FLOW, 2), min_size=2, max_size=4), st.randoms(use_true_random=False))
@pytest.mark.parametrize("op", ["min", "max"])
def test_an_extreme_is_the_same_in_any_order(op: str, parts: list[Recipe], chance: Any) -> None:
    graph = Graph()
    nodes = [build(graph, each) for each in parts]
    assert graph.extreme(op, nodes) is graph.extreme(op, chance.sample(nodes, len(nodes)))


@given(st.lists(conditions("member", 2), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_a_junction_is_the_same_in_any_order(parts: list[Recipe], chance: Any) -> None:
    graph = Graph()
    nodes = [build(graph, each) for each in parts]
    shuffled = chance.sample(nodes, len(nodes))
    assert graph.both(nodes) is graph.both(shuffled)
    assert graph.either(nodes) is graph.either(shuffled)


@given(numbers("member", FLOW, 2), numbers("member", FLOW, 2))
def test_a_comparison_is_the_same_from_either_side(left: Recipe, right: Recipe) -> None:
    graph = Graph()
    a, b = build(graph, left), build(graph, right)
    assert graph.compare("<", a, b) is graph.compare(">", b, a)
    assert graph.compare("<", a, b) is graph.negate(graph.compare(">=", a, b))
    assert graph.compare("==", a, b) is graph.compare("==", b, a)
    assert graph.compare("<=", a, b) is graph.compare("<=", graph.add(a, b, -1), graph.constant(0, FLOW))


@given(anything)
def test_a_digest_does_not_depend_on_what_was_built_before(recipe: Recipe) -> None:
    used = Graph()
    build(used, ("add", ("fact", "member", "rent"), ("fact", "member", "wage"), 1))
    used.named("household.income", build(used, ("fact", "household", "income")))
    assert build(used, recipe).digest == build(Graph(), recipe).digest


# -- one by one ----------------------------------------------------------------------------------------
@pytest.fixture
def graph() -> Graph:
    return Graph()


def leaf(graph: Graph, name: str = "x", unit: Unit = FLOW, low: int | None = None, high: int | None = None) -> Node:
    return graph.leaf("fact", ("household", name), unit, low=low, high=high)


@pytest.mark.parametrize(("op", "bound", "holds"), [
    ("<", 10, None), ("<", 11, True), ("<", 0, False), ("<", 1, None),
    ("<=", 9, None), ("<=", 10, True), ("<=", -1, False), ("<=", 0, None),
    (">", 9, None), (">", 10, False), (">", -1, True),
    (">=", 10, None), (">=", 11, False), (">=", 0, True),
    ("==", 10, None), ("==", 11, False), ("==", -1, False), ("!=", 11, True),
])  # fmt: skip
def test_bounds_settle_a_comparison_only_beyond_their_ends(
    graph: Graph, op: str, bound: int, holds: bool | None
) -> None:
    made = graph.compare(op, leaf(graph, low=0, high=10), graph.constant(bound, FLOW))
    assert made.constant == (None if holds is None else int(holds))


def test_a_fraction_is_never_equal_to_whole_fen(graph: Graph) -> None:
    assert graph.compare("==", leaf(graph), graph.constant(Fraction(1, 12), FLOW)) is graph.false


def test_between_whole_numbers_less_than_and_at_most_meet(graph: Graph) -> None:
    x = leaf(graph)
    assert graph.compare("<", x, graph.constant(18, FLOW)) is graph.compare("<=", x, graph.constant(17, FLOW))
    assert graph.compare("<", x, graph.constant(Fraction(35, 2), FLOW)) is graph.compare(
        "<=", x, graph.constant(17, FLOW)
    )


def test_a_common_part_stands_outside_a_choice(graph: Graph) -> None:
    p, d, flag = leaf(graph, "p"), leaf(graph, "d"), leaf(graph, "c", FLAG)
    zero = graph.constant(0, FLOW)
    assert graph.choose(flag, graph.add(p, d), p) is graph.add(p, graph.choose(flag, d, zero))


def test_a_common_part_with_a_share_keeps_its_fraction(graph: Graph) -> None:
    p, flag = leaf(graph, "p"), leaf(graph, "c", FLAG)
    third = graph.scale(p, Fraction(1, 3))
    chosen = graph.choose(
        flag, graph.add(third, graph.constant(1, FLOW)), graph.add(third, graph.constant(Fraction(1, 2), FLOW))
    )
    assert graph.terms(chosen)[0][p] == Fraction(1, 3)


def test_what_another_argument_always_beats_is_left_out(graph: Graph) -> None:
    small, large = leaf(graph, "small", low=0, high=10), leaf(graph, "large", low=10, high=20)
    assert graph.extreme("min", [large, small]) is small
    assert graph.extreme("max", [small, large]) is large


def test_what_only_reaches_another_argument_stays(graph: Graph) -> None:
    small, large = leaf(graph, "small", low=0, high=11), leaf(graph, "large", low=10, high=20)
    assert graph.extreme("min", [large, small]).args == (large, small)


@pytest.mark.parametrize("op", ["min", "max"])
def test_of_two_that_are_always_equal_the_constant_stays(graph: Graph, op: str) -> None:
    nothing = graph.constant(0, FLOW)
    always_nothing = leaf(graph, "settled", low=0, high=0)
    assert graph.extreme(op, [nothing, always_nothing]) is nothing
    assert graph.extreme(op, [always_nothing, nothing]) is nothing


@pytest.mark.parametrize(("op", "low", "high"), [("min", None, 7), ("max", -5, None)])
def test_one_bounded_argument_bounds_one_side(graph: Graph, op: str, low: int | None, high: int | None) -> None:
    made = graph.extreme(op, [leaf(graph, "a", low=-5), leaf(graph, "b", high=7)])
    assert (len(made.args), made.low, made.high) == (2, low, high)


def test_two_numbers_never_below_zero_make_one(graph: Graph) -> None:
    made = graph.multiply(leaf(graph, "a", low=0), leaf(graph, "n", COUNT, low=2, high=5))
    assert (made.low, made.high) == (0, None)


def test_an_unbounded_negative_number_leaves_a_product_open(graph: Graph) -> None:
    made = graph.multiply(leaf(graph, "a", high=0), leaf(graph, "n", COUNT, low=2, high=5))
    assert (made.low, made.high) == (None, None)


def test_a_flow_over_months_is_a_stock_of_twelfths(graph: Graph) -> None:
    made = graph.multiply(leaf(graph, "a"), graph.constant(24, MONTHS))
    assert (made.unit, made.den, made.data) == (STOCK, 1, ((2,), 0))


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (-1, 0), (3, 4)])
def test_sharing_a_number_among_a_number_is_worked_out(graph: Graph, count: int, expected: int) -> None:
    made = graph.share(graph.constant(10, FLOW), graph.constant(count, COUNT), "up", 1)
    assert made is graph.constant(expected, FLOW)


@pytest.mark.parametrize("unlike", [
    ("figure", ("x",), FLOW, 1), ("fact", ("household", "x"), STOCK, 1), ("fact", ("household", "x"), FLAG, 1),
    ("fact", ("household", "x"), CHOICE, 1), ("figure", ("x",), FLOW, 10), ("fact", ("member", "x"), FLOW, 1),
])  # fmt: skip
def test_leaves_that_differ_in_anything_are_two(graph: Graph, unlike: tuple[Any, ...]) -> None:
    op, data, unit, den = unlike
    other = graph.leaf(op, data, unit, den=den, scope=data[0] if op == "fact" else "household")
    assert other.digest != leaf(graph, "x").digest


def test_a_sum_of_money_and_one_of_stocks_are_two(graph: Graph) -> None:
    x = leaf(graph)
    assert graph.scale(x, Fraction(1, 12), STOCK).digest != graph.scale(x, Fraction(1, 12)).digest
    assert graph.scale(x, Fraction(1), STOCK) is not x


def test_a_word_and_a_number_of_one_look_are_two(graph: Graph) -> None:
    assert graph.word("1") is not graph.constant(1, COUNT)


def test_the_author_s_own_operands_are_kept(graph: Graph) -> None:
    income = graph.named("household.income", graph.add(leaf(graph, "a"), leaf(graph, "b")))
    need = graph.named("household.need", graph.add(leaf(graph, "c"), leaf(graph, "d")))
    graph.extreme("max", [graph.add(need, income, -1), graph.constant(0, FLOW)])
    assert repr(graph.compare("<", income, need)) in (
        "household.income < household.need",
        "not household.income >= household.need",
    )


def test_a_large_value_is_described_in_short(graph: Graph) -> None:
    node = leaf(graph, "a")
    for number in range(60):
        node = graph.multiply(graph.add(node, leaf(graph, f"b{number}")), leaf(graph, f"n{number}", COUNT))
    assert len(repr(node)) < 500


def test_a_member_and_an_obligor_do_not_mix(graph: Graph) -> None:
    wage = graph.leaf("fact", ("member", "wage"), FLOW, scope="member")
    income = graph.leaf("fact", ("obligor", "income"), FLOW, scope="obligor")
    with pytest.raises(UnitError, match="a value of one member and one obligor cannot be combined; total one of them"):
        graph.add(wage, income)


# -- conditions ------------------------------------------------------------------------------------------
def flags(graph: Graph, names: str) -> list[Node]:
    return [leaf(graph, name, FLAG) for name in names]


def test_a_condition_and_its_opposite_settle_a_junction(graph: Graph) -> None:
    a, b = flags(graph, "ab")
    assert graph.both([a, b, graph.negate(a)]) is graph.false
    assert graph.either([a, b, graph.negate(a)]) is graph.true


def test_a_case_that_is_split_for_nothing_is_joined(graph: Graph) -> None:
    a, b = flags(graph, "ab")
    split = graph.either([graph.both([a, b]), graph.both([graph.negate(a), b])])
    assert split is b


def test_what_the_others_settle_is_left_out(graph: Graph) -> None:
    a, b = flags(graph, "ab")
    assert graph.either([a, graph.both([graph.negate(a), b])]) is graph.either([a, b])
    assert graph.both([a, graph.either([graph.negate(a), b])]) is graph.both([a, b])


def test_narrower_limits_settle_wider_ones(graph: Graph) -> None:
    age = leaf(graph, "age", COUNT, 0, 130)
    adult, old = (graph.compare(">=", age, graph.constant(years, COUNT)) for years in (18, 60))
    assert graph.both([adult, old]) is old
    assert graph.either([adult, old]) is adult
    assert graph.both([graph.negate(adult), old]) is graph.false


def test_every_order_of_three_splits_gives_one_node(graph: Graph) -> None:
    a, b, c = flags(graph, "abc")
    parts = [graph.both([a, b]), graph.both([graph.negate(a), b]), graph.both([graph.negate(b), c])]
    assert len({graph.either(order) for order in permutations(parts)}) == 1


def test_two_ways_to_say_one_thing_do_not_depend_on_their_order(graph: Graph) -> None:
    [b], age = flags(graph, "b"), leaf(graph, "age", COUNT, 0, 4)
    two, three = graph.constant(2, COUNT), graph.constant(3, COUNT)
    equal = graph.both([graph.negate(b), graph.compare("==", age, two)])
    between = graph.both([graph.compare(">=", age, two), graph.compare("<", age, three)])
    assert graph.both([equal, between]) is graph.both([between, equal])


# -- units -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("left", "right", "result"), [
    (FLOW, MONTHS, (STOCK, 12)), (MONTHS, FLOW, (STOCK, 12)), (FLOW, COUNT, (FLOW, 1)), (SHARE, STOCK, (STOCK, 1)),
    (COUNT, COUNT, (COUNT, 1)), (SHARE, SHARE, (COUNT, 1)), (MONTHS, SHARE, (MONTHS, 1)),
])  # fmt: skip
def test_units_multiply(left: Unit, right: Unit, result: tuple[Unit, int]) -> None:
    assert product_unit(left, right) == result


@pytest.mark.parametrize(("left", "right", "why"), [
    (FLOW, FLOW, "has no meaning"), (STOCK, MONTHS, "has no meaning"), (MONTHS, MONTHS, "has no meaning"),
    (FLAG, FLOW, "flag cannot be multiplied by money a month"), (COUNT, CHOICE, "count cannot be multiplied by choice"),
])  # fmt: skip
def test_units_that_make_nothing_are_refused(left: Unit, right: Unit, why: str) -> None:
    with pytest.raises(UnitError, match=why):
        product_unit(left, right)


def test_a_share_and_a_count_are_both_plain_numbers() -> None:
    assert (SHARE == COUNT, SHARE == MONTHS, FLOW == STOCK, FLAG == CHOICE) == (True, False, False, False)


# -- the same in every run -----------------------------------------------------------------------------
_PRINT = """
from dibao.symbols.expressions import Graph
from tests.symbols.recipes import build, FACTS
graph = Graph()
facts = [("fact", entity, name) for entity, name in FACTS if entity != "obligor"]
flows = [each for each in facts if each[2] in ("income", "debt", "wage", "rent")]
flags = [each for each in facts if each[2] in ("poor", "ill", "works")]
split = ("or", (("and", tuple(flags[1:])), ("not", flags[0])))
body = ("ite", split, ("min", tuple(flows)), ("add", flows[0], flows[-1], -1))
node = build(graph, ("total", "member", body))
test = build(graph, ("cmp", "<", ("total", "member", body), ("scale", flows[0], 3)))
from dibao.symbols.source import Writer
print(node.digest.hex(), test.digest.hex())
print(Writer((node, test)).write())
"""


def test_digests_and_text_do_not_depend_on_the_hash_seed() -> None:
    root = Path(__file__).parent.parent.parent
    printed = {
        subprocess.run(
            [sys.executable, "-c", _PRINT], cwd=root, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "12345")
    }  # fmt: skip
    assert len(printed) == 1


def test_the_recipes_know_every_unit() -> None:
    assert {unit for unit, _, _ in FACTS.values()} == {FLOW, STOCK, MONTHS, COUNT, FLAG, CHOICE}
