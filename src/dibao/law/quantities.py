"""Settle what the named steps of a means test are, and in which order."""

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from dibao.symbols.units import COUNT, FLAG, FLOW, Unit


@frozen
class Quantity:
    """A named step of the means test, as rules read it.

    `entity` and `name` together are the path in a rule: `household.need`.
    """

    entity: Literal["household", "member"]
    name: str
    unit: Unit
    title: str
    english: str

    @property
    def path(self) -> str:
        """Give the name under which a rule reads this quantity."""
        return f"{self.entity}.{self.name}"


QUANTITIES: tuple[Quantity, ...] = (
    Quantity("member", "belongs", FLAG, "共同生活的家庭成员", "belongs to the co-living family"),
    Quantity("member", "counts", FLAG, "计入家庭人口", "counts in the household"),
    Quantity("household", "size", COUNT, "家庭人口数", "members who count"),
    Quantity("member", "counted_wage", FLOW, "计入的工资性收入", "wage that counts"),
    Quantity("member", "counted_income", FLOW, "计入的个人收入", "income of the member that counts"),
    Quantity("household", "counted_income", FLOW, "计入的家庭收入", "income of the household that counts"),
    Quantity("member", "employment_cost", FLOW, "必要的就业成本", "necessary cost of working"),
    Quantity("household", "after_employment_cost", FLOW, "扣除就业成本后的收入", "income after employment cost"),
    Quantity("household", "rigid_expenditure", FLOW, "刚性支出扣除", "rigid expenditure that comes off"),
    Quantity("household", "after_rigid_expenditure", FLOW, "扣除刚性支出后的收入", "income after rigid expenditure"),
    Quantity("household", "household_income", FLOW, "家庭收入", "household income, never below zero"),
    Quantity("member", "standard", FLOW, "适用的保障标准", "standard of the member"),
    Quantity("household", "standards_total", FLOW, "保障标准合计", "sum of the members' standards"),
    Quantity("household", "need", FLOW, "家庭保障需要", "need of the household"),
    Quantity("household", "gap", FLOW, "差额", "need not covered by income, never below zero"),
    Quantity("household", "passes_property", FLAG, "财产符合规定", "property is within limits for the main benefit"),
)
"""The kernel's quantities; each may be read from the hook that comes after it."""


def up_to(path: str | None, among: Sequence[Quantity] = QUANTITIES) -> tuple[str, ...]:
    """Give the paths of all quantities up to and including this one.

    Args:
        path: the last quantity that is settled, `None` when none is yet.
        among: the ordered quantities to choose from.
    """
    if path is None:
        return ()
    paths = [quantity.path for quantity in among]
    if path not in paths:
        raise LookupError(f"{path!r} is not a quantity; the quantities in order are {', '.join(paths)}")
    return tuple(paths[: paths.index(path) + 1])
