"""What a person is paid who is covered alone, alone and in a policy."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from tests.strategies.people import BING, DING, GRAVE, JIA, POLICIES, YI, family, monthly, person

from dibao.strategies import flat_up_to_standard, share_of_standard, standard_less_income, whole_standard


def someone(income: str = "0"):
    return SimpleNamespace(own_standard=monthly("450"), counted_income=monthly(income))


@pytest.mark.parametrize("income", ["0", "449.99", "600"])
def test_the_whole_standard_asks_for_no_income(income):
    assert whole_standard(someone(income)) == monthly("450")


@pytest.mark.parametrize(
    ("income", "amount"), [("0", "450"), ("449.99", "0.01"), ("450", "0"), ("450.01", "0"), ("600", "0")]
)
def test_own_income_comes_off_the_standard(income, amount):
    assert standard_less_income(someone(income)) == monthly(amount)


@pytest.mark.parametrize(("share", "amount"), [(Fraction(13, 20), "292.50"), (Fraction(3, 4), "337.50"), (1, "450")])
def test_a_share_of_the_standard_asks_for_no_income(share, amount):
    assert share_of_standard(someone("600"), share) == monthly(amount)


@pytest.mark.parametrize(("flat", "amount"), [("449.99", "449.99"), ("450", "450"), ("450.01", "450")])
def test_a_flat_amount_stops_at_the_standard(flat, amount):
    assert flat_up_to_standard(someone(), monthly(flat)) == monthly(amount)


def marginal(code: str, standard: int, own: str = "0"):
    """Give a couple with one and a quarter of two standards, of whom one is severely disabled and applies alone."""
    alone = person("spouse", own, disability=GRAVE, flags={"applies_alone": True})
    other = monthly(str(standard * 2)) * Fraction(5, 4) - monthly(own)
    return family(code, person(incomes={"wage": other}), alone)


# Jia: 632 whole; Yi: 870 less own income; Bing: 0.65 of 417 is 271.05, cut; Ding: 300 flat, below its standard
@pytest.mark.parametrize(
    ("code", "standard", "own", "amount"),
    [
        (JIA, 632, "100", "632.00"),
        (YI, 870, "100", "770.00"),
        (BING, 417, "100", "271.00"),
        (DING, 358, "100", "300.00"),
        (YI, 870, "0", "870.00"),
        (YI, 870, "869", "1.00"),
        (YI, 870, "870", None),
        (YI, 870, "871", None),
    ],
)
def test_a_county_pays_its_own_amount(code, standard, own, amount):
    assert paid_alone(marginal(code, standard, own)) == amount


def paid_alone(household):
    awards = POLICIES[household.jurisdiction].assess(household).awards
    found = [each.monthly for each in awards if each.programme == "single_person" and each.monthly is not None]
    return found[0].text() if found else None
