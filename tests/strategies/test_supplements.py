"""What is added for people in lasting hardship, alone and in a policy."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from tests.strategies.people import GRAVE, JIA, YI, family, monthly, paid, person

from dibao import Disability
from dibao.strategies import added_up, disabled_up_to, flat_supplement, once_only, supplement_by_share

MEMBER: Any = SimpleNamespace(standard=monthly("450"))
FIFTH = Fraction(1, 5)


@pytest.mark.parametrize(("holds", "added"), [(True, "90"), (False, "0")])
def test_a_share_of_the_standard_is_added_where_the_condition_holds(holds, added):
    assert supplement_by_share(MEMBER, FIFTH, when=holds) == monthly(added)


@pytest.mark.parametrize(("holds", "added"), [(True, "60"), (False, "0")])
def test_an_amount_is_added_where_the_condition_holds(holds, added):
    assert flat_supplement(monthly("60"), when=holds) == monthly(added)


@pytest.mark.parametrize(
    ("amounts", "once", "together"),
    [(["90"], "90", "90"), (["90", "60"], "90", "150"), (["0", "60", "0"], "60", "60"), (["0", "0"], "0", "0")],
)
def test_a_person_in_several_groups_gets_the_highest_or_all(amounts, once, together):
    supplements = [monthly(each) for each in amounts]
    assert (once_only(*supplements), added_up(*supplements)) == (monthly(once), monthly(together))


@pytest.mark.parametrize(("grade", "is_severe"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_disability_is_severe_up_to_a_grade(grade, is_severe):
    member: Any = SimpleNamespace(disability=SimpleNamespace(grade=grade))
    assert disabled_up_to(member, 2) == is_severe


BEFORE_70, AT_70 = "1954-03-02", "1954-03-01"


# a fifth (126.40) or a quarter (158) of 632 yuan, up to the yuan
@pytest.mark.parametrize(
    ("born", "disability", "amount"),
    [
        (BEFORE_70, None, None),
        (AT_70, None, "127.00"),
        (BEFORE_70, GRAVE, "158.00"),
        (AT_70, GRAVE, "158.00"),
        (AT_70, Disability("limb", 3), "127.00"),
    ],
)
def test_a_county_adds_the_highest_supplement_once(born, disability, amount):
    assert paid(family(JIA, person(born=born, disability=disability))).get("supplement") == amount


# a fifth of 870 yuan (174) and 80 yuan
@pytest.mark.parametrize(
    ("born", "disability", "amount"),
    [
        (BEFORE_70, None, None),
        (AT_70, None, "174.00"),
        (BEFORE_70, GRAVE, "80.00"),
        (AT_70, GRAVE, "254.00"),
        (AT_70, Disability("limb", 3), "174.00"),
    ],
)
def test_a_county_adds_all_supplements(born, disability, amount):
    assert paid(family(YI, person(born=born, disability=disability))).get("supplement") == amount
