"""Make up households of the reference policy, of the invented county Shili (示例县)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dibao.batch.synth.arrow import Column, choice, count, flag, flow, number, stock
from dibao.batch.synth.block import Block, Columns, Place
from dibao.batch.synth.edges import SHILI, on_lines
from dibao.batch.synth.people import add_people

NAME = "shili"
SHILI_PLACE = Place("990000", 70000, 45000)
"""The reference policy's standards, in fen a month; they are invented, too."""
KINDS = ("none", "multiple", "visual", "hearing", "limb", "intellectual", "mental", "speech")
HOUSEHOLDS: Mapping[str, Column] = {
    "id": number("id"),
    "urban": choice("area", ("rural", "urban")),
    "savings": stock("property.savings"),
    "vehicles": count("property.vehicles"),
    "houses": count("property.houses"),
    "on_dibao": flag("prior.on_dibao"),
    "last_amount": flow("prior.amount"),
    "grace_months": count("prior.grace_months_used"),
}
MEMBERS: Mapping[str, Column] = {
    "household": number("household"),
    "age": count("age_years"),
    "in_prison": flag("in_prison"),
    "conscript": flag("active_conscript"),
    "wage": flow("income.wage"),
    "business": flow("income.business"),
    "property": flow("income.property"),
    "transfer": flow("income.other_transfer"),
    "excluded_transfer": flow("shili.excluded_transfer"),
    "medical": flow("expense.medical"),
    "education": flow("expense.education"),
    "care": flow("expense.disability"),
    "kind": choice("disability.kind", KINDS),
    "grade": count("disability.grade"),
    "ill": flag("recognised_major_illness"),
    "employed": flag("employed"),
    "student": flag("full_time_student"),
    "applies_alone": flag("applies_alone"),
}


def household_columns(places: Sequence[Place]) -> Mapping[str, Column]:
    """Give the columns of households, by their names in a block."""
    return {"place": choice("jurisdiction", [each.code for each in places]), **HOUSEHOLDS}


def fill(block: Block) -> None:
    """Draw the people of a block and what is stated of them."""
    add_people(block)
    on_lines(block, SHILI)
    people: Columns = block.members
    people["in_prison"] = people["left_out"].astype(bool) & (people["position"] % 2 == 0)
    people["conscript"] = people["left_out"].astype(bool) & (people["position"] % 2 == 1)
    people["applies_alone"] = people["position"] >= 0
