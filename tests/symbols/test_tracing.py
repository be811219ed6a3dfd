"""The tracer: every path once, every error kept and placed at the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from dibao.errors import RuleError, UnitError
from dibao.symbols.expressions import Graph
from dibao.symbols.subrules import answer_node, traced_copy
from dibao.symbols.symbol import Symbol
from dibao.symbols.tracing import MOST_DECISIONS, MOST_PATHS, Leaf, current_trace, join, path_in_words, trace_paths
from dibao.symbols.units import COUNT, FLAG, FLOW


class Bench:
    """A graph with a few values of one person, and a way to trace a function on them."""

    def __init__(self) -> None:
        self.graph, self.frame = Graph(), object()

    def flag(self, name: str) -> Symbol:
        return Symbol(self.graph.leaf("fact", ("member", name), FLAG, scope="member"), self.frame)

    def count(self, name: str) -> Symbol:
        return Symbol(self.graph.leaf("fact", ("member", name), COUNT, scope="member", low=0), self.frame)

    def money(self, name: str) -> Symbol:
        return Symbol(self.graph.leaf("fact", ("member", name), FLOW, scope="member", low=0), self.frame)

    def trace(self, call: Callable[[], Any]) -> list[Leaf]:
        return trace_paths(self.graph, "demo:rule", call, lambda answer: answer)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_condition_is_followed_both_ways(bench: Bench) -> None:
    leaves = bench.trace(lambda: 1 if bench.flag("a") else 2)
    assert [leaf.answer for leaf in leaves] == [1, 2]


def test_a_settled_condition_is_not_asked_again(bench: Bench) -> None:
    age = bench.count("age")

    def rule() -> int:
        if age >= 18:
            return 1 if age < 18 or age > 17 else 2
        return 3 if age < 60 else 4

    assert [leaf.answer for leaf in bench.trace(rule)] == [1, 3]


@pytest.mark.parametrize(("flags", "paths"), [(8, 256), (9, 512)])
def test_the_last_number_of_paths_that_is_allowed_is_allowed(bench: Bench, flags: int, paths: int) -> None:
    assert len(bench.trace(lambda: [bool(bench.flag(f"f{number}")) for number in range(flags)])) == paths <= MOST_PATHS


def test_one_path_more_names_the_last_question(bench: Bench) -> None:
    def rule() -> list[bool]:
        return [bool(bench.flag(f"f{number}")) for number in range(10)]

    with pytest.raises(RuleError, match=r"demo:rule \(symbols/test_tracing.py:\d+\): has more than 512 paths "
                       r"\(the last question is member.f9\); split it into parts, or use min and max"):  # fmt: skip
        bench.trace(rule)


@pytest.mark.parametrize("questions", [MOST_DECISIONS - 1, MOST_DECISIONS])
def test_as_many_questions_as_are_allowed_may_be_asked(bench: Bench, questions: int) -> None:
    age = bench.count("age")
    leaves = bench.trace(lambda: next((n for n in range(questions) if age == n), None))
    assert len(leaves) == questions + 1


def test_one_question_more_is_refused(bench: Bench) -> None:
    age = bench.count("age")
    with pytest.raises(
        RuleError, match="asks more than 64 questions in a row; split it into parts, or use min and max"
    ):
        bench.trace(lambda: next((n for n in range(MOST_DECISIONS + 1) if age == n), None))


def test_a_rule_that_asks_other_things_the_second_time_is_refused(bench: Bench) -> None:
    turns = iter(("a", "b", "c"))
    with pytest.raises(
        RuleError, match="asked other questions when it was run again; a rule may depend on nothing but"
    ):
        bench.trace(lambda: bool(bench.flag(next(turns))))


def test_a_rule_that_asks_less_the_second_time_is_refused(bench: Bench) -> None:
    turns = iter((True, False))
    with pytest.raises(RuleError, match=r"demo:rule \(symbols/test_tracing.py:\d+\): asked fewer questions"):
        bench.trace(lambda: bool(bench.flag("a")) if next(turns) else None)


def swallowing(wrong: Callable[[], Any]) -> Callable[[], Any]:
    def rule() -> Any:
        try:
            return wrong()
        except Exception:
            return 0

    return rule


def test_an_error_that_a_rule_swallows_is_raised_all_the_same(bench: Bench) -> None:
    with pytest.raises(UnitError, match="money a month cannot be added to the bare value 5"):
        bench.trace(swallowing(lambda: bench.money("wage") + 5))


def test_an_error_that_turns_into_another_is_the_first_one(bench: Bench) -> None:
    def rule() -> Any:
        try:
            return bench.money("wage") + 5
        except Exception:
            return 1 / 0

    with pytest.raises(UnitError, match="bare value 5"):
        bench.trace(rule)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_an_error_deep_in_helpers_is_named_once_and_never_swallowed(bench: Bench, depth: int) -> None:
    def nested(level: int) -> Any:
        if level == 0:
            return bench.money("wage") + 5
        return trace_paths(bench.graph, "demo:rule", lambda: nested(level - 1), lambda answer: answer)

    with pytest.raises(UnitError) as caught:
        bench.trace(swallowing(lambda: nested(depth)))
    assert str(caught.value).count("demo:rule") == 1


def test_a_foreign_error_in_a_helper_is_never_swallowed(bench: Bench) -> None:
    def helper() -> Any:
        return trace_paths(bench.graph, "demo:rule", lambda: 1 / 0, lambda answer: answer)

    with pytest.raises(
        RuleError, match="raised ZeroDivisionError: division by zero; a rule must answer, or return None"
    ):
        bench.trace(swallowing(helper))


def test_an_error_says_on_which_path(bench: Bench) -> None:
    def rule() -> Any:
        if bench.count("age") < 18 and not bench.flag("ill"):
            return 1 / 0
        return 1

    with pytest.raises(
        RuleError, match=r"ZeroDivisionError: division by zero where member\.age < 18 and not member\.ill;"
    ):
        bench.trace(rule)


def test_an_error_inside_python_s_own_code_is_placed_at_the_rule(bench: Bench) -> None:
    from statistics import mean

    line = test_an_error_inside_python_s_own_code_is_placed_at_the_rule.__code__.co_firstlineno + 5
    with pytest.raises(RuleError, match=rf"demo:rule \(symbols/test_tracing.py:{line}\): "):
        bench.trace(lambda: mean([]))


def test_an_answer_that_does_not_fit_is_placed_at_the_rule_and_not_at_who_traced_it(bench: Bench) -> None:
    def rule() -> int:
        return 5

    home = rule.__code__.co_firstlineno
    with pytest.raises(RuleError, match=rf"demo:rule \(symbols/test_tracing.py:{home}\): answers with 5; the question"):
        trace_paths(bench.graph, "demo:rule", rule, partial(answer_node, unit=FLAG))


def test_a_symbol_means_nothing_outside_a_rule(bench: Bench) -> None:
    with pytest.raises(RuleError, match="a symbol was used outside its rule; do not keep rule arguments in variables"):
        bool(bench.flag("a"))


def test_nothing_of_a_trace_stays_behind(bench: Bench) -> None:
    with pytest.raises(RuleError):
        bench.trace(lambda: 1 / 0)
    with pytest.raises(RuleError, match="outside its rule"):
        current_trace()


def test_leaves_join_into_one_value(bench: Bench) -> None:
    wage, gift = bench.money("wage"), bench.money("gift")
    leaves = bench.trace(lambda: wage if bench.flag("a") else gift)
    joined = join(bench.graph, [Leaf(leaf.decisions, leaf.answer.node) for leaf in leaves])
    assert joined is bench.graph.choose(bench.flag("a").node, wage.node, gift.node)


def test_the_persons_asked_about_are_kept(bench: Bench) -> None:
    [first, _] = bench.trace(lambda: bool(bench.flag("a")))
    assert first.frames == (bench.frame,)


def test_a_path_in_words() -> None:
    bench = Bench()
    leaves = bench.trace(lambda: bool(bench.count("age") >= 18) and bool(bench.flag("ill")))
    assert path_in_words(leaves[0].decisions) == "not member.age < 18 and member.ill"


# -- helpers ---------------------------------------------------------------------------------------------
def chosen_of_two(flag: Any, amount: Any) -> Any:
    if flag:
        return amount
    return amount * 2


def pair_of_two(flag: Any, amount: Any) -> Any:
    if flag:
        return amount, 1
    return amount * 2, 2


def four_times(flags: Iterator[Any], amount: Any) -> Any:
    total = 0
    for each in flags:
        total = total + chosen_of_two(each, amount)
    return total


def four_pairs(flags: Iterator[Any], amount: Any) -> Any:
    total = 0
    for each in flags:
        total = total + pair_of_two(each, amount)[0]
    return total


def smallest_of_five(amounts: Any) -> Any:
    return min(amounts) + max(amounts) + min(amounts[0], amounts[1]) + max(amounts[2], amounts[3]) + min(*amounts)


copied: Any = traced_copy


def test_a_helper_does_not_multiply_the_rule_s_paths(bench: Bench) -> None:
    flags = [bench.flag(name) for name in "abcd"]
    assert len(bench.trace(lambda: copied(four_times)(flags, bench.money("wage")))) == 1


def test_a_helper_whose_answers_cannot_be_joined_is_followed_path_by_path(bench: Bench) -> None:
    flags = [bench.flag(name) for name in "abcd"]
    assert len(bench.trace(lambda: copied(four_pairs)(flags, bench.money("wage")))) == 16


def test_min_and_max_make_no_paths(bench: Bench) -> None:
    amounts = [bench.money(name) for name in "abcde"]
    assert len(bench.trace(lambda: copied(smallest_of_five)(amounts))) == 1


def test_a_traced_copy_leaves_the_module_as_it_is() -> None:
    before = dict(globals())
    copied(four_times)
    assert globals() == before and min is __builtins__["min"]  # type: ignore[index]
