"""A household with unknowns: what is left means the same once they are known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.symbols.recipes import FACTS, FIGURES, Recipe, Values, build, conditions, numbers, settled, values, worth

from dibao.symbols.exploration import MANY_LEAVES, certain
from dibao.symbols.expressions import Graph
from dibao.symbols.nodes import Node
from dibao.symbols.reduction import Reduction, plain, support
from dibao.symbols.units import CHOICE, COUNT, FLAG, FLOW, MONTHS, STOCK

anything = st.one_of(
    *(numbers(scope, unit, 4) for scope in ("household", "member") for unit in (FLOW, STOCK, COUNT)),
    conditions("household", 4),
    conditions("member", 4),
)
hidden = st.sets(st.sampled_from([*FACTS, *((name,) for name in FIGURES)]))


def reduction(household: Values, unknown: set[Any]) -> Reduction:
    def read(entity: str, name: str, person: int) -> Any:
        if (entity, name) in unknown:
            return None
        return household[entity][name] if entity == "household" else household[entity][person][name]

    figures = {name: None if (name,) in unknown else stored for name, (_, stored, _) in FIGURES.items()}
    return Reduction(read, figures, {entity: len(household[entity]) for entity in ("member", "obligor")})


def told(household: Values, leaf: Node) -> Any:
    if leaf.op == "figure":
        return FIGURES[leaf.data[0]][1]
    entity, name, person = leaf.data
    return household[entity][name] if entity == "household" else household[entity][person][name]


@given(anything, values(), hidden)
def test_what_is_left_means_the_same_once_it_is_known(recipe: Recipe, household: Values, unknown: set[Any]) -> None:
    node, open_ones = build(Graph(), recipe), reduction(household, unknown)
    for person in range(len(household["member"])):
        left = open_ones.value(node, person)
        if isinstance(left, Node):
            stored, den = settled(left, lambda leaf: told(household, leaf)), left.den
        else:
            stored, den = left, node.den
        assert Fraction(stored, den) == worth(recipe, household, person)


@given(anything, values(), hidden)
def test_only_what_is_unknown_is_left(recipe: Recipe, household: Values, unknown: set[Any]) -> None:
    left = reduction(household, unknown).value(build(Graph(), recipe))
    if isinstance(left, Node):
        asked = {leaf.data[:2] if leaf.op == "fact" else leaf.data for leaf in support([left])}
        assert asked and asked <= unknown


@given(anything, values(), hidden)
def test_the_bounds_of_what_is_left_contain_the_value(recipe: Recipe, household: Values, unknown: set[Any]) -> None:
    left = reduction(household, unknown).value(build(Graph(), recipe))
    if isinstance(left, Node):
        stored = settled(left, lambda leaf: told(household, leaf))
        assert (left.low is None or left.low <= stored) and (left.high is None or stored <= left.high)


# -- one by one ----------------------------------------------------------------------------------------
@pytest.fixture
def graph() -> Graph:
    return Graph()


def wage(graph: Graph) -> Node:
    return graph.leaf("fact", ("member", "wage"), FLOW, scope="member", low=0, high=100)


def persons(*stated: int | None) -> Reduction:
    return Reduction(lambda entity, name, person: stated[person], {}, {"member": len(stated), "obligor": 0})


def test_each_person_s_unknown_is_one_of_its_own(graph: Graph) -> None:
    left = persons(None, 5, None).value(graph.total("member", wage(graph)))
    assert isinstance(left, Node)
    assert [leaf.data for leaf in support([left])] == [("member", "wage", 0), ("member", "wage", 2)]
    assert (left.low, left.high) == (5, 205)


def test_nobody_adds_up_to_nothing(graph: Graph) -> None:
    income = graph.leaf("fact", ("obligor", "income"), FLOW, scope="obligor")
    assert persons(1).value(graph.total("obligor", income)) == 0


def test_an_unknown_times_nothing_is_nothing(graph: Graph) -> None:
    share = graph.leaf("figure", ("cap",), COUNT, den=10, low=0)
    product = graph.multiply(wage(graph), share)
    assert persons(0).value(product) == 0


@pytest.mark.parametrize(("count", "left"), [(0, 0), (-1, 0), (3, 4), (4, 3)])
def test_an_amount_is_shared_among_people_only(graph: Graph, count: int, left: int) -> None:
    among = graph.leaf("fact", ("household", "count"), COUNT)
    made = graph.share(graph.constant(10, FLOW), among, "up", 1)
    assert Reduction(lambda *_: count, {}, {}).value(made) == left


@pytest.mark.parametrize(("known", "expected"), [(0, 0), (1, "open")])
def test_an_unknown_is_asked_only_where_it_matters(graph: Graph, known: int, expected: object) -> None:
    poor, ill = (graph.leaf("fact", ("household", name), FLAG) for name in ("poor", "ill"))
    read = {"poor": known, "ill": None}
    left = Reduction(lambda entity, name, person: read[name], {}, {}).value(graph.both([poor, ill]))
    assert ("open" if isinstance(left, Node) else left) == expected


@pytest.mark.parametrize(("poor", "value"), [(0, Fraction(6)), (1, Fraction(2))])
def test_both_arms_of_a_choice_have_its_denominator(graph: Graph, poor: int, value: Fraction) -> None:
    flag, debt, income = (graph.leaf("fact", ("household", name), unit) for name, unit in
                          (("poor", FLAG), ("debt", FLOW), ("income", FLOW)))  # fmt: skip
    made = graph.choose(flag, graph.scale(debt, Fraction(1, 3)), income)
    stored = Reduction(lambda entity, name, person: {"poor": poor}.get(name, 6), {}, {}).value(made)
    assert (made.den, Fraction(stored, made.den)) == (3, value)  # type: ignore[arg-type]


def test_a_part_that_is_not_needed_is_not_visited(graph: Graph) -> None:
    poor, a, b = (graph.leaf("fact", ("household", name), unit) for name, unit in
                  (("poor", FLAG), ("a", FLOW), ("b", FLOW)))  # fmt: skip
    reduction = Reduction(lambda entity, name, person: 1, {}, {})
    reduction.value(graph.choose(poor, a, b))
    assert (a, 0) in reduction.visited and (b, 0) not in reduction.visited


@pytest.mark.parametrize(("stored", "unit", "den", "value"), [
    (1, FLAG, 1, True), ("child", CHOICE, 1, "child"), (5, COUNT, 1, 5), (5, FLOW, 2, Fraction(5, 2)),
    (3, MONTHS, 1, 3),
])  # fmt: skip
def test_a_stored_value_reads_as_python(stored: Any, unit: Any, den: int, value: Any) -> None:
    assert plain(stored, unit, den) == value and type(plain(stored, unit, den)) is type(value)


ROOMS = ("fact", "household", "rooms")
FEWEST_ROOMS = ("total", "member", ("min", (ROOMS, ("figure", "adult"))))
SHARED_AMONG_A_FIGURE = ("share", ("fact", "household", "savings"), ("add", ROOMS, FEWEST_ROOMS, 1), "up", 1)
ONE_ROOM: Values = {
    "household": {"income": 0, "debt": 0, "savings": 0, "used": 0, "rooms": 1, "poor": 0, "area": "a"},
    "member": [{"wage": 0, "rent": 0, "saved": 0, "age": 0, "ill": 0, "works": 0, "kind": "a"}],
    "obligor": [],
}


@given(anything, values(), hidden)
# What turns on a figure without ends cannot be cut in two spans.
@example(SHARED_AMONG_A_FIGURE, ONE_ROOM, {("adult",)})
def test_what_is_certain_is_so_in_every_world(recipe: Recipe, household: Values, unknown: set[Any]) -> None:
    left = reduction(household, unknown).value(build(Graph(), recipe))
    if isinstance(left, Node):
        sure = certain(left)
        if isinstance(sure, int):
            assert Fraction(sure, left.den) == worth(recipe, household, 0)


def flags(graph: Graph, count: int) -> list[Node]:
    return [graph.leaf("fact", ("household", f"flag {n}"), FLAG) for n in range(count)]


def left_of(node: Node) -> Any:
    """Give what is left where nothing is known."""
    return Reduction(lambda *_: None, {}, {}).value(node)


def covered(graph: Graph, one: Node, other: Node) -> Node:
    """Give a condition that always holds, which no single step of it shows."""
    yes, no = graph.constant(1, COUNT), graph.constant(0, COUNT)
    count = graph.add(graph.choose(one, yes, no), graph.choose(other, yes, no))
    return graph.either([graph.compare("==", count, graph.constant(each, COUNT)) for each in range(3)])


def test_a_condition_that_holds_in_every_world_is_certain() -> None:
    graph = Graph()
    left = left_of(covered(graph, *flags(graph, 2)))
    assert isinstance(left, Node)
    assert certain(left) == 1


def test_a_condition_that_fails_in_one_world_is_not_certain() -> None:
    graph = Graph()
    one, other, third = flags(graph, 3)
    left = left_of(graph.both([covered(graph, one, other), graph.either([one, other, third])]))
    assert certain(left) is left


@pytest.mark.parametrize(("count", "is_known"), [(MANY_LEAVES, True), (MANY_LEAVES + 1, False)])
def test_what_is_certain_is_looked_for_among_few_unknowns(count: int, is_known: bool) -> None:
    graph = Graph()
    several = flags(graph, count)
    left = left_of(graph.either([covered(graph, *several[:2]), graph.both(several[2:])]))
    assert isinstance(left, Node)
    assert (certain(left) == 1) is is_known


@pytest.mark.parametrize(
    ("op", "bound", "meaning"),
    [
        ("==", 0, 0), ("==", 1, "not open"), ("==", 2, "open"), ("==", 3, 0),
        ("<", 1, 0), ("<", 2, "not open"), ("<", 3, 1),
    ],
)  # fmt: skip
def test_a_count_of_one_known_and_one_open_person_is_one_or_two(op: str, bound: int, meaning: Any) -> None:
    graph = Graph()
    counted = graph.count("member", graph.leaf("fact", ("member", "ill"), FLAG, scope="member"))
    node = graph.compare(op, counted, graph.constant(bound, COUNT))
    known = Reduction(lambda _, __, person: True if person == 0 else None, {}, {"member": 2})
    found = known.value(node)
    if isinstance(found, Node):
        open_one = known.graph.leaf("fact", ("member", "ill", 1), FLAG)
        named = {open_one.digest: "open", known.graph.negate(open_one).digest: "not open"}
        assert named.get(found.digest) == meaning
    else:
        assert found == meaning
