"""Four ways to round an award, each a rule of one county."""

from fractions import Fraction
from math import ceil, floor

import pytest
from tests.fixtures.strategies import bing, jia, yi
from tests.strategies.people import BING, DING, JIA, YI, family, monthly, paid, person

from dibao.national import cn_2021_57

UP_TO_THE_YUAN, NEAREST, CUT = jia.up_to_the_yuan, yi.to_the_nearest_yuan, bing.cut_to_the_yuan
UP_TO_THE_FEN = cn_2021_57.whole_fen


@pytest.mark.parametrize(
    ("exact", "up", "nearest", "cut", "fen"),
    [
        ("47.49", "48", "47", "47", "47.49"),
        ("47.50", "48", "48", "47", "47.50"),
        ("47.85", "48", "48", "47", "47.85"),
        ("47.99", "48", "48", "47", "47.99"),
        ("48", "48", "48", "48", "48"),
        ("542.1", "543", "542", "542", "542.1"),
        ("0.01", "1", "0", "0", "0.01"),
    ],
)
def test_four_conventions_round_one_amount(exact, up, nearest, cut, fen):
    rules = (UP_TO_THE_YUAN, NEAREST, CUT, UP_TO_THE_FEN)
    assert [rule(monthly(exact)) for rule in rules] == [monthly(each) for each in (up, nearest, cut, fen)]


def test_up_to_the_yuan_once_on_the_household_leaves_two_yuan():
    """Three standards of 632 less 1894 are 2; a third of it, rounded up for each of three, would be 3."""
    members = [person("applicant", "1894"), person("spouse"), person("child", born="2015-05-01")]
    assert paid(family(JIA, *members))["dibao"] == "2.00"
    assert UP_TO_THE_YUAN(monthly("632") - monthly("1894") / 3) * 3 == monthly("3")


def test_a_half_goes_up_to_the_yuan():
    """5.5 percent of 870 are 47.85."""
    assert paid(family(YI, person()))["price_subsidy"] == "48.00"


def test_what_is_less_than_a_yuan_is_cut():
    """1.3 times 417 are 542.10."""
    assert paid(family(BING, person()))["basic_living"] == "542.00"


def test_where_nobody_says_otherwise_awards_go_up_to_the_fen():
    third = person(incomes={"wage": monthly("0.01") / 3})
    assert paid(family(DING, third))["dibao"] == "358.33"


@pytest.mark.parametrize(
    ("code", "standard", "round"),
    [(JIA, "632", ceil), (YI, "870", lambda owed: floor(owed + Fraction(1, 2))), (BING, "417", floor)],
)
@pytest.mark.parametrize("cents", range(0, 100, 7))
def test_every_part_of_a_yuan_is_rounded_as_the_county_says(code, standard, round, cents):
    income = monthly("100") + monthly("0.01") * cents
    owed = (monthly(standard) - income).per_month
    assert paid(family(code, person(incomes={"wage": income})))["dibao"] == f"{round(owed)}.00"
