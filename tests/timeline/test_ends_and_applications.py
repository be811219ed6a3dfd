"""What ends a benefit, what an application comes to, and what is refused; worked by hand from the articles named."""

import pytest
from attrs import evolve
from tests.fixtures.months import AT_ONCE
from tests.timeline.families import (
    ENGINE,
    PROPERTY,
    admitted,
    codes,
    day,
    household,
    paid,
    person,
    rows,
    states,
    wage,
    yuan,
)

from dibao import UNKNOWN, BenefitState, Case, InputError
from dibao.household.models import Award
from dibao.timeline.events import (
    Applied,
    Decided,
    Died,
    IncomeChanged,
    JobRefused,
    JobStarted,
    Joined,
    Left,
    Moved,
    Reviewed,
)
from dibao.timeline.rows import Grace

WORK = JobStarted(on=day("2023-04-10"), member="a", incomes=wage(470))
ILL = {"recognised_major_illness": True, "applies_alone": True}
PATIENT = person("b", "spouse", flags=ILL, findings={"single_person_amount": yuan(300)})
COUPLE = household(person(), person("b", "spouse"))


def granted(months, *members):
    return household(*members, findings={**PROPERTY, "grace_months_granted": months})


def refused(*events, family=None):
    with pytest.raises(InputError) as raised:
        admitted(*events, family=family)
    return str(raised.value)


# -- who came with a benefit -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("awards", "state", "amount"),
    [
        ((), "ended", "0.00"),
        ((Award("single_person", "b", yuan(300)),), "single_person", "300.00"),
        ((Award("disability_living_allowance", "b", yuan(80)),), "other", "80.00"),
    ],
)
def test_who_comes_with_an_award_beside_dibao_draws_it(awards, state, amount):
    prior = BenefitState("marginal", yuan(0), awards)
    told = rows(
        Case(household(person(incomes=wage(1000)), PATIENT, prior=prior), day("2023-01-01")), "2023-01", "2023-01"
    )
    assert [(row.state, row.total.text()) for row in told.values()] == [(state, amount)]


@pytest.mark.parametrize("gone", [Died, Left])
def test_single_cover_that_was_drawn_before_ends_with_the_person(gone):
    prior = BenefitState("marginal", yuan(0), (Award("single_person", "b", yuan(300)),))
    family = household(person(incomes=wage(1000)), PATIENT, prior=prior)
    told = paid(Case(family, day("2023-01-01"), (gone(on=day("2023-03-05"), member="b"),)), "2023-02", "2023-04")
    assert told == {"2023-02": "300.00", "2023-03": "300.00", "2023-04": "0.00"}


# -- who is gone but not decided on ------------------------------------------------------------------
@pytest.mark.parametrize("born", ["1971-08-31", "1971-09-01", "1971-09-04", "1971-10-15"])
def test_a_dead_members_birthday_raises_nothing(born):
    """Dead on 5 September; a supplement starts in the month after the birthday, which only August brings in time."""
    family = household(person(), person("b", "spouse", born))
    told = rows(
        admitted(Died(on=day("2026-09-05"), member="b"), family=family, stated="2026-01-01"), "2026-10", "2027-08"
    )
    assert {row.total.text() for row in told.values()} == {"1064.00" if born < "1971-09" else "960.00"}
    assert not any("came_of_age" in codes(row) for row in told.values())


def test_the_birthday_of_somebody_else_does_not_age_the_dead():
    family = household(person(born="1971-10-20"), person("b", "spouse", "1971-10-15"))
    told = rows(
        admitted(Died(on=day("2026-09-05"), member="b"), family=family, stated="2026-01-01"), "2026-10", "2026-11"
    )
    assert [row.total.text() for row in told.values()] == ["960.00", "1064.00"]
    assert [each.member for each in told["2026-10"].reasons if each.code == "came_of_age"] == ["a"]


def test_a_standard_that_rises_does_not_age_who_has_left():
    """b would turn 55 on 15 May 2024, and left before with a decision put off."""
    family = household(person(), person("b", "spouse", "1969-05-15"))
    left = Left(on=day("2024-05-02"), member="b", decided=day("2024-12-10"))
    told = paid(admitted(left, family=family, stated="2024-01-01"), "2024-06", "2024-07")
    assert told == {"2024-06": "900.00", "2024-07": "960.00"}


# -- nobody left -------------------------------------------------------------------------------------
DEATH = Died(on=day("2023-05-05"), member="a")
NEW = Joined(on=day("2023-06-01"), person=person("z"))


def test_nobody_joins_or_applies_after_the_last_member_is_gone():
    text = refused(DEATH, NEW, Applied(on=day("2023-06-02")))
    assert "$.events[3] joins on 2023-06-01, when nobody is left of the family" in text
    assert "State a family that starts anew as a case of its own." in text
    assert "nobody is left" in refused(DEATH, Applied(on=day("2023-06-02")))
    assert "$.events[3] joins on 2023-05-05" in refused(DEATH, evolve(NEW, on=DEATH.on))


def test_whoever_joins_before_the_last_member_dies_goes_on():
    joined = Joined(on=day("2023-05-04"), person=person("z", "spouse"))
    told = admitted(joined, evolve(DEATH, relations={"z": "applicant"}))
    assert paid(told, "2023-06", "2023-06") == {"2023-06": "450.00"}


# -- applications ------------------------------------------------------------------------------------
APPLIED, DECIDED = Applied(on=day("2023-06-20")), Decided(on=day("2023-07-10"), circumstances="stable")
POORER = IncomeChanged(on=day("2023-07-05"), member="a", incomes=wage(100))


def test_an_application_made_in_grace_is_decided_after_it():
    told = rows(admitted(WORK, APPLIED, POORER, DECIDED, family=granted(2)), "2023-05", "2023-08")
    assert [row.state for row in told.values()] == ["grace", "grace", "applied", "awarded"]
    assert told["2023-08"].total.text() == "350.00"
    assert codes(told["2023-07"]) == ["grace_over", "ended", "income", "decision", "admitted"]


def test_an_application_decided_in_grace_brings_dibao_where_income_is_below():
    decided = evolve(DECIDED, on=day("2023-06-25"))
    poorer = evolve(POORER, on=day("2023-06-22"), decided=day("2024-01-10"))
    told = rows(admitted(WORK, APPLIED, poorer, decided, family=granted(6)), "2023-06", "2023-08")
    assert [(row.state, row.total.text()) for row in told.values()] == [
        ("grace", "450.00"), ("awarded", "350.00"), ("awarded", "350.00"),
    ]  # fmt: skip


def test_an_application_made_while_dibao_is_drawn_is_decided_after_its_end():
    rich = IncomeChanged(on=day("2023-06-21"), member="a", incomes=wage(900), clear=True)
    told = admitted(APPLIED, rich, POORER, DECIDED)
    assert states(told, "2023-06", "2023-08") == ["awarded", "applied", "awarded"]


def test_whoever_draws_dibao_is_not_taken_up_twice():
    told = rows(admitted(APPLIED, DECIDED), "2023-07", "2023-07")["2023-07"]
    assert codes(told) == ["decision", "kept_between_reviews"]


def test_a_refused_application_of_a_family_with_single_cover_is_told_as_refused():
    family = household(person(incomes=wage(1000)), PATIENT)
    told = rows(admitted(APPLIED, DECIDED, family=family), "2023-07", "2023-08")
    assert codes(told["2023-07"]) == ["decision", "refused"]
    assert [(row.state, row.total.text()) for row in told.values()] == [("single_person", "300.00")] * 2


@pytest.mark.parametrize(
    ("on", "article"),
    [
        ("2015-01-20", "民发〔2012〕220号 第二十六条"),
        ("2021-06-30", "民发〔2012〕220号 第二十六条"),
        ("2021-07-01", "民发〔2021〕57号 第二十一条"),
        ("2026-06-30", "民发〔2021〕57号 第二十一条"),
        ("2026-07-01", "中华人民共和国社会救助法 第四十五条"),
    ],
)
def test_a_refusal_cites_who_asks_for_an_answer_with_reasons(on, article):
    decided = day(on)
    family = household(person(incomes=wage(1000)))
    events = (Applied(on=decided.replace(day=1)), Decided(on=decided))
    (row,) = rows(Case(family, decided.replace(day=1), events), on[:7], on[:7]).values()
    assert [each.article for each in row.reasons if each.code == "refused"] == [article]


# -- a review that comes to no decision --------------------------------------------------------------
OPEN = IncomeChanged(on=day("2023-12-01"), member="a", incomes={"wage": UNKNOWN})
STATES_IT = IncomeChanged(on=day("2024-03-01"), member="a", incomes=wage(100))


def test_an_open_review_is_decided_once_the_facts_are_stated():
    told = rows(admitted(OPEN, Reviewed(on=day("2024-01-20")), STATES_IT), "2024-01", "2024-04")
    assert [row.total.text() for row in told.values()] == ["450.00", "450.00", "450.00", "350.00"]
    assert codes(told["2024-03"]) == ["income", "amount_changed"]
    assert [str(each.by) for each in told["2024-02"].due] == ["2024-01-20"]
    assert [each.clock for each in told["2024-02"].overdue] == ["review_stable"]
    assert [str(each.by) for each in told["2024-03"].due] == ["2025-03-01"]


def test_an_open_review_is_not_held_again_every_month():
    told = rows(admitted(OPEN, reviews="when_due"), "2024-01", "2024-03")
    assert [codes(row) for row in told.values()] == [["review", "undetermined"], [], []]


def test_a_review_that_waits_for_a_hearing_was_held():
    drift = IncomeChanged(on=day("2026-08-03"), member="a", incomes=wage(100))
    told = rows(admitted(drift, Reviewed(on=day("2026-09-03")), stated="2026-01-01"), "2026-09", "2026-09")
    assert [str(each.by) for each in told["2026-09"].due] == ["2027-09-03"]


# -- moves and places --------------------------------------------------------------------------------
@pytest.mark.parametrize("on", ["2023-05-01", "2023-05-30", "2023-05-31"])
def test_the_month_that_the_old_county_pays_is_not_paid_by_the_new_one(on):
    told = paid(admitted(Moved(on=day(on), jurisdiction=AT_ONCE, area="urban")), "2023-04", "2023-06")
    assert told == {"2023-04": "450.00", "2023-05": "450.00", "2023-06": "700.00"}


def test_after_the_month_of_the_move_the_new_county_pays_at_once():
    moved, works = (
        Moved(on=day("2023-05-31"), jurisdiction=AT_ONCE),
        JobStarted(on=day("2023-06-02"), member="a", incomes=wage(50)),
    )
    assert paid(admitted(moved, works), "2023-05", "2023-06") == {"2023-05": "450.00", "2023-06": "400.00"}


def test_whoever_drew_nothing_is_paid_at_once_after_a_move():
    family = household()
    events = (
        Applied(on=day("2023-01-05")),
        Moved(on=day("2023-01-10"), jurisdiction=AT_ONCE),
        Decided(on=day("2023-01-20")),
    )
    assert paid(Case(family, day("2023-01-01"), events), "2023-01", "2023-01") == {"2023-01": "450.00"}


def test_grace_goes_on_after_a_move_without_losing_a_month():
    moved = Moved(on=day("2023-05-31"), jurisdiction=AT_ONCE)
    told = rows(admitted(WORK, moved, family=granted(3)), "2023-05", "2023-08")
    assert [row.grace for row in told.values()] == [Grace(1, 3), Grace(2, 3), Grace(3, 3), None]


def test_a_move_to_a_place_that_nobody_declares_is_refused_with_its_place():
    told = admitted(Moved(on=day("2023-06-05"), jurisdiction="119999"))
    with pytest.raises(InputError) as raised:
        ENGINE.timeline(told, "2023-05", "2023-04")
    text = str(raised.value)
    assert "$.events[2].jurisdiction 119999 is not a jurisdiction of any loaded plug-in" in text
    assert "2023-06-05" in text
    assert "end is 2023-04" in text


# -- one day -----------------------------------------------------------------------------------------
def test_a_refusal_and_the_start_of_work_on_one_day_are_refused():
    works = evolve(WORK, on=day("2023-05-05"))
    refusal = JobRefused(on=works.on, member="a")
    assert "changes a.refusals of jobs on 2023-05-05" in refused(works, refusal)
    assert admitted(works, evolve(refusal, on=day("2023-05-06")))
    assert admitted(works, evolve(refusal, member="b"), family=COUPLE)
