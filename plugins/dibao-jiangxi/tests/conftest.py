"""Households of Jiangxi, and an office's figures where no source gives one."""

from datetime import date

import pytest

from dibao import Household, Member, Money
from dibao.testing.office import OfficeFigure, office_engine

# The office's own figures: they stand for what is not published, and are no place's real numbers.
FIGURES = (
    ("dibao.standard.urban", "1000 a month", "360100", 2024, 2025),
    ("dibao.standard.rural", "1000 a month", "360100", 2024, 2025),
    ("rigid.disposable_income", "48000 a year", "360100", 2024, 2025),
    ("rigid.ratio", "0.5", "360100", 2025, 2025),
    ("rigid.disposable_income", "24000 a year", "360700", 2022, 2025),
    ("jiangxi.average_house_area", "30 square metres", "360700", 2022, 2025),
)


def member(id, relation="spouse", born="1975-01-01", **entries):
    """Make a member of whom everything is stated and nothing is the case."""
    return Member(
        id=id, relation=relation, born=born, **{"incomes": {}, "expenses": {}, "flags": {}, "facts": {}, **entries}
    )


def family(code, *others, area="rural", applicant=None, **entries):
    """Make a household of an applicant and others; `applicant` is what is stated of the first."""
    first = member("a", "applicant", **(applicant or {}))
    given = {
        "findings": {"property_within_limits": True},
        "facts": {},
        "property": {},
        "obligors": [],
        "prior": None,
        **entries,
    }
    return Household(id="case", jurisdiction=code, area=area, members=[first, *others], **given)


class Place:
    """One place on one day: builds households there and decides them."""

    def __init__(self, engine, code, on):
        self.engine, self.code, self.on = engine, code, date.fromisoformat(on)

    def decide(self, *others, **entries):
        """Decide a family of an applicant and others."""
        return self.engine.assess(family(self.code, *others, **entries), self.on)


@pytest.fixture(scope="session")
def engine():
    """Give the nation's and Jiangxi's law with the office's figures."""
    return office_engine(["jiangxi"], [OfficeFigure(*each) for each in FIGURES])


@pytest.fixture(scope="session")
def at(engine):
    """Give a place on a day."""
    return lambda code, on: Place(engine, code, on)


@pytest.fixture(scope="session")
def person():
    """Give the maker of members."""
    return member


@pytest.fixture(scope="session")
def income():
    """Give the statement of one income, 600 yuan a month of a pension unless said."""
    return lambda amount="600", kind="retirement_pension": {"incomes": {kind: Money.monthly(amount)}}
