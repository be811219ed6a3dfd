"""The scheme of 2018: single-person cover, the two deductions, working costs, gradual exit.

Every number is worked out by hand from the Xinhua report of 2018-10-25 on the scheme.
"""

import pytest

from dibao import BenefitState, Disability, Money

YANLING, IN_2019 = "430225", "2019-03-01"
GRANTED = {"hunan.deduction_granted": True}
LAST_YEAR = {"hunan.last_year_income": Money.yearly(20000), **GRANTED}
POOR = {"hunan.registered_poor": True, "hunan.last_year_income": Money.yearly(20000)}
KEPT = {"hunan.dependent": True}


@pytest.fixture
def yanling(at):
    return at(YANLING, IN_2019)


# -- deductions ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("cost", "off"), [("39999.99", "0"), ("40000", "0"), ("40000.01", "40000.01")])
def test_medical_costs_of_exactly_twice_last_years_income_are_not_more_than_twice(yanling, person, cost, off):
    ill = person("b", expenses={"medical": Money.yearly(cost)})
    decision = yanling.decide(ill, wage="5000", facts=LAST_YEAR)
    assert decision.quantity("household.rigid_expenditure") == Money.yearly(off)


@pytest.mark.parametrize(("cost", "off"), [("39999.99", "0"), ("40000", "0"), ("40000.01", "40000.01")])
def test_costs_of_schooling_have_the_same_line(yanling, person, cost, off):
    pupil = person(
        *("c", "child", "2003-01-01"),
        education="senior",
        flags={"full_time_student": True},
        expenses={"education": Money.yearly(cost)},
    )
    decision = yanling.decide(pupil, wage="5000", facts=LAST_YEAR)
    assert decision.quantity("household.rigid_expenditure") == Money.yearly(off)


@pytest.mark.parametrize(
    ("education", "full_time", "comes_off"),
    [
        ("primary", True, False),
        ("junior", True, False),
        ("senior", True, True),
        ("senior", False, False),
        ("vocational", True, True),
        ("associate", True, True),
        ("bachelor", True, True),
        ("master", True, True),
    ],
)
def test_only_full_time_schooling_above_junior_level_comes_off(yanling, person, education, full_time, comes_off):
    pupil = person(
        *("c", "child", "2003-01-01"),
        education=education,
        flags={"full_time_student": full_time},
        expenses={"education": Money.yearly(50000)},
    )
    decision = yanling.decide(pupil, wage="5000", facts=LAST_YEAR)
    assert decision.quantity("household.rigid_expenditure") == Money.yearly(50000 if comes_off else 0)


def test_medical_costs_and_schooling_are_each_held_against_the_line(yanling, person):
    pupil = person(
        *("c", "child", "2003-01-01"),
        education="senior",
        flags={"full_time_student": True},
        expenses={"education": Money.yearly(30000), "medical": Money.yearly(30000)},
    )
    decision = yanling.decide(pupil, wage="5000", facts=LAST_YEAR)
    assert decision.quantity("household.rigid_expenditure") == Money.monthly(0)


def test_medical_costs_of_all_members_are_added_up(yanling, person):
    others = [person(each, "child", "2010-01-01", expenses={"medical": Money.yearly(20001)}) for each in "cd"]
    decision = yanling.decide(*others, wage="5000", facts=LAST_YEAR)
    assert decision.quantity("household.rigid_expenditure") == Money.yearly(40002)


def test_what_comes_off_leaves_no_income_below_zero(yanling, person):
    ill = person("b", expenses={"medical": Money.yearly(60000)})
    decision = yanling.decide(ill, wage="500", facts=LAST_YEAR)
    # two people at the office's 300 a month
    assert (decision.quantity("household.household_income"), decision.dibao_monthly) == (
        Money.monthly(0),
        Money.monthly(600),
    )


def test_without_last_years_income_it_is_asked_for(yanling, person):
    ill = person("b", expenses={"medical": Money.yearly(40001)})
    assert [each.path for each in yanling.decide(ill, wage="700", facts=GRANTED).questions] == [
        "$.facts.hunan.last_year_income"
    ]


@pytest.mark.parametrize(("cost", "comes_off"), [("40000", False), ("40000.01", True)])
@pytest.mark.parametrize("granted", [True, False])
@pytest.mark.parametrize("kind", ["medical", "education"])
def test_what_is_beyond_the_line_comes_off_where_the_office_granted_it(yanling, person, kind, cost, comes_off, granted):
    pupil = person(
        *("c", "child", "2003-01-01"),
        education="senior",
        flags={"full_time_student": True},
        expenses={kind: Money.yearly(cost)},
    )
    decision = yanling.decide(pupil, wage="5000", facts={**LAST_YEAR, "hunan.deduction_granted": granted})
    assert decision.quantity("household.rigid_expenditure") == Money.yearly(cost if comes_off and granted else 0)


@pytest.mark.parametrize(("cost", "asked"), [("40000", []), ("40000.01", ["$.facts.hunan.deduction_granted"])])
def test_the_grant_is_asked_for_beyond_the_line_only(yanling, person, cost, asked):
    ill = person("b", expenses={"medical": Money.yearly(cost)})
    # 700 is above two standards of 300, and nothing is left of it once the costs come off
    decision = yanling.decide(ill, wage="700", facts={"hunan.last_year_income": Money.yearly(20000)})
    assert [each.path for each in decision.questions] == asked


def test_without_a_grant_last_years_income_does_not_matter(yanling, person):
    ill = person("b", expenses={"medical": Money.yearly(40001)})
    assert yanling.decide(ill, wage="700", facts={"hunan.deduction_granted": False}).questions == ()


@pytest.mark.parametrize(
    ("on", "off"),
    [("2018-09-30", 0), ("2018-10-01", 50000), ("2020-12-31", 50000), ("2021-01-01", 0)],
)
def test_deductions_hold_while_the_scheme_does(at, person, on, off):
    ill = person("b", expenses={"medical": Money.yearly(50000)})
    decision = at(YANLING, on).decide(ill, wage="5000", facts=LAST_YEAR)
    assert decision.quantity("household.rigid_expenditure") == Money.yearly(off)


@pytest.mark.parametrize(("approved", "left"), [("0", "500"), ("499.99", "0.01"), ("500", "0"), ("500.01", "0")])
def test_approved_costs_of_working_come_off_up_to_the_wage(yanling, approved, left):
    cost = {"hunan.employment_cost": Money.monthly(approved)}
    decision = yanling.decide(wage="500", applicant={"facts": cost})
    assert decision.quantity("household.household_income") == Money.monthly(left)


# -- single-person cover ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "grade", "may"),
    [
        ("limb", 1, True),
        ("hearing", 2, True),
        ("limb", 3, False),
        ("visual", 3, False),
        ("intellectual", 3, True),
        ("mental", 3, True),
        ("intellectual", 4, False),
        ("mental", 4, False),
    ],
)
def test_in_a_registered_poor_household_the_severely_disabled_may_apply_alone(yanling, person, kind, grade, may):
    disabled = person("b", disability=Disability(kind, grade), facts=KEPT)
    decision = yanling.decide(disabled, wage="5000", facts=POOR)
    assert decision.may_apply_alone == {"a": False, "b": may}


@pytest.mark.parametrize(("poor", "kept", "may"), [(True, True, True), (True, False, False), (False, True, False)])
def test_the_seriously_ill_must_depend_on_a_registered_poor_household(yanling, person, poor, kept, may):
    ill = person("b", flags={"recognised_major_illness": True}, facts={"hunan.dependent": kept})
    decision = yanling.decide(ill, wage="5000", facts={**POOR, "hunan.registered_poor": poor})
    assert decision.may_apply_alone == {"a": False, "b": may}


@pytest.mark.parametrize(("wage", "status", "may"), [("599.99", "dibao", False), ("600", "not_eligible", True)])
def test_nobody_is_covered_alone_under_a_household_on_dibao(yanling, person, wage, status, may):
    ill = person("b", flags={"recognised_major_illness": True}, facts=KEPT)
    decision = yanling.decide(ill, wage=wage, facts=POOR)
    assert (decision.status, decision.may_apply_alone["b"]) == (status, may)


def test_cover_alone_leaves_the_household_as_it_is(yanling, person):
    ill = person(
        "b",
        flags={"recognised_major_illness": True, "applies_alone": True},
        findings={"single_person_amount": Money.monthly(210)},
        facts=KEPT,
    )
    decision = yanling.decide(ill, wage="5000", facts=POOR)
    assert decision.status == "not_eligible"
    assert [(each.programme, each.to, each.monthly) for each in decision.awards] == [
        ("single_person", "b", Money.monthly(210))
    ]


def test_after_the_scheme_a_registered_poor_household_is_judged_like_any_other(at, person):
    ill = person("b", flags={"recognised_major_illness": True}, facts=KEPT)
    decision = at(YANLING, "2021-01-01").decide(ill, wage="5000", facts=POOR)
    assert decision.may_apply_alone == {"a": False, "b": False}


# -- gradual exit ----------------------------------------------------------------------------------------
def fading(granted, cause="income", used=0, poor=True):
    return {
        "wage": "5000",
        "facts": {"hunan.registered_poor": poor},
        "prior": BenefitState("dibao", Money.monthly(210), cause=cause, grace_months_used=used),
        "findings": {
            "property_within_limits": True,
            "grace_months_granted": granted,
            "grace_amount": Money.monthly(210),
        },
    }


@pytest.mark.parametrize("cause", ["employment", "income", "other"])
@pytest.mark.parametrize(
    ("granted", "used", "status"),
    [
        (11, 10, "gradual_exit"),
        (11, 11, "not_eligible"),
        (12, 11, "gradual_exit"),
        (12, 12, "not_eligible"),
        (13, 11, "gradual_exit"),
        (13, 12, "not_eligible"),
    ],
)
def test_a_registered_poor_household_fades_out_for_a_year_at_most_whatever_the_cause(
    yanling, cause, granted, used, status
):
    decision = yanling.decide(**fading(granted, cause, used))
    paid = Money.monthly(210 if status == "gradual_exit" else 0)
    assert (decision.status, decision.dibao_monthly) == (status, paid)


@pytest.mark.parametrize(
    ("on", "cause", "status"),
    [
        ("2020-07-31", "employment", "not_eligible"),
        ("2020-08-01", "employment", "gradual_exit"),
        ("2020-08-01", "income", "not_eligible"),
    ],
)
def test_other_households_have_the_nations_gradual_exit_only(at, on, cause, status):
    assert at(YANLING, on).decide(**fading(12, cause, poor=False)).status == status


@pytest.mark.parametrize(("on", "status"), [("2020-12-31", "gradual_exit"), ("2021-01-01", "not_eligible")])
def test_the_years_exit_ends_with_the_scheme(at, on, status):
    assert at(YANLING, on).decide(**fading(12)).status == status


def test_who_drew_no_dibao_before_does_not_fade_out(yanling):
    assert yanling.decide(**{**fading(12), "prior": None}).status == "not_eligible"
