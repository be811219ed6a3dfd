"""What changes an amount: reviews, clear changes, the calendar; and what does not."""

from pathlib import Path

import pytest
from attrs import evolve
from tests.timeline.families import ENGINE, admitted, codes, day, household, paid, person, rows, states, wage

from dibao import Engine, read_case_file
from dibao.timeline.events import (
    Decided,
    Died,
    FactsChanged,
    IncomeChanged,
    JobStarted,
    Joined,
    Left,
    Moved,
    PropertyFound,
    Reviewed,
)
from dibao.timeline.table import due_lines, table_rows

EXAMPLE = Path(__file__).parents[2] / "examples" / "timeline" / "1-heard-of-late.json"
DRIFT = IncomeChanged(on=day("2023-03-03"), member="a", incomes=wage(7))
BABY = person("b", "child", "2023-05-05")
BIRTH = Joined(on=day("2023-05-05"), person=BABY)


def test_income_that_drifts_between_reviews_changes_nothing():
    assert set(paid(admitted(DRIFT), "2023-02", "2024-06").values()) == {"450.00"}
    row = rows(admitted(DRIFT), "2023-03", "2023-03")["2023-03"]
    assert [(each.code, each.member, each.article) for each in row.reasons] == [
        ("income", "a", ""),
        ("kept_between_reviews", "a", "民发〔2021〕57号 第三十一条"),
    ]


def test_a_birth_changes_the_amount_from_the_month_after():
    told = paid(admitted(BIRTH), "2023-04", "2023-06")
    assert told == {"2023-04": "450.00", "2023-05": "450.00", "2023-06": "900.00"}


def test_a_review_takes_the_drift_into_account():
    told = paid(admitted(DRIFT, Reviewed(on=day("2024-01-20"))), "2024-01", "2024-02")
    assert told == {"2024-01": "450.00", "2024-02": "443.00"}


def test_an_officer_may_find_that_a_change_is_clear():
    assert paid(admitted(evolve(DRIFT, clear=True)), "2023-03", "2023-04") == {"2023-03": "450.00", "2023-04": "443.00"}
    decided = Decided(on=day("2023-04-10"), clear=True)
    assert paid(admitted(DRIFT, decided), "2023-04", "2023-05") == {"2023-04": "450.00", "2023-05": "443.00"}


def test_a_decision_without_a_clear_change_keeps_the_amount():
    told = rows(admitted(DRIFT, Decided(on=day("2023-04-10"))), "2023-04", "2023-05")
    assert codes(told["2023-04"]) == ["decision", "kept_between_reviews"]
    assert told["2023-05"].total.text() == "450.00"


def test_before_the_reform_of_2020_every_change_was_decided():
    drift = evolve(DRIFT, on=day("2020-07-31"))
    later = evolve(DRIFT, on=day("2020-08-01"))
    assert paid(admitted(drift, stated="2020-01-01"), "2020-08", "2020-08") == {"2020-08": "443.00"}
    assert paid(admitted(later, stated="2020-01-01"), "2020-09", "2020-09") == {"2020-09": "450.00"}


def test_a_standard_that_rises_is_paid_from_its_month_on_the_income_of_the_last_decision():
    told = rows(admitted(DRIFT), "2024-06", "2024-07")
    assert [row.total.text() for row in told.values()] == ["450.00", "480.00"]
    assert codes(told["2024-07"]) == ["standard_changed", "amount_changed"]


def test_law_that_changes_nothing_for_a_family_is_no_reason():
    assert codes(rows(admitted(), "2023-10", "2023-10")["2023-10"]) == []


@pytest.mark.parametrize(
    ("born", "age", "expected"),
    [("1968-06-30", "on the last day", "554.00"), ("1968-07-01", "a day later", "450.00")],
)
def test_coming_of_age_counts_from_the_month_after_the_birthday(born, age, expected):
    family = household(person(born=born))
    assert paid(admitted(family=family), "2023-06", "2023-07") == {"2023-06": "450.00", "2023-07": expected}, age


def test_coming_of_age_is_told_as_the_cause():
    row = rows(admitted(family=household(person(born="1968-06-15"))), "2023-06", "2023-06")["2023-06"]
    assert [(each.code, str(each.on), each.member) for each in row.reasons] == [
        ("came_of_age", "2023-06-15", "a"),
        ("amount_changed", "2023-06-15", None),
    ]


def test_a_birthday_on_29_february_is_on_1_march():
    family = household(person(born="1968-02-29"))
    assert paid(admitted(family=family), "2023-03", "2023-04") == {"2023-03": "450.00", "2023-04": "554.00"}


def test_a_child_that_comes_of_age_asks_for_the_officers_finding():
    family = household(person(), person("b", "child", "2005-06-30"))
    row = rows(admitted(family=family), "2023-06", "2023-06")["2023-06"]
    assert codes(row) == ["came_of_age", "undetermined"]
    assert tuple(each.sentence() for each in row.questions) == (
        "$.members[1].findings.cannot_live_independently of b: cannot live independently, an officer's finding under "
        "民发〔2021〕57号 第七条",
    )
    assert paid(admitted(family=family), "2023-07", "2023-08") == {"2023-07": "900.00", "2023-08": "900.00"}


@pytest.mark.parametrize(
    ("event", "amount"),
    [
        (Died(on=day("2023-05-05"), member="b"), "450.00"),
        (Left(on=day("2023-05-05"), member="b"), "450.00"),
        (Died(on=day("2023-05-05"), member="a", relations={"b": "applicant"}), "450.00"),
        (JobStarted(on=day("2023-05-05"), member="b", incomes=wage(100)), "800.00"),
        (PropertyFound(on=day("2023-05-05"), findings={"property_within_limits": False}), "0.00"),
        (FactsChanged(on=day("2023-05-05"), member="b", flags={"in_prison": True}), "900.00"),
        (FactsChanged(on=day("2023-05-05"), member="b", flags={"in_prison": True}, clear=True), "450.00"),
        (Moved(on=day("2023-05-05"), jurisdiction="960101", area="urban"), "1400.00"),
    ],
    ids=lambda each: getattr(each, "kind", each),
)
def test_clear_changes_count_from_the_month_after(event, amount):
    case = admitted(event, family=household(person(), person("b", "spouse")))
    assert paid(case, "2023-05", "2023-06") == {"2023-05": "900.00", "2023-06": amount}


def test_a_change_may_be_decided_later():
    death = Died(on=day("2023-05-05"), member="b", decided=day("2023-07-10"))
    case = admitted(death, family=household(person(), person("b", "spouse")))
    told = rows(case, "2023-05", "2023-08")
    assert [row.total.text() for row in told.values()] == ["900.00", "900.00", "900.00", "450.00"]
    assert codes(told["2023-05"]) == ["died", "awaits_decision"]
    death_due = [each for each in told["2023-05"].due if each.clock == "death"]
    assert [(str(each.by), each.member, each.article) for each in death_due] == [
        ("2023-08-05", "b", "民发〔2022〕83号 一（三）")
    ]


@pytest.mark.parametrize(("on", "late"), [("2023-08-04", False), ("2023-08-05", False), ("2023-08-06", True)])
def test_three_months_after_a_death_the_check_is_late(on, late):
    death = Died(on=day("2023-05-05"), member="b", decided=day("2023-12-01"))
    row = rows(admitted(death, family=household(person(), person("b", "spouse"))), "2023-08", "2023-08")["2023-08"]
    assert [each.is_late(day(on)) for each in row.due if each.clock == "death"] == [late]


@pytest.mark.parametrize(("died", "has_clock"), [("2022-10-19", False), ("2022-10-20", True)])
def test_the_check_after_a_death_came_with_the_notice_of_2022(died, has_clock):
    death = Died(on=day(died), member="b", decided=day("2022-12-01"))
    case = admitted(death, family=household(person(), person("b", "spouse")), stated="2022-01-01")
    row = rows(case, "2022-10", "2022-10")["2022-10"]
    assert [each.clock for each in row.due if each.clock == "death"] == (["death"] if has_clock else [])


def test_when_nobody_is_left_the_benefit_ends():
    told = rows(admitted(Died(on=day("2023-05-05"), member="a")), "2023-05", "2023-06")
    assert codes(told["2023-05"]) == ["died", "nobody_left"]
    assert (told["2023-06"].state, told["2023-06"].total.text(), told["2023-06"].household) == ("ended", "0.00", None)


@pytest.mark.parametrize(
    ("circumstances", "area", "stated", "due"),
    [
        ("stable", "rural", "2023-01-01", "2024-01-20"),
        ("special", "rural", "2023-01-01", "2024-01-20"),
        ("unsettled", "rural", "2023-01-01", "2023-07-20"),
        ("unsettled", "urban", "2023-01-01", "2023-07-20"),
        ("stable", "rural", "2015-01-01", "2015-07-20"),
        ("special", "rural", "2015-01-01", "2016-01-20"),
        ("unsettled", "rural", "2015-01-01", "2015-04-20"),
        ("unsettled", "urban", "2015-01-01", "2015-02-20"),
        ("unsettled", "urban", "2020-08-01", "2021-02-20"),
    ],
)
def test_reviews_fall_due_by_kind_of_income_and_era(circumstances, area, stated, due):
    case = admitted(stated=stated, family=household(area=area))
    events = tuple(
        evolve(each, circumstances=circumstances) if isinstance(each, Decided) else each for each in case.events
    )
    (row,) = rows(evolve(case, events=events), stated[:7], stated[:7]).values()
    assert [(each.clock.startswith("review"), str(each.by)) for each in row.due] == [(True, due)]


def test_without_an_officers_finding_no_review_falls_due():
    case = admitted()
    events = tuple(evolve(each, circumstances=None) if isinstance(each, Decided) else each for each in case.events)
    assert rows(evolve(case, events=events), "2023-02", "2023-02")["2023-02"].due == ()


def test_reviews_may_be_held_when_they_fall_due():
    case = admitted(DRIFT, reviews="when_due")
    told = rows(case, "2023-12", "2025-02")
    assert codes(told["2024-01"]) == ["review", "amount_changed"]
    assert [told[month].total.text() for month in ("2023-12", "2024-01", "2024-02")] == ["450.00", "450.00", "443.00"]
    assert codes(told["2025-01"]) == ["review", "amount_unchanged"]


def test_the_state_and_month_of_a_case_have_words():
    row = rows(admitted(), "2023-02", "2023-02")["2023-02"]
    assert (row.title("zh"), row.title("en")) == ("享受低保", "awarded")
    assert states(admitted(), "2023-02", "2023-02") == ["awarded"]


def test_a_standard_that_rises_beside_new_rules_is_told_as_a_standard():
    told = Engine().timeline(read_case_file(EXAMPLE), "2023-09", "2024-01")
    assert [each.code for each in told.rows[-1].reasons] == ["standard_changed", "amount_changed"]


@pytest.mark.parametrize(
    ("month", "overdue"), [("2023-07", []), ("2023-08", []), ("2023-09", ["death"])], ids=["before", "on", "after"]
)
def test_what_is_not_done_by_its_last_day_is_overdue(month, overdue):
    death = Died(on=day("2023-05-31"), member="b", decided=day("2023-12-10"))
    case = admitted(death, family=household(person(), person("b", "spouse")))
    row = rows(case, month, month)[month]
    assert {each.clock: str(each.by) for each in row.due}["death"] == "2023-08-31"
    assert [each.clock for each in row.overdue] == overdue
    told = [each["clock"] for each in row.to_json()["due"] if each.get("overdue")]
    assert told == overdue


def test_the_table_says_what_is_overdue_and_what_is_asked():
    told = ENGINE.timeline(admitted(), "2024-01", "2024-02")
    assert due_lines(told, "en")[0].endswith("by 2024-01-20, overdue (民发〔2021〕57号 第三十一条)")
    assert "2024-01-20前（含当日），已逾期（" in due_lines(told)[0]
    family = household(person(), person("b", "child", "2005-06-30"))
    [line] = table_rows(ENGINE.timeline(admitted(family=family), "2023-06", "2023-06"))
    assert line[-1].endswith(
        "请填写$.members[1].findings.cannot_live_independently（b）："
        "不能独立生活，依据民发〔2021〕57号 第七条由经办人员认定"
    )
