"""Settle whether property is within limits that a region states.

For rules that answer `passes_property_test`; such a rule says that it replaces the
national finding. Whatever lies on a limit passes, save where the name says otherwise.
"""

from typing import Any

from dibao.law.arguments import Household


def financial_assets(household: Household) -> Any:
    """Add up savings, securities, funds, insurance, claims and online assets."""
    held = household.property
    return held.savings + held.securities + held.funds + held.insurance + held.claims + held.online_assets


def assets_within_months(household: Household, standard: Any, months: Any) -> Any:
    """Tell whether financial assets a head are at most so many months of a standard."""
    return assets_within_amount(household, standard * months)


def assets_within_amount(household: Household, a_head: Any) -> Any:
    """Tell whether financial assets are at most an amount for each person who counts.

    The amount is multiplied by the people and the assets are not divided, so that
    nothing is rounded.
    """
    return financial_assets(household) <= a_head * household.size


def fewer_houses_than(household: Household, count: Any) -> Any:
    """Tell whether the family has fewer houses than a count."""
    return household.property.houses < count


def house_area_within(household: Household, area_a_head: Any, multiple: Any) -> Any:
    """Tell whether the house area a head is at most a multiple of an area.

    Args:
        household: the household and its facts.
        area_a_head: the area of comparison for one person, often the local average.
        multiple: how many times that area each person may have.
    """
    return household.property.house_area <= area_a_head * multiple * household.size


def vehicles_that_count(household: Household, *, working: bool = True) -> Any:
    """Count the vehicles, without those that make up for a disability.

    Args:
        household: the household and its facts.
        working: whether vehicles for working count.
    """
    owned = household.property
    others = owned.vehicles - owned.disability_vehicles
    return others if working else others - owned.working_vehicles


def no_vehicle_that_counts(household: Household, *, working: bool = True) -> Any:
    """Tell whether the family has no vehicle that counts.

    A vehicle that is both for a disability and for working may be stated as both.
    """
    return vehicles_that_count(household, working=working) <= 0
