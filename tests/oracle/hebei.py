"""Hebei, and Zhangjiakou, Tangshan and Shijiazhuang within it."""

from datetime import date
from typing import Any

from .national import MEASURES, Home, Nation
from .stated import Person, disability, entry, fact, finding, flag, flow, hundredths, present

ECONOMY = date(2013, 5, 1)
BACKSTOP = date(2019, 1, 1)  # only its year is known
BACKSTOP_ENDS = date(2020, 12, 31)  # assumed: the end of poverty relief
WIDENED = date(2020, 11, 1)  # only its month is known
ZHANGJIAKOU = date(2023, 1, 1)  # only its year is known

NOT_COUNTED = frozenset({
    "preferential_pension", "family_planning_award", "scholarship", "bravery_award",
    "disability_allowance", "old_age_allowance",
})  # fmt: skip
ASSETS = ("savings", "securities", "funds", "insurance", "claims", "online_assets")
NURSED = ("visual", "limb", "mental", "intellectual", "multiple")


class Hebei(Nation):
    """What the province says."""

    # the rules of 2013 on family, income and property

    @property
    def has_lists(self) -> bool:
        """Say whether the lists of income and property hold: 57号 art. 13 and 14 settle both anew."""
        return ECONOMY <= self.on < MEASURES

    def clergy_limit(self) -> int:
        """Take one year instead of three, until 57号."""
        return 1 if ECONOMY <= self.on < MEASURES else super().clergy_limit()

    def left_out(self, member: Person) -> bool:
        """Leave out conscripts and who has been missing for a year."""
        if self.on >= ECONOMY and (flag(member, "active_conscript") or fact(member, "hebei.missing_years", 0) >= 1):
            return True
        return super().left_out(member)

    def is_left_uncounted(self, kind: str) -> bool:
        """Leave out what the province lists, old-age allowances among it."""
        return (self.has_lists and kind in NOT_COUNTED) or super().is_left_uncounted(kind)

    def property_ok(self, home: Home) -> bool:
        """Measure property: assets, houses, cars, the way of living."""
        if not self.has_lists:
            return super().property_ok(home)
        if not (self.assets_ok(home) and self.houses_ok(home)):
            return False
        return not self.drives(home) and not fact(home.stated, "hebei.high_living_standard")

    def assets_ok(self, home: Home) -> bool:
        """Compare what a family saved with a year's disposable income, of one person or of each."""
        assets = sum(hundredths(entry(home.stated, "property", each), each) for each in ASSETS)
        people = home.size if self.figure("hebei.assets_a_head") else 1
        return bool(assets <= self.figure("rigid.disposable_income") * people)

    def houses_ok(self, home: Home) -> bool:
        """Allow one house, of twice the local area a head at most."""
        owned = present(home.stated, "property")
        area = hundredths(owned.get("house_area", 0), "house_area")
        return owned.get("houses", 0) < 2 and bool(area <= 2 * self.figure("hebei.house_area_a_head") * home.size)

    def drives(self, home: Home) -> bool:
        """Say whether a car serves neither disability nor work."""
        owned = present(home.stated, "property")
        serving = owned.get("disability_vehicles", 0) + owned.get("working_vehicles", 0)
        return bool(owned.get("vehicles", 0) > serving)

    # the three lines of defence

    def may_apply_alone(self, member: Person, home: Home) -> bool:
        """Cover the weak of low-income families, since 2020-11 in towns, too."""
        where = home.stated["area"] == "rural" or self.on >= WIDENED
        if self.on >= BACKSTOP and where and self.is_poor(home) and self.is_weak(member):
            return True
        return super().may_apply_alone(member, home)

    def is_poor(self, home: Home) -> bool:
        """Say whether the family is on the register or of low income."""
        registered = fact(home.stated, "hebei.registered_poor", absent=False)
        return bool(registered or fact(home.stated, "hebei.low_income"))

    def is_weak(self, member: Person) -> bool:
        """Say whether this person is severely disabled, seriously ill, old in hardship, or a minor."""
        severe = disability(member)[1] in (1, 2) or flag(member, "recognised_major_illness")
        return bool(severe or not self.is_adult(member) or fact(member, "hebei.elderly_in_hardship"))

    def rigid_expenditure(self, home: Home) -> Any:
        """Take medical and disability costs off, up to a share of income."""
        if self.on < BACKSTOP:
            return 0
        cap = max(home.after_work, 0) * self.figure("hebei.rigid_expenditure_cap")
        return min(home.spent("medical", "disability"), cap)

    def grace_months(self, home: Home, prior: Person) -> int | None:
        """Let registered-poor families on rural dibao fade out for a year at least."""
        in_scheme = BACKSTOP <= self.on <= BACKSTOP_ENDS and home.stated["area"] == "rural"
        if in_scheme and fact(home.stated, "hebei.registered_poor", absent=False):
            granted: int = finding(home.stated, "grace_months_granted")
            return max(granted, 12)
        return super().grace_months(home, prior)

    def nursing_allowance_due(self, member: Person) -> bool:
        """Pay some kinds of grades 1 and 2."""
        return super().nursing_allowance_due(member) and disability(member)[0] in NURSED


class Zhangjiakou(Hebei):
    """Wider cover, after the village voted, and the cost of working."""

    def employment_cost(self, member: Person, home: Home) -> Any:
        """Take off the cost of working that was approved."""
        if self.on < ZHANGJIAKOU:
            return super().employment_cost(member, home)
        return flow(fact(member, "hebei.employment_cost", absent="0"), "hebei.employment_cost")

    def may_apply_alone(self, member: Person, home: Home) -> bool:
        """Cover the old in hardship, grades 3 and 4, and heavy costs."""
        if super().may_apply_alone(member, home):
            return True
        if self.on < ZHANGJIAKOU or not fact(home.stated, "hebei.low_income"):
            return False
        worse_off = disability(member)[1] in (3, 4) or fact(member, "hebei.heavy_costs")
        worse_off = worse_off or fact(member, "hebei.elderly_in_hardship")
        return bool(worse_off and fact(home.stated, "hebei.village_vote_passed"))


class Tiered(Hebei):
    """Tangshan and Shijiazhuang: standards by groups of counties."""

    TIERS_FROM = TIERS_TO = date.max

    def standard(self, home: Home) -> Any:
        """Look up the standard of the county's tier."""
        if not self.TIERS_FROM <= self.on <= self.TIERS_TO:
            return super().standard(home)
        return self.figure(f"hebei.standard.{home.stated['area']}.tier_{self.figure('hebei.standard_tier')}")


class Tangshan(Tiered):
    """Tiers from July 2023; the standards of 2025 are for the whole city again."""

    TIERS_FROM, TIERS_TO = date(2023, 7, 1), date(2024, 12, 31)


class Shijiazhuang(Tiered):
    """Tiers from May 2024; the law of 2026 settles anew who sets a standard."""

    TIERS_FROM, TIERS_TO = date(2024, 5, 1), date(2026, 6, 30)
