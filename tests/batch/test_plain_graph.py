"""A plan's graph leaves out what cannot matter and makes equal values one."""

from fractions import Fraction

import pytest

from dibao.batch.plain_graph import LOOKED_INTO, PlainGraph
from dibao.symbols.units import COUNT, FLAG, FLOW

GRAPH = PlainGraph()
TWELVE = Fraction(12)
ZERO = GRAPH.constant(0, FLOW)


def flag(name):
    return GRAPH.leaf("fact", ("member", name), FLAG, scope="member")


def amount(name, low=0):
    return GRAPH.leaf("fact", ("member", name), FLOW, scope="member", low=low, high=10**6)


def figure(name):
    return GRAPH.leaf("figure", (name,), COUNT, low=1, high=1000)


def count(name):
    return GRAPH.leaf("fact", ("household", name), COUNT, low=0, high=9)


def test_no_more_than_the_wage_need_not_be_asked_again():
    least = GRAPH.extreme("min", [amount("wage"), amount("part")])
    deduction = GRAPH.choose(flag("works"), least, ZERO)
    assert GRAPH.extreme("min", [deduction, amount("wage")]) is deduction
    assert GRAPH.extreme("max", [deduction, amount("wage")]) is amount("wage")


def test_a_wage_that_may_be_below_zero_is_asked_again():
    wage = amount("business", low=-5)
    deduction = GRAPH.choose(flag("works"), GRAPH.extreme("min", [wage, amount("part")]), ZERO)
    assert GRAPH.extreme("min", [deduction, wage]).op == "min"


@pytest.mark.parametrize(("more", "is_seen"), [(-1, True), (0, False)])
def test_choices_are_looked_into_so_far(more, is_seen):
    deep = GRAPH.extreme("min", [amount("wage"), amount("part")])
    for number in range(LOOKED_INTO + more):
        deep = GRAPH._node("ite", (flag(f"step.{number}"), deep, ZERO), (), FLOW, low=0, high=10**6)
    assert (GRAPH.extreme("min", [deep, amount("wage")]) is deep) is is_seen


def test_products_of_the_same_are_one_whatever_is_multiplied_first():
    first = GRAPH.multiply(GRAPH.multiply(count("size"), count("rooms")), figure("factor"))
    assert GRAPH.multiply(count("size"), GRAPH.multiply(count("rooms"), figure("factor"))) is first
    assert GRAPH.multiply(GRAPH.multiply(figure("factor"), count("size")), count("rooms")) is first


def test_a_figure_times_itself_is_multiplied_like_any():
    squared = GRAPH.multiply(figure("factor"), figure("factor"))
    assert GRAPH.multiply(squared, count("size")) is GRAPH.multiply(count("size"), squared)


def test_a_rounding_that_changes_nothing_hides_no_common_factor():
    paid = GRAPH.choose(flag("disabled"), GRAPH.leaf("figure", ("rate",), FLOW, low=0, high=10**4), ZERO)
    yearly = GRAPH.round(GRAPH.scale(paid, TWELVE), "up", 12)
    assert yearly is GRAPH.scale(paid, TWELVE)
