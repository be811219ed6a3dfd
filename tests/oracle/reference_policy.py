"""Shili's whole policy in whole fen a month, without the library.

Shili (示例县, code 990000) is invented. The households have the form of `tests/data/reference_cases.json`.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

NOT_ELIGIBLE, DIBAO, GRADUAL_EXIT, MARGINAL = range(4)
INTELLECTUAL, MENTAL = 4, 5
ALLOWANCE = 9000
LEAST_GAP = 5000


class ReferenceResult(NamedTuple):
    """Status number, amounts in fen a month, and reasons as a bit mask."""

    status: int
    dibao: int
    single: int
    allowances: int
    reasons: int


def decide(household: Mapping[str, Any]) -> ReferenceResult:
    """Decide one household of Shili."""
    standard = 70000 if household["urban"] else 45000
    unit = [member for member in household["members"] if member["in_household_unit"]]
    need = standard * len(unit)
    income = household_income(unit, standard)
    reasons = (
        (income >= need) << 0
        | (household["liquid_assets"] > 24 * need) << 1
        | (household["vehicles"] > 0) << 2
        | (household["houses"] > 2) << 3
    )
    status = ladder(household, income, need, property_ok=reasons < 2)
    if status == DIBAO:
        dibao = max(up_to_yuan(need - income), LEAST_GAP) + sum(supplement(member, standard) for member in unit)
    else:
        dibao = household["last_amount"] if status == GRADUAL_EXIT else 0
    single = sum(max(standard - own_income(member), 0) for member in unit if status == MARGINAL and covered(member))
    allowances = sum(allowance(member, status) for member in household["members"])
    return ReferenceResult(status, dibao, single, allowances, reasons)


def ladder(household: Mapping[str, Any], income: int, need: int, *, property_ok: bool) -> int:
    """Take the first status that holds."""
    if property_ok and income < need:
        return DIBAO
    if not property_ok or 2 * income >= 3 * need:
        return NOT_ELIGIBLE
    if household["on_dibao_before"] and household["months_since_exceeded"] < 6:
        return GRADUAL_EXIT
    return MARGINAL


def household_income(unit: list[Mapping[str, Any]], standard: int) -> int:
    """Deduct the cost of working, then rigid expenditure up to half of the rest."""
    gross = max(sum(own_income(member) - employment_cost(member, standard) for member in unit), 0)
    costs = ("medical_self_paid", "education_cost", "disability_care")
    rigid = sum(int(member[cost]) for member in unit for cost in costs)
    return gross - min(rigid, gross // 2)


def own_income(member: Mapping[str, Any]) -> int:
    """Add up a member's income before deductions; business may be negative."""
    transfers = max(member["transfer"] - member["excluded_transfer"], 0)
    return int(member["wage"] + member["business"] + member["property"] + transfers)


def employment_cost(member: Mapping[str, Any], standard: int) -> int:
    """Allow a worker a fifth of the standard, at most the wage."""
    return min(int(member["wage"]), standard // 5) if member["employed"] else 0


def supplement(member: Mapping[str, Any], standard: int) -> int:
    """Add a fifth of the standard for the old, young, disabled or ill, once."""
    entitled = not 18 <= member["age"] < 70 or member["grade"] in (1, 2) or member["seriously_ill"]
    return standard // 5 if entitled else 0


def covered(member: Mapping[str, Any]) -> bool:
    """Say whether a member of a marginal family is covered alone."""
    third = member["grade"] == 3 and member["disability_kind"] in (INTELLECTUAL, MENTAL)
    return bool(member["grade"] in (1, 2) or third or member["seriously_ill"])


def allowance(member: Mapping[str, Any], status: int) -> int:
    """Pay for severe disability, and for any disability under dibao."""
    return ALLOWANCE * ((member["grade"] in (1, 2)) + (status == DIBAO and member["grade"] >= 1))


def up_to_yuan(fen: int) -> int:
    """Round up to the next whole yuan."""
    return -(-fen // 100) * 100
