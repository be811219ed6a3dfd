"""The library and the oracle agree on the programmes beside dibao, and all of these are met."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from tests.oracle.agreement import Tried, sample
from tests.oracle.means_test import ON_DIBAO
from tests.oracle.places import PROGRAMMES, REGIONS

HOUSEHOLDS = 48
"""How many are tried in each region on each day."""
DAYS = (date(2014, 5, 1), *PROGRAMMES, date(2024, 6, 1), date(2026, 7, 1))


@cache
def trial(region: str) -> tuple[Tried, ...]:
    """Try the same households each time."""
    return tuple(sample([region], DAYS, HOUSEHOLDS, seed=7))


@pytest.mark.parametrize("region", REGIONS)
def test_programmes_of_all_regions_are_decided_as_the_oracle_does(region):
    differing = [each for each in trial(region) if each.differences]
    kinds = Counter((each.place.name, str(each.on), *each.differences) for each in differing)
    first = [(each.differences, json.dumps(each.stated, ensure_ascii=False)) for each in differing[:1]]
    assert (dict(kinds), first) == ({}, [])


def monthly(each: Tried, programme: str) -> dict[str, int]:
    """Give what a programme pays, by person."""
    return {award.to: award.monthly_fen for award in each.oracle.awards if award.programme == programme}


def pays(programme: str, *amounts: int) -> Callable[[Tried], bool]:
    """Give a test for a programme that pays, one of these amounts if any are named."""
    return lambda each: any(not amounts or fen in amounts for fen in monthly(each, programme).values())


def pays_other_than(programme: str, *amounts: int) -> Callable[[Tried], bool]:
    """Give a test for a programme that pays none of these amounts."""
    return lambda each: any(fen not in amounts for fen in monthly(each, programme).values())


def pays_once(programme: str) -> Callable[[Tried], bool]:
    """Give a test for what is paid once."""
    return lambda each: any(award.programme == programme for award in each.oracle.once)


def counted_and_destitute(each: Tried) -> bool:
    """Say whether somebody destitute counts in a family that draws dibao."""
    return each.oracle.status == "dibao" and bool(each.oracle.destitute & set(each.oracle.counted))


def member_of(each: Tried, person: str, flag: str) -> bool:
    """Say whether a flag is set."""
    return any(member["id"] == person and flag in member["flags"] for member in each.stated["members"])


FULL = (115000, 160000)
BRANCHES: dict[str, Callable[[Tried], bool]] = {
    "somebody destitute stays apart from dibao": lambda each: (
        each.oracle.status == "dibao" and bool(each.oracle.destitute - set(each.oracle.counted))
    ),
    "somebody destitute counts and is met apart": counted_and_destitute,
    "nobody is left but the destitute": lambda each: (
        len(each.oracle.destitute) == len(each.stated["members"]) and each.oracle.size == 0
    ),
    "destitute by the three conditions, never recognised": lambda each: (
        each.on >= date(2021, 7, 1) and any(not member_of(each, one, "on_tekun") for one in each.oracle.destitute)
    ),
    "living in town": pays("tekun_living", 91001),
    "living in the country": pays("tekun_living", 54175),
    "living in a rural institution": pays("tekun_living", 53000),
    "care of the able": pays("tekun_care", 8000),
    "care of the partly dependent": pays("tekun_care", 37000),
    "care of the dependent": pays("tekun_care", 148000),
    "an orphan in full": pays("orphan_allowance", *FULL),
    "an orphan's difference": pays_other_than("orphan_allowance", *FULL),
    "an unattended child in full": pays("unattended_child_allowance", *FULL),
    "an unattended child's difference": pays_other_than("unattended_child_allowance", *FULL, 128050),
    "a child's difference beside the living allowance": lambda each: bool(
        monthly(each, "unattended_child_allowance").keys() & monthly(each, "disability_living_allowance").keys()
    ),
    "a child's nursing allowance": lambda each: bool(
        monthly(each, "unattended_child_allowance").keys() & monthly(each, "disability_nursing_allowance").keys()
    ),
    "urgent need": pays_once("temporary_assistance_urgent"),
    "spending beyond means on dibao": lambda each: (
        each.oracle.status in ON_DIBAO and pays_once("temporary_assistance_expenditure")(each)
    ),
    "spending beyond means without dibao": lambda each: (
        each.oracle.status == "not_eligible" and pays_once("temporary_assistance_expenditure")(each)
    ),
    "the least price subsidy": pays("price_subsidy", 2000),
    "a price subsidy above the least": pays_other_than("price_subsidy", 2000),
    "a price subsidy in the marginal family": lambda each: (
        each.on == date(2022, 9, 1) and each.oracle.status == "marginal" and bool(monthly(each, "price_subsidy"))
    ),
    "a price subsidy of the destitute": lambda each: bool(
        monthly(each, "price_subsidy").keys() & monthly(each, "tekun_living").keys()
    ),
    "a price subsidy of children without dibao": lambda each: (
        each.on >= date(2021, 11, 1)
        and each.oracle.status == "not_eligible"
        and bool(monthly(each, "price_subsidy").keys() & monthly(each, "unattended_child_allowance").keys())
    ),
    "old age": pays("old_age_allowance"),
    "elderly service": pays("elderly_service_subsidy"),
    "five supports": lambda each: "housing_support" in each.oracle.services,
    "five supports of a resident without hukou": lambda each: (
        each.oracle.status == "not_eligible" and "housing_support" in each.oracle.services
    ),
    "free funerals": lambda each: "free_urn" in each.oracle.services,
}


@pytest.mark.parametrize("branch", BRANCHES)
def test_each_branch_of_the_programmes_is_met(branch):
    assert any(BRANCHES[branch](each) for region in REGIONS for each in trial(region))
