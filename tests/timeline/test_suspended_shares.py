"""A suspended share stands with the award: it changes by a decision, and nothing gives it back unseen."""

import pytest
from attrs import evolve
from tests.timeline.families import (
    ENGINE,
    PROPERTY,
    STATED,
    admitted,
    codes,
    day,
    household,
    paid,
    person,
    rows,
    wage,
    yuan,
)
from tests.timeline.test_shares import refusals

from dibao import UNKNOWN, BenefitState, Case
from dibao.timeline.events import (
    Died,
    FactsChanged,
    Heard,
    IncomeChanged,
    JobLost,
    JobRefused,
    JobStarted,
    Joined,
    Left,
    ShareRestored,
)

THREE = refusals("2023-03-02", "2023-03-03", "2023-03-04")
"""From April on a third of 1350, or half of 900, is kept back."""
COUPLE = (person(), person("b", "spouse"))
CHILD = person("c", "child", "2010-01-01")
PAIR, TRIO = household(*COUPLE), household(*COUPLE, CHILD)


def baby(on):
    return Joined(on=day(on), person=person("d", "child", on))


def split(case, start, end):
    """Give what is paid and what is kept back, month by month."""
    told = rows(case, start, end).values()
    return [(row.total.text(), "+".join(each.monthly.text() for each in row.withheld)) for row in told]


# -- who shares is settled with the award ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("event", "after"),
    [
        (baby("2023-06-01"), ("1350.00", "450.00")),
        (baby("2023-06-10"), ("1350.00", "450.00")),
        (Died(on=day("2023-06-10"), member="c"), ("450.00", "450.00")),
        (Left(on=day("2023-06-10"), member="c"), ("450.00", "450.00")),
    ],
    ids=["birth on the first", "birth", "death", "departure"],
)
def test_who_comes_or_goes_shares_from_the_month_after(event, after):
    told = split(admitted(*THREE, event, family=TRIO), "2023-05", "2023-07")
    assert told == [("900.00", "450.00"), ("900.00", "450.00"), after]


def test_who_has_left_shares_until_it_is_decided():
    leaves = Left(on=day("2023-06-02"), member="c", decided=day("2023-07-15"))
    told = split(admitted(*THREE, leaves, family=TRIO), "2023-06", "2023-08")
    assert told == [("900.00", "450.00")] * 2 + [("450.00", "450.00")]


def test_who_may_no_longer_count_shares_until_it_is_decided():
    family = household(*COUPLE, person("c", "child", "2005-06-30"))
    told = split(admitted(*THREE, family=family), "2023-05", "2023-08")
    assert told == [("900.00", "450.00")] * 4


def test_who_shared_what_was_received_before_is_settled_at_the_suspension():
    prior = evolve(PAIR, prior=BenefitState("dibao", yuan(900)))
    assert split(Case(prior, STATED, THREE), "2023-03", "2023-04") == [("900.00", ""), ("450.00", "450.00")]


# -- it goes on until somebody decides --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("event", "after"),
    [
        (Died(on=day("2023-06-10"), member="a", relations={"b": "applicant", "c": "child"}), "900.00"),
        (JobStarted(on=day("2023-06-10"), member="a", incomes=wage(100)), "1250.00"),
    ],
    ids=["death", "work"],
)
def test_a_share_is_kept_back_until_its_end_is_decided(event, after):
    late = evolve(event, decided=day("2023-08-10"))
    told = split(admitted(*THREE, late, family=TRIO), "2023-05", "2023-09")
    assert told == [("900.00", "450.00")] * 4 + [(after, "")]


def test_a_standard_that_rises_meanwhile_gives_no_share_back():
    works = JobStarted(on=day("2024-06-10"), member="a", incomes=wage(100), decided=day("2024-08-10"))
    told = split(admitted(*THREE, works, family=PAIR), "2024-06", "2024-09")
    assert told == [("450.00", "450.00"), ("480.00", "480.00"), ("480.00", "480.00"), ("860.00", "")]


def test_work_that_ends_a_suspension_is_a_rise_and_needs_no_hearing():
    hearing = (*refusals("2026-09-02", "2026-09-03", "2026-09-04"), Heard(on=day("2026-09-10")))
    works = JobStarted(on=day("2026-10-05"), member="a", incomes=wage(100))
    told = split(admitted(*hearing, works, family=TRIO, stated="2026-01-01"), "2026-10", "2026-11")
    assert told == [("960.00", "480.00"), ("1340.00", "")]


# -- grace ------------------------------------------------------------------------------------------------
def granted(*members):
    return household(*members, findings={**PROPERTY, "grace_months_granted": 6})


WORK = JobStarted(on=day("2023-06-10"), member="b", incomes=wage(2000))


def test_grace_pays_no_suspended_share_back():
    told = split(admitted(*THREE, WORK, family=granted(*COUPLE)), "2023-06", "2023-12")
    assert told == [("450.00", "450.00")] + [("450.00", "")] * 6


def test_ordinary_dibao_after_grace_keeps_the_share_back():
    lost = JobLost(on=day("2023-08-10"), member="b")
    told = split(admitted(*THREE, WORK, lost, family=granted(*COUPLE)), "2023-08", "2023-09")
    assert told == [("450.00", ""), ("450.00", "450.00")]


@pytest.mark.parametrize(("refused", "kept"), [("2023-06-02", "450.00"), ("2023-06-11", "900.00")])
def test_a_share_suspended_before_the_exit_is_not_paid_in_grace(refused, kept):
    events = (*THREE[:2], JobRefused(on=day(refused), member="a"), WORK)
    told = paid(admitted(*events, family=granted(*COUPLE)), "2023-06", "2023-07")
    assert told == {"2023-06": "900.00", "2023-07": kept}


def test_grace_pays_nothing_where_nothing_was_paid():
    works = JobStarted(on=day("2023-06-10"), member="a", incomes=wage(500))
    told = rows(admitted(*THREE, works, family=granted(person())), "2023-06", "2023-07")
    assert [(row.state, row.total.text()) for row in told.values()] == [("awarded", "0.00"), ("grace", "0.00")]


def test_a_share_restored_just_before_the_exit_was_never_paid():
    events = (*THREE, ShareRestored(on=day("2023-06-02"), member="a"), WORK)
    told = paid(admitted(*events, family=granted(*COUPLE)), "2023-06", "2023-07")
    assert told == {"2023-06": "450.00", "2023-07": "450.00"}


@pytest.mark.parametrize(
    ("born", "kept"), [("2023-03-31", "900.00"), ("2023-04-01", "450.00"), ("2023-04-05", "450.00")]
)
def test_grace_pays_what_was_really_paid_not_what_was_only_decided(born, kept):
    works = JobStarted(on=day("2023-04-10"), member="a", incomes=wage(1500))
    told = paid(admitted(baby(born), works, family=granted(person())), "2023-05", "2023-05")
    assert told == {"2023-05": kept}


def test_grace_that_goes_on_pays_what_it_paid():
    works = JobStarted(on=day("2023-04-10"), member="a", incomes=wage(500))
    below = IncomeChanged(on=day("2023-06-09"), member="a", incomes=wage(40))
    again = evolve(works, on=day("2023-06-20"), incomes=wage(800))
    told = paid(admitted(works, below, again, family=granted(person())), "2023-06", "2023-07")
    assert told == {"2023-06": "450.00", "2023-07": "450.00"}


# -- refusals -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("third", "amount"), [("2023-01-19", "900.00"), ("2023-01-20", "900.00"), ("2023-01-21", "450.00")]
)
def test_only_refusals_of_a_family_on_dibao_count(third, amount):
    later = refusals("2023-02-02", "2023-02-03")
    told = paid(admitted(*refusals(third), *later, family=PAIR), "2023-03", "2023-03")
    assert told == {"2023-03": amount}


def test_refusals_before_the_admission_are_no_part_of_the_row():
    early = refusals("2023-01-06", "2023-01-07", "2023-03-02", "2023-03-03")
    assert set(paid(admitted(*early, family=PAIR), "2023-03", "2023-06").values()) == {"900.00"}
    third = refusals("2023-04-04")
    assert paid(admitted(*early, *third, family=PAIR), "2023-05", "2023-05") == {"2023-05": "450.00"}


# -- a county that pays at once -----------------------------------------------------------------------------
AT_ONCE = household(*COUPLE, jurisdiction="960102")


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (ShareRestored(on=day("2023-06-02"), member="a"), [("450.00", "450.00"), ("900.00", ""), ("900.00", "")]),
        (
            JobStarted(on=day("2023-06-02"), member="a", incomes=wage(100)),
            [("450.00", "450.00"), ("800.00", ""), ("800.00", "")],
        ),
    ],
    ids=["restored", "work"],
)
def test_a_county_that_pays_at_once_gives_the_share_back_at_once(event, told):
    assert split(admitted(*THREE, event, family=AT_ONCE), "2023-05", "2023-07") == told


# -- hearings -----------------------------------------------------------------------------------------------
WAITING = refusals("2026-09-02", "2026-09-03", "2026-09-04")


def since_2026(*events, family=TRIO, end="2026-11"):
    case = admitted(*events, family=family, stated="2026-01-01")
    return rows(case, "2026-09", end)


@pytest.mark.parametrize(
    "between",
    [
        baby("2026-09-20"),
        JobLost(on=day("2026-09-20"), member="b"),
        FactsChanged(on=day("2026-09-20"), member="b", flags={"in_prison": UNKNOWN}, clear=True),
    ],
    ids=["birth", "work lost", "something unknown"],
)
def test_another_decision_loses_no_suspension_that_waits(between):
    told = since_2026(*WAITING, between, Heard(on=day("2026-10-10")))
    assert codes(told["2026-10"]) == ["hearing", "share_suspended"]
    [kept_back] = told["2026-11"].withheld
    assert kept_back.monthly.text() == "480.00"


@pytest.mark.parametrize(
    "between",
    [
        ShareRestored(on=day("2026-09-20"), member="a"),
        JobStarted(on=day("2026-09-20"), member="a", incomes=wage(100)),
        Died(on=day("2026-09-20"), member="a", relations={"b": "applicant", "c": "child"}),
    ],
    ids=["restored", "work", "death"],
)
def test_a_suspension_that_has_lost_its_ground_is_not_told_at_the_hearing(between):
    told = since_2026(*WAITING, between, Heard(on=day("2026-10-10")))
    assert "share_suspended" not in codes(told["2026-10"])
    assert told["2026-11"].withheld == ()


@pytest.mark.parametrize(
    ("heard", "kept_back"), [("2026-10-01", "100.00"), ("2026-10-02", "400.00"), ("2026-10-20", "400.00")]
)
def test_a_deeper_cut_of_a_share_waits_for_its_own_hearing(heard, kept_back):
    first = (*(evolve(each, withheld=yuan(100)) for each in WAITING), Heard(on=day("2026-09-10")))
    deeper = JobRefused(on=day("2026-10-02"), member="a", withheld=yuan(400))
    told = since_2026(*first, deeper, baby("2026-10-02"), Heard(on=day(heard)))
    assert [each.monthly.text() for each in told["2026-10"].withheld] == ["100.00"]
    assert [each.monthly.text() for each in told["2026-11"].withheld] == [kept_back]


def test_an_excused_refusal_does_not_lift_a_suspension_that_waits():
    excused = JobRefused(on=day("2026-09-20"), member="a", good_reason=True)
    told = since_2026(*WAITING, excused, Heard(on=day("2026-10-10")))
    assert told["2026-11"].suspended == ("a",)


def test_a_suspension_heard_of_in_grace_holds_once_dibao_follows():
    works = evolve(WORK, on=day("2026-09-01"), decided=day("2026-09-20"))
    lost = JobLost(on=day("2026-11-05"), member="b")
    hearings = (Heard(on=day("2026-09-01")), Heard(on=day("2026-10-10")))
    told = since_2026(*WAITING, works, *hearings, lost, family=granted(*COUPLE), end="2026-12")
    assert [(row.state, row.total.text()) for row in told.values()] == [
        ("awarded", "960.00"),
        ("grace", "960.00"),
        ("grace", "960.00"),
        ("awarded", "480.00"),
    ]
    assert "share_suspended" not in codes(told["2026-10"])
    assert codes(told["2026-11"])[-1] == "share_suspended"


def test_resuming_keeps_who_shares_and_whose_share_is_suspended():
    works = JobStarted(on=day("2023-06-10"), member="a", incomes=wage(100), decided=day("2023-08-10"))
    case = admitted(*THREE, works, baby("2023-04-20"), family=TRIO)
    whole = ENGINE.timeline(case, "2023-01", "2023-10")
    for month in (4, 5, 6, 7, 8):
        before = ENGINE.timeline(case, "2023-01", f"2023-{month:02d}")
        assert before.rows + ENGINE.timeline(case, f"2023-{month + 1:02d}", "2023-10", before.state).rows == whole.rows
