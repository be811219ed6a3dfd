"""Households of Hunan, and an office's figures where no source gives a standard."""

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
[[{name}]]
code = "{code}"
amount = {amount}
per = "month"
since = {since}
until = {until}
document = "office-figures"
grade = "assumed"
"""
STANDARDS = (
    ("dibao.standard.rural", "430225", 300, 2016, 2022),
    ("dibao.standard.rural", "430202", 500, 2022, 2022),
    ("dibao.standard.urban", "430923", 600, 2022, 2024),
    ("dibao.standard.rural", "430923", 400, 2022, 2024),
    ("dibao.standard.rural", "430481", 500, 2025, 2026),
    ("disability.living_allowance", "430400", 70, 2025, 2026),
    ("disability.nursing_allowance", "430400", 80, 2025, 2026),
    ("rigid.disposable_income", "430400", 9000, 2025, 2026),
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
def engine(tmp_path_factory):
    """Give the nation's and Hunan's law with the office's figures."""
    path = tmp_path_factory.mktemp("office") / "figures.toml"
    keys = ("name", "code", "amount", "since", "until")
    rows = (ROW.format(**dict(zip(keys, each, strict=True))) for each in STANDARDS)
    path.write_text(OFFICE + "".join(rows), encoding="utf-8")
    return Engine(plugins=["hunan"], figures=path)


@pytest.fixture(scope="session")
def at(engine):
    """Give a place on a day."""
    return lambda code, on: Place(engine, code, on)


@pytest.fixture(scope="session")
def person():
    """Give the maker of members."""
    return member
