"""Ganzhou: the cost of working and the time of exit, each threshold below, on and above.

Worked by hand from the page of October 2022 and the province's standards of 2022 (825, 600) and 2023 (885, 660).
"""

import pytest

from dibao import BenefitState, Money, Months

GANZHOU, YICHUN = "360700", "360900"
PAGE, NATION = "Page of October 2022 on Ganzhou's dibao: cost of working, delayed exit, obligors", "民发〔2022〕83号"
PLACED = {"placed_hard_to_employ": 24, "placed_disabled": 36}


def worker(wage, employed=True):
    return {"incomes": {"wage": Money.monthly(wage)}, "flags": {"employed": employed}}


def before(used=0, cause="employment"):
    """Give a dibao family's past."""
    return BenefitState(status="dibao", dibao_monthly=Money.monthly(300), cause=cause, grace_months_used=used)


def left(at, cause, on="2022-12-01", granted=None, code=GANZHOU, prior=None, applicant=None):
    """Decide a single whose wage of 2000 is beyond the standard, with a cause of exit."""
    findings = {"property_within_limits": True, "grace_amount": Money.monthly(300)}
    findings |= {} if granted is None else {"grace_months_granted": Months(granted)}
    return at(code, on).decide(
        applicant=applicant or worker("2000"),
        prior=prior or before(),
        findings=findings,
        facts={} if cause is None else {"jiangxi.exit_cause": cause},
    )


# -- the cost of working -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "on", "cost"),
    [
        ("rural", "2022-10-01", "180"),
        ("rural", "2022-12-31", "180"),
        ("urban", "2022-12-31", "247.50"),
        ("rural", "2023-01-01", "198"),
        ("urban", "2023-01-01", "265.50"),
    ],
)
def test_who_works_keeps_three_tenths_of_the_standard(at, area, on, cost):
    decision = at(GANZHOU, on).decide(area=area, applicant=worker("700"), facts={"jiangxi.benefit_grade": 1})
    assert decision.quantity("member.employment_cost", 0) == Money.monthly(cost)


@pytest.mark.parametrize(
    ("wage", "cost"), [("0", "0"), ("179.99", "179.99"), ("180", "180"), ("180.01", "180"), ("600", "180")]
)
def test_the_cost_is_never_more_than_the_wage(at, wage, cost):
    decision = at(GANZHOU, "2022-12-01").decide(applicant=worker(wage))
    assert decision.quantity("member.employment_cost", 0) == Money.monthly(cost)


@pytest.mark.parametrize(
    ("wage", "status", "paid"), [("779.99", "dibao", "0.01"), ("780", "marginal", "0"), ("780.01", "marginal", "0")]
)
def test_the_cost_comes_off_before_income_is_compared(at, wage, status, paid):
    decision = at(GANZHOU, "2022-12-01").decide(applicant=worker(wage))  # 600 + 180
    assert (decision.status, decision.dibao_monthly) == (status, Money.monthly(paid))


def test_each_worker_keeps_a_share_of_an_own_standard(at, person):
    decision = at(GANZHOU, "2022-12-01").decide(person("b", **worker("100")), applicant=worker("500"))
    assert decision.quantity("household.household_income") == Money.monthly(320)  # 500 − 180 + 100 − 100


@pytest.mark.parametrize(
    ("code", "on", "employed"),
    [(GANZHOU, "2022-12-01", False), (GANZHOU, "2022-09-30", True), (YICHUN, "2022-12-01", True)],
)
def test_nobody_else_keeps_a_share(at, code, on, employed):
    decision = at(code, on).decide(applicant=worker("500", employed))
    assert decision.quantity("member.employment_cost", 0) == Money.monthly(0)


def test_a_decision_on_what_a_page_states_is_secondary(at):
    assert at(GANZHOU, "2022-12-01").decide(applicant=worker("500")).grade == "secondary"
    assert at(YICHUN, "2022-12-01").decide(applicant=worker("500")).grade != "secondary"


# -- the time of exit --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cause", "months"), PLACED.items())
def test_a_placement_gives_years(at, cause, months):
    assert left(at, cause).quantity("household.grace_months") == Months(months)


@pytest.mark.parametrize(("cause", "months"), PLACED.items())
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_time_ends_with_its_last_month(at, cause, months, more):
    decision = left(at, cause, prior=before(months + more))
    paid = Money.monthly(300) if more < 0 else Money.monthly(0)
    assert (decision.status, decision.dibao_monthly) == ("gradual_exit" if more < 0 else "not_eligible", paid)


@pytest.mark.parametrize(("granted", "months"), [(0, 6), (5, 6), (6, 6), (7, 7), (12, 12), (13, 12)])
def test_a_graduate_gets_what_was_granted_from_six_months_to_twelve(at, granted, months):
    assert left(at, "graduate", granted=granted).quantity("household.grace_months") == Months(months)


@pytest.mark.parametrize("granted", [0, 7, 30])
def test_in_other_cases_the_office_decides(at, granted):
    assert left(at, "other", granted=granted).quantity("household.grace_months") == Months(granted)


@pytest.mark.parametrize(
    ("pension", "months"),
    [("600", 6), ("600.01", 6), ("1199.99", 6), ("1200", 0), ("1200.01", 0)],
)
def test_a_pension_gives_six_months_below_twice_the_standard(at, income, pension, months):
    decision = left(at, "pension", prior=before(cause="income"), applicant=income(pension))
    assert decision.quantity("household.grace_months") == Months(months)
    assert decision.status == ("gradual_exit" if months else "not_eligible")


def test_a_pension_below_the_standard_leaves_a_dibao_family(at, income):
    assert left(at, "pension", applicant=income("599.99")).status == "dibao"


@pytest.mark.parametrize("granted", [3, 6, 9])
def test_without_a_cause_of_its_own_the_nation_decides(at, granted):
    assert left(at, "none", granted=granted).quantity("household.grace_months") == Months(min(granted, 6))


def test_elsewhere_the_cause_does_not_matter(at):
    decision = left(at, "placed_disabled", granted=6, code=YICHUN)
    assert decision.quantity("household.grace_months") == Months(6)


def test_an_unknown_cause_is_asked_for(at):
    decision = left(at, None, granted=3, prior=before(used=3))
    assert [each.path for each in decision.questions] == ["$.facts.jiangxi.exit_cause"]


def test_an_unknown_cause_that_changes_nothing_is_not_asked_for(at):
    decision = left(at, None, granted=3, prior=before(used=2))
    assert (decision.status, decision.questions) == ("gradual_exit", ())


def test_who_was_not_on_dibao_is_not_asked_why(at):
    decision = at(GANZHOU, "2022-12-01").decide(applicant=worker("2000"))
    assert (decision.status, decision.questions) == ("not_eligible", ())


# -- beyond the nation's six months ------------------------------------------------------------------------


def beyond(decision):
    """Give the warnings that name both documents."""
    return [
        each for each in decision.warnings("en") if PAGE in each and NATION in each and "look at this case" not in each
    ]


@pytest.mark.parametrize(
    ("cause", "granted"),
    [("graduate", 7), ("graduate", 12), ("placed_hard_to_employ", 24), ("placed_disabled", 36), ("other", 7)],
)
def test_more_than_six_months_stand_and_name_both_documents(at, cause, granted):
    decision = left(at, cause, granted=granted)
    assert decision.status == "gradual_exit"
    assert len(beyond(decision)) == 1


@pytest.mark.parametrize(("cause", "granted"), [("graduate", 6), ("other", 6), ("other", 5), ("none", 6)])
def test_six_months_after_taking_up_work_are_not_beyond_the_nation(at, cause, granted):
    decision = left(at, cause, granted=granted)
    assert decision.status == "gradual_exit"
    assert beyond(decision) == []


@pytest.mark.parametrize(("on", "warnings"), [("2022-10-19", 0), ("2022-10-20", 1), ("2022-10-21", 1)])
def test_the_nation_has_a_ceiling_from_the_day_of_its_notice(at, on, warnings):
    assert len(beyond(left(at, "placed_hard_to_employ", on=on, granted=24))) == warnings
