"""Make up households of real places: what the nation's and the provinces' rules ask."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from dibao.batch.synth.arrow import Column, choice, count, day, flag, flow, number, stock
from dibao.batch.synth.block import Block, Place, marginals
from dibao.batch.synth.draws import Integers
from dibao.batch.synth.edges import NATIONAL, on_lines
from dibao.batch.synth.people import ADULT, add_people
from dibao.household.facts import BUILT_IN

NAME = "national"
RELATIONS = BUILT_IN.fact("member", "relation").values
EDUCATION = BUILT_IN.fact("member", "education").values
KINDS = BUILT_IN.fact("member", "disability.kind").values
CAUSES = ("none", "employment", "income")
PENSION_AGE, VERY_OLD, PARENT_AGE = 60, 80, 55
CONTRIBUTION = 10
EPOCH = date(1970, 1, 1)
HOUSEHOLDS: Mapping[str, Column] = {
    "id": number("id"),
    "urban": choice("area", ("rural", "urban")),
    "savings": stock("property.savings"),
    "vehicles": count("property.vehicles"),
    "houses": count("property.houses"),
    "within_limits": flag("findings.property_within_limits"),
    "granted_months": count("findings.grace_months_granted"),
    "granted_amount": flow("findings.grace_amount"),
    "on_dibao": flag("prior.on_dibao"),
    "last_amount": flow("prior.amount"),
    "cause": choice("prior.cause", CAUSES),
    "grace_months": count("prior.grace_months_used"),
}
MEMBERS: Mapping[str, Column] = {
    "household": number("household"),
    "relation": choice("relation", RELATIONS),
    "born": day("born"),
    "education_level": choice("education", EDUCATION),
    "wage": flow("income.wage"),
    "business": flow("income.business"),
    "property": flow("income.property"),
    "pension": flow("income.retirement_pension"),
    "basic_pension": flow("income.basic_pension"),
    "support": flow("income.support_received"),
    "other_transfer": flow("income.other_transfer"),
    "insurance": flow("paid.social_insurance"),
    "medical": flow("expense.medical"),
    "education": flow("expense.education"),
    "care": flow("expense.disability"),
    "in_prison": flag("in_prison"),
    "conscript": flag("active_conscript"),
    "ill": flag("recognised_major_illness"),
    "employed": flag("employed"),
    "student": flag("full_time_student"),
    "applies_alone": flag("applies_alone"),
    "no_capacity": flag("no_civil_capacity"),
    "declines_tekun": flag("declines_tekun"),
    "kind": choice("disability.kind", KINDS),
    "grade": count("disability.grade"),
    "helpless": flag("findings.cannot_live_independently"),
    "duty": flag("findings.legal_support_duty"),
    "incapable": flag("findings.incapable_of_work"),
    "tekun_property": flag("findings.tekun_property_within_limits"),
    "amount_alone": flow("findings.single_person_amount"),
    "served_at_home": flag("elderly_service_recognised"),
    "fatherless": flag("father.dead"),
    "motherless": flag("mother.dead"),
    "chooses_support": flag("chooses_child_support"),
}


def household_columns(places: Sequence[Place]) -> Mapping[str, Column]:
    """Give the columns of households, by their names in a block."""
    return {"place": choice("jurisdiction", [each.code for each in places]), **HOUSEHOLDS}


def fill(block: Block, on: date) -> None:
    """Draw the people of a block and what is stated of them on a day."""
    add_people(block)
    _add_findings(block)
    on_lines(block, NATIONAL)
    _add_transfers(block)
    _add_family(block, on)
    _add_children_and_old(block)


def _add_findings(block: Block) -> None:
    draws, shares, rows = block.draws, marginals()["national"], len(block.sizes)
    found = draws.choice("property_within_limits", rows, shares["property_within_limits"])
    on_dibao = block.households["on_dibao"].astype(bool)
    block.missing["within_limits"] = found == 2
    block.households |= {
        "within_limits": found == 0,
        "granted_months": draws.below("granted_months", rows, shares["granted_months"]),
        "granted_amount": block.households["last_amount"].copy(),
        "cause": np.where(on_dibao, draws.choice("cause", rows, shares["causes"]), 0),
    }


def _add_transfers(block: Block) -> None:
    people, shares, draws = block.members, marginals()["national"], block.draws
    rows, transfer = len(people["age"]), people["transfer"].astype(np.int64)
    pensioner = people["age"] >= PENSION_AGE
    retired = pensioner & draws.chance("pension", rows, shares["pension"])
    supported = ~pensioner & draws.chance("support", rows, shares["support"])
    insured = people["works"].astype(bool) & draws.chance("insured", rows, shares["insured"])
    people |= {
        "pension": np.where(retired, transfer, 0),
        "basic_pension": np.where(pensioner & ~retired, transfer, 0),
        "support": np.where(supported, transfer, 0),
        "other_transfer": np.where(pensioner | supported, 0, transfer),
        "insurance": np.where(insured, people["wage"] // CONTRIBUTION, 0),
    }


def _add_family(block: Block, on: date) -> None:
    people, shares, draws = block.members, marginals()["national"], block.draws
    age, position = people["age"].astype(np.int64), people["position"]
    rows, grown = len(age), age >= ADULT
    of_working_age = grown & (age < PENSION_AGE)
    people |= {
        "relation": _relations(position.astype(np.int64), age),
        "born": _births(age, draws.below("birthday", rows, 365), on),
        "education_level": np.where(grown, draws.below("level", rows, len(EDUCATION)), np.minimum(age // 7, 3)),
        "in_prison": people["left_out"].astype(bool) & (position % 2 == 0),
        "conscript": people["left_out"].astype(bool) & (position % 2 == 1),
        "applies_alone": grown & draws.chance("alone", rows, shares["applies_alone"]),
        "no_capacity": draws.chance("capacity", rows, shares["civil_incapacity"]),
        "declines_tekun": draws.chance("declines", rows, shares["declines_tekun"]),
        "helpless": (people["grade"] > 0) & draws.chance("helpless", rows, shares["helpless"]),
        "duty": draws.chance("duty", rows, shares["legal_duty"]),
        "incapable": of_working_age & draws.chance("incapable", rows, shares["incapable_of_work"]),
        "tekun_property": draws.chance("tekun_property", rows, shares["tekun_property_within_limits"]),
    }


def _add_children_and_old(block: Block) -> None:
    people, shares, draws = block.members, marginals()["national"], block.draws
    age, rows = people["age"].astype(np.int64), len(people["age"])
    child = age < ADULT
    without = draws.choice("parents", rows, shares["parents"])
    people |= {
        "amount_alone": block.amounts("amount_alone", "last_amount", people["applies_alone"].astype(bool)),
        "served_at_home": (age >= VERY_OLD) & draws.chance("served", rows, shares["served_at_home"]),
        "fatherless": child & ((without == 1) | (without == 3)),
        "motherless": child & ((without == 2) | (without == 3)),
        "chooses_support": child & draws.chance("chooses", rows, shares["chooses_support"]),
    }


def _relations(position: Integers, age: Integers) -> Integers:
    codes = {name: RELATIONS.index(name) for name in ("applicant", "spouse", "child", "parent", "other")}
    of_others = np.select(
        [age >= PARENT_AGE, (position == 1) & (age >= ADULT), age < PARENT_AGE - ADULT],
        [codes["parent"], codes["spouse"], codes["child"]],
        codes["other"],
    )
    found: Integers = np.where(position == 0, codes["applicant"], of_others)
    return found


def _births(age: Integers, days: Integers, on: date) -> Integers:
    """Give days of birth: the age is reached on the day itself or up to a year before."""
    birthdays = np.array([_years_before(on, years) for years in range(131)], dtype=np.int64)
    # A year of 365 days behind every age, and never a day too many in a leap year.
    found: Integers = np.maximum(birthdays[age] - days, birthdays[age + 1] + 1)
    return found


def _years_before(on: date, years: int) -> int:
    year = on.year - years
    return (date(year, on.month, min(on.day, monthrange(year, on.month)[1])) - EPOCH).days
