"""Support that relatives outside the household owe, alone and in a policy."""

from fractions import Fraction
from typing import Any

import pytest
from tests.strategies.people import BING, DING, JIA, YI, family, imputed, monthly, obligor, person, plain_obligor

from dibao import Obligor
from dibao.strategies import (
    beyond_what_is_paid,
    nothing_on_assistance,
    share_by_children,
    support_from_excess,
    support_unless_poor,
)

LINE = monthly("600")
HALF, FOUR_TENTHS = Fraction(1, 2), Fraction(2, 5)
COUPLE = (person(), person("spouse"))


# -- counted unless the obligor is poor --------------------------------------------------------------
@pytest.mark.parametrize(("income", "counted"), [("1799.99", "0"), ("1800", "200"), ("1800.01", "200")])
def test_support_that_is_due_counts_from_the_line_on(income, counted):
    assert support_unless_poor(plain_obligor(income), monthly("200"), line=LINE) == monthly(counted)


# 632 yuan for each of three people.
@pytest.mark.parametrize(("income", "counted"), [("1895.99", "0"), ("1896", "200"), ("1896.01", "200")])
def test_a_county_counts_support_from_its_standard_on(income, counted):
    assert imputed(family(JIA, obligors=[obligor(income)])) == monthly(counted)


def test_the_line_is_compared_without_dividing():
    line = monthly("358.33") + monthly("0.01") / 3  # 4300 yuan a year
    assert support_unless_poor(plain_obligor("1075"), monthly("200"), line=line) == monthly("200")


# -- a share of the excess ---------------------------------------------------------------------------
def of_excess(
    income: str, *, here: int = 1, round: Any = "down", share: Any = HALF, a_head: bool = False, **stated: Any
):
    return support_from_excess(
        plain_obligor(income, **stated),
        line=LINE,
        share=share,
        supported_here=here,
        round=round,
        article="第一条",
        a_head=a_head,
    )


@pytest.mark.parametrize(
    ("income", "counted"),
    [("0", "0"), ("1799.99", "0"), ("1800", "0"), ("1800.02", "0.01"), ("3000", "600")],
)
def test_half_of_the_excess_is_due(income, counted):
    assert of_excess(income) == monthly(counted)


def test_the_excess_of_one_head_is_the_households_among_its_people():
    assert of_excess("3000", a_head=True) == monthly("200")


@pytest.mark.parametrize(
    ("supports", "here", "counted"),
    [
        (1, 1, "600"),
        (2, 1, "300"),
        (2, 2, "600"),
        (4, 1, "150"),
        (2, 0, "0"),
        (0, 0, "0"),
        (0, 1, "600"),
        (1, 2, "600"),
    ],
)
def test_each_person_supported_gets_one_part(supports, here, counted):
    assert of_excess("3000", supports=supports, here=here) == monthly(counted)


@pytest.mark.parametrize(("direction", "counted"), [("down", "66.66"), ("half_up", "66.67"), ("up", "66.67")])
def test_a_part_of_a_fen_goes_where_the_rule_says(direction, counted):
    # 400 yuan above the line, a half of it in three parts
    assert of_excess("2200", supports=3, round=direction) == monthly(counted)


def test_it_is_rounded_once_for_all_who_live_here():
    # two thirds of 200 yuan, and not twice the 66.66 of one
    assert of_excess("2200", supports=3, here=2) == monthly("133.33")


@pytest.mark.parametrize(("owing", "share"), [(0, HALF), (2, HALF), (3, FOUR_TENTHS), (4, FOUR_TENTHS)])
def test_the_share_falls_with_the_number_of_children(owing, share):
    assert share_by_children(owing, few=HALF, many=FOUR_TENTHS, many_from=3) == share


# 870 yuan for each of three people: 2610.
@pytest.mark.parametrize(("income", "counted"), [("2609.99", "0"), ("2610", "0"), ("2610.02", "0.01"), ("2810", "100")])
def test_a_county_counts_half_of_the_households_excess(income, counted):
    assert imputed(family(YI, obligors=[obligor(income)])) == monthly(counted)


# 417 yuan for each of three people: 1251.
@pytest.mark.parametrize(("income", "counted"), [("1250.99", "0"), ("1251", "0"), ("1251.06", "0.01"), ("1851", "100")])
def test_a_county_counts_half_of_one_heads_excess(income, counted):
    assert imputed(family(BING, obligors=[obligor(income)])) == monthly(counted)


@pytest.mark.parametrize(("children", "counted"), [(1, "100"), (2, "100"), (3, "80"), (4, "80")])
def test_from_three_children_on_the_share_is_smaller(children, counted):
    rest = [obligor("0", id=f"o{n}") for n in range(2, children + 1)]
    assert imputed(family(YI, obligors=[obligor("2810"), *rest])) == monthly(counted)


def test_only_children_are_counted_as_children():
    others = [obligor("0", id=f"o{n}", relation="sibling") for n in range(2, 5)]
    assert imputed(family(YI, obligors=[obligor("2810"), *others])) == monthly("100")


@pytest.mark.parametrize(("supports", "counted"), [(2, "100"), (4, "50")])
def test_a_county_counts_the_parts_of_both_spouses(supports, counted):
    assert imputed(family(YI, *COUPLE, obligors=[obligor("2810", supports=supports)])) == monthly(counted)


def test_a_member_who_does_not_count_gets_no_part():
    prisoner = person("spouse", flags={"in_prison": True})
    assert imputed(family(YI, person(), prisoner, obligors=[obligor("2810", supports=2)])) == monthly("50")


def test_what_several_obligors_owe_is_added_up():
    assert imputed(family(YI, obligors=[obligor("2810"), obligor("2810", id="o2")])) == monthly("200")


# -- families on assistance --------------------------------------------------------------------------
@pytest.mark.parametrize(("on_assistance", "counted"), [(True, "0"), (False, "600")])
def test_a_family_on_assistance_owes_nothing(on_assistance, counted):
    payer = plain_obligor("3000", on_assistance=on_assistance)
    assert nothing_on_assistance(payer, monthly("600")) == monthly(counted)


@pytest.mark.parametrize(("on_assistance", "counted"), [(True, "0"), (False, "100")])
def test_a_county_spares_families_on_assistance(on_assistance, counted):
    assert imputed(family(YI, obligors=[obligor("2810", on_assistance=on_assistance)])) == monthly(counted)


# -- what is paid already ----------------------------------------------------------------------------
@pytest.mark.parametrize(("pays", "counted"), [("0", "600"), ("599.99", "0.01"), ("600", "0"), ("600.01", "0")])
def test_only_what_goes_beyond_the_payment_is_added(pays, counted):
    payer = plain_obligor("3000", pays=monthly(pays))
    assert beyond_what_is_paid(payer, monthly("600")) == monthly(counted)
    assert of_excess("3000", pays=monthly(pays)) == monthly(counted)
    assert support_unless_poor(payer, monthly("600"), line=LINE) == monthly(counted)


@pytest.mark.parametrize(("pays", "counted"), [("0", "100"), ("99.99", "100"), ("100", "100"), ("150", "150")])
def test_with_support_received_the_larger_of_the_two_counts_once(pays, counted):
    receives = person(incomes={"support_received": monthly(pays)})
    assert imputed(family(YI, receives, obligors=[obligor("2810", pays=monthly(pays))])) == monthly(counted)


# -- none by default ---------------------------------------------------------------------------------
def test_a_county_that_chooses_none_imputes_nothing():
    assert imputed(family(DING, obligors=[obligor("1000000")])) == monthly("0")


def test_a_county_that_chooses_none_does_not_ask_about_obligors():
    assert imputed(family(DING, obligors=[Obligor("o1")])) == monthly("0")
