"""People are added up once where one sum of theirs is all that is asked for."""

from fractions import Fraction

import pytest

from dibao.batch.columnwise import in_order
from dibao.batch.fewer_sums import with_fewer_sums
from dibao.batch.plain_graph import PlainGraph
from dibao.symbols.reduction import Reduction
from dibao.symbols.units import COUNT, FLAG, FLOW

GRAPH = PlainGraph()


def flag(name):
    return GRAPH.leaf("fact", ("member", name), FLAG, scope="member")


def amount(name, entity="member"):
    return GRAPH.leaf("fact", (entity, name), FLOW, scope=entity, low=0, high=10**6)


def total(name, entity="member"):
    return GRAPH.total(entity, amount(name, entity))


def sums_of(*nodes):
    found = with_fewer_sums(GRAPH, nodes)
    return [node for node in in_order(found) if node.op in ("total", "any")]


def test_a_difference_of_two_sums_is_one_sum_of_differences():
    [one] = sums_of(GRAPH.add(total("wage"), total("cost"), -1))
    assert one is GRAPH.total("member", GRAPH.add(amount("wage"), amount("cost"), -1))


@pytest.mark.parametrize("other", [total("wage"), GRAPH.scale(total("wage"), Fraction(2))])
def test_a_sum_that_something_else_asks_for_stays(other):
    assert {*sums_of(GRAPH.add(total("wage"), total("cost"), -1), other)} == {total("wage"), total("cost")}


def test_sums_over_different_people_stay_apart():
    assert len(sums_of(GRAPH.add(total("wage"), total("support", "obligor")))) == 2


def test_what_holds_for_every_amount_is_asked_once():
    zero = GRAPH.constant(0, FLOW)
    parts = [GRAPH.total("member", GRAPH.choose(flag("away"), zero, amount(name))) for name in ("wage", "cost")]
    [one] = sums_of(GRAPH.add(parts[0], parts[1], -1))
    assert one.args[0] is GRAPH.choose(flag("away"), zero, GRAPH.add(amount("wage"), amount("cost"), -1))


def test_counts_are_not_added_to_amounts_and_not_to_each_other():
    counts = [GRAPH.count("member", flag(name)) for name in ("old", "ill")]
    assert sums_of(GRAPH.add(counts[0], counts[1])) == counts


@pytest.mark.parametrize("holds", [flag("old"), GRAPH.negate(flag("old"))])
def test_whether_there_is_somebody_follows_from_how_many_there_are(holds):
    [there, many] = with_fewer_sums(GRAPH, [GRAPH.any("member", holds), GRAPH.count("member", holds)])
    assert [node.op for node in in_order([there]) if node.op in ("total", "any")] == ["total"]
    assert there is GRAPH.compare(">", many, GRAPH.constant(0, COUNT))


def test_how_many_there_are_not_tells_nothing_of_whether_there_is_somebody():
    both = [GRAPH.any("member", flag("old")), GRAPH.count("member", GRAPH.negate(flag("old")))]
    assert sums_of(*both) == both


def test_halves_that_become_a_whole_are_still_counted_as_halves():
    many, urban = GRAPH.count("member", flag("old")), GRAPH.leaf("fact", ("household", "urban"), FLAG)
    there = [GRAPH.any("member", flag("old")), GRAPH.compare(">", many, GRAPH.constant(0, COUNT))]
    rent, zero = GRAPH.scale(amount("rent", "household"), Fraction(1, 2)), GRAPH.constant(0, FLOW)
    halves = [GRAPH.choose(GRAPH.both([each, urban]), rent, zero) for each in there]
    paid = GRAPH.add(GRAPH.add(halves[0], halves[1]), GRAPH.add(total("wage"), total("cost"), -1))
    asked = [paid, GRAPH.multiply(paid, GRAPH.leaf("figure", ("share",), COUNT, low=0, high=9))]
    asked = GRAPH.arranged(asked)
    stated: dict[object, list[int]] = {
        "wage": [30, 4],
        "cost": [10, 1],
        "old": [False, True],
        "rent": [7],
        "urban": [True],
    }
    value = Reduction(lambda _, name, person: stated[name][person], {"share": 3}, {"member": 2}).value
    for node, found in zip(asked, with_fewer_sums(GRAPH, asked), strict=True):
        assert (value(found), found.den) == (value(node), node.den)
