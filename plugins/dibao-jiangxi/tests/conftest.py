"""Households of Jiangxi, and an office's figures where no source gives one."""

from datetime import date

import pytest

from dibao import Engine, Household, Member, Money

# The office's own figures: they stand for what is not published, and are no place's real numbers.
OFFICE = """
[document.office-figures]
title = "经办机构自行录入的数值"
english = "Figures of the office itself"
issuer = "经办机构"
level = "fixture"
"""
ROW = """
[[{0}]]
code = "{1}"
{2}
since = {3}
until = {4}
document = "office-figures"
grade = "assumed"
"""
FIGURES = (
    ("dibao.standard.urban", "360100", 'amount = 1000\nper = "month"', 2024, 2025),
    ("dibao.standard.rural", "360100", 'amount = 1000\nper = "month"', 2024, 2025),
    ("rigid.disposable_income", "360100", 'amount = 48000\nper = "year"', 2024, 2025),
    ("rigid.ratio", "360100", "value = 0.5", 2025, 2025),
    ("rigid.disposable_income", "360700", 'amount = 24000\nper = "year"', 2022, 2025),
    ("jiangxi.average_house_area", "360700", "amount = 30", 2022, 2025),
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
def engine(tmp_path_factory):
    """Give the nation's and Jiangxi's law with the office's figures."""
    path = tmp_path_factory.mktemp("office") / "figures.toml"
    path.write_text(OFFICE + "".join(ROW.format(*each) for each in FIGURES), encoding="utf-8")
    return Engine(plugins=["jiangxi"], figures=path)


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
