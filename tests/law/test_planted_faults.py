"""Each mistake of a plug-in's author gives one message that says where it stands."""

from datetime import date

import pytest
from tests.law.fault import FIGURES, MEASURES, MORE, NOTICE, RURAL, Fault, rule, second, value
from tests.law.faults_of_figures import FIGURES_AND_FACTS
from tests.law.faults_of_layers import LAYERS
from tests.law.faults_of_names_and_units import NAMES_AND_UNITS
from tests.law.faults_of_plugins import PLUGINS
from tests.law.faults_of_rules import RULES
from tests.law.planted_world import Change, Planted, planted

from dibao import PluginError

__all__ = ["planted"]

FAULTS = (*NAMES_AND_UNITS, *LAYERS, *FIGURES_AND_FACTS, *RULES, *PLUGINS)
HEALED = [fault for fault in FAULTS if fault.healed]
COUNTY = "980101"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda each: each.name)
def test_a_planted_fault_gives_one_message(fault: Fault, planted: Planted):
    (problem,) = planted.problems(*fault.wrong)
    assert (problem.check, str(problem)) == (fault.check, fault.message)
    assert problem.severity == ("notice" if fault.is_notice else "error")


@pytest.mark.parametrize("fault", HEALED, ids=lambda each: each.name)
def test_the_same_plugin_without_the_fault_is_fine(fault: Fault, planted: Planted):
    assert planted.problems(*fault.healed) == ()


def test_nothing_is_wrong_with_the_world_itself(planted: Planted):
    assert planted.problems() == ()


def test_a_practice_beyond_competence_decides_and_warns(planted: Planted):
    more = Change(NOTICE, rule("return member.in_prison", hook="left_out", practice="的确如此"))
    (caution,) = planted.engine(more).policy(COUNTY, date(2024, 1, 1)).law.cautions
    assert caution.text == "《河边县通知》part 2（规则）超出该级权限，按实际做法适用：的确如此"
    assert caution.english == (
        "hebian-2022:extra (hebian/notice.py:14) answers 'left_out' for 980101, a county; the question is open to: "
        "province and up; applied as practice: 的确如此"
    )


def test_no_problem_hides_another(planted: Planted):
    """Misspelt facts in two layers, a conflict, a clash of names and a hole in a figure come at once."""
    county = rule("return member.incomes.wage") + rule("return 0", name="old")
    province = rule("return household.gapp", "household", "grace_benefit").replace("@scheme", "@more")
    hole = RURAL.replace('"open"', "2024-06-30") + value("dibao.standard.rural", "2024-08-01", "'open'")
    found = planted.problems(
        *second(COUNTY, "another"),
        Change(NOTICE, county),
        Change(MEASURES, MORE.format("") + province),
        Change(FIGURES, hole, RURAL),
    )
    assert [" ".join(str(each).split()[:2]) for each in found] == [
        "hebian/figures.toml:40 dibao.standard.rural",
        "hebian/notice.py:8 hebian-2022:least",
        "hebian/notice.py:17 hebian-2022:extra",
        "hebian/notice.py:20 hebian-2022:old",
        "yun/measures.py:30 yun-more:extra",
    ]


def test_a_policy_with_a_conflict_names_both_rules(planted: Planted):
    engine = planted.engine(*second(COUNTY, "another"))
    with pytest.raises(PluginError, match=r"hebian-2022:least .* second-2023:another \(second/notice.py:6\)"):
        engine.policy(COUNTY, date(2024, 1, 1))
    assert engine.policy("980100", date(2024, 1, 1)).code == "980100"


def test_a_zero_that_max_gives_keeps_its_unit(planted: Planted):
    """As plain Python `max(income, 0)` may be the bare 0, which could not be rounded."""
    body = "return max(household.after_employment_cost, 0).round_down(to=yuan(1)) * 0"
    more = "from dibao import yuan\n" + rule(body, "household", "grace_benefit")
    assert planted.problems(Change(NOTICE, more)) == ()


def test_problems_come_in_one_order(planted: Planted):
    county = Change(NOTICE, rule("return member.incomes.wage") + rule("return member.wag", name="more"))
    first, again = planted.problems(county), planted.problems(county)
    assert (len(first), first) == (2, again)


def test_a_traced_rule_that_is_not_its_plain_python_is_found(planted: Planted, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dibao.assess.loading.check_rule_source", lambda *_, **__: [])
    by_identity = rule("if member.in_prison is True:\n    return member.standard\nreturn 0")
    (problem,) = planted.problems(Change(NOTICE, by_identity))
    assert str(problem) == (
        "hebian/notice.py:14 hebian-2022:extra (part 2 of 河边县通知, hebian/notice.py:3) says Money(100.00) as plain "
        "Python and Money(0.00) in the policy where member.in_prison = True, member.standard = Money(100.00); "
        "use only if, and, or, not, comparisons, + - * and return."
    )
