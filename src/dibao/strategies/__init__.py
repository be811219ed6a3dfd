"""Offer formulas that regions use, for their rules to call.

None is national law and none is used unless a region's rule calls it. Every
amount, share, age and line is an argument, which the rule reads from its figures.
"""

from dibao.strategies.property_limits import (
    assets_within_amount,
    assets_within_months,
    fewer_houses_than,
    financial_assets,
    house_area_within,
    no_vehicle_that_counts,
    vehicles_that_count,
)
from dibao.strategies.single_person import flat_up_to_standard, share_of_standard, standard_less_income, whole_standard
from dibao.strategies.supplements import added_up, disabled_up_to, flat_supplement, once_only, supplement_by_share
from dibao.strategies.support import (
    beyond_what_is_paid,
    nothing_on_assistance,
    share_by_children,
    support_from_excess,
    support_unless_poor,
)

__all__ = [
    "added_up",
    "assets_within_amount",
    "assets_within_months",
    "beyond_what_is_paid",
    "disabled_up_to",
    "fewer_houses_than",
    "financial_assets",
    "flat_supplement",
    "flat_up_to_standard",
    "house_area_within",
    "no_vehicle_that_counts",
    "nothing_on_assistance",
    "once_only",
    "share_by_children",
    "share_of_standard",
    "standard_less_income",
    "supplement_by_share",
    "support_from_excess",
    "support_unless_poor",
    "vehicles_that_count",
    "whole_standard",
]
