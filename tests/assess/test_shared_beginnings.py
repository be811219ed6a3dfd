"""A law that is composed after others is the law that is composed alone."""

from collections.abc import Iterator
from datetime import date

import pytest
from attrs import evolve
from tests.law.fault import FIGURES, MEASURES, RURAL, rule
from tests.law.planted_world import Change, Planted, planted

from dibao import Engine
from dibao.assess import shared_beginnings
from dibao.assess.compose import Composed
from dibao.assess.ladder import Step
from dibao.assess.shared_beginnings import Continued, identity_of
from dibao.errors import RuleError
from dibao.law.quantities import Quantity
from dibao.symbols.nodes import Node
from dibao.symbols.units import FLOW
from dibao.testing.substitution import without

__all__ = ["planted"]

SHARED = Engine()
LAWS = [
    ("000000", date(2014, 5, 1)), ("000000", date(2026, 7, 1)), ("130200", date(2023, 4, 1)),
    ("360100", date(2021, 7, 1)), ("430923", date(2022, 8, 1)), ("431281", date(2024, 3, 1)),
]  # fmt: skip


@pytest.fixture
def forgotten(monkeypatch):
    """Let the process remember nothing that it has traced."""

    def forget():
        monkeypatch.setattr(shared_beginnings, "_beginnings", [])

    forget()
    return forget


def of_its_own(engine: Engine) -> Engine:
    """Give the same engine, without what it has composed."""
    other = engine.with_table(engine.figures)
    other._compositions = evolve(engine._compositions, days={}, laws={}, composed={}, views={})
    return other


def described(composed: Composed) -> list[object]:
    """Give everything of a law that an answer rests on, the author's operands and their order included."""
    seen: set[Node] = set()
    roots = [node for node, _ in (*composed.quantities.values(), *composed.signs.values())]
    for each in composed.answers:
        roots += [each.answered, each.value, *([each.asked] if each.asked else [])]
    nodes = [_described(node) for root in roots for node in _below(root, seen)]
    answers = [(each.rule, each.step, each.detail, each.answered.digest) for each in composed.answers]
    return [nodes, answers, composed.text, list(composed.figures), [*composed.quantities], [*composed.steps]]


def _below(root: Node, seen: set[Node]) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += [*node.args, *(node.shown[1:] if node.shown else ())]
            yield node


def _described(node: Node) -> tuple[object, ...]:
    shown = node.shown and (node.shown[0], node.shown[1].digest, node.shown[2].digest)
    args = [each.digest for each in node.args]
    return node.op, args, node.data, node.unit, node.den, node.scope, node.low, node.high, node.digest, shown


@pytest.mark.parametrize(("code", "on"), LAWS)
def test_a_law_composed_after_others_is_the_law_composed_alone(code, on, forgotten):
    for other, day in LAWS:
        if (other, day) != (code, on):
            of_its_own(SHARED).policy(other, day)
    after = described(of_its_own(SHARED).policy(code, on).composed)
    forgotten()
    assert described(of_its_own(SHARED).policy(code, on).composed) == after


def test_a_law_that_was_composed_is_traced_no_second_time(forgotten, monkeypatch):
    first = of_its_own(SHARED).policy("431281", date(2024, 3, 1)).composed

    def traced_again(*_):
        raise AssertionError("traced again")

    monkeypatch.setattr(Continued, "_traced", traced_again)
    second = of_its_own(SHARED).policy("431281", date(2024, 3, 1)).composed
    assert [one is two for one, two in zip(first.outcome, second.outcome, strict=True)] == [True] * len(first.outcome)


def test_a_figure_that_is_taken_away_is_unknown_though_all_was_traced_with_it(planted: Planted, forgotten):
    engine = planted.engine(Change(FIGURES, RURAL.replace('"open"', "2024-06-30"), RURAL))
    day = date(2024, 1, 1)
    assert list(engine.policy("980101", day).missing_leaves) == []
    [record] = [each for each in engine.figures.of("dibao.standard.rural") if each.covers(day)]
    lacking = without(engine, record)
    assert list(of_its_own(lacking).policy("980101", day).missing_leaves) == ["dibao.standard.rural"]


def test_a_rule_that_cannot_be_traced_says_the_same_again(planted: Planted, forgotten):
    faulty = planted.engine(Change(MEASURES, rule("return member.incomes.wage")))
    day, told = date(2024, 1, 1), []
    for _ in range(2):
        with pytest.raises(RuleError) as error:
            of_its_own(faulty).policy("980101", day)
        told.append(str(error.value))
    assert told[0] == told[1]


def test_what_is_kept_does_not_grow_without_end(forgotten, monkeypatch):
    monkeypatch.setattr(shared_beginnings, "MOST_STEPS_KEPT", 3)
    for code, on in LAWS[:3]:
        of_its_own(SHARED).policy(code, on)
    [known] = shared_beginnings._beginnings
    assert (
        0
        < len(known.kept)
        <= 3 + len(SHARED.policy(*LAWS[2]).composed.steps) + len(SHARED.policy(*LAWS[2]).composed.sign_steps)
    )


def a_step(compute):
    return Step(Quantity("household", "made_up", FLOW, "编造", "made up"), compute)


class TestIdentity:
    """Steps that are written anew for each law are known again; those that may differ are not."""

    def written(self, *, amount=1, held=(1, 2)):
        def compute(test, household, *, own=amount):
            return held[own]

        return a_step(compute)

    def test_a_step_written_anew_is_the_same(self):
        assert identity_of(self.written()) == identity_of(self.written())

    @pytest.mark.parametrize("other", [{"amount": 2}, {"held": (1, 3)}], ids=["a default", "a value around it"])
    def test_what_a_step_is_written_with_tells_it_apart(self, other):
        assert identity_of(self.written()) != identity_of(self.written(**other))

    def test_a_step_that_rests_on_a_list_is_like_no_other(self):
        step = self.written(held=[1, 2])
        assert identity_of(step) != identity_of(step)
