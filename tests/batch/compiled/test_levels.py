"""Which values of people share a loop: flags, words and small numbers; amounts apart from them."""

import pytest

from dibao.batch.compiled.levels import FEWEST, Levels
from dibao.batch.compiled.outline import Outline
from dibao.batch.plain_graph import PlainGraph
from dibao.batch.prepared.bounds import StatedBounds
from dibao.symbols.units import COUNT, FLAG

GRAPH = PlainGraph()
WAGE = ("member", "wage")


def flag(name):
    return GRAPH.leaf("fact", ("member", name), FLAG, scope="member")


def number(name, most):
    return GRAPH.leaf("fact", ("member", name), COUNT, scope="member", low=0, high=most)


def chain(first, steps, of="flag"):
    """Work out so many flags, each from the one before."""
    for step in range(steps):
        first = GRAPH.both([GRAPH.negate(first), flag(f"{of}.{step}")]) if step % 2 else GRAPH.either(
            [first, flag(f"{of}.{step}")]
        )  # fmt: skip
    return first


def levels_of(*bodies, known=(), left=()):
    outputs = [GRAPH.any("member", each) if each.unit == FLAG else GRAPH.total("member", each) for each in bodies]
    outline = Outline(outputs, (), figures_vary=False)
    facts = {node.data[:2]: (0, 2**40) for node in outline.order if node.op == "fact"}
    bounds = StatedBounds(facts, {"member": 100})
    for node in outline.order:
        bounds.of(node)
    return Levels(outline, {}, bounds).of(outline.roots("member", 0), known, left)


def test_flags_alone_are_one_loop_over_bytes():
    [level] = levels_of(chain(flag("first"), 12))
    assert level.is_small
    assert level.passed_on == []


@pytest.mark.parametrize(("more", "is_small"), [(-1, False), (0, True), (1, True)])
def test_few_flags_are_worked_out_with_all_else(more, is_small):
    several = [GRAPH.negate(flag(f"single.{each}")) for each in range(FEWEST + more)]
    [level] = levels_of(*several)
    assert level.is_small is is_small
    assert set(level.nodes) == set(several)


@pytest.mark.parametrize(("most", "is_small"), [(127, True), (128, True), (2**15 - 1, True), (2**15, False)])
def test_numbers_of_sixteen_bits_are_compared_among_flags(most, is_small):
    compared = GRAPH.compare("<", number(f"number.{most}", most), GRAPH.constant(1, COUNT))
    levels = levels_of(chain(compared, FEWEST))
    assert [each.is_small for each in levels] == ([True] if is_small else [False, True])


def test_amounts_come_before_the_flags_that_rest_on_them():
    poor = GRAPH.compare("<", number("wage", 10**7), GRAPH.constant(100, COUNT))
    first, second = levels_of(chain(poor, 10))
    assert (first.is_small, first.nodes, first.passed_on) == (False, [poor], [poor])
    assert second.is_small


def test_flags_come_before_the_amounts_that_rest_on_them():
    whether = chain(flag("first"), 10)
    amount = GRAPH.choose(whether, number("wage", 10**7), GRAPH.constant(0, COUNT))
    first, second = levels_of(amount)
    assert (first.is_small, first.passed_on) == (True, [whether])
    assert (second.is_small, second.nodes) == (False, [amount])


def test_loops_take_turns_as_often_as_values_rest_on_each_other():
    wage = number("wage", 10**7)
    amount = GRAPH.choose(chain(flag("first"), 9), wage, GRAPH.constant(0, COUNT))
    poor = GRAPH.compare("<", amount, GRAPH.constant(100, COUNT))
    levels = levels_of(chain(poor, 9, of="other"))
    assert [each.is_small for each in levels] == [True, False, True]
    assert [len(each.passed_on) for each in levels] == [1, 1, 0]


def test_a_value_that_a_later_pass_reads_is_passed_on():
    whole = chain(flag("first"), 10)
    [level] = levels_of(whole)
    [again] = levels_of(whole, left=[level.nodes[2]])
    assert again.passed_on == [level.nodes[2]]


def test_what_is_known_before_is_not_worked_out():
    whole = chain(flag("first"), 10)
    [level] = levels_of(whole)
    [rest] = levels_of(whole, known=[level.nodes[2]])
    assert rest.nodes == level.nodes[3:]


@pytest.mark.parametrize(("count", "bits"), [(127, 8), (128, 16), (129, 16), (2**15 - 1, 16), (2**15, 32)])
def test_a_word_has_room_for_each_that_the_table_numbers(count, bits):
    word = number("word", 2)
    outline = Outline([GRAPH.total("member", word)], (), figures_vary=False)
    bounds = StatedBounds({word.data[:2]: (0, 2)}, {"member": 100})
    levels = Levels(outline, {word.data[:2]: ("none",) * count}, bounds)
    assert levels.few_bits(())(word) == bits


def test_a_share_is_never_worked_out_among_bytes():
    people = number("people", 10)
    share = GRAPH.share(number("age", 100), people, "down", 1)
    poor = GRAPH.compare("<", share, GRAPH.constant(5, COUNT))
    first, second = levels_of(chain(poor, 10))
    assert (first.is_small, second.is_small) == (False, True)
    assert share in first.nodes
