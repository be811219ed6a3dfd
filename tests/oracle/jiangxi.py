"""Jiangxi, and Jiujiang, Ganzhou and Nanchang within it."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from .hunan import in_band
from .national import MEASURES, RIGID_MEASURES, Home, Nation
from .stated import Person, fact, finding, flag, hundredths, known

REGULAR_IN_FULL = date(2017, 1, 1)
GRADES_START, GRADES_END = date(2023, 1, 1), date(2023, 12, 31)
FREE_FUNERALS = date(2019, 12, 25)  # the day of the report
GANZHOU = date(2022, 10, 1)
NANCHANG = date(2024, 3, 1)

FUNERALS = ("free_body_transport", "free_body_storage", "free_cremation", "free_urn", "free_urn_storage")
SCATTERED = "tekun.living.rural_scattered"
FEN = 100 * 12
GRADES = {
    "urban": [(1, 885 * FEN), (2, 885 * FEN), (3, 570 * FEN), (4, 420 * FEN), (5, 350 * FEN)],
    "rural": [(1, 660 * FEN), (2, 660 * FEN), (3, 450 * FEN), (4, 330 * FEN), (5, 290 * FEN)],
}


class Jiangxi(Nation):
    """What the province says."""

    APART: tuple[int, ...] = (2017,)
    """The years in which rural standards of institutions and homes differ."""

    def benefit(self, home: Home) -> Any:
        """Pay regular recipients in full, and in 2023 by five grades."""
        if GRADES_START <= self.on <= GRADES_END:
            return in_band(GRADES[home.stated["area"]], fact(home.stated, "jiangxi.benefit_grade")) * home.size
        if not REGULAR_IN_FULL <= self.on < MEASURES:
            return super().benefit(home)
        regular = sum(fact(each, "jiangxi.regular_recipient", absent=False) for each in home.counted)
        return max(super().benefit(home), regular * self.standard(home))

    def tekun_living(self, member: Person, where: str) -> Any:
        """Look up what the rural destitute of 2017 live on in institutions, and at home."""
        if where == "rural" and self.on.year in self.APART:
            return self.figure("tekun.living.rural_institution" if flag(member, "in_institution") else SCATTERED)
        return super().tekun_living(member, where)

    def services(self, home: Home) -> Iterable[str]:
        """Give everybody five funeral services free of charge."""
        return FUNERALS if self.on >= FREE_FUNERALS else ()


class Jiujiang(Jiangxi):
    """Two standards of the rural destitute in the next years, too."""

    APART = (2017, 2018, 2019)


class Ganzhou(Jiangxi):
    """Cost of working, delayed exit by its cause, property of obligors."""

    def employment_cost(self, member: Person, home: Home) -> Any:
        """Take 30 % of the standard off for who works."""
        if self.on < GANZHOU or not flag(member, "employed"):
            return super().employment_cost(member, home)
        return Fraction(30, 100) * self.standard(home)

    def grace_months(self, home: Home, prior: Person) -> int | None:
        """Let a family fade out longer or shorter by the cause."""
        cause = fact(home.stated, "jiangxi.exit_cause") if self.on >= GANZHOU else "none"
        granted: int = finding(home.stated, "grace_months_granted")
        if cause == "pension" and home.income < 2 * home.need:
            return 6
        if cause == "graduate":
            return min(max(granted, 6), 12)
        fixed = {"placed_hard_to_employ": 24, "placed_disabled": 36, "other": granted}
        return fixed[cause] if cause in fixed else super().grace_months(home, prior)

    def property_ok(self, home: Home) -> bool:
        """Ask whether a relative who owes support is rich, beside the finding on the family."""
        relatives = known(home.stated, "obligors", "household") if self.on >= GANZHOU else ()
        return not any(self.is_rich(each) for each in relatives) and super().property_ok(home)

    def is_rich(self, obligor: Person) -> bool:
        """Say whether assets a head, houses, a car or capital are beyond a limit."""
        size = known(obligor, "household_size", obligor["id"])
        assets = hundredths(fact(obligor, "jiangxi.financial_assets"), "jiangxi.financial_assets")
        if 2 * assets > 3 * self.figure("rigid.disposable_income") * size:
            return True
        if fact(obligor, "jiangxi.houses") >= 2:
            area = hundredths(fact(obligor, "jiangxi.house_area"), "jiangxi.house_area")
            if area > self.figure("jiangxi.average_house_area") * size:
                return True
        capital = hundredths(fact(obligor, "jiangxi.registered_capital"), "jiangxi.registered_capital")
        return bool(capital >= 10_000_000 or fact(obligor, "jiangxi.costly_vehicle"))


class Nanchang(Jiangxi):
    """A test of its own for families of high spending, until the nation's; in 2021 its own children's standard."""

    def care_before_the_measures(self, member: Person) -> Any:
        """Look up the city's care standard of the class that the office settled, from 2021 on."""
        if self.on.year != 2021 or (found := fact(member, "jiangxi.care_class")) == "none":
            return 0
        return self.figure(f"tekun.care.{found}")

    def unattended_standard(self, child: Person) -> Any:
        """Look up the city's own standard."""
        if self.on.year == 2021:
            return self.figure("unattended_child.living")
        return super().unattended_standard(child)

    def rigid_family(self, home: Home) -> bool:
        """Ask whether income less costs is at most one and a half times the standards."""
        if not NANCHANG <= self.on < RIGID_MEASURES:
            return super().rigid_family(home)
        line = Fraction(3, 2) * home.need
        below = line < home.income < home.size * self.figure("rigid.disposable_income")
        left = home.income - home.spent("medical", "education", "disability")
        return below and left <= line and self.property_ok(home)
