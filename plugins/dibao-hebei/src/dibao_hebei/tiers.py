"""Standards in three tiers of counties, as cities of Hebei set them."""


def standard_of_tier(household, standards):
    """Give the standard of the household's area in the tier of its county."""
    tier = standards.count("hebei.standard_tier")
    if household.area == "urban":
        if tier == 1:
            return standards.money("hebei.standard.urban.tier_1")
        if tier == 2:
            return standards.money("hebei.standard.urban.tier_2")
        return standards.money("hebei.standard.urban.tier_3")
    if tier == 1:
        return standards.money("hebei.standard.rural.tier_1")
    if tier == 2:
        return standards.money("hebei.standard.rural.tier_2")
    return standards.money("hebei.standard.rural.tier_3")
