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
        flags={"employed": True},
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
