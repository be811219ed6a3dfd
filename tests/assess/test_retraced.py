"""What was traced for one law serves another only where it reads the same."""

from datetime import date
from fractions import Fraction

import pytest
from tests.law.fault import FIGURES, MEASURES, RURAL, rule
from tests.law.planted_world import Change, Planted, planted

from dibao.assess import retraced
from dibao.assess.retraced import SharedGraph
from dibao.symbols.units import COUNT, FLOW, SHARE
from dibao.testing.substitution import without

__all__ = ["planted"]


@pytest.fixture
def forgotten(monkeypatch):
    """Let the process remember nothing that it has traced."""

    def forget():
        monkeypatch.setattr(retraced, "_grounds", [])

    forget()
    return forget


def test_a_leaf_of_other_bounds_is_another_leaf():
    graph = SharedGraph()
    stated = graph.leaf("figure", ("a",), COUNT, low=0)
    missing = graph.leaf("figure", ("a",), COUNT, low=0, high=9)
    assert stated is not missing
    assert graph.leaf("figure", ("a",), COUNT, low=0, high=9) is missing
    assert (stated.high, missing.high) == (None, 9)


def test_a_quantity_hides_how_it_came_about():
    graph = SharedGraph()
    one, other = (graph.leaf("fact", ("member", name), FLOW, scope="member", low=0, high=9) for name in ("a", "b"))
    assert graph.quantity("member.x", one) is one
    named = graph.quantity("member.x", graph.add(one, other))
    assert (named.op, named.args, named.scope, named.low, named.high) == ("named", (), "member", 0, 18)
    assert graph.quantity("member.x", graph.scale(one, Fraction(2))) is named
    assert graph.quantity("member.x", graph.scale(one, Fraction(3))) is not named
    assert graph.quantity("member.y", graph.scale(one, Fraction(2))) is not named


def test_a_constant_quantity_stays_what_it_is():
    graph = SharedGraph()
    nothing = graph.constant(0, SHARE)
    assert graph.quantity("household.x", nothing) is nothing


def test_a_second_check_says_the_same_and_traces_nothing(planted: Planted, forgotten, monkeypatch):
    engine = planted.engine(Change(MEASURES, rule("return member.incomes.wage")))
    first = engine.check()
    assert "traced" in [each.check for each in first]
    sound = planted.engine()
    assert sound.check() == ()

    def traced_again(*_):
        raise AssertionError("traced again")

    monkeypatch.setattr(retraced.Retraced, "_traced", traced_again)
    monkeypatch.setattr(retraced, "difference", traced_again)
    assert sound.check() == ()


def test_a_mistake_is_told_again_though_all_else_was_traced_before(planted: Planted, forgotten):
    faulty = planted.engine(Change(MEASURES, rule("return member.incomes.wage")))
    alone = faulty.check()
    forgotten()
    assert planted.engine().check() == ()
    assert faulty.check() == alone
    assert faulty.check() == alone


def test_a_figure_that_is_taken_away_is_missed_though_all_was_traced_with_it(planted: Planted, forgotten):
    engine = planted.engine(Change(FIGURES, RURAL.replace('"open"', "2024-06-30"), RURAL))
    assert engine.check() == ()
    [record] = [each for each in engine.figures.of("dibao.standard.rural") if each.covers(date(2024, 1, 1))]
    lacking = without(engine, record)
    known = lacking.check()
    forgotten()
    assert lacking.check() == known
