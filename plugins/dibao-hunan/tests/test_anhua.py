"""Anhua: flat amounts in town, bands in the country.

Worked by hand from the county's published rates of August 2022 and August 2023; the standards are the test's own.
"""

import pytest

from dibao import Money

ANHUA = "430923"


def three(person):
    return person("b"), person("c", "child", "2015-01-01")


@pytest.mark.parametrize(
    ("on", "paid"), [("2022-08-01", 1158), ("2022-12-31", 1158), ("2023-08-01", 1260), ("2023-12-31", 1260)]
)
def test_in_town_each_person_gets_the_same(at, person, on, paid):
    decision = at(ANHUA, on).decide(*three(person), wage="600", area="urban")
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly(paid))


@pytest.mark.parametrize(("wage", "paid"), [("1799.99", 1158), ("1800", 0), ("1800.01", 0)])
def test_the_flat_amount_ends_at_the_standard_all_at_once(at, person, wage, paid):
    decision = at(ANHUA, "2022-09-01").decide(*three(person), wage=wage, area="urban")
    assert decision.dibao_monthly == Money.monthly(paid)


@pytest.mark.parametrize(("band", "paid"), [(1, 1251), (2, 735), (3, 435)])
@pytest.mark.parametrize("wage", ["0", "1199.99"])
def test_in_the_country_the_band_decides_and_not_the_gap(at, person, band, paid, wage):
    decision = at(ANHUA, "2023-09-01").decide(*three(person), wage=wage, facts={"hunan.band": band})
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly(paid))


def test_above_the_standard_no_band_is_paid(at, person):
    decision = at(ANHUA, "2023-09-01").decide(*three(person), wage="1200", facts={"hunan.band": 1})
    assert (decision.status, decision.dibao_monthly) == ("marginal", Money.monthly(0))


@pytest.mark.parametrize(("on", "paid"), [("2023-07-31", 600), ("2023-08-01", 435)])
def test_before_the_bands_the_country_has_the_gap(at, person, on, paid):
    decision = at(ANHUA, on).decide(*three(person), wage="600", facts={"hunan.band": 3})
    assert decision.dibao_monthly == Money.monthly(paid)


def test_an_unknown_band_is_asked_for(at, person):
    decision = at(ANHUA, "2023-09-01").decide(*three(person), wage="600")
    assert [each.path for each in decision.questions] == ["$.facts.hunan.band"]


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        ("2022-12-31", []),
        ("2023-01-01", ["hunan.flat.urban"]),
        ("2023-07-31", ["hunan.flat.urban"]),
        ("2023-08-01", []),
    ],
)
def test_between_the_two_publications_the_rate_is_asked_for(at, person, on, asked):
    decision = at(ANHUA, on).decide(*three(person), wage="600", area="urban")
    assert [each.path for each in decision.questions] == asked


@pytest.mark.parametrize(("area", "figure"), [("urban", "hunan.flat.urban"), ("rural", "hunan.bands.rural")])
def test_after_2023_the_rates_are_asked_for(at, person, area, figure):
    decision = at(ANHUA, "2024-01-01").decide(*three(person), wage="600", area=area, facts={"hunan.band": 1})
    assert [each.path for each in decision.questions] == [figure]
