"""Hongjiang's plug-in as it is installed, and what its households get beside dibao."""

from datetime import date
from importlib.metadata import entry_points

import pytest

from dibao import Disability, Engine, Household, Member, Money
from dibao_hongjiang import plugin

ENGINE = Engine(plugins=["hunan", "hongjiang"])
LIVING, NURSING = "disability_living_allowance", "disability_nursing_allowance"


def test_the_installed_entry_point_is_this_plugin():
    (entry,) = entry_points(group="dibao", name="hongjiang")
    assert entry.load() is plugin
    assert plugin.speaks_for == "431281"


def test_nothing_is_wrong_with_the_plugin():
    assert [each for each in ENGINE.check() if each.severity == "error"] == []


def single(wage, grade):
    """Make a household of one disabled person with a wage."""
    member = Member(
        *("a", "applicant", "1970-01-01"),
        incomes={"wage": Money.monthly(wage)},
        flags={"employed": True, "declines_tekun": True},
        disability=Disability("limb", grade),
    )
    return Household(
        *("one", "431281"),
        area="rural",
        members=[member],
        property={},
        findings={"property_within_limits": True},
        prior=None,
    )


# The province's rules with the plan's rates: worked by hand from both.
@pytest.mark.parametrize(
    ("on", "rate"), [(date(2023, 12, 31), Money.monthly(80)), (date(2024, 1, 1), Money.monthly(90))]
)
@pytest.mark.parametrize(
    ("wage", "grade", "paid"),
    [("0", 2, [LIVING, NURSING]), ("0", 3, [LIVING]), ("2000", 2, [NURSING]), ("2000", 3, [])],
)
def test_each_allowance_is_80_in_2023_and_90_in_2024(on, rate, wage, grade, paid):
    decision = ENGINE.assess(single(wage, grade), on)
    beside = {each.programme: each.monthly for each in decision.awards if each.to == "a"}
    assert beside == dict.fromkeys(paid, rate)


def elderly(recognised):
    """Make a household of one old person with a pension above every line."""
    member = Member(
        *("a", "applicant", "1940-01-01"),
        incomes={"retirement_pension": Money.monthly(3000)},
        flags={"elderly_service_recognised": recognised},
    )
    findings = {"property_within_limits": True}
    return Household(
        *("one", "431281"), area="rural", members=[member], obligors=[], property={}, findings=findings, prior=None
    )


@pytest.mark.parametrize(
    ("recognised", "paid"), [(True, [("elderly_service_subsidy", Money.monthly(60))]), (False, [])]
)
def test_who_is_recognised_gets_60_for_elderly_service_whatever_the_means(recognised, paid):
    decision = ENGINE.assess(elderly(recognised), date(2024, 1, 1))
    assert [(each.programme, each.monthly) for each in decision.awards] == paid


@pytest.mark.parametrize(("on", "asked"), [(date(2023, 12, 31), []), (date(2025, 1, 1), ["elderly.service_subsidy"])])
def test_before_the_plan_no_subsidy_is_known_and_after_its_year_the_rate_is_asked_for(on, asked):
    asked_for = [each.path for each in ENGINE.assess(elderly(True), on).questions]
    assert [path for path in asked_for if path.startswith("elderly")] == asked
