"""Households of Hunan, and an office's figures where no source gives a standard."""

from datetime import date

import pytest

from dibao import Household, Member, Money
from dibao.testing.office import OfficeFigure, office_engine

# The office's own figures: they stand for what is not published, and are no place's real numbers.
STANDARDS = (
    ("dibao.standard.rural", "300 a month", "430225", 2016, 2022),
    ("dibao.standard.rural", "500 a month", "430202", 2022, 2022),
    ("dibao.standard.urban", "600 a month", "430923", 2022, 2024),
    ("dibao.standard.rural", "400 a month", "430923", 2022, 2024),
    ("dibao.standard.rural", "500 a month", "430481", 2025, 2026),
    ("disability.living_allowance", "70 a month", "430400", 2025, 2026),
    ("disability.nursing_allowance", "80 a month", "430400", 2025, 2026),
    ("rigid.disposable_income", "9000 a month", "430400", 2025, 2026),
)


def member(id, relation="spouse", born="1975-01-01", **entries):
    """Make a member of whom everything is stated and nothing is the case."""
    return Member(
        id=id, relation=relation, born=born, **{"incomes": {}, "expenses": {}, "flags": {}, "facts": {}, **entries}
    )


def family(code, *others, wage="0", area="rural", **entries):
    """Make a household of an applicant with a monthly wage, and others."""
    applicant = member("a", "applicant", **{"incomes": {"wage": Money.monthly(wage)}, **entries.pop("applicant", {})})
    given = {"findings": {"property_within_limits": True}, "facts": {}, "property": {}, "prior": None, **entries}
    return Household(id="case", jurisdiction=code, area=area, members=[applicant, *others], obligors=[], **given)


class Place:
    """One place on one day: builds households there and decides them."""

    def __init__(self, engine, code, on):
        self.engine, self.code, self.on = engine, code, date.fromisoformat(on)

    def decide(self, *others, **entries):
        """Decide a family of an applicant and others."""
        return self.engine.assess(family(self.code, *others, **entries), self.on)


@pytest.fixture(scope="session")
def engine():
    """Give the nation's and Hunan's law with the office's figures."""
    return office_engine(["hunan"], [OfficeFigure(*each) for each in STANDARDS])


@pytest.fixture(scope="session")
def at(engine):
    """Give a place on a day."""
    return lambda code, on: Place(engine, code, on)


@pytest.fixture(scope="session")
def person():
    """Give the maker of members."""
    return member
