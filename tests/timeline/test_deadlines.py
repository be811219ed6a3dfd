"""Due dates of the law: which limit, from which day, in which era."""

from datetime import date

import pytest

from dibao import Engine, InputError
from dibao.timeline.deadlines import deadlines
from dibao.timeline.workdays import CalendarUnknown

ENGINE = Engine()
HONGJIANG = "431281"


class EveryDay:
    """A calendar on which people always work."""

    def is_workday(self, day):
        return True


class Until:
    """A calendar that is announced up to a day."""

    def __init__(self, last):
        self.last = last

    def is_workday(self, day):
        if day > self.last:
            raise CalendarUnknown(day, date(2004, 1, 1), self.last)
        return day.weekday() < 5


def due(starts, on, *when, programme="dibao", calendar=None, code=HONGJIANG):
    found = deadlines(ENGINE, code, starts, on, when=when, programme=programme, calendar=calendar)
    return {each.name: (each.due, each.limit.document) for each in found}


@pytest.mark.parametrize(
    ("when", "last", "document"),
    [
        ((), date(2024, 3, 12), "cn-2021-57"),
        (("delegated",), date(2024, 2, 27), "cn-2022-83"),
        (("special",), date(2024, 4, 2), "cn-2021-57"),
        (("delegated", "special"), date(2024, 4, 2), "cn-2021-57"),
    ],
)
def test_a_decision_is_due_after_30_20_or_45_working_days(when, last, document):
    assert due("accepted", date(2024, 1, 25), *when)["decision"] == (last, document)


def test_delegated_power_shortens_the_limit_only_since_the_notice_of_2022():
    assert due("accepted", date(2022, 10, 19), "delegated", calendar=EveryDay())["decision"] == (
        date(2022, 11, 18), "cn-2021-57",
    )  # fmt: skip
    assert due("accepted", date(2022, 10, 20), "delegated", calendar=EveryDay())["decision"] == (
        date(2022, 11, 9), "cn-2022-83",
    )  # fmt: skip


def test_the_measures_of_2012_limit_each_step_and_not_the_whole():
    assert due("accepted", date(2021, 6, 30)) == {"investigation": (date(2021, 7, 14), "cn-2012-220")}
    assert due("received", date(2021, 6, 30), calendar=EveryDay()) == {
        "county_opinion": (date(2021, 7, 5), "cn-2012-220")
    }
    assert due("received", date(2021, 7, 1), calendar=EveryDay()) == {
        "county_opinion": (date(2021, 7, 11), "cn-2021-57")
    }


def test_a_refusal_was_told_within_three_days_and_now_within_three_working_days():
    friday_2021, friday_2024 = date(2021, 6, 25), date(2024, 6, 21)
    [before] = deadlines(ENGINE, HONGJIANG, "refused", friday_2021)
    assert (before.due, before.last_workday) == (date(2021, 6, 28), date(2021, 6, 28))
    [now] = deadlines(ENGINE, HONGJIANG, "refused", friday_2024)
    assert (now.due, now.last_workday) == (date(2024, 6, 26), date(2024, 6, 26))


def test_a_great_change_is_told_within_three_months_since_the_notice_of_2022():
    assert due("changed", date(2022, 10, 19)) == {}
    [settled] = deadlines(ENGINE, HONGJIANG, "changed", date(2024, 11, 15))
    assert (settled.due, settled.last_workday) == (date(2025, 2, 15), date(2025, 2, 14))
    assert [settled.is_late(day) for day in (date(2025, 2, 14), date(2025, 2, 15), date(2025, 2, 16))] == [
        False, False, True,
    ]  # fmt: skip


def test_destitute_people_and_children_have_limits_of_their_own():
    assert due("accepted", date(2024, 1, 2), programme="tekun", calendar=EveryDay()) == {
        "first_opinion": (date(2024, 1, 17), "cn-2021-tekun")
    }
    assert due("applied", date(2024, 1, 2), programme="unattended_child", calendar=EveryDay()) == {
        "first_opinion": (date(2024, 1, 17), "cn-2019-62")
    }
    assert due("received", date(2024, 1, 2), programme="unattended_child", calendar=EveryDay()) == {
        "county_opinion": (date(2024, 1, 17), "cn-2019-62")
    }
    assert due("accepted", date(2024, 12, 31), programme="rigid_expenditure") == {}
    assert due("accepted", date(2025, 1, 1), programme="rigid_expenditure", calendar=EveryDay()) == {
        "decision": (date(2025, 1, 31), "cn-2025-rigid")
    }


def test_a_limit_beyond_the_announced_holidays_stays_open_and_says_why():
    calendar = Until(date(2026, 12, 28))
    found = deadlines(ENGINE, HONGJIANG, "accepted", date(2026, 12, 1), calendar=calendar)
    assert [(each.name, each.due) for each in found] == [
        ("investigation_started", date(2026, 12, 4)), ("decision", None),
    ]  # fmt: skip
    assert "2026-12-29是否工作日未知" in found[1].why_open("zh")
    assert found[1].is_late(date(2027, 1, 1)) is None
    assert found[1].to_json()["open_because"].startswith("whether 2026-12-29 is a working day")
    assert found[0].why_open() == ""


def test_months_are_counted_where_working_days_are_not_known():
    [settled] = deadlines(ENGINE, HONGJIANG, "changed", date(2026, 12, 1), calendar=Until(date(2026, 12, 28)))
    assert (settled.due, settled.last_workday, settled.why_open()) == (date(2027, 3, 1), None, "")


def test_publicity_lasts_and_is_said_to():
    [publicity] = deadlines(ENGINE, HONGJIANG, "publicised", date(2024, 3, 1))
    assert (
        publicity.sentence("zh") == "公示期：至2024-03-08届满；自公示开始（2024-03-01）起7日，民发〔2021〕57号 第十九条"
    )
    assert publicity.sentence("en") == (
        "time of publicity: over on 2024-03-08; 7 days from 2024-03-01 (first opinion made public), "
        "民发〔2021〕57号 第十九条"
    )


def test_a_deadline_says_its_last_working_day_where_that_is_another():
    [settled] = deadlines(ENGINE, HONGJIANG, "changed", date(2024, 11, 15))
    assert settled.sentence("zh") == (
        "家庭主动告知重大变化：2025-02-15前完成（含当日），最后工作日2025-02-14；"
        "自家庭状况重大变化（2024-11-15）起3个月，民发〔2022〕83号 五（五）"
    )
    assert settled.sentence("en") == (
        "the household tells of a great change: due on 2025-02-15, last working day 2025-02-14; "
        "3 months from 2024-11-15 (great change in the household), 民发〔2022〕83号 五（五）"
    )


def test_every_wrong_word_is_named_at_once():
    with pytest.raises(InputError) as caught:
        deadlines(ENGINE, HONGJIANG, "acepted", date(2024, 1, 1), when=["delgated"])
    assert str(caught.value) == (
        "2 problems\n"
        "starts is 'acepted', which no time limit knows; did you mean 'accepted'?\n"
        "when is 'delgated', which no time limit knows; did you mean 'delegated'?"
    )


def test_an_unknown_place_is_refused():
    with pytest.raises(InputError, match="431289 is not a jurisdiction"):
        deadlines(ENGINE, "431289", "accepted", date(2024, 1, 1))


def test_a_programme_that_has_no_limits_is_refused():
    with pytest.raises(InputError, match="programme is 'dibo', which no time limit knows"):
        due("accepted", date(2024, 1, 2), programme="dibo")
