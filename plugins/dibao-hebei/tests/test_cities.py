"""Tangshan's and Shijiazhuang's tiers, and who is covered alone in Zhangjiakou.

Worked by hand from the reports that figures.toml names, and from a city portal's page of 2023.
"""

from datetime import date

import pytest

from dibao import Money

FACTS = {"hebei.registered_poor": False, "hebei.low_income": False, "hebei.high_living_standard": False}
FINDINGS = {"property_within_limits": True}


def tier(code, number):
    """Write the tier of a county as an office would."""
    return ("hebei.standard_tier", str(number), code)


@pytest.mark.parametrize(
    ("code", "area", "on", "number", "standard"),
    [
        ("130283", "urban", date(2023, 7, 1), 1, "878"),
        ("130283", "urban", date(2023, 7, 1), 2, "850"),
        ("130283", "urban", date(2023, 12, 31), 3, "825"),
        ("130283", "rural", date(2023, 7, 1), 1, "701"),  # 8412 a year
        ("130283", "rural", date(2023, 7, 1), 2, "680"),  # 8160
        ("130283", "rural", date(2023, 7, 1), 3, "660"),  # 7920
        ("130283", "urban", date(2023, 6, 30), 1, "770"),  # before: one standard for the city
        ("130283", "rural", date(2023, 6, 30), 1, "584"),  # 7008
        ("130283", "urban", date(2025, 1, 1), 1, "884"),
        ("130283", "rural", date(2025, 1, 1), 1, "766"),
        ("130123", "urban", date(2024, 5, 1), 1, "810"),
        ("130123", "urban", date(2024, 5, 1), 2, "800"),
        ("130123", "urban", date(2024, 5, 1), 3, "790"),
        ("130123", "rural", date(2024, 5, 1), 1, "610"),
        ("130123", "rural", date(2024, 12, 31), 2, "600"),
        ("130123", "rural", date(2024, 5, 1), 3, "590"),
        ("130123", "urban", date(2020, 3, 1), 1, "766"),
        ("130123", "rural", date(2020, 3, 1), 1, "480"),  # 5760
    ],
)
def test_a_single_without_income_gets_the_standard_of_the_county(code, area, on, number, standard, decide, person):
    given = {"code": code, "area": area, "facts": FACTS, "findings": FINDINGS}
    decision = decide(person(), on=on, figures=(tier(code, number),), **given)
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly(standard))


@pytest.mark.parametrize(
    ("code", "on"), [("130283", date(2023, 7, 1)), ("130123", date(2024, 5, 1)), ("130200", date(2023, 7, 1))]
)
def test_the_tier_of_the_county_is_asked_for(code, on, decide, person):
    decision = decide(person(), on=on, code=code, area="urban", facts=FACTS, findings=FINDINGS)
    assert [each.path for each in decision.questions] == ["hebei.standard_tier"]
    assert (decision.status, decision.dibao_monthly) == ("dibao", None)


def test_where_all_tiers_agree_none_is_asked_for(decide, person):
    # 900 is above 878, 850 and 825, and below one and a half times each of them
    decision = decide(
        person(incomes={"wage": 900}), on=date(2023, 7, 1), code="130283", area="urban", facts=FACTS, findings=FINDINGS
    )
    assert (decision.status, decision.questions) == ("marginal", ())


def test_the_citys_tier_says_nothing_of_its_counties(decide, person):
    given = {"code": "130283", "area": "urban", "facts": FACTS, "findings": FINDINGS}
    decision = decide(person(), on=date(2023, 7, 1), figures=(tier("130200", 1),), **given)
    assert [each.path for each in decision.questions] == ["hebei.standard_tier"]


@pytest.mark.parametrize(("wage", "status"), [("824.99", "dibao"), ("825", "marginal"), ("825.01", "marginal")])
def test_equal_to_the_tiers_standard_is_not_below_it(wage, status, decide, person):
    given = {"code": "130283", "area": "urban", "facts": FACTS, "findings": FINDINGS}
    decision = decide(person(incomes={"wage": wage}), on=date(2023, 7, 1), figures=(tier("130283", 3),), **given)
    assert decision.status == status


@pytest.mark.parametrize("on", [date(2022, 6, 1), date(2024, 4, 30)])
def test_where_no_standard_is_known_it_is_asked_for(on, decide, person):
    decision = decide(person(), on=on, code="130123", area="urban", facts=FACTS, findings=FINDINGS)
    assert [each.path for each in decision.questions] == ["dibao.standard.urban"]


ZHANGJIAKOU = (("dibao.standard.rural", "400 a month", "130700"),)
IN_2023 = date(2023, 6, 1)
VOTED = {**FACTS, "hebei.low_income": True, "hebei.village_vote_passed": True}
REFUSED = {**VOTED, "hebei.village_vote_passed": False}


@pytest.fixture(name="alone")
def fixture_alone(decide, person):
    """Give a function that decides a low-income couple of Zhangjiakou, one of whom applies alone."""

    def decided(entries, facts=VOTED, on=IN_2023):
        entries = {"facts": {"hebei.elderly_in_hardship": False, "hebei.heavy_costs": False}, **entries}
        flags = {"applies_alone": True}
        amount = {"single_person_amount": Money.monthly(300)}
        other = person("b", "spouse", flags=flags, findings=amount, **entries)
        given = {"code": "130700", "figures": ZHANGJIAKOU, "facts": facts, "findings": FINDINGS}
        return decide(person(incomes={"wage": 3000}), other, on=on, **given)

    return decided


HEAVY = {"facts": {"hebei.heavy_costs": True, "hebei.elderly_in_hardship": False}}
OLD = {"facts": {"hebei.heavy_costs": False, "hebei.elderly_in_hardship": True}}


@pytest.mark.parametrize(
    ("entries", "facts", "covered"),
    [
        ({"disability": ("limb", 2)}, REFUSED, True),  # the province's own rule needs no vote
        ({"disability": ("limb", 3)}, VOTED, True),
        ({"disability": ("limb", 4)}, VOTED, True),
        ({"disability": ("limb", 3)}, REFUSED, False),
        ({"disability": ("limb", 3)}, {**VOTED, "hebei.low_income": False}, False),
        ({}, VOTED, False),
        (HEAVY, VOTED, True),
        (HEAVY, REFUSED, False),
        (OLD, VOTED, True),
        (OLD, REFUSED, True),  # as the severely disabled
    ],
)
def test_after_a_vote_zhangjiakou_covers_more_people_alone(entries, facts, covered, alone):
    awards = [each.to for each in alone(entries, facts).awards if each.programme == "single_person"]
    assert awards == ["b"] * covered


def test_elsewhere_in_hebei_grade_three_is_not_covered(decide, person):
    flags = {"applies_alone": True}
    other = person("b", "spouse", flags=flags, disability=("limb", 3), facts={"hebei.elderly_in_hardship": False})
    decision = decide(person(incomes={"wage": 3000}), other, on=IN_2023, facts=VOTED, findings=FINDINGS)
    assert [each for each in decision.awards if each.programme == "single_person"] == []


def test_before_2023_the_page_says_nothing(alone):
    decision = alone({"disability": ("limb", 3)}, on=date(2022, 12, 31))
    assert [each for each in decision.awards if each.programme == "single_person"] == []


def test_an_outstanding_vote_is_asked_for(alone):
    facts = {key: value for key, value in VOTED.items() if key != "hebei.village_vote_passed"}
    decision = alone(HEAVY, facts)
    assert [each.path.rpartition("hebei.")[2] for each in decision.questions] == ["village_vote_passed"]


def test_such_cover_rests_on_secondary_evidence(alone):
    grades = {each.grade for each in alone({"disability": ("limb", 3)}).policy.rules if "zhangjiakou" in each.id}
    assert grades == {"secondary"}


@pytest.mark.parametrize(("approved", "left"), [("0", "500"), ("499.99", "0.01"), ("500", "0"), ("500.01", "0")])
def test_zhangjiakou_takes_off_the_approved_cost_of_working_up_to_the_wage(approved, left, decide, person):
    worker = person(incomes={"wage": 500}, facts={"hebei.employment_cost": Money.monthly(approved)})
    given = {"code": "130700", "figures": ZHANGJIAKOU, "facts": FACTS, "findings": FINDINGS}
    decision = decide(worker, on=IN_2023, **given)
    assert decision.quantity("household.household_income") == Money.monthly(left)


def test_a_cost_of_working_that_nobody_stated_was_not_approved(decide, person):
    given = {"code": "130700", "figures": ZHANGJIAKOU, "facts": FACTS, "findings": FINDINGS}
    decision = decide(person(incomes={"wage": 399}), on=IN_2023, **given)
    assert (decision.dibao_monthly, decision.questions) == (Money.monthly(1), ())


@pytest.mark.parametrize(
    ("code", "on", "cost"),
    [("130700", date(2022, 12, 31), 0), ("130700", date(2023, 1, 1), 100), ("130300", IN_2023, 0)],
)
def test_only_zhangjiakou_takes_it_off_from_2023_on(code, on, cost, decide, person):
    worker = person(incomes={"wage": 500}, facts={"hebei.employment_cost": Money.monthly(100)})
    figures = ZHANGJIAKOU if code == "130700" else ()
    decision = decide(worker, on=on, code=code, figures=figures, facts=FACTS, findings=FINDINGS)
    assert decision.quantity("household.after_employment_cost") == Money.monthly(500 - cost)
