"""The measures of 2013 as the press told them: who counts, what counts, which property refuses.

Each case is worked by hand from the rule that its name says; 河北省城乡居民最低生活保障家庭经济状况核算与评估办法
（试行） from 2013-05-01, 民发〔2012〕220号 before it, 民发〔2021〕57号 after it.
"""

from datetime import date
from types import SimpleNamespace

import pytest

from dibao import UNKNOWN, Area, Money
from dibao_hebei import economy_2013

BEFORE, FROM, LATER = date(2013, 4, 30), date(2013, 5, 1), date(2019, 6, 1)
LAST, AFTER = date(2021, 6, 30), date(2021, 7, 1)
NO_END_KNOWN = "ends is not known"
AVERAGES = (
    ("rigid.disposable_income", "12000 a year"),
    ("hebei.house_area_a_head", "30 square metres"),
)
FAMILY_LIMIT = (*AVERAGES, ("hebei.assets_a_head", False))
A_HEAD_LIMIT = (*AVERAGES, ("hebei.assets_a_head", True))
SOBER = {"hebei.high_living_standard": False, "hebei.low_income": False}


def warned_of(decision, rule):
    """Tell whether a decision warns that it is not known when a rule ended."""
    return any(rule in each and NO_END_KNOWN in each for each in decision.warnings("en"))


@pytest.mark.parametrize(
    ("on", "size"), [(BEFORE, 2), (FROM, 1), (LATER, 1), (LAST, 1), (AFTER, 1), (date(2024, 6, 1), 1)]
)
def test_a_conscript_is_left_out_from_may_2013_on_and_after_2021_too(on, size, decide, person):
    decision = decide(person(), person("b", "spouse", flags={"active_conscript": True}), on=on)
    assert decision.quantity("household.size") == size


def test_other_members_stay_in(decide, person):
    decision = decide(person(), person("wife", "spouse", flags={"employed": True}), on=LATER)
    assert decision.quantity("household.size") == 2


@pytest.mark.parametrize(("on", "warned"), [(date(2014, 4, 30), False), (date(2014, 5, 1), True), (AFTER, True)])
def test_beside_a_later_national_rule_a_decision_warns_that_the_end_is_not_known(on, warned, decide, person):
    # Decree 649 leaves destitute people out; 57号 art. 7 leaves the list open to provinces.
    decision = decide(person(), person("son", "child", "1995-01-01", flags={"active_conscript": True}), on=on)
    assert warned_of(decision, "active_conscript") is warned


@pytest.mark.parametrize(
    ("apart_since", "on", "size"),
    [
        ("2018-06-02", LATER, 2),  # a day short of one year
        ("2018-06-01", LATER, 1),  # one year to the day
        ("2017-06-01", LATER, 1),
        ("2012-05-01", FROM, 1),
        ("2012-05-01", BEFORE, 2),  # the nation's three years until then
        ("2020-06-30", LAST, 1),
        ("2020-07-01", LAST, 2),
        ("2020-06-30", AFTER, 2),  # 57号 art. 7: three years again
        ("2018-07-02", AFTER, 2),
        ("2018-07-01", AFTER, 1),
    ],
)
def test_clergy_leave_after_one_year_until_the_nation_says_three_again(apart_since, on, size, decide, person):
    priest = person("priest", "spouse", clergy_apart_since=apart_since, findings={"clergy_in_hardship": False})
    assert decide(person(), priest, on=on).quantity("household.size") == size


@pytest.mark.parametrize(("years", "size"), [(0, 2), (1, 1), (2, 1)])
def test_who_is_gone_for_a_full_year_is_left_out(years, size, decide, person):
    gone = person("wife", "spouse", facts={"hebei.missing_years": years})
    assert decide(person(), gone, on=LATER).quantity("household.size") == size


def test_who_is_left_out_takes_the_income_along(decide, person):
    # 400 for one alone; the missing wife's 2000 do not count
    gone = person("wife", "spouse", incomes={"wage": 2000}, facts={"hebei.missing_years": 1})
    decision = decide(person(), gone, on=LATER, facts=SOBER)
    assert (decision.status, decision.dibao_monthly) == ("dibao", Money.monthly(400))


@pytest.mark.parametrize("kind", economy_2013.NOT_COUNTED)
@pytest.mark.parametrize("on", [FROM, date(2016, 1, 1), LATER, LAST])
def test_listed_kinds_of_income_do_not_count(kind, on, decide, person):
    decision = decide(person(incomes={kind: 300}), on=on)
    assert decision.quantity("household.counted_income") == Money.monthly(0)


@pytest.mark.parametrize(
    ("kind", "on"),
    [
        ("old_age_allowance", BEFORE),
        ("unemployment_benefit", LATER),
        ("wage", LATER),
        ("old_age_allowance", AFTER),  # 57号 art. 13 does not name it
    ],
)
def test_everything_else_counts_and_so_does_the_list_before_and_after(kind, on, decide, person):
    decision = decide(person(incomes={kind: 300}), on=on)
    assert decision.quantity("household.counted_income") == Money.monthly(300)


def status(decide, person, property, figures=FAMILY_LIMIT, on=LATER, **entries):
    """Decide a couple without income by its property alone."""
    owned = {key: Money.stock(value) if isinstance(value, str) else value for key, value in property.items()}
    given = {"facts": SOBER, "property": owned, **entries}
    return decide(person(), person("wife", "spouse"), on=on, figures=figures, **given).status


@pytest.mark.parametrize(
    ("figures", "savings", "expected"),
    [
        (FAMILY_LIMIT, "11999.99", "dibao"),
        (FAMILY_LIMIT, "12000", "dibao"),
        (FAMILY_LIMIT, "12000.01", "not_eligible"),
        (A_HEAD_LIMIT, "23999.99", "dibao"),
        (A_HEAD_LIMIT, "24000", "dibao"),
        (A_HEAD_LIMIT, "24000.01", "not_eligible"),
    ],
)
def test_financial_assets_up_to_a_years_disposable_income_pass(figures, savings, expected, decide, person):
    # 12000 a year: for the family, or for each of two
    assert status(decide, person, {"savings": savings}, figures) == expected


@pytest.mark.parametrize(("last", "expected"), [("2000", "dibao"), ("2000.01", "not_eligible")])
def test_six_kinds_of_financial_assets_add_up(last, expected, decide, person):
    kinds = ("savings", "securities", "funds", "insurance", "claims")
    assert status(decide, person, {**dict.fromkeys(kinds, "2000"), "online_assets": last}) == expected


@pytest.mark.parametrize(
    ("houses", "area", "expected"),
    [
        (0, "0", "dibao"),
        (1, "119.99", "dibao"),
        (1, "120", "dibao"),  # 30 × 2 × 2 people
        (1, "120.01", "not_eligible"),
        (2, "60", "not_eligible"),
        (3, "60", "not_eligible"),
    ],
)
def test_one_house_up_to_twice_the_local_area_a_head_passes(houses, area, expected, decide, person):
    assert status(decide, person, {"houses": houses, "house_area": Area.square_metres(area)}) == expected


@pytest.mark.parametrize(
    ("vehicles", "disability", "working", "expected"),
    [
        (0, 0, 0, "dibao"),
        (1, 0, 0, "not_eligible"),
        (1, 1, 0, "dibao"),
        (1, 0, 1, "dibao"),
        (2, 1, 1, "dibao"),
        (2, 0, 1, "not_eligible"),
        (3, 1, 1, "not_eligible"),
    ],
)
def test_a_vehicle_for_living_refuses(vehicles, disability, working, expected, decide, person):
    owned = {"vehicles": vehicles, "disability_vehicles": disability, "working_vehicles": working}
    assert status(decide, person, owned) == expected


def test_one_vehicle_that_is_for_a_disability_and_for_work_passes():
    owned = SimpleNamespace(vehicles=1, disability_vehicles=1, working_vehicles=1)
    assert economy_2013.living_use_car(SimpleNamespace(property=owned))


@pytest.mark.parametrize(("high", "expected"), [(False, "dibao"), (True, "not_eligible")])
def test_a_visibly_higher_living_standard_refuses(high, expected, decide, person):
    facts = {"hebei.high_living_standard": high, "hebei.low_income": False}
    assert status(decide, person, {}, facts=facts) == expected


@pytest.mark.parametrize(
    ("people", "property", "facts", "asked"),
    [
        (2, {"savings": Money.stock(100_000)}, SOBER, ["hebei.assets_a_head", "rigid.disposable_income"]),
        (
            1,
            {"savings": Money.stock(100_000)},
            SOBER,
            ["rigid.disposable_income"],
        ),  # a head or in all: the same for one
        (1, {"houses": 1, "house_area": Area.square_metres(1)}, SOBER, ["hebei.house_area_a_head"]),
        (1, {}, {"hebei.low_income": False}, ["$.facts.hebei.high_living_standard"]),
    ],
)
def test_what_no_source_states_is_asked_for_where_it_matters(people, property, facts, asked, decide, person):
    others = [person("wife", "spouse")] if people == 2 else []
    decision = decide(person(), *others, on=LATER, facts=facts, property=property)
    assert (decision.status, sorted(each.path for each in decision.questions)) == ("undetermined", asked)


def test_without_property_no_local_average_is_needed(decide, person):
    decision = decide(person(), on=LATER, facts=SOBER)
    assert (decision.status, decision.questions) == ("dibao", ())


def test_unknown_property_leaves_the_decision_open(decide, person):
    assert decide(person(), on=LATER, facts=SOBER, property=UNKNOWN).status == "undetermined"


@pytest.mark.parametrize(("on", "expected"), [(LAST, "not_eligible"), (AFTER, "dibao")])
def test_the_officers_finding_stands_in_for_the_limits_from_july_2021(on, expected, decide, person):
    # a car for living; 57号 art. 14 leaves limits to the place, whose later ones are not known
    findings = {"property_within_limits": True}
    assert status(decide, person, {"vehicles": 1}, on=on, findings=findings) == expected


def test_a_finding_that_differs_from_the_limits_is_warned_of(decide, person):
    findings = {"property_within_limits": True}
    decision = decide(person(), on=LATER, facts=SOBER, property={"vehicles": 1}, findings=findings)
    assert decision.status == "not_eligible"
    assert any("finding on property differs" in each for each in decision.warnings("en"))
