"""What is one of two values is settled for a whole block, and chosen by each household."""

from fractions import Fraction

import pytest

from dibao.batch.plain_graph import PlainGraph
from dibao.batch.prepared.arms import Arms
from dibao.symbols.reduction import Reduction
from dibao.symbols.units import COUNT, FLAG

GRAPH = PlainGraph()
ROOMS = GRAPH.leaf("fact", ("household", "rooms"), COUNT, low=0, high=9)


def flag(name):
    return GRAPH.leaf("fact", ("household", name), FLAG)


def figure(name):
    return GRAPH.leaf("figure", (name,), COUNT, low=1, high=1000)


def chosen(condition="urban"):
    return GRAPH.choose(flag(condition), figure("town"), figure("country"))


def fifth(node):
    return GRAPH.round(GRAPH.scale(node, Fraction(1, 5)), "down", 1)


def settled(node):
    [found] = Arms().settled([node])
    return found


def times(node):
    return GRAPH.multiply(node, figure("share"))


@pytest.mark.parametrize("of", [fifth, times, lambda node: fifth(times(node))])
def test_what_is_reckoned_from_a_choice_alone_is_a_choice(of):
    found = settled(of(chosen()))
    assert found.op == "ite"
    assert found.args[0] is flag("urban")
    assert [repr(each) for each in found.args[1:]] == [repr(of(figure(name))) for name in ("town", "country")]
    assert (found.unit, found.den) == (of(chosen()).unit, of(chosen()).den)


@pytest.mark.parametrize(
    "node",
    [
        GRAPH.add(chosen(), chosen("remote")),
        GRAPH.multiply(chosen(), ROOMS),
        GRAPH.choose(flag("urban"), ROOMS, figure("country")),
    ],
)
def test_what_rests_on_more_than_one_choice_is_reckoned_for_each_household(node):
    assert repr(settled(node)) == repr(node)


def test_two_choices_by_one_condition_are_one():
    found = settled(GRAPH.add(chosen(), fifth(chosen())))
    assert found.op == "ite"
    assert {each.op for each in found.args[1:]} == {"linear"}


def test_what_is_reckoned_for_persons_and_by_flags_stays():
    wage = GRAPH.leaf("fact", ("member", "wage"), COUNT, scope="member", low=0, high=10**6)
    compared = GRAPH.compare("<", chosen(), GRAPH.constant(500, COUNT))
    assert settled(compared).op == "lt"
    assert settled(GRAPH.add(wage, chosen(), -1)).op == "linear"


@pytest.mark.parametrize("urban", [True, False])
@pytest.mark.parametrize("factor", [Fraction(-1), Fraction(1), Fraction(-1, 2)])
def test_a_choice_and_what_it_may_be_are_added_up(factor, urban):
    node = GRAPH.add(chosen(), GRAPH.scale(figure("country"), factor))
    value = Reduction(lambda *_: urban, {"town": 700, "country": 1000}, {}).value
    assert value(settled(node)) == value(node)


def third(node):
    return GRAPH.scale(node, Fraction(1, 3))


@pytest.mark.parametrize("urban", [True, False])
@pytest.mark.parametrize("other", [figure("country"), GRAPH.constant(11, COUNT), GRAPH.constant(0, COUNT)])
@pytest.mark.parametrize(
    "of",
    [
        lambda node: GRAPH.add(GRAPH.scale(node, Fraction(2)), GRAPH.constant(Fraction(1, 5), COUNT)),
        times,
        lambda node: times(GRAPH.add(node, figure("more"))),
    ],
)
def test_a_choice_between_a_part_and_a_whole_keeps_its_value(of, other, urban):
    node = of(GRAPH.choose(flag("urban"), third(figure("town")), other))
    found = settled(node)
    figures = {"town": 700, "country": 1000, "share": 3, "more": 5}
    value = Reduction(lambda *_: urban, figures, {}).value
    assert found.op == "ite"
    assert (value(found), found.den) == (value(node), node.den)
