"""Say in which order a means test settles its quantities, from who to how much."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from dibao.assess.ladder import Step
from dibao.law.quantities import QUANTITIES, Quantity

WAGE = "wage"


@frozen
class Item:
    """One income of a member, as rules see it."""

    kind: str
    category: str
    amount: Any


@frozen
class Category:
    """One category of a member's income that counts, as rules see it."""

    name: str
    amount: Any


def kernel_steps(main_programme: str) -> tuple[Step, ...]:
    """Give the kernel's steps in order; the main programme names the property test."""

    def passes_property(test: Any, household: Any) -> Any:
        return test.ask("passes_property_test", programme=main_programme)

    steps = {**_STEPS, "household.passes_property": passes_property}
    known: dict[str, Quantity] = {each.path: each for each in QUANTITIES}
    return tuple(Step(known[path], compute) for path, compute in steps.items())


def belongs(test: Any, member: Any) -> Any:
    """Tell whether the person is one of the co-living family."""
    return test.ask("belongs", member=member)


def counts(test: Any, member: Any) -> Any:
    """Tell whether the person counts: belongs, and is not left out."""
    return not test.ask("left_out", member=member) and member.belongs


def size(test: Any, household: Any) -> Any:
    """Count the members who count."""
    return household.count(lambda member: True)


def counted_wage(test: Any, member: Any) -> Any:
    """Add up the wages that count, before any cost of working."""
    return _counted_items(test, member, WAGE)


def counted_income(test: Any, member: Any) -> Any:
    """Add up what remains of each category of the member's income."""
    total = 0
    for name in dict.fromkeys(fact.category for fact in test.incomes):
        category = Category(name, _counted_items(test, member, name))
        total = total + test.ask("category_income", category=category, member=member)
    return total


def household_counted_income(test: Any, household: Any) -> Any:
    """Add up counted and imputed income of those who count, and imputed support."""
    stated = household.total(lambda member: member.counted_income)
    imputed = household.total(lambda member: test.ask("imputed_income", member=member))
    return stated + imputed + household.obligors.total(lambda obligor: test.ask("imputed_support", obligor=obligor))


def employment_cost(test: Any, member: Any) -> Any:
    """Give the cost of working, never above the wage that counts."""
    return min(max(test.ask("employment_cost", member=member), 0), max(member.counted_wage, 0))


def after_employment_cost(test: Any, household: Any) -> Any:
    """Take the cost of working off the income that counts."""
    return household.counted_income - household.total(lambda member: member.employment_cost)


def rigid_expenditure(test: Any, household: Any) -> Any:
    """Add up the unavoidable spending that comes off income."""
    return test.ask("rigid_expenditure")


def after_rigid_expenditure(test: Any, household: Any) -> Any:
    """Take unavoidable spending off what is left."""
    return household.after_employment_cost - household.rigid_expenditure


def household_income(test: Any, household: Any) -> Any:
    """Give the income of the household, floored at zero once."""
    return max(household.after_rigid_expenditure, 0)


def standard(test: Any, member: Any) -> Any:
    """Give the standard that applies to the person."""
    return test.ask("standard", member=member)


def standards_total(test: Any, household: Any) -> Any:
    """Add up the standards of the members who count."""
    return household.total(lambda member: member.standard)


def need(test: Any, household: Any) -> Any:
    """Give what the household needs: standards and what is needed beyond."""
    return household.standards_total + test.ask("additional_need")


def gap(test: Any, household: Any) -> Any:
    """Give what income lacks to the need, never below zero."""
    return max(household.need - household.household_income, 0)


def _counted_items(test: Any, member: Any, category: str) -> Any:
    total = 0
    for fact in test.incomes:
        if fact.category == category:
            kind = fact.name.removeprefix("income.")
            item = Item(kind, category, getattr(member.income, kind))
            total = total + test.ask("counted_income", item=item, member=member)
    return total


_STEPS = {
    "member.belongs": belongs,
    "member.counts": counts,
    "household.size": size,
    "member.counted_wage": counted_wage,
    "member.counted_income": counted_income,
    "household.counted_income": household_counted_income,
    "member.employment_cost": employment_cost,
    "household.after_employment_cost": after_employment_cost,
    "household.rigid_expenditure": rigid_expenditure,
    "household.after_rigid_expenditure": after_rigid_expenditure,
    "household.household_income": household_income,
    "member.standard": standard,
    "household.standards_total": standards_total,
    "household.need": need,
    "household.gap": gap,
}
