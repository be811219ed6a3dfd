"""Hunan, and Changsha, Zhuzhou, Liling, Anhua, Hengyang and Hongjiang within it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from .national import MEASURES, Home, Nation
from .stated import Person, disability, fact, finding, flag, flow, full_years, known

SCHEME = date(2018, 10, 1)  # the scheme of 2018-10; only its month is known
SCHEME_ENDS = date(2020, 12, 31)  # assumed: the end of poverty relief
ZHUZHOU_OLD_AGE = date(2019, 1, 1)  # told in January 2020 of the year before
FIVE_SUPPORTS = date(2019, 9, 16)
ZHUZHOU = date(2022, 1, 1)
HONGJIANG_PLAN = date(2024, 1, 1)
ANHUA_FLAT = date(2022, 8, 1)
ANHUA_BANDS = date(2023, 8, 1)
HENGYANG = date(2025, 11, 1)

ABOVE_COMPULSORY = frozenset({"senior", "vocational", "associate", "bachelor", "master", "doctorate"})

SUPPORTS = ("urgent_need_support", "medical_support", "housing_support", "employment_support", "basic_living_support")
YUAN_A_MONTH = 100 * 12
HONGJIANG_FEN_A_YEAR = {
    2023: {
        "dibao.standard.urban": 650 * YUAN_A_MONTH,
        "dibao.standard.rural": 500400,
        "disability.living_allowance": 80 * YUAN_A_MONTH,
        "disability.nursing_allowance": 80 * YUAN_A_MONTH,
        "orphan.scattered": 1100 * YUAN_A_MONTH,
        "orphan.institution": 1500 * YUAN_A_MONTH,
    },
    2024: {
        "dibao.standard.urban": 700 * YUAN_A_MONTH,
        "dibao.standard.rural": 540000,
        "disability.living_allowance": 90 * YUAN_A_MONTH,
        "disability.nursing_allowance": 90 * YUAN_A_MONTH,
        "orphan.scattered": 1150 * YUAN_A_MONTH,
        "orphan.institution": 1600 * YUAN_A_MONTH,
        "elderly.service_subsidy": 60 * YUAN_A_MONTH,
    },
}


class Hunan(Nation):
    """What the province says."""

    @property
    def in_scheme(self) -> bool:
        """Say whether the scheme of poverty relief is in force."""
        return SCHEME <= self.on <= SCHEME_ENDS

    def left_out(self, member: Person) -> bool:
        """Leave conscripts out, too."""
        return super().left_out(member) or (self.on >= MEASURES and flag(member, "active_conscript"))

    def is_severe(self, member: Person) -> bool:
        """Say whether the certificate is of grade 1 or 2, or of grade 3 for the mind."""
        kind, grade = disability(member)
        return grade in (1, 2) or (grade == 3 and kind in ("intellectual", "mental"))

    def may_apply_alone(self, member: Person, home: Home) -> bool:
        """Cover the dependent disabled and ill of registered-poor families."""
        if self.in_scheme and fact(home.stated, "hunan.registered_poor", absent=False):
            in_need = self.is_severe(member) or flag(member, "recognised_major_illness")
            if in_need and fact(member, "hunan.dependent"):
                return True
        return super().may_apply_alone(member, home)

    def employment_cost(self, member: Person, home: Home) -> Any:
        """Take off the cost of working that was approved."""
        return approved_cost(member) if self.in_scheme else 0

    def rigid_expenditure(self, home: Home) -> Any:
        """Take off medical and later-schooling costs of more than twice last year's income, where granted."""
        if not self.in_scheme:
            return 0
        students = [each for each in home.counted if flag(each, "full_time_student")]
        pupils = [each for each in students if each.get("education") in ABOVE_COMPULSORY]
        costs = (home.spent("medical"), home.spent("education", by=pupils))
        if not any(costs):
            return 0
        line = 2 * flow(fact(home.stated, "hunan.last_year_income"), "hunan.last_year_income")
        heavy = sum(each for each in costs if each > line)
        return heavy if heavy and fact(home.stated, "hunan.deduction_granted") else 0

    def grace_months(self, home: Home, prior: Person) -> int | None:
        """Let registered-poor families fade out whatever the cause, a year at most."""
        if self.in_scheme and fact(home.stated, "hunan.registered_poor", absent=False):
            granted: int = finding(home.stated, "grace_months_granted")
            return min(granted, 12)
        return super().grace_months(home, prior)

    def price_subsidy(self, home: Home) -> Any:
        """Pay the standard times the rise of what low incomes buy, 20 yuan at least."""
        rise = self.figure("price.low_income_index_rise")
        return max(self.standard(home) * rise, 20 * YUAN_A_MONTH)


class Zhuzhou(Hunan):
    """Grades 1 and 2 draw the living allowance without dibao; everybody of 80 has an allowance."""

    def living_allowance_due(self, member: Person, draws: bool) -> bool:
        """Pay grades 1 and 2 in any case."""
        severe = self.on >= ZHUZHOU and disability(member)[1] in (1, 2)
        return severe or super().living_allowance_due(member, draws)

    def further(self, member: Person) -> Iterable[tuple[str, Any]]:
        """Pay everybody from 80 on."""
        if self.on >= ZHUZHOU_OLD_AGE and full_years(known(member, "born", member["id"]), self.on) >= 80:
            yield "old_age_allowance", self.figure("elderly.old_age_allowance")


class Liling(Zhuzhou):
    """In 2018 and 2019 two standards of the rural destitute."""

    def tekun_living(self, member: Person, where: str) -> Any:
        """Look up what the rural destitute live on in institutions, and at home."""
        if where == "rural" and self.on.year in (2018, 2019):
            place = "institution" if flag(member, "in_institution") else "scattered"
            return self.figure(f"tekun.living.rural_{place}")
        return super().tekun_living(member, where)


class Hongjiang(Hunan):
    """A subsidy for elderly service."""

    def further(self, member: Person) -> Iterable[tuple[str, Any]]:
        """Pay who was recognised."""
        if self.on >= HONGJIANG_PLAN and flag(member, "elderly_service_recognised"):
            yield "elderly_service_subsidy", self.figure("elderly.service_subsidy")


class Changsha(Hunan):
    """Five kinds of support in town."""

    def services(self, home: Home) -> Iterable[str]:
        """Reach families of low income, and residents without local hukou who are in need."""
        if self.on < FIVE_SUPPORTS or known(home.stated, "area", "household") != "urban":
            return ()
        strangers = (each for each in home.stated["members"] if flag(each, "resident_without_hukou"))
        poor = home.status in ("dibao", "gradual_exit", "marginal")
        return SUPPORTS if poor or any(finding(each, "hunan.resident_in_need") for each in strangers) else ()


class Anhua(Hunan):
    """Flat amounts and bands instead of the gap."""

    def benefit(self, home: Home) -> Any:
        """Pay a flat amount a person in town, a band a person in villages."""
        if home.stated["area"] == "urban" and self.on >= ANHUA_FLAT:
            return self.figure("hunan.flat.urban") * home.size
        if home.stated["area"] == "rural" and self.on >= ANHUA_BANDS:
            return in_band(self.figure("hunan.bands.rural"), fact(home.stated, "hunan.band")) * home.size
        return super().benefit(home)


class Hengyang(Hunan):
    """Deductions of its own, all of which add up."""

    def employment_cost(self, member: Person, home: Home) -> Any:
        """Take off the cost of working that was approved."""
        return approved_cost(member) if self.on >= HENGYANG else super().employment_cost(member, home)

    def rigid_expenditure(self, home: Home) -> Any:
        """Take off for disability, illness, schooling and rent."""
        if self.on < HENGYANG:
            return super().rigid_expenditure(home)
        disabled = sum(self.is_severe(each) for each in home.counted)
        rates = self.figure("disability.living_allowance") + self.figure("disability.nursing_allowance")
        ill = [each for each in home.counted if flag(each, "recognised_major_illness")]
        schooling = home.spent("education")
        above = schooling - home.gross if schooling > 2 * home.gross else 0
        return disabled * rates + home.spent("medical", by=ill) + above + home.spent("rent")


def approved_cost(member: Person) -> int:
    """Read the cost of working that officers approved."""
    return flow(fact(member, "hunan.employment_cost", absent="0"), "hunan.employment_cost")


def in_band(rows: Any, code: int) -> Any:
    """Give the amount of the last row that starts at the code or below."""
    return [amount for start, amount in rows if start <= code][-1]
